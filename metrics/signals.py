"""Signal or noise: which rules a series may be judged by, and what its last period says.

The rules of `metrics.spc` cry wolf over many of the series that a social services office keeps.
The choice here follows from the kind of figure and from the figures themselves:

| series | judged |
|---|---|
| caseloads at the end of the month | by the change from month to month: the level drifts by chance |
| counts with a mean under 2, shares with fewer than 2 cases on either side | not at all |
| counts with a mean under 5, such shares, and what takes under 4 values | by runs about the median (Anhøj) |
| with a clear yearly pattern and three years known | as values freed from it, by the rules |
| where each value leans on the one before | by the change from month to month |
| others | by the rules |

`bench/` simulates how often each kind is wrongly called changed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.season import with_pattern, yearly_pattern
from metrics.spc import LEAST_POINTS, Assurance, Chart, Point, Rule, Variation, xmr_chart
from metrics.vocabulary import Direction, Kind, SignalMethod

FEW, SMALL = 2.0, 5.0
"""Cases per period: below the first nothing is said, below the second runs about the median are counted."""
LEAST_VALUES = 4
LEANING = 0.1
"""Correlation with the period before from which values are taken to lean on each other. Low, because a
short series shows less of it than there is."""
STOCKS = (Kind.STOCK, Kind.YEAR_PLACES)
COUNTS = (Kind.FLOW, *STOCKS)

Floats = NDArray[np.float64]


class Judged(StrEnum):
    """What was judged."""

    LEVEL = "level"
    SEASONAL = "seasonal"
    CHANGE = "change"
    RUN = "run"
    NOTHING = "nothing"


class Reason(StrEnum):
    """Why it was judged so, or not at all."""

    USUAL = "usual"
    CHOSEN = "chosen"
    CASELOAD = "caseload"
    LEANING = "leaning"
    SEASON = "season"
    SMALL_COUNTS = "small_counts"
    SAME_VALUES = "same_values"
    FEW_CASES = "few_cases"
    FEW_POINTS = "few_points"
    NO_VALUE = "no_value"
    PARTIAL_SUM = "partial_sum"
    NO_CHANGE = "no_change"
    TURNED_OFF = "turned_off"
    OVERLAPPING = "overlapping"


CHOSEN = {
    SignalMethod.XMR: Judged.LEVEL,
    SignalMethod.RUN: Judged.RUN,
    SignalMethod.CHANGE: Judged.CHANGE,
}


@dataclass(frozen=True)
class Series:
    """What is judged: values in period order up to the period asked about, None where there is none.

    `numerators` and `denominators` are those of a ratio, where known. `rebase_at` are the positions
    from which new limits have been decided. `in_year` is how many periods a year has. `target` is
    one that each period is held against, in the values' unit.
    """

    values: Sequence[float | None]
    kind: Kind
    direction: Direction
    decimals: int = 0
    in_year: int = 12
    target: float | None = None
    numerators: Sequence[float | None] = ()
    denominators: Sequence[float | None] = ()
    rebase_at: Sequence[int] = ()
    method: SignalMethod = SignalMethod.AUTO


class Way(NamedTuple):
    """How a series may be judged, and why so; `effects` are the yearly pattern to free its values from."""

    judged: Judged
    reason: Reason
    effects: Floats | None = None


@dataclass(frozen=True)
class Signal:
    """What the last period says. `points` are the lines to draw, in the values' own scale; () for none."""

    judged: Judged
    reason: Reason
    variation: Variation
    rule: Rule | None = None
    assurance: Assurance | None = None
    points: tuple[Point, ...] = ()

    @property
    def has_changed(self) -> bool:
        """Whether the last period is more than chance."""
        return self.variation in (Variation.IMPROVEMENT, Variation.CONCERN, Variation.CHANGE)


def signal_of(series: Series) -> Signal:
    """Choose how a series may be judged, and judge its last period."""
    values = np.array([math.nan if value is None else value for value in series.values], dtype=np.float64)
    start = max(series.rebase_at, default=0)
    known = values[start:][~np.isnan(values[start:])]
    reason = _why_silent(series, values[start:], known, start)
    if reason is not None:
        told = (
            start if reason != Reason.NO_VALUE else int(np.flatnonzero(~np.isnan(values)).max(initial=-1)) + 1
        )
        return replace(_silent(reason), points=_lines_before(series, told))
    return _judged(series, values, start, way_of(series))


def way_of(series: Series) -> Way:
    """Choose how a series may be judged by what its current segment shows, whatever its length."""
    values = np.array([math.nan if value is None else value for value in series.values], dtype=np.float64)
    start = max(series.rebase_at, default=0)
    known = values[start:][~np.isnan(values[start:])]
    if series.method == SignalMethod.NONE:
        return Way(Judged.NOTHING, Reason.TURNED_OFF)
    if not len(known) or _fewest(series, known, start) < FEW:
        return Way(Judged.NOTHING, Reason.FEW_CASES if len(known) else Reason.NO_VALUE)
    if series.method != SignalMethod.AUTO:
        return Way(CHOSEN[series.method], Reason.CHOSEN)
    return _as_fits(series, values, known, start)


def _lines_before(series: Series, start: int) -> tuple[Point, ...]:
    """Return the lines of what lies before a place, and none from there on.

    The old lines stay after a decision on new ones, and the drawn ones while a value is awaited.
    """
    if not start:
        return ()
    earlier = replace(
        series,
        values=series.values[:start],
        numerators=series.numerators[:start],
        denominators=series.denominators[:start],
        rebase_at=[place for place in series.rebase_at if place < start],
    )
    points = signal_of(earlier).points
    blank = Point(len(series.rebase_at), None, None, None, ())
    return (*points, *[blank] * (len(series.values) - start)) if points else ()


def _why_silent(series: Series, current: Floats, known: Floats, start: int) -> Reason | None:
    if series.method == SignalMethod.NONE:
        return Reason.TURNED_OFF
    if not len(current) or math.isnan(current[-1]):
        return Reason.NO_VALUE
    if len(known) < LEAST_POINTS:
        return Reason.FEW_POINTS
    return Reason.FEW_CASES if _fewest(series, known, start) < FEW else None


def _as_fits(series: Series, values: Floats, known: Floats, start: int) -> Way:
    """Choose the rules that a series' kind and its values bear."""
    if series.kind in STOCKS:
        return Way(Judged.CHANGE, Reason.CASELOAD)
    if len(np.unique(known.round(series.decimals))) < LEAST_VALUES:
        return Way(Judged.RUN, Reason.SAME_VALUES)
    if _fewest(series, known, start) < SMALL:
        return Way(Judged.RUN, Reason.SMALL_COUNTS)
    effects = yearly_pattern(values, series.in_year)
    if _leans((values if effects is None else values - effects)[start:]):
        return Way(Judged.CHANGE, Reason.LEANING, effects)
    if effects is None:
        return Way(Judged.LEVEL, Reason.USUAL)
    return Way(Judged.SEASONAL, Reason.SEASON, effects)


def _silent(reason: Reason) -> Signal:
    return Signal(Judged.NOTHING, reason, Variation.TOO_FEW_POINTS)


def _judged(series: Series, values: Floats, start: int, way: Way) -> Signal:
    """Judge the last period in the way chosen."""
    freed = values if way.effects is None else values - way.effects
    if way.judged == Judged.CHANGE:
        return _by_change(series, freed[start:], way.reason)
    if way.judged == Judged.RUN:
        return _by_runs(series, values[start:], start, way.reason)
    return _by_rules(series, freed, way.effects, way.reason)


def _fewest(series: Series, known: Floats, start: int) -> float:
    """Return the mean number of cases behind a value, on the side of a share that has fewest."""
    if series.kind in COUNTS:
        return float(np.abs(known).mean())
    parts = [
        (top, bottom)
        for top, bottom in zip(series.numerators[start:], series.denominators[start:], strict=True)
        if top is not None and bottom is not None
    ]
    if series.kind != Kind.RATIO or not parts:
        return math.inf
    with_it = float(np.mean([top for top, _ in parts]))
    without = float(np.mean([bottom - top for top, bottom in parts]))
    return with_it if without < 0 else min(with_it, without)


def _by_rules(series: Series, freed: Floats, effects: Floats | None, reason: Reason) -> Signal:
    """Judge the level, or what is left of it without its yearly pattern."""
    chart = _chart(freed, series.direction, series.target, series.rebase_at)
    judged = Judged.LEVEL if effects is None else Judged.SEASONAL
    points = chart.points if effects is None else with_pattern(chart.points, effects)
    assurance = chart.assurance if effects is None else _assured_all_year(series, chart.assurance, points)
    return Signal(judged, reason, chart.variation, chart.rule, assurance, points)


def _assured_all_year(series: Series, found: Assurance | None, points: Sequence[Point]) -> Assurance | None:
    """Hold the target against the limits of the whole latest year, as these follow the season."""
    year = points[-series.in_year :]
    lowest = min((point.lower for point in year if point.lower is not None), default=math.inf)
    highest = max((point.upper for point in year if point.upper is not None), default=-math.inf)
    within = series.target is not None and lowest <= series.target <= highest
    return Assurance.HIT_OR_MISS if found is not None and within else found


def _by_change(series: Series, current: Floats, reason: Reason) -> Signal:
    """Judge the change from each period to the next."""
    changes = np.diff(current)
    if math.isnan(changes[-1]):
        return _silent(Reason.NO_CHANGE)
    if np.count_nonzero(~np.isnan(changes)) < LEAST_POINTS:
        return _silent(Reason.FEW_POINTS)
    chart = _chart(changes, series.direction)
    points = _lines_before(series, max(series.rebase_at, default=0))
    return Signal(Judged.CHANGE, reason, chart.variation, chart.rule, None, points)


def _by_runs(series: Series, current: Floats, start: int, reason: Reason) -> Signal:
    """Judge the run that the last period ends, on one side of the median.

    A run longer than round(log2(n)) + 3, where n values are not on the median, is more than chance
    (Anhøj and Olesen, 2014). Stricter than theirs, a value on the median or a missing one ends the
    run: the sevens among many sixes would otherwise be one long run.
    """
    median = float(np.nanmedian(current))
    sides = np.nan_to_num(np.sign(current - median))
    useful = int(np.count_nonzero(sides))
    longest = round(math.log2(useful)) + 3 if useful else math.inf
    others = np.flatnonzero(sides[::-1] != sides[-1])
    run = int(others[0]) if len(others) else len(sides)
    before = _lines_before(series, start)[:start] or [Point(0, None, None, None, ())] * start
    number = len(series.rebase_at)
    points = (*before, *[Point(number, median, None, None, ())] * len(current))
    if run <= longest or sides[-1] == 0:
        return Signal(Judged.RUN, reason, Variation.COMMON_CAUSE, None, None, points)
    return Signal(Judged.RUN, reason, _meaning(float(sides[-1]), series.direction), Rule.SHIFT, None, points)


def _meaning(side: float, direction: Direction) -> Variation:
    if direction == Direction.NONE:
        return Variation.CHANGE
    return Variation.IMPROVEMENT if (side > 0) == (direction == Direction.UP) else Variation.CONCERN


def _chart(
    values: Floats, direction: Direction, target: float | None = None, rebase_at: Sequence[int] = ()
) -> Chart:
    listed = [None if math.isnan(value) else value for value in values.tolist()]
    return xmr_chart(listed, better=direction.value, target=target, rebase_at=rebase_at)


def _leans(values: Floats) -> bool:
    """Tell whether each value leans on the one before, apart from one lasting shift of the level."""
    known = values[~np.isnan(values)]
    rest = _without_shift(known)
    spread = float((rest**2).sum())
    return spread > 0 and float((rest[1:] * rest[:-1]).sum()) / spread > LEANING


def _without_shift(known: Floats) -> Floats:
    """Return the distances from the mean before and after the place where these differ most."""
    count = len(known)
    sums = np.cumsum(known)
    before = np.arange(1, count)
    gain = sums[:-1] ** 2 / before + (sums[-1] - sums[:-1]) ** 2 / (count - before)
    cut = int(np.argmax(gain)) + 1
    rest: Floats = np.r_[known[:cut] - known[:cut].mean(), known[cut:] - known[cut:].mean()]
    return rest
