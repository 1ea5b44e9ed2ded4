"""Ekonomi: where the year's money ends, how sure that is, what moved, and how good forecasts have been."""

import streamlit as st

from metrics.money.words import seen_from
from pages.parts import fields, frame, reads_money
from pages.parts.address import chosen
from pages.parts.economy import bridge, memory, printed, scenarios, year
from pages.parts.economy.choice import economy_choice, economy_fields
from pages.parts.filters import choice_fields

VIEWS = {
    "": year,
    "memory": memory,
    "bridge": bridge,
    "scenarios": scenarios,
}

frame.require_store()
choice = chosen(frame.today())
money = reads_money.money(choice.office.code)
asked_for = economy_choice(money.with_lines)
view = reads_money.economy(choice.office.code, choice.place.id, choice.period.code, asked_for.account_id)
if view is None:
    printed.show(choice, money, asked_for)
    st.stop()
frame.heading(
    ", ".join(["Ekonomi", choice.place.name, *asked_for.names, seen_from(view)]), choice, of_period=True
)
shown = VIEWS[asked_for.view]
frame.lead(shown.sentence(choice, asked_for, view))
own_fields = [*economy_fields(asked_for, money.with_lines), *shown.fields_beside(asked_for, view)]
fields.show([*choice_fields(choice), *own_fields])
shown.show(choice, asked_for, view)
st.page_link("pages/method.py", label="Så räknas prognosen", icon=":material/menu_book:")
frame.other_office(choice)
