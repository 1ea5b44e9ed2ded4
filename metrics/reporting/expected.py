"""Which figures are expected of which unit for a month, and by which day.

| rhythm of the indicator | due in a month | expected of a unit that has delivered one |
|---|---|---|
| month | that month | in the 24 months before |
| quarter, tertial, half-year | the one that ends with the month | in the 24 months before it began |
| year | the year that ends with December | for one of the three years before |

Indicators that are made of others are never expected. A unit that has never delivered anything is
expected to deliver what it has a target of its own for. What has come for the period itself belongs to it,
expected or not: the first delivery of a new figure must be seen where it is counted.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from metrics.cases.deadlines import rolled_deadlines
from metrics.periods import Period
from metrics.vocabulary import LimitUnit, Periodicity, ValueState

MONTHS_BACK, YEARS_BACK = 24, 3
EXPECTED = ["unit_id", "indicator_id", "period", "month"]
NO_DELIVERY = (ValueState.NOT_APPLICABLE, ValueState.NOT_YET_REPORTED)
"""States that tell that a figure does not belong to a unit, or has not come: no sign that the next will."""


def due_in(month: Period) -> dict[Periodicity, Period]:
    """Return the periods that end with a month, by their rhythm: a month is always one of them."""
    every = {periodicity: Period.containing(month.first, periodicity) for periodicity in Periodicity}
    return {periodicity: period for periodicity, period in every.items() if period.last == month.last}


def last_day(period: Period, days: int) -> date:
    """Return the last day for a period's figures: so many days after its end, or the next working day."""
    strict = np.array([period.last + timedelta(days=days)], dtype="datetime64[s]")
    rolled: date = rolled_deadlines(strict, LimitUnit.DAYS).astype("datetime64[D]")[0].item()
    return rolled


def is_followed(last_known_day: date, plan_ends: Iterable[date], today: date) -> bool:
    """Tell whether an office is still followed: a plan ended, or a figure is of, at most a year ago.

    Of one that isn't nobody waits for figures any longer, and none are late. A plan by itself is followed
    as long after its own last day.
    """
    latest = max([last_known_day, *plan_ends])
    return (latest.year + 1, latest.month, latest.day) >= (today.year, today.month, today.day)


def earliest_looked_at(months: Iterable[Period]) -> date:
    """Return the first day of the figures that tell what is expected in some months."""
    first = min(period.first for month in months for period in due_in(month).values())
    return date(first.year - YEARS_BACK, 1, 1)


def expected(
    known: pd.DataFrame,
    rhythms: Mapping[int, Periodicity],
    targets: pd.DataFrame,
    months: Iterable[Period],
    units_with_history: Collection[int],
) -> pd.DataFrame:
    """Return the figures that are expected in some months: `unit_id`, `indicator_id`, `period`, `month`.

    `known` has `unit_id`, `indicator_id`, `period` and `state` of every figure since
    `earliest_looked_at`; `rhythms` are those of the measured indicators; `targets` have
    `indicator_id`, `unit_id` (NaN = all), `valid_from` and `valid_to`. `units_with_history` have delivered
    something at some time. `month` is the code of the month that the figure is due in.
    """
    spans = _with_spans(known[known["indicator_id"].isin(list(rhythms))], rhythms)
    own = targets[targets["unit_id"].notna() & targets["indicator_id"].isin(list(rhythms))]
    own = own[~own["unit_id"].isin(list(units_with_history))]
    parts = [
        _due(spans, own, rhythms, period).assign(period=period.code, month=month.code)
        for month in months
        for period in due_in(month).values()
    ]
    return pd.concat(parts)[EXPECTED].reset_index(drop=True) if parts else pd.DataFrame(columns=EXPECTED)


def _with_spans(known: pd.DataFrame, rhythms: Mapping[int, Periodicity]) -> pd.DataFrame:
    """Add each period's rhythm and its last month as a number; leaves what isn't of the own rhythm out."""
    periods = {code: Period.parse(code) for code in known["period"].unique()}
    rhythm = known["period"].map({code: period.periodicity.value for code, period in periods.items()})
    ends = known["period"].map({code: _month_number(period.last) for code, period in periods.items()})
    own = known["indicator_id"].map({number: each.value for number, each in rhythms.items()})
    return known.assign(rhythm=rhythm, end=ends)[rhythm == own]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _due(
    spans: pd.DataFrame, own: pd.DataFrame, rhythms: Mapping[int, Periodicity], period: Period
) -> pd.DataFrame:
    """Return the pairs of unit and indicator that a period's figure is expected of."""
    mine = spans[spans["rhythm"] == period.periodicity.value]
    begins = _month_number(period.first)
    back = YEARS_BACK * 12 if period.periodicity == Periodicity.YEAR else MONTHS_BACK
    before = mine["end"].between(begins - back, begins - 1) & ~mine["state"].isin(list(NO_DELIVERY))
    now = mine["period"] == period.code
    wanted = own[own["indicator_id"].map(rhythms) == period.periodicity]
    holds = (wanted["valid_from"] <= pd.Timestamp(period.last)) & (
        wanted["valid_to"] >= pd.Timestamp(period.first)
    )
    pairs = pd.concat(
        [mine.loc[before | now, ["unit_id", "indicator_id"]], wanted.loc[holds, ["unit_id", "indicator_id"]]]
    )
    return pairs.astype("int64").drop_duplicates()
