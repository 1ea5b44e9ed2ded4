"""A plan's undertakings as lines to read: activities, projects, investments and programme points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from metrics.plan.content import PlanContent
from metrics.vocabulary import ActivityKind, ActivityStatus, ObjectiveKind
from metrics.words import ACTIVITY_STATUS, begun

ACTIVITY, OBJECTIVE = "activity_id", "objective_id"
KIND_WORDS = {
    ActivityKind.ACTIVITY.value: "aktivitet",
    ActivityKind.PROJECT.value: "projekt",
    ActivityKind.INVESTMENT.value: "investering",
}
FROM_WORD = {word: status.value for status, word in ACTIVITY_STATUS.items()}


class Standing(StrEnum):
    """How an undertaking stands, in the order that it asks for attention.

    `OVERDUE` is one whose end has passed without a word from anybody: nobody knows whether it is late.
    `UNFOLLOWED` is the same in a plan that has ended and that nobody has reported on here at all.
    `UNKNOWN` is one that neither the plan nor anybody else has said anything about.
    """

    LATE = "late"
    OVERDUE = "overdue"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    UNFOLLOWED = "unfollowed"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Word:
    """What somebody told on a day; `recorded_at` is when it was written down, in UTC."""

    told_on: date
    status: str
    note: str
    role: str
    recorded_at: datetime


@dataclass(frozen=True)
class Undertaking:
    """An undertaking of a plan as a reader sees it.

    `subject` and `id` are what progress is told of; `kind` a Swedish word; `goal` the goal it stands under.
    `starts` and `ends` are None where the plan says none; `cost` is the plan's own words. `standing` is how
    it stands on the day, and `status` what has been said of it: the latest told, else the plan's own (one of
    ActivityStatus; empty = nothing said). What is said to be under way can be late. `printed` is what the
    plan says in words of its own; `words` all that has been told, the latest first.
    """

    subject: str
    id: int
    code: str
    kind: str
    title: str
    goal: str
    goal_id: int | None
    responsible: str
    starts: date | None
    ends: date | None
    cost: str
    standing: Standing
    status: str
    printed: str
    words: tuple[Word, ...]

    @property
    def revision(self) -> int:
        """The number of the latest word, 0 where nobody has told anything."""
        return len(self.words)

    @property
    def latest(self) -> Word | None:
        """The word in force; None where nobody has told anything."""
        return self.words[0] if self.words else None

    @property
    def is_dated(self) -> bool:
        """Tell whether the plan says when it starts or ends."""
        return self.starts is not None or self.ends is not None


def undertakings_of(content: PlanContent) -> tuple[Undertaking, ...]:
    """Return a plan's undertakings, those that ask for attention first, then the first to end.

    They stand as on the day that the content is read for. An activity whose end has passed without a report
    is `OVERDUE` unless it is known to be late, or nobody follows the plan here.
    """
    goals = goal_names(content.objectives)
    told = words_on(content.progress, ACTIVITY)
    points = list(_programme_points(content, goals))
    is_followed = bool(told.keys() & set(content.activities["id"])) or any(each.words for each in points)
    lines = points + [
        _activity(row, goals, told.get(int(row["id"]), ()), is_followed=is_followed)
        for row in content.activities.to_dict("records")
    ]
    order = list(Standing)
    return tuple(sorted(lines, key=lambda each: (order.index(each.standing), each.ends or date.max)))


def goal_names(objectives: pd.DataFrame) -> Mapping[int, str]:
    """Return objective -> its name with kind and number: `Nämndmål 2: Trygga barn`."""
    return {int(row["id"]): _goal_name(row) for row in objectives.to_dict("records")}


def words_on(progress: pd.DataFrame, subject: str) -> Mapping[int, tuple[Word, ...]]:
    """Return number -> all that has been told of that subject, the latest first."""
    told: dict[int, tuple[Word, ...]] = {}
    mine = progress[progress[subject].notna()].sort_values("revision")
    for row in mine.to_dict("records"):
        number = int(row[subject])
        told[number] = (_word(row), *told.get(number, ()))
    return told


def _word(row: Mapping[Any, Any]) -> Word:
    return Word(
        row["told_on"].date(),
        row["status"],
        row["note"],
        row["role"],
        row["recorded_at"].to_pydatetime(),
    )


def _goal_name(row: Mapping[Any, Any]) -> str:
    if row["kind"] == ObjectiveKind.SECTION:
        return str(row["title"])
    kind = begun(row["kind"])
    return f"{' '.join(filter(None, (kind, row['number'])))}: {row['title']}"


def _activity(
    row: Mapping[Any, Any], goals: Mapping[int, str], words: tuple[Word, ...], *, is_followed: bool
) -> Undertaking:
    goal_id = None if pd.isna(row["objective_id"]) else int(row["objective_id"])
    return Undertaking(
        subject=ACTIVITY,
        id=int(row["id"]),
        code=row["code"],
        kind=KIND_WORDS[row["kind"]],
        title=row["title"],
        goal=goals.get(goal_id, "") if goal_id else "",
        goal_id=goal_id,
        responsible=row["responsible"],
        starts=_day(row["starts"]),
        ends=_day(row["ends"]),
        cost=row["cost"],
        standing=_standing(row, is_followed=is_followed),
        status=words[0].status if words else row["status"],
        printed="" if words or not row["status"] else ACTIVITY_STATUS[ActivityStatus(row["status"])],
        words=words,
    )


def _standing(row: Mapping[Any, Any], *, is_followed: bool) -> Standing:
    """Return how an activity stands that is in a state (empty = unsaid), and perhaps past its end."""
    if row["is_overdue"] and row["state"] != ActivityStatus.LATE:
        return Standing.OVERDUE if is_followed or not row["is_over"] else Standing.UNFOLLOWED
    return Standing(row["state"]) if row["state"] else Standing.UNKNOWN


def _programme_points(content: PlanContent, goals: Mapping[int, str]) -> Iterable[Undertaking]:
    """Yield the points of a political programme, which have a state of their own and no dates."""
    points = content.objectives[content.objectives["kind"] == ObjectiveKind.PROGRAMME_POINT]
    told = words_on(content.progress, OBJECTIVE)
    for row in points.to_dict("records"):
        number, above = int(row["id"]), row["parent_id"]
        words = told.get(number, ())
        status = words[0].status if words else FROM_WORD.get(row["status"].casefold(), "")
        yield Undertaking(
            subject=OBJECTIVE,
            id=number,
            code=row["code"],
            kind="programpunkt",
            title=": ".join(filter(None, (row["number"], row["title"]))),
            goal="" if pd.isna(above) else goals.get(int(above), ""),
            goal_id=None if pd.isna(above) else int(above),
            responsible=_responsible(row),
            starts=None,
            ends=None,
            cost="",
            standing=Standing(status) if status else Standing.UNKNOWN,
            status=status,
            printed="" if words else row["status"],
            words=words,
        )


def _responsible(row: Mapping[Any, Any]) -> str:
    """Say who answers for a programme point, and which boards it concerns."""
    boards = [row["responsible_board"] and f"ansvarig nämnd {row['responsible_board']}"]
    boards += [row["concerned_boards"] and f"berörda nämnder {row['concerned_boards']}"]
    return "; ".join(filter(None, (row["responsible"], *boards)))


def _day(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()
