"""Accounts and amounts. Income is positive and cost negative, in kronor."""

from datetime import datetime
from typing import Self

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    AccountRoleText,
    AmountKindText,
    Base,
    Code,
    MonthText,
    Number,
    PeriodText,
    belongs_to,
    filled,
    finite,
    key,
    month_or_empty,
    one_of,
    period_code,
    recorded,
)
from metrics.vocabulary import AccountRole, AmountKind


class AccountIn(Base):
    """A line of a result table, named as the source prints it."""

    code: Code
    name: str = Field(min_length=1)
    role: AccountRoleText
    position: int = 0


class Account(AccountIn, table=True):
    """An account line of an organisation."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        one_of("role", AccountRole),
        *filled("name"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")


class AmountIn(Base):
    """An amount as printed or booked, in kronor.

    `period` is the year for annual figures and the month otherwise. `made_in` is the month
    a forecast was made in; empty for other kinds, and where the source does not say.
    """

    kind: AmountKindText
    year: int = Field(ge=1990, le=2100)
    period: PeriodText
    amount: Number
    made_in: MonthText = ""
    preliminary: bool = False
    comment: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _period_in_its_year(self) -> Self:
        if self.period[:4] != str(self.year):
            raise ValueError(f"period är {self.period}, men year är {self.year}")
        return self


class Amount(AmountIn, table=True):
    """One import's word on one amount; the highest `revision` is in force."""

    __tablename__ = "amount"
    __table_args__ = (
        UniqueConstraint("unit_id", "account_id", "kind", "period", "made_in", "revision"),
        one_of("kind", AmountKind),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("CAST(substr(period, 1, 4) AS INTEGER) = year", name="period_in_its_year"),
        period_code(),
        month_or_empty("made_in"),
        *finite("amount"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    account_id: int = belongs_to("account")
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()
