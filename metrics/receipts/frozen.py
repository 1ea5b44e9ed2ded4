"""Limits frozen before a day, and whether the values after it have left them: by the rules, and surely.

How a series may be judged is chosen by `signals.way_of`, from what lies before alone: no value after the day
moves a line. A value before it that is corrected does, for nothing is kept from one time to the next.

The rules of `metrics.spc` are made to tell of the last point. Asked of a whole look-back they cry wolf: of
series in which nothing has changed, with 12 months before, they flag 26 % somewhere in the 12 months after,
and 44 % in 24. So a flag is confirmed before it is told:

| series | flag | confirmed by the mean after |
|---|---|---|
| levels, with or without a yearly pattern | outside, two of three, shift | off the mean and the trend |
| values that lean on each other | the same, of the level | the same, with wider errors |
| caseloads | the same, of the changes | off the drift before, drawn on from the last value |
| small counts, few different values | 7 in a row on one side of the median | off the mean and the trend |

Off is 2.75 standard errors or more from the mean (3 from where a drift had come), 2 from a line through the
values before, drawn on, and 2 from the last three of them: what was on its way already, or had come just
before, is no news. Levels that lean are judged by their changes elsewhere; by these a lasting step of three
standard deviations would be found in 1 case of 20 only. The errors hold that what lies before is uncertain
too, that each value leans on the one before (by 1/n more than is seen: a short series shows less than there
is), and that a yearly pattern is uncertain. A trend is no flag: it says nothing of the level before. The
rates of error are in `metrics.receipts.receipt`.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.signals import LEAST_VALUES, Judged, Reason, Series, Way, way_of
from metrics.spc import LIMIT, RUN, Rule, long_runs, xmr_chart

LEAST_AFTER = 3
"""Known values after the start before anything is said of a level or a caseload; of a run, as long as one."""
SURE, SURE_OF_DRIFT, SURE_OF_NEWS = 2.75, 3.0, 2.0
"""Standard errors from the mean before, from where a drift had come, and from what was coming already."""
LATEST = 3
"""Known values that tell where the level was just before."""
LEANING_AT_LEAST, LEANING_AT_MOST = 0.6, 0.9
"""Correlation with the value before: what is taken where a series is found to lean, and the most."""
RANGE_TO_SPREAD = 1.128
FLAGS = (Rule.OUTSIDE, Rule.TWO_OF_THREE, Rule.SHIFT)

Floats = NDArray[np.float64]


class Lines(NamedTuple):
    """The frozen lines in what is judged (values, values freed from the year, or changes); NaN for none."""

    centre: float
    lower: float
    upper: float


class Found(NamedTuple):
    """What the values after a day say of those before.

    `side` is 1 where the level is surely higher, -1 lower, 0 neither. `flagged` tells that the rules flag
    some value, sure or not. `beyond` counts the values on the side of the centre line that they lean to, of
    `known`; those of a caseload, whose line is its last value before, on the side of the drift drawn on from
    it. `lacking` is how many more known values are needed, as the function of that name says.
    `was_moving` tells that the values before were on their way there already, or drifted by themselves.
    """

    side: int
    flagged: bool
    lines: Lines
    beyond: int
    known: int
    lacking: int
    was_moving: bool = False


def found_after(
    before: Series,
    after: Sequence[float | None],
    between: Sequence[float | None] = (),
    way: Way | None = None,
) -> Found:
    """Hold the values after a day against limits frozen before it.

    `before` ends with the last period that was over when the day came, and has at least 12 known values in
    its current segment; `between` is the period that the day lay within, if it lay within one, and `after`
    those that followed. `way` is how `before` may be judged, if that is known already.

    Raises ValueError where it may not be judged at all.
    """
    chosen = way or way_of(before)
    start = max(before.rebase_at, default=0)
    values, later, gap = _floats(before.values), _floats(after), _floats(between)
    match judged_as(chosen):
        case Judged.NOTHING:
            raise ValueError(f"a series that may not be judged ({chosen.reason}) has no frozen limits")
        case Judged.RUN:
            return _run_found(values[start:], chosen, gap, later)
        case Judged.CHANGE:
            return _drift_found(values[start:], gap, later)
        case _:
            return _level_found(before, chosen, values, gap, later)


def judged_as(way: Way) -> Judged:
    """Return what is held against frozen lines: of values that lean the level, not the change."""
    if way.reason != Reason.LEANING:
        return way.judged
    return Judged.LEVEL if way.effects is None else Judged.SEASONAL


def has_variety(before: Series, way: Way) -> bool:
    """Tell whether a caseload has varied enough to be judged: from an almost constant one any step is far."""
    known = [value for value in before.values[max(before.rebase_at, default=0) :] if value is not None]
    return judged_as(way) != Judged.CHANGE or len({round(v, before.decimals) for v in known}) >= LEAST_VALUES


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([math.nan if value is None else value for value in values], dtype=np.float64)


def _level_found(before: Series, way: Way, values: Floats, gap: Floats, later: Floats) -> Found:
    """Judge levels, freed from the yearly pattern that they had before."""
    start = max(before.rebase_at, default=0)
    freed, after = values, later
    if way.effects is not None:
        ahead = np.arange(len(later)) + len(values) + len(gap)
        freed, after = values - way.effects, later - way.effects[ahead % before.in_year]
    base = freed[start:]
    lines, flags = _frozen(base, after)
    away = after - lines.centre
    years = len(values) / before.in_year if way.effects is not None else math.inf
    found = _told(lines, flags, away, _errors(base, away, way, before.in_year, years), SURE)
    leans = way.reason == Reason.LEANING
    return _beyond_what_was_coming(found._replace(was_moving=leans), base, after, len(gap))


def _drift_found(base: Floats, gap: Floats, later: Floats) -> Found:
    """Judge a caseload: by its changes, and by how far it has gone from the drift before, drawn on.

    Where no two values before lie side by side no change is known, and nothing is ever told.
    """
    last_known = int(np.flatnonzero(~np.isnan(base))[-1])
    before_it = np.r_[base, gap]
    changes = np.r_[math.nan, np.diff(base)]
    lines, flags = _frozen(changes, np.diff(np.r_[before_it[-1:], later]))
    steps = np.arange(len(later)) + len(before_it) - last_known
    gone = later - base[last_known] - np.nan_to_num(lines.centre) * steps
    known = ~np.isnan(gone)
    spread = (lines.upper - lines.centre) / LIMIT / RANGE_TO_SPREAD
    errors = _drifted(gone[known], steps[known], spread, len(base))
    found = _told(lines, flags, gone, errors, SURE_OF_DRIFT)
    return found._replace(lines=Lines(float(base[last_known]), math.nan, math.nan), was_moving=True)


def _drifted(gone: Floats, steps: NDArray[np.intp], spread: float, count: int) -> float:
    """Return how many standard errors the mean of what a free drift has gone is from nothing.

    `gone` is known so many `steps` after the last value before, `spread` is that of a step, and `count` the
    number of values that the drift before is taken from.
    """
    if not len(steps) or not spread > 0:
        return 0.0
    together = float(np.minimum.outer(steps, steps).mean())
    return float(gone.mean()) / (spread * math.sqrt(together + float(steps.mean()) ** 2 / (count - 1)))


def _run_found(base: Floats, way: Way, gap: Floats, later: Floats) -> Found:
    """Count the values in a row on one side of the median before; one on it, or missing, ends the row."""
    median = float(np.nanmedian(base))
    away = later - median
    sides = np.nan_to_num(np.sign(away))
    errors = _errors(base, later - np.nanmean(base), way)
    found = _told(Lines(median, math.nan, math.nan), sides * long_runs(sides, RUN), away, errors, SURE)
    found = _beyond_what_was_coming(found, base, later, len(gap))
    return found._replace(lacking=lacking(Judged.RUN, ~np.isnan(later)))


def lacking(judged: Judged, known: Iterable[bool]) -> int:
    """Return how many more values must be known before anything can be said; of a run, how many in a row.

    `known` tells of each period after the day, in order, whether it has a value.
    """
    if judged != Judged.RUN:
        return max(LEAST_AFTER - sum(map(bool, known)), 0)
    in_a_row = longest = 0
    for each in known:
        in_a_row = in_a_row + 1 if each else 0
        longest = max(longest, in_a_row)
    return 0 if longest >= RUN else RUN - in_a_row


def _frozen(base: Floats, after: Floats) -> tuple[Lines, Floats]:
    """Return the lines of what lies before, and the side on which each later value is flagged (0 = not)."""
    listed = [None if math.isnan(value) else value for value in [*base.tolist(), math.nan, *after.tolist()]]
    points = xmr_chart(listed, fix_after=len(base)).points
    first = points[0]
    lines = Lines(*(math.nan if line is None else line for line in (first.mean, first.lower, first.upper)))
    told = [bool(set(point.flags) & set(FLAGS)) for point in points[len(base) + 1 :]]
    sides: Floats = np.nan_to_num(np.sign(after - lines.centre)) * np.array(told, dtype=np.float64)
    return lines, sides


def _told(lines: Lines, flags: Floats, away: Floats, errors: float, sure: float) -> Found:
    """Say which way the values have surely gone: confirmed, and flagged on that side."""
    known = ~np.isnan(away)
    leaning = int(np.sign(errors))
    needed = lacking(Judged.LEVEL, known)
    side = leaning if not needed and abs(errors) > sure and bool((flags == leaning).any()) else 0
    beyond = int(np.count_nonzero(np.sign(away) == leaning)) if leaning else 0
    return Found(side, bool(flags.any()), lines, beyond, int(np.count_nonzero(known)), needed)


def _errors(base: Floats, away: Floats, way: Way, in_year: int = 1, years: float = math.inf) -> float:
    """Return how many standard errors the mean of `away`, distances from the mean before, is from nothing.

    Where each value leans on the one before by r, the variance of a mean of n is s² / n times
    1 + 2 Σ (1 - j/n) r^j. A month's part in a yearly pattern, seen in so many years, is uncertain by
    s² / years, and a whole year's together by nothing.
    """
    known, after = base[~np.isnan(base)], away[~np.isnan(away)]
    if not len(after):
        return 0.0
    count, apart = len(after), known - known.mean()
    free = len(known) - (in_year if math.isfinite(years) else 1)
    spread = math.fsum(apart**2) / max(free, 1)
    ranges = np.abs(np.diff(base))
    if not np.isnan(ranges).all():
        spread = max(spread, (float(np.nanmean(ranges)) / RANGE_TO_SPREAD) ** 2)
    lean = _lean(base - known.mean(), way.reason)
    of_year = max(1 / count - 1 / in_year, 0.0) / years
    error = math.sqrt(spread * (_of_mean(lean, len(known)) + _of_mean(lean, count) + of_year))
    gone = float(after.mean())
    return gone / error if error > 0 else math.copysign(math.inf, gone) if gone else 0.0


def _beyond_what_was_coming(found: Found, base: Floats, after: Floats, gap: int) -> Found:
    """Take back what was on its way before: by a trend, drawn on, or by a step just before the day.

    The mean after has to be `SURE_OF_NEWS` standard errors beyond a line through the values before, and
    beyond the last of them, on the same side.
    """
    if not found.side:
        return found
    at, ahead = np.flatnonzero(~np.isnan(base)), np.flatnonzero(~np.isnan(after)) + len(base) + gap
    slope, level = np.polyfit(at, base[at], 1)
    apart = base - (slope * np.arange(len(base)) + level)
    lean = _lean(apart, Reason.USUAL)
    spread = math.sqrt(math.fsum(apart[at] ** 2) / max(len(at) - 2, 1))
    mean, of_mean = float(np.nanmean(after)), _of_mean(lean, len(ahead))
    reach = float(ahead.mean() - at.mean()) ** 2 / float(((at - at.mean()) ** 2).sum())
    of_line = reach * (1 + lean) / (1 - lean) + _of_mean(lean, len(at))
    past_line = found.side * (mean - (slope * float(ahead.mean()) + level))
    past_latest = found.side * (mean - float(base[at[-LATEST:]].mean()))
    is_news = past_line > SURE_OF_NEWS * spread * math.sqrt(of_line + of_mean)
    is_new = past_latest > SURE_OF_NEWS * spread * math.sqrt(1 / LATEST + of_mean)
    return found if is_news and is_new else found._replace(side=0, flagged=True, was_moving=True)


def _lean(away: Floats, reason: Reason) -> float:
    """Return how much each value is taken to lean on the one before, from the distances from their mean."""
    pairs = away[1:] * away[:-1]
    whole = math.fsum(away[~np.isnan(away)] ** 2)
    seen = math.fsum(pairs[~np.isnan(pairs)]) / whole if whole > 0 else 0.0
    least = LEANING_AT_LEAST if reason == Reason.LEANING else 0.0
    wider = seen + (1 + 3 * seen) / np.count_nonzero(~np.isnan(away))
    return float(min(max(wider, least), LEANING_AT_MOST))


def _of_mean(lean: float, count: int) -> float:
    """Return the variance of a mean of so many values that lean on each other, in the variance of one."""
    return (1 + 2 * sum((1 - step / count) * lean**step for step in range(1, count))) / count
