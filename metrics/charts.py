"""The charts that are large enough to be read closely, one function per kind.

A chart states one thing: the figures are drawn by one line, what they are held
against by thin lines, and each is named where it ends. Nothing here computes a
figure; values, targets and words come ready in the frames.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes
from metrics.chart_labels import Label, margin_notes, numbered_marks
from metrics.chart_look import empty_chart, heading, sentence, timeline
from metrics.limits import COLUMNS, SYMBOLS, limit_traces
from metrics.numbers import rounded, with_unit
from metrics.periods import Period
from metrics.target_steps import TargetStep, target_steps
from metrics.theme import Palette
from metrics.vocabulary import TargetLevel, ValueState

HEIGHT, TOP, BOTTOM = 340, 44, 44
"""Pixels: of the whole chart, and of its margins above and below the plot."""
ABOVE = 10
"""Pixels from the plot to the unit above it."""
MANY_POINTS = 36
"""More points than this are drawn smaller."""
DASHES = {TargetLevel.OWN: "solid", TargetLevel.COUNCIL: "6px,3px"}
NOTHING = "Inga mätvärden att visa."


@dataclass(frozen=True)
class _Trend:
    """What every part of a trend chart needs.

    `periods` are without holes; `values` has NaN where there is none.
    """

    periods: list[Period]
    values: list[float]
    preliminary: list[bool]
    steps: list[TargetStep]
    limits: pd.DataFrame
    levels: axes.Levels
    unit_of_measure: str
    decimals: int
    palette: Palette

    @property
    def last(self) -> int | None:
        """Position of the latest value."""
        known = [index for index, value in enumerate(self.values) if not math.isnan(value)]
        return known[-1] if known else None

    def worded(self, value: float) -> str:
        """A value with its unit."""
        return with_unit(value, self.decimals, self.unit_of_measure)


def trend_chart(
    series: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    unit_of_measure: str,
    decimals: int,
    palette: Palette,
    marks: pd.DataFrame | None = None,
    remark: str = "",
    limits: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw one indicator over time with its targets.

    `series`, oldest first: `period` (code), `value` (in `unit_of_measure`; NaN
    where there is none) and `state`. A missing value, and a period without a
    row, break the line; a preliminary value is a hollow point. Values are drawn
    rounded to `decimals`, as they are shown and judged. Amounts of money
    are divided to tkr or mnkr by the caller, and a target for the whole year is
    given here as what it asks of each period.

    `targets`: `level`, `kind`, `value` (NaN: not set, not drawn), `valid_from`,
    `valid_to` (NaT: open), `words` (shown by the pointer). One stepped line per
    level and kind follows validity to the end of the last period's year.

    `marks`: `on`, `text`, `kind`. Dotted upright lines, numbered from 1 in the
    order of the rows; one outside the axis is left out and keeps its number.

    `remark` stands after the unit above the axis (`Simulerade data`), and goes with the picture.

    `limits`, as `limits.limit_frame` gives them, draw mean and limits, and give the points that
    are beyond chance a shape and a colour by their meaning.

    The y axis holds every target; where it begins, `axes.levels` says. Without
    values the chart says so. Raises ValueError for missing columns, periods
    that are unordered or of mixed kinds, and infinite values.
    """
    trend = _trend(series, targets, unit_of_measure, decimals, palette, limits)
    return empty_chart(NOTHING, remark, palette, HEIGHT) if trend is None else _figure(trend, marks, remark)


def _figure(trend: _Trend, marks: pd.DataFrame | None, remark: str) -> go.Figure:
    """Put the parts together: targets under the values, names in the margin, marks above."""
    start, end = _reach(trend.periods)
    labels = _labels(trend)
    uprights, numbers = numbered_marks(marks, start, end, trend.palette)
    notes = [*margin_notes(labels, trend.levels, HEIGHT - TOP - BOTTOM), *numbers]
    layout = timeline(trend.periods, (start, end), trend.levels, labels, trend.palette)
    left = layout["margin"]["l"]
    layout |= {"height": HEIGHT, "margin": layout["margin"] | {"t": TOP, "b": BOTTOM}, "shapes": uprights}
    unit, _ = heading([trend.unit_of_measure, remark], left, trend.palette, above=ABOVE)
    layout["annotations"] = [*notes, unit if trend.last is not None else sentence(NOTHING, trend.palette)]
    return go.Figure(
        data=[*limit_traces(trend.limits, trend.palette), *_target_traces(trend), _series_trace(trend)],
        layout=layout,
    )


def _trend(
    series: pd.DataFrame,
    targets: pd.DataFrame,
    unit_of_measure: str,
    decimals: int,
    palette: Palette,
    limits: pd.DataFrame | None,
) -> _Trend | None:
    """Gather what is to be drawn; None where there is no period at all."""
    absent = {"period", "value", "state"} - set(series.columns)
    if absent:
        raise ValueError(f"series lacks the columns {sorted(absent)}; it has {list(series.columns)}")
    given = [Period.parse(code) for code in series["period"]]
    if not given:
        return None
    values = dict(
        zip(given, (rounded(value, decimals) for value in series["value"].astype(float)), strict=True)
    )
    states = dict(zip(given, series["state"], strict=True))
    periods = _without_holes(given)
    steps = target_steps(targets, *_reach(periods))
    beyond = pd.DataFrame(columns=COLUMNS) if limits is None else limits
    lines = beyond[["lower", "upper"]].to_numpy().ravel().tolist()
    seen = [value for value in (*values.values(), *lines) if not math.isnan(value)]
    seen += [step.value for step in steps]
    return _Trend(
        periods=periods,
        values=[values.get(period, math.nan) for period in periods],
        preliminary=[states.get(period) == ValueState.PRELIMINARY for period in periods],
        steps=steps,
        limits=beyond,
        levels=axes.levels(seen, unit_of_measure, decimals),
        unit_of_measure=unit_of_measure,
        decimals=decimals,
        palette=palette,
    )


def _without_holes(given: Sequence[Period]) -> list[Period]:
    """Return every period from the first to the last given.

    Raises ValueError where they are of several kinds, or not in order.
    """
    codes = [period.code for period in given]
    if len({period.periodicity for period in given}) > 1:
        raise ValueError(f"series mixes kinds of periods: {codes}")
    if any(later.first <= earlier.first for earlier, later in pairwise(given)):
        raise ValueError(f"series is not in order, oldest first and each period once: {codes}")
    return list(given[0].until(given[-1]))


def _reach(periods: Sequence[Period]) -> tuple[str, str]:
    """Return the time axis: from the first period to the end of the last one's year."""
    return axes.day(periods[0].first), f"{periods[-1].year + 1}-01-01"


def _series_trace(trend: _Trend) -> dict[str, Any]:
    """The measured values: a line broken at gaps, a point for each, hollow while preliminary."""
    palette, hollow = trend.palette, trend.preliminary
    told = dict(zip(trend.limits["period"], trend.limits["meaning"], strict=True))
    meanings = [told.get(period.code, "") for period in trend.periods]
    colours = [getattr(palette, meaning) if meaning else palette.line for meaning in meanings]
    size = 5 if len(trend.periods) <= MANY_POINTS else 3.5
    return {
        "type": "scatter",
        "name": "Mätvärde",
        "mode": "lines+markers",
        "x": [axes.middle(period) for period in trend.periods],
        "y": [None if math.isnan(value) else value for value in trend.values],
        "hovertext": [_hover(trend, index) for index in range(len(trend.periods))],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "connectgaps": False,
        "line": {"color": palette.line, "width": 1.75},
        "marker": {
            "size": [
                9 if meanings[index] else 8 if open_ or index == trend.last else size
                for index, open_ in enumerate(hollow)
            ],
            "symbol": [SYMBOLS[meaning] for meaning in meanings],
            "color": [
                palette.paper if open_ else colour for open_, colour in zip(hollow, colours, strict=True)
            ],
            "line": {"color": colours, "width": [1.75 if open_ else 0 for open_ in hollow]},
            "opacity": 1,
        },
    }


def _hover(trend: _Trend, index: int) -> str:
    """What the pointer shows at a point: period, value, and the targets that held when it ended."""
    period, value = trend.periods[index], trend.values[index]
    if math.isnan(value):
        return ""
    said = f"{period.label}: {trend.worded(value)}" + (", preliminärt" if trend.preliminary[index] else "")
    held = [step for step in trend.steps if step.begins <= axes.day(period.last) < step.ends]
    return "<br>".join([said, *(f"{step.name} {trend.worded(step.value)}" for step in held)])


def _target_traces(trend: _Trend) -> list[dict[str, Any]]:
    """One stepped line per level and kind, broken where no target held."""
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for step in trend.steps:
        line = lines.setdefault((step.level, step.kind), _target_line(step, trend.palette))
        if line["x"] and line["x"][-1] != step.begins:
            line["x"].append(step.begins)
            line["y"].append(None)
        line["x"] += [step.begins, step.ends]
        line["y"] += [step.value, step.value]
    return list(lines.values())


def _target_line(step: TargetStep, palette: Palette) -> dict[str, Any]:
    """A target's line, as yet without places."""
    return {
        "type": "scatter",
        "name": step.name,
        "mode": "lines",
        "x": [],
        "y": [],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "connectgaps": False,
        "line": {"color": palette.target, "width": 1.1, "dash": DASHES[TargetLevel(step.level)]},
    }


def _labels(trend: _Trend) -> list[Label]:
    """Name the lines where they end; targets at the same value share one name."""
    _, end = _reach(trend.periods)
    ending = [step for step in trend.steps if step.ends == end]
    labels = []
    for value in sorted({step.value for step in ending}):
        here = [step for step in ending if step.value == value]
        names = " och<br>".join(dict.fromkeys(step.name for step in here)).split("<br>")
        words = "; ".join(dict.fromkeys(step.words for step in here if step.words))
        labels.append(Label(value, (*names, trend.worded(value)), trend.palette.muted, words))
    if trend.last is not None:
        value = trend.values[trend.last]
        when = [trend.periods[trend.last].short_label, *(["prel."] if trend.preliminary[trend.last] else [])]
        labels.append(Label(value, (f"<b>{trend.worded(value)}</b>", *when), trend.palette.ink))
    return labels
