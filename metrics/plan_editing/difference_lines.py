"""What differs between two readings of a plan's entry, field by field, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from metrics.plan.origin import span_words
from metrics.plan_editing.fields import EditField, Widget, field_of, labels_of
from metrics.plan_editing.nouns import NOUNS
from metrics.plan_editing.typed import written
from metrics.plan_editing.words import BASIS, TARGET_KIND, Edited
from metrics.vocabulary import Basis, PlanNoun, TargetKind, TargetLevel
from metrics.words import DERIVATION, GROUP_NAMES, shortened, target_words

YES, NOTHING = "ja", "inget"
LONGEST_VALUE = 300
EDITED_OF = {
    PlanNoun.PLAN: Edited.PLAN,
    PlanNoun.OBJECTIVE: Edited.OBJECTIVE,
    PlanNoun.INDICATOR: Edited.INDICATOR,
    PlanNoun.ACTIVITY: Edited.ACTIVITY,
    PlanNoun.FOLLOW_UP: Edited.FOLLOW_UP,
}
UNIT_LABELS = {"name": "Namn", "kind": "Slag", "clients": "Arbetar för", "position": "Plats i ordningen"}
UNIT_LABELS |= {"parent": "Ligger under", "aliases": "Andra namn", "code": "Kod"}
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What the codes within entries stand for."""

    objectives: Mapping[str, str]
    indicators: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True)
class FieldLine:
    """A field that differs, by its name on the screen, and what it was and became."""

    label: str
    before: str
    after: str


def title_of(before: Entry | None, after: Entry | None) -> str:
    """Return what an entry is called, by its latest name."""
    entry = after or before or {}
    return str(entry.get("name") or entry.get("title") or entry.get("code", ""))


def field_lines(
    noun: PlanNoun, before: Entry | None, after: Entry | None, names: Names
) -> tuple[FieldLine, ...]:
    """Return the fields that differ between two readings of an entry, in the order of its form.

    An entry that is new or gone has no lines: its name says all.
    """
    if before is None or after is None:
        return ()
    return tuple(_lines(noun, before, after, names))


def _lines(noun: PlanNoun, before: Entry, after: Entry, names: Names) -> Iterator[FieldLine]:
    edited = EDITED_OF.get(noun)
    labels = labels_of(edited) if edited else UNIT_LABELS
    order = list(labels)
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    for name in sorted(differing, key=lambda each: order.index(each) if each in order else len(order)):
        if name == "targets":
            unit = str(after.get("unit_of_measure") or before.get("unit_of_measure") or "")
            yield from target_lines(before.get(name, []), after.get(name, []), unit, names)
            continue
        field = field_of(edited, name) if edited else None
        told = [value_words(field, name, entry.get(name), names) for entry in (before, after)]
        yield FieldLine(labels.get(name, name), *told)


def target_lines(
    before: Iterable[Entry], after: Iterable[Entry], unit_of_measure: str, names: Names
) -> Iterator[FieldLine]:
    """Return the targets that differ: those that stand in both are none, the rest are told in pairs."""
    gone, come = list(before), list(after)
    for target in list(gone):
        if target in come:
            gone.remove(target)
            come.remove(target)
    for was, became in zip_longest(gone, come):
        yield FieldLine(NOUNS["targets"].name, *_pair_words(was, became, unit_of_measure, names))


def _pair_words(
    was: Entry | None, became: Entry | None, unit_of_measure: str, names: Names
) -> tuple[str, str]:
    """Say what a target was and became; the document's words, source and basis only where they differ."""

    def differs(name: str) -> bool:
        return was is None or became is None or was.get(name) != became.get(name)

    def told(target: Entry | None) -> str:
        if target is None:
            return NOTHING
        return whole_target_words(target, unit_of_measure, names, with_words=differs("words"))

    before, after = told(was), told(became)
    if before != after or was is None or became is None:
        return before, after
    return before + _aside(was, differs), after + _aside(became, differs)


def _aside(target: Entry, differs: Callable[[str], bool]) -> str:
    """Say what of a target is not told otherwise, where it differs."""
    told = []
    if differs("source"):
        told.append(f", källa: {target.get('source') or 'som indikatorns'}")
    if differs("basis"):
        told.append(
            f", talar om: {BASIS[Basis(target['basis'])].lower() if target.get('basis') else NOTHING}"
        )
    return "".join(told)


def whole_target_words(
    target: Entry, unit_of_measure: str, names: Names, *, with_words: bool = True, with_span: bool = True
) -> str:
    """Say a target: its value, whose, for which unit and when; last the document's words.

    The days and the words are left out where they aren't asked for.
    """
    kind = TargetKind(target["kind"])
    parts = [
        target_words(kind, target.get("value"), unit_of_measure) or TARGET_KIND[kind],
        "KF:s mål" if target.get("level") == TargetLevel.COUNCIL else "",
        names.units.get(target.get("unit", ""), target.get("unit", "")),
    ]
    if with_span:
        days = (date.fromisoformat(target[name]) for name in ("valid_from", "valid_to"))
        parts.append(span_words(*days))
    told = ", ".join(filter(None, parts))
    return f"{told} ({target['words']})" if with_words else told


def value_words(field: EditField | None, name: str, value: Any, names: Names) -> str:
    """Say a field's value in words; «inget» where there is none."""
    if field is not None and value is None:
        value = field.empty
    if isinstance(value, bool):
        return YES if value else NOTHING
    if value is None or value == "" or value == () or value == []:
        return NOTHING
    if name == "definition_changes":
        return "; ".join(f"{each['changed_on']}: {each['text']}" for each in value)
    if isinstance(value, Mapping):
        return "; ".join(value_words(None, name, each, names) for each in value.values() if each)
    if isinstance(value, list | tuple):
        return shortened(", ".join(names.indicators.get(each, str(each)) for each in value), LONGEST_VALUE)
    return shortened(_single(field, name, value, names), LONGEST_VALUE)


def _single(field: EditField | None, name: str, value: Any, names: Names) -> str:
    if isinstance(value, int | float):
        return written(value)
    return _known(field, name, names).get(value, str(value))


def _known(field: EditField | None, name: str, names: Names) -> Mapping[str, str]:
    """Return what a field's values stand for; those of what has no form are of a unit or tie indicators."""
    if field is None:
        without_form: Mapping[str, Mapping[Any, str]] = {
            "parent": names.units,
            "clients": GROUP_NAMES,
            "derived": {**names.indicators, **DERIVATION},
        }
        return without_form.get(name, names.indicators)
    named = {
        Widget.CHOICE: field.choices,
        Widget.OBJECTIVE: names.objectives,
        Widget.UNIT: names.units,
        Widget.INDICATOR: names.indicators,
    }
    return named.get(field.widget, {})
