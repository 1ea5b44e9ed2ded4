"""Åtgärdskvittot: has the figure surely moved since a decision, and which way.

The periods that were over when the decision began to apply are the baseline, back to the last change of the
definition or decision on new limits. Its lines are frozen; the whole periods after are held against them as
`metrics.receipts.frozen` says, for two years, and no longer: what comes later has other causes too.

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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from metrics.appraisal import periods_seen, series_to_judge
from metrics.periods import PER_YEAR, Period
from metrics.receipts.frozen import LEAST_AFTER, Found, found_after, has_variety, judged_as
from metrics.signals import Judged, Reason, Series, Way, way_of
from metrics.spc import LEAST_FIXED, RUN
from metrics.subjects import Figure, Subject
from metrics.vocabulary import Direction

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
    """Why nothing can be said, now or later."""

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
    early. `first` and `last` are the periods looked at, `known` of which have values, `beyond` of them on the
    side of `line` (the frozen centre, None for none) that they lean to. `is_final` tells that nothing more
    will be looked at. `is_flagged` tells that the rules flag a value, though it may not be sure.
    `known_before` is how many values the lines were made from. `side` is 1 for higher, -1 for lower, 0 for
    neither. `was_moving` tells that the values before were on their way already, or drifted by themselves.
    """

    verdict: Verdict
    hindrance: Hindrance | None = None
    earliest: Period | None = None
    judged: Judged = Judged.NOTHING
    first: Period | None = None
    last: Period | None = None
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
    first = _first_whole(starts_on, subject)
    before = _before(subject, series, starts_on, redefined, rebased)
    hindrance = _hindrance(subject, before)
    if hindrance is not None:
        return Receipt(Verdict.CANNOT, hindrance, known_before=before.known)
    end = first.shifted(_looked_at(subject) - 1)
    changed = [day for day in redefined if starts_on <= day <= min(latest.last, end.last)]
    last = _last_alike(first, min(latest, end, key=lambda period: period.first), changed)
    seen = _periods(first, last)
    within = Period.containing(starts_on, subject.periodicity)
    found = _found(subject, series, before, seen, [within] if within != first else [])
    told = Receipt(
        _verdict(found, expected),
        judged=judged_as(before.way),
        first=first,
        last=last if seen else None,
        known=found.known,
        beyond=found.beyond,
        line=None if math.isnan(found.lines.centre) else found.lines.centre,
        is_final=bool(changed) or last == end,
        is_flagged=found.flagged,
        known_before=before.known,
        side=found.side,
        was_moving=found.was_moving,
    )
    return _with_doubts(told, found, latest=latest, end=end, changed=bool(changed))


def _with_doubts(told: Receipt, found: Found, *, latest: Period, end: Period, changed: bool) -> Receipt:
    """Return what is told where nothing was found: nothing so far, too early, or never."""
    if found.side:
        return told
    if changed:
        return replace(told, verdict=Verdict.CANNOT, hindrance=Hindrance.REDEFINED)
    if not found.lacking:
        return told
    assert told.first is not None  # there is always a first period to look at
    from_there = max(latest, told.first.previous, key=lambda period: period.first)
    earliest = from_there.shifted(found.lacking)
    if earliest.first > end.first:
        gone = Hindrance.FEW_AFTER if found.known else Hindrance.NO_VALUES
        return replace(told, verdict=Verdict.CANNOT, hindrance=gone)
    least = RUN if told.judged == Judged.RUN else LEAST_AFTER
    if not found.known and latest.first >= told.first.shifted(least - 1).first:
        return replace(told, verdict=Verdict.CANNOT, hindrance=Hindrance.NO_VALUES)
    return replace(told, verdict=Verdict.TOO_EARLY, earliest=earliest)


def _first_whole(starts_on: date, subject: Subject) -> Period:
    """Return the first of an indicator's periods that begins on a day or after it."""
    within = Period.containing(starts_on, subject.periodicity)
    return within if within.first == starts_on else within.shifted(1)


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


def _last_alike(first: Period, last: Period, changed: Sequence[date]) -> Period:
    """Return the last period to look at: before a change of the definition, where there is one."""
    if not changed:
        return last
    before = Period.containing(min(changed), first.periodicity).previous
    return min(before, last, key=lambda period: period.first)


def _periods(first: Period, last: Period) -> list[Period]:
    seen = []
    while first.first <= last.first:
        seen.append(first)
        first = first.shifted(1)
    return seen


def _found(
    subject: Subject,
    series: Mapping[str, Figure],
    before: _Before,
    seen: Sequence[Period],
    within: Sequence[Period],
) -> Found:
    """Hold the periods `seen` against the baseline; `within` is the one that the day lay within, if any."""
    between = series_to_judge(subject, series, within).values
    return found_after(before.series, series_to_judge(subject, series, seen).values, between, before.way)


def _verdict(found: Found, expected: Direction) -> Verdict:
    if not found.side:
        return Verdict.NO_SIGNAL
    is_right = (found.side > 0) == (expected == Direction.UP)
    return Verdict.RIGHT_WAY if is_right else Verdict.WRONG_WAY
