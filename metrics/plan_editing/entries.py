"""The entries of a plan to choose among: a tree as an indented list, and which target comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.vocabulary import TargetLevel


@dataclass(frozen=True)
class Branch:
    """An entry of a tree: how deep it lies, and the codes above it."""

    code: str
    title: str
    depth: int
    above: tuple[str, ...]


def indented(entries: Iterable[tuple[str, str | None, str]]) -> tuple[Branch, ...]:
    """Return a tree's entries (code, code of the one above, title) with each below its own, in their order.

    An entry whose parent isn't among them stands outermost.
    """
    every = list(entries)
    known = {code for code, _, _ in every}
    below: dict[str | None, list[tuple[str, str]]] = {}
    for code, parent, title in every:
        below.setdefault(parent if parent in known else None, []).append((code, title))
    found: list[Branch] = []

    def grow(parent: str | None, above: tuple[str, ...]) -> None:
        for code, title in below.get(parent, []):
            found.append(Branch(code, title, len(above), above))
            grow(code, (*above, code))

    grow(None, ())
    return tuple(found)


def without_branch(branches: Sequence[Branch], code: str) -> tuple[Branch, ...]:
    """Return the branches that one may be moved to: all but itself and those below it."""
    return tuple(each for each in branches if code != each.code and code not in each.above)


def target_at(targets: Sequence[Mapping[str, Any]], day: date) -> int | None:
    """Return the place of the target that is in force on a day: own before the council's, then with a value.

    The last of several. Else so of those that have begun, and else of the first; None without any. Days are
    texts as `2026-03-31`.
    """
    told = day.isoformat()
    begun = [place for place, target in enumerate(targets) if target["valid_from"] <= told]
    valid = [place for place in begun if told <= targets[place]["valid_to"]]

    def rank(place: int) -> tuple[bool, bool, int]:
        target = targets[place]
        is_own = target.get("level", TargetLevel.OWN.value) == TargetLevel.OWN.value
        return is_own, target.get("value") is not None, place

    return max(valid or begun, key=rank, default=0 if targets else None)
