"""Targets: which one is in force, what it is held against, and how it turns out.

A figure is judged as the reader sees it, rounded, so that word and number never
disagree. Three things are decided here for all of the kinds:

* the *figure*: the period's own value, or for a target on a whole year's sum the
  sum so far;
* the *bar*: the target's value, its share of the year so far, the same figure a
  year earlier, or a figure from outside;
* the *status*: the figure against the bar, with the indicator's own tolerance.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd

from metrics.numbers import rounded
from metrics.periods import Period
from metrics.vocabulary import Basis, Kind, Status, TargetKind

AGAINST_LAST_YEAR = (TargetKind.INCREASE, TargetKind.NOT_DECREASE, TargetKind.DECREASE)
AGAINST_REFERENCE = (TargetKind.ABOVE_REFERENCE, TargetKind.AT_LEAST_REFERENCE)
UNJUDGED = (TargetKind.PLAN, TargetKind.REPORT_ONLY)
FLOORS = (TargetKind.AT_LEAST, TargetKind.NOT_DECREASE, TargetKind.AT_LEAST_REFERENCE)
CEILINGS = (TargetKind.AT_MOST, TargetKind.EXACTLY)
STRICT_FLOORS = (TargetKind.INCREASE, TargetKind.ABOVE_REFERENCE)
SUMMED_OVER_THE_YEAR = (Kind.FLOW, Kind.MONEY)
JUDGED = (Status.ON_TARGET, Status.NEAR_TARGET, Status.OFF_TARGET)
"""What a figure held against a target can be, from best to worst."""
PROFILE_YEARS = 3
LEAST_PROFILE_YEARS = 2
"""A seasonal profile needs two whole years: one can't tell season from chance."""
FLOAT_NOISE_DECIMALS = 9


@dataclass(frozen=True)
class Judgement:
    """How a figure stands against a target.

    `figure` and `bar` are the two numbers held against each other (None where there is
    none); `gap` is how far on the wrong side, 0 or less where the target is met.
    `summed` tells that the figure is the year's sum so far. `seasonal` tells how a year's
    target was shared out: by the own seasonal profile (True), evenly (False), or not at all.
    """

    status: Status
    figure: float | None = None
    bar: float | None = None
    gap: float | None = None
    summed: bool = False
    seasonal: bool | None = None


def in_force(
    targets: pd.DataFrame,
    day: date | Mapping[int, date],
    unit_id: int,
    sole: Mapping[int, int] | None = None,
) -> pd.DataFrame:
    """Return the targets that hold on `day` for a unit, at most one per indicator and level.

    `day` is one for all, or each indicator's own.

    `targets` has `indicator_id`, `unit_id` (NaN = for all), `level`, `kind`, `valid_from`,
    `valid_to` and `plan_from`, the first day of its plan (datetime64). The unit's own target goes
    before the one for all; of two that overlap the newer plan's holds, and within a plan the later
    one; but a planned volume never takes the place of another target. Where the newer plan has no
    target, an older plan's that reaches into its days still holds. `sole` names, for an indicator
    that only one unit below has to do with, that unit: its target then stands for the whole.
    """
    moment = pd.Timestamp(day) if isinstance(day, date) else pd.to_datetime(targets["indicator_id"].map(day))
    valid = (targets["valid_from"] <= moment) & (targets["valid_to"] >= moment)
    own = targets["unit_id"] == unit_id
    lent = targets["unit_id"] == targets["indicator_id"].map(sole or {})
    ours = targets[valid & (targets["unit_id"].isna() | own | lent)]
    held_to = targets["kind"] != TargetKind.PLAN
    nearness = held_to.astype(int) * 4 + own.astype(int) * 2 + lent.astype(int)
    ordered = ours.assign(nearness=nearness[ours.index]).sort_values(
        ["nearness", "plan_from", "valid_from"], kind="stable"
    )
    once = ordered.drop_duplicates(["indicator_id", "level"], keep="last")
    return once.drop(columns="nearness")


def stretches_in_force(
    targets: pd.DataFrame, unit_id: int, sole: Mapping[int, int] | None = None
) -> pd.DataFrame:
    """Return the targets of one indicator cut to the days on which each of them holds for a unit.

    What `in_force` answers for a day, for all days at once: where the unit's own target goes
    before the one for all, the latter's stretch ends, and takes up again after.
    """
    if targets.empty:
        return targets
    day = pd.Timedelta(days=1)
    turns = sorted({*targets["valid_from"], *(targets["valid_to"] + day)})
    stretches = [
        in_force(targets, start, unit_id, sole).assign(valid_from=start, valid_to=end - day)
        for start, end in pairwise(turns)
    ]
    found = pd.concat(stretches).sort_values(["level", "valid_from"], ascending=[False, True])
    return _joined(found, day)


def _joined(stretches: pd.DataFrame, day: pd.Timedelta) -> pd.DataFrame:
    """Join stretches that follow on each other and say the same."""
    said = stretches[["level", "kind", "value", "words"]].astype(str)
    follows = stretches["valid_from"] == stretches["valid_to"].shift() + day
    run = (~(follows & (said == said.shift()).all(axis=1))).cumsum()
    last = stretches.groupby(run)["valid_to"].transform("max")
    return stretches.assign(valid_to=last)[~run.duplicated()]


def basis_of(kind: Kind, given: Basis | None) -> Basis:
    """Return what a target speaks of: as given, else the year's sum for what is summed."""
    return given or (Basis.YEAR if kind in SUMMED_OVER_THE_YEAR else Basis.PERIOD)


def status_of(
    kind: TargetKind, figure: float | None, bar: float | None, *, decimals: int, tolerance: float
) -> tuple[Status, float | None]:
    """Return the status of a figure against a bar, and the gap.

    Missing is None or NaN. A bar that is another measurement (last year's, a reference)
    and is missing is a missing value; a target without a value is no target yet.
    """
    if _missing(figure):
        return Status.NO_VALUE, None
    if kind in UNJUDGED:
        return Status.NO_TARGET, None
    if _missing(bar):
        known_later = kind in AGAINST_LAST_YEAR or kind in AGAINST_REFERENCE
        return (Status.NO_VALUE if known_later else Status.NO_TARGET), None
    assert figure is not None and bar is not None
    shown = rounded(figure, decimals)
    if kind in FLOORS or kind in STRICT_FLOORS:
        gap = bar - shown
    elif kind == TargetKind.EXACTLY:
        gap = abs(shown - bar)
    else:
        gap = shown - bar
    gap = round(gap, FLOAT_NOISE_DECIMALS)
    strict = kind in STRICT_FLOORS or kind == TargetKind.DECREASE
    if kind == TargetKind.DECREASE and shown == 0 and gap == 0:
        return Status.ON_TARGET, gap  # nothing is left to decrease
    if gap < 0 or (gap == 0 and not strict):
        return Status.ON_TARGET, gap
    near = tolerance > 0 and gap <= round(tolerance, FLOAT_NOISE_DECIMALS)
    return (Status.NEAR_TARGET if near else Status.OFF_TARGET), gap


def judge(
    series: Mapping[str, float],
    period: Period,
    *,
    kind: Kind,
    target_kind: TargetKind,
    target_value: float | None,
    basis: Basis | None,
    decimals: int,
    tolerance: float,
) -> Judgement:
    """Judge one indicator's figure for `period` against one target.

    `series` maps period codes of the same periodicity as `period` to values; what is missing
    is left out. A target on the whole year's sum is held against the sum so far and its
    share of the year so far, and only if no period of the year so far is missing. What isn't judged
    has no target where the period's own figure is known, whatever else of the year is missing.
    """
    summed = basis_of(kind, basis) == Basis.YEAR
    figure = year_to_date(series, period) if summed else series.get(period.code)
    seasonal: bool | None = None
    bar = target_value
    if target_kind in AGAINST_LAST_YEAR:
        before = period.year_before
        earlier = year_to_date(series, before) if summed else series.get(before.code)
        bar = None if earlier is None else rounded(earlier, decimals)
    elif summed and bar is not None and not math.isnan(bar) and target_kind not in UNJUDGED:
        share, seasonal = share_of_year(series, period)
        bar = rounded(bar * share, decimals)
    held = series.get(period.code) if target_kind in UNJUDGED else figure
    status, gap = status_of(target_kind, held, bar, decimals=decimals, tolerance=tolerance)
    return Judgement(status, figure, None if _missing(bar) else bar, gap, summed, seasonal)


def year_to_date(series: Mapping[str, float], period: Period) -> float | None:
    """Return the sum from the year's first period to `period`; None if one of them is missing."""
    values = [series.get(code) for code in _year_so_far(period)]
    known = [value for value in values if value is not None]
    return math.fsum(known) if len(known) == len(values) else None


def share_of_year(series: Mapping[str, float], period: Period) -> tuple[float, bool | None]:
    """Return how much of a year's sum is to be reached by the end of `period`, and how it was shared.

    By the own seasonal profile (the mean share of the last whole years, at most three) where
    two whole years are known, else evenly. At the end of the year the share is 1 (None).
    """
    so_far = _year_so_far(period)
    per_year = 12 // period.month_count
    if len(so_far) == per_year:
        return 1.0, None
    shares = []
    for back in range(1, PROFILE_YEARS + 1):
        last = Period(period.periodicity, period.year - back, per_year)
        whole = year_to_date(series, last)
        part = year_to_date(series, Period(period.periodicity, period.year - back, period.index))
        if whole is not None and part is not None and whole > 0:
            shares.append(part / whole)
    if len(shares) >= LEAST_PROFILE_YEARS:
        return math.fsum(shares) / len(shares), True
    return len(so_far) / per_year, False


def _year_so_far(period: Period) -> Sequence[str]:
    return [Period(period.periodicity, period.year, index).code for index in range(1, period.index + 1)]


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)
