"""Tables as offices lay them out, from the bytes of the file to what would be stored."""

from datetime import date

import pytest
from import_workbooks import as_text, as_xlsx, cells, numbered
from quirk_office import Case, Office, series


def text(written: str) -> bytes:
    return as_text(cells(written))


DATED = [["Mått", "Enhet", date(2025, 1, 1), date(2025, 2, 1)], ["Placerade barn", "Enhet Norr", 10, 11]]
YEAR = series("placerade norr", "2025-01", 10, 11)
SHAPES = {
    "a year over its months in two rows": Case(
        text("Mått;Enhet;2024;;2025;\n;;nov;dec;jan;feb\nPlacerade barn;Enhet Norr;1;2;3;4"),
        series("placerade norr", "2024-11", 1, 2, 3, 4),
    ),
    "the same with merged cells": Case(
        as_xlsx(
            {
                "Blad1": numbered(
                    "Mått;Enhet;2024;;2025;\n;;nov;dec;jan;feb\nPlacerade barn;Enhet Norr;1;2;3;4"
                )
            },
            merged={"Blad1": [(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)]},
        ),
        series("placerade norr", "2024-11", 1, 2, 3, 4),
    ),
    "Utfall and Budget under the months": Case(
        text(
            "tkr;;jan 2025;;feb 2025;\nKonto;Enhet;Utfall;Budget;Utfall;Budget\nIntäkter;Enhet Norr;1;2;3;4"
        ),
        [
            "intakter norr 2025-01 outcome 1000",
            "intakter norr 2025-01 budget 2000",
            "intakter norr 2025-02 outcome 3000",
            "intakter norr 2025-02 budget 4000",
        ],
    ),
    "Bokslut, Plan and Prognos beside the months of a measure": Case(
        text(
            "Mått;Enhet;Bokslut 2024;Plan 2025;Budget 2025;Prognos 2025;jan 2025;feb 2025\n"
            "Vårddygn;Enhet Norr;300;310;320;330;25;26\n"
        ),
        ["vardygn norr 2024 300", *series("vardygn norr", "2025-01", 25, 26)],
        ["notice target-left-out D1", "notice target-left-out E1", "notice target-left-out F1"],
    ),
    "a sum of the months beside them": Case(
        text("Mått;Enhet;jan 2025;feb 2025;Totalt\nVårddygn;Enhet Norr;25;26;51"),
        series("vardygn norr", "2025-01", 25, 26),
        ["notice column-left-out E1"],
    ),
    "the year so far beside the months": Case(
        text("Mått;Enhet;jan 2025;feb 2025;Ack feb 2025\nVårddygn;Enhet Norr;25;26;51"),
        series("vardygn norr", "2025-01", 25, 26),
        ["notice column-apart E1"],
    ),
    "a column of comments after the months": Case(
        text("Mått;Enhet;jan 2025;feb 2025;Kommentar\nVårddygn;Enhet Norr;25;26;Två nya"),
        series("vardygn norr", "2025-01", 25, 26),
        ["notice column-left-out E1"],
    ),
    "long": Case(
        text(
            "Indikator;Enhet;Period;Värde\nPlacerade barn;Enhet Norr;2025-01;5\n"
            "Vårddygn;Enhet Söder;feb 2025;6"
        ),
        ["placerade norr 2025-01 5", "vardygn soder 2025-02 6"],
    ),
    "long with numerator and denominator": Case(
        text("Mått;Enhet;Period;Täljare;Nämnare\nUtredningar inom lagtid;Enhet Norr;2025-01;8;10"),
        ["lagtid norr 2025-01 80"],
    ),
    "long with year and month in two columns": Case(
        text("År;Månad;Mått;Enhet;Värde\n2025;1;Vårddygn;IFO;5\n2025;2;Vårddygn;IFO;6"),
        series("vardygn ifo", "2025-01", 5, 6),
    ),
    "units down and months across, the measure in the title": Case(
        text("Sjukfrånvaro 2025, %\n\nEnhet;jan;feb\nEnhet Norr;5,1;5,2\nEnhet Söder;6,1;6,2"),
        [*series("sjuk norr", "2025-01", 5.1, 5.2), *series("sjuk soder", "2025-01", 6.1, 6.2)],
        ["notice year-from B3"],
    ),
    "months down and units across": Case(
        text("Vårddygn\n\nMånad;Enhet Norr;Enhet Söder\n2025-01;5;6\n2025-02;7;8"),
        [
            "vardygn norr 2025-01 5",
            "vardygn soder 2025-01 6",
            "vardygn norr 2025-02 7",
            "vardygn soder 2025-02 8",
        ],
    ),
    "one row per year": Case(
        text("Vårddygn\nÅr;jan;feb;mar\n2024;1;2;3\n2025;4;5;"),
        [*series("vardygn ifo", "2024-01", 1, 2, 3), *series("vardygn ifo", "2025-01", 4, 5)],
        ["notice unit B3", "notice missing-months B4"],
    ),
    "a result": Case(
        text(
            "tkr;Redovisat 2024;Budget 2025;Prognos 2025 aug;Plan 2026\n"
            "Intäkter;3;4;5;6\nKostnader;-9;-8;-7;-6"
        ),
        [
            "intakter ifo 2024 outcome 3000",
            "intakter ifo 2025 budget 4000",
            "intakter ifo 2025 forecast 2025-08 5000",
            "intakter ifo 2026 plan 6000",
            "kostnader ifo 2024 outcome -9000",
            "kostnader ifo 2025 budget -8000",
            "kostnader ifo 2025 forecast 2025-08 -7000",
            "kostnader ifo 2026 plan -6000",
        ],
        ["notice unit B2"],
    ),
    "an export of a system": Case(
        text(
            "Datum;Enhetskod;Måttkod;Kolumnkod;Värde\n2025-01-31;norr;lagtid;TÄLJARE;8\n"
            "2025-01-31;norr;lagtid;NÄMNARE;10\n2025-01-31;soder;vardygn;UTFALL;7"
        ),
        ["lagtid norr 2025-01 80", "vardygn soder 2025-01 7"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_table_is_recognised(quirks: Office, shape: str) -> None:
    case = SHAPES[shape]
    assert quirks.of(case) == case.expected


PLACES = {
    "below a title and beside empty columns": Case(
        as_xlsx({"Blad1": [["Rapport"], [], *([None, None, *row] for row in DATED)]}), YEAR, name="fil.xlsx"
    ),
    "180 empty columns": Case(
        as_text(
            [
                [*row, *[""] * 180]
                for row in [["PBS"], ["Uttag"], *cells("Mått;Enhet;jan 2025\nVårddygn;IFO;5")]
            ]
        ),
        ["vardygn ifo 2025-01 5"],
    ),
    "empty rows between": Case(
        text("Mått;Enhet;jan 2025\n;;\nVårddygn;IFO;5\n;;\n;;\nPlacerade barn;IFO;6\n"),
        ["vardygn ifo 2025-01 5", "placerade ifo 2025-01 6"],
    ),
    "a name for a group of rows, then nothing": Case(
        text(
            "Enhet;Mått;jan 2025\nEnhet Norr;Vårddygn;5\n;Placerade barn;6\n"
            "Enhet Söder;Vårddygn;7\n;Placerade barn;8"
        ),
        [
            "vardygn norr 2025-01 5",
            "placerade norr 2025-01 6",
            "vardygn soder 2025-01 7",
            "placerade soder 2025-01 8",
        ],
    ),
    "the same merged": Case(
        as_xlsx(
            {"Blad1": numbered("Enhet;Mått;jan 2025\nEnhet Norr;Vårddygn;5\n;Placerade barn;6")},
            merged={"Blad1": [(1, 0, 2, 0)]},
        ),
        ["vardygn norr 2025-01 5", "placerade norr 2025-01 6"],
    ),
    "a name on a row of its own over its group": Case(
        text("Mått;jan 2025\nEnhet Norr;\nVårddygn;5\nEnhet Söder;\nVårddygn;7"),
        ["vardygn norr 2025-01 5", "vardygn soder 2025-01 7"],
    ),
    "notes below": Case(
        text("Mått;Enhet;jan 2025\nVårddygn;IFO;5\n\nKälla: verksamhetssystemet\n1) Uppgiften är från 2024."),
        ["vardygn ifo 2025-01 5"],
    ),
    "a varav row": Case(
        text("Mått;Enhet;jan 2025\nVårddygn;IFO;5\n- varav Placerade barn;IFO;3"),
        ["vardygn ifo 2025-01 5", "placerade ifo 2025-01 3"],
    ),
    "a name that is cut off": Case(
        text("Mått;Enhet;jan 2025\nAntal brukare individstöd (sista dagen i;IFO;5"),
        ["brukare ifo 2025-01 5"],
        ["notice cut-off C2"],
    ),
    "the units of measure in the names": Case(
        text("Mått;Enhet;jan 2025\nSjukfrånvaro (%);IFO;5,5\nVårddygn, antal;IFO;5"),
        ["sjuk ifo 2025-01 5.5", "vardygn ifo 2025-01 5"],
    ),
    "units by code": Case(
        text("Mått;Enhetskod;jan 2025\nVårddygn;NORR;5\nVårddygn;soder;6"),
        ["vardygn norr 2025-01 5", "vardygn soder 2025-01 6"],
    ),
}


@pytest.mark.parametrize("where", PLACES)
def test_rows_are_found_wherever_they_stand(quirks: Office, where: str) -> None:
    case = PLACES[where]
    assert quirks.of(case) == case.expected


MONTHLY = "Mått;Enhet;Värde\nPlacerade barn;Enhet Norr;{}\nVårddygn;Enhet Norr;{}"
BY_MONTH = [
    "placerade norr 2025-01 1",
    "vardygn norr 2025-01 2",
    "placerade norr 2025-02 3",
    "vardygn norr 2025-02 4",
]
OF_A_UNIT = "Mått;jan 2025;feb 2025\nPlacerade barn;{}\nVårddygn;{}"
SHEETS = {
    "a sheet per month": Case(
        as_xlsx({"Jan 2025": numbered(MONTHLY.format(1, 2)), "Feb 2025": numbered(MONTHLY.format(3, 4))}),
        BY_MONTH,
        ["notice period-from Jan 2025!C2", "notice period-from Feb 2025!C2"],
    ),
    "a sheet per month, the year in the file's name": Case(
        as_xlsx({"Jan": numbered(MONTHLY.format(1, 2)), "Feb": numbered(MONTHLY.format(3, 4))}),
        BY_MONTH,
        ["notice period-from Jan!C2", "notice period-from Feb!C2"],
        name="Uppföljning 2025.xlsx",
    ),
    "a sheet per month, the year answered": Case(
        as_xlsx({"Jan": numbered(MONTHLY.format(1, 2)), "Feb": numbered(MONTHLY.format(3, 4))}),
        BY_MONTH,
        ["notice period-from Jan!C2", "notice period-from Feb!C2"],
        answers={"year:Jan": "2025", "year:Feb": "2025"},
    ),
    "a sheet per unit": Case(
        as_xlsx(
            {
                "Enhet Norr": numbered(OF_A_UNIT.format("1;2", "3;4")),
                "Enhet Söder": numbered(OF_A_UNIT.format("5;6", "7;8")),
            }
        ),
        [
            *series("placerade norr", "2025-01", 1, 2),
            *series("vardygn norr", "2025-01", 3, 4),
            *series("placerade soder", "2025-01", 5, 6),
            *series("vardygn soder", "2025-01", 7, 8),
        ],
    ),
    "a sheet per measure": Case(
        as_xlsx(
            {
                "Vårddygn": numbered("Enhet;jan 2025\nEnhet Norr;5"),
                "Placerade barn": numbered("Enhet;jan 2025\nEnhet Norr;6"),
            }
        ),
        ["vardygn norr 2025-01 5", "placerade norr 2025-01 6"],
    ),
    "a hidden sheet": Case(
        as_xlsx(
            {
                "Blad1": numbered("Mått;Enhet;jan 2025\nVårddygn;IFO;5"),
                "Gammalt": numbered("Mått;Enhet;dec 2024\nVårddygn;IFO;4"),
            },
            hidden=["Gammalt"],
        ),
        ["vardygn ifo 2025-01 5", "vardygn ifo 2024-12 4"],
        ["notice hidden-sheet Gammalt"],
    ),
    "contents and definitions first": Case(
        as_xlsx(
            {
                "Innehållsförteckning": numbered("Flik;Innehåll\nTabell 1;Siffror"),
                "Definitioner": numbered("Ord;Betydelse\nVårddygn;Ett dygn"),
                "Tabell 1": cells(
                    "Rapport\nVård\nAvser IFO\nKälla\nUttag\nMått;Enhet;2024;2025\nNKI;IFO;70;71"
                ),
            }
        ),
        ["nki ifo 2024 70", "nki ifo 2025 71"],
        ["notice no-table Innehållsförteckning", "notice no-table Definitioner"],
    ),
}


@pytest.mark.parametrize("book", SHEETS)
def test_every_sheet_of_a_workbook_is_read_or_told_of(quirks: Office, book: str) -> None:
    case = SHEETS[book]
    assert quirks.of(case) == case.expected
