"""How the year ends: a forecast per kind, and the measured spread of such forecasts' errors.

* sums: (a) month factors shrunk towards none, exponential smoothing of what they leave, and
  (b) last year's remaining months times the root of this year so far over last year so far;
  the forecast is the mean of (a) and (b). Series that reach zero or below have the same with
  sums for products. Scale: the variance of (a), a Poisson term for counts, three per cent of
  what remains, and half the gap between (a) and (b).
* stocks: the last value; scale from the changes over one month and over the months left.
* ratios: a smoothed level, months weighing as their denominators, on the logit scale (log where
  a ratio can pass 1), with halved month effects, for the remaining months' expected denominators.
* means: a level that forgets 15 % a month, with Student's t. Not measured on real data.

An error divided by its scale has a distribution that is known from measurement: `TABLE` holds
its quantiles, measured by `bench/calibration.py` on 424 public monthly series (sums, and among
them 18 stocks) and 14 series of numerators and denominators. Outside the quantiles the tails
fall off exponentially.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from metrics.vocabulary import Kind

Months = npt.NDArray[np.float64]
SUMMED = (Kind.FLOW, Kind.MONEY, Kind.YEAR_PLACES)
SMOOTHINGS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
FIRST_LEVEL = 6
LEAST_FACTOR = 0.05
FORGOTTEN = 0.15
NOISE = 1e-9
LOWER_LEVELS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
LEVELS = (*LOWER_LEVELS, 0.5, *(1 - level for level in reversed(LOWER_LEVELS)))
TABLE = """
ratio 12 3 -4.85 -4.18 -3.05 -2.36 -2.10 -1.82 -1.23 -0.75 -0.34 0.16 0.62 1.28 1.72 2.27 3.12 3.71 4.75
ratio 12 6 -3.43 -3.03 -2.50 -2.14 -1.82 -1.68 -1.25 -0.92 -0.68 -0.46 -0.18 0.27 0.52 0.81 1.78 3.42 4.69
ratio 12 8 -2.81 -2.48 -2.16 -1.85 -1.56 -1.33 -1.00 -0.73 -0.54 -0.26 -0.02 0.48 0.70 1.00 1.44 2.08 3.58
ratio 12 10 -2.24 -2.04 -1.85 -1.46 -1.19 -1.02 -0.76 -0.52 -0.24 0.01 0.27 0.71 0.88 1.10 1.49 1.97 2.28
stock 12 0 -8.74 -6.53 -3.34 -1.45 -0.77 -0.56 -0.35 -0.15 0.00 0.10 0.27 0.62 0.76 1.07 1.48 2.27 15.61
sum 12 3 -6.45 -4.85 -3.09 -1.75 -1.16 -0.88 -0.53 -0.20 0.07 0.31 0.65 1.15 1.54 2.21 4.17 7.41 14.70
sum 12 6 -3.95 -2.58 -1.96 -1.30 -0.96 -0.66 -0.35 -0.13 0.04 0.23 0.52 0.88 1.10 1.54 2.35 3.50 5.28
sum 12 8 -2.86 -2.17 -1.73 -1.22 -0.91 -0.68 -0.39 -0.16 0.05 0.24 0.44 0.71 0.94 1.30 1.94 2.63 4.42
sum 12 10 -2.71 -2.01 -1.65 -1.14 -0.92 -0.73 -0.41 -0.15 0.04 0.22 0.41 0.66 0.94 1.20 1.97 2.79 4.89
sum 24 3 -4.08 -2.14 -1.59 -1.07 -0.81 -0.65 -0.32 -0.10 0.09 0.27 0.49 0.84 1.03 1.35 1.89 2.63 4.01
sum 24 6 -2.42 -1.79 -1.43 -1.02 -0.72 -0.53 -0.24 -0.06 0.09 0.27 0.52 0.84 1.04 1.38 1.91 2.30 3.31
sum 24 8 -2.34 -1.85 -1.35 -1.12 -0.89 -0.68 -0.39 -0.17 0.00 0.14 0.31 0.59 0.80 1.01 1.51 2.12 3.12
sum 24 10 -2.08 -1.72 -1.41 -1.13 -0.91 -0.72 -0.43 -0.20 -0.02 0.13 0.30 0.53 0.70 0.95 1.46 1.97 2.92
sum 36 3 -4.38 -2.28 -1.62 -1.09 -0.81 -0.62 -0.32 -0.12 0.06 0.23 0.44 0.76 0.99 1.22 1.74 2.39 3.70
sum 36 6 -2.29 -1.65 -1.29 -0.96 -0.73 -0.50 -0.25 -0.04 0.13 0.27 0.49 0.79 0.98 1.30 1.76 2.19 3.11
sum 36 8 -2.37 -1.61 -1.31 -1.07 -0.86 -0.65 -0.35 -0.15 0.00 0.14 0.31 0.53 0.71 1.01 1.42 1.86 2.91
sum 36 10 -1.94 -1.68 -1.42 -1.10 -0.88 -0.70 -0.40 -0.17 -0.02 0.12 0.29 0.55 0.70 0.92 1.36 1.90 2.83
sum 48 3 -4.44 -2.38 -1.46 -0.98 -0.71 -0.55 -0.29 -0.09 0.04 0.20 0.39 0.64 0.82 1.15 1.74 2.33 3.89
sum 48 6 -1.97 -1.58 -1.23 -0.86 -0.68 -0.51 -0.27 -0.10 0.06 0.21 0.38 0.66 0.82 1.08 1.67 2.20 3.23
sum 48 8 -2.30 -1.53 -1.23 -0.96 -0.76 -0.60 -0.35 -0.16 -0.03 0.11 0.30 0.52 0.67 0.89 1.32 1.81 2.71
sum 48 10 -1.87 -1.57 -1.29 -0.99 -0.74 -0.60 -0.38 -0.19 -0.05 0.10 0.27 0.50 0.66 0.89 1.33 1.83 2.64
"""


@dataclass(frozen=True)
class Expected:
    """What is forecast, and the scale of its error."""

    centre: float
    scale: float


def foreseen(kind: Kind, history: Months, own: Months, bar: float) -> tuple[float, float]:
    """Return the forecast, and the probability that the year ends below `bar`."""
    months, months_before = own.shape[1], history.shape[1]
    if kind in SUMMED:
        sign = -1 if max(history.max(), own.max()) <= 0 else 1
        found = expect_sum(sign * history[0], sign * own[0], counts=kind != Kind.MONEY)
        below = share_below(quantiles("sum", months_before, months), _standard(found, sign * bar))
        return sign * found.centre, below if sign > 0 else 1 - below
    if kind == Kind.STOCK:
        found = expect_stock(np.concatenate([history[0], own[0]]), 12 - months)
        return found.centre, share_below(quantiles("stock", months_before, months), _standard(found, bar))
    if kind == Kind.RATIO:
        return _rate_foreseen(history, own, bar)
    return _mean_foreseen(history, own, bar)


def _standard(found: Expected, bar: float) -> float:
    return (bar - found.centre) / found.scale


def expect_sum(history: Months, own: Months, *, counts: bool = True) -> Expected:
    """Return the year's sum: `history` is whole years of months, `own` the months so far."""
    years, so_far, known = history.reshape(-1, 12), len(own), np.concatenate([history, own])
    adding = bool(known.min() <= 0)
    pattern = month_pattern(years, adding=adding)
    repeated = pattern[np.arange(len(known)) % 12]
    left = pattern[so_far:]
    level, variance = _smoothed(
        known - repeated if adding else known / repeated,
        np.ones(len(known)),
        np.ones(len(left)) if adding else left,
        SMOOTHINGS,
    )
    smooth = float((level + left).sum() if adding else level * left.sum())
    carried = _carried(years[-1], own, adding=adding)
    remainder = (smooth + carried) / 2
    variance += (abs(remainder) if counts else 0.0) + (0.03 * remainder) ** 2
    variance += (0.5 * (smooth - carried)) ** 2
    return Expected(float(own.sum()) + remainder, max(math.sqrt(variance), NOISE))


def _carried(last: Months, own: Months, *, adding: bool) -> float:
    """Return last year's remaining months, moved half-way by how this year differs from it so far."""
    so_far = len(own)
    left, now, then = float(last[so_far:].sum()), float(own.sum()), float(last[:so_far].sum())
    return left + 0.5 * (now - then) * (12 - so_far) / so_far if adding else left * math.sqrt(now / then)


def month_pattern(years: Months, *, adding: bool) -> Months:
    """Return the months' terms (mean 0) or factors (mean 1), shrunk by their noise between years.

    One year tells nothing of the noise and is taken as it is: measured better than 0.8 or 0.9 of it.
    """
    means = years.mean(axis=1, keepdims=True)
    shapes = years - means if adding else years / means
    pattern: Months = shapes.mean(axis=0)
    weight, varied = 1.0, float(pattern.var())
    if len(years) > 1:
        noise = float(shapes.var(axis=0, ddof=1).mean()) / len(years)
        weight = max(varied - noise, 0.0) / varied if varied > 0 else 0.0
    if adding:
        return weight * pattern
    factors = np.maximum(1 + weight * (pattern - 1), LEAST_FACTOR)
    return np.asarray(factors / factors.mean())


def _smoothed(
    values: Months, weights: Months, left: Months, smoothings: Sequence[float]
) -> tuple[float, float]:
    """Return the level of the best exponential smoothing, and the error variance of its sum over `left`.

    A month counts as its weight (a month's cases); with equal weights it is plain smoothing.
    The variance is the exact one of a smoothed level times the `left` months' weights.
    """
    found = []
    relative = weights / max(float(weights.mean()), NOISE)
    pairs = list(zip(values.tolist(), relative.tolist(), strict=True))
    start = float(np.average(values[:FIRST_LEVEL], weights=relative[:FIRST_LEVEL] + NOISE))
    for smoothing in smoothings:
        level, squares, mass = start, 0.0, 1 / smoothing
        for value, weight in pairs:
            error = value - level
            squares += weight * error * error
            mass = (1 - smoothing) * mass + weight
            level += weight / mass * error
        found.append((squares / len(pairs), smoothing, level))
    error, smoothing, level = min(found)
    later = np.cumsum(left[::-1])[::-1] - left
    return level, error * float(((left + smoothing * later) ** 2).sum())


def expect_stock(known: Months, ahead: int) -> Expected:
    """Return the value `ahead` months after the last one known."""
    last = float(known[-1])
    steps, strides = np.diff(known[-36:]), (known[ahead:] - known[:-ahead])[-36:]
    variance = (ahead * float((steps**2).mean()) + float((strides**2).mean())) / 2
    return Expected(last, max(math.sqrt(variance + ahead * (0.005 * last) ** 2), NOISE))


def expect_rate(history: Months, own: Months) -> tuple[Expected, float, bool]:
    """Return the remaining months' rate on its scale, their denominators, and if the scale is logit."""
    above, below = np.concatenate([history, own], axis=1)
    bounded = bool((above <= below).all())
    places = placed(above, below, bounded=bounded)
    effects = month_pattern(places[: history.shape[1]].reshape(-1, 12), adding=True) / 2
    left = _expected_cases(history[1], own[1])
    seasonless = places - effects[np.arange(len(places)) % 12]
    shares = left / left.sum()
    level, variance = _smoothed(seasonless, below, shares, SMOOTHINGS)
    centre = level + float(shares @ effects[own.shape[1] :])
    return Expected(centre, max(math.sqrt(variance), NOISE)), float(left.sum()), bounded


def placed(above: Months, below: Months, *, bounded: bool) -> Months:
    """Return rates on the scale they are forecast on: logit, or log where they aren't bounded by 1."""
    scale: Months = np.log((above + 0.5) / ((below - above if bounded else below) + 0.5))
    return scale


def _expected_cases(history: Months, own: Months) -> Months:
    """Return the remaining months' cases: last year's, times this year so far over last year so far."""
    so_far, last = len(own), history[-12:]
    left: Months = last[so_far:] * (own.sum() / last[:so_far].sum() if last[:so_far].sum() > 0 else 1.0)
    return left if left.sum() > 0 else np.full(12 - so_far, history.mean() + NOISE)


def _rate_foreseen(history: Months, own: Months, bar: float) -> tuple[float, float]:
    found, left, bounded = expect_rate(history, own)
    total = float(own[1].sum()) + left
    rate = 1 / (1 + math.exp(-found.centre)) if bounded else math.exp(found.centre)
    forecast = (float(own[0].sum()) + left * rate) / total
    needed = (bar * total - float(own[0].sum())) / left
    if needed <= 0 or (bounded and needed >= 1):
        return forecast, float(needed > 0)
    place = math.log(needed / (1 - needed) if bounded else needed)
    spread = quantiles("ratio", history.shape[1], own.shape[1])
    return forecast, share_below(spread, _standard(found, place))


def _mean_foreseen(history: Months, own: Months, bar: float) -> tuple[float, float]:
    values, weights = np.concatenate([history, own], axis=1)
    left = _expected_cases(history[1], own[1])
    total = float(own[1].sum() + left.sum())
    level, variance = _smoothed(values, weights, left / total, (FORGOTTEN,))
    centre = (float(own[0] @ own[1]) + level * float(left.sum())) / total
    found = Expected(centre, max(math.sqrt(variance), NOISE))
    return centre, students_t(_standard(found, bar), len(values) - 1)


def students_t(t: float, freedom: int) -> float:
    """Return the share of Student's t below `t` (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    for step in range(2 + odd, freedom - 1, 2):
        term *= (step - 1) / step * cosine**2
        total += term
    if odd:
        return 0.5 + (angle + (sine * total if freedom > 1 else 0.0)) / math.pi
    return (1 + sine * total) / 2


@cache
def _table() -> dict[tuple[str, int], dict[int, tuple[float, ...]]]:
    found: dict[tuple[str, int], dict[int, tuple[float, ...]]] = {}
    for line in TABLE.strip().splitlines():
        model, history, months, *row = line.split()
        found.setdefault((model, int(history)), {})[int(months)] = tuple(map(float, row))
    return found


@cache
def quantiles(model: str, months_before: int, months: int) -> tuple[float, ...]:
    """Return the quantiles, at LEVELS, of errors over scale: by length of history, between its months."""
    classes = sorted(history for name, history in _table() if name == model)
    nearest = max((history for history in classes if history <= months_before), default=classes[0])
    rows = _table()[model, nearest]
    columns = zip(*rows.values(), strict=True)
    return tuple(float(np.interp(months, list(rows), column)) for column in columns)


def share_below(spread: Sequence[float], error: float) -> float:
    """Return the share of errors below `error`: linear between the quantiles, exponential outside."""
    if spread[0] <= error <= spread[-1]:
        return float(np.interp(error, spread, LEVELS))
    if error > spread[-1]:
        return 1 - share_below([-value for value in reversed(spread)], -error)
    step = max((spread[2] - spread[0]) / math.log(LEVELS[2] / LEVELS[0]), NOISE)
    return LEVELS[0] * math.exp((error - spread[0]) / step)
