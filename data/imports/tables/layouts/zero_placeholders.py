"""Zeros that stand for a year not planned yet: a sum is 0 while what it is made of is left empty."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.imports.facts import Finding
from data.imports.tables.blocks import Block
from data.imports.tables.label_rows import Row
from data.imports.tables.timed_columns import Timed
from metrics.vocabulary import FindingLevel

Mask = NDArray[np.bool_]
ZEROS = frozenset({"0", "0,0", "0,00", "-0", "0.0"})


def zero_placeholders(
    block: Block, rows: Sequence[Row], read: Sequence[Timed], mask: Mask, money: Mask
) -> tuple[Mask, list[Finding]]:
    """Leave out columns of amounts where only zeros stand and parts are empty; tell it once."""
    kept, columns = mask.copy(), []
    used = money & mask.any(axis=1)
    for at, column in enumerate(read):
        stands = mask[:, at] & money
        if not stands.any() or stands.sum() * 2 > used.sum():
            continue
        if all(_is_zero(block, rows[int(row)].row, column.at) for row in np.flatnonzero(stands)):
            kept[money, at] = False
            columns.append(column)
    return kept, [_told(block, columns)] if columns else []


def _is_zero(block: Block, row: int, column: int) -> bool:
    cell = block.grid.cells[row, column]
    return not isinstance(cell, bool) and (cell == 0 or block.grid.said(cell) in ZEROS)


def _told(block: Block, columns: Sequence[Timed]) -> Finding:
    names = ", ".join(f"«{column.heading.text}»" for column in columns)
    return Finding(
        FindingLevel.NOTICE,
        block.grid.where(block.header.bottom, columns[0].at),
        "zero-placeholder",
        f"I {names} står bara 0 medan delarna är tomma. Det lästes som ännu inte planerat, inte som 0.",
    )
