"""Which months a form can be filled in for."""

from collections.abc import Sequence
from datetime import date

from metrics.periods import Period, PeriodError
from metrics.vocabulary import Periodicity

MONTHS_OFFERED = 36
FIRST_YEAR = 1900
"""Earlier months are a mistake: nothing was due in them, and their holidays are not known."""


def entry_months(today: date, last_known: date, asked: str | None = None) -> Sequence[Period]:
    """Return the months that can be filled in, newest first: the one under way, and three years back.

    They end with the last known one where that is so old that none of them would have any figures.
    A month that is asked for is among them, whichever it is, unless it is later or no year of ours.
    """
    newest = Period.containing(today, Periodicity.MONTH)
    if newest.shifted(-MONTHS_OFFERED + 1).first > last_known > date.min:
        newest = Period.containing(last_known, Periodicity.MONTH)
    back = min(MONTHS_OFFERED, (newest.first.year - FIRST_YEAR) * 12 + newest.first.month)
    months = [newest.shifted(-number) for number in range(back)]
    wanted = month_of(asked)
    if wanted is not None and wanted not in months and wanted.first <= today:
        months = sorted([*months, wanted], key=lambda month: month.first, reverse=True)
    return months


def opening_month(months: Sequence[Period], today: date) -> Period:
    """Return the month a form opens on: the newest that has ended."""
    return next((month for month in months if month.last < today), months[0])


def month_within(text: str, today: date) -> str | None:
    """Return the code of the last month of the period that a text names; None if it is later than today."""
    try:
        month = Period.parse(text).parts(Periodicity.MONTH)[-1]
    except PeriodError:
        return None
    return month.code if month.first <= today else None


def month_of(text: str | None) -> Period | None:
    """Return the month that a text names, None for anything else."""
    try:
        period = Period.parse(text or "")
    except PeriodError:
        return None
    is_ours = period.periodicity == Periodicity.MONTH and period.year >= FIRST_YEAR
    return period if is_ours else None
