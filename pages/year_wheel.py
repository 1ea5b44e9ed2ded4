"""Årshjul: what the plans owe in a year, to whom and when; what is late, next and given."""

import streamlit as st

from metrics.year_wheel.words import lead as lead_of
from metrics.year_wheel.year_view import left_of
from pages.parts import fields, frame, reads_year_wheel
from pages.parts.address import chosen
from pages.parts.filters import organisation_field
from pages.parts.year_wheel import download, extract, forms, look
from pages.parts.year_wheel.choice import NOTHING_LEFT, shown_field, shows_left, year_asked, year_field
from pages.parts.year_wheel.list_table import without_time_html, year_html

frame.require_store()
today = frame.today()
choice = chosen(today)
years = reads_year_wheel.years(choice.office.code, today)
year = year_asked(choice, years, today)
view = reads_year_wheel.year(choice.office.code, year, today)
frame.heading(f"Årshjul {year}", choice)
lead = lead_of(view)
frame.lead(lead)
fields.show([organisation_field(choice), year_field(year, years), shown_field()])
if choice.as_of is None:
    forms.deliver_form(choice, view)
download.button(choice, view)
only_left = shows_left()
wanted = left_of(view) if only_left else view
if shown := year_html(wanted, choice.address):
    look.show("year", shown, frame.palette())
elif not view.is_empty:
    st.info(NOTHING_LEFT)
if apart := without_time_html(view):
    look.show("without_time", apart, frame.palette())
if choice.as_of is None:
    forms.take_back_form(view)
extract.offer(choice, wanted, lead, only_left=only_left)
frame.other_office(choice)
