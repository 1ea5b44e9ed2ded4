"""The points of the hour: each a question with its sentences and tables, as page and minutes show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from metrics.theme import Tone


class Step(IntEnum):
    """The six points, in the order of the hour."""

    CHANGED = 1
    THREATS = 2
    LATE = 3
    EARLIER = 4
    DECISIONS = 5
    END = 6


TITLES = {
    Step.CHANGED: "Vad har ändrats sedan förra mötet",
    Step.THREATS: "Vad hotar året",
    Step.LATE: "Vad är sent",
    Step.EARLIER: "Besluten från förra gången",
    Step.DECISIONS: "Nya beslut",
    Step.END: "Avsluta",
}
MINUTES = {
    Step.CHANGED: 5,
    Step.THREATS: 15,
    Step.LATE: 10,
    Step.EARLIER: 10,
    Step.DECISIONS: 15,
    Step.END: 5,
}
"""How long each point may take: an hour in all."""


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells as they are shown, unescaped.

    `code` is the indicator that the row is about, empty for none; `tone` colours the second cell, which says
    what is the matter.
    """

    cells: tuple[str, ...]
    code: str = ""
    tone: Tone = "ink"


@dataclass(frozen=True)
class Table:
    """Rows under their headings. Nothing is shown of a table without rows.

    `count_words` say how much there is in it, where that is not the number of rows.
    """

    caption: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    count_words: str = ""

    @property
    def counted(self) -> str:
        """How much there is in the table."""
        return self.count_words or str(len(self.lines))


@dataclass(frozen=True)
class Point:
    """A point of the hour: the sentences that answer its question, and the tables behind them.

    `count` is how much there is to talk about; `told` what is counted, for the overview of the hour.
    """

    step: Step
    count: int
    told: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()

    @property
    def heading(self) -> str:
        """The point's number and question."""
        return f"{self.step.value}. {TITLES[self.step]}"


def filled(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables that have rows, with the columns that have something in them."""
    return tuple(without_empty_columns(table) for table in tables if table.lines)


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns that no row has anything in; the first two always stand."""
    kept = [
        place
        for place in range(len(table.headings))
        if place < 2 or any(line.cells[place] for line in table.lines)
    ]
    lines = (replace(line, cells=tuple(line.cells[place] for place in kept)) for line in table.lines)
    return replace(table, headings=tuple(table.headings[place] for place in kept), lines=tuple(lines))
