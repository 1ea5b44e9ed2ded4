"""Locked periods: which lock closes which period, for which units.

A lock closes every period, of any kind, that lies wholly within its own, for its unit and all below it;
without a unit for the whole organisation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from metrics.periods import Period

Ancestors = Mapping[int, Sequence[int]]
"""Unit -> the units above it."""
WHOLE_OFFICE = "hela verksamheten"
WAY_ON = "Ange ett skäl för ändringen, eller öppna låset på sidan Lås."


@dataclass(frozen=True)
class Lock:
    """A lock in force: `unit_id` None is the whole organisation, `unit` its name.

    `locked_at` is the time where the office is.
    """

    id: int
    unit_id: int | None
    unit: str
    period: Period
    reason: str
    role: str
    locked_at: datetime

    @property
    def words(self) -> str:
        """Who locked the period, for whom, when and why."""
        day = self.locked_at.date().isoformat()
        return (
            f"{self.period.label} låstes för {self.unit or WHOLE_OFFICE} {day} av {self.role} ({self.reason})"
        )


def lies_within(period: Period, whole: Period) -> bool:
    """Tell whether a period lies wholly within another, or is the same."""
    return whole.first <= period.first and period.last <= whole.last


def lock_of(locks: Iterable[Lock], unit_id: int, period: Period, above: Sequence[int]) -> Lock | None:
    """Return the lock that closes a period of a unit, whose `above` are the units above it.

    Where several do, the first of them; None where the period is open.
    """
    concerned = {None, unit_id, *above}
    closing = (lock for lock in locks if lock.unit_id in concerned and lies_within(period, lock.period))
    return next(closing, None)


def closing_locks(figures: pd.DataFrame, locks: Sequence[Lock], ancestors: Ancestors) -> "np.ndarray":
    """Return, for each figure (`unit_id`, `period` as a code), the place of the lock that closes it.

    Where several do, that of the first; -1 where the period is open.
    """
    if not locks or figures.empty:
        return np.full(len(figures), -1)
    unit_codes, unit_ids = pd.factorize(figures["unit_id"])
    period_codes, codes = pd.factorize(figures["period"])
    periods = [Period.parse(str(code)) for code in codes]
    closed = np.full((len(unit_ids), len(periods)), -1)
    for place, lock in reversed(list(enumerate(locks))):
        units = [lock.unit_id in {None, int(unit), *ancestors.get(int(unit), ())} for unit in unit_ids]
        within = [lies_within(period, lock.period) for period in periods]
        closed[np.ix_(np.flatnonzero(units), np.flatnonzero(within))] = place
    return np.asarray(closed[unit_codes, period_codes])
