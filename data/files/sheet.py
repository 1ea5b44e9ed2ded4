"""What a file is once it has been read: sheets of cells, as they stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

Place = tuple[int, int]
"""Row and column, both from 0: (0, 0) is A1."""
LETTERS = 26


class Fault(str):
    """What stands in a cell that can't be known: `#DIV/0!`, or why it has no value."""

    __slots__ = ()


class FileError(Exception):
    """A file that can't be read; `problems` holds what is wrong and what to do, in Swedish."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"{name} kan inte läsas:\n{listed}\nIngenting ur filen har sparats.")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a whole text file (then `name` is empty).

    `cells` has one row per row from row 1 and one column per column from A, both numbered from 0. A cell
    of a text file is text, and an empty one is `""`; a cell of a spreadsheet is text, int, float, bool,
    date, datetime, time or timedelta, and an empty one is `""` too.

    `faults` are cells that can't be known: an error (`#DIV/0!`) or a formula without a value, by what is
    to be told. `per_cent` are cells that hold 0.84 and show 84 %. `merged` are (first row, first column,
    last row, last column), whose text stands in the first cell only. A `hidden` sheet is one that the
    reader of the workbook doesn't see.
    """

    name: str
    cells: pd.DataFrame
    faults: Mapping[Place, str] = field(default_factory=dict)
    per_cent: frozenset[Place] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


def column_name(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % LETTERS) + letters
        column = column // LETTERS - 1
    return letters


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return a cell as a reader finds it: `Blad1!C7`, or `C7` in a text file."""
    place = f"{column_name(column)}{row + 1}"
    return f"{sheet}!{place}" if sheet else place
