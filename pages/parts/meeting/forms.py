"""Writing at the meeting: that it begins, what is decided, how earlier decisions go, and when the next is.

Fields are named by the unit, so that nothing written at one unit's meeting is saved at another's.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.recording_meetings import record_meeting, start_meeting, withdraw_decision, withdraw_meeting
from metrics.meeting.sitting import Meeting, Sitting, usual_next
from metrics.receipts.decision_lines import DecisionLine
from metrics.words import told_apart
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, draft
from pages.parts.decisions import form, progress_form
from pages.parts.decisions.choice import line_of, number_of

LABELS = {
    "held_on": "Dag",
    "present": "Närvarande roller",
    "note": "Anteckning",
    "role": "Din roll",
}
NO_INDICATOR = ""
DECISION = "decision"


def start(choice: Choice, sitting: Sitting) -> None:
    """Offer to start today's meeting, or one that was only planned."""
    planned = sitting.meeting
    if planned is not None and (planned.was_held or planned.held_on > frame.today()):
        return
    label = "Starta mötet" if planned is None else "Starta det planerade mötet"
    key = f"meeting-start-{choice.place.id}"
    box = st.expander(label, icon=":material/groups:", key=f"{key}-{label}", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        given = _started(planned, key)
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button(label, icon=":material/play_arrow:"):
            begin = partial(
                start_meeting,
                reads.store(),
                organisation_id=choice.office.id,
                unit_id=choice.place.id,
                given=given,
                planned_id=planned.id if planned else None,
            )
            forms.save("Mötet är startat.", begin, LABELS)


def _started(planned: Meeting | None, key: str) -> dict[str, object]:
    """Ask what is written down of a meeting; what was planned stands there."""
    held_on = forms.day("Dag", frame.today(), key) if planned is None else planned.held_on
    present = st.text_input(
        "Närvarande roller",
        planned.present if planned else "",
        placeholder="till exempel förvaltningschef, enhetschefer, controller",
        key=f"{key}-present",
    )
    note = st.text_input("Anteckning (frivillig)", planned.note if planned else "", key=f"{key}-note")
    return {"held_on": held_on, "present": present, "note": note, "role": forms.role(key)}


def told(choice: Choice, decisions: Sequence[DecisionLine]) -> None:
    """Offer to tell how far an earlier decision has come."""
    if not decisions:
        return
    box = st.expander("Berätta hur det går med ett beslut", key="meeting-told-box", on_change="rerun")
    if not box.open:
        return
    with box:
        progress_form.tell(choice, line_of(decisions, "Beslut", "meeting-told-which"))


def decide(choice: Choice, meeting: Meeting) -> None:
    """Offer to write down a decision of the meeting."""
    drafted = f"{DECISION}-{choice.place.id}-{meeting.held_on}"
    subjects = told_apart({each.code: each.name for each in choice.office.subjects})
    names = {NO_INDICATOR: "Ingen indikator"} | subjects
    code = st.selectbox(
        "Gäller en indikator",
        list(names),
        format_func=lambda each: names[each],
        key=f"{draft(drafted)}-on",
        width=forms.FORM_WIDTH,
    )
    form.decide(choice, drafted, choice.office.subject(code), meeting.id)


def take_back(own: Sequence[DecisionLine]) -> None:
    """Offer to take back a decision of the meeting; nothing where there is none."""
    if not own:
        return
    box = st.expander("Ta tillbaka ett beslut", key="decision-back-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form("decision-back", border=False, width=forms.FORM_WIDTH):
        which = number_of(own, "Beslut", "decision-back-which")
        role = forms.role("decision-back")
        if st.form_submit_button("Ta tillbaka beslutet", icon=":material/undo:"):
            back = partial(withdraw_decision, reads.store(), decision_id=which, role=role)
            forms.save("Beslutet är taget tillbaka.", back, LABELS)


def plan_next(choice: Choice, sitting: Sitting) -> None:
    """Offer to set the day of the next meeting, where none is set."""
    if sitting.upcoming is not None:
        return
    key = f"meeting-next-{choice.place.id}-{sitting.held_on}"
    box = st.expander("Bestäm nästa möte", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        held_on = forms.day("Dag", usual_next(sitting), key)
        note = st.text_input("Anteckning (frivillig)", key=f"{key}-note")
        role = forms.role(key)
        if st.form_submit_button("Spara dagen", icon=":material/event:"):
            plan = partial(
                record_meeting,
                reads.store(),
                organisation_id=choice.office.id,
                unit_id=choice.place.id,
                given={"held_on": held_on, "note": note, "role": role},
                after=sitting.held_on,
            )
            forms.save("Nästa möte är bestämt.", plan, LABELS)


def cancel(meeting: Meeting) -> None:
    """Offer to take back a meeting that was written down by mistake; what it decided stands."""
    box = st.expander("Ta tillbaka mötet", key=f"meeting-back-box-{meeting.id}", on_change="rerun")
    if not box.open:
        return
    with box, st.form("meeting-back", border=False, width=forms.FORM_WIDTH):
        st.caption("Mötet tas bort ur listan. Besluten står kvar.")
        role = forms.role("meeting-back")
        if st.form_submit_button("Ta tillbaka mötet", icon=":material/undo:"):
            back = partial(withdraw_meeting, reads.store(), meeting_id=meeting.id, role=role)
            forms.save("Mötet är taget tillbaka.", back, LABELS)
