"""The statistical forecast of the year's end: total and interval from the months so far and before.

One series: `year_end`. Many: `year_ends`, the same answers a thousand at a time. How it is done
stands in `metrics.forecasting.methods`, how wide the intervals are in `metrics.forecasting.intervals`.

The total is the sum of the year's twelve months in the unit and with the sign of the series: a
stock's total is the sum of its months' values (divide by 12 for the year's mean).
"""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.forecasting.expected import expectations
from metrics.forecasting.intervals import LEAST_LEVEL, MOST_LEVEL, reach
from metrics.forecasting.methods import NOISE, Months

Words = npt.NDArray[np.object_]

NEEDED, OPTIONAL = ("history", "months_known"), ("kind", "budget", "level")
KINDS = ("flow", "stock", "money")
MOST_FIGURE = 1e15
"""A larger figure is a mistake, and its square would not be a number."""
EXIT_BAD_INPUT = 2
MISSING_OWN = "årets månader är inte alla kända"
GAP = "en månad saknas inne i historiken"
UNMEASURED = "; alla kända månader är 0, så intervallet kan inte mätas"
YEAR_KNOWN = "utfall, alla årets månader är kända"


@dataclass(frozen=True)
class YearEnd:
    """The year's expected total, the interval around it, and in Swedish what was used."""

    total: float
    lower: float
    upper: float
    method: str


def year_end(
    history: Sequence[float | None] | Months,
    *,
    months_known: int,
    budget: Sequence[float] | Months | float | None = None,
    kind: str = "flow",
    level: float = 0.8,
) -> YearEnd:
    """Forecast the year's total from monthly values, oldest first, ending with the last known month.

    The last `months_known` values are this year's. `budget` is this year's twelve months, or one
    number: the year's total without a profile. `kind` is flow (counts), stock or money. The
    interval is to hold the outcome with probability `level` (0.5 to 0.99). Where all that is known
    is on one side of 0, nothing is forecast to be less in magnitude than what is booked.

    Raises ValueError, in Swedish, for months_known outside 1-12, a history that is shorter or has
    gaps, a budget that isn't 12 months or one total, figures that are infinite or beyond 1e15,
    and an unknown kind or level.
    """
    values = np.array([[math.nan if value is None else value for value in history]], dtype=np.float64)
    plan = None
    if budget is not None:
        plan = np.array(budget, dtype=np.float64).reshape(1, -1)
        if np.isnan(plan).any():
            raise ValueError("budgeten ska ha ett tal för var månad: en saknas.")
    total, lower, upper, method = _ends(values, plan, months_known, kind, level)
    if math.isnan(total[0]):
        raise ValueError(f"{method[0]}: history ska vara hel till och med den senast kända månaden.")
    return YearEnd(float(total[0]), float(lower[0]), float(upper[0]), str(method[0]))


def year_ends(
    histories: Months,
    *,
    months_known: int,
    budgets: Months | None = None,
    kind: str = "flow",
    level: float = 0.8,
) -> pd.DataFrame:
    """Forecast many series: a row each, a column per month, NaN before a series begins.

    `budgets` has a row per series and 12 columns, or 1 column: the year's total; a row with NaN has
    no budget. Several years can be asked about at once, as rows of their own that end with the same
    month of their year. Returns total, lower, upper and method, a row per series in the same order;
    where a month is missing total is NaN and method says so in Swedish.

    Raises ValueError as `year_end` does for what is wrong with the question or a figure.
    """
    series = np.asarray(histories, dtype=np.float64)
    plans = None if budgets is None else np.asarray(budgets, dtype=np.float64)
    total, lower, upper, method = _ends(series, plans, months_known, kind, level)
    return pd.DataFrame({"total": total, "lower": lower, "upper": upper, "method": method})


def _ends(
    series: Months, budgets: Months | None, months: int, kind: str, level: float
) -> tuple[Months, Months, Months, Words]:
    _check(series, budgets, months, kind, level)
    own = series[:, series.shape[1] - months :]
    total = np.full(len(series), np.nan)
    lower, upper = total.copy(), total.copy()
    method = np.where(np.isnan(own).any(axis=1), MISSING_OWN, GAP).astype(object)
    if months == 12:
        total = own.sum(axis=1)
        method[~np.isnan(total)] = YEAR_KNOWN
        return total, total, total, method
    for found in expectations(series, budgets, months, kind):
        below, above = reach(found.model, found.months_before, months, level)
        ends = np.array([found.year(below), found.year(above)])
        total[found.rows], method[found.rows] = found.year(), found.method
        lower[found.rows], upper[found.rows] = ends.min(axis=0), ends.max(axis=0)
        silent = np.flatnonzero(found.rows)[found.left.scale <= NOISE]
        method[silent] = f"{found.method}{UNMEASURED}"
    return total, lower, upper, method


def recentred(direct: pd.DataFrame, totals: Months, least: Months, most: Months) -> pd.DataFrame:
    """Move the intervals of sums to where their parts' forecasts add up, so that every level sums.

    `direct` has the sums' own forecasts as `year_ends` returns them, `totals` the added totals of
    their parts, `least` and `most` what the year can end at (infinite where nothing bounds it).
    Measured by `bench/forecast_rollup.py`: added parts err 4 to 7 per cent less than the sum's own
    forecast, and its width holds the outcome as often around them; the parts' own widths don't,
    neither added (too wide) nor as if they were independent (too narrow).
    """
    centre = np.asarray(totals, dtype=np.float64)
    moved = centre - direct["total"].to_numpy()
    lower = np.maximum(direct["lower"].to_numpy() + moved, np.minimum(least, centre))
    upper = np.minimum(direct["upper"].to_numpy() + moved, np.maximum(most, centre))
    return direct.assign(total=centre, lower=lower, upper=upper)


def _check(series: Months, budgets: Months | None, months_known: int, kind: str, level: float) -> None:
    if kind not in KINDS:
        raise ValueError(f"kind ska vara flow, stock eller money (där står «{kind}»).")
    if isinstance(months_known, bool) or not isinstance(months_known, int | np.integer):
        raise ValueError(f"months_known ska vara ett heltal (där står {months_known!r}).")
    if not 1 <= months_known <= 12:
        raise ValueError(f"months_known ska vara 1 till 12 (där står {months_known}).")
    if not LEAST_LEVEL - NOISE <= level <= MOST_LEVEL + NOISE:
        raise ValueError(f"level ska vara 0.5 till 0.99 (där står {level}).")
    if series.ndim != 2 or series.shape[1] < months_known:
        raise ValueError(f"history ska ha minst årets {months_known} kända månader.")
    if (np.abs(series) > MOST_FIGURE).any():
        raise ValueError("history har ett tal som är oändligt eller större än 1e15.")
    if budgets is None:
        return
    if budgets.ndim != 2 or len(budgets) != len(series) or budgets.shape[1] not in (1, 12):
        raise ValueError("budget ska ha 12 månadsbelopp, eller ett tal för hela året.")
    if (np.abs(budgets) > MOST_FIGURE).any():
        raise ValueError("budget har ett tal som är oändligt eller större än 1e15.")


def _asked(given: object) -> dict[str, Any]:
    """Return the question's arguments; raises ValueError, in Swedish, for what doesn't make one."""
    if not isinstance(given, dict):
        raise ValueError(f"det ska vara ett JSON-objekt med {' och '.join(NEEDED)}.")
    missing = [name for name in NEEDED if name not in given]
    if missing:
        raise ValueError(f"{missing[0]} saknas.")
    unknown = sorted(set(given) - {*NEEDED, *OPTIONAL})
    if unknown:
        raise ValueError(f"«{unknown[0]}» är okänt; frågan har {', '.join((*NEEDED, *OPTIONAL))}.")
    history, budget = given["history"], given.get("budget")
    if not isinstance(history, list):
        raise ValueError("history ska vara en lista av tal.")
    _numbers("history", history)
    _numbers("budget", budget if isinstance(budget, list) else [budget])
    _numbers("level", [given.get("level", 0.8)])
    return given


def _numbers(name: str, values: list[object]) -> None:
    for each in values:
        if each is not None and (isinstance(each, bool) or not isinstance(each, int | float)):
            raise ValueError(f"{name} ska hålla tal (där står {each!r}).")


def main() -> int:
    """Forecast the series given as JSON on standard input and print the result as JSON."""
    try:
        told = json.dumps(vars(year_end(**_asked(json.load(sys.stdin)))), ensure_ascii=False, allow_nan=False)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError, OverflowError, TypeError):
        return _refused(
            f"indata ska vara ett JSON-objekt med {', '.join((*NEEDED, *OPTIONAL))}, alla rimliga tal."
        )
    except ValueError as error:
        return _refused(str(error))
    sys.stdout.write(f"{told}\n")
    return 0


def _refused(why: str) -> int:
    sys.stderr.write(f"Prognosen kan inte göras: {why}\n")
    return EXIT_BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
