"""What is told of a file's figures: sums that don't add up, cells without value, and what can't be stored."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from import_files import account, indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine

from data.files.reading import read_sheets
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import

TODAY = date(2019, 6, 15)
DERIVED = """
[indicators.derived]
by = "rolling_mean"
first = ["placerade"]
span = 12
"""
PARTS = (
    unit("kontoret", "Kontoret"),
    unit("norr", "Norr", "kontoret"),
    unit("soder", "Söder", "kontoret"),
    indicator("placerade", "Placerade barn"),
    indicator("insatser", "Nya insatser", kind="flow"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio"),
    indicator("rullande", "Placerade barn, rullande tolv månader", more=DERIVED),
    account("kostnader", "Kostnader", "cost"),
)


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, plan_of(*PARTS))


def read(engine: Engine, organisation: int, text: str) -> Draft:
    return read_import(engine, organisation, sheets_of(text), answers={}, today=TODAY)


def levels(draft: Draft, rule: str) -> list[str]:
    return [finding.level.value for finding in draft.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("label", "total", "level"),
    [
        ("Nya insatser", "15", []),
        ("Nya insatser", "16", ["warning"]),
        ("Placerade barn", "16", ["warning"]),
        ("Sjukfrånvaro", "16", []),  # shares aren't added
    ],
)
def test_a_printed_sum_under_the_units_is_held_against_them(
    store: Engine, lilla: int, label: str, total: str, level: list[str]
) -> None:
    written = f"{label};jan 2019;feb 2019\nNorr;10;12,5\nSöder;5;2\nSumma;{total};14,5\n"
    draft = read(store, lilla, written)
    assert draft.questions == ()
    assert levels(draft, "sum") == level
    assert len(draft.facts) == 4


@pytest.mark.parametrize(
    ("label", "total", "level"),
    [
        ("Nya insatser", "22", []),
        ("Nya insatser", "23", ["warning"]),
        ("Placerade barn", "23", []),  # stocks over months aren't added
    ],
)
def test_a_printed_sum_beside_the_months_is_held_against_them(
    store: Engine, lilla: int, label: str, total: str, level: list[str]
) -> None:
    written = f"Mått;Enhet;jan 2019;feb 2019;Totalt 2019\n{label};Norr;10;12;{total}\n"
    assert levels(read(store, lilla, written), "sum") == level


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Mått;Enhet;jan 2019\nPlacerade barn, rullande tolv månader;Norr;10\n", "derived"),
        ("Konto, kr;Enhet;Period;Utfall\nKostnader;Norr;2018-Q1;-10\n", "period"),
        ("Konto, kr;Enhet;Utfall 2018\nKostnader;Norr;-2000000000000\n", "size"),
        ("Mått, tkr;Enhet;jan 2019\nPlacerade barn;Norr;10\n", "unit_of_measure"),
        ("Mått, %;Enhet;jan 2019\nPlacerade barn;Norr;10\n", "unit_of_measure"),
    ],
)
def test_what_cannot_be_stored_is_an_error_with_its_cell(
    store: Engine, lilla: int, written: str, rule: str
) -> None:
    draft = read(store, lilla, written)
    assert levels(draft, rule) == ["error"]
    assert all(finding.where for finding in draft.findings if finding.rule == rule)
    assert draft.counts()["refused"] == 1


def test_a_comment_with_an_identity_number_stops_its_figure(store: Engine, lilla: int) -> None:
    written = "Mått;Enhet;Period;Värde;Kommentar\nPlacerade barn;Norr;2019-01;10;{}\n"
    assert read(store, lilla, written.format("Se 19121212-1212")).counts()["refused"] == 1
    fine = read(store, lilla, written.format("Tre flyttade"))
    assert fine.facts["comment"].tolist() == ["Tre flyttade"]


def test_a_row_named_by_an_identity_number_is_stopped_and_the_number_is_not_told(
    store: Engine, lilla: int
) -> None:
    written = "Mått;Enhet;jan 2019;feb 2019\nPlacerade barn;Norr;10;11\n19121212-1212;Norr;1;2\n"
    draft = read(store, lilla, written)
    assert levels(draft, "personal") == ["error"]
    assert draft.facts["value"].tolist() == [10, 11]
    assert draft.questions == ()
    assert not any("1212" in finding.message for finding in draft.findings)


def test_cells_that_show_per_cent_and_cells_without_value(store: Engine, lilla: int, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, per_cent = book.add_worksheet("Blad1"), book.add_format({"num_format": "0.0 %"})
        sheet.write_row("A1", ["Mått", "Enhet", "jan 2019", "feb 2019", "mar 2019"])
        sheet.write_row("A2", ["Sjukfrånvaro", "Norr"])
        sheet.write_row("A3", ["Placerade barn", "Norr", 10, 11, 12])
        sheet.write_number("C2", 0.057, per_cent)
        sheet.write_number("D2", 0.049, per_cent)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
    draft = read_import(store, lilla, read_sheets(path.read_bytes(), "bok.xlsx"), answers={}, today=TODAY)
    assert draft.questions == ()
    assert draft.understood["value"].tolist() == [5.7, 4.9, 10, 11, 12]
    faults = [finding for finding in draft.findings if finding.rule == "fault"]
    assert [fault.where for fault in faults] == ["Blad1!E2"]
    assert not draft.is_whole()


@pytest.mark.parametrize(
    ("title", "written", "expected"),
    [
        ("Norr", "", {"Norr"}),  # the line above the table names a unit
        ("", "Lilla kommun", {"Kontoret"}),
        ("", "lilla", {"Kontoret"}),
        ("", "Söder", {"Söder"}),
    ],
)
def test_where_figures_belong(
    store: Engine, lilla: int, title: str, written: str, expected: set[str]
) -> None:
    heading, cell = ("Enhet;", f"{written};") if written else ("", "")
    above = f"{title};;\n" if title else ""
    draft = read(store, lilla, f"{above}Mått;{heading}jan 2019;feb 2019\nPlacerade barn;{cell}10;11\n")
    assert draft.questions == ()
    assert set(draft.preview["unit"]) == expected


MIXED = (
    unit("norr", "Norr"),
    indicator("hvb", "Vårddygn HVB", unit_of_measure="dygn", kind="flow"),
    indicator("sis", "Vårddygn SiS", unit_of_measure="dygn", kind="flow"),
    indicator("barn", "Placerade barn"),
    indicator("nya", "Nya placeringar", kind="flow"),
)


@pytest.mark.parametrize(
    ("rows", "label", "total", "level"),
    [
        # days, persons and new placements: the label says that the days are summed
        ("Vårddygn HVB;300|Vårddygn SiS;243|Placerade barn;7|Nya placeringar;4", "Summa vårddygn", 543, []),
        (
            "Vårddygn HVB;300|Vårddygn SiS;243|Placerade barn;7|Nya placeringar;4",
            "Summa vårddygn",
            550,
            ["notice"],
        ),
        ("Vårddygn HVB;300|Vårddygn SiS;243|Placerade barn;7|Nya placeringar;4", "Summa dygn", 543, []),
        ("Vårddygn HVB;300|Vårddygn SiS;243|Placerade barn;7", "Summa", 999, []),
        ("Vårddygn HVB;300|Vårddygn SiS;243|Placerade barn;7", "Summa placeringar", 999, []),
        ("Placerade barn;7|Nya placeringar;4", "Summa", 12, []),
        ("Vårddygn HVB;300|Vårddygn SiS;243", "Summa vårddygn", 543, []),
        ("Vårddygn HVB;300|Vårddygn SiS;243", "Summa vårddygn", 554, ["warning"]),
    ],
)
def test_a_sum_is_held_only_against_what_is_counted_alike(
    store: Engine, tmp_path: Path, rows: str, label: str, total: int, level: list[str]
) -> None:
    norr = office(store, tmp_path, plan_of(*MIXED))
    body = "".join(f"{row}\n" for row in rows.split("|"))
    draft = read(store, norr, f"Mått;jan 2019\n{body}{label};{total}\n")
    assert levels(draft, "sum") == level
    assert bool(draft.facts["held"].any()) == (level == ["warning"])


NAMED = (
    unit("ifo", "Individ- och familjeomsorg"),
    unit("vuxna", "Vuxna", "ifo"),
    unit("missbruk", "Missbruk och beroende", "vuxna"),
    unit("boende", "Boendestöd", "ifo"),
    indicator("placerade", "Placerade klienter"),
)


@pytest.mark.parametrize(
    ("title", "placed", "offered"),
    [
        ("Placeringar vuxna 2019 – Missbruk och beroende", {"Missbruk och beroende"}, []),
        ("Placeringar vuxna 2019", {"Vuxna"}, []),
        ("Boendestöd samt Missbruk och beroende 2019", set(), ["missbruk", "boende", "ifo"]),
        ("Boendestöd, Vuxna, Missbruk och beroende", set(), ["missbruk", "boende", "ifo"]),
        ("Placeringar 2019", set(), ["ifo", "vuxna"]),
    ],
)
def test_the_lowest_unit_that_a_title_names_is_meant_and_several_are_offered_first(
    store: Engine, tmp_path: Path, title: str, placed: set[str], offered: list[str]
) -> None:
    vuxna = office(store, tmp_path, plan_of(*NAMED))
    both = "Mått;Enhet;dec 2018\nPlacerade klienter;Vuxna;9\nPlacerade klienter;Boendestöd;4\n"
    commit(store, read(store, vuxna, both), role="C", source="fil.csv", content_hash="h")
    draft = read(store, vuxna, f"{title};;\nMått;jan 2019;feb 2019\nPlacerade klienter;10;11\n")
    assert set(draft.preview["unit"]) == placed
    asked = [choice.answer for question in draft.questions for choice in question.choices]
    assert asked[: len(offered)] == offered
    assert all("nämner" in question.text for question in draft.questions) == (offered != ["ifo", "vuxna"])
