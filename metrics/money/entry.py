"""Amounts as they are typed on the screen: in the page's unit, with signs as the reader says they stand.

Everything comes back in kronor, income positive and cost negative. What can't be read raises
WrittenError, and a profile that can't be made ProfileError, both in Swedish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.money.profiles import as_last_year, straight, typed
from metrics.money.scale import Scale
from metrics.periods import Period
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

    def checked(self, amount: float) -> float:
        """Return a sum of kronor, if it is on its account's side: a cost with plus is most often a slip.

        Raises WrittenError. A single month may be on the other side, as a credit is.
        """
        if self.role == AccountRole.COST and amount > 0:
            raise WrittenError(
                "Kontot är en kostnad men beloppet är plus. Skriv minus, eller välj «utan tecken»."
            )
        if self.role == AccountRole.INCOME and amount < 0:
            raise WrittenError("Kontot är en intäkt men beloppet är minus. Ta bort minustecknet.")
        return amount


def amount_from(text: str, way: Way) -> float:
    """Return one typed amount of a year in kronor."""
    return way.checked(way.kronor(number_from(text, unit=way.scale.unit)))


def budget_from(
    total: str, text: str, profile: str, year: int, way: Way, last_year: Sequence[float]
) -> dict[str, float]:
    """Return a year's budget in kronor by month code, spread as `profile` (a `BudgetProfile`) says.

    `last_year` is the twelve months of last year's outcome, NaN where there is none. With typed
    months an empty total is their sum.
    """
    codes = [Period(Periodicity.MONTH, year, month).code for month in range(1, 13)]
    if profile == BudgetProfile.TYPED:
        written = months_from(text, year)
        amounts = [way.kronor(written.get(code, float("nan"))) for code in codes]
        spread = typed(amount_from(total, way) if total.strip() else way.checked(sum(amounts)), amounts)
    elif profile == BudgetProfile.LAST_YEAR:
        spread = as_last_year(amount_from(total, way), last_year)
    else:
        spread = straight(amount_from(total, way))
    return dict(zip(codes, spread, strict=True))


def outcome_from(text: str, accounts: Mapping[str, tuple[int, Way]]) -> dict[int, float]:
    """Return a month's booked amounts in kronor by account, as typed: an account and an amount on each line.

    Between them stands a tab or a semicolon. `accounts`: the name as it is written -> number and way.
    An account
    without an amount is left out. Raises WrittenError, with the line, for an unknown account, one that
    stands twice, and what is no number.
    """
    found: dict[int, float] = {}
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, _, amount = (part.strip() for part in line.replace("\t", ";").rpartition(";"))
        if name not in accounts:
            raise WrittenError(f"Rad {at}: «{name or line.strip()}» är inget konto här. Skriv konto;belopp.")
        number, way = accounts[name]
        if number in found:
            raise WrittenError(f"Rad {at}: «{name}» står två gånger.")
        if not amount:
            continue
        try:
            found[number] = way.kronor(number_from(amount, unit=way.scale.unit))
        except WrittenError as error:
            raise WrittenError(f"Rad {at}, {name}: {error}") from error
    return found
