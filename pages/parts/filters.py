"""Organisation, unit and period: chosen in one row, kept in the address.

The address is the one truth. A choice is written to it before the page is run again, and
every widget is set from it, so that a link, a reload and the browser's back button all
show the same view. What an address asks for and does not exist is said, in Swedish, and
the nearest that does is shown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.office import Office, Place, period_from
from metrics.periods import Period
from pages.parts import reads

ORGANISATION, UNIT, PERIOD = "organisation", "unit", "period"
NARROWER = {ORGANISATION: (UNIT, PERIOD), UNIT: (), PERIOD: ()}
"""What a choice makes meaningless: another organisation has other units and periods."""
T = TypeVar("T")
LONGEST_ECHO = 60
MARKDOWN = re.compile(r"^[#>+-]|[\\`*_\[\]<$~|]|:(?=\w)")
INDENT = "\u2003"
SHOWN, REMEMBERED, WRITTEN = "shown_", "remembered", "written"


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen to see."""

    office: Office
    place: Place
    period: Period

    @property
    def address(self) -> dict[str, str]:
        """The choice as address parameters."""
        return {ORGANISATION: self.office.code, UNIT: self.place.code, PERIOD: self.period.code}


def choose(today: date) -> Choice:
    """Show the row of choices and return what is chosen; stops the page where there is nothing to choose."""
    notices = st.container()
    with st.container(key="choices"):
        columns = st.columns([3, 3, 2])
    with columns[0]:
        office = _organisation(notices)
    with columns[1]:
        place = _unit(office, notices)
    with columns[2]:
        period = _period(office, today, notices)
    choice = Choice(office, place, period)
    _remember(choice)
    return choice


def as_text(text: str) -> str:
    """Return a text on one line with Markdown's signs made plain, for what is not ours to format."""
    return MARKDOWN.sub(r"\\\g<0>", re.sub(r"[ \t\r\n]+", " ", text).strip())


def from_address(name: str) -> str | None:
    """Return what the address says, else what was chosen on another page of this visit.

    An address of another organisation than the one remembered speaks for itself alone.
    """
    remembered = st.session_state.get(REMEMBERED, {})
    elsewhere = st.query_params.get(ORGANISATION, remembered.get(ORGANISATION))
    if elsewhere != remembered.get(ORGANISATION):
        remembered = {}
    return st.query_params.get(name) or remembered.get(name)


def address_box(
    widget: Callable[..., T], label: str, name: str, value: object, *given: object, **more: object
) -> T:
    """Show a widget that is set from the address and writes what is chosen to it.

    `value` is what the widget is to show; the rest goes to the widget after its label.
    """
    key = SHOWN + name
    st.session_state[key] = value
    return widget(label, *given, key=key, on_change=_to_address, args=(name,), **more)


def _to_address(name: str) -> None:
    value = st.session_state[SHOWN + name]
    for narrower in NARROWER.get(name, ()):
        _forget(narrower)
    if value:
        st.query_params[name] = value
    else:
        _forget(name)


def _forget(name: str) -> None:
    st.query_params.pop(name, None)
    st.session_state.get(REMEMBERED, {}).pop(name, None)


def _organisation(notices: DeltaGenerator) -> Office:
    every = reads.organisations()
    if every.empty:
        st.info("Inga verksamheter är inlästa ännu. Kör `python -m data init` och ladda om sidan.")
        st.stop()
    names = dict(zip(every["code"], every["name"], strict=True))
    asked = from_address(ORGANISATION)
    value = asked if asked in names else next(iter(names))
    if asked and asked not in names:
        say_unknown(notices, "verksamheten", asked, names[value])
        for narrower in NARROWER[ORGANISATION]:
            _forget(narrower)
    address_box(st.selectbox, "Verksamhet", ORGANISATION, value, list(names), format_func=names.get)
    return reads.office_of(value)


def _unit(office: Office, notices: DeltaGenerator) -> Place:
    asked = from_address(UNIT)
    place = office.place(asked) or office.places[0]
    if asked and asked != place.code:
        say_unknown(notices, "enheten", asked, place.name)
    names = {each.code: INDENT * each.depth + each.name for each in office.places}
    address_box(st.selectbox, "Enhet", UNIT, place.code, list(names), format_func=names.get)
    return place


def _period(office: Office, today: date, notices: DeltaGenerator) -> Period:
    asked = from_address(PERIOD)
    period = period_from(asked, office.periods) or office.latest_closed(today)
    if period is None:
        st.info(f"{office.name} har varken plan eller mätvärden ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    if asked and asked != period.code:
        say_unknown(notices, "perioden", asked, period.label)
    names = {each.code: each.label for each in office.periods}
    address_box(st.selectbox, "Period", PERIOD, period.code, list(names), format_func=names.get)
    return period


def say_unknown(notices: DeltaGenerator, noun: str, asked: str, shown: str) -> None:
    """Say that the address asks for something that is not there, and what is shown instead."""
    cut = asked if len(asked) <= LONGEST_ECHO else f"{asked[:LONGEST_ECHO]}…"
    told = f"Adressen pekar på {noun} «{cut}», som inte kan väljas här. Visar {shown} i stället."
    notices.warning(as_text(told))


def _remember(choice: Choice) -> None:
    """Complete the address, so that it can be sent to a colleague.

    Not when the reader has just stepped back on the same page to an address without any
    choice: writing it anew would keep the way back shut.
    """
    st.session_state[REMEMBERED] = dict(choice.address)
    page = urlsplit(st.context.url or "").path
    bare = ORGANISATION not in st.query_params
    stepped_back = bare and st.session_state.get(WRITTEN) == page
    st.session_state[WRITTEN] = page
    missing = {name: code for name, code in choice.address.items() if st.query_params.get(name) != code}
    if missing and not stepped_back:
        st.query_params.update(missing)
