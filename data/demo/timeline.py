"""The demo's time and chance: which periods there are, and one generator per series.

Nothing here reads a clock. Months are simulated to December 2026, so that a year's end exists
for budgets, and are reported to October 2026.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from metrics.periods import Period, latest_within
from metrics.vocabulary import Periodicity

SEED = 20260101
FIRST_YEAR = 2021
YEARS = range(FIRST_YEAR, 2027)
LAST_DAY = date(2026, 10, 31)
SATURDAY = 5

Floats: TypeAlias = npt.NDArray[np.float64]
Knots: TypeAlias = Mapping[str, float]

MONTHS = tuple(Period(Periodicity.MONTH, year, month) for year in YEARS for month in range(1, 13))
REPORTED_MONTHS = tuple(month for month in MONTHS if month.last <= LAST_DAY)
DAYS = np.array([float((month.last - month.first).days + 1) for month in MONTHS])


def generator(unit: str, series: str) -> np.random.Generator:
    """Return the series' own generator: adding one series changes no other."""
    own = (crc32(unit.encode()), crc32(series.encode()))
    return np.random.default_rng(np.random.SeedSequence(SEED, spawn_key=own))


@cache
def periods_of(periodicity: Periodicity) -> tuple[Period, ...]:
    """Return every period of the kind that has ended by the last reported day, in order."""
    return Period(periodicity, FIRST_YEAR).until(latest_within(LAST_DAY, periodicity))


def position(period: Period) -> int:
    """Return the place among MONTHS of the period's last month."""
    return (period.year - FIRST_YEAR) * 12 + period.last.month - 1


def months_within(period: Period) -> slice:
    """Return the places among MONTHS that the period covers."""
    end = position(period) + 1
    return slice(end - period.month_count, end)


def path(knots: Knots) -> Floats:
    """Return one level per month: straight lines between the knots (month code -> level).

    Before the first knot and after the last the level stands still. A lasting shift is
    written as two knots in neighbouring months.
    """
    places = [float(position(Period.parse(code))) for code in knots]
    return np.interp(np.arange(len(MONTHS)), places, list(knots.values()))


@cache
def recorded_after(period: Period, day: int = 8) -> datetime:
    """Return when the period's figure came in: about the given day of the month after, on a weekday."""
    came = period.last + timedelta(days=day)
    while came.weekday() >= SATURDAY:
        came += timedelta(days=1)
    return datetime(came.year, came.month, came.day, 8, 30, tzinfo=UTC)
