"""What an indicator's own history says of a period: has it truly changed, and how will the year end."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from metrics.figure_words import is_partial_sum
from metrics.outlook import MonthlySeries, Outlook, Silence, outlook
from metrics.periods import PER_YEAR, Period
from metrics.rollup import scale_of
from metrics.signals import Reason, Series, Signal, signal_of
from metrics.subjects import Figure, Subject, TargetInForce
from metrics.targets import PROFILE_YEARS, basis_of
from metrics.vocabulary import Basis, Derivation, Direction, Kind, Periodicity, TargetKind, ValueState

SPARK_PERIODS = 24
LAST_MONTH = 12
COUNTS = (Kind.FLOW, Kind.STOCK)
FEWEST = 1.0
"""Cases a month, below which the probability of a count is known to be too pessimistic."""
HELD_TO = {(TargetKind.AT_LEAST, Direction.UP), (TargetKind.AT_MOST, Direction.DOWN)}
"""Targets that limits can be held against: the side of them that is wanted is the side that is better."""


def first_year(period: Period) -> int:
    """Return the first year that a period is seen against: 24 of its like back, and at least three years."""
    return period.year - max(PROFILE_YEARS, SPARK_PERIODS * period.month_count // 12)


def periods_seen(
    series: Mapping[str, Figure], period: Period, redefined: Sequence[date] = ()
) -> list[Period]:
    """Return the periods that a period is judged by, itself the last, without holes.

    They begin with the first known figure, and not before the indicator was last `redefined`:
    before that it meant something else.
    """
    since = max((day for day in redefined if day <= period.last), default=date.min)
    place = Period(period.periodicity, first_year(period))
    seen: list[Period] = []
    while place.first <= period.first:
        figure = series.get(place.code)
        known = figure is not None and figure.value is not None
        if (seen or known) and (place.first >= since or place == period):
            seen.append(place)
        place = place.shifted(1)
    return seen


def signal_for(
    subject: Subject,
    series: Mapping[str, Figure],
    seen: Sequence[Period],
    target: TargetInForce | None,
    rebased: Sequence[date] = (),
) -> Signal:
    """Tell whether the last of the periods seen is more than chance; limits begin anew where `rebased`."""
    on_period = target is not None and basis_of(subject.kind, target.basis) == Basis.PERIOD
    held = target is not None and on_period and (target.kind, subject.direction) in HELD_TO
    judged = series_to_judge(subject, series, seen, rebased)
    signal = signal_of(replace(judged, target=target.value if target and held else None))
    if subject.is_windowed and signal.reason == Reason.TURNED_OFF:
        return replace(signal, reason=Reason.OVERLAPPING)
    last = series.get(seen[-1].code) if seen else None
    silent = signal.reason == Reason.NO_VALUE
    is_partial = last is not None and last.value is not None and _lacks_parts(last)
    return replace(signal, reason=Reason.PARTIAL_SUM) if is_partial and silent else signal


def series_to_judge(
    subject: Subject, series: Mapping[str, Figure], seen: Sequence[Period], rebased: Sequence[date] = ()
) -> Series:
    """Return the values of the periods seen as they are judged; limits begin anew where `rebased`.

    A sum that lacks periods is no value, and neither is the last where any part of it is awaited.
    """
    figures = [_whole(subject, series.get(period.code)) for period in seen]
    if figures and _lacks_parts(series.get(seen[-1].code)):
        figures[-1] = None
    starts = (next((at for at, period in enumerate(seen) if period.last >= day), 0) for day in rebased)
    return Series(
        values=[figure.value if figure else None for figure in figures],
        kind=subject.kind,
        direction=subject.direction,
        decimals=subject.decimals,
        in_year=PER_YEAR[seen[0].periodicity] if seen else 1,
        numerators=[figure.numerator if figure else None for figure in figures],
        denominators=[figure.denominator if figure else None for figure in figures],
        rebase_at=[start for start in starts if start],
        method=subject.signal_method,
    )


def outlook_for(
    subject: Subject, series: Mapping[str, Figure], seen: Sequence[Period], target: TargetInForce | None
) -> Outlook | None:
    """Tell how likely the year's target is to be met; None where there is no such question.

    There is one for a floor or a ceiling on what is measured by the month: on the year's sum of
    what is summed, on the year as a whole of shares and means, on the end of the year of caseloads.
    The target is moved by half a unit of the last decimal, for the year is judged as it is shown,
    rounded. What preliminary figures decide is not told as certain. Of derived indicators only ratios have
    a year of their own: the others are made of more than their period.
    """
    if subject.recipe is not None and subject.recipe.by != Derivation.RATIO:
        return None
    under_way = bool(seen) and seen[-1].periodicity == Periodicity.MONTH and seen[-1].index < LAST_MONTH
    if not under_way or target is None or target.value is None:
        return None
    of_year = (
        subject.kind not in (Kind.FLOW, Kind.MONEY) or basis_of(subject.kind, target.basis) == Basis.YEAR
    )
    if not of_year or target.kind not in (TargetKind.AT_LEAST, TargetKind.AT_MOST):
        return None
    figures = [_whole(subject, series.get(period.code)) for period in seen]
    months = MonthlySeries(
        year=seen[-1].year,
        month=seen[-1].index,
        values=[figure.value if figure else None for figure in figures],
        numerators=[figure.numerator if figure else None for figure in figures],
        denominators=[figure.denominator if figure else None for figure in figures],
        n=[figure.n if figure else None for figure in figures],
    )
    half_a_unit = 0.5 * 10.0**-subject.decimals
    found = outlook(
        months,
        kind=subject.kind,
        target_kind=target.kind,
        target=target.value + (half_a_unit if target.kind == TargetKind.AT_MOST else -half_a_unit),
        scale=scale_of(subject.unit_of_measure),
        non_negative=subject.kind != Kind.MONEY,
    )
    own = [figure for figure in figures[-seen[-1].index :] if figure]
    if found.certain and any(figure.state == ValueState.PRELIMINARY for figure in own):
        return replace(found, certain=False)
    known = [figure.value for figure in figures if figure and figure.value is not None]
    few = subject.kind in COUNTS and math.fsum(map(abs, known)) < FEWEST * len(known)
    return Outlook(silence=Silence.FEW_CASES) if few and not found.certain else found


def _lacks_parts(figure: Figure | None) -> bool:
    return figure is not None and figure.parts < figure.expected


def _whole(subject: Subject, figure: Figure | None) -> Figure | None:
    """Return a figure that can be held beside others: a sum that lacks periods is low for no other reason."""
    return None if figure is None or is_partial_sum(subject.kind, figure) else figure
