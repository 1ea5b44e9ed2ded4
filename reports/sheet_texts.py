"""Texts and numbers as a spreadsheet may hold them: never taken for a formula, never too long for a cell."""

import math
import re

from metrics.documents.model import Cell, Report
from metrics.numbers import rounded
from metrics.signal_words import VARIATION
from metrics.spc import Variation
from metrics.words import shortened
from reports.plain import clean, not_a_formula

HIDDEN = ".."
"""What stands where a figure is missing or may not be shown; never 0."""
MISSING = "Siffran saknas eller visas inte."
"""What `..` means where the report doesn't explain it."""
NOT_SHOWN = "visas inte"
MEANING = {
    "better": VARIATION[Variation.IMPROVEMENT],
    "worse": VARIATION[Variation.CONCERN],
    "changed": VARIATION[Variation.CHANGE],
}
"""What a period beyond chance is called."""
LONGEST_TEXT = 32_000
"""Signs that a cell may hold, with room for an apostrophe."""
MOST_DECIMALS = 10
"""Of a target, which is written with the decimals it was set with."""
WITH_SIGN = re.compile(r"[+-]\d[\w \u00a0.,%]{0,60}")
"""A figure with a sign and a unit: it starts as a formula does, but there is nothing in it to be run."""
SIGNED_NUMBER = re.compile(r"(?P<sign>[+±−-]?)(?P<digits>\d[\d\u00a0]*(,\d+)?)")
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


def explanation(report: Report) -> str:
    """Return what `..` means in a report: what its explanations say of what isn't shown.

    In a report that shows all, it is only that there is no figure.
    """
    if not report.lens.is_outward:
        return MISSING
    about = [text for text in report.explanations if HIDDEN in text or NOT_SHOWN in text.casefold()]
    return listed_in_cell(tuple(about) or report.explanations, " ") or MISSING


def shown_number(value: float | None, decimals: int) -> float | None:
    """Return the number a reader sees, None where there is none.

    More decimals than are shown would let a share tell the counts that it is made of.
    """
    return None if value is None or not math.isfinite(value) else rounded(value, decimals)


def number_of(cell: Cell) -> float | None:
    """Return the number of a cell as it is shown; None where the text says that it is hidden or missing."""
    return None if cell.text.strip() == HIDDEN else shown_number(cell.number, cell.decimals)


def target_decimals(value: float, most: int) -> int:
    """Return the decimals a target was set with, at most one more than the values are shown with."""
    exact = (count for count in range(most + 2) if math.isclose(value, rounded(value, count), rel_tol=1e-9))
    return next(exact, most + 1)


def signed_number(text: str) -> tuple[float, int] | None:
    """Return the number and the decimals of a text that is a number alone (`+0,1`, `−3`, `±0`), else None."""
    found = SIGNED_NUMBER.fullmatch(text.strip())
    if not found:
        return None
    digits = found["digits"].replace("\u00a0", "").replace(",", ".")
    value = -float(digits) if found["sign"] in ("−", "-") else float(digits)
    return value, len(digits.partition(".")[2])


def _most(text: str) -> int:
    """Return how many signs a cell has room for: one beyond the first 65 536 counts as two."""
    return LONGEST_TEXT if max(text, default="") <= "\uffff" else LONGEST_TEXT // 2
