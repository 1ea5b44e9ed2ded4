"""Reading a plan's risks with memory, as `reads` does: keyed by the store's version, only to be read."""

import pandas as pd
import streamlit as st

from data import queries_plan
from metrics.risks.register import RiskLine, risk_lines
from pages.parts import reads, reads_plan, reads_year_wheel
from pages.parts.reads_activities import Asked


def risks(asked: Asked) -> tuple[RiskLine, ...]:
    """Return a plan's risks in the document's order, as they are weighed by a day."""
    return _risks(reads.version(), asked)


@st.cache_resource(max_entries=40, show_spinner=False)
def _risks(data_version: int, asked: Asked) -> tuple[RiskLine, ...]:
    organisation, _, today = asked
    owed = reads_year_wheel.owed(organisation, today)
    return risk_lines(reads_plan.content(*asked), _assessments(data_version, organisation), owed)


@st.cache_resource(max_entries=40, show_spinner=False)
def _assessments(data_version: int, organisation: str) -> pd.DataFrame:
    return queries_plan.assessments(reads.store(), reads.office_of(organisation).id, every=True)
