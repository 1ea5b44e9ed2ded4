"""Answers from the last time: for which files they are used, that they are told, how they are left."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import quirk_office
from import_files import office, sheets_of
from sqlalchemy import Engine

from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.undoing import undo_import

NAMELESS = "Mått;aug 2026;sep 2026\nVårddygn;{};{}\nPlacerade barn;{};{}\n"
YEARLESS = "{}Mått;Enhet;jan;feb;mar\nVårddygn;Enhet Norr;100;102;103\nPlacerade barn;Enhet Norr;{};32;34\n"
AMOUNTS = "Konto;Enhet;Slag;Period;Belopp\nKostnader;Enhet {};Utfall;2026-08;{}\n"
STRANGE = "Mått;Enhet;jul 2026;aug 2026\nDygn i vård;Enhet Norr;{};103\nPlacerade barn;Enhet Norr;31;-\n"
LIST = "Mått;Enhet;Period;Värde\nVårddygn;Enhet Norr;2026-08;9\nVårddygn;Enhet Söder;2026-08;8\n"
BOTH_UNITS = "Mått;Enhet;jun 2026;jul 2026\n" + "".join(
    f"{what};{unit};100;101\n"
    for what in ("Vårddygn", "Placerade barn")
    for unit in ("Enhet Norr", "Enhet Söder")
)


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, quirk_office.PLAN)


class Desk:
    """Where files are brought to, one after the other."""

    def __init__(self, engine: Engine, organisation: int) -> None:
        self.engine, self.organisation = engine, organisation

    def read(
        self, written: str, name: str, answers: Mapping[str, str] | None = None, *, remembered: bool = True
    ) -> Draft:
        return read_import(
            self.engine,
            self.organisation,
            sheets_of(written, name or "fil.csv"),
            answers=answers or {},
            today=quirk_office.TODAY,
            content_hash=written,
            file_name=name,
            remembered=remembered,
        )

    def let_in(self, written: str, name: str, answers: Mapping[str, str] | None = None) -> int:
        draft = self.read(written, name, answers)
        assert draft.questions == ()
        done = commit(self.engine, draft, role="C", source=name, content_hash=written, accepted="Prövat")
        assert done.import_id is not None
        return done.import_id


@pytest.fixture
def desk(store: Engine, lilla: int) -> Desk:
    return Desk(store, lilla)


def asked(draft: Draft) -> list[str]:
    return [question.id for question in draft.questions]


def told(draft: Draft) -> list[str]:
    return [finding.message for finding in draft.findings if finding.rule == "remembered"]


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("norr_2026-09.csv", []),
        ("Norr 2026-08 (1).csv", []),
        ("soder.csv", ["unit:"]),
        ("", ["unit:"]),
    ],
)
def test_the_unit_of_a_whole_file_is_remembered_for_its_kind_of_name(
    desk: Desk, name: str, asks: list[str]
) -> None:
    desk.let_in(BOTH_UNITS, "alla.csv")
    desk.let_in(NAMELESS.format(108, 109, 101, 102), "Norr 2026-08.csv", {"unit:": "norr"})
    draft = desk.read(NAMELESS.format(110, 111, 103, 104), name)
    assert asked(draft) == asks
    if not asks:
        assert set(draft.preview["unit"]) == {"Enhet Norr"}
        assert told(draft) == ["Som förra gången: siffrorna är «Enhet Norr»."]


def test_two_kinds_of_files_with_the_same_headings_are_remembered_side_by_side(desk: Desk) -> None:
    desk.let_in(BOTH_UNITS, "alla.csv")
    desk.let_in(NAMELESS.format(108, 109, 101, 102), "norr.csv", {"unit:": "norr"})
    desk.let_in(NAMELESS.format(208, 209, 111, 112), "soder.csv", {"unit:": "soder"})
    again = desk.read(NAMELESS.format(110, 111, 103, 104), "norr.csv")
    assert asked(again) == []
    assert set(again.preview["unit"]) == {"Enhet Norr"}


def test_the_scale_and_the_sign_of_one_file_are_not_those_of_another(desk: Desk) -> None:
    answers = {"scale:tabellen": "tkr", "cost_sign:tabellen": "minus"}
    desk.let_in(AMOUNTS.format("Norr", 120), "ekonomi 2026-08.csv", answers)
    other = AMOUNTS.format("Söder", 125_000)
    assert asked(desk.read(other, "ekonomi 2026-09.csv")) == []
    assert asked(desk.read(other, "annan.csv")) != []


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        ("", "Utfall 2025.csv", "2025"),  # the file's name says it
        ("Utfall 2025;;;;\n", "Utfall.csv", "2025"),
        ("", "Utfall.csv", "2026"),
        ("", "Annat.csv", None),
    ],
)
def test_a_year_that_the_file_says_goes_before_the_remembered(
    desk: Desk, title: str, name: str, year: str | None
) -> None:
    desk.let_in(YEARLESS.format("", 31), "Utfall.csv", {"year:tabellen": "2026"})
    draft = desk.read(YEARLESS.format(title, 33), name)
    assert asked(draft) == ([] if year else ["year:tabellen"])
    assert {period[:4] for period in draft.facts["period"]} == ({year} if year else set())
    assert told(draft) == (["Som förra gången: året är 2026."] if year == "2026" else [])


def test_what_is_remembered_is_told_once_and_only_what_was_used(desk: Desk) -> None:
    answers = {"indicator:Dygn i vård": "vardygn", "sign:-": "missing"}
    desk.let_in(STRANGE.format(100), "fil.csv", answers)
    again = desk.read(STRANGE.format(101), "annan.csv")
    assert told(again) == ["Som förra gången: «Dygn i vård» är «Vårddygn»; «-» betyder saknas."]
    assert dict(again.remembered) == answers
    assert told(desk.read(STRANGE.format(101).replace(";-", ";5"), "fil.csv")) == [
        "Som förra gången: «Dygn i vård» är «Vårddygn»."
    ]


def test_answers_of_one_workbook_are_not_those_of_another_that_also_has_a_sheet_of_text(desk: Desk) -> None:
    text = sheets_of("Om filen\nSiffrorna är preliminära\n")
    for name, written in (("ett.xlsx", STRANGE.format(100)), ("två.xlsx", LIST)):
        sheets = [*sheets_of(written), *text]
        answers = {"indicator:Dygn i vård": "vardygn", "sign:-": "missing"} if name == "ett.xlsx" else {}
        draft = read_import(
            desk.engine, desk.organisation, sheets, answers=answers, today=quirk_office.TODAY, file_name=name
        )
        if answers:
            commit(desk.engine, draft, role="C", source=name, content_hash=name, accepted="Prövat")
    assert dict(draft.answers) == {}


def test_a_file_can_be_read_without_the_answers_from_the_last_time(desk: Desk) -> None:
    desk.let_in(STRANGE.format(100), "fil.csv", {"indicator:Dygn i vård": "vardygn", "sign:-": "missing"})
    draft = desk.read(STRANGE.format(101), "fil.csv", remembered=False)
    assert asked(draft) == ["indicator:Dygn i vård", "sign:-"]
    assert (told(draft), dict(draft.remembered)) == ([], {})


def test_the_answers_of_an_undone_import_are_forgotten_and_those_before_hold_again(desk: Desk) -> None:
    first, second = ({"indicator:Dygn i vård": "vardygn", "sign:-": sign} for sign in ("missing", "zero"))
    desk.let_in(STRANGE.format(100), "fil.csv", first)
    wrong = desk.let_in(STRANGE.format(101), "fil.csv", second)
    undo_import(desk.engine, wrong, role="C", reason="Fel svar")
    assert dict(desk.read(STRANGE.format(102), "fil.csv").remembered) == first
    desk.let_in(STRANGE.format(103), "fil.csv", second)
    assert dict(desk.read(STRANGE.format(102), "fil.csv").remembered) == second


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Mått;Enhet;Period;Värde\nSjukfrånvaro;Enhet Norr;2026-08;0,9\n", "per_cent:Sjukfrånvaro"),
        ("Mått;Enhet;Period;Värde\nVårddygn;Enhet Norr;2026-08;-\n", "sign:-"),
        ("Konto;Enhet;Slag;Period;Belopp kr\nKostnader;Enhet Norr;Utfall;2026-08;9\n", "cost_sign:tabellen"),
        ("Konto;Enhet;Slag;Period;Belopp\nKostnader;Enhet Norr;Utfall;2026-08;-9\n", "scale:tabellen"),
        ("Mått;Enhet;Period;Värde\nVårddygn;Enhet Öst;2026-08;9\n", "unit:Enhet Öst"),
        (YEARLESS.format("", 31), "year:tabellen"),
    ],
)
def test_an_answer_that_is_none_of_the_choices_is_asked_again_and_told(
    desk: Desk, written: str, key: str
) -> None:
    assert asked(desk.read(written, "fil.csv")) == [key]
    for answer in ("trams", "\ud800"):
        draft = desk.read(written, "fil.csv", {key: answer})
        assert asked(draft) == [key]
        assert [finding.rule for finding in draft.findings if finding.rule == "answer"] == ["answer"]
