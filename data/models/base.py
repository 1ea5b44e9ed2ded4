"""What every table has in common: registry, names of constraints, field types.

The models have their own registry: Streamlit imports a module anew after an
edit, and the registry that SQLModel shares would refuse the same tables twice.

Two classes stand for each noun. The `…In` class validates what comes in and
is what plan files, imports and forms go through; the table class adds keys
and does not validate, so the database repeats the rules as constraints.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, MetaData, Table, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from data.models.standing import on_the_way_in
from metrics.periods import Period
from metrics.vocabulary import (
    AccountRole,
    ActivityKind,
    ActivityStatus,
    AmountKind,
    Area,
    Basis,
    BudgetProfile,
    ClientGroup,
    DeadlineRule,
    DeliveryState,
    Derivation,
    Direction,
    EditKind,
    FindingLevel,
    ImportKind,
    Kind,
    Lens,
    LimitUnit,
    ObjectiveKind,
    Periodicity,
    PlanNoun,
    ReportKind,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ThresholdRule,
    ValueState,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
LONGEST_CODE = 100
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
MONTHS = ", ".join(f"'-{month:02d}'" for month in range(1, 13))
PARTS_OF_YEAR = "-01-02-03-04-05-06-07-08-09-10-11-12-Q1-Q2-Q3-Q4-T1-T2-T3-H1-H2"
BEYOND_ALL_FIGURES = "1e300"


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Parent of every model; carries the registry and the metadata."""


def now() -> datetime:
    """Return the time of recording, in UTC. The only clock of the store."""
    return datetime.now(UTC)


def _member_of(vocabulary: type[StrEnum]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in {member.value for member in vocabulary}:
            allowed = ", ".join(member.value for member in vocabulary)
            raise ValueError(f"«{value}» finns inte bland {allowed}")
        return str(value)

    return check


def _member_or_empty(vocabulary: type[StrEnum]) -> Callable[[str], str]:
    member = _member_of(vocabulary)
    return lambda value: member(value) if value else ""


def _finite(value: float) -> float:
    if not abs(value) <= float(BEYOND_ALL_FIGURES):
        raise ValueError(f"ska vara ett ändligt tal, inte {value}")
    return value


def _code(value: str) -> str:
    if len(value) > LONGEST_CODE:
        raise ValueError(f"får ha högst {LONGEST_CODE} tecken, men har {len(value)}")
    if not CODE.fullmatch(value):
        raise ValueError(f"ska vara små bokstäver a-z, siffror och bindestreck, inte «{value}»")
    return value


def _period_code(value: str) -> str:
    return Period.parse(value).code


def _month_or_empty(value: str) -> str:
    if value and not MONTH.fullmatch(value):
        raise ValueError(f"ska vara en månad som 2019-03, inte «{value}»")
    return value


def _month(value: str) -> str:
    if not MONTH.fullmatch(value):
        raise ValueError(f"ska vara en månad som 2019-03, inte «{value}»")
    return value


EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
"""A day beyond these is a slip of the pen; what has no end gets the end of its plan."""


def _day_of_sense(value: date) -> date:
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise ValueError(f"ska vara ett datum mellan {EARLIEST_YEAR} och {LATEST_YEAR}, inte «{value}»")
    return value


def _month_day_or_empty(value: str) -> str:
    if not value or (MONTH.fullmatch(value) and EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR):
        return value
    told = f"ska vara en månad som 2019-03 eller en dag som 2019-03-31, inte «{value}»"
    try:
        day = date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        raise ValueError(told) from None
    if day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(told)
    return value


KindText = Annotated[str, AfterValidator(_member_of(Kind))]
DirectionText = Annotated[str, AfterValidator(_member_of(Direction))]
PeriodicityText = Annotated[str, AfterValidator(_member_of(Periodicity))]
StateText = Annotated[str, AfterValidator(_member_of(ValueState))]
TargetKindText = Annotated[str, AfterValidator(_member_of(TargetKind))]
LevelText = Annotated[str, AfterValidator(_member_of(TargetLevel))]
BasisText = Annotated[str, AfterValidator(_member_of(Basis))]
AreaText = Annotated[str, AfterValidator(_member_of(Area))]
AreaOrEmpty = Annotated[str, AfterValidator(_member_or_empty(Area))]
LimitUnitText = Annotated[str, AfterValidator(_member_of(LimitUnit))]
DeadlineRuleText = Annotated[str, AfterValidator(_member_of(DeadlineRule))]
DerivationText = Annotated[str, AfterValidator(_member_of(Derivation))]
ClientGroupText = Annotated[str, AfterValidator(_member_of(ClientGroup))]
ThresholdRuleText = Annotated[str, AfterValidator(_member_of(ThresholdRule))]
ObjectiveKindText = Annotated[str, AfterValidator(_member_of(ObjectiveKind))]
ActivityKindText = Annotated[str, AfterValidator(_member_of(ActivityKind))]
ActivityStatusText = Annotated[str, AfterValidator(_member_of(ActivityStatus))]
AmountKindText = Annotated[str, AfterValidator(_member_of(AmountKind))]
ProfileText = Annotated[str, AfterValidator(_member_or_empty(BudgetProfile))]
AccountRoleText = Annotated[str, AfterValidator(_member_of(AccountRole))]
SignalMethodText = Annotated[str, AfterValidator(_member_of(SignalMethod))]
FindingLevelText = Annotated[str, AfterValidator(_member_of(FindingLevel))]
DeliveryStateText = Annotated[str, AfterValidator(_member_of(DeliveryState))]
ImportKindText = Annotated[str, AfterValidator(_member_of(ImportKind))]
PlanNounText = Annotated[str, AfterValidator(_member_of(PlanNoun))]
LensText = Annotated[str, AfterValidator(_member_of(Lens))]
ReportKindText = Annotated[str, AfterValidator(_member_of(ReportKind))]
EditKindText = Annotated[str, AfterValidator(_member_of(EditKind))]
Number = Annotated[float, AfterValidator(_finite)]
PeriodText = Annotated[str, AfterValidator(_period_code)]
MonthText = Annotated[str, AfterValidator(_month_or_empty)]
MonthCode = Annotated[str, AfterValidator(_month)]
Day = Annotated[date, on_the_way_in(_day_of_sense)]
DueText = Annotated[str, on_the_way_in(_month_day_or_empty)]
Code = Annotated[str, on_the_way_in(_code)]


def one_of(column: str, vocabulary: type[StrEnum], *, or_empty: bool = False) -> CheckConstraint:
    """Return the constraint that keeps `column` within a vocabulary (or without a value).

    With `or_empty` an empty text is taken too.
    """
    empty = ["''"] if or_empty else []
    words = ", ".join([*empty, *(f"'{member.value}'" for member in vocabulary)])
    return CheckConstraint(f"{column} IN ({words})", name=column)


def filled(*columns: str) -> tuple[CheckConstraint, ...]:
    """Return the constraints that keep texts from being empty."""
    return tuple(CheckConstraint(f"length({column}) > 0", name=f"{column}_filled") for column in columns)


def within_lengths(column: str, least: int, most: int) -> CheckConstraint:
    """Return the constraint that keeps a text from being too short or too long."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_length")


def finite(*columns: str) -> tuple[CheckConstraint, ...]:
    """Return the constraints that keep infinity and NaN out."""
    return tuple(
        CheckConstraint(
            f"{column} BETWEEN -{BEYOND_ALL_FIGURES} AND {BEYOND_ALL_FIGURES}", name=f"{column}_finite"
        )
        for column in columns
    )


def period_code(column: str = "period") -> CheckConstraint:
    """Return the constraint that keeps `column` to the codes of periods.

    SQLite builds the list of an IN anew for every row, which a bulk load feels; hence `replace`,
    which changes the known endings only if the code's own is among them.
    """
    ending = f"substr({column}, 5)"
    return CheckConstraint(
        f"CAST(substr({column}, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 AND (length({column}) = 4 OR "
        f"length({column}) = 7 AND substr({column}, 5, 1) = '-' "
        f"AND replace('{PARTS_OF_YEAR}', {ending}, '') <> '{PARTS_OF_YEAR}')",
        name=column,
    )


def month_or_empty(column: str, *, or_day: bool = False) -> CheckConstraint:
    """Return the constraint that keeps `column` to months (or days), or to nothing."""
    lengths = "7, 10" if or_day else "7"
    return CheckConstraint(
        f"{column} = '' OR (CAST('0' || substr({column}, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 "
        f"AND substr({column}, 5, 3) IN ({MONTHS}) AND length({column}) IN ({lengths}))",
        name=column,
    )


def month_code(column: str) -> CheckConstraint:
    """Return the constraint that keeps `column` to months."""
    return CheckConstraint(
        f"length({column}) = 7 AND CAST('0' || substr({column}, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 "
        f"AND substr({column}, 5, 3) IN ({MONTHS})",
        name=column,
    )


def key() -> Any:
    """Return the field of a surrogate primary key."""
    return Field(default=None, primary_key=True)


def belongs_to(table: str, *, optional: bool = False, index: bool = False) -> Any:
    """Return the field of a foreign key to `table`."""
    return Field(
        default=None if optional else ...,
        nullable=optional,
        index=index,
        sa_column_args=[ForeignKey(f"{table}.id")],
    )


def later_text() -> Any:
    """Return the field of a text that a later version added: empty in the rows from before."""
    return Field(default="", nullable=False, sa_column_kwargs={"server_default": text("''")})


def later_no() -> Any:
    """Return the field of a yes or no that a later version added: no in the rows from before."""
    return Field(default=False, nullable=False, sa_column_kwargs={"server_default": text("FALSE")})


def later_count() -> Any:
    """Return the field of a count that a later version added: none in the rows from before."""
    return Field(default=0, nullable=False, sa_column_kwargs={"server_default": text("0")})


def recorded() -> Any:
    """Return the field that says when a row was written, in UTC."""
    return Field(default_factory=now, sa_type=DateTime(timezone=True), nullable=False)


def withdrawn() -> Any:
    """Return the field that says when a row was taken back, in UTC; empty while it is in force."""
    return Field(default=None, sa_type=DateTime(timezone=True), nullable=True)


def withdrawn_by_someone(longest_role: int) -> tuple[CheckConstraint, ...]:
    """Return the constraints that tie the time of a withdrawal to the role that made it."""
    return (
        within_lengths("withdrawn_by", 1, longest_role),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_someone"),
    )


def once_in_force(table: str, *columns: str, without: str = "") -> Index:
    """Return the index that lets only one row with the same `columns` be in force at a time.

    With `without` it holds for the rows that leave that column empty.
    """
    standing = text("withdrawn_at IS NULL" + (f" AND {without} IS NULL" if without else ""))
    name = f"uq_{table}_in_force" + (f"_without_{without}" if without else "")
    return Index(name, *columns, unique=True, sqlite_where=standing, postgresql_where=standing)


def table_of(model: type[SQLModel]) -> Table:
    """Return the table behind a table class, for statements that are built by column."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table
