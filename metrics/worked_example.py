"""The example that the method is explained by: thirteen invented months, the last one beyond chance."""

import math

import pandas as pd

from metrics.limits import limit_frame
from metrics.periods import Period
from metrics.signals import Series, signal_of
from metrics.vocabulary import Direction, Kind, Periodicity, SignalMethod, ValueState

COUNTS = (24, 26, 23, 25, 27, 24, 22, 26, 25, 24, 26, 25, 33)
FIRST = Period(Periodicity.MONTH, 2025, 10)
SENTENCE = (
    "Exemplet i ett diagram: mittlinjen 25,4, gränserna 18,5 och 32,3, och den sista månadens 33 utanför."
)


def example_series() -> pd.DataFrame:
    """Return the example as a series to be drawn."""
    codes = [FIRST.shifted(step).code for step in range(len(COUNTS))]
    return pd.DataFrame({"period": codes, "value": COUNTS, "state": ValueState.FINAL.value}).astype(
        {"value": "float64"}
    )


def example_limits() -> pd.DataFrame:
    """Return the example's mean and limits, as `limit_frame`."""
    seen = [FIRST.shifted(step) for step in range(len(COUNTS))]
    signal = signal_of(Series(COUNTS, Kind.FLOW, Direction.DOWN, method=SignalMethod.XMR))
    values = {period.code: float(count) for period, count in zip(seen, COUNTS, strict=True)}
    return limit_frame(signal, seen, values, Direction.DOWN, divisor=1.0)


def no_targets() -> pd.DataFrame:
    """Return the example's targets: none."""
    dated = {"valid_from": pd.Series(dtype="datetime64[ns]"), "valid_to": pd.Series(dtype="datetime64[ns]")}
    return pd.DataFrame({"level": [], "kind": [], "value": [math.nan][:0], "words": [], **dated})
