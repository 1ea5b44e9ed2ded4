"""Reports as Word documents, read back as a reader's program reads them, and opened by LibreOffice."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from office_files import converted
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from reports_made import ACTIVITIES, HARM, HIDDEN, HIDDEN_ITEM, SIMULATED, a_chart, a_report, an_item

from metrics.documents.model import Cell, Chart, Point, Section, Table, TargetLine
from metrics.periods import Period
from metrics.theme import LIGHT
from metrics.vocabulary import Area, Lens, ReportKind, SectionKind
from reports.column_widths import Column, columns_of, fitted, is_crowded
from reports.printed import SHORT
from reports.text_width import line_count
from reports.word import report_docx
from reports.word_figures import figures

DAY = date(2027, 1, 20)
CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LONG = "Ett mycket långt ord, Arbetsmarknadspolitiskaåtgärdsprogrammet, och sedan mer text. "
HEADING = re.compile(r"Heading (\d)")


def read(report=None) -> "Document":
    return Document(BytesIO(report_docx(report or a_report(), made_on=DAY)))


def many(count: int, lens: Lens = Lens.INTERN):
    """A report of so many indicators, in three areas."""
    areas = (Area.PLACEMENTS, Area.STAFF, Area.ECONOMY)
    items = [an_item(f"c{n}", f"Indikator {n}", areas[n * 3 // count]) for n in range(count)]
    return a_report(*items, kind=ReportKind.TERTIAL, lens=lens)


def texts(document: "Document", style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def levels(document: "Document") -> list[tuple[int, str]]:
    found = [(HEADING.match(each.style.name), each.text) for each in document.paragraphs]
    return [(int(match[1]), text) for match, text in found if match]


def cells(table: "Table") -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_called(document: "Document", name: str) -> list[list[str]]:
    """The texts of the table whose title, as it is read aloud, begins so."""
    for table in document.tables:
        if table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith(name):
            return cells(table)
    raise AssertionError(f"no table is called {name}")


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_headings_go_from_section_to_area_to_indicator_without_a_step_left_out():
    document = read()
    assert texts(document, "Title") == ["Månadsrapport december 2026"]
    assert levels(document) == [
        (1, "Sammanfattning"),
        (1, "Indikatorer"),
        (2, "Personal"),
        (3, "Sjukfrånvaro"),
        (4, "Det här gör vi"),
        (4, "Kommentarer"),
        (2, "Placeringar"),
        (3, "Placerade barn"),
        (1, "Aktiviteter"),
        (1, "Att tala om"),
        (1, "Så läses siffrorna"),
    ]


def test_the_report_begins_with_what_it_is_and_the_sentence_that_answers_its_question():
    told = [each.text for each in read().paragraphs[:4]]
    assert told == [
        "Månadsrapport december 2026",
        "Individ- och familjeomsorgen, Exempelstad",
        SIMULATED,
        "1 av 1 bedömda mål nås inte. Det gäller: Sjukfrånvaro.",
    ]


@pytest.mark.parametrize(
    ("lens", "as_of", "told"),
    [
        (Lens.INTERN, "", ""),
        (Lens.BOARD, "", "Visas för: nämnden"),
        (Lens.PUBLIC, "Låst 2027-01-15", "Visas för: allmänheten · Låst 2027-01-15"),
    ],
)
def test_for_whom_it_is_and_as_of_when_stands_first_and_on_every_page(lens, as_of, told):
    document = read(replace(a_report(lens=lens), as_of=as_of))
    header = document.sections[0].header.paragraphs[0].text
    assert header == " · ".join(
        filter(None, ["Exempelstad", "Individ- och familjeomsorgen", told, SIMULATED])
    )
    assert texts(document, "Fakta") == ([told] if told else [])


def test_the_overview_tells_each_indicators_status_in_symbol_and_word():
    assert table_called(read(), "Personal") == [
        ["Indikator", "Värde", "Mål", "Läge", "Ändring"],
        ["Sjukfrånvaro", "6,3\u00a0%", "högst 5,7\u00a0%", "✕ Når inte målet", "+0,1 procentenheter"],
    ]


def test_an_indicator_is_told_in_full():
    document = read()
    told = [each.text for each in document.paragraphs]
    begins = told.index("Sjukfrånvaro")
    assert told[begins : begins + 11] == [
        "Sjukfrånvaro",
        "Sjukfrånvaro var 6,3 % i december 2026. Målet är högst 5,7 % och nås inte.",
        "✕ Når inte målet · Värde: 6,3\u00a0% · Mål: högst 5,7\u00a0% · Ändring: +0,1 procentenheter",
        "Preliminärt",
        "",
        "Det här gör vi",
        "Samtal om schemat varje vecka (enhetschef, från 2026-11-01)",
        "Kommentarer",
        "Många förkylningar i november.",
        "Siffrorna i diagrammet, %",
        f"Definition: {an_item().definition} Källa: Personalsystemet.",
    ]


def test_the_tables_of_a_section_are_as_in_the_report():
    shown = table_called(read(), ACTIVITIES.caption)
    assert shown == [list(ACTIVITIES.headings), *([cell.text for cell in row] for row in ACTIVITIES.rows)]


def test_every_table_has_a_title_and_a_heading_that_is_repeated_and_rows_that_are_not_divided():
    tables = read().tables
    assert len(tables) == 5
    for table in tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])
        names = [part.tag.split("}")[1] for part in table._tbl.tblPr]
        order = "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption".split()
        assert names == [name for name in order if name in names]


def test_a_table_is_not_wider_than_its_page():
    months = tuple(Period.parse("2026-01").shifted(n).short_label for n in range(12))
    row = (Cell("Enheten för barn och unga"), *[Cell("−12\u00a0345")] * 12)
    wide = Table("Månader, tkr", ("Enhet", *months), (False, *[True] * 12), (row,) * 3)
    section = Section(SectionKind.ECONOMY, "Ekonomi", tables=(wide,))
    document = read(replace(a_report(), sections=(*a_report().sections, section)))
    for table in document.tables:
        assert sum(column.width.cm for column in table.columns) <= 16.65


def test_columns_of_the_same_headings_are_as_wide_in_every_table():
    tables = read(many(12)).tables[:3]
    assert [table.cell(0, 0).text for table in tables] == ["Indikator"] * 3
    assert len({tuple(column.width for column in table.columns) for table in tables}) == 1


def test_a_report_with_targets_of_its_own_has_no_second_overview():
    own = Section(SectionKind.TARGETS, "Måluppfyllelse", tables=(ACTIVITIES,))
    report = replace(many(12), sections=(own, *many(12).sections))
    first = [table.cell(0, 0).text for table in read(report).tables]
    assert "Indikator" not in first


def columns(*told: tuple[str, list[str], bool]) -> list[Column]:
    return [Column(heading, texts, is_number, 9, 0.38) for heading, texts, is_number in told]


@pytest.mark.parametrize(
    ("told", "stands_on_one_line"),
    [
        ([("Vad", ["En ganska lång text om något " * 9], False), ("Läge", ["✕ Når inte målet"], False)], 1),
        ([("Vad", ["En ganska lång text om något " * 9], False), ("Kr", ["−12\u00a0345\u00a0678"], True)], 1),
        ([("Vad", ["kort"], False), ("Klart", ["2026-12-31"], False)], 1),
    ],
)
def test_figures_and_short_texts_stand_on_one_line(told, stands_on_one_line):
    widths = fitted(columns(*told), 16.6)
    assert sum(widths) <= 16.6 + 1e-9
    assert widths[stands_on_one_line] >= columns(*told)[stands_on_one_line].whole


@pytest.mark.parametrize("status", ["✕ Når inte målet", "○ Kan inte bedömas", "≈ Nära målet"])
@pytest.mark.parametrize("longest_word", [2.9, 4.0])
def test_a_status_stands_on_two_lines_at_most_however_crowded_its_table_is(status, longest_word):
    long = "En ganska lång text om något " * 9
    headings, is_number = ("Indikator", "2026", "Läge", "Anmärkning"), (False, True, False, False)
    row = (long, "5\u00a0325\u00a0041\u00a0kr", status, long)
    told = columns_of(headings, is_number, [row], 8, 0.26, longest_word)
    crowded = sum(column.least for column in told)
    assert line_count(status, (fitted(told, crowded)[2] - 0.26) * 72 / 2.54, 8) <= 2


def test_a_month_without_a_value_does_not_make_the_table_long():
    assert len(figures(monthly(*[123.4] * 12, None, decimals=1)).headings) == 14


def test_columns_that_need_more_than_the_page_share_it():
    widths = fitted(columns(*[("Månad", ["−12\u00a0345\u00a0678"], True)] * 20), 16.6)
    assert widths == pytest.approx([16.6 / 20] * 20)
    assert is_crowded(columns(*[("Månad", ["−12\u00a0345\u00a0678"], True)] * 20), 16.6)


def test_words_give_way_before_figures_where_a_table_needs_more_than_the_page():
    long = ("Roll", ["Förvaltningscontroller"], False)
    told = [("Sannolikhet", ["3"], True), long, ("Riskvärde", ["12"], True), *[long] * 4]
    widths, wanted = fitted(columns(*told), 16.6), columns(*told)
    assert sum(column.least for column in wanted) > 16.6
    assert sum(widths) == pytest.approx(16.6)
    assert (widths[0], widths[2]) == (wanted[0].least, wanted[2].least)
    assert len({*widths[3:], widths[1]}) == 1


def test_no_paragraph_is_there_for_the_room_it_takes():
    empty = [
        each.style.name
        for each in read().paragraphs
        if not each.text.strip() and each._p.find(f".//{qn('w:drawing')}") is None
    ]
    assert empty == []


@pytest.mark.parametrize(("count", "has_contents"), [(SHORT, False), (SHORT + 1, True)])
def test_a_long_report_has_contents_that_are_filled_and_lead_to_its_headings(count, has_contents):
    document = read(many(count))
    body = document.element.body
    links = list(body.iter(qn("w:hyperlink")))
    marks = {each.get(qn("w:name")): each.getparent() for each in body.iter(qn("w:bookmarkStart"))}
    shown = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert shown == ([text for level, text in levels(document) if level < 3] if has_contents else [])
    for link, text in zip(links, shown, strict=True):
        heading = marks[link.get(qn("w:anchor"))]
        assert "".join(each.text for each in heading.iter(qn("w:t"))) == text
    signs = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert signs == (["begin", "separate", "end"] if has_contents else [])


def drawn(data: bytes) -> list[tuple[etree._Element, Workbook]]:
    """Each chart of a document with its workbook, in order."""
    document = Document(BytesIO(data))
    found = []
    for place in document.element.body.iter(f"{CHARTS}chart"):
        part = document.part.related_parts[place.get(qn("r:id"))]
        book = part.related_parts[etree.fromstring(part.blob).find(f"{CHARTS}externalData").get(qn("r:id"))]
        found.append((etree.fromstring(part.blob), load_workbook(BytesIO(book.blob))))
    return found


def test_every_chart_can_be_edited_and_has_the_reports_numbers():
    report = a_report()
    charts = drawn(report_docx(report, made_on=DAY))
    assert len(charts) == 2
    for item, (xml, book) in zip(report.items, charts, strict=True):
        values = [point.value for point in item.chart.points]
        shown = next(xml.iter(f"{CHARTS}val"))
        told = {int(each.get("idx")): float(each[0].text) for each in shown.iter(f"{CHARTS}pt")}
        assert [told.get(place) for place in range(len(values))] == values
        held = list(book.active.iter_rows(min_row=2, min_col=2, max_col=2, values_only=True))
        assert held == [(value,) for value in values]
        assert SIMULATED in "".join(xml.itertext())


def test_a_hidden_period_is_a_gap_in_the_chart_and_an_empty_cell_behind_it():
    ((xml, book),) = drawn(report_docx(a_report(HIDDEN_ITEM, lens=Lens.PUBLIC), made_on=DAY))
    shown = next(xml.iter(f"{CHARTS}val"))
    assert [int(each.get("idx")) for each in shown.iter(f"{CHARTS}pt")] == [0, 1, 4, 5, 6, 7, 8, 9, 10]
    assert xml.find(f".//{CHARTS}dispBlanksAs").get("val") == "gap"
    held = [value for (value,) in book.active.iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)]
    assert held == [12, 11, None, None, 9, 8, 8, 9, 10, 11, 12, None]


def test_every_chart_is_told_in_words_under_a_number_of_its_own():
    pictures = list(read().element.body.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in pictures] == [item.chart.alt for item in a_report().items]
    assert len({each.get("id") for each in pictures}) == len(pictures)


def test_heading_sentence_and_chart_stay_together():
    paragraphs = read().paragraphs
    keeps = []
    for place, each in enumerate(paragraphs):
        if each._p.find(f".//{qn('w:drawing')}") is not None:
            begin = max(n for n in range(place) if paragraphs[n].style.name == "Heading 3")
            keeps.append([_keeps(before) for before in paragraphs[begin:place]])
    assert [len(each) for each in keeps] == [4, 4]
    assert all(kept for each in keeps for kept in each)


def _keeps(paragraph: Paragraph) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    return paragraph.style.paragraph_format.keep_with_next if own is None else own


def test_indicators_without_a_chart_may_stand_on_different_pages():
    items = [replace(an_item(f"c{n}", f"Indikator {n}"), chart=None, note="", actions=(), comments=(),
                     definition="", source="") for n in range(3)]  # fmt: skip
    standing = [each for each in read(a_report(*items)).paragraphs if each.style.name == "Läge"]
    assert [_keeps(each) for each in standing] == [False] * 3


MONTHS = ("jan\n2026", "feb\n2026", "mar\n2026", "apr\n2026", "maj\n2026", "jun\n2026",
          "jul\n2026", "aug\n2026", "sep\n2026", "okt\n2026", "nov\n2026", "dec\n2026")  # fmt: skip


def test_the_figures_of_a_chart_stand_in_a_table_beside_it():
    assert table_called(read(), "Sjukfrånvaro: siffrorna i diagrammet, %") == [
        ["Månad", *MONTHS],
        ["Värde", "6,1", "6,4", "5,9", "5,5", "saknas", "4,8", "4,2", "5,1", "5,6", "5,9", "6,2", "6,3"],
        ["Mål", *["5,7"] * 12],
    ]


@pytest.mark.parametrize("lens", Lens)
def test_what_is_hidden_is_two_points_and_is_explained_close_by_and_what_is_missing_is_said(lens):
    document = read(a_report(lens=lens))
    shown = table_called(document, "Placerade barn: siffrorna")[1]
    assert (shown[2:6], shown[-1]) == (["11", "..", "saknas", "9"], "..")
    told = [each.text for each in document.paragraphs]
    assert told[told.index("Värde: ..") + 1] == HIDDEN
    assert ".. visas inte" in told
    after = Paragraph(document.tables[1]._tbl.getnext(), document)
    assert (document.tables[1].cell(1, 1).text, after.text) == ("..", HIDDEN)


def test_a_target_is_told_with_the_decimals_that_tell_it():
    assert figures(a_chart(target=5.75)).rows[1][1:3] == ("5,75", "5,75")


def test_a_status_has_its_colour_wherever_it_stands():
    own = Table("Personal", ("Indikator", "Läge"), (False, False), ((Cell("A"), Cell("✕ Når inte målet")),))
    section = Section(SectionKind.TARGETS, "Måluppfyllelse", tables=(own,))
    for report in (a_report(), replace(a_report(), sections=(section, *a_report().sections))):
        cell = next(
            cell for row in read(report).tables[0].rows for cell in row.cells if cell.text.startswith("✕")
        )
        assert str(cell.paragraphs[0].runs[0].font.color.rgb) == LIGHT.worse.lstrip("#").upper()


def monthly(*values: float | None, unit: str = "antal", decimals: int = 0) -> Chart:
    points = tuple(Point(Period.parse("2020-01").shifted(n), value) for n, value in enumerate(values))
    return Chart("Namn", "Alt", unit, decimals, points)


def test_of_a_long_series_the_last_thirteen_are_told():
    grid = figures(monthly(*range(120)))
    assert grid.rows[0][1:] == tuple(str(n) for n in range(107, 120))
    assert grid.caption == "Siffrorna i diagrammet, antal, de 13 senaste"


def test_long_figures_stand_below_one_another():
    chart = replace(
        monthly(-12345678.5, None, unit="kr", decimals=1), targets=(TargetLine("Mål", (-1e7, None)),)
    )
    grid = figures(chart)
    assert grid.headings == ("Månad", "Värde", "Mål")
    assert grid.rows == (
        ("jan 2020", "−12\u00a0345\u00a0678,5", "−10\u00a0000\u00a0000,0"),
        ("feb 2020", "saknas", ""),
    )


def test_what_is_preliminary_or_beyond_chance_is_said_without_colour():
    chart = monthly(1, 2, 3)
    points = (
        replace(chart.points[0], meaning="worse"),
        chart.points[1],
        replace(chart.points[2], preliminary=True),
    )
    marked = replace(chart, points=points)
    assert figures(marked).rows == (("Värde", "1", "2", "3*"), ("Förändring", "▲", "", ""))
    document = read(a_report(an_item(chart=marked)))
    assert "* preliminärt · ▲ verklig försämring" in texts(document, "Anmärkning")


def test_a_chart_without_any_value_is_not_drawn_and_says_so():
    data = report_docx(a_report(an_item(chart=a_chart("Tom", None, None, None))), made_on=DAY)
    assert drawn(data) == []
    assert "Inga mätvärden att visa." in texts(Document(BytesIO(data)), "Anmärkning")


@pytest.mark.parametrize(("remark", "times"), [(SIMULATED, 1), ("", 0)])
def test_invented_figures_are_marked_on_every_page_and_in_the_text(remark, times):
    document = read(replace(a_report(), remark=remark))
    section = document.sections[0]
    for part in (section.header, section.footer):
        assert part.paragraphs[0].text.count(SIMULATED) == times
    assert texts(document, "Märkning") == [remark] * times


def test_the_document_says_what_it_is_in_swedish():
    document = read()
    told = document.core_properties
    assert (told.title, told.language) == (
        "Månadsrapport december 2026, Individ- och familjeomsorgen",
        "sv-SE",
    )
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    settings = document.settings.element
    assert settings.find(qn("w:decimalSymbol")).get(qn("w:val")) == ","


def test_the_same_report_gives_the_same_bytes_and_another_day_only_other_dates():
    report = many(12)
    once, twice = (report_docx(report, made_on=DAY) for _ in range(2))
    assert once == twice
    first, later = parts(once), parts(report_docx(report, made_on=date(2027, 1, 21)))
    assert first.keys() == later.keys()
    for name, part in first.items():
        assert part.replace(b"2027-01-20", b"2027-01-21") == later[name], name


def test_no_text_of_a_workbook_behind_a_chart_is_a_formula():
    chart = replace(a_chart(HARM), targets=(TargetLine("+1", (1.0,) * 12),))
    for xml, book in drawn(report_docx(a_report(an_item(name=HARM, chart=chart)), made_on=DAY)):
        names = [each.text for each in xml.iter(f"{CHARTS}v")]
        values = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.data_type != "f" for cell in values)
        for text in (*names, *(cell.value for cell in values if isinstance(cell.value, str))):
            assert not text.startswith(("=", "+", "@", "\t"))


ODD = "<b>&amp;\"'</b> En\x00 två\x0b tre\x1f \ud800 ensam \ufffe 👍 rad\nny"


@pytest.mark.parametrize(
    "report",
    [
        replace(a_report(), sections=(), lead="", remark="", explanations=(), question=""),
        replace(a_report(), sections=(Section(SectionKind.COMMENTS, "Kommentarer"),)),
        replace(a_report(), sections=(Section(SectionKind.ECONOMY, "Ekonomi", tables=(
            Table("Tom", ("A", "B"), (False, True), ()),)),)),
        a_report(replace(an_item(), chart=None), HIDDEN_ITEM),
        a_report(an_item(chart=monthly())),
        a_report(an_item(chart=monthly(*[None] * 12, 3.0))),
        a_report(an_item(chart=monthly(*range(120)))),
        many(60),
        replace(a_report(an_item(name=LONG * 4)), title=LONG * 4, unit=LONG * 4, lead=LONG * 60),
        replace(a_report(replace(an_item(name=ODD, chart=a_chart(ODD)), status=ODD, note=ODD, actions=(ODD,),
                                 comments=(ODD,), definition=ODD)), title=ODD, unit=ODD, lead=ODD, as_of=ODD),
    ],
    ids="no-sections no-content no-rows no-chart no-points one-point ten-years sixty long odd".split(),
)  # fmt: skip
def test_every_report_gives_a_document_that_can_be_read(report):
    data = report_docx(report, made_on=DAY)
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    document = Document(BytesIO(data))
    assert document.paragraphs[-1].text.startswith("Skapat 2027-01-20")
    last = 0
    for level, _ in levels(document):
        assert level <= last + 1
        last = level


def test_libreoffice_shows_all_of_it(tmp_path):
    rows = tuple((Cell(f"Aktivitet nummer {n}"), Cell(".." if n == 7 else str(n))) for n in range(120))
    section = Section(
        SectionKind.ACTIVITIES,
        "Aktiviteter",
        tables=(Table("Alla", ("Vad", "Hur många"), (False, True), rows),),
    )
    report = replace(many(12), sections=(*many(12).sections, section))
    pages = PdfReader(BytesIO(converted(report_docx(report, made_on=DAY), ".docx", "pdf", tmp_path))).pages
    shown = [page.extract_text().replace("\u00a0", " ") for page in pages]
    assert all(SIMULATED in page and f"av {len(pages)}" in page for page in shown)
    together = "\n".join(shown)
    for item in report.items:
        assert item.sentence in together.replace("\n", " ")
    assert sum("Hur många" in page for page in shown) > 1
    for n in range(120):
        assert f"Aktivitet nummer {n}" in together
    for place, page in enumerate(shown):
        if "Mål 5,7 %" in page:
            assert "nås inte" in page, f"a chart stands without its sentence on page {place + 1}"
    assert together.count("Mål 5,7 %") == 12
