"""Deadlines and elapsed time: what a limit means in days, working days, calendar months and hours.

| limit in | strict deadline | elapsed |
|---|---|---|
| days | the day that many days later | days |
| working days | the day on which that many working days have passed | working days |
| months | the same day number that many months later, or the month's last day | days |
| hours | that many hours later | hours |

Four months from 31 October end on the last of February: 120 to 123 days, never a fixed number. The
rolled deadline is the next working day where the strict one is none (lag 1930:173 om beräkning
av lagstadgad tid); hours don't roll. The same day is 0, and the opening day isn't counted.

Working days are all but Saturdays, Sundays, public holidays, midsommarafton, julafton and
nyårsafton (the package `holidays`, Sweden, its categories public and de_facto).
Days between holidays, skärtorsdag and valborg are working days.

Where a file holds no time of day, hours can't be counted. Then 48 hours are two whole days, and elapsed hours
are 24 to a day; `clock_known` tells which cases are counted in true hours, so that a page can
say it. Moments are numpy or pandas datetimes without time zone; NaT gives NaT and NaN.
"""

import math
from datetime import date
from functools import cache
from typing import Any

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.vocabulary import LimitUnit

MEASURE = {
    LimitUnit.HOURS: "timmar",
    LimitUnit.DAYS: "dagar",
    LimitUnit.WORKDAYS: "arbetsdagar",
    LimitUnit.MONTHS: "dagar",
}
"""What elapsed time is counted in, for a limit in each unit."""
LIMIT_WORD = {**MEASURE, LimitUnit.MONTHS: "månader"}
HOURS_A_DAY = 24
FIRST_YEAR, LAST_YEAR = 1900, 2299
"""Years whose holidays are known; a day outside them is a mistake in the data."""
REACH, LONGEST_REST = 2, 31
"""So many working days end within twice as many days and a month: which years' holidays must be known."""

Moments = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@cache
def working_calendar(first_year: int, last_year: int) -> np.busdaycalendar:
    """Return the working days of Sweden in those years, both included, as numpy counts them.

    Raises ValueError for years outside 1900-2299.
    """
    if first_year < FIRST_YEAR or last_year > LAST_YEAR:
        raise ValueError(f"working days are known for {FIRST_YEAR}-{LAST_YEAR}, not {first_year}-{last_year}")
    years = range(first_year, last_year + 1)
    free = holidays.country_holidays("SE", years=years, categories=("public", "de_facto"))
    return np.busdaycalendar(holidays=np.array(sorted(free), dtype="datetime64[D]"))


def moments(values: Any) -> Moments:
    """Return an array or Series of datetimes with seconds as their unit.

    Raises ValueError for datetimes with a time zone: in which day they lie can't be told here.
    """
    if isinstance(getattr(values, "dtype", None), pd.DatetimeTZDtype):
        raise ValueError(f"datetimes must be without time zone, got {values.dtype}")
    return np.asarray(values, dtype="datetime64[s]")


def days(values: Any) -> Moments:
    """Return the days that the moments lie in."""
    return moments(values).astype("datetime64[D]")


def has_clock(values: Any) -> Flags:
    """Tell which moments hold a time of day. Midnight is read as a date alone, and NaT holds none."""
    exact = moments(values)
    with_clock: Flags = ~np.isnat(exact) & (exact != exact.astype("datetime64[D]"))
    return with_clock


def clock_known(opened: Any, closed: Any = None) -> Flags:
    """Tell which cases can be counted in true hours: each end has a time of day, or isn't there yet."""
    known = has_clock(opened)
    return known if closed is None else known & (np.isnat(moments(closed)) | has_clock(closed))


def strict_deadlines(opened: Any, limit: int, limit_unit: LimitUnit, closed: Any = None) -> Moments:
    """Return the deadline of each case, whatever sort of day it falls on.

    `closed` is needed for limits in hours alone, to know whether both ends have a time of day. Deadlines are
    midnight of their day; those in true hours have their time. Half a day of hours without a clock
    counts as a whole one.
    """
    day = days(opened)
    match limit_unit:
        case LimitUnit.HOURS:
            whole = (day + math.ceil(limit / HOURS_A_DAY)).astype("datetime64[s]")
            exact = moments(opened) + np.timedelta64(limit, "h")
            return np.where(clock_known(opened, closed), exact, whole)
        case LimitUnit.DAYS:
            return days(day + limit).astype("datetime64[s]")
        case LimitUnit.WORKDAYS:
            # Backward, so that what is opened on a Saturday begins to count on the next working day.
            calendar = _calendar(day, limit * REACH + LONGEST_REST)
            return np.busday_offset(day, limit, roll="backward", busdaycal=calendar).astype("datetime64[s]")
        case LimitUnit.MONTHS:
            month = day.astype("datetime64[M]")
            last = (month + limit + 1).astype("datetime64[D]") - 1
            same_number = (month + limit).astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
            return moments(np.minimum(same_number, last))


def rolled_deadlines(strict: Any, limit_unit: LimitUnit) -> Moments:
    """Return the deadlines with the next working day for each that falls on none. Hours don't roll."""
    exact = moments(strict)
    if limit_unit == LimitUnit.HOURS:
        return exact
    day = exact.astype("datetime64[D]")
    calendar = _calendar(day, LONGEST_REST)
    return np.busday_offset(day, 0, roll="forward", busdaycal=calendar).astype("datetime64[s]")


def is_working_day(values: Any) -> Flags:
    """Tell which of the days are working days; NaT is none."""
    day = days(values)
    return np.is_busday(day, busdaycal=_calendar(day, 0)) & ~np.isnat(day)


def elapsed(opened: Any, until: Any, limit_unit: LimitUnit) -> Floats:
    """Return the time that has passed, in the measure that belongs to the limit's unit (`MEASURE`).

    Working days are those after the opening day up to and with the last one. Hours are true where
    both moments have a time of day, else 24 for each day. NaN where either end is missing.
    """
    first, last = days(opened), days(until)
    known = ~np.isnat(first) & ~np.isnat(last)
    passed = np.full(first.shape, math.nan)
    if limit_unit == LimitUnit.WORKDAYS:
        calendar = _calendar(np.concatenate([first[known], last[known]]), LONGEST_REST)
        passed[known] = np.busday_count(first[known] + 1, last[known] + 1, busdaycal=calendar)
        return passed
    passed[known] = (last[known] - first[known]).astype(np.int64)
    if limit_unit == LimitUnit.HOURS:
        seconds = (moments(until) - moments(opened)) / np.timedelta64(1, "h")
        return np.where(has_clock(opened) & has_clock(until), seconds, passed * HOURS_A_DAY)
    return passed


def last_moment(day: date) -> np.datetime64:
    """Return the last second of a day: what lies after it hasn't happened by that day."""
    return np.datetime64(day, "s") + np.timedelta64(HOURS_A_DAY, "h") - np.timedelta64(1, "s")


def _calendar(day: Moments, reach: int) -> np.busdaycalendar:
    """Return the working days of the years that the days lie in, and of so many days after the last."""
    known = day[~np.isnat(day)]
    if not len(known):
        return np.busdaycalendar()
    first, last = known.min().item(), (known.max() + reach).item()
    return working_calendar(first.year, last.year)
