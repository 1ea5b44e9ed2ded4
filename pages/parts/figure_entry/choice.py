"""Which month is filled in: the address says it, or it is the newest that has ended."""

from datetime import date

import streamlit as st

from metrics.periods import Period
from metrics.reporting.entry_months import entry_months, month_within, opening_month
from pages.parts.address import MONTH, ORGANISATION, PERIOD, UNIT, Choice, asked, say_unknown
from pages.parts.fields import Field, Option
from pages.parts.filters import choice_fields

NOTHING_HERE = "Enheten lämnar inga egna siffror den månaden. Välj en enhet under den."
NOTHING_AT_ALL = (
    "Här väntas inga siffror den månaden: enheten har inte lämnat några de senaste två åren, "
    "och har inga egna mål."
)


def chosen_month(choice: Choice, today: date) -> Period:
    """Return the month that the address asks for; one that can't be filled in is said, and left aside."""
    code, shown = asked(MONTH), month_shown(choice, today)
    if code and code != shown.code:
        say_unknown("månaden", code, shown.label)
    return shown


def month_shown(choice: Choice, today: date) -> Period:
    """Return the month by the address: its month, else the last one of its period, else the newest ended."""
    written = "" if MONTH in st.query_params else st.query_params.get(PERIOD, "")
    code = asked(MONTH) or month_within(written, today)
    months = entry_months(today, choice.office.last_known_day, code)
    month = next((each for each in months if each.code == code), None)
    return month or opening_month(months, today)


def entry_fields(choice: Choice, month: Period, today: date) -> list[Field]:
    """Return the page's fields: organisation, unit and month."""
    months = entry_months(today, choice.office.last_known_day, month.code)
    whose = [field for field in choice_fields(choice) if field.name in (ORGANISATION, UNIT)]
    options = [Option(each.code, each.label) for each in months]
    return [*whose, Field(MONTH, "Månad", month.code, options, span=2)]


def units_below(choice: Choice, month: Period) -> None:
    """Say that nothing is reported for the unit itself, and offer the units below it."""
    below = choice.office.children(choice.place.id)
    st.info(NOTHING_HERE if below else NOTHING_AT_ALL)
    for place in below:
        where = {**choice.address, UNIT: place.code, MONTH: month.code}
        st.page_link("pages/entry.py", label=place.name, icon=":material/arrow_forward:", query_params=where)
