"""Which indicator, and by which periods: the choices of the indicator page."""

import streamlit as st

from metrics.indicator_view import periodicities_of
from metrics.subjects import Subject
from metrics.vocabulary import Periodicity
from metrics.words import AREA, PERIODICITY
from pages.parts.filters import Choice, address_box, from_address, say_unknown

INDICATOR, SEEN_BY = "indicator", "per"


def choose_indicator(choice: Choice) -> Subject:
    """Show the choice of indicator and return it; stops the page where the office has none."""
    notices = st.container()
    subjects = choice.office.subjects
    if not subjects:
        st.info(f"{choice.office.name} har inga indikatorer ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    asked = from_address(INDICATOR)
    subject = choice.office.subject(asked) or subjects[0]
    if asked and asked != subject.code and INDICATOR in st.query_params:
        say_unknown(notices, "indikatorn", asked, subject.name)
    names = {each.code: f"{each.name} · {AREA[each.area]}" for each in subjects}
    address_box(st.selectbox, "Indikator", INDICATOR, subject.code, list(names), format_func=names.get)
    return subject


def choose_periodicity(subject: Subject) -> Periodicity | None:
    """Show by which periods the indicator can be seen and return the choice; None where there is only one."""
    offered = periodicities_of(subject)
    if len(offered) < 2:
        return None
    asked = from_address(SEEN_BY)
    seen = next((each for each in offered if each.value == asked), offered[0])
    if asked and asked not in list(Periodicity):
        say_unknown(st.container(), "perioderna", asked, PERIODICITY[seen])
    address_box(
        st.segmented_control,
        "Visa per",
        SEEN_BY,
        seen,
        list(offered),
        format_func=lambda each: PERIODICITY[each],
        required=True,
    )
    return seen
