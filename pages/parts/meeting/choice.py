"""Which meeting the page is about: the one of the day that the address names, else today's or the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from metrics.meeting.sitting import Meeting, Sitting, period_on, sitting
from pages.parts.address import MEETING, Choice, day_from, say_no_day, say_unknown
from pages.parts.fields import Field, Option

TODAYS, NEXT = "Dagens möte", "Nästa möte"


def sitting_asked(meetings: Sequence[Meeting], today: date) -> Sitting:
    """Return the meeting that the address asks for, and those around it; says what is not there."""
    written = st.query_params.get(MEETING, "")
    asked = day_from(written)
    found = sitting(meetings, today, asked)
    shown = "dagens möte" if found.meeting else "nästa möte"
    if written and asked is None:
        say_no_day(written, shown)
    elif asked and (found.meeting is None or found.meeting.held_on != asked):
        say_unknown("mötet", written, shown)
    return found


def on_its_day(choice: Choice, seen: Sitting) -> Choice:
    """Return the choice with the latest period of its kind that had ended on the day of the meeting."""
    return replace(choice, period=period_on(choice.period, seen.day)) if seen.is_earlier else choice


def meeting_field(meetings: Sequence[Meeting], seen: Sitting, today: date) -> Field:
    """Return the field that shows which meeting it is, and can choose another."""
    is_todays = seen.meeting is not None and seen.meeting.held_on == today
    has_todays = any(meeting.held_on == today for meeting in meetings)
    options = [Option("", TODAYS if has_todays else NEXT)]
    options += [
        Option(meeting.held_on.isoformat(), _label(meeting, today))
        for meeting in meetings
        if meeting.held_on != today
    ]
    value = "" if is_todays or seen.meeting is None else seen.meeting.held_on.isoformat()
    return Field(MEETING, "Möte", value, options, span=2)


def _label(meeting: Meeting, today: date) -> str:
    return f"{meeting.held_on.isoformat()}{' (planerat)' if meeting.held_on > today else ''}"
