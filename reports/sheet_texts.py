"""Texts and numbers as a spreadsheet may hold them: never taken for a formula, never too long for a cell."""

import math
import re

from metrics.documents.model import Cell, Report
from metrics.documents.words import HIDDEN
from metrics.numbers import rounded
from metrics.words import shortened
from reports.plain import clean, not_a_formula

UNEXPLAINED = "Siffran visas inte."
"""What `..` means where the report doesn't explain it."""
NOT_SHOWN = "visas inte"
LONGEST_TEXT = 32_000
"""Signs that a cell may hold, with room for an apostrophe."""
LONGEST_IN_TABLE = 500
"""Signs of comments or actions that have room in an indicator's row."""
WITH_SIGN = re.compile(r"[+-]\d[\w \u00a0.,%]{0,60}")
"""A figure with a sign and a unit: it starts as a formula does, but there is nothing in it to be run."""
PER_CENT = re.compile(r"%[\w \u00a0]*")
"""A unit of measure by itself, which is no formula."""
DASH = re.compile(r"^\s*-\s+")
"""How a line of a list begins."""


def told(text: str) -> str:
    """Return a text that can stand in a cell; a line that begins with a hyphen begins with a dash instead."""
    plain = DASH.sub("– ", clean(text))
    short = shortened(plain, _most(plain))
    return short if PER_CENT.fullmatch(short) else not_a_formula(short)


def listed_in_cell(texts: tuple[str, ...], between: str) -> str:
    """Join what is said in one cell; the whole is no formula either, and no longer than a cell."""
    joined = between.join(told(text) for text in texts if text.strip())
    return shortened(joined, _most(joined))


def goes_on(texts: tuple[str, ...]) -> bool:
    """Tell whether comments or actions have no room in their indicator's row."""
    return len(listed_in_cell(texts, "\n")) > LONGEST_IN_TABLE


def explanation(report: Report) -> str:
    """Return what `..` means in a report: what its explanations say of what isn't shown."""
    about = [text for text in report.explanations if HIDDEN in text or NOT_SHOWN in text.casefold()]
    return listed_in_cell(tuple(about) or report.explanations, " ") or UNEXPLAINED


def shown_number(value: float | None, decimals: int) -> float | None:
    """Return the number a reader sees, None where there is none.

    More decimals than are shown would let a share tell the counts that it is made of.
    """
    return None if value is None or not math.isfinite(value) else rounded(value, decimals)


def number_of(cell: Cell) -> float | None:
    """Return the number of a cell as it is shown; None where the text says that it is hidden or missing."""
    return None if cell.text.strip() == HIDDEN else shown_number(cell.number, cell.decimals)


def _most(text: str) -> int:
    """Return how many signs a cell has room for: one beyond the first 65 536 counts as two."""
    return LONGEST_TEXT if max(text, default="") <= "\uffff" else LONGEST_TEXT // 2
