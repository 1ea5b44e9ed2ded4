"""How far the reporting has come, on Översikt: one line, and the units when it is opened."""

from datetime import date

import streamlit as st

from metrics.reporting.words import reporting_words
from metrics.theme import Palette
from pages.parts import reads_reporting, sheet
from pages.parts.address import Choice
from pages.parts.figure_entry.status_table import CSS


def show(choice: Choice, today: date, palette: Palette) -> None:
    """Show how far the unit and those below it have come with the period; nothing where nothing is due."""
    whole = reads_reporting.counts(choice.office.code, choice.place.id, choice.period.code, today)
    if not whole.expected:
        return
    label = f"Rapportering: {reporting_words(whole)}"
    box = st.expander(label, key="reporting-box", on_change="rerun")
    if box.open:
        with box:
            sheet.show(
                "reporting",
                reads_reporting.status_sheet(choice.address, choice.place.id, today),
                css=CSS,
                palette=palette,
            )
