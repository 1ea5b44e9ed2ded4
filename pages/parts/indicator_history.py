"""Every value's history: all that has been recorded of an indicator, read when its box is opened."""

import streamlit as st

from metrics.subjects import Subject
from pages.parts import reads_indicator, tables
from pages.parts.address import Choice

HEADING = "Varje värdes historik"


def show(choice: Choice, subject: Subject) -> None:
    """Offer every word on the figures of a unit and those below it; nothing of what is not measured."""
    if subject.recipe is not None:
        return
    key = f"history-{subject.code}-{choice.place.code}"
    box = st.expander(HEADING, key=key, on_change="rerun")
    if not box.open:
        return
    words = reads_indicator.corrections(choice.office.code, subject.code, choice.place.id, every=True)
    with box:
        if words.empty:
            st.markdown("Inget har registrerats ännu.")
        tables.plain(HEADING, tables.correction_rows(words, subject))
