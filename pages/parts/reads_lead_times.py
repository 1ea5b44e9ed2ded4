"""Reading lead times with memory, as `reads` does: keyed by the store's version, shared, only to be read."""

from datetime import date

import streamlit as st

from data import queries, queries_lead_times
from data.lead_times.office import CountedBy, office_counted_by
from data.lead_times.office_limits import office_limits
from metrics.case_limits.limits_view import LimitsView, Source, indicators_needed, limits_view, unit_lines
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.plan_rows import plan_rows
from metrics.case_limits.rule_rows import rule_rows
from metrics.office import Place
from metrics.periods import Period
from pages.parts import reads

Asked = tuple[str, int, str, date]
"""Organisation, unit, period, and the last day from which coming deadlines are shown."""


def limits(asked: Asked) -> LimitsView:
    """Return what there is to say of a unit's time limits."""
    return _limits(reads.version(), asked)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman tiderna …")
def _limits(data_version: int, asked: Asked) -> LimitsView:
    organisation, unit_id, period, last_day = asked
    chosen = Period.parse(period)
    return limits_view(_source(data_version, organisation, chosen.last, last_day), unit_id, chosen)


def by_unit(asked: Asked, code: str) -> list[tuple[Place, LimitLine]]:
    """Return the line of one kind, by its indicator's code, for each unit below that has any figure of it."""
    return _by_unit(reads.version(), asked, code)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman enheterna …")
def _by_unit(data_version: int, asked: Asked, code: str) -> list[tuple[Place, LimitLine]]:
    organisation, unit_id, period, last_day = asked
    chosen = Period.parse(period)
    return unit_lines(_source(data_version, organisation, chosen.last, last_day), unit_id, chosen, code)


@st.cache_resource(max_entries=40, show_spinner=False)
def _source(data_version: int, organisation: str, last: date, last_day: date) -> Source:
    """Return what a whole office's time limits are told from, up to the end of a period."""
    office, engine = reads.office_of(organisation), reads.store()
    units = [place.id for place in office.places]
    figures = queries.figures(
        engine, units, indicators_needed(office), first_year=reads.FIRST_YEAR, last_day=last
    )
    counted_on = queries_lead_times.latest_count(engine, office.id, last_day)
    counts = queries_lead_times.deadline_counts(engine, units if counted_on else [], counted_on or last_day)
    return Source(office, office_limits(engine, office.id).rules, figures, counts, counted_on)


def rules_of(organisation: str, kind: str, day: date) -> list[dict[str, str]]:
    """Return the limits that a kind of case has had and will have, with the one of the day marked."""
    return _rules_of(reads.version(), organisation, kind, day)


@st.cache_resource(max_entries=400, show_spinner=False)
def _rules_of(data_version: int, organisation: str, kind: str, day: date) -> list[dict[str, str]]:
    engine, number = reads.store(), reads.office_of(organisation).id
    written = queries_lead_times.written_rules(engine, number)
    return rule_rows(office_limits(engine, number).rules, written, kind, day)


def said_in_plans(organisation: str) -> list[dict[str, str]]:
    """Return what an office's plans say of lead times, where no time limit has figures."""
    return _said_in_plans(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _said_in_plans(data_version: int, organisation: str) -> list[dict[str, str]]:
    office = reads.office_of(organisation)
    return plan_rows(office, queries_lead_times.said_of_lead_times(reads.store(), office.id))


def counted_by(organisation: str) -> CountedBy:
    """Return what a file of an office's cases is counted by: its limits, and its units."""
    return _counted_by(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _counted_by(data_version: int, organisation: str) -> CountedBy:
    return office_counted_by(reads.store(), reads.office_of(organisation).id)
