"""Lägesbild: page settings, the list of pages, run."""

import streamlit as st

st.set_page_config(page_title="Lägesbild", page_icon="pages/parts/icon.svg", layout="wide")

st.navigation(
    {
        "": [
            st.Page("pages/overview.py", title="Översikt", default=True),
            st.Page("pages/indicator.py", title="Indikator", url_path="indikator"),
        ],
        "Planen": [
            st.Page("pages/goals.py", title="Mål och aktiviteter", url_path="mal"),
            st.Page("pages/activities.py", title="Aktiviteter", url_path="aktiviteter"),
            st.Page("pages/risks.py", title="Risker", url_path="risker"),
            st.Page("pages/year_wheel.py", title="Årshjul", url_path="arshjul"),
            st.Page("pages/meeting.py", title="Möte", url_path="mote"),
            st.Page("pages/plan.py", title="Ändra planen", url_path="planen"),
        ],
        "Områden": [
            st.Page("pages/placements.py", title="Placeringar", url_path="placeringar"),
            st.Page("pages/lead_times.py", title="Handläggningstider", url_path="handlaggningstider"),
            st.Page("pages/staff.py", title="Personal", url_path="personal"),
            st.Page("pages/economy.py", title="Ekonomi", url_path="ekonomi"),
        ],
        "Siffror": [
            st.Page("pages/entry.py", title="Fyll i", url_path="fyll-i"),
            st.Page("pages/imports.py", title="Läs in", url_path="las-in"),
            st.Page("pages/history.py", title="Historik", url_path="historik"),
            st.Page("pages/locks.py", title="Lås", url_path="las"),
            st.Page("pages/method.py", title="Metod", url_path="metod"),
        ],
    },
    position="top",
).run()
