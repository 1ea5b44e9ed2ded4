"""The order of a plan's entries: parents before their children, what is new last under its parent."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.plan_files.entries import PlanFile

Fields = dict[str, Any]
UNDER: Mapping[str, str] = {
    "units": "parent",
    "objectives": "parent",
    "indicators": "objective",
    "activities": "objective",
    "follow_ups": "objective",
}
"""Each list of a plan file -> the field that says what an entry stands under."""


def parents_first(entries: Sequence[Fields]) -> list[Fields]:
    """Return entries (`code`, perhaps `parent`) in their order, but each child after its parent.

    Those whose parent is none of them, or stands below them, come last.
    """
    ordered: list[Fields] = []
    placed: set[str | None] = {None}
    waiting: dict[str | None, list[Fields]] = {}

    def place(entry: Fields) -> None:
        ordered.append(entry)
        placed.add(entry["code"])
        for child in waiting.pop(entry["code"], ()):
            place(child)

    for entry in entries:
        parent = entry.get("parent")
        if parent in placed:
            place(entry)
        else:
            waiting.setdefault(parent, []).append(entry)
    return ordered + [entry for late in waiting.values() for entry in late]


def family(entries: Sequence[Any], code: str) -> set[str]:
    """Return the code of an entry and of all that stands below it in its tree."""
    below = {code}
    while True:
        more = {entry.code for entry in entries if getattr(entry, "parent", None) in below} - below
        if not more:
            return below
        below |= more


def last_under_its_parent(content: PlanFile, name: str, code: str) -> PlanFile:
    """Return a plan where an entry of the list `name`, with what is below it, stands last under its parent.

    That is after all that stands there already; last of all if nothing does. The tree has no ring.
    """
    entries, above = getattr(content, name), UNDER[name]
    moved = family(entries, code) if above == "parent" else {code}
    rest = [entry for entry in entries if entry.code not in moved]
    parent = next(getattr(entry, above) for entry in entries if entry.code == code)
    if above == "parent":
        near = family(rest, parent) if parent else set()
        places = [number for number, entry in enumerate(rest) if entry.code in near]
    else:
        places = [number for number, entry in enumerate(rest) if getattr(entry, above) == parent]
    at = places[-1] + 1 if places else len(rest)
    taken = [entry for entry in entries if entry.code in moved]
    return content.model_copy(update={name: rest[:at] + taken + rest[at:]})
