"""Swedish figures: the one place where a number becomes text.

Decimal comma, groups of three with NO-BREAK SPACE, a real minus and a space
before the unit, the same on every machine: neither the process's nor the
browser's locale is asked. A missing value is never worded here; every function
that writes raises ValueError for None, NaN and infinities.
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
WIDE = Context(prec=400)
"""Enough digits to round the largest float to any number of decimals a reader could ask for."""

PER_CENT, PERCENTAGE_POINTS = "%", "procentenheter"
UNWRITTEN_UNITS = ("", "antal", "index")
"""Units that stand in the heading only: a count is written `12`, not `12 antal`."""
SHORT_UNITS = {"kronor": "kr"}
SINGULAR = {
    "arbetsdagar": "arbetsdag",
    "dagar": "dag",
    "insatser": "insats",
    "klienter": "klient",
    "kronor": "krona",
    "månader": "månad",
    "personer": "person",
    "platser": "plats",
    "procentenheter": "procentenhet",
    "timmar": "timme",
    "veckor": "vecka",
    "vårddagar": "vårddag",
    "årsplatser": "årsplats",
}
"""Units that bend with the number. The rest (dygn, barn, hushåll, %) look the same in both."""


def rounded(value: float, decimals: int) -> float:
    """Round half away from zero, on the number as it is written.

    2.675 becomes 2.68 with two decimals although the nearest float lies below
    it, and 0.5 becomes 1 with none. Minus zero becomes 0; NaN stays NaN.
    Raises ValueError for infinities and for a negative number of decimals.
    """
    if decimals < 0:
        raise ValueError(f"decimals must be 0 or more, got {decimals}")
    if math.isnan(value):
        return math.nan
    if math.isinf(value):
        raise ValueError(f"an infinite value can't be rounded or shown: {value}")
    exact = Decimal(repr(float(value)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)) + 0.0


def number(value: float | None, decimals: int, *, sign: bool = False) -> str:
    """Write a number as a Swedish reader expects it: `1 234,5`, `−3`, with `sign` also `+3`.

    The number is rounded by `rounded`; what rounds to zero has no sign.
    Raises ValueError for None, NaN and infinities.
    """
    if value is None or math.isnan(value):
        raise ValueError("a missing value has no digits; word its state instead")
    shown = rounded(value, decimals)
    whole, _, part = format(Decimal(repr(abs(shown))), f",.{decimals}f").partition(".")
    digits = whole.replace(",", NO_BREAK_SPACE) + ("," + part if part else "")
    if shown < 0:
        return MINUS + digits
    return "+" + digits if sign and shown > 0 else digits


def unit_word(unit_of_measure: str, shown: float, decimals: int = 0) -> str:
    """Return the unit as it is written after the number `shown`, empty where none is written.

    `shown` is the rounded number. What a unit says in brackets (`poäng (0-10)`) stands in the
    definition and is not repeated. `1 dag` but `2 dagar`, `0 dagar`, `−1 dag`; with
    decimals always the plural, `1,0 dagar`.
    """
    if unit_of_measure in UNWRITTEN_UNITS:
        return ""
    if unit_of_measure in SHORT_UNITS:
        return SHORT_UNITS[unit_of_measure]
    word, _, _ = unit_of_measure.partition(" (")
    return SINGULAR.get(word, word) if abs(shown) == 1 and not decimals else word


def with_unit(value: float | None, decimals: int, unit_of_measure: str, *, sign: bool = False) -> str:
    """Write a number with its unit: `5,7 %`, `160 dygn`, `1 200 kr`; a count or an index stands alone.

    Raises ValueError for None, NaN and infinities.
    """
    digits = number(value, decimals, sign=sign)
    word = unit_word(unit_of_measure, rounded(value or 0, decimals), decimals)
    return digits + NO_BREAK_SPACE + word if word else digits


def thousands(amount_in_kronor: float | None, decimals: int = 0, *, sign: bool = False) -> str:
    """Write an amount of kronor in thousands (tkr); the unit stands in the page's heading.

    With `sign` a surplus is written with `+`. Raises ValueError for None, NaN and infinities.
    """
    return number(_divided(amount_in_kronor, 1_000), decimals, sign=sign)


def _divided(amount: float | None, divisor: int) -> float | None:
    """Divide an amount, leaving a missing one missing."""
    return None if amount is None else amount / divisor
