"""The same table in every kind of file that an office sends, and as rows pasted from Excel."""

import pytest
from import_workbooks import as_ods, as_text, as_xls, as_xlsx, cells, numbered
from quirk_office import TODAY, Case, Office, series

from data.files.reading import pasted_sheet
from data.imports.reading import read_import
from data.imports.told import as_plain

TITLED = """Uppföljning IFO 2025;;;;

Mått;Enhet;jan;feb;mar
Placerade barn;Enhet Norr;7;;9
Sjukfrånvaro;Enhet Söder;5,3;6,15;..
Vårddygn;IFO;1350;1402,5;88
"""
VALUES = [
    *series("placerade norr", "2025-01", 7, None, 9),
    *series("sjuk soder", "2025-01", 5.3, 6.15, "missing"),
    *series("vardygn ifo", "2025-01", 1350, 1402.5, 88),
]
TEXTS = [
    (encoding, delimiter)
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le")
    for delimiter in ";,\t|"
]


def case(content: bytes, name: str, sheet: str = "") -> Case:
    told = {"year-from": "C3", "cell": "E5", "missing-months": "E4"}
    return Case(content, VALUES, [f"notice {rule} {sheet}{cell}" for rule, cell in told.items()], name=name)


@pytest.mark.parametrize(("encoding", "delimiter"), TEXTS)
def test_text_files_of_any_encoding_and_delimiter_say_the_same(
    quirks: Office, encoding: str, delimiter: str
) -> None:
    content = as_text(cells(TITLED), delimiter=delimiter, encoding=encoding)
    expected = case(content, "fil.tsv" if delimiter == "\t" else "fil.csv")
    assert quirks.of(expected) == expected.expected


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_xlsx({"Blad1": numbered(TITLED)}), "fil.xlsx"),
        (as_xlsx({"Blad1": cells(TITLED)}), "text.xlsx"),
        (as_xls({"Blad1": numbered(TITLED)}), "fil.xls"),
        (as_ods({"Blad1": numbered(TITLED)}), "fil.ods"),
        (as_xlsx({"Blad1": numbered(TITLED)}), "döpt-fel.csv"),
        (as_text(cells(TITLED)), "döpt-fel.xlsx"),
    ],
    ids=["xlsx", "text in xlsx", "xls", "ods", "xlsx called csv", "csv called xlsx"],
)  # fmt: skip
def test_workbooks_say_the_same_whatever_they_are_called(quirks: Office, content: bytes, name: str) -> None:
    expected = case(content, name, "" if name == "döpt-fel.xlsx" else "Blad1!")
    assert quirks.of(expected) == expected.expected


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rows_pasted_from_a_spreadsheet_say_the_same(quirks: Office, ending: str) -> None:
    pasted = ending.join("\t".join(row) for row in cells(TITLED))
    draft = read_import(
        quirks.engine, quirks.id, [pasted_sheet(pasted)], answers={}, today=TODAY
    )  # fmt: skip
    plain = as_plain(draft, None, committed=False)
    assert [value["value"] for value in plain["values"]] == [7, 9, 5.3, 6.15, None, 1350, 1402.5, 88]
    assert plain["questions"] == []


def test_a_pasted_cell_may_hold_two_lines(quirks: Office) -> None:
    pasted = 'Mått\tEnhet\t"jan\n2025"\n"Placerade\nbarn"\tEnhet Norr\t7\n'
    draft = read_import(quirks.engine, quirks.id, [pasted_sheet(pasted)], answers={}, today=TODAY)
    assert as_plain(draft, None, committed=False)["values"] == [
        {"indicator": "placerade", "unit": "norr", "period": "2025-01", "value": 7.0, "state": "final"}
    ]
