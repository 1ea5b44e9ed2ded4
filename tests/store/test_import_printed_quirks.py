"""The layouts of real files, as they are printed or downloaded: what they say, what is asked and told."""

from collections.abc import Mapping

import pytest
from import_workbooks import as_text, as_xlsx, cells, numbered, with_a_drawing_that_is_missing
from quirk_office import Case, Office, series

NBSP = "\u00a0"


def text(written: str, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return as_text(cells(written), delimiter=delimiter, encoding=encoding)


TIMRA = """Mått;Bokslut 2015;Bokslut 2016;Plan 2017;Utfall jan;Utfall feb;Plan 2019
Antal brukare individstöd (sista dagen i;4,5;6;33;5,3;0,5;0
- varav Placerade barn;1;2;3;-;0,4;0
HVB-klienter (årsplatser);5,3;;7;5,1;;0"""
TIMRA_VALUES = {
    "brukare": {"2015": "4.5", "2016": "6", "2017-01": "5.3", "2017-02": "0.5"},
    "placerade": {"2015": "1", "2016": "2", "2017-01": "missing", "2017-02": "0.4"},
    "hvb": {"2015": "5.3", "2017-01": "5.1"},
}
RESULT = """Resultaträkning, tkr;Bokslut 2016;Budget 2017;Prognos 2017{month};Plan 2018
Intäkter;3 258;3 300;3 100;3 400
Kostnader;-68 851;-70 000;-71 000;-72 000
Nettokostnad;-65 594;-66 700;-67 900;-68 600"""
RESULT_VALUES = {
    "intakter": (3_258, 3_300, 3_100, 3_400),
    "kostnader": (-68_851, -70_000, -71_000, -72_000),
    "netto": (-65_594, -66_700, -67_900, -68_600),
}

RESULT_TOLD = ["notice unit B2", "notice parts-and-total B4"]
"""3 258 − 68 851 is printed −65 594."""


def by_unit(values: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [f"{code} ifo {period} {value}" for code, row in values.items() for period, value in row.items()]


def result(made_in: str) -> list[str]:
    kinds = ("2016 outcome", "2017 budget", f"2017 forecast{made_in}", "2018 plan")
    return [
        f"{code} ifo {kind} {value * 1000}"
        for code, row in RESULT_VALUES.items()
        for kind, value in zip(kinds, row, strict=True)
    ]


ENGLISH = """  Month  ,  Enhet ,  Mått ,  Value
{},Enhet Norr,Vårddygn,"27,969"
{},Enhet Norr,Vårddygn,"28,100"
{},Enhet Norr,Vårddygn,"1,028,100"
"""
TWO_READINGS = ENGLISH.replace("1,028,100", "28,300")
MONTHS_1711 = """Period;Enhet;Mått;Värde
1711;Enhet Norr;Vårddygn;5
1712;Enhet Norr;Vårddygn;6
1801;Enhet Norr;Vårddygn;7"""
CASES = {
    "Timrå, measures": Case(
        text(TIMRA),
        by_unit(TIMRA_VALUES),
        [
            "notice target-left-out D1",
            "notice target-left-out G1",
            "notice cut-off B2",
            "notice planned D3",
            "notice unit B2",
            "notice cell E3",
        ],
        answers={"sign:-": "missing", "year:tabellen": "2017"},
    ),
    "Timrå, result": Case(text(RESULT.format(month=" aug")), result(" 2017-08"), RESULT_TOLD),
    "Timrå, result without the month": Case(
        text(RESULT.format(month="")),
        result(""),
        [RESULT_TOLD[0], "notice forecast-month D2", RESULT_TOLD[1]],
    ),
    "Helsingborg, targets as text": Case(
        text(
            "Mått;Enhet;2017;2018;2019\nVårddygn;IFO;Högst 160 vårddygn;Högst 155;150\n"
            "NKI;IFO;NKI 75;76;tas fram av nämnd\nKlagomål;IFO;350 st;2 400;..\n"
            "Sjukfrånvaro;IFO;60 %;61 %;62 %"
        ),
        [
            *("vardygn ifo 2017 160", "vardygn ifo 2018 155", "vardygn ifo 2019 150"),
            *("nki ifo 2017 75", "nki ifo 2018 76", "nki ifo 2019 not_yet_reported"),
            *("klagomal ifo 2017 350", "klagomal ifo 2018 2400", "klagomal ifo 2019 missing"),
            *("sjuk ifo 2017 60", "sjuk ifo 2018 61", "sjuk ifo 2019 62"),
        ],
        [f"notice cell {cell}" for cell in ("C2", "D2", "C3", "E3", "C4", "E4", "C5")],
    ),
    "Helsingborg, numbers run together": Case(
        text("tkr;Utfall 2015;Budget 2016;Plan 2017\nKostnader;-560 009-666 093-685 067;;"),
        [
            "kostnader ifo 2015 outcome -560009000",
            "kostnader ifo 2016 budget -666093000",
            "kostnader ifo 2017 plan -685067000",
        ],
        ["notice unit B2"],
    ),
    "Helsingborg, numbers that can be parted in several ways": Case(
        text("tkr;Utfall 2015;Budget 2016;Plan 2017\nIntäkter;1;2;3\nKostnader;1 110 811 196;;"),
        ["intakter ifo 2015 outcome 1000", "intakter ifo 2016 budget 2000", "intakter ifo 2017 plan 3000"],
        ["error numbers-ran-together B3", "notice unit B2"],
    ),
    "Norrköping, dot leaders and a sum that is wrong": Case(
        text(
            "tkr;Budget 2017\nIntäkter ........................;400\nKostnader . . . . . . . .;-509 000\n"
            "SUMMA ......................;-509 400"
        ),
        ["intakter ifo 2017 budget 400000", "kostnader ifo 2017 budget -509000000"],
        ["notice sum-row-left-out B4", "notice unit B2", "warning sum B4"],
    ),
    "Socialstyrelsen": Case(
        text(
            f"Placerade barn;;;\nRegion;2016;2017;\n;dec;jan;feb\nEnhet Norr;1{NBSP}234;X;--\n"
            "Enhet Söder;--;7;X\n\nX = sekretess\n-- = uppgift saknas\n1) Uppgiften är från året före."
        ),
        [
            *series("placerade norr", "2016-12", "1234", "confidential", "missing"),
            *series("placerade soder", "2016-12", "missing", "7", "confidential"),
        ],
        ["notice cell C4", "notice cell D4"],
    ),
    "the national total among the municipalities": Case(
        text("Mått;Region;jan 2017\nPlacerade barn;Riket;8000\nPlacerade barn;Enhet Norr;7"),
        ["placerade norr 2017-01 7"],
        ["notice left-out C2"],
        answers={"unit:Riket": "skip"},
    ),
    "ESV": Case(
        text("Vårddygn;;;\nÅr;jan;feb;mar\n2016;1 234,5;2 345;3 456\n2017;1 334,5;;", encoding="utf-8-sig"),
        [*series("vardygn ifo", "2016-01", 1234.5, 2345, 3456), *series("vardygn ifo", "2017-01", 1334.5)],
        ["notice unit B3", "notice missing-months B4"],
    ),
    "ESV, the measure in the file's name": Case(
        text("År;jan;feb;mar\n2016;1;2;3", encoding="utf-8-sig"),
        series("vardygn ifo", "2016-01", 1, 2, 3),
        ["notice unit B2"],
        name="Vårddygn 2016.csv",
    ),
    "Alberta, American days": Case(
        ENGLISH.format("4/1/2005", "5/1/2005", "6/1/2005").encode(),
        series("vardygn norr", "2005-04", 27969, 28100, 1028100),
    ),
    "Alberta, 2008/04": Case(
        ENGLISH.format("2008/04", "2008/05", "2008/06").encode(),
        series("vardygn norr", "2008-04", 27969, 28100, 1028100),
    ),
    "Alberta, nothing tells what the comma is": Case(
        TWO_READINGS.format("4/1/2005", "5/1/2005", "6/1/2005").encode(), [], [], ["sign:,"]
    ),
    "Alberta, the comma parts thousands": Case(
        TWO_READINGS.format("4/1/2005", "5/1/2005", "6/1/2005").encode(),
        series("vardygn norr", "2005-04", 27969, 28100, 28300),
        answers={"sign:,": "."},
    ),
    "Alberta, one month misspelt": Case(
        ENGLISH.format("2008/04", "2008/60", "2008/06").encode(),
        ["vardygn norr 2008-04 27969", "vardygn norr 2008-06 1028100"],
        ["error no-period A3", "notice missing-months D4"],
    ),
    "a misspelt month across": Case(
        text("Mått;Enhet;jan 2017;fbr 2017;mar 2017\nVårddygn;IFO;5;6;7"),
        ["vardygn ifo 2017-01 5", "vardygn ifo 2017-03 7"],
        ["error no-period D1", "notice missing-months E2"],
    ),
    "MYH": Case(
        as_xlsx(
            {
                "Innehållsförteckning": cells("Flik;Innehåll\nTabell 1;Siffror"),
                "Definitioner": cells("Ord;Betydelse\nVårddygn;Ett dygn"),
                "Tabell 1": cells(
                    "Rapport\nVård\nAvser IFO\nKälla\nUttag\nMått;Enhet;2016;2017\nVårddygn;IFO;400;1 410"
                ),
            }
        ),
        ["vardygn ifo 2016 400", "vardygn ifo 2017 1410"],
        ["notice no-table Innehållsförteckning", "notice no-table Definitioner"],
        name="fil.xlsx",
    ),
    "Scotland": Case(
        text("Month;Enhet;Vårddygn;z;Placerade barn;z\n200707;Enhet Norr;27;;5;z\n200708;Enhet Norr;28;z;6;"),
        [
            *("vardygn norr 2007-07 27", "placerade norr 2007-07 5"),
            *("vardygn norr 2007-08 28", "placerade norr 2007-08 6"),
        ],
        ["notice column-left-out D1", "notice column-left-out F1"],
    ),
    "1711": Case(text(MONTHS_1711), series("vardygn norr", "2017-11", 5, 6, 7)),
    "PBS": Case(
        as_text([[*row, *[""] * 180] for row in cells("PBS\nUttag\nMått;Enhet;jan 2017\nVårddygn;IFO;5")]),
        ["vardygn ifo 2017-01 5"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", CASES)
def test_printed_and_downloaded_tables_are_read_as_they_stand(quirks: Office, source: str) -> None:
    case = CASES[source]
    assert quirks.of(case) == case.expected


def test_a_workbook_with_a_drawing_that_is_missing_is_read(quirks: Office) -> None:
    table = numbered("Mått;Enhet;jan 2017\nVårddygn;IFO;5")
    content = with_a_drawing_that_is_missing(as_xlsx({"Blad1": table}))
    case = Case(content, ["vardygn ifo 2017-01 5"], name="Region.xlsx")
    assert quirks.of(case) == case.expected
