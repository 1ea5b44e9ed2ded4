"""Files of date pairs: encodings, delimiters, spreadsheets, and identity numbers in every disguise."""

import io
import unicodedata
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.lead_times.case_file import CaseFileError, case_file_of, read_case_file
from data.lead_times.identity_numbers import is_personal
from data.lead_times.time_limits import read_time_limits

LIMITS = read_time_limits()
HEADING = "Slag;Enhet;Öppnad;Avslutad;Förlängd"
PLAIN = f"{HEADING}\nUtredning;Väst;2026-03-01;2026-03-20;ja\nFHB;Öst;20260302;;\n"
WRONG_CHECK_DIGIT = "811218-9875"


def read(text, name="fil.csv", encoding="utf-8"):
    return case_file_of(text.encode(encoding), name, LIMITS)


def refused(content, name="fil.csv"):
    """The problems of a file that isn't read."""
    with pytest.raises(CaseFileError) as told:
        case_file_of(content if isinstance(content, bytes) else content.encode(), name, LIMITS)
    return str(told.value)


def plain(file):
    """The cases as texts."""
    moments = {
        name: [str(moment).removesuffix(" 00:00:00") for moment in file.cases[name]]
        for name in ("opened", "closed")
    }
    return file.cases.assign(**moments).drop(columns="row").to_numpy().tolist()


EXPECTED = [
    ["utredning", "Väst", "2026-03-01", "2026-03-20", True],
    ["forhandsbedomning", "Öst", "2026-03-02", "NaT", False],
]


# Text files


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
)
def test_every_usual_encoding_is_read(encoding):
    assert plain(read(PLAIN, encoding=encoding)) == EXPECTED


@pytest.mark.parametrize(
    ("delimiter", "name"),
    [(";", "a.csv"), (",", "a.CSV"), ("\t", "a.tsv"), ("\t", "a.txt"), (";", "a.txt"), ("\t", "a.csv")],
)
def test_the_delimiter_is_the_one_that_parts_the_headings(delimiter, name):
    assert plain(read(PLAIN.replace(";", delimiter), name)) == EXPECTED


def test_a_quote_that_never_ends_does_not_swallow_the_rest_of_the_file():
    swallowed = "".join(f"FHB;B;2026-01-{day:02d};2026-03-01;\n" for day in range(1, 29))
    told = refused(f'{HEADING}\nFHB;"A;2026-01-01;;\n{swallowed}')
    assert "ett citattecken avslutas inte" in told


def test_a_moment_may_have_parts_of_a_second():
    file = read(f"{HEADING}\nFHB;A;2026-10-01 00:00:00.000;2026-10-02 14:30:15.25;")
    assert str(file.cases["closed"][0]) == "2026-10-02 14:30:15"
    assert file.faults.empty


def test_a_delimiter_within_quotes_parts_nothing():
    text = 'Slag,Enhet,Start,Slut\nutredning,"Väst; norr, söder",2026-03-01,\n'
    assert read(text).cases["unit"].tolist() == ["Väst; norr, söder"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(newline):
    assert plain(read(PLAIN.replace("\n", newline))) == EXPECTED


@pytest.mark.parametrize(
    "heading",
    [
        "kind;unit;opened;closed;extended",
        "SLAG;ENHET;ÖPPNAD;AVSLUTAD;FÖRLÄNGD",
        "Ärendeslag;Enhet;Inkom;Slutdatum;Förlängd",
        "Ärendetyp; Enhet ;Startdatum;Slut;förlängd",
        "slag;enhet;start;slut;extended",
    ],
)
def test_headings_are_swedish_or_english_in_letters_of_any_size(heading):
    assert plain(read(PLAIN.replace(HEADING, heading))) == EXPECTED


def test_letters_may_be_written_as_some_machines_do_with_their_dots_apart():
    assert plain(read(unicodedata.normalize("NFD", PLAIN)))[0][3:] == ["2026-03-20", True]
    apart = unicodedata.normalize("NFD", "slag;enhet;öppnad;slut\nförhandsbedömning;A;2026-03-01;\n")
    assert read(apart).cases["kind"].tolist() == ["forhandsbedomning"]


def test_columns_come_in_any_order_and_need_not_tell_of_extensions():
    file = read("slut;enhet;start;slag\n2026-03-20;Väst;2026-03-01;utredning\n")
    assert plain(file) == [["utredning", "Väst", "2026-03-01", "2026-03-20", False]]


def test_other_columns_are_ignored_and_told():
    text = "slag;enhet;start;slut;Anteckning;;\nutredning;A;2026-03-01;;hej;dold;\n"
    file = read(text)
    assert file.ignored_columns == ("Anteckning", "kolumn 6, utan rubrik")
    assert "hej" not in file.cases.to_string()


def test_rows_keep_the_numbers_that_a_spreadsheet_shows():
    text = f"\n{HEADING}\n\nutredning;A;2026-03-01;;\n;;;;\nutredning;A;igår;;\n"
    file = read(text)
    assert file.cases["row"].tolist() == [4]
    assert file.faults["row"].tolist() == [6]


def test_a_short_row_ends_with_empty_cells():
    assert plain(read("slag;enhet;start;slut\nutredning;A;2026-03-01\n"))[0][3] == "NaT"


@pytest.mark.parametrize("unit", ["=HYPERLINK(1)", "+1", "@x", "-2"])
def test_a_cell_that_looks_like_a_formula_is_text(unit):
    assert read(f"slag;enhet;start;slut\nutredning;{unit};2026-03-01;\n").cases["unit"].tolist() == [unit]


def test_a_word_for_no_kind_stands_as_it_is():
    assert read("slag;enhet;start;slut\nBygglov;A;2026-03-01;\n").cases["kind"].tolist() == ["Bygglov"]


def test_signs_that_nobody_sees_are_no_part_of_a_word():
    text = "slag;enhet;start;slut\n utredning\u00a0;A\u202e\u0007B;2026-03-01;\n"
    assert read(text).cases[["kind", "unit"]].to_numpy().tolist() == [["utredning", "A B"]]


# Cells


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-01", "2026-03-01"),
        (" 2026-03-01 ", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("2026-03-01 14:30", "2026-03-01 14:30:00"),
        ("2026-03-01 14:30:59", "2026-03-01 14:30:59"),
        ("2026-03-01T14:30", "2026-03-01 14:30:00"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_read(written, moment):
    file = read(f"slag;enhet;start;slut\nutredning;A;{written};\n")
    assert file.cases["opened"].tolist() == [pd.Timestamp(moment)]


@pytest.mark.parametrize(
    "written",
    "1/3 2026|01/03/2026|2026-02-30|26-03-01|2026-3-1|202603|46082|igår|2026-03-01 25:00|"
    "2026-03-01 14|202603011430|2026-W10|٢٠٢٦-٠٣-٠١".split("|"),
)
def test_what_is_no_date_is_a_fault_of_its_row(written):
    file = read(f"slag;enhet;start;slut\nutredning;A;2026-03-01;{written}\nutredning;A;{written};\n")
    assert file.cases.empty
    assert file.faults["row"].tolist() == [2, 3]
    assert file.faults["message"].tolist() == [
        f"«{written}» är inget {which} som går att läsa. "
        "Skriv 2026-03-01 eller 2026-03-01 14:30. Ärendet räknas inte."
        for which in ("slutdatum", "startdatum")
    ]
    assert not file.faults["counted"].any()


@pytest.mark.parametrize(
    ("written", "extended"),
    [
        ("ja", True),
        ("JA", True),
        ("1", True),
        ("x", True),
        ("X ", True),
        ("true", True),
        ("", False),
        ("nej", False),
        ("0", False),
        ("n", False),
    ],
)
def test_an_extension_is_answered_with_yes_or_no(written, extended):
    file = read(f"{HEADING}\nutredning;A;2026-03-01;;{written}\n")
    assert file.cases["extended"].tolist() == [extended]


def test_another_answer_is_a_fault():
    file = read(f"{HEADING}\nutredning;A;2026-03-01;;kanske\n")
    assert file.cases.empty
    assert file.faults[["row", "message"]].to_numpy().tolist() == [
        [
            2,
            "«kanske» om förlängning är varken ja eller nej: skriv ja, nej eller ingenting. "
            "Ärendet räknas inte.",
        ]
    ]


def test_a_row_with_more_cells_than_headings_has_slipped():
    file = read("slag;enhet;start;slut\nutredning;Väst;norr;2026-03-01;\nutredning;A;2026-03-01;;\nu;A;;;x\n")
    assert file.faults[["row", "fault"]].to_numpy().tolist() == [
        [2, "no_date"],
        [4, "too_many_cells"],
    ]
    assert file.cases["row"].tolist() == [3]


# Files that aren't read


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.csv", "filen är tom"),
        (b"\n\n;;\n", "a.csv", "filen har inga rader"),
        (HEADING.encode(), "a.csv", "filen har rubriker men inga ärenden"),
        (b"x", "a.pdf", "filens slag är okänt. Spara den som något av .csv, .tsv"),
        (b"x", "utan", "filens slag är okänt"),
        (b"\x00\x01\x02\x03" * 99, "a.csv", "filen är inte text i UTF-8, UTF-16 eller Windows-1252"),
        (b"\x81\x8d" * 9, "a.csv", "filen är inte text"),
        (b"PK\x03\x04 trasig", "a.xlsx", "filen kan inte läsas som kalkylark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "filen kan inte läsas som kalkylark"),
        (b"<html></html>", "a.ods", "filen kan inte läsas som kalkylark"),
        (b'slag;enhet;start;slut\n"' + b"x" * 200_000, "a.csv", "raderna går inte att dela i celler"),
        (b"slag;enhet;start\na;b;c", "a.csv", "kolumnen avslutad saknas (rubriken kan vara closed, "),
        (b"a;b\n1;2", "a.csv", "kolumnen slag saknas"),
        (b"a;b\n1;2", "a.csv", "filens första rad är «a», «b»"),
        (
            "start;öppnad;slut;slag;enhet\n;;;;x".encode(),
            "a.csv",
            "flera kolumner betyder samma sak: start och öppnad",
        ),
    ],
)
def test_a_file_that_is_not_read_is_told_with_its_reason(content, name, told):
    message = refused(content, name)
    assert told in message
    assert message.startswith(f"{name} kan inte läsas:")
    assert message.endswith("Ingenting ur filen har räknats eller sparats.")


def test_every_missing_column_is_told_at_once():
    assert refused("enhet\nA").count("saknas") == 3


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path):
    for path, told in ((tmp_path / "borta.csv", "filen finns inte"), (tmp_path, "det är en mapp")):
        with pytest.raises(CaseFileError, match=told):
            read_case_file(path, LIMITS)


def test_a_file_is_read_from_the_disk_and_nothing_is_left_behind(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text(PLAIN, encoding="cp1252")
    assert plain(read_case_file(path, LIMITS)) == EXPECTED
    assert list(tmp_path.iterdir()) == [path]


# Spreadsheets


def workbook(*sheets):
    """An .xlsx of the cells: numbers and dates as Excel keeps them, None for an empty cell."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{relation}"><sheets>'
        + "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in enumerate(sheets, 1)
        )
        + f'<Relationship Id="s" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {space}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/>'
        "</cellXfs></styleSheet>",
    }
    for number, rows in enumerate(sheets, 1):
        lines = "".join(
            f'<row r="{row}">{"".join(_cell(row, column, cell) for column, cell in enumerate(cells))}</row>'
            for row, cells in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {space}><sheetData>{lines}</sheetData></worksheet>"
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _cell(row, column, cell):
    place = f'r="{chr(ord("A") + column)}{row}"'
    match cell:
        case None:
            return ""
        case bool():
            return f'<c {place} t="b"><v>{int(cell)}</v></c>'
        case datetime():
            days = (cell - pd.Timestamp("1899-12-30")).total_seconds() / 86_400
            return f'<c {place} s="1"><v>{days!r}</v></c>'
        case int() | float():
            return f"<c {place}><v>{cell}</v></c>"
        case _:
            return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


HEADINGS = ["Slag", "Enhet", "Öppnad", "Avslutad", "Förlängd"]


def test_excel_is_read_with_its_dates_numbers_and_truths():
    content = workbook(
        [
            HEADINGS,
            ["Utredning", "Väst", pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-20 14:30"), True],
            [None, None, None, None, None],
            ["utredning", 12, 20260301, "2026-03-20", 0],
            ["utredning", "=A1", "2026-03-01 14:30", None, "x"],
        ]
    )
    file = case_file_of(content, "fil.xlsx", LIMITS)
    assert plain(file) == [
        ["utredning", "Väst", "2026-03-01", "2026-03-20 14:30:00", True],
        ["utredning", "12", "2026-03-01", "2026-03-20", False],
        ["utredning", "=A1", "2026-03-01 14:30:00", "NaT", True],
    ]
    assert file.cases["row"].tolist() == [2, 4, 5]
    assert file.faults.empty


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D2" t="e"><v>#N/A</v></c>',
        '<c r="D2"><f>C2+3</f></c>',
        '<c r="D2" s="1"><f>C2+3</f><v></v></c>'.replace("<v></v>", ""),
    ],
)
def test_an_error_or_a_formula_without_a_value_stops_the_reading_and_is_never_an_open_case(cell):
    content = workbook([HEADINGS, ["utredning", "A", "2026-03-01", "avslutad", None]])
    broken = replaced(content, '<c r="D2" t="inlineStr"><is><t>avslutad</t></is></c>', cell)
    assert "fel eller formler utan värde i D2" in refused(broken, "fil.xlsx")


def test_a_formula_with_its_value_is_read():
    content = workbook([HEADINGS, ["utredning", "A", "2026-03-01", "avslutad", None]])
    worked = '<c r="D2" t="str"><f>C2</f><v>2026-03-20</v></c>'
    whole = replaced(content, '<c r="D2" t="inlineStr"><is><t>avslutad</t></is></c>', worked)
    assert str(case_file_of(whole, "fil.xlsx", LIMITS).cases["closed"][0].date()) == "2026-03-20"


def replaced(content, old, new):
    """The workbook with one cell written otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as other:
        for part in book.namelist():
            text = book.read(part)
            other.writestr(part, text.replace(old.encode(), new.encode()))
    assert made.getvalue() != content
    return made.getvalue()


def test_a_number_in_a_column_of_dates_is_a_fault_and_no_guess():
    content = workbook([HEADINGS, ["utredning", "A", 46082, None, None], ["utredning", "A", 0.5, None, None]])
    file = case_file_of(content, "fil.xlsx", LIMITS)
    assert file.faults["row"].tolist() == [2, 3]


def test_an_empty_row_above_the_headings_keeps_the_numbers():
    content = workbook([[None], [None, *HEADINGS], [None, "utredning", "A", "igår", None, None]])
    assert case_file_of(content, "fil.xlsx", LIMITS).faults["row"].tolist() == [3]


def test_a_column_without_heading_in_a_spreadsheet_is_ignored_and_told():
    content = workbook([HEADINGS, ["utredning", "A", "2026-03-01", None, None, "dold"]])
    file = case_file_of(content, "fil.xlsx", LIMITS)
    assert (file.ignored_columns, len(file.cases)) == (("kolumn 6, utan rubrik",), 1)


@pytest.mark.parametrize("sheets", [[[]], [[[]], [HEADINGS, ["utredning", "A", "2026-03-01", None, None]]]])
def test_only_the_first_sheet_is_read(sheets):
    assert "filen har inga rader" in refused(workbook(*sheets), "fil.xlsx")


def open_document(rows):
    """An .ods whose cells are texts."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="B">'
            f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


def test_open_document_is_read():
    content = open_document([HEADINGS, ["Utredning", "Väst", "2026-03-01", "", "ja"]])
    assert plain(case_file_of(content, "fil.ods", LIMITS)) == [
        ["utredning", "Väst", "2026-03-01", "NaT", True]
    ]


# Identity numbers


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("811218-9876", True),
        ("8112189876", True),
        ("198112189876", True),
        ("19811218-9876", True),
        ("811218+9876", True),
        ("811218 9876", True),
        ("811218 - 9876", True),
        ("1981-12-18-9876", True),
        (WRONG_CHECK_DIGIT, True),
        (WRONG_CHECK_DIGIT.replace("-", "+"), True),
        ("811278-9873", True),
        ("8112789873", True),
        ("barnet 811218-9876 bor hos", True),
        ("pnr:8112189876.", True),
        ("811218–9876", True),
        ("811218\u2212" + "9876", True),
        ("811218\u00a09876", True),
        ("8112\u200b189876", True),
        ("８１１２１８-９８７６", True),
        ("8 112 189 876", True),
        ("8.112.189.876", True),
        ("811218/9876", True),
        ("811218.9876", True),
        ("811218  9876", True),
        ("811218_9876", True),
        ("811218-9876-1", True),
        ("8112189876-1", True),
        ("198112189876-1", True),
        ("8,112189876E+9", True),
        ("8.112189876e9", True),
        ("1,98112189876E+11", True),
        ("8 112 189 875", False),
        ("8,112189875E+9", False),
        ("2026-03-01, 2026-03-02", False),
        ("112189874", False),
        ("8112189875", False),
        ("198112189875", False),
        ("20260301", False),
        ("202603011430", False),
        ("2026-03-01", False),
        ("2026-03-01 14:30", False),
        ("2026-03-01T14:30:00", False),
        ("2026-03-01 - 2026-03-31", False),
        ("2026-03-01-2026-03-31", False),
        ("20260301-20260331", False),
        ("556036-0793", False),
        ("811318-9876", False),
        ("811200-9876", False),
        ("811232-9876", False),
        ("811292-9876", False),
        ("12345678901234567890", False),
        ("", False),
    ],
)
def test_an_identity_number_is_known_from_a_date_and_from_other_numbers(text, personal):
    assert is_personal(text) is personal


def check_digit(nine):
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(nine)]
    return -sum(number if number < 10 else number - 9 for number in doubled) % 10


@given(st.dates(date(1920, 1, 1), date(2026, 12, 31)), st.integers(0, 999), st.sampled_from([0, 60]))
def test_every_number_that_could_be_somebody_s_is_known_in_every_form(born, serial, added):
    birth = f"{born:%y%m}{born.day + added:02d}"
    nine = f"{birth}{serial:03d}"
    last = f"{serial:03d}{check_digit(nine)}"
    century = f"{born.year // 100}"
    for written in (
        f"{birth}{last}",
        f"{century}{birth}{last}",
        f"{birth}-{last}",
        f"{century}{birth}+{last}",
    ):
        assert is_personal(written)
    wrong = (int(last[-1]) + 1) % 10
    assert not is_personal(f"{birth}{last[:-1]}{wrong}")
    assert not is_personal(f"{century}{birth}{last[:-1]}{wrong}")
    assert is_personal(f"{birth}-{last[:-1]}{wrong}")


@given(st.datetimes(pd.Timestamp("2000-01-01"), pd.Timestamp("2030-12-31")))
def test_no_date_is_taken_for_a_person(moment):
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M"):
        assert not is_personal(moment.strftime(form))


NUMBER = "198112189876"
ROW = "utredning;A;2026-03-01;;"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{HEADING}\n{ROW}\nutredning;{NUMBER};2026-03-01;;\n", "rad 3, kolumn 2"),
        (f"{HEADING};Anm\n{ROW};om {NUMBER}\n", "rad 2, kolumn 6"),
        (f"{HEADING};{NUMBER}\n{ROW};\n", "rad 1, kolumn 6"),
        (f"{HEADING}\n{ROW};;{NUMBER}\n", "rad 2, kolumn 7"),
        (f"{HEADING}\nutredning;A;{NUMBER};;\n", "rad 2, kolumn 3"),
        (f"{NUMBER}\n", "rad 1, kolumn 1"),
        (f"helt annat\n{NUMBER}", "rad 2, kolumn 1"),
    ],
)
@pytest.mark.parametrize("written", [NUMBER, NUMBER[2:], f"{NUMBER[2:8]}-{NUMBER[8:]}", "811278-9873"])
def test_an_identity_number_anywhere_stops_the_reading_and_is_never_repeated(text, place, written):
    message = refused(text.replace(NUMBER, written))
    assert f"personnummer eller samordningsnummer: {place}." in message
    assert written not in message
    assert "9876" not in message


def test_an_identity_number_is_found_as_a_number_in_any_sheet():
    found = [HEADINGS, ["utredning", "A", "2026-03-01", None, None]]
    for number in (198112189876, 8112189876):
        message = refused(workbook(found, [["x"], [None, number]]), "fil.xlsx")
        assert "blad 2, rad 2, kolumn 2" in message
        assert "9876" not in message


def test_a_number_that_has_lost_its_zero_is_found():
    zeroless = 112189000 + 10 * 87
    zeroless += check_digit(f"0{zeroless}"[:9])
    rows = [[*HEADINGS, "Anm"], ["utredning", "A", "2026-03-01", None, None, zeroless]]
    assert "rad 2, kolumn 6" in refused(workbook(rows), "fil.xlsx")


def test_the_places_are_told_up_to_ten():
    text = f"{HEADING}\n" + f"utredning;{NUMBER};2026-03-01;;\n" * 12
    message = refused(text)
    assert message.count("kolumn 2") == 10
    assert "rad 11, kolumn 2 och 2 till." in message


@pytest.mark.parametrize("content", [b"", b"slag\nx"])
def test_an_identity_number_in_the_name_of_the_file_is_not_repeated(content):
    message = refused(content, "akt 811218-9876.csv")
    assert "9876" not in message
    assert message.startswith("filen.csv kan inte läsas")
