"""Status and free text: what the overview is narrowed to. The count per status is the choice itself."""

from collections.abc import Sequence

import streamlit as st

from metrics.overview import Row
from metrics.talk import count_by_status
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import Status
from metrics.words import STATUS
from pages.parts.filters import address_box, from_address, say_unknown

STATUS_NAME, TEXT_NAME = "status", "text"


def narrow(rows: Sequence[Row]) -> tuple[Status | None, str]:
    """Show the counts per status and a search box; return the status (None = all) and the text."""
    asked = from_address(STATUS_NAME)
    counts = {
        status: count for status, count in count_by_status(rows).items() if count or status.value == asked
    }
    status = next((each for each in counts if each.value == asked), None)
    if asked and status is None:
        say_unknown(st.container(), "läget", asked, "alla lägen")
    text = from_address(TEXT_NAME) or ""
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with left:
        address_box(
            st.pills,
            "Läge mot mål",
            STATUS_NAME,
            status,
            list(counts),
            format_func=lambda each: f"{STATUS_MARKS[each].symbol} {STATUS[each]} {counts[each]}",
        )
    with right:
        address_box(st.text_input, "Sök indikator", TEXT_NAME, text, placeholder="Namn eller område")
    return status, text
