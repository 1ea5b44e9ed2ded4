"""What is late on the day of the meeting: activities, accounts owed by the plan, and figures not reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from metrics.reporting.standing import UnitStanding
from metrics.reporting.words import figures_word, listed
from metrics.vocabulary import ActivityStatus
from metrics.year_wheel.states import OccasionLine, State


class LateKind(StrEnum):
    """What sort of thing is late, in the order it is gone through."""

    ACTIVITY = "activity"
    ACCOUNT = "account"
    FIGURES = "figures"


@dataclass(frozen=True)
class Late:
    """Something late: what, of whom it is awaited, when it should have been ready, and what is told of it.

    `days` is how many days late it is (None = not known). `count` is how many things it is: figures are told
    of unit by unit.
    """

    kind: LateKind
    what: str
    who: str
    due: date | None
    days: int | None
    note: str
    count: int = 1


def late_things(
    activities: pd.DataFrame | None,
    occasions: Iterable[OccasionLine],
    units: Iterable[UnitStanding],
    day: date,
) -> tuple[Late, ...]:
    """Return everything that is late on a day: by kind, what has been late longest first.

    `activities` are as `activity_states.with_states` gives them, None without a plan; `occasions` are the
    accounts that are owed, and `units` how far each unit's reporting has come.
    """
    accounts = [each for each in occasions if each.state == State.LATE]
    several = len({each.plan_code for each in accounts}) > 1
    rows = [] if activities is None else activities.to_dict("records")
    found = [
        *(_activity(row, day) for row in rows if row["state"] == ActivityStatus.LATE),
        *(_account(each, each.plan if several else "") for each in accounts),
        *(_figures(unit) for unit in units if unit.late),
    ]
    kinds = list(LateKind)
    return tuple(sorted(found, key=lambda late: (kinds.index(late.kind), -(late.days or 0))))


def unknown_ends(activities: pd.DataFrame) -> int:
    """Count the activities whose end has passed without anybody having told how they went."""
    return int((activities["is_overdue"] & (activities["state"] != ActivityStatus.LATE.value)).sum())


def _activity(row: Mapping[Any, Any], day: date) -> Late:
    due = None if pd.isna(row["ends"]) else row["ends"].date()
    days = (day - due).days if due and due < day else None
    return Late(LateKind.ACTIVITY, row["title"], row["responsible"], due, days, row["note"])


def _account(occasion: OccasionLine, plan: str) -> Late:
    """Return an account that is late; its plan is named where several owe some."""
    told = f"till {occasion.recipient}" if occasion.recipient else ""
    return Late(LateKind.ACCOUNT, occasion.title, told, occasion.due, occasion.late_days, plan)


def _figures(unit: UnitStanding) -> Late:
    names = list(dict.fromkeys(each.indicator for each in unit.awaited if each.is_late))
    return Late(
        LateKind.FIGURES,
        figures_word(unit.late),
        unit.place.name,
        None,
        None,
        listed(names),
        count=unit.late,
    )
