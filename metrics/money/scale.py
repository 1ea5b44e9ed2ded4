"""How amounts are shown: kronor in thousands or millions, as the page says once in its heading."""

import math
from dataclasses import dataclass

from metrics.numbers import NO_BREAK_SPACE, number, rounded

SURPLUS = "+ = överskott"
"""Stands wherever a deviation does."""


@dataclass(frozen=True)
class Scale:
    """A unit that amounts of kronor are divided to, and the decimals they are shown with."""

    unit: str
    kronor: int
    decimals: int

    def drawn(self, amount: float) -> float:
        """Return an amount of kronor in this unit, rounded as it is written; NaN stays NaN."""
        return rounded(amount / self.kronor, self.decimals)

    def written(self, amount: float | None, *, sign: bool = False) -> str:
        """Write an amount of kronor without its unit; empty where it isn't known."""
        if amount is None or math.isnan(amount):
            return ""
        return number(self.drawn(amount), self.decimals, sign=sign)

    def told(self, amount: float, *, sign: bool = False) -> str:
        """Write an amount of kronor with its unit, for a sentence."""
        return f"{self.written(amount, sign=sign)}{NO_BREAK_SPACE}{self.unit}"


TKR = Scale("tkr", 1_000, 0)
MNKR = Scale("mnkr", 1_000_000, 1)
SCALES = {scale.unit: scale for scale in (MNKR, TKR)}
