"""Weighing a risk: likelihood and consequence, over the weighing that the reader saw."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from data.models.delivery import LONGEST_COMMENT
from data.recording import RecordingError
from data.recording_progress import record_assessment
from metrics.risks.register import RiskLine
from metrics.risks.scale import CONSEQUENCE, LIKELIHOOD
from metrics.risks.words import weighing_words
from pages.parts import forms, frame, reads
from pages.parts.address import RISK, Choice, as_text, write
from pages.parts.save_button import pressed_over

LABELS = {
    "assessed_on": "Bedömd den",
    "likelihood": "Sannolikhet",
    "consequence": "Konsekvens",
    "note": "Motivering",
    "role": "Din roll",
}


def show(choice: Choice, line: RiskLine) -> None:
    """Show how a risk was weighed last, and the fields to weigh it now."""
    key = f"risk-{line.id}"
    with st.container(border=True, key="risk-form"):
        st.subheader(as_text(f"Risk {line.label}: {line.title}"), anchor=False)
        st.caption(as_text(_last(line)))
        with st.form(key, border=False, width=forms.FORM_WIDTH):
            latest = line.latest
            likelihood = _step(key, "likelihood", LIKELIHOOD, latest.likelihood if latest else None)
            consequence = _step(key, "consequence", CONSEQUENCE, latest.consequence if latest else None)
            assessed_on = forms.day(LABELS["assessed_on"], frame.today(), key)
            note = st.text_area(
                LABELS["note"],
                max_chars=LONGEST_COMMENT,
                placeholder="till exempel vad som har hänt sedan förra bedömningen",
                key=f"{key}-note",
            )
            role = forms.role(key)
            st.caption(as_text(f"Tidigare bedömningar finns kvar. {forms.NOBODY_NAMED}"))
            told = st.container()  # why it wasn't saved: where the reader has just pressed
            seen = pressed_over("Spara bedömningen", key, line.revision)
            if seen is not None:
                given = {
                    "assessed_on": assessed_on,
                    "likelihood": likelihood,
                    "consequence": consequence,
                    "note": note,
                    "role": role,
                }
                done = f"Bedömningen av risk {line.label} är sparad."
                with told:
                    forms.save(done, partial(_record, choice, line, given, seen), LABELS)


def _step(key: str, name: str, words: Mapping[int, str], now: int | None) -> int | None:
    """Ask for a step of the scale."""
    steps = list(words)
    return st.radio(
        LABELS[name],
        steps,
        index=steps.index(now) if now else None,
        format_func=lambda step: f"{step} {words[step]}",
        horizontal=True,
        key=f"{key}-{name}",
    )


def _record(choice: Choice, line: RiskLine, given: dict[str, object], seen: int) -> None:
    """Write the weighing down, and let the risk go, so that the form is empty for the next."""
    unsaid = [f"{name}: välj ett steg" for name in ("likelihood", "consequence") if given[name] is None]
    if unsaid:
        raise RecordingError(unsaid)
    record_assessment(
        reads.store(),
        organisation_id=choice.office.id,
        objective_id=line.id,
        given=given,
        revision=seen,
        today=frame.today(),
    )
    write(RISK, "")


def _last(line: RiskLine) -> str:
    """Say how the risk was weighed last, or that it has not been."""
    latest = line.latest
    if latest is None:
        return "Risken är inte bedömd ännu."
    note = f", «{latest.note}»" if latest.note else ""
    return f"Senast {latest.assessed_on.isoformat()}: {weighing_words(latest)}{note} ({latest.role})."
