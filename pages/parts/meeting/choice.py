"""Which meeting the page is about: the one of the day that the address names, else today's or the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from metrics.meeting.sitting import Meeting, Sitting, period_seen, sitting
from metrics.periods import Period
from pages.parts import reads_meeting
from pages.parts.address import MEETING, PERIOD, Choice, day_from, say_no_day, say_unknown
from pages.parts.fields import Field, Option
from pages.parts.filters import choice_fields

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


def on_its_day(choice: Choice, sitting: Sitting) -> Choice:
    """Return the choice with the period that an earlier meeting saw, of the chosen kind."""
    return replace(choice, period=_seen(choice, sitting.day, choice.period)) if sitting.is_earlier else choice


def fields_of(choice: Choice, meetings: Sequence[Meeting], sitting: Sitting, today: date) -> list[Field]:
    """Return the fields that show what the page is about, and can choose something else.

    Of an earlier meeting only the periods that it saw can be chosen, one of each kind.
    """
    every = choice_fields(choice)
    if sitting.is_earlier:
        kinds = {period.periodicity: period for period in reversed(choice.office.periods)}
        seen = dict.fromkeys(_seen(choice, sitting.day, period) for period in kinds.values())
        options = [Option(period.code, period.label) for period in seen]
        every = [replace(field, options=options) if field.name == PERIOD else field for field in every]
    return [*every, _meeting_field(meetings, sitting, today)]


def _seen(choice: Choice, day: date, like: Period) -> Period:
    """Return the period of the same kind as another that a meeting on an earlier day saw."""
    return period_seen(reads_meeting.opened_on(choice.office.code, day), day, like.periodicity)


def _meeting_field(meetings: Sequence[Meeting], seen: Sitting, today: date) -> Field:
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
    planned = " (planerat)" if meeting.held_on > today else " (inte startat)"
    return f"{meeting.held_on.isoformat()}{'' if meeting.was_held else planned}"
