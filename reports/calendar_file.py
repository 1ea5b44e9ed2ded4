"""A calendar as an .ics file (RFC 5545): whole-day events that any calendar program can read in.

The same events give the same bytes: the time stamp is an argument. An event is known by its `uid`: a file
read in anew changes the events that keep theirs, and leaves those of the file before that it has no longer.
Events don't occupy the day. Line breaks, escaping and folding are the library's; what a text must not hold
is taken out first.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Lägesbild//Årshjul//SV"
MIME = "text/calendar"


@dataclass(frozen=True)
class CalendarEvent:
    """A whole day: its lasting name, and what is read in the calendar. A description may be of lines."""

    uid: str
    day: date
    summary: str
    description: str = ""


def calendar_file(events: Iterable[CalendarEvent], *, name: str, stamp: datetime) -> bytes:
    """Return events as the bytes of an .ics file; `stamp` is when it was made.

    Raises ValueError for a stamp without time zone.
    """
    if stamp.tzinfo is None:
        raise ValueError(f"the time stamp must have a time zone, got {stamp!r}")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for event in events:
        calendar.add_component(_event(event, stamp.astimezone(UTC)))
    written: bytes = calendar.to_ical()
    return written


def _event(given: CalendarEvent, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", one_line(given.uid))
    event.add("dtstamp", stamp)
    event.add("dtstart", given.day)
    event.add("dtend", given.day + timedelta(days=1))
    event.add("summary", one_line(given.summary))
    if given.description:
        event.add("description", "\n".join(map(one_line, given.description.splitlines())))
    event.add("transp", "TRANSPARENT")
    return event


def one_line(text: str) -> str:
    """Return a text on one line, without signs that no calendar shows."""
    plain = " ".join(text.split())
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cc", "Cs"))
