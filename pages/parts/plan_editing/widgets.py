"""The fields of a form that changes a plan: each asked for in its own way, and given back as it was typed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from metrics.plan_editing.entries import Branch, without_branch
from metrics.plan_editing.fields import FIELDS, EditField, Widget
from metrics.plan_editing.typed import shown_value
from metrics.plan_editing.words import Edited
from metrics.words import told_apart
from pages.parts.filters import INDENT
from pages.parts.reads_plan_edits import EditedPlan

NONE = "–"
DAY_HINT = "ÅÅÅÅ-MM-DD"
UNDER_PLAN, EVERY_UNIT = "Direkt under planen", "Alla enheter"
Entry = Mapping[str, Any]


def ask(
    edited: Edited, entry: Entry | None, key: str, plan: EditedPlan, leave: Sequence[str] = ()
) -> dict[str, Any]:
    """Ask for all of an entry's fields but some, the rare ones folded. Return what is typed, by field."""
    typed: dict[str, Any] = {}
    asked = [field for field in FIELDS[edited] if field.name not in leave]
    _rows([field for field in asked if not field.rare], entry, key, plan, typed)
    rare = [field for field in asked if field.rare and not _is_idle(field, entry)]
    if rare:
        with st.expander("Fler uppgifter", key=f"{key}-rare"):
            _rows(rare, entry, key, plan, typed)
    return typed


def _is_idle(field: EditField, entry: Entry | None) -> bool:
    """Tell whether there is nothing to choose among: no mark of a changed definition to take away."""
    return field.widget == Widget.DEFINITION_CHANGES and not (entry or {}).get(field.name)


def _rows(
    asked: Sequence[EditField], entry: Entry | None, key: str, plan: EditedPlan, typed: dict[str, Any]
) -> None:
    for row in _by_two(asked):
        columns = [st.container()] if row[0].is_wide else st.columns(2)
        for column, field in zip(columns, row, strict=False):  # the last short one may stand alone
            with column:
                typed[field.name] = ask_one(field, entry, f"{key}-{field.name}", plan)


def _by_two(asked: Sequence[EditField]) -> Iterator[list[EditField]]:
    """Yield rows: the long fields alone, the short ones two by two."""
    waiting: list[EditField] = []
    for field in asked:
        if field.is_wide:
            if waiting:
                yield waiting
            waiting = []
            yield [field]
            continue
        waiting.append(field)
        if len(waiting) > 1:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def ask_one(field: EditField, entry: Entry | None, key: str, plan: EditedPlan) -> Any:
    """Ask for one field, beginning with what the entry holds."""
    held, tip = shown_value(field, entry), field.tip or None
    match field.widget:
        case Widget.TEXT | Widget.LINES:
            return st.text_area(field.label, held, help=tip, key=key, height=_height(held))
        case Widget.CHOICE | Widget.OBJECTIVE | Widget.UNIT | Widget.INDICATOR:
            return _select(field.label, _named(field, entry, plan), held, key, tip)
        case Widget.INDICATORS | Widget.DEFINITION_CHANGES:
            return _several(field, held, key, plan)
        case _:
            label = f"{field.label} ({DAY_HINT})" if field.widget == Widget.DAY else field.label
            return st.text_input(label, held, help=tip, key=key)


def _several(field: EditField, held: list[Any], key: str, plan: EditedPlan) -> list[Any]:
    """Ask for any number of indicators, or which marks of a changed definition are to stay."""
    known = plan.names.indicators
    of_marks = field.widget == Widget.DEFINITION_CHANGES
    options, worded = (held, _mark) if of_marks else (list(known), told_apart(known, _own(known)).get)
    return st.multiselect(
        field.label, options, held, format_func=worded, help=field.tip, key=key, placeholder="Inga"
    )


def _select(label: str, named: Mapping[str, str], held: str, key: str, tip: str | None) -> str:
    """Ask for one of some values; one that is held and isn't among them can be kept."""
    every = named if held in named else {**named, held: held}
    told = told_apart(every, _own(every))
    chosen: str = st.selectbox(
        label, list(told), list(told).index(held), format_func=told.get, help=tip, key=key
    )
    return chosen


def _own(named: Mapping[str, str]) -> dict[str, str]:
    """Return each code by itself: by it those of one name are told apart."""
    return {code: code for code in named}


def _named(field: EditField, entry: Entry | None, plan: EditedPlan) -> Mapping[str, str]:
    """Return what can be chosen, with its words; nothing first, where nothing may be chosen."""
    if field.widget == Widget.CHOICE:
        return field.choices if field.required else {"": NONE, **field.choices}
    own = str((entry or {}).get("code", ""))
    if field.widget == Widget.INDICATOR:
        return {"": NONE} | {code: name for code, name in plan.names.indicators.items() if code != own}
    if field.widget == Widget.UNIT:
        return {"": EVERY_UNIT} | _indented(plan.units)
    above = without_branch(plan.objectives, own) if field.name == "parent" else plan.objectives
    return {"": UNDER_PLAN} | _indented(above)


def _indented(branches: Sequence[Branch]) -> dict[str, str]:
    return {each.code: INDENT * each.depth + each.title for each in branches}


def _mark(change: Mapping[str, str]) -> str:
    return f"{change['changed_on']}: {change['text']}"


def _height(text: str) -> int:
    """Return how high a box is that shows a text without much scrolling, in pixels."""
    return 180 if len(text) > 400 else 124 if len(text) > 150 else 80
