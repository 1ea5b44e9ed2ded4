"""Measured values. Nothing here is overwritten: a correction is a new row."""

from datetime import date, datetime
from typing import Self

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    Number,
    PeriodText,
    StateText,
    belongs_to,
    finite,
    key,
    later_no,
    later_text,
    one_of,
    period_code,
    recorded,
    within_lengths,
)
from data.models.event import LONGEST_REASON
from metrics.vocabulary import STATES_WITH_VALUE, ValueState

WITH_VALUE = ", ".join(f"'{state}'" for state in STATES_WITH_VALUE)


class MeasurementIn(Base):
    """One figure as delivered.

    `numerator` and `denominator` are the parts of a ratio, in cases, days or persons;
    `n` is the number of cases or respondents behind a mean or an index. A value stands
    if and only if the state says that there is one: missing is never 0.
    """

    period: PeriodText
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = Field(default=None, ge=0)
    n: Number | None = Field(default=None, ge=0)
    state: StateText = ValueState.FINAL.value
    comment: str = ""

    @model_validator(mode="after")
    def _value_as_the_state_says(self) -> Self:
        if self.state in STATES_WITH_VALUE and self.value is None:
            raise ValueError(f"value saknas, men state är {self.state}")
        if self.state not in STATES_WITH_VALUE and self.value is not None:
            raise ValueError(f"state är {self.state}, men value är {self.value}")
        return self


class Measurement(MeasurementIn, table=True):
    """One import's word on one period.

    `revision` counts the words on the same unit, indicator and period: revision 2
    replaced revision 1. The highest is in force. The unique key is also the index
    that the overview reads by, and what stops two corrections made at once. Where the
    word in force is `taken_back`, its import was undone and nothing is said of the
    period. `lock_reason` is why a locked period was changed; empty where it wasn't locked.
    """

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("unit_id", "indicator_id", "period", "revision"),
        one_of("state", ValueState),
        CheckConstraint(f"(state IN ({WITH_VALUE})) = (value IS NOT NULL)", name="value_as_the_state_says"),
        CheckConstraint("denominator >= 0", name="denominator"),
        CheckConstraint("n >= 0", name="n"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("period_start <= period_end", name="period_days"),
        period_code(),
        *finite("value", "numerator", "denominator", "n"),
        within_lengths("lock_reason", 0, LONGEST_REASON),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    unit_id: int = belongs_to("unit")
    indicator_id: int = belongs_to("indicator")
    import_id: int = belongs_to("import")
    revision: int = 1
    period_start: date
    period_end: date
    recorded_at: datetime = recorded()
    taken_back: bool = later_no()
    lock_reason: str = later_text()
