"""The wall of charts that the overview is instead of: 48 plain Plotly charts of 24 months each."""

import math

import plotly.graph_objects as go
import streamlit as st

CHARTS, MONTHS, COLUMNS = 48, 24, 4

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.button("Igen")
columns = st.columns(COLUMNS)
for place in range(CHARTS):
    shift = place + st.session_state["runs"]
    values = [40 + 12 * math.sin(month / 3 + shift) for month in range(MONTHS)]
    figure = go.Figure(go.Scatter(x=list(range(MONTHS)), y=values, mode="lines"))
    figure.update_layout(title=f"Mått {place}", height=220)
    columns[place % COLUMNS].plotly_chart(figure, key=f"chart-{place}")
