"""One reported series: the figures of an indicator at a unit, and the frame they are delivered in."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.timeline import Floats, recorded_after
from metrics.periods import Period
from metrics.vocabulary import ValueState

COLUMNS = (
    "unit",
    "indicator",
    "period",
    "value",
    "numerator",
    "denominator",
    "n",
    "state",
    "comment",
    "recorded_at",
)
NO_CASES = "Inga ärenden under perioden."
DECIMALS_KEPT = 6


@dataclass(frozen=True)
class Figures:
    """Values in period order. A missing value (NaN) means that there was nothing to measure."""

    unit: str
    indicator: str
    periods: tuple[Period, ...]
    value: Floats
    numerator: Floats | None = None
    denominator: Floats | None = None
    n: Floats | None = None


def percent(numerator: Floats, denominator: Floats) -> Floats:
    """Return 100 * numerator / denominator to six decimals; NaN where there is nothing to divide by."""
    share = np.full(len(numerator), np.nan)
    np.divide(100 * numerator, denominator, out=share, where=denominator > 0)
    return np.round(share, DECIMALS_KEPT)


def ratio(
    unit: str, indicator: str, periods: tuple[Period, ...], numerator: Floats, denominator: Floats
) -> Figures:
    """Return a series of percentages with their parts."""
    value = percent(numerator, denominator)
    return Figures(unit, indicator, periods, value, numerator=numerator, denominator=denominator)


def frame_of(series: Iterable[Figures]) -> pd.DataFrame:
    """Return all series as one frame with the columns of COLUMNS, one row per figure."""
    every = tuple(series)
    lengths = [len(figures.periods) for figures in every]
    periods = [period for figures in every for period in figures.periods]
    value = np.concatenate([figures.value for figures in every])
    nothing = np.isnan(value)
    return pd.DataFrame(
        {
            "unit": np.repeat([figures.unit for figures in every], lengths),
            "indicator": np.repeat([figures.indicator for figures in every], lengths),
            "period": [period.code for period in periods],
            "value": value,
            "numerator": _column(every, "numerator"),
            "denominator": _column(every, "denominator"),
            "n": _column(every, "n"),
            "state": np.where(nothing, ValueState.NOT_APPLICABLE.value, ValueState.FINAL.value),
            "comment": np.where(nothing, NO_CASES, ""),
            "recorded_at": pd.to_datetime([recorded_after(period) for period in periods]),
        }
    )


def _column(every: tuple[Figures, ...], name: str) -> Floats:
    """Return one part of all series end to end; NaN where a series has no such part."""
    parts = []
    for figures in every:
        part: Floats | None = getattr(figures, name)
        parts.append(np.full(len(figures.periods), np.nan) if part is None else part)
    return np.concatenate(parts)
