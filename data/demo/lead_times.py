"""What is told of Exempelstad's cases beside the shares in time: usual time, oldest, open, what is due.

Everything is counted from the drawn cases by the product's own rules, as each month ends.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from data.demo.cases import LIMITS, Limit, cases
from data.demo.figures import Figures, ratio
from data.demo.reporting import ABOVE, SHARES
from data.demo.timeline import REPORTED_MONTHS, periods_of
from data.lead_times.time_limits import read_time_limits
from metrics.cases.radar import radar
from metrics.cases.summary import due_by_month, standing
from metrics.lead_times import judged_cases
from metrics.periods import Period
from metrics.vocabulary import LimitUnit, Periodicity

TOLD_MONTHS, COUNTED_MONTHS = REPORTED_MONTHS[-13:], REPORTED_MONTHS[-6:]
STANDING = {"median": "median", "p90": "high", "aldsta": "oldest_open", "oppna": "open_cases"}
STANDING |= {"oppna-sena": "open_past"}
COUNTS = ("oppna", "oppna-sena")
"""What is added up over units; all else is counted anew for each unit above."""


@cache
def _judged(day: date) -> pd.DataFrame:
    """Return the drawn cases, judged as of a day; those opened later are left out."""
    every = cases()
    there = every[every["opened"] < np.datetime64(day, "D") + np.timedelta64(1, "D")]
    known = there.assign(
        closed=there["closed"].where(there["closed"] < pd.Timestamp(day) + pd.Timedelta(days=1))
    )
    return judged_cases(known, read_time_limits().rules, day).cases


@cache
def _standing(day: date) -> pd.DataFrame:
    return standing(_judged(day), day, ABOVE).set_index(["kind", "unit"])


def lead_time_figures() -> Iterator[Figures]:
    """Yield what is told beside each share, for its unit and (but for counts) for the units above it."""
    for limit in LIMITS:
        share = next(share for share in SHARES if share.indicator == limit.indicator)
        periods = tuple(
            period for period in periods_of(share.periodicity) if period.first >= TOLD_MONTHS[0].first
        )
        units = [share.unit for share in SHARES if share.indicator == limit.indicator]
        every = list(dict.fromkeys(above for unit in units for above in ABOVE[unit]))
        for name, column in STANDING.items():
            for unit in units if name in COUNTS else every:
                yield _stands(limit, unit, periods, name, column)
        for unit in units:
            if limit.extended:
                yield _stands(limit, unit, periods, "forlangda", "extended_open")
            if limit.unit in (LimitUnit.DAYS, LimitUnit.MONTHS):
                yield _rolled(limit, unit, periods)


def _stands(limit: Limit, unit: str, periods: tuple[Period, ...], name: str, column: str) -> Figures:
    values = [_standing(period.last)[column].get((limit.kind, unit), np.nan) for period in periods]
    return Figures(unit, f"{limit.kind}-{name}", periods, np.array(values, dtype=float))


def _rolled(limit: Limit, unit: str, periods: tuple[Period, ...]) -> Figures:
    """Return the share in time when a deadline on a day off is the next working day."""
    due = due_by_month(_judged(periods[-1].last), periods[-1].last)
    mine = due[(due["kind"] == limit.kind) & (due["unit"] == unit)].set_index("month")
    months = [[month.code for month in period.parts(Periodicity.MONTH)] for period in periods]
    counts = [mine.reindex(codes)[["in_time_rolled", "due"]].sum() for codes in months]
    met, every = np.array(counts, dtype=float).T
    return ratio(unit, f"{limit.kind}-nasta-vardag", periods, met, every)


def deadline_counts() -> pd.DataFrame:
    """Return the coming deadlines as each of the last months ends.

    `indicator`, `unit` (codes), `counted_on`, `due_from` (dates), `open_cases`, `closed_cases`.
    """
    codes = {limit.kind: limit.indicator for limit in LIMITS}
    frames = [
        radar(_judged(month.last), month.last).assign(counted_on=month.last) for month in COUNTED_MONTHS
    ]
    every = pd.concat(frames, ignore_index=True)
    return every.assign(indicator=every["kind"].map(codes), due_from=every["due_from"].dt.date).drop(
        columns="kind"
    )
