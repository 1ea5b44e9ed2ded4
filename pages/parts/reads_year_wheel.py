"""Reading the year of reporting with memory, as `reads` does: keyed by the version, only to be read."""

from datetime import date

import streamlit as st

from data import queries_plan
from metrics.vocabulary import AmountKind
from metrics.year_wheel.occasions import Schedule, schedule
from metrics.year_wheel.owed_lines import OwedLine, owed_lines
from metrics.year_wheel.own_rhythm import Followed, followed, own_entries
from metrics.year_wheel.states import OccasionLine, deliveries_by_occasion
from metrics.year_wheel.year_view import YearView, every_line, year_view
from metrics.year_wheel.year_view import years as years_of
from pages.parts import reads, reads_money, reads_plan, reads_reporting


def every_occasion(organisation: str, today: date) -> tuple[OccasionLine, ...]:
    """Return what an organisation's plans owe in all years, by day, and how it stands on a day."""
    return _lines(reads.version(), organisation, today)


def owed(organisation: str, today: date) -> tuple[OwedLine, ...]:
    """Return all that an organisation's plans owe, each thing with its occasions as they stand on a day."""
    return owed_lines(_schedules(reads.version(), organisation), every_occasion(organisation, today))


def year(organisation: str, number: int, today: date) -> YearView:
    """Return a year of reporting: the plans' occasions, the product's own rhythm, what has no time."""
    every = every_occasion(organisation, today)
    known = _followed(reads.version(), organisation)
    return year_view(
        _schedules(reads.version(), organisation), every, own_entries(known, number, today), number, today
    )


def years(organisation: str, today: date) -> tuple[int, ...]:
    """Return the years that a plan is valid in or owes something in, the latest first."""
    return years_of(_schedules(reads.version(), organisation), every_occasion(organisation, today))


@st.cache_resource(max_entries=40, show_spinner=False)
def _schedules(data_version: int, organisation: str) -> tuple[Schedule, ...]:
    engine = reads.store()
    return tuple(
        schedule(plan, queries_plan.follow_ups(engine, plan.id), queries_plan.objectives(engine, plan.id))
        for plan in reads_plan.plans(organisation)
    )


@st.cache_resource(max_entries=40, show_spinner="Räknar årets tillfällen …")
def _lines(data_version: int, organisation: str, today: date) -> tuple[OccasionLine, ...]:
    number = reads.office_of(organisation).id
    delivered = deliveries_by_occasion(queries_plan.follow_up_deliveries(reads.store(), number))
    return every_line(_schedules(data_version, organisation), delivered, today)


@st.cache_resource(max_entries=40, show_spinner=False)
def _followed(data_version: int, organisation: str) -> Followed:
    amounts = reads_money.money(organisation).amounts
    booked = amounts.loc[amounts["kind"] == AmountKind.OUTCOME.value, "period"].unique()
    named = [owed for each in _schedules(data_version, organisation) for owed in each.owed]
    return followed(reads.office_of(organisation), booked, named, reads_reporting.reporting_days())
