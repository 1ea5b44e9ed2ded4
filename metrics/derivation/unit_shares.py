"""Units that pass a threshold, as a share of the units whose figure is known."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from metrics.derivation.recipes import Recipe
from metrics.numbers import rounded
from metrics.rollup import over_time
from metrics.subjects import Figure, Subject
from metrics.vocabulary import STATES_WITH_VALUE, Kind, Periodicity, ThresholdRule, ValueState

UNIT = ["unit_id", "period", "value", "state", "parts", "expected"]
"""A unit's figure of a period, and how many of its periods it is made of."""


def unit_figures(
    figures: pd.DataFrame,
    part: Subject,
    periodicity: Periodicity,
    ancestors: Mapping[int, Sequence[int]],
    scale: float,
) -> pd.DataFrame:
    """Return the part's figure of every unit that has others' figures for no part of its own.

    `figures` are those of the part, of the units that `ancestors` names. A unit above another that
    reports is a sum of units and no unit. Returns the columns of `UNIT`.
    """
    mine = figures[figures["indicator_id"] == part.id]
    reporting = set(mine["unit_id"].tolist())
    above = {parent for unit in reporting for parent in ancestors.get(unit, ())}
    lowest = mine[~mine["unit_id"].isin(above)]
    if lowest.empty:
        return lowest.reindex(columns=UNIT)
    kinds: dict[int, Kind] = dict.fromkeys(reporting, part.kind)
    rolled = over_time(
        lowest.assign(indicator_id=lowest["unit_id"]), periodicity, kinds, dict.fromkeys(reporting, scale)
    )
    return rolled.rename(columns={"indicator_id": "unit_id"})[UNIT]


def without_hidden(
    units: pd.DataFrame, indicator_id: int, hidden: Collection[tuple[int, int, str]]
) -> pd.DataFrame:
    """Return units' figures, as from `unit_figures`, with those that an audience may not see made secret.

    `hidden` are indicator, unit and period code of the figures that are kept away.
    """
    pairs = zip(units["unit_id"], units["period"], strict=True)
    kept = pd.Series([(indicator_id, unit, code) in hidden for unit, code in pairs], units.index, dtype=bool)
    state = units["state"].mask(kept & units["value"].notna(), ValueState.CONFIDENTIAL.value)
    return units.assign(value=units["value"].mask(kept), state=state)


def passes(value: float, decimals: int, recipe: Recipe, reference: float | None) -> bool | None:
    """Tell whether a unit's rounded figure passes; None where the figure to be held against isn't known."""
    shown = rounded(value, decimals)
    if recipe.threshold_rule == ThresholdRule.AT_LEAST_REFERENCE:
        return None if reference is None else shown >= rounded(reference, decimals)
    assert recipe.threshold is not None  # the definition has been checked
    below = recipe.threshold_rule == ThresholdRule.BELOW
    return shown < recipe.threshold if below else shown >= recipe.threshold


def share_series(
    recipe: Recipe, units: pd.DataFrame, decimals: int, references: Mapping[str, float], scale: float
) -> dict[str, Figure]:
    """Return the share for every period, oldest first; `units` as from `unit_figures`.

    A unit counts from its first figure on, except where the figure is not applicable to it. Those whose
    figure is missing or secret are neither in the numerator nor in the denominator, and are told of.
    A period has come as far as the unit that has come furthest: one under way is not told as whole.
    """
    first = units[units["state"] != ValueState.NOT_APPLICABLE].groupby("unit_id")["period"].min().to_dict()
    made: dict[str, Figure] = {}
    for period, rows in units.sort_values("period").groupby("period", sort=False):
        code = str(period)
        verdicts = [
            passes(row["value"], decimals, recipe, references.get(code))
            for row in rows.to_dict("records")
            if row["state"] in STATES_WITH_VALUE
        ]
        excused = set(rows.loc[rows["state"] == ValueState.NOT_APPLICABLE, "unit_id"])
        expected = sum(begun <= code for unit, begun in first.items() if unit not in excused)
        counted = {
            "parts": int(rows["parts"].max()),
            "expected": int(rows["expected"].max()),
            "units": len(verdicts),
            "units_expected": max(expected, len(verdicts)),
        }
        made[code] = _share(verdicts, set(rows["state"]), counted, scale)
    return made


def _share(
    verdicts: Sequence[bool | None], states: set[str], counted: Mapping[str, int], scale: float
) -> Figure:
    known = [verdict for verdict in verdicts if verdict is not None]
    if not verdicts:
        secret = ValueState.CONFIDENTIAL in states
        return Figure(None, ValueState.CONFIDENTIAL if secret else ValueState.MISSING, **counted)
    if len(known) < len(verdicts):
        return Figure(None, ValueState.MISSING, **counted)
    state = ValueState.PRELIMINARY if ValueState.PRELIMINARY in states else ValueState.FINAL
    passing = float(sum(known))
    return Figure(
        scale * passing / len(known), state, numerator=passing, denominator=float(len(known)), **counted
    )
