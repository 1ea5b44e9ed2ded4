"""How a year ends, for many series at once: what remains of it, and the scale of the error.

Rows are series and columns months, oldest first. Every series is turned so that its sum is positive and
divided by its mean size before it comes here, so that cost accounts are forecast as income accounts
are and no unit is better than another; only the noise of counts knows the size.

* (a) Months' factors from the years before, shrunk towards none by their noise between
  years; exponential smoothing of what they leave, a month weighing as its factor (what is divided by
  a small factor is mostly noise). Remainder: the level times the factors of the months left.
* (b) Last year's remaining months, or the budget's, times the root of the year so far over the same
  months there, at most 4 and at least 1/4 under the root.
* The forecast is 2/3 (a) and 1/3 (b), with one year of history 0.4 and 0.6. Series that reach zero or
  below have the same with sums for products.
* Stocks: the last value to the end of the year. A year's figure is the sum of its months' values.
* Without a whole year before this one: this year's mean for the months left, or with a budget (b).

Shares, years and weights are measured by `bench/forecast.py`; so are the quantiles of errors over
scale in `metrics.forecasting.intervals`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Months = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SMOOTHINGS = np.array([0.1, 0.2, 0.3, 0.5, 0.7, 0.9])
FIRST_LEVEL = 6
LEAST_FACTOR = 0.05
ELASTICITY = 0.5
MOST_RATIO = 4.0
"""Costs nothing on the measured series, and keeps one odd January from moving the year."""
SMOOTH_SHARE_FIRST_YEAR, SMOOTH_SHARE = 0.4, 2 / 3
DRIFT, DISAGREEMENT = 0.03, 0.5
"""Of the remainder, and of the gap between (a) and (b): what the smoothing's own errors do not show."""
STEPS = 36
"""Changes between months that tell how a stock moves."""
NOISE = 1e-9


@dataclass(frozen=True)
class Remainder:
    """What is forecast for the months left, and the scale of its error, per series."""

    centre: Months
    scale: Months


def foresee_sums(history: Months, own: Months, budget: Months | None, counted: Months) -> Remainder:
    """Return what remains of sums with whole years before this one.

    `budget` has this year's 12 months, or one column: the year's total, which gets the series' own
    profile. `counted` is what one case is in the row's measure, 0 where nothing is counted.
    """
    known = np.concatenate([history, own], axis=1)
    found = Remainder(np.zeros(len(own)), np.zeros(len(own)))
    adding = known.min(axis=1) <= NOISE
    for chosen, sums in ((adding, True), (~adding, False)):
        if chosen.any():
            plan = None if budget is None else budget[chosen]
            part = _combined(history[chosen], own[chosen], plan, counted[chosen], adding=sums)
            found.centre[chosen], found.scale[chosen] = part.centre, part.scale
    return found


def _combined(
    history: Months, own: Months, budget: Months | None, counted: Months, *, adding: bool
) -> Remainder:
    years, so_far = history.reshape(len(own), -1, 12), own.shape[1]
    pattern = month_pattern(years, adding=adding)
    known = np.concatenate([history, own], axis=1)
    repeated = pattern[:, np.arange(known.shape[1]) % 12]
    weights = np.ones_like(pattern) if adding else pattern
    level, variance = smoothed(
        known - repeated if adding else known / repeated,
        weights[:, np.arange(known.shape[1]) % 12],
        weights[:, so_far:],
    )
    left = pattern[:, so_far:]
    smooth = (level[:, None] + left).sum(axis=1) if adding else level * left.sum(axis=1)
    then = years[:, -1] if budget is None else _profiled(budget, pattern, adding=adding)
    carried = carry(then, own, adding=adding)
    share = SMOOTH_SHARE if years.shape[1] > 1 else SMOOTH_SHARE_FIRST_YEAR
    centre = share * smooth + (1 - share) * carried
    variance += counted * np.abs(centre) + (DRIFT * centre) ** 2 + (DISAGREEMENT * (smooth - carried)) ** 2
    return Remainder(centre, np.sqrt(variance))


def month_pattern(years: Months, *, adding: bool) -> Months:
    """Return the months' terms (mean 0) or factors (mean 1), shrunk by their noise between years.

    `years` is series × years × 12. One year tells nothing of the noise and is taken as it is:
    measured better than 0.8 or 0.9 of it.
    """
    means = years.mean(axis=2, keepdims=True)
    shapes = years - means if adding else years / means
    pattern: Months = shapes.mean(axis=1)
    weight = np.ones(len(years))
    if years.shape[1] > 1:
        noise = shapes.var(axis=1, ddof=1).mean(axis=1) / years.shape[1]
        varied = pattern.var(axis=1)
        weight = np.maximum(varied - noise, 0.0) / np.maximum(varied, NOISE**2)
    if adding:
        return weight[:, None] * pattern
    factors = np.maximum(1 + weight[:, None] * (pattern - 1), LEAST_FACTOR)
    return np.asarray(factors / factors.mean(axis=1, keepdims=True))


def smoothed(values: Months, weights: Months, left: Months) -> tuple[Months, Months]:
    """Return the level of the best exponential smoothing, and the error variance of its sum over `left`.

    The level is the mean of what is seen, a month weighing `weights` times what smoothing has left of
    it (with equal weights plain smoothing). It starts as the mean of the first six months. The smoothing
    is the one whose weighted squared one-step errors are least, of equals the slowest: with one year
    and a month they all are, and the slowest is measured best. The variance is the exact one of a
    smoothed level times the `left` months' weights.
    """
    weights = (weights / weights.mean(axis=1, keepdims=True))[:, :, None]
    values, start = values[:, :, None], np.zeros((len(values), 1, len(SMOOTHINGS))) + 1 / SMOOTHINGS
    first = np.average(values[:, :FIRST_LEVEL], axis=1, weights=weights[:, :FIRST_LEVEL])[:, None]
    kept = weights * (1 - SMOOTHINGS) ** -np.arange(1.0, values.shape[1] + 1)[:, None]
    seen = np.cumsum(np.concatenate([start, kept], axis=1), axis=1)
    level = np.cumsum(np.concatenate([start * first, kept * values], axis=1), axis=1) / seen
    squares = (weights * (values - level[:, :-1]) ** 2).mean(axis=1)
    least = squares.min(axis=1, keepdims=True)
    best, row = (squares <= least * (1 + NOISE) + NOISE**2).argmax(axis=1), np.arange(len(values))
    smoothing = SMOOTHINGS[best][:, None]
    later = np.cumsum(left[:, ::-1], axis=1)[:, ::-1] - left
    moved = ((left + smoothing * later) ** 2).sum(axis=1)
    return level[row, -1, best], squares[row, best] * moved


def _profiled(budget: Months, pattern: Months, *, adding: bool) -> Months:
    """Return a budget's months; a total alone gets the series' own profile, and still sums to it."""
    if budget.shape[1] == 12:
        return budget
    return budget / 12 + pattern if adding else budget / 12 * pattern


def carry(then: Months, own: Months, *, adding: bool) -> Months:
    """Return the remaining months of `then`, moved half-way by how this year differs from it so far.

    A budget that isn't positive where the series is has sums for products, row by row.
    """
    so_far = own.shape[1]
    left, now, before = then[:, so_far:].sum(axis=1), own.sum(axis=1), then[:, :so_far].sum(axis=1)
    moved: Months = left + ELASTICITY * (now - before) * (12 - so_far) / so_far
    if adding:
        return moved
    positive = (before > NOISE) & (now > NOISE) & (left >= 0)
    ratio = np.clip(now / np.where(positive, before, 1.0), 1 / MOST_RATIO, MOST_RATIO)
    return np.where(positive, left * ratio**ELASTICITY, moved)


def foresee_stocks(history: Months, own: Months) -> Remainder:
    """Return what remains of stocks' months: the last value, with the spread of a random walk."""
    left, last = 12 - own.shape[1], own[:, -1]
    steps = np.diff(np.concatenate([history, own], axis=1)[:, -STEPS - 1 :], axis=1)
    variance = (steps**2).mean(axis=1) + (0.005 * last) ** 2
    return Remainder(left * last, np.sqrt(variance * _walked(left)))


def foresee_new_stocks(own: Months) -> Remainder:
    """Return the same without a year's history: the spread is a part of the last value."""
    left, last = 12 - own.shape[1], own[:, -1]
    return Remainder(left * last, np.abs(own).mean(axis=1) * np.sqrt(_walked(left)))


def _walked(months: int) -> float:
    """Return the variance of a random walk's sum over so many months, in squared steps."""
    return months * (months + 1) * (2 * months + 1) / 6


def foresee_new_sums(own: Months, budget: Months | None) -> Remainder:
    """Return what remains of sums without a whole year before: this year's mean, or the budget carried.

    Scale, per month left: how the months so far differ and a tenth of their size; with a budget the
    size of its months and of those so far.
    """
    left, size = 12 - own.shape[1], np.abs(own).mean(axis=1)
    if budget is None:
        return Remainder(left * own.mean(axis=1), left * np.sqrt(own.var(axis=1) + (0.1 * size) ** 2))
    then = budget if budget.shape[1] == 12 else np.repeat(budget / 12, 12, axis=1)
    planned = np.abs(then[:, own.shape[1] :]).sum(axis=1)
    adding = own.min(axis=1) <= NOISE
    centre = np.where(adding, carry(then, own, adding=True), carry(then, own, adding=False))
    return Remainder(centre, (left * size + planned) / 2)
