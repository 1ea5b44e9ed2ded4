"""Operating plans: their goals, activities, owed follow-ups and contradictions."""

from typing import Self

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    ActivityKindText,
    ActivityStatusText,
    AreaOrEmpty,
    Base,
    Code,
    Day,
    DueText,
    ObjectiveKindText,
    PeriodicityText,
    belongs_to,
    filled,
    key,
    later_count,
    later_no,
    later_text,
    month_or_empty,
    one_of,
)
from data.models.words import LongText, TitleText
from metrics.vocabulary import ActivityKind, ActivityStatus, Area, ObjectiveKind, Periodicity


class PlanIn(Base):
    """An operating plan: which document, decided when and by whom, valid for which days."""

    code: Code
    title: TitleText = Field(min_length=1)
    document: TitleText = Field(min_length=1)
    valid_from: Day
    valid_to: Day
    decided_by: TitleText = ""
    decided_on: Day | None = None
    reference: TitleText = ""

    @model_validator(mode="after")
    def _validity_in_order(self) -> Self:
        if self.valid_from > self.valid_to:
            raise ValueError(f"gäller från {self.valid_from} men till {self.valid_to}")
        return self


class Plan(PlanIn, table=True):
    """A plan of an organisation.

    `edition` counts the changes made to it on screen; a file of it that says another number is older or
    newer than what stands here. `copied_from_id` is the plan of the year before that it was made from.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("valid_from <= valid_to", name="validity"),
        CheckConstraint("edition >= 0", name="edition"),
        *filled("title", "document"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    import_id: int = belongs_to("import")
    edition: int = later_count()
    copied_from_id: int | None = belongs_to("plan", optional=True)


class ObjectiveIn(Base):
    """A node of the plan's tree, called what the municipality calls it.

    `title` is the document's own wording. `description`, `strategy`, `expected_result`,
    `ways_of_working` and `follow_up` are retold. `status`, `handling` and the boards
    are what the document prints for points of a political programme.
    """

    code: Code
    kind: ObjectiveKindText
    number: TitleText = ""
    title: TitleText = Field(min_length=1)
    description: LongText = ""
    strategy: LongText = ""
    expected_result: LongText = ""
    ways_of_working: LongText = ""
    follow_up: LongText = ""
    handling: LongText = ""
    status: TitleText = ""
    responsible: TitleText = ""
    responsible_board: TitleText = ""
    concerned_boards: TitleText = ""
    responsible_office: TitleText = ""
    concerned_offices: TitleText = ""
    source: TitleText = Field(min_length=1)


class Objective(ObjectiveIn, table=True):
    """An objective of a plan; `position` keeps the document's order.

    One that the plan no longer has is `retired`, for what has been told of it stays; so are activities and
    owed accounts.
    """

    __tablename__ = "objective"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        one_of("kind", ObjectiveKind),
        *filled("title", "source"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    plan_id: int = belongs_to("plan")
    parent_id: int | None = belongs_to("objective", optional=True, index=True)
    position: int = 0
    retired: bool = later_no()


class ActivityIn(Base):
    """Something to be done. An empty status means that the document does not say.

    `cost` is the document's own words ("Egen tid"), never a sum of money.
    """

    code: Code
    kind: ActivityKindText = ActivityKind.ACTIVITY.value
    title: TitleText = Field(min_length=1)
    description: LongText = ""
    responsible: TitleText = ""
    starts: Day | None = None
    ends: Day | None = None
    follow_up: LongText = ""
    status: ActivityStatusText | None = None
    cost: TitleText = ""
    source: TitleText = Field(min_length=1)

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.starts and self.ends and self.starts > self.ends:
            raise ValueError(f"börjar {self.starts} men slutar {self.ends}")
        return self


class Activity(ActivityIn, table=True):
    """An activity of a plan, under an objective or directly under the plan."""

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        one_of("kind", ActivityKind),
        one_of("status", ActivityStatus),
        CheckConstraint("starts <= ends", name="dates"),
        *filled("title", "source"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    plan_id: int = belongs_to("plan")
    objective_id: int | None = belongs_to("objective", optional=True, index=True)
    position: int = 0
    retired: bool = later_no()


class FollowUpIn(Base):
    """An account owed: what is to be told, to whom, how often, and when if a date is set.

    `due` is a month (`2017-03`) or a day as the document gives it; empty where it gives none.
    """

    code: Code
    title: TitleText = Field(min_length=1)
    periodicity: PeriodicityText | None = None
    due: DueText = ""
    recipient: TitleText = ""
    source: TitleText = Field(min_length=1)


class FollowUp(FollowUpIn, table=True):
    """An owed account of a plan, tied to an objective where it belongs to one."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        one_of("periodicity", Periodicity),
        month_or_empty("due", or_day=True),
        *filled("title", "source"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    plan_id: int = belongs_to("plan")
    objective_id: int | None = belongs_to("objective", optional=True, index=True)
    position: int = 0
    retired: bool = later_no()


class ContradictionIn(Base):
    """A place where the document contradicts itself, or where its words leave a doubt.

    `area` is what it is about; empty where the file does not say.
    """

    code: Code
    subject: TitleText = Field(min_length=1)
    text: LongText = Field(min_length=1)
    source: TitleText = Field(min_length=1)
    area: AreaOrEmpty = later_text()


class Contradiction(ContradictionIn, table=True):
    """A recorded contradiction of a plan. What is printed is kept; this says so."""

    __tablename__ = "contradiction"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        *filled("subject", "text", "source"),
        one_of("area", Area, or_empty=True),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    plan_id: int = belongs_to("plan")
