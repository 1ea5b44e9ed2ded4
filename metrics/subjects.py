"""Indicators, their figures and their targets as values: what judging and wording work on."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.derivation.recipes import Protection, Recipe, protection, whole_number
from metrics.periods import shown_periodicity
from metrics.sentences import Told
from metrics.vocabulary import (
    STATES_WITH_VALUE,
    Area,
    Basis,
    Direction,
    Kind,
    Periodicity,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ValueState,
)


@dataclass(frozen=True)
class Figure:
    """One figure of a series: the value (None = there is none), its state, and what it is made of.

    `last` is the last value within the period, where the figure is made of several. What has no
    value tells nothing of its parts either: they could give a secret away.
    """

    value: float | None
    state: ValueState
    parts: int = 1
    expected: int = 1
    units: int = 1
    units_expected: int = 1
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    last: float | None = None


@dataclass(frozen=True)
class Withheld(Figure):
    """A figure that an audience may not see (see `metrics.veil`): not one that its source keeps secret."""


@dataclass(frozen=True)
class Subject:
    """An indicator as the overview needs it.

    `recipe` is what it is made of, where it is not measured. `accompanies` is the indicator beside which
    it is shown: it stands nowhere by itself.
    """

    id: int
    code: str
    name: str
    area: Area
    kind: Kind
    direction: Direction
    periodicity: Periodicity
    unit_of_measure: str
    decimals: int
    tolerance: float
    signal_method: SignalMethod = SignalMethod.AUTO
    concept: str = ""
    recipe: Recipe | None = None
    protection: Protection | None = None
    accompanies: int | None = None
    case_kind: str = ""

    @property
    def is_windowed(self) -> bool:
        """Whether it is made of several periods of another: shown by its own periods, and not rolled up."""
        return self.recipe is not None and self.recipe.is_windowed

    def shown_by(self, chosen: Periodicity) -> Periodicity:
        """Return the periodicity it is shown by where `chosen` is asked for."""
        return self.periodicity if self.is_windowed else shown_periodicity(self.periodicity, chosen)

    @property
    def told(self) -> Told:
        """The part of it that sentences need."""
        return Told(self.name, self.unit_of_measure, self.decimals)


@dataclass(frozen=True)
class TargetInForce:
    """A target as it stands on a day."""

    level: TargetLevel
    kind: TargetKind
    value: float | None
    basis: Basis | None
    words: str
    for_all: bool = False


def subjects(indicators: pd.DataFrame, parts_of: Mapping[int, Recipe]) -> list[Subject]:
    """Read indicators from a frame with the columns of the indicator model; `parts_of` are their recipes."""
    return [_subject(row, parts_of.get(row["id"])) for row in indicators.to_dict("records")]


def _subject(row: Mapping[Any, Any], recipe: Recipe | None) -> Subject:
    """Read one. Rolling figures share most of their periods with the one before, and are not judged."""
    chosen = SignalMethod(row.get("signal_method") or SignalMethod.AUTO)
    overlapping = recipe is not None and recipe.is_windowed and chosen == SignalMethod.AUTO
    return Subject(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        area=Area(row["area"]),
        kind=Kind(row["kind"]),
        direction=Direction(row["direction"]),
        periodicity=Periodicity(row["periodicity"]),
        unit_of_measure=row["unit_of_measure"],
        decimals=row["decimals"],
        tolerance=row["tolerance"],
        signal_method=SignalMethod.NONE if overlapping else chosen,
        concept=_text(row.get("concept")),
        recipe=recipe,
        protection=protection(row),
        accompanies=whole_number(row.get("accompanies_id")),
        case_kind=_text(row.get("case_kind")),
    )


def _text(given: Any) -> str:
    return given if isinstance(given, str) else ""


NUMBERS = ["value", "numerator", "denominator", "n", "last"]
COUNTS = ["parts", "expected", "units", "units_expected"]


def series_by_indicator(figures: pd.DataFrame) -> dict[int, dict[str, Figure]]:
    """Read rolled-up figures from a frame into one series per indicator."""
    series: dict[int, dict[str, Figure]] = {}
    names = ["indicator_id", "period", "state", *NUMBERS, *COUNTS]
    columns = (figures[name].tolist() for name in names)
    for indicator, period, state, *numbers in zip(*columns, strict=True):
        series.setdefault(indicator, {})[period] = _figure(state, numbers)
    return series


def _figure(state: str, numbers: Sequence[float]) -> Figure:
    """Make a figure of its state and its `NUMBERS` and `COUNTS`, in that order."""
    value, numerator, denominator, n, last = map(_known, numbers[: len(NUMBERS)])
    parts, expected, units, units_expected = map(int, numbers[len(NUMBERS) :])
    told = state in STATES_WITH_VALUE
    return Figure(
        value=value if told else None,
        state=ValueState(state),
        parts=parts,
        expected=expected,
        units=units,
        units_expected=units_expected,
        numerator=numerator if told else None,
        denominator=denominator if told else None,
        n=n if told else None,
        last=last,
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def targets_by_indicator(targets: pd.DataFrame) -> dict[int, list[TargetInForce]]:
    """Read the targets in force from a frame, own level first."""
    found: dict[int, list[TargetInForce]] = {}
    for row in targets.sort_values("level", ascending=False).to_dict("records"):
        found.setdefault(row["indicator_id"], []).append(
            TargetInForce(
                level=TargetLevel(row["level"]),
                kind=TargetKind(row["kind"]),
                value=None if math.isnan(row["value"]) else row["value"],
                basis=Basis(row["basis"]) if isinstance(row["basis"], str) else None,
                words=row["words"],
                for_all=math.isnan(row["unit_id"]),
            )
        )
    return found
