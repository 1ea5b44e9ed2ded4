"""Deciding what is to be done: what, who, from when, and of an indicator which way it is to go."""

from functools import partial

import streamlit as st

from data.models.meeting import LONGEST_DECISION
from data.recording_meetings import record_decision
from metrics.receipts.words import EXPECTED
from metrics.subjects import Subject
from metrics.vocabulary import Direction
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, begin_anew, day_from, draft

LABELS = {
    "text": "Vad som ska göras",
    "responsible": "Ansvarig roll",
    "starts_on": "Gäller från",
    "expected": "Siffran",
    "follow_up_on": "Följs upp",
    "role": "Din roll",
}
WAYS = (Direction.UP.value, Direction.DOWN.value)
MEANS = (
    "Åtgärden märks i diagrammet. Åtgärdskvittot säger sedan om siffran säkert har ändrats, mot gränser från "
    "tiden före."
)


def show(choice: Choice, subject: Subject) -> None:
    """Offer to decide what is to be done about the indicator and the unit on the page, as it is today."""
    if choice.as_of is not None:
        return
    form = f"decide-{subject.code}-{choice.place.code}"
    box = st.expander("Besluta om en åtgärd", key=f"{form}-box", on_change="rerun")
    if box.open:
        with box:
            st.caption(MEANS)
            decide(choice, form, subject)


def decide(choice: Choice, form: str, subject: Subject | None, meeting_id: int | None = None) -> None:
    """Ask for a decision of the unit on the page, perhaps on an indicator and at a meeting.

    The fields are named by what is being written on this visit, so that they are emptied by its being saved
    and by nothing else.
    """
    key = draft(form)
    with st.form(key, border=False, width=forms.FORM_WIDTH):
        given = {**_what(key, subject), **_days(key), "role": forms.role(form)}
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Skriv ner beslutet", icon=":material/gavel:"):
            numbers = {"indicator_id": subject.id if subject else None, "meeting_id": meeting_id}
            forms.save("Beslutet är nedskrivet.", partial(_record, choice, form, given, numbers), LABELS)


def _what(key: str, subject: Subject | None) -> dict[str, object]:
    """Ask what is to be done and by whom, and which way the figure of an indicator is expected to go."""
    text = st.text_input(
        LABELS["text"],
        max_chars=LONGEST_DECISION,
        placeholder="till exempel: vi gör …",
        key=f"{key}-text",
    )
    responsible = st.text_input(
        LABELS["responsible"],
        placeholder="till exempel enhetschef mottagning",
        key=f"{key}-responsible",
        width=420,
    )
    way = None if subject is None else _way(key, subject)
    return {"text": text, "responsible": responsible, **({"expected": way} if way else {})}


def _way(key: str, subject: Subject) -> str | None:
    """Ask which way the figure is to go: the better one stands there, or none where neither is better."""
    better = subject.direction.value
    return st.radio(
        LABELS["expected"],
        WAYS,
        index=WAYS.index(better) if better in WAYS else None,
        format_func=lambda way: EXPECTED[Direction(way)],
        horizontal=True,
        key=f"{key}-expected-{subject.code}",
    )


def _days(key: str) -> dict[str, object]:
    """Ask from when it applies, and when it is followed up."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        starts_on = forms.day(LABELS["starts_on"], frame.today(), key)
        return {"starts_on": starts_on, "follow_up_on": _perhaps(f"{key}-follow-up")}


def _perhaps(key: str) -> object:
    """Ask for a day that may be left out; what is no day comes back as written, which recording refuses."""
    written = st.text_input(f"{LABELS['follow_up_on']} (ÅÅÅÅ-MM-DD, frivilligt)", key=key, width=300).strip()
    return (day_from(written) or written) if written else None


def _record(choice: Choice, form: str, given: dict[str, object], numbers: dict[str, int | None]) -> None:
    """Write the decision down, and let the form be empty for the next."""
    record_decision(
        reads.store(), organisation_id=choice.office.id, unit_id=choice.place.id, given=given, **numbers
    )
    begin_anew(form)
