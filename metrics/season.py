"""A yearly pattern: seen in a series, taken out of it, and put back under lines."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from metrics.spc import Point

SEASON_YEARS = 3
CLEAR_SEASON = 2.5
"""Variance between months of the year against that within them: F, with 11 and 24 degrees of freedom."""

Floats = NDArray[np.float64]


def yearly_pattern(values: Floats, in_year: int) -> Floats | None:
    """Return each period's part in a clear yearly pattern; None where there is none, or under three years.

    The pattern is the mean of the values' distance from a centred yearly mean, per period of the
    year, shrunk by how much of the variance between them chance would make.
    """
    if in_year < 2 or len(values) < SEASON_YEARS * in_year:
        return None
    values = _filled(values, in_year)
    if np.isnan(values).any():
        return None
    weights = np.r_[0.5, np.ones(in_year - 1), 0.5] / in_year
    middle = np.convolve(values, weights, mode="valid")
    half = in_year // 2
    level = np.r_[np.full(half, middle[0]), middle, np.full(len(values) - half - len(middle), middle[-1])]
    apart = values - level
    season = np.arange(len(values)) % in_year
    means = np.array([apart[season == place].mean() for place in range(in_year)])
    within = apart - means[season]
    noise = float((within**2).sum()) / (len(values) - in_year)
    between = float(((means - means.mean())[season] ** 2).sum()) / (in_year - 1)
    if noise <= 0 or between / noise < CLEAR_SEASON:
        return None
    effects: Floats = ((means - means.mean()) * (1 - noise / between))[season]
    return effects


def _filled(values: Floats, in_year: int) -> Floats:
    """Return the values with each gap filled by the mean of its like in other years, to see a pattern by."""
    season = np.arange(len(values)) % in_year
    filled = values.copy()
    for place in np.flatnonzero(np.isnan(values)):
        like = values[season == season[place]]
        known = like[~np.isnan(like)]
        filled[place] = known.mean() if len(known) else math.nan
    return filled


def with_pattern(points: Sequence[Point], effects: Floats) -> tuple[Point, ...]:
    """Put the yearly pattern back under the lines, so that they follow it."""
    return tuple(
        point._replace(
            mean=_moved(point.mean, effect),
            lower=_moved(point.lower, effect),
            upper=_moved(point.upper, effect),
        )
        for point, effect in zip(points, effects.tolist(), strict=True)
    )


def _moved(line: float | None, effect: float) -> float | None:
    return None if line is None else line + effect
