"""What the economy's page is measured against: two plain Plotly charts of a year, and nothing else."""

import math

import plotly.graph_objects as go
import streamlit as st

CHARTS, MONTHS = 2, 12

st.session_state["runs"] = run = st.session_state.get("runs", 0) + 1
st.button("Igen")
for place, column in enumerate(st.columns(CHARTS)):
    values = [40 + 12 * math.sin(month / 3 + place + run) for month in range(MONTHS)]
    figure = go.Figure(go.Scatter(x=list(range(MONTHS)), y=values, mode="lines"))
    figure.update_layout(title=f"Belopp {place}, körning {run}", height=420)
    column.plotly_chart(figure, key=f"chart-{place}")
