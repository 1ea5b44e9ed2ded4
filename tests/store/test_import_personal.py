"""What a file holds that isn't to be kept or told: identity numbers, and signs that nobody sees."""

import re
from pathlib import Path

import pytest
import quirk_office
from import_files import office, sheets_of
from import_workbooks import as_xlsx
from sqlalchemy import Engine, text

from data import queries_imports
from data.files.reading import read_sheets
from data.files.sheet import Sheet
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.told import as_plain, told

ROWS = [
    ["Mått", "Enhet", "Period", "Värde"],
    ["Vårddygn", "Enhet Norr", "2026-08", 100],
    ["Vårddygn", "Enhet Norr", "2026-08", 100],
    ["Placerade barn", "Enhet Norr", "2026-08", 12],
    ["Vårddygn", "Enhet Norr", "2026-03", "*"],
    ["Vårddygn", "Enhet Norr", "2026-02", "många"],
]
COMMENTED = (
    "Mått;Enhet;Period;Värde;Kommentar\nVårddygn;Enhet Norr;2026-07;90;\nVårddygn;Enhet Norr;2026-08;100;{}\n"
)


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, quirk_office.PLAN)


TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
"""SQLite keeps times as texts, and their parts of a second may be any number."""


def read(
    engine: Engine, organisation: int, sheets: list[Sheet], answers: dict[str, str] | None = None
) -> Draft:
    return read_import(
        engine, organisation, sheets, answers=answers or {}, today=quirk_office.TODAY, file_name="bok.xlsx"
    )


def stored(engine: Engine, question: str) -> str:
    """Return the texts that a question is answered with; keys and times are none."""
    with engine.connect() as connection:
        rows = connection.execute(text(question)).all()
    return str([[value for value in row if isinstance(value, str) and not TIME.match(value)] for row in rows])


@pytest.mark.parametrize("number", ["19850412-1236", "850412\u20131236", "1985-04-12-1236"])
def test_an_identity_number_in_a_sheets_name_is_neither_told_nor_kept(
    store: Engine, lilla: int, number: str
) -> None:
    sheets = read_sheets(as_xlsx({"Om": [["Hej"]], f"Anna {number}": ROWS}), "bok.xlsx")
    draft = read(store, lilla, sheets)
    said = "\n".join(
        [
            *told(draft, committed=False, number=None, dry_run=True),
            str(as_plain(draft, None, committed=False)),
        ]
    )
    assert "1236" not in said
    assert "blad 2!D6" in said
    answered = read(store, lilla, sheets, {question.id: "skip" for question in draft.questions})
    commit(store, answered, role="C", source="bok.xlsx", content_hash="h", accepted="Prövat")
    assert not queries_imports.imported_findings(store, lilla)["place"].str.contains("1236").any()
    for question in ("SELECT * FROM import_finding", "SELECT * FROM import_layout", 'SELECT * FROM "import"'):
        assert "1236" not in stored(store, question)


def test_a_title_with_an_identity_number_is_an_error_and_asks_nothing(store: Engine, lilla: int) -> None:
    written = "Dygn i hemmet för Anna Ek 19850412-1236;\n;\nPeriod;Värde\n2026-08;5\n2026-07;6\n"
    draft = read(store, lilla, sheets_of(written))
    assert (draft.questions, len(draft.facts)) == ((), 0)
    assert [finding.rule for finding in draft.findings if finding.level == "error"] == ["personal"]
    assert "1236" not in "\n".join(told(draft, committed=False, number=None, dry_run=True))
    assert "1236" not in str(as_plain(draft, None, committed=False))


@pytest.mark.parametrize(
    ("written", "kept", "is_told"),
    [
        ("Tre  flyttade\u202e in", "Tre flyttade in", False),
        ("Sen leverans\u200b", "Sen leverans", False),
        ("å" * 300, "å" * 300, False),
        ("å" * 301, "å" * 299 + "…", True),
    ],
)
def test_a_comment_is_one_line_of_signs_that_are_seen_and_a_long_one_is_cut_and_told(
    store: Engine, lilla: int, written: str, kept: str, is_told: bool
) -> None:
    draft = read(store, lilla, sheets_of(COMMENTED.format(written)))
    assert draft.facts["comment"].tolist() == ["", kept]
    assert ("comment" in [finding.rule for finding in draft.findings]) is is_told
    commit(store, draft, role="C", source="bok.xlsx", content_hash="h", accepted="Prövat")
    assert read(store, lilla, sheets_of(COMMENTED.format(written))).counts()["same"] == 2


def test_a_comment_with_an_identity_number_stops_its_figure_however_it_is_written(
    store: Engine, lilla: int
) -> None:
    draft = read(store, lilla, sheets_of(COMMENTED.format("Se 850412\u20131236")))
    assert draft.counts()["refused"] == 1


def test_the_name_of_a_file_is_kept_without_signs_that_nobody_sees(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, sheets_of(COMMENTED.format("")))
    commit(
        store, draft, role="C", source="sif\u202efror\u200b  2026.csv", content_hash="h", accepted="Prövat"
    )
    assert "sif fror 2026.csv" in stored(store, "SELECT source FROM import WHERE kind = 'file'")
