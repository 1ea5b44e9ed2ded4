"""What has happened around the figures, and decisions that new limits apply: facts that are only added to."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, UniqueConstraint

from data.models.base import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Base,
    Day,
    belongs_to,
    key,
    once_in_force,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.standing import on_the_way_in
from data.models.words import one_line

LONGEST_TEXT, LONGEST_REASON, LONGEST_ROLE = 200, 300, 80
DAYS_OF_SENSE = f"BETWEEN '{EARLIEST_YEAR}-01-01' AND '{LATEST_YEAR}-12-31'"


EventText = Annotated[str, on_the_way_in(one_line(LONGEST_TEXT))]
Reason = Annotated[str, AfterValidator(one_line(LONGEST_REASON))]
Role = Annotated[str, AfterValidator(one_line(LONGEST_ROLE))]


class EventIn(Base):
    """Something that happened on a day and may be why figures look as they do. Nothing about clients."""

    happened_on: Day
    text: EventText


class ToldEventIn(EventIn):
    """An event as somebody tells it; `recorded_by` is a role, never a name."""

    recorded_by: Role


class Event(ToldEventIn, table=True):
    """An event of an organisation. Without indicators and units it concerns all of them.

    `plan_id` is the plan whose file tells it; such an event follows the file, and needs no role.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(f"happened_on {DAYS_OF_SENSE}", name="happened_on"),
        within_lengths("text", 1, LONGEST_TEXT),
        within_lengths("recorded_by", 0, LONGEST_ROLE),
        CheckConstraint("length(recorded_by) > 0 OR plan_id IS NOT NULL", name="told_by_someone"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    plan_id: int | None = belongs_to("plan", optional=True)
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()


class EventIndicator(Base, table=True):
    """An indicator that an event concerns."""

    __tablename__ = "event_indicator"
    __table_args__ = (UniqueConstraint("event_id", "indicator_id"),)

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    event_id: int = belongs_to("event")
    indicator_id: int = belongs_to("indicator")


class EventUnit(Base, table=True):
    """A unit that an event concerns."""

    __tablename__ = "event_unit"
    __table_args__ = (UniqueConstraint("event_id", "unit_id"),)

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    event_id: int = belongs_to("event")
    unit_id: int = belongs_to("unit")


class RebaseIn(Base):
    """A decision that an indicator's limits are counted anew from a day, why, and in which role."""

    starts_on: Day
    reason: Reason
    role: Role


class WithdrawalIn(Base):
    """Who takes a decision back."""

    role: Role


class Rebase(RebaseIn, table=True):
    """A rebase of an indicator at a unit. `starts_on` is the first day of the first period with new limits.

    A decision that is taken back stays, with the day and role of the withdrawal; the same day may
    then be decided again. Only one decision at a time is in force for a day.
    """

    __tablename__ = "rebase"
    __table_args__ = (
        CheckConstraint(f"starts_on {DAYS_OF_SENSE}", name="starts_on"),
        within_lengths("reason", 1, LONGEST_REASON),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
        once_in_force("rebase", "indicator_id", "unit_id", "starts_on"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    indicator_id: int = belongs_to("indicator")
    unit_id: int = belongs_to("unit")
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None
