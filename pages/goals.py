"""Mål och aktiviteter: the plan as a tree, with what each goal adds up to and where everything comes from."""

from dataclasses import replace

import streamlit as st

from metrics.plan.tree_words import ATTENDED, RETOLD, is_retold, period_note, plan_sentence
from pages.parts import export, fields, frame, reads_goals
from pages.parts.address import as_text, chosen
from pages.parts.filters import outward_fields
from pages.parts.goals import look
from pages.parts.goals.choice import ATTENTION, shown, shown_field
from pages.parts.plan_choice import plan_field, plan_of

frame.require_store(outward=True)
choice = chosen(frame.today())
about, wanted = plan_of(choice), shown()
asked = (choice.place.id, about.period.code, about.plan.id, frame.today())
whole = reads_goals.plan_tree(choice.office.code, asked)
frame.heading(f"{about.plan.title}, {about.period.label}", choice, of_period=about.period == choice.period)
frame.lead(plan_sentence(whole.counts))
note = period_note(about.period, choice.period, about.plan)
if note:
    st.caption(as_text(note))
fields.show([*outward_fields(choice), shown_field(wanted), plan_field(about)])
if wanted == ATTENTION and not whole.counts.needs_attention:
    st.info(ATTENDED)
else:
    look.show(reads_goals.goals_html(choice.address, asked, wanted), frame.palette())
    if is_retold(whole):
        st.caption(RETOLD)
codes = [row.subject.code for branch in whole.walk() for row in branch.rows]
export.selection(replace(choice, period=about.period), codes)
frame.other_office(choice)
