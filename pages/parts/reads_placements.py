"""Reading placements with memory, as `reads` does: keyed by the store's version, shared, only to be read."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data import queries
from metrics.periods import Period
from metrics.placements import charts
from metrics.placements.care_forms import measured_forms
from metrics.placements.goals import Goal, goal_subjects, goals_of
from metrics.placements.plan_volumes import PlanTable, plan_table, subjects_with_plans
from metrics.placements.scope import whole_of
from metrics.placements.view import PlacementsView, Source, placements_view
from metrics.theme import Palette
from metrics.vocabulary import ClientGroup
from pages.parts import reads, reads_money

Asked = tuple[str, int, str, str]
"""Organisation, unit, period, and client group (empty = all)."""


def placements(asked: Asked) -> PlacementsView | None:
    """Return what there is of each form of care, as `placements_view`."""
    return _placements(reads.version(), asked)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman placeringarna …")
def _placements(data_version: int, asked: Asked) -> PlacementsView | None:
    organisation, unit_id, period, clients = asked
    office, chosen = reads.office_of(organisation), Period.parse(period)
    forms = measured_forms(office.subjects)
    numbers = tuple(subject.id for measured in forms for subject in measured.subjects)
    money = reads_money.money(organisation)
    source = Source(office, figures(organisation, numbers, chosen.last), money.books, money.volume_of)
    place = next(place for place in office.places if place.id == unit_id)
    return placements_view(source, place, chosen, ClientGroup(clients) if clients else None)


def figures(organisation: str, indicator_ids: tuple[int, ...], last_day: date) -> pd.DataFrame:
    """Return the figures of some indicators of a whole office, up to a day, as `queries.figures`."""
    return _figures(reads.version(), organisation, indicator_ids, last_day)


@st.cache_resource(max_entries=100, show_spinner=False)
def _figures(
    data_version: int, organisation: str, indicator_ids: tuple[int, ...], last_day: date
) -> pd.DataFrame:
    units = [place.id for place in reads.office_of(organisation).places]
    return queries.figures(
        reads.store(), units, list(indicator_ids), first_year=reads.FIRST_YEAR, last_day=last_day
    )


def goals(organisation: str, unit_id: int, period: str) -> list[Goal]:
    """Return the goals of placements that a unit has anything to say of."""
    return _goals(reads.version(), organisation, unit_id, period)


@st.cache_resource(max_entries=400, show_spinner=False)
def _goals(data_version: int, organisation: str, unit_id: int, period: str) -> list[Goal]:
    office = reads.office_of(organisation)
    counted = {subject.id for each in measured_forms(office.subjects) for subject in each.subjects}
    wanted = tuple(subject.id for subject in goal_subjects(office, counted))
    rows = reads.rows_of(organisation, unit_id, period, wanted) if wanted else {}
    return goals_of(office, unit_id, list(rows.values()), counted)


def plans(organisation: str, unit_id: int, period: str) -> PlanTable:
    """Return the planned volumes of a unit's year, up to a period."""
    return _plans(reads.version(), organisation, unit_id, period)


@st.cache_resource(max_entries=400, show_spinner=False)
def _plans(data_version: int, organisation: str, unit_id: int, period: str) -> PlanTable:
    office, chosen = reads.office_of(organisation), Period.parse(period)
    numbers = tuple(subject.id for subject in subjects_with_plans(office, chosen.last.year))
    place = next(place for place in office.places if place.id == unit_id)
    return plan_table(whole_of(office, place), figures(organisation, numbers, chosen.last), chosen)


def pictures(asked: Asked, palette: Palette, remark: str) -> tuple[Any, Any]:
    """Return the picture of days and that of prices. The page has shown that there are forms."""
    return _pictures(reads.version(), asked, palette, remark)


@st.cache_resource(max_entries=400, show_spinner=False)
def _pictures(data_version: int, asked: Asked, palette: Palette, remark: str) -> tuple[Any, Any]:
    view = placements(asked)
    assert view is not None  # the page has shown it
    drawn = (view.whole, view.period, palette, remark)
    return charts.volume_chart(*drawn), charts.price_chart(*drawn)
