"""Telling that what a plan owes was given, and taking that back.

What is typed stays when somebody else saves: only the own save closes a form. What was chosen there stays
chosen too, also when others have given it meanwhile, so that nobody saves another than the one they saw.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from data.recording_progress import record_follow_up_delivery, withdraw_follow_up_delivery
from metrics.change_words import day_words
from metrics.year_wheel.states import Key
from metrics.year_wheel.words import short, when
from metrics.year_wheel.year_view import YearView
from pages.parts import forms, frame, reads
from pages.parts.address import Choice, begin_anew, draft

LABELS = {"due": "Redovisning", "delivered_on": "Lämnad den", "note": "Var den finns", "role": "Din roll"}
DELIVER, TAKE_BACK = "deliver", "undeliver"
NO_TIME = ""


def deliver_form(choice: Choice, view: YearView) -> None:
    """Offer to tell that something was given; nothing where all is. Closed when one has been told of."""
    key = draft(DELIVER)
    which = f"{key}-which-{view.year}"
    names = _left(view, st.session_state.get(which))
    if not names:
        return
    box = st.expander("Redovisning lämnad", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        follow_up_id, due = forms.one_of("Redovisning", names, which, _places(view))
        day = forms.day("Lämnad den", frame.today(), key)
        note = st.text_input(
            "Var den finns (frivilligt)",
            placeholder="till exempel § 45 eller diarienummer",
            key=f"{key}-note",
        )
        role = forms.role(key)
        st.caption(forms.NOBODY_NAMED)
        told = st.container()
        if st.form_submit_button("Spara att den är lämnad", icon=":material/check:"):
            given = {"due": due or _written(day), "delivered_on": day, "note": note, "role": role}
            done = f"Lämnad: {short(names[follow_up_id, due])}."
            with told:
                forms.save(done, partial(_deliver, choice.office.id, follow_up_id, given), LABELS)


def take_back_form(view: YearView) -> None:
    """Offer to take back that something was given; nothing where nothing is."""
    key = draft(TAKE_BACK)
    which = f"{key}-which-{view.year}"
    given = {
        line.delivery.id: f"{short(line.title)}, lämnad {day_words(line.delivery.delivered_on)}"
        for line in view.lines
        if line.delivery
    }
    if not given:
        return
    box = st.expander("Ta tillbaka en lämnad redovisning", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    places = {line.delivery.id: line.objective for line in view.lines if line.delivery}
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        number = forms.one_of("Redovisning", given, which, places)
        role = forms.role(key)
        st.caption(
            f"Det som skrevs finns kvar i historiken, med vem som tog tillbaka det. {forms.NOBODY_NAMED}"
        )
        told = st.container()
        if st.form_submit_button("Ta tillbaka", icon=":material/undo:"):
            act = partial(_take_back, int(number), role)
            with told:
                forms.save("Redovisningen står som inte lämnad.", act, LABELS)


def _left(view: YearView, chosen: Key | None) -> dict[Key, str]:
    """Return what can be told of, by what it is and due: what is late first, what has no time last."""
    names = {
        key: f"{short(line.title)}, senast {when(line)}"
        for line in view.lines
        if (key := (line.follow_up_id, line.due_code)) == chosen or not line.is_delivered
    }
    untimed = {(owed.follow_up_id, NO_TIME): f"{short(owed.title)}, utan tid" for owed in view.without_time}
    return names | untimed


def _places(view: YearView) -> dict[Key, str]:
    """Return the goals that accounts stand under: many goals may want an account of the same name."""
    timed = {(line.follow_up_id, line.due_code): line.objective for line in view.lines}
    return timed | {(owed.follow_up_id, NO_TIME): owed.objective for owed in view.without_time}


def _written(day: date | None) -> str:
    return day.isoformat() if day else NO_TIME


def _deliver(organisation_id: int, follow_up_id: int, given: Mapping[str, Any]) -> None:
    """Write that something was given, and let the form be empty and closed."""
    record_follow_up_delivery(
        reads.store(),
        organisation_id=organisation_id,
        follow_up_id=follow_up_id,
        given=given,
        today=frame.today(),
    )
    begin_anew(DELIVER)


def _take_back(delivery_id: int, role: str) -> None:
    withdraw_follow_up_delivery(reads.store(), delivery_id=delivery_id, role=role)
    begin_anew(TAKE_BACK)
