"""The questions about plans: their promised columns, and what was told by an earlier moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, update
from store_office import RIGHT, Office

from data import queries, queries_plan
from data.as_of import as_it_looked
from data.models import (
    Activity,
    Base,
    Decision,
    FollowUpDelivery,
    Meeting,
    PlanEdit,
    Progress,
    RiskAssessment,
)
from data.models.base import table_of

MONDAY, TUESDAY, WEDNESDAY = (datetime(2019, 5, day, 12, tzinfo=UTC) for day in (6, 7, 8))
WITHDRAWN = {"withdrawn_at": WEDNESDAY, "withdrawn_by": "Controller"}
Question = Callable[[Engine, Office], pd.DataFrame]


def put(office: Office, model: type[Base], moment: datetime, **changes: Any) -> None:
    owned = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
    row = {**RIGHT[model], **owned, "recorded_at": moment, **changes}
    with office.engine.begin() as connection:
        connection.execute(insert(table_of(model)).values(**row))


PLACED: dict[type[Base], dict[str, str]] = {
    Progress: {"activity_id": "aktivitet"},
    RiskAssessment: {"objective_id": "mal"},
    FollowUpDelivery: {"follow_up_id": "redovisning"},
    PlanEdit: {"plan_id": "plan"},
    Meeting: {"unit_id": "norr"},
    Decision: {"unit_id": "norr", "indicator_id": "placerade"},
}
QUESTIONS: dict[type[Base], Question] = {
    Progress: lambda engine, office: queries_plan.progress(engine, office.organisation),
    RiskAssessment: lambda engine, office: queries_plan.assessments(engine, office.organisation, every=True),
    FollowUpDelivery: lambda engine, office: queries_plan.follow_up_deliveries(engine, office.organisation),
    PlanEdit: lambda engine, office: queries_plan.plan_edits(engine, office.ids["plan"]),
    Meeting: lambda engine, office: queries_plan.meetings(engine, office.organisation, [office.ids["norr"]]),
    Decision: lambda engine, office: queries_plan.decisions(engine, office.organisation),
}


def placed(office: Office, model: type[Base]) -> dict[str, int]:
    return {column: office.ids[noun] for column, noun in PLACED[model].items()}


@pytest.mark.parametrize("model", QUESTIONS, ids=lambda model: model.__name__)
def test_what_is_told_later_was_not_known_then(office: Office, model: type[Base]) -> None:
    put(office, model, WEDNESDAY, **placed(office, model))
    moments = (TUESDAY, WEDNESDAY)
    known = [len(QUESTIONS[model](as_it_looked(office.engine, moment), office)) for moment in moments]
    assert known == [0, 1]
    assert len(QUESTIONS[model](office.engine, office)) == 1


@pytest.mark.parametrize("model", [FollowUpDelivery, Meeting, Decision], ids=lambda model: model.__name__)
def test_what_is_taken_back_later_stood_then(office: Office, model: type[Base]) -> None:
    put(office, model, MONDAY, **placed(office, model), **WITHDRAWN)
    assert len(QUESTIONS[model](as_it_looked(office.engine, TUESDAY), office)) == 1
    assert QUESTIONS[model](office.engine, office).empty


def test_only_the_latest_weighing_of_a_risk_is_in_force(office: Office) -> None:
    for moment, revision, likelihood in ((MONDAY, 1, 2), (WEDNESDAY, 2, 4)):
        changes = {"revision": revision, "likelihood": likelihood, "objective_id": office.ids["mal"]}
        put(office, RiskAssessment, moment, **changes)
    then = queries_plan.assessments(as_it_looked(office.engine, TUESDAY), office.organisation)
    now = queries_plan.assessments(office.engine, office.organisation)
    assert (then["likelihood"].tolist(), now["likelihood"].tolist()) == ([2], [4])


def test_what_the_plan_no_longer_has_is_not_told(office: Office) -> None:
    plan = office.ids["plan"]
    assert queries_plan.activities(office.engine, plan)["code"].tolist() == ["utbilda"]
    with office.engine.begin() as connection:
        connection.execute(update(table_of(Activity)).values(retired=True))
    assert queries_plan.activities(office.engine, plan).empty


def test_a_plan_tells_its_origin_and_the_newest_comes_first(plans_to_read: Engine) -> None:
    organisation = organisation_of(plans_to_read, "norrkoping")
    found = queries_plan.plan_documents(plans_to_read, organisation)
    assert found[["code", "decided_by", "reference"]].values.tolist() == [
        ["norrkoping-2024", "Socialdirektören", "SN 2024/0182"],
        ["norrkoping-2017", "Socialnämnden", "SN 2016/0238"],
    ]
    assert found["decided_on"].dt.date.tolist() == [date(2024, 3, 28), date(2016, 12, 14)]
    assert found["copied_from_id"].isna().all() and (found["edition"] == 0).all()


def test_the_parts_of_a_plan_come_in_its_own_order_each_in_its_place(plans_to_read: Engine) -> None:
    organisation = organisation_of(plans_to_read, "norrkoping")
    plan = int(queries_plan.plan_documents(plans_to_read, organisation)["id"].iloc[0])
    objectives = queries_plan.objectives(plans_to_read, plan).set_index("id")
    assert objectives["code"].tolist()[:2] == ["inledning", "syftet-med-verksamheten"]
    activities = queries_plan.activities(plans_to_read, plan)
    under = activities["objective_id"].map(objectives["code"])
    assert under.tolist()[:4] == ["mal-1"] * 4
    assert activities["starts"].isna().all() and (activities["status"] == "").all()
    follow_ups = queries_plan.follow_ups(plans_to_read, plan)
    assert follow_ups.loc[0, ["periodicity", "due", "recipient"]].tolist() == ["", "2024-09", "Socialnämnden"]
    places = queries_plan.places_in_plan(plans_to_read, plan)
    assert places["objective_id"].map(objectives["code"]).tolist() == ["mal-1"] * 3 + ["mal-2"] * 2
    targets = queries_plan.targets_of_plan(plans_to_read, plan)
    assert targets["unit"].tolist() == ["", "", "", "Frideborg barn och ungdom", ""]


def organisation_of(engine: Engine, code: str) -> int:
    every = queries.organisations(engine).set_index("code")
    return int(every.loc[code, "id"])
