"""Which indicator, and by which periods: the choices of the indicator page."""

from itertools import chain

import streamlit as st

from metrics.hidden_areas import told_of
from metrics.indicator_view import periodicities_of
from metrics.office import Office
from metrics.subjects import Subject
from metrics.vocabulary import Area, Periodicity
from metrics.words import AREA, PERIODICITY
from pages.parts.address import Choice, asked, say_unknown
from pages.parts.fields import Field, Option

INDICATOR, SEEN_BY, LINES = "indicator", "per", "lines"
PLAIN = "plain"


def indicator_of(choice: Choice) -> Subject:
    """Return the indicator that the address asks for; stops the page where the office has none."""
    subjects = {subject.code: subject for subject in told_of(choice.office)}
    if choice.office.subjects and not subjects:
        st.info("Inget av verksamhetens mått visas för den här publiken.")
        st.stop()
    if not subjects:
        st.info(f"{choice.office.name} har inga indikatorer ännu. Läs in en planfil och ladda om sidan.")
        st.stop()
    code = asked(INDICATOR)
    subject = subjects.get(code or "") or next(iter(subjects.values()))
    if code and code != subject.code and INDICATOR in st.query_params:
        say_unknown("indikatorn", code, subject.name)
    return subject


def periodicity_of(subject: Subject) -> Periodicity | None:
    """Return the periods that the address asks for; None where the indicator has only one."""
    offered = periodicities_of(subject)
    if len(offered) < 2:
        return None
    code = asked(SEEN_BY)
    seen = next((each for each in offered if each.value == code), offered[0])
    if code and code not in list(Periodicity):
        say_unknown("perioderna", code, PERIODICITY[seen])
    return seen


def indicator_fields(office: Office, subject: Subject, seen_by: Periodicity | None) -> list[Field]:
    """Return the fields: the office's indicators by area, and the periods that one can be seen by."""
    by_area = {area: [each for each in told_of(office) if each.area == area] for area in Area}
    indicators = [Option(each.code, each.name, AREA[each.area]) for each in chain(*by_area.values())]
    fields = [Field(INDICATOR, "Indikator", subject.code, indicators, span=5)]
    if seen_by:
        periods = [Option(each.value, PERIODICITY[each]) for each in periodicities_of(subject)]
        fields.append(Field(SEEN_BY, "Visa per", seen_by.value, periods, in_row=True))
    return fields


def is_plain() -> bool:
    """Tell whether the address asks for the line alone, without mean and limits."""
    return asked(LINES) == PLAIN


def lines_field() -> Field:
    """Return the field that shows or hides mean and limits."""
    ways = [Option("", "Med normal variation"), Option(PLAIN, "Bara linjen")]
    return Field(LINES, "Diagram", PLAIN if is_plain() else "", ways, span=2)
