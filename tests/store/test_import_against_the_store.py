"""Figures of a file held against those that stand in the store: at their own unit, above it and below it."""

from datetime import date
from pathlib import Path

import pytest
import quirk_office
from import_files import office as office_of
from import_files import sheets_of
from sqlalchemy import Engine

from data.imports.committing import commit
from data.imports.reading import read_import

HEAD = "Mått;Enhet;{}\n"
MONTHS = ["2024-12", *(f"2025-{month:02d}" for month in range(1, 13))]
NORTH = [11, 10, 12, 11, 13, 12, 11, 14, 12, 13, 11, 12, 13]
SOUTH = [21, 20, 22, 19, 21, 23, 20, 22, 21, 20, 23, 21, 22]
TOTAL = [north + south for north, south in zip(NORTH, SOUTH, strict=True)]


@pytest.fixture
def held(store: Engine, tmp_path: Path) -> quirk_office.Office:
    """An office whose two units, and the sum of them, have 2025 in the store."""
    office = quirk_office.Office(store, office_of(store, tmp_path, quirk_office.PLAN))
    rows = [("Enhet Norr", NORTH), ("Enhet Söder", SOUTH), ("IFO", TOTAL)]
    written = HEAD.format(";".join(MONTHS))
    written += "".join(f"Placerade barn;{unit};{';'.join(map(str, values))}\n" for unit, values in rows)
    let_in(office, written)
    return office


def let_in(office: quirk_office.Office, written: str) -> None:
    draft = read_import(office.engine, office.id, sheets_of(written), answers={}, today=quirk_office.TODAY)
    assert draft.questions == ()
    commit(office.engine, draft, role="Controller", source="fil.csv", content_hash=written, accepted="Prövat")


def rules(office: quirk_office.Office, written: str, today: date = quirk_office.TODAY) -> list[str]:
    return office.read(written.encode(), "fil.csv", today=today).findings


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Enhet Norr;12", []),  # the total of the month is not there yet
        ("Enhet Norr;12\nPlacerade barn;Enhet Söder;21\nPlacerade barn;IFO;33", []),
        (
            "Enhet Norr;12\nPlacerade barn;Enhet Söder;21\nPlacerade barn;IFO;35",
            ["warning parts-and-total C4"],
        ),
    ],
)
def test_units_are_held_against_the_total_in_the_file(
    held: quirk_office.Office, rows: str, expected: list[str]
) -> None:
    assert rules(held, HEAD.format("2026-01") + f"Placerade barn;{rows}\n") == expected


@pytest.mark.parametrize(
    ("stands", "comes", "expected"),
    [
        ("Enhet Norr;12\nPlacerade barn;Enhet Söder;21", "IFO;33", []),
        ("Enhet Norr;12\nPlacerade barn;Enhet Söder;21", "IFO;35", ["warning parts-and-total C2"]),
        ("Enhet Söder;21\nPlacerade barn;IFO;33", "Enhet Norr;12", []),
        ("Enhet Söder;21\nPlacerade barn;IFO;33", "Enhet Norr;14", ["warning parts-and-total C2"]),
    ],
)
def test_units_are_held_against_the_total_in_the_store(
    held: quirk_office.Office, stands: str, comes: str, expected: list[str]
) -> None:
    head = HEAD.format("2026-01")
    let_in(held, f"{head}Placerade barn;{stands}\n")
    assert rules(held, f"{head}Placerade barn;{comes}\n") == expected


@pytest.mark.parametrize(
    ("month", "values", "expected"),
    [
        ("2025-12", "13", []),  # it says what stands there
        ("2026-01", "12", []),
        ("2026-01", "120", ["warning decimal-slip C2"]),
        ("2026-01", "12000", ["warning times-thousand C2"]),
        ("2026-01", "55", ["notice outside-own-limits C2"]),
        ("2026-03", "12", ["notice missing-months C2"]),
        ("2026-12", "12", ["error future-period C2"]),
        ("2026-11", "12", ["notice unfinished-period C2"]),
        ("2026-01;2026-02;2026-03;2026-04", "12;11;13;11", []),
    ],
)
def test_values_are_held_against_their_own_history(
    held: quirk_office.Office, month: str, values: str, expected: list[str]
) -> None:
    got = rules(held, HEAD.format(month) + f"Placerade barn;Enhet Norr;{values}\n", date(2026, 11, 15))
    assert [line for line in got if "-period" in line or month < "2026-11"] == expected


def test_a_contradiction_with_the_store_is_told_with_both_values(held: quirk_office.Office) -> None:
    said = held.read((HEAD.format("2025-01") + "Placerade barn;Enhet Norr;14\n").encode(), "fil.csv")
    assert any("10" in line and "14" in line for line in said.messages.split("\n"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # twelve months given as so far: 10, 22, 33 …
        ("Vårddygn;Enhet Norr;10;22;33;46;58;69;83;95;108;119;131;144", "flow-as-accumulated"),
        ("Placerade barn;Enhet Norr;10;10;10;10;10;10;10;10;10;10;10;10", ""),
    ],
)
def test_what_is_so_far_in_the_year_is_not_taken_for_months(
    held: quirk_office.Office, rows: str, expected: str
) -> None:
    months = ";".join(f"2024-{month:02d}" for month in range(1, 13))
    assert expected in " ".join(rules(held, HEAD.format(months) + f"{rows}\n"))


@pytest.mark.parametrize(
    ("february", "expected"),
    [(["412,37", "5,37", "13", "17"], True), (["398,25", "5,61", "12", "17"], False)],
)
def test_the_month_before_again_to_the_last_decimal_is_told(
    held: quirk_office.Office, february: list[str], expected: bool
) -> None:
    names = (
        "Vårddygn",
        "Sjukfrånvaro",
        "Placerade barn",
        "Antal brukare individstöd (sista dagen i månaden)",
    )
    earlier = {
        "2026-01": ("388,5", "5,12", "12", "18"),
        "2026-02": ("401,75", "4,94", "14", "16"),
        "2026-03": ("395,12", "5,55", "11", "19"),
        "2026-04": ("420,4", "5,02", "12", "17"),
        "2026-05": ("412,37", "5,37", "13", "17"),
    }
    months = [*earlier.values(), february]
    written = HEAD.format(";".join([*earlier, "2026-06"])) + "".join(
        f"{name};Enhet Norr;{';'.join(month[at] for month in months)}\n" for at, name in enumerate(names)
    )
    assert any("repeated" in line for line in rules(held, written)) is expected
