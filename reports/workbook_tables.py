"""The sheets that hold a table each: a report's activities and economy, its comments, and its sources."""

from collections.abc import Iterator, Sequence
from datetime import date

from metrics.documents import words
from metrics.documents.model import Cell, Item, Report, Table
from metrics.vocabulary import SectionKind
from metrics.words import AREA
from reports.sheet_items import shown_items, without_rows_of
from reports.sheet_texts import goes_on
from reports.workbook_paper import HEADING_ROW, OVERVIEW, Paper

NARROWEST, WIDEST, LEAST_WIDEST, FIGURES = 12, 60, 28, 14
"""Widths of columns in signs."""
LONGEST_PIECE = 1200
"""Signs of a text that a row can show: no row is higher than a page."""
WIDEST_SHEET = 190
"""Signs beside each other on a printed page."""


def write_table(paper: Paper, table: Table, report: Report, made_on: date) -> None:
    """Write a table on a sheet of its own, under its caption."""
    paper.head(table.caption, report)
    paper.link(2, 0, OVERVIEW, "Till översikten")
    widths = _widths(table)
    for column, width in enumerate(widths):
        paper.sheet.set_column(column, column, width)
    paper.headings(HEADING_ROW, table.headings, table.is_number, widths)
    for row, cells in enumerate(table.rows, HEADING_ROW + 1):
        for column, (cell, is_number) in enumerate(zip(cells, table.is_number, strict=True)):
            paper.cell(row, column, cell, is_number=is_number)
        paper.fit(row, [cell.text for cell in cells], widths)
    if table.headings:
        paper.filtered(HEADING_ROW, HEADING_ROW + len(table.rows), len(table.headings))
    paper.printed(report, made_on, (0, HEADING_ROW), pages_wide=-(-sum(widths) // WIDEST_SHEET) or 1)


def full_texts(items: Sequence[Item]) -> Table:
    """Return in full what is said of the indicators and done about them, where it has no room: a row each."""
    rows = [
        (Cell(AREA[item.area]), Cell(item.name), Cell(kind), Cell(piece))
        for item in items
        for kind, texts in ((words.COMMENTS, item.comments), (words.ACTIONS, item.actions))
        if goes_on(texts)
        for text in texts
        for piece in pieces(text)
    ]
    headings = ("Område", "Indikator", "Slag", "Text")
    return Table("Kommentarer och åtgärder", headings, (False,) * len(headings), tuple(rows))


def sources_table(report: Report) -> Table:
    """Return what each indicator means and where its figures come from, those without a figure last."""
    items = shown_items(report)
    rows = [
        tuple(map(Cell, (item.name, AREA[item.area], item.code, _unit(item), definition, item.source)))
        for item in items
        for definition in pieces(item.definition) or [""]
    ]
    rows += _other_sources(report, {item.name for item in items})
    headings = ("Indikator", "Område", "Kod", "Måttenhet", words.DEFINITION, words.SOURCE)
    return Table(words.SECTION[SectionKind.SOURCES], headings, (False,) * len(headings), tuple(rows))


def _other_sources(report: Report, names: set[str]) -> Iterator[tuple[Cell, ...]]:
    """Go through the indicators that the report defines and has no figure of."""
    for section in report.sections:
        for table in section.tables if section.kind == SectionKind.SOURCES else ():
            for row in without_rows_of(table, names).rows:
                told = dict(zip(table.headings, row, strict=True))
                last = (told.get(heading, Cell("")) for heading in (words.DEFINITION, words.SOURCE))
                yield row[0], Cell(""), Cell(""), Cell(""), *last


def one_table(caption: str, tables: Sequence[Table]) -> list[Table]:
    """Return the rows of tables of the same columns as one table, none where there are no rows.

    Some have a column more than others, the last one.
    """
    widest = max(tables, key=lambda table: len(table.headings), default=None)
    rows = [row for table in tables for row in table.rows]
    if widest is None or not rows:
        return []
    count = len(widest.headings)
    whole = tuple((*row, *[Cell("")] * (count - len(row))) for row in rows)
    return [Table(caption, widest.headings, widest.is_number, whole)]


def pieces(text: str) -> list[str]:
    """Divide a text between words into parts that a row each can show; none where there is no text."""
    return list(_pieces(text.strip()))


def _pieces(text: str) -> Iterator[str]:
    while len(text) > LONGEST_PIECE:
        cut = text.rfind(" ", LONGEST_PIECE // 2, LONGEST_PIECE)
        cut = LONGEST_PIECE if cut < 0 else cut
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _unit(item: Item) -> str:
    return item.value.unit_of_measure or (item.chart.unit_of_measure if item.chart else "")


def _widths(table: Table) -> list[int]:
    """Return the columns' widths: the widest give way first, so that the sheet has room on a page."""
    widths = [_width(table, column) for column in range(len(table.headings))]
    most = (
        most for most in range(WIDEST, LEAST_WIDEST, -4) if sum(min(w, most) for w in widths) <= WIDEST_SHEET
    )
    widest = next(most, LEAST_WIDEST)
    return [min(width, widest) for width in widths]


def _width(table: Table, column: int) -> int:
    """Return a column's width: of figures the same for all, of texts enough for most to stand on a line."""
    texts = [row[column].text for row in table.rows]
    longest_word = max(
        (len(word) for text in (table.headings[column], *texts) for word in text.split()), default=0
    )
    if table.is_number[column]:
        return max(FIGURES, min(longest_word + 2, WIDEST))
    return min(WIDEST, max(NARROWEST, longest_word + 3, *(len(text) + 3 for text in texts)))
