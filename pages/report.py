"""Rapport: the month's, the tertial's or the year's report, or an excerpt; written, kept and had as files."""

import streamlit as st

from metrics.documents.report import title_of
from pages.parts import fields, frame
from pages.parts.address import chosen
from pages.parts.report import desk as desks
from pages.parts.report import excerpts, preview, saving, taking
from pages.parts.report.choice import report_choice, report_fields

frame.require_store(outward=True)
wanted = report_choice(chosen(frame.today()))
choice = wanted.choice
desk = desks.desk_of(wanted)
frame.heading(
    f"{title_of(wanted.kind, choice.period)}, {choice.place.name}", choice, of_period=wanted.is_of_period
)
frame.lead(desks.lead(desk))
fields.show(report_fields(wanted, desk.standing, desk.version))
report = desks.report_on(desk) if wanted.is_of_period else excerpts.excerpt(choice)
if report is not None:
    left, right = st.columns(2, gap="large")
    with left:
        taking.show(desk, report)
    if desk.is_written:
        with right:
            saving.show(wanted, desk.standing, report, desk.form)
    st.subheader("Så ser den ut", anchor=False)
    preview.show(report, frame.palette())
frame.other_office(choice)
