"""What has changed since the last meeting: new signals, and figures on another side of their target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from metrics.rows import Row
from metrics.spc import Variation
from metrics.targets import JUDGED
from metrics.vocabulary import Status


class Turned(StrEnum):
    """Which way an indicator has changed, what needs talk first."""

    WORSE = "worse"
    CHANGED = "changed"
    BETTER = "better"


OF_SIGNAL = {
    Variation.CONCERN: Turned.WORSE,
    Variation.CHANGE: Turned.CHANGED,
    Variation.IMPROVEMENT: Turned.BETTER,
}


@dataclass(frozen=True)
class Turn:
    """An indicator that has changed: its row now, where it stood then, and what is new of it.

    `stood` is None where nothing was known then. `new_signal` tells that more than chance is seen now and the
    same was not then; `moved` that its status against the target is another.
    """

    row: Row
    stood: Status | None
    new_signal: bool
    moved: bool
    way: Turned


def turns(rows: Sequence[Row], before: Iterable[Row]) -> tuple[Turn, ...]:
    """Return the indicators that have changed between two periods, the worse first, else as they come.

    A status counts as changed only between two that are judged: a missing figure is late, not changed.
    """
    earlier = {row.subject.id: row for row in before}
    found = (_turn(row, earlier.get(row.subject.id)) for row in rows)
    return tuple(sorted(filter(None, found), key=lambda turn: list(Turned).index(turn.way)))


def lasting(rows: Iterable[Row], before: Iterable[Row]) -> int:
    """Count the indicators that have the same signal as then."""
    earlier = {row.subject.id: row.signal.variation for row in before}
    return sum(row.signal.has_changed and earlier.get(row.subject.id) == row.signal.variation for row in rows)


def _turn(row: Row, then: Row | None) -> Turn | None:
    new_signal = row.signal.has_changed and (then is None or then.signal.variation != row.signal.variation)
    moved = then is not None and then.status != row.status and {then.status, row.status} <= set(JUDGED)
    if not (new_signal or moved):
        return None
    ways = {OF_SIGNAL[row.signal.variation]} if new_signal else set()
    if moved and then is not None:
        worse = JUDGED.index(row.status) > JUDGED.index(then.status)
        ways.add(Turned.WORSE if worse else Turned.BETTER)
    way = next(each for each in Turned if each in ways)
    return Turn(row, then.status if then else None, new_signal, moved, way)
