"""A safe pattern found fast, for tables that are met month after month with little new in them.

What proved the cells safe a month ago mostly does so still, and is begun with. The pattern is sought with a
linear programme and no more is hidden than each failing cell needs; then it is tried in whole numbers. Where
either way fails the whole search of `pattern` can be made. It isn't always the cheapest pattern.
"""

from dataclasses import dataclass, replace

import numpy as np

from metrics.suppression.attack import NEAR, Reader, least
from metrics.suppression.audit import Audit
from metrics.suppression.cells import Flags, Linked, Numbers
from metrics.suppression.pattern import LEAST_COST, Search, safe_pattern
from metrics.suppression.shield import Shield

ALMOST_ONE = 1 - 1e-4
NO_MOVES = np.zeros((0, 0))


@dataclass(frozen=True)
class Found:
    """A safe pattern, None where there is none, and moves that prove its cells safe, a row each."""

    hidden: Flags | None
    proofs: Numbers


def quick_pattern(linked: Linked, proofs: Numbers, *, thorough: bool = True) -> Found:
    """Return which cells of a table of one quantity to hide; `proofs` are moves that may hold, a row each.

    Where it finds none it gives up, or if `thorough` makes the whole search.
    """
    search = QuickSearch(_in_fractions(linked), proofs)
    hidden = search.found()
    if hidden is None:
        return Found(safe_pattern(linked) if thorough else None, NO_MOVES)
    strict = Audit(replace(linked, hidable=linked.hidable | hidden))
    own = strict.readers[0]
    _tell(own, _widest(search.audit.readers[0], hidden))
    if strict.unsafe(hidden).any():
        return Found(safe_pattern(replace(linked, hidden=linked.hidden | hidden)), NO_MOVES)
    return Found(hidden, _widest(own, hidden))


def _in_fractions(linked: Linked) -> Linked:
    """Return a table whose counts need not be whole, and whose hidden cells are no less than they can be.

    The last cell, which is lent to the sums, tells that they aren't: it is in none by its figure.
    """
    quantity = linked.quantities[0]
    floor = least(linked, 0, linked.must | linked.hidable)
    values = quantity.values - np.where(floor == 1.0, ALMOST_ONE, 0.0)
    values[-1] = 0.5
    return replace(linked, quantities=(replace(quantity, values=values),))


class QuickSearch(Search):
    """The way to a pattern of one table, that begins with what is known."""

    def __init__(self, linked: Linked, proofs: Numbers) -> None:
        self.linked = linked
        self.audit = Audit(linked)
        self.shields = [Shield(reader) for reader in self.audit.readers]
        self.most = self.audit.hidable
        self.counts = self.most[np.newaxis]
        self.cost = linked.cost + LEAST_COST * max(1.0, float(linked.cost.max(initial=0.0)))
        _tell(self.audit.readers[0], proofs)

    def found(self) -> Flags | None:
        """Return a pattern in which no cell fails; None where none is found."""
        hidden = self.linked.must.copy()
        while (failed := self.audit.failing(hidden, self.counts, soon=True)).any():
            place, cell = self._worst(failed)
            more = self._helped(place, cell, hidden)
            if more is None:
                return None
            hidden = hidden | more
        return self.reduced(hidden)

    def reduced(self, hidden: Flags) -> Flags:
        """Show again each cell that isn't needed, the dearest first; those that cost nothing stay."""
        kept = hidden.copy()
        free = np.flatnonzero(hidden & ~self.linked.must & (self.linked.cost > 0))
        if len(free) < 2:
            return kept
        for cell in sorted(free, key=lambda each: (-self.cost[each], each)):
            kept[cell] = False
            kept[cell] = bool(self.audit.failing(kept, self.counts, soon=True).any())
        return kept


def _tell(reader: Reader, proofs: Numbers) -> None:
    """Let a reader know moves over all cells of the table, a row each, and their mirror images.

    Those that don't hold are passed by, and the first of those that there is no room for.
    """
    own = np.concatenate([proofs, -proofs])[:, reader.cells]
    if reader.whole:
        own = own[(np.abs(own - np.round(own)) < NEAR).all(axis=1)]
    own = own[(own >= -reader.down - NEAR).all(axis=1)]
    own = own[(np.abs(own @ reader.matrix.T) < NEAR).all(axis=1)][-len(reader.witnesses) :]
    reader.witnesses[: len(own)] = own
    reader.kept = len(own)


def _widest(reader: Reader, hidden: Flags) -> Numbers:
    """Return the moves, over all cells of the table, that bring some cell furthest in a pattern."""
    kept = reader.witnesses[: reader.kept]
    valid = kept[(np.abs(kept[:, ~hidden[reader.cells]]) < NEAR).all(axis=1)]
    if not len(valid):
        return np.zeros((0, reader.linked.size))
    chosen = valid[np.unique([*valid.argmax(axis=0), *valid.argmin(axis=0)])]
    over = np.zeros((len(chosen), reader.linked.size))
    over[:, reader.cells] = chosen
    return over[over.any(axis=1)]
