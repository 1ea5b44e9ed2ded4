"""Texts beside the plot: the lines' names at their right ends, and numbered marks above."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from metrics.axes import Levels, day
from metrics.theme import FONT_SIZE, Palette

LINE_HEIGHT = 15
GAP = 8
"""Pixels between the plot and the texts beside it."""
MARK_COLUMNS = ("on", "text", "kind")
CROWDED = 0.06
"""Marks nearer each other than this part of the axis stand above one another."""


@dataclass(frozen=True)
class Label:
    """A text of one or more lines, level with a value of the y axis."""

    value: float
    lines: tuple[str, ...]
    colour: str
    hover: str = ""

    @property
    def height(self) -> int:
        """Height in pixels, with a little air."""
        return len(self.lines) * LINE_HEIGHT + 4


def margin_notes(
    labels: Sequence[Label], levels: Levels, plot_height: float, *, panel: str = ""
) -> list[dict[str, Any]]:
    """Place names in the right margin, moved apart where they would cover each other.

    `panel` is the y axis (`y`, `y2`) of one panel among several; names are kept within its height.
    """
    labels = sorted(labels, key=lambda label: label.value)
    span = levels.high - levels.low
    wanted = [(label.value - levels.low) / span * plot_height for label in labels]
    heights = [label.height for label in labels]
    places = apart(wanted, heights)
    if panel:
        places = kept_within(places, heights, plot_height)
    beside = {
        "yref": panel or "y",
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": GAP,
        "align": "left",
        "showarrow": False,
    }
    return [
        beside
        | {
            "y": label.value,
            "yanchor": "middle",
            "yshift": round(place - natural, 1),
            "text": "<br>".join(label.lines),
            "hovertext": escape(label.hover) or None,
            "font": {"color": label.colour},
        }
        for label, natural, place in zip(labels, wanted, places, strict=True)
    ]


def apart(wanted: Sequence[float], heights: Sequence[int]) -> list[float]:
    """Return places as near as may be to the wanted ones, where no text covers another.

    `wanted` are middles in pixels, ascending; `heights` in pixels. Texts that
    collide are stacked about the mean of their wanted places.
    """
    stacks: list[list[int]] = []

    def bottom(stack: list[int]) -> float:
        middle = sum(wanted[index] for index in stack) / len(stack)
        return middle - sum(heights[index] for index in stack) / 2

    for index in range(len(wanted)):
        stacks.append([index])
        while len(stacks) > 1 and bottom(stacks[-2]) + sum(heights[i] for i in stacks[-2]) > bottom(
            stacks[-1]
        ):
            stacks[-2:] = [stacks[-2] + stacks[-1]]
    places = []
    for stack in stacks:
        edge = bottom(stack)
        for index in stack:
            places.append(edge + heights[index] / 2)
            edge += heights[index]
    return places


def kept_within(places: Sequence[float], heights: Sequence[int], height: float) -> list[float]:
    """Return places moved, as little as may be, so that no text leaves a panel of this height in pixels.

    `places` are middles in pixels from the panel's foot, ascending and apart. Where the texts are
    higher than the panel together, they leave it at the foot.
    """
    kept, edge = [], 0.0
    for place, high in zip(places, heights, strict=True):
        kept.append(max(place, edge + high / 2))
        edge = kept[-1] + high / 2
    edge = height
    for index in reversed(range(len(kept))):
        kept[index] = min(kept[index], edge - heights[index] / 2)
        edge = kept[index] - heights[index] / 2
    return kept


def numbered_marks(
    marks: pd.DataFrame | None, first_day: str, end: str, palette: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the upright dotted lines and the numbers above them.

    `marks`: `on` (datetime64), `text`, `kind`; all kinds look the same. The
    number is the row's, from 1; a row outside the axis is left out. Raises
    ValueError for missing columns.
    """
    if marks is None or marks.empty:
        return [], []
    absent = set(MARK_COLUMNS) - set(marks.columns)
    if absent:
        raise ValueError(f"marks lacks the columns {sorted(absent)}; it has {list(marks.columns)}")
    rows = zip(marks["on"], marks["text"].astype(str), range(1, len(marks) + 1), strict=True)
    seen = sorted((moment, number, text) for moment, text, number in rows if first_day <= day(moment) < end)
    heights = _heights([moment for moment, _, _ in seen], pd.Timestamp(end) - pd.Timestamp(first_day))
    lines = [_upright(day(moment), palette) for moment, _, _ in seen]
    numbers = [
        _number(day(moment), number, text, height, palette)
        for (moment, number, text), height in zip(seen, heights, strict=True)
    ]
    return lines, numbers


def _heights(moments: Sequence[pd.Timestamp], span: pd.Timedelta) -> list[int]:
    """Return how many rows up each number stands, so that near ones don't collide."""
    heights: list[int] = []
    for index, moment in enumerate(moments):
        near = index > 0 and (moment - moments[index - 1]) / span < CROWDED
        heights.append(heights[-1] + 1 if near else 0)
    return heights


def _upright(when: str, palette: Palette) -> dict[str, Any]:
    """A dotted line through the whole plot."""
    return {
        "type": "line",
        "layer": "below",
        "yref": "paper",
        "x0": when,
        "x1": when,
        "y0": 0,
        "y1": 1,
        "line": {"color": palette.muted, "width": 1, "dash": "1px,3px"},
    }


def _number(when: str, number: int, text: str, row: int, palette: Palette) -> dict[str, Any]:
    """A mark's number, above the plot; its text is in the table beside, and shown by the pointer."""
    return {
        "x": when,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": row * (LINE_HEIGHT + 1),
        "text": f"<b>{number}</b>",
        "hovertext": escape(text),
        "font": {"color": palette.muted, "size": FONT_SIZE - 1},
        "showarrow": False,
    }
