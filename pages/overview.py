"""Översikt: the period's figures against their targets, what needs talk first."""

import streamlit as st

from metrics.talk import overview_sentence
from pages.parts import export, fields, frame, overview_table, reads
from pages.parts.address import chosen
from pages.parts.figure_entry import status
from pages.parts.filters import choice_fields, lens_field
from pages.parts.narrowing import narrowing, narrowing_fields

frame.require_store(outward=True)
choice = chosen(frame.today())
rows = reads.overview(choice.office.code, choice.place.id, choice.period.code)
wanted = narrowing()
frame.heading(f"{choice.place.name}, {choice.period.label}", choice, of_period=True)
frame.lead(overview_sentence(rows))
narrow = narrowing_fields(rows, wanted) if rows else ()
fields.show([*choice_fields(choice), *narrow, *lens_field(choice, span=1)])
if not rows:
    st.info("Välj en annan period, eller en enhet högre upp i verksamheten.")
    frame.other_office(choice)
    st.stop()

shown = wanted.matching(rows)
if not shown:
    st.info("Ingen indikator passar urvalet. Välj ett annat läge eller sök på något annat.")
else:
    html = reads.overview_html(choice.address, choice.place.id, wanted)
    overview_table.show(html, frame.palette())
if not choice.lens.is_outward:
    status.show(choice, frame.today(), frame.palette())
export.selection(choice, [row.subject.code for row in shown])
frame.other_office(choice)
