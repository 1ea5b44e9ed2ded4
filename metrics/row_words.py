"""What a row of the overview says, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeGuard

from metrics.figure_words import made_of
from metrics.numbers import number, rounded, with_unit
from metrics.outlook import Outlook
from metrics.periods import Period
from metrics.sentences import ToldTarget, Verdict, comparison_words, indicator_sentence, path_words
from metrics.signal_words import outlook_words
from metrics.signals import Judged, Signal
from metrics.spc import Rule
from metrics.subjects import Figure, Subject, TargetInForce
from metrics.targets import Judgement, basis_of
from metrics.vocabulary import Basis, Periodicity, TargetKind, TargetLevel, ValueState
from metrics.words import target_words

NEED_A_VALUE = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.EXACTLY)


def is_councils(target: TargetInForce | None) -> TypeGuard[TargetInForce]:
    """Tell whether a target is the council's."""
    return target is not None and target.level == TargetLevel.COUNCIL


def row_sentence(
    subject: Subject,
    period: Period,
    figure: Figure,
    target: TargetInForce | None,
    judgement: Judgement,
    *,
    signal: Signal,
    year_end: Outlook | None,
) -> str:
    """Return the row's sentence: value, target, status, signal and outlook."""
    told = None
    if target is not None:
        text, note = target_said(subject, target), target_beside(subject, target, judgement, period)
        told = ToldTarget(target.kind, text, note, councils=is_councils(target))
    return indicator_sentence(
        subject.told,
        period,
        figure.value,
        figure.state,
        told,
        judgement,
        doubt=made_of(figure),
        verdict=Verdict(
            signal.variation,
            outlook_words(year_end),
            of_change=signal.judged == Judged.CHANGE,
            of_several=signal.rule not in (None, Rule.OUTSIDE),
        ),
    )


def value_words(subject: Subject, figure: Figure) -> str:
    """Write a figure with its unit; `–` where there is none and `..` where it is secret."""
    if figure.value is None:
        return ".." if figure.state == ValueState.CONFIDENTIAL else "–"
    return with_unit(figure.value, subject.decimals, subject.unit_of_measure)


def target_said(subject: Subject, target: TargetInForce | None) -> str:
    """Say a target in a few words; empty where there is none."""
    if target is None:
        return ""
    said = target_words(target.kind, target.value, subject.unit_of_measure)
    on_year = basis_of(subject.kind, target.basis) == Basis.YEAR and target.value is not None
    return f"{said}{' för året' if on_year and subject.periodicity != Periodicity.YEAR else ''}"


def target_beside(
    subject: Subject, target: TargetInForce | None, judgement: Judgement, period: Period
) -> str:
    """Say what a target comes to here: so far this year, beside last year, or in its source's words."""
    if target is None:
        return ""
    if target.value is None and target.kind in NEED_A_VALUE:
        return target.words
    compared = comparison_words(subject.told, target.kind, judgement, period)
    return compared or path_words(subject.told, judgement, period)


def change_words(
    subject: Subject,
    values: Mapping[str, float],
    period: Period,
    earlier: Period,
    redefined: Sequence[date],
) -> str:
    """Word the difference of the two rounded figures, the ones the reader sees, without its unit.

    Empty if one of them is missing, or if the indicator meant something else at the time.
    """
    if period.code not in values or earlier.code not in values:
        return ""
    if any(earlier.first < day <= period.last for day in redefined):
        return ""
    now = rounded(values[period.code], subject.decimals)
    then = rounded(values[earlier.code], subject.decimals)
    difference = rounded(now - then, subject.decimals)
    return "±0" if difference == 0 else number(difference, subject.decimals, sign=True)
