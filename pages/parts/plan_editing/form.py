"""The form that changes one entry of a plan, adds one or takes one away; a refusal leaves what is typed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import streamlit as st

from data.plan_editing.editing import PlanChange, edit_plan
from data.recording import RecordingError
from metrics.plan.screen_edits import entry_from
from metrics.plan_editing.difference_lines import field_lines, title_of, whole_target_words
from metrics.plan_editing.fields import (
    CHANGED_ON,
    CHANGED_TEXT,
    CODE,
    OTHER_LABELS,
    SAME_MEANING,
    field_of,
    labels_of,
)
from metrics.plan_editing.history import latest_edit
from metrics.plan_editing.target_rules import FIRST_KIND
from metrics.plan_editing.typed import EMPTY, TypedError, typed_entry, with_definition_change, with_target
from metrics.plan_editing.words import Edited, code_from, problem_words
from metrics.vocabulary import Direction
from pages.parts import forms, reads, reads_plan_edits
from pages.parts.address import as_text
from pages.parts.plan_editing.choice import EditChoice, meanwhile, opened_anew
from pages.parts.plan_editing.widgets import ask, ask_one
from pages.parts.reads_plan_edits import EditedPlan
from pages.parts.times import time_written

WIDTH = 960
WHY = "till exempel beslut i nämnden, eller rättat skrivfel"
"""What a reason may look like."""
DEFINITION = (
    "Ändras vad som mäts (definition, måttenhet, sätt att räkna eller gräns) går siffrorna före och efter "
    "inte att jämföra. Skriv då från vilken dag, så märks diagrammet där."
)
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """A form that is open: of which plan, for what, and the key that its fields' keys begin with."""

    plan_id: int
    plan: EditedPlan
    chosen: EditChoice
    key: str


def show(plan_id: int, plan: EditedPlan, chosen: EditChoice | None) -> None:
    """Show the form of what is chosen."""
    if chosen is None:
        st.caption("Välj vad du vill ändra, eller att lägga till något nytt.")
        return
    opened = Opened(plan_id, plan, chosen, _key(plan_id, chosen))
    _say_meanwhile(opened)
    st.subheader(as_text(_heading(opened)), anchor=False)
    with st.container(border=True, width=WIDTH):
        _edit_form(opened)
    if chosen.edited != Edited.PLAN and _standing(chosen) is not None:
        _removal_form(opened)


def _key(plan_id: int, chosen: EditChoice) -> str:
    """Return a key that lasts while the form is open, and is another for what was read anew."""
    held = crc32(json.dumps(chosen.before, sort_keys=True).encode())
    return f"edit-{plan_id}-{chosen.edited}-{chosen.code}-{chosen.target}-{chosen.seen}-{held}"


def _standing(chosen: EditChoice) -> Entry | None:
    """Return what the form changes as it was when it was opened, None for something new."""
    if chosen.edited != Edited.TARGET:
        return chosen.before
    return None if chosen.target is None else (chosen.before or {})["targets"][chosen.target]


def _heading(opened: Opened) -> str:
    chosen = opened.chosen
    if chosen.edited == Edited.TARGET:
        begins = "Ny målnivå" if chosen.target is None else "Ändra målnivån"
        return f"{begins}: {title_of(chosen.before, None)}"
    if chosen.before is None:
        return chosen.edited.add
    named = "" if chosen.edited == Edited.PLAN else f": {title_of(chosen.before, None)}"
    return f"Ändra {chosen.edited.word.the}{named}"


def _say_meanwhile(opened: Opened) -> None:
    """Say what others have changed of the entry since it was opened, and offer to read it anew."""
    changes = meanwhile(opened.plan, opened.chosen)
    if not changes:
        return
    told = []
    for change in changes:
        before, after = entry_from(change["before"]), entry_from(change["after"])
        lines = field_lines(opened.chosen.noun, before, after, opened.plan.names)
        fields = "; ".join(f"{line.label} «{line.before}» → «{line.after}»" for line in lines)
        what = "tog bort den" if after is None else fields
        who = f"{time_written(change['recorded_at'])}, {change['role']}"
        told.append(f"- {as_text(f'{who}: {what}')}")
    st.warning(
        "Det här har ändrats sedan formuläret öppnades:\n\n" + "\n".join(told) + "\n\n"
        "Det du har skrivit står kvar nedanför, men kan inte sparas över den ändringen. Läs in det som "
        "gäller nu och för in din ändring i det."
    )
    st.button(
        "Läs in det som gäller nu",
        icon=":material/refresh:",
        key=f"{opened.key}-anew",
        on_click=opened_anew,
        args=(opened.chosen.code, latest_edit(opened.plan.edits)),
    )


def _edit_form(opened: Opened) -> None:
    chosen, key = opened.chosen, opened.key
    standing, leave, code = _standing(chosen), (), ""
    is_new = standing is None
    named: dict[str, Any] = {}
    if is_new and chosen.edited != Edited.TARGET:
        named, code = _name_and_code(opened)
        leave = tuple(named)
    with st.form(key, border=False):
        typed = named | ask(chosen.edited, standing or _begins(chosen), key, opened.plan, leave)
        told = _definition(key) if chosen.edited == Edited.INDICATOR and not is_new else None
        given = _given(key)
        label = "Lägg till" if is_new else "Spara ändringen"
        if st.form_submit_button(label, icon=":material/save:", type="primary"):
            done = "Det nya är sparat i planen." if is_new else "Ändringen är sparad i planen."
            same = bool(told and told[SAME_MEANING])
            _save(opened, done, given, lambda: _after(chosen, typed, code, told), same_meaning=same)


def _begins(chosen: EditChoice) -> Entry | None:
    """Return what the form of a new target begins with: the kind that goes with which way is better."""
    if chosen.edited != Edited.TARGET or chosen.before is None:
        return None
    return {"kind": FIRST_KIND[Direction(chosen.before["direction"])].value}


def _name_and_code(opened: Opened) -> tuple[dict[str, Any], str]:
    """Ask what something new is called, outside the form, so that its code is shown as it becomes."""
    edited, key = opened.chosen.edited, opened.key
    name = "name" if edited == Edited.INDICATOR else "title"
    field = field_of(edited, name)
    assert field is not None  # everything that can be added has a name
    title = ask_one(field, None, f"{key}-{name}", opened.plan)
    suggested = code_from(title, opened.plan.codes(edited.noun))
    code = st.text_input(
        CODE.label,
        key=f"{key}-code",
        placeholder=suggested or "bildas av namnet",
        help=f"{CODE.tip} Tomt = den som föreslås.",
        width=440,
    )
    return {name: title}, code.strip() or suggested


def _definition(key: str) -> dict[str, Any]:
    """Ask from which day an indicator means something else, and what changed."""
    st.caption(DEFINITION)
    left, right = st.columns([1, 2])
    day = left.text_input(f"{OTHER_LABELS[CHANGED_ON]} (ÅÅÅÅ-MM-DD)", key=f"{key}-{CHANGED_ON}")
    text = right.text_input(OTHER_LABELS[CHANGED_TEXT], key=f"{key}-{CHANGED_TEXT}")
    same = st.checkbox("Bara ordalydelsen är ändrad: det som mäts är detsamma", key=f"{key}-{SAME_MEANING}")
    return {CHANGED_ON: day, CHANGED_TEXT: text, SAME_MEANING: same}


def _given(key: str) -> dict[str, str]:
    """Ask why something is changed, and in which role."""
    left, right = st.columns([2, 1])
    with left:
        reason = st.text_input("Skäl", placeholder=WHY, key=f"{key}-reason")
    with right:
        role = forms.role(key)
    st.caption(f"Det som stod förut finns kvar under Ändringar. {forms.NOBODY_NAMED}")
    return {"reason": reason, "role": role}


def _after(
    chosen: EditChoice, typed: dict[str, Any], code: str, told: dict[str, Any] | None
) -> tuple[str, Entry]:
    """Return the code and the entry as they are to be. Raises TypedError for what can't be read."""
    entry = typed_entry(chosen.edited, _standing(chosen), typed, code=code)
    if chosen.edited == Edited.TARGET:
        entry = with_target(chosen.before or {}, chosen.target, entry)
    if told is not None:
        entry = with_definition_change(chosen.before or {}, entry, told)
    return chosen.code or code, entry


def _removal_form(opened: Opened) -> None:
    chosen, key = opened.chosen, f"{opened.key}-away"
    box = st.expander(f"Ta bort {chosen.edited.word.the}", key=f"{key}-box", on_change="rerun", width=WIDTH)
    if not box.open:
        return
    with box, st.form(key, border=False):
        st.markdown(as_text(_removed_words(opened)))
        given = _given(key)
        if st.form_submit_button("Ta bort ur planen", icon=":material/delete:"):
            _save(opened, "Det är borttaget ur planen.", given, lambda: _without(chosen))


def _removed_words(opened: Opened) -> str:
    chosen = opened.chosen
    if chosen.edited == Edited.TARGET:
        unit = (chosen.before or {}).get("unit_of_measure", "")
        return f"Målnivån {whole_target_words(_standing(chosen) or {}, unit, opened.plan.names)} tas bort."
    kept = " Siffrorna finns kvar." if chosen.edited == Edited.INDICATOR else ""
    return f"«{title_of(chosen.before, None)}» tas bort ur planen. Det som har rapporterats finns kvar.{kept}"


def _without(chosen: EditChoice) -> tuple[str, Entry | None]:
    target = chosen.edited == Edited.TARGET
    return chosen.code or "", with_target(chosen.before or {}, chosen.target, None) if target else None


def _save(
    opened: Opened,
    done: str,
    given: dict[str, str],
    made: Callable[[], tuple[str, Entry | None]],
    *,
    same_meaning: bool = False,
) -> None:
    """Save a change, and open what was changed anew; a refusal names the fields as the screen does."""
    chosen = opened.chosen

    def act() -> None:
        missing = [f"{name}: {EMPTY}" for name, text in given.items() if not text.strip()]
        try:
            code, after = made()
        except TypedError as wrong:
            raise RecordingError([*wrong.problems, *missing]) from wrong
        if after is not None and after == chosen.before:
            raise RecordingError(["Inget är ändrat i formuläret."])
        change = PlanChange(chosen.noun, code, chosen.before, after, same_meaning=same_meaning)
        edit_plan(reads.store(), plan_id=opened.plan_id, change=change, given=given)
        opened_anew(None if after is None else code, reads_plan_edits.latest_now(opened.plan_id))

    forms.save(done, act, labels_of(chosen.edited), problem_words)
