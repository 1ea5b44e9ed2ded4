"""Historik: what has changed, by whom and why; and what has come in, with a way to take it back."""

import streamlit as st

from metrics.change_words import changes_sentence
from pages.parts import fields, frame, reads_history
from pages.parts.address import chosen
from pages.parts.filters import choice_fields
from pages.parts.history import changed, imported
from pages.parts.history.choice import days_asked, history_fields

frame.require_store()
today = frame.today()
choice = chosen(today)
days = days_asked(today)
found = reads_history.changes((choice.office.code, choice.place.id, days.since, days.until))
frame.heading(f"Historik, {choice.place.name}", choice)
frame.lead(changes_sentence(found.counted, days.since, days.until if days.until < today else None))
own_fields = history_fields(choice, days, today)
fields.show([*choice_fields(choice)[:2], *own_fields])
if choice.as_of is not None:
    st.page_link("pages/overview.py", label="Se Översikt den dagen", icon=":material/arrow_forward:")
imports = reads_history.imports(choice.office.code)
imported.undo_form(choice, imports)
changed.show(found, choice.address, frame.palette())
imported.show(choice, imports, frame.palette())
frame.other_office(choice)
