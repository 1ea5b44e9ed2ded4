"""How an occasion stands on a day: given in time or late, due soon, late, to come, or not told of.

| state | when |
|---|---|
| delivered, delivered late | it was given, on the due day or before, or after it |
| late | the due day has passed, and it hasn't been given |
| unreported | the same, but the plan has ended and nothing at all has been told of its accounts |
| due | the due day is today or within 30 days |
| coming | later than that |

Of a plan whose time is over and that nobody has reported on here nobody knows what was given: nothing of it
is called late.
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


@dataclass(frozen=True)
class Delivery:
    """That an account was given: when, where it is found, and who tells. `id` is what it is taken back by."""

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
        """Tell whether the account has been given."""
        return self.state in DELIVERED


Key = tuple[int, str]


def deliveries_by_occasion(deliveries: pd.DataFrame) -> dict[Key, Delivery]:
    """Return deliveries, as `queries_plan.follow_up_deliveries` gives them, by account and `due`."""
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
    nothing_told = schedule.plan.has_ended(today) and not mine
    every = [*schedule.occasions, *_unforeseen(schedule, mine)]
    judged = [
        _line(
            occasion, mine.get((occasion.follow_up_id, occasion.due_code)), today, nothing_told=nothing_told
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


def _line(occasion: Occasion, delivery: Delivery | None, today: date, *, nothing_told: bool) -> OccasionLine:
    state = _state(occasion, delivery, today, nothing_told=nothing_told)
    until = delivery.delivered_on if delivery else today
    is_late = state in (State.LATE, State.DELIVERED_LATE)
    days = (until - occasion.due).days if is_late else 0
    return OccasionLine(**vars(occasion), state=state, late_days=days, delivery=delivery)


def _state(occasion: Occasion, delivery: Delivery | None, today: date, *, nothing_told: bool) -> State:
    if delivery:
        return State.DELIVERED if delivery.delivered_on <= occasion.due else State.DELIVERED_LATE
    if occasion.due < today:
        return State.UNREPORTED if nothing_told else State.LATE
    return State.DUE if (occasion.due - today).days <= SOON_DAYS else State.COMING
