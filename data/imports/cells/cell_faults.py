"""Cells that hold something else than a number: a date, a time, a truth value, a span; with a way on."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from data.imports.headings.spelling import plain
from metrics.periods import MONTH_NAMES
from metrics.vocabulary import ValueState

LONGEST_QUOTE = 40
MOST_TOLD = 20
"""`<5` hides a small number; a limit above this is no such threshold."""
LARGEST = 10.0**15
TYPE_AGAIN = "skriv talet igen i en cell som är formaterad som tal"
FEWER = re.compile(r"(?:<|‹|färre än|mindre än) ?(?P<limit>[0-9]{1,3})(?: st)?", re.IGNORECASE)
ABOUT = re.compile(r"(?:[<>≤≥]|över|under|mer än|mindre än|fler än|färre än) ?[0-9].*", re.IGNORECASE)
SPAN = re.compile(r"[0-9]+(?:,[0-9]+)? ?- ?[0-9]+(?:,[0-9]+)?(?: ?%)?")
DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]+)?")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[-/ .](?P<month>[^\W\d_]{3,9})\.?", re.IGNORECASE)
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,9})\.?[- ](?P<day>[0-9]{2})", re.IGNORECASE)
MONTHS = {name[:3]: at for at, name in enumerate(MONTH_NAMES, start=1)} | {"may": 5, "oct": 10}


def quoted(text: str) -> str:
    """Return a cell's text in quotes, cut where it is long."""
    return f"«{text}»" if len(text) <= LONGEST_QUOTE else f"«{text[:LONGEST_QUOTE]}…»"


def hidden_small(seen: str) -> str:
    """Return the state of a small number that is not told, `<5`; empty where the text says none."""
    fewer = FEWER.fullmatch(seen)
    return ValueState.CONFIDENTIAL.value if fewer and 0 < int(fewer["limit"]) <= MOST_TOLD else ""


def fault_of_text(seen: str) -> str:
    """Say what a text is instead of a number, where it is a date, a limit or a span; else empty."""
    text = plain(seen)
    if DATED.fullmatch(text):
        return f"{quoted(seen)} är ett datum, inget tal: {TYPE_AGAIN}."
    day = DAY_FIRST.fullmatch(text) or MONTH_FIRST.fullmatch(text)
    month = MONTHS.get(day["month"][:3].casefold()) if day else None
    if day and month:
        return _made_a_date(quoted(seen), int(day["day"]), month)
    if ABOUT.fullmatch(text):
        return f"{quoted(seen)} säger inte hur stort talet är: skriv själva talet, eller lämna cellen tom."
    if SPAN.fullmatch(text):
        return f"{quoted(seen)} är två tal: skriv ett av dem, eller lämna cellen tom."
    return ""


def fault_of_value(cell: Any) -> str:
    """Say why a cell that is no text is no number either; empty for a number."""
    return _of_another_kind(cell) or _of_a_number(cell)


def _of_another_kind(cell: Any) -> str:
    if isinstance(cell, bool):
        return f"Cellen är {'SANT' if cell else 'FALSKT'}, inget tal: skriv ett tal, eller lämna den tom."
    if isinstance(cell, date | datetime):
        shown = f"{cell.day} {MONTH_NAMES[cell.month - 1]} {cell.year}"
        return _made_a_date(f"Cellens datum, {shown},", cell.day, cell.month)
    if isinstance(cell, time):
        return f"Cellen är ett klockslag ({cell:%H:%M}), inget tal: {TYPE_AGAIN}."
    if isinstance(cell, timedelta):
        return f"Cellen är en tid ({cell}), inget tal: {TYPE_AGAIN}."
    return ""


def _of_a_number(cell: Any) -> str:
    try:
        value = float(cell)
    except OverflowError:
        value = math.inf
    except (TypeError, ValueError):
        return f"Cellen är inget tal: {TYPE_AGAIN}."
    if math.isinf(value) or abs(value) >= LARGEST:
        return "Talet är för stort för att kunna sparas: rätta det i filen."
    return ""


def _made_a_date(what: str, day: int, month: int) -> str:
    return f"{what} är inget tal. Kalkylprogrammet kan ha gjort {day},{month} till ett datum: {TYPE_AGAIN}."
