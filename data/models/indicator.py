"""Indicators, their place in plans, their targets and changes of definition."""

from typing import Self

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    AreaText,
    Base,
    BasisText,
    Code,
    Day,
    DirectionText,
    KindText,
    LevelText,
    LimitUnitText,
    Number,
    PeriodicityText,
    SignalMethodText,
    TargetKindText,
    ThresholdRuleText,
    belongs_to,
    filled,
    finite,
    key,
    one_of,
)
from data.models.words import LongText, TitleText
from metrics.vocabulary import (
    Area,
    Basis,
    Derivation,
    Direction,
    Kind,
    LimitUnit,
    Periodicity,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ThresholdRule,
)


class IndicatorIn(Base):
    """What is measured and how it is to be read.

    `tolerance` is how far on the wrong side of the target still counts as near, in the
    indicator's own unit of measure. `time_limit` with `limit_unit` is a time limit per case;
    `threshold` with `threshold_rule` is what one unit must pass, where the figure is a
    share of units. `concept` is shared by indicators that mean the same thing.
    `signal_method` overrides how it is judged what has changed; empty = as kind and data decide.
    `case_kind` is the kind of case whose time limit it is about, as files of date pairs name it.
    """

    code: Code
    name: TitleText = Field(min_length=1)
    concept: Code | None = None
    area: AreaText
    definition: LongText = Field(min_length=1)
    unit_of_measure: TitleText = Field(min_length=1)
    decimals: int = Field(ge=0, le=4)
    kind: KindText
    direction: DirectionText
    periodicity: PeriodicityText
    source_system: TitleText = ""
    owner: TitleText = ""
    tolerance: Number = Field(default=0, ge=0)
    time_limit: int | None = Field(default=None, gt=0)
    limit_unit: LimitUnitText | None = None
    threshold: Number | None = None
    threshold_rule: ThresholdRuleText | None = None
    signal_method: SignalMethodText | None = None
    case_kind: Code | None = None
    source: TitleText = Field(min_length=1)


class Indicator(IndicatorIn, table=True):
    """An indicator of an organisation.

    `derivation` says how it is made of others (`derivation_part`), where it is not measured: then
    `span` is how many of its periods a rolling figure covers, or how many months a cohort is followed.
    `protected_by_id` is the indicator that counts employees, and a unit with fewer than `protected_below`
    of them is not shown. `accompanies_id` is the indicator beside which it is shown, and nowhere by itself.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        one_of("area", Area),
        one_of("kind", Kind),
        one_of("direction", Direction),
        one_of("periodicity", Periodicity),
        one_of("limit_unit", LimitUnit),
        one_of("threshold_rule", ThresholdRule),
        one_of("signal_method", SignalMethod),
        one_of("derivation", Derivation),
        CheckConstraint("span > 0", name="span"),
        CheckConstraint("protected_below > 0", name="protected_below"),
        CheckConstraint("(protected_below IS NULL) = (protected_by_id IS NULL)", name="protected_whole"),
        CheckConstraint("decimals BETWEEN 0 AND 4", name="decimals"),
        CheckConstraint("tolerance >= 0", name="tolerance"),
        CheckConstraint("time_limit > 0", name="time_limit"),
        *finite("tolerance", "threshold"),
        *filled("name", "definition", "unit_of_measure", "source"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    derivation: str | None = None
    span: int | None = None
    protected_below: int | None = None
    protected_by_id: int | None = belongs_to("indicator", optional=True)
    accompanies_id: int | None = belongs_to("indicator", optional=True)


class PlanIndicator(Base, table=True):
    """An indicator's place in a plan: under which objective, and in which order."""

    __tablename__ = "plan_indicator"
    __table_args__ = (UniqueConstraint("plan_id", "indicator_id", "objective_id"),)

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    plan_id: int = belongs_to("plan")
    indicator_id: int = belongs_to("indicator", index=True)
    objective_id: int | None = belongs_to("objective", optional=True)
    position: int = 0


class TargetIn(Base):
    """What is to be reached, for which days, in whose words.

    `value` is empty where the source has none: a direction ("ska öka"), a figure from
    outside that is not known, or a target that is yet to be set. `basis` is empty where
    the indicator's kind decides it.
    """

    kind: TargetKindText
    level: LevelText = TargetLevel.OWN.value
    value: Number | None = None
    basis: BasisText | None = None
    valid_from: Day
    valid_to: Day
    words: TitleText = Field(min_length=1)
    source: TitleText = Field(min_length=1)

    @model_validator(mode="after")
    def _validity_in_order(self) -> Self:
        if self.valid_from > self.valid_to:
            raise ValueError(f"gäller från {self.valid_from} men till {self.valid_to}")
        return self


class Target(TargetIn, table=True):
    """A target of an indicator, for one unit or (without unit) for all of them."""

    __tablename__ = "target"
    __table_args__ = (
        one_of("kind", TargetKind),
        one_of("level", TargetLevel),
        one_of("basis", Basis),
        CheckConstraint("valid_from <= valid_to", name="validity"),
        *finite("value"),
        *filled("words", "source"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    plan_id: int = belongs_to("plan")
    indicator_id: int = belongs_to("indicator", index=True)
    unit_id: int | None = belongs_to("unit", optional=True)


class DefinitionChangeIn(Base):
    """From which day an indicator means something else, and what changed."""

    changed_on: Day
    text: LongText = Field(min_length=1)


class DefinitionChange(DefinitionChangeIn, table=True):
    """A change of definition; figures before and after are not to be compared."""

    __tablename__ = "definition_change"
    __table_args__ = (UniqueConstraint("indicator_id", "changed_on"), *filled("text"))

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    indicator_id: int = belongs_to("indicator")
