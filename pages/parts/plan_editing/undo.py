"""Återställ: taking back a change in the history, where its entry still is as the change left it."""

from functools import partial
from typing import Any

import streamlit as st

from data.plan_editing.undoing import undo_edit
from metrics.plan.screen_edits import entry_from
from metrics.plan_editing.difference_lines import title_of
from metrics.plan_editing.fields import OTHER_LABELS
from metrics.plan_editing.history import can_be_undone
from metrics.plan_editing.nouns import noun_of
from metrics.plan_editing.words import problem_words
from metrics.vocabulary import EditKind, PlanNoun
from metrics.words import shortened
from pages.parts import forms, reads
from pages.parts.reads_plan_edits import EditedPlan
from pages.parts.times import time_written

LONGEST = 90
MEANS = "Det som ändrades blir som det var före. Det skrivs som en ny ändring, så båda står kvar i listan."


def show(plan_id: int, plan: EditedPlan) -> None:
    """Offer to take back one of the plan's changes; nothing where none can be."""
    changes = {row["id"]: row for row in can_be_undone(plan.edits, plan.entry).to_dict("records")}
    if not changes:
        return
    key = f"undo-{plan_id}"
    box = st.expander("Återställ en ändring", icon=":material/undo:", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.markdown(MEANS)
        which = forms.one_of(
            "Ändring", {number: _told(row) for number, row in changes.items()}, f"{key}-which"
        )
        role = forms.role(key)
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Återställ", icon=":material/undo:", type="primary"):
            undo = partial(undo_edit, reads.store(), plan_id=plan_id, edit_id=int(which), role=role)
            forms.save("Ändringen är återställd.", undo, OTHER_LABELS, problem_words)


def _told(edit: dict[Any, Any]) -> str:
    title = title_of(entry_from(edit["before"]), entry_from(edit["after"]))
    noun = noun_of(PlanNoun(edit["noun"]))
    what = f"{noun.name}, {noun.changed(EditKind(edit['change']))}"
    return f"{shortened(title, LONGEST)}: {what} {time_written(edit['recorded_at'])}, {edit['role']}"
