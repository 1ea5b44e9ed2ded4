"""Staff: sick leave in its two parts, employees, turnover, engagement and bought-in consultants.

Sick leave is hours of scheduled hours. Day 1-14 and from day 15 share the denominator, so that
the parts make the whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from data.demo.figures import Figures, ratio
from data.demo.reporting import (
    ADDICTION,
    ASSISTANCE,
    ENGAGEMENT,
    ENGAGEMENT_PARTS,
    FOSTER_CARE,
    INQUIRY,
    MUNICIPALITY,
    RECEPTION,
    ROOT,
    STAFF,
    Staff,
    Survey,
)
from data.demo.surveys import DECIMALS, survey_figures, whole_office
from data.demo.timeline import (
    MONTHS,
    REPORTED_MONTHS,
    Floats,
    Knots,
    generator,
    months_within,
    path,
    periods_of,
    position,
)
from metrics.vocabulary import Periodicity

REPORTED = len(REPORTED_MONTHS)
HOURS_PER_DAY = 8
# January to December: short absence follows colds and influenza, long absence hardly moves.
SHORT_BY_MONTH = (1.32, 1.45, 1.22, 0.98, 0.86, 0.72, 0.52, 0.70, 1.02, 1.10, 1.14, 1.02)
LONG_BY_MONTH = (1.03, 1.04, 1.03, 1.01, 1.00, 0.98, 0.92, 0.95, 0.99, 1.01, 1.02, 1.02)
ANSWERING = 0.86
MOST_LEAVERS = 0.5

# Kronor per month for consultants: none where a unit is missing.
CONSULTANTS: dict[str, Knots] = {
    INQUIRY: {
        "2022-01": 260_000,
        "2024-12": 90_000,
        "2025-08": 120_000,
        "2025-10": 410_000,
        "2026-10": 240_000,
    },
    RECEPTION: {"2021-01": 60_000, "2026-10": 75_000},
    FOSTER_CARE: {"2025-06": 15_000, "2026-10": 95_000},
    ASSISTANCE: {"2021-01": 85_000, "2023-01": 20_000},
    ADDICTION: {"2021-01": 40_000},
}


@dataclass(frozen=True)
class SickLeave:
    """Hours of a unit, per reported month."""

    unit: str
    short: Floats
    long: Floats
    scheduled: Floats

    @property
    def total(self) -> Floats:
        """All hours of sick leave."""
        return self.short + self.long


def employees(staff: Staff) -> Floats:
    """Return whole employees per month, to December 2026."""
    return np.round(path(staff.employees))


@cache
def sick_leave() -> tuple[SickLeave, ...]:
    """Return the sick leave of every unit."""
    return tuple(_sick_leave(staff) for staff in STAFF)


def _sick_leave(staff: Staff) -> SickLeave:
    rng = generator(staff.unit, "sjukfranvaro")
    firsts = [np.datetime64(month.first, "D") for month in MONTHS]
    afters = [np.datetime64(month.last, "D") + 1 for month in MONTHS]
    heads = employees(staff)
    scheduled = np.round(heads * np.busday_count(firsts, afters) * HOURS_PER_DAY)
    sway = 1 / np.sqrt(heads)
    short = staff.short * np.tile(SHORT_BY_MONTH, 6) * rng.lognormal(0, 0.45 * sway)
    long = path(staff.long) * np.tile(LONG_BY_MONTH, 6) * rng.lognormal(0, 0.6 * sway)
    hours = [np.round(part / 100 * scheduled)[:REPORTED] for part in (short, long)]
    return SickLeave(staff.unit, hours[0], hours[1], scheduled[:REPORTED])


def staff_figures() -> Iterator[Figures]:
    """Yield everything reported about staff."""
    for unit in sick_leave():
        for indicator, hours in (
            ("sjukfranvaro", unit.total),
            ("sjukfranvaro-dag-1-14", unit.short),
            ("sjukfranvaro-fran-dag-15", unit.long),
        ):
            yield ratio(unit.unit, indicator, REPORTED_MONTHS, hours, unit.scheduled)
    for staff in STAFF:
        heads = employees(staff)[:REPORTED]
        yield Figures(staff.unit, "anstallda", REPORTED_MONTHS, heads)
        yield _full_time_equivalents(staff)
        yield _turnover(staff)
        cost = np.round(consultants(staff.unit))[:REPORTED]
        yield Figures(staff.unit, "konsultkostnad", REPORTED_MONTHS, cost)
    yield from _engagement()


def _full_time_equivalents(staff: Staff) -> Figures:
    rng = generator(staff.unit, "arsarbetare")
    heads = employees(staff)[:REPORTED]
    worked: Floats = np.minimum(heads * 0.95 + rng.normal(0, 0.3, REPORTED), heads)
    return Figures(staff.unit, "arsarbetare", REPORTED_MONTHS, np.round(worked, 1))


def _turnover(staff: Staff) -> Figures:
    """Return the permanent employees who left in the year, as a share of the year's mean number."""
    rng = generator(staff.unit, "personalomsattning")
    years = periods_of(Periodicity.YEAR)
    heads = np.array([float(np.round(employees(staff)[months_within(year)].mean())) for year in years])
    left = rng.binomial(heads.astype(int), min(staff.turnover, MOST_LEAVERS)).astype(float)
    return ratio(staff.unit, "personalomsattning", years, left, heads)


def consultants(unit: str) -> Floats:
    """Return the cost of consultants per month, to December 2026, in kronor (a positive number)."""
    level = CONSULTANTS.get(unit)
    if level is None:
        return np.zeros(len(MONTHS))
    return path(level) * generator(unit, "konsultkostnad").lognormal(0, 0.18, len(MONTHS))


def _engagement() -> Iterator[Figures]:
    """Yield HME per unit and for the whole office, each with its number of answers."""
    by_unit = []
    for staff, (first, last) in zip(STAFF, ENGAGEMENT, strict=True):
        heads = round(float(employees(staff).mean()) * ANSWERING)
        level = {"2021-12": float(first), "2025-12": float(last)}
        told = survey_figures(Survey("hme", staff.unit, heads, level, 1.3))
        by_unit.append(_answered_by(told, employees(staff)))
    for figures in by_unit:
        yield figures
        yield from _parts_of_engagement(figures)
    yield whole_office(by_unit)
    respondents, path_of_all = MUNICIPALITY
    yield survey_figures(Survey("hme-staden", ROOT, respondents, path_of_all, 0.3))


def _answered_by(figures: Figures, heads: Floats) -> Figures:
    """Let no more people answer than there are employees at the end of the period."""
    assert figures.n is not None
    most = heads[[position(period) for period in figures.periods]]
    return replace(figures, n=np.minimum(figures.n, most))


def _parts_of_engagement(whole: Figures) -> Iterator[Figures]:
    """Yield the three parts of a unit's index; their mean is the index itself."""
    rng = generator(whole.unit, "hme-delindex")
    sway = rng.normal(0, 0.8, (len(ENGAGEMENT_PARTS), len(whole.periods)))
    for (name, distance), own in zip(ENGAGEMENT_PARTS.items(), sway - sway.mean(axis=0), strict=True):
        value = np.round(whole.value + distance + own, DECIMALS)
        yield Figures(whole.unit, f"hme-{name}", whole.periods, value, n=whole.n)
