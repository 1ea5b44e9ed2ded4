"""How offices write months and other periods over their columns, from the bytes of the file."""

from datetime import date

import pytest
from import_workbooks import Shown, as_ods, as_text, as_xls, as_xlsx, cells
from quirk_office import Case, Office, series

MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
WHOLE_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
YEAR_BACK = [f"2025-{month:02d}" for month in range(1, 13)]
TWELVE = list(range(10, 22))


def text(written: str) -> bytes:
    return as_text(cells(written))


def of_year(headings: list[str], title: str = "") -> bytes:
    rows = [["Mått", "Enhet", *headings], ["Placerade barn", "Enhet Norr", *TWELVE]]
    return as_text([[title], [], *rows] if title else rows)


YEAR = series("placerade norr", "2025-01", *TWELVE)
FROM_TITLE, FROM_FILE = "notice year-from C3", "notice year-from C1"
HEADINGS = {
    "jan … dec under a year in the title": Case(of_year(MONTHS, "Uppföljning 2025"), YEAR, [FROM_TITLE]),
    "Jan … Dec with the year in the file's name": Case(
        of_year([month.title() for month in MONTHS]), YEAR, [FROM_FILE], name="Månadsfil_2025.csv"
    ),
    "Utfall jan": Case(of_year([f"Utfall {month} 2025" for month in MONTHS]), YEAR),
    "Januari": Case(of_year([f"{month.title()} 2025" for month in WHOLE_MONTHS]), YEAR),
    "mars 2019": Case(of_year([f"{month} 2025" for month in WHOLE_MONTHS]), YEAR),
    "2019-03": Case(of_year(YEAR_BACK), YEAR),
    "201903": Case(of_year([month.replace("-", "") for month in YEAR_BACK]), YEAR),
    "mar-19": Case(of_year([f"{month}-25" for month in MONTHS]), YEAR),
    "mar.": Case(of_year([f"{month}. 2025" for month in MONTHS]), YEAR),
    "mar with a mark of a footnote": Case(of_year([f"{month} 2025*" for month in MONTHS]), YEAR),
    "2019-03-01": Case(of_year([f"{month}-01" for month in YEAR_BACK]), YEAR),
}


@pytest.mark.parametrize("written", HEADINGS)
def test_months_are_read_in_every_spelling(quirks: Office, written: str) -> None:
    case = HEADINGS[written]
    assert quirks.of(case) == case.expected


DAYS = [[Shown(date(2025, month, 1), "mmm-yy") for month in range(1, 13)]]
DATED = [["Mått", "Enhet", *DAYS[0]], ["Placerade barn", "Enhet Norr", *TWELVE]]
MIXED = [
    ["Mått", "Enhet", "2019-03", date(2019, 4, 1), "201905", "juni 2019", 201907],
    ["Placerade barn", "Enhet Norr", 3, 4, 5, 6, 7],
]
SERIALS = [["Mått", "Enhet", 45658, 45689, 45717], ["Placerade barn", "Enhet Norr", 10, 11, 12]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (as_xlsx({"Blad1": DATED}), YEAR),
        (as_xls({"Blad1": DATED}), YEAR),
        (as_ods({"Blad1": DATED}), YEAR),
        (as_xlsx({"Blad1": MIXED}), series("placerade norr", "2019-03", 3, 4, 5, 6, 7)),
        (as_xlsx({"Blad1": SERIALS}), YEAR[:3]),  # days that have lost their look
    ],
    ids=["xlsx", "xls", "ods", "mixed", "bare numbers"],
)
def test_days_of_a_spreadsheet_are_months(quirks: Office, content: bytes, expected: list[str]) -> None:
    case = Case(content, expected, name="fil")
    assert quirks.of(case) == case.expected


PERIODS = {
    "T1 2019": ("T1 2025;T2 2025;T3 2025", "Nöjda klienter;71;72;73", ["T1 71", "T2 72", "T3 73"]),
    "Tertial 1": ("Tertial 1 2025;Tertial 2 2025", "Nöjda klienter;71;72", ["T1 71", "T2 72"]),
    "2019-T1": ("2025-T1;2025-T2", "Nöjda klienter;71;72", ["T1 71", "T2 72"]),
    "kv 2": ("kv 1 2025;kv 2 2025", "Klagomål;7;8", ["Q1 7", "Q2 8"]),
    "Q2": ("Q1 2025;Q2 2025", "Klagomål;7;8", ["Q1 7", "Q2 8"]),
    "kvartal 2": ("kvartal 1 2025;kvartal 2 2025", "Klagomål;7;8", ["Q1 7", "Q2 8"]),
    "halvår 1": ("halvår 1 2025;halvår 2 2025", "HME;74;76", ["H1 74", "H2 76"]),
    "H1": ("H1 2025;H2 2025", "HME;74;76", ["H1 74", "H2 76"]),
}


@pytest.mark.parametrize("written", PERIODS)
def test_parts_of_a_year_are_read(quirks: Office, written: str) -> None:
    headings, row, said = PERIODS[written]
    name, rest = row.split(";", 1)
    code = {"Nöjda klienter": "nojda", "Klagomål": "klagomal", "HME": "hme"}[name]
    content = text(f"Mått;Enhet;{headings}\n{name};Enhet Norr;{rest}")
    case = Case(content, [f"{code} norr 2025-{each}" for each in said])
    assert quirks.of(case) == case.expected
