"""Ändra planen: a plan changed on screen, what has been changed, the plan as a file, and the next plan."""

from dataclasses import replace
from functools import partial

import streamlit as st

from data.plan_files.export import export_plan
from metrics.plan_editing.words import edition_words, origin_words
from pages.parts import fields, frame, reads, reads_plan_edits
from pages.parts.address import as_text, chosen
from pages.parts.filters import organisation_field
from pages.parts.plan_choice import plan_field, plan_of
from pages.parts.plan_editing import form, look, new_year, origin, rights, undo
from pages.parts.plan_editing.choice import chosen_entry, edit_fields
from pages.parts.plan_editing.history_table import history_html, latest_told

frame.require_store()
choice = chosen(frame.today())
shown = plan_of(choice)
plan = reads_plan_edits.plan(shown.plan.id)
frame.heading("Ändra planen", choice)
frame.lead(edition_words(shown.plan, latest_told(plan.edits), earlier=choice.as_of is not None))
st.caption(as_text(origin_words(shown.plan)))
may_edit = choice.as_of is None and rights.allowed()
entry = chosen_entry(plan) if may_edit else None
own_fields = edit_fields(plan, entry) if may_edit else []
fields.show([organisation_field(choice), replace(plan_field(shown), span=6), *own_fields])
if may_edit:
    form.show(shown.plan.id, plan, entry)
came_from = next((each for each in shown.plans if each.id == shown.plan.copied_from_id), None)
if came_from is not None:
    origin.show(choice, shown.plan, came_from)
if not plan.edits.empty:
    look.show("history", history_html(plan.edits.to_dict("records"), plan.names), frame.palette())
    if may_edit:
        undo.show(shown.plan.id, plan)
st.subheader("Planen som fil", anchor=False)
st.download_button(
    "Hämta som planfil",
    partial(export_plan, reads.store(), shown.plan.id),
    file_name=f"{shown.plan.code}.toml",
    mime="application/toml",
    icon=":material/download:",
    on_click="ignore",
)
if may_edit:
    new_year.show(choice, shown.plan)
frame.other_office(choice)
