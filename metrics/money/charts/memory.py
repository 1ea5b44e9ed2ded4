"""How this year's forecasts have moved, month by month as they were made."""

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import Label, margin_notes
from metrics.chart_look import FOOT, empty_chart, heading, side_margins, translucent, value_axis
from metrics.money.charts.look import (
    BUDGET,
    CONTROLLER,
    MONTHS_PER_YEAR,
    STATISTICAL,
    YEAR_RANGE,
    Amounts,
    columns_of,
    diamond,
    gaps,
    known,
    level_line,
    month_name,
    year_axis,
)
from metrics.periods import Period
from metrics.theme import Palette

COLUMNS = ("made", "controller", "statistical", "lower", "upper")
PLOT = 220
"""Pixels: the plot's height."""
DIAMOND = 9
"""Pixels: the mark of a forecast."""
NOTHING = "Ingen prognos är lagd för året än."
CLOSING = "Bokslut"


@dataclass(frozen=True)
class _Memory:
    """Twelve values per series, by the month the forecast was made; NaN where none was."""

    year: int
    series: dict[str, list[float]]
    levels_named: list[tuple[str, float]]
    amounts: Amounts


def memory_chart(
    forecasts: pd.DataFrame,
    *,
    budget: float | None,
    closing: float | None = None,
    unit_of_measure: str,
    decimals: int,
    palette: Palette,
    remark: str = "",
) -> go.Figure:
    """Draw how the forecasts of one year have moved.

    `forecasts`, one row per month: `made` (code of the month it was made), `controller`,
    `statistical`, `lower` and `upper` (of the whole year, in `unit_of_measure`, cost negative; NaN:
    none was made). The controller's forecast holds until the next, so its line is stepped; the
    statistical is made anew each month, and breaks where none was. `budget` and `closing` (what the
    year ended at, once it is closed) are thin lines; None: none.

    The y axis may be cut: these are lines. Without any forecast the chart says so. Raises ValueError
    for missing columns, months that are not of one year or not in order, and infinite values.
    """
    amounts = Amounts(unit_of_measure, decimals, palette, remark)
    memory = _memory(forecasts, {BUDGET: budget, CLOSING: closing}, amounts)
    if not known([*memory.series["controller"], *memory.series["statistical"]]):
        return empty_chart(NOTHING, amounts.remark, amounts.palette)
    seen = [value for values in memory.series.values() for value in known(values)]
    seen += [value for _, value in memory.levels_named]
    levels = axes.levels(seen, unit_of_measure, decimals)
    labels = _labels(memory)
    layout = _layout(labels, levels, palette)
    words = [f"Prognos för {memory.year}, {unit_of_measure}", "efter prognosmånad", remark]
    note, layout["margin"]["t"] = heading(words, layout["margin"]["l"], palette)
    layout["height"] += layout["margin"]["t"]
    layout["annotations"] = [*margin_notes(labels, levels, PLOT, panel="y"), note]
    lines = [level_line(name, YEAR_RANGE, value, palette) for name, value in memory.levels_named]
    return go.Figure(data=[*lines, *_bands(memory), _statistical(memory), _controller(memory)], layout=layout)


def _memory(forecasts: pd.DataFrame, levels: dict[str, float | None], amounts: Amounts) -> _Memory:
    """Check and round what is given, and put it in its months."""
    columns_of(forecasts, "forecasts", COLUMNS)
    made = [Period.parse(code) for code in forecasts["made"]]
    months = [period.index for period in made]
    if len({period.year for period in made}) > 1 or months != sorted(set(months)):
        raise ValueError(f"forecasts must be of one year's months, in order: {[each.code for each in made]}")
    series = {}
    for name in COLUMNS[1:]:
        by_month = dict(zip(months, forecasts[name].astype(float), strict=True))
        filled = [by_month.get(month, math.nan) for month in range(1, MONTHS_PER_YEAR + 1)]
        series[name] = [amounts.rounded(value) for value in filled]
    given = [(name, value) for name, value in levels.items() if value is not None and not math.isnan(value)]
    return _Memory(
        year=made[0].year if made else 0,
        series=series,
        levels_named=[(name, amounts.rounded(value)) for name, value in given],
        amounts=amounts,
    )


def _layout(labels: list[Label], levels: axes.Levels, palette: Palette) -> dict[str, Any]:
    """Axes and margins; the height is without what stands above the plot."""
    layout = theme.layout(palette)
    layout["height"] = PLOT + FOOT
    layout["margin"] = {"b": FOOT} | side_margins(levels.texts, labels)
    layout["xaxis"] |= year_axis()
    layout["yaxis"] |= value_axis(levels)
    return layout


def _bands(memory: _Memory) -> list[dict[str, Any]]:
    """The interval as a band over each run of months; over a single month an upright line."""
    lower, upper = memory.series["lower"], memory.series["upper"]
    months = range(1, MONTHS_PER_YEAR + 1)
    whole = [not math.isnan(low + high) for low, high in zip(lower, upper, strict=True)]
    colour = memory.amounts.palette.line
    bands = []
    for there, group in groupby(months, key=lambda month: whole[month - 1]):
        run = list(group)
        if not there:
            continue
        there_and_back = [*run, *reversed(run)]
        values = [upper[month - 1] for month in run] + [lower[month - 1] for month in reversed(run)]
        band = {"type": "scatter", "name": "Intervall", "mode": "lines", "x": there_and_back, "y": values}
        alone = {"line": {"color": translucent(colour, 0.4), "width": 4}}
        filled = {"fill": "toself", "fillcolor": translucent(colour, 0.16), "line": {"width": 0}}
        bands.append(band | {"hoverinfo": "skip"} | (filled if len(run) > 1 else alone))
    return bands


def _statistical(memory: _Memory) -> dict[str, Any]:
    """The statistical forecast: a thin dashed line, broken where none was made."""
    colour = memory.amounts.palette.line
    return {
        "type": "scatter",
        "name": "Statistisk prognos",
        "mode": "lines+markers",
        "x": list(range(1, MONTHS_PER_YEAR + 1)),
        "y": gaps(memory.series["statistical"]),
        "hovertext": [_statistical_hover(memory, month) for month in range(1, MONTHS_PER_YEAR + 1)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "connectgaps": False,
        "line": {"color": colour, "width": 1.5, "dash": "4px,3px"},
        "marker": {"symbol": "circle", "size": 5, "color": colour, "opacity": 1},
    }


def _statistical_hover(memory: _Memory, month: int) -> str:
    total, lower, upper = (memory.series[name][month - 1] for name in ("statistical", "lower", "upper"))
    if math.isnan(total):
        return ""
    worded = memory.amounts.worded
    said = f"Statistisk prognos i {month_name(month)}: {worded(total)}"
    likely = f",<br>troligen mellan {worded(lower)} och {worded(upper)} (80 %)"
    return said if math.isnan(lower + upper) else said + likely


def _controller(memory: _Memory) -> dict[str, Any]:
    """The controller's forecast: a stepped line, with a diamond in each month that one was made."""
    values, worded = memory.series["controller"], memory.amounts.worded
    made = [(month, value) for month, value in enumerate(values, 1) if not math.isnan(value)]
    hovers = [f"Controllerns prognos i {month_name(at)}: {worded(value)}" for at, value in made]
    sizes = [DIAMOND] * len(made)
    statistical = [
        month for month, value in enumerate(memory.series["statistical"], 1) if not math.isnan(value)
    ]
    if made and statistical and statistical[-1] > made[-1][0]:
        # It still stands in the months that only the statistical forecast was made anew.
        made, hovers, sizes = [*made, (statistical[-1], made[-1][1])], [*hovers, ""], [*sizes, 0]
    return {
        "type": "scatter",
        "name": "Controllerns prognos",
        "mode": "lines+markers",
        "x": [month for month, _ in made],
        "y": [value for _, value in made],
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "line": {"color": memory.amounts.palette.ink, "width": 2, "shape": "hv"},
        "marker": diamond(memory.amounts.palette) | {"size": sizes, "opacity": 1},
    }


def _labels(memory: _Memory) -> list[Label]:
    """Name each line at its latest value."""
    amounts, palette = memory.amounts, memory.amounts.palette
    named = [(name, value, palette.muted) for name, value in memory.levels_named]
    for name, key, colour in (
        (f"◆ {CONTROLLER}", "controller", palette.ink),
        (f"● {STATISTICAL}", "statistical", palette.line),
    ):
        values = known(memory.series[key])
        named += [(name, values[-1], colour)] if values else []
    return [Label(value, (name, amounts.digits(value)), colour) for name, value, colour in named]
