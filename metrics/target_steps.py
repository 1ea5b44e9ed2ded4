"""Targets as the levels a chart draws: what held, from which day to which, and what it is called."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import pandas as pd

from metrics.axes import day
from metrics.vocabulary import TargetKind, TargetLevel

COLUMNS = ("level", "kind", "value", "valid_from", "valid_to", "words")
NAMES = {
    TargetKind.PLAN: "Plan",
    TargetKind.INCREASE: "Förra året",
    TargetKind.NOT_DECREASE: "Förra året",
    TargetKind.DECREASE: "Förra året",
    TargetKind.ABOVE_REFERENCE: "Jämförelse",
    TargetKind.AT_LEAST_REFERENCE: "Jämförelse",
}
"""What a line is called where its value is not the target itself."""


@dataclass(frozen=True)
class TargetStep:
    """A value that was (or will be) the target from one day to another.

    `begins` and `ends` are ISO days; `ends` is the first day it no longer holds.
    """

    level: str
    kind: str
    value: float
    begins: str
    ends: str
    words: str

    @property
    def name(self) -> str:
        """What the line is called: `Mål`, `KF:s mål`, `Plan`."""
        name = NAMES.get(TargetKind(self.kind), "Mål")
        return f"KF:s {name.lower()}" if self.level == TargetLevel.COUNCIL else name


def target_steps(targets: pd.DataFrame, first_day: str, end: str) -> list[TargetStep]:
    """Return the targets that hold some time from `first_day` to before `end`, by level, kind and day.

    `targets`: `level`, `kind`, `value` (NaN: not set, left out), `valid_from`,
    `valid_to` (the last day; NaT: open), `words`. Where two of the same level
    and kind overlap, the one that begins later holds. Raises ValueError for
    missing columns.
    """
    if targets.empty:
        return []
    absent = set(COLUMNS) - set(targets.columns)
    if absent:
        raise ValueError(f"targets lacks the columns {sorted(absent)}; it has {list(targets.columns)}")
    steps = [_step(row, first_day, end) for row in targets.dropna(subset="value").to_dict("records")]
    steps.sort(key=lambda step: (step.level != TargetLevel.OWN, step.kind, step.begins))
    cut = [_until(step, following) for step, following in zip_longest(steps, steps[1:])]
    visible = [replace(step, begins=max(step.begins, first_day), ends=min(step.ends, end)) for step in cut]
    return [step for step in visible if step.begins < step.ends]


def _step(row: Mapping[Hashable, Any], first_day: str, end: str) -> TargetStep:
    """Read one row; an open end reaches as far as the axis."""
    starts, stops = row["valid_from"], row["valid_to"]
    return TargetStep(
        level=str(row["level"]),
        kind=str(row["kind"]),
        value=float(row["value"]),
        begins=first_day if pd.isna(starts) else day(starts),
        ends=end if pd.isna(stops) else day(stops + pd.Timedelta(days=1)),
        words="" if pd.isna(row["words"]) else str(row["words"]),
    )


def _until(step: TargetStep, following: TargetStep | None) -> TargetStep:
    """End a step where the next of the same level and kind begins."""
    if following is None or (following.level, following.kind) != (step.level, step.kind):
        return step
    return replace(step, ends=min(step.ends, following.begins))
