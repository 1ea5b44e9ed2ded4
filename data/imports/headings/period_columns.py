"""Columns of periods: what single cells can't tell, their neighbours can.

| cells | read as |
|---|---|
| `4/1/2005`, `5/1/2005` or `13/1/2005` | month or day first, where the column proves which |
| 42736, 42767 | days as a spreadsheet keeps them, where no other number stands in the column |
| 1711, 1712, 1801 | year and month, where every cell is so and one can be no year |
"""

import re
from collections.abc import Sequence
from typing import Any

from data.imports.headings.period_words import PeriodWords, period_words, serial_month
from data.imports.headings.spelling import shown

SLASHED = re.compile(
    r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[0-9]{4})(?P<time>[ T][0-9:.]+)?"
)
SHORT = re.compile(r"(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])(?:\.0)?")
WHOLE = re.compile(r"(?P<digits>[0-9]+)(?:\.0)?")
MONTHS_OF_A_YEAR = 12


def period_column(cells: Sequence[Any]) -> list[PeriodWords | None]:
    """Return what each cell of a column says of time, in order; None for a cell that says nothing of it.

    The cells are best each of them once: what is asked is only which different ones there are.
    """
    texts = [shown(cell) for cell in cells]
    short = _short_months(texts)
    if short:
        return short
    words = [period_words(cell) for cell in cells]
    slashed = {at: found for at, text in enumerate(texts) if (found := SLASHED.fullmatch(text))}
    for at, read in _slashed(slashed).items():
        words[at] = read
    return _with_serials(texts, words)


def _short_months(texts: Sequence[str]) -> list[PeriodWords | None]:
    """Return the months of cells such as 1711; empty where the cells are anything else."""
    found = [SHORT.fullmatch(text) for text in texts if text]
    if not found or not all(found) or all(period_words(text) for text in texts if text):
        return []
    written = [SHORT.fullmatch(text) for text in texts]
    return [period_words(f"20{each['year']}-{each['month']}") if each else None for each in written]


def _slashed(found: dict[int, re.Match[str]]) -> dict[int, PeriodWords | None]:
    firsts = {int(each["first"]) for each in found.values()}
    seconds = {int(each["second"]) for each in found.values()}
    month = _month_at(firsts, seconds) if found else ""
    if not month:
        return {}
    day = "second" if month == "first" else "first"
    return {at: period_words(f"{each['year']}-{each[month]}-{each[day]}") for at, each in found.items()}


def _month_at(firsts: set[int], seconds: set[int]) -> str:
    """Return which number is the month: one above twelve is none, and a first of the month is likely."""
    over = (max(firsts) > MONTHS_OF_A_YEAR, max(seconds) > MONTHS_OF_A_YEAR)
    if over == (True, False):
        return "second"
    if over == (False, True):
        return "first"
    if any(over) or (firsts == seconds and len(firsts) > 1):
        return ""
    if seconds == {1} and len(firsts) > 1:
        return "first"
    return "second" if firsts == {1} and len(seconds) > 1 else ""


def _with_serials(texts: Sequence[str], words: list[PeriodWords | None]) -> list[PeriodWords | None]:
    digits = {
        at: found for at, text in enumerate(texts) if (found := WHOLE.fullmatch(text)) and not words[at]
    }
    days = {
        at: serial_month(int(found["digits"])) for at, found in digits.items() if len(found["digits"]) < 9
    }
    if len(days) < len(digits) or not all(days.values()):
        return words
    return [days.get(at, each) for at, each in enumerate(words)]
