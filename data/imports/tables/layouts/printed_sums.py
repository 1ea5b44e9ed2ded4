"""Sums that stand printed in a table, with the figures that they are sums of, to be compared."""

from collections.abc import Iterator, Sequence
from typing import Any

from data.imports.tables.blocks import Block
from data.imports.tables.label_rows import Row
from data.imports.tables.timed_columns import Timed, TimedColumns
from metrics.vocabulary import Periodicity

Sum = dict[str, Any]
MOST_ROWS = 5_000
"""Sums are kept for tables up to this many rows."""


def printed_sums(block: Block, rows: Sequence[Row], timed: TimedColumns, sums: Sequence[Timed]) -> list[Sum]:
    """Return the sums under and beside the figures, as rows for `sums_frame`."""
    if len(rows) > MOST_ROWS:
        return []
    return [*_under(block, rows, timed), *_beside(block, rows, timed.read, sums)]


def _under(block: Block, rows: Sequence[Row], timed: TimedColumns) -> Iterator[Sum]:
    parts = [row for row in rows if not row.is_sum and not row.parent]
    for row in (row for row in rows if row.is_sum):
        mine = [part.row for part in parts if part.section == row.section and part.row < row.row]
        mine = mine or [part.row for part in parts if part.row < row.row]
        for column in timed.read:
            if block.grid.filled[row.row, column.at]:
                summed = [(part, column.at) for part in mine if block.grid.filled[part, column.at]]
                yield _sum(block, row, column, column.period(row.when, timed.outside), summed)


def _beside(block: Block, rows: Sequence[Row], read: Sequence[Timed], sums: Sequence[Timed]) -> Iterator[Sum]:
    for column in sums:
        months = [each.at for each in read if _is_part(each, column)]
        for row in rows:
            if block.grid.filled[row.row, column.at] and months:
                summed = [(row.row, month) for month in months if block.grid.filled[row.row, month]]
                yield _sum(block, row, column, "", summed)


def _is_part(month: Timed, whole: Timed) -> bool:
    words = month.words
    is_fine = bool(words.month or (words.part and words.part[0] != Periodicity.YEAR))
    same_year = whole.words.year is None or words.year == whole.words.year
    return is_fine and same_year and not month.is_planned and month.figure == whole.figure


def _sum(block: Block, row: Row, column: Timed, period: str, parts: list[tuple[int, int]]) -> Sum:
    return {
        "sheet": block.grid.sheet.name,
        "row": row.row,
        "column": column.at,
        "label": row.label,
        "place": row.place,
        "period": period,
        "kind": column.words.kind,
        "cell": block.grid.cells[row.row, column.at],
        "parts": tuple(parts),
    }
