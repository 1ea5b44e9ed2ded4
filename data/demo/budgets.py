"""Budgets: what each line was given for the year, spread over its months.

A year's budget is set in the autumn before, from what was then known: the twelve months to
September, raised by an index. Placement accounts are given less than they cost, as boards
hope that volumes will fall.
"""

import numpy as np

from data.demo.ledger import Line
from data.demo.reporting import INQUIRY
from data.demo.timeline import FIRST_YEAR, YEARS, Floats

INDEX = 1.045
KNOWN_MONTHS = 9
WHOLE_KRONOR = 10_000
MONTHS_PER_YEAR = 12
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
    start = (year - FIRST_YEAR) * MONTHS_PER_YEAR
    if year == FIRST_YEAR:
        base = float(line.outcome[:MONTHS_PER_YEAR].sum()) * FIRST_YEAR_SHARE
    else:
        known = max(start - MONTHS_PER_YEAR - (MONTHS_PER_YEAR - KNOWN_MONTHS), 0)
        months = line.outcome[known : start - (MONTHS_PER_YEAR - KNOWN_MONTHS)]
        base = float(months.mean()) * MONTHS_PER_YEAR * INDEX
    given = round(base * HOPE.get(line.account, 1.0) / WHOLE_KRONOR) * float(WHOLE_KRONOR)
    return given + ADDED.get((line.unit, line.account, year), 0)


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
