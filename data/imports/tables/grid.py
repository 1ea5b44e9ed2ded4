"""A sheet's cells as the recognition walks them: what is filled, and what a cell says on one line."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.files.sheet import Fault, Sheet, cell_name
from data.imports.headings.spelling import shown

Cells = NDArray[Any]
"""Cells as they stand: an object array."""
Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
LARGE = 400_000
"""Cells in a sheet beyond which white space alone isn't looked for."""
MANY_COLUMNS = 200
LEADERS = re.compile(r"(?<=[^\s.…_])\s*(?:\.{2,}|…|_{3,})[\s.…_]*$")
MARKUP = re.compile(r"</?[ibu]>", re.IGNORECASE)
MOST_CACHED = 200_000


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet's cells, where the text of merged cells stands in every cell of theirs.

    `filled` tells where something stands. Rows and columns are the sheet's own, from 0.
    """

    sheet: Sheet
    frame: pd.DataFrame
    filled: Mask
    _texts: dict[Any, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> Cells:
        """All cells in one array; a list of a million rows does without it."""
        return self.frame.to_numpy(dtype=object)

    @cached_property
    def _columns(self) -> list[Any]:
        return [self.frame[name].array for name in self.frame.columns]

    def column(self, at: int, first: int = 0) -> pd.Series:
        """Return a column's cells as they are kept, from a row on."""
        return self.frame.iloc[first:, at]

    def taken(self, at: int, rows: Rows) -> pd.Series:
        """Return the cells of some rows of a column, as they are kept."""
        cells = self.frame.iloc[:, at]
        if cells.dtype == object:
            return pd.Series(cells.to_numpy(dtype=object)[rows], dtype=object)
        return pd.Series(cells.array.take(rows))

    def cell(self, row: int, column: int) -> Any:
        """Return one cell."""
        if "cells" in self.__dict__ or self.frame.size <= LARGE:
            return self.cells[row, column]
        return self._columns[column][row]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns the sheet has."""
        return self.frame.shape

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, on one line and without leaders; empty where nothing stands."""
        return self.said(self.cell(row, column)) if self.filled[row, column] else ""

    def said(self, cell: object) -> str:
        """Return a cell's text on one line; each text is worked out once."""
        if not isinstance(cell, str):
            return _plain(cell)
        known = self._texts.get(cell)
        if known is None:
            known = one_line(cell)
            if len(self._texts) < MOST_CACHED:
                self._texts[cell] = known
        return known

    def where(self, row: int, column: int) -> str:
        """Return a cell as a reader finds it."""
        return cell_name(self.sheet.name, row, column)

    def filled_rows(self) -> NDArray[np.intp]:
        """Return the rows where anything stands."""
        return np.flatnonzero(self.filled.any(axis=1))


def one_line(text: str) -> str:
    """Return a label on one line: no line breaks, no markup of emphasis, no leaders after it."""
    bare = MARKUP.sub("", text) if "<" in text else text
    whole = bare if bare.isascii() else bare.encode("utf-8", "replace").decode("utf-8")
    return LEADERS.sub("", shown(whole)).strip()


def _plain(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def grid_of(sheet: Sheet) -> Grid:
    """Return the sheet's cells, ready to be walked; a `Fault` stands where a cell can't be known."""
    frame = _with_faults(sheet) if sheet.faults else sheet.cells
    filled = _filled(frame)
    if sheet.merged:
        cells, filled = _spread(frame.to_numpy(dtype=object).copy(), filled.copy(), sheet.merged)
        frame = pd.DataFrame(cells, dtype=object)
    return Grid(sheet, frame, filled)


def _with_faults(sheet: Sheet) -> pd.DataFrame:
    cells = sheet.cells.to_numpy(dtype=object).copy()
    for (row, column), told in sheet.faults.items():
        if row < cells.shape[0] and column < cells.shape[1]:
            cells[row, column] = Fault(told)
    return pd.DataFrame(cells, dtype=object)


def _filled(frame: pd.DataFrame) -> Mask:
    if frame.size > LARGE and frame.shape[1] <= MANY_COLUMNS:
        columns = [(frame.iloc[:, at] != "") & frame.iloc[:, at].notna() for at in range(frame.shape[1])]
        return np.column_stack([column.to_numpy(dtype=bool) for column in columns])
    cells = frame.to_numpy(dtype=object)
    if frame.size > LARGE:
        return np.asarray((cells != "").astype(bool) & pd.notna(cells), dtype=np.bool_)
    stands = np.frompyfunc(_stands, 1, 1)(cells) if cells.size else np.zeros(cells.shape)
    return np.asarray(stands, dtype=np.bool_)


def _stands(cell: object) -> bool:
    if isinstance(cell, str):
        return bool(cell.strip())
    return cell is not None and not (isinstance(cell, float) and math.isnan(cell))


def _spread(cells: Cells, filled: Mask, merged: Sequence[tuple[int, int, int, int]]) -> tuple[Cells, Mask]:
    """Let the text of merged cells stand in all of them. A number stays where it is: it is one figure.

    What begins at the sheet's left edge is a title or a group's name, and stands in its first column only.
    """
    rows, columns = cells.shape
    left_edge = int(np.argmax(filled.any(axis=0))) if filled.any() else 0
    for top, left, bottom, right in merged:
        if not (0 <= top < rows and 0 <= left < columns) or not filled[top, left]:
            continue
        if isinstance(cells[top, left], int | float) and not _is_year(cells[top, left]):
            continue
        right = left if left <= left_edge else right
        area = (slice(top, min(bottom, rows - 1) + 1), slice(left, min(right, columns - 1) + 1))
        cells[area] = cells[top, left]
        filled[area] = True
    return cells, filled


def _is_year(cell: float) -> bool:
    return float(cell).is_integer() and 1900 <= cell <= 2199
