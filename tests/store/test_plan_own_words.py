"""A plan file that is loaded again, over what others have said since: their words stand, and locked ones."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from plan_texts import PLAN, changed, plan_at
from sqlalchemy import Engine, text

from data.catalogue import load_exempelstad, load_plan_file
from data.imports.undoing import undo_import
from data.locks import lock_period
from data.models.organisation import ImportIn
from data.recording import record_amounts, record_measurements, start_import
from data.store import open_store
from metrics.vocabulary import ImportKind

JANUARY, FEBRUARY = "2019-01 = 26", '2019-02 = "missing"'
SERIES = "SELECT period, value, state FROM v_measurement WHERE period LIKE '2019-%' ORDER BY period"


def ask(engine: Engine, question: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def load(engine: Engine, folder: Path, written: str = PLAN) -> list[str]:
    told: list[str] = []
    load_plan_file(engine, plan_at(folder, written), told.append)
    return told


def number(engine: Engine, question: str) -> int:
    return int(ask(engine, question)[0][0])


def says(engine: Engine, value: float, period: str = "2019-01", kind: ImportKind = ImportKind.FILE) -> int:
    """Let another import say something of the plan's series; return its number."""
    organisation = number(engine, "SELECT id FROM organisation WHERE code = 'lilla'")
    figure = {
        "unit_id": number(engine, "SELECT id FROM unit WHERE code = 'norr'"),
        "indicator_id": number(engine, "SELECT id FROM indicator WHERE code = 'placerade'"),
        "period": period,
        "value": value,
        "state": "final",
        "comment": "Rättad mot källan",
    }
    with engine.begin() as connection:
        entry = ImportIn(kind=kind, source="fil.csv", recorded_by="Controller")
        import_id = start_import(connection, organisation, entry)
        record_measurements(
            connection, organisation_id=organisation, import_id=import_id, frame=pd.DataFrame([figure])
        )
    return import_id


def lock(engine: Engine, period: str) -> None:
    organisation = number(engine, "SELECT id FROM organisation WHERE code = 'lilla'")
    facts = {"period": period, "reason": "Rapporterad", "role": "Controller"}
    lock_period(engine, organisation_id=organisation, unit_id=None, **facts)


@pytest.mark.parametrize("kind", [ImportKind.FILE, ImportKind.ENTRY])
def test_what_somebody_else_has_corrected_is_left_when_the_plan_is_loaded_again(
    store: Engine, tmp_path: Path, kind: ImportKind
) -> None:
    load(store, tmp_path)
    says(store, 27.0, kind=kind)
    told = load(store, tmp_path, changed((JANUARY, "2019-01 = 28"), (FEBRUARY, "2019-02 = 24")))
    assert ask(store, SERIES) == [("2019-01", 27.0, "final"), ("2019-02", 24.0, "final")]
    assert told == [
        "Läste in: Plan 2019",
        "Lämnades som de står: 1 siffra som någon annan har ändrat "
        "(till exempel Placerade barn, Norr, januari 2019).",
    ]


def test_a_correction_to_what_the_plan_says_now_is_not_told_of(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    says(store, 27.0)
    assert load(store, tmp_path, changed((JANUARY, "2019-01 = 27"))) == ["Läste in: Plan 2019"]


def test_when_the_correction_is_undone_the_figure_is_the_plans_again(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    undo_import(store, says(store, 27.0), role="Controller", reason="Fel fil")
    assert load(store, tmp_path, changed((JANUARY, "2019-01 = 28"))) == ["Läste in: Plan 2019"]
    assert ask(store, SERIES)[0] == ("2019-01", 28.0, "final")


def test_what_another_has_said_and_taken_back_is_left_empty(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    undo_import(store, says(store, 29.0, "2019-03"), role="Controller", reason="Fel månad")
    told = load(store, tmp_path, changed((FEBRUARY, f"{FEBRUARY}, 2019-03 = 30")))
    assert [row[0] for row in ask(store, SERIES)] == ["2019-01", "2019-02"]
    assert "mars 2019" in told[-1]


def test_what_is_locked_is_left_and_the_rest_of_the_plan_is_loaded(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    lock(store, "2019-01")
    told = load(
        store,
        tmp_path,
        changed(
            (JANUARY, "2019-01 = 28"), (FEBRUARY, "2019-02 = 24"), ('title = "Plan 2019"', 'title = "Ny"')
        ),
    )
    assert ask(store, SERIES) == [("2019-01", 26.0, "final"), ("2019-02", 24.0, "final")]
    assert told == [
        "Läste in: Ny",
        "Lämnades som de står: 1 siffra i en låst period (till exempel Placerade barn, Norr, januari 2019).",
    ]


def test_a_lock_is_not_told_of_when_the_plan_says_what_stands(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    lock(store, "2019")
    lock(store, "2018")
    assert load(store, tmp_path, changed(('title = "Plan 2019"', 'title = "Ny"'))) == ["Läste in: Ny"]


def test_amounts_that_others_have_corrected_are_left_too(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    organisation = number(store, "SELECT id FROM organisation WHERE code = 'lilla'")
    amount = {
        "unit_id": number(store, "SELECT id FROM unit WHERE code = 'kontoret'"),
        "account_id": number(store, "SELECT id FROM account"),
        "kind": "outcome",
        "year": 2018,
        "period": "2018",
        "made_in": "",
        "amount": -4500.0,
    }
    with store.begin() as connection:
        entry = ImportIn(kind=ImportKind.FILE, source="fil.csv", recorded_by="Controller")
        import_id = start_import(connection, organisation, entry)
        owned = {"organisation_id": organisation, "import_id": import_id}
        record_amounts(connection, frame=pd.DataFrame([amount]), **owned)
    told = load(store, tmp_path, changed(('values = [-4, ""]', "values = [-5, -6]")))
    assert ask(store, "SELECT period, amount FROM v_amount ORDER BY period") == [
        ("2018", -4500.0),
        ("2019", -6000.0),
    ]
    assert "1 siffra som någon annan har ändrat (till exempel Netto, Kontoret, 2018)" in told[-1]


def test_simulated_figures_that_somebody_has_corrected_are_left_when_they_are_made_anew(
    full_store_url: str,
) -> None:
    engine = open_store(full_store_url)
    columns = "unit_id, indicator_id, period, organisation_id"
    latest = f"SELECT {columns} FROM measurement WHERE value > 100 ORDER BY id DESC LIMIT 1"  # noqa: S608
    unit_id, indicator_id, period, organisation = ask(engine, latest)[0]
    row = {"unit_id": unit_id, "indicator_id": indicator_id, "period": period, "value": 7.0, "state": "final"}
    with engine.begin() as connection:
        entry = ImportIn(kind=ImportKind.ENTRY, source="", recorded_by="Controller")
        import_id = start_import(connection, organisation, entry)
        owned = {"organisation_id": organisation, "import_id": import_id}
        record_measurements(connection, frame=pd.DataFrame([row]), **owned)
        connection.execute(text("UPDATE import SET content_hash = 'äldre' WHERE kind = 'demo'"))
    told: list[str] = []
    load_exempelstad(engine, told.append)
    same = f"unit_id = {unit_id} AND indicator_id = {indicator_id} AND period = '{period}'"
    words = f"SELECT value FROM measurement WHERE {same} ORDER BY revision"  # noqa: S608
    assert ask(engine, words)[-1] == (7.0,)
    assert told[-1].startswith("Lämnades som de står: 1 siffra som någon annan har ändrat")
    engine.dispose()
