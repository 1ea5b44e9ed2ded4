"""Where a list begins in a sheet: its row of headings, if there is one, and its first row with figures."""

from dataclasses import dataclass

from data.imports.headings import column_role
from data.imports.headings.heading_words import is_number, time_in
from data.imports.tables.blocks import lines
from data.imports.tables.grid import Grid

LOOKED_AT = 40
"""A list begins among so many filled rows."""


@dataclass(frozen=True)
class ListRows:
    """The row of headings, None for none; the body's first row; and the lines above."""

    header: int | None
    first: int
    title: tuple[str, ...]


def list_rows(grid: Grid) -> ListRows | None:
    """Return where a list begins; None where nothing in the sheet looks like one."""
    filled = [int(row) for row in grid.filled_rows()[:LOOKED_AT]]
    by_words = [(_known_headings(grid, row), -row) for row in filled]
    best, at = max(by_words, default=(0, 0))
    if best >= 2:
        return ListRows(-at, -at + 1, lines(grid, 0, -at))
    width = max((int(grid.filled[row].sum()) for row in filled), default=0)
    for row in filled:
        if grid.filled[row].sum() < max(2, width - 1):
            continue
        if _all_words(grid, row):
            return ListRows(row, row + 1, lines(grid, 0, row))
        if _heads_periods(grid, row):
            return None
        return ListRows(None, row, lines(grid, 0, row))
    return None


def _known_headings(grid: Grid, row: int) -> int:
    columns = grid.filled[row].nonzero()[0]
    if len(columns) < 2 or not _all_words(grid, row):
        return 0
    return sum(column_role(grid.text(row, int(column))) is not None for column in columns[:200])


def _all_words(grid: Grid, row: int) -> bool:
    """Tell whether a row holds words only: no figures and no periods."""
    for column in grid.filled[row].nonzero()[0]:
        cell = grid.cell(row, column)
        if not isinstance(cell, str) or is_number(cell, grid.text(row, int(column))) or time_in(cell):
            return False
    return True


def _heads_periods(grid: Grid, row: int) -> bool:
    """Tell whether a row names periods over columns that hold something else."""
    columns = [int(column) for column in grid.filled[row].nonzero()[0] if time_in(grid.cell(row, column))]
    below = [at for at in range(row + 1, min(row + LOOKED_AT, grid.shape[0])) if grid.filled[at].any()]
    if not columns or not below:
        return False
    return sum(time_in(grid.cell(below[0], column)) is not None for column in columns) * 2 <= len(columns)
