"""What differs between two readings of a plan: what was added, changed and removed, noun by noun."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from data.plan_files.entries import PlanFile
from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.nouns import TABLE_OF
from metrics.vocabulary import EditKind, PlanNoun

LISTS: Mapping[PlanNoun, str] = {noun: table for noun, table in TABLE_OF.items() if noun != PlanNoun.PLAN}
"""Under which heading of a plan file each noun stands; the plan itself stands alone."""


@dataclass(frozen=True)
class Difference:
    """One thing that differs: `before` and `after` as the plan file's own fields, None where it wasn't there.

    `title` is what it is called (its latest name), `fields` which fields differ, in the file's order; all
    that are filled in where the whole is new or gone.
    """

    noun: PlanNoun
    code: str
    title: str
    change: EditKind
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: tuple[str, ...]


def entry_of(content: PlanFile, noun: PlanNoun, code: str) -> dict[str, Any] | None:
    """Return an entry as the plan file's own fields, ready for JSON and without empty ones; None if none is.

    Days are texts as `2019-02-13`. The plan itself is told without its edition.
    """
    return next((plain(entry) for entry in _entries(content, noun) if entry.code == code), None)


def names_of(content: PlanFile) -> Names:
    """Return what the codes within a plan's entries stand for."""
    return Names(
        objectives={entry.code: entry.title for entry in content.objectives},
        indicators={entry.code: entry.name for entry in content.indicators},
        units={entry.code: entry.name for entry in content.units},
    )


def plain(entry: BaseModel) -> dict[str, Any]:
    """Return an entry's filled fields, ready for JSON. Without the plan's edition, which nobody writes."""
    fields = entry.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in fields.items() if name != "edition"}


def differences(before: PlanFile, after: PlanFile) -> list[Difference]:
    """Return what differs, in the order of `after` with what is gone last, noun by noun.

    Of the plan itself, its units, objectives, indicators, activities and owed accounts. The order among
    them is no difference, and neither is the edition.
    """
    found: list[Difference] = []
    for noun in PlanNoun:
        earlier = {entry.code: entry for entry in _entries(before, noun)}
        later = {entry.code: entry for entry in _entries(after, noun)}
        if noun == PlanNoun.PLAN:  # the plan of the next year has another code, and is the same plan still
            earlier = dict(zip(later, earlier.values(), strict=True))
        for code in dict.fromkeys([*later, *earlier]):
            found += _difference(noun, code, earlier.get(code), later.get(code))
    return found


def _entries(content: PlanFile, noun: PlanNoun) -> Sequence[Any]:
    return [content.plan] if noun == PlanNoun.PLAN else getattr(content, LISTS[noun])


def _difference(noun: PlanNoun, code: str, earlier: Any, later: Any) -> Iterator[Difference]:
    before = None if earlier is None else plain(earlier)
    after = None if later is None else plain(later)
    if before == after:
        return
    change = EditKind.ADDED if before is None else EditKind.REMOVED if after is None else EditKind.CHANGED
    latest = earlier if later is None else later
    title = latest.name if hasattr(latest, "name") else latest.title
    yield Difference(noun, code, title, change, before, after, differing(latest, before, after))


def differing(
    entry: BaseModel, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> tuple[str, ...]:
    """Return the fields that two readings of an entry differ in, in the order of the model."""
    one, other = before or {}, after or {}
    return tuple(name for name in type(entry).model_fields if one.get(name) != other.get(name))
