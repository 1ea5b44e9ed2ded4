"""Reading shows at workplace meetings with memory, as `reads` does: keyed by the store's version."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from metrics.documents.model import Report
from metrics.documents.show import Setting, Told, actions_of, show_report
from metrics.periods import Period
from metrics.vocabulary import Lens
from pages.parts import reads, reads_decisions, reads_indicator

NOTHING = ("-", "–")
"""An own text that says that nothing is to be shown."""


@dataclass(frozen=True)
class Show:
    """What is to be shown: codes of indicators in order, own words on what is done (by code), the question.

    An own text goes before what would be drafted from decisions. `seen_by` is the audience: the show
    is made through that lens wherever it is made. `asked_for` is whom it was asked for: the office's own show
    hides what a board's does, but only it has decisions.
    """

    organisation: str
    unit_id: int
    period: str
    codes: tuple[str, ...]
    own: tuple[tuple[str, str], ...] = ()
    question: str = ""
    seen_by: Lens = Lens.PUBLIC
    asked_for: Lens = Lens.PUBLIC


def report(show: Show, today: date, remark: str) -> Report:
    """Return a show as a document, as its audience may see it."""
    with reads.looking_through(show.seen_by):
        return _report(reads.version(), show, today, remark)


@st.cache_resource(max_entries=100, show_spinner="Gör i ordning bilderna …")
def _report(data_version: int, show: Show, today: date, remark: str) -> Report:
    office, own = reads.office_of(show.organisation), dict(show.own)
    place = next(each for each in office.places if each.id == show.unit_id)
    rows = {row.subject.code: row for row in reads.overview(show.organisation, place.id, show.period)}
    told = [
        Told(
            rows[code],
            reads_indicator.indicator(show.organisation, code, place.id, show.period, None),
            _own(own[code]) if code in own else doing(show, rows[code].subject.id, today),
        )
        for code in show.codes
    ]
    setting = Setting(office.name, place.name, Period.parse(show.period), reads.lens(), remark)
    return show_report(setting, told, show.question)


def _own(text: str) -> tuple[str, ...]:
    return () if text in NOTHING else (text,)


def doing(show: Show, indicator_id: int, today: date) -> tuple[str, ...]:
    """Return what is being done about an indicator, drafted from decisions; nothing for an audience."""
    decided = reads_decisions.on_indicator(
        show.organisation, show.unit_id, indicator_id, show.period, today, show.asked_for
    )
    return actions_of(decided)
