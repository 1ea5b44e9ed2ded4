"""Figures beside the tables of a sheet: they are told of, so that none is left out without a word."""

from collections.abc import Sequence

import numpy as np

from data.imports.facts import Finding
from data.imports.headings.heading_words import is_number, time_in
from data.imports.tables.blocks import Block
from data.imports.tables.grid import Grid, Mask
from metrics.vocabulary import FindingLevel

LEAST_CELLS = 2
"""A number alone on its row belongs to a title or a note."""
MOST_CELLS = 200_000
"""Larger sheets hold one table, and nothing is looked for beside it."""


def within_blocks(grid: Grid, blocks: Sequence[Block]) -> Mask:
    """Tell which cells of a sheet stand in its tables, headings among them."""
    inside = np.zeros(grid.shape, dtype=np.bool_)
    for block in blocks:
        columns = [heading.column for heading in (*block.timed, *block.plain)]
        inside[block.header.top : block.end, columns] = True
    return inside


def figures_outside(grid: Grid, inside: Mask) -> list[Finding]:
    """Return the notice of the numbers, years not among them, that stand beside a name outside all tables."""
    if grid.filled.size > MOST_CELLS:
        return []
    left = grid.filled & ~inside
    left[grid.filled.sum(axis=1) < LEAST_CELLS] = False
    found = [(int(row), int(column)) for row, column in np.argwhere(left) if _is_figure(grid, row, column)]
    if not found:
        return []
    where = grid.where(*found[0])
    more = f" och {len(found) - 1} till" if len(found) > 1 else ""
    told = f"Utanför tabellen står tal som inte lästes: «{grid.text(*found[0])}»{more}."
    return [Finding(FindingLevel.NOTICE, where, "figures-outside", told)]


def _is_figure(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cells[row, column]
    return is_number(cell, grid.text(row, column)) and time_in(cell) is None
