"""Process-behaviour charts (XmR): which points of a series are more than chance.

The rules are NHS England's Making Data Count (the Excel tool of 2024), and with
`screen_outliers` those of the R package NHSRplotthedots 0.2.2. For a segment of points:

| | |
|---|---|
| centre line | mean of the points, extreme ones included |
| limits | mean ± 2.66 × the mean of the moving ranges |
| outside | beyond a limit |
| shift | 7 or more points in a row on one side of the mean |
| trend | 7 or more points in a row, each higher (or each lower) than the one before |
| two of three | of 3 points in a row on one side of the mean, 2 or more beyond 2/3 of the way to a limit |

Everything is strict: what lies exactly on a line is not beyond it, and breaks a run. A missing
month breaks runs and trends, and gives no range on either side of it. These are the bare
rules; when a series may be judged by them is said in `metrics.signals`.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LIMIT = 2.66
"""3 / 1.128, rounded as published: mean moving ranges from the centre line to a limit."""
NEAR = LIMIT * 2 / 3
SCREEN = 3.267
"""Ranges of this many mean ranges and more are left out by the package, once."""
LEAST_POINTS = 13
"""Points of a segment before its limits are worth an icon."""
LEAST_FIXED = 12
RUN, TREND_STEPS = 7, 6
SAME = 1e-9
"""Differences smaller than this part of the largest value are floating-point dust."""
EXIT_BAD_INPUT = 2

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Rule(StrEnum):
    """Why a point is more than chance, the weightiest first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"


class Variation(StrEnum):
    """What the last point says of the process."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"
    COMMON_CAUSE = "common cause"
    TOO_FEW_POINTS = "too few points"


class Assurance(StrEnum):
    """Whether the process as it is will meet its target, month after month."""

    MEETS = "meets"
    FAILS = "fails"
    HIT_OR_MISS = "hit or miss"


class Point(NamedTuple):
    """A period: its segment, the lines there (None where they can't be known), and the rules it breaks."""

    segment: int
    mean: float | None
    lower: float | None
    upper: float | None
    flags: tuple[Rule, ...]


class Chart(NamedTuple):
    """A judged series: a point per value, in the same order, and what the last one says.

    `rule` is the one that the variation rests on; None where the last point breaks none.
    """

    points: tuple[Point, ...]
    variation: Variation
    assurance: Assurance | None
    rule: Rule | None = None


class _Segment(NamedTuple):
    mean: float
    lower: float
    upper: float
    flags: Mapping[Rule, Flags]
    sides: Floats
    known: int


def xmr_chart(
    values: Sequence[float | None],
    *,
    better: str = "none",
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    screen_outliers: bool = False,
) -> Chart:
    """Judge a series in period order; None (or NaN) is a missing month.

    `better` is up, down or none. A new segment begins at each position in `rebase_at`. With
    `fix_after`, the lines come from that many first points of each segment. `target` gives
    the assurance. Limits are not cut at 0 or 100. Without screening, the last segment needs
    13 known points before the last of them says anything.

    Raises ValueError for infinite values, an unknown `better`, a rebase that is not inside
    the series, and `fix_after` under 12.
    """
    series = _checked(values, better, target, rebase_at, fix_after)
    starts = [0, *sorted(set(rebase_at) - {0})]
    ends = [*starts[1:], len(series)]
    segments = [
        _judged(series[start:end], fix_after, screen=screen_outliers)
        for start, end in zip(starts, ends, strict=True)
    ]
    points = [point for number, segment in enumerate(segments) for point in _points(number, segment)]
    last = segments[-1]
    without_limits = last.known < LEAST_POINTS or math.isnan(last.upper)
    if not last.known or (without_limits and not screen_outliers):
        return Chart(tuple(points), Variation.TOO_FEW_POINTS, None)
    variation, rule = _variation(last, series, better, improvement_wins=not screen_outliers)
    return Chart(
        tuple(points),
        variation,
        _assurance(last, better, target),
        rule,
    )


def _checked(
    values: Sequence[float | None],
    better: str,
    target: float | None,
    rebase_at: Sequence[int],
    fix_after: int | None,
) -> Floats:
    series = np.array([math.nan if value is None else value for value in values], dtype=np.float64)
    if np.isinf(series).any() or (target is not None and not math.isfinite(target)):
        raise ValueError("Ett oändligt värde kan inte bedömas: ge tal, eller null för en månad som saknas.")
    if better not in ("up", "down", "none"):
        raise ValueError(f"better ska vara up, down eller none (där står «{better}»).")
    outside = [place for place in rebase_at if not 0 <= place < len(series)]
    if outside:
        raise ValueError(f"rebase_at {outside} ligger utanför serien, som har {len(series)} värden (från 0).")
    if fix_after is not None and fix_after < LEAST_FIXED:
        raise ValueError(f"fix_after ska vara minst {LEAST_FIXED} (där står {fix_after}).")
    return series


def _judged(series: Floats, fix_after: int | None, *, screen: bool) -> _Segment:
    """Judge the points of one segment."""
    known = series[~np.isnan(series)]
    base = series[:fix_after]
    sure = base[~np.isnan(base)].tolist()
    mean = math.fsum(sure) / len(sure) if sure else math.nan
    dust = SAME * max(map(abs, known.tolist()), default=0.0)
    spread = _mean_range(base, dust, screen=screen)
    away = series - mean
    away[np.abs(away) <= dust] = 0.0
    sides = np.sign(np.nan_to_num(away))
    distance = np.nan_to_num(np.abs(away))
    outside = distance > LIMIT * spread + dust
    near = distance > NEAR * spread + dust
    steps = np.nan_to_num(np.diff(series))
    steps[np.abs(steps) <= dust] = 0.0
    flags = {
        Rule.OUTSIDE: outside,
        Rule.TREND: _ends_of(long_runs(np.sign(steps), TREND_STEPS), len(series)),
        Rule.TWO_OF_THREE: _two_of_three(sides, near & ~outside if screen else near),
        Rule.SHIFT: long_runs(sides, RUN),
    }
    reach = LIMIT * spread
    return _Segment(mean, mean - reach, mean + reach, flags, sides, len(known))


def _mean_range(series: Floats, dust: float, *, screen: bool) -> float:
    """Return the mean moving range; NaN where there is none."""
    ranges = np.abs(np.diff(series))
    ranges = ranges[~np.isnan(ranges)]
    if screen and len(ranges):
        kept = ranges < SCREEN * math.fsum(ranges.tolist()) / len(ranges) - dust
        ranges = ranges[kept]
    return math.fsum(ranges.tolist()) / len(ranges) if len(ranges) else math.nan


def long_runs(signs: Floats, least: int) -> Flags:
    """Mark what belongs to a run of at least so many equal signs. 0 belongs to none."""
    if not len(signs):
        return np.zeros(0, dtype=np.bool_)
    starts = np.flatnonzero(np.r_[True, signs[1:] != signs[:-1]])
    lengths = np.diff(np.r_[starts, len(signs)])
    return np.repeat((lengths >= least) & (signs[starts] != 0), lengths)


def _ends_of(steps: Flags, count: int) -> Flags:
    """Mark the points on both sides of each marked step."""
    marked = np.zeros(count, dtype=np.bool_)
    marked[:-1] |= steps
    marked[1:] |= steps
    return marked


def _two_of_three(sides: Floats, near: Flags) -> Flags:
    """Mark the near-limit points of every three in a row, on one side, that hold at least two."""
    count = len(sides)
    if count < 3:
        return np.zeros(count, dtype=np.bool_)
    one_side = (sides[:-2] == sides[1:-1]) & (sides[1:-1] == sides[2:]) & (sides[2:] != 0)
    enough = near[:-2].astype(int) + near[1:-1] + near[2:] >= 2
    found = one_side & enough
    within = np.zeros(count, dtype=np.bool_)
    for shift in range(3):
        within[shift : count - 2 + shift] |= found
    return within & near


def _points(number: int, segment: _Segment) -> list[Point]:
    mean, lower, upper = (
        None if math.isnan(line) else line for line in (segment.mean, segment.lower, segment.upper)
    )
    plain = Point(number, mean, lower, upper, ())
    points = [plain] * len(segment.sides)
    broken = np.any(list(segment.flags.values()), axis=0) if len(points) else []
    for place in np.flatnonzero(broken).tolist():
        rules = tuple(rule for rule, flags in segment.flags.items() if flags[place])
        points[place] = plain._replace(flags=rules)
    return points


def _variation(
    last: _Segment, series: Floats, better: str, *, improvement_wins: bool
) -> tuple[Variation, Rule | None]:
    """Say what the last point means, and by which rule.

    Its rules may disagree; then improvement or the weightiest wins.
    """
    step = float(series[-1] - series[-2]) if len(series) > 1 else 0.0
    signs = {Rule.TREND: math.copysign(1.0, step)}
    broken = {rule: signs.get(rule, float(last.sides[-1])) for rule, flags in last.flags.items() if flags[-1]}
    if not broken:
        return Variation.COMMON_CAUSE, None
    first = next(iter(broken))
    if better == "none":
        return Variation.CHANGE, first
    good = 1.0 if better == "up" else -1.0
    improving = [rule for rule, sign in broken.items() if sign == good]
    if improving and (improvement_wins or improving[0] == first):
        return Variation.IMPROVEMENT, improving[0]
    return Variation.CONCERN, first


def _assurance(last: _Segment, better: str, target: float | None) -> Assurance | None:
    if target is None or better == "none":
        return None
    dust = SAME * max(abs(target), abs(last.mean))
    if target > last.upper + dust:
        return Assurance.FAILS if better == "up" else Assurance.MEETS
    if target < last.lower - dust:
        return Assurance.MEETS if better == "up" else Assurance.FAILS
    return Assurance.HIT_OR_MISS


def as_lists(chart: Chart) -> dict[str, Any]:
    """Return a chart as plain lists, one entry per point, to be written as JSON."""
    columns = {name: [getattr(point, name) for point in chart.points] for name in Point._fields}
    flags = [list(point.flags) for point in chart.points]
    return {**columns, "flags": flags, "variation": chart.variation, "assurance": chart.assurance}


def _numbers(values: object) -> list[float | None]:
    """Return values that are a list of numbers and nulls; raises ValueError for anything else."""
    if not isinstance(values, list):
        raise ValueError("values ska vara en lista.")
    wrong = [
        value
        for value in values
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float))
    ]
    if wrong:
        raise ValueError(f"values ska hålla tal eller null (där står {wrong[0]!r}).")
    return values


def main() -> int:
    """Judge the series given as JSON on standard input and print the result as JSON."""
    try:
        given = json.load(sys.stdin)
        chart = xmr_chart(_numbers(given.pop("values")), **given)
        told = json.dumps(as_lists(chart), ensure_ascii=False, allow_nan=False)
    except (RecursionError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        sys.stderr.write(f"Serien kan inte bedömas: {error}\nDen ska vara ett JSON-objekt med «values».\n")
        return EXIT_BAD_INPUT
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
