"""Reading meetings with memory, as `reads` does: keyed by the store's version, only to be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st

from data import queries_plan
from metrics.meeting.minutes import Minutes
from metrics.meeting.sitting import Meeting, meetings_of
from metrics.meeting.threats import Risk, greatest_risks
from pages.parts import reads
from reports.minutes import minutes_docx


@contextmanager
def as_it_looked(earlier: date | None) -> Iterator[None]:
    """Let what is read within be as the store looked at the end of a day; None changes nothing."""
    if earlier is None:
        yield
        return
    shown = reads.day()
    reads.begin(earlier)
    try:
        yield
    finally:
        reads.begin(shown)


def meetings(organisation: str, unit_id: int) -> tuple[Meeting, ...]:
    """Return the meetings of a unit that stand, the latest first."""
    return _meetings(reads.version(), organisation, unit_id)


@st.cache_resource(max_entries=100, show_spinner=False)
def _meetings(data_version: int, organisation: str, unit_id: int) -> tuple[Meeting, ...]:
    number = reads.office_of(organisation).id
    return meetings_of(queries_plan.meetings(reads.store(), number, [unit_id]))


def risks(organisation: str, plan_id: int) -> tuple[Risk, ...]:
    """Return the risks of a plan that weigh most."""
    return _risks(reads.version(), organisation, plan_id)


@st.cache_resource(max_entries=40, show_spinner=False)
def _risks(data_version: int, organisation: str, plan_id: int) -> tuple[Risk, ...]:
    engine, number = reads.store(), reads.office_of(organisation).id
    return greatest_risks(queries_plan.objectives(engine, plan_id), queries_plan.assessments(engine, number))


@st.cache_resource(max_entries=20, show_spinner=False)
def minutes_file(minutes: Minutes, made_on: date) -> bytes:
    """Return the minutes as a .docx file, made once."""
    return minutes_docx(minutes, made_on=made_on)
