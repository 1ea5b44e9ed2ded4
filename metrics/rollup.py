"""Roll-up: one figure over several months or several units, by the kind of the indicator.

| kind | over time | over units |
|---|---|---|
| flow, money | sum | sum |
| stock, year_places | mean of the periods | sum |
| ratio | sum of numerators / sum of denominators | the same |
| mean, index | weighted by n | weighted by n |

A ratio without its parts, and a mean without its n, is never rolled up: a mean of
percentages is wrong. Missing is never 0. A figure over time is made of the periods that
are there and says how many (`parts` of `expected`). A sum over units needs every unit:
without one of them it would fall for no other reason, so it is no figure at all.

Figures are frames with the columns `value`, `numerator`, `denominator`, `n` (float,
NaN = missing), `state` (a ValueState), `parts` and `expected` (int, how many of the
indicator's own periods stand behind the row, and how many could have).
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from metrics.numbers import PER_CENT
from metrics.periods import Period, PeriodError, is_coarser
from metrics.vocabulary import STATES_WITH_VALUE, Kind, Periodicity, ValueState

ADDITIVE_OVER_UNITS = (Kind.FLOW, Kind.MONEY, Kind.STOCK, Kind.YEAR_PLACES)
FIGURE = ["value", "numerator", "denominator", "n", "state", "parts", "expected"]
SUMMED = ["top", "bottom", "numerator", "denominator", "n"]
COUNTED = ["parts", "expected", "divided", "scaled", "valued", "preliminary", "confidential"]


def scale_of(unit_of_measure: str) -> float:
    """Return what a quotient is multiplied by to be in its unit of measure: 100 for %."""
    return 100.0 if unit_of_measure == PER_CENT else 1.0


def over_time(
    figures: pd.DataFrame, periodicity: Periodicity, kinds: Mapping[int, Kind], scales: Mapping[int, float]
) -> pd.DataFrame:
    """Roll figures of one unit up to coarser periods.

    `figures` has `indicator_id`, `period` (codes, oldest first within an indicator) and the
    figure columns; `parts` and `expected` may be left out and then are 1. Figures that are
    already of the periodicity stand as they are, and before any that could be rolled up to
    the same period. Coarser ones are left out, and so are those that do not fill such
    periods evenly (tertials in half-years).

    Returns `indicator_id`, `period`, the figure columns and `last`, the last value within
    the period, which for a stock is worth telling beside the mean.
    """
    columns = ["indicator_id", "period", *FIGURE, "last"]
    if figures.empty:
        return figures.reindex(columns=columns)
    counted = with_counts(figures)
    own = counted["period"].map({code: Period.parse(code).periodicity for code in counted["period"].unique()})
    direct = counted[own == periodicity]
    direct = direct.assign(last=direct["value"])[columns]
    rolled = _rolled_to(counted[own != periodicity], periodicity, kinds, scales)
    if rolled is None:
        return direct
    both = pd.concat([direct, rolled[columns]]) if len(direct) else rolled[columns]
    once = both.drop_duplicates(["indicator_id", "period"])
    return once.sort_values(["indicator_id", "period"], ignore_index=True)


def _rolled_to(
    figures: pd.DataFrame, periodicity: Periodicity, kinds: Mapping[int, Kind], scales: Mapping[int, float]
) -> pd.DataFrame | None:
    """Roll what is finer than the periodicity up to it; None where nothing is."""
    wholes = _wholes(figures["period"].unique(), periodicity)
    finer = figures[figures["period"].isin(wholes)]
    if finer.empty:
        return None
    key = ["indicator_id", "period"]
    grouped = finer.assign(period=finer["period"].map({code: whole for code, (whole, _) in wholes.items()}))
    kind = finer["indicator_id"].map({number: kind.value for number, kind in kinds.items()})
    weights = _weights(grouped, kind, across_units=False)
    rolled = _combined(weights, key, scale=finer["indicator_id"].map(scales))
    last = grouped.groupby(key, sort=False, as_index=False)["value"].last()
    count = dict(wholes.values())
    per_part = grouped.groupby(key, sort=False, as_index=False)["expected"].max()["expected"]
    return rolled.assign(last=last["value"], expected=rolled["period"].map(count) * per_part)


def _wholes(codes: Iterable[str], periodicity: Periodicity) -> dict[str, tuple[str, int]]:
    """Map each code to the coarser period it is a part of, and how many such parts that has."""
    wholes = {}
    for code in codes:
        period = Period.parse(code)
        if not is_coarser(periodicity, period.periodicity):
            continue
        try:
            whole = period.whole(periodicity)
        except PeriodError:
            continue
        wholes[code] = (whole.code, whole.month_count // period.month_count)
    return wholes


def over_units(figures: pd.DataFrame, kinds: Mapping[int, Kind], scales: Mapping[int, float]) -> pd.DataFrame:
    """Roll figures of several units up to one figure per indicator and period.

    `figures` has `indicator_id`, `unit_id`, `period` and the figure columns; no unit of it
    may lie within another. A unit is expected from its first row on, except where a figure
    is not applicable to it. What only one unit reports is that unit's figure as it stands.
    Returns `indicator_id`, `period`, the figure columns, and `units` of `units_expected`.
    """
    key = ["indicator_id", "period"]
    columns = [*key, *FIGURE, "units", "units_expected"]
    if (figures["unit_id"] == figures["unit_id"].min()).all():
        return with_counts(figures).assign(units=1, units_expected=1)[columns]
    applicable = figures[figures["state"] != ValueState.NOT_APPLICABLE]
    kind = applicable["indicator_id"].map({number: kind.value for number, kind in kinds.items()})
    single = applicable.assign(parts=applicable["state"].isin(STATES_WITH_VALUE).astype(int), expected=1)
    weights = _weights(single, kind, across_units=True)
    rolled = _combined(weights, key, scale=applicable["indicator_id"].map(scales))
    rolled = rolled.rename(columns={"parts": "units"}).assign(
        units_expected=_units_expected(applicable, rolled)
    )
    additive = rolled["indicator_id"].map(kinds).isin(ADDITIVE_OVER_UNITS)
    rolled = _without_incomplete_sums(_with_sole_figures(rolled, applicable), additive)
    return rolled.assign(parts=rolled["value"].notna().astype(int), expected=1)[columns]


def with_counts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with `parts` and `expected`, 1 of 1 (0 of 1 if missing) where not given."""
    if "parts" in figures:
        return figures
    return figures.assign(parts=figures["state"].isin(STATES_WITH_VALUE).astype(int), expected=1)


def topmost(figures: pd.DataFrame, ancestors: Mapping[int, Sequence[int]]) -> pd.DataFrame:
    """Drop figures whose unit lies under another that has the same figure, so that none counts twice.

    `ancestors` maps a unit to the units above it, within the tree that is being rolled up.
    """
    rows = list(zip(figures["unit_id"], figures["indicator_id"], figures["period"], strict=True))
    there = set(rows)
    kept = [
        not any((above, indicator, period) in there for above in ancestors.get(unit, ()))
        for unit, indicator, period in rows
    ]
    return figures[kept]


def _weights(figures: pd.DataFrame, kind: "pd.Series[str]", *, across_units: bool) -> pd.DataFrame:
    """Add the columns whose sums give the rolled-up value: `top`, `bottom` and `scaled`.

    A row that has a value but not the parts that its kind needs makes `top` infinite, and
    so the whole figure unknown.
    """
    valued = figures["state"].isin(STATES_WITH_VALUE)
    ratio = kind == Kind.RATIO
    weighted = kind.isin([Kind.MEAN, Kind.INDEX])
    averaged = kind.isin([Kind.STOCK, Kind.YEAR_PLACES]) & (not across_units)
    value, parts = figures["value"], figures["parts"]
    top = value.where(~averaged, value * parts)
    top = top.where(~ratio, figures["numerator"]).where(~weighted, value * figures["n"])
    bottom = pd.Series(np.nan, index=figures.index).where(~averaged, parts.astype("float64"))
    bottom = bottom.where(~ratio, figures["denominator"]).where(~weighted, figures["n"])
    without_parts = valued & (ratio | weighted) & (top.isna() | bottom.isna())
    return figures.assign(
        top=top.where(valued).mask(without_parts, np.inf),
        bottom=bottom.where(valued),
        divided=ratio | weighted | averaged,
        scaled=ratio,
        valued=valued,
        preliminary=figures["state"] == ValueState.PRELIMINARY,
        confidential=figures["state"] == ValueState.CONFIDENTIAL,
    )


def _combined(weights: pd.DataFrame, key: list[str], *, scale: "pd.Series[float]") -> pd.DataFrame:
    groups = weights.assign(scale=scale).groupby(key, sort=False)
    rolled = groups[SUMMED].sum(min_count=1)
    rolled[COUNTED] = groups[COUNTED].sum()
    rolled[["state", "scale"]] = groups[["state", "scale"]].first()
    rolled = rolled.reset_index()
    quotient = rolled["top"] / rolled["bottom"].where(rolled["bottom"] > 0)
    quotient = quotient.where(rolled["scaled"] == 0, quotient * rolled["scale"])
    value = quotient.where(rolled["divided"] > 0, rolled["top"])
    rolled["value"] = value.where(np.isfinite(value))
    rolled["state"] = _state(rolled)
    return rolled


def _state(rolled: pd.DataFrame) -> "pd.Series[str]":
    """The state of a rolled-up figure: no better than the worst that it is made of."""
    valued, unknown = rolled["valued"] > 0, rolled["value"].isna()
    state = rolled["state"].mask(valued, ValueState.FINAL.value)
    state = state.mask(rolled["preliminary"] > 0, ValueState.PRELIMINARY.value)
    state = state.mask(unknown & valued, ValueState.MISSING.value)
    return state.mask(unknown & (rolled["confidential"] > 0), ValueState.CONFIDENTIAL.value)


def _units_expected(figures: pd.DataFrame, rolled: pd.DataFrame) -> "pd.Series[int]":
    """Count, for each rolled-up row, the units that had begun to report by then."""
    firsts = figures.groupby(["indicator_id", "unit_id"])["period"].min()
    by_indicator = {number: np.sort(group.to_numpy()) for number, group in firsts.groupby(level=0)}
    begun = [
        int(np.searchsorted(by_indicator[number], period, side="right"))
        for number, period in zip(rolled["indicator_id"], rolled["period"], strict=True)
    ]
    return pd.Series(begun, index=rolled.index)


def _with_sole_figures(rolled: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Let a figure that one unit alone reports stand as it is, parts or no parts."""
    key = ["indicator_id", "period"]
    sole = rolled["units_expected"] == 1
    own = rolled[key].merge(figures[[*key, "value", "state"]].drop_duplicates(key), on=key, how="left")
    own.index = rolled.index
    return rolled.assign(
        value=rolled["value"].where(~sole, own["value"]), state=rolled["state"].where(~sole, own["state"])
    )


def _without_incomplete_sums(rolled: pd.DataFrame, additive: "pd.Series[bool]") -> pd.DataFrame:
    incomplete = additive & (rolled["units"] < rolled["units_expected"])
    state = rolled["state"].mask(incomplete & rolled["value"].notna(), ValueState.MISSING.value)
    state = state.mask(incomplete & (rolled["confidential"] > 0), ValueState.CONFIDENTIAL.value)
    return rolled.assign(value=rolled["value"].mask(incomplete), state=state)


def figures_of_unit(
    figures: pd.DataFrame,
    ancestors: Mapping[int, Sequence[int]],
    kinds: Mapping[int, Kind],
    scales: Mapping[int, float],
    shown: Mapping[int, Periodicity],
) -> pd.DataFrame:
    """Return one unit's figures, rolled up from itself and the units below it, by the shown periodicities.

    `figures` are those of the unit and everything below it; `shown` says by which
    periodicity each indicator is to be seen. Columns as from `over_units`, and `last`.
    """
    whole = over_units(topmost(figures, ancestors), kinds, scales)
    if whole.empty:
        return whole.assign(last=whole["value"])
    by = whole["indicator_id"].map({number: periodicity.value for number, periodicity in shown.items()})
    seen = [
        over_time(whole[by == periodicity], Periodicity(periodicity), kinds, scales)
        for periodicity in by.unique()
    ]
    units = whole[["indicator_id", "period", "units", "units_expected"]]
    together = pd.concat(seen).merge(units, on=["indicator_id", "period"], how="left")
    return together.fillna({"units": 1, "units_expected": 1})
