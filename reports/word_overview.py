"""The tables of a report in Word: its own, and those of where the indicators of each area stand."""

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument

from metrics.documents.model import Cell, Item, Table
from metrics.theme import LIGHT, STATUS_MARKS
from metrics.vocabulary import Area
from metrics.words import AREA, STATUS
from reports.plain import clean
from reports.word_look import NOTE, TEXT_WIDTH, hexadecimal
from reports.word_table import SMALL, SMALLEST, Grid, add_table
from reports.word_widths import Column, fitted, is_crowded

HEADINGS = ("Indikator", "Värde", "Mål", "Läge", "Ändring")
IS_NUMBER = (False, True, False, False, True)
MARGINS, SMALL_MARGINS = 0.38, 0.26
"""Centimetres, of a cell: of a table of ordinary and of small letters."""
EMPTY = "inget att redovisa."
COLOURS = {
    f"{mark.symbol} {STATUS[status]}": hexadecimal(mark.colour(LIGHT))
    for status, mark in STATUS_MARKS.items()
}
"""Of the texts that tell a status, wherever they stand in a table."""


def by_area(items: Sequence[Item]) -> Mapping[Area, Sequence[Item]]:
    """Return the indicators of each area, areas and indicators in the order in which they came."""
    found: dict[Area, list[Item]] = {}
    for item in items:
        found.setdefault(item.area, []).append(item)
    return found


def overview(items: Sequence[Item]) -> tuple[Table, ...]:
    """Return a table for each area: where its indicators stand."""
    return tuple(
        Table(AREA[area], HEADINGS, IS_NUMBER, tuple(_row(item) for item in of_area))
        for area, of_area in by_area(items).items()
    )


def _row(item: Item) -> tuple[Cell, ...]:
    return (Cell(item.name), item.value, Cell(item.target), Cell(item.status), Cell(item.change))


def add_cells(document: WordDocument, table: Table, beside: Sequence[Table]) -> None:
    """Write a table, its figures to the right; of one without rows that it is empty.

    Its columns are as wide as those of the tables `beside` it that have the same headings.
    """
    if not table.rows:
        document.add_paragraph(clean(f"{table.caption}: {EMPTY}"), style=NOTE)
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
            colours=_colours(rows),
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


def _colours(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    return {
        (place, column): COLOURS[text]
        for place, row in enumerate(rows)
        for column, text in enumerate(row)
        if text in COLOURS
    }
