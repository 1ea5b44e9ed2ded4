"""From one sum to another, step by step: a waterfall that lies down, so that long names have room.

The axis is the accumulated deviation, and the sum that it starts from is its
zero: the bars are honest although the sums themselves are far larger.
"""

import math
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import GAP, LINE_HEIGHT
from metrics.chart_look import NARROWEST, empty_chart, heading
from metrics.money.charts.look import SURPLUS, Amounts, columns_of
from metrics.theme import Palette

COLUMNS = ("name", "amount")
NAME_LETTERS = 20
"""A name is broken into lines of no more letters than this, at words, else with a hyphen."""
AIR, BAR, LEAST_ROW = 10, 16, 30
"""Pixels: between two rows' texts, a bar's thickness, and a row of one line."""
FOOT = 26
SCALE_STEPS = 8
UNEXPLAINED = "Ofördelat"
NOTHING = "Det saknas en summa att utgå från eller sluta i."
Sum = tuple[str, float]


@dataclass(frozen=True)
class _Row:
    """One row: its name in lines, its bar from one accumulated deviation to another, and its height."""

    lines: list[str]
    begins: float
    ends: float
    text: str
    hover: str
    colour: str

    @property
    def height(self) -> int:
        """Pixels."""
        return max(len(self.lines) * LINE_HEIGHT + AIR, LEAST_ROW)

    @property
    def rightwards(self) -> bool:
        """Whether the bar, and with it its text, goes to the right."""
        return self.ends >= self.begins


def waterfall_chart(
    steps: pd.DataFrame,
    *,
    start: Sum,
    end: Sum,
    unit_of_measure: str,
    decimals: int,
    palette: Palette,
    remark: str = "",
) -> go.Figure:
    """Draw how one sum becomes another: budget to forecast, or budget to outcome by volume, price and mix.

    `steps`, in the order to draw: `name`, `amount` (the deviation in `unit_of_measure`, + is
    surplus). `start` and `end` are name and sum: `("Budget", -389.0)`, `("Prognos", -402.3)`. The
    last row is a bar from zero to their difference. What the steps leave unexplained, when it isn't
    zero as it is shown, gets a row of its own, so that sums that contradict each other are seen.

    A start or end that is NaN gives a sentence instead. Raises ValueError for missing columns, a
    step without an amount, and infinite values.
    """
    amounts = Amounts(unit_of_measure, decimals, palette, remark)
    columns_of(steps, "steps", COLUMNS)
    if math.isnan(start[1]) or math.isnan(end[1]):
        return empty_chart(NOTHING, amounts.remark, amounts.palette)
    rows = _rows(steps, start, end, amounts)
    names = axes.width_of([line for row in rows for line in row.lines]) + GAP
    note, top = heading([f"Avvikelse, {unit_of_measure}, {SURPLUS}", remark], names, palette)
    feet = [sum(row.height for row in rows[: at + 1]) for at in range(len(rows))]
    middles = [foot - row.height / 2 for foot, row in zip(feet, rows, strict=True)]
    layout = _layout(rows, amounts, (top, names), feet[-1])
    layout["annotations"] = [*_names(rows, middles, palette), *_values(rows, middles), note]
    layout["shapes"] = [*_connectors(rows, middles, palette), _zero(palette)]
    return go.Figure(data=[_bars(rows, middles)], layout=layout)


def _rows(steps: pd.DataFrame, start: Sum, end: Sum, amounts: Amounts) -> list[_Row]:
    """The start, each step from where the one before ended, what is unexplained, and the end."""
    given = [(str(name), float(amount)) for name, amount in zip(steps["name"], steps["amount"], strict=True)]
    absent = [name for name, amount in given if math.isnan(amount)]
    if absent:
        raise ValueError(f"steps without an amount: {absent}; what is missing can't be drawn as 0")
    total = end[1] - start[1]
    rest = total - math.fsum(amount for _, amount in given)
    if amounts.rounded(rest) != 0:
        given.append((UNEXPLAINED, rest))
    reached = [0.0, *accumulate(amount for _, amount in given)]
    rows = [_sum_row(start, 0.0, amounts)]
    for (name, amount), begins, ends in zip(given, reached, reached[1:], strict=False):
        hover = f"{escape(name)}: {amounts.worded(amount, sign=True)}"
        colour = amounts.tone(amount)
        rows.append(_Row(name_lines(name), begins, ends, amounts.signed(amount), hover, colour))
    return [*rows, _sum_row(end, total, amounts)]


def _sum_row(named: Sum, deviation: float, amounts: Amounts) -> _Row:
    """The first or last row: the sum under its name, and a whole bar from zero."""
    name, value = named
    hover = f"{escape(name)}: {amounts.worded(value)}"
    shown = amounts.rounded(deviation)
    text = amounts.signed(deviation) if shown else ""
    lines = [*(f"<b>{line}</b>" for line in name_lines(name)), f"<b>{amounts.digits(value)}</b>"]
    return _Row(lines, 0.0, deviation, text, hover, amounts.palette.line)


def name_lines(name: str) -> list[str]:
    """Return a name as escaped lines of at most NAME_LETTERS letters: nothing is ever cut away."""
    words = []
    for word in name.split():
        while len(word) > NAME_LETTERS:
            words.append(word[: NAME_LETTERS - 1] + "-")
            word = word[NAME_LETTERS - 1 :]
        words.append(word)
    lines = wrap(" ".join(words), NAME_LETTERS, break_on_hyphens=False, break_long_words=False)
    return [escape(line, quote=False) for line in lines] or [""]


def _layout(rows: list[_Row], amounts: Amounts, room: tuple[int, int], height: int) -> dict[str, Any]:
    """Axes in pixels downwards and in deviation across, with room for every text on a telephone."""
    top, left = room
    layout = theme.layout(amounts.palette)
    layout["height"] = top + height + FOOT
    layout["margin"] = {"t": top, "b": FOOT, "l": left, "r": GAP}
    layout["yaxis"] |= {"range": [height, 0], "visible": False}
    width = NARROWEST - left - GAP
    reach = _reach(rows, width)
    layout["xaxis"] |= {"range": list(reach), "showline": False, "ticks": "", "showgrid": True}
    layout["xaxis"] |= {"gridcolor": amounts.palette.grid} | _ticks(rows, reach, width, amounts)
    return layout


def _reach(rows: list[_Row], width: float) -> tuple[float, float]:
    """Return the axis' ends, so that the texts beside the bars fit in a plot of `width` pixels.

    How far a text reaches depends on the scale and the scale on the texts, so it is taken in steps,
    each a scale that is large enough and smaller than the one before.
    """
    rooms = [axes.width_of([f"<b>{row.text}</b>"]) + GAP if row.text else GAP for row in rows]
    low, high = min(row.ends for row in rows), max(row.ends for row in rows)
    bare = width - 2 * max(rooms)
    per_pixel = ((high - low) or 1) / max(bare, 1)
    reach = low, high
    for _ in range(SCALE_STEPS):
        ends = [
            row.ends + (room if row.rightwards else -room) * per_pixel
            for row, room in zip(rows, rooms, strict=True)
        ]
        reach = min(low - GAP * per_pixel, *ends), max(high + GAP * per_pixel, *ends)
        per_pixel = (reach[1] - reach[0]) / width
    return reach


def _ticks(
    rows: list[_Row], reach: tuple[float, float], width: float, amounts: Amounts
) -> dict[str, list[Any]]:
    """Return the places and texts of the axis' ticks: so few that they don't crowd on a telephone."""
    levels = axes.levels([0, *(row.ends for row in rows)], amounts.unit_of_measure, amounts.decimals)
    inside = [
        (place, text)
        for place, text in zip(levels.places, levels.texts, strict=True)
        if reach[0] <= place <= reach[1]
    ]
    apart = (levels.places[1] - levels.places[0]) / (reach[1] - reach[0]) * width
    every = math.ceil((axes.width_of(levels.texts) + GAP) / apart)
    zero = next(index for index, (place, _) in enumerate(inside) if place == 0)
    shown = [pair for index, pair in enumerate(inside) if (index - zero) % every == 0]
    return {"tickvals": [place for place, _ in shown], "ticktext": [text for _, text in shown]}


def _bars(rows: list[_Row], middles: list[float]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Steg",
        "y": middles,
        "base": [row.begins for row in rows],
        "x": [row.ends - row.begins for row in rows],
        "width": BAR,
        "hovertext": [row.hover for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [row.colour for row in rows],
            # A bar without length is seen as an edge: where all begins, and a step of nothing.
            "line": {
                "color": [row.colour for row in rows],
                "width": [2 if row.begins == row.ends else 0 for row in rows],
            },
        },
    }


def _names(rows: list[_Row], middles: list[float], palette: Palette) -> list[dict[str, Any]]:
    """The rows' names, at the picture's left edge."""
    return [
        {
            "xref": "paper", "x": 0, "xanchor": "right", "xshift": -GAP, "align": "right",
            "y": middle, "yanchor": "middle", "showarrow": False,
            "text": "<br>".join(row.lines), "font": {"color": palette.ink},
        }
        for row, middle in zip(rows, middles, strict=True)
    ]  # fmt: skip


def _values(rows: list[_Row], middles: list[float]) -> list[dict[str, Any]]:
    """Each bar's signed value, beyond the end it goes to."""
    return [
        {
            "x": row.ends, "xanchor": "left" if row.rightwards else "right",
            "xshift": GAP / 2 if row.rightwards else -GAP / 2, "y": middle, "yanchor": "middle",
            "text": f"<b>{row.text}</b>", "font": {"color": row.colour}, "showarrow": False,
        }
        for row, middle in zip(rows, middles, strict=True)
        if row.text
    ]  # fmt: skip


def _connectors(rows: list[_Row], middles: list[float], palette: Palette) -> list[dict[str, Any]]:
    """Thin lines from where one bar ends down to where the next begins."""
    return [
        {
            "type": "line", "x0": row.ends, "x1": row.ends, "y0": above + BAR / 2, "y1": below - BAR / 2,
            "line": {"color": palette.axis, "width": 1},
        }
        for row, above, below in zip(rows, middles, middles[1:], strict=False)
    ]  # fmt: skip


def _zero(palette: Palette) -> dict[str, Any]:
    """The start, as the line that all is held against."""
    upright = {"type": "line", "layer": "below", "yref": "paper", "y0": 0, "y1": 1}
    return upright | {"x0": 0, "x1": 0, "line": {"color": palette.axis, "width": 1}}
