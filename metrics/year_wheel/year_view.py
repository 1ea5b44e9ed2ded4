"""A year of reporting as the page needs it: the plans' occasions, the own rhythm, and what has no time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from metrics.year_wheel.occasions import Owed, Schedule
from metrics.year_wheel.own_rhythm import OwnEntry
from metrics.year_wheel.states import LEFT, Delivery, Key, OccasionLine, State, lines


@dataclass(frozen=True)
class YearView:
    """A calendar year of an organisation's reporting, seen on a day.

    `lines` are the plans' occasions by day, `own` the product's own entries. `without_time` is what the plans
    valid that year give no time for. `late_before` counts what is late since earlier years; `plans` are the
    titles of the plans concerned.
    """

    year: int
    today: date
    lines: tuple[OccasionLine, ...]
    own: tuple[OwnEntry, ...]
    without_time: tuple[Owed, ...]
    late_before: int
    plans: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is due in it."""
        return not self.lines and not self.own

    @property
    def is_now(self) -> bool:
        """Tell whether the year is the one of the day it is seen on."""
        return self.year == self.today.year


def every_line(
    schedules: Iterable[Schedule], delivered: Mapping[Key, Delivery], today: date
) -> tuple[OccasionLine, ...]:
    """Return the occasions of all plans and all years, by day, and how they stand."""
    every = [line for schedule in schedules for line in lines(schedule, delivered, today)]
    return tuple(sorted(every, key=lambda line: line.due))


def year_view(
    schedules: Sequence[Schedule],
    every: Iterable[OccasionLine],
    own: tuple[OwnEntry, ...],
    year: int,
    today: date,
) -> YearView:
    """Return a year of the lines that `every_line` gives."""
    known = tuple(every)
    mine = tuple(line for line in known if line.due.year == year)
    valid = [each for each in schedules if each.plan.valid_from.year <= year <= each.plan.valid_to.year]
    titles = dict.fromkeys([each.plan.title for each in valid] + [line.plan for line in mine])
    return YearView(
        year,
        today,
        mine,
        own,
        tuple(owed for each in valid for owed in each.without_time),
        sum(line.state == State.LATE and line.due.year < year for line in known),
        tuple(titles),
    )


def left_of(view: YearView) -> YearView:
    """Return a year with only what is still to be given, and the own entries from the day it is seen on."""
    return replace(
        view,
        lines=tuple(line for line in view.lines if line.state in LEFT),
        own=tuple(each for each in view.own if each.due >= view.today),
    )


def years(schedules: Iterable[Schedule], every: Iterable[OccasionLine]) -> tuple[int, ...]:
    """Return the years that a plan is valid in or has an occasion in, the latest first."""
    plans = [each.plan for each in schedules]
    valid = {year for plan in plans for year in range(plan.valid_from.year, plan.valid_to.year + 1)}
    return tuple(sorted(valid | {line.due.year for line in every}, reverse=True))


def year_for(known: Sequence[int], asked: str | None, year: int) -> int:
    """Return the year that is asked for, else the one nearest to `year`, of those `known`."""
    if asked and asked.isdecimal() and int(asked) in known:
        return int(asked)
    return min(known, key=lambda each: abs(each - year))
