"""A report as a Word document: real headings and tables, charts to edit, and the same bytes each time."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from metrics.documents.model import Item, Report, Section, Table
from metrics.documents.words import EXPLANATIONS, HIDDEN, QUESTION, REPORT
from metrics.words import AREA, begun, shortened
from reports.chart_lines import drawn_chart
from reports.office_properties import AUTHOR
from reports.plain import clean
from reports.printed import EMPTY, SHORT, asides, by_area, has_targets, made, overview
from reports.word_cells import add_cells, standing_colours
from reports.word_contents import add_contents
from reports.word_item import add_item
from reports.word_look import FACT, FONT, LEAD, NOTE, REMARK, SIDE_MARGIN, SOURCE, set_look
from reports.word_page import Sheet, new_document, written

LONGEST_ABOVE = 80
"""Signs that each of the texts above a page may have."""


def report_docx(report: Report, *, made_on: date) -> bytes:
    """Return a report as a .docx file; the same report and day give the same bytes."""
    sheet = Sheet(
        report.title,
        shortened(report.organisation, LONGEST_ABOVE),
        shortened(report.unit, LONGEST_ABOVE),
        report.remark,
        made_on,
        tuple(shortened(aside, LONGEST_ABOVE) for aside in asides(report)),
        Cm(SIDE_MARGIN),
        FONT,
    )
    document = new_document(sheet)
    set_look(document)
    lead = _opening(document, report)
    numbers = count(1)
    for section in report.sections:
        _section(document, report, section, numbers)
    _closing(document, report, made_on)
    if len(report.items) > SHORT:
        add_contents(document, lead)
    return written(document)


def _opening(document: WordDocument, report: Report) -> Paragraph:
    """Write what the document is and the sentence that answers its question; return the last paragraph."""
    document.add_paragraph(clean(report.title), style="Title")
    last = document.add_paragraph(clean(f"{report.unit}, {report.organisation}"), style="Subtitle")
    told = [word for word in (REPORT[report.kind], report.period.label) if word not in report.title]
    if facts := [*map(begun, told), *asides(report)]:
        last = document.add_paragraph(clean(" · ".join(facts)), style=FACT)
    if report.remark:
        last = document.add_paragraph(clean(report.remark), style=REMARK)
    if report.lead:
        last = document.add_paragraph(clean(report.lead), style=LEAD)
    return last


def _section(document: WordDocument, report: Report, section: Section, numbers: Iterator[int]) -> None:
    """Write a section: its paragraphs, its indicators, first together and then one by one, and its tables."""
    document.add_heading(clean(section.heading), level=1)
    for text in section.paragraphs:
        document.add_paragraph(clean(text))
    if len(section.items) > 1 and not has_targets(report):
        _tables(document, report, [overview(*each) for each in by_area(section.items).items()])
    _items(document, section.items, numbers)
    _tables(document, report, section.tables)
    if not (section.paragraphs or section.items or section.tables):
        document.add_paragraph(EMPTY, style=NOTE)


def _items(document: WordDocument, items: Sequence[Item], numbers: Iterator[int]) -> None:
    """Write the indicators, under a heading for each area."""
    for area, of_area in by_area(items).items():
        document.add_heading(AREA[area], level=2)
        for item in of_area:
            number = next(numbers) if drawn_chart(item) else 0
            add_item(document, item, number)


def _tables(document: WordDocument, report: Report, tables: Sequence[Table]) -> None:
    """Write tables one after another, and what a hidden figure is where one stands in them."""
    for table in tables:
        add_cells(document, table, tables, standing_colours(report.items))
    texts = [cell.text for table in tables for row in table.rows for cell in row]
    if HIDDEN in texts and report.explanations:
        document.add_paragraph(clean(" ".join(report.explanations)), style=NOTE)


def _closing(document: WordDocument, report: Report, made_on: date) -> None:
    """Write what is left to talk about, how the figures are read, and where the document is from."""
    if report.question:
        document.add_heading(QUESTION, level=1)
        document.add_paragraph(clean(report.question))
    if report.explanations:
        document.add_heading(EXPLANATIONS, level=1)
        for text in report.explanations:
            document.add_paragraph(clean(text)).paragraph_format.keep_with_next = True
    told = f"{made(made_on)} med {AUTHOR}.", report.remark
    document.add_paragraph(clean(" ".join(filter(None, told))), style=SOURCE)
