"""Kaplan-Meier: how long cases take, when some of them aren't closed yet.

The share still open after a time is the product, over the times at which cases were closed, of
(1 - closed then / open until then). A case that is still open counts as open for as long as it has
been, and then leaves: to leave it out would make the cases that take long vanish, and to count
it as closed would make them short.

Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations,
Journal of the American Statistical Association 53 (1958), 457-481. Where a case is closed and
another is seen for the last time at the same age, the closing is counted first, as they did.
"""

import math
from typing import Any

import numpy as np
import pandas as pd

DUST = 1e-9
"""A product of shares that should be exactly one half may differ from it by less than this."""
COLUMNS = ["time", "at_risk", "events", "survival"]


def survival_table(times: Any, closed: Any) -> pd.DataFrame:
    """Return how many were open and closed at each age, and the share that is open after it.

    `times` are ages (0 or more, in any one unit), `closed` whether the case ended at that age; where
    it is false the case was still open when last seen. The table has a row for every age
    that occurs, youngest first: `time`, `at_risk` (cases that came to that age), `events`
    (closed at it; 0 where cases were only seen for the last time) and `survival` (0 to 1).

    Raises ValueError for a missing, infinite or negative age, and for unequal lengths.
    """
    ages, ended = np.asarray(times, dtype=np.float64), np.asarray(closed, dtype=np.bool_)
    if ages.shape != ended.shape:
        raise ValueError(f"as many times as flags are needed, got {ages.shape} and {ended.shape}")
    if not np.isfinite(ages).all() or (ages < 0).any():
        raise ValueError("every time must be a finite number, 0 or more")
    distinct, place, leaving = np.unique(ages, return_inverse=True, return_counts=True)
    events = np.bincount(place, weights=ended, minlength=len(distinct)).astype(np.int64)
    at_risk = len(ages) - np.cumsum(leaving) + leaving
    survival = np.cumprod(1 - events / at_risk)
    return pd.DataFrame(dict(zip(COLUMNS, (distinct, at_risk, events, survival), strict=True)))


def quantile(table: pd.DataFrame, share: float) -> float:
    """Return the age by which at least `share` of the cases are closed, NaN where the table ends before that.

    With 0.5 it is the median. It is the first age at which the survival is 1 - `share` or less, and always
    one that occurs; some programs go halfway to the next where the survival is exactly that.
    Raises ValueError for a share that isn't between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"a share must lie between 0 and 1, got {share}")
    reached = np.flatnonzero(table["survival"].to_numpy() <= 1 - share + DUST)
    return float(table["time"].iloc[reached[0]]) if len(reached) else math.nan


def median(table: pd.DataFrame) -> float:
    """Return the age by which half of the cases are closed, NaN where so many never are."""
    return quantile(table, 0.5)


def longest(table: pd.DataFrame) -> float:
    """Return the oldest age seen, NaN where there is none: what an unknown quantile is more than."""
    return float(table["time"].iloc[-1]) if len(table) else math.nan
