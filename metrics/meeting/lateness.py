"""What is late on the day of the meeting: activities, accounts owed by the plan, and figures not reported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from metrics.plan.content import PlanContent, PlanDocument
from metrics.reporting.expected import is_followed
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


@dataclass(frozen=True)
class Untold:
    """What nobody has told of, in some number of `plans`.

    `ends` is how many activities have ended without a word. `over` are the titles of the plans whose time is
    over and that nobody has reported on: of their activities none is counted.
    """

    ends: int
    over: tuple[str, ...]
    plans: int


def plans_followed(
    plans: Iterable[PlanDocument], day: date, otherwise: PlanDocument | None
) -> tuple[PlanDocument, ...]:
    """Return the plans that are followed on a day: those that have begun and ended at most a year before it.

    Where there is none it is the one given, if any.
    """
    followed = tuple(plan for plan in plans if plan.valid_from <= day and is_followed(plan.valid_to, (), day))
    return followed or ((otherwise,) if otherwise else ())


def undertaken(contents: Iterable[PlanContent]) -> pd.DataFrame | None:
    """Return the activities of plans, each with its `plan`'s title; None where there is none."""
    every = [
        content.activities.assign(plan=content.document.title)
        for content in contents
        if not content.activities.empty
    ]
    return pd.concat(every, ignore_index=True) if every else None


def late_things(
    activities: pd.DataFrame | None,
    occasions: Iterable[OccasionLine],
    units: Iterable[UnitStanding],
    day: date,
) -> tuple[Late, ...]:
    """Return everything that is late on a day: by kind, what has been late longest first.

    `activities` are as `undertaken` gives them; `occasions` are the accounts that are owed, and `units` how
    far each unit's reporting has come. The plan is named where several have something late.
    """
    accounts = [each for each in occasions if each.state == State.LATE]
    rows = [] if activities is None else activities.to_dict("records")
    undone = [row for row in rows if row["state"] == ActivityStatus.LATE]
    several = len({*(each.plan for each in accounts), *(row["plan"] for row in undone)}) > 1
    found = [
        *(_activity(row, day, row["plan"] if several else "") for row in undone),
        *(_account(each, each.plan if several else "") for each in accounts),
        *(_figures(unit) for unit in units if unit.late),
    ]
    kinds = list(LateKind)
    return tuple(sorted(found, key=lambda late: (kinds.index(late.kind), -(late.days or 0))))


def untold(contents: Sequence[PlanContent], day: date) -> Untold:
    """Return what nobody has told of on a day, in the plans that are gone through."""
    over = [
        content for content in contents if content.document.has_ended(day) and not _has_been_told(content)
    ]
    others = [content for content in contents if content not in over]
    return Untold(
        sum(_unknown_ends(content.activities) for content in others),
        tuple(content.document.title for content in over),
        len(contents),
    )


def _has_been_told(content: PlanContent) -> bool:
    """Tell whether anybody has reported on any of a plan's objectives or activities, or given an account."""
    told_of = (
        (content.activities, content.progress, "activity_id"),
        (content.objectives, content.progress, "objective_id"),
        (content.follow_ups, content.deliveries, "follow_up_id"),
    )
    return any(bool(told[key].isin(things["id"]).any()) for things, told, key in told_of)


def _unknown_ends(activities: pd.DataFrame) -> int:
    """Count the activities whose end has passed without anybody having told how they went."""
    return int((activities["is_overdue"] & (activities["state"] != ActivityStatus.LATE.value)).sum())


def _activity(row: Mapping[Any, Any], day: date, plan: str) -> Late:
    """Return an activity that is late; its plan is named where one is given."""
    due = None if pd.isna(row["ends"]) else row["ends"].date()
    days = (day - due).days if due and due < day else None
    told = ". ".join(filter(None, (plan, row["note"])))
    return Late(LateKind.ACTIVITY, row["title"], row["responsible"], due, days, told)


def _account(occasion: OccasionLine, plan: str) -> Late:
    """Return an account that is late; its plan is named where several owe some."""
    told = f"till {occasion.recipient}" if occasion.recipient else ""
    return Late(LateKind.ACCOUNT, occasion.title, told, occasion.due, occasion.late_days, plan)


def _figures(unit: UnitStanding) -> Late:
    """Return the late figures of a unit: of it and the roles that answer for them they are awaited."""
    awaited = [each for each in unit.awaited if each.is_late]
    names = list(dict.fromkeys(each.indicator for each in awaited))
    owners = list(dict.fromkeys(each.owner for each in awaited if each.owner))
    return Late(
        LateKind.FIGURES,
        figures_word(unit.late),
        f"{unit.place.name} ({listed(owners)})" if owners else unit.place.name,
        None,
        None,
        listed(names),
        count=unit.late,
    )
