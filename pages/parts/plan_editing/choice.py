"""What of a plan is changed: which noun, which entry and which target, as the address says it.

An entry in the address carries the number of the plan's latest change when it was opened (`skola@12`), so
that a form stays as it was opened while others save.
"""

import re
from dataclasses import dataclass
from typing import Any

import streamlit as st

from metrics.plan_editing.difference_lines import title_of, whole_target_words
from metrics.plan_editing.entries import target_at
from metrics.plan_editing.history import edits_since, entry_then, latest_edit
from metrics.plan_editing.words import Edited
from metrics.vocabulary import PlanNoun
from metrics.words import shortened
from pages.parts import frame
from pages.parts.address import TARGET, WHICH, asked, say_unknown, write
from pages.parts.fields import Field, Option
from pages.parts.filters import INDENT
from pages.parts.reads_plan_edits import EditedPlan

WHAT = "what"
NEW = "_ny"
"""No code: those have no underscore."""
LONGEST = 110
OPENED = re.compile(r"(?P<code>[a-z0-9_-]+)@(?P<seen>[0-9]{1,12})")
PLACE = re.compile("[0-9]{1,4}")


@dataclass(frozen=True)
class EditChoice:
    """What is changed: `code` is None for something new, `before` the entry as it was when it was opened.

    `seen` is the number of the plan's latest change then, and `target` the place of the target (None = new).
    """

    edited: Edited
    code: str | None
    before: dict[str, Any] | None
    seen: int
    target: int | None = None

    @property
    def noun(self) -> PlanNoun:
        """The noun of the entry."""
        return self.edited.noun


def edited_noun() -> Edited:
    """Return what the address asks to change; activities where it asks for nothing there is."""
    code = asked(WHAT)
    return Edited(code) if code in set(Edited) else Edited.ACTIVITY


def chosen_entry(plan: EditedPlan) -> EditChoice | None:
    """Return the entry that the address asks to change; None where none is chosen, or it is gone."""
    edited, latest = edited_noun(), latest_edit(plan.edits)
    _say_unknown_kind(edited)
    written = asked(WHICH) or ""
    if edited == Edited.PLAN:
        own = plan.content.plan.code
        written = written if written.startswith(f"{own}@") else own
    if written == NEW and edited not in (Edited.PLAN, Edited.TARGET):
        return EditChoice(edited, None, None, latest)
    opened = OPENED.fullmatch(written)
    code, seen = (opened["code"], int(opened["seen"])) if opened else (written, latest)
    before = entry_then(plan.edits, edited.noun, code, seen, plan.entry(edited.noun, code))
    if before is None:
        _say_unknown_entry(plan, written, code)
        return None
    if not opened:
        write(WHICH, f"{code}@{latest}")
    return EditChoice(edited, code, before, seen, _target(code, before) if edited == Edited.TARGET else None)


def _say_unknown_kind(edited: Edited) -> None:
    """Say that the address asks to change what can't be changed here."""
    code = asked(WHAT)
    if code and code != edited and WHAT in st.query_params:
        say_unknown("slaget", code, edited.word.one)


def _say_unknown_entry(plan: EditedPlan, written: str, code: str) -> None:
    """Say that the address asks for what isn't in the plan; an entry of another noun was chosen before it."""
    held = any(code in plan.codes(noun) for noun in PlanNoun)
    told = not plan.edits.empty and code in set(plan.edits["code"])
    if written and not (held or told or written == NEW) and WHICH in st.query_params:
        say_unknown("posten", written, "listan att välja ur")


def _target(code: str, before: dict[str, Any]) -> int | None:
    """Return the place of the target asked for, else of the one in force; None for a new one."""
    targets = before.get("targets", [])
    of_entry, _, at = (asked(TARGET) or "").rpartition(".")
    if of_entry == code and (at == NEW or (PLACE.fullmatch(at) and int(at) < len(targets))):
        return None if at == NEW else int(at)
    return target_at(targets, frame.today())


def edit_fields(plan: EditedPlan, chosen: EditChoice | None) -> list[Field]:
    """Return the fields that choose what to change."""
    edited = edited_noun()
    what = [Option(each.value, each.word.name) for each in Edited]
    found = [Field(WHAT, "Ändra", edited.value, what, in_row=True, span=8)]
    if edited != Edited.PLAN:
        found.append(_which(plan, edited, chosen))
    if edited == Edited.TARGET and chosen is not None and chosen.before is not None:
        found.append(_which_target(plan, chosen))
    return found


def _which(plan: EditedPlan, edited: Edited, chosen: EditChoice | None) -> Field:
    latest = latest_edit(plan.edits)
    value = "" if chosen is None else f"{chosen.code}@{chosen.seen}" if chosen.code else NEW

    def option(code: str, text: str, group: str = "") -> Option:
        mine = chosen is not None and code == chosen.code
        return Option(
            value if mine else f"{code}@{latest}", shortened(text, LONGEST), shortened(group, LONGEST)
        )

    begins = [Option("", "Välj …")]
    if edited != Edited.TARGET:
        begins.append(Option(NEW, f"{edited.add} …"))
    entries = [option(*each) for each in _entries(plan, edited)]
    if chosen is not None and chosen.code and value not in {each.value for each in entries}:
        entries.append(option(chosen.code, f"{title_of(chosen.before, None)} (borttagen)"))
    label = "Indikator" if edited == Edited.TARGET else "Vilken"
    return Field(WHICH, label, value, [*begins, *entries], span=8 if edited != Edited.TARGET else 4)


def _entries(plan: EditedPlan, edited: Edited) -> list[tuple[str, ...]]:
    """Return what there is to choose among: code, text and the heading it stands under."""
    content, names = plan.content, plan.names.objectives
    if edited == Edited.OBJECTIVE:
        return [(each.code, INDENT * each.depth + each.title) for each in plan.objectives]
    if edited in (Edited.INDICATOR, Edited.TARGET):
        return [(each.code, each.name, names.get(each.objective or "", "")) for each in content.indicators]
    held = content.activities if edited == Edited.ACTIVITY else content.follow_ups
    return [(each.code, each.title, names.get(each.objective or "", "")) for each in held]


def _which_target(plan: EditedPlan, chosen: EditChoice) -> Field:
    before = chosen.before or {}
    unit = before.get("unit_of_measure", "")
    targets = [
        Option(f"{chosen.code}.{at}", shortened(whole_target_words(target, unit, plan.names), LONGEST))
        for at, target in enumerate(before.get("targets", []))
    ]
    value = f"{chosen.code}.{NEW if chosen.target is None else chosen.target}"
    new = Option(f"{chosen.code}.{NEW}", f"{Edited.TARGET.add} …")
    return Field(TARGET, "Målnivå", value, [*targets, new], span=4)


def meanwhile(plan: EditedPlan, chosen: EditChoice) -> list[dict[str, Any]]:
    """Return what others have changed of the entry since it was opened, the first changed first."""
    if chosen.code is None:
        return []
    return edits_since(plan.edits, chosen.noun, chosen.code, chosen.seen).to_dict("records")


def opened_anew(code: str | None, latest: int) -> None:
    """Let the address ask for an entry as it stands now; without a code for none."""
    write(WHICH, f"{code}@{latest}" if code else "")
