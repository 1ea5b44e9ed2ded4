"""Läs in: what would this file change, and is anything in it odd."""

import streamlit as st

from data.as_of import EARLIER_LOOK
from data.files.sheet import FileError
from pages.parts import fields, frame, reads
from pages.parts.address import as_text, chosen
from pages.parts.filters import organisation_field
from pages.parts.imports import brought, findings, letting_in, preview, questions, words

frame.require_store()
today = frame.today()
choice = chosen(today)
frame.heading("Läs in siffror", choice)
lead = st.empty()
fields.show([organisation_field(choice)])
if reads.day() is not None:
    st.info(EARLIER_LOOK)
    st.stop()
given = brought.brought()
if given is None:
    with lead:
        frame.lead(words.lead(None))
    st.stop()
try:
    draft, answers = questions.answered(given, choice.office.code, today)
except FileError as error:
    problems = "".join(f"\n- {as_text(problem)}" for problem in error.problems)
    st.error(f"Filen kan inte läsas. Inget har sparats.\n{problems}")
    st.stop()
with lead:
    frame.lead(words.lead(draft))
findings.show(draft)
if not draft.questions:
    preview.show(draft, frame.palette())
    letting_in.form(choice, given, draft, answers, today)
