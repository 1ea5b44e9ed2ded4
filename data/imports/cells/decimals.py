"""With how many decimals numbers are printed."""

import pandas as pd

from metrics.numbers import number

MOST = 4
DUST = 1e-9


def decimals_of(values: "pd.Series[float]", most: int = MOST) -> "pd.Series[int]":
    """Return how many decimals numbers are printed with, at most so many."""
    needed = pd.Series(most, index=values.index)
    for decimals in reversed(range(most)):
        needed = needed.where((values.round(decimals) - values).abs() > DUST, decimals)
    return needed


def shown(value: float) -> str:
    """Write a printed number with the decimals that it has."""
    return number(value, int(decimals_of(pd.Series([value])).iloc[0]))
