"""The report as a workbook, read back by other programs than the one that writes it."""

import re
import subprocess
from dataclasses import fields, replace
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from office_files import converted
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports_made import HARM, HIDDEN, HIDDEN_ITEM, SIMULATED, a_chart, a_report, an_item

from metrics.documents.model import Cell, Chart, Item, Point, Report, Section, Table, TargetLine
from metrics.periods import Period
from metrics.vocabulary import Area, Lens, SectionKind
from reports.workbook import workbook_xlsx

DAY = date(2026, 11, 28)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
ALT = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
AREAS = (Area.PLACEMENTS, Area.QUALITY, Area.STAFF)
FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r|")
HARMS = [
    HARM,
    "+1+cmd|' /C calc'!A0",
    "-1+1|x",
    "@SUM(A1)",
    " =1+1",
    "\t=1",
    "\x00=1",
    "|x",
    "Bra!A1",
    "Ny!$B$2:$B$9",
]


def made(report: Report) -> bytes:
    return workbook_xlsx(report, made_on=DAY)


def a_day(day: date) -> datetime:
    """Return a day as openpyxl reads it."""
    return datetime.combine(day, time())


def opened(report: Report) -> Workbook:
    return load_workbook(BytesIO(made(report)))


def parts(report: Report, begins: str) -> list[etree._Element]:
    """Return the parts of the file whose names begin so, in the order of their numbers."""
    with ZipFile(BytesIO(made(report))) as file:
        names = [name for name in file.namelist() if name.startswith(begins) and name.endswith(".xml")]
        names.sort(key=lambda name: int(re.sub(r"\D", "", name) or 0))
        return [etree.fromstring(file.read(name)) for name in names]


def charts(report: Report) -> list[etree._Element]:
    return parts(report, "xl/charts/chart")


def table(sheet: Worksheet, heading_row: int = 4) -> list[dict[str, object]]:
    """Return the rows of the table under a row of headings, up to the first empty one."""
    headings, *rows = sheet.iter_rows(min_row=heading_row, values_only=True)
    filled = []
    for row in rows:
        if row[0] is None:
            break
        filled.append(dict(zip(headings, row, strict=True)))
    return filled


def cached(series: etree._Element, kind: str) -> dict[int, str]:
    """Return what a chart itself holds of its values (`val`) or periods (`cat`), by place."""
    return {
        int(point.get("idx")): point.findtext(f"{CHART}v")
        for point in series.findall(f"{CHART}{kind}//{CHART}pt")
    }


def harmed(harm: str) -> Report:
    """Return a report in which every text means harm."""
    chart = Chart(harm, harm, harm, 1, a_chart().points, (TargetLine(harm, (5.7,) * 12),), harm)
    texts = {field.name: harm for field in fields(Item) if field.type in (str, "str")}
    item = replace(
        an_item(), **texts | {"tone": "worse"}, value=Cell(harm, 6.3, 1, harm), comments=(harm, harm)
    )
    item = replace(item, actions=(harm,), chart=chart)
    rows = ((Cell(harm), Cell(harm, 1.5, 1, harm)), (Cell(harm, day=DAY), Cell(harm)))
    sections = (
        Section(SectionKind.INDICATORS, harm, (harm,), (item,)),
        Section(SectionKind.ECONOMY, harm, (harm,), (), (Table(harm, (harm, harm), (False, True), rows),)),
    )
    return replace(
        a_report(), title=harm, organisation=harm, unit=harm, lead=harm, sections=sections, remark=harm,
        explanations=(harm,), as_of=harm, question=harm,
    )  # fmt: skip


def test_each_area_has_its_sheet_and_the_figures_behind_its_charts_another():
    assert opened(a_report()).sheetnames == [
        "Översikt", "Placeringar", "Personal", "Aktiviteter", "Placeringar, serier", "Personal, serier",
        "Källor och definitioner",
    ]  # fmt: skip


def test_an_indicators_row_says_what_the_report_says():
    sheet = opened(a_report())["Personal"]
    (row,) = table(sheet)
    assert row == {
        "Indikator": "Sjukfrånvaro",
        "Period": "dec 2026",
        "Värde": 6.3,
        "Mål": "högst 5,7\u00a0%",
        "Läge": "✕ Når inte målet",
        "Ändring": 0.1,
        "Anmärkning": "preliminärt",
        "Kommentarer": "Många förkylningar i november.",
        "Det här gör vi": "Samtal om schemat varje vecka (enhetschef, från 2026-11-01)",
    }
    assert sheet["C5"].data_type == "n"
    assert sheet["F5"].number_format.startswith('[$-41D]"+"#,##0.0"\u00a0procentenheter";')
    assert sheet["C5"].number_format.split(";")[0] == '[$-41D]#,##0.0"\u00a0%"', "told as read"


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        (Cell("1\u00a0234 dygn", 1234.0, 0, "dygn"), 1234, '[$-41D]#,##0"\u00a0dygn"'),
        (Cell("12", 12.0, 0, "antal"), 12, "[$-41D]#,##0"),
        (Cell("−1\u00a0250,5", -1250.5, 1, "tkr"), -1250.5, "[$-41D]#,##0.0"),
        (Cell("+3,2\u00a0%", 3.2, 1, "%"), 3.2, '[$-41D]"+"#,##0.0"\u00a0%"'),
        (Cell("33,3\u00a0%", 100 / 3, 1, "%"), 33.3, '[$-41D]#,##0.0"\u00a0%"'),
        (Cell("1\u00a0dag", 1.0, 0, "dagar"), 1, '[$-41D]#,##0"\u00a0dag"'),
        (Cell("0", 0.0), 0, "[$-41D]#,##0"),
        (Cell(".."), "..", "General"),
        (Cell("..", 3.0), "..", "General"),
        (Cell("saknas"), "saknas", "General"),
        (Cell("–", float("nan")), "–", "General"),
    ],
)
def test_a_value_is_a_real_number_with_its_unit_and_what_is_hidden_is_none(cell, value, number_format):
    written = opened(a_report(replace(an_item(), value=cell)))["Personal"]["C5"]
    assert (written.value, written.number_format.split(";")[0]) == (value, number_format)


@pytest.mark.parametrize(("before", "value"), [(6.2, 0.1), (7.3, -1), (6.3, 0), (None, "ny")])
def test_a_change_is_the_number_between_the_two_figures(before, value):
    chart = a_chart("Sjukfrånvaro", before, 6.3, first="2026-11")
    report = a_report(replace(an_item(chart=chart), change="ny"))
    assert opened(report)["Personal"]["F5"].value == value


@pytest.mark.parametrize(
    ("said", "value", "pattern"),
    [
        ("−135\u00a0742", -135_742, "#,##0"),
        ("+60\u00a0462", 60_462, "#,##0"),
        ("±0", 0, "#,##0"),
        ("−1\u00a0234,50", -1234.5, "#,##0.00"),
        ("ny", "ny", "General"),
    ],
)
def test_a_change_of_money_is_a_number_in_kronor_though_its_chart_is_drawn_in_tkr(said, value, pattern):
    chart = replace(a_chart("Sjukfrånvaro", 566.5, 430.8, first="2026-11"), unit_of_measure="tkr")
    cell = Cell("430\u00a0804 kr", 430_804.0, 0, "kronor")
    report = a_report(replace(an_item(chart=chart), value=cell, change=said))
    written = opened(report)["Personal"]["F5"]
    assert (written.value, pattern in written.number_format) == (value, True)
    assert said == "ny" or written.data_type == "n"


def test_a_figure_stands_beside_the_period_that_it_is_of():
    report = a_report(replace(an_item(), period=Period.parse("2025")))
    assert table(opened(report)["Personal"])[0]["Period"] == "2025"


def test_what_the_areas_sheets_tell_is_not_told_again():
    item, missing = an_item(), (Cell("Utan värde"), Cell("–"), Cell("Vet ej"))
    headings = ("Indikator", "Värde", "Mål")
    targets = tuple(
        Table(caption, headings[: len(rows[0])], (False,) * len(rows[0]), rows)
        for caption, rows in (
            ("Personal", ((Cell(item.name), item.value), (Cell("Ingen siffra"), Cell("–")))),
            ("Övrigt", (missing,)),
        )
    )
    goals = Table("Planens mål", ("Mål", "Slut"), (False, False), ((Cell("Trygghet"), Cell("bra")),))
    sources = Table(
        "Definitioner",
        ("Indikator", "Definition", "Källa"),
        (False,) * 3,
        ((Cell(item.name), Cell("a"), Cell("b")), (Cell("Utan värde"), Cell("Vad den är"), Cell("Enkät"))),
    )
    sections = (
        Section(SectionKind.TARGETS, "Måluppfyllelse", (), (), (*targets, goals)),
        Section(SectionKind.INDICATORS, "Indikatorer", (), (item,)),
        Section(SectionKind.SOURCES, "Källor och definitioner", (), (), (sources,)),
    )
    book = opened(replace(a_report(), sections=sections))
    assert book.sheetnames == [
        "Översikt", "Personal", "Utan värde att visa", "Planens mål", "Personal, serier",
        "Källor och definitioner",
    ]  # fmt: skip
    assert [row["Indikator"] for row in table(book["Utan värde att visa"])] == [
        "Ingen siffra",
        "Utan värde",
    ]
    defined = table(book["Källor och definitioner"])
    assert [(row["Indikator"], row["Källa"]) for row in defined] == [
        ("Sjukfrånvaro", "Personalsystemet"),
        ("Utan värde", "Enkät"),
    ]


def test_the_series_are_the_charts_figures_on_real_days():
    sheet = opened(a_report())["Personal, serier"]
    rows = table(sheet)
    assert rows[0] == {
        "Första dag": a_day(date(2026, 1, 1)),
        "Period": "jan 2026",
        "Periodtyp": "månad",
        "Sjukfrånvaro, %": 6.1,
        "Mål: Sjukfrånvaro": 5.7,
        "Anmärkning: Sjukfrånvaro": None,
    }
    assert [row["Sjukfrånvaro, %"] for row in rows] == [point.value for point in a_chart().points]
    assert (sheet["A5"].is_date, sheet["A5"].number_format) == (True, "yyyy-mm-dd")


def test_a_gap_is_an_empty_cell_beside_which_its_state_stands_for_a_text_would_be_drawn_as_zero():
    gap = table(opened(a_report())["Personal, serier"])[4]
    assert (gap["Sjukfrånvaro, %"], gap["Anmärkning: Sjukfrånvaro"]) == (None, "saknas")
    (chart,) = charts(a_report(an_item()))
    target, values = chart.iter(f"{CHART}ser")
    assert cached(values, "val") == {
        place: f"{point.value:.16g}"
        for place, point in enumerate(a_chart().points)
        if point.value is not None
    }
    assert set(cached(target, "val").values()) == {"5.7"}
    assert cached(values, "cat")[11] == "dec 2026"
    assert chart.find(f".//{CHART}dispBlanksAs").get("val") == "gap"


def test_a_preliminary_figure_and_one_beyond_chance_say_so_beside_it():
    points = (Point(Period.parse("2026-12"), 6.3, True, "worse"), Point(Period.parse("2027-01"), None, True))
    rows = table(
        opened(a_report(an_item(chart=replace(a_chart(), points=points, targets=()))))["Personal, serier"]
    )
    assert [row["Anmärkning: Sjukfrånvaro"] for row in rows] == ["preliminärt, verklig försämring", "saknas"]


def test_months_and_years_lie_each_for_themselves_so_that_a_chart_is_drawn_from_rows_together():
    years = tuple(Point(Period.parse(str(year)), year - 2000.0) for year in range(2020, 2027))
    report = a_report(
        an_item(code="a", name="Årsvis", chart=Chart("Årsvis", "Alt", "dygn", 0, years)), an_item(code="b")
    )
    rows = table(opened(report)["Personal, serier"])
    assert [row["Periodtyp"] for row in rows] == ["månad"] * 12 + ["år"] * 7
    assert [row["Årsvis, dygn"] for row in rows] == [None] * 12 + [20, 21, 22, 23, 24, 25, 26]
    (series,) = charts(report)[0].iter(f"{CHART}ser")
    assert list(cached(series, "val").values()) == ["20", "21", "22", "23", "24", "25", "26"]


def test_a_chart_has_title_axes_remark_and_alternative_text():
    (chart,), (drawing,) = charts(a_report(an_item())), parts(a_report(an_item()), "xl/drawings/drawing")
    texts = [text.text for text in chart.iter(DRAWN_TEXT)]
    assert texts == ["Sjukfrånvaro, %", "Mål 5,7", SIMULATED]
    assert [axis.find(f"{CHART}numFmt").get("formatCode") for axis in chart.iter(f"{CHART}valAx")] == [
        '[$-41D]#,##0;[$-41D]"−"#,##0'
    ]
    assert [name.get("descr") for name in drawing.iter(ALT)] == [a_chart().alt]


def test_a_target_is_always_within_the_axis():
    (chart,) = charts(a_report(an_item(chart=a_chart("Högt mål", 90, 91, 92, target=100))))
    axis = next(chart.iter(f"{CHART}valAx"))
    assert float(axis.find(f".//{CHART}max").get("val")) >= 100


def test_lines_that_end_near_each_other_are_named_apart():
    near = replace(a_chart(), targets=tuple(TargetLine(name, (6.2,) * 12) for name in ("Mål", "KF:s mål")))
    (chart,) = charts(a_report(an_item(chart=near)))
    places = [
        label.find(f"{CHART}dLblPos")
        for label in chart.iter(f"{CHART}dLbl")
        if label.find(f"{CHART}delete") is None
    ]
    assert [None if place is None else place.get("val") for place in places] == ["b", None, "t"]


def test_a_table_keeps_its_numbers_days_and_hidden_cells():
    first, second = table(opened(a_report())["Aktiviteter"])
    assert (first["Klart"], first["Kostnad, tkr"]) == (a_day(date(2026, 12, 31)), -1250.5)
    assert (second["Klart"], second["Kostnad, tkr"]) == (None, "..")


def test_the_overview_leads_to_every_other_sheet_and_explains():
    book = opened(replace(a_report(lens=Lens.BOARD), as_of="Så som det låstes 2027-01-15"))
    sheet = book["Översikt"]
    targets = [
        link.location for link in (cell.hyperlink for row in sheet.iter_rows() for cell in row) if link
    ]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    told = {row[0]: row[1] for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True) if row[0]}
    assert told["Slutsats"] == "1 av 1 bedömda mål nås inte. Det gäller: Sjukfrånvaro."
    assert told["Om uppgifterna"] == SIMULATED
    assert told["Visas för"] == "nämnden"
    assert told["Uppgifterna gäller"] == "Så som det låstes 2027-01-15"
    assert told["Skapat"] == a_day(date(2026, 11, 28))
    assert told["Så läses siffrorna"] == HIDDEN
    assert told["Sammanfattning"] == "Sjukfrånvaron är högre än målet."
    assert told["Att tala om"] == "Vad kan vi göra för att fler ska orka?"


def test_sources_and_definitions_stand_by_each_indicator():
    rows = table(opened(a_report(an_item()))["Källor och definitioner"])
    assert rows == [
        {
            "Indikator": "Sjukfrånvaro",
            "Område": "Personal",
            "Kod": "sjukfranvaro",
            "Måttenhet": "%",
            "Definition": "Frånvarande timmar som andel av de timmar som skulle ha arbetats.",
            "Källa": "Personalsystemet",
        }
    ]


def test_every_sheet_tells_that_the_figures_are_made_up_for_whom_and_of_which_day():
    for sheet in opened(replace(a_report(lens=Lens.PUBLIC), as_of="Låst 2027-01-15")):
        told = sheet["A2"].value
        assert SIMULATED in told and "Visas för: allmänheten" in told and "Låst 2027-01-15" in told, (
            sheet.title
        )
        assert SIMULATED in sheet.oddFooter.left.text and "&P av &N" in sheet.oddFooter.right.text
    for sheet in opened(a_report()):
        assert "Visas för" not in sheet["A2"].value, "within the office it goes without saying"


def test_every_sheet_can_be_read_and_printed():
    for sheet in opened(a_report()):
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes and sheet.print_title_rows, sheet.title
        if sheet.title != "Översikt":
            assert sheet.freeze_panes.endswith("5") and sheet.auto_filter.ref.startswith("A4:")


def test_the_headings_are_printed_again_where_the_table_goes_over_a_page():
    few, many = a_report(an_item()), a_report(*(an_item(code=f"{each}") for each in range(40)))
    assert opened(few)["Personal"].print_title_rows == "$1:$2", "the next page has charts alone"
    assert opened(many)["Personal"].print_title_rows == "$1:$4"


def test_properties_tell_whose_it_is_and_the_language_is_swedish():
    report = a_report()
    properties = opened(report).properties
    assert properties.title == "Månadsrapport december 2026, Individ- och familjeomsorgen"
    assert (properties.creator, properties.description, properties.language) == (
        "Lägesbild",
        SIMULATED,
        "sv-SE",
    )
    assert properties.created == a_day(date(2026, 11, 28))
    with ZipFile(BytesIO(made(report))) as file:
        assert not [name for name in file.namelist() if b"en-US" in file.read(name)]
        assert not [name for name in file.namelist() if "vba" in name.lower() or "external" in name.lower()]


def test_the_same_report_and_day_give_the_same_bytes_and_another_day_differs_in_its_dates_alone():
    report = a_report()
    assert made(report) == made(report)
    one, other = (ZipFile(BytesIO(workbook_xlsx(report, made_on=day))) for day in (DAY, date(2026, 11, 29)))
    dated = re.compile(rb"2026-11-2\d|<v>4635[45]</v>")
    assert one.namelist() == other.namelist()
    for name in one.namelist():
        assert dated.sub(b"", one.read(name)) == dated.sub(b"", other.read(name)), name


@pytest.mark.parametrize("harm", HARMS)
def test_no_text_is_a_formula_in_any_cell_or_chart(harm):
    report = harmed(harm)
    for sheet in opened(report):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and not cell.quotePrefix:
                assert not cell.value.lstrip(" \u00a0").startswith(FORMULA_SIGNS), (
                    sheet.title,
                    cell.coordinate,
                )
    (chart,) = charts(report)
    texts = [each.text or "" for each in chart.iter() if each.tag in (DRAWN_TEXT, f"{CHART}v")]
    assert any("1" in text for text in texts)
    numbers = {each.text for each in chart.iter(f"{CHART}v")} & {
        str(point.value) for point in a_chart().points
    }
    assert not [text for text in texts if text not in numbers and text.lstrip().startswith(FORMULA_SIGNS)]
    places = [each.text for each in chart.iter(f"{CHART}f")]
    assert places and all(place.startswith("'Personal, serier'!$") for place in places), "no cell but its own"


def test_a_figure_with_a_sign_and_a_unit_is_shown_as_it_is_and_kept_a_text():
    cell = opened(a_report(replace(an_item(), change="+3 till och med maj", chart=None)))["Personal"]["F5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("+3 till och med maj", "s", True)


def test_signs_that_no_document_can_hold_are_taken_away():
    for each in (*parts(harmed("a\x00\x0b\ud800&<b>"), ""), *charts(harmed("\ufffe]]>"))):
        assert each is not None
    assert opened(harmed("a\x00b"))["Personal"]["A5"].value == "a b"


def test_sheets_have_names_that_a_spreadsheet_takes_and_no_two_alike():
    captions = [
        "a/b:c*[d]?\\",
        "A-B-C--D---",
        "'",
        "",
        "Översikt",
        "Personal",
        "x" * 40,
        "x" * 41,
        "History",
        "🙂" * 40,
    ]
    tables = tuple(Table(caption, ("Rad",), (False,), ((Cell("1"),),)) for caption in captions)
    report = a_report(an_item())
    names = opened(
        replace(report, sections=(*report.sections, Section(SectionKind.ECONOMY, "", (), (), tables)))
    ).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 5 + len(captions)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 2 * 31
        assert not set("[]:*?/\\") & set(name) and name.strip("'") == name and name.casefold() != "history"


def test_a_table_may_be_empty_and_texts_may_be_full_of_codes():
    empty = tuple(Table("Tom", headings, (False,) * len(headings), ()) for headings in ((), ("Rad",)))
    section = Section(SectionKind.ECONOMY, "Ekonomi", (), (), empty)
    report = replace(a_report(), sections=(section,), title="&" * 300, remark="🙂&" * 200)
    book = opened(report)
    assert book.sheetnames == ["Översikt", "Tom", "Tom 2"]
    assert "&&&&" in book["Tom"].oddFooter.center.text


def test_a_hidden_period_is_told_beside_its_empty_cell_and_is_a_gap_in_the_chart():
    report = a_report(HIDDEN_ITEM, lens=Lens.PUBLIC)
    book = opened(report)
    assert book["Placeringar"]["C5"].value == ".."
    rows = table(book["Placeringar, serier"])
    assert [row["Placerade barn, antal"] for row in rows] == [
        12, 11, None, None, 9, 8, 8, 9, 10, 11, 12, None,
    ]  # fmt: skip
    assert {place: row["Anmärkning: Placerade barn"] for place, row in enumerate(rows)} == (
        dict.fromkeys(range(12)) | {2: "..", 3: "saknas", 11: ".."}
    )
    (chart,) = charts(report)
    (series,) = chart.iter(f"{CHART}ser")
    assert list(cached(series, "val")) == [0, 1, 4, 5, 6, 7, 8, 9, 10]
    assert chart.find(f".//{CHART}dispBlanksAs").get("val") == "gap"


def test_a_hidden_figure_is_explained_where_its_series_stands():
    told = opened(a_report(HIDDEN_ITEM, lens=Lens.PUBLIC))["Placeringar, serier"]["C3"].value
    assert told == f".. i kolumnen Anmärkning: {HIDDEN}"
    whole = a_report(an_item(chart=a_chart("Hel", 1, 2)))
    assert opened(whole)["Personal, serier"]["C3"].value is None


def test_an_indicator_in_several_sections_is_told_once_and_with_its_chart():
    report = a_report(an_item())
    again = Section(SectionKind.TARGETS, "Måluppfyllelse", (), (replace(an_item(), chart=None),))
    book = opened(replace(report, sections=(again, *report.sections)))
    assert len(table(book["Personal"])) == 1
    assert "Personal, serier" in book.sheetnames


def test_a_report_without_indicators_says_so():
    book = opened(replace(a_report(), sections=()))
    assert book.sheetnames == ["Översikt"]
    assert "Rapporten har inga indikatorer." in [cell.value for cell in book["Översikt"]["B"]]


@pytest.mark.parametrize(
    "chart", [None, a_chart("Tomt", None, None, target=None), replace(a_chart(), points=(), targets=())]
)
def test_an_indicator_with_nothing_to_draw_has_its_sentence(chart):
    report = a_report(replace(an_item(), chart=chart))
    told = [cell.value for cell in opened(report)["Personal"]["A"]]
    assert f"{an_item().sentence} Inga mätvärden att visa." in told
    assert charts(report) == []


def test_ten_years_of_months_and_sixty_indicators_have_room():
    long = a_chart("Lång", *range(120), first="2017-01", target=None)
    items = [an_item(code=f"{each}", name=f"Indikator {each}", chart=long) for each in range(60)]
    report = a_report(*items)
    book = opened(report)
    assert len(table(book["Personal"])) == 60
    assert len(table(book["Personal, serier"])) == 120
    assert len(charts(report)) == 60


def test_long_texts_are_kept_in_full_in_pieces_that_a_row_can_show():
    long = " ".join(f"ord{place}" for place in range(8000))
    item = replace(an_item(), comments=(long,), definition=long, name=long, sentence=long)
    book = opened(replace(a_report(item), lead=long))
    kept = [row["Text"] for row in table(book["Hela texter"]) if row["Slag"] == "Kommentarer"]
    assert " ".join(kept) == long
    assert max(map(len, kept)) <= 1200
    assert table(book["Personal"])[0]["Kommentarer"].endswith("Läs resten på bladet Hela texter.")
    assert len(table(book["Personal"])[0]["Indikator"]) <= 32767


def test_another_program_reads_the_same_cells_and_no_formulas(tmp_path):
    """Read and written again by LibreOffice: nothing is repaired, reckoned or lost."""
    report = a_report(an_item(), HIDDEN_ITEM, lens=Lens.BOARD)
    ours = opened(report)
    theirs = load_workbook(BytesIO(converted(made(report), ".xlsx", "xlsx", tmp_path)))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                read = theirs[sheet.title][cell.coordinate]
                assert (read.value, read.data_type == "f") == (cell.value, False), (
                    sheet.title,
                    cell.coordinate,
                )


def test_the_charts_are_drawn_and_every_page_says_that_the_figures_are_made_up(tmp_path):
    """Printed by LibreOffice."""
    report = a_report(
        *(an_item(code=f"{each}", name=f"Indikator {each}", area=area) for each, area in enumerate(AREAS))
    )
    page = tmp_path / "printed.pdf"
    page.write_bytes(converted(made(report), ".xlsx", "pdf", tmp_path))
    told = subprocess.run(
        ["pdftotext", "-layout", page, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = told.strip("\f\n").split("\f")
    assert all(f"Skapat 2026-11-28 · {SIMULATED}" in page for page in pages)
    drawn = [page for page in pages if "Utveckling över tid" in page]
    assert len(drawn) == len(AREAS), "a page for each area, with its table and its chart"
    for place, page in enumerate(drawn):
        assert f"Indikator {place}, %" in page and "Mål 5,7" in page
        assert page.count(SIMULATED) == 3, "on the page, in the chart and in the footer"
