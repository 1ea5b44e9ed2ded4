"""What was odd in the file: what stops, and how the rest was read."""

import streamlit as st

from data.imports.draft import Draft
from data.imports.facts import Finding
from metrics.numbers import number
from metrics.vocabulary import FindingLevel
from pages.parts import tables
from pages.parts.imports.words import counted

MOST_SHOWN = 12
MOST_LISTED = 300
WAY_ON = "Rätta i filen och läs in den igen. Resten kan läsas in under tiden."


def show(draft: Draft) -> None:
    """Show what stops figures, and folded away how the rest of the file was read."""
    errors = draft.of_level(FindingLevel.ERROR)
    if errors:
        tables.show(f"Stoppas ({number(len(errors), 0)})", finding_rows(errors), most=MOST_SHOWN)
        st.caption(WAY_ON)
    notices = draft.of_level(FindingLevel.NOTICE)
    if notices:
        told = counted(len(notices), "upplysning", "upplysningar")
        with st.expander(f"Så lästes filen: {told}"):
            tables.plain("Så lästes filen", finding_rows(notices))


def finding_rows(found: list[Finding]) -> list[dict[str, str]]:
    """Return findings as rows; beyond a long list the last row says how many more there are."""
    rows = [{"Var": each.where, "Vad": each.message} for each in found[:MOST_LISTED]]
    more = len(found) - MOST_LISTED
    return [*rows, {"Var": "", "Vad": f"… och {number(more, 0)} till"}] if more > 0 else rows
