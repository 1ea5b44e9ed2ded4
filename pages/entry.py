"""Fyll i: a unit's figures of a month, written by hand, with what is missing and by when."""

import streamlit as st

from metrics.reporting.words import entry_sentence
from metrics.words import begun
from pages.parts import fields, frame, reads_reporting
from pages.parts.address import as_text, chosen
from pages.parts.figure_entry import comments, form
from pages.parts.figure_entry.choice import chosen_month, entry_fields, month_shown, units_below

frame.require_store()
today = frame.today()
choice = chosen(today, lambda asked: month_shown(asked, today))
month = chosen_month(choice, today)
asked = reads_reporting.form(choice.office.code, choice.place.id, month.code, today)
frame.heading(f"Fyll i, {choice.place.name}, {month.label}", choice)
frame.lead(entry_sentence(asked.standing, month, asked.limit, today))
fields.show(entry_fields(choice, month, today))
if not asked.lines:
    units_below(choice, month)
    st.stop()
if asked.lock:
    lock = begun(asked.lock)
    st.info(as_text(f"{lock}. En ändring sparas med ett skäl, och märks som gjord efter låset."))
form.show(choice, month, today)
comments.show(choice, asked)
