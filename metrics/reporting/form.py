"""The form of a unit's month, and what a browser has sent of it: everything that comes in is read anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from metrics.periods import Period
from metrics.reporting.lines import Line
from metrics.reporting.standing import UnitStanding
from metrics.reporting.typed import Typed
from metrics.vocabulary import DeliveryState

MOST_TEXT = 1000


@dataclass(frozen=True)
class Form:
    """A unit's month: its lines, how far it has come, and whether it is marked as ready or locked.

    `limit` is the last day for its figures; `revision` counts the words on the delivery, 0 for none; `state`
    is the one in force, said in `role` at `at` (local time). `lock` says who locked the month, empty where it
    is open.
    """

    month: Period
    limit: date
    lines: tuple[Line, ...]
    standing: UnitStanding | None
    revision: int = 0
    state: str = ""
    role: str = ""
    at: datetime | None = None
    lock: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether the month is marked as ready: what is changed is then a correction."""
        return self.state == DeliveryState.DONE.value

    def line(self, key: str) -> Line | None:
        """Return the line with this key, if there is one."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True)
class Sent:
    """What a browser has sent: the lines typed in, the revisions their fields were filled from, and the rest.

    `filled_from` is by the lines' keys. `order` counts what has been typed, so that an answer can be told
    from one that is older. `way` is empty until somebody saves.
    """

    typed: Mapping[str, Typed]
    filled_from: Mapping[str, int]
    delivery: int = 0
    order: int = 0
    way: str = ""
    role: str = ""
    why: str = ""
    fill_missing: bool = False

    @classmethod
    def of(cls, given: object, lines: Sequence[Line]) -> "Sent":
        """Read what came; lines that the form doesn't have, and what has another shape, are left out."""
        known = given if isinstance(given, Mapping) else {}
        typed, filled = _mapping(known.get("typed")), _mapping(known.get("basis"))
        keys = [line.key for line in lines]
        return cls(
            {key: Typed.of(typed[key]) for key in keys if key in typed},
            {key: _count(filled.get(key)) for key in keys if key in filled},
            delivery=_count(known.get("delivery")),
            order=_count(known.get("order")),
            way=_text(known.get("way")),
            role=_text(known.get("role")),
            why=_text(known.get("why")),
            fill_missing=known.get("fill_missing") is True,
        )


def _mapping(given: object) -> Mapping[str, object]:
    return given if isinstance(given, Mapping) else {}


def _count(given: object) -> int:
    """Return a whole number from 0 on; anything else is 0."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given < 2**53:
        return 0
    return int(given)


def _text(given: object) -> str:
    return given.strip()[:MOST_TEXT] if isinstance(given, str) else ""
