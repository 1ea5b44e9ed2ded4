"""The risks of a plan as lines to read: how each is weighed, what is done about it, what is owed."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics.plan.activity_lines import ActivityLine, activity_lines
from metrics.plan.content import PlanContent
from metrics.risks.scale import Band, band_of, value_of
from metrics.vocabulary import ObjectiveKind

MONTH_CODE = len("2024-06")


@dataclass(frozen=True)
class Weighing:
    """One weighing of a risk; `recorded_at` is when it was written down, in UTC."""

    assessed_on: date
    likelihood: int
    consequence: int
    note: str
    role: str
    recorded_at: datetime

    @property
    def value(self) -> int:
        """Likelihood times consequence."""
        return value_of(self.likelihood, self.consequence)

    @property
    def band(self) -> Band:
        """The band that the value lies in."""
        return band_of(self.value)


@dataclass(frozen=True)
class Account:
    """An account owed of risks. `due` is a month or a day (empty = not said); `given_on` None until given."""

    id: int
    title: str
    due: str
    recipient: str
    given_on: date | None

    @property
    def last_day(self) -> date | None:
        """The last day that it can be given without being late; None where no date is set."""
        if not self.due:
            return None
        if len(self.due) > MONTH_CODE:
            return date.fromisoformat(self.due)
        year, month = map(int, self.due.split("-"))
        return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True)
class RiskLine:
    """A risk of a plan. `label` is its number, or its place where it has none; `weighings` the latest first.

    `accounts` are those of the risk itself and of the chapter that holds nothing but risks.
    """

    id: int
    code: str
    label: str
    title: str
    description: str
    responsible: str
    follow_up: str
    chapter: str
    source: str
    actions: tuple[ActivityLine, ...]
    accounts: tuple[Account, ...]
    weighings: tuple[Weighing, ...]

    @property
    def revision(self) -> int:
        """The number of the latest weighing, 0 where there is none."""
        return len(self.weighings)

    @property
    def latest(self) -> Weighing | None:
        """The weighing in force; None for a risk that is not weighed."""
        return self.weighings[0] if self.weighings else None

    @property
    def previous(self) -> Weighing | None:
        """The weighing before that; None where there is none."""
        return self.weighings[1] if len(self.weighings) > 1 else None


def risk_lines(content: PlanContent, assessments: pd.DataFrame, today: date) -> tuple[RiskLine, ...]:
    """Return a plan's risks in the document's order.

    `assessments` is every weighing of the organisation's, as `queries_plan.assessments` gives it.
    """
    risks = content.objectives[content.objectives["kind"] == ObjectiveKind.RISK]
    undertakings = activity_lines(content, today)
    told = _weighings(assessments)
    titles = dict(zip(content.objectives["id"], content.objectives["title"], strict=True))
    return tuple(
        RiskLine(
            id=int(row["id"]),
            code=row["code"],
            label=row["number"] or str(place),
            title=row["title"],
            description=row["description"],
            responsible=row["responsible"],
            follow_up=row["follow_up"],
            chapter=titles.get(row["parent_id"], ""),
            source=row["source"],
            actions=tuple(each for each in undertakings if each.goal_id == row["id"]),
            accounts=_accounts(content, row),
            weighings=told.get(int(row["id"]), ()),
        )
        for place, row in enumerate(risks.to_dict("records"), start=1)
    )


def by_weight(lines: Sequence[RiskLine]) -> list[RiskLine]:
    """Return the weighed risks, the greatest first; equals stand in the document's order."""
    weighed = [(line, line.latest) for line in lines]
    known = [(line, latest) for line, latest in weighed if latest is not None]
    return [line for line, latest in sorted(known, key=lambda each: -each[1].value)]


def accounts_of(lines: Sequence[RiskLine]) -> list[Account]:
    """Return the accounts owed of some risks, each once: those with a date in order, then the others."""
    every = {account.id: account for line in lines for account in line.accounts}
    return sorted(every.values(), key=lambda each: each.last_day or date.max)


def _weighings(assessments: pd.DataFrame) -> Mapping[int, tuple[Weighing, ...]]:
    told: dict[int, tuple[Weighing, ...]] = {}
    for row in assessments.sort_values("revision").to_dict("records"):
        number = int(row["objective_id"])
        told[number] = (_weighing(row), *told.get(number, ()))
    return told


def _weighing(row: Mapping[Any, Any]) -> Weighing:
    return Weighing(
        assessed_on=row["assessed_on"].date(),
        likelihood=int(row["likelihood"]),
        consequence=int(row["consequence"]),
        note=row["note"],
        role=row["role"],
        recorded_at=row["recorded_at"].to_pydatetime(),
    )


def _accounts(content: PlanContent, risk: Mapping[Any, Any]) -> tuple[Account, ...]:
    """Return the accounts of a risk, and those of the chapter that holds nothing but risks."""
    places = [risk["id"]]
    if not pd.isna(risk["parent_id"]) and _holds_only_risks(content, int(risk["parent_id"])):
        places.append(risk["parent_id"])
    mine = content.follow_ups[content.follow_ups["objective_id"].isin(places)]
    given = dict(
        zip(
            zip(content.deliveries["follow_up_id"], content.deliveries["due"], strict=True),
            content.deliveries["delivered_on"],
            strict=True,
        )
    )
    owed = [_account(row, given) for row in mine.to_dict("records")]
    return tuple(sorted(owed, key=lambda each: each.last_day or date.max))


def _holds_only_risks(content: PlanContent, objective_id: int) -> bool:
    below = content.objectives[content.objectives["parent_id"] == objective_id]
    beside = (content.activities["objective_id"] == objective_id).any()
    measured = (content.places["objective_id"] == objective_id).any()
    return bool((below["kind"] == ObjectiveKind.RISK).all() and not beside and not measured)


def _account(row: Mapping[Any, Any], given: Mapping[tuple[int, str], Any]) -> Account:
    at = given.get((row["id"], row["due"]))
    return Account(
        id=int(row["id"]),
        title=row["title"],
        due=row["due"],
        recipient=row["recipient"],
        given_on=None if at is None else at.date(),
    )
