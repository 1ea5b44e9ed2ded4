"""Accounts and amounts. Income is positive and cost negative, in kronor."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    AccountRoleText,
    AmountKindText,
    Base,
    Code,
    MonthCode,
    MonthText,
    Number,
    PeriodText,
    ProfileText,
    belongs_to,
    filled,
    finite,
    key,
    later_no,
    later_text,
    month_code,
    month_or_empty,
    one_of,
    period_code,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.event import LONGEST_REASON, LONGEST_ROLE, Role
from data.models.words import TitleText, one_line
from metrics.vocabulary import AccountRole, AmountKind, BudgetProfile

LONGEST_NOTE = 300
NoteText = Annotated[str, AfterValidator(one_line(LONGEST_NOTE))]
RoleOrEmpty = Annotated[str, AfterValidator(one_line(LONGEST_ROLE, or_empty=True))]


class AccountIn(Base):
    """A line of a result table, named as the source prints it."""

    code: Code
    name: TitleText = Field(min_length=1)
    role: AccountRoleText
    position: int = 0


class Account(AccountIn, table=True):
    """An account line of an organisation.

    `volume_indicator_id` is the indicator that counts what the account pays for (vårddygn).
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        one_of("role", AccountRole),
        *filled("name"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    volume_indicator_id: int | None = belongs_to("indicator", optional=True)


class AmountIn(Base):
    """An amount as printed or booked, in kronor.

    `period` is the year for annual figures and the month otherwise. `made_in` is the month
    a forecast was made in; empty for other kinds, and where the source does not say. `role` is
    who made it, and `profile` how a year's budget was spread over its months; both empty where
    nobody said.
    """

    kind: AmountKindText
    year: int = Field(ge=1990, le=2100)
    period: PeriodText
    amount: Number
    made_in: MonthText = ""
    preliminary: bool = False
    comment: str = ""
    source: str = ""
    role: RoleOrEmpty = later_text()
    profile: ProfileText = later_text()

    @model_validator(mode="after")
    def _period_in_its_year(self) -> Self:
        if self.period[:4] != str(self.year):
            raise ValueError(f"period är {self.period}, men year är {self.year}")
        return self


class Amount(AmountIn, table=True):
    """One import's word on one amount; the highest `revision` is in force.

    Where that one is `taken_back`, its import was undone and there is no amount. `lock_reason` is why
    a locked period was changed; empty where it wasn't locked.
    """

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
        within_lengths("role", 0, LONGEST_ROLE),
        one_of("profile", BudgetProfile, or_empty=True),
        within_lengths("lock_reason", 0, LONGEST_REASON),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    account_id: int = belongs_to("account")
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()
    taken_back: bool = later_no()
    lock_reason: str = later_text()


class AmountNoteIn(Base):
    """What is said of an account's month, or of a month's whole result. Nothing about clients."""

    period: MonthCode
    text: NoteText
    role: Role


class AmountNote(AmountNoteIn, table=True):
    """A note at a unit; without an account it is about the whole result of the month.

    A note that is taken back stays, with the time and role of the withdrawal.
    """

    __tablename__ = "amount_note"
    __table_args__ = (
        month_code("period"),
        within_lengths("text", 1, LONGEST_NOTE),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    unit_id: int = belongs_to("unit", index=True)
    account_id: int | None = belongs_to("account", optional=True)
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None
