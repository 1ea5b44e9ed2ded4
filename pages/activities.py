"""Aktiviteter: what a plan undertakes, how far it has come, what is late, and what nobody has told."""

from dataclasses import replace

import streamlit as st

from metrics.plan.activity_words import lead_sentence, timeline_sentence, undated_sentence
from pages.parts import fields, frame, reads_activities, sheet
from pages.parts.activities import extract, form
from pages.parts.activities.choice import activity_field, chosen_line
from pages.parts.activities.table import CSS, table_html
from pages.parts.address import PLAN, as_text, chosen
from pages.parts.filters import organisation_field
from pages.parts.plan_choice import plan_field, plan_of

PLOTLY = {"displayModeBar": False}

frame.require_store()
choice = chosen(frame.today())
shown = plan_of(choice)
plan = shown.plan
asked = (choice.office.code, plan.id, frame.today())
lines = reads_activities.lines(asked)
line = chosen_line(lines) if choice.as_of is None else None
frame.heading("Aktiviteter", choice)
ended_on = plan.valid_to if plan.has_ended(frame.today()) else None
lead = lead_sentence(lines, ended_on)
frame.lead(lead)
report = [activity_field(lines, line)] if lines and choice.as_of is None else []
fields.show([organisation_field(choice), replace(plan_field(shown), span=6), *report])
if line is not None:
    form.show(choice, line)
if lines:
    address = {**choice.address, PLAN: plan.code}
    sheet.show(
        "plan_activities",
        table_html(lines, address, may_report=choice.as_of is None),
        css=CSS,
        palette=frame.palette(),
    )
    figure = reads_activities.timeline(asked, frame.palette(), frame.remark(choice))
    st.subheader("Tidslinje", anchor=False)
    if figure is not None:
        told = timeline_sentence(lines, frame.today())
        st.plotly_chart(figure, theme=None, config=PLOTLY, alt=told, key="timeline")
    if undated := undated_sentence(lines):
        st.caption(as_text(undated))
    extract.offer(choice, shown, lines, lead, ended_on)
frame.other_office(choice)
