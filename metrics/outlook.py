"""Outlook: how probable it is that the year's target is met, from the months so far.

The question follows from the kind: the year's sum (flow, money), the mean of the year
(year places), the value in December (stock), the sum of numerators over the sum of
denominators (ratio), or the mean weighted by n (mean, index). What the months so far decide is
certain; the rest is a forecast of what remains, and the spread of such forecasts' errors, both by
`metrics.year_end`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.vocabulary import Kind, TargetKind
from metrics.year_end import NOISE, SUMMED, Months, foreseen

ANSWERED = (TargetKind.AT_LEAST, TargetKind.AT_MOST)
COUNTED = (Kind.FLOW, Kind.STOCK)
MOST_YEARS = 7
MOST_FIGURE = 1e15
"""A larger figure, or an infinite one, is a mistake and counts as missing."""
LEAST_DOUBT = 0.001
"""What is not decided is never told as more certain than this."""


class OutlookWord(StrEnum):
    """How probable it is, in five steps."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very_unlikely"


WORDS_FROM = (
    (0.9, OutlookWord.VERY_LIKELY),
    (0.7, OutlookWord.LIKELY),
    (0.3, OutlookWord.UNCERTAIN),
    (0.1, OutlookWord.UNLIKELY),
)


class Silence(StrEnum):
    """Why nothing is said."""

    NO_TARGET = "no_target"
    OTHER_KIND = "other_kind"
    """The target is of a kind that a year doesn't end on one side of."""
    NO_PARTS = "no_parts"
    """A ratio without numerators and denominators, a mean without n, or parts below 0."""
    SHORT_HISTORY = "short_history"
    GAPS = "gaps"
    """A month of this year or the last is missing."""
    FEW_CASES = "few_cases"
    """Too few a month for the probabilities to hold; the caller's to say."""
    YEAR_OVER = "year_over"
    """The year has ended, and as months of it are missing its outcome isn't known."""


@dataclass(frozen=True)
class Outlook:
    """The answer, or the reason for none. `forecast` is the year's, in the target's unit."""

    probability: float | None = None
    word: OutlookWord | None = None
    percent: int | None = None
    certain: bool = False
    forecast: float | None = None
    silence: Silence | None = None


@dataclass(frozen=True)
class MonthlySeries:
    """Months in order, the last of them `month` (1-12) of `year`; None or NaN is missing.

    Ratios need `numerators` and `denominators`, means `n`, as long as `values`; None = not kept.
    """

    year: int
    month: int
    values: Sequence[float | None]
    numerators: Sequence[float | None] | None = None
    denominators: Sequence[float | None] | None = None
    n: Sequence[float | None] | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"month is 1 to 12, not {self.month}")
        lengths = {len(part) for part in (self.numerators, self.denominators, self.n) if part is not None}
        if lengths - {len(self.values)}:
            raise ValueError(f"{len(self.values)} values, but parts of {sorted(lengths)} months")


def outlook(
    series: MonthlySeries,
    *,
    kind: Kind,
    target_kind: TargetKind,
    target: float | None,
    scale: float = 1.0,
    non_negative: bool = True,
) -> Outlook:
    """Return how probable it is that the year ends on the right side of `target`.

    `scale` is what a ratio is multiplied by to be in the target's unit (100 for %). Where
    `non_negative`, a sum can only grow, and one that has passed the target decides it early.
    """
    if target is None or not math.isfinite(target):
        return Outlook(silence=Silence.NO_TARGET)
    if target_kind not in (*ANSWERED, TargetKind.EXACTLY):
        return Outlook(silence=Silence.OTHER_KIND)
    parts = _parts(series, kind)
    if parts is None:
        return Outlook(silence=Silence.NO_PARTS)
    factor = {Kind.RATIO: scale, Kind.YEAR_PLACES: 1 / 12}.get(kind, 1.0)
    bar = target / factor
    own, before = parts[:, -series.month :], parts[:, : -series.month]
    decided = _decided(kind, target_kind, own, series.month, bar, non_negative=non_negative)
    if decided is not None:
        return _answer(float(decided[0]), decided[1] * factor, certain=True)
    history = _history(own, before, series.month) if target_kind in ANSWERED else Silence.OTHER_KIND
    if isinstance(history, Silence):
        return Outlook(silence=history)
    if kind in COUNTED and all((part % 1 == 0).all() for part in (history, own)):
        bar = _between_counts(bar, target_kind)
    centre, below = foreseen(kind, history, own, bar)
    within = min(max(below, LEAST_DOUBT), 1 - LEAST_DOUBT)
    probability = within if target_kind == TargetKind.AT_MOST else 1 - within
    return _answer(probability, centre * factor, certain=False)


def word_for(probability: float) -> OutlookWord:
    """Return the word for a probability; a step begins at its lower limit."""
    fitting = (word for least, word in WORDS_FROM if probability >= least - NOISE)
    return next(fitting, OutlookWord.VERY_UNLIKELY)


def percent_of(probability: float) -> int:
    """Return a probability in per cent, rounded to the nearest 5, halves upwards."""
    return 5 * math.floor(20 * probability + 0.5 + NOISE)


def _between_counts(bar: float, target_kind: TargetKind) -> float:
    """Return the bar half-way to the first count that is on its other side: a count can end on it."""
    return (
        math.floor(bar + NOISE) + 0.5 if target_kind == TargetKind.AT_MOST else math.ceil(bar - NOISE) - 0.5
    )


def _answer(probability: float, forecast: float, *, certain: bool) -> Outlook:
    percent = percent_of(probability)
    return Outlook(probability, word_for(percent / 100), percent, certain=certain, forecast=forecast)


def _parts(series: MonthlySeries, kind: Kind) -> Months | None:
    """Return what the year is made of, a row per part and a column per month; NaN is missing."""
    columns: tuple[Sequence[float | None] | None, ...] = (series.values,)
    if kind == Kind.RATIO:
        columns = (series.numerators, series.denominators)
    elif kind in (Kind.MEAN, Kind.INDEX):
        columns = (series.values, series.n)
    if any(column is None or all(value is None for value in column) for column in columns[-1:]):
        return None if len(columns) > 1 else np.full((1, len(series.values)), np.nan)
    if any(column is None for column in columns):
        return None
    parts = np.array([list(column) for column in columns if column is not None], dtype=np.float64)
    parts[~(np.abs(parts) <= MOST_FIGURE)] = np.nan
    if len(parts) > 1:
        if (parts[1] < 0).any() or (kind == Kind.RATIO and (parts[0] < 0).any()):
            return None
        parts[0, parts[1] == 0] = 0.0  # a month without cases has no mean, and misses none
        parts[:, np.isnan(parts).any(axis=0)] = np.nan
    return parts


def _decided(
    kind: Kind, target_kind: TargetKind, own: Months, month: int, bar: float, *, non_negative: bool
) -> tuple[bool, float] | None:
    """Return whether the target is met and the year's figure, where the months so far tell."""
    slack = NOISE * max(1.0, abs(bar))
    if kind in SUMMED and non_negative and month < 12:
        so_far = float(np.nansum(own))
        if so_far > bar + slack:
            return target_kind == TargetKind.AT_LEAST, so_far
        return (True, so_far) if target_kind == TargetKind.AT_LEAST and so_far >= bar - slack else None
    known = own[:, -1:] if kind == Kind.STOCK else own
    if month < 12 or own.shape[1] < 12 or np.isnan(known).any():
        return None
    year = _outcome(kind, known)
    if year is None:
        return None
    sides = {TargetKind.AT_LEAST: year >= bar - slack, TargetKind.AT_MOST: year <= bar + slack}
    return sides.get(target_kind, abs(year - bar) <= slack), year


def _outcome(kind: Kind, months: Months) -> float | None:
    if kind == Kind.STOCK or kind in SUMMED:
        return float(months[0].sum())
    if months[1].sum() <= 0:
        return None
    above = months[0] if kind == Kind.RATIO else months[0] * months[1]
    return float(above.sum() / months[1].sum())


def _history(own: Months, before: Months, month: int) -> Months | Silence:
    """Return the whole years before this one that have no gaps, at most seven; or why not."""
    if month == 12:
        return Silence.YEAR_OVER
    if own.shape[1] < month or np.isnan(own).any():
        return Silence.GAPS
    known = np.flatnonzero(~np.isnan(before).any(axis=0))
    years = (before.shape[1] - int(known[0])) // 12 if known.size else 0
    if years == 0:
        return Silence.SHORT_HISTORY
    shaped = before[:, -12 * years :].reshape(len(before), years, 12)
    if np.isnan(shaped[:, -1]).any():
        return Silence.GAPS
    whole = shaped[:, ~np.isnan(shaped).any(axis=(0, 2))]
    return whole[:, -MOST_YEARS:].reshape(len(before), -1)
