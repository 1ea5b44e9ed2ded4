"""Nytt år: making the plan that follows, with the same indicators and what is unfinished."""

from typing import Any

import streamlit as st

from data.plan_editing.new_year import copy_to_next_year, without_targets
from metrics.plan.activity_states import FINISHED
from metrics.plan.content import PlanDocument
from metrics.plan_editing.words import targets_left_words, years_after
from metrics.vocabulary import ActivityStatus
from metrics.words import ACTIVITY_STATUS
from pages.parts import forms, frame, reads, reads_plan, reads_plan_edits
from pages.parts.address import PLAN, Choice, as_text, write
from pages.parts.plan_editing.choice import opened_anew
from pages.parts.plan_editing.form import as_told, told_in

LABELS = {"code": "Kod", "title": "Titel", "role": "Din roll", "reason": "Skäl"}
MEANS = (
    "Den nya planen börjar dagen efter att den här slutar. Mål, målnivåer och redovisningar följer med "
    "och får nya datum; aktiviteter behåller sina. Allt kan ändras efteråt. Indikatorerna är desamma, så "
    "deras historik går vidare. Den här planen står kvar som den är."
)
WHICH = "Aktiviteter som inte är klara och ska följa med"
LIST_HEIGHT = 300


def show(choice: Choice, document: PlanDocument) -> None:
    """Offer to make the plan of the next year; the fields are made when the box is opened."""
    key = f"next-{document.id}"
    box = st.expander("Nytt år", icon=":material/event_repeat:", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.markdown(MEANS)
        left = targets_left_words(*without_targets(reads_plan_edits.plan(document.id).content))
        if left:
            st.info(as_text(left))
        title = st.text_input(LABELS["title"], years_after(document.title, document), key=f"{key}-title")
        code = st.text_input(LABELS["code"], years_after(document.code, document), key=f"{key}-code")
        kept = _activities(choice, document, key)
        reason = st.text_input(
            LABELS["reason"], placeholder="till exempel planarbetet inför nästa år", key=f"{key}-reason"
        )
        role = forms.role(key)
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Gör planen", icon=":material/event_repeat:", type="primary"):
            given = {"code": code.strip(), "title": title.strip(), "role": role, "reason": reason}
            forms.save(f"Planen är gjord: {title}", lambda: _copy(document, given, kept), as_told(LABELS))


def _activities(choice: Choice, document: PlanDocument, key: str) -> list[str]:
    """Ask which of the unfinished activities go on; all of them are suggested."""
    every = reads_plan.content(choice.office.code, document.id, frame.today()).activities
    unfinished = every[~every["state"].isin(FINISHED)]
    if unfinished.empty:
        st.caption("Planen har inga aktiviteter som återstår.")
        return []
    st.markdown(f"**{WHICH}**")
    with st.container(height=LIST_HEIGHT if len(unfinished) > 6 else "content", border=True):
        return [row["code"] for row in unfinished.to_dict("records") if _is_kept(row, key)]


def _is_kept(row: dict[Any, Any], key: str) -> bool:
    state = f", {ACTIVITY_STATUS[ActivityStatus(row['state'])]}" if row["state"] else ""
    return st.checkbox(as_text(f"{row['title']}{state}"), value=True, key=f"{key}-keep-{row['code']}")


def _copy(document: PlanDocument, given: dict[str, str], kept: list[str]) -> None:
    """Make the plan and go to it, where what differs stands."""
    with told_in(LABELS):
        copy_to_next_year(reads.store(), plan_id=document.id, given=given, keep_activities=kept)
    write(PLAN, given["code"])
    opened_anew(None, 0)
