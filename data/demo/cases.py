"""Cases behind the shares in time: drawn so that each month has as many due, and in time, as its share says.

A case is drawn from its deadline backwards. Which ones were in time follows the share's own figures, so
that what is told of the cases (median, oldest, open) belongs to the same office as the shares. Cases are
drawn some months beyond the last reported one, since those under way have their deadlines there.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from data.demo.events import coming_share, drawn_share
from data.demo.reporting import SHARES, Share
from data.demo.timeline import generator
from metrics.cases.deadlines import Moments, days, is_working_day, moments, working_calendar
from metrics.periods import Period
from metrics.vocabulary import LimitUnit

LAST_SAFE_DAY = 28
"""A deadline on a later day of the month may not be that of any opening day, when limits are in months."""
OFFICE_HOURS = (8, 17)
DAY = np.timedelta64(1, "D")
FIRST_DUE = date(2025, 3, 1)
"""Cases due earlier are not needed: what is told of cases begins in October 2025."""
MONTHS_TO_COME = 6
JUST_LATE = 0.35
"""The part of those late that are so by two days at the most, many of them after a deadline on a day off."""


@dataclass(frozen=True)
class Limit:
    """A time limit of Exempelstad: its share, the kind of case, and how its cases run."""

    indicator: str
    kind: str
    limit: int
    unit: LimitUnit
    usual: float
    """The usual time of those in time, as a part of the limit."""
    extended: float = 0.0
    """Extended cases, as a part of all that are due."""


LIMITS = (
    Limit("forhandsbedomning-14-dagar", "forhandsbedomning", 14, LimitUnit.DAYS, 0.55, 0.01),
    Limit("utredning-4-manader", "utredning", 4, LimitUnit.MONTHS, 0.78, 0.06),
    Limit("forsta-kontakt-7-arbetsdagar", "forsta-kontakt", 7, LimitUnit.WORKDAYS, 0.6),
    Limit("allvarssamtal-48-timmar", "allvarssamtal", 48, LimitUnit.HOURS, 0.55),
    Limit("serveringstillstand-2-manader", "serveringstillstand", 2, LimitUnit.MONTHS, 0.7),
    Limit("beslut-verkstallda-1-manad", "verkstallighet", 1, LimitUnit.MONTHS, 0.5),
)


@cache
def cases() -> pd.DataFrame:
    """Return every case as lead times are made of: `kind`, `unit`, `opened`, `closed`, `extended`."""
    limits = {limit.indicator: limit for limit in LIMITS}
    drawn = [_of_share(limits[share.indicator], share) for share in SHARES if share.indicator in limits]
    return pd.concat(drawn, ignore_index=True)


def _of_share(limit: Limit, share: Share) -> pd.DataFrame:
    rng = generator(share.unit, f"ärenden-{limit.kind}")
    frames = []
    for figures in (drawn_share(share), coming_share(share, MONTHS_TO_COME)):
        assert figures.numerator is not None and figures.denominator is not None
        for period, met, due in zip(figures.periods, figures.numerator, figures.denominator, strict=True):
            if period.last >= FIRST_DUE:
                frames.append(_of_period(limit, period, int(met), int(due), rng))
    whole = pd.concat(frames, ignore_index=True)
    return whole.assign(kind=limit.kind, unit=share.unit)


def _of_period(limit: Limit, period: Period, met: int, due: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw the cases that are due in a period: `met` of `due` in time, and the extended ones beside them."""
    longer = int(rng.binomial(due, limit.extended))
    deadline = _deadlines(limit, period, due + longer, rng)
    opened = _opened(limit, deadline)
    allowed = (deadline - opened) / DAY
    in_time = np.arange(due + longer) < met
    early = np.clip(rng.beta(6 * limit.usual, 6 * (1 - limit.usual), due + longer), 0.02, 0.98)
    soon = rng.random(due + longer) < JUST_LATE
    late = 1 + np.where(soon, rng.uniform(0, 2, due + longer) / allowed, rng.exponential(0.28, due + longer))
    span = allowed * np.where(in_time, early, late)
    closed = opened + (span * 86_400).astype("timedelta64[s]")
    if limit.unit != LimitUnit.HOURS:
        whole = np.where(in_time, np.floor(span), np.floor(span) + 1).astype(int)
        closed = (opened + whole * DAY).astype("datetime64[s]")
    return pd.DataFrame({"opened": opened, "closed": closed, "extended": np.arange(due + longer) >= due})


def _deadlines(limit: Limit, period: Period, count: int, rng: np.random.Generator) -> Moments:
    """Draw days in the period on which a case of this limit can be due, some of them at week-ends."""
    first, last = np.datetime64(period.first, "D"), np.datetime64(period.last, "D")
    within = np.arange(first, last + DAY)
    if limit.unit == LimitUnit.MONTHS:
        within = within[(within - days(within.astype("datetime64[M]"))).astype(int) < LAST_SAFE_DAY]
    if limit.unit == LimitUnit.WORKDAYS:
        within = within[is_working_day(within)]
    chosen = rng.choice(within, count)
    minutes = np.zeros(count, dtype=int)
    if limit.unit == LimitUnit.HOURS:
        minutes = rng.integers(OFFICE_HOURS[0] * 60, OFFICE_HOURS[1] * 60, count)
    return moments(moments(chosen) + minutes.astype("timedelta64[m]"))


def _opened(limit: Limit, deadline: Moments) -> Moments:
    """Return the opening that has just this deadline."""
    day = days(deadline)
    match limit.unit:
        case LimitUnit.HOURS:
            return moments(deadline - np.timedelta64(limit.limit, "h"))
        case LimitUnit.DAYS:
            return moments(deadline - limit.limit * DAY)
        case LimitUnit.WORKDAYS:
            calendar = working_calendar(FIRST_DUE.year - 1, FIRST_DUE.year + 3)
            return moments(np.busday_offset(day, -limit.limit, roll="backward", busdaycal=calendar))
        case _:
            month = day.astype("datetime64[M]")
            within = day - days(month)
            return moments(days(month - limit.limit) + within)
