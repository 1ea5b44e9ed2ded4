"""Which meeting the page is about, the one before it, and the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from metrics.cases.deadlines import rolled_deadlines
from metrics.periods import Period, latest_within
from metrics.vocabulary import LimitUnit, Periodicity

WEEKS_BETWEEN = 4


@dataclass(frozen=True)
class Meeting:
    """A meeting as it is written down; `present` are roles, `has_decided` that it has taken decisions."""

    id: int
    held_on: date
    present: str
    note: str
    role: str
    has_decided: bool = False

    @property
    def was_held(self) -> bool:
        """Whether anybody was there, or anything was decided: all else may only have been planned."""
        return bool(self.present) or self.has_decided


@dataclass(frozen=True)
class Sitting:
    """The meeting looked at (None = the next is being prepared), the latest before it, and the next after.

    The latest before it is the latest that was held, as far as is known: with present roles or decisions. One
    that was planned and never started is none.
    `day` is the day that everything is looked at: that of an earlier meeting, else today.
    """

    meeting: Meeting | None
    last: Meeting | None
    upcoming: Meeting | None
    day: date
    is_earlier: bool

    @property
    def held_on(self) -> date:
        """The day of the meeting, or the one that the next is prepared on."""
        return self.meeting.held_on if self.meeting else self.day


def meetings_of(frame: pd.DataFrame, decided_at: Collection[int]) -> tuple[Meeting, ...]:
    """Return meetings as values, in the order of the rows that `queries_plan.meetings` gives.

    `decided_at` are the numbers of the meetings that have taken decisions.
    """
    return tuple(
        Meeting(
            int(row["id"]),
            row["held_on"].date(),
            row["present"],
            row["note"],
            row["role"],
            has_decided=row["id"] in decided_at,
        )
        for row in frame.to_dict("records")
    )


def sitting(meetings: Sequence[Meeting], today: date, asked: date | None) -> Sitting:
    """Return the meeting of the day asked for, else today's, else none, and those around it.

    `meetings` have one a day. A day without a meeting asks for none.
    """
    by_day = {meeting.held_on: meeting for meeting in meetings}
    meeting = by_day.get(asked) if asked else None
    meeting = meeting or by_day.get(today)
    held_on = meeting.held_on if meeting else today
    return Sitting(
        meeting,
        last=max(
            (each for each in meetings if each.held_on < held_on and each.was_held), key=_day, default=None
        ),
        upcoming=min((each for each in meetings if each.held_on > held_on), key=_day, default=None),
        day=min(held_on, today),
        is_earlier=held_on < today,
    )


def _day(meeting: Meeting) -> date:
    return meeting.held_on


def usual_next(held: Sitting) -> date:
    """Return the day that the next meeting is usually on: some weeks later, or the next working day."""
    strict = np.array([held.held_on + timedelta(weeks=WEEKS_BETWEEN)], dtype="datetime64[s]")
    rolled: date = rolled_deadlines(strict, LimitUnit.DAYS).astype("datetime64[D]")[0].item()
    return rolled


def period_seen(opened: Period | None, day: date, wanted: Periodicity) -> Period:
    """Return the period that a meeting on a day saw: what the pages opened on (None = nothing) that evening.

    Of another kind than that it is the latest that had ended with it, and before the day.
    """
    if opened is not None and opened.periodicity == wanted:
        return opened
    ended = day - timedelta(days=1)
    return latest_within(min(opened.last, ended) if opened else ended, wanted)


@dataclass(frozen=True)
class Comparison:
    """What a period is held against: a period as it looked on a day (None = as it looks to the meeting).

    `is_unseen` tells that the last meeting saw no figures, so that nothing can be held against what it saw.
    """

    period: Period
    as_of: date | None
    is_unseen: bool = False

    @property
    def since(self) -> str:
        """Since when something has changed, in words: `förra mötet` or the name of a period."""
        return "förra mötet" if self.as_of else self.period.label


def comparison(chosen: Period, last: Meeting | None, opened: Period | None) -> Comparison:
    """Return what has to be compared with, to tell all that has changed since the last meeting.

    It is what that meeting saw, as it saw it; `opened` is what the pages opened on that evening. Without a
    last meeting, for a period before the one that it saw, or where it saw nothing (None), it is the period
    before.
    """
    if last is None or opened is None:
        return Comparison(chosen.previous, None, is_unseen=last is not None)
    seen = period_seen(opened, last.held_on, chosen.periodicity)
    return Comparison(seen, last.held_on) if seen.last <= chosen.last else Comparison(chosen.previous, None)
