"""A row: everything that is said of one indicator for a unit and a period, judged and worded.

A figure, its target and its history come in. Everything that the row says is decided here, so that a page
has only to show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.appraisal import SPARK_PERIODS, outlook_for, periods_seen, signal_for
from metrics.figure_words import figure_note, is_partial_sum
from metrics.numbers import PER_CENT, PERCENTAGE_POINTS, rounded
from metrics.outlook import Outlook
from metrics.periods import Period, latest_within
from metrics.row_words import (
    NEED_A_VALUE,
    change_words,
    is_councils,
    row_sentence,
    target_beside,
    target_said,
    value_words,
)
from metrics.signals import Signal
from metrics.subjects import (
    Figure,
    Subject,
    TargetInForce,
)
from metrics.targets import (
    CEILINGS,
    UNJUDGED,
    Judgement,
    basis_of,
    judge,
)
from metrics.vocabulary import Basis, Status, TargetLevel, ValueState
from metrics.words import LEVEL, NOT_SHOWN, STATUS, UNDECIDED


@dataclass(frozen=True)
class Row:
    """What the overview says of one indicator. Texts are ready to be shown, unescaped.

    `known` is False where there is neither a figure (or a word on why there is none) nor a
    target for the time: the indicator stands in a plan, but the period has nothing to say of it.
    """

    subject: Subject
    period: Period
    figure: Figure
    judgement: Judgement
    value_text: str
    note: str
    target_text: str
    target_note: str
    change_text: str
    change_year_text: str
    change_unit: str
    spark: Sequence[float | None]
    spark_target: float | None
    signal: Signal
    outlook: Outlook | None
    sentence: str
    known: bool
    reported_before: bool

    @property
    def status(self) -> Status:
        """Where the figure stands."""
        return self.judgement.status

    @property
    def status_word(self) -> str:
        """Where the figure stands, in words; of one that is hidden, that it isn't shown."""
        if self.is_hidden:
            return NOT_SHOWN
        return UNDECIDED if self.is_undecided else STATUS[self.status]

    @property
    def is_hidden(self) -> bool:
        """Whether there is a figure that isn't shown: it is secret, or kept from the audience."""
        return self.figure.value is None and self.figure.state == ValueState.CONFIDENTIAL

    @property
    def is_undecided(self) -> bool:
        """Whether there is a figure, but not all that it is judged with."""
        return self.figure.value is not None and self.status == Status.NO_VALUE

    @property
    def awaited(self) -> bool:
        """Whether the period's figure should be there and is not."""
        return self.figure.value is None and self.figure.state not in (
            ValueState.NOT_APPLICABLE,
            ValueState.CONFIDENTIAL,
        )


NOTHING = Figure(None, ValueState.NOT_YET_REPORTED)


def period_shown(subject: Subject, chosen: Period) -> Period:
    """Return the period an indicator is shown for: the latest of its own that has ended with `chosen`."""
    return latest_within(chosen.last, subject.shown_by(chosen.periodicity))


def row_of(
    subject: Subject,
    series: Mapping[str, Figure],
    targets: Sequence[TargetInForce],
    chosen: Period,
    redefined: Sequence[date] = (),
    rebased: Sequence[date] = (),
) -> Row:
    """Judge and word one indicator for the latest of its periods that has ended with `chosen`.

    `targets` are those in force at the end of that period. `series` maps period codes of the
    shown periodicity to figures; what is not there has not been reported. A sum that lacks some
    of its periods is shown and called so, but it is neither judged nor compared: it is low for
    no other reason. No change is told across a day on which the indicator was `redefined`, and
    new limits begin where the unit's were `rebased`.
    """
    period = period_shown(subject, chosen)
    figure = series.get(period.code, NOTHING)
    values = _whole_values(subject, series)
    target = judged_target(targets)
    judgement = _judgement(subject, values, period, figure, target)
    seen = periods_seen(series, period, redefined)
    signal = signal_for(subject, series, seen, target, rebased)
    year_end = outlook_for(subject, series, seen, target) if figure.value is not None else None
    return Row(
        subject=subject,
        period=period,
        figure=figure,
        judgement=judgement,
        value_text=value_words(subject, figure),
        note=figure_note(subject, figure, values, period),
        target_text=_target_text(subject, target),
        target_note=target_beside(subject, target, judgement, period),
        change_text=change_words(subject, values, period, period.previous, redefined),
        change_year_text=change_words(subject, values, period, period.year_before, redefined),
        change_unit=PERCENTAGE_POINTS if subject.unit_of_measure == PER_CENT else "",
        spark=[values.get(period.shifted(-back).code) for back in reversed(range(SPARK_PERIODS))],
        spark_target=_spark_target(subject, target, period),
        known=bool(targets) or any(known.state != ValueState.NOT_APPLICABLE for known in series.values()),
        reported_before=any(known.value is not None for known in series.values()),
        signal=signal,
        outlook=year_end,
        sentence=row_sentence(subject, period, figure, target, judgement, signal=signal, year_end=year_end),
    )


def _whole_values(subject: Subject, series: Mapping[str, Figure]) -> dict[str, float]:
    """Return what can be judged and compared: the values that are no sums of some of their periods."""
    return {
        code: known.value
        for code, known in series.items()
        if known.value is not None and not is_partial_sum(subject.kind, known)
    }


def _target_text(subject: Subject, target: TargetInForce | None) -> str:
    """Write the target; the council's is called so."""
    said = target_said(subject, target)
    return f"{LEVEL[target.level]}: {said}" if is_councils(target) else said


def judged_target(targets: Sequence[TargetInForce]) -> TargetInForce | None:
    """Choose the target to judge by: the own one, or the council's where the own has no figure yet."""
    for level in (TargetLevel.OWN, TargetLevel.COUNCIL):
        for target in targets:
            if target.level == level and (target.value is not None or target.kind not in NEED_A_VALUE):
                return target
    return targets[0] if targets else None


def _judgement(
    subject: Subject,
    values: Mapping[str, float],
    period: Period,
    figure: Figure,
    target: TargetInForce | None,
) -> Judgement:
    partial = is_partial_sum(subject.kind, figure)
    if target is None or (target.kind in UNJUDGED and partial):
        return Judgement(Status.NO_VALUE if figure.value is None else Status.NO_TARGET)
    if partial and (missed := _already_missed(subject, figure, target)):
        return missed
    return judge(
        values,
        period,
        kind=subject.kind,
        target_kind=target.kind,
        target_value=target.value,
        basis=target.basis,
        decimals=subject.decimals,
        tolerance=subject.tolerance,
    )


def _already_missed(subject: Subject, figure: Figure, target: TargetInForce) -> Judgement | None:
    """A ceiling on a sum that its known periods have passed is missed, whatever the rest will be."""
    if target.kind not in CEILINGS or target.value is None or figure.value is None:
        return None
    gap = rounded(figure.value, subject.decimals) - target.value
    if gap <= subject.tolerance:
        return None
    return Judgement(Status.OFF_TARGET, figure.value, target.value, gap, summed=True)


def _spark_target(subject: Subject, target: TargetInForce | None, period: Period) -> float | None:
    """The target line of the small picture: a year's sum is spread evenly over its periods."""
    if target is None or target.value is None:
        return None
    if basis_of(subject.kind, target.basis) == Basis.YEAR:
        return target.value * period.month_count / 12
    return target.value
