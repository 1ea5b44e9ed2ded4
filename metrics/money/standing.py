"""Where the year's money stands: one row of figures for a whole, an account or a unit.

Amounts are kronor, income positive and cost negative. A deviation is what is less what was
budgeted, so that + is a surplus for income and cost alike.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.forecast import recentred, year_ends
from metrics.money.books import MONTHS, Amounts, Seen

Groups = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Standing:
    """The year of some lines, after `months` months. None = not known.

    `forecast` is the controller's: what was last said of each line; `unsaid` lines have never been
    spoken of and stand at their statistical forecast. `before` is the same a month earlier.
    `statistical`, `lower` and `upper` are the statistical forecast and its 80 % interval, `method`
    how that was made, in Swedish.
    """

    key: int
    months: int
    budget: float | None
    budget_to_date: float | None
    outcome: float | None
    forecast: float | None
    before: float | None
    statistical: float | None
    lower: float | None
    upper: float | None
    lines: int
    unsaid: int
    method: str = ""

    @property
    def closed(self) -> bool:
        """Whether all twelve months are booked, preliminary or not."""
        return self.months == MONTHS

    @property
    def deviation_to_date(self) -> float | None:
        """Outcome less the budget of the months passed."""
        return _less(self.outcome, self.budget_to_date)

    @property
    def year_end(self) -> float | None:
        """Where the year ends: as it was booked, else as the controller says, else the statistical."""
        if self.closed:
            return self.outcome
        return self.statistical if self.forecast is None else self.forecast

    @property
    def deviation(self) -> float | None:
        """Where the year ends, less the year's budget."""
        return _less(self.year_end, self.budget)

    @property
    def forecast_deviation(self) -> float | None:
        """The controller's forecast less the year's budget."""
        return _less(self.forecast, self.budget)

    @property
    def statistical_deviation(self) -> float | None:
        """The statistical forecast less the year's budget."""
        return _less(self.statistical, self.budget)

    @property
    def change(self) -> float | None:
        """How the controller's forecast has moved since the month before."""
        return _less(self.forecast, self.before)

    @property
    def pace(self) -> float | None:
        """Outcome per month so far."""
        return None if self.outcome is None or not self.months else self.outcome / self.months

    @property
    def needed(self) -> float | None:
        """What each month left may be for the year to end on its budget; None when none is left."""
        left = _less(self.budget, self.outcome)
        return None if left is None or self.months == MONTHS else left / (MONTHS - self.months)

    @property
    def planned(self) -> float | None:
        """What the budget has for each month left."""
        left = _less(self.budget, self.budget_to_date)
        return None if left is None or self.months == MONTHS else left / (MONTHS - self.months)


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def standings(seen: Seen, groups: Groups, keys: Sequence[int]) -> list[Standing]:
    """Return a standing per key; `groups` holds the place of each line's key among `keys`.

    Standings of parts sum to that of their whole, in every figure but the interval.
    """
    count, known = len(keys), slice(0, seen.months)
    by_line = line_ends(seen)
    foreseen = statistical(seen, by_line, groups, count)
    columns = {
        "budget": _summed(_over(seen.budget), groups, count),
        "budget_to_date": _summed(_over(seen.budget[:, known]), groups, count),
        "outcome": _summed(_over(seen.outcome[:, known]), groups, count),
        "forecast": forecast_after(seen, seen.until, by_line, groups, count),
        "before": forecast_after(seen, seen.until - 1, by_line, groups, count),
        "statistical": foreseen["total"].to_numpy(),
        "lower": foreseen["lower"].to_numpy(),
        "upper": foreseen["upper"].to_numpy(),
    }
    lines = np.bincount(groups, minlength=count)
    said = np.bincount(groups, ~np.isnan(seen.forecast[:, seen.until]), count)
    return [
        Standing(
            key=key,
            months=seen.months,
            lines=int(lines[place]),
            unsaid=int(lines[place] - said[place]),
            method=str(foreseen["method"].iloc[place]),
            **{name: _known(values[place]) for name, values in columns.items()},
        )
        for place, key in enumerate(keys)
    ]


def line_ends(seen: Seen) -> Amounts:
    """Return the statistical forecast of each line; its budget, else nothing, before anything is booked."""
    planned = np.nan_to_num(_over(seen.budget))
    if not seen.months:
        return planned
    ends = year_ends(seen.history, months_known=seen.months, budgets=seen.budget, kind="money")["total"]
    return np.where(ends.isna(), planned, ends)


def forecast_after(seen: Seen, month: int, by_line: Amounts, groups: Groups, count: int) -> Amounts:
    """Return the controller's forecast of the year per group, in force after a month (0 = before the year).

    A line that has not been spoken of stands at its statistical forecast, `by_line`. NaN for a
    group of which no line has been spoken of, and before the year has begun.
    """
    if month < 0:
        return np.full(count, np.nan)
    said = seen.forecast[:, month]
    total = np.bincount(groups, np.where(np.isnan(said), by_line, said), count)
    spoken = np.bincount(groups, ~np.isnan(said), count) > 0
    return np.where(spoken, total, np.nan)


def statistical(seen: Seen, by_line: Amounts, groups: Groups, count: int) -> pd.DataFrame:
    """Return `total`, `lower`, `upper` and `method` of the statistical forecast per group.

    The lines' own forecasts are summed, so that every level adds up; the interval has the width of
    the group's own series. NaN where nothing is booked.
    """
    if not seen.months:
        nothing = pd.DataFrame(np.nan, index=range(count), columns=["total", "lower", "upper"])
        return nothing.assign(method="")
    history = _columns_summed(seen.history, groups, count)
    budgets = _columns_summed(seen.budget, groups, count)
    direct = year_ends(history, months_known=seen.months, budgets=budgets, kind="money")
    total = np.bincount(groups, by_line, count).astype(float)
    return recentred(direct, total, *bounds(history, seen.months))


def bounds(history: Amounts, months: int) -> tuple[Amounts, Amounts]:
    """Return the least and the most that each series can end the year at, infinite where it may do anything.

    A series with only income ends at what is booked or more, one with only cost at that or less.
    `history`: series × months, ending with this year's `months`; NaN before a series begins.
    """
    told = np.nan_to_num(history)
    booked = told[:, -months:].sum(axis=1)
    only_income, only_cost = (told >= 0).all(axis=1), (told <= 0).all(axis=1)
    either = only_income & only_cost
    least = np.where(only_income & ~either, booked, -np.inf)
    most = np.where(only_cost & ~either, booked, np.inf)
    return least, most


def _over(months: Amounts) -> Amounts:
    """Sum each line's months; NaN where none is known."""
    return np.where(np.isnan(months).all(axis=1), np.nan, np.nansum(months, axis=1))


def _summed(values: Amounts, groups: Groups, count: int) -> Amounts:
    """Sum a value per line into its group; NaN where no line of the group has one."""
    known = np.bincount(groups, ~np.isnan(values), count)
    return np.where(known > 0, np.bincount(groups, np.nan_to_num(values), count), np.nan)


def _columns_summed(months: Amounts, groups: Groups, count: int) -> Amounts:
    """Sum line × month into group × month, as `_summed`."""
    columns = [_summed(months[:, month], groups, count) for month in range(months.shape[1])]
    return np.column_stack(columns) if columns else np.empty((count, 0))


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
