"""Telling that an account was given, and taking that back."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from data.recording import RecordingError
from data.recording_progress import record_follow_up_delivery, withdraw_follow_up_delivery
from metrics.change_words import day_words
from metrics.year_wheel.words import short, when
from metrics.year_wheel.year_view import YearView
from pages.parts import forms, frame, reads
from pages.parts.address import Choice

LABELS = {"due": "Redovisning", "delivered_on": "Lämnad den", "note": "Var den finns", "role": "Din roll"}
NO_TIME = ""


def deliver_form(choice: Choice, view: YearView) -> None:
    """Offer to tell that an account was given; nothing where all are. Closed when one has been told of."""
    names = _left(view)
    if not names:
        return
    box = st.expander("Redovisning lämnad", key=f"deliver-box-{_given(view)}", on_change="rerun")
    if not box.open:
        return
    with box, st.form("deliver", border=False, width=forms.FORM_WIDTH):
        follow_up_id, due = st.selectbox(
            "Redovisning", list(names), format_func=names.get, key=f"deliver-which-{view.year}"
        )
        day = forms.day("Lämnad den", frame.today(), "deliver")
        note = st.text_input(
            "Var den finns (frivilligt)",
            placeholder="till exempel § 45 eller diarienummer",
            key="deliver-note",
        )
        role = forms.role("deliver")
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Spara att den är lämnad", icon=":material/check:"):
            given = {"due": due or _written(day), "delivered_on": day, "note": note, "role": role}
            done = f"Lämnad: {short(names[follow_up_id, due])}."
            forms.save(done, partial(_deliver, choice.office.id, follow_up_id, given), LABELS)


def take_back_form(view: YearView) -> None:
    """Offer to take back that an account was given; nothing where none is."""
    given = {
        line.delivery.id: f"{short(line.title)}, lämnad {day_words(line.delivery.delivered_on)}"
        for line in view.lines
        if line.delivery
    }
    if not given:
        return
    box = st.expander(
        "Ta tillbaka en lämnad redovisning", key=f"undeliver-box-{len(given)}", on_change="rerun"
    )
    if not box.open:
        return
    with box, st.form("undeliver", border=False, width=forms.FORM_WIDTH):
        number = st.selectbox(
            "Redovisning", list(given), format_func=given.get, key=f"undeliver-which-{view.year}"
        )
        role = forms.role("undeliver")
        st.caption(
            f"Det som skrevs finns kvar i historiken, med vem som tog tillbaka det. {forms.NOBODY_NAMED}"
        )
        if st.form_submit_button("Ta tillbaka", icon=":material/undo:"):
            act = partial(withdraw_follow_up_delivery, reads.store(), delivery_id=int(number), role=role)
            forms.save("Redovisningen står som inte lämnad.", act, LABELS)


def _left(view: YearView) -> dict[tuple[int, str], str]:
    """Return what can be told of, by account and due: what is late first, what has no time last."""
    names = {
        (line.follow_up_id, line.due_code): f"{short(line.title)}, senast {when(line)}"
        for line in view.lines
        if not line.is_delivered
    }
    untimed = {(owed.follow_up_id, NO_TIME): f"{short(owed.title)}, utan tid" for owed in view.without_time}
    return names | untimed


def _given(view: YearView) -> int:
    return sum(line.is_delivered for line in view.lines)


def _written(day: date | None) -> str:
    return day.isoformat() if day else NO_TIME


def _deliver(organisation_id: int, follow_up_id: int, given: Mapping[str, Any]) -> None:
    """Write that an account was given; raises RecordingError also for a day that hasn't come."""
    day = given["delivered_on"]
    if day and day > frame.today():
        problem = f"{day_words(day)} har inte varit ännu; skriv dagen då den lämnades"
        raise RecordingError([f"delivered_on: {problem}"])
    record_follow_up_delivery(
        reads.store(), organisation_id=organisation_id, follow_up_id=follow_up_id, given=given
    )
