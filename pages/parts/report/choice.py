"""Which report is shown, of which period, and whether as it was kept or as it would be written now."""

from dataclasses import dataclass, replace
from enum import StrEnum

import streamlit as st

from data.period_report import Standing
from metrics.documents.material import KIND_CODES, KIND_OF, PERIOD_OF
from metrics.documents.words import REPORT
from metrics.office import Office
from metrics.periods import Period
from metrics.vocabulary import Periodicity, ReportKind
from metrics.words import PERIODICITY
from pages.parts import frame, reads
from pages.parts.address import PERIOD, Choice, as_text, asked
from pages.parts.fields import Field, Option
from pages.parts.filters import outward_fields

KIND, VERSION = "rapport", "version"
CODE_OF = {kind: code for code, kind in KIND_CODES.items()}
PERIOD_WORDS = {kind: PERIODICITY[PERIOD_OF[kind]] for kind in PERIOD_OF}


class Version(StrEnum):
    """How a report that is kept is looked at: as it was kept, being changed, or drafted anew."""

    KEPT = ""
    CHANGE = "andra"
    ANEW = "utkast"


VERSION_WORDS = {
    Version.KEPT: "Sparad",
    Version.CHANGE: "Ändra den sparade",
    Version.ANEW: "Nytt utkast",
}


@dataclass(frozen=True)
class ReportChoice:
    """A choice whose period is one that the chosen kind of report is made of."""

    choice: Choice
    kind: ReportKind

    @property
    def is_of_period(self) -> bool:
        """Whether it is a period's report, which can be kept."""
        return self.kind in PERIOD_OF


def report_choice(choice: Choice) -> ReportChoice:
    """Return which report the address asks for: by default that of the chosen period.

    A period of another kind gives way to the latest that has ended with it, or to the newest.
    """
    kind = KIND_CODES.get(asked(KIND) or "")
    if kind is None or kind == KIND_OF.get(choice.period.periodicity):
        return ReportChoice(choice, KIND_OF.get(choice.period.periodicity, ReportKind.SELECTION))
    if kind == ReportKind.SELECTION:
        return ReportChoice(choice, kind)
    period = _nearest(choice.office, choice.period, PERIOD_OF[kind])
    if period is None:
        noun = PERIOD_WORDS[kind]
        st.info(as_text(f"{choice.office.name} har ingen period av slaget {noun} att göra en rapport av."))
        return ReportChoice(choice, KIND_OF.get(choice.period.periodicity, ReportKind.SELECTION))
    return ReportChoice(replace(choice, period=period), kind)


def _nearest(office: Office, asked_for: Period, periodicity: Periodicity) -> Period | None:
    """Return the latest choosable period of a kind that has ended with another, else the newest of them."""
    every = [each for each in office.periods if each.periodicity == periodicity]
    ended = (each for each in every if each.last <= asked_for.last)
    return next(ended, None) or next(iter(every), None)


def may_be_written(wanted: ReportChoice, standing: Standing) -> bool:
    """Whether a report can be kept: not of a locked period or an earlier day, nor on an audience's server."""
    return standing.lock is None and wanted.choice.as_of is None and not reads.least_lens().is_outward


def report_fields(wanted: ReportChoice, standing: Standing, version: Version) -> list[Field]:
    """Return the page's fields: whose report, of which kind and period, for whom, and which version."""
    fields = [
        _periods(field, wanted) if field.name == PERIOD else field for field in outward_fields(wanted.choice)
    ]
    kinds = [Option(CODE_OF[kind], REPORT[kind]) for kind in CODE_OF]
    fields.append(Field(KIND, "Rapport", CODE_OF[wanted.kind], kinds, in_row=True, span=4))
    if standing.kept is not None and may_be_written(wanted, standing):
        versions = [Option(each.value, VERSION_WORDS[each]) for each in Version]
        fields.append(Field(VERSION, "Visa", version.value, versions, in_row=True, span=4))
    return fields


def _periods(field: Field, wanted: ReportChoice) -> Field:
    """Return the field of periods with those that the report can be made of."""
    if not wanted.is_of_period:
        return field
    mine = [
        Option(each.code, each.label)
        for each in wanted.choice.office.periods
        if each.periodicity == PERIOD_OF[wanted.kind]
        and (each.first <= frame.today() or each == wanted.choice.period)
    ]
    return replace(field, options=mine)


def version_asked(wanted: ReportChoice, standing: Standing, *, is_writing: bool) -> Version:
    """Return how the report is to be shown: one that is being written stays open when another is kept."""
    if not may_be_written(wanted, standing):
        return Version.KEPT
    asked_for = st.query_params.get(VERSION, "")
    if asked_for in (Version.CHANGE, Version.ANEW):
        return Version(asked_for)
    return Version.ANEW if standing.kept is None or is_writing else Version.KEPT
