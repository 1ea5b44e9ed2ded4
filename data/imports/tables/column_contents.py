"""What stands in a column of a list, seen in some of its rows."""

from dataclasses import dataclass

import numpy as np

from data.files.sheet import column_name
from data.imports.headings import ColumnRole, Role, column_role
from data.imports.headings.heading_words import is_number, time_in, times_in
from data.imports.tables.grid import Grid, Rows

SAMPLED = 400


@dataclass(frozen=True)
class Down:
    """A column of a list: what its heading says, and what was seen of its cells."""

    at: int
    heading: str
    role: ColumnRole | None
    texts: tuple[str, ...]
    periods: float
    month_numbers: bool
    numbers: float
    year_only: bool

    @property
    def name(self) -> str:
        """The column as a question calls it."""
        return self.heading or column_name(self.at)

    def says(self, *roles: Role) -> bool:
        """Tell whether the heading says one of these."""
        return self.role is not None and self.role.role in roles


def sampled(grid: Grid, first: int) -> Rows:
    """Return rows of the body to look at: its first, and others spread over the rest."""
    count = grid.shape[0]
    if count - first <= 2 * SAMPLED:
        rows = np.arange(first, count)
    else:
        spread = np.linspace(first + SAMPLED, count - 1, SAMPLED).astype(np.intp)
        rows = np.concatenate([np.arange(first, first + SAMPLED), spread])
    return np.asarray(rows[grid.filled[rows].sum(axis=1) > 1], dtype=np.intp)


def seen(grid: Grid, header: int | None, rows: Rows, at: int) -> Down:
    """Look at a column's heading and at its cells in some rows."""
    cells = [(grid.cell(row, at), grid.text(row, at)) for row in rows if grid.filled[row, at]]
    different = {(type(cell), cell): (cell, text) for cell, text in cells}
    heading = grid.text(header, at) if header is not None else ""
    role = column_role(heading) if heading else None
    of_periods = role is not None and role.role == Role.PERIOD
    alone = [cell for cell, _ in different.values()]
    timed = dict(zip(different, times_in(alone) if of_periods else map(time_in, alone), strict=True))
    numbers = {key: is_number(cell, text) for key, (cell, text) in different.items()}
    count = max(len(cells), 1)
    found = [timed[type(cell), cell] for cell, _ in cells]
    return Down(
        at,
        heading,
        role,
        tuple(dict.fromkeys(text for _, text in different.values())),
        sum(words is not None for words in found) / count,
        bool(cells) and all(text.isdecimal() and 1 <= int(text) <= 12 for _, text in different.values()),
        sum(numbers[type(cell), cell] for cell, _ in cells) / count,
        all(words is None or not (words.month or words.part) for words in found),
    )
