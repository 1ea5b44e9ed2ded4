"""The management group's meetings, and what is decided at them or between them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from sqlalchemy import CheckConstraint

from data.models.base import (
    Base,
    Day,
    DirectionText,
    belongs_to,
    key,
    once_in_force,
    one_of,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.delivery import LONGEST_COMMENT, CommentText
from data.models.event import DAYS_OF_SENSE, LONGEST_ROLE, Role
from data.models.words import one_line
from metrics.vocabulary import Direction

LONGEST_DECISION, LONGEST_PRESENT = 300, 300
DecisionText = Annotated[str, AfterValidator(one_line(LONGEST_DECISION))]
PresentText = Annotated[str, AfterValidator(one_line(LONGEST_PRESENT, or_empty=True))]


class MeetingIn(Base):
    """A meeting on a day. `present` are roles, never names; `note` is what else is to be remembered."""

    held_on: Day
    present: PresentText = ""
    note: CommentText = ""
    role: Role


class Meeting(MeetingIn, table=True):
    """A meeting of a unit's management; one a day, and one that is taken back stays."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint(f"held_on {DAYS_OF_SENSE}", name="held_on"),
        within_lengths("present", 0, LONGEST_PRESENT),
        within_lengths("note", 0, LONGEST_COMMENT),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
        once_in_force("meeting", "unit_id", "held_on"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None


class DecisionIn(Base):
    """What is to be done, by which work role, from which day.

    Of a decision on an indicator (an åtgärd) `expected` says which way the figure is to move, up or down; of
    others it is `none`. `follow_up_on` is the day to come back to it.
    """

    text: DecisionText
    responsible: Role
    starts_on: Day
    expected: DirectionText = Direction.NONE.value
    follow_up_on: Day | None = None
    role: Role

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.follow_up_on and self.follow_up_on < self.starts_on:
            raise ValueError(f"gäller från {self.starts_on} men följs upp {self.follow_up_on}, som är före")
        return self


class Decision(DecisionIn, table=True):
    """A decision of a unit, at a meeting or between meetings; one that is taken back stays."""

    __tablename__ = "decision"
    __table_args__ = (
        one_of("expected", Direction),
        CheckConstraint("(indicator_id IS NULL) = (expected = 'none')", name="expected_of_indicator"),
        CheckConstraint(f"starts_on {DAYS_OF_SENSE}", name="starts_on"),
        CheckConstraint("follow_up_on >= starts_on", name="days"),
        within_lengths("text", 1, LONGEST_DECISION),
        within_lengths("responsible", 1, LONGEST_ROLE),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    indicator_id: int | None = belongs_to("indicator", optional=True)
    meeting_id: int | None = belongs_to("meeting", optional=True)
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None
