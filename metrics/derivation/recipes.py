"""How an indicator that is not measured is made of others, and when a figure is too small to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.vocabulary import Derivation, PartRole, ThresholdRule

WINDOWED = (Derivation.ROLLING_SUM, Derivation.ROLLING_MEAN, Derivation.ACCUMULATED)
"""Made of several periods of the same indicator: shown by its own periods only, and never rolled up."""


@dataclass(frozen=True)
class Recipe:
    """What a derived indicator is made of: the numbers of the indicators on each side.

    `span` is how many periods a rolling figure covers, or how many months a cohort is followed.
    `threshold` and `threshold_rule` are what one unit must pass, in a share of units.
    """

    by: Derivation
    first: tuple[int, ...]
    second: tuple[int, ...] = ()
    span: int | None = None
    threshold: float | None = None
    threshold_rule: ThresholdRule | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """Every indicator it is made of."""
        return (*self.first, *(part for part in self.second if part not in self.first))

    @property
    def is_windowed(self) -> bool:
        """Whether it is made of several periods of the same indicator."""
        return self.by in WINDOWED


@dataclass(frozen=True)
class Protection:
    """A figure that is not shown where the indicator `by` counts fewer than `below`."""

    by: int
    below: int


def recipes(indicators: pd.DataFrame, parts: pd.DataFrame) -> dict[int, Recipe]:
    """Read recipes from frames: indicators with the columns of the model, and `queries.derivation_parts`."""
    sides: dict[tuple[int, str], list[int]] = {}
    for indicator, part, role in parts[["indicator_id", "part_id", "role"]].to_numpy().tolist():
        sides.setdefault((indicator, role), []).append(part)
    if "derivation" not in indicators:
        return {}
    derived = indicators[indicators["derivation"].notna()]
    return {
        row["id"]: Recipe(
            by=Derivation(row["derivation"]),
            first=tuple(sides.get((row["id"], PartRole.FIRST), ())),
            second=tuple(sides.get((row["id"], PartRole.SECOND), ())),
            span=whole_number(row.get("span")),
            threshold=None if pd.isna(row.get("threshold")) else row["threshold"],
            threshold_rule=_rule(row.get("threshold_rule")),
        )
        for row in derived.to_dict("records")
    }


def protection(row: Mapping[Any, Any]) -> Protection | None:
    """Return how an indicator is protected, from a row with the columns of the model."""
    by, below = whole_number(row.get("protected_by_id")), whole_number(row.get("protected_below"))
    return None if by is None or below is None else Protection(by, below)


def whole_number(given: Any) -> int | None:
    """Return a number of a frame as a whole one, None where there is none."""
    return None if pd.isna(given) else int(given)


def _rule(given: Any) -> ThresholdRule | None:
    return None if pd.isna(given) else ThresholdRule(given)
