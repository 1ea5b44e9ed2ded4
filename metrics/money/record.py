"""The memory of forecasts: how earlier years' erred by the month they were made, and how this year's moved.

An error is closing − forecast in kronor, so that the sign is the economy's own: negative means
that the year closed worse than forecast, that the forecast was too bright (för ljus). The same
rule is used for the controller's forecasts and for the statistical ones.
"""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

import pandas as pd

from metrics.money.scenarios import counted
from metrics.numbers import rounded, with_unit
from metrics.periods import MONTH_NAMES

CONTROLLERS = "Prognosen"
STATISTICAL = "Den statistiska prognosen"
"""Whose forecast a sentence is about. The statistical one was not made then: it `hade` been so."""
FEWEST_YEARS = 2
SMALL = 2
"""Per cent: errors below this are told with a decimal, since one per cent of a year is much money."""
COLUMNS = [
    "month",
    "years",
    "bias",
    "bias_share",
    "spread",
    "low",
    "high",
    "low_share",
    "high_share",
    "low_year",
    "high_year",
]


def latest_closed(closings: Mapping[int, float], years: int) -> dict[int, float]:
    """Return the closings of the latest `years` closed years; a missing closing (NaN) is not one."""
    closed = sorted(year for year, closing in closings.items() if not math.isnan(closing))
    return {year: closings[year] for year in closed[-years:]}


def record(made: pd.DataFrame, closings: Mapping[int, float]) -> pd.DataFrame:
    """Return how forecasts have erred, by the month after which they were made.

    `made` has `year`, `month` (1-12) and `amount`: the forecast of the year's result in kronor, cost
    negative, as it stood after the month, summed for the selection. `closings` are the closed
    years' results. Years that are not closed, and missing forecasts and closings (NaN), do not count.

    Returns a row for each of the twelve months:

    | column | |
    |---|---|
    | `years` | closed years with a forecast from the month; where 0, all below is NaN |
    | `bias` | mean of closing − forecast, kronor |
    | `bias_share` | mean of (closing − forecast) / abs(closing); NaN if a closing is 0 |
    | `spread` | sample standard deviation of closing − forecast over years; NaN for one year |
    | `low`, `high` | the lowest and highest closing − forecast, kronor |
    | `low_share`, `high_share` | the same of the shares |
    | `low_year`, `high_year` | the years of those shares; NaN where the shares are |

    Raises ValueError for a month that is not 1-12 and for two forecasts of the same year and month.
    """
    if not made["month"].isin(range(1, 13)).all():
        raise ValueError(f"months are 1-12, got {sorted(set(made['month']) - set(range(1, 13)))}")
    if made.duplicated(["year", "month"]).any():
        twice = made[made.duplicated(["year", "month"])][["year", "month"]].to_dict("records")
        raise ValueError(f"one forecast per year and month, got two of {twice}")
    error = made["year"].map(dict(closings)).astype(float) - made["amount"].astype(float)
    return _by_month(made.assign(error=error)[error.notna()], closings)


def _by_month(made: pd.DataFrame, closings: Mapping[int, float]) -> pd.DataFrame:
    size = made["year"].map(dict(closings)).astype(float).abs()
    judged = made.assign(share=(made["error"] / size).where(size > 0)).groupby("month")
    errors, shares = judged["error"], judged["share"]
    found = pd.DataFrame(
        {
            "years": errors.count(),
            "bias": errors.mean(),
            "bias_share": shares.mean(skipna=False),
            "spread": errors.std(ddof=1),
            "low": errors.min(),
            "high": errors.max(),
            "low_share": shares.min(skipna=False),
            "high_share": shares.max(skipna=False),
        }
    )
    shared = made.assign(share=(made["error"] / size).where(size > 0)).sort_values("share")
    ends = shared.groupby("month")["year"].agg(["first", "last"]).where(found["low_share"].notna())
    found[["low_year", "high_year"]] = ends.to_numpy(dtype=float)
    every = found.reindex(pd.RangeIndex(1, 13, name="month")).reset_index()
    return every.fillna({"years": 0}).astype({"years": int})[COLUMNS]


def memory_sentence(record: pd.DataFrame, month: int, years: int, noun: str = CONTROLLERS) -> str:
    """Say how the forecasts from a month have erred.

    `record` is that of `record` over the `years` latest closed years; where fewer of them have a
    forecast from the month, the sentence says how many. The shares are judged as they are shown, in
    whole per cent: what is 0 % is neither bright nor dark. Where single years erred to
    both sides the sentence says so: a mean hides it.
    """
    row = {str(name): float(value) for name, value in record[record["month"] == month].iloc[0].items()}
    made_in, count = MONTH_NAMES[month - 1], int(row["years"])
    if count < FEWEST_YEARS:
        of_whom = "statistisk prognos" if noun == STATISTICAL else "prognos"
        return (
            f"Färre än två avslutade år har en {of_whom} från {made_in}, "
            "så dess träffsäkerhet går inte att säga."
        )
    if math.isnan(row["bias_share"]):
        return f"{noun} i {made_in} kan inte bedömas i procent: ett av årens bokslut är 0."
    verb = "hade" if noun == STATISTICAL else "har"
    percent = _percent(row["bias_share"])
    found = f"legat i snitt {_side(percent)}" if percent else "i snitt träffat rätt"
    return f"{noun} i {made_in} {verb} {_latest(count, years)} {found}{_single_years(row, percent)}."


def _percent(share: float) -> float:
    """Return a share in per cent: whole ones, but a decimal below two; a mean's noise turns no half."""
    exact = round(100 * share, 9)
    return rounded(exact, 1 if abs(exact) < SMALL else 0)


def _side(percent: float) -> str:
    """Say an error in per cent; negative is too bright."""
    written = with_unit(abs(percent), 0 if percent % 1 == 0 else 1, "%")
    return f"{written} för {'ljust' if percent < 0 else 'mörkt'}"


def _single_years(row: Mapping[str, float], mean: float) -> str:
    """Say how single years erred, and which, where the mean hides it: to both sides, or more than it."""
    low, high = _percent(row["low_share"]), _percent(row["high_share"])
    told = {low: f"{_side(low)} ({row['low_year']:.0f})", high: f"{_side(high)} ({row['high_year']:.0f})"}
    if low < 0 < high:
        return f"; enskilda år från {told[low]} till {told[high]}"
    worst = max(low, high, key=abs)
    return f", som mest {told[worst]}" if worst not in (mean, 0) else ""


def _latest(count: int, years: int) -> str:
    whole = f"de {counted(max(years, count))} senaste åren"
    return whole if count >= years else f"{counted(count)} av {whole}"


def moved(made_this_year: pd.DataFrame, money: Callable[[float], str], noun: str = CONTROLLERS) -> str:
    """Say how this year's forecast has moved since its first, and between which two it moved most.

    `made_this_year` has `month` and `amount` (kronor, cost negative); missing forecasts (NaN) are
    passed over. `money` writes an amount with its unit, and no plus. What is written as zero has
    not moved.
    """
    known = made_this_year.dropna(subset="amount").sort_values("month")
    made = list(zip(known["month"].astype(int), known["amount"].astype(float), strict=True))
    if not made:
        return f"{noun} är inte gjord än."
    first, last = MONTH_NAMES[made[0][0] - 1], MONTH_NAMES[made[-1][0] - 1]
    if len(made) == 1:
        return f"{noun} är gjord en gång, i {first}, och har inte kunnat röra sig."
    steps = [(after[1] - before[1], before[0], after[0]) for before, after in pairwise(made)]
    whole = made[-1][1] - made[0][1]
    if money(abs(whole)) == money(0):
        still = all(money(abs(step)) == money(0) for step, _, _ in steps)
        between = "" if still else ", men har rört sig däremellan"
        return f"{noun} är densamma i {last} som i {first}{between}."
    _, before, after = max(steps, key=lambda step: math.copysign(1, whole) * step[0])
    most = f", mest mellan {MONTH_NAMES[before - 1]} och {MONTH_NAMES[after - 1]}" if len(steps) > 1 else ""
    done = "förbättrats" if whole > 0 else "försämrats"
    return f"{noun} har {done} med {money(abs(whole))} sedan {first}{most}."
