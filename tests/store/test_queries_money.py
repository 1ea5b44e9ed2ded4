"""The questions about money: promised columns and types, current words only, and nobody else's rows."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, event, insert, select, update
from store_office import RIGHT, Office, office_in
from store_places import Place

from data import queries_money
from data.imports.undoing import undo_import
from data.models import Account, Amount, AmountNote, Contradiction, Scenario, ScenarioChange
from data.models.base import now, table_of

INTEGER, NUMBER, WORD, TRUTH, DAY = "int64", "float64", "str", "bool", "datetime64"
MAYBE = "Int64"
CODES = dict.fromkeys("kind period made_in comment role profile source".split(), WORD)
PROMISED: dict[str, dict[str, str]] = {
    "accounts": {
        "id": INTEGER,
        "code": WORD,
        "name": WORD,
        "role": WORD,
        "position": INTEGER,
        "volume_indicator_id": MAYBE,
    },
    "amounts": {
        "unit_id": INTEGER,
        "account_id": INTEGER,
        "year": INTEGER,
        "amount": NUMBER,
        "preliminary": TRUTH,
        "recorded_at": DAY,
        **CODES,
    },
    "forecast_history": {
        "unit_id": INTEGER,
        "account_id": INTEGER,
        "revision": INTEGER,
        "amount": NUMBER,
        "recorded_at": DAY,
        "taken_back": TRUTH,
        **dict.fromkeys("made_in comment role source".split(), WORD),
    },
    "notes": {
        "id": INTEGER,
        "unit_id": INTEGER,
        "account_id": MAYBE,
        "recorded_at": DAY,
        **dict.fromkeys("period text role".split(), WORD),
    },
    "scenarios": {
        "scenario_id": INTEGER,
        "recorded_at": DAY,
        "starts_on": DAY,
        "position": INTEGER,
        "account_id": INTEGER,
        **dict.fromkeys("places price amount".split(), NUMBER),
        **dict.fromkeys("name role text".split(), WORD),
    },
    "contradictions": dict.fromkeys("plan subject text source".split(), WORD),
}


def asked(engine: Engine, question: str, office: Office | None) -> pd.DataFrame:
    """Put a question about an office and its unit `norr`, or about one that is not there."""
    ids = office.ids if office else {"organisation": 1, "norr": 1}
    arguments: dict[str, tuple[Any, ...]] = {
        "accounts": (ids["organisation"],),
        "amounts": ([ids["norr"]],),
        "forecast_history": ([ids["norr"]], 2019),
        "notes": ([ids["norr"]],),
        "scenarios": (ids["norr"], 2019),
        "contradictions": (ids["organisation"], "economy"),
    }
    frame: pd.DataFrame = getattr(queries_money, question)(engine, *arguments[question])
    return frame


def add(office: Office, model: Any, **values: Any) -> None:
    row = {**RIGHT[model], "organisation_id": office.organisation, **values}
    with office.engine.begin() as connection:
        connection.execute(insert(table_of(model)).values(**row))


def fill(office: Office) -> None:
    """Give an office one of everything that is asked for, and of much that is not."""
    ids = office.ids
    written = {"unit_id": ids["norr"], "import_id": ids["import"]}
    office.record(
        office.amounts({"amount": -1.0}, {"amount": -2.0, "kind": "forecast", "made_in": "2019-03"})
    )
    add(office, AmountNote, **written)
    add(office, ScenarioChange, scenario_id=ids["scenario"], account_id=ids["personal"])
    add(office, Contradiction, plan_id=ids["plan"])


def kind_of(frame: pd.DataFrame, column: str) -> str:
    kind = frame[column].dtype
    return DAY if pd.api.types.is_datetime64_any_dtype(kind) else str(kind)


def test_every_question_about_money_is_promised_here() -> None:
    frames = {
        name
        for name, member in vars(queries_money).items()
        if callable(member) and getattr(member, "__module__", "") == queries_money.__name__
    }
    assert frames == set(PROMISED)


@pytest.mark.parametrize("question", PROMISED)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_columns_and_types_are_as_promised_also_when_empty(
    store: Engine, request: pytest.FixtureRequest, question: str, filled: bool
) -> None:
    office = None
    if filled:
        office = request.getfixturevalue("office")
        fill(office)
    frame = asked(store, question, office)
    assert frame.empty is not filled
    assert {column: kind_of(frame, column) for column in frame} == PROMISED[question]


@pytest.mark.parametrize("question", PROMISED)
def test_another_organisation_changes_no_answer(office: Office, question: str) -> None:
    fill(office)
    before = asked(office.engine, question, office)
    fill(office_in(office.engine, "granne"))
    pd.testing.assert_frame_equal(asked(office.engine, question, office), before)


@pytest.mark.parametrize("question", ["amounts", "forecast_history", "notes", "scenarios"])
def test_another_unit_changes_no_answer(office: Office, question: str) -> None:
    fill(office)
    before = asked(office.engine, question, office)
    other = {"unit_id": office.ids["soder"], "import_id": office.ids["import"]}
    office.record(office.amounts({**other, "amount": -5.0, "kind": "forecast", "made_in": "2019-03"}))
    add(office, AmountNote, **other)
    add(office, Scenario, **other)
    pd.testing.assert_frame_equal(asked(office.engine, question, office), before)


def test_no_units_have_no_amounts(office: Office) -> None:
    fill(office)
    assert queries_money.amounts(office.engine, []).empty
    assert queries_money.notes(office.engine, []).empty


def test_only_the_latest_word_on_an_amount_is_answered_with_and_all_on_forecasts_where_asked(
    office: Office,
) -> None:
    made = {"kind": "forecast", "made_in": "2019-03", "role": "Controller"}
    for amount in (-10.0, -12.0, -11.0):
        office.record(office.amounts({**made, "amount": amount}, {"amount": 2 * amount}))
    later = {**made, "made_in": "2019-04", "amount": -13.0}
    other_year = {**made, "year": 2020, "period": "2020", "made_in": "2019-11", "amount": -9.0}
    office.record(office.amounts(later, other_year))
    current = queries_money.amounts(office.engine, [office.ids["norr"]])
    assert current[["kind", "period", "made_in", "amount"]].to_numpy().tolist() == [
        ["budget", "2019", "", -22.0],
        ["forecast", "2019", "2019-03", -11.0],
        ["forecast", "2019", "2019-04", -13.0],
        ["forecast", "2020", "2019-11", -9.0],
    ]
    history = queries_money.forecast_history(office.engine, [office.ids["norr"]], 2019)
    assert history[["made_in", "revision", "amount"]].to_numpy().tolist() == [
        ["2019-03", 1, -10.0],
        ["2019-03", 2, -12.0],
        ["2019-03", 3, -11.0],
        ["2019-04", 1, -13.0],
    ]


def test_an_undone_forecast_is_told_of_as_undone_by_whom_and_why(office: Office) -> None:
    made = {"kind": "forecast", "made_in": "2019-03", "role": "Controller", "comment": "Två nya"}
    office.record(office.amounts({**made, "amount": -10.0}))
    office.record(office.amounts({**made, "amount": -99.0}))
    with office.engine.connect() as connection:
        first, second = connection.scalars(
            select(table_of(Amount).c.import_id).order_by(table_of(Amount).c.id)
        )
    undo_import(office.engine, second, role="Ekonom", reason="Fel fil")
    undo_import(office.engine, first, role="Ekonom", reason="Fel år")
    history = queries_money.forecast_history(office.engine, [office.ids["norr"]], 2019)
    why = "Ångrade inläsning {} (leverans.csv): {}"
    assert history[["revision", "amount", "taken_back", "role", "comment"]].to_numpy().tolist() == [
        [1, -10.0, False, "Controller", "Två nya"],
        [2, -99.0, False, "Controller", "Två nya"],
        [3, -10.0, False, "Ekonom", why.format(second, "Fel fil")],
        [4, -10.0, True, "Ekonom", why.format(first, "Fel år")],
    ]


def test_accounts_stand_in_the_plans_order_with_what_they_pay_for(office: Office) -> None:
    table = table_of(Account)
    with office.engine.begin() as connection:
        changed = update(table).where(table.c.id == office.ids["personal"])
        connection.execute(changed.values(position=5, volume_indicator_id=office.ids["placerade"]))
    frame = queries_money.accounts(office.engine, office.organisation)
    assert frame["code"].tolist() == ["lokaler", "personal"]
    assert frame["volume_indicator_id"].isna().tolist() == [True, False]
    assert frame["volume_indicator_id"].iloc[1] == office.ids["placerade"]


def test_what_is_taken_back_is_not_answered_with(office: Office) -> None:
    fill(office)
    with office.engine.begin() as connection:
        for model in (AmountNote, Scenario):
            taken = update(table_of(model)).values(withdrawn_at=now(), withdrawn_by="Controller")
            connection.execute(taken)
    assert asked(office.engine, "notes", office).empty
    assert asked(office.engine, "scenarios", office).empty


def test_a_scenario_of_another_year_is_another_question(office: Office) -> None:
    fill(office)
    assert queries_money.scenarios(office.engine, office.ids["norr"], 2020).empty
    (row,) = asked(office.engine, "scenarios", office).to_dict("records")
    assert (row["name"], row["starts_on"].date(), row["places"]) == ("Det första", date(2019, 10, 1), -3.0)


def test_only_contradictions_about_the_area_are_told(office: Office) -> None:
    for code, area in (("pengar", "economy"), ("ovrigt", ""), ("personal", "staff")):
        add(office, Contradiction, plan_id=office.ids["plan"], code=code, subject=code, area=area)
    told = queries_money.contradictions(office.engine, office.organisation, "economy")
    assert told[["plan", "subject"]].to_numpy().tolist() == [["Plan för exempel", "pengar"]]


def test_current_amounts_are_found_by_the_unique_key_whoever_else_is_in_the_store(
    places: dict[str, Place],
) -> None:
    """What keeps the answer as quick when organisations are added, as SQLite tells its plan."""
    store = places["sqlite"].without_rows()
    asked_of: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked_of.append((statement, values))

    event.listen(store, "before_cursor_execute", listen)
    queries_money.amounts(store, [1])
    ((statement, values),) = asked_of
    with store.connect() as connection:
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    places["sqlite"].take_back(store)
    assert not [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step]
    assert any("(unit_id=?" in step for step in steps)
