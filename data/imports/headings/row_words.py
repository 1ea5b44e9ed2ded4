"""What the label of a row says of the row: that it is a sum, or a part of the row above."""

import re
from typing import Any

from data.imports.headings.spelling import plain

SUM_WORDS = (
    "summa",
    "totalt",
    "total",
    "totalsumma",
    "delsumma",
    "summering",
    "s:a",
    "sum",
    "grand total",
    "subtotal",
)
"""The words that a sum's row begins with."""
NAMED_TOTAL = r"(?!total [^\W\d_]|totalt antal )"
"""`Total sjukfrånvaro` and `Totalt antal barn` are names, not sums."""
BEGINS_SUM = re.compile(rf"{NAMED_TOTAL}(?:{'|'.join(map(re.escape, SUM_WORDS))})(?![^\W_])", re.IGNORECASE)
PART = re.compile(
    r"[\s\-•·*+(]*(?:varav|därav|därutav|var av|där av|of which|thereof)(?![^\W_])[\s:\-]*(?P<part>.*)",
    re.IGNORECASE,
)


def begins_sum(label: Any) -> bool:
    """Tell whether a row's label begins with a word for a sum."""
    return isinstance(label, str) and bool(BEGINS_SUM.match(plain(label)))


def varav_part(label: Any) -> str | None:
    """Return the label of a part of the row above, without `- varav`; None for a row of its own."""
    found = PART.fullmatch(plain(label)) if isinstance(label, str) else None
    if not found:
        return None
    part = found["part"].strip()
    return part.removesuffix(")").rstrip() if part.count(")") > part.count("(") else part
