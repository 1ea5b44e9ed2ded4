"""Figures of units with too few people, and secret ones: what stands in the store is told to nobody."""

from pathlib import Path

import pytest
import quirk_office
from import_files import indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine

from data import queries_imports
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.told import as_plain, told

PLAN = plan_of(
    unit("ifo", "IFO"),
    unit("norr", "Enhet Norr", "ifo"),
    unit("soder", "Enhet Söder", "ifo"),
    indicator("arb", "Antal anställda"),
    indicator("vardygn", "Vårddygn", kind="flow"),
    indicator(
        "sjuk",
        "Sjukfrånvaro",
        unit_of_measure="%",
        kind="ratio",
        more='protected = { below = 10, by = "arb" }',
    ),
)
HEAD = "Mått;Enhet;Period;Värde;Täljare;Nämnare\n"
MONTHS = [f"2026-{month:02d}" for month in range(1, 10)]
STORED = ("17,37", "16,31", "18,29", "17,11", "16,53", "17,79", "18,07", "16,97", "17,41")
"""What stands there of the small unit, of 9173 hours each month."""


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    """An office with a large unit and a small one, each with the same sick leave."""
    number = office(store, tmp_path, PLAN)
    rows = [
        f"Antal anställda;{name};{month};{count};;"
        for name, count in (("Enhet Norr", 40), ("Enhet Söder", 3))
        for month in MONTHS
    ]
    rows += [
        f"Sjukfrånvaro;{name};{month};{value};;9173"
        for name in ("Enhet Norr", "Enhet Söder")
        for month, value in zip(MONTHS, STORED, strict=True)
    ]
    rows += [f"Vårddygn;Enhet Söder;{MONTHS[-1]};41;;"]
    let_in(store, read(store, number, HEAD + "\n".join(rows) + "\n"))
    return number


def read(engine: Engine, organisation: int, written: str) -> Draft:
    return read_import(engine, organisation, sheets_of(written), answers={}, today=quirk_office.TODAY)


def let_in(engine: Engine, draft: Draft) -> None:
    commit(engine, draft, role="C", source="fil.csv", content_hash="h", accepted="Prövat")


def all_told(draft: Draft) -> str:
    """Return every word that is told of a file, on the screen and as JSON."""
    lines = told(draft, committed=False, number=None, dry_run=True)
    shown = draft.preview[["old_value", "old_state"]].to_string()
    return "\n".join([*lines, shown, str(as_plain(draft, None, committed=False))])


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ("Sjukfrånvaro;Enhet Norr;2026-09;54,4;;", True),
        ("Sjukfrånvaro;Enhet Söder;2026-09;54,4;;", False),
        ("Sjukfrånvaro;Enhet Söder;2026-09;1,74;;", False),
        ("Sjukfrånvaro;Enhet Söder;2026-09;1741;;", False),
        ("Sjukfrånvaro;Enhet Söder;2026-10;54,4;;", False),
        ("Sjukfrånvaro;Enhet Söder;2026-09;17,41;2000;", False),
    ],
)
def test_what_stands_there_is_told_of_large_units_only(
    store: Engine, lilla: int, rows: str, is_told: bool
) -> None:
    draft = read(store, lilla, f"{HEAD}{rows}\n")
    assert draft.questions == ()
    said = all_told(draft).replace(".", ",")
    stored = [*STORED, "9173"]
    mine = rows.split(";")[3]
    assert any(number in said for number in stored if number != mine) is is_told
    if not is_told and "2026-09" in rows:
        assert "sekretess → " in said or "stoppad" in said
    let_in(store, draft)
    kept = queries_imports.imported_findings(store, lilla)
    if not is_told:
        assert not any(kept["message"].str.contains(number).any() for number in stored)


def test_what_is_said_of_a_small_units_new_figure_is_not_kept(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, f"{HEAD}Sjukfrånvaro;Enhet Söder;2026-10;113,7;;\n")
    assert "113,7" in "\n".join(finding.message for finding in draft.findings)
    let_in(store, draft)
    kept = queries_imports.imported_findings(store, lilla)
    assert not kept["message"].str.contains("113,7").any()


def test_other_measures_of_a_small_unit_are_told_as_ever(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, f"{HEAD}Vårddygn;Enhet Söder;2026-09;42;;\n")
    assert "41 → 42" in all_told(draft)


def test_a_figure_said_to_be_secret_keeps_what_was_said_of_it_out_of_the_store(
    store: Engine, lilla: int
) -> None:
    written = f"{HEAD}Vårddygn;Enhet Söder;2026-08;39;;\nVårddygn;Enhet Söder;2026-09;sekretess;;\n"
    let_in(store, read(store, lilla, written))
    kept = queries_imports.imported_findings(store, lilla)
    assert not kept["message"].str.contains("41").any()
    assert "41" not in all_told(read(store, lilla, f"{HEAD}Vårddygn;Enhet Söder;2026-09;52;;\n"))
