"""What a day of care costs: what is booked for a form, through its days, where both are known.

Outcome is taken of the same units and months as the days, and only of months that are booked by all of
them. A month without days has no price, and neither has one where nothing is booked for days that were.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.money.books import MONTHS, Books, seen
from metrics.numbers import number
from metrics.periods import PER_YEAR, Period
from metrics.placements.amounts import Series, amount
from metrics.placements.scope import Scope
from metrics.placements.told import UNKNOWN
from metrics.vocabulary import Periodicity, ValueState


@dataclass(frozen=True)
class Cost:
    """What a month cost, in kronor, and whether that may still change."""

    kronor: float
    preliminary: bool


@dataclass(frozen=True)
class Price:
    """What a day cost on average, in kronor: None where it isn't known.

    `known` of the period's `expected` parts have both days and cost.
    """

    kronor: float | None
    known: int
    expected: int
    preliminary: bool = False
    days: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether it is known for all of its time."""
        return self.kronor is not None and self.known == self.expected

    @property
    def text(self) -> str:
        """The price in whole kronor, or a dash."""
        return UNKNOWN if self.kronor is None else number(self.kronor, 0)

    @property
    def note(self) -> str:
        """Why there is no price, or what makes it less than whole; empty for a whole one."""
        if self.kronor is None:
            return "inga dygn" if self.known == self.expected else "dygn eller utfall saknas"
        partly = f"{self.known} av {self.expected} perioder" if self.known < self.expected else ""
        return ", ".join(filter(None, ["prel." if self.preliminary else "", partly]))


@dataclass(frozen=True)
class Ledger:
    """A form's days by their own periods, and its cost by month code; no costs where it has no account."""

    days: Series
    periodicity: Periodicity
    costs: Mapping[str, Cost]

    def told(self, part: Period) -> tuple[float, float, bool] | None:
        """Return kronor, days, and whether they may change, of a part of a period.

        None where a side isn't known.
        """
        codes = [own.code for own in part.parts(self.periodicity)]
        amounts = [amount(self.days, code) for code in codes]
        days = None if None in amounts else sum(each for each in amounts if each is not None)
        booked = [self.costs.get(month.code) for month in part.parts(Periodicity.MONTH)]
        known = [cost for cost in booked if cost is not None]
        kronor = sum(cost.kronor for cost in known)
        if days == 0 and not self.costs:
            return 0.0, 0.0, False
        if days is None or len(known) < len(booked) or (days > 0 and kronor == 0):
            return None
        counted = (self.days[code] for code in codes if code in self.days)
        open_ = any(figure.state == ValueState.PRELIMINARY for figure in counted)
        return kronor, days, open_ or any(cost.preliminary for cost in known)


def price_of(ledgers: Sequence[Ledger], period: Period) -> Price:
    """Return what a day of some forms together cost in a period, over the parts that all of them know."""
    if not ledgers:
        return Price(None, 0, 1)
    parts = period.parts(min((ledger.periodicity for ledger in ledgers), key=PER_YEAR.__getitem__))
    told = [[ledger.told(part) for ledger in ledgers] for part in parts]
    known = [each for forms in told if None not in forms for each in forms if each is not None]
    count = sum(None not in forms for forms in told)
    kronor, days = (sum(each[side] for each in known) for side in (0, 1))
    preliminary = any(each[2] for each in known)
    return Price(kronor / days if days > 0 else None, count, len(parts), preliminary, days)


def costs_of(
    books: Books | None,
    account_ids: Collection[int],
    scope: Scope,
    day_units: Iterable[int],
    span: tuple[int, date],
) -> dict[str, Cost]:
    """Return what some accounts cost a scope's units, by month code, over a span: a cost is positive.

    `span`: the first year, and the last day.

    Empty where the cost isn't booked for the same units as the days (`day_units`): a price would then
    be of one thing through another. A unit that is above another is the same as it.
    """
    if books is None or not account_ids:
        return {}
    accounts = books.lines["account_id"].isin(list(account_ids)).to_numpy()
    chosen = books.of(scope.units) & accounts
    moved = chosen & (np.nan_to_num(books.outcome) != 0).any(axis=(1, 2))
    if not _same_units(scope, set(day_units), set(books.lines.loc[moved, "unit_id"])):
        return {}
    found: dict[str, Cost] = {}
    first_year, last_day = span
    for year in (each for each in books.years if each >= first_year):
        until = MONTHS if year < last_day.year else last_day.month if year == last_day.year else 0
        known = seen(books, chosen, year, until)
        kronor = -known.outcome.sum(axis=0)
        for month in range(known.months):
            code = Period(Periodicity.MONTH, year, month + 1).code
            found[code] = Cost(float(kronor[month]) + 0.0, bool(known.preliminary[month]))
    return found


def _same_units(scope: Scope, days: set[int], paying: set[int]) -> bool:
    def covered(some: set[int], others: set[int]) -> bool:
        return all(any(scope.related(one, other) for other in others) for one in some)

    return bool(days and paying) and covered(days, paying) and covered(paying, days)
