"""Lägesbild: page settings, the list of pages, run."""

import streamlit as st

from pages.parts.navigation import inside

st.set_page_config(page_title="Lägesbild", page_icon="pages/parts/icon.svg", layout="wide")

st.navigation(
    {
        "": [
            st.Page("pages/overview.py", title="Översikt", default=True),
            st.Page("pages/indicator.py", title="Indikator", url_path="indikator"),
            st.Page("pages/show.py", title="APT", url_path="apt"),
        ],
        "Planen": [
            st.Page("pages/goals.py", title="Mål och aktiviteter", url_path="mal"),
            inside("pages/activities.py", "Aktiviteter", "aktiviteter"),
            inside("pages/risks.py", "Risker", "risker"),
            inside("pages/year_wheel.py", "Årshjul", "arshjul"),
            inside("pages/meeting.py", "Möte", "mote"),
            st.Page("pages/report.py", title="Rapport", url_path="rapport"),
            inside("pages/plan.py", "Ändra planen", "planen"),
        ],
        "Områden": [
            inside("pages/placements.py", "Placeringar", "placeringar"),
            inside("pages/lead_times.py", "Handläggningstider", "handlaggningstider"),
            inside("pages/staff.py", "Personal", "personal"),
            inside("pages/economy.py", "Ekonomi", "ekonomi"),
        ],
        "Siffror": [
            inside("pages/entry.py", "Fyll i", "fyll-i"),
            inside("pages/imports.py", "Läs in", "las-in"),
            inside("pages/history.py", "Historik", "historik"),
            inside("pages/locks.py", "Lås", "las"),
            st.Page("pages/method.py", title="Metod", url_path="metod"),
        ],
    },
    position="hidden" if "bild" in st.query_params else "top",  # nothing around a slide
).run()
