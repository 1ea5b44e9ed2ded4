"""What is told of a plan on its way: how far things have come, risks weighed, and accounts given."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    ActivityStatusText,
    Base,
    Code,
    Day,
    DueText,
    EditKindText,
    PlanNounText,
    belongs_to,
    key,
    month_or_empty,
    once_in_force,
    one_of,
    recorded,
    withdrawn,
    withdrawn_by_someone,
    within_lengths,
)
from data.models.delivery import LONGEST_COMMENT, CommentText
from data.models.event import DAYS_OF_SENSE, LONGEST_REASON, LONGEST_ROLE, Reason, Role
from data.models.words import one_line
from metrics.vocabulary import ActivityStatus, EditKind, PlanNoun

LONGEST_NOTE = 300
LOWEST, HIGHEST = 1, 4
"""The scale of likelihood and consequence that Swedish internal control commonly weighs a risk by."""
SUBJECTS = ("activity_id", "objective_id", "decision_id")
NoteText = Annotated[str, AfterValidator(one_line(LONGEST_NOTE, or_empty=True))]


def level() -> Any:
    """Return the field of a step on the scale of risk."""
    return Field(ge=LOWEST, le=HIGHEST)


class ProgressIn(Base):
    """How far something has come on a day, as a work role tells it. Nothing about clients."""

    told_on: Day
    status: ActivityStatusText
    note: CommentText = ""
    role: Role


class Progress(ProgressIn, table=True):
    """One word on an activity, an objective (such as a programme point) or a decision.

    The highest `revision` of its subject is in force; what was told before stays.
    """

    __tablename__ = "progress"
    __table_args__ = (
        *(UniqueConstraint(subject, "revision") for subject in SUBJECTS),
        CheckConstraint(
            " + ".join(f"CASE WHEN {subject} IS NULL THEN 0 ELSE 1 END" for subject in SUBJECTS) + " = 1",
            name="one_subject",
        ),
        CheckConstraint(f"told_on {DAYS_OF_SENSE}", name="told_on"),
        CheckConstraint("revision >= 1", name="revision"),
        one_of("status", ActivityStatus),
        within_lengths("note", 0, LONGEST_COMMENT),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    activity_id: int | None = belongs_to("activity", optional=True)
    objective_id: int | None = belongs_to("objective", optional=True)
    decision_id: int | None = belongs_to("decision", optional=True)
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()


class RiskAssessmentIn(Base):
    """How likely a risk is and how serious its consequence would be, each from 1 (least) to 4."""

    assessed_on: Day
    likelihood: int = level()
    consequence: int = level()
    note: CommentText = ""
    role: Role


class RiskAssessment(RiskAssessmentIn, table=True):
    """One weighing of a risk in a plan; the highest `revision` is in force, the earlier stay."""

    __tablename__ = "risk_assessment"
    __table_args__ = (
        UniqueConstraint("objective_id", "revision"),
        CheckConstraint(f"assessed_on {DAYS_OF_SENSE}", name="assessed_on"),
        CheckConstraint(f"likelihood BETWEEN {LOWEST} AND {HIGHEST}", name="likelihood"),
        CheckConstraint(f"consequence BETWEEN {LOWEST} AND {HIGHEST}", name="consequence"),
        CheckConstraint("revision >= 1", name="revision"),
        within_lengths("note", 0, LONGEST_COMMENT),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    objective_id: int = belongs_to("objective")
    import_id: int = belongs_to("import")
    revision: int = 1
    recorded_at: datetime = recorded()


class FollowUpDeliveryIn(Base):
    """That an account owed by the plan was given: for which occasion (`due`), when, and where it is found."""

    due: DueText = Field(min_length=1)
    delivered_on: Day
    note: NoteText = ""
    role: Role


class FollowUpDelivery(FollowUpDeliveryIn, table=True):
    """An account that was given; one that is taken back stays, with who did so and when."""

    __tablename__ = "follow_up_delivery"
    __table_args__ = (
        CheckConstraint("length(due) > 0", name="due_filled"),
        month_or_empty("due", or_day=True),
        CheckConstraint(f"delivered_on {DAYS_OF_SENSE}", name="delivered_on"),
        within_lengths("note", 0, LONGEST_NOTE),
        within_lengths("role", 1, LONGEST_ROLE),
        *withdrawn_by_someone(LONGEST_ROLE),
        once_in_force("follow_up_delivery", "follow_up_id", "due"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    follow_up_id: int = belongs_to("follow_up")
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()
    withdrawn_at: datetime | None = withdrawn()
    withdrawn_by: str | None = None


class PlanEditIn(Base):
    """Why something in a plan is changed, and in which role."""

    reason: Reason
    role: Role


class PlanEdit(PlanEditIn, table=True):
    """One change of a plan: what stood `before` and `after`, as the plan file's own fields in JSON.

    `before` is empty for what was added, `after` for what was removed.
    """

    __tablename__ = "plan_edit"
    __table_args__ = (
        one_of("noun", PlanNoun),
        one_of("change", EditKind),
        CheckConstraint("length(code) > 0", name="code_filled"),
        CheckConstraint("length(before) + length(after) > 0", name="says_something"),
        within_lengths("reason", 1, LONGEST_REASON),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    plan_id: int = belongs_to("plan", index=True)
    import_id: int = belongs_to("import")
    noun: PlanNounText
    code: Code
    change: EditKindText
    before: str = ""
    after: str = ""
    recorded_at: datetime = recorded()
