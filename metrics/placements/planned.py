"""What is planned for a scope: its own plan, the one for all, or the sum of those of the units below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.numbers import with_unit
from metrics.placements.goals import NO_PLAN
from metrics.placements.scope import Scope
from metrics.vocabulary import Basis, TargetKind


@dataclass(frozen=True)
class Planned:
    """A plan's number, and whether it is for the year or for each period.

    `value` is None where the source prints a dash. Where it is a sum, `units` of the `reporting` units
    below have a plan of their own.
    """

    value: float | None
    basis: Basis | None
    units: int = 0
    reporting: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all that is counted is planned for too."""
        return self.units == self.reporting

    @property
    def note(self) -> str:
        """Say how many units' plans the number is a sum of; empty where it is the source's own."""
        if not self.is_whole:
            return f"{self.units} av {with_unit(self.reporting, 0, 'enheter')}"
        return with_unit(self.units, 0, "enheter") if self.units > 1 else ""

    @staticmethod
    def stands_in(targets: pd.DataFrame) -> "pd.Series[bool]":
        """Tell which targets are plans, or a plan's empty places."""
        empty = (targets["kind"] == TargetKind.REPORT_ONLY) & (targets["words"] == NO_PLAN)
        return (targets["kind"] == TargetKind.PLAN) | empty


def planned_for(
    scope: Scope, targets: pd.DataFrame, figures: pd.DataFrame, indicator_id: int, day: date
) -> Planned | None:
    """Return the plan of one indicator for a scope; None where there is none.

    `targets` are the plans of the year, `figures` those of the whole office. The unit's own plan goes first.
    One for all units is the organisation's: it holds where every unit that counts the indicator is
    within. Else the plans of the units below are summed, each unit counted once.
    """
    mine = targets[targets["indicator_id"] == indicator_id]
    counting = set(figures.loc[figures["indicator_id"] == indicator_id, "unit_id"].tolist())
    own = mine[mine["unit_id"] == scope.place.id]
    if not own.empty and scope.place.id in scope.units:
        return _one(_standing(own, day))
    for_all = mine[mine["unit_id"].isna()]
    is_all = counting <= scope.units if counting else scope.place.id == scope.office.places[0].id
    if not for_all.empty and is_all and not scope.name:
        return _one(_standing(for_all, day))
    return _sum(scope, mine, counting & scope.units, day)


def _one(target: Mapping[Any, Any]) -> Planned:
    value, basis = target["value"], target["basis"]
    return Planned(None if pd.isna(value) else float(value), Basis(basis) if isinstance(basis, str) else None)


def _standing(targets: pd.DataFrame, day: date) -> Mapping[Any, Any]:
    """Return the target that holds on a day, else the last of them; of several the newest plan's."""
    moment = pd.Timestamp(day)
    held = targets[(targets["valid_from"] <= moment) & (targets["valid_to"] >= moment)]
    in_order = (targets if held.empty else held).sort_values(["plan_from", "valid_from"], kind="stable")
    return in_order.to_dict("records")[-1]


def _sum(scope: Scope, targets: pd.DataFrame, counting: set[int], day: date) -> Planned | None:
    """Return the sum of the plans below, those within another left out."""
    below = targets[targets["unit_id"].isin(list(scope.units))]
    units = [int(unit) for unit in below["unit_id"].unique()]
    above = scope.office.ancestors_below(scope.place.id)
    outer = {
        unit: _one(_standing(below[below["unit_id"] == unit], day))
        for unit in units
        if set(units).isdisjoint(above[unit])
    }
    known = [plan.value for plan in outer.values() if plan.value is not None]
    if not known:
        return None
    bases = {plan.basis for plan in outer.values()}
    lacking = sum(not any(scope.related(unit, other) for other in outer) for unit in counting)
    return Planned(sum(known), bases.pop() if len(bases) == 1 else None, len(outer), len(outer) + lacking)
