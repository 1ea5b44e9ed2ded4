"""The first screen: the sentence, the two pictures, and the forms of care as a table."""

import streamlit as st

from metrics.placements.charts import NO_PRICE
from metrics.placements.plan_volumes import PlanTable
from metrics.placements.view import PlacementsView
from metrics.placements.words import days_words, lead, price_words, without_forms
from pages.parts import frame, reads_placements, sheet
from pages.parts.address import Choice
from pages.parts.placements import forms_table, units_table
from pages.parts.placements.choice import GROUP
from pages.parts.placements.look import CSS

PLOTLY = {"displayModeBar": False}


def title(choice: Choice, view: PlacementsView | None) -> str:
    """Return the page's heading: whose placements, and when; a group takes the place of the time."""
    group = view.whole.scope.name if view else ""
    period = view.period if view else choice.period
    return ", ".join(["Placeringar", choice.place.name, group.lower() or period.label])


def sentence(choice: Choice, view: PlacementsView | None, plans: PlanTable, *, any_goal: bool) -> str:
    """Answer the page's question, with or without forms of care to tell of."""
    if view is not None:
        return lead(view)
    return without_forms(choice.place.name, choice.period, plans, any_goal=any_goal)


def show(choice: Choice, view: PlacementsView, group: str) -> None:
    """Show days and prices side by side, each with its own axis, and the table of both."""
    asked = (choice.office.code, choice.place.id, choice.period.code, group)
    volume, price = reads_placements.pictures(asked, frame.palette(), frame.remark(choice))
    left, right = st.columns([11, 9], gap="medium")
    with left:
        days = days_words(view.whole, view.period)
        st.plotly_chart(volume, theme=None, config=PLOTLY, alt=days, key="volume")
    with right:
        told = price_words(view.whole, view.period) or NO_PRICE
        st.plotly_chart(price, theme=None, config=PLOTLY, alt=told, key="price")
    address = choice.address
    below = address | ({GROUP: group} if group else {})
    html = forms_table.html(view, address) + units_table.html(view, below)
    sheet.show("placement_forms", html, css=CSS, palette=frame.palette())
