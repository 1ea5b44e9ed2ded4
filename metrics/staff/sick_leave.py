"""Sick leave of a unit in its named measures, each judged against its target and held against last year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.numbers import rounded
from metrics.periods import Period
from metrics.row_words import change_words, target_said, value_words
from metrics.rows import NOTHING, judged_target
from metrics.staff.spans import Series, Span, measured
from metrics.subjects import Figure, Subject, TargetInForce
from metrics.targets import judge
from metrics.vocabulary import Kind, Periodicity, Status, ValueState

NOT_ADDED = "räknas inte samman: delarna saknas"
TOO_SHORT = "kräver tolv månader"
PARTS_OF = {
    Periodicity.MONTH: "månader",
    Periodicity.QUARTER: "kvartal",
    Periodicity.TERTIAL: "tertial",
    Periodicity.HALF_YEAR: "halvår",
}
WHY_NOT = {
    ValueState.MISSING: "saknas",
    ValueState.NOT_APPLICABLE: "ej tillämpligt",
    ValueState.CONFIDENTIAL: "sekretess",
    ValueState.NOT_YET_REPORTED: "ej rapporterat än",
}


@dataclass(frozen=True)
class Measure:
    """One of the measures, judged and worded. `note` is what makes it less than whole, or why it is missing.

    `change` is the difference from the same measure a year before, in the indicator's own unit; None where
    either of them is unknown or lacks some of its periods.
    """

    span: Span
    figure: Figure
    value_text: str
    note: str
    status: Status
    target: TargetInForce | None
    target_text: str
    change_text: str
    change: float | None


@dataclass(frozen=True)
class Aims:
    """The targets that a unit's measure is judged by, and the days on which the indicator was redefined."""

    targets: Sequence[TargetInForce] = ()
    redefined: Sequence[date] = ()


@dataclass(frozen=True)
class Leave:
    """Sick leave of a unit, of all days or of a part of them: a series and a measure per span."""

    subject: Subject
    period: Period
    series: Mapping[Span, Series]
    measures: Mapping[Span, Measure]

    @property
    def told(self) -> bool:
        """Whether a figure, or a word on why there is none, has ever come."""
        return any(each.state != ValueState.NOT_APPLICABLE for each in self.series[Span.PERIOD].values())

    @property
    def has_value(self) -> bool:
        """Whether there is any figure to draw."""
        return any(each.value is not None for each in self.series[Span.PERIOD].values())

    @property
    def steadiest(self) -> Measure | None:
        """The measure that says most of the trend: of those that are known, the one over the longest time."""
        known = [measure for measure in self.measures.values() if measure.figure.value is not None]
        return known[-1] if known else None


def leave_of(
    subject: Subject, series: Series, scale: float, period: Period, aims: Mapping[Span, Aims]
) -> Leave:
    """Judge and word the measures of one indicator, for one of its own periods."""
    every = measured(subject, series, scale)
    own = series.get(period.code, NOTHING)
    measures = {
        span: _measure(subject, span, each, own, period, aims.get(span, Aims()))
        for span, each in every.items()
    }
    return Leave(subject, period, every, measures)


def _measure(
    subject: Subject, span: Span, series: Series, own: Figure, period: Period, aims: Aims
) -> Measure:
    untold = NOTHING if own.value is not None else Figure(None, own.state)
    figure = series.get(period.code, untold)
    values = {code: each.value for code, each in series.items() if each.value is not None}
    whole = {code: value for code, value in values.items() if series[code].parts >= series[code].expected}
    target = judged_target(aims.targets)
    return Measure(
        span=span,
        figure=figure,
        value_text=value_words(subject, figure),
        note=measure_note(subject, figure, own),
        status=_status(subject, values, period, target),
        target=target,
        target_text=target_said(subject, target),
        change_text=change_words(subject, whole, period, period.year_before, aims.redefined),
        change=change_of(subject, whole, period, aims.redefined),
    )


def _status(
    subject: Subject, values: Mapping[str, float], period: Period, target: TargetInForce | None
) -> Status:
    if target is None:
        return Status.NO_TARGET if period.code in values else Status.NO_VALUE
    judgement = judge(
        values,
        period,
        kind=subject.kind,
        target_kind=target.kind,
        target_value=target.value,
        basis=target.basis,
        decimals=subject.decimals,
        tolerance=subject.tolerance,
    )
    return judgement.status


def change_of(
    subject: Subject, values: Mapping[str, float], period: Period, redefined: Sequence[date]
) -> float | None:
    """Return how much more a figure is than a year before, as `change_words` says it."""
    before = period.year_before
    if not change_words(subject, values, period, before, redefined):
        return None
    now, then = (rounded(values[each.code], subject.decimals) for each in (period, before))
    return rounded(now - then, subject.decimals)


def measure_note(subject: Subject, figure: Figure, own: Figure) -> str:
    """Say what makes a measure less than whole, or why there is none; `own` is the period's own figure.

    What units it is made of is told once for all measures, and not here.
    """
    if figure.value is not None:
        parts = PARTS_OF.get(subject.periodicity, "perioder")
        lacking = f"{figure.parts} av {figure.expected} {parts}" if figure.parts < figure.expected else ""
        is_open = "preliminärt" if figure.state == ValueState.PRELIMINARY else ""
        return ", ".join(filter(None, [lacking, is_open]))
    bare = own.value is not None and subject.kind == Kind.RATIO and own.numerator is None
    if bare or (figure.state == ValueState.MISSING and figure.parts > 0):
        return NOT_ADDED
    return TOO_SHORT if own.value is not None else WHY_NOT[figure.state]
