"""Översikt: the period's figures against their targets, what needs talk first."""

import streamlit as st

from metrics.talk import late, matching, never_reported, overview_sentence
from pages.parts import frame, overview_table, reads
from pages.parts.filters import choose
from pages.parts.narrowing import narrow

frame.require_store()
head = st.container()
choice = choose(frame.today())
rows = reads.overview(choice.office.code, choice.place.id, choice.period.code)
with head:
    frame.heading(f"{choice.place.name}, {choice.period.label}", choice)
    frame.lead(overview_sentence(rows))
if not rows:
    st.info("Välj en annan period, eller en enhet högre upp i verksamheten.")
    frame.other_office(choice)
    st.stop()

status, text = narrow(rows)
shown = matching(rows, status, text)
if not shown:
    st.info("Ingen indikator passar urvalet. Välj ett annat läge eller sök på något annat.")
else:
    html = reads.overview_html(choice.address, choice.place.id, status, text)
    overview_table.show(html, frame.palette())
frame.listing("Saknas eller är sena", [row.sentence for row in late(shown)])
frame.listing("Har aldrig rapporterats", [row.sentence for row in never_reported(shown)])
frame.other_office(choice)
