"""Indikator: one indicator over its whole time, against its targets, for a unit and the units below it."""

import streamlit as st

from metrics.charts import trend_chart
from metrics.happenings import with_decisions
from pages.parts import (
    export,
    fields,
    frame,
    indicator_inside,
    indicator_text,
    origin,
    reads_indicator,
    tables,
)
from pages.parts.address import chosen
from pages.parts.decisions import listing
from pages.parts.filters import outward_fields
from pages.parts.indicator_choice import indicator_fields, indicator_of, is_plain, lines_field, periodicity_of

frame.require_store(outward=True)
choice = chosen(frame.today())
subject = indicator_of(choice)
seen_by = periodicity_of(subject)
view = reads_indicator.indicator(
    choice.office.code, subject.code, choice.place.id, choice.period.code, seen_by
)
frame.heading(f"{subject.name}, {choice.place.name}", choice, of_period=True)
frame.lead(view.row.sentence)
fields.show([*outward_fields(choice), lines_field(), *indicator_fields(choice.office, subject, seen_by)])

decided = indicator_inside.decided(choice, subject)
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
indicator_inside.talk(choice, subject, view.new_limits_from)
origin.show(view.trace, choice)
tables.show("Per enhet", tables.unit_rows(view.by_unit))
left, right = st.columns([3, 2], gap="large")
with left:
    tables.show("Värden", view.values, most=tables.MOST_ROWS)
with right:
    indicator_text.about(reads_indicator.description(choice.office.code, subject.code), subject)
    indicator_text.in_plans(reads_indicator.places_in_plans(choice.office.code), subject)
tables.show("Mål och källans ord", view.targets)
indicator_inside.earlier(choice, subject)
export.selection(choice, [subject.code])
