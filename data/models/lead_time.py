"""Time limits as an office writes them down, and how many open cases wait for their deadline."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    Day,
    DeadlineRuleText,
    LimitUnitText,
    belongs_to,
    key,
    one_of,
    recorded,
    within_lengths,
)
from data.models.event import DAYS_OF_SENSE, LONGEST_ROLE, Role
from data.models.words import one_line
from metrics.vocabulary import DeadlineRule, LimitUnit

LONGEST_LAW, LONGEST_LIMIT = 200, 1_000
Law = Annotated[str, AfterValidator(one_line(LONGEST_LAW, or_empty=True))]


class TimeRuleIn(Base):
    """A limit that holds for cases opened from a day on, and the words of the law or the guarantee."""

    applies_from: Day
    time_limit: int = Field(gt=0, le=LONGEST_LIMIT)
    limit_unit: LimitUnitText
    judged_by: DeadlineRuleText
    law: Law = ""
    role: Role


class TimeRule(TimeRuleIn, table=True):
    """An office's own limit for the cases of an indicator. Of two from the same day the later one holds."""

    __tablename__ = "time_rule"
    __table_args__ = (
        CheckConstraint(f"applies_from {DAYS_OF_SENSE}", name="applies_from"),
        CheckConstraint(f"time_limit BETWEEN 1 AND {LONGEST_LIMIT}", name="time_limit"),
        one_of("limit_unit", LimitUnit),
        one_of("judged_by", DeadlineRule),
        within_lengths("law", 0, LONGEST_LAW),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    indicator_id: int = belongs_to("indicator")
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()


class DeadlineCount(Base, table=True):
    """Cases of a unit by the week of their deadline, counted on a day: a sum, never a case.

    `due_from` is the first day of the week, or of the part of it that lies within one month.
    `open_cases` wait; `closed_cases` are those already closed in time whose deadline falls there.
    The latest import of a day's count holds, whole.
    """

    __tablename__ = "deadline_count"
    __table_args__ = (
        UniqueConstraint(
            "unit_id", "indicator_id", "counted_on", "due_from", "import_id", name="uq_deadline_count_once"
        ),
        CheckConstraint("open_cases >= 0", name="open_cases"),
        CheckConstraint("closed_cases >= 0", name="closed_cases"),
        Index("ix_deadline_count_organisation_id_counted_on", "organisation_id", "counted_on"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    unit_id: int = belongs_to("unit")
    indicator_id: int = belongs_to("indicator")
    import_id: int = belongs_to("import")
    counted_on: date
    due_from: date
    open_cases: int
    closed_cases: int
