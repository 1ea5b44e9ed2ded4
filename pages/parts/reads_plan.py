"""Reading the plans with memory, as `reads` does: keyed by the store's version, only to be read."""

from datetime import date

import pandas as pd
import streamlit as st

from data import queries_plan
from metrics.plan.activity_states import with_states
from metrics.plan.content import PlanContent, PlanDocument, plan_documents
from pages.parts import reads


def plans(organisation: str) -> tuple[PlanDocument, ...]:
    """Return an organisation's plans, newest first."""
    return _plans(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _plans(data_version: int, organisation: str) -> tuple[PlanDocument, ...]:
    return plan_documents(queries_plan.plan_documents(reads.store(), reads.office_of(organisation).id))


def content(organisation: str, plan_id: int, today: date) -> PlanContent:
    """Return a plan with all it holds, and what has been told of it, as of a day."""
    return _content(reads.version(), organisation, plan_id, today)


@st.cache_resource(max_entries=40, show_spinner="Hämtar planen …")
def _content(data_version: int, organisation: str, plan_id: int, today: date) -> PlanContent:
    engine = reads.store()
    number = reads.office_of(organisation).id
    document = next(each for each in plans(organisation) if each.id == plan_id)
    told = progress(organisation)
    activities = with_states(
        queries_plan.activities(engine, plan_id),
        told,
        day=document.day_looked_at(today),
        plan_has_ended=document.has_ended(today),
    )
    return PlanContent(
        document,
        queries_plan.objectives(engine, plan_id),
        queries_plan.places_in_plan(engine, plan_id),
        queries_plan.targets_of_plan(engine, plan_id),
        activities,
        queries_plan.follow_ups(engine, plan_id),
        queries_plan.follow_up_deliveries(engine, number),
        told,
    )


def progress(organisation: str) -> pd.DataFrame:
    """Return every word on how far things of an organisation have come, as `queries_plan.progress`.

    An audience is told how far, and nothing of what was written beside.
    """
    return _progress(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _progress(data_version: int, organisation: str) -> pd.DataFrame:
    told = queries_plan.progress(reads.store(), reads.office_of(organisation).id)
    return told.assign(note="") if reads.lens().is_outward else told
