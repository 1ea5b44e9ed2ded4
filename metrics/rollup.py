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

from bisect import bisect_right
from collections import Counter
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
    """Roll what is finer than the periodicity up to it; None where nothing is.

    Where months and a tertial are known of the same year, the months alone make it up.
    """
    wholes = _wholes(figures["period"].unique(), periodicity)
    finer = figures[figures["period"].isin(wholes)]
    if finer.empty:
        return None
    key = ["indicator_id", "period"]
    parts = finer["period"].map({code: parts for code, (_, parts) in wholes.items()})
    grouped = finer.assign(
        period=finer["period"].map({code: whole for code, (whole, _) in wholes.items()}),
        expected=finer["expected"] * parts,
    )
    finest = parts == parts.groupby([grouped[name] for name in key]).transform("max")
    grouped = grouped[finest]
    kind = grouped["indicator_id"].map({number: kind.value for number, kind in kinds.items()})
    weights = _weights(grouped, kind, across_units=False)
    rolled = _combined(weights, key, scale=grouped["indicator_id"].map(scales))
    wholly = grouped.groupby(key, sort=False, as_index=False).agg({"value": "last", "expected": "max"})
    return rolled.assign(last=wholly["value"], expected=wholly["expected"])


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


def over_units(
    figures: pd.DataFrame,
    kinds: Mapping[int, Kind],
    scales: Mapping[int, float],
    ancestors: Mapping[int, Sequence[int]] | None = None,
) -> pd.DataFrame:
    """Roll figures of several units up to one figure per indicator and period.

    `figures` has `indicator_id`, `unit_id`, `period` and the figure columns; within a period,
    no unit of it may lie within another. A unit is expected from its first row of a periodicity
    on, except where a figure is not applicable to it or one of its `ancestors` reports for it.
    What only one unit reports is that unit's figure as it stands.
    Returns `indicator_id`, `period`, the figure columns, and `units` of `units_expected`,
    oldest first.
    """
    key = ["indicator_id", "period"]
    columns = [*key, *FIGURE, "units", "units_expected"]
    if (figures["unit_id"] == figures["unit_id"].min()).all():
        return with_counts(figures).assign(units=1, units_expected=1)[columns]
    kind = figures["indicator_id"].map({number: kind.value for number, kind in kinds.items()})
    single = figures.assign(parts=figures["state"].isin(STATES_WITH_VALUE).astype(int), expected=1)
    weights = _weights(single, kind, across_units=True)
    rolled = _combined(weights, key, scale=figures["indicator_id"].map(scales))
    rolled = rolled.rename(columns={"parts": "units"}).assign(
        units_expected=_units_expected(figures, rolled, ancestors or {})
    )
    additive = rolled["indicator_id"].map(kinds).isin(ADDITIVE_OVER_UNITS)
    applicable = figures[figures["state"] != ValueState.NOT_APPLICABLE]
    rolled = _without_incomplete_sums(_with_sole_figures(rolled, applicable), additive)
    counted = rolled.assign(parts=rolled["value"].notna().astype(int), expected=1)
    return counted.sort_values(key, ignore_index=True)[columns]


def with_counts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with `parts` and `expected`, 1 of 1 (0 of 1 if missing) where not given."""
    if "parts" in figures:
        return figures
    return figures.assign(parts=figures["state"].isin(STATES_WITH_VALUE).astype(int), expected=1)


def topmost(figures: pd.DataFrame, ancestors: Mapping[int, Sequence[int]]) -> pd.DataFrame:
    """Drop figures whose unit lies under another that has the same figure, so that none counts twice.

    A figure that is not applicable to the one above says nothing of those below.
    `ancestors` maps a unit to the units above it, within the tree that is being rolled up.
    """
    reporting = set(figures["unit_id"].tolist())
    if all(reporting.isdisjoint(ancestors.get(unit, ())) for unit in reporting):
        return figures
    rows = list(zip(figures["unit_id"], figures["indicator_id"], figures["period"], strict=True))
    applicable = figures["state"] != ValueState.NOT_APPLICABLE
    there = {row for row, applies in zip(rows, applicable, strict=True) if applies}
    kept = [
        not any((above, indicator, period) in there for above in ancestors.get(unit, ()))
        for unit, indicator, period in rows
    ]
    return figures[np.array(kept, dtype=bool)]


def _weights(figures: pd.DataFrame, kind: "pd.Series[str]", *, across_units: bool) -> pd.DataFrame:
    """Add the columns whose sums give the rolled-up value: `top`, `bottom` and `scaled`.

    A row that has a value but not the parts that its kind needs makes `top` infinite, and
    so the whole figure unknown. A row without value adds nothing, whatever parts it has. Only
    what is wholly not applicable is so in the end: that state is left empty until then.
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
    hidden = figures[["numerator", "denominator", "n"]].where(valued)
    return figures.assign(
        **hidden,
        state=figures["state"].where(figures["state"] != ValueState.NOT_APPLICABLE),
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
    """The state of a rolled-up figure: no better than the worst that it is made of.

    One that can't be made because a part came without numerator and denominator is missing, also where
    another part is a secret: the shown parts would else have made it.
    """
    valued, unknown = rolled["valued"] > 0, rolled["value"].isna()
    state = rolled["state"].fillna(ValueState.NOT_APPLICABLE.value).mask(valued, ValueState.FINAL.value)
    state = state.mask(rolled["preliminary"] > 0, ValueState.PRELIMINARY.value)
    state = state.mask(unknown & valued, ValueState.MISSING.value)
    kept = (rolled["confidential"] > 0) & ~np.isinf(rolled["top"])
    return state.mask(unknown & kept, ValueState.CONFIDENTIAL.value)


def _units_expected(
    figures: pd.DataFrame, rolled: pd.DataFrame, ancestors: Mapping[int, Sequence[int]]
) -> "pd.Series[int]":
    """Count, for each rolled-up row, the units that had begun to report by then and are not excused."""
    of = {code: Period.parse(code).periodicity for code in figures["period"].unique()}
    names = ["indicator_id", "period", "unit_id"]
    applies = figures["state"] != ValueState.NOT_APPLICABLE
    begun: dict[tuple[int, Periodicity], dict[int, str]] = {}
    told = figures[applies].sort_values("period")
    begins = told.assign(own=told["period"].map(of)).drop_duplicates(["indicator_id", "unit_id", "own"])
    for indicator, period, unit in begins[names].to_numpy().tolist():
        begun.setdefault((indicator, of[period]), {})[unit] = period
    excused: Counter[tuple[int, str]] = Counter()
    parents = figures["unit_id"].isin([number for numbers in ancestors.values() for number in numbers])
    for chosen, is_parent in ((~applies, False), (applies & parents, True)):
        for indicator, period, unit in figures[chosen][names].to_numpy().tolist():
            for other, first in begun.get((indicator, of[period]), {}).items():
                spared = unit in ancestors.get(other, ()) if is_parent else unit == other
                excused[indicator, period] += spared and first <= period
    in_order = {key: sorted(units.values()) for key, units in begun.items()}
    rows = zip(rolled["indicator_id"], rolled["period"], strict=True)
    expected = [bisect_right(in_order.get((row[0], of[row[1]]), []), row[1]) - excused[row] for row in rows]
    return pd.Series(expected, index=rolled.index)


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


def whole_of_unit(
    figures: pd.DataFrame,
    ancestors: Mapping[int, Sequence[int]],
    kinds: Mapping[int, Kind],
    scales: Mapping[int, float],
) -> pd.DataFrame:
    """Return one unit's figures by each indicator's own periods. Columns as from `over_units`."""
    return over_units(topmost(figures, ancestors), kinds, scales, ancestors)


def seen_by(
    whole: pd.DataFrame, periodicity: Periodicity, kinds: Mapping[int, Kind], scales: Mapping[int, float]
) -> pd.DataFrame:
    """Roll up over time, and tell of each figure the units in the part of it that lacks most of them."""
    key = ["indicator_id", "period"]
    wholes = _wholes(whole["period"].unique(), periodicity)
    rolled = over_time(whole, periodicity, kinds, scales)
    if not wholes:
        return rolled.join(whole[["units", "units_expected"]])
    seen_as = whole["period"].map({code: wholes.get(code, (code, 1))[0] for code in whole["period"].unique()})
    behind = whole.assign(
        period=seen_as,
        itself=seen_as == whole["period"],
        told=whole["units"] > 0,
        lacking=whole["units_expected"] - whole["units"],
    ).sort_values(["itself", "told", "lacking"])
    units = behind.drop_duplicates(key, keep="last")[[*key, "units", "units_expected"]]
    return rolled.merge(units, on=key, how="left")
