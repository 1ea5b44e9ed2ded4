"""An excerpt: some indicators that the reader chooses, as a document."""

import streamlit as st

from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.vocabulary import ReportKind
from metrics.words import told_apart
from pages.parts import frame, reads, reads_report
from pages.parts.address import Choice

NONE_CHOSEN = "Välj indikatorer ovan."


def chosen_codes(choice: Choice) -> tuple[str, ...]:
    """Ask which indicators an excerpt is to have."""
    rows = reads.overview(choice.office.code, choice.place.id, choice.period.code)
    names = told_apart({row.subject.code: row.subject.name for row in rows})
    chosen = st.multiselect(
        "Indikatorer",
        list(names),
        format_func=names.get,
        placeholder="Välj de indikatorer som ska vara med",
        key=f"excerpt-{choice.office.code}-{choice.place.code}",
    )
    return tuple(chosen)


def excerpt(choice: Choice) -> Report | None:
    """Ask for indicators, and return those as a document; None, told so, where none is chosen."""
    codes = chosen_codes(choice)
    if not codes:
        st.info(NONE_CHOSEN)
        return None
    material = reads_report.material(
        choice.office.code, choice.place.id, choice.period.code, frame.today(), codes
    )
    return report_of(material, ReportKind.SELECTION)
