"""Scenarios: what a year would cost if some placements ended or began. Beside the forecast, never in it."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    Day,
    Number,
    belongs_to,
    finite,
    key,
    once_in_force,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.event import DAYS_OF_SENSE, LONGEST_ROLE, LONGEST_TEXT, Role
from data.models.words import one_line

LONGEST_NAME = 80
Name = Annotated[str, AfterValidator(one_line(LONGEST_NAME))]
TextOrEmpty = Annotated[str, AfterValidator(one_line(LONGEST_TEXT, or_empty=True))]


class ScenarioIn(Base):
    """A named set of changes to a unit's year, and in which role it was made."""

    year: int = Field(ge=1990, le=2100)
    name: Name
    role: Role


class Scenario(ScenarioIn, table=True):
    """A scenario of a unit. Its name is its own among those of the unit and year that are in force.

    One that is taken back stays, with the time and role of the withdrawal.
    """

    __tablename__ = "scenario"
    __table_args__ = (
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year"),
        within_lengths("name", 1, LONGEST_NAME),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
        once_in_force("scenario", "unit_id", "year", "name"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    unit_id: int = belongs_to("unit")
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None


class ScenarioChangeIn(Base):
    """One change: places that open (+) or end (-) on a day, or an amount once.

    `price` is kronor per place and day, never negative, and needed with `places`. `amount` is
    kronor for the year, signed, + is better. Exactly one of `places` and `amount` is other than 0.
    """

    places: Number = 0.0
    starts_on: Day
    price: Number = 0.0
    amount: Number = 0.0
    text: TextOrEmpty = ""

    @model_validator(mode="after")
    def _places_with_a_price_or_an_amount(self) -> Self:
        if self.price < 0:
            raise ValueError(f"price ska vara minst 0, inte {self.price}")
        if (self.places != 0) == (self.amount != 0):
            raise ValueError("ange antingen platser med pris eller ett belopp, inte båda och inte ingetdera")
        if self.places != 0 and self.price == 0:
            raise ValueError("price ska vara större än 0 när platser öppnas eller avslutas")
        return self


class ScenarioChange(ScenarioChangeIn, table=True):
    """A change of a scenario, on one account; `position` is its place in the list."""

    __tablename__ = "scenario_change"
    __table_args__ = (
        CheckConstraint(f"starts_on {DAYS_OF_SENSE}", name="starts_on"),
        within_lengths("text", 0, LONGEST_TEXT),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("(places <> 0) <> (amount <> 0)", name="places_or_amount"),
        CheckConstraint("places = 0 OR price > 0", name="places_with_price"),
        *finite("places", "price", "amount"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    scenario_id: int = belongs_to("scenario", index=True)
    position: int = 0
    account_id: int = belongs_to("account")
