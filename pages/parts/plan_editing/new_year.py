"""Nytt år: making the plan that follows, with the same indicators and what is unfinished."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.plan_editing.new_year import copy_to_next_year, without_targets
from metrics.plan.activity_states import FINISHED
from metrics.plan.content import PlanDocument
from metrics.plan_editing.words import problem_words, targets_left_words, years_after, years_moved
from metrics.vocabulary import ActivityStatus
from metrics.words import ACTIVITY_STATUS
from pages.parts import forms, frame, reads, reads_plan, reads_plan_edits
from pages.parts.address import PLAN, Choice, as_text, write
from pages.parts.plan_editing.choice import opened_anew

LABELS = {"code": "Kod", "title": "Titel", "role": "Din roll", "reason": "Skäl"}
MEANS = (
    "Den nya planen börjar dagen efter att den här slutar. Mål, målnivåer och redovisningar följer med "
    "och får nya datum; aktiviteter behåller sina, och deras status börjar om. Allt kan ändras efteråt. "
    "Indikatorerna är desamma, så deras historik går vidare. Den här planen står kvar som den är."
)
ACTIVITIES, FOLLOW_UPS = "Aktiviteter som inte är klara och ska följa med", "Redovisningar som ska följa med"
NO_ACTIVITIES = "Planen har inga aktiviteter som återstår."
LIST_HEIGHT = 300


def show(choice: Choice, document: PlanDocument) -> None:
    """Offer to make the plan of the next year; the fields are made when the box is opened."""
    key = f"next-{document.id}"
    box = st.expander("Nytt år", icon=":material/event_repeat:", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.markdown(MEANS)
        lost, never = without_targets(reads_plan_edits.plan(document.id).content)
        left = targets_left_words(lost, len(never))
        if left:
            st.info(as_text(left))
        title = st.text_input(LABELS["title"], years_after(document.title, document), key=f"{key}-title")
        code = st.text_input(LABELS["code"], years_after(document.code, document), key=f"{key}-code")
        kept = {
            "keep_activities": _ticked(ACTIVITIES, _activities(choice, document), document, key),
            "keep_follow_ups": _ticked(FOLLOW_UPS, _follow_ups(document), document, f"{key}-owed"),
        }
        reason = st.text_input(
            LABELS["reason"], placeholder="till exempel planarbetet inför nästa år", key=f"{key}-reason"
        )
        role = forms.role(key)
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Gör planen", icon=":material/event_repeat:", type="primary"):
            given = {"code": code.strip(), "title": title.strip(), "role": role, "reason": reason}
            forms.save(
                f"Planen är gjord: {title}", lambda: _copy(document, given, kept), LABELS, problem_words
            )


@dataclass(frozen=True)
class Offered:
    """What may come along to the next plan, and whether it is suggested."""

    code: str
    title: str
    told: str
    suggested: bool


def _activities(choice: Choice, document: PlanDocument) -> list[Offered]:
    """Return the unfinished activities; those that end within the old plan are not suggested."""
    every = reads_plan.content(choice.office.code, document.id, frame.today()).activities
    unfinished = every[~every["state"].isin(FINISHED)]
    return [
        Offered(
            row["code"],
            row["title"],
            f", {ACTIVITY_STATUS[ActivityStatus(row['state'])]}" if row["state"] else "",
            suggested=bool(pd.isna(row["ends"]) or row["ends"].date() > document.valid_to),
        )
        for row in unfinished.to_dict("records")
    ]


def _follow_ups(document: PlanDocument) -> list[Offered]:
    owed = reads_plan_edits.plan(document.id).content.follow_ups
    return [Offered(each.code, each.title, "", suggested=True) for each in owed]


def _ticked(heading: str, offered: list[Offered], document: PlanDocument, key: str) -> list[str]:
    """Ask which of what is offered goes on, and say what its title becomes; return the codes."""
    if not offered:
        if heading == ACTIVITIES:
            st.caption(NO_ACTIVITIES)
        return []
    st.markdown(f"**{heading}**")
    with st.container(height=LIST_HEIGHT if len(offered) > 6 else "content", border=True):
        return [each.code for each in offered if _is_kept(each, document, key)]


def _is_kept(offered: Offered, document: PlanDocument, key: str) -> bool:
    becomes = years_moved(offered.title, document.valid_from.year, document.valid_to.year)
    renamed = f" (blir «{becomes}»)" if becomes != offered.title else ""
    label = as_text(f"{offered.title}{renamed}{offered.told}")
    return st.checkbox(label, value=offered.suggested, key=f"{key}-keep-{offered.code}")


def _copy(document: PlanDocument, given: dict[str, str], kept: dict[str, list[str]]) -> None:
    """Make the plan and go to it, where what differs stands."""
    copy_to_next_year(reads.store(), plan_id=document.id, given=given, **kept)
    write(PLAN, given["code"])
    opened_anew(None, 0)
