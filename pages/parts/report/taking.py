"""A report as files: exactly the one that is shown."""

import streamlit as st

from metrics.documents.model import Report
from pages.parts import export
from pages.parts.export import Export
from pages.parts.report.desk import Desk
from pages.parts.report.template import template
from reports.files import stem_of


def show(desk: Desk, report: Report) -> None:
    """Offer the report as files."""
    choice = desk.wanted.choice
    stem = stem_of(report.kind, choice.office.code, choice.place.code, choice.period.code, choice.lens)
    st.subheader("Hämta", anchor=False)
    block, below = st.container(), st.container()
    with below:
        own = template()
    with block:
        export.show(Export("report", choice, stem, lambda: report, desk.moment, own))
