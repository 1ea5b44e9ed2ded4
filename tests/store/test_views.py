"""The stable views: one row per fact, current values only, amounts in kronor and dates as ISO."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, text, update
from store_office import RIGHT, Office

from data.models import Activity, Indicator, Objective, PlanIndicator, Progress, Target
from data.models.base import table_of


def ask(engine: Engine, question: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(question)).mappings()]


def add(office: Office, model: type, **values: Any) -> None:
    owned = {"organisation_id": office.organisation, "plan_id": office.ids["plan"]}
    owned["import_id"] = office.ids["import"]
    table = table_of(model)
    mine = {name: number for name, number in owned.items() if name in table.c}
    with office.engine.begin() as connection:
        connection.execute(insert(table).values(**{**RIGHT[model], **mine, **values}))


def derive(office: Office, code: str, derivation: str) -> None:
    indicator = table_of(Indicator)
    with office.engine.begin() as connection:
        mine = indicator.c.id == office.ids[code]
        connection.execute(update(indicator).where(mine).values(derivation=derivation))


def test_an_objective_tells_its_parents_title(office: Office) -> None:
    add(
        office,
        Objective,
        code="delmal",
        title="Trygga placeringar",
        parent_id=office.ids["mal"],
        number="1.1",
    )
    assert ask(office.engine, "SELECT number, title, parent, plan FROM v_objective ORDER BY number") == [
        {"number": "1", "title": "Trygga barn", "parent": None, "plan": "Plan för exempel"},
        {"number": "1.1", "title": "Trygga placeringar", "parent": "Trygga barn", "plan": "Plan för exempel"},
    ]


def test_an_indicator_under_two_objectives_is_one_row(office: Office) -> None:
    add(office, PlanIndicator, indicator_id=office.ids["nki"], objective_id=office.ids["mal"])
    add(office, PlanIndicator, indicator_id=office.ids["nki"], objective_id=None, position=1)
    (row,) = ask(office.engine, "SELECT * FROM v_indicator")
    assert row["indicator"] == "NKI"
    assert row["kind"] == "index"


def test_a_target_for_all_units_has_no_unit_and_carries_its_words(office: Office) -> None:
    add(office, Target, indicator_id=office.ids["nki"])
    add(
        office,
        Target,
        indicator_id=office.ids["nki"],
        unit_id=office.ids["norr"],
        value=None,
        kind="increase",
    )
    rows = ask(office.engine, "SELECT unit, kind, value, source, valid_from FROM v_target ORDER BY kind")
    assert [(row["unit"], row["kind"], row["value"]) for row in rows] == [
        (None, "at_least", 75.0),
        ("Norr", "increase", None),
    ]
    assert rows[0]["source"] == "Plan 2019: NKI 75"
    assert str(rows[0]["valid_from"]) == "2019-01-01"


def test_an_activity_may_stand_directly_under_its_plan(office: Office) -> None:
    add(office, Activity, title="Utbilda", starts=date(2019, 2, 1), objective_id=None)
    question = "SELECT objective, activity, starts, ends, status FROM v_activity WHERE activity = 'Utbilda'"
    (row,) = ask(office.engine, question)
    assert (row["objective"], row["activity"], row["ends"], row["status"]) == (None, "Utbilda", None, None)
    assert str(row["starts"]) == "2019-02-01"


def test_an_activity_shows_what_was_reported_last_beside_what_its_plan_prints(office: Office) -> None:
    question = "SELECT status, reported_status, reported_on FROM v_activity"
    (row,) = ask(office.engine, question)
    assert tuple(row.values()) == (None, None, None)
    for revision, status in ((1, "late"), (2, "done")):
        subject = {"activity_id": office.ids["aktivitet"], "revision": revision, "status": status}
        add(office, Progress, **subject, told_on=date(2019, 5, revision))
    (row,) = ask(office.engine, question)
    assert (row["status"], row["reported_status"], str(row["reported_on"])) == (None, "done", "2019-05-02")


def test_a_measurement_is_one_row_however_often_it_was_corrected(office: Office) -> None:
    for value in (1.0, 2.0, 3.0):
        office.record(office.measurements({"period": "2019-Q1", "value": value}))
    (row,) = ask(office.engine, "SELECT * FROM v_measurement")
    assert (row["unit"], row["indicator"], row["period"], row["value"]) == (
        "Norr",
        "Placerade barn",
        "2019-Q1",
        3.0,
    )
    assert (str(row["period_start"]), str(row["period_end"])) == ("2019-01-01", "2019-03-31")
    assert datetime.fromisoformat(str(row["recorded_at"])).year >= 2025
    assert not row["simulated"]


def test_an_indicator_says_how_it_is_made_and_nothing_where_it_is_measured(office: Office) -> None:
    for position, code in enumerate(("nki", "placerade")):
        add(office, PlanIndicator, indicator_id=office.ids[code], objective_id=None, position=position)
    derive(office, "nki", "share_of_units")
    assert ask(office.engine, "SELECT indicator, derivation FROM v_indicator ORDER BY indicator") == [
        {"indicator": "NKI", "derivation": "share_of_units"},
        {"indicator": "Placerade barn", "derivation": None},
    ]


def test_what_is_derived_has_no_measurements_not_even_those_from_before(office: Office) -> None:
    office.record(
        office.measurements(
            {"period": "2019-03", "value": 70.0, "indicator_id": office.ids["nki"]},
            {"period": "2019-03", "value": 12.0},
        )
    )
    derive(office, "nki", "ratio")
    assert ask(office.engine, "SELECT indicator, value FROM v_measurement") == [
        {"indicator": "Placerade barn", "value": 12.0}
    ]


def test_amounts_are_in_kronor_and_only_forecasts_have_a_month_they_were_made_in(office: Office) -> None:
    office.record(office.amounts({"amount": -365_000_000.0}))
    office.record(office.amounts({"amount": -360_000_000.0, "kind": "forecast", "made_in": "2019-08"}))
    rows = ask(office.engine, "SELECT kind, year, period, amount, made_in FROM v_amount ORDER BY kind")
    assert [tuple(row.values()) for row in rows] == [
        ("budget", 2019, "2019", -365_000_000.0, None),
        ("forecast", 2019, "2019", -360_000_000.0, "2019-08"),
    ]


def test_an_amount_tells_who_made_a_forecast_and_how_a_budget_was_spread(office: Office) -> None:
    month = {"amount": -1.0, "period": "2019-01", "profile": "last_year"}
    office.record(office.amounts(month, {"amount": -2.0, "kind": "forecast", "role": "Controller"}))
    rows = ask(office.engine, "SELECT kind, role, profile FROM v_amount ORDER BY kind")
    assert [tuple(row.values()) for row in rows] == [
        ("budget", None, "last_year"),
        ("forecast", "Controller", None),
    ]


@pytest.mark.parametrize(
    ("view", "table"),
    [("v_objective", "objective"), ("v_target", "target"), ("v_activity", "activity")],
)
def test_a_view_has_one_row_per_fact(everything_to_read: Engine, view: str, table: str) -> None:
    question = "SELECT (SELECT count(*) FROM {}) AS shown, (SELECT count(*) FROM {}) AS held"
    (row,) = ask(everything_to_read, question.format(view, table))
    assert row["shown"] == row["held"] > 0


@pytest.mark.parametrize(
    ("view", "table", "key"),
    [
        ("v_measurement", "measurement", "unit_id, indicator_id, period"),
        ("v_amount", "amount", "unit_id, account_id, kind, period, made_in"),
    ],
)
def test_a_view_of_figures_has_one_row_per_figure(
    everything_to_read: Engine, view: str, table: str, key: str
) -> None:
    question = (
        "SELECT (SELECT count(*) FROM {}) AS shown, "
        "(SELECT count(*) FROM (SELECT DISTINCT {} FROM {}) AS k) AS held"
    )
    (row,) = ask(everything_to_read, question.format(view, key, table))
    assert row["shown"] == row["held"] > 0


def test_every_indicator_of_a_plan_is_shown_once(everything_to_read: Engine) -> None:
    question = (
        "SELECT (SELECT count(*) FROM v_indicator) AS shown, "
        "(SELECT count(*) FROM (SELECT DISTINCT plan_id, indicator_id FROM plan_indicator) AS k) AS held"
    )
    (row,) = ask(everything_to_read, question)
    assert row["shown"] == row["held"]
