"""Reading undertakings with memory, as `reads` does: keyed by the store's version, only to be read."""

from datetime import date
from typing import Any

import streamlit as st

from metrics.plan.timeline_chart import timeline_chart
from metrics.plan.undertakings import Undertaking, undertakings_of
from metrics.theme import Palette
from pages.parts import reads, reads_plan

Asked = tuple[str, int, date]
"""The organisation's code, the plan's number and the day it is looked at."""


def lines(asked: Asked) -> tuple[Undertaking, ...]:
    """Return a plan's undertakings, those that ask for attention first."""
    return _lines(reads.version(), asked)


@st.cache_resource(max_entries=40, show_spinner=False)
def _lines(data_version: int, asked: Asked) -> tuple[Undertaking, ...]:
    return undertakings_of(reads_plan.content(*asked))


def timeline(asked: Asked, palette: Palette, remark: str) -> Any:
    """Return the timeline of a plan; None where the plan gives no dates."""
    return _timeline(reads.version(), asked, palette, remark)


@st.cache_resource(max_entries=40, show_spinner=False)
def _timeline(data_version: int, asked: Asked, palette: Palette, remark: str) -> Any:
    return timeline_chart(lines(asked), today=asked[-1], palette=palette, remark=remark)
