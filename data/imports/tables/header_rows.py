"""Heading rows that name periods: where they stand in a sheet, and what each column's heading says.

A heading may stand over several rows: years over months, or Utfall and Budget over both. The year is
often written above its first month only, and holds until the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from data.imports.headings import PeriodWords, serial_month
from data.imports.headings.heading_words import Heading, is_number, merged, with_years_from_the_left, words_of
from data.imports.tables.grid import Grid

SCANNED = 400
"""In a large sheet headings are looked for in this many rows: tables stand under each other in small ones."""
LARGE_ROWS = 3_000
LOOKED_BELOW = 8
LEAST_SERIALS = 3


@dataclass(frozen=True)
class HeaderRows:
    """The rows of a heading, first and last, and the heading of each column where one stands."""

    top: int
    bottom: int
    headings: Mapping[int, Heading]


@dataclass(frozen=True)
class _Row:
    """What a row says: time by column, and how many of its other cells are numbers."""

    row: int
    words: Mapping[int, PeriodWords]
    numbers: int
    others: int
    written_as_numbers: bool


def header_rows(grid: Grid, most: int = 200) -> list[HeaderRows]:
    """Return the headings with periods in a sheet, from the top; `most` of them at most."""
    rows = _scanned(grid)
    strong = [row for at, row in enumerate(rows) if _is_strong(grid, row) and not _is_body(rows, at)]
    if not strong:
        weak = [row for row in rows if _is_weak(grid, row)]
        strong = _last_of_each_stretch(weak)
    return [_joined(grid, group) for group in islice(_grouped(strong), most)]


def _scanned(grid: Grid) -> list[_Row]:
    known: dict[object, PeriodWords | None] = {}
    filled = grid.filled_rows()
    if grid.shape[0] > LARGE_ROWS:
        filled = filled[:SCANNED]
    return [_read(grid, int(row), known) for row in filled]


def _read(grid: Grid, row: int, known: dict[object, PeriodWords | None]) -> _Row:
    words: dict[int, PeriodWords] = {}
    numbers = others = 0
    columns = [int(column) for column in grid.filled[row].nonzero()[0]]
    for column in columns:
        cell = grid.cells[row, column]
        key = (type(cell), cell)
        if key not in known:
            known[key] = words_of(cell, grid.said(cell))
        said = known[key]
        if said is not None:
            words[column] = said
        elif is_number(cell, grid.said(cell)):
            numbers += 1
        else:
            others += 1
    serials = _serials(grid, row, columns)
    if len(serials) >= LEAST_SERIALS:
        return _Row(row, {**words, **serials}, numbers - len(serials), others, written_as_numbers=True)
    as_numbers = bool(words) and all(is_number(grid.cells[row, at], grid.text(row, at)) for at in words)
    return _Row(row, words, numbers, others, as_numbers)


def _serials(grid: Grid, row: int, columns: Sequence[int]) -> dict[int, PeriodWords]:
    """Return numbers that are days to a spreadsheet, where each is the month after the one before."""
    found: dict[int, PeriodWords] = {}
    for column in columns:
        words = serial_month(grid.cells[row, column])
        if words is None or words.period is None:
            continue
        last = next(reversed(found.values())) if found else None
        if last and last.period and words.period != last.period.shifted(1):
            return {}
        found[column] = words
    return found


def _key(words: PeriodWords) -> tuple[object, ...]:
    return (
        words.period,
        words.month,
        words.part,
        words.year,
        words.kind,
        words.target,
        words.apart,
        words.rest,
    )


def _is_strong(grid: Grid, row: _Row) -> bool:
    different = {_key(words) for words in row.words.values()}
    if len(different) < 2 or row.numbers * 4 > len(different):
        return False
    if row.written_as_numbers and not _is_series(row):
        return False
    if len(row.words) == 2 and not any(words.kind for words in row.words.values()):
        forms = {bool(words.month or words.part) for words in row.words.values()}
        if len(forms) == 2:
            return False
    return not _more_time_below(grid, row)


def _is_series(row: _Row) -> bool:
    periods = [words.period for words in row.words.values() if words.period]
    firsts = [period.first for period in periods]
    return len(firsts) == len(row.words) and (
        firsts == sorted(set(firsts)) or firsts == sorted(set(firsts), reverse=True)
    )


def _more_time_below(grid: Grid, row: _Row) -> bool:
    """Tell whether the cells below say time too: then the row is one of many, and no heading."""
    filled = timed = 0
    for below in range(row.row + 1, min(row.row + 1 + LOOKED_BELOW, grid.shape[0])):
        for column in row.words:
            if grid.filled[below, column]:
                cell = grid.cells[below, column]
                filled += 1
                timed += not is_number(cell, grid.text(below, column)) and bool(
                    words_of(cell, grid.text(below, column))
                )
    return timed * 2 > filled


def _is_body(rows: Sequence[_Row], at: int) -> bool:
    """Tell whether years written as numbers stand right under a heading: then they are counts."""
    row = rows[at]
    if not row.written_as_numbers or at == 0 or row.row - rows[at - 1].row != 1:
        return False
    above = rows[at - 1]
    return len(above.words) >= 2 and set(above.words) >= set(row.words) and above.numbers == 0


def _is_weak(grid: Grid, row: _Row) -> bool:
    """Tell whether a single column with a period or a kind stands over numbers, beside labels."""
    if len({_key(words) for words in row.words.values()}) != 1 or row.numbers:
        return False
    column, words = next(iter(row.words.items()))
    if words.rest or column == 0 or (row.written_as_numbers and not row.others):
        return False
    below = [at for at in range(row.row + 1, min(row.row + 40, grid.shape[0])) if grid.filled[at, column]]
    if not below:
        return False
    first = below[0]
    numeric = [is_number(grid.cells[at, column], grid.text(at, column)) for at in below]
    return numeric[0] and sum(numeric) * 2 > len(numeric) and bool(grid.filled[first, :column].any())


def _last_of_each_stretch(rows: Sequence[_Row]) -> list[_Row]:
    return [row for at, row in enumerate(rows) if at + 1 == len(rows) or rows[at + 1].row - row.row > 1]


def _grouped(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Give the rows that stand right under each other, as long as each adds to the one above."""
    group: list[_Row] = []
    for row in rows:
        if group and not (row.row - group[-1].row == 1 and _adds_to(group[-1], row)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _adds_to(upper: _Row, lower: _Row) -> bool:
    own = [_key(words) for words in upper.words.values()]
    return own != [_key(words) for words in lower.words.values()]


def _joined(grid: Grid, group: Sequence[_Row]) -> HeaderRows:
    """Bring the rows of a heading together, with the rows above that hold years or kinds over them."""
    bottom = group[-1].row
    columns = sorted({column for row in group for column in row.words})
    top = _upper_edge(grid, group[0].row, columns)
    headings: dict[int, Heading] = {}
    carried: dict[int, PeriodWords] = {}
    for column in range(grid.shape[1]):
        texts: list[str] = []
        words: PeriodWords | None = None
        for row in range(top, bottom + 1):
            here = _spoken(grid, row, column)
            if here is None and row < group[0].row and grid.filled[row, column]:
                here = PeriodWords(rest=grid.text(row, column))
            if here and column >= columns[0]:
                carried[row] = here
            elif grid.filled[row, column]:
                carried.pop(row, None)
            if grid.filled[row, column]:
                texts.append(grid.text(row, column))
            holds = row < bottom and column in columns and row in carried and not grid.filled[row, column]
            if here or holds:
                words = merged(words, here or carried[row])
        if texts:
            text = " ".join(dict.fromkeys(texts))
            headings[column] = Heading(column, text, words if column >= columns[0] else None)
    return HeaderRows(top, bottom, with_years_from_the_left(headings))


def _spoken(grid: Grid, row: int, column: int) -> PeriodWords | None:
    if not grid.filled[row, column]:
        return None
    cell = grid.cells[row, column]
    return words_of(cell, grid.text(row, column)) or serial_month(cell)


def _upper_edge(grid: Grid, top: int, columns: Sequence[int]) -> int:
    """Return the first row of the heading: rows above count where they say time over the columns."""
    while top > 0:
        above = top - 1
        stands = [int(column) for column in grid.filled[above].nonzero()[0]]
        over = [column for column in stands if column >= columns[0]]
        timed = [column for column in over if _spoken(grid, above, column)]
        if len(over) > 1 and len(over) == len(stands) and set(over) <= set(columns) and not timed:
            timed = [at for at in over if not is_number(grid.cells[above, at], grid.text(above, at))]
        if not timed or len(timed) * 2 < len(over) or min(stands) == min(columns) == 0:
            break
        top = above
    return top
