"""Reporting how far an undertaking has come: over the word that the reader saw."""

from functools import partial

import streamlit as st

from data.models.delivery import LONGEST_COMMENT
from data.recording import RecordingError
from data.recording_progress import record_progress
from metrics.plan.activity_words import status_word
from metrics.plan.undertakings import Undertaking
from metrics.words import ACTIVITY_STATUS
from pages.parts import forms, frame, reads
from pages.parts.address import ACTIVITY, Choice, as_text, write
from pages.parts.save_button import pressed_over

LABELS = {"told_on": "Läget den", "status": "Läge", "note": "Anteckning", "role": "Din roll"}
STATUSES = [status.value for status in ACTIVITY_STATUS]
UNSAID = "status: välj hur långt det har kommit"


def show(choice: Choice, line: Undertaking) -> None:
    """Show what was told last of an undertaking, and the fields for what is told now."""
    key = f"progress-{line.subject}-{line.id}"
    with st.container(border=True, key="progress-form"):
        st.subheader(as_text(line.title), anchor=False)
        st.caption(as_text(_last(line)))
        with st.form(key, border=False, width=forms.FORM_WIDTH):
            status = st.radio(
                LABELS["status"],
                STATUSES,
                index=STATUSES.index(line.status) if line.status else None,
                format_func=lambda each: status_word(each).capitalize(),
                horizontal=True,
                key=f"{key}-status",
            )
            told_on = forms.day(LABELS["told_on"], frame.today(), key)
            note = st.text_area(
                LABELS["note"],
                max_chars=LONGEST_COMMENT,
                placeholder="till exempel vad som är gjort, vad som är kvar och varför",
                key=f"{key}-note",
            )
            role = forms.role(key)
            st.caption(f"Det som har rapporterats förut finns kvar. {forms.NOBODY_NAMED}")
            told = st.container()  # why it wasn't saved: where the reader has just pressed
            seen = pressed_over("Spara läget", key, line.revision)
            if seen is not None:
                given = {"told_on": told_on, "status": status, "note": note, "role": role}
                done = f"Läget är sparat: {line.title}"
                with told:
                    forms.save(done, partial(_record, choice, line, given, seen), LABELS)


def _record(choice: Choice, line: Undertaking, given: dict[str, object], seen: int) -> None:
    """Write the word down, and let the undertaking go, so that the form is empty for the next."""
    if given["status"] is None:
        raise RecordingError([UNSAID])
    record_progress(
        reads.store(),
        organisation_id=choice.office.id,
        subject={line.subject: line.id},
        given=given,
        revision=seen,
        today=frame.today(),
    )
    write(ACTIVITY, "")


def _last(line: Undertaking) -> str:
    """Say what was told last, or that nothing has been."""
    if line.latest is None:
        return f"{line.goal}. Inget har rapporterats ännu."
    said = f"Senast {line.latest.told_on.isoformat()}: {status_word(line.latest.status)}"
    note = f", «{line.latest.note}»" if line.latest.note else ""
    return f"{line.goal}. {said}{note} ({line.latest.role})."
