"""What is typed in a form becomes an entry of the plan file, or is refused with the field's name.

What a reader didn't touch is kept exactly as it stood. A refusal is `field: rule`, in Swedish.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from metrics.numbers import number
from metrics.plan_editing.fields import (
    CHANGED_ON,
    CHANGED_TEXT,
    COUNTING,
    DEFINING,
    FIELDS,
    SAME_MEANING,
    WORDING,
    EditField,
    Widget,
    labels_of,
)
from metrics.plan_editing.words import Edited
from metrics.words import listed
from metrics.written import WrittenError, number_from

Entry = dict[str, Any]
MOST_DECIMALS = 10
NO_DAY = "ska vara ett datum som 2026-03-31"
EMPTY = "får inte vara tom"


class TypedError(ValueError):
    """What was typed can't be an entry; `problems` holds every fault, each with its field's name first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def shown_value(field: EditField, entry: Mapping[str, Any] | None) -> Any:
    """Return what a field's widget begins with: a text, or for the ones with several a list.

    A choice without a value is the empty text.
    """
    held = field.start if entry is None else entry.get(field.name, field.empty)
    if field.widget in (Widget.INDICATORS, Widget.DEFINITION_CHANGES):
        return list(held or ())
    if field.widget == Widget.LINES:
        return "\n".join(held or ())
    if held is None:
        return ""
    return written(held) if field.widget in (Widget.NUMBER, Widget.COUNT) else str(held)


def written(value: float) -> str:
    """Return a number as a person would type it: `1 234,5`, with the decimals it has."""
    _, _, part = f"{float(value):.{MOST_DECIMALS}f}".rstrip("0").partition(".")
    return number(value, len(part))


def typed_entry(
    edited: Edited, before: Mapping[str, Any] | None, typed: Mapping[str, Any], *, code: str = ""
) -> Entry:
    """Return the entry that was typed over `before` (None = a new one, with this `code`).

    Raises TypedError with every fault.
    """
    entry = dict(before or ({"code": code} if code else {}))
    problems: list[str] = []
    for field in FIELDS[edited]:
        if field.name not in typed or (before is not None and _untouched(field, before, typed[field.name])):
            continue
        try:
            _put(entry, field, read(field, typed[field.name]))
        except ValueError as wrong:
            problems.append(f"{field.name}: {wrong}")
    if problems:
        raise TypedError(problems)
    return entry


def read(field: EditField, typed: Any) -> Any:
    """Return what a widget's answer means. Raises ValueError (WrittenError for a number) with the rule."""
    if field.widget in (Widget.INDICATORS, Widget.DEFINITION_CHANGES):
        return list(typed)
    text = typed.strip()
    if not text:
        if field.required:
            raise ValueError(EMPTY)
        return field.empty
    reader = READERS.get(field.widget)
    return reader(text) if reader else re.sub(r"\s+", " ", text)


def _untouched(field: EditField, before: Mapping[str, Any], typed: Any) -> bool:
    return bool(typed == shown_value(field, before))


def _put(entry: Entry, field: EditField, value: Any) -> None:
    """Set a field; what it means without being said is not said."""
    if value == field.empty or value == []:
        entry.pop(field.name, None)
    else:
        entry[field.name] = value


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{NO_DAY}, inte «{text}»")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{NO_DAY}, inte «{text}»") from None


def _number(text: str) -> float:
    try:
        return number_from(text)
    except WrittenError as wrong:
        raise ValueError(_within(str(wrong))) from wrong


def _count(text: str) -> int:
    value = _number(text)
    if not value.is_integer():
        raise ValueError(f"ska vara ett heltal, inte «{text}»")
    return int(value)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _within(sentence: str) -> str:
    """Let a sentence go on after a field's name."""
    return sentence.rstrip(".")


READERS: Mapping[Widget, Callable[[str], Any]] = {
    Widget.DAY: _day,
    Widget.NUMBER: _number,
    Widget.COUNT: _count,
    Widget.LINES: _lines,
    Widget.TEXT: str,
}
"""How a text is read; any other is one line."""


def with_definition_change(before: Mapping[str, Any], after: Entry, told: Mapping[str, Any]) -> Entry:
    """Return a changed indicator with the mark of its new definition, where what it measures is another.

    `told` are `changed_on` and `changed_text` as typed, and `same_meaning` where only the wording changed.
    How figures are counted is another question, which is answered where it is known if there are any. Raises
    TypedError where it is not said from which day and what.
    """
    reworded = WORDING if told[SAME_MEANING] else ()
    changed = [
        name
        for name in DEFINING
        if before.get(name) != after.get(name) and name not in (*reworded, *COUNTING)
    ]
    day, text = told[CHANGED_ON].strip(), told[CHANGED_TEXT].strip()
    if not (changed or day or text):
        return after
    problems = []
    if not day:
        problems.append(f"{CHANGED_ON}: {_asks(changed)}skriv från vilken dag, så att diagrammet märks där")
    if not text:
        problems.append(f"{CHANGED_TEXT}: {_asks(changed)}skriv vad som skiljer, med några ord")
    try:
        since = _day(day) if day else ""
    except ValueError as wrong:
        problems.append(f"{CHANGED_ON}: {wrong}")
    if problems:
        raise TypedError(problems)
    marks = [*after.get("definition_changes", []), {"changed_on": since, "text": text}]
    return {**after, "definition_changes": sorted(marks, key=lambda mark: mark["changed_on"])}


def _asks(changed: list[str]) -> str:
    names = [name[:1].lower() + name[1:] for name in map(labels_of(Edited.INDICATOR).get, changed) if name]
    return f"{listed(names)} är {'ändrad' if len(names) == 1 else 'ändrade'}; " if names else ""


def with_target(before: Mapping[str, Any], at: int | None, target: Entry | None) -> Entry:
    """Return an indicator with one target changed (`at` its place), added (no place) or away (no target)."""
    targets = list(before.get("targets", []))
    if at is None:
        targets += [target] if target else []
    else:
        targets[at : at + 1] = [target] if target else []
    kept = {name: value for name, value in before.items() if name != "targets"}
    return {**kept, "targets": targets} if targets else kept
