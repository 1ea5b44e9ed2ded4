"""The shape of a plan file: a reviewed TOML file that holds one operating plan.

What a field means stands with the models; here stands only what a file adds:
references by code, and tables drawn as the document prints them.
"""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from sqlmodel._compat import SQLModelConfig

from data.models.base import AmountKindText, Code, DerivationText, MonthText, Number, PeriodText
from data.models.event import EventIn
from data.models.indicator import DefinitionChangeIn, IndicatorIn, TargetIn
from data.models.money import AccountIn
from data.models.organisation import OrganisationIn, UnitIn
from data.models.plan import ActivityIn, ContradictionIn, FollowUpIn, ObjectiveIn, PlanIn
from data.models.words import TitleText, text_of_plan
from metrics.vocabulary import STATES_WITH_VALUE, Derivation, Kind, ThresholdRule, ValueState

STRICT = ConfigDict(extra="forbid")
STRICT_MODEL = SQLModelConfig(extra="forbid")
LONGEST_ALIAS = 200
KRONOR_PER = {"kronor": 1, "tkr": 1_000, "mnkr": 1_000_000}
SHARES = (Derivation.RATIO, Derivation.SHARE_OF_UNITS, Derivation.COHORT_SHARE)
OF_ONE = (
    Derivation.ROLLING_SUM,
    Derivation.ROLLING_MEAN,
    Derivation.ACCUMULATED,
    Derivation.SHARE_OF_UNITS,
)
WITH_SECOND = (Derivation.RATIO, Derivation.DIFFERENCE, Derivation.COHORT_SHARE)
WITH_SPAN = (Derivation.ROLLING_SUM, Derivation.ROLLING_MEAN, Derivation.COHORT_SHARE)
STATES_WITHOUT_VALUE = [state for state in ValueState if state not in STATES_WITH_VALUE]


def _figure_or_state(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in STATES_WITHOUT_VALUE:
        states = ", ".join(STATES_WITHOUT_VALUE)
        raise ValueError(f"«{value}» är varken ett tal eller något av {states}")
    return ValueState(value)


Aliases = list[Annotated[str, text_of_plan(LONGEST_ALIAS), Field(min_length=1)]]
"""Other names that files may use. None of them is the name of another in the same plan."""
PrintedFigure = Annotated[Number | ValueState, BeforeValidator(_figure_or_state)]


class OrganisationEntry(OrganisationIn):
    """The organisation the plan belongs to."""

    model_config = STRICT_MODEL


class UnitEntry(UnitIn):
    """A unit; `parent` is the code of the unit above."""

    model_config = STRICT_MODEL
    parent: Code | None = None
    aliases: Aliases = []


class PlanEntry(PlanIn):
    """The plan itself; `edition` is how many times it had been changed on screen when it was written."""

    model_config = STRICT_MODEL
    edition: int = Field(default=0, ge=0)


class ObjectiveEntry(ObjectiveIn):
    """`indicators` ties indicators that stand under another objective here too."""

    model_config = STRICT_MODEL
    parent: Code | None = None
    indicators: list[Code] = []


class TargetEntry(TargetIn):
    """A target of an indicator, for one unit or for all; without a `source` it has the indicator's."""

    model_config = STRICT_MODEL
    unit: Code | None = None
    source: TitleText = ""


class DefinitionChangeEntry(DefinitionChangeIn):
    """A change of definition of an indicator."""

    model_config = STRICT_MODEL


class DerivedEntry(BaseModel):
    """How an indicator is made of others: of `first`, or of `first` and `second`; each side is added up.

    `span` is how many periods a rolling figure covers, or how many months a cohort is followed.
    """

    model_config = STRICT
    by: DerivationText
    first: list[Code] = Field(min_length=1)
    second: list[Code] = []
    span: int | None = Field(default=None, ge=2, le=120)

    @model_validator(mode="after")
    def _of_what_it_needs(self) -> Self:
        if self.by in WITH_SECOND and not self.second:
            raise ValueError(f"{self.by} räknas av två sidor, men second saknas")
        if self.by not in (*WITH_SECOND, Derivation.SHARE_OF_UNITS) and self.second:
            raise ValueError(f"{self.by} räknas av en sida, men second finns")
        for side in (self.first, self.second):
            if len(set(side)) < len(side):
                raise ValueError("samma mått står två gånger på en sida")
        if self.by in OF_ONE and len(self.first) > 1:
            raise ValueError(f"{self.by} räknas av ett enda mått, men first har {len(self.first)}")
        if (self.by in WITH_SPAN) != (self.span is not None):
            needed = "saknas" if self.span is None else "finns"
            raise ValueError(f"span hör till {', '.join(WITH_SPAN)}; här är {self.by} och span {needed}")
        return self


class ProtectedEntry(BaseModel):
    """The indicator that counts the people behind a figure, and how few are too few to show it."""

    model_config = STRICT
    by: Code
    below: int = Field(ge=2)


class IndicatorEntry(IndicatorIn):
    """An indicator with its targets, under an objective or directly under the plan.

    `accompanies` is the indicator beside which it is shown, and nowhere by itself. One that is `outside` has
    no place in the plan: it stands in the file since others of the plan are made of it or tied to it.
    """

    model_config = STRICT_MODEL
    objective: Code | None = None
    targets: list[TargetEntry] = []
    definition_changes: list[DefinitionChangeEntry] = []
    derived: DerivedEntry | None = None
    protected: ProtectedEntry | None = None
    accompanies: Code | None = None
    aliases: Aliases = []
    outside: bool = False

    @model_validator(mode="after")
    def _under_an_objective_or_outside(self) -> Self:
        if self.outside and self.objective is not None:
            self.outside = False
        return self

    @model_validator(mode="after")
    def _kind_that_can_be_derived(self) -> Self:
        if self.derived is None:
            return self
        by = Derivation(self.derived.by)
        if by in SHARES and self.kind != Kind.RATIO:
            raise ValueError(f"{by} är en andel, och kind ska vara ratio, inte {self.kind}")
        if by in OF_ONE and by not in SHARES and self.kind in (Kind.FLOW, Kind.MONEY):
            raise ValueError(f"{by} summeras inte en gång till: kind ska vara stock, ratio, mean eller index")
        if by == Derivation.SHARE_OF_UNITS:
            self._threshold_that_can_be_passed(self.derived)
        return self

    def _threshold_that_can_be_passed(self, derived: DerivedEntry) -> None:
        refers = self.threshold_rule == ThresholdRule.AT_LEAST_REFERENCE
        if self.threshold_rule is None or (self.threshold is None) != refers:
            raise ValueError("share_of_units behöver threshold_rule, och threshold utom för jämförelsetal")
        if refers != (len(derived.second) == 1):
            raise ValueError("second är måttet med jämförelsetalet, för threshold_rule at_least_reference")


class ActivityEntry(ActivityIn):
    """An activity, under an objective or directly under the plan."""

    model_config = STRICT_MODEL
    objective: Code | None = None


class FollowUpEntry(FollowUpIn):
    """An owed account, under an objective or directly under the plan."""

    model_config = STRICT_MODEL
    objective: Code | None = None


class ContradictionEntry(ContradictionIn):
    """A contradiction in the document."""

    model_config = STRICT_MODEL


class EventEntry(EventIn):
    """An event; without indicators and units it concerns all of them."""

    model_config = STRICT_MODEL
    indicators: list[Code] = []
    units: list[Code] = []


class SeriesEntry(BaseModel):
    """Printed values of one indicator and unit: period -> number or state."""

    model_config = STRICT
    indicator: Code
    unit: Code
    values: dict[PeriodText, PrintedFigure]
    source: str


class AccountEntry(AccountIn):
    """A line of the result tables; `volume` is the indicator that counts what it pays for."""

    model_config = STRICT_MODEL
    volume: Code | None = None
    aliases: Aliases = []


class ColumnEntry(BaseModel):
    """A column of a result table: which year, what sort of amount, made when."""

    model_config = STRICT
    kind: AmountKindText
    year: int = Field(ge=1990, le=2100)
    made_in: MonthText = ""
    note: str = ""


class RowEntry(BaseModel):
    """A line of a result table; an empty cell is written as an empty text."""

    model_config = STRICT
    account: Code
    values: list[Number | str]


class ResultTableEntry(BaseModel):
    """A result table as printed, signs included; `printed_in` says the unit of its figures."""

    model_config = STRICT
    unit: Code
    printed_in: str
    source: str
    columns: list[ColumnEntry]
    rows: list[RowEntry]


class PlanFile(BaseModel):
    """A whole plan file."""

    model_config = STRICT
    organisation: OrganisationEntry
    plan: PlanEntry
    units: list[UnitEntry] = Field(min_length=1)
    objectives: list[ObjectiveEntry] = []
    indicators: list[IndicatorEntry] = []
    activities: list[ActivityEntry] = []
    follow_ups: list[FollowUpEntry] = []
    contradictions: list[ContradictionEntry] = []
    events: list[EventEntry] = []
    series: list[SeriesEntry] = []
    accounts: list[AccountEntry] = []
    result_tables: list[ResultTableEntry] = []
