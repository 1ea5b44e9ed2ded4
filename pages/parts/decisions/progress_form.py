"""Telling how far a decision has come, over the word that the reader saw."""

from functools import partial

import streamlit as st

from data.models.delivery import LONGEST_COMMENT
from data.recording_progress import record_progress
from metrics.receipts.decision_lines import DecisionLine
from metrics.vocabulary import ActivityStatus
from metrics.words import ACTIVITY_STATUS, begun
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, as_text
from pages.parts.save_button import pressed_over

LABELS = {"status": "Läge", "told_on": "Läget den", "note": "Kort om läget", "role": "Din roll"}
NOTHING_TOLD = "Inget har rapporterats ännu."
STATUSES = [status.value for status in ACTIVITY_STATUS]


def tell(choice: Choice, line: DecisionLine) -> None:
    """Say what was told of a decision last, and ask how far it has come now."""
    key = f"decision-{line.id}-progress"
    st.caption(as_text(_last(line)))
    with st.form(key, border=False, width=forms.FORM_WIDTH):
        given = _given(key, line)
        st.caption(forms.NOBODY_NAMED)
        seen = pressed_over("Spara läget", key, line.revision)
        if seen is not None:
            word = partial(
                record_progress,
                reads.store(),
                organisation_id=choice.office.id,
                subject={"decision_id": line.id},
                given=given,
                revision=seen,
                today=frame.today(),
            )
            forms.save("Läget är sparat.", word, LABELS)


def _given(key: str, line: DecisionLine) -> dict[str, object]:
    status = st.radio(
        LABELS["status"],
        STATUSES,
        index=STATUSES.index(line.status or ActivityStatus.ONGOING.value),
        format_func=lambda each: begun(ACTIVITY_STATUS[ActivityStatus(each)]),
        horizontal=True,
        key=f"{key}-status",
    )
    told_on = forms.day(LABELS["told_on"], frame.today(), key)
    note = st.text_input(LABELS["note"], max_chars=LONGEST_COMMENT, key=f"{key}-note")
    return {"told_on": told_on, "status": status, "note": note, "role": forms.role(key)}


def _last(line: DecisionLine) -> str:
    if line.told_on is None:
        return NOTHING_TOLD
    note = f", «{line.note}»" if line.note else ""
    status = ACTIVITY_STATUS[ActivityStatus(line.status)]
    return f"Senast {line.told_on.isoformat()}: {status}{note} ({line.told_by})."
