"""Which cells to hide, month by month: what is hidden in a month hangs on nothing that comes later.

The cells of a month, and of the longer periods that end with it, are settled when all that lies before is:
what was shown then is known to the reader and can't be hidden any more, and what was hidden stays so.

A mean over several periods is to be as uncertain as the counts it is the mean of, taken together. Where that
is too much to ask it is hidden all the same, but only as uncertain as one of them. Where there is no safe
pattern even so, all of the month is hidden, zeros too, and if that isn't enough all of the year so far.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from metrics.suppression.audit import unsafe
from metrics.suppression.cells import Linked, Numbers, Quantity
from metrics.suppression.office_cells import Cells, period_of
from metrics.suppression.quick import quick_pattern
from metrics.veil import FigureKey

Patterns = MutableMapping[bytes, tuple[bool, ...]]
"""The patterns found so far, by what they are found for; an empty one where there is none."""
METHOD = 2
"""Counted up when a table may get another pattern than before: what is known of the old way is forgotten."""
NO_REACH = 1e-6
"""What is hidden only along with another part of its figure needn't be uncertain by itself."""
HIDDEN_BEFORE = 0.5
"""What it costs to hide a figure of a unit that has one hidden that year already, beside others."""


@dataclass
class Steps:
    """The way through the cells of linked indicators, from the first month to the last.

    `told` are cells that the audience has been given as they are, `held` those that it has been refused.
    """

    cells: Cells
    known: Patterns
    told: Collection[int] = frozenset()
    held: Collection[int] = frozenset()
    hidden: set[int] = field(default_factory=set)
    around: dict[int, list[int]] = field(default_factory=dict)
    lacking: set[tuple[int, int, int]] = field(default_factory=set)
    proofs: dict[int, list[dict[int, float]]] = field(default_factory=dict)
    along: set[int] = field(default_factory=set)

    def settle(self) -> set[int]:
        """Return the cells to hide."""
        if not any(self.cells.small) and not self.held:
            return set()
        ending: dict[date, list[int]] = {}
        for cell, day in enumerate(self.cells.ends):
            ending.setdefault(day, []).append(cell)
        sums: dict[date, list[int]] = {}
        for place, (total, parts) in enumerate(self.cells.sums):
            sums.setdefault(max(self.cells.ends[cell] for cell in (total, *parts)), []).append(place)
        for day in sorted(ending):
            for place in sums.get(day, ()):
                self._learn(place)
            self._settle_month(day, [cell for cell in ending[day] if cell not in self.told])
        return self.hidden

    def _learn(self, place: int) -> None:
        """Take in a sum: all of it is known of by now."""
        total, parts = self.cells.sums[place]
        for cell in (total, *parts):
            self.around.setdefault(cell, []).append(place)

    def _must(self, cell: int) -> bool:
        return self.cells.small[cell] or cell in self.held

    def _settle_month(self, day: date, new: list[int]) -> None:
        for strict in (True, False):
            found = self._found(new, strict=strict)
            if found is not None:
                self._hide(found)
                return
        if not self._is_safe(self._linked_to(new, set(new)), set(new)):
            new = [cell for cell, ends in enumerate(self.cells.ends) if self._is_open(cell, ends, day)]
        self._hide(new)

    def _hide(self, found: Iterable[int]) -> None:
        """Hide cells, and along with them whatever else their figures tell: no reader sees half a figure.

        Not where another indicator of the same unit and period may tell of it.
        """
        places = {place for cell in found if (place := self.cells.places[cell]) is not None}
        alone = [place for place in places if len(self._told_at[place[1:]]) == 1]
        along = {cell for place in alone for cell in self._cells_of[place]} - set(found) - set(self.told)
        self.along |= along
        self.hidden |= set(found) | along
        self.lacking |= {(number, unit, period_of(code).year) for number, unit, code in places}

    @cached_property
    def _told_at(self) -> Mapping[tuple[int, str], set[int]]:
        """The indicators that tell of each unit and period."""
        found: dict[tuple[int, str], set[int]] = {}
        for number, unit, code in self._cells_of:
            found.setdefault((unit, code), set()).add(number)
        return found

    @cached_property
    def _cells_of(self) -> Mapping[FigureKey, Sequence[int]]:
        """The cells of each figure."""
        found: dict[FigureKey, list[int]] = {}
        for cell, place in enumerate(self.cells.places):
            if place is not None:
                found.setdefault(place, []).append(cell)
        return found

    def _is_open(self, cell: int, ends: date, day: date) -> bool:
        return ends.year == day.year and ends <= day and cell not in self.told

    def _found(self, new: list[int], *, strict: bool) -> set[int] | None:
        """Return the new cells to hide, None where no pattern is safe."""
        free = {cell for cell in new if self.cells.values[cell] != 0 or self._must(cell)}
        free |= {self.cells.ties[cell] for cell in free if cell in self.cells.ties} - set(self.told)
        chosen: set[int] = set()
        for together in self._groups(free):
            alike = self._alike(together)
            linked = self._as_linked(alike, free, strict=strict)
            pattern = self._pattern(alike, linked, thorough=not strict)
            if pattern is None:
                return None
            hidden = (same for same, hide in zip([*alike, []], pattern, strict=True) if hide)
            chosen.update(*hidden)
        return chosen

    def _groups(self, free: set[int]) -> Iterable[list[int]]:
        """Return the cells that hang together, of those that have anything new and anything to hide."""
        seen: set[int] = set()
        for cell in sorted(free):
            if cell not in seen:
                together = self._linked_to([cell], free)
                seen |= set(together)
                if any(self._must(each) or each in self.hidden for each in together):
                    yield together

    def _linked_to(self, start: Iterable[int], free: set[int]) -> list[int]:
        """Return cells that the reader doesn't know, or need not come to know, linked to some by sums."""
        found, waiting = set(start), list(start)
        while waiting:
            for cell in self._next_to(waiting.pop()):
                if cell not in found and (cell in free or cell in self.hidden):
                    found.add(cell)
                    waiting.append(cell)
        return sorted(found)

    def _next_to(self, cell: int) -> Iterator[int]:
        for place in self.around.get(cell, ()):
            total, parts = self.cells.sums[place]
            yield from (total, *parts)
        if cell in self.cells.ties:
            yield self.cells.ties[cell]

    def _alike(self, together: list[int]) -> list[list[int]]:
        """Return cells in groups of those that are moved as one: as a unit and the only one below it."""
        named = {cell: cell for cell in together}
        for one, another in self._as_one(together):
            if one in named and another in named:
                ours, other = sorted((named[one], named[another]))
                named = {cell: ours if name == other else name for cell, name in named.items()}
        found: dict[int, list[int]] = {}
        for cell, name in named.items():
            found.setdefault(name, []).append(cell)
        return list(found.values())

    def _as_one(self, together: Iterable[int]) -> Iterator[tuple[int, int]]:
        for place in sorted(self._sums_of(together)):
            total, parts = self.cells.sums[place]
            if len(parts) == 1 and self.cells.values[total] == self.cells.values[parts[0]]:
                yield total, parts[0]
        yield from ((cell, self.cells.ties[cell]) for cell in together if cell in self.cells.ties)

    def _as_linked(self, alike: list[list[int]], free: Collection[int], *, strict: bool) -> Linked:
        """Return counts as a table: what the reader knows is left out, and what is lent to a sum is 0."""
        at = {cell: place for place, same in enumerate(alike) for cell in same}
        lent, cells = len(alike), self.cells
        sums = {
            (at.get(total, lent), tuple(sorted(at[part] for part in parts if part in at)))
            for total, parts in (cells.sums[place] for place in self._sums_of(at))
        }
        least = [min(cells.values[cell] for cell in same) for same in alike]
        must = [any(self._must(cell) or cell in self.hidden for cell in same) for same in alike]
        most = [max(cells.reach[cell] for cell in same) for same in alike]
        reach = most if strict else [min(each, float(cells.threshold)) for each in most]
        reach = [
            NO_REACH if self.along.issuperset(same) else each for each, same in zip(reach, alike, strict=True)
        ]
        small = [
            any(cells.small[cell] and (strict or cells.times[cell] == 1) for cell in same) for same in alike
        ]
        return Linked(
            quantities=(
                Quantity(np.array([*least, 0.0]), np.array([*reach, 1.0]), np.array([*small, False])),
            ),
            sums=tuple(sorted(each for each in sums if each[1] != (each[0],))),
            hidable=np.array([*(any(cell in free for cell in same) for same in alike), False]),
            hidden=np.array([*must, False]),
            cost=np.array([*(sum(map(self._cost, same)) for same in alike), 0.0]),
            counted=np.array([*(any(cells.counted[cell] for cell in same) for same in alike), False]),
        )

    def _sums_of(self, together: Iterable[int]) -> set[int]:
        return {place for cell in together for place in self.around.get(cell, ())}

    def _cost(self, cell: int) -> float:
        """Return what it costs to hide a cell: less where its unit lacks such a figure that year already."""
        place, cost = self.cells.places[cell], self.cells.cost[cell]
        if place is None or cost == 0:
            return 0.0
        lacks = (place[0], place[1], self.cells.ends[cell].year) in self.lacking
        return cost * (HIDDEN_BEFORE if lacks else 1.0)

    def _pattern(self, alike: list[list[int]], linked: Linked, *, thorough: bool) -> tuple[bool, ...] | None:
        name = _fingerprint(linked, thorough=thorough)
        if not _can_be_of(self.known.get(name), linked):
            found = quick_pattern(linked, self._proofs_for(alike), thorough=thorough)
            self.known[name] = () if found.hidden is None else tuple(map(bool, found.hidden))
            self._remember(alike, found.proofs)
        return self.known[name] or None

    def _proofs_for(self, alike: list[list[int]]) -> Numbers:
        """Return the moves known from before, a row each: longer periods move with what they are made of."""
        at = {cell: place for place, same in enumerate(alike) for cell in same}
        years = {self.cells.ends[same[0]].year for same in alike}
        near = (proof for year in sorted(years) for proof in self.proofs.get(year, ()))
        known = [proof for proof in near if proof.keys() <= at.keys()]
        moves = np.zeros((len(known), len(alike) + 1))
        for row, proof in enumerate(known):
            moves[row, [at[cell] for cell in proof]] = list(proof.values())
        for place in sorted(self._sums_of(at), reverse=True):
            total, parts = self.cells.sums[place]
            if total in at:
                sums = moves[:, [at[part] for part in parts if part in at]].sum(axis=1)
                still = moves[:, at[total]] == 0
                moves[still, at[total]] = sums[still]
        return moves

    def _remember(self, alike: list[list[int]], proofs: Numbers) -> None:
        for moves in proofs:
            moved = np.flatnonzero(moves[:-1])
            proof = {alike[place][0]: float(moves[place]) for place in moved}
            year = max(self.cells.ends[cell].year for cell in proof)
            self.proofs.setdefault(year, []).append(proof)

    def _is_safe(self, together: list[int], free: set[int]) -> bool:
        alike = self._alike(together)
        linked = self._as_linked(alike, free, strict=False)
        every = np.array([True] * len(alike) + [False])
        return not unsafe(linked, every).any()


def _can_be_of(pattern: tuple[bool, ...] | None, linked: Linked) -> bool:
    """Tell whether a pattern that is known can be a table's: one of another shape is not believed."""
    if not pattern:
        return pattern is not None
    return len(pattern) == linked.size and not (linked.must & ~np.array(pattern)).any()


def _fingerprint(linked: Linked, *, thorough: bool) -> bytes:
    """Return what tells a table, and the way its pattern is sought, from all others."""
    told = hashlib.blake2b(repr((METHOD, thorough, linked.sums)).encode(), digest_size=16)
    for quantity in linked.quantities:
        for numbers in (quantity.values, quantity.reach, quantity.primary):
            told.update(np.ascontiguousarray(numbers).tobytes())
    for numbers in (linked.hidable, linked.hidden, linked.cost):
        told.update(np.ascontiguousarray(numbers).tobytes())
    told.update(b"" if linked.counted is None else linked.counted.tobytes())
    return told.digest()
