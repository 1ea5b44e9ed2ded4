"""The tables of a report in Word: figures to the right, what is judged in its colour, columns that fit."""

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument

from metrics.documents.model import Item, Table
from reports.column_widths import columns_of, fitted, is_crowded
from reports.plain import clean
from reports.printed import EMPTY_TABLE
from reports.word_look import NOTE, TEXT_WIDTH, colour_of
from reports.word_table import MARGINS, SMALL, SMALLEST, Grid, add_table

SMALL_MARGINS = 0.26
"""Centimetres, of a cell of small letters."""


def standing_colours(items: Sequence[Item]) -> Mapping[str, str]:
    """Return the colour of each text that tells where one of the indicators stands."""
    return {item.status: colour_of(item.tone) for item in items if item.status}


def add_cells(
    document: WordDocument, table: Table, beside: Sequence[Table], colours: Mapping[str, str]
) -> None:
    """Write a table, its figures to the right; of one without rows that it is empty.

    Its columns are as wide as those of the tables `beside` it that have the same headings; it is among them
    itself. `colours` are of texts, wherever they stand.
    """
    if not table.rows:
        document.add_paragraph(clean(f"{table.caption}: {EMPTY_TABLE}"), style=NOTE)
        return
    rows = _texts(table)
    alike = [row for other in beside if other.headings == table.headings for row in _texts(other)]
    columns = columns_of(table.headings, table.is_number, alike, SMALL.pt, MARGINS)
    is_small = is_crowded(columns, TEXT_WIDTH)
    if is_small:
        columns = columns_of(table.headings, table.is_number, alike, SMALLEST.pt, SMALL_MARGINS)
    add_table(
        document,
        Grid(
            table.caption,
            table.headings,
            rows,
            fitted(columns, TEXT_WIDTH),
            is_number=table.is_number,
            colours=_places(rows, colours),
            margins=SMALL_MARGINS if is_small else MARGINS,
            is_small=is_small,
        ),
    )


def _texts(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in table.rows)


def _places(rows: Sequence[Sequence[str]], colours: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Return the colour of each cell that has one, by row and column."""
    return {
        (place, column): colours[text]
        for place, row in enumerate(rows)
        for column, text in enumerate(row)
        if text in colours
    }
