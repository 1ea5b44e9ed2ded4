"""A report as a PDF, read back by two other programs: what it says, its tags, and that it is drawn."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from reports_made import ACTIVITIES, HARM, HIDDEN, HIDDEN_ITEM, SIMULATED, a_chart, a_report, an_item

from metrics.documents.model import Cell, Chart, Report, Section, Table, TargetLine
from metrics.theme import LIGHT, STATUS_MARKS
from metrics.vocabulary import Area, Lens, SectionKind
from reports import pdf
from reports.pdf import PdfError, laid_out, report_pdf
from reports.pdf_content import content
from reports.pdf_signs import FONTS, pictured, printable

DAY = date(2026, 12, 20)
ROOT = Path(__file__).parents[3]
CODE = '#read("/etc/passwd") #import "@preview/a:1.0.0" *fet* $x$ <tag> @ref `kod` \\ & // nej'
MANY_LINES = replace(ACTIVITIES, rows=ACTIVITIES.rows * 60)
MONTHS = [
    f"{name} 2026" for name in ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov")
]
LONG = "Det här är en lång text som någon har skrivit. " * 400


@cache
def made(report: Report) -> bytes:
    return report_pdf(report, made_on=DAY)


def read(report: Report) -> PdfReader:
    return PdfReader(BytesIO(made(report)))


@cache
def pages(report: Report) -> list[str]:
    """The text of every page on one line, ordinary spaces, divided words put together."""
    return [plain(page.extract_text()) for page in read(report).pages]


def text(report: Report) -> str:
    return " ".join(pages(report))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("ﬀ", "ff").replace("ﬁ", "fi"))


def with_tables(*tables: Table, lens: Lens = Lens.INTERN) -> Report:
    return replace(a_report(lens=lens), sections=(Section(SectionKind.ECONOMY, "Ekonomi", (), (), tables),))


def tags(report: Report) -> list[dict]:
    """Every element of the structure, in order."""

    def below(element) -> Iterator[dict]:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                yield from below(each)
        elif isinstance(element, dict) and "/S" in element:
            yield element
            yield from below(element.get("/K", []))

    return list(below(read(report).trailer["/Root"]["/StructTreeRoot"]["/K"]))


def kinds(report: Report) -> Counter:
    return Counter(str(each["/S"]) for each in tags(report))


def numbered(count: int, *, chart: bool = True) -> Report:
    """A report of so many indicators in several areas, each chart with a remark of its own."""
    areas = list(Area)
    items = [
        replace(
            an_item(f"i{place}", f"Indikator {place}", areas[place * len(areas) // count]),
            chart=replace(a_chart(), remark=f"Bild {place}.") if chart else None,
        )
        for place in range(count)
    ]
    return a_report(*items)


def test_the_document_says_what_it_is_in_swedish_and_is_tagged():
    document = read(a_report())
    root = document.trailer["/Root"]
    assert document.metadata.title == "Månadsrapport december 2026"
    assert document.metadata.author == "Lägesbild"
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1<" in (
        root["/Metadata"].get_data()
    )


def test_all_that_the_report_says_can_be_read():
    report = a_report()
    told = text(report)
    said = [report.title, report.organisation, report.unit, report.lead, report.question, HIDDEN, SIMULATED]
    said += [section.heading for section in report.sections]
    said += [each for section in report.sections for each in section.paragraphs]
    for item in report.items:
        said += [item.name, item.sentence, item.value.text, item.target, item.change, *item.actions]
        said += [*item.comments, item.definition, item.source, item.status]
    said += [cell.text for cell in (cell for row in ACTIVITIES.rows for cell in row)]
    said += [*ACTIVITIES.headings, ACTIVITIES.caption, "Skapat 2026-12-20"]
    missing = [each for each in said if plain(each) not in told]
    assert not missing


def test_the_charts_figures_are_told_beside_it_and_a_gap_is_no_zero():
    told = text(a_report(an_item()))
    assert "Värde 6,1 6,4 5,9 5,5 saknas 4,8 4,2 5,1 5,6 5,9 6,2 6,3" in told
    assert "Mål 5,7 5,7" in told


@pytest.mark.parametrize("lens", Lens)
def test_a_hidden_figure_is_two_points_with_what_they_mean_close_by_and_a_missing_one_is_said(lens):
    told = text(a_report(HIDDEN_ITEM, lens=lens))
    assert "Värde .." in told
    assert "Värde 12 11 .. saknas 9 8 8 9 10 11 12 .." in told
    assert ".. visas inte Definition" in told
    assert told.count(plain(HIDDEN)) >= 3


def test_a_hidden_period_is_a_gap_in_the_picture_with_two_points_at_its_foot():
    report = a_report(HIDDEN_ITEM, lens=Lens.PUBLIC)
    (chart,) = [
        item["chart"]
        for section in content(report, DAY)["sections"]
        for area in section["areas"]
        for item in area["items"]
    ]
    (line,) = re.findall(rf'<path d="([^"]+)" fill="none" stroke="{LIGHT.line}"', chart["svg"])
    pieces = [len(piece.split()) // 2 for piece in line.split("M") if piece]
    assert pieces == [2, 7], "January and February, then May to November"
    assert chart["svg"].count("<circle") == 9
    assert re.findall(r">(\.\.)</text>", chart["svg"]) == ["..", ".."]
    assert chart["legend"] == ".. visas inte"


def test_what_is_beyond_chance_is_a_shape_that_is_explained_with_the_word_of_every_file():
    points = (*a_chart().points[:-1], replace(a_chart().points[-1], meaning="worse", preliminary=True))
    told = text(a_report(an_item(chart=replace(a_chart(), points=points))))
    assert "▲ verklig försämring · ○ preliminärt" in told
    assert "6,3*" in told
    assert "* preliminärt · ▲ verklig försämring" in told


def test_a_target_is_told_with_the_decimals_that_tell_it():
    assert "Mål 5,75 5,75" in text(a_report(an_item(chart=a_chart(target=5.75))))


def test_headings_are_those_of_every_file():
    told = text(a_report(an_item()))
    for heading in ("Indikatorer", "Det här gör vi – Samtal", "Kommentarer Många", "Att tala om Vad"):
        assert heading in told
    assert "Indikator Värde Mål Läge Ändring" in text(a_report())


def test_a_table_with_a_hidden_figure_explains_it_under_itself():
    report = with_tables(Table("Kostnad", ("Enhet", "tkr"), (False, True), ((Cell("Barn"), Cell("..")),)))
    assert f"Barn .. {plain(HIDDEN)}" in text(report)


def test_every_page_carries_the_remark_and_its_number():
    found = pages(numbered(18))
    assert len(found) > 4
    for number, page in enumerate(found, 1):
        assert SIMULATED in page
        assert f"Sida {number} av {len(found)}" in page


def test_real_figures_carry_no_remark():
    report = a_report(replace(an_item(), chart=replace(a_chart(), remark="")))
    assert "Simulerade" not in text(replace(report, remark=""))


@pytest.mark.parametrize(
    ("lens", "told"),
    [(Lens.INTERN, None), (Lens.BOARD, "Visas för: nämnden"), (Lens.PUBLIC, "Visas för: allmänheten")],
)
def test_every_page_says_for_whom_it_is_and_as_of_when(lens, told):
    report = replace(a_report(lens=lens), as_of="Som siffrorna låstes 2027-01-12")
    for page in pages(report):
        assert "Som siffrorna låstes 2027-01-12" in page
        assert told is None or told in page
        assert told or "Visas för" not in page


def test_only_a_long_report_has_its_contents_with_the_right_pages():
    assert "Innehåll" not in text(a_report())
    found = pages(numbered(18))
    contents = " ".join(found[:2])
    for place in (0, 7, 17):
        page = int(re.search(rf"Indikator {place} [. ]+(\d+)", contents)[1])
        assert f"Bild {place}." in found[page - 1]


def test_headings_tables_and_charts_are_tagged():
    report = a_report()
    count = kinds(report)
    assert count["/Title"] == 1
    assert (count["/H1"], count["/H2"], count["/H3"]) == (5, 2, 2)
    assert count["/Table"] == 5
    assert count["/TH"] == 5 + 5 + 13 + 13 + 4
    assert count["/TD"] == 5 + 5 + 26 + 13 + 8
    assert count["/Caption"] == count["/Table"]


def test_headings_never_leave_a_level_out():
    for report in (a_report(), a_report(an_item()), numbered(18)):
        levels = [int(str(each["/S"])[2:]) for each in tags(report) if re.fullmatch(r"/H\d", str(each["/S"]))]
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_chart_is_told_in_words():
    report = a_report()
    told = [str(each["/Alt"]) for each in tags(report) if "/Alt" in each]
    assert told == [item.chart.alt for item in report.items]


def test_a_long_table_repeats_its_heading_on_every_page():
    report = with_tables(MANY_LINES)
    found = pages(report)
    assert len(found) >= 3
    for page in found[:-1]:
        assert "Aktivitet Ansvarig Klart Kostnad, tkr" in page
    assert sum(page.count("Nytt schema") for page in found) == 60
    assert kinds(report)["/Table"] == 1


def test_no_chart_is_parted_from_its_heading_and_sentence():
    found = pages(numbered(18))
    for place in range(18):
        (page,) = [page for page in found if f"Bild {place}." in page]
        assert f"Indikator {place} Indikator {place} var 6,3 %" in page


def test_no_caption_stands_last_on_a_page():
    for page in pages(numbered(18)):
        assert not re.search(r"Siffrorna i diagrammet, % (Simulerade data|$)", page)


def test_the_heading_of_a_narrow_column_is_not_divided():
    headings = ("Månad", "Enhet", "Konto", "Värde", "Kommentar", "Roll")
    row = ("okt", "Utredningsenheten barn", "Köp av verksamhet HVB", "5", LONG[:160], "Controller")
    table = Table(
        "Kommentarer", headings, (False, False, False, True, False, False), (tuple(map(Cell, row)),)
    )
    assert " ".join(headings) in text(with_tables(table))


@pytest.mark.parametrize("status", ["✕ Når inte målet", "○ Kan inte bedömas", "≈ Nära målet"])
def test_a_status_is_not_divided_within_a_word_and_stands_on_two_lines_at_most(status):
    headings = ("Indikator", "2025", "2026", "Mål", "Läge", "Ändring", "Anmärkning")
    figure, long = "5\u00a0325\u00a0041\u00a0kr", LONG[:160]
    row = (long, figure, figure, long, status, figure, long)
    is_number = (False, True, True, False, False, True, False)
    written = read(with_tables(Table("Mål", headings, is_number, (tuple(map(Cell, row)),)))).pages
    lines = [line.strip() for page in written for line in page.extract_text().splitlines()]
    first, _, last = status.rpartition(" ")
    assert status in lines or lines[lines.index(first) + 1] == last


def test_figures_are_not_divided_and_a_table_of_many_columns_lies_on_its_side():
    figure = "12\u00a0345\u00a0678"
    table = Table(
        "Konton",
        ("Konto", *MONTHS, "Summa"),
        (False, *[True] * 12),
        tuple((Cell(f"Konto {row}"), *[Cell(figure)] * 12) for row in range(4)),
    )
    document = read(with_tables(table))
    flipped = [page for page in document.pages if page.mediabox.width > page.mediabox.height]
    assert len(flipped) == 1
    lines = flipped[0].extract_text().replace("\u00a0", " ")
    assert lines.count("12 345 678") == 48


@pytest.mark.parametrize(
    "told",
    [CODE, HARM, "Ett\x00tecken\x07 \ud800 som inte finns", "En glad 😀 och 你好", "ﬁ ✕ ✓ ≈ ○ – ▲ ◆ ■ − ½ é",
     "x" * 400, "\u202eomvänd", "a\u0301", "\u2028", ""],
)  # fmt: skip
def test_any_text_can_stand_anywhere_and_is_never_code(told):
    item = replace(
        an_item(), name=told, sentence=told, target=told, status=told, change=told, note=told,
        actions=(told,), comments=(told,), definition=told, source=told, value=Cell(told),
        chart=Chart(told, told, told, 1, a_chart().points, (TargetLine(told, (5.0,) * 12),), told),
    )  # fmt: skip
    table = Table(told, (told, told), (False, True), ((Cell(told), Cell(told)),))
    report = replace(
        a_report(item, HIDDEN_ITEM), title=told, organisation=told, unit=told, lead=told, remark=told,
        explanations=(told,), question=told, as_of=told,
    )  # fmt: skip
    sections = tuple(
        replace(section, heading=told, paragraphs=(told,), tables=(table,)) for section in report.sections
    )
    found = text(replace(report, sections=sections))
    assert plain(printable(told)).strip()[:40] in found
    assert "root:" not in found


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("😀", "□"),
        ("你好", "□□"),
        ("a\u0301", "á"),
        ("\u202ea", "a"),
        ("−5 %", "−5 %"),
        ("\x00", " "),
        ("e\u00adn", "en"),
    ],
)
def test_signs_that_no_font_has_are_seen_as_such(given, shown):
    assert printable(given) == shown


def test_what_is_taken_as_drawn_is_drawn_in_text_and_in_pictures():
    """Typst refuses a document with a sign that no font has."""
    signs = [f"a{chr(sign)}" for sign in range(0x20, 0x2C00) if printable(chr(sign)).strip()]
    families = ", ".join(f"'{font}'" for font in FONTS)
    texts = "".join(f"<text>{escape(pictured(sign))}</text>" for sign in signs)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" font-family="{families}">{texts}'
    layout = """
        #let told = json(bytes(sys.inputs.report))
        #set document(title: [x])
        #set text(font: told.fonts)
        #told.signs.join(linebreak())
        #image(bytes(told.picture), format: "svg", alt: "x")
    """
    told = {"fonts": FONTS, "signs": [printable(sign) for sign in signs], "picture": f"{picture}</svg>"}
    assert laid_out(layout.encode(), json.dumps(told), DAY).startswith(b"%PDF")
    assert len(signs) > 3_000


@pytest.mark.parametrize("mark", STATUS_MARKS.values())
def test_every_mark_of_a_status_can_be_drawn(mark):
    assert printable(mark.symbol) == mark.symbol


LONG_ITEM = replace(an_item(), sentence=LONG, note=LONG, comments=(LONG,), actions=(LONG,), definition=LONG)
TEN_YEARS = a_chart("Öppna", *[1e6 + place for place in range(120)], first="2017-01")
HARD = {
    "no sections": replace(a_report(), sections=()),
    "an empty section": replace(a_report(), sections=(Section(SectionKind.TARGETS, ""),)),
    "an empty table": with_tables(Table("Tom", ("A", "B"), (False, True), ())),
    "no chart": a_report(replace(an_item(), chart=None)),
    "a chart without values": a_report(an_item(chart=a_chart("Öppna", None, None, None))),
    "a chart without points": a_report(an_item(chart=replace(a_chart(), points=(), targets=()))),
    "one point": a_report(an_item(chart=a_chart("Öppna", 5.0, first="2026", target=None))),
    "ten years": a_report(an_item(chart=TEN_YEARS)),
    "very long texts": a_report(LONG_ITEM),
    "a cell longer than a page": with_tables(
        Table("Lång", ("A", "B"), (False, False), ((Cell(LONG), Cell("b")),))
    ),
    "sixty indicators": numbered(60, chart=False),
}  # fmt: skip


@pytest.mark.parametrize("report", HARD.values(), ids=HARD)
def test_a_hard_report_is_whole_too(report):
    found = pages(report)
    assert SIMULATED in found[0]
    assert f"Sida {len(found)} av {len(found)}" in found[-1]
    words = Counter(" ".join(found).split())
    for item in report.items:
        assert words["skrivit."] >= item.sentence.count("skrivit.")


def test_a_chart_without_values_is_told_and_not_drawn():
    report = HARD["a chart without values"]
    assert "Inga mätvärden att visa." in text(report)
    assert not [each for each in tags(report) if "/Alt" in each]


def test_a_section_without_anything_says_so():
    assert "Måluppfyllelse Här finns inget att redovisa." in text(HARD["an empty section"])
    assert "Tom: inget att redovisa." in text(HARD["an empty table"])


def test_the_same_report_and_day_give_the_same_bytes_and_another_day_only_other_dates():
    first = made(a_report())
    assert report_pdf(a_report(), made_on=DAY) == first
    later = report_pdf(a_report(), made_on=date(2027, 1, 2))
    assert later != first
    told = [plain(page.extract_text()) for page in PdfReader(BytesIO(later)).pages]
    assert [page.replace("2027-01-02", "2026-12-20") for page in told] == pages(a_report())


def test_reports_made_at_once_are_as_those_made_one_by_one():
    reports = [a_report(), numbered(18), with_tables(MANY_LINES)] * 2
    with ThreadPoolExecutor(3) as at_once:
        assert list(at_once.map(lambda report: report_pdf(report, made_on=DAY), reports)) == [
            made(report) for report in reports
        ]


def test_all_fonts_are_in_the_file_and_are_those_that_come_with_the_program():
    fonts = set()
    for page in read(numbered(18)).pages:
        for font in page["/Resources"]["/Font"].values():
            (below,) = font.get_object()["/DescendantFonts"]
            described = below.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
            fonts.add(str(described["/FontName"]).partition("+")[2].partition("-")[0])
    assert "LibertinusSerif" in fonts
    assert fonts <= {"LibertinusSerif", "NewCM10", "NewCMMath", "DejaVuSansMono"}


@pytest.mark.parametrize("code", ['#read("/etc/passwd")', '#read("../pdf.py")', '#read("/../pdf.py")'])
def test_a_layout_reaches_no_file_outside_its_folder(code):
    with pytest.raises(PdfError, match="PDF-filen kunde inte göras") as refused:
        laid_out(f"#set document(title: [x])\n{code}".encode(), "{}", DAY)
    assert "Typst" not in str(refused.value)


def test_our_own_layout_takes_nothing_from_elsewhere():
    layout = pdf.LAYOUT.read_text(encoding="utf-8")
    assert not re.search(r"#?\b(import|include|read|plugin|eval|link|csv|yaml|toml|xml)\b\s*[(\"@]", layout)
    assert layout.count("json(") == 1


def test_what_can_not_be_read_aloud_is_refused_in_swedish_with_one_thing_to_do():
    with pytest.raises(PdfError) as refused:
        laid_out(b"Ett dokument utan titel", "{}", DAY)
    assert str(refused.value).count("Hämta") == 1
    assert "Word" in str(refused.value)


GROWTH = """
import json, resource, sys
from datetime import date
from reports_made import a_report
from reports import pdf
from reports.pdf_content import content

told, day = content(a_report(), date(2026, 12, 20)), date(2026, 12, 20)
def make(number):
    words = [["Rapport %d, stycke %d. Orden är olika i varje." % (number, each)] for each in range(4000)]
    section = told["sections"][0] | {"paragraphs": words}
    pdf.laid_out(pdf.LAYOUT.read_bytes(), json.dumps(told | {"sections": [section]}), day)
make(0), make(1)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for number in range(2, 6):
    make(number)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / before)
"""


def test_reports_made_after_one_another_do_not_fill_the_memory():
    path = os.pathsep.join(["tests", "."])
    made = subprocess.run(
        [sys.executable, "-c", GROWTH], env=os.environ | {"PYTHONPATH": path}, cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(made.stdout) < 0.2


def test_poppler_draws_every_page_and_reads_the_same_figures(tmp_path):
    report, source = a_report(), tmp_path / "rapport.pdf"
    source.write_bytes(made(report))
    drawn = subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", source, tmp_path / "sida"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Error" not in drawn.stderr.replace("Syntax Error: Suspects object is wrong type (boolean)", "")
    pictures = sorted(tmp_path.glob("sida*.pgm"))
    assert len(pictures) == len(pages(report))
    for picture in pictures:
        shades = Counter(picture.read_bytes()[15:])
        assert shades[255] > 0.7 * shades.total()
        assert sum(count for shade, count in shades.items() if shade < 128) > 20
    read_back = subprocess.run(["pdftotext", source, "-"], capture_output=True, text=True, check=True).stdout
    for item in report.items:
        assert plain(item.sentence)[:40] in plain(read_back)
        assert plain(item.value.text) in plain(read_back)


def test_indicators_stand_under_their_areas_in_the_order_they_came():
    items = (an_item("a", "Först"), an_item("b", "Sedan", Area.ECONOMY), an_item("c", "Sist"))
    headings = ["Personal Först Först var", "Sist Sist var", "Ekonomi Sedan Sedan var"]
    told = text(a_report(*items))
    places = [told.find(heading) for heading in headings]
    assert -1 not in places
    assert places == sorted(places)
