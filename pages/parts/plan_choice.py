"""Which plan a page is about, the one that the address names, else the period's; and what of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn, TypeVar

import streamlit as st

from metrics.office import Office
from metrics.periods import Period
from metrics.plan.content import PlanDocument, plan_for
from metrics.plan.undertakings import Undertaking
from metrics.risks.register import RiskLine
from metrics.vocabulary import Periodicity
from metrics.words import shortened
from pages.parts import reads_plan
from pages.parts.address import LONGEST_ECHO, PLAN, Choice, as_text, asked, complete, say_unknown, write
from pages.parts.fields import Field, Option

Entry = TypeVar("Entry", Undertaking, RiskLine)


@dataclass(frozen=True)
class PlanChoice:
    """The plan shown, the period that its indicators are shown for, and the plans to choose among."""

    plan: PlanDocument
    period: Period
    plans: tuple[PlanDocument, ...]


def plan_of(choice: Choice) -> PlanChoice:
    """Return the plan that the address asks for; stops the page where the office has none.

    A plan that the chosen period lies outside is shown for the newest period within it.
    """
    plans = reads_plan.plans(choice.office.code)
    code = asked(PLAN)
    plan = plan_for(plans, code, choice.period.last)
    if plan is None:
        stop_without_plan(choice.office)
    if code and code != plan.code and PLAN in st.query_params:
        say_unknown("planen", code, plan.title)
    complete(PLAN, plan.code)
    return PlanChoice(plan, choice.office.period_within(choice.period, plan.valid_from, plan.valid_to), plans)


def in_its_year(choice: Choice, plan: PlanDocument, day: date) -> Choice:
    """Return the choice of the whole office in the year of a plan that a day is in, or is nearest to."""
    within = min(max(day, plan.valid_from), plan.valid_to)
    year = Period.containing(within, Periodicity.YEAR)
    return replace(choice, place=choice.office.places[0], period=year)


def stop_without_plan(office: Office) -> NoReturn:
    """Stop the page of an office without a plan, and say what to do."""
    st.info(f"{office.name} har ingen plan ännu. Läs in en planfil och ladda om sidan.")
    st.stop()


def entry_asked(entries: Sequence[Entry], name: str, noun: str) -> Entry | None:
    """Return what of the plan the address asks for by a name; what the plan lacks is said, and let go."""
    code = st.query_params.get(name)
    found = next((each for each in entries if each.code == code), None)
    if code and found is None:
        st.warning(as_text(f"{noun} «{shortened(code, LONGEST_ECHO)}» finns inte i planen som visas."))
        write(name, "")
    return found


def plan_field(chosen: PlanChoice) -> Field:
    """Return the field that shows the plan and can change it."""
    options = [Option(each.code, each.title) for each in chosen.plans]
    return Field(PLAN, "Plan", chosen.plan.code, options, span=8)
