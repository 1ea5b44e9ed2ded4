"""The tables of a report in Word: its own, and those of where the indicators of each area stand."""

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument

from metrics.documents.model import Cell, Item, Table
from metrics.words import AREA
from reports.plain import clean
from reports.printed import EMPTY_TABLE, OVERVIEW, by_area
from reports.word_look import NOTE, TEXT_WIDTH, colour_of
from reports.word_table import SMALL, SMALLEST, Grid, add_table
from reports.word_widths import Column, fitted, is_crowded

IS_NUMBER = (False, True, False, False, True)
MARGINS, SMALL_MARGINS = 0.38, 0.26
"""Centimetres, of a cell: of a table of ordinary and of small letters."""


def overview(items: Sequence[Item]) -> tuple[Table, ...]:
    """Return a table for each area: where its indicators stand."""
    return tuple(
        Table(AREA[area], OVERVIEW, IS_NUMBER, tuple(_row(item) for item in of_area))
        for area, of_area in by_area(items).items()
    )


def _row(item: Item) -> tuple[Cell, ...]:
    return (Cell(item.name), item.value, Cell(item.target), Cell(item.status), Cell(item.change))


def standing_colours(items: Sequence[Item]) -> Mapping[str, str]:
    """Return the colour of each text that tells where one of the indicators stands."""
    return {item.status: colour_of(item.tone) for item in items if item.status}


def add_cells(
    document: WordDocument, table: Table, beside: Sequence[Table], colours: Mapping[str, str]
) -> None:
    """Write a table, its figures to the right; of one without rows that it is empty.

    Its columns are as wide as those of the tables `beside` it that have the same headings. `colours` are of
    texts, wherever they stand.
    """
    if not table.rows:
        document.add_paragraph(clean(f"{table.caption}: {EMPTY_TABLE}"), style=NOTE)
        return
    rows = _texts(table)
    alike = [row for other in beside if other.headings == table.headings for row in _texts(other)]
    columns = _columns(table, alike or rows, SMALL.pt, MARGINS)
    is_small = is_crowded(columns, TEXT_WIDTH)
    if is_small:
        columns = _columns(table, alike or rows, SMALLEST.pt, SMALL_MARGINS)
    add_table(
        document,
        Grid(
            table.caption,
            table.headings,
            rows,
            is_number=table.is_number,
            widths=fitted(columns, TEXT_WIDTH),
            colours=_places(rows, colours),
            margins=SMALL_MARGINS if is_small else MARGINS,
            is_small=is_small,
        ),
    )


def _columns(table: Table, rows: Sequence[Sequence[str]], size: float, margins: float) -> list[Column]:
    return [
        Column(heading, [row[place] for row in rows], is_number, size, margins)
        for place, (heading, is_number) in enumerate(zip(table.headings, table.is_number, strict=True))
    ]


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
