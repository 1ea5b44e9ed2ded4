"""The report as CSV, read back as a Swedish spreadsheet reads it."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from office_files import converted
from openpyxl import load_workbook
from reports_made import HARM, HIDDEN, HIDDEN_ITEM, a_chart, a_report, an_item

from metrics.documents.model import Cell, Point, Report, Section, TargetLine
from metrics.periods import Period
from metrics.vocabulary import Lens, SectionKind
from reports.csv_file import report_csv

FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r|")
SWEDISH = "Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true"


def read(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(report_csv(report).decode("utf-8-sig"), newline=""), delimiter=";"))


def rows_of(report: Report, kind: str) -> list[dict[str, str]]:
    return [row for row in read(report) if row["Rad"] == kind]


def test_the_file_opens_in_a_swedish_spreadsheet_as_a_clean_table():
    written = report_csv(a_report())
    text = written.decode("utf-8")
    assert text.startswith("\ufeffRad;Indikatorkod;Indikator;Område;"), "a byte order mark, then the headings"
    lines = text.split("\r\n")
    assert lines[-1] == "" and "\n" not in "".join(lines)
    assert len(lines) - 2 == 2 * (1 + 12), "a row for each indicator, and one for each period of its chart"
    assert all(None not in row and None not in row.values() for row in read(a_report()))


def test_each_period_of_a_chart_is_a_row_with_the_reports_figure():
    rows = rows_of(a_report(an_item()), "serie")
    assert [row["Periodkod"] for row in rows][::11] == ["2026-01", "2026-12"]
    assert [row["Värde"] for row in rows] == "6,1 6,4 5,9 5,5  4,8 4,2 5,1 5,6 5,9 6,2 6,3".split(" ")
    assert {(row["Mål 1"], row["Mål 1 avser"], row["Mål 2"], row["Måttenhet"]) for row in rows} == {
        ("5,7", "Mål", "", "%")
    }
    assert (rows[0]["Period"], rows[0]["Första dag"], rows[1]["Sista dag"]) == (
        "januari 2026", "2026-01-01", "2026-02-28",
    )  # fmt: skip


def test_what_the_report_says_of_an_indicator_is_a_row_of_its_own():
    (row,) = rows_of(a_report(an_item()), "rapport")
    told = {
        key: row[key]
        for key in ("Värde", "Mål 1", "Mål i ord", "Läge", "Anmärkning", "Märkning", "Visas för")
    }
    assert told == {
        "Värde": "6,3",
        "Mål 1": "5,7",
        "Mål i ord": "högst 5,7\u00a0%",
        "Läge": "✕ Når inte målet",
        "Anmärkning": "preliminärt",
        "Märkning": "Simulerade data",
        "Visas för": "verksamheten",
    }
    assert row["Slutsats"].startswith("Sjukfrånvaro var 6,3 %")
    assert row["Kommentarer"] == "Många förkylningar i november."


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell("−1\u00a0250,5", -1250.5, 1, "tkr"), "-1250,5"),
        (Cell("12\u00a0345", 12345.0, 0, ""), "12345"),
        (Cell("33,3\u00a0%", 100 / 3, 1, "%"), "33,3"),
        (Cell("0", 0.0, 0, ""), "0"),
        (Cell(".."), ".."),
        (Cell("..", 3.0, 0, ""), ".."),
        (Cell("saknas"), ""),
        (Cell(""), ""),
        (Cell("–", float("nan")), ""),
    ],
)
def test_numbers_are_written_as_a_spreadsheet_reads_them_and_what_is_not_one_is_never_0(cell, shown):
    (row,) = rows_of(a_report(replace(an_item(), value=cell)), "rapport")
    assert row["Värde"] == shown


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (6.2, ("0,1", "procentenheter")),
        (7.3, ("-1,0", "procentenheter")),
        (6.3, ("0,0", "procentenheter")),
        (None, ("0,1", "procentenheter")),
    ],
)
def test_a_change_is_the_number_between_the_two_figures_or_the_one_that_is_told(before, shown):
    chart = a_chart("Sjukfrånvaro", before, 6.3, first="2026-11")
    (row,) = rows_of(a_report(replace(an_item(chart=chart), change="+0,1")), "rapport")
    assert (row["Ändring"], row["Ändringens måttenhet"]) == shown


def test_no_change_is_told_where_the_report_tells_none():
    (row,) = rows_of(a_report(replace(an_item(), change="")), "rapport")
    assert (row["Ändring"], row["Ändringens måttenhet"]) == ("", "")


def test_a_figure_stands_in_the_period_that_it_is_of():
    years = a_chart("Sjukfrånvaro", first="2025-01")
    (row,) = rows_of(a_report(replace(an_item(chart=years), period=Period.parse("2025-12"))), "rapport")
    assert (row["Periodkod"], row["Period"], row["Mål 1"]) == ("2025-12", "december 2025", "5,7")


def test_a_hidden_figure_says_so_and_why_on_every_row_that_has_it():
    rows = read(a_report(HIDDEN_ITEM, lens=Lens.PUBLIC))
    hidden = [row for row in rows if row["Värde"] == ".."]
    assert [(row["Rad"], row["Periodkod"]) for row in hidden] == [
        ("rapport", "2026-12"),
        ("serie", "2026-03"),
        ("serie", "2026-12"),
    ]
    assert {(row["Anmärkning"], row["Förklaring"]) for row in hidden if row["Rad"] == "serie"} == {
        ("", HIDDEN)
    }
    assert [row["Värde"] for row in rows if row["Rad"] == "serie"] == (
        "12 11 ..  9 8 8 9 10 11 12 ..".split(" ")
    )
    assert {row["Förklaring"] for row in hidden} == {HIDDEN}
    assert {row["Visas för"] for row in rows} == {"allmänheten"}
    assert not any(row["Förklaring"] for row in rows if row["Värde"] != "..")


@pytest.mark.parametrize("lens", Lens)
def test_a_figure_that_is_missing_is_never_said_to_be_hidden(lens):
    for item, period in ((an_item(), "2026-05"), (HIDDEN_ITEM, "2026-04")):
        rows = rows_of(a_report(item, lens=lens), "serie")
        gap = next(row for row in rows if row["Periodkod"] == period)
        assert (gap["Värde"], gap["Anmärkning"], gap["Förklaring"]) == ("", "saknas", "")


def test_a_preliminary_figure_and_one_beyond_chance_say_so():
    chart = replace(
        a_chart(),
        points=(
            Point(Period.parse("2026-12"), 6.3, True, "worse"),
            Point(Period.parse("2027-01"), None, True),
        ),
        targets=(),
    )
    rows = rows_of(a_report(an_item(chart=chart)), "serie")
    assert [(row["Anmärkning"], row["Förändring"]) for row in rows] == [
        ("preliminärt", "verklig försämring"),
        ("saknas", ""),
    ]


def test_each_target_has_its_columns_and_a_third_one_gets_more():
    three = tuple(
        TargetLine(name, (value,) * 12) for name, value in (("Mål", 5.7), ("KF:s mål", 6), ("Plan", None))
    )
    rows = rows_of(a_report(an_item(chart=replace(a_chart(), targets=three))), "serie")
    keys = ("Mål 1", "Mål 1 avser", "Mål 2", "Mål 2 avser", "Mål 3", "Mål 3 avser")
    assert [rows[0][key] for key in keys] == ["5,7", "Mål", "6,0", "KF:s mål", "", ""]


@pytest.mark.parametrize(
    "harm",
    [HARM, "+1+cmd|' /C calc'!A0", "-1+1|x", "@SUM(A1)", " =1+1", "\u00a0=1", "\t=1", "\x00=1", "\r\n=1",
     "|x", "%=1", 'a";=1+1;"'],
)  # fmt: skip
def test_no_text_is_taken_for_a_formula_wherever_it_stands(harm):
    item = replace(
        an_item(code=harm, name=harm, chart=replace(a_chart(), unit_of_measure=harm, targets=())),
        sentence=harm, value=Cell(harm), target=harm, status=harm, change=harm, note=harm,
        comments=(harm, harm), actions=(harm,), definition=harm, source=harm,
    )  # fmt: skip
    report = replace(
        a_report(item),
        title=harm,
        organisation=harm,
        unit=harm,
        remark=harm,
        as_of=harm,
        explanations=(harm,),
    )
    rows = read(report)
    assert len(rows) == 13, "no text ends its row or its cell"
    for row in rows:
        assert None not in row
        for heading, text in row.items():
            number = heading == "Värde" and text.lstrip("-").replace(",", "").isdigit()
            assert number or not text.lstrip(" \u00a0").startswith(FORMULA_SIGNS), (heading, text)


def test_an_indicator_in_several_sections_is_told_once_and_with_its_chart():
    report = a_report(an_item())
    again = Section(SectionKind.TARGETS, "Måluppfyllelse", (), (replace(an_item(), chart=None),))
    rows = read(replace(report, sections=(again, *report.sections)))
    assert [row["Rad"] for row in rows] == ["rapport", *["serie"] * 12]


def test_nothing_but_headings_of_a_report_without_indicators():
    empty = replace(a_report(), sections=())
    assert read(empty) == []
    assert report_csv(empty).decode("utf-8-sig").count("\r\n") == 1


def test_an_indicator_without_a_chart_has_its_own_row_alone():
    rows = read(a_report(replace(an_item(), chart=None)))
    assert [(row["Rad"], row["Värde"], row["Måttenhet"]) for row in rows] == [("rapport", "6,3", "%")]


def test_the_same_report_gives_the_same_bytes():
    assert report_csv(a_report()) == report_csv(a_report())


def test_a_spreadsheet_in_swedish_reads_numbers_and_days(tmp_path):
    """Opened by LibreOffice as Swedish Excel opens it: semicolons, decimal commas."""
    made = converted(report_csv(a_report(an_item(), HIDDEN_ITEM)), ".csv", "xlsx", tmp_path, SWEDISH)
    sheet = load_workbook(BytesIO(made)).active
    headings, *rows = sheet.iter_rows(values_only=True)
    place = {name: headings.index(name) for name in ("Värde", "Mål 1", "Första dag", "Indikator", "Källa")}
    assert [row[place["Värde"]] for row in rows[:6]] == [6.3, 6.1, 6.4, 5.9, 5.5, None]
    assert rows[1][place["Mål 1"]] == 5.7
    assert rows[1][place["Första dag"]].isoformat()[:10] == "2026-01-01"
    assert rows[-1][place["Källa"]] in (HARM, f"'{HARM}"), "a text, and no formula"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
