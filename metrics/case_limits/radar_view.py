"""The radar of coming deadlines as it is drawn: what is late first, then week by week, without holes.

A week that lies in two months is one row with two parts, so that the eye follows weeks while each part
belongs to its own month's share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.cases.radar import MonthAhead, share_if_none_closed, week_label
from metrics.numbers import NO_BREAK_SPACE
from metrics.periods import MONTH_NAMES, Period
from metrics.vocabulary import Periodicity

DAY, WEEK = timedelta(days=1), timedelta(days=7)
Counts = Mapping[date, tuple[int, int]]
"""Open and closed cases by the first day of the part of a week that they are due in."""


@dataclass(frozen=True)
class RadarPart:
    """The open cases of a week that are due in one month. `width` is per cent of the longest bar."""

    month: Period
    open_cases: int
    width: float


@dataclass(frozen=True)
class RadarWeek:
    """A week: its label (`v. 45`) and days, what is open in each of its months, and what is closed already.

    `begins` are the months that have their first row here.
    """

    label: str
    days: str
    parts: tuple[RadarPart, ...]
    closed_cases: int
    begins: tuple[Period, ...]

    @property
    def open_cases(self) -> int:
        """How many are open in the whole week."""
        return sum(part.open_cases for part in self.parts)


@dataclass(frozen=True)
class RadarView:
    """Coming deadlines of one kind and unit, as counted when a day was over.

    `ahead` is the month of the next day. `ahead_is_whole` is false where the cases of that month whose
    deadline has passed aren't known: `ahead` is then of those that are left.
    """

    counted_on: date
    overdue: int
    overdue_width: float
    weeks: tuple[RadarWeek, ...]
    ahead: MonthAhead
    ahead_is_whole: bool = True

    @property
    def waiting(self) -> int:
        """How many open cases have their deadline to come."""
        return sum(week.open_cases for week in self.weeks)


def month_ahead(counted_on: date) -> Period:
    """Return the month of the day after."""
    return Period.containing(counted_on + DAY, Periodicity.MONTH)


def radar_view(
    counts: pd.DataFrame, counted_on: date, ahead: MonthAhead, *, ahead_is_whole: bool = True
) -> RadarView:
    """Return what is to be drawn of the counts of one kind and unit.

    `counts` has `due_from` (datetime), `open_cases` and `closed_cases`, as `cases.radar` gives them;
    several rows of the same day are added together. Weeks go on to the last that has an open case.
    """
    summed = counts.groupby("due_from")[["open_cases", "closed_cases"]].sum()
    by_day = {day.date(): (int(opened), int(closed)) for day, opened, closed in summed.itertuples(name=None)}
    overdue = sum(opened for day, (opened, _) in by_day.items() if day <= counted_on)
    coming = {day: counted for day, counted in by_day.items() if day > counted_on}
    weeks = [sum(opened for opened, _ in _within(coming, *week)) for week in _weeks(coming, counted_on)]
    longest = max([overdue, *weeks, 1])
    return RadarView(
        counted_on,
        overdue,
        100 * overdue / longest,
        tuple(_week(coming, *week, counted_on, longest) for week in _weeks(coming, counted_on)),
        ahead,
        ahead_is_whole,
    )


def delivered_radar(counts: pd.DataFrame, counted_on: date) -> RadarView:
    """Return the radar of delivered counts.

    A count from a month's last day has the whole next month before it. A count within a month has only what
    is left of it: what came due before isn't known as of that day.
    """
    month = month_ahead(counted_on)
    ahead = share_if_none_closed(counts, month, counted_on)
    return radar_view(counts, counted_on, ahead, ahead_is_whole=month.first > counted_on)


def _weeks(coming: Counts, counted_on: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each week, from the day after to the last with open cases."""
    last = max((day for day, (opened, _) in coming.items() if opened), default=counted_on)
    first = counted_on + DAY
    while first <= last:
        following = first - timedelta(days=first.weekday()) + WEEK
        yield first, following - DAY
        first = following


def _within(coming: Counts, first: date, last: date) -> list[tuple[int, int]]:
    return [counted for day, counted in coming.items() if first <= day <= last]


def _week(coming: Counts, first: date, last: date, counted_on: date, longest: int) -> RadarWeek:
    months = list(dict.fromkeys(Period.containing(day, Periodicity.MONTH) for day in (first, last)))
    spans = [(month, max(month.first, first), min(month.last, last)) for month in months]
    opened = {month: sum(each for each, _ in _within(coming, *days)) for month, *days in spans}
    return RadarWeek(
        week_label(first),
        _days_words(first, last),
        tuple(RadarPart(month, count, 100 * count / longest) for month, count in opened.items() if count),
        sum(closed for _, closed in _within(coming, first, last)),
        tuple(month for month in months if first <= month.first or first == counted_on + DAY),
    )


def _days_words(first: date, last: date) -> str:
    """Write the days of a week: `2–8 nov`, `30 nov–6 dec`, `1 nov`."""
    end = _day_words(last)
    if first == last:
        return end
    start = str(first.day) if first.month == last.month else _day_words(first)
    return f"{start}–{end}"


def _day_words(day: date) -> str:
    return f"{day.day}{NO_BREAK_SPACE}{MONTH_NAMES[day.month - 1][:3]}"
