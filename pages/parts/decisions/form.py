"""Deciding what is to be done about an indicator: what, who, from when, and which way it is to go."""

from functools import partial

import streamlit as st

from data.recording_meetings import record_decision
from metrics.subjects import Subject
from metrics.vocabulary import Direction
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, day_from

LABELS = {
    "text": "Vad som ska göras",
    "responsible": "Ansvarig roll",
    "starts_on": "Gäller från",
    "expected": "Siffran väntas",
    "follow_up_on": "Följs upp",
    "role": "Din roll",
}
WAYS = {Direction.UP.value: "öka", Direction.DOWN.value: "minska"}
MEANS = (
    "Åtgärden märks i diagrammet. Åtgärdskvittot säger sedan om siffran säkert har ändrats, mot gränser från "
    "tiden före."
)
LONGEST = 300


def show(choice: Choice, subject: Subject) -> None:
    """Offer to decide what is to be done about the indicator and the unit on the page, as it is today."""
    if choice.as_of is not None:
        return
    key = f"decide-{subject.code}-{choice.place.code}"
    box = st.expander("Besluta om en åtgärd", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.caption(f"{MEANS} {forms.NOBODY_NAMED}")
        given: dict[str, object] = {
            "text": st.text_input(
                LABELS["text"], max_chars=LONGEST, placeholder="till exempel: vi gör …", key=f"{key}-text"
            ),
            "responsible": st.text_input(
                LABELS["responsible"],
                placeholder="till exempel enhetschef mottagning",
                key=f"{key}-responsible",
                width=420,
            ),
            "expected": st.radio(
                LABELS["expected"],
                list(WAYS),
                index=_usual(subject),
                format_func=WAYS.get,
                horizontal=True,
                key=f"{key}-expected",
            ),
        }
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given["starts_on"] = forms.day(LABELS["starts_on"], frame.today(), key)
            given["follow_up_on"] = _perhaps(f"{key}-follow-up")
        given["role"] = forms.role(key)
        if st.form_submit_button("Spara åtgärden"):
            decide = partial(
                record_decision,
                reads.store(),
                organisation_id=choice.office.id,
                unit_id=choice.place.id,
                indicator_id=subject.id,
                given=given,
            )
            forms.save("Åtgärden är sparad och står i diagrammet.", decide, LABELS)


def _usual(subject: Subject) -> int | None:
    """Return the place of the way that is better; None where neither is, and the reader has to say."""
    return None if subject.direction == Direction.NONE else list(WAYS).index(subject.direction.value)


def _perhaps(key: str) -> object:
    """Ask for a day that may be left out; what is no day comes back as written, which recording refuses."""
    written = st.text_input(f"{LABELS['follow_up_on']} (ÅÅÅÅ-MM-DD, frivilligt)", key=key, width=300).strip()
    return (day_from(written) or written) if written else None
