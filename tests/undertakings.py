"""A plan's frames made by hand: its undertakings and risks, and what has been told of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.plan.activity_states import with_states
from metrics.plan.content import PlanContent, PlanDocument

PLAN = PlanDocument(
    id=1,
    code="plan-2026",
    title="Verksamhetsplan 2026",
    document="Verksamhetsplan 2026.pdf",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    decided_by="",
    decided_on=None,
    reference="",
    edition=0,
    copied_from_id=None,
)
TEXTS = "number description responsible responsible_board concerned_boards follow_up status source"
OBJECTIVE = {
    **dict.fromkeys(TEXTS.split(), ""),
    "kind": "nämndmål",
    "title": "Trygga barn",
    "parent_id": None,
}
ACTIVITY = {
    "kind": "activity",
    "responsible": "Enhetschef",
    "starts": None,
    "ends": None,
    "status": "",
    "cost": "",
    "objective_id": None,
}
TOLD = {"activity_id": None, "objective_id": None, "decision_id": None, "status": "ongoing", "note": ""}
SUBJECTS = ("activity_id", "objective_id", "decision_id")
COLUMNS = {
    "objectives": ["id", "code", *OBJECTIVE],
    "activities": ["id", "code", "title", *ACTIVITY],
    "progress": [*TOLD, "revision", "told_on", "role", "recorded_at"],
    "follow_ups": ["id", "code", "title", "periodicity", "due", "recipient", "source", "objective_id"],
    "deliveries": ["id", "follow_up_id", "due", "delivered_on", "note", "role"],
    "places": ["indicator_id", "objective_id"],
}
Rows = Sequence[Mapping[str, Any]]


def activity(number: int, title: str, **changes: Any) -> dict[str, Any]:
    return {**ACTIVITY, "id": number, "code": f"a{number}", "title": title, **changes}


def objective(number_in_store: int, **changes: Any) -> dict[str, Any]:
    own = {"id": number_in_store, "code": f"o{number_in_store}"}
    return {**OBJECTIVE, **own, **changes}


def word(on: str, revision: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a word told on a day, and written down the same day."""
    told = {**TOLD, "revision": revision, "told_on": pd.Timestamp(on), "role": "Enhetschef"}
    return {**told, "recorded_at": pd.Timestamp(on, tz="UTC"), **changes}


def follow_up(number: int, due: str, objective_id: int, **changes: Any) -> dict[str, Any]:
    usual = {"title": f"Uppföljning {number}", "recipient": "Socialnämnden", "code": f"f{number}"}
    said = {"due": due, "periodicity": "", "source": "Plan"}
    return {"id": number, "objective_id": objective_id, **said, **usual, **changes}


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    return pd.DataFrame([dict(row) for row in rows], columns=COLUMNS[name])


def content(
    today: date,
    *,
    activities: Rows = (),
    objectives: Rows = (),
    progress: Rows = (),
    follow_ups: Rows = (),
    deliveries: Rows = (),
    places: Rows = (),
    plan: PlanDocument = PLAN,
) -> PlanContent:
    """Return a plan's content as its pages read it on a day."""
    told = _frame("progress", progress).astype(dict.fromkeys(SUBJECTS, "Int64"))
    told = told.assign(told_on=pd.to_datetime(told["told_on"]), revision=told["revision"].astype("int64"))
    mine = _frame("activities", activities).astype({"objective_id": "Int64", "id": "int64"})
    days = {name: pd.to_datetime(mine[name]) for name in ("starts", "ends")}
    return PlanContent(
        document=plan,
        objectives=_frame("objectives", objectives).astype({"parent_id": "Int64", "id": "int64"}),
        places=_frame("places", places).astype({"objective_id": "Int64"}),
        targets=pd.DataFrame(),
        activities=with_states(
            mine.assign(**days), told, day=plan.day_looked_at(today), plan_has_ended=plan.has_ended(today)
        ),
        follow_ups=_frame("follow_ups", follow_ups).astype({"objective_id": "Int64", "id": "int64"}),
        deliveries=_frame("deliveries", deliveries),
        progress=told,
    )
