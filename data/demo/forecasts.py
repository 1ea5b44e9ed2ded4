"""Forecasts of the whole year, made after each month from March to November.

A forecast is the outcome so far plus a view of what is left: between the budget of the
remaining months and that budget at the pace so far, with more weight on the pace as the year
goes. It never looks ahead, so a rise late in the year comes as the cold shower of 2025. Some
units see what is left too brightly, most so early in the year.
"""

from collections.abc import Iterator

import numpy as np

from data.demo.ledger import Line
from data.demo.reporting import ADDICTION, INQUIRY, RECEPTION
from data.demo.timeline import FIRST_YEAR, REPORTED_MONTHS, YEARS, Floats

FIRST_MONTH, LAST_MONTH = 3, 11
MONTHS_PER_YEAR = 12
# How much too small the remaining costs are taken to be in March, as a share.
BRIGHTNESS = {INQUIRY: 0.06, ADDICTION: 0.04, RECEPTION: 0.02}
SLOWEST, FASTEST = 0.4, 2.0
WHOLE_KRONOR = 1_000


def forecast_months() -> Iterator[tuple[int, int]]:
    """Yield every year and month that a forecast was made in."""
    for year in YEARS:
        for month in range(FIRST_MONTH, LAST_MONTH + 1):
            if (year - FIRST_YEAR) * MONTHS_PER_YEAR + month <= len(REPORTED_MONTHS):
                yield year, month


def forecasts(line: Line, budget: Floats) -> Floats:
    """Return the forecast of the year made in each of `forecast_months`, in whole thousands of kronor."""
    made = []
    for year, month in forecast_months():
        start = (year - FIRST_YEAR) * MONTHS_PER_YEAR
        so_far = float(line.outcome[start : start + month].sum())
        planned = float(budget[start : start + month].sum())
        left = float(budget[start + month : start + MONTHS_PER_YEAR].sum())
        made.append(so_far + _view(line, left, _pace(so_far, planned), month))
    return np.round(np.array(made) / WHOLE_KRONOR) * WHOLE_KRONOR


def _pace(so_far: float, planned: float) -> float:
    """Return outcome so far against budget so far, within what anyone would believe."""
    return float(np.clip(so_far / planned, SLOWEST, FASTEST)) if planned else 1.0


def _view(line: Line, left: float, pace: float, month: int) -> float:
    weight = month / MONTHS_PER_YEAR
    bright = BRIGHTNESS.get(line.unit, 0.0) * (MONTHS_PER_YEAR - month) / (MONTHS_PER_YEAR - FIRST_MONTH)
    view = left * (1 + weight * (pace - 1))
    return view * (1 - bright) if view < 0 else view
