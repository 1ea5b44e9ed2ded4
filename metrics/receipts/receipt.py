"""Åtgärdskvittot: has the figure surely moved since a decision, and which way.

The periods that were over when the decision began to apply are the baseline, back to the last change of the
definition or decision on new limits. Its lines are frozen: the whole periods after are held against them as
`metrics.receipts.frozen` says and never move them, for two years, and no longer: what comes later has other
causes too. The receipt is not kept but told anew each time, from the figures as they are known then: the
lines move when what lay before is corrected, or the indicator is given other decimals or another way to be
judged, and a signal may cease when more values are in.

How often that is wrong was simulated (`python -m bench receipts`; 12, 24 and 36 months known before). Where
nothing has changed, a signal is told at some time within 12 months in

| | |
|---|---|
| 2 % or less | of stable series: normal, counts, shares, with a yearly pattern |
| 4 % or less | where each value leans 0.3 on the one before, and of caseloads that drift |
| 5 % or less | of trends that go on, and where the level moved three months before |
| 9, 3 and 3 % | where values lean 0.6 on each other, by the months known before |

and within 24 months in one percent more. A lasting step is found in so many percent of stable series, with
12, 24 and 36 months before:

| standard deviations | after 6 months | after 12 months |
|---|---|---|
| 1 | 6, 10, 11 | 8, 17, 18 |
| 2 | 42, 63, 66 | 38, 77, 82 |
| 3 | 80, 96, 97 | 72, 99, 99 |

A signal the wrong way is all but never told where there is such a step. A yearly pattern that is not known
yet (under three years) hides all but the largest. So does a caseload that drifts a single step (of three
deviations 1 of 10 is found), but not a lasting change of its drift.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from metrics.appraisal import periods_seen, series_to_judge
from metrics.periods import PER_YEAR, Period
from metrics.receipts.frozen import Found, found_after, has_variety, judged_as, lacking
from metrics.signals import Judged, Reason, Series, Way, way_of
from metrics.spc import LEAST_FIXED
from metrics.subjects import Figure, Subject
from metrics.vocabulary import Direction, ValueState

LOOKED_AT_YEARS = 2
"""Periods of so many years after the start are looked at; of coarse periods, as many as say anything."""
LEAST_BEFORE = LEAST_FIXED
SHORT_BEFORE = 24
"""With fewer known periods before than this, it is harder to tell values that lean on each other."""


class Verdict(StrEnum):
    """What can be said of a figure after a decision."""

    TOO_EARLY = "too_early"
    NO_SIGNAL = "no_signal"
    RIGHT_WAY = "right_way"
    WRONG_WAY = "wrong_way"
    CANNOT = "cannot"


class Hindrance(StrEnum):
    """Why nothing can be said, whatever comes in from now on."""

    FEW_BEFORE = "few_before"
    FEW_CASES = "few_cases"
    SAME_VALUES = "same_values"
    TURNED_OFF = "turned_off"
    OVERLAPPING = "overlapping"
    REDEFINED = "redefined"
    NO_VALUES = "no_values"
    FEW_AFTER = "few_after"


@dataclass(frozen=True)
class Receipt:
    """What became of a decision on an indicator.

    `hindrance` says why nothing can be told. `earliest` is the first period by which it can, where it is too
    early: one to come, or one whose values are awaited. `first` and `last` are the periods looked at, `known`
    of which have values (`last_known` the last of them, None for none), `beyond` of them on the side of
    `line` (the frozen centre, None for none) that they lean to. Of a caseload `line` is the last value
    before, and `beyond` and `side` are against the drift before, drawn on from there. `is_final` tells that
    nothing more is awaited. `is_flagged` tells that the rules flag a value, though it may not be sure.
    `known_before` is how many values the lines were made from. `side` is 1 for higher, -1 for lower, 0 for
    neither. `was_moving` tells that the values before were on their way already, or drifted by themselves.
    """

    verdict: Verdict
    hindrance: Hindrance | None = None
    earliest: Period | None = None
    judged: Judged = Judged.NOTHING
    first: Period | None = None
    last: Period | None = None
    last_known: Period | None = None
    known: int = 0
    beyond: int = 0
    line: float | None = None
    is_final: bool = False
    is_flagged: bool = False
    known_before: int = 0
    side: int = 0
    was_moving: bool = False


@dataclass(frozen=True)
class _Before:
    """The baseline: its values, how they may be judged, and how many are known since the last new limits."""

    series: Series
    way: Way
    known: int


@dataclass(frozen=True)
class _After:
    """What follows the start: `between`, the value of the period that it lay within, and the periods after.

    `periods` are all that are ever looked at, from `first` on and up to a change of the definition, which
    `is_cut` tells of. `values` are those of the periods that have been, in order. `awaited` are the periods
    without a value that may still get one: those to come, and those of which not all has been told.
    """

    first: Period
    periods: Sequence[Period]
    values: Sequence[float | None]
    awaited: Collection[Period]
    between: Sequence[float | None]
    is_cut: bool

    @property
    def last(self) -> Period | None:
        """The last period that has been; None before the first has."""
        return self.periods[len(self.values) - 1] if self.values else None

    @property
    def last_known(self) -> Period | None:
        """The last period that has a value; None where none has."""
        known = [at for at, value in zip(self.periods, self.values, strict=False) if value is not None]
        return known[-1] if known else None


def receipt_of(
    subject: Subject,
    series: Mapping[str, Figure],
    *,
    starts_on: date,
    expected: Direction,
    latest: Period,
    redefined: Sequence[date] = (),
    rebased: Sequence[date] = (),
) -> Receipt:
    """Say whether an indicator has surely moved since a decision began to apply on a day.

    `series` maps codes of the indicator's own periods to figures, and `latest` is the last of its periods to
    look at; `expected` is up or down. `redefined` and `rebased` are the days on which its definition changed,
    and from which it was decided that limits are made anew: the baseline begins after the last of them, and
    nothing is compared across a later change of the definition. Later decisions on limits move nothing here.
    """
    before = _before(subject, series, starts_on, redefined, rebased)
    hindrance = _hindrance(subject, before)
    if hindrance is not None:
        return Receipt(Verdict.CANNOT, hindrance, known_before=before.known)
    after = _after(subject, series, starts_on, latest, redefined)
    found = found_after(before.series, after.values, after.between, before.way)
    told = _told(found, after, before, expected)
    return told if found.side else _with_doubts(told, found, after)


def _told(found: Found, after: _After, before: _Before, expected: Direction) -> Receipt:
    return Receipt(
        _verdict(found, expected),
        judged=judged_as(before.way),
        first=after.first,
        last=after.last,
        last_known=after.last_known,
        known=found.known,
        beyond=found.beyond,
        line=None if math.isnan(found.lines.centre) else found.lines.centre,
        is_final=not after.awaited,
        is_flagged=found.flagged,
        known_before=before.known,
        side=found.side,
        was_moving=found.was_moving,
    )


def _with_doubts(told: Receipt, found: Found, after: _After) -> Receipt:
    """Return what is told where nothing was found: too early, nothing so far, or why nothing can be."""
    earliest = _earliest(after, told.judged) if found.lacking else None
    if earliest is not None:
        return replace(told, verdict=Verdict.TOO_EARLY, earliest=earliest)
    if after.is_cut:
        return replace(told, verdict=Verdict.CANNOT, hindrance=Hindrance.REDEFINED)
    if not found.lacking:
        return told
    gone = Hindrance.FEW_AFTER if found.known else Hindrance.NO_VALUES
    return replace(told, verdict=Verdict.CANNOT, hindrance=gone)


def _earliest(after: _After, judged: Judged) -> Period | None:
    """Return the period with which enough is known, if all that is awaited comes in; None for never."""
    known = [value is not None for value in after.values]
    known += [False] * (len(after.periods) - len(known))
    for at, period in enumerate(after.periods):
        known[at] = known[at] or period in after.awaited
        if period in after.awaited and not lacking(judged, known):
            return period
    return None


def _before(
    subject: Subject,
    series: Mapping[str, Figure],
    starts_on: date,
    redefined: Sequence[date],
    rebased: Sequence[date],
) -> _Before:
    """Return the baseline: what was over when the day came, and meant the same."""
    last = Period.containing(starts_on, subject.periodicity).previous
    earlier = [day for day in redefined if day < starts_on]
    seen = [
        period
        for period in periods_seen(series, last, earlier)
        if period.first >= max(earlier, default=date.min)
    ]
    made = series_to_judge(subject, series, seen, [day for day in rebased if day < starts_on])
    if any(day > last.last for day in rebased if day < starts_on):
        made = replace(made, values=(), numerators=(), denominators=(), rebase_at=())
    known = [value for value in made.values[max(made.rebase_at, default=0) :] if value is not None]
    return _Before(made, way_of(made), len(known))


def _hindrance(subject: Subject, before: _Before) -> Hindrance | None:
    """Return why nothing can ever be told from what lies before; None where it can."""
    if before.way.reason == Reason.TURNED_OFF:
        return Hindrance.OVERLAPPING if subject.is_windowed else Hindrance.TURNED_OFF
    if before.known < LEAST_BEFORE:
        return Hindrance.FEW_BEFORE
    if before.way.judged == Judged.NOTHING:
        return Hindrance.FEW_CASES
    return None if has_variety(before.series, before.way) else Hindrance.SAME_VALUES


def _looked_at(subject: Subject) -> int:
    """Return how many periods after the start are looked at: two years' months, of others at least 12."""
    return max(LOOKED_AT_YEARS * PER_YEAR[subject.periodicity], LEAST_BEFORE)


def _after(
    subject: Subject,
    series: Mapping[str, Figure],
    starts_on: date,
    latest: Period,
    redefined: Sequence[date],
) -> _After:
    """Return what follows the start: the whole periods, as long as they mean the same."""
    within = Period.containing(starts_on, subject.periodicity)
    first = within if within.first == starts_on else within.shifted(1)
    end = first.shifted(_looked_at(subject) - 1)
    changed = [day for day in redefined if starts_on <= day <= min(latest.last, end.last)]
    if changed:
        end = Period.containing(min(changed), subject.periodicity).previous
    periods = _periods(first, end)
    seen = [period for period in periods if period.first <= latest.first]
    values = series_to_judge(subject, series, seen).values
    awaited = {
        period
        for period, value in zip_longest(periods, values)
        if value is None and (period.first > latest.first or _may_come(series.get(period.code)))
    }
    between = series_to_judge(subject, series, [within] if within != first else []).values
    return _After(first, periods, values, awaited, between, is_cut=bool(changed))


def _may_come(figure: Figure | None) -> bool:
    """Tell whether more may be told of a period: nothing has been, or some months or units are lacking."""
    if figure is None or figure.state == ValueState.NOT_YET_REPORTED:
        return True
    return 0 < figure.parts < figure.expected or 0 < figure.units < figure.units_expected


def _periods(first: Period, last: Period) -> list[Period]:
    seen = []
    while first.first <= last.first:
        seen.append(first)
        first = first.shifted(1)
    return seen


def _verdict(found: Found, expected: Direction) -> Verdict:
    if not found.side:
        return Verdict.NO_SIGNAL
    is_right = (found.side > 0) == (expected == Direction.UP)
    return Verdict.RIGHT_WAY if is_right else Verdict.WRONG_WAY
