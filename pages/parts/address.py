"""What the reader sees, as the address says it: organisation, unit, period, and what a page adds.

The address is the one truth. A choice is written to it before the page is run again, and
every field is set from it, so that a link, a reload and the browser's back button all show
the same view. What an address asks for and does not exist is said, in Swedish, and the
nearest that does is shown.
"""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from metrics.office import Office, Place, period_from
from metrics.periods import Period
from pages.parts import reads

ORGANISATION, UNIT, PERIOD = "organisation", "unit", "period"
NARROWER = {ORGANISATION: (UNIT, PERIOD), UNIT: (), PERIOD: ()}
"""What a choice makes meaningless: another organisation has other units and periods."""
LONGEST_ECHO = 60
MARKDOWN = re.compile(r"^[#>+-]|[\\`*_\[\]<$~|]|:(?=\w)")
REMEMBERED, WRITTEN = "remembered", "written"


@dataclass(frozen=True)
class Choice:
    """Whose figures, for which unit and which period."""

    office: Office
    place: Place
    period: Period

    @property
    def address(self) -> dict[str, str]:
        """The choice as address parameters."""
        return {ORGANISATION: self.office.code, UNIT: self.place.code, PERIOD: self.period.code}


def chosen(today: date) -> Choice:
    """Return what the address asks for; says what is not there, and stops the page if nothing is."""
    office = _office()
    choice = Choice(office, _place(office), _period(office, today))
    _remember(choice)
    return choice


def write(name: str, value: str) -> None:
    """Write a reader's choice to the address; an empty value takes it away."""
    for narrower in NARROWER.get(name, ()):
        _forget(narrower)
    if value:
        st.query_params[name] = value
    else:
        _forget(name)


def asked(name: str) -> str | None:
    """Return what the address says, else what was chosen on another page of this visit.

    An address of another organisation than the one remembered speaks for itself alone.
    """
    remembered = st.session_state.get(REMEMBERED, {})
    elsewhere = st.query_params.get(ORGANISATION, remembered.get(ORGANISATION))
    if elsewhere != remembered.get(ORGANISATION):
        remembered = {}
    return st.query_params.get(name) or remembered.get(name)


def say_unknown(noun: str, unknown: str, shown: str) -> None:
    """Say that the address asks for something that is not there, and what is shown instead."""
    cut = unknown if len(unknown) <= LONGEST_ECHO else f"{unknown[:LONGEST_ECHO]}…"
    told = f"Adressen pekar på {noun} «{cut}», som inte kan väljas här. Visar {shown} i stället."
    st.warning(as_text(told))


def as_text(text: str) -> str:
    """Return a text on one line with Markdown's signs made plain, for what is not ours to format."""
    return MARKDOWN.sub(r"\\\g<0>", re.sub(r"[ \t\r\n]+", " ", text).strip())


def _forget(name: str) -> None:
    st.query_params.pop(name, None)
    st.session_state.get(REMEMBERED, {}).pop(name, None)


def _office() -> Office:
    every = reads.organisations()
    if every.empty:
        st.info("Inga verksamheter är inlästa ännu. Kör `python -m data init` och ladda om sidan.")
        st.stop()
    names = dict(zip(every["code"], every["name"], strict=True))
    code = asked(ORGANISATION)
    value = code if code in names else next(iter(names))
    if code and code not in names:
        say_unknown("verksamheten", code, names[value])
        for narrower in NARROWER[ORGANISATION]:
            _forget(narrower)
    return reads.office_of(value)


def _place(office: Office) -> Place:
    code = asked(UNIT)
    place = office.place(code) or office.places[0]
    if code and code != place.code:
        say_unknown("enheten", code, place.name)
    return place


def _period(office: Office, today: date) -> Period:
    code = asked(PERIOD)
    period = period_from(code, office.periods) or office.latest_closed(today)
    if period is None:
        st.info(f"{office.name} har varken plan eller mätvärden ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    if code and code != period.code:
        say_unknown("perioden", code, period.label)
    return period


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
