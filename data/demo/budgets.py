"""Budgets: what each line was given for the year, spread over its months.

A year's budget is set in the autumn before, from what was then known: the twelve months to
September, raised by an index. Placement accounts are given less than they cost, as boards
hope that volumes will fall.
"""

from collections.abc import Iterator

import numpy as np

from data.demo.ledger import Line, account_of
from data.demo.placements import Placed, placements
from data.demo.reporting import INQUIRY
from data.demo.timeline import FIRST_YEAR, YEARS, Floats

INDEX = 1.045
KNOWN_MONTHS = 9
WHOLE_KRONOR = 10_000
MONTHS_PER_YEAR = 12
WHOLE_DAYS = 10
HOPE = {
    "placering-hvb": 0.95,
    "placering-familjehem-konsulent": 0.95,
    "placering-skyddat-boende": 0.96,
    "inhyrda-konsulter": 0.80,
}
# What the council added in December, when the autumn of 2025 was known.
ADDED = {(INQUIRY, "placering-hvb", 2026): -11_000_000}
# The first year has no year before it: it is given what it was to cost, give or take.
FIRST_YEAR_SHARE = 0.99


def year_budget(line: Line, year: int) -> float:
    """Return the year's budget, signed, in whole ten thousands of kronor."""
    base = _year_of(line.outcome, year) * _index(year)
    given = round(base * HOPE.get(line.account, 1.0) / WHOLE_KRONOR) * float(WHOLE_KRONOR)
    return given + ADDED.get((line.unit, line.account, year), 0)


def plan_volume(placement: Placed, year: int) -> float:
    """Return the days of care that a year's budget pays for, in whole tens.

    The hope lies in the volume and the index in the price: budget over volume is what a day cost in
    the months that were known, raised by the index. Money added later buys days at that price.
    """
    account = account_of(placement)
    days = _year_of(placement.care_days, year)
    price = _year_of(placement.cost, year) * _index(year) / days
    added = -ADDED.get((placement.care.unit, account, year), 0) / price
    return round((days * HOPE.get(account, 1.0) + added) / WHOLE_DAYS) * float(WHOLE_DAYS)


def plan_volumes() -> Iterator[tuple[str, str, int, float]]:
    """Yield unit, form of care, year and the days of care planned: what the plan file's targets say."""
    for placement in placements():
        for year in YEARS:
            yield placement.care.unit, placement.care.form, year, plan_volume(placement, year)


def _index(year: int) -> float:
    return FIRST_YEAR_SHARE if year == FIRST_YEAR else INDEX


def _year_of(values: Floats, year: int) -> float:
    """Return what a year was thought to make of `values` when its budget was set."""
    start = (year - FIRST_YEAR) * MONTHS_PER_YEAR
    if year == FIRST_YEAR:
        return float(values[:MONTHS_PER_YEAR].sum())
    known = max(start - MONTHS_PER_YEAR - (MONTHS_PER_YEAR - KNOWN_MONTHS), 0)
    return float(values[known : start - (MONTHS_PER_YEAR - KNOWN_MONTHS)].mean()) * MONTHS_PER_YEAR


def month_budgets(line: Line) -> Floats:
    """Return the budget per month for all years; the months of a year sum to the year's budget exactly."""
    shares = line.profile / line.profile.sum()
    months = []
    for year in YEARS:
        total = year_budget(line, year)
        spread = np.round(total * shares)
        spread[-1] += total - spread.sum()
        months.append(spread)
    return np.concatenate(months)
