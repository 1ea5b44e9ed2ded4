"""Keeping a report as its period's: in which role, and over the revision that the writer saw."""

from functools import partial

import streamlit as st

from data.period_report import Standing
from data.queries_reports import Kept
from data.recording_reports import keep_report
from metrics.change_words import day_words
from metrics.documents.changed import paragraphs_of
from metrics.documents.model import Report
from metrics.documents.words import SECTION
from pages.parts import forms, publishing, reads
from pages.parts.address import as_text, begin_anew, write
from pages.parts.report.choice import VERSION, ReportChoice
from pages.parts.save_button import pressed_over

LABELS = {"role": "Din roll", "content": "Rapporten"}
MEANS = (
    "Det du ser nedan sparas som periodens rapport, med siffrorna som de är nu. Den som öppnar sidan sedan "
    "får den rapporten, och varje version finns kvar."
)


def show(wanted: ReportChoice, standing: Standing, report: Report, form: str) -> None:
    """Offer to keep the report."""
    st.subheader("Spara som periodens rapport", anchor=False)
    with st.form("keep-report", border=False):
        st.caption(f"{MEANS} {forms.NOBODY_NAMED}")
        role = forms.role("keep-report")
        seen = pressed_over("Spara rapporten", "keep-report", standing.revision)
        if seen is not None:
            act = partial(_keep, wanted, report, role, seen, form)
            forms.save(f"{report.title} är sparad.", act, LABELS)


def _keep(wanted: ReportChoice, report: Report, role: str, over: int, form: str) -> None:
    """Keep a report; for an audience it is first written down what they are given with it."""
    choice = wanted.choice
    publishing.hand_out(choice, role=role)
    keep_report(
        reads.store(),
        organisation_id=choice.office.id,
        unit_id=choice.place.id,
        report=report,
        role=role,
        over=over,
    )
    begin_anew(form)
    write(VERSION, "")


def kept_words(kept: Kept) -> str:
    """Say who kept a report, and when."""
    again = f", version {kept.revision}" if kept.revision > 1 else ""
    return f"Sparad av {kept.role} den {day_words(kept.kept_at.date())} kl. {kept.kept_at:%H.%M}{again}."


def others_words(kept: Kept) -> None:
    """Show what another has kept meanwhile, so that nobody writes over it unseen."""
    st.warning(as_text(f"{kept_words(kept)} Det du har skrivit står kvar här och är inte sparat."))
    with st.expander("Läs det som är sparat", expanded=True):
        for kind, paragraphs in paragraphs_of(kept.report).items():
            if paragraphs:
                st.markdown(f"**{SECTION[kind]}**")
            for paragraph in paragraphs:
                st.markdown(as_text(paragraph))
