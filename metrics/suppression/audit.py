"""Whether a pattern of hidden cells is safe: no reader comes too near to any of them."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from metrics.suppression.attack import NEAR, Reader
from metrics.suppression.cells import Flags, Linked


class Audit:
    """All quantities of a table under attack, with the witnesses found so far.

    A hidden cell is safe when, in each quantity that counts for it, a reader must allow for
    figures as far apart as its reach, and, where the cell is primary, for one as large as it. The
    quantities that count are those in which the cell is primary, and for every other hidden cell
    those in which it can be made safe at all: a cell that only protects others may not be
    computable either. A quantity that is 0 in a whole row can't be hidden there by any pattern.
    """

    def __init__(self, linked: Linked) -> None:
        self.linked = linked
        self.hidable = linked.must | linked.hidable
        self.readers = [Reader(linked, place, self.hidable) for place in range(len(linked.quantities))]

    def failing(self, hidden: Flags, counts: Flags | None = None, *, soon: bool = False) -> Flags:
        """Return which hidden cells fail, a row per quantity; `soon` stops at the first."""
        failed = np.zeros((len(self.readers), self.linked.size), dtype=np.bool_)
        for place, reader in enumerate(self.readers):
            asked = hidden if counts is None else hidden & counts[place]
            self._attack(reader, hidden, asked, failed[place], soon=soon)
            if soon and failed[place].any():
                break
        return failed

    def _attack(self, reader: Reader, hidden: Flags, asked: Flags, failed: Flags, *, soon: bool) -> None:
        reader.hide(hidden)
        down, up = reader.known()
        reach, primary = reader.quantity.reach[reader.cells], reader.quantity.primary[reader.cells]
        wanted = np.where(primary, reach - reader.quantity.values[reader.cells], 0.0)

        def unproven() -> Flags:
            return np.asarray((up - down < reach - NEAR) | (up < wanted - NEAR))

        doubtful = np.flatnonzero(asked[reader.cells] & unproven())
        # A cell that failed in other patterns is likely to fail in this one too: then it is soon known.
        for column in doubtful[np.argsort(-reader.failures[doubtful], kind="stable")].tolist():
            for way in (1, -1):
                needed = max(reach[column], wanted[column]) if way > 0 else reach[column] - up[column]
                if needed <= 0 or not unproven()[column]:
                    break
                moves = reader.seek(column, way, float(needed))
                np.minimum(down, moves, out=down)
                np.maximum(up, moves, out=up)
            if unproven()[column]:
                reader.failures[column] += 1
                failed[reader.cells[column]] = True
                if soon:
                    return

    @cached_property
    def ceiling(self) -> tuple[Flags, Flags]:
        """The most that can be hidden, and the quantities that count for each cell (a row per quantity).

        Hiding more only widens what a reader must allow for in the cells that were hidden before,
        so a cell that isn't safe when all others are hidden is safe in no pattern. A cell that is
        safe in no quantity protects nobody well and is left out, until nothing more falls.
        """
        primary = np.array([quantity.primary for quantity in self.linked.quantities])
        hidden = self.hidable.copy()
        while True:
            counts = (primary | ~self.failing(hidden)) & hidden
            kept = hidden & (counts.any(axis=0) | self.linked.must)
            if (kept == hidden).all():
                return hidden, counts
            hidden = kept

    def unsafe(self, hidden: Flags) -> Flags:
        """Return which hidden cells fail in a quantity that counts for them."""
        failed = self.failing(hidden)
        primary = np.array([quantity.primary for quantity in self.linked.quantities])
        excused = failed & ~primary
        if excused.any():
            most, counts = self.ceiling
            excused &= ~counts & most
        return np.asarray((failed & ~excused).any(axis=0))


def unsafe(linked: Linked, hidden: Flags) -> Flags:
    """Return the hidden cells that a reader comes too near to (none: the pattern is safe)."""
    pattern = np.asarray(hidden, dtype=np.bool_)
    return Audit(replace(linked, hidable=linked.hidable | pattern)).unsafe(pattern)
