"""What is shown where no months are known: the result tables as documents print them, or why nothing is."""

import streamlit as st

from metrics.money.printed import lead
from pages.parts import fields, frame, reads_money
from pages.parts.address import Choice, as_text
from pages.parts.economy import printed_tables
from pages.parts.economy.choice import EconomyChoice, economy_fields
from pages.parts.filters import choice_fields


def show(choice: Choice, money: reads_money.Money, chosen: EconomyChoice) -> None:
    """Show the printed tables of an office without months; else say what the year or the account lacks."""
    if money.books is not None:
        frame.heading(f"Ekonomi, {choice.place.name}", choice)
        fields.show([*choice_fields(choice), *economy_fields(chosen, money.with_lines)])
        on = "" if chosen.account_id is None else f" på kontot {chosen.account_name}"
        lacking = f"Inga månadsbelopp är inlagda för {choice.place.name}{on} {choice.period.year}."
        st.info(as_text(f"{lacking} Välj en annan period, enhet eller ett annat konto."))
        return
    frame.heading("Ekonomi", choice)
    tables, contradictions = reads_money.printed(choice.office.code)
    frame.lead(lead(choice.office.name, tables))
    fields.show(choice_fields(choice)[:1])
    if tables:
        printed_tables.show(tables, contradictions)
    frame.other_office(choice)
