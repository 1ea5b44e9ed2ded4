"""A year's budget on its twelve months: straight, in last year's shape, or as typed.

Every profile is twelve amounts, January first, in kronor with the budget's own sign, and sums to
the budget exactly: in whole kronor where the budget is in whole kronor, else to the öre. What is
rounded is the sum so far, so that a periodised budget to date is never more than half a krona (or
öre) from the exact one, and a month never more than one.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from metrics.numbers import number, rounded, with_unit
from metrics.periods import MONTH_NAMES

ORE = 100
MOST_AGAINST = Fraction(1, 4)
"""How much of last year's sum the months of the other sign may make up.

No month's share is then outside −0.25 to 1.25. Beyond it the sum is what large amounts leave of
each other, and a budget spread in its shape has months many times as large as the budget.
"""

Profile = tuple[float, ...]


class ProfileError(ValueError):
    """A profile that can't be made of what was given; the message is Swedish."""


def straight(total: float) -> Profile:
    """Return a twelfth of the budget for each month. Raises ProfileError where the budget is missing."""
    return _spread(total, [Fraction(1)] * len(MONTH_NAMES))


def as_last_year(total: float, months: Sequence[float]) -> Profile:
    """Return the budget in the shape of last year's twelve outcomes or budgets, in kronor.

    A month's share is its amount through the year's sum, so signs do not matter as long as they
    agree. Raises ProfileError for a missing month, for a year that sums to zero, and where the
    months of the other sign make up more than a quarter of the sum (see MOST_AGAINST).
    """
    shape = _known(months)
    whole = sum(shape)
    if not whole:
        raise ProfileError("Fjolårets månader summerar till 0 kr och har ingen form. Välj rak fördelning.")
    against = sum((month for month in shape if month * whole < 0), Fraction(0))
    if abs(against) > MOST_AGAINST * abs(whole):
        summed, other = (with_unit(float(amount), 0, "kronor") for amount in (whole, against))
        raise ProfileError(
            f"Fjolårets månader går åt båda hållen: {other} av summan {summed} har motsatt tecken, "
            "så formen blir orimlig. Välj rak fördelning."
        )
    return _spread(total, shape)


def typed(total: float, months: Sequence[float]) -> Profile:
    """Return the twelve typed amounts, as typed to the öre, when they sum to the budget.

    Raises ProfileError, with the difference, when they do not, and for a missing month.
    """
    parts = [round(month * ORE) for month in _known(months)]
    left = round(_exact(total) * ORE) - sum(parts)
    if left:
        summed, wanted = (_kronor(Fraction(ore, ORE)) for ore in (sum(parts), sum(parts) + left))
        raise ProfileError(
            f"Månaderna summerar till {summed} kr men budgeten är {wanted} kr: "
            f"{_kronor(Fraction(left, ORE), sign=True)} kr återstår att fördela."
        )
    return tuple(part / ORE for part in parts)


def _kronor(amount: Fraction, *, sign: bool = False) -> str:
    return number(float(amount), 0 if amount.denominator == 1 else 2, sign=sign)


def _exact(amount: float) -> Fraction:
    """Return the amount to the öre, without a float's noise."""
    if not math.isfinite(amount):
        raise ProfileError("Budgeten saknas, så det finns inget att fördela.")
    return Fraction(repr(rounded(amount, 2)))


def _known(months: Sequence[float]) -> list[Fraction]:
    if len(months) != len(MONTH_NAMES):
        raise ProfileError(f"En profil har tolv månader, inte {len(months)}.")
    lacking = [name for name, month in zip(MONTH_NAMES, months, strict=True) if not math.isfinite(month)]
    if lacking:
        raise ProfileError(f"Belopp saknas för {', '.join(lacking)}.")
    return [Fraction(repr(float(month))) for month in months]


def _spread(total: float, shape: Sequence[Fraction]) -> Profile:
    """Spread the budget by the shape; the sums so far are rounded, half to even, so that signs are alike."""
    exact = _exact(total)
    per_krona = 1 if exact.denominator == 1 else ORE
    whole = sum(shape)
    so_far = [round(exact * per_krona * part / whole) for part in accumulate(shape, initial=Fraction(0))]
    return tuple((later - earlier) / per_krona for earlier, later in pairwise(so_far))
