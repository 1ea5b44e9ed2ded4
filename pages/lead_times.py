"""Handläggningstider: are the law's limits and our own held, and what is about to be late."""

import streamlit as st

from metrics.case_limits.limits_view import says_little
from metrics.case_limits.words import lead, rule_words
from pages.parts import fields, frame, reads_lead_times, tables
from pages.parts.address import as_text, chosen
from pages.parts.filters import choice_fields
from pages.parts.lead_times import case_file, extract, first_screen, rule_form, style
from pages.parts.lead_times.choice import last_count_day, limit_fields, line_of
from pages.parts.lead_times.table import units_html

frame.require_store()
today = frame.today()
choice = chosen(today)
last_day = last_count_day(choice, today)
asked_for = (choice.office.code, choice.place.id, choice.period.code, last_day)
view = reads_lead_times.limits(asked_for)
line = line_of(view, choice)
frame.heading(f"Handläggningstider, {choice.place.name}, {choice.period.label}", choice)
said = lead(view, line)
frame.lead(said)
fields.show([*choice_fields(choice), *limit_fields(view, line)])
if view.has_table:
    first_screen.show("limits", view, line, choice.address, frame.palette(), last_day=last_day)
if says_little(view):
    tables.show("Det här säger planen", reads_lead_times.said_in_plans(choice.office.code))
if line is not None:
    st.subheader(as_text(line.name), anchor=False)
    st.caption(as_text(rule_words(line)))
    by_unit = units_html(reads_lead_times.by_unit(asked_for, line.code), choice.address)
    if by_unit:
        style.show("units", by_unit, frame.palette())
    rule_form.show(choice, line, today)
case_file.show(choice, today, line.key if line else "")
extract.offer(choice, said, view)
st.page_link("pages/method.py", label="Så räknas det", icon=":material/menu_book:")
frame.other_office(choice)
