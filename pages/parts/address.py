"""What the reader sees, as the address says it: organisation, unit, period, and what a page adds.

The address is the one truth. A choice is written to it before the page is run again, and
every field is set from it, so that a link, a reload and the browser's back button all show
the same view. What an address asks for and does not exist is said, in Swedish, and the
nearest that does is shown.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from metrics.documents.words import LENS as LENS_WORD
from metrics.documents.words import LENS_CODE, LENS_OF
from metrics.office import Office, Place, period_from
from metrics.periods import Period, PeriodError
from metrics.vocabulary import Lens
from pages.parts import reads

ORGANISATION, UNIT, PERIOD, MONTH = "organisation", "unit", "period", "month"
AS_OF = "laget"
LENS = "lins"
PLAN, YEAR, MEETING = "plan", "ar", "mote"
ACTIVITY, RISK, WHICH, TARGET = "activity", "risk", "which", "target"
OF_PLAN = (ACTIVITY, RISK, WHICH, TARGET)
NARROWER = {
    ORGANISATION: (UNIT, PERIOD, PLAN, YEAR, MEETING, *OF_PLAN),
    UNIT: (MEETING,),
    PERIOD: (),
    PLAN: OF_PLAN,
}
"""What a choice makes meaningless: another organisation has other units and periods."""
LONGEST_ECHO = 60
MARKDOWN = re.compile(r"^[#>+-]|[\\`*_\[\]<$~|]|:(?=\w)")
DAY = re.compile(r"(?:19|2\d)\d{2}-\d{2}-\d{2}")
"""A day that figures can be of: none is older than 1900."""
REMEMBERED, WRITTEN, SAVED = "remembered", "written", "saved"


@dataclass(frozen=True)
class Choice:
    """Whose figures, for which unit and which period, as of which earlier day (None = today), for whom."""

    office: Office
    place: Place
    period: Period
    as_of: date | None = None
    lens: Lens = Lens.INTERN

    @property
    def address(self) -> dict[str, str]:
        """The choice as address parameters."""
        earlier = {AS_OF: self.as_of.isoformat()} if self.as_of else {}
        audience = {LENS: LENS_CODE[self.lens]} if self.lens.is_outward else {}
        return {
            ORGANISATION: self.office.code,
            UNIT: self.place.code,
            PERIOD: self.period.code,
            **earlier,
            **audience,
        }


def chosen(today: date, month_of: Callable[[Choice], Period] | None = None) -> Choice:
    """Return what the address asks for; says what is not there, and stops the page if nothing is.

    A page with months of its own gives `month_of`: the address then carries the month too, and a period that
    only such a page knows is left to it, while the other pages keep theirs.
    """
    office = _office()
    own = asked(PERIOD) if month_of else None
    choice = Choice(office, _place(office), _period(office, today, own), reads.day(), reads.lens())
    month = {MONTH: month_of(choice).code} if month_of and MONTH not in st.query_params else {}
    _remember({**choice.address, PERIOD: _yet_to_come(asked(PERIOD)) or choice.period.code}, month)
    return choice


def earlier_day(today: date) -> date | None:
    """Return the earlier day that the address asks to see; says what is none, and shows today.

    An address with an organisation speaks for itself: without a day it means today. A bare one, as the
    list of pages has, means the day that was last shown.
    """
    written = st.query_params.get(AS_OF)
    if written is None and ORGANISATION not in st.query_params:
        written = st.session_state.get(REMEMBERED, {}).get(AS_OF)
    if not written:
        return None
    day = day_from(written)
    if day is not None and day < today:
        return day
    if day is None:
        say_no_day(written, "läget i dag")
    elif day != today:
        say_unknown("dagen", written, "läget i dag")
    _forget(AS_OF)
    return None


def lens_asked() -> Lens:
    """Return for whom the address asks to see figures, as `lens_written`; says what is no lens."""
    written = _lens_code()
    if written and written not in LENS_OF:
        say_unknown("linsen", written, f"linsen {LENS_WORD[Lens.PUBLIC]}")
    return lens_written()


def lens_written() -> Lens:
    """Return for whom the address asks to see figures: the strictest where it asks for what is no lens.

    As with an earlier day, an address with an organisation speaks for itself, and a bare one means what was
    last chosen.
    """
    written = _lens_code()
    return LENS_OF.get(written, Lens.PUBLIC) if written else Lens.INTERN


def _lens_code() -> str:
    written = st.query_params.get(LENS)
    if written is None and ORGANISATION not in st.query_params:
        written = st.session_state.get(REMEMBERED, {}).get(LENS)
    return written or ""


def day_from(written: str) -> date | None:
    """Return the day that a text names (2026-10-31), None for anything else."""
    try:
        return date.fromisoformat(written.strip()) if DAY.fullmatch(written.strip()) else None
    except ValueError:
        return None


def complete(name: str, value: str) -> None:
    """Remember what a page shows of its own for this visit, and let the address say it.

    A bare address, which the reader has stepped back to, is left bare.
    """
    st.session_state[REMEMBERED] = {**st.session_state.get(REMEMBERED, {}), name: value}
    if ORGANISATION in st.query_params and st.query_params.get(name) != value:
        st.query_params[name] = value


def write(name: str, value: str) -> None:
    """Write a reader's choice to the address; an empty value takes it away."""
    for narrower in NARROWER.get(name, ()):
        _forget(narrower)
    if value:
        st.query_params[name] = value
    else:
        _forget(name)


def draft(form: str) -> str:
    """Return the name of what is being written in a form on this visit: its fields are named by it."""
    return f"{form}-{st.session_state.get(SAVED, {}).get(form, 0)}"


def begin_anew(form: str) -> None:
    """Let the fields of a form be empty: what was written in it is saved."""
    saved = st.session_state.get(SAVED, {})
    st.session_state[SAVED] = {**saved, form: saved.get(form, 0) + 1}


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
    told = f"Adressen pekar på {noun} «{_cut(unknown)}», som inte kan väljas här. Visar {shown} i stället."
    st.warning(as_text(told))


def say_no_day(written: str, shown: str) -> None:
    """Say that what was written is no day, how a day is written, and what is shown instead."""
    told = f"«{_cut(written)}» är ingen dag. Skriv dagen som ÅÅÅÅ-MM-DD. Visar {shown} i stället."
    st.warning(as_text(told))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


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


def _period(office: Office, today: date, own: str | None = None) -> Period:
    code = asked(PERIOD)
    if own and period_from(own, office.periods) is None and _is_period(own):
        code = st.session_state.get(REMEMBERED, {}).get(PERIOD)
    period = period_from(code, office.periods) or office.latest_closed(today)
    if period is None:
        st.info(f"{office.name} har varken plan eller mätvärden ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    if code and code != period.code and not _yet_to_come(code):
        say_unknown("perioden", code, period.label)
    return period


def _is_period(code: str) -> bool:
    try:
        return bool(Period.parse(code))
    except PeriodError:
        return False


def _yet_to_come(code: str | None) -> str | None:
    """Return the code of a period that had not ended on the earlier day that is shown; None for others.

    The address keeps it, so that the way back to today leads to it again.
    """
    day = reads.day()
    try:
        return code if code and day and Period.parse(code).last >= day else None
    except PeriodError:
        return None


def _remember(shown: Mapping[str, str], beside: Mapping[str, str]) -> None:
    """Complete the address, so that it can be sent to a colleague; `beside` is this page's alone.

    Not when the reader has just stepped back on the same page to an address without any
    choice: writing it anew would keep the way back shut.
    """
    plan = asked(PLAN)
    st.session_state[REMEMBERED] = {**shown, **({PLAN: plan} if plan else {})}
    page = urlsplit(st.context.url or "").path
    bare = ORGANISATION not in st.query_params
    stepped_back = bare and st.session_state.get(WRITTEN) == page
    st.session_state[WRITTEN] = page
    whole = {**shown, **beside}
    missing = {name: code for name, code in whole.items() if st.query_params.get(name) != code}
    if missing and not stepped_back:
        st.query_params.update(missing)
