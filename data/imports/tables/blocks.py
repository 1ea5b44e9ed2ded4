"""The tables in a sheet: from a heading down to the next, with the title above and the notes below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.imports.headings import column_role, set_apart
from data.imports.headings.heading_words import Heading, is_number
from data.imports.tables.grid import Cells, Grid, Mask
from data.imports.tables.header_rows import HeaderRows, header_rows
from metrics.vocabulary import AmountKind

Indices = NDArray[np.intp]
LOOKED_AT = 200
"""Rows that tell whether a column holds labels or figures."""
MOST_TITLE_ROWS = 12
MOST_TITLE_CELLS = 4
MOST_NOTE_ROWS = 60


@dataclass(frozen=True, eq=False)
class Block:
    """A table: its heading, and its body from `first` to `end` (not with).

    `timed` are the columns with figures of a period or a kind, `plain` are the other columns with
    something in them. `title` are the lines above, `notes` the lines below.
    """

    grid: Grid
    header: HeaderRows
    first: int
    end: int
    timed: tuple[Heading, ...]
    plain: tuple[Heading, ...]
    title: tuple[str, ...]
    notes: tuple[str, ...]

    def body(self, column: int) -> Cells:
        """Return the body's cells in a column."""
        return self.grid.cells[self.first : self.end, column]

    def filled(self, columns: Sequence[int]) -> Mask:
        """Return where something stands in the body's columns."""
        return self.grid.filled[self.first : self.end][:, list(columns)]

    def texts(self, column: int) -> list[str]:
        """Return what a column of the body says, row by row."""
        return [self.grid.text(row, column) for row in range(self.first, self.end)]


def period_blocks(grid: Grid, most: int) -> list[Block]:
    """Return the tables of a sheet whose headings name periods, from the top; `most` headings at most."""
    headers = header_rows(grid, most)
    blocks: list[Block] = []
    after = 0
    for at, header in enumerate(headers):
        end = headers[at + 1].top if at + 1 < len(headers) else grid.shape[0]
        title = _title(grid, after, header.top)
        last = after
        for columns in _side_by_side(grid, header, end):
            block = _block(grid, header, end, columns, title)
            if block:
                blocks.append(block)
                last = max(last, block.end)
        after = last if last > after else header.bottom + 1
    return blocks


def _block(
    grid: Grid, header: HeaderRows, end: int, columns: Sequence[int], title: tuple[str, ...]
) -> Block | None:
    first = header.bottom + 1
    body = grid.filled[first:end]
    within = set(columns)
    timed, plain = [], []
    for column in columns:
        heading = header.headings.get(column)
        if (
            heading
            and heading.words
            and (_is_only_time(heading) or not _holds_labels(grid, first, end, column))
        ):
            timed.append(heading)
        elif heading or body[:, column].any():
            plain.append(heading or Heading(column, ""))
    if not timed:
        return None
    figures = np.asarray(body[:, [heading.column for heading in timed]].any(axis=1))
    if not figures.any():
        return None
    last = first + int(np.flatnonzero(figures)[-1]) + 1
    notes = lines(grid, last, min(end, last + MOST_NOTE_ROWS), within) if end == grid.shape[0] else ()
    return Block(grid, header, first, last, tuple(timed), tuple(plain), title, notes)


def _is_only_time(heading: Heading) -> bool:
    """Tell whether a heading says a month or year, and at most utfall: words below it are no labels."""
    words = heading.words
    is_time = bool(words and (words.month or words.part or words.year) and not words.rest)
    return is_time and words is not None and words.kind in ("", AmountKind.OUTCOME.value)


def _holds_labels(grid: Grid, first: int, end: int, column: int) -> bool:
    """Tell whether a column holds words rather than figures and signs for figures."""
    numbers = words = 0
    for row in range(first, min(end, first + LOOKED_AT)):
        if grid.filled[row, column]:
            text = grid.text(row, column)
            is_figure = is_number(grid.cells[row, column], text)
            numbers += is_figure
            words += not is_figure and sum(sign.isalpha() for sign in text) > 3
    return words > numbers


def _side_by_side(grid: Grid, header: HeaderRows, end: int) -> Iterator[list[int]]:
    """Give the columns of each table under a heading; an empty column parts two with labels of their own."""
    area = grid.filled[header.top : end]
    used = np.asarray(area.any(axis=0))
    columns: list[int] = []
    for column in np.flatnonzero(used):
        starts = column > 0 and not used[column - 1] and bool(columns)
        if starts and _begins_a_table(grid, header, end, int(column)):
            yield columns
            columns = []
        columns.append(int(column))
    if columns:
        yield columns


def _begins_a_table(grid: Grid, header: HeaderRows, end: int, column: int) -> bool:
    heading = header.headings.get(column)
    if heading and (heading.words or set_apart(heading.text)):
        return False
    role = column_role(heading.text) if heading else None
    comment = role is not None and role.role.value in ("comment", "state", "flag", "target")
    return not comment and _holds_labels(grid, header.bottom + 1, end, column)


def _title(grid: Grid, after: int, top: int) -> tuple[str, ...]:
    found = lines(grid, max(after, top - 3 * MOST_TITLE_ROWS), top)
    return found[-MOST_TITLE_ROWS:]


def lines(grid: Grid, first: int, end: int, columns: set[int] | None = None) -> tuple[str, ...]:
    """Return the rows of text between two rows, a line each."""
    found = []
    for row in range(first, end):
        stands = [int(column) for column in grid.filled[row].nonzero()[0]]
        if columns is not None:
            stands = [column for column in stands if column in columns]
        if 0 < len(stands) <= MOST_TITLE_CELLS:
            texts = dict.fromkeys(grid.text(row, column) for column in stands)
            found.append(" ".join(text for text in texts if text))
    return tuple(filter(None, found))
