"""Metod: how signals, outlooks and the year's money are judged, in plain words, with a worked example."""

import streamlit as st

from metrics.charts import trend_chart
from metrics.worked_example import SENTENCE, example_limits, example_series, no_targets
from pages.parts import frame, reads

AFTER_THE_CHART = "\nEtt värde är mer än slump när det\n"

before, heading, after = reads.method_text("signaler.md").partition(AFTER_THE_CHART)
st.markdown(before)
figure = trend_chart(
    example_series(),
    no_targets(),
    unit_of_measure="orosanmälningar",
    decimals=0,
    palette=frame.palette(),
    remark="påhittat exempel",
    limits=example_limits(),
)
st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, alt=SENTENCE, key="example")
st.markdown(heading + after)
st.divider()
st.markdown(reads.method_text("ekonomi.md"))
