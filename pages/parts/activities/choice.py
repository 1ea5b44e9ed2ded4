"""Which of a plan's undertakings a reader has chosen to report on, as the address says it."""

from collections.abc import Sequence

import streamlit as st

from metrics.plan.activity_words import needing_report
from metrics.plan.undertakings import Undertaking
from metrics.words import shortened
from pages.parts.address import as_text, write
from pages.parts.fields import Field, Option

ACTIVITY = "activity"
NONE_CHOSEN = Option("", "Välj vad rapporten gäller …")
LONGEST = 90
FIRST = "Behöver rapport"
GROUPS = {
    "aktivitet": "Aktiviteter",
    "projekt": "Projekt",
    "investering": "Investeringar",
    "programpunkt": "Programpunkter",
}


def chosen_line(lines: Sequence[Undertaking]) -> Undertaking | None:
    """Return the undertaking that the address names; one that the plan lacks is said, and let go."""
    code = st.query_params.get(ACTIVITY)
    line = next((each for each in lines if each.code == code), None)
    if code and line is None:
        st.warning(as_text(f"Aktiviteten «{shortened(code, 60)}» finns inte i planen som visas."))
        write(ACTIVITY, "")
    return line


def activity_field(lines: Sequence[Undertaking], chosen: Undertaking | None) -> Field:
    """Return the field that chooses what to report on: what needs a report first, in the table's order."""
    first = needing_report(lines)
    options = [_option(each, FIRST) for each in first]
    options += [
        _option(each, GROUPS[kind])
        for kind in GROUPS
        for each in sorted(lines, key=lambda line: line.title.casefold())
        if each.kind == kind and each not in first
    ]
    return Field(ACTIVITY, "Rapportera läge", chosen.code if chosen else "", [NONE_CHOSEN, *options], span=8)


def _option(line: Undertaking, group: str) -> Option:
    return Option(line.code, shortened(line.title, LONGEST), group)
