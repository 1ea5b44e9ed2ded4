"""Indikator: one indicator over its whole time, against its targets, for a unit and the units below it."""

import streamlit as st

from metrics.charts import trend_chart
from metrics.happenings import with_decisions
from pages.parts import (
    entry,
    fields,
    frame,
    indicator_history,
    indicator_text,
    origin,
    reads,
    reads_decisions,
    tables,
)
from pages.parts.address import chosen
from pages.parts.decisions import form as decide
from pages.parts.decisions import listing
from pages.parts.figure_entry import comments
from pages.parts.filters import choice_fields
from pages.parts.indicator_choice import indicator_fields, indicator_of, is_plain, lines_field, periodicity_of

frame.require_store()
choice = chosen(frame.today())
subject = indicator_of(choice)
seen_by = periodicity_of(subject)
view = reads.indicator(choice.office.code, subject.code, choice.place.id, choice.period.code, seen_by)
frame.heading(f"{subject.name}, {choice.place.name}", choice, of_period=True)
frame.lead(view.row.sentence)
fields.show([*choice_fields(choice), lines_field(), *indicator_fields(choice.office, subject, seen_by)])

decided = reads_decisions.on_indicator(
    choice.office.code, choice.place.id, subject.id, choice.period.code, frame.today()
)
marks = with_decisions(view.marks, decided)
figure = trend_chart(
    view.series,
    view.target_lines,
    unit_of_measure=view.drawn_in,
    decimals=subject.decimals,
    palette=frame.palette(),
    marks=marks,
    remark=frame.remark(choice),
    limits=None if is_plain() else view.limits,
)
st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, alt=view.row.sentence, key="trend")
indicator_text.verdict(view)
listing.show(choice, decided)
tables.numbered("Händelser och beslut", marks)
comments.listed(choice, subject)
decide.show(choice, subject)
entry.event_form(choice, subject)
entry.rebase_form(choice, subject, view.new_limits_from)
entry.listed(choice.office.rebases_of(subject.id, choice.place.id))
origin.show(view.trace, choice)
tables.show("Per enhet", tables.unit_rows(view.by_unit))
left, right = st.columns([3, 2], gap="large")
with left:
    tables.show("Värden", view.values, most=tables.MOST_ROWS)
with right:
    indicator_text.about(reads.description(choice.office.code, subject.code), subject)
    indicator_text.in_plans(reads.places_in_plans(choice.office.code), subject)
tables.show("Mål och källans ord", view.targets)
words = reads.corrections(choice.office.code, subject.code, choice.place.id)
tables.show("Rättade värden", tables.correction_rows(words, subject))
indicator_history.show(choice, subject)
