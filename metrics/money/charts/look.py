"""What the charts of money have in common: written amounts, the year's months, headings, and empty charts.

Amounts come divided to tkr or mnkr; income is positive and cost negative, a
deviation with `+` is a surplus. The unit stands once, in the heading.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import GAP, LINE_HEIGHT, Label
from metrics.charts import NARROWEST
from metrics.money import scale
from metrics.numbers import NO_BREAK_SPACE, number, rounded, with_unit
from metrics.periods import MONTH_NAMES
from metrics.theme import Palette

FOOT = 32
"""Pixels below the plot: the months' names."""
WIDE_MINUS = 4
"""Pixels that a real minus is wider than the ordinary character."""
EMPTY_HEIGHT = 140
"""Pixels of a chart that has nothing but a sentence."""
NAMED_MONTHS = (2, 4, 6, 8, 10, 12)
"""Every second month is named on the axis: both ends of the tertials, and December."""
YEAR_RANGE = (0.4, 12.6)
MONTHS_PER_YEAR = 12
CONTROLLER, STATISTICAL, BUDGET = "Controller", "Statistisk", "Budget"
SURPLUS = scale.SURPLUS.replace(" ", NO_BREAK_SPACE)


@dataclass(frozen=True)
class Amounts:
    """How a chart writes its amounts, its colours, and the remark that goes with the picture."""

    unit_of_measure: str
    decimals: int
    palette: Palette
    remark: str = ""

    def rounded(self, value: float) -> float:
        """A value as it is shown and drawn. NaN stays NaN."""
        return rounded(value, self.decimals)

    def digits(self, value: float) -> str:
        """A value without unit: `−402,3`."""
        return number(value, self.decimals)

    def signed(self, value: float) -> str:
        """A deviation without unit: `+3,0`, `−13,3`, `0,0`."""
        return number(value, self.decimals, sign=True)

    def worded(self, value: float, *, sign: bool = False) -> str:
        """A value with its unit: `−402,3 mnkr`."""
        return with_unit(value, self.decimals, self.unit_of_measure, sign=sign)

    def tone(self, deviation: float) -> str:
        """The colour of a deviation: a surplus is better, a deficit worse, none is no news."""
        shown = self.rounded(deviation)
        return self.palette.better if shown > 0 else self.palette.worse if shown < 0 else self.palette.no_news


def columns_of(frame: pd.DataFrame, name: str, columns: Iterable[str]) -> None:
    """Raise ValueError if a frame lacks any of the columns."""
    absent = set(columns) - set(frame.columns)
    if absent:
        raise ValueError(f"{name} lacks the columns {sorted(absent)}; it has {list(frame.columns)}")


def known(values: Iterable[float]) -> list[float]:
    """Return the values that aren't missing."""
    return [value for value in values if not math.isnan(value)]


def gaps(values: Iterable[float]) -> list[float | None]:
    """Return values as Plotly takes them, with None where a line is to break."""
    return [None if math.isnan(value) else value for value in values]


def month_name(month: int) -> str:
    """Return a month of the year, from 1, as it is said: `oktober`."""
    return MONTH_NAMES[month - 1]


def short_month(month: int) -> str:
    """Return a month of the year, from 1, as it is written on an axis: `okt`."""
    return MONTH_NAMES[month - 1][:3]


def year_axis() -> dict[str, Any]:
    """Return the x axis of January to December, 1 to 12."""
    return {
        "range": list(YEAR_RANGE),
        "tickvals": list(NAMED_MONTHS),
        "ticktext": [short_month(month) for month in NAMED_MONTHS],
    }


def value_axis(levels: axes.Levels) -> dict[str, Any]:
    """Return the y axis of some levels."""
    return {
        "range": [levels.low, levels.high],
        "tickvals": levels.places,
        "ticktext": levels.texts,
        "ticklabelstandoff": 4,
    }


def side_margins(tick_texts: Iterable[str], labels: Iterable[Label]) -> dict[str, int]:
    """Return the margins in pixels that hold the y axis' texts, and the names at the lines' ends."""
    names = [line for label in labels for line in label.lines]
    return {"l": axes.width_of(tick_texts) + GAP + WIDE_MINUS, "r": axes.width_of(names) + GAP}


def trimmed(levels: axes.Levels, values: Iterable[float], air: float) -> axes.Levels:
    """Return a y axis from zero that ends a little beyond its values, not at a tick far away.

    `air` is the part of the values' span that is left free beyond them. Where no value is above
    zero, or none below it, the axis ends at zero. Ticks that come outside are left out.
    """
    seen = [0.0, *values]
    free = air * (max(seen) - min(seen))
    low = min(seen) - free if min(seen) < 0 else levels.low
    high = max(seen) + free if max(seen) > 0 else levels.high
    inside = [index for index, place in enumerate(levels.places) if low <= place <= high]
    places, texts = levels.places, levels.texts
    return axes.Levels(low, high, [places[index] for index in inside], [texts[index] for index in inside])


def heading_lines(parts: Sequence[str], width: float) -> list[str]:
    """Return the parts of a heading joined by `·`, on so many lines that they fit in `width` pixels."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and axes.width_of([longer]) <= width:
            lines[-1] = longer
        elif part:
            lines.append(part)
    return lines


def heading(parts: Sequence[str], left: float, palette: Palette) -> tuple[dict[str, Any], int]:
    """Return what stands above the plot, from the picture's left edge, and the room in pixels it takes.

    `left` is the picture's left margin in pixels.
    """
    lines = heading_lines([part for part in parts if part], NARROWEST)
    note = {
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": GAP / 2 - left, "align": "left",
        "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 12,
        "text": "<br>".join(escape(line, quote=False) for line in lines),
        "font": {"color": palette.muted}, "showarrow": False,
    }  # fmt: skip
    return note, len(lines) * LINE_HEIGHT + 22


def sentence(text: str, palette: Palette) -> dict[str, Any]:
    """Return a sentence in the middle of the plot, where there is nothing to draw."""
    middle = {"xref": "paper", "x": 0.5, "yref": "paper", "y": 0.5, "showarrow": False}
    return middle | {"text": text, "font": {"color": palette.muted}, "bgcolor": palette.paper}


def empty_chart(text: str, amounts: Amounts) -> go.Figure:
    """Return a chart without axes, with a sentence instead of figures, and the remark."""
    layout = theme.layout(amounts.palette)
    layout["xaxis"] |= {"visible": False}
    layout["yaxis"] |= {"visible": False}
    note, top = heading([amounts.remark], 8, amounts.palette)
    layout |= {"height": EMPTY_HEIGHT, "margin": {"t": top, "b": 8, "l": 8, "r": 8}}
    return go.Figure(layout=layout | {"annotations": [sentence(text, amounts.palette), note]})


def translucent(colour: str, opacity: float) -> str:
    """Return a colour `#rrggbb` that lets the paper through."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def level_line(name: str, span: tuple[float, float], value: float, palette: Palette) -> dict[str, Any]:
    """Return a thin line at one value, to be named in the margin."""
    return {
        "type": "scatter", "name": name, "mode": "lines", "x": list(span), "y": [value, value],
        "hoverinfo": "skip", "line": {"color": palette.target, "width": 1.1},
    }  # fmt: skip


def point(name: str, place: tuple[float, float], hover: str, marker: dict[str, Any]) -> dict[str, Any]:
    """Return one marked point with what the pointer shows at it."""
    return {
        "type": "scatter", "name": name, "mode": "markers", "x": [place[0]], "y": [place[1]],
        "hovertext": [hover], "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
        "marker": {"opacity": 1} | marker,
    }  # fmt: skip


def diamond(palette: Palette) -> dict[str, Any]:
    """Return the mark of the controller's forecast: the same in every chart."""
    return {
        "symbol": "diamond",
        "size": 9,
        "color": palette.ink,
        "line": {"color": palette.paper, "width": 1},
    }
