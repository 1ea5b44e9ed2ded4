"""Lås: which periods are locked, for whom, by whom and why; and what was changed after that."""

import streamlit as st

from metrics.lock_grid import grid, lock_sentence
from pages.parts import fields, frame, reads_locks
from pages.parts.address import chosen
from pages.parts.filters import choice_fields
from pages.parts.history import changed
from pages.parts.locks import forms, look
from pages.parts.locks.grid_table import grid_html
from pages.parts.locks.lock_table import locks_html

frame.require_store()
choice = chosen(frame.today())
year = choice.period.year
standing = reads_locks.standing(choice.office.code)
lines = grid(choice.office, choice.place.id, standing, year, frame.today())
found = reads_locks.year(choice.office.code, choice.place.id, year)
frame.heading(f"Lås, {choice.place.name}, {year}", choice)
frame.lead(lock_sentence(lines[0], year))
fields.show(choice_fields(choice))
look.show("grid", grid_html(lines, year), frame.palette())
if choice.as_of is None:
    forms.lock_form(choice, year, standing)
    forms.open_form(found.locks)
if found.locks:
    look.show("list", locks_html(found.locks, year), frame.palette())
if found.later is not None:
    st.subheader("Ändrat efter låset", anchor=False)
    changed.show(found.later, choice.address, frame.palette())
frame.other_office(choice)
