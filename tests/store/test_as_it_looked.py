"""The store as it looked at an earlier moment: what had been recorded by then, and nothing since."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.dialects import sqlite
from store_office import RIGHT, Office

from data import queries, queries_lead_times, queries_money
from data.as_of import as_it_looked, day_of, end_of, in_force, latest_word, moment_of
from data.entering import transaction
from data.models import (
    Amount,
    AmountNote,
    DeadlineCount,
    Event,
    Import,
    Measurement,
    Rebase,
    Scenario,
    ScenarioChange,
    TimeRule,
)
from data.models.base import table_of
from data.recording import RecordingError

MONDAY, TUESDAY, WEDNESDAY = (datetime(2019, 5, day, 12, tzinfo=UTC) for day in (6, 7, 8))


def figures(engine: Engine, office: Office) -> dict[str, Any]:
    """Return period -> value of unit `norr`, None where there is a state but no value."""
    asked = queries.figures(
        engine, [office.ids["norr"]], [office.ids["placerade"]], first_year=1900, last_day=date.max
    )
    return {
        row["period"]: None if pd.isna(row["value"]) else row["value"] for row in asked.to_dict("records")
    }


def said(office: Office, moment: datetime, value: float = float("nan"), **row: Any) -> None:
    """Record a word on March at a moment."""
    words = {"period": "2019-03", "value": value, "recorded_at": pd.Timestamp(moment), **row}
    office.record(office.measurements(words))


def take_back(office: Office, moment: datetime, revision: int) -> None:
    """Write the word of an undoing, as a new revision."""
    table = table_of(Measurement)
    with office.engine.begin() as connection:
        newest = select(table).order_by(table.c.revision.desc(), table.c.recorded_at.desc())
        row = connection.execute(newest).first()
        assert row is not None
        undone = {**row._mapping, "revision": revision, "recorded_at": moment, "taken_back": True}
        undone.pop("id")
        connection.execute(insert(table).values(**undone))


def test_each_moment_has_the_newest_word_recorded_by_then(office: Office) -> None:
    said(office, MONDAY, 5.0)
    said(office, WEDNESDAY, 7.0)
    earlier = {
        "before the first": datetime(2019, 5, 6, 11, 59, tzinfo=UTC),
        "at the first": MONDAY,
        "between": TUESDAY,
        "at the second": WEDNESDAY,
    }
    answers = {name: figures(as_it_looked(office.engine, at), office) for name, at in earlier.items()}
    assert answers == {
        "before the first": {},
        "at the first": {"2019-03": 5.0},
        "between": {"2019-03": 5.0},
        "at the second": {"2019-03": 7.0},
    }
    assert figures(office.engine, office) == {"2019-03": 7.0}


def test_a_word_that_is_undone_later_still_stood_then(office: Office) -> None:
    said(office, MONDAY, 5.0)
    take_back(office, WEDNESDAY, revision=2)
    assert figures(as_it_looked(office.engine, TUESDAY), office) == {"2019-03": 5.0}
    assert figures(as_it_looked(office.engine, WEDNESDAY), office) == {}
    assert figures(office.engine, office) == {}


def test_what_is_a_secret_today_is_one_as_of_earlier_too(office: Office) -> None:
    said(office, MONDAY, 5.0)
    said(office, WEDNESDAY, state="confidential")
    assert figures(as_it_looked(office.engine, TUESDAY), office) == {"2019-03": None}


def test_a_secret_whose_import_is_undone_stays_one_until_somebody_says_otherwise(office: Office) -> None:
    said(office, MONDAY, 5.0)
    said(office, TUESDAY, state="confidential")
    take_back(office, WEDNESDAY, revision=3)
    assert figures(as_it_looked(office.engine, MONDAY), office) == {"2019-03": None}
    said(office, datetime(2019, 5, 9, tzinfo=UTC), 6.0)
    assert figures(as_it_looked(office.engine, MONDAY), office) == {"2019-03": 5.0}


def test_a_figure_that_is_kept_from_readers_is_shown_in_the_state_it_has_today(office: Office) -> None:
    said(office, MONDAY, 5.0)
    key = (office.ids["norr"], office.ids["placerade"], "2019-03")
    bound = as_it_looked(office.engine, TUESDAY, {key: "not_applicable"})
    asked = queries.figures(bound, [key[0]], [key[1]], first_year=1900, last_day=date.max)
    assert asked[["state"]].values.tolist() == [["not_applicable"]]
    assert asked[["value", "numerator", "denominator", "n"]].isna().all(axis=None)


def test_history_and_periods_know_nothing_recorded_later(office: Office) -> None:
    said(office, MONDAY, 5.0)
    said(office, MONDAY, 5.0, period="2019-02")
    said(office, TUESDAY, 6.0, period="2019-02")
    said(office, WEDNESDAY, 7.0)
    said(office, WEDNESDAY, 1.0, period="2019-04")
    bound = as_it_looked(office.engine, TUESDAY)
    told = queries.history(bound, office.ids["placerade"], [office.ids["norr"]])
    assert told[["period", "value"]].values.tolist() == [["2019-02", 5.0], ["2019-02", 6.0]]
    assert sorted(queries.period_codes(bound, office.organisation)) == ["2019-02", "2019-03"]


def test_a_period_that_only_an_undone_import_told_of_is_none(office: Office) -> None:
    said(office, MONDAY, 5.0)
    said(office, TUESDAY, 9.0, period="2062-03")
    take_back(office, WEDNESDAY, revision=2)
    assert queries.period_codes(office.engine, office.organisation) == ["2019-03"]
    then = as_it_looked(office.engine, TUESDAY)
    assert sorted(queries.period_codes(then, office.organisation)) == ["2019-03", "2062-03"]


def test_every_word_is_told_when_asked_for(office: Office) -> None:
    said(office, MONDAY, 5.0)
    one = queries.history(office.engine, office.ids["placerade"], [office.ids["norr"]])
    every = queries.history(office.engine, office.ids["placerade"], [office.ids["norr"]], corrected=False)
    assert (len(one), len(every)) == (0, 1)


def test_amounts_and_forecasts_are_those_recorded_by_then(office: Office) -> None:
    for moment, amount in ((MONDAY, -1000.0), (WEDNESDAY, -2000.0)):
        forecast = {"kind": "forecast", "made_in": "2019-04", "amount": amount}
        office.record(office.amounts({"amount": amount}, forecast).assign(recorded_at=pd.Timestamp(moment)))
    bound, norr = as_it_looked(office.engine, TUESDAY), [office.ids["norr"]]
    assert queries_money.amounts(bound, norr)["amount"].tolist() == [-1000.0, -1000.0]
    assert queries_money.amounts(office.engine, norr)["amount"].tolist() == [-2000.0, -2000.0]
    assert queries_money.forecast_history(bound, norr, 2019)["amount"].tolist() == [-1000.0]


def _rebases(engine: Engine, office: Office) -> int:
    return len(queries.rebases(engine, office.organisation))


def _notes(engine: Engine, office: Office) -> int:
    return len(queries_money.notes(engine, [office.ids["norr"]]))


def _scenarios(engine: Engine, office: Office) -> int:
    saved = queries_money.scenarios(engine, office.ids["norr"], 2019)
    return int((saved["name"] == "Nytt").sum())


@pytest.mark.parametrize(
    ("model", "row", "question"),
    [
        (Rebase, {"indicator_id": "placerade"}, _rebases),
        (AmountNote, {}, _notes),
        (Scenario, {"name": "Nytt"}, _scenarios),
    ],
    ids=["rebase", "note", "scenario"],
)
def test_what_is_taken_back_later_was_in_force_then(
    office: Office, model: Any, row: dict[str, str], question: Callable[[Engine, Office], int]
) -> None:
    table = table_of(model)
    named = {name: office.ids.get(value, value) for name, value in row.items()}
    with office.engine.begin() as connection:
        values = {
            **RIGHT[model],
            "organisation_id": office.organisation,
            "unit_id": office.ids["norr"],
            "import_id": office.ids["import"],
            **named,
            "recorded_at": MONDAY,
            "withdrawn_at": WEDNESDAY,
            "withdrawn_by": "Controller",
        }
        key = connection.execute(insert(table).values(**values)).inserted_primary_key
        if model is Scenario and key is not None:
            change = {**RIGHT[ScenarioChange], "scenario_id": key[0], "account_id": office.ids["personal"]}
            connection.execute(
                insert(table_of(ScenarioChange)).values(organisation_id=office.organisation, **change)
            )
    moments = (datetime(2019, 5, 5, tzinfo=UTC), TUESDAY, WEDNESDAY)
    answers = [question(as_it_looked(office.engine, moment), office) for moment in moments]
    assert answers == [0, 1, 0]
    assert question(office.engine, office) == 0


def test_events_are_told_from_when_they_were_written_but_a_plans_own_always(office: Office) -> None:
    table = table_of(Event)
    common = {**RIGHT[Event], "organisation_id": office.organisation, "import_id": office.ids["import"]}
    with office.engine.begin() as connection:
        connection.execute(update(table).values(recorded_at=MONDAY))
        for text, plan in (("Flytt", None), ("Planens", office.ids["plan"])):
            row = {**common, "text": text, "plan_id": plan, "recorded_at": WEDNESDAY}
            connection.execute(insert(table).values(**row))
    then = queries.events(as_it_looked(office.engine, TUESDAY), office.organisation)
    assert then["text"].tolist() == ["Nytt verksamhetssystem", "Planens"]
    assert len(queries.events(office.engine, office.organisation)) == 3


def test_time_limits_and_counted_deadlines_are_those_of_then(office: Office) -> None:
    own = {"organisation_id": office.organisation, "indicator_id": office.ids["placerade"]}
    with office.engine.begin() as connection:
        for moment, cases in ((MONDAY, 3), (WEDNESDAY, 8)):
            entry = {**RIGHT[Import], "organisation_id": office.organisation, "recorded_at": moment}
            key = connection.execute(insert(table_of(Import)).values(**entry)).inserted_primary_key
            assert key is not None
            brought = {**own, "import_id": key[0]}
            rule = {**RIGHT[TimeRule], **brought, "recorded_at": moment}
            connection.execute(insert(table_of(TimeRule)).values(**rule))
            count = {**RIGHT[DeadlineCount], **brought, "unit_id": office.ids["norr"], "open_cases": cases}
            connection.execute(insert(table_of(DeadlineCount)).values(**count))
    counted_on = RIGHT[DeadlineCount]["counted_on"]
    answers = {}
    for name, engine in {
        "sunday": as_it_looked(office.engine, datetime(2019, 5, 5, tzinfo=UTC)),
        "tuesday": as_it_looked(office.engine, TUESDAY),
        "now": office.engine,
    }.items():
        counts = queries_lead_times.deadline_counts(engine, [office.ids["norr"]], counted_on)
        answers[name] = (
            len(queries_lead_times.written_rules(engine, office.organisation)),
            queries_lead_times.latest_count(engine, office.organisation, date.max),
            counts["open_cases"].tolist(),
        )
    assert answers == {
        "sunday": (0, None, []),
        "tuesday": (1, counted_on, [3]),
        "now": (2, counted_on, [8]),
    }


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2019, 5, 7), datetime(2019, 5, 7, 21, 59, 59, 999999, tzinfo=UTC)),  # summer: two hours ahead
        (date(2019, 12, 31), datetime(2019, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, 999999, tzinfo=UTC)),  # the clock goes back
    ],
)
def test_a_day_ends_at_midnight_where_the_office_is(day: date, last: datetime) -> None:
    assert end_of(day) == last
    assert day_of(last) == day


def test_a_moment_without_a_time_zone_is_in_utc_wherever_the_server_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    evening = datetime(2019, 5, 7, 21, 30, tzinfo=UTC)  # half past eleven where the office is
    with monkeypatch.context() as server:
        server.setenv("TZ", "America/New_York")
        time.tzset()
        days = [day_of(evening), day_of(evening.replace(tzinfo=None))]
    time.tzset()
    assert days == [date(2019, 5, 7)] * 2


def test_what_was_recorded_late_in_the_evening_belongs_to_that_day(office: Office) -> None:
    said(office, datetime(2019, 5, 7, 21, 30, tzinfo=UTC), 5.0)  # half past eleven in the evening
    said(office, datetime(2019, 5, 7, 22, 30, tzinfo=UTC), 6.0)  # half past midnight
    assert figures(as_it_looked(office.engine, end_of(date(2019, 5, 7))), office) == {"2019-03": 5.0}


def test_nothing_is_written_by_an_engine_that_is_bound_to_an_earlier_moment(office: Office) -> None:
    bound = as_it_looked(office.engine, TUESDAY)
    with pytest.raises(RecordingError, match="tidigare läge"), transaction(bound):
        pass
    assert (moment_of(bound), moment_of(office.engine)) == (TUESDAY, None)


@pytest.mark.parametrize("model", [Measurement, Amount])
def test_without_a_moment_the_clock_is_not_asked_for(model: Any) -> None:
    table = table_of(model)
    key = ("unit_id", "period")
    now = str(select(table.c.id).where(in_force(table, key, None)).compile(dialect=sqlite.dialect()))
    then = str(select(table.c.id).where(latest_word(table, key, TUESDAY)).compile(dialect=sqlite.dialect()))
    assert "recorded_at" not in now and "recorded_at" in then


def test_the_unique_key_answers_with_and_without_a_moment(office: Office) -> None:
    if office.engine.dialect.name != "sqlite":
        pytest.skip("the plan is SQLite's")
    table = table_of(Measurement)
    for moment in (None, TUESDAY):
        question = select(table.c.value).where(
            table.c.unit_id.in_([1, 2]), in_force(table, queries.FIGURE_KEY, moment)
        )
        words = str(question.compile(office.engine, compile_kwargs={"literal_binds": True}))
        with office.engine.connect() as connection:
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")]
        steps = [step for step in plan if "measurement" in step or "newer" in step]
        assert steps and all("USING" in step and "INDEX" in step for step in steps), plan
