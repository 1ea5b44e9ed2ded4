"""Reading meetings with memory, as `reads` does: keyed by the store's version, only to be read."""

from datetime import date

import streamlit as st

from data import queries_plan
from metrics.meeting.minutes import Minutes
from metrics.meeting.sitting import Meeting, meetings_of
from metrics.periods import Period
from pages.parts import reads
from reports.minutes import minutes_docx


def meetings(organisation: str, unit_id: int) -> tuple[Meeting, ...]:
    """Return the meetings of a unit that stand, the latest first."""
    return _meetings(reads.version(), organisation, unit_id)


@st.cache_resource(max_entries=100, show_spinner=False)
def _meetings(data_version: int, organisation: str, unit_id: int) -> tuple[Meeting, ...]:
    number = reads.office_of(organisation).id
    decided_at = queries_plan.decisions(reads.store(), number)["meeting_id"].dropna()
    return meetings_of(queries_plan.meetings(reads.store(), number, [unit_id]), set(decided_at))


def opened_on(organisation: str, evening: date) -> Period | None:
    """Return the period that the pages opened on, on the evening of an earlier day."""
    with reads.looking_back(evening):
        return reads.office_of(organisation).latest_closed(evening)


@st.cache_resource(max_entries=20, show_spinner=False)
def minutes_file(minutes: Minutes, made_on: date) -> bytes:
    """Return the minutes as a .docx file, made once."""
    return minutes_docx(minutes, made_on=made_on)
