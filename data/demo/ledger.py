"""Which unit has which account, and what it costs: the tables behind every amount.

Accounts that every unit has are priced per employee; the rest stand in a table of their own.
What placements, assistance and consultants cost is taken from the same source as the figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.demo.assistance import paid_out
from data.demo.placements import Placed, placements
from data.demo.reporting import (
    ADDICTION,
    ASSISTANCE,
    FOSTER_CARE,
    INQUIRY,
    OUTPATIENT,
    QUALITY,
    RECEPTION,
    STAFF,
    VIOLENCE,
    Staff,
)
from data.demo.staff import consultants, employees
from data.demo.timeline import DAYS, FIRST_YEAR, MONTHS, Floats, generator, position
from metrics.periods import Period

MONTH_COUNT = len(MONTHS)
YEARLY_RISE = 0.028
PAY_REVIEW_MONTH = 4
EMPLOYER_CONTRIBUTIONS = 0.4
INCOME = (
    "statsbidrag",
    "bidrag-och-ersattningar",
    "taxor-och-avgifter",
    "hyresintakter",
    "aterbetalt-forsorjningsstod",
    "forsaljning",
    "ovriga-externa-intakter",
)
PAY, CONTRIBUTIONS, CONSULTANTS = "loner-manadsanstallda", "arbetsgivaravgifter", "inhyrda-konsulter"
MEAN_PAY = 40_500
# Unit, month, kronor: what was booked once. The pension debt was recalculated at the closing of 2025.
BOOKED_ONCE = (QUALITY, "2025-12", -4_800_000.0)
# January to December, as factors of the year's mean.
MONEY_PROFILES = {
    "even": (1.0,) * 12,
    # Holiday pay is drawn from the debt in summer, and booked as a cost in December.
    "pay": (1.0, 1.0, 1.0, 1.01, 1.02, 0.97, 0.88, 0.93, 1.02, 1.02, 1.03, 1.12),
    "summer": (0.8, 0.75, 0.8, 0.85, 0.9, 1.5, 2.0, 1.5, 0.8, 0.7, 0.7, 0.7),
    "terms": (0.7, 1.1, 1.3, 1.3, 1.2, 0.6, 0.2, 0.6, 1.3, 1.4, 1.4, 0.9),
    "placements": (0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06),
    "households": (1.03, 1.02, 1.01, 1.00, 0.99, 0.97, 0.98, 0.98, 0.99, 1.00, 1.01, 1.02),
}
# Account, kronor per employee and month in 2021, profile, noise.
PER_EMPLOYEE = (
    ("loner-timanstallda", 1_900, "summer", 0.12),
    ("utbildning-och-handledning", 620, "terms", 0.25),
    ("resor-och-friskvard", 340, "even", 0.15),
    ("lokalhyror", 3_900, "even", 0.002),
    ("stad-och-bevakning", 520, "even", 0.05),
    ("it-och-telefoni", 1_450, "even", 0.04),
    ("bilar-och-transporter", 480, "even", 0.10),
    ("material-och-tjanster", 760, "terms", 0.18),
    ("avskrivningar", 210, "even", 0.0),
)
# Unit, account, kronor per month in 2021 (income positive, cost negative), profile, noise.
OWN_LINES = (
    (RECEPTION, "bidrag-och-ersattningar", 62_000, "even", 0.15),
    (RECEPTION, "tolkar", -38_000, "terms", 0.2),
    (INQUIRY, "bidrag-och-ersattningar", 118_000, "even", 0.12),
    (INQUIRY, "statsbidrag", 165_000, "even", 0.08),
    (INQUIRY, "tolkar", -71_000, "terms", 0.2),
    (FOSTER_CARE, "bidrag-och-ersattningar", 240_000, "even", 0.1),
    (FOSTER_CARE, "taxor-och-avgifter", 54_000, "even", 0.05),
    (FOSTER_CARE, "kontaktpersoner-och-kontaktfamiljer", -610_000, "even", 0.03),
    (OUTPATIENT, "statsbidrag", 140_000, "even", 0.05),
    (OUTPATIENT, "forsaljning", 46_000, "terms", 0.2),
    (ASSISTANCE, "aterbetalt-forsorjningsstod", 310_000, "even", 0.1),
    (ASSISTANCE, "tolkar", -64_000, "terms", 0.15),
    (ADDICTION, "hyresintakter", 88_000, "even", 0.03),
    (ADDICTION, "taxor-och-avgifter", 41_000, "even", 0.08),
    (ADDICTION, "statsbidrag", 72_000, "even", 0.05),
    (ADDICTION, "kontaktpersoner-och-kontaktfamiljer", -95_000, "even", 0.05),
    (VIOLENCE, "statsbidrag", 98_000, "even", 0.05),
    (VIOLENCE, "foreningsbidrag", -145_000, "even", 0.0),
    (QUALITY, "taxor-och-avgifter", 83_000, "terms", 0.1),
    (QUALITY, "ovriga-externa-intakter", 22_000, "even", 0.2),
    (QUALITY, "foreningsbidrag", -120_000, "even", 0.0),
)


@dataclass(frozen=True)
class Line:
    """One account of one unit: outcome per month to December 2026, signed, and its budget profile."""

    unit: str
    account: str
    outcome: Floats
    profile: Floats


def profile(name: str) -> Floats:
    """Return the twelve factors of a profile; placements follow the days of the month as well."""
    factors = np.array(MONEY_PROFILES[name])
    return factors * DAYS[:12] / DAYS[:12].mean() if name == "placements" else factors


def lines() -> Iterator[Line]:
    """Yield every account of every unit."""
    for staff in STAFF:
        yield from _staff_lines(staff)
        yield from _per_employee(staff)
        if consultants(staff.unit).any():
            yield Line(staff.unit, CONSULTANTS, -np.round(consultants(staff.unit)), profile("even"))
    for placement in placements():
        cost = -placement.cost
        yield Line(placement.care.unit, account_of(placement), cost, profile("placements"))
    yield Line(ASSISTANCE, "utbetalt-forsorjningsstod", -paid_out(), profile("households"))
    for unit, account, level, name, noise in OWN_LINES:
        yield Line(
            unit, account, _drawn(unit, account, np.full(MONTH_COUNT, level), name, noise), profile(name)
        )


def account_of(placement: Placed) -> str:
    """Return the account that pays for a form of care."""
    return f"placering-{placement.care.form}"


def _staff_lines(staff: Staff) -> Iterator[Line]:
    """Yield pay, raised by the review in April, and the contributions that follow it."""
    year = np.array([month.year - FIRST_YEAR - (month.index < PAY_REVIEW_MONTH) for month in MONTHS])
    sway = generator(staff.unit, PAY).normal(1, 0.008, MONTH_COUNT)
    pay = MEAN_PAY * employees(staff) * 0.95 * (1 + YEARLY_RISE) ** year * np.tile(profile("pay"), 6) * sway
    yield Line(staff.unit, PAY, -np.round(pay), profile("pay"))
    contributions = -np.round(pay * EMPLOYER_CONTRIBUTIONS)
    unit, month, amount = BOOKED_ONCE
    if staff.unit == unit:
        contributions[position(Period.parse(month))] += amount
    yield Line(staff.unit, CONTRIBUTIONS, contributions, profile("pay"))


def _per_employee(staff: Staff) -> Iterator[Line]:
    for account, level, name, noise in PER_EMPLOYEE:
        drawn = _drawn(staff.unit, account, -level * employees(staff), name, noise)
        yield Line(staff.unit, account, drawn, profile(name))


def _drawn(unit: str, account: str, level: Floats, name: str, noise: float) -> Floats:
    year = np.array([month.year - FIRST_YEAR for month in MONTHS])
    sway = generator(unit, account).lognormal(0, noise, MONTH_COUNT)
    return np.round(level * (1 + YEARLY_RISE) ** year * np.tile(profile(name), 6) * sway)
