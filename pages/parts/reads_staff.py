"""Reading the staff with memory, as `reads` does: keyed by the store's version, shared, only to be read."""

from typing import Any

import streamlit as st

from data import queries
from metrics.periods import Period
from metrics.staff.charts import sick_leave_chart
from metrics.staff.view import StaffView, staff_ids, staff_view
from metrics.theme import Palette
from pages.parts import reads

Asked = tuple[str, int, str]
"""Organisation, unit and period."""


def staff(asked: Asked) -> StaffView:
    """Return what is to be said of the staff of a unit at the end of a period."""
    return _staff(reads.version(), asked)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman personalen …")
def _staff(data_version: int, asked: Asked) -> StaffView:
    organisation, unit_id, period = asked
    office, chosen = reads.office_of(organisation), Period.parse(period)
    figures = queries.figures(
        reads.store(),
        office.units_needed(unit_id),
        staff_ids(office),
        first_year=reads.FIRST_YEAR,
        last_day=chosen.last,
    )
    place = next(place for place in office.places if place.id == unit_id)
    return staff_view(office, figures, place, chosen)


def leave_figure(asked: Asked, palette: Palette, remark: str) -> Any:
    """Return the chart of the sick leave, made once per look; None where there is nothing to draw."""
    return _leave_figure(reads.version(), asked, palette, remark)


@st.cache_resource(max_entries=400, show_spinner=False)
def _leave_figure(data_version: int, asked: Asked, palette: Palette, remark: str) -> Any:
    view = staff(asked)
    if view.whole is None:
        return None
    return sick_leave_chart(view.whole, view.target_lines, palette=palette, remark=remark)
