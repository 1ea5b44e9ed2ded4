"""What a reader writes down about an indicator: what has happened, and that new limits apply.

The fields are made when their box is opened: they cost more to load than the rest of the page.
"""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from data.recording_events import record_event, record_rebase, withdraw_rebase
from metrics.periods import Period
from metrics.subjects import Subject
from pages.parts import forms, reads
from pages.parts.address import Choice, as_text

LABELS = {
    "happened_on": "Datum",
    "text": "Händelse",
    "recorded_by": "Din roll",
    "starts_on": "Gäller från",
    "reason": "Motivering",
    "role": "Din roll",
}
LIMITS_MEAN = "Normal variation räknas om från den dagen. Dessförinnan gäller de gamla gränserna."


def event_form(choice: Choice, subject: Subject) -> None:
    """Offer to record an event that concerns the indicator and unit on the page, or more."""
    indicators, units = [subject.id], [choice.place.id]
    concerned: dict[str, tuple[list[int], list[int]]] = {
        f"{subject.name}, {choice.place.name}": (indicators, units),
        f"{subject.name}, alla enheter": (indicators, []),
        f"Alla indikatorer, {choice.place.name}": ([], units),
        f"Alla indikatorer och enheter i {choice.office.name}": ([], []),
    }
    key = f"event-{subject.code}-{choice.place.code}"
    box = st.expander("Skriv upp en händelse", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.caption(forms.NOBODY_NAMED)
        happened_on = forms.day("Datum", choice.period.last, key)
        text = st.text_input("Händelse", key=f"{key}-text")
        concerns = st.selectbox("Gäller", list(concerned), key=f"{key}-concerns")
        role = forms.role(key)
        if st.form_submit_button("Spara händelsen"):
            indicator_ids, unit_ids = concerned[concerns]
            forms.save(
                f"Händelsen {happened_on} är sparad.",
                lambda: record_event(
                    reads.store(),
                    organisation_id=choice.office.id,
                    happened_on=happened_on,
                    text=text,
                    role=role,
                    indicator_ids=indicator_ids,
                    unit_ids=unit_ids,
                ),
                LABELS,
            )


def rebase_form(choice: Choice, subject: Subject, suggested: date | None = None) -> None:
    """Offer to decide that new limits apply from a day; `suggested` is where a lasting shift begins."""
    key = f"rebase-{subject.code}-{choice.place.code}"
    start = suggested or Period.containing(choice.period.first, subject.periodicity).first
    box = st.expander("Besluta om nya gränser", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        st.caption(f"{LIMITS_MEAN} {forms.NOBODY_NAMED}")
        tip = "Första dagen i den första perioden med nya gränser"
        starts_on = forms.day("Gäller från", start, key, tip=tip)
        reason = st.text_area("Motivering", key=f"{key}-reason")
        role = forms.role(key)
        if st.form_submit_button("Besluta"):
            forms.save(
                f"Beslutet om nya gränser från {starts_on} är sparat.",
                lambda: record_rebase(
                    reads.store(),
                    organisation_id=choice.office.id,
                    indicator_id=subject.id,
                    unit_id=choice.place.id,
                    starts_on=starts_on,
                    reason=reason,
                    role=role,
                ),
                LABELS,
            )


def listed(rebases: pd.DataFrame) -> None:
    """List decisions on new limits, as `queries.rebases` gives them, each with a way to take it back."""
    for rebase in rebases.to_dict("records"):
        day = f"{rebase['starts_on']:%Y-%m-%d}"
        key = f"withdraw-{rebase['id']}"
        with st.form(key, border=False):
            st.markdown(as_text(f"Nya gränser från {day}, beslutat av {rebase['role']}: {rebase['reason']}"))
            with st.container(horizontal=True, vertical_alignment="bottom"):
                role = forms.role(key, "Din roll, för att ta tillbaka beslutet")
                pressed = st.form_submit_button("Ta tillbaka")
            if pressed:
                done = f"Beslutet om nya gränser från {day} är taget tillbaka."
                withdraw = partial(withdraw_rebase, reads.store(), rebase_id=int(rebase["id"]), role=role)
                forms.save(done, withdraw, LABELS)
