"""The minutes of a meeting as a Word document: real headings, real tables, and the same bytes each time."""

from datetime import date

from docx.document import Document as WordDocument
from docx.shared import Pt

from metrics.meeting.minutes import Minutes
from metrics.meeting.points import Table
from reports.column_widths import columns_of, fitted
from reports.plain import clean
from reports.word_page import Sheet, new_document, written
from reports.word_table import MARGINS, SMALL, Grid, add_table, add_table_styles

TEXT_WIDTH = 18.0
"""Centimetres."""
WIDE = 1.2
"""How much wider the letters may be where the documents' own font is missing."""


def minutes_docx(minutes: Minutes, *, made_on: date) -> bytes:
    """Return the minutes as a .docx file; the same minutes and day give the same bytes."""
    document = new_document(Sheet(minutes.title, minutes.organisation, minutes.unit, minutes.remark, made_on))
    add_table_styles(document)
    document.add_heading(clean(minutes.title), level=0)
    _facts(document, minutes)
    for point in minutes.points:
        document.add_heading(clean(point.heading), level=1)
        for sentence in point.sentences:
            document.add_paragraph(clean(sentence))
        for table in point.tables:
            _table(document, table)
    return written(document)


def _facts(document: WordDocument, minutes: Minutes) -> None:
    if minutes.remark:
        document.add_paragraph().add_run(clean(minutes.remark)).bold = True
    for label, text in minutes.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{clean(label)}: ").bold = True
        paragraph.add_run(clean(text))


def _table(document: WordDocument, table: Table) -> None:
    """Write a table, and a little room below it."""
    rows = tuple(line.cells for line in table.lines)
    columns = columns_of(table.headings, [False] * len(table.headings), rows, SMALL.pt * WIDE, MARGINS)
    add_table(document, Grid(table.caption, table.headings, rows, fitted(columns, TEXT_WIDTH)))
    document.add_paragraph().paragraph_format.space_after = Pt(0)
