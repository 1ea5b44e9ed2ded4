"""Which meeting the page is about, the one before it, and the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.periods import Period, latest_within


@dataclass(frozen=True)
class Meeting:
    """A meeting as it is written down; `present` are roles."""

    id: int
    held_on: date
    present: str
    note: str
    role: str


@dataclass(frozen=True)
class Sitting:
    """The meeting looked at (None = the next is being prepared), the latest before it, and the next after.

    `day` is the day that everything is looked at: that of an earlier meeting, else today.
    """

    meeting: Meeting | None
    last: Meeting | None
    upcoming: Meeting | None
    day: date
    is_earlier: bool


def meetings_of(frame: pd.DataFrame) -> tuple[Meeting, ...]:
    """Return meetings as values, in the order of the rows that `queries_plan.meetings` gives."""
    return tuple(
        Meeting(int(row["id"]), row["held_on"].date(), row["present"], row["note"], row["role"])
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
        last=max((each for each in meetings if each.held_on < held_on), key=_day, default=None),
        upcoming=min((each for each in meetings if each.held_on > held_on), key=_day, default=None),
        day=min(held_on, today),
        is_earlier=held_on < today,
    )


def _day(meeting: Meeting) -> date:
    return meeting.held_on


def period_on(chosen: Period, day: date) -> Period:
    """Return the chosen period, or the latest of its kind that had ended where it had not on the day."""
    return chosen if chosen.last < day else latest_within(day - timedelta(days=1), chosen.periodicity)


def compared_period(chosen: Period, last_held_on: date | None) -> Period:
    """Return the period to compare with: the latest that had ended at the last meeting.

    The one before the chosen, where there was no meeting or where it was about the same period or a later.
    """
    if last_held_on is None:
        return chosen.previous
    then = latest_within(last_held_on - timedelta(days=1), chosen.periodicity)
    return then if then.last < chosen.last else chosen.previous
