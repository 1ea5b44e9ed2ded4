"""How earlier years' forecasts erred, by the month they were made: each year's error, and their mean."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import LINE_HEIGHT, Label, margin_notes
from metrics.chart_look import FOOT, empty_chart, heading, side_margins, value_axis
from metrics.money.charts.look import (
    CONTROLLER,
    MONTHS_PER_YEAR,
    STATISTICAL,
    Amounts,
    columns_of,
    diamond,
    month_name,
    year_axis,
)
from metrics.theme import Palette

COLUMNS = ("source", "year", "month", "error")
PLOT = 220
"""Pixels: the plot's height."""
ASIDE = {"controller": -0.2, "statistical": 0.2}
"""How far from the middle of its month a source stands, in months."""
NAMES = {"controller": f"◆ {CONTROLLER}", "statistical": f"● {STATISTICAL}"}
POSSESSIVE = {"controller": "Controllerns prognos", "statistical": "Statistisk prognos"}
EITHER_SIDE = 0.25
"""The axis reaches at least this part of the largest error beyond zero, both ways."""
RIGHT = ("träffade", "rätt")
BETTER, WORSE = "↑ blev bättre än prognosen", "↓ blev sämre än prognosen"
KEY = "små prickar = varje år, stora = snittet"
NOTHING = "Inga tidigare års prognoser att jämföra med."


def errors_chart(
    errors: pd.DataFrame, *, unit_of_measure: str, decimals: int, palette: Palette, remark: str = ""
) -> go.Figure:
    """Draw how far from the closing sum earlier years' forecasts were.

    `errors`, one row per forecast: `source` (`controller` or `statistical`), `year`, `month` (1-12,
    when it was made), `error` (closing − forecast in `unit_of_measure`: + is better than the
    forecast; NaN: not drawn). Each year is a small grey point; the mean of a month's years is a bold
    mark, the controller's and the statistical side by side. A month with a single year has that as
    its mean.

    Without errors the chart says so. Raises ValueError for missing columns, an unknown source, a
    month outside the year, and infinite values.
    """
    amounts = Amounts(unit_of_measure, decimals, palette, remark)
    drawn = _checked(errors, amounts)
    if drawn.empty:
        return empty_chart(NOTHING, amounts.remark, amounts.palette)
    means = drawn.groupby(["source", "month"], as_index=False).agg(
        error=("error", "mean"), years=("year", "nunique")
    )
    levels = _levels(drawn["error"].tolist(), amounts)
    labels = _labels(means, palette)
    layout = _layout(labels, levels, palette)
    words = [f"Bokslut − prognos, {unit_of_measure}", "efter prognosmånad", KEY, remark]
    above, layout["margin"]["t"] = heading(words, layout["margin"]["l"], palette)
    layout["margin"]["t"] += LINE_HEIGHT + 4
    above["yshift"] += LINE_HEIGHT + 4
    layout["height"] += layout["margin"]["t"]
    layout["annotations"] = [
        *margin_notes(labels, levels, PLOT, panel="y"), above, *_directions(palette),
    ]  # fmt: skip
    sources = [source for source in ASIDE if source in set(drawn["source"])]
    dots = [_dots(source, drawn[drawn["source"] == source], amounts) for source in sources]
    marks = [_means(source, means[means["source"] == source], amounts) for source in sources]
    return go.Figure(data=[*dots, *marks], layout=layout)


def _checked(errors: pd.DataFrame, amounts: Amounts) -> pd.DataFrame:
    """Return the errors that are known, in order; raise ValueError for what can't be placed."""
    columns_of(errors, "errors", COLUMNS)
    unknown = set(errors["source"]) - set(ASIDE)
    if unknown:
        raise ValueError(f"errors has unknown sources {sorted(unknown)}; known are {sorted(ASIDE)}")
    outside = sorted(set(errors["month"]) - set(range(1, MONTHS_PER_YEAR + 1)))
    if outside:
        raise ValueError(f"errors has months outside the year: {outside}")
    for value in errors["error"].astype(float):
        amounts.rounded(value)
    given = errors.assign(error=errors["error"].astype(float)).dropna(subset=["error"])
    return given.sort_values(["source", "year", "month"], ignore_index=True)


def _levels(values: list[float], amounts: Amounts) -> axes.Levels:
    """The y axis: zero always in it, and room on both sides of it."""
    room = EITHER_SIDE * max(abs(value) for value in values)
    return axes.levels([*values, 0, room, -room], amounts.unit_of_measure, amounts.decimals)


def _layout(labels: list[Label], levels: axes.Levels, palette: Palette) -> dict[str, Any]:
    """Axes and margins; the height is without what stands above the plot."""
    foot = FOOT + LINE_HEIGHT
    layout = theme.layout(palette)
    layout["height"] = PLOT + foot
    layout["margin"] = {"b": foot} | side_margins(levels.texts, labels)
    layout["xaxis"] |= year_axis() | {"showline": False}
    layout["yaxis"] |= value_axis(levels)
    across = {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0}
    layout["shapes"] = [across | {"line": {"color": palette.axis, "width": 1.2}}]
    return layout


def _dots(source: str, errors: pd.DataFrame, amounts: Amounts) -> dict[str, Any]:
    """Each year's error, small and grey."""
    marker = {"symbol": "circle", "size": 5, "color": amounts.palette.axis, "opacity": 0.75}
    rows = errors.to_dict("records")
    return _points(source, "år", rows, [f" {row['year']}" for row in rows], amounts) | {"marker": marker}


def _means(source: str, means: pd.DataFrame, amounts: Amounts) -> dict[str, Any]:
    """The mean of each month's errors, as a bold mark."""
    palette = amounts.palette
    circle = {"symbol": "circle", "color": palette.line, "line": {"color": palette.paper, "width": 1}}
    marker = (diamond(palette) if source == "controller" else circle) | {"size": 10, "opacity": 1}
    rows = means.to_dict("records")
    spans = [f", {row['years']} år i snitt" for row in rows]
    return _points(source, "medel", rows, spans, amounts) | {"marker": marker}


def _points(
    source: str, name: str, rows: Sequence[Mapping[Any, Any]], spans: Sequence[str], amounts: Amounts
) -> dict[str, Any]:
    """Points without a look: `spans` say of which years each is."""
    said = [f"{POSSESSIVE[source]} i {month_name(row['month'])}" for row in rows]
    return {
        "type": "scatter",
        "name": f"{POSSESSIVE[source]}, {name}",
        "mode": "markers",
        "x": [row["month"] + ASIDE[source] for row in rows],
        "y": [amounts.rounded(row["error"]) for row in rows],
        "hovertext": [
            f"{of}{span}:<br>{_told(row['error'], amounts)}"
            for of, span, row in zip(said, spans, rows, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _told(error: float, amounts: Amounts) -> str:
    """What an error means, in words."""
    shown = amounts.rounded(error)
    if shown == 0:
        return "träffade rätt"
    return f"året blev {amounts.worded(abs(shown))} {'bättre' if shown > 0 else 'sämre'}"


def _labels(means: pd.DataFrame, palette: Palette) -> list[Label]:
    """Name the zero line, and each source at its last mean."""
    labels = [Label(0, RIGHT, palette.muted)]
    for source, colour in (("controller", palette.ink), ("statistical", palette.line)):
        own = means.loc[means["source"] == source, "error"].tolist()
        labels += [Label(own[-1], (NAMES[source],), colour)] if own else []
    return labels


def _directions(palette: Palette) -> list[dict[str, Any]]:
    """What up and down mean, above and below the plot."""
    note = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "showarrow": False}
    return [
        note | {"text": BETTER, "y": 1, "yanchor": "bottom", "yshift": 4, "font": {"color": palette.better}},
        note | {"text": WORSE, "y": 0, "yanchor": "top", "yshift": 8 - FOOT,
                "font": {"color": palette.worse}},
    ]  # fmt: skip
