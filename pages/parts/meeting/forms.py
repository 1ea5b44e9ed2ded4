"""Writing at the meeting: that it begins, what is decided, how earlier decisions go, and when the next is."""

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from typing import Any

import streamlit as st

from data.entering import checked
from data.models.meeting import MeetingIn
from data.recording_meetings import record_decision, record_meeting, withdraw_decision, withdraw_meeting
from data.recording_progress import record_progress
from metrics.meeting.sitting import Meeting, Sitting
from metrics.receipts.decision_lines import DecisionLine
from metrics.vocabulary import ActivityStatus, Direction
from metrics.words import ACTIVITY_STATUS
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, day_from

LABELS = {
    "held_on": "Dag",
    "present": "Närvarande roller",
    "note": "Anteckning",
    "role": "Din roll",
    "text": "Beslut",
    "responsible": "Ansvarig roll",
    "starts_on": "Gäller från",
    "follow_up_on": "Följs upp",
    "expected": "Väntad riktning",
    "status": "Läge",
    "told_on": "Dag",
}
EXPECTED = {Direction.UP.value: "Siffran ska öka", Direction.DOWN.value: "Siffran ska minska"}
NO_INDICATOR = ""
WEEKS_BETWEEN = 4
_SEEN: ContextVar[int] = ContextVar("the revision that a writer had before them")


def start(choice: Choice, sitting: Sitting, *, is_empty: bool) -> None:
    """Offer to start today's meeting, or one that was only planned; `is_empty`: nothing decided."""
    planned = sitting.meeting
    if planned is not None and not (is_empty and not planned.present and planned.held_on <= frame.today()):
        return
    label = "Starta mötet" if planned is None else "Starta det planerade mötet"
    box = st.expander(label, icon=":material/groups:", key=f"meeting-start-{label}", on_change="rerun")
    if not box.open:
        return
    with box, st.form("meeting-start", border=False, width=forms.FORM_WIDTH):
        held_on = forms.day("Dag", frame.today(), "meeting-start") if planned is None else planned.held_on
        present = st.text_input(
            "Närvarande roller",
            placeholder="till exempel förvaltningschef, enhetschefer, controller",
            key="meeting-present",
        )
        note = st.text_input("Anteckning (frivillig)", key="meeting-note")
        role = forms.role("meeting-start")
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button(label, icon=":material/play_arrow:"):
            given = {"held_on": held_on, "present": present, "note": note, "role": role}
            forms.save("Mötet är startat.", partial(_start, choice, planned, given), LABELS)


def _start(choice: Choice, planned: Meeting | None, given: dict[str, Any]) -> None:
    """Write down that a meeting begins; what was only planned of it is taken back first."""
    checked(MeetingIn, given)
    if planned is not None:
        withdraw_meeting(reads.store(), meeting_id=planned.id, role=given["role"])
    record_meeting(reads.store(), organisation_id=choice.office.id, unit_id=choice.place.id, given=given)


def told(choice: Choice, decisions: Sequence[DecisionLine]) -> None:
    """Offer to tell how far an earlier decision has come."""
    if not decisions:
        return
    box = st.expander("Berätta hur det går med ett beslut", key="meeting-told-box", on_change="rerun")
    if not box.open:
        return
    with box:
        lines = {line.id: line for line in decisions}
        which = st.selectbox(
            "Beslut", list(lines), format_func=lambda number: lines[number].text, key="meeting-told-which"
        )
        _told_form(choice, lines[which])


def _told_form(choice: Choice, line: DecisionLine) -> None:
    key = f"meeting-told-{line.id}"
    with st.form(key, border=False, width=forms.FORM_WIDTH):
        stands = line.status or ActivityStatus.ONGOING.value
        statuses = [status.value for status in ActivityStatus]
        status = st.radio(
            "Läge",
            statuses,
            index=statuses.index(stands),
            format_func=lambda value: ACTIVITY_STATUS[ActivityStatus(value)],
            horizontal=True,
            key=f"{key}-status",
        )
        note = st.text_input("Kort om läget", key=f"{key}-note")
        role = forms.role("meeting-told")
        st.caption(forms.NOBODY_NAMED)
        # the revision is handed over by the page that was looked at, not by the one that saves
        if st.form_submit_button("Spara läget", on_click=_SEEN.set, args=(line.revision,)):
            given = {"told_on": frame.today(), "status": status, "note": note, "role": role}
            tell = partial(
                record_progress,
                reads.store(),
                organisation_id=choice.office.id,
                subject={"decision_id": line.id},
                given=given,
                revision=_SEEN.get(line.revision),
            )
            forms.save("Läget är sparat.", tell, LABELS)


def decide(choice: Choice, meeting: Meeting, taken: int) -> None:
    """Offer to write down a decision of the meeting; `taken` are those written down already."""
    names = {NO_INDICATOR: "Ingen indikator"} | {each.code: each.name for each in choice.office.subjects}
    code = st.selectbox(
        "Gäller en indikator",
        list(names),
        format_func=lambda each: names[each],
        key=f"decision-{taken}-on",
        width=forms.FORM_WIDTH,
    )
    subject = choice.office.subject(code)
    with st.form("decision", border=False, width=forms.FORM_WIDTH):
        given: dict[str, Any] = {
            "text": st.text_input("Beslut: vi gör …", key=f"decision-{taken}-text"),
            "responsible": st.text_input(
                "Ansvarig roll", placeholder="till exempel enhetschef mottagning", key=f"decision-{taken}-who"
            ),
        }
        if subject is not None:
            given["expected"] = st.radio(
                f"Väntad riktning för {subject.name}",
                list(EXPECTED),
                format_func=EXPECTED.get,
                index=0 if subject.direction == Direction.UP else 1,
                horizontal=True,
                key=f"decision-{taken}-way-{subject.code}",
            )
        with st.container(horizontal=True):
            given["starts_on"] = forms.day("Gäller från", frame.today(), f"decision-{taken}-from")
            given["follow_up_on"] = _perhaps(f"decision-{taken}-follow-up")
        given["role"] = forms.role("decision")
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Skriv ner beslutet", icon=":material/gavel:"):
            decision = partial(
                record_decision,
                reads.store(),
                organisation_id=choice.office.id,
                unit_id=choice.place.id,
                given=given,
                indicator_id=subject.id if subject else None,
                meeting_id=meeting.id,
            )
            forms.save("Beslutet är nedskrivet.", decision, LABELS)


def _perhaps(key: str) -> object:
    """Ask for a day that may be left out; what is no day comes back as written, which recording refuses."""
    written = st.text_input("Följs upp (ÅÅÅÅ-MM-DD, frivilligt)", key=key, width=260).strip()
    return (day_from(written) or written) if written else None


def take_back(own: Sequence[DecisionLine]) -> None:
    """Offer to take back a decision of the meeting; nothing where there is none."""
    if not own:
        return
    box = st.expander("Ta tillbaka ett beslut", key=f"decision-back-box-{len(own)}", on_change="rerun")
    if not box.open:
        return
    with box, st.form("decision-back", border=False, width=forms.FORM_WIDTH):
        texts = {line.id: line.text for line in own}
        which = st.selectbox("Beslut", list(texts), format_func=texts.get, key="decision-back-which")
        role = forms.role("decision-back")
        if st.form_submit_button("Ta tillbaka beslutet", icon=":material/undo:"):
            back = partial(withdraw_decision, reads.store(), decision_id=int(which), role=role)
            forms.save("Beslutet är tillbakataget.", back, LABELS)


def plan_next(choice: Choice, sitting: Sitting) -> None:
    """Offer to set the day of the next meeting, where none is set."""
    if sitting.upcoming is not None:
        return
    box = st.expander("Bestäm nästa möte", key="meeting-next-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form("meeting-next", border=False, width=forms.FORM_WIDTH):
        held_on = forms.day("Dag", sitting.day + timedelta(weeks=WEEKS_BETWEEN), "meeting-next")
        note = st.text_input("Anteckning (frivillig)", key="meeting-next-note")
        role = forms.role("meeting-next")
        if st.form_submit_button("Spara dagen", icon=":material/event:"):
            if held_on is not None and held_on <= sitting.day:
                st.error("Inget har sparats.\n- Dag: ska vara efter det här mötet")
                return
            given = {"held_on": held_on, "note": note, "role": role}
            forms.save("Nästa möte är bestämt.", partial(_start, choice, None, given), LABELS)


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
            forms.save("Mötet är tillbakataget.", back, LABELS)
