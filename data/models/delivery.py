"""How figures come in by hand and are closed: deliveries, comments on a figure, and locked periods."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    DeliveryStateText,
    PeriodText,
    belongs_to,
    key,
    once_in_force,
    one_of,
    period_code,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.event import LONGEST_REASON, LONGEST_ROLE, Reason, Role
from data.models.words import one_line
from metrics.vocabulary import DeliveryState

LONGEST_COMMENT = 1000
CommentText = Annotated[str, AfterValidator(one_line(LONGEST_COMMENT, or_empty=True))]


class DeliveryIn(Base):
    """How far a unit has come with the figures of a period: being written, or marked as ready."""

    period: PeriodText
    state: DeliveryStateText
    role: Role


class Delivery(DeliveryIn, table=True):
    """One word on a unit's delivery for a period; the highest `revision` is in force."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("unit_id", "period", "revision"),
        one_of("state", DeliveryState),
        CheckConstraint("revision >= 1", name="revision"),
        period_code(),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()


class FigureCommentIn(Base):
    """What is said of an indicator in a period: why it is so, and what is planned. Nothing about clients."""

    period: PeriodText
    analysis: CommentText = ""
    planned: CommentText = ""
    role: Role

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.analysis and not self.planned:
            raise ValueError("skriv en analys, en planerad åtgärd eller båda")
        return self


class FigureComment(FigureCommentIn, table=True):
    """One word on an indicator's period at a unit; the highest `revision` is in force."""

    __tablename__ = "figure_comment"
    __table_args__ = (
        UniqueConstraint("unit_id", "indicator_id", "period", "revision"),
        CheckConstraint("revision >= 1", name="revision"),
        period_code(),
        within_lengths("analysis", 0, LONGEST_COMMENT),
        within_lengths("planned", 0, LONGEST_COMMENT),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    indicator_id: int = belongs_to("indicator")
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()


class PeriodLockIn(Base):
    """That a month, tertial, half-year or year is closed: by whom and why."""

    period: PeriodText
    reason: Reason
    role: Role


class ReasonedIn(Base):
    """Why something is done, and by whom: a lock opened, an import taken back."""

    reason: Reason
    role: Role


class PeriodLock(PeriodLockIn, table=True):
    """A locked period of a unit and those below it, or (without unit) of the whole organisation.

    It closes every period that lies within its own. What had been recorded by `recorded_at` is what was
    reported. A lock that is opened stays, with the day, role and reason of the opening.
    """

    __tablename__ = "period_lock"
    __table_args__ = (
        period_code(),
        within_lengths("reason", 1, LONGEST_REASON),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
        within_lengths("opened_because", 1, LONGEST_REASON),
        CheckConstraint("(withdrawn_at IS NULL) = (opened_because IS NULL)", name="opened_because_of"),
        once_in_force("period_lock", "unit_id", "period"),
        once_in_force("period_lock", "organisation_id", "period", without="unit_id"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int | None = belongs_to("unit", optional=True)
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = Field(default=None)
    opened_because: str | None = Field(default=None)
