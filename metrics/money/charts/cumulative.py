"""The year's money, month by month: outcome against budget, where it ends, and the deviation by itself.

Two panels share the months. The upper has the whole sums; the lower has the
deviation alone, since a small deviation can't be seen in a large sum.
"""

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import GAP, LINE_HEIGHT, Label
from metrics.chart_look import FOOT, empty_chart, heading, sentence, side_margins, trimmed, value_axis
from metrics.money.charts.look import SURPLUS, Amounts, columns_of, known, year_axis
from metrics.money.charts.panels import (
    Panel,
    Span,
    Year,
    deviation_labels,
    deviation_note,
    deviation_traces,
    outcome_note,
    sum_labels,
    sum_traces,
)
from metrics.periods import Period
from metrics.theme import Palette

COLUMNS = ("period", "budget", "outcome", "preliminary")
UPPER, BETWEEN, LOWER = 190, 46, 120
"""Pixels: the panels' heights, and from one to the other, where the lower's heading stands."""
AIR, LOWER_AIR = 0.04, 0.16
"""What is free beyond the values, as a part of their span: in the lower panel a text's height."""
NOTHING = "Varken budget eller utfall att visa."
NO_OUTCOME = "Inget utfall är bokfört än."
NO_BUDGET = "Ingen budget är lagd: avvikelsen visas inte."


def cumulative_chart(
    months: pd.DataFrame,
    *,
    controller: float | None,
    statistical: Span | None,
    unit_of_measure: str,
    decimals: int,
    palette: Palette,
    remark: str = "",
) -> go.Figure:
    """Draw one year's accumulated outcome against its budget, and the year's end.

    `months`: twelve rows, January to December: `period` (code), `budget` (accumulated; NaN: no
    budget), `outcome` (accumulated; NaN after the last known month), `preliminary`. Amounts are in
    `unit_of_measure`, income positive and cost negative: net costs go down, and an outcome under
    the budget is a deficit.

    `controller` is the controller's forecast of the whole year, `statistical` the calculated one
    as total, lower and upper end of its 80 % interval; None where there is none. The fan's straight
    sides only lead to December: no month between is forecast. A year that is wholly known has no fan.

    The lower panel has outcome − budget per known month as bars from zero, and in December the
    forecasts' deviation. Without a budget the chart says that there is none; without an outcome that
    nothing is booked. Raises ValueError for missing columns, other months than one year's twelve, an
    interval that doesn't hold its total, and infinite values.
    """
    amounts = Amounts(unit_of_measure, decimals, palette, remark)
    year = _year(months, controller, statistical, amounts)
    if not known([*year.budget, *year.outcome]):
        return empty_chart(NOTHING, amounts.remark, amounts.palette)
    return _figure(year)


def _year(months: pd.DataFrame, controller: float | None, statistical: Span | None, amounts: Amounts) -> Year:
    """Check what is given. Nothing is rounded before a deviation is made of it."""
    columns_of(months, "months", COLUMNS)
    periods = [Period.parse(code) for code in months["period"]]
    year = periods[0].year if periods else 0
    if [each.code for each in periods] != [f"{year}-{month:02d}" for month in range(1, 13)]:
        raise ValueError(
            f"months must be January to December of one year, got {[each.code for each in periods]}"
        )
    if statistical and not statistical[1] <= statistical[0] <= statistical[2]:
        raise ValueError(f"statistical must be total, lower, upper with the total between: {statistical}")
    outcome = [_finite(value) for value in months["outcome"].astype(float)]
    whole_year = not math.isnan(outcome[-1])
    return Year(
        year=year,
        budget=[_finite(value) for value in months["budget"].astype(float)],
        outcome=outcome,
        preliminary=[bool(value) for value in months["preliminary"]],
        controller=math.nan if controller is None else _finite(controller),
        statistical=None if whole_year else statistical,
        amounts=amounts,
    )


def _finite(value: float) -> float:
    if math.isinf(value):
        raise ValueError(f"an infinite value can't be shown: {value}")
    return value


def _figure(year: Year) -> go.Figure:
    """Put the panels together."""
    amounts, palette = year.amounts, year.amounts.palette
    upper = Panel("y", _levels(year, [*year.budget, *year.outcome, *year.ends], AIR), UPPER)
    labels = sum_labels(year)
    traces = sum_traces(year)
    notes = [*upper.notes(labels), *outcome_note(year, upper)]
    notes += [] if year.last else [_no_outcome(year)]
    panels = [upper]
    if year.has_deviation:
        away = [year.against_budget(value) for value in year.ends]
        lower = Panel("y2", _levels(year, [*year.deviations, *away], LOWER_AIR), LOWER)
        panels.append(lower)
        labels += deviation_labels(year)
        traces += deviation_traces(year)
        notes += [*lower.notes(deviation_labels(year)), *deviation_note(year)]
    layout = _layout(year, panels, labels)
    words = [f"Ackumulerat {year.year}, {amounts.unit_of_measure}", amounts.remark]
    above, layout["margin"]["t"] = heading(words, layout["margin"]["l"], palette)
    layout["height"] += layout["margin"]["t"]
    layout["annotations"] = [*notes, *_lower_words(year, layout["margin"]["l"]), above]
    return go.Figure(data=traces, layout=layout)


def _levels(year: Year, values: Iterable[float], air: float) -> axes.Levels:
    """A panel's y axis, with zero, and with air for the texts in it."""
    seen = [0.0, *known(values)]
    return trimmed(axes.levels(seen, year.amounts.unit_of_measure, year.amounts.decimals), seen, air)


def _layout(year: Year, panels: list[Panel], labels: list[Label]) -> dict[str, Any]:
    """Axes and margins; the height is without what stands above the plot."""
    two = len(panels) > 1
    layout = theme.layout(year.amounts.palette)
    plot = UPPER + (BETWEEN + LOWER if two else 0)
    foot = FOOT + (LINE_HEIGHT if _lacks_budget(year) else 0)
    layout["height"] = plot + foot
    texts = [text for panel in panels for text in panel.levels.texts]
    layout["margin"] = {"b": foot} | side_margins(texts, labels)
    layout["xaxis"] |= year_axis() | {"anchor": panels[-1].axis, "showline": False}
    if two:
        layout["yaxis2"] = layout["yaxis"] | {"domain": [0, LOWER / plot]}
    layout["yaxis"] |= {"domain": [1 - UPPER / plot, 1]}
    for panel in panels:
        layout["yaxis" + panel.axis[1:]] |= value_axis(panel.levels)
    layout["shapes"] = [_zero(panel, year.amounts.palette) for panel in panels]
    return layout


def _zero(panel: Panel, palette: Palette) -> dict[str, Any]:
    """A panel's zero, from which its bars and sums begin."""
    across = {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1}
    return across | {"yref": panel.axis, "y0": 0, "y1": 0, "line": {"color": palette.axis, "width": 1}}


def _lacks_budget(year: Year) -> bool:
    return year.last > 0 and not year.has_deviation


def _no_outcome(year: Year) -> dict[str, Any]:
    """What stands instead of the outcome, on the side where the budget's line doesn't go."""
    down = known([*year.budget, 0])[0] < 0
    place = {"x": 0, "xanchor": "left", "xshift": 2 * GAP, "y": 0.08 if down else 0.92}
    return sentence(NO_OUTCOME, year.amounts.palette) | place


def _lower_words(year: Year, left: float) -> list[dict[str, Any]]:
    """The lower panel's heading, or why there is no lower panel."""
    note = {
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": GAP / 2 - left, "align": "left",
        "yref": "paper", "showarrow": False, "font": {"color": year.amounts.palette.muted},
    }  # fmt: skip
    if year.has_deviation:
        foot = LOWER / (UPPER + BETWEEN + LOWER)
        words = f"Avvikelse mot budget, {SURPLUS}"
        return [note | {"text": words, "y": foot, "yanchor": "bottom", "yshift": 8}]
    missing = {"text": NO_BUDGET, "y": 0, "yanchor": "top", "yshift": 8 - FOOT}
    return [note | missing] if _lacks_budget(year) else []
