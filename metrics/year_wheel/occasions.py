"""When what a plan owes (redovisningar) is to be given: its occasions, from what it says of each.

| the plan says | occasions | due |
|---|---|---|
| a day | that day, once | the day itself, working day or not |
| a month | that month, once | the month's last working day |
| a rhythm alone | one for each period that shares days with the plan | last working day of the month after |
| neither | none: it is listed apart | |

A printed time is the plan's own, also where it lies outside the plan's years: a plan of 2017 that is followed
up in March 2018 has an occasion in 2018. Where a rhythm is said beside it, the printed time is the only
occasion: the plan names its other times itself or not at all, and none are invented. The third row is our
reckoning and not the plan's words (`Origin.RECKONED`); whoever shows it has to say so.

An occasion is known by what is owed and `due_code`: the day or month as printed, and the month of a
reckoned one, so that what has been delivered stays in its place if a holiday moves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from metrics.cases.deadlines import FIRST_YEAR, LAST_YEAR, working_calendar
from metrics.periods import Period
from metrics.plan.content import PlanDocument
from metrics.vocabulary import Periodicity

LENGTH_OF_MONTH_CODE = len("2019-03")


class Origin(StrEnum):
    """Where the time of an occasion comes from."""

    PRINTED = "printed"
    RECKONED = "reckoned"
    TOLD = "told"
    """No time is known: somebody has told that it was given."""


@dataclass(frozen=True)
class Owed:
    """Something that a plan owes to be told. Empty texts are what the plan doesn't say.

    `rhythm` is how often the plan wants it (None = not said); `objective` the title of the goal it stands
    under, and `source` where in the document.
    """

    follow_up_id: int
    code: str
    title: str
    recipient: str
    rhythm: Periodicity | None
    objective: str
    source: str
    plan: str
    plan_code: str


@dataclass(frozen=True)
class Occasion(Owed):
    """A time at which something is due. `about` is the period it tells of, None where a time is named."""

    due: date
    due_code: str
    about: Period | None
    origin: Origin

    @property
    def is_stated(self) -> bool:
        """Tell whether the plan itself says when."""
        return self.origin == Origin.PRINTED

    @property
    def names_month(self) -> bool:
        """Tell whether only a month is known, and the day within it is our reckoning."""
        return len(self.due_code) == LENGTH_OF_MONTH_CODE


@dataclass(frozen=True)
class Schedule:
    """All that a plan owes: the occasions of every year in time order, and what it gives no time for."""

    plan: PlanDocument
    owed: tuple[Owed, ...]
    occasions: tuple[Occasion, ...]
    without_time: tuple[Owed, ...]

    def owed_of(self, follow_up_id: int) -> Owed | None:
        """Return what is owed by its number, None where the plan has no such."""
        return next((each for each in self.owed if each.follow_up_id == follow_up_id), None)


def last_working_day(month: Period) -> date:
    """Return the last working day of a month; its last day in years whose holidays aren't known."""
    if not FIRST_YEAR <= month.year <= LAST_YEAR:
        return month.last
    calendar = working_calendar(month.year, month.year)
    last = np.datetime64(month.last, "D")
    return pd.Timestamp(np.busday_offset(last, 0, roll="backward", busdaycal=calendar)).date()


def day_of_code(due_code: str) -> date:
    """Return the day that a month (its last working day) or a day in writing stands for."""
    if len(due_code) == LENGTH_OF_MONTH_CODE:
        return last_working_day(Period.parse(due_code))
    return date.fromisoformat(due_code)


def schedule(plan: PlanDocument, follow_ups: pd.DataFrame, objectives: pd.DataFrame) -> Schedule:
    """Return when all that a plan owes is due; frames as `queries_plan` gives them.

    All that is owed has an occasion or is among those `without_time`, never both.
    """
    titles = dict(zip(objectives["id"], objectives["title"], strict=True))
    every = [(row["due"], _owed(plan, row, titles)) for row in follow_ups.to_dict("records")]
    occasions = [occasion for due, owed in every for occasion in _occasions(plan, owed, due)]
    timed = {occasion.follow_up_id for occasion in occasions}
    owed = tuple(each for _, each in every)
    return Schedule(
        plan,
        owed,
        in_time_order(occasions),
        tuple(each for each in owed if each.follow_up_id not in timed),
    )


def in_time_order(occasions: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Return occasions by day, in the plan's order within a day."""
    return tuple(sorted(occasions, key=lambda occasion: occasion.due))


def _owed(plan: PlanDocument, row: Mapping[Any, Any], titles: Mapping[int, str]) -> Owed:
    objective = row["objective_id"]
    return Owed(
        follow_up_id=int(row["id"]),
        code=row["code"],
        title=row["title"],
        recipient=row["recipient"],
        rhythm=Periodicity(row["periodicity"]) if row["periodicity"] else None,
        objective="" if pd.isna(objective) else titles.get(int(objective), ""),
        source=row["source"],
        plan=plan.title,
        plan_code=plan.code,
    )


def _occasions(plan: PlanDocument, owed: Owed, due: str) -> Iterator[Occasion]:
    if due:
        yield _at(owed, due, None, Origin.PRINTED)
    elif owed.rhythm:
        for period in periods_of(plan, owed.rhythm):
            month_after = Period.containing(period.last, Periodicity.MONTH).shifted(1)
            yield _at(owed, month_after.code, period, Origin.RECKONED)


def _at(owed: Owed, due_code: str, about: Period | None, origin: Origin) -> Occasion:
    return Occasion(**vars(owed), due=day_of_code(due_code), due_code=due_code, about=about, origin=origin)


def told(owed: Owed, due_code: str) -> Occasion:
    """Return the occasion of what was given at a time that the plan doesn't have."""
    return _at(owed, due_code, None, Origin.TOLD)


def periods_of(plan: PlanDocument, rhythm: Periodicity) -> tuple[Period, ...]:
    """Return the periods of a rhythm that share days with a plan's time, in order."""
    return Period.containing(plan.valid_from, rhythm).until(Period.containing(plan.valid_to, rhythm))
