"""Which year Årshjul shows: the one the address names, else the chosen period's, and that of today."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from metrics.year_wheel.year_view import year_for
from pages.parts.address import YEAR, Choice, asked, say_unknown
from pages.parts.fields import Field, Option
from pages.parts.plan_choice import stop_without_plan

SHOWN = "visa"
WHOLE, LEFT = "", "kommande"
NOTHING_LEFT = "Inget återstår att lämna det här året. Välj «Hela året» för att se allt."
SHOWN_OPTIONS = (Option(WHOLE, "Hela året"), Option(LEFT, "Kommande"))


def year_asked(choice: Choice, years: Sequence[int], today: date) -> int:
    """Return the year to show, of those that the plans have anything in; stops the page without any."""
    if not years:
        stop_without_plan(choice.office)
    code = asked(YEAR)
    year = year_for(years, code, _usual(choice, years, today))
    if code and code != str(year) and YEAR in st.query_params:
        say_unknown("året", code, str(year))
    return year


def _usual(choice: Choice, years: Sequence[int], today: date) -> int:
    """Return the period's year; but today's where nobody has chosen the period and the plans reach that far.

    In January the period that pages open on by themselves is still of the old year.
    """
    is_chosen = choice.period != choice.office.latest_closed(today)
    return choice.period.year if is_chosen or today.year not in years else today.year


def shows_left() -> bool:
    """Tell whether the address asks for no more than what is still to be given."""
    return asked(SHOWN) == LEFT


def shown_field() -> Field:
    """Return the field that chooses between the whole year and what is still to be given."""
    return Field(SHOWN, "Visa", LEFT if shows_left() else WHOLE, SHOWN_OPTIONS, span=2)


def year_field(year: int, years: Sequence[int]) -> Field:
    """Return the field that shows the year and can change it."""
    return Field(YEAR, "År", str(year), [Option(str(each), str(each)) for each in years], span=2)
