"""Where things lie in a chart of a document: the plot, its levels and periods, and the room for texts."""

from dataclasses import dataclass

from metrics import axes
from metrics.chart_look import heading_lines
from metrics.documents.chart_names import (
    LINE_HEIGHT,
    Name,
    held_values,
    names_of,
    places_of,
    shown_values,
    text_width,
)
from metrics.documents.model import Chart
from metrics.theme import FONT_SIZE
from metrics.words import shortened

GAP, EDGE = 0.7, 0.15
"""Of the way from plot to names, and of what is kept free at the picture's edge, in the type's size."""
TICK, FOOT = 0.45, 0.1
"""From the plot to the periods' names, and below them, in the type's size."""
WIDEST_NAMES = 0.36
"""The part of the picture's width that the names beside the plot may take."""
LEAST = 2.0
"""So many times the type's size is the plot wide and high, at the least."""


@dataclass(frozen=True)
class Frame:
    """A picture's measures, in pixels from its upper left corner; `em` is the type's size.

    `rows` are the levels that are drawn and their texts, `ticks` the points that are named and the lines of
    their texts, `names` what the lines are called, and the middles of those.
    """

    width: int
    height: int
    em: float
    heading: list[str]
    left: float
    right: float
    top: float
    bottom: float
    levels: axes.Levels
    rows: list[tuple[float, str]]
    ticks: list[tuple[int, list[str]]]
    names: list[Name]
    count: int

    @property
    def line_height(self) -> float:
        """Height of a line of text."""
        return LINE_HEIGHT * self.em

    @property
    def step(self) -> float:
        """From one point to the next."""
        return (self.right - self.left - self.em) / max(self.count - 1, 1)

    def across(self, place: float) -> float:
        """Horizontal place of a point; a lone one lies at the right edge, by its name."""
        return self.right - self.em / 2 - (self.count - 1 - place) * self.step

    def within(self, place: float) -> float:
        """Horizontal place, kept within the plot."""
        return min(max(self.across(place), self.left), self.right)

    def down(self, value: float) -> float:
        """Vertical place of a value."""
        span = self.levels.high - self.levels.low
        return self.bottom - (value - self.levels.low) / span * (self.bottom - self.top)

    def named(self) -> list[tuple[Name, float]]:
        """Return the names with their middles: as near their values as may be, and never on one another."""
        foot = self.bottom + _below(self.em)
        wanted = [foot - self.down(name.value) for name in self.names]
        room = foot - len(self.heading) * self.line_height
        places = places_of(self.names, wanted, room, self.em)
        return [(name, foot - place) for name, place in zip(self.names, places, strict=True)]


def frame_of(chart: Chart, *, width: int, height: int, font_size: int) -> Frame:
    """Return the measures of a chart with at least one value. Raises ValueError for infinite values."""
    frame = _frame(chart, width, height, float(font_size), foot_lines=2)
    if any(len(lines) > 1 for _, lines in frame.ticks):
        return frame
    higher = _frame(chart, width, height, float(font_size), foot_lines=1)
    return frame if any(len(lines) > 1 for _, lines in higher.ticks) else higher


def _frame(chart: Chart, width: int, height: int, em: float, *, foot_lines: int) -> Frame:
    """Return the measures of a picture whose periods are named on so many lines."""
    values = [value for value in shown_values(chart) if value is not None]
    targets = [value for line in chart.targets for value in held_values(line, chart) if value is not None]
    levels = axes.levels([*values, *targets], chart.unit_of_measure, chart.decimals)
    heading = heading_of(chart, width, em)
    top = (len(heading) * LINE_HEIGHT + 0.7) * em
    bottom = max(height - (foot_lines * LINE_HEIGHT + TICK + FOOT) * em, top + LEAST * em)
    rows = _rows(levels, bottom - top, em)
    left = max(text_width(text, em) for _, text in rows) + (0.5 + EDGE) * em
    room = bottom + _below(em) - len(heading) * LINE_HEIGHT * em
    names = names_of(chart, width=WIDEST_NAMES * width, height=room, em=em)
    beside = max(name.width(em) for name in names) + (GAP + EDGE) * em
    right = max(width - beside, left + LEAST * em)
    ticks = _ticks(chart, right - left, em)
    return Frame(
        width, height, em, heading, left, right, top, bottom, levels, rows, ticks, names, len(chart.points)
    )


def heading_of(chart: Chart, width: float, em: float) -> list[str]:
    """Return the unit and the remark, on as many lines as they need."""
    signs = int(width / text_width("0", em))
    parts = [shortened(part, signs) for part in (chart.unit_of_measure, chart.remark) if part]
    return heading_lines(parts, width / em * FONT_SIZE)


def _below(em: float) -> float:
    """Return how far below the plot a name beside it may reach, before it meets a period's name."""
    return 0.3 * em


def _rows(levels: axes.Levels, height: float, em: float) -> list[tuple[float, str]]:
    """Return the levels that have room for their texts: both ends, and evenly between them where that is."""
    rows = list(zip(levels.places, levels.texts, strict=True))
    most = max(2, int(height / (1.4 * em)) + 1)
    steps = len(rows) - 1
    stride = next((each for each in range(1, steps) if steps % each == 0 and steps // each < most), steps)
    return rows[:: max(stride, 1)]


def _ticks(chart: Chart, width: float, em: float) -> list[tuple[int, list[str]]]:
    """Return which points are named, and the lines of their names."""
    periods = [point.period for point in chart.points]
    places = {axes.middle(period): place for place, period in enumerate(periods)}
    moments, texts = axes.period_ticks(periods[0], periods[-1], width / em * FONT_SIZE)
    return [
        (places[moment], [line for line in text.split("<br>") if line])
        for moment, text in zip(moments, texts, strict=True)
        if moment in places
    ]
