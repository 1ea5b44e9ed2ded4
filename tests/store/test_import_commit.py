"""Letting a file in, and taking it back: what is written, what is not, and what the history keeps."""

from datetime import date
from pathlib import Path

import pytest
from import_files import account, indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine, text

from data import queries_imports
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.undoing import undo_import
from data.locks import lock_period
from data.recording import RecordingError

TODAY = date(2019, 6, 15)
PARTS = (
    unit("kontoret", "Kontoret"),
    unit("norr", "Norr", "kontoret"),
    indicator("placerade", "Placerade barn"),
    indicator("inom", "Andel inom fyra månader", unit_of_measure="%", kind="ratio"),
    indicator("dygn", "Dygn per placering", unit_of_measure="dygn", kind="mean"),
    account("kostnader", "Kostnader", "cost"),
)
FILE = "Mått;Enhet;jan 2019;feb 2019;mar 2019\nPlacerade barn;Norr;{};{};{}\n"
PRINTED = "SELECT period, revision, value, state, taken_back FROM measurement ORDER BY period, revision"


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, plan_of(*PARTS))


def read(engine: Engine, organisation: int, written: str) -> Draft:
    return read_import(engine, organisation, sheets_of(written), answers={}, today=TODAY)


def let_in(engine: Engine, draft: Draft, **more: str) -> int:
    reasons = {"accepted": "", "lock_reason": "", **more}
    done = commit(engine, draft, role="Controller", source="fil.csv", content_hash="h", **reasons)
    assert done.import_id is not None
    return done.import_id


def rows(engine: Engine, question: str = PRINTED) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def count(engine: Engine, table: str) -> int:
    counts = {"import": 'SELECT count(*) FROM "import"', "measurement": "SELECT count(*) FROM measurement"}
    return int(str(rows(engine, counts[table])[0][0]))


def test_an_error_stops_its_row_and_the_rest_comes_in(store: Engine, lilla: int) -> None:
    written = FILE.format(10, "tolv barn", 12) + "Dygn per placering;Norr;30;31;32\n"
    draft = read(store, lilla, written)
    assert draft.counts() == {"new": 5, "changed": 0, "same": 0, "refused": 1}
    assert not draft.is_whole()
    let_in(store, draft)
    assert count(store, "measurement") == 5


def test_what_changes_says_what_it_was(store: Engine, lilla: int) -> None:
    let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    shown = read(store, lilla, FILE.format(10, 13, 12)).preview
    assert shown["change"].tolist() == ["same", "changed", "same"]
    assert (shown["old_value"].tolist()[1], shown["value"].tolist()[1]) == (11, 13)
    assert shown["cell"].tolist() == ["C2", "D2", "E2"]


def test_the_same_file_again_writes_nothing(store: Engine, lilla: int) -> None:
    let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    before = count(store, "import")
    again = read(store, lilla, FILE.format(10, 11, 12))
    assert again.is_whole()
    assert commit(store, again, role="C", source="fil.csv", content_hash="h").import_id is None
    assert count(store, "import") == before


def test_a_warning_holds_its_row_until_it_is_accepted_with_a_reason(store: Engine, lilla: int) -> None:
    # January of last year was reported long ago
    written = FILE.replace("mar 2019", "jan 2018")
    let_in(store, read(store, lilla, written.format(10, 11, 12)))
    changing = written.format(10, 13, 40)
    draft = read(store, lilla, changing)
    assert draft.preview.loc[draft.facts["held"], "period"].tolist() == ["2018-01"]
    assert not draft.is_whole()
    assert draft.is_whole("Rättat i bokslutet")
    let_in(store, draft)
    in_force = "SELECT value FROM measurement WHERE period = '2018-01' ORDER BY revision"
    assert rows(store, in_force) == [(12,)]
    let_in(store, read(store, lilla, changing), accepted="Rättat i bokslutet")
    assert rows(store, in_force) == [(12,), (40,)]
    kept = queries_imports.imported_findings(store, lilla)
    assert kept.loc[kept["level"] == "warning", "reason"].tolist() == ["Rättat i bokslutet"]


def test_a_warning_that_was_accepted_is_not_told_of_again_for_the_same_figure(
    store: Engine, lilla: int
) -> None:
    written = FILE.replace("mar", "jun")
    let_in(store, read(store, lilla, written.format(10, 11, 12)), accepted="Rättat i bokslutet")
    again = read(store, lilla, written.format(10, 13, 12))
    assert again.counts() == {"new": 0, "changed": 1, "same": 2, "refused": 0}
    assert again.is_whole()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Mått;Enhet;Period;Täljare;Nämnare\nAndel inom fyra månader;Norr;2019-01;3;8\n", 37.5),
        ("Mått;Enhet;Period;Täljare;Nämnare\nDygn per placering;Norr;2019-01;30;8\n", 3.75),
    ],
)
def test_a_value_is_made_of_its_parts(store: Engine, lilla: int, written: str, value: float) -> None:
    draft = read(store, lilla, written)
    let_in(store, draft, accepted="Prövat")
    assert rows(store, "SELECT value, denominator FROM measurement") == [(value, 8)]


def test_a_denominator_of_nothing_is_an_error(store: Engine, lilla: int) -> None:
    draft = read(
        store, lilla, "Mått;Enhet;Period;Täljare;Nämnare\nAndel inom fyra månader;Norr;2019-01;0;0\n"
    )
    assert "denominator" in [finding.rule for finding in draft.findings if finding.level == "error"]
    assert draft.counts()["refused"] == 1


@pytest.mark.parametrize(("second", "refused", "told"), [("10", 0, "same-twice"), ("11", 1, "duplicate")])
def test_a_figure_that_stands_twice(store: Engine, lilla: int, second: str, refused: int, told: str) -> None:
    written = f"Mått;Enhet;jan 2019\nPlacerade barn;Norr;10\nPlacerade barn;Norr;{second}\n"
    draft = read(store, lilla, written)
    assert draft.counts()["refused"] == refused
    assert told in [finding.rule for finding in draft.findings]


def test_figures_that_another_has_changed_since_are_not_overwritten(store: Engine, lilla: int) -> None:
    let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    mine, theirs = read(store, lilla, FILE.format(20, 11, 12)), read(store, lilla, FILE.format(30, 11, 12))
    let_in(store, theirs, accepted="Rättat")
    with pytest.raises(RecordingError, match="någon annan"):
        let_in(store, mine, accepted="Rättat")
    assert rows(store)[-1][2] == 12


def test_other_figures_that_another_has_let_in_are_no_hinder(store: Engine, lilla: int) -> None:
    mine = read(store, lilla, "Mått;Enhet;jan 2019\nPlacerade barn;Norr;10\n")
    let_in(store, read(store, lilla, "Mått;Enhet;feb 2019\nPlacerade barn;Norr;11\n"))
    let_in(store, mine)
    assert count(store, "measurement") == 2


def test_a_locked_period_needs_a_reason(store: Engine, lilla: int) -> None:
    lock_period(
        store, organisation_id=lilla, unit_id=None, period="2019-01", reason="Bokslut", role="C", today=TODAY
    )
    draft = read(store, lilla, FILE.format(10, 11, 12))
    with pytest.raises(RecordingError, match="låst"):
        let_in(store, draft)
    assert count(store, "measurement") == 0
    let_in(store, draft, lock_reason="Sena siffror")
    assert rows(store, "SELECT period FROM measurement WHERE lock_reason <> ''") == [("2019-01",)]


@pytest.mark.parametrize("role", ["", "  ", "x" * 81, "19121212-1212"])
def test_without_a_role_nothing_is_let_in(store: Engine, lilla: int, role: str) -> None:
    draft = read(store, lilla, FILE.format(10, 11, 12))
    with pytest.raises(RecordingError, match="role"):
        commit(store, draft, role=role, source="fil.csv", content_hash="h")


def test_an_identity_number_in_the_files_name_is_refused(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, FILE.format(10, 11, 12))
    with pytest.raises(RecordingError, match="personnummer"):
        commit(store, draft, role="C", source="Anna 19121212-1212.csv", content_hash="h")


def test_undoing_brings_back_what_stood_there_and_keeps_both_in_the_history(
    store: Engine, lilla: int
) -> None:
    let_in(store, read(store, lilla, FILE.format(10, 11, "")))
    second = let_in(store, read(store, lilla, FILE.format(10, 13, 12)), accepted="Rättat")
    undone = undo_import(store, second, role="Controller", reason="Fel fil")
    assert (undone.restored, undone.emptied, undone.left) == (1, 1, 0)
    assert rows(store) == [
        ("2019-01", 1, 10, "final", False),
        ("2019-02", 1, 11, "final", False),
        ("2019-02", 2, 13, "final", False),
        ("2019-02", 3, 11, "final", False),
        ("2019-03", 1, 12, "final", False),
        ("2019-03", 2, None, "not_yet_reported", True),
    ]
    again = read(store, lilla, FILE.format(10, 13, 12))
    assert again.preview["change"].tolist() == ["same", "changed", "new"]
    let_in(store, again, accepted="Rätt fil")
    assert rows(store)[-1] == ("2019-03", 3, 12, "final", False)


def test_what_was_corrected_after_the_import_stands(store: Engine, lilla: int) -> None:
    first = let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    let_in(store, read(store, lilla, FILE.format(10, 11, 14)), accepted="Rättat")
    undone = undo_import(store, first, role="Controller", reason="Fel fil")
    assert (undone.restored, undone.emptied, undone.left) == (0, 2, 1)
    assert rows(store)[-1] == ("2019-03", 2, 14, "final", False)


def test_amounts_are_taken_back_too(store: Engine, lilla: int) -> None:
    number = let_in(store, read(store, lilla, "Konto, tkr;Enhet;Utfall 2018\nKostnader;Norr;-400\n"))
    assert rows(store, "SELECT amount, kind, period FROM amount") == [(-400_000, "outcome", "2018")]
    undo_import(store, number, role="Controller", reason="Fel fil")
    assert rows(store, "SELECT revision, taken_back FROM amount ORDER BY revision") == [(1, False), (2, True)]


@pytest.mark.parametrize("which", ["plan", "unknown", "undone", "undoing", "other office"])
def test_what_cannot_be_undone_is_told_and_nothing_is_written(store: Engine, lilla: int, which: str) -> None:
    number = let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    organisation = lilla
    if which == "plan":
        number = int(str(rows(store, "SELECT id FROM import WHERE kind = 'plan'")[0][0]))
    elif which == "unknown":
        number = 999
    elif which in ("undone", "undoing"):
        undone = undo_import(store, number, role="Controller", reason="Fel fil")
        number = undone.import_id if which == "undoing" else number
    else:
        organisation = 999
    before = count(store, "import"), count(store, "measurement")
    with pytest.raises(RecordingError, match="inläsning"):
        undo_import(store, number, role="Controller", reason="Fel", organisation_id=organisation)
    assert (count(store, "import"), count(store, "measurement")) == before


def test_undoing_needs_a_role_and_a_reason(store: Engine, lilla: int) -> None:
    number = let_in(store, read(store, lilla, FILE.format(10, 11, 12)))
    with pytest.raises(RecordingError, match="reason"):
        undo_import(store, number, role="Controller", reason=" ")
