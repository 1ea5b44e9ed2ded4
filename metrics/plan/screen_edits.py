"""What of a plan was added or changed on screen, so that the document is not said to hold it.

What a plan file brings is the document's own, also where it takes the place of what was written on screen.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from metrics.change_words import day_words
from metrics.vocabulary import PlanNoun, TargetLevel

Entry = Mapping[str, Any]
TargetKey = tuple[str, str, float | None, str, str, str, str]
"""A target's kind, level, value, first and last day, words and unit (empty = all)."""


@dataclass(frozen=True)
class ScreenEdit:
    """A change on screen: its day, the role that made it, and why."""

    day: date
    role: str
    reason: str

    def words(self) -> str:
        """Say when, in which role and why: `28 november 2026 av rollen Controller: nämnden vill`."""
        return ": ".join(filter(None, (f"{day_words(self.day)} av rollen {self.role}", self.reason)))


@dataclass(frozen=True)
class Trace:
    """What has been done on screen to an entry of a plan.

    `added` is None for what a document holds; `changed` the latest change, None without any. `stated` is the
    entry as the document has it where that has been changed, else empty.
    """

    added: ScreenEdit | None = None
    changed: ScreenEdit | None = None
    stated: tuple[tuple[str, str], ...] = ()

    def said(self, field: str, now: str) -> str:
        """Return what the document says in a text field that says something `now`."""
        return dict(self.stated).get(field, "") if self.stated else now


UNTOUCHED = Trace()


@dataclass(frozen=True)
class Traces:
    """The traces of a plan's entries by noun and code, and of its targets by their indicator's code."""

    entries: Mapping[tuple[str, str], Trace]
    targets: Mapping[str, Mapping[TargetKey, Trace]]

    def of(self, noun: PlanNoun, code: str) -> Trace:
        """Return the trace of an entry."""
        return self.entries.get((noun, code), UNTOUCHED)

    def of_target(self, indicator: str, key: TargetKey) -> Trace:
        """Return the trace of an indicator's target."""
        return self.targets.get(indicator, {}).get(key, UNTOUCHED)


NO_TRACES = Traces({}, {})


def traces(edits: pd.DataFrame, units: Mapping[str, str]) -> Traces:
    """Return what has been done on screen to a plan's entries, and to its indicators' targets.

    `edits` are as `queries_plan.plan_edits` gives them, their `day` added; `units` are names by code.
    """
    entries: dict[tuple[str, str], Trace] = {}
    targets: dict[str, dict[TargetKey, Trace]] = {}
    for row in edits.sort_values("id").to_dict("records"):
        edit = ScreenEdit(row["day"], row["role"], row["reason"]) if row["on_screen"] else None
        before, after = entry_from(row["before"]), entry_from(row["after"])
        place = row["noun"], row["code"]
        entries[place] = _traced(entries.get(place, UNTOUCHED), edit, before, is_new=before is None)
        if row["noun"] == PlanNoun.INDICATOR:
            held = targets.get(row["code"], {})
            pairs = _paired((before or {}).get("targets", []), (after or {}).get("targets", []), units)
            targets[row["code"]] = dict(_targets(held, edit, pairs))
    return Traces(entries, targets)


def entry_from(written: str) -> dict[str, Any] | None:
    """Return an entry from the JSON of a change; None for the empty text of what was not there."""
    entry: dict[str, Any] | None = json.loads(written) if written else None
    return entry


def _traced(trace: Trace, edit: ScreenEdit | None, before: Entry | None, *, is_new: bool) -> Trace:
    """Return a trace after a change (None = a file's) of what was so `before`."""
    if edit is None:
        return UNTOUCHED
    if is_new:
        return Trace(added=edit)
    if trace.added or trace.stated:
        return replace(trace, changed=edit)
    texts = {name: value for name, value in (before or {}).items() if isinstance(value, str)}
    return replace(trace, changed=edit, stated=tuple(texts.items()))


def _targets(
    held: Mapping[TargetKey, Trace],
    edit: ScreenEdit | None,
    pairs: Iterable[tuple[TargetKey, Entry | None, TargetKey | None]],
) -> Iterator[tuple[TargetKey, Trace]]:
    for key, before, earlier in pairs:
        trace = held.get(earlier, UNTOUCHED) if earlier else UNTOUCHED
        is_same = earlier == key
        yield key, trace if is_same else _traced(trace, edit, before, is_new=before is None)


def _paired(
    before: Iterable[Entry], after: Iterable[Entry], units: Mapping[str, str]
) -> Iterator[tuple[TargetKey, Entry | None, TargetKey | None]]:
    """Yield each target with the one that it was: the same, else one of the same unit, level and start.

    Failing that one in the same words; both None for one that is new.
    """
    earlier_ones = {_key(each, units): each for each in before}
    now = [_key(each, units) for each in after]
    left = {key: each for key, each in earlier_ones.items() if key not in now}
    for key in now:
        if key in earlier_ones:
            yield key, earlier_ones[key], key
            continue
        alike = [each for each in left if _place(each) == _place(key)]
        alike += [each for each in left if each[5] == key[5]]
        earlier = next(iter(alike), None)
        yield key, left.pop(earlier) if earlier else None, earlier


def _place(key: TargetKey) -> tuple[str, str, str]:
    _, level, _, first, _, _, unit = key
    return unit, level, first


def _key(entry: Entry, units: Mapping[str, str]) -> TargetKey:
    unit = entry.get("unit") or ""
    value = entry.get("value")
    return (
        entry["kind"],
        entry.get("level", TargetLevel.OWN.value),
        None if value is None else float(value),
        entry["valid_from"],
        entry["valid_to"],
        entry["words"],
        units.get(unit, unit),
    )


def target_key(row: Mapping[Any, Any]) -> TargetKey:
    """Return what a target is known by, of a row as `queries_plan.targets_of_plan` gives it."""
    return (
        row["kind"],
        row["level"],
        None if pd.isna(row["value"]) else float(row["value"]),
        row["valid_from"].date().isoformat(),
        row["valid_to"].date().isoformat(),
        row["words"],
        row["unit"],
    )
