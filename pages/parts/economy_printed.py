"""What is shown where no months are known: the result tables as documents print them, or why nothing is."""

import streamlit as st

from metrics.printed import lead
from pages.parts import fields, frame, printed_tables, reads_money
from pages.parts.address import Choice
from pages.parts.filters import choice_fields


def show(choice: Choice, money: reads_money.Money) -> None:
    """Show the printed tables of an office without months; else say what the year lacks."""
    if money.books is not None:
        frame.heading(f"Ekonomi, {choice.place.name}", choice)
        fields.show(choice_fields(choice))
        lacking = f"Inga belopp är inlagda för {choice.place.name} {choice.period.year}."
        st.info(f"{lacking} Välj en annan period eller enhet.")
        return
    frame.heading("Ekonomi", choice)
    tables, contradictions = reads_money.printed(choice.office.code)
    frame.lead(lead(choice.office.name, tables))
    fields.show(choice_fields(choice)[:1])
    if tables:
        printed_tables.show(tables, contradictions)
    frame.other_office(choice)
