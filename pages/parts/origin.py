"""Where a derived figure comes from: the parts behind it, each a way to its own page."""

from html import escape

import streamlit as st

from metrics.derivation.trace import Source, Trace
from pages.parts import tables
from pages.parts.address import PERIOD, UNIT, Choice, as_text
from pages.parts.indicator_choice import INDICATOR, SEEN_BY
from pages.parts.sheet import link_to

HEADING = "Så är talet uträknat"


def show(trace: Trace | None, choice: Choice) -> None:
    """Show how a derived figure was made; nothing of a measured one."""
    if trace is None:
        return
    st.subheader(HEADING, anchor=False)
    st.markdown(as_text(trace.words))
    tables.plain(HEADING, [_row(source, choice) for source in trace.sources])


def _row(source: Source, choice: Choice) -> dict[str, str]:
    address = {
        **choice.address,
        UNIT: source.place.code,
        PERIOD: choice.office.choosable(source.period).code,
        INDICATOR: source.subject.code,
        SEEN_BY: source.period.periodicity.value,
    }
    link = escape(link_to("indikator", address))
    return {
        "Underlag": tables.Picture(f'<a href="{link}">{escape(source.name)}</a>'),
        "Del": source.role,
        "Period": source.period.label,
        "Värde": source.value_text,
        "Anmärkning": source.note,
    }
