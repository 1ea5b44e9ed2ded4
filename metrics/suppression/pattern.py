"""The cells to hide: small ones and as few others as are needed for a reader to work nothing out."""

import numpy as np

from metrics.suppression.attack import NEAR, Reader
from metrics.suppression.audit import Audit
from metrics.suppression.cells import Flags, Linked
from metrics.suppression.cover import Cover
from metrics.suppression.shield import HIDDEN_COST, Shield, passed

MOST_ROUNDS, MOST_NODES, MOST_FREE = 12, 300, 150
"""How long the cheapest pattern is sought: rounds, steps in each, and cells to choose between."""
LEAST_COST = 1e-3
"""Beside the dearest cell: also a cell that costs nothing is shown if it can be."""


def safe_pattern(linked: Linked) -> Flags | None:
    """Return which cells to hide so that no reader comes too near to any; None: nothing does it.

    The primary cells and those hidden before are always in the pattern. None means that the figures
    have to be told in a coarser way: even with all that may be hidden some cell is not safe.
    The same table always gives the same pattern.
    """
    search = Search(linked)
    if not search.possible:
        return None
    found = search.cheapest()
    return None if search.failing(found).any() else found


class Search:
    """The way to a safe pattern of one table."""

    def __init__(self, linked: Linked) -> None:
        self.linked = linked
        self.audit = Audit(linked)
        self.shields = [Shield(reader) for reader in self.audit.readers]
        self.most, self.counts = self.audit.ceiling
        self.cost = linked.cost + LEAST_COST * max(1.0, float(linked.cost.max(initial=0.0)))
        self.cover = Cover(self.audit, self.cost, MOST_NODES)

    @property
    def possible(self) -> bool:
        """Whether any pattern is safe."""
        return not self.audit.failing(self.most, self.counts, soon=True).any()

    def failing(self, hidden: Flags) -> Flags:
        """Return which cells fail, a row per quantity."""
        return self.audit.failing(hidden, self.counts)

    def cheapest(self) -> Flags:
        """Return the cheapest safe pattern, or the best found where the table is large."""
        best = self.reduced(self.widened(self.linked.must))
        if len(self.cover.free) > MOST_FREE:
            return best
        for _ in range(MOST_ROUNDS):
            proposal = self.cover.proposal()
            if proposal is None or proposal.bound >= self.paid(best) - self.cover.gap:
                break
            found = self.reduced(self.widened(proposal.hidden))
            if self.paid(found) < self.paid(best) - NEAR:
                best = found
        return best

    def paid(self, hidden: Flags) -> float:
        """What a pattern costs beside what is hidden in every pattern."""
        return float(self.cost[hidden & ~self.linked.must].sum())

    def widened(self, start: Flags) -> Flags:
        """Hide cells beyond `start`, the cheapest that help each failing cell, until none fails."""
        hidden = start.copy()
        while True:
            failed = self.failing(hidden)
            if not failed.any() or (hidden == self.most).all():
                return hidden
            if len(self.cover.free) <= MOST_FREE:
                self.cover.learn(hidden, failed)
            place, cell = self._worst(failed)
            more = self._helped(place, cell, hidden)
            hidden = hidden | more if more is not None else self.most.copy()

    def _worst(self, failed: Flags) -> tuple[int, int]:
        """The cell that needs most of what it can be: the further from the threshold, the sooner."""

        def need(at: tuple[int, int]) -> tuple[float, int, int]:
            quantity = self.linked.quantities[at[0]]
            return float(quantity.values[at[1]] - quantity.reach[at[1]]), at[0], at[1]

        return min(((int(place), int(cell)) for place, cell in np.argwhere(failed)), key=need)

    def _helped(self, place: int, cell: int, hidden: Flags) -> Flags | None:
        """Return the cells to hide for one failing cell, or None when single moves don't do it."""
        reader = self.audit.readers[place]
        column = int(reader.column[cell])
        reader.hide(hidden)
        down, up = reader.known()
        reach, value = reader.quantity.reach[cell], reader.quantity.values[cell]
        wanted = reach - value if reader.quantity.primary[cell] else 0.0
        ways = [(1, float(max(reach + down[column], wanted)))]
        if up[column] >= wanted:
            ways.append((-1, float(reach - up[column])))
        more = self._cheapest_move(place, column, hidden, ways)
        if more is None:
            # Up and down are both needed: first as far up as any pattern lets it, then down.
            top = self._furthest(reader, column, float(max(reach, wanted)))
            more = self._cheapest_move(place, column, hidden, [(1, top)]) if top > up[column] + NEAR else None
        return more

    def _furthest(self, reader: Reader, column: int, enough: float) -> float:
        """How far up a cell can be moved when all that may be hidden is."""
        reader.hide(self.most)
        return float(reader.seek(column, 1, enough)[column])

    def _cheapest_move(
        self, place: int, column: int, hidden: Flags, ways: list[tuple[int, float]]
    ) -> Flags | None:
        """Return the cells to hide for the cheapest of some moves; None: none of them needs any more."""
        reader, shield = self.audit.readers[place], self.shields[place]
        price = np.where(self.most, self.cost, np.inf)
        price[hidden] = HIDDEN_COST * self.cost.mean()
        options = []
        for way, far in ways:
            moves = shield.moves(column, way, far, price[reader.cells])
            if moves is not None:
                reader.keep(moves)
                more = passed(reader, moves) & ~hidden
                options.append((float(self.cost[more].sum()), -way, more))
        best = min(options, key=lambda option: option[:2], default=None)
        return best[2] if best is not None and best[2].any() else None

    def reduced(self, hidden: Flags) -> Flags:
        """Show again each cell that isn't needed, the dearest first."""
        kept = hidden.copy()
        free = np.flatnonzero(hidden & ~self.linked.must)
        for cell in sorted(free, key=lambda each: (-self.cost[each], each)):
            kept[cell] = False
            kept[cell] = bool(self.audit.failing(kept, self.counts, soon=True).any())
        return kept
