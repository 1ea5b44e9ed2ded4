"""Årshjul: what the plans owe in a year, to whom and when; what is late, next and given."""

from metrics.year_wheel.words import lead
from pages.parts import fields, frame, reads_year_wheel
from pages.parts.address import chosen
from pages.parts.filters import organisation_field
from pages.parts.year_wheel import download, forms, look
from pages.parts.year_wheel.choice import year_asked, year_field
from pages.parts.year_wheel.list_table import without_time_html, year_html

frame.require_store()
today = frame.today()
choice = chosen(today)
years = reads_year_wheel.years(choice.office.code, today)
year = year_asked(choice, years, today)
view = reads_year_wheel.year(choice.office.code, year, today)
frame.heading(f"Årshjul {year}", choice)
frame.lead(lead(view))
fields.show([organisation_field(choice), year_field(year, years)])
if choice.as_of is None:
    forms.deliver_form(choice, view)
download.button(choice, view)
if shown := year_html(view, choice.address):
    look.show("year", shown, frame.palette())
if apart := without_time_html(view):
    look.show("without_time", apart, frame.palette())
if choice.as_of is None:
    forms.take_back_form(view)
frame.other_office(choice)
