"""How an occasion stands on a day: given in time or late, due soon, late, to come, or not told of.

| state | when |
|---|---|
| delivered, delivered late | it was given, on the due day or before, or after it |
| late | the due day has passed, and it hasn't been given |
| unreported | the same, but the plan's time has not begun, or has ended and it was not followed here |
| due | the due day is today or within 30 days |
| coming | later than that |

A plan was followed here where something it owes was given while it ran. Of another plan whose time is over
nobody knows what was given: of it only that is called late which somebody once has told of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from metrics.year_wheel.occasions import Occasion, Schedule, told

SOON_DAYS = 30


class State(StrEnum):
    """How an occasion stands."""

    LATE = "late"
    DUE = "due"
    COMING = "coming"
    DELIVERED_LATE = "delivered_late"
    DELIVERED = "delivered"
    UNREPORTED = "unreported"


DELIVERED = (State.DELIVERED, State.DELIVERED_LATE)
AHEAD = (State.DUE, State.COMING)
LEFT = (State.LATE, *AHEAD)
"""What is still to be given."""


@dataclass(frozen=True)
class Delivery:
    """That something owed was given: when, where it is found, who tells. `id` is what it is taken back by."""

    id: int
    delivered_on: date
    note: str
    role: str


@dataclass(frozen=True)
class OccasionLine(Occasion):
    """An occasion and how it stands on a day.

    `late_days` is how many days after the due day it was given, or how many have passed without it; 0 where
    it isn't late, or nobody knows.
    """

    state: State
    late_days: int
    delivery: Delivery | None

    @property
    def is_delivered(self) -> bool:
        """Tell whether it has been given."""
        return self.state in DELIVERED


Key = tuple[int, str]


def deliveries_by_occasion(deliveries: pd.DataFrame) -> dict[Key, Delivery]:
    """Return deliveries, as `queries_plan.follow_up_deliveries` gives them, by what is owed and `due`."""
    return {
        (int(row["follow_up_id"]), row["due"]): Delivery(
            int(row["id"]), row["delivered_on"].date(), row["note"], row["role"]
        )
        for row in deliveries.to_dict("records")
    }


def lines(schedule: Schedule, delivered: Mapping[Key, Delivery], today: date) -> tuple[OccasionLine, ...]:
    """Return all of a plan's occasions and how they stand on a day, by day.

    What was given at a time that the plan doesn't have is an occasion of its own: nothing that has been told
    is left out.
    """
    mine = {key: each for key, each in delivered.items() if schedule.owed_of(key[0])}
    told_of = {follow_up_id for follow_up_id, _ in mine}
    last = schedule.plan.valid_to
    has_begun = schedule.plan.valid_from <= today
    is_followed = today <= last or any(each.delivered_on <= last for each in mine.values())
    every = [*schedule.occasions, *_unforeseen(schedule, mine)]
    judged = [
        _line(
            occasion,
            mine.get((occasion.follow_up_id, occasion.due_code)),
            today,
            is_known=has_begun and (is_followed or occasion.follow_up_id in told_of),
        )
        for occasion in every
    ]
    return tuple(sorted(judged, key=lambda line: line.due))


def _unforeseen(schedule: Schedule, delivered: Mapping[Key, Delivery]) -> Iterator[Occasion]:
    foreseen = {(occasion.follow_up_id, occasion.due_code) for occasion in schedule.occasions}
    for follow_up_id, due_code in delivered:
        owed = schedule.owed_of(follow_up_id)
        if owed and (follow_up_id, due_code) not in foreseen:
            yield told(owed, due_code)


def _line(occasion: Occasion, delivery: Delivery | None, today: date, *, is_known: bool) -> OccasionLine:
    state = _state(occasion, delivery, today, is_known=is_known)
    until = delivery.delivered_on if delivery else today
    is_late = state in (State.LATE, State.DELIVERED_LATE)
    days = (until - occasion.due).days if is_late else 0
    return OccasionLine(**vars(occasion), state=state, late_days=days, delivery=delivery)


def _state(occasion: Occasion, delivery: Delivery | None, today: date, *, is_known: bool) -> State:
    if delivery:
        return State.DELIVERED if delivery.delivered_on <= occasion.due else State.DELIVERED_LATE
    if occasion.due < today:
        return State.LATE if is_known else State.UNREPORTED
    return State.DUE if (occasion.due - today).days <= SOON_DAYS else State.COMING
