"""What is expected of the rest of the year, for series of different lengths: which method serves which.

Series with equally many whole years before this one, and all with a budget or none, are forecast
together by `metrics.forecasting.methods`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics.forecasting.methods import (
    NOISE,
    Flags,
    Months,
    Remainder,
    foresee_new_stocks,
    foresee_new_sums,
    foresee_stocks,
    foresee_sums,
)

MOST_YEARS = 4
"""Seven are measured no better, and their noise widens the interval."""
UNUSED = "; budgeten används inte för bestånd"


@dataclass(frozen=True)
class Expected:
    """Some rows' year: what is booked, and what remains in measures of the row.

    A measure is the row's mean size, negative for a row that sums to less than 0. `model` and
    `months_before` say whose measured errors the interval rests on.
    """

    rows: Flags
    booked: Months
    measure: Months
    floor: Months
    left: Remainder
    model: str
    months_before: int
    method: str

    def year(self, scales: float = 0.0) -> Months:
        """Return the year's totals, so many scales above the expected, never less than what is booked."""
        return self.booked + self.measure * np.maximum(
            self.left.centre + scales * self.left.scale, self.floor
        )

    def error(self, actual: Months) -> Months:
        """Return how many scales above the expected the years ended; NaN where there is no scale."""
        left, scale = (actual - self.booked) / self.measure, self.left.scale
        return (left - self.left.centre) / np.where(scale > NOISE, scale, np.nan)


def expectations(series: Months, budgets: Months | None, months: int, kind: str) -> Iterator[Expected]:
    """Yield what is expected of every series whose months are all known, by groups that are alike.

    `series` is rows of months that end with the last known one, NaN before they begin; `budgets`
    as in `metrics.forecast.year_ends`; `months` (1 to 11) are this year's.
    """
    known = ~np.isnan(series)
    whole = known[:, -months:].all(axis=1) & ~(~known & (known.cumsum(axis=1) > 0)).any(axis=1)
    years = np.minimum((known.sum(axis=1) - months) // 12, MOST_YEARS)
    planned = np.zeros(len(series), dtype=bool) if budgets is None else ~np.isnan(budgets).any(axis=1)
    for count in np.unique(years[whole]):
        for with_budget in (False, True):
            rows = whole & (years == count) & (planned == with_budget)
            if rows.any():
                plan = budgets[rows] if budgets is not None and with_budget else None
                yield _expected(rows, series[rows, -months - 12 * count :], plan, months, kind)


def _expected(rows: Flags, known: Months, budget: Months | None, months: int, kind: str) -> Expected:
    size = np.abs(known).mean(axis=1)
    way = known.sum(axis=1)
    if budget is not None:
        way = np.where(size > 0, way, budget.sum(axis=1))
        size = np.where(size > 0, size, np.abs(budget).sum(axis=1) / 12)
    if kind == "flow":  # what is counted goes one way, whatever a budget says
        way = np.where(known.min(axis=1) >= 0, 1.0, way)
    measure = np.where(way < 0, -1.0, 1.0) * np.maximum(size, NOISE)
    turned = known / measure[:, None]
    plan = None if budget is None else budget / measure[:, None]
    counted = 1 / np.abs(measure) if kind == "flow" else np.zeros(len(known))
    left, model, method = _foreseen(turned, months, plan, counted, stock=kind == "stock")
    floor = np.where(turned.min(axis=1) >= 0, 0.0, -np.inf)
    booked = known[:, -months:].sum(axis=1)
    return Expected(rows, booked, measure, floor, left, model, known.shape[1] - months, method)


def _foreseen(
    known: Months, months: int, budget: Months | None, counted: Months, *, stock: bool
) -> tuple[Remainder, str, str]:
    """Return the remainder, the model of its errors, and in Swedish what was used."""
    history, own = known[:, :-months], known[:, -months:]
    before = history.shape[1]
    length = f"{before} månader" if before else "under 12 månaders historik"
    if stock:
        left = foresee_stocks(history, own) if before else foresee_new_stocks(own)
        method = f"senaste värdet året ut, {length}{UNUSED if budget is not None else ''}"
        return left, "stock" if before else "last", method
    rest = "förra årets rest" if budget is None else "budgetens rest"
    if before:
        left = foresee_sums(history, own, budget, counted)
        return left, "sum", f"utjämning med årsmönster och {rest}, {length}"
    if budget is None:
        return foresee_new_sums(own, None), "mean", f"utfall × 12 / månader, {length}"
    return foresee_new_sums(own, budget), "plan", f"utfall och {rest}, {length}"
