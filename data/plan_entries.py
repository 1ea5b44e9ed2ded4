"""The shape of a plan file: a reviewed TOML file that holds one operating plan.

What a field means stands with the models; here stands only what a file adds:
references by code, and tables drawn as the document prints them.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel._compat import SQLModelConfig

from data.models.base import AmountKindText, Code, MonthText, Number, PeriodText
from data.models.event import EventIn
from data.models.indicator import DefinitionChangeIn, IndicatorIn, TargetIn
from data.models.money import AccountIn
from data.models.organisation import OrganisationIn, UnitIn
from data.models.plan import ActivityIn, ContradictionIn, FollowUpIn, ObjectiveIn, PlanIn
from metrics.vocabulary import STATES_WITH_VALUE, ValueState

STRICT = ConfigDict(extra="forbid")
STRICT_MODEL = SQLModelConfig(extra="forbid")
KRONOR_PER = {"kronor": 1, "tkr": 1_000, "mnkr": 1_000_000}
STATES_WITHOUT_VALUE = [state for state in ValueState if state not in STATES_WITH_VALUE]


def _figure_or_state(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in STATES_WITHOUT_VALUE:
        states = ", ".join(STATES_WITHOUT_VALUE)
        raise ValueError(f"«{value}» är varken ett tal eller något av {states}")
    return ValueState(value)


PrintedFigure = Annotated[Number | ValueState, BeforeValidator(_figure_or_state)]


class OrganisationEntry(OrganisationIn):
    """The organisation the plan belongs to."""

    model_config = STRICT_MODEL


class UnitEntry(UnitIn):
    """A unit; `parent` is the code of the unit above."""

    model_config = STRICT_MODEL
    parent: Code | None = None


class PlanEntry(PlanIn):
    """The plan itself."""

    model_config = STRICT_MODEL


class ObjectiveEntry(ObjectiveIn):
    """`indicators` ties indicators that stand under another objective here too."""

    model_config = STRICT_MODEL
    parent: Code | None = None
    indicators: list[Code] = []


class TargetEntry(TargetIn):
    """A target of an indicator, for one unit or for all; without a `source` it has the indicator's."""

    model_config = STRICT_MODEL
    unit: Code | None = None
    source: str = ""


class DefinitionChangeEntry(DefinitionChangeIn):
    """A change of definition of an indicator."""

    model_config = STRICT_MODEL


class IndicatorEntry(IndicatorIn):
    """An indicator with its targets, under an objective or directly under the plan."""

    model_config = STRICT_MODEL
    objective: Code | None = None
    targets: list[TargetEntry] = []
    definition_changes: list[DefinitionChangeEntry] = []


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
