"""Figures over windows of periods: rolling sums and means, and the year so far.

A window's figure is what `rollup` would make of its periods: shares of summed parts, means weighted by
n. A sum needs every period of its window. A share or a mean is made of what is there, and says how much
that is.
"""

import math
from collections.abc import Mapping, Sequence

from metrics.derivation.derived import WORST_FIRST
from metrics.derivation.recipes import Recipe
from metrics.periods import PER_YEAR, Period
from metrics.subjects import Figure
from metrics.vocabulary import Derivation, Kind, ValueState

SUMMED = (Kind.FLOW, Kind.MONEY)
WEIGHTED = (Kind.MEAN, Kind.INDEX)


def window_series(
    recipe: Recipe, series: Mapping[str, Figure], kind: Kind, scale: float
) -> dict[str, Figure]:
    """Return a rolling figure, or the year so far, for each period that its window can be filled for.

    `series` are the figures of the part, `kind` and `scale` its own. Before the first known period there
    is nothing to fill a window with, so the first figures come when the window is full.
    """
    first = min((code for code, figure in series.items() if figure.value is not None), default=None)
    if first is None:
        return {}
    averaged = recipe.by == Derivation.ROLLING_MEAN and kind in SUMMED
    weighed_as = Kind.STOCK if averaged else kind
    codes = _year_by_year(first, max(series))
    in_year = PER_YEAR[Period.parse(first).periodicity]
    made: dict[str, Figure] = {}
    for place, code in enumerate(codes):
        length = recipe.span or place % in_year + 1
        begins = place + 1 - length
        is_full = recipe.by == Derivation.ACCUMULATED or (begins >= 0 and codes[begins] >= first)
        if code in series and code >= first and is_full:
            window = [series.get(part) for part in codes[begins : place + 1]]
            made[code] = _figure(window, weighed_as, scale)
    return made


def _year_by_year(first: str, last: str) -> list[str]:
    """Return every period from the beginning of the first one's year to the last."""
    begun = Period.parse(first)
    return [each.code for each in begun.shifted(1 - begun.index).until(Period.parse(last))]


def _figure(window: Sequence[Figure | None], kind: Kind, scale: float) -> Figure:
    """Return the figure of a window, None standing for periods that nothing is told of."""
    known = [figure for figure in window if figure is not None and figure.value is not None]
    whole = [figure for figure in known if figure.parts >= figure.expected]
    counts = {"parts": len(whole), "expected": len(window), **_units(known)}
    needed = len(window) if kind in SUMMED else 1
    top, bottom = _weighed(whole, kind)
    if len(whole) < needed or not (math.isfinite(top) and 0 < bottom < math.inf):
        return Figure(None, _why_not(window, known), **counts)
    state = ValueState.PRELIMINARY if any(_is_open(figure) for figure in known) else ValueState.FINAL
    if kind == Kind.RATIO:
        return Figure(scale * top / bottom, state, numerator=top, denominator=bottom, **counts)
    return Figure(top / bottom, state, n=bottom if kind in WEIGHTED else None, **counts)


def _weighed(figures: Sequence[Figure], kind: Kind) -> tuple[float, float]:
    """Return what is divided by what; infinite where a figure lacks the parts that its kind needs."""
    if kind == Kind.RATIO:
        return _sum([figure.numerator for figure in figures]), _sum(
            [figure.denominator for figure in figures]
        )
    values = [figure.value for figure in figures]
    if kind in WEIGHTED:
        weights = [figure.n for figure in figures]
        products = [
            None if value is None or weight is None else value * weight
            for value, weight in zip(values, weights, strict=True)
        ]
        return _sum(products), _sum(weights)
    return _sum(values), 1.0 if kind in SUMMED else float(len(values))


def _sum(numbers: Sequence[float | None]) -> float:
    return math.fsum(math.inf if number is None else number for number in numbers)


def _is_open(figure: Figure) -> bool:
    return figure.state == ValueState.PRELIMINARY


def _why_not(window: Sequence[Figure | None], known: Sequence[Figure]) -> ValueState:
    """Return the state of a window without a figure: that of its periods, the most telling one first."""
    states = {ValueState.NOT_YET_REPORTED if figure is None else figure.state for figure in window}
    if known and ValueState.CONFIDENTIAL not in states:
        return ValueState.MISSING
    return next(state for state in WORST_FIRST if state in states)


def _units(known: Sequence[Figure]) -> dict[str, int]:
    """Return the units behind a window: those of the period that lacks most of them."""
    if not known:
        return {}
    fewest = max(known, key=lambda figure: figure.units_expected - figure.units)
    return {"units": fewest.units, "units_expected": fewest.units_expected}
