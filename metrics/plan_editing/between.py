"""A plan and the one it was made from: what differs for a reader, with targets as they are at the turn.

Days differ in every target that is carried over. What counts is what is in force on the earlier plan's last
day beside what is in force on the later one's first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from metrics.plan_editing.difference_lines import NOTHING, FieldLine, Names, field_lines, whole_target_words
from metrics.plan_editing.nouns import NOUNS
from metrics.vocabulary import EditKind, PlanNoun, TargetLevel
from metrics.words import many

Entry = Mapping[str, Any]
Turn = tuple[date, date]
"""The earlier plan's last day and the later plan's first."""


class Differing(Protocol):
    """A thing that differs between the plans, as it stands in each; None where it isn't there."""

    @property
    def noun(self) -> PlanNoun:
        """What sort of thing it is."""

    @property
    def title(self) -> str:
        """What it is called, by its latest name."""

    @property
    def change(self) -> EditKind:
        """Whether it is new, gone or another."""

    @property
    def before(self) -> Entry | None:
        """How it stands in the earlier plan."""

    @property
    def after(self) -> Entry | None:
        """How it stands in the later plan."""


@dataclass(frozen=True)
class Between:
    """A thing that differs for a reader, and its fields that do; none for what is new or gone."""

    noun: PlanNoun
    title: str
    change: EditKind
    lines: tuple[FieldLine, ...]


def between(found: Iterable[Differing], names: Names, turn: Turn) -> tuple[Between, ...]:
    """Return what differs but for targets that only are carried over."""
    every = [Between(each.noun, each.title, each.change, tuple(_lines(each, names, turn))) for each in found]
    return tuple(each for each in every if each.lines or each.change != EditKind.CHANGED)


def carried_words(earlier: Sequence[Entry], later: Sequence[Entry], turn: Turn) -> str:
    """Say how many targets are the same in both plans' indicators at the turn; empty for none."""
    before = {entry["code"]: entry for entry in earlier}
    carried = 0
    for entry in later:
        one, other = _by_whom(before.get(entry["code"], {}), turn[0]), _by_whom(entry, turn[1])
        carried += sum(len(other[key]) for key in other if _levels(one.get(key)) == _levels(other[key]))
    if not carried:
        return ""
    return f"{many(carried, 'målnivå överförd oförändrad', 'målnivåer överförda oförändrade')}."


def _lines(each: Differing, names: Names, turn: Turn) -> Iterator[FieldLine]:
    if each.before is None or each.after is None:
        return
    one, other = (
        {name: value for name, value in entry.items() if name != "targets"}
        for entry in (each.before, each.after)
    )
    yield from field_lines(each.noun, one, other, names)
    unit = str(each.after.get("unit_of_measure", ""))
    before, after = _by_whom(each.before, turn[0]), _by_whom(each.after, turn[1])
    for key in dict.fromkeys([*before, *after]):
        was, became = before.get(key, []), after.get(key, [])
        if _levels(was) != _levels(became):
            told = [_told(targets, unit, names, with_words=False) for targets in (was, became)]
            if told[0] == told[1]:
                told = [_told(targets, unit, names, with_words=True) for targets in (was, became)]
            yield FieldLine(NOUNS["targets"].name, *told)


def _by_whom(entry: Entry, day: date) -> dict[tuple[str, str], list[Entry]]:
    """Return an indicator's targets that are in force on a day, by unit and level."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for target in entry.get("targets", []):
        if target["valid_from"] <= day.isoformat() <= target["valid_to"]:
            key = target.get("unit") or "", target.get("level", TargetLevel.OWN.value)
            found.setdefault(key, []).append(target)
    return found


def _levels(targets: Sequence[Entry] | None) -> list[tuple[Any, ...]]:
    """Return what targets say but for their days and where they are said."""
    return [
        tuple(target.get(name) for name in ("kind", "value", "basis", "words")) for target in targets or ()
    ]


def _told(targets: Sequence[Entry], unit: str, names: Names, *, with_words: bool) -> str:
    told = [
        whole_target_words(target, unit, names, with_words=with_words, with_span=False) for target in targets
    ]
    return "; ".join(told) or NOTHING
