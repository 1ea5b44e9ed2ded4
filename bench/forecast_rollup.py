"""What summing does: the forecast of a sum against the sum of the forecasts of its parts.

Made-up organisations are sums of ten series of one source and one measure over the same months.
Facts without bars: they say how a page may add up its lines.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from bench import report
from bench.forecast_cases import AFTER, MONTHS_BEFORE, YEARS, Series
from metrics.forecast import year_ends
from metrics.forecasting.methods import Months
from metrics.numbers import number

PARTS, ORGANISATIONS = 10, 15
SEED = 20
SIGNS = np.array([1.0] * 3 + [-1.0] * 7)
"""Three of the ten as income, the rest as cost: a net that may be near 0."""


def show(series: list[Series]) -> None:
    """Print how the sum of the parts' forecasts does, and what interval holds the sum's outcome."""
    generator, found, nets = np.random.default_rng(SEED), [], []
    for source, months in _alike(series).items():
        for organisation in range(ORGANISATIONS):
            chosen = generator.choice(len(months), PARTS, replace=False)
            name = f"{source} {organisation}"
            found.append(_compared(months[chosen]).assign(source=source, name=name))
            nets.append(_compared(months[chosen] * SIGNS[: len(chosen), None]).assign(name=name))
    whole = pd.concat(found)
    report.heading("Summan av delarnas prognoser mot summans egen prognos (påhittade förvaltningar)")
    for source, rows in [*whole.groupby("source"), ("alla", whole)]:
        _told(str(source), rows)
    _told("netto, tre av tio som intäkter", pd.concat(nets))


def _alike(series: list[Series]) -> dict[str, Months]:
    """Return, per source and measure, the whole years that at least ten series share, a row each."""
    groups: dict[str, list[Series]] = defaultdict(list)
    for each in series:
        parts = each.name.split("|")
        if len(parts) > 2 and each.kind in ("flow", "spend"):
            measure = parts[-1:] if parts[0].startswith("SC") else []
            last = each.first + len(each.months) // 12 - 1
            groups[" ".join([parts[0], *measure, f"till {last}"])].append(each)
    found = {}
    for name, members in groups.items():
        length = min(len(each.months) for each in members)
        if len(members) >= PARTS and length >= MONTHS_BEFORE + 12:
            found[name] = np.array([each.months[-length:] for each in members])
    return found


def _compared(parts: Months) -> pd.DataFrame:
    """Return a row per year and months known: the outcome, both forecasts, and the intervals' ends."""
    rows = []
    for start in range(parts.shape[1] - 12, MONTHS_BEFORE - 1, -12)[:YEARS]:
        for months in AFTER:
            seen = parts[:, start - 36 : start + months]
            lines = year_ends(seen, months_known=months, kind="money")
            direct = year_ends(seen.sum(axis=0, keepdims=True), months_known=months, kind="money").iloc[0]
            below, above = lines["total"] - lines["lower"], lines["upper"] - lines["total"]
            rows.append(
                {
                    "actual": float(parts[:, start : start + 12].sum()),
                    "summed": float(lines["total"].sum()),
                    "direct": direct["total"],
                    "below": direct["total"] - direct["lower"],
                    "above": direct["upper"] - direct["total"],
                    "below_alone": float(np.sqrt((below**2).sum())),
                    "above_alone": float(np.sqrt((above**2).sum())),
                    "below_added": float(below.sum()),
                    "above_added": float(above.sum()),
                }
            )
    return pd.DataFrame(rows)


def _told(source: str, rows: pd.DataFrame) -> None:
    errors = rows[["summed", "direct"]].sub(rows["actual"], axis=0).abs().groupby(rows["name"]).mean()
    ratio = float(np.exp(np.log(errors["summed"] / errors["direct"]).mean()))
    report.ratio(f"{source}: delarnas fel mot summans egen", ratio)
    for name, centre, ends in (
        ("summans egen prognos och bredd", "direct", ""),
        ("delarnas summa med summans bredd", "summed", ""),
        ("delarnas summa, delar som vore de oberoende", "summed", "_alone"),
        ("delarnas summa, delarnas bredd lagd ihop", "summed", "_added"),
    ):
        below, above = rows[f"below{ends}"], rows[f"above{ends}"]
        inside = (rows["actual"] >= rows[centre] - below) & (rows["actual"] <= rows[centre] + above)
        half = 100 * ((below + above) / 2 / rows["actual"].abs()).median()
        told = f"täcker {number(100 * inside.mean(), 1)} %, halv bredd {number(half, 2)} %"
        report.fact(f"  {name}", told)
