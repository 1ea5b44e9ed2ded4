"""Placements: new and ended ones, the stock they leave, the days they make and what a day costs.

Within a unit and form the figures follow from each other: the stock on the last day is the
previous stock plus new minus ended, and the days are the month's days times its mean stock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from data.demo.figures import Figures, ratio
from data.demo.reporting import (
    ADDICTION,
    CARE,
    INQUIRY,
    OUTPATIENT_CARE,
    RECEPTION,
    Care,
)
from data.demo.timeline import (
    DAYS,
    FIRST_YEAR,
    MONTHS,
    REPORTED_MONTHS,
    Floats,
    generator,
    months_within,
    path,
    periods_of,
)
from metrics.periods import Period
from metrics.vocabulary import Periodicity

REPORTED = len(REPORTED_MONTHS)
PRICE_RISE_PER_YEAR = 0.035
HVB = "hvb"
LENGTH_OF_STAY = {INQUIRY: (172.0, 154.0), ADDICTION: (149.0, 146.0)}
SPREAD_OF_STAY = 45.0
GOAL_REACHED = {INQUIRY: (0.52, 0.60), ADDICTION: (0.44, 0.47)}


@dataclass(frozen=True)
class Placed:
    """One form of care at one unit, per month to December 2026."""

    care: Care
    new: Floats
    ended: Floats
    stock: Floats
    care_days: Floats
    price: Floats

    @property
    def cost(self) -> Floats:
        """Days times the price of a day, in kronor."""
        return self.care_days * self.price


@cache
def placements() -> tuple[Placed, ...]:
    """Return every form of care at every unit that places."""
    return tuple(_simulated(care) for care in CARE)


def placed(unit: str, form: str) -> Placed:
    """Return one form of care at one unit. Raises KeyError where the unit has none."""
    for placement in placements():
        if (placement.care.unit, placement.care.form) == (unit, form):
            return placement
    raise KeyError(f"{unit} har ingen placeringsform {form} i CARE.")


def _simulated(care: Care) -> Placed:
    rng = generator(care.unit, f"placerade-{care.form}")
    inflow = path(care.new)
    previous = round(float(inflow[0]) * care.stay)
    stays: list[tuple[int, int, int, int]] = []
    for level in inflow:
        new = int(rng.poisson(level))
        ended = int(rng.binomial(previous, 1 / care.stay))
        stays.append((new, ended, previous, previous + new - ended))
        previous = stays[-1][3]
    new_ones, ended_ones, before, after = np.array(stays, dtype=float).T
    return Placed(care, new_ones, ended_ones, after, np.round(DAYS * (before + after) / 2), _price(care))


def _price(care: Care) -> Floats:
    """Return the mean price of a day per month: a rise every January, and some sway with the mix of homes."""
    rng = generator(care.unit, f"dygnspris-{care.form}")
    year = np.array([month.year - FIRST_YEAR for month in MONTHS])
    sway = rng.normal(1, 0.02, len(MONTHS))
    return np.round(care.price * (1 + PRICE_RISE_PER_YEAR) ** year * sway)


def placement_figures() -> Iterator[Figures]:
    """Yield the reported figures of every form, and the shares and means made from them."""
    for placement in placements():
        yield from _reported(placement)
    yield _year_places()
    yield from _price_of_hvb()
    yield from _outpatient_share()
    yield from _length_of_stay()
    yield from _goal_reached()


def _reported(placement: Placed) -> Iterator[Figures]:
    unit, form = placement.care.unit, placement.care.form
    yield _monthly(unit, f"varddygn-{form}", placement.care_days)
    yield _monthly(unit, f"placerade-{form}", placement.stock)
    yield _monthly(unit, f"nya-{form}", placement.new)
    yield _monthly(unit, f"avslutade-{form}", placement.ended)


def _monthly(unit: str, indicator: str, values: Floats) -> Figures:
    return Figures(unit, indicator, REPORTED_MONTHS, values[:REPORTED])


def _year_places() -> Figures:
    places = np.round(placed(ADDICTION, HVB).care_days / DAYS, 1)
    return _monthly(ADDICTION, "hvb-missbruk-arsplatser", places)


def _price_of_hvb() -> Iterator[Figures]:
    for unit in (RECEPTION, INQUIRY, ADDICTION):
        hvb = placed(unit, HVB)
        days = hvb.care_days[:REPORTED]
        price = np.where(days > 0, hvb.price[:REPORTED], np.nan)
        yield Figures(unit, "kostnad-per-vardygn-hvb", REPORTED_MONTHS, price, n=days)


def _outpatient_share() -> Iterator[Figures]:
    """Yield outpatient care as a share of all care in progress on the month's last day."""
    for unit, level in OUTPATIENT_CARE.items():
        rng = generator(unit, "oppenvard-andel")
        growth = path({"2021-01": 1.0, "2026-10": 1.22})[:REPORTED]
        outside = np.round(level * growth + rng.normal(0, level**0.5 / 3, REPORTED))
        own = [placement for placement in placements() if placement.care.unit == unit]
        inside = sum(
            (placement.stock for placement in own if placement.care.form != "extern-oppenvard"),
            start=0 * DAYS,
        )
        yield ratio(unit, "oppenvard-andel", REPORTED_MONTHS, outside, outside + inside[:REPORTED])


def _length_of_stay() -> Iterator[Figures]:
    """Yield the mean length of the HVB placements that ended in the tertial, in days."""
    tertials = periods_of(Periodicity.TERTIAL)
    for unit, (first, last) in LENGTH_OF_STAY.items():
        rng = generator(unit, "insatstid-extern-heldygnsvard")
        ended = _sums(placed(unit, HVB).ended, tertials)
        level = np.linspace(first, last, len(tertials))
        mean = level + rng.normal(0, 1, len(tertials)) * SPREAD_OF_STAY / np.sqrt(np.maximum(ended, 1))
        value = np.where(ended > 0, np.round(mean, 1), np.nan)
        yield Figures(unit, "insatstid-extern-heldygnsvard", tertials, value, n=ended)


def _goal_reached() -> Iterator[Figures]:
    halves = periods_of(Periodicity.HALF_YEAR)
    for unit, (first, last) in GOAL_REACHED.items():
        rng = generator(unit, "placering-mal-uppnatt")
        ended = _sums(placed(unit, HVB).ended, halves)
        reached = rng.binomial(ended.astype(int), np.linspace(first, last, len(halves)))
        yield ratio(unit, "placering-mal-uppnatt", halves, reached.astype(float), ended)


def _sums(values: Floats, periods: tuple[Period, ...]) -> Floats:
    return np.array([float(values[months_within(period)].sum()) for period in periods])
