"""The year as a calendar file, and the button that gives it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import streamlit as st

from metrics.year_wheel.events import events
from metrics.year_wheel.year_view import YearView, left_of
from pages.parts import frame
from pages.parts.address import Choice
from reports.calendar_file import MIME, CalendarEvent, calendar_file

WITH_GIVEN = "calendar-whole"
DOMAIN = "arshjul.lagesbild"


def button(choice: Choice, view: YearView) -> None:
    """Offer the year as a file for a calendar: what is left of it, or all; nothing where nothing is due."""
    left = left_of(view)
    if view.is_empty:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        is_whole = left.is_empty or (left != view and st.session_state.get(WITH_GIVEN, False))
        st.download_button(
            "Hämta till kalendern (.ics)",
            calendar_of(choice, view if is_whole else left),
            file_name=f"arshjul-{choice.office.code}-{view.year}.ics",
            mime=MIME,
            icon=":material/event:",
            on_click="ignore",
        )
        if not left.is_empty and left != view:
            st.checkbox("Ta också med det som är lämnat eller har varit", key=WITH_GIVEN)


def calendar_of(choice: Choice, view: YearView) -> bytes:
    """Return the year as the bytes of a calendar file; the day it is seen on is its time stamp."""
    stamp = datetime.combine(view.today, time(), UTC)
    name = f"Årshjul {view.year}, {choice.office.name}"
    return calendar_file(_events(choice, view), name=_marked(choice, name), stamp=stamp)


def _events(choice: Choice, view: YearView) -> Iterator[CalendarEvent]:
    for each in events(view):
        uid = f"{choice.office.code}.{each.key}@{DOMAIN}"
        yield CalendarEvent(uid, each.day, _marked(choice, each.summary), each.description)


def _marked(choice: Choice, text: str) -> str:
    """Return a text that says so where it is about an invented office."""
    remark = frame.remark(choice)
    return f"{remark}: {text}" if remark else text
