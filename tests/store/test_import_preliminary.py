"""Preliminary amounts: kept as such, the same when read again, and changed by the final ones."""

from pathlib import Path

import pytest
import quirk_office
from import_files import office, sheets_of
from sqlalchemy import Engine, text

from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.told import told

FILE = (
    "Konto;Enhet;Slag;Period;Belopp kr\n"
    "Kostnader;Enhet Norr;Utfall;2026-07;-121000\n"
    "Kostnader;Enhet Norr;Utfall;2026-08;-120000{}\n"
)
STARRED = f"{FILE}\n* preliminärt\n"


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, quirk_office.PLAN)


def read(engine: Engine, organisation: int, written: str) -> Draft:
    draft = read_import(engine, organisation, sheets_of(written), answers={}, today=quirk_office.TODAY)
    assert draft.questions == ()
    return draft


def let_in(engine: Engine, organisation: int, written: str) -> None:
    draft = read(engine, organisation, written)
    commit(engine, draft, role="C", source="fil.csv", content_hash=written, accepted="Prövat")


def stored(engine: Engine) -> list[tuple[object, ...]]:
    question = "SELECT period, amount, preliminary FROM amount ORDER BY period, revision"
    with engine.connect() as connection:
        return [(row[0], row[1], bool(row[2])) for row in connection.execute(text(question))]


@pytest.mark.parametrize("written", [FILE.format(" prel"), FILE.format(" prel."), STARRED.format("*")])
def test_an_amount_marked_as_preliminary_is_stored_so(store: Engine, lilla: int, written: str) -> None:
    let_in(store, lilla, written)
    assert stored(store) == [("2026-07", -121_000, False), ("2026-08", -120_000, True)]
    assert read(store, lilla, written).counts() == {"new": 0, "changed": 0, "same": 2, "refused": 0}


def test_the_same_amount_that_is_now_final_is_a_change_and_told_as_one(store: Engine, lilla: int) -> None:
    let_in(store, lilla, FILE.format(" prel"))
    draft = read(store, lilla, FILE.format(""))
    assert draft.preview["change"].tolist() == ["same", "changed"]
    lines = "\n".join(told(draft, committed=False, number=None, dry_run=True))
    assert "−120\u00a0000 (preliminärt) → −120\u00a0000\n" in lines
    let_in(store, lilla, FILE.format(""))
    assert stored(store)[-2:] == [("2026-08", -120_000, True), ("2026-08", -120_000, False)]
    assert read(store, lilla, FILE.format("")).counts()["same"] == 2
