"""Reading a plan's tree with memory, as `reads` does: keyed by the store's version, only to be read."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data import queries_plan
from data.as_of import day_of
from metrics.plan.origin import target_origins
from metrics.plan.screen_edits import Traces, traces
from metrics.plan.tree import needing_attention, open_at_first, tree
from metrics.plan.tree_nodes import Node
from pages.parts import reads, reads_plan, reads_year_wheel
from pages.parts.address import ORGANISATION, PERIOD
from pages.parts.goals.choice import ATTENTION, OPEN
from pages.parts.goals.line_tables import Page
from pages.parts.goals.tree_sheet import tree_html

Asked = tuple[int, str, int, date]
"""A unit, a period's code, a plan and the day: what a tree is made for."""


def plan_tree(organisation: str, asked: Asked) -> Node:
    """Return a plan's tree, its indicators judged for a unit and a period."""
    return _plan_tree(reads.version(), organisation, asked)


@st.cache_resource(max_entries=100, show_spinner="Hämtar planen …")
def _plan_tree(data_version: int, organisation: str, asked: Asked) -> Node:
    unit_id, period, plan_id, today = asked
    content = reads_plan.content(organisation, plan_id, today)
    wanted = tuple(dict.fromkeys(int(number) for number in content.places["indicator_id"]))
    rows = reads.rows_of(organisation, unit_id, period, wanted) if wanted else {}
    return tree(content, rows, reads_year_wheel.owed(organisation, today))


def goals_html(address: Mapping[str, str], asked: Asked, shown: str) -> str:
    """Return a plan's tree as HTML, for an address and a way to show it."""
    return _goals_html(reads.version(), tuple(address.items()), asked, shown)


@st.cache_resource(max_entries=100, show_spinner=False)
def _goals_html(data_version: int, address: tuple[tuple[str, str], ...], asked: Asked, shown: str) -> str:
    known, (_, period, plan_id, today) = dict(address), asked
    whole = plan_tree(known[ORGANISATION], asked)
    content = reads_plan.content(known[ORGANISATION], plan_id, today)
    office, screen = reads.office_of(known[ORGANISATION]), plan_traces(known[ORGANISATION], plan_id)
    day = min(max(today, content.document.valid_from), content.document.valid_to)
    codes = {subject.id: subject.code for subject in office.subjects}
    origins = target_origins(content.targets, day, codes, screen)
    page = Page(content.document, {**known, PERIOD: period}, origins, screen)
    if shown == ATTENTION:
        whole = needing_attention(whole)
    every = frozenset(each.objective.id for each in whole.walk() if each.objective)
    return tree_html(whole, page, every if shown in (OPEN, ATTENTION) else open_at_first(whole))


def plan_traces(organisation: str, plan_id: int) -> Traces:
    """Return what of a plan was added or changed on screen; an audience is not told why."""
    edits = queries_plan.plan_edits(reads.store(), plan_id)
    if reads.lens().is_outward:
        edits = edits.assign(reason="")
    days = edits.assign(day=[day_of(moment) for moment in edits["recorded_at"]])
    return traces(days, {place.code: place.name for place in reads.office_of(organisation).places})
