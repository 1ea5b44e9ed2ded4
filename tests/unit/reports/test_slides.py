"""A report as slides, read back as PowerPoint and LibreOffice read them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from office_files import converted
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt
from pypdf import PdfReader
from reports_made import ACTIVITIES, HARM, HIDDEN, HIDDEN_ITEM, SIMULATED, a_chart, a_report, an_item

from metrics.documents.model import Cell, Chart, Item, Report, Section, Table
from metrics.vocabulary import Lens, ReportKind, SectionKind
from reports.slides import slides_pptx

DAY = date(2027, 1, 20)
LONG = "Det här är en mycket lång text om hur verksamheten arbetar med frågan. " * 25
LONG_WORD = "Socialtjänstlagsöverenskommelse" * 20


def show(report: Report):
    return Presentation(BytesIO(slides_pptx(report, made_on=DAY)))


def shown(slide) -> str:
    """Return all that is read on a slide."""
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*told, *(cell.text for table in tables for cell in table.iter_cells())])


def spoken(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def slide_of(report: Report, title: str):
    return next(slide for slide in show(report).slides if slide.shapes.title.text_frame.text == title)


def extreme_report() -> Report:
    """Return a report of all that is too much, too long or not there."""
    item = an_item()
    wide = Table(
        "En bred tabell",
        tuple(f"Rubrik nummer {place}" for place in range(12)),
        (False, *[True] * 11),
        tuple(
            (Cell(f"Rad {row}"), *(Cell(f"{row * 100 + place}") for place in range(11))) for row in range(30)
        ),
    )
    items = (
        replace(
            item, sentence=LONG, note=LONG, actions=(LONG,) * 6, target=LONG, status=f"≈ {LONG}", change=LONG
        ),
        replace(item, sentence=LONG_WORD, value=Cell(LONG_WORD), actions=(LONG_WORD,), note=LONG_WORD),
        replace(item, chart=None, actions=(), comments=(LONG,) * 4),
        replace(item, chart=a_chart("Tom", None, None)),
        replace(item, chart=a_chart("Lång", *map(float, range(120)), first="2017-01")),
        replace(
            item, sentence="", status="", target="", change="", note="", actions=(), comments=(), chart=None
        ),
    )
    cells = Table("Långa celler", ("A", "B"), (False, False), ((Cell("kort"), Cell(LONG)),) * 4)
    section = Section(
        SectionKind.ECONOMY,
        "Ekonomi " * 30,
        (LONG, LONG_WORD, "", LONG),
        items,
        (wide, cells, Table("Tom tabell", ("A", "B"), (False, True), ()), Table("", (), (), ())),
    )
    return replace(
        a_report(), sections=(section,), lead=LONG, title=LONG, question=LONG, explanations=(LONG,) * 3
    )


REPORTS = {
    "a report": a_report(),
    "for the board": replace(a_report(lens=Lens.BOARD), as_of="Som det var låst 2027-01-15"),
    "extremes": extreme_report(),
    "nothing": Report(ReportKind.SHOW, "Tomt", "", "", a_report().period, Lens.INTERN, "", ()),
}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def test_one_message_a_slide_in_the_reports_own_order():
    titles = [slide.shapes.title.text_frame.text for slide in show(a_report()).slides]
    assert titles == [
        "Månadsrapport december 2026",
        "Sammanfattning",
        "Sjukfrånvaro var 6,3 % i december 2026. Målet är högst 5,7 % och nås inte.",
        HIDDEN_ITEM.sentence,
        "Aktiviteter",
        "Aktiviteter i planen",
        "Att tala om",
        "Så läses siffrorna",
    ]


def test_the_first_slide_says_what_whose_when_for_whom_and_the_lead():
    first = shown(show(REPORTS["for the board"]).slides[0])
    for text in (
        "Månadsrapport december 2026", "Individ- och familjeomsorgen, Exempelstad",
        "december 2026 · Visas för: nämnden",
        "Som det var låst 2027-01-15", "1 av 1 bedömda mål nås inte", SIMULATED,
    ):  # fmt: skip
        assert text in first
    assert "Intern" not in shown(show(a_report()).slides[0])


def test_a_show_for_the_staff_is_not_said_to_be_for_the_board():
    slides = show(a_report(kind=ReportKind.SHOW, lens=Lens.BOARD)).slides
    assert "december 2026 · Små tal är dolda" in shown(slides[0])
    assert not any("Visas för" in shown(slide) for slide in slides)
    assert not any("Små tal" in shown(slide) for slide in show(a_report(kind=ReportKind.SHOW)).slides)


def test_an_indicator_has_its_figure_target_status_actions_and_note():
    item = an_item()
    slide = slide_of(a_report(), item.sentence)
    for text in ("6,3\u00a0%", "Mål: högst 5,7\u00a0%", item.status, item.change, *item.actions, item.note):
        assert text in shown(slide)
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    values = [point.value for point in item.chart.points]
    assert list(chart.chart.plots[0].series[0].values) == values
    assert chart._element._nvXxPr.cNvPr.get("descr") == item.chart.alt


def test_the_notes_hold_the_chart_in_figures_and_what_is_said_of_it():
    notes = spoken(slide_of(a_report(), an_item().sentence))
    for text in (
        "januari 2026: 6,1\u00a0%; Mål 5,7\u00a0%", "maj 2026: saknas; Mål", "december 2026: 6,3\u00a0%",
        "Många förkylningar i november.", "Definition: Frånvarande timmar", "Källa: Personalsystemet",
        SIMULATED,
    ):  # fmt: skip
        assert text in notes


def test_definitions_are_told_in_the_notes_of_each_indicator_and_not_on_slides_of_their_own():
    item, heads = an_item(), ("Indikator", "Definition")
    known = Table("Definitioner", heads, (False, False), ((Cell(item.name), Cell(item.definition)),))
    other = replace(known, caption="Andra", rows=((Cell("Något annat"), Cell("Ordnas så.")),))
    section = Section(SectionKind.SOURCES, "Källor", (), (), (known, other))
    report = replace(a_report(), sections=(*a_report().sections, section))
    titles = [slide.shapes.title.text_frame.text for slide in show(report).slides]
    assert ("Definitioner" in titles, "Andra" in titles) == (False, True)
    assert item.definition in spoken(slide_of(report, item.sentence))


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("högst 5,7 %", "Mål: högst 5,7 %"),
        ("plan 26", "Mål: plan 26"),
        ("redovisas utan mål", "Mål: redovisas utan mål"),
        ("", ""),
    ],
)
def test_a_target_is_named_once(target, told):
    item = replace(an_item(), target=target, change="+76")
    lines = shown(slide_of(a_report(item), item.sentence)).splitlines()
    assert [line for line in lines if "mål:" in line.lower() or line == told] == ([told] if told else [])
    assert "Ändring: +76" in lines


def test_a_hidden_figure_is_two_dots_with_its_explanation_and_never_a_number():
    slide = slide_of(a_report(HIDDEN_ITEM, lens=Lens.PUBLIC), HIDDEN_ITEM.sentence)
    assert ".." in shown(slide).splitlines()
    assert "Visas inte" in shown(slide)
    assert HIDDEN in shown(slide)
    broken = "Visas inte i diagrammet: mars 2026 och december 2026"
    assert broken in shown(slide)
    told = spoken(slide).splitlines()
    assert [line for line in told if line.endswith((": ..", ": saknas"))] == [
        "Placerade barn: ..", "mars 2026: ..", "april 2026: saknas", "december 2026: ..",
    ]  # fmt: skip
    assert HIDDEN in spoken(slide)
    assert "mars 2026: 0" not in spoken(slide)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    values = (12, 11, None, None, 9, 8, 8, 9, 10, 11, 12, None)
    assert tuple(chart.plots[0].series[0].values) == values
    assert chart._chartSpace.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert (
        tuple(row[0] for row in book.iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)) == values
    )


@pytest.mark.parametrize("chart", [None, a_chart("Tom", None, None)])
def test_without_values_there_is_no_chart_but_the_rest_is_told(chart):
    item = replace(an_item(), chart=chart)
    slide = slide_of(a_report(item), item.sentence)
    assert not any(shape.has_chart for shape in slide.shapes)
    assert ("Inga mätvärden att visa." in shown(slide)) == (chart is not None)
    assert item.actions[0] in shown(slide)
    assert item.comments[0] in shown(slide)


def test_what_has_no_room_on_a_slide_is_in_its_notes():
    item = replace(an_item(), actions=tuple(f"Åtgärd {each}: {LONG}" for each in range(5)))
    slide = slide_of(a_report(item), item.sentence)
    assert "Mer i anteckningarna." in shown(slide)
    assert all(action.strip() in spoken(slide) for action in item.actions)


def test_a_long_table_goes_on_with_its_heading_and_loses_no_row():
    rows = tuple((Cell(f"Insats {row}"), Cell("chef"), Cell(""), Cell(f"{row}")) for row in range(40))
    section = Section(SectionKind.ACTIVITIES, "Aktiviteter", (), (), (replace(ACTIVITIES, rows=rows),))
    tables = [
        shape.table
        for slide in show(replace(a_report(), sections=(section,))).slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert len(tables) > 2
    assert all(table.first_row for table in tables)
    assert {tuple(cell.text for cell in table.rows[0].cells) for table in tables} == {ACTIVITIES.headings}
    told = [table.cell(row, 0).text for table in tables for row in range(1, len(table.rows))]
    assert told == [f"Insats {row}" for row in range(40)]


def test_a_wide_table_goes_on_in_columns_with_the_first_one_told_again():
    table = REPORTS["extremes"].sections[0].tables[0]
    report = replace(a_report(), sections=(Section(SectionKind.ECONOMY, "E", (), (), (table,)),))
    parts = [shape.table for slide in show(report).slides for shape in slide.shapes if shape.has_table]
    told = {
        (part.cell(row, 0).text, part.cell(0, column).text): part.cell(row, column).text
        for part in parts
        for row in range(1, len(part.rows))
        for column in range(1, len(part.columns))
    }
    wanted = {
        (row[0].text, heading): cell.text
        for row in table.rows
        for heading, cell in list(zip(table.headings, row, strict=True))[1:]
    }
    assert told == wanted


def test_a_cell_that_is_cut_is_told_in_full_in_the_notes():
    slides = [slide for slide in show(extreme_report()).slides if "Långa celler" in shown(slide)]
    assert slides
    assert all(LONG.strip() in spoken(slide) for slide in slides)


@every_report
def test_the_remark_and_the_slides_number_stand_on_every_slide(report):
    first, *others = show(report).slides
    assert report.remark in shown(first)
    for slide in others:
        assert report.remark in shown(slide)
        assert slide._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"


@every_report
def test_all_text_is_swedish_and_large_enough_to_be_read_from_afar(report):
    for slide in show(report).slides:
        for element in (slide._element, slide.notes_slide._element):
            runs = [run for kind in ("a:r", "a:fld") for run in element.iter(qn(kind))]
            spoken_in = {
                run.find(qn("a:rPr")).get("lang") for run in runs if (run.find(qn("a:t")).text or "").strip()
            }
            assert spoken_in <= {"sv-SE"}, shown(slide)
        sizes = {int(look.get("sz")) for look in slide._element.iter(qn("a:rPr")) if look.get("sz")}
        title = {run.font.size for each in slide.shapes.title.text_frame.paragraphs for run in each.runs}
        assert min(sizes, default=1800) >= 1800
        assert min(title, default=Pt(24)) >= Pt(24)


@every_report
def test_nothing_stands_outside_its_slide_and_every_picture_is_described(report):
    presentation = show(report)
    for slide in presentation.slides:
        names = [shape.shape_id for shape in slide.shapes]
        assert len(set(names)) == len(names)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height, shown(slide)
            if shape.has_chart or shape.has_table:
                assert shape._element._nvXxPr.cNvPr.get("descr")


def test_signs_that_no_file_can_hold_are_taken_away():
    item = replace(an_item(), sentence="Sjuk\x00frånvaro\x0b\ud800 <b>&", actions=("A\x1fB",), note="\uffff")
    titles = [slide.shapes.title.text_frame.text for slide in show(a_report(item)).slides]
    assert "Sjuk frånvaro   <b>&" in titles


@every_report
def test_the_same_report_and_day_give_the_same_file(report):
    assert slides_pptx(report, made_on=DAY) == slides_pptx(report, made_on=DAY)


def test_another_day_changes_only_the_dates():
    one, other = (ZipFile(BytesIO(slides_pptx(a_report(), made_on=day))) for day in (DAY, date(2027, 2, 3)))
    assert one.namelist() == other.namelist()
    changed = [name for name in one.namelist() if one.read(name) != other.read(name)]
    assert all(one.read(name).replace(b"2027-01-20", b"2027-02-03") == other.read(name) for name in changed)
    assert "docProps/core.xml" in changed
    assert len(changed) == 3


def test_a_text_that_looks_like_a_formula_is_only_text():
    texts = [shown(slide) for slide in show(a_report()).slides]
    assert sum(HARM in text for text in texts) == 3


@pytest.mark.parametrize("report", [a_report(), extreme_report()], ids=["a report", "extremes"])
def test_libreoffice_opens_every_slide(report, tmp_path):
    written = slides_pptx(report, made_on=DAY)
    pages = PdfReader(BytesIO(converted(written, ".pptx", "pdf", tmp_path))).pages
    assert len(pages) == len(Presentation(BytesIO(written)).slides)
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert all(SIMULATED in text for text in texts)
    if report == a_report():
        assert "Mål 5,7 %" in texts[2]
        assert "✕ Når inte målet" in texts[2]
        assert "okt 2026" in texts[2]
        assert HIDDEN in texts[3]
        assert "−1 250,5" in texts[5]


def a_whole_period(*items: Item, kind: ReportKind = ReportKind.MONTH) -> Report:
    """Return a report with a table of its indicators' targets, and one of what they mean."""
    rows = tuple((Cell(item.name), item.value) for item in items)
    table = Table("Personal", ("Indikator", "Värde"), (False, True), rows)
    sources = Table("Definitioner", ("Indikator", "Definition"), (False, False), rows)
    return replace(
        a_report(kind=kind),
        sections=(
            Section(SectionKind.TARGETS, "Måluppfyllelse", (), (), (table,)),
            Section(SectionKind.INDICATORS, "Indikatorer", (), items),
            Section(SectionKind.SOURCES, "Källor", (), (), (sources,)),
        ),
    )


def changed_at(place: int) -> Chart:
    """Return a chart with one period beyond chance."""
    points = list(a_chart().points)
    points[place] = replace(points[place], meaning="better")
    return replace(a_chart(), points=tuple(points))


NEWS = {
    "misses": replace(an_item(name="A", chart=a_chart()), sentence="Missar", tone="worse"),
    "is near": replace(an_item(name="B", chart=a_chart()), sentence="Nära", tone="ink"),
    "has changed": replace(an_item(name="C", chart=changed_at(-1)), sentence="Ändrad", tone="better"),
}
NO_NEWS = {
    "meets": replace(an_item(name="D", chart=a_chart()), sentence="Når", tone="better"),
    "changed long ago": replace(an_item(name="E", chart=changed_at(0)), sentence="Förr", tone="no_news"),
    "nothing drawn": replace(an_item(name="F"), chart=None, sentence="Ritas inte", tone="no_news"),
}


def titles_of(report: Report) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in show(report).slides]


@pytest.mark.parametrize("kind", [ReportKind.MONTH, ReportKind.TERTIAL, ReportKind.YEAR])
def test_of_a_whole_period_only_what_there_is_news_of_has_a_slide_beside_the_tables(kind):
    report = a_whole_period(*NO_NEWS.values(), *NEWS.values(), kind=kind)
    shown_titles = titles_of(report)
    assert shown_titles[1:-1] == [
        "Personal", "Indikatorer", "Missar", "Nära", "Ändrad", "Att tala om",
    ]  # fmt: skip
    told = shown(slide_of(report, "Indikatorer"))
    assert "3 av 6 indikatorer har en egen bild" in told and "Måluppfyllelse" in told


@pytest.mark.parametrize("kind", [ReportKind.SELECTION, ReportKind.SHOW])
def test_of_a_selection_every_indicator_has_its_slide(kind):
    titles = titles_of(a_whole_period(*NO_NEWS.values(), kind=kind))
    assert "Indikatorer" not in titles
    assert [title for title in titles if title in ("Når", "Förr", "Ritas inte")] == [
        "Når",
        "Förr",
        "Ritas inte",
    ]


def test_an_indicator_that_stands_in_no_table_is_never_left_out():
    report = a_whole_period(*NO_NEWS.values())
    assert "Når" in titles_of(replace(report, sections=report.sections[1:]))


def test_of_too_many_those_that_miss_come_first():
    near = [replace(NEWS["is near"], name=f"Nära {each}", sentence=f"Nära {each}") for each in range(25)]
    titles = titles_of(a_whole_period(*near, NEWS["misses"]))
    assert [title for title in titles if title.startswith(("Nära", "Missar"))] == [
        *(f"Nära {each}" for each in range(19)),
        "Missar",
    ]


def test_a_period_without_news_says_so():
    report = a_whole_period(*NO_NEWS.values())
    assert "Ingen indikator har en egen bild" in shown(slide_of(report, "Indikatorer"))


def test_a_target_is_told_with_its_own_decimals():
    item = an_item(chart=a_chart(target=5.75))
    notes = spoken(slide_of(a_report(item), item.sentence))
    assert "januari 2026: 6,1\u00a0%; Mål 5,75\u00a0%" in notes
