"""What large charts have in common, whatever they are about: axes, margins, headings, and empty charts."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import GAP, LINE_HEIGHT, Label
from metrics.periods import PER_YEAR, Period
from metrics.theme import Palette

NARROWEST = 340
"""Pixels: a telephone's width, where every text must still fit."""
FOOT = 32
"""Pixels below the plot: the months' names."""
WIDE_MINUS = 4
"""Pixels that a real minus is wider than the ordinary character."""
EMPTY_HEIGHT = 140
"""Pixels of a chart that has nothing but a sentence."""


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


def timeline(
    periods: Sequence[Period],
    reach: tuple[str, str],
    levels: axes.Levels,
    labels: Sequence[Label],
    palette: Palette,
) -> dict[str, Any]:
    """Return the layout of a line through periods: axes with Swedish texts, and side margins that hold them.

    `reach` is the first and last day of the x axis; its labels go on to the end of the last period's year.
    """
    last = periods[-1]
    left = axes.width_of(levels.texts) + GAP
    right = axes.width_of([line for label in labels for line in label.lines]) + GAP
    final = Period(last.periodicity, last.year, PER_YEAR[last.periodicity])
    places, texts = axes.period_ticks(periods[0], final, NARROWEST - left - right)
    layout = theme.layout(palette)
    layout["margin"] = {"l": left, "r": right}
    layout["xaxis"] |= {"type": "date", "range": list(reach), "tickvals": places, "ticktext": texts}
    layout["yaxis"] |= value_axis(levels)
    return layout


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


def heading(
    parts: Sequence[str], left: float, palette: Palette, *, above: int = 12
) -> tuple[dict[str, Any], int]:
    """Return what stands above the plot, from the picture's left edge, and the room in pixels it takes.

    `left` is the picture's left margin in pixels, `above` how far above the plot the heading ends.
    """
    lines = heading_lines([part for part in parts if part], NARROWEST)
    note = {
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": GAP / 2 - left, "align": "left",
        "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": above,
        "text": "<br>".join(escape(line, quote=False) for line in lines),
        "font": {"color": palette.muted}, "showarrow": False,
    }  # fmt: skip
    return note, len(lines) * LINE_HEIGHT + above + 10


def sentence(text: str, palette: Palette) -> dict[str, Any]:
    """Return a sentence in the middle of the plot, where there is nothing to draw."""
    middle = {"xref": "paper", "x": 0.5, "yref": "paper", "y": 0.5, "showarrow": False}
    return middle | {"text": text, "font": {"color": palette.muted}, "bgcolor": palette.paper}


def empty_chart(text: str, remark: str, palette: Palette, height: int = EMPTY_HEIGHT) -> go.Figure:
    """Return a chart without axes, with a sentence instead of figures, and the remark."""
    layout = theme.layout(palette)
    layout["xaxis"] |= {"visible": False}
    layout["yaxis"] |= {"visible": False}
    note, top = heading([remark], GAP, palette)
    layout |= {"height": height, "margin": {"t": top, "b": GAP, "l": GAP, "r": GAP}}
    return go.Figure(layout=layout | {"annotations": [sentence(text, palette), note]})


def translucent(colour: str, opacity: float) -> str:
    """Return a colour `#rrggbb` that lets the paper through."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
