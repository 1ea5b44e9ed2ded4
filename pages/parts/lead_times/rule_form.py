"""The limits of a kind of case as they have been written, and the form that writes a new one."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from data.recording_lead_times import record_time_rule
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.words import DEADLINE
from metrics.cases.deadlines import LIMIT_WORD
from metrics.subjects import Subject
from metrics.vocabulary import LimitUnit
from pages.parts import forms, reads, reads_lead_times, tables
from pages.parts.address import Choice

LABELS = {
    "applies_from": "Gäller från",
    "time_limit": "Gräns",
    "limit_unit": "Räknas i",
    "judged_by": "Frist som gäller",
    "law": "Lagrum eller beslut",
    "role": "Din roll",
}
DAYS = ("Från", "Skrivet")
MEANS = (
    "Gränsen gäller ärenden öppnade från dagen. Den visas här och räknas i filer med datumpar; siffror som "
    "redan är levererade räknas inte om. Tidigare gränser finns kvar."
)


def show(choice: Choice, line: LimitLine, today: date) -> None:
    """Offer to write a limit for a kind from a day on, below those that it has had."""
    subject = choice.office.subject(line.code)
    assert subject is not None  # the line is of one of the office's indicators
    key = f"limit-{line.code}"
    box = st.expander("Ändra gräns eller lagrum", key=f"{key}-box", on_change="rerun")
    if not box.open:
        return
    with box:
        rules = reads_lead_times.rules_of(choice.office.code, line.kind, choice.period.last)
        tables.plain(f"Gränser för {line.name}", [_unbroken(rule) for rule in rules])
        with st.form(key, border=False, width=forms.FORM_WIDTH):
            given = _fields(line, key, today)
            if st.form_submit_button("Spara gränsen"):
                _save(choice, subject, given)


def _unbroken(rule: Mapping[str, str]) -> dict[str, str]:
    """Return a row whose days aren't broken at their dashes."""
    days = {
        name: tables.Picture(f'<span style="white-space:nowrap">{escape(rule[name])}</span>') for name in DAYS
    }
    return {**rule, **days}


def _fields(line: LimitLine, key: str, today: date) -> Mapping[str, object]:
    """Show the fields, filled with the limit that holds; return what is written in them."""
    rule = line.rule
    st.caption(f"{MEANS} {forms.NOBODY_NAMED}")
    applies_from = forms.day(LABELS["applies_from"], today, key)
    with st.container(horizontal=True):
        limit = st.text_input(
            LABELS["time_limit"], str(rule.limit) if rule else "", key=f"{key}-limit", width=120
        )
        units = list(LIMIT_WORD)
        unit = st.selectbox(
            LABELS["limit_unit"],
            units,
            index=units.index(rule.limit_unit if rule else LimitUnit.DAYS),
            format_func=LIMIT_WORD.get,
            key=f"{key}-unit",
            width=200,
        )
    judged_by = st.radio(
        LABELS["judged_by"],
        list(DEADLINE),
        index=list(DEADLINE).index(line.judged_by),
        format_func=DEADLINE.get,
        horizontal=True,
        help="På dagen: även när den är en helgdag. Nästa vardag: då får fristen hållas nästa arbetsdag.",
        key=f"{key}-judged-by",
    )
    law = st.text_input(LABELS["law"], line.law, key=f"{key}-law")
    return {
        "applies_from": applies_from,
        "time_limit": limit.strip(),
        "limit_unit": unit,
        "judged_by": judged_by,
        "law": law,
        "role": forms.role(key),
    }


def _save(choice: Choice, subject: Subject, given: Mapping[str, object]) -> None:
    record = partial(
        record_time_rule,
        reads.store(),
        organisation_id=choice.office.id,
        indicator_id=subject.id,
        given=given,
    )
    forms.save(f"Gränsen från {given['applies_from']} är sparad.", record, LABELS)
