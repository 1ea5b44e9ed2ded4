"""Files that come in at once, and after an undo: nothing is overwritten unseen, nothing undone is counted."""

import threading
from datetime import date
from pathlib import Path

import pytest
from import_files import account, indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine, text

from data.imports.committing import CHANGED_MEANWHILE, commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.undoing import undo_import
from data.queries_imports import places_of_figures
from data.queries_reporting import units_with_history
from data.recording import RecordingError

TODAY = date(2019, 6, 15)
PATIENCE = 30.0
PLAN = plan_of(
    unit("kontoret", "Kontoret"),
    unit("norr", "Norr", "kontoret"),
    unit("soder", "Söder", "kontoret"),
    indicator("placerade", "Placerade barn"),
    account("kostnader", "Kostnader", "cost"),
)
FIGURE = "Mått;Enhet;Period;Värde\nPlacerade barn;{};2019-01;{}\n"
AMOUNT = "Konto, tkr;Enhet;Utfall 2018\nKostnader;{};-{}\n"


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, PLAN)


def read(engine: Engine, organisation: int, written: str) -> Draft:
    return read_import(engine, organisation, sheets_of(written), answers={}, today=TODAY)


def let_in(engine: Engine, draft: Draft) -> int:
    done = commit(engine, draft, role="Controller", source="fil.csv", content_hash="h", accepted="Rättat")
    assert done.import_id is not None
    return done.import_id


@pytest.mark.parametrize(
    ("file", "printed"),
    [
        (FIGURE, "SELECT count(*) FROM measurement"),
        (AMOUNT, "SELECT count(*) FROM amount"),
    ],
    ids=["figures", "amounts"],
)
@pytest.mark.parametrize("stood_before", [False, True], ids=["nothing before", "a word before"])
def test_of_many_files_with_the_same_figure_at_once_one_comes_in(
    store: Engine, lilla: int, file: str, printed: str, stood_before: bool
) -> None:
    if stood_before:
        let_in(store, read(store, lilla, file.format("Norr", 400)))
    drafts = [read(store, lilla, file.format("Norr", 401 + number)) for number in range(6)]
    told: list[str] = []
    start = threading.Barrier(len(drafts))

    def second(draft: Draft) -> None:
        start.wait(PATIENCE)
        try:
            let_in(store, draft)
            told.append("in")
        except RecordingError as error:
            told.extend(error.problems)

    threads = [threading.Thread(target=second, args=(draft,)) for draft in drafts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert sorted(told) == sorted(["in", *[CHANGED_MEANWHILE] * 5])
    with store.connect() as connection:
        assert connection.scalar(text(printed)) == 1 + stood_before


def test_files_about_other_figures_all_come_in_at_once(store: Engine, lilla: int) -> None:
    drafts = [read(store, lilla, FIGURE.format(name, 10)) for name in ("Norr", "Söder", "Kontoret")]
    threads = [threading.Thread(target=let_in, args=(store, draft)) for draft in drafts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    with store.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM v_measurement")) == 3


@pytest.mark.parametrize("file", [FIGURE, AMOUNT], ids=["figures", "amounts"])
def test_what_was_undone_says_nothing_of_where_a_file_belongs(store: Engine, lilla: int, file: str) -> None:
    wrong = let_in(store, read(store, lilla, file.format("Norr", 400)))
    let_in(store, read(store, lilla, file.format("Söder", 400)))
    assert len(places_of_figures(store, lilla)) == 2
    undo_import(store, wrong, role="Controller", reason="Fel enhet")
    found = places_of_figures(store, lilla)
    with store.connect() as connection:
        names = {row.id: row.name for row in connection.execute(text("SELECT id, name FROM unit"))}
    assert [names[number] for number in found["unit_id"]] == ["Söder"]


def test_a_unit_has_no_history_of_what_was_undone(store: Engine, lilla: int) -> None:
    number = let_in(store, read(store, lilla, FIGURE.format("Norr", 400)))
    assert len(units_with_history(store, lilla, TODAY)) == 1
    undo_import(store, number, role="Controller", reason="Fel enhet")
    assert units_with_history(store, lilla, TODAY) == []
