"""The columns of a file of cases: which headings mean what, and what may stand in a cell."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from data.lead_times.identity_numbers import cell_text

HEADINGS = {
    "kind": ("kind", "slag", "ärendeslag", "ärendetyp"),
    "unit": ("unit", "enhet"),
    "opened": ("opened", "öppnad", "öppnat", "inkom", "startdatum", "start"),
    "closed": ("closed", "avslutad", "avslutat", "slutdatum", "slut"),
    "extended": ("extended", "förlängd", "förlängt"),
}
"""Words that head each column, in any order and with letters of either size."""
REQUIRED = ("kind", "unit", "opened", "closed")
YES = {"ja", "j", "yes", "true", "sant", "x", "1"}
NO = {"", "nej", "n", "no", "false", "falskt", "0"}
WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?|\d{8}", re.ASCII)
NO_DIGITS = re.compile(r"\D")
HALF_A_SECOND = timedelta(microseconds=500_000)
MEANING = {heading: column for column, headings in HEADINGS.items() for heading in headings}


def word_of(text: str) -> str:
    """Return a text as words are compared: small letters, single spaces, and å as one sign."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def recognised(heading: Any) -> str | None:
    """Return the column that a heading means, None where it is no heading of ours."""
    return MEANING.get(word_of(cell_text(heading)))


def moment(cell: Any) -> datetime | None:
    """Return the moment that a cell holds; a date is its midnight.

    Dates are written 2026-03-01 or 20260301, with a time of day 2026-03-01 14:30, or are dates in the
    spreadsheet. Raises ValueError for anything else; an empty cell is None.
    """
    if isinstance(cell, datetime):
        # Spreadsheets keep times as parts of a day, a hair from the whole second.
        return (cell.replace(tzinfo=None) + HALF_A_SECOND).replace(microsecond=0)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - the office's own day
    text = cell_text(cell).strip()
    if not text:
        return None
    if not WRITTEN.fullmatch(text):
        raise ValueError(text)
    digits = NO_DIGITS.sub("", text)[:14].ljust(14, "0")
    return datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007 - the office's own time


def yes_or_no(cell: Any) -> bool:
    """Return what a cell answers: ja, 1 or x; nej, 0 or nothing. Raises ValueError for anything else."""
    answer = cell_text(cell).strip().casefold()
    if answer not in YES | NO:
        raise ValueError(answer)
    return answer in YES


def words(cell: Any) -> str:
    """Return a cell's text on one line, without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell_text(cell)).split())
