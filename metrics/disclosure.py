"""Which small figures are hidden from whom: the one place where the policy is applied.

`python -m metrics.disclosure` reads a table of counts as JSON on standard input and prints which
cells to hide, so that anyone can attack the answer. How it is found stands in `metrics.suppression`.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.office import Office
from metrics.suppression.cells import two_way
from metrics.suppression.earlier import Publication
from metrics.suppression.office_mask import hidden_of
from metrics.suppression.pattern import safe_pattern
from metrics.suppression.steps import Patterns
from metrics.veil import FigureKey, Veil
from metrics.vocabulary import Area, Lens

THRESHOLD = 5
"""Counts from 1 to below this are small, unless another threshold is given."""
ASKED = ("table", "threshold")
MOST_CELLS, MOST_COUNT = 10_000, 10**12
EXIT_BAD_INPUT = 1


def hidden_cells(table: list[list[int]], threshold: int = THRESHOLD) -> tuple[list[list[bool]], bool]:
    """Return which cells of rows × columns of counts to hide, and whether the table must be aggregated.

    Row totals, column totals and the grand total are taken to be published. When no pattern is
    safe every cell is hidden and the figures have to be told in fewer, larger groups.
    Raises ValueError, in Swedish, for what isn't a table of counts.
    """
    _check(table, threshold)
    if not table[0]:
        return [[] for _ in table], False
    # Above any threshold a count's size makes no difference, and floats hold whole numbers only so far.
    most = max(MOST_COUNT, 100 * threshold)
    pattern = safe_pattern(two_way([[min(count, most) for count in row] for row in table], threshold))
    if pattern is None:
        return [[True for _ in row] for row in table], True
    width = len(table[0])
    return [[bool(pattern[row * width + at]) for at in range(width)] for row in range(len(table))], False


@dataclass(frozen=True)
class Policy:
    """What is kept from an audience: counts from 1 to below `threshold`, with what would give them away.

    From the public also all of some areas, and of counts what lies beyond the nearest `rounding`.
    """

    threshold: int = THRESHOLD
    rounding: int = 1
    areas: frozenset[Area] = frozenset()

    def veil(self, lens: Lens, hidden: frozenset[FigureKey]) -> Veil:
        """Return what an audience may not see, where `hidden` are the figures that none may see."""
        if lens == Lens.PUBLIC:
            return Veil(lens, self.threshold, hidden, self.areas, self.rounding)
        return Veil(lens, self.threshold, hidden)


def hidden_places(
    office: Office,
    figures: pd.DataFrame,
    threshold: int,
    published: Sequence[Publication] = (),
    *,
    known: Patterns | None = None,
    rounding: int = 1,
) -> frozenset[FigureKey]:
    """Return the figures of an office that no audience may see: those of few cases, and what tells them.

    `office` is without a veil, `figures` are all of its own, as `queries.figures`. `published` is what
    audiences have been given, the earliest first, `rounding` as it was then. `known` keeps the patterns that
    have been found, and gives them again. Only measured indicators are in the answer: derived ones are
    made of what is left of them.
    """
    return hidden_of(
        office, figures, threshold, published, known={} if known is None else known, rounding=rounding
    )


def _check(table: object, threshold: object) -> None:
    if isinstance(threshold, bool) or not isinstance(threshold, int) or not 1 <= threshold <= MOST_COUNT:
        raise ValueError(f"threshold ska vara ett heltal från 1 (där står {str(threshold)[:40]}).")
    if not isinstance(table, list) or not table or not all(isinstance(row, list) for row in table):
        raise ValueError("table ska vara en lista av rader, och varje rad en lista av antal.")
    for place, row in enumerate(table, 1):
        if len(row) != len(table[0]):
            raise ValueError(f"rad {place} har {len(row)} antal men rad 1 har {len(table[0])}.")
        for count in row:
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise ValueError(f"rad {place} har {str(count)[:40]}: antal är hela tal från 0.")
    if len(table) * len(table[0]) > MOST_CELLS:
        raise ValueError(f"tabellen har fler än {MOST_CELLS} celler: dela upp den.")


def _answer(asked: object) -> dict[str, object]:
    if not isinstance(asked, dict) or "table" not in asked:
        raise ValueError("det ska vara ett JSON-objekt med table.")
    unknown = sorted(set(asked) - set(ASKED))
    if unknown:
        raise ValueError(f"«{unknown[0]}» är okänt; frågan har {' och '.join(ASKED)}.")
    hidden, aggregate = hidden_cells(asked["table"], asked.get("threshold", THRESHOLD))
    return {"hidden": hidden, "aggregate": aggregate}


def main() -> int:
    """Tell which cells to hide in the table given as JSON on standard input."""
    try:
        asked = json.load(sys.stdin)
    except (ValueError, RecursionError):
        return _refused('indata ska vara JSON, till exempel {"table": [[12, 3], [8, 7]], "threshold": 5}.')
    try:
        told = json.dumps(_answer(asked))
    except ValueError as error:
        return _refused(str(error))
    sys.stdout.write(f"{told}\n")
    return 0


def _refused(why: str) -> int:
    sys.stderr.write(f"Tabellen kan inte prövas: {why}\n")
    return EXIT_BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
