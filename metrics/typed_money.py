"""Amounts as they are typed on the screen: in the page's unit, with signs as the reader says they stand.

Everything comes back in kronor, income positive and cost negative. What can't be read raises
WrittenError, and a profile that can't be made ProfileError, both in Swedish.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.money import Scale
from metrics.periods import Period
from metrics.profiles import as_last_year, straight, typed
from metrics.vocabulary import AccountRole, BudgetProfile, Periodicity
from metrics.written import WrittenError, months_from, number_from

SIGNED, UNSIGNED = "signed", "unsigned"
SIGNS = {
    SIGNED: "Kostnad med minus, intäkt utan",
    UNSIGNED: "Allt utan tecken: kontot avgör om det är kostnad",
}
PROFILES = {
    BudgetProfile.STRAIGHT.value: "rakt, en tolftedel var månad",
    BudgetProfile.LAST_YEAR.value: "som förra årets utfall",
    BudgetProfile.TYPED.value: "som inskrivet nedan",
}


@dataclass(frozen=True)
class Way:
    """How typed amounts are meant: their unit, their signs (`SIGNS`), and the role of their account."""

    scale: Scale
    signs: str
    role: AccountRole

    def kronor(self, value: float) -> float:
        """Return a typed number in kronor and öre, signed. Raises WrittenError for a minus among unsigned."""
        if self.signs == UNSIGNED and value < 0:
            raise WrittenError("Ett belopp har minus fast tecknen är valda som «utan tecken».")
        turned = -value if self.signs == UNSIGNED and self.role == AccountRole.COST else value
        return round(turned * self.scale.kronor, 2) + 0.0


def amount_from(text: str, way: Way) -> float:
    """Return one typed amount in kronor."""
    return way.kronor(number_from(text, unit=way.scale.unit))


def outcome_from(text: str, year: int, way: Way) -> dict[str, float]:
    """Return typed months in kronor, by month code; a month that isn't written is left out."""
    return {month: way.kronor(value) for month, value in months_from(text, year).items()}


def budget_from(
    total: str, text: str, profile: str, year: int, way: Way, last_year: Sequence[float]
) -> dict[str, float]:
    """Return a year's budget in kronor by month code, spread as `profile` (a `BudgetProfile`) says.

    `last_year` is the twelve months of last year's outcome, NaN where there is none. With typed
    months an empty total is their sum.
    """
    codes = [Period(Periodicity.MONTH, year, month).code for month in range(1, 13)]
    if profile == BudgetProfile.TYPED:
        months = outcome_from(text, year, way)
        amounts = [months.get(code, float("nan")) for code in codes]
        spread = typed(amount_from(total, way) if total.strip() else sum(amounts), amounts)
    elif profile == BudgetProfile.LAST_YEAR:
        spread = as_last_year(amount_from(total, way), last_year)
    else:
        spread = straight(amount_from(total, way))
    return dict(zip(codes, spread, strict=True))
