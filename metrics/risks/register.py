"""The risks of a plan as lines to read: how each is weighed, what is done about it, what is owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics.plan.content import PlanContent
from metrics.plan.undertakings import Undertaking, undertakings_of
from metrics.risks.scale import Band, band_of, value_of
from metrics.vocabulary import ObjectiveKind
from metrics.year_wheel.owed_lines import OwedLine


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
class RiskLine:
    """A risk of a plan. `label` is its number, or its place where it has none; `weighings` the latest first.

    `owed` is what the plan owes of the risk itself and of the chapter that holds nothing but risks.
    """

    id: int
    code: str
    label: str
    title: str
    description: str
    responsible: str
    follow_up: str
    source: str
    actions: tuple[Undertaking, ...]
    owed: tuple[OwedLine, ...]
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


def risk_lines(
    content: PlanContent, assessments: pd.DataFrame, owed: Iterable[OwedLine]
) -> tuple[RiskLine, ...]:
    """Return a plan's risks in the document's order.

    `assessments` is every weighing of the organisation's, as `queries_plan.assessments` gives it; `owed` all
    that the plan owes (and perhaps what others do).
    """
    risks = content.objectives[content.objectives["kind"] == ObjectiveKind.RISK]
    undertakings = undertakings_of(content)
    told = _weighings(assessments)
    due = {each.follow_up_id: each for each in owed}
    return tuple(
        RiskLine(
            id=int(row["id"]),
            code=row["code"],
            label=row["number"] or str(place),
            title=row["title"],
            description=row["description"],
            responsible=row["responsible"],
            follow_up=row["follow_up"],
            source=row["source"],
            actions=tuple(each for each in undertakings if each.goal_id == row["id"]),
            owed=_owed(content, row, due),
            weighings=told.get(int(row["id"]), ()),
        )
        for place, row in enumerate(risks.to_dict("records"), start=1)
    )


def by_weight(lines: Sequence[RiskLine]) -> list[RiskLine]:
    """Return the weighed risks, the greatest first; equals stand in the document's order."""
    weighed = [(line, line.latest) for line in lines]
    known = [(line, latest) for line, latest in weighed if latest is not None]
    return [line for line, latest in sorted(known, key=lambda each: -each[1].value)]


def owed_of(lines: Iterable[RiskLine]) -> list[OwedLine]:
    """Return what is owed of some risks, each thing once: what has a time in its order, then the rest."""
    return _in_time_order({each.follow_up_id: each for line in lines for each in line.owed}.values())


def _in_time_order(owed: Iterable[OwedLine]) -> list[OwedLine]:
    return sorted(owed, key=lambda each: each.occasions[0].due if each.occasions else date.max)


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


def _owed(content: PlanContent, risk: Mapping[Any, Any], due: Mapping[int, OwedLine]) -> tuple[OwedLine, ...]:
    """Return what is owed of a risk, and of the chapter that holds nothing but risks."""
    places = [risk["id"]]
    if not pd.isna(risk["parent_id"]) and _holds_only_risks(content, int(risk["parent_id"])):
        places.append(risk["parent_id"])
    mine = content.follow_ups.loc[content.follow_ups["objective_id"].isin(places), "id"]
    return tuple(_in_time_order(due[int(number)] for number in mine))


def _holds_only_risks(content: PlanContent, objective_id: int) -> bool:
    below = content.objectives[content.objectives["parent_id"] == objective_id]
    beside = (content.activities["objective_id"] == objective_id).any()
    measured = (content.places["objective_id"] == objective_id).any()
    return bool((below["kind"] == ObjectiveKind.RISK).all() and not beside and not measured)
