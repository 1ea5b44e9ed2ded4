"""Which plan a page is about: the one that the address names, else the one of the period."""

from dataclasses import dataclass

import streamlit as st

from metrics.periods import Period
from metrics.plan.content import PlanDocument, plan_for
from pages.parts import reads_plan
from pages.parts.address import PLAN, Choice, asked, complete, say_unknown
from pages.parts.fields import Field, Option


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
        st.info(f"{choice.office.name} har ingen plan ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    if code and code != plan.code and PLAN in st.query_params:
        say_unknown("planen", code, plan.title)
    complete(PLAN, plan.code)
    return PlanChoice(plan, choice.office.period_within(choice.period, plan.valid_from, plan.valid_to), plans)


def plan_field(chosen: PlanChoice) -> Field:
    """Return the field that shows the plan and can change it."""
    options = [Option(each.code, each.title) for each in chosen.plans]
    return Field(PLAN, "Plan", chosen.plan.code, options, span=8)
