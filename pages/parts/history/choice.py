"""Which days are compared, and which day every page is shown as of: the choices of Historik."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from metrics.change_words import day_words
from pages.parts import reads_history
from pages.parts.address import AS_OF, Choice, day_from, say_no_day, say_unknown
from pages.parts.fields import Field, Option

SINCE, UNTIL = "fran", "till"
USUAL_DAYS = timedelta(days=30)
DAY_HINT = "ÅÅÅÅ-MM-DD"


@dataclass(frozen=True)
class Days:
    """The two days that are compared: the first lies before the second."""

    since: date
    until: date


def days_asked(today: date) -> Days:
    """Return the days that the address asks for; what can't be is said, and the usual ones are shown."""
    until = _day(UNTIL, today, most=today)
    return Days(_day(SINCE, until - USUAL_DAYS, most=until - timedelta(days=1)), until)


def _day(name: str, usual: date, *, most: date) -> date:
    written = st.query_params.get(name)
    if not written:
        return usual
    day = day_from(written)
    if day is not None and day <= most:
        return day
    if day is None:
        say_no_day(written, day_words(usual))
    else:
        say_unknown("dagen", written, day_words(usual))
    return usual


def history_fields(choice: Choice, days: Days, today: date) -> list[Field]:
    """Return the fields: the two days, some usual ones to begin from, and the day to show all pages as of."""
    quick = list(_beginnings(choice, days, today))
    earlier = choice.as_of.isoformat() if choice.as_of else ""
    return [
        Field(SINCE, "Från", days.since.isoformat(), hint=DAY_HINT, span=2),
        Field(UNTIL, "Till", days.until.isoformat(), hint=DAY_HINT, span=2),
        Field(SINCE, "Ändrat sedan", days.since.isoformat(), quick, in_row=True, span=5),
        Field(AS_OF, "Visa alla sidor som de såg ut den", earlier, hint=DAY_HINT, span=3),
    ]


def _beginnings(choice: Choice, days: Days, today: date) -> Iterator[Option]:
    """Yield the days that are most often compared with, each once."""
    locked = reads_history.last_lock(choice.office.code)
    known = {
        days.until - USUAL_DAYS: "30 dagar",
        today.replace(day=1) - timedelta(days=1): "Månadsskiftet",
        today.replace(month=1, day=1) - timedelta(days=1): "Årsskiftet",
    }
    if locked:
        known[locked] = "Senaste låset"
    for day, words in known.items():
        if day < days.until:
            yield Option(day.isoformat(), f"{words}, {day_words(day, year=False)}")
