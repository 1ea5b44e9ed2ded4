"""The year as a calendar file: what is written of each occasion, and the button that gives it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import streamlit as st

from metrics.year_wheel import words
from metrics.year_wheel.own_rhythm import OwnEntry
from metrics.year_wheel.states import OccasionLine
from metrics.year_wheel.year_view import YearView
from pages.parts import frame
from pages.parts.address import Choice
from reports.calendar_file import MIME, CalendarEvent, calendar_file

DOMAIN = "arshjul.lagesbild"
OWN = "Lägesbilds egen rytm, inte planens."


def button(choice: Choice, view: YearView) -> None:
    """Offer the year as a file for a calendar; nothing where nothing is due."""
    if not view.lines and not view.own:
        return
    st.download_button(
        "Hämta till kalendern (.ics)",
        calendar_of(choice, view),
        file_name=f"arshjul-{choice.office.code}-{view.year}.ics",
        mime=MIME,
        icon=":material/event:",
        on_click="ignore",
    )


def calendar_of(choice: Choice, view: YearView) -> bytes:
    """Return the year as the bytes of a calendar file; the day it is seen on is its time stamp."""
    stamp = datetime.combine(view.today, time(), UTC)
    name = f"Årshjul {view.year}, {choice.office.name}"
    return calendar_file(_events(choice, view), name=_marked(choice, name), stamp=stamp)


def _events(choice: Choice, view: YearView) -> Iterator[CalendarEvent]:
    for line in view.lines:
        uid = f"{choice.office.code}.{line.plan_code}.{line.code}.{line.due_code}@{DOMAIN}"
        told = "\n".join(_described(line, view))
        yield CalendarEvent(uid, line.due, _marked(choice, line.title), told)
    for entry in view.own:
        yield CalendarEvent(_own_uid(choice, entry), entry.due, _marked(choice, entry.title), OWN)


def _own_uid(choice: Choice, entry: OwnEntry) -> str:
    return f"{choice.office.code}.{entry.code}.{entry.about.code}@{DOMAIN}"


def _described(line: OccasionLine, view: YearView) -> Iterator[str]:
    """Yield what is told of an occasion, a line each."""
    if line.recipient:
        yield f"Till: {line.recipient}"
    more = words.state_words(line, view.today)
    yield f"Läge {view.today.isoformat()}: {words.STATE[line.state]}{f', {more}' if more else ''}"
    if words.delivery_words(line):
        yield f"Lämnad enligt {words.delivery_words(line)}"
    yield words.how_known(line)
    if words.about_words(line):
        yield f"Redovisningen {words.about_words(line)}"
    yield f"Plan: {line.plan}"
    yield f"Källa: {line.source}"


def _marked(choice: Choice, text: str) -> str:
    """Return a text that says so where it is about an invented office."""
    remark = frame.remark(choice)
    return f"{remark}: {text}" if remark else text
