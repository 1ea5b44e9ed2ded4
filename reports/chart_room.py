"""Where the lines of a chart in an Office file, and the texts around them, have room in its frame."""

from dataclasses import dataclass
from functools import cached_property

from metrics.axes import Levels
from metrics.chart_labels import apart
from metrics.documents.model import Chart
from metrics.documents.words import NOTHING_DRAWN
from metrics.numbers import with_unit
from reports.chart_axes import PeriodAxis, period_axis
from reports.chart_lines import every_line, has_values, levels_of, line_decimals
from reports.chart_workbook import heading_of
from reports.drawing import Frame
from reports.drawn_figures import HOLLOW_NOTE, shape_notes
from reports.plain import clean
from reports.text_width import LINE, line_count, width_of

TITLE_WIDTH = 0.8
"""The part of a chart's width that Office gives its name."""


@dataclass(frozen=True)
class ChartRoom:
    """A chart in its frame; all lengths are points."""

    chart: Chart
    frame: Frame

    @cached_property
    def lines(self) -> list[list[float | None]]:
        """The numbers of each line, rounded as they are shown: the measured values, then the targets."""
        return every_line(self.chart)

    @cached_property
    def levels(self) -> Levels:
        """The axis of values."""
        return levels_of(self.chart)

    @cached_property
    def axis(self) -> PeriodAxis:
        """The axis of periods."""
        return period_axis(self.chart, self.wide, self.frame)

    @cached_property
    def left(self) -> float:
        """What is to the left of the lines, for the axis' texts."""
        size = self.frame.size
        return max((width_of(text, size) for text in self.levels.texts), default=0) + size

    @cached_property
    def wide(self) -> float:
        """What the lines have: what the texts at their ends leave, more than half of the frame."""
        chart = self.chart
        names = ["", *(target.name for target in chart.targets)]
        told = [
            f"{names[place]} {with_unit(value, line_decimals(chart, place), chart.unit_of_measure)}"
            for value, place in self._ends
        ]
        right = max((width_of(text, self.frame.size, bold=True) for text in told), default=0)
        return self.frame.width - self.left - min(right + self.frame.size / 2, self.frame.width / 3)

    @cached_property
    def top(self) -> float:
        """What is above the lines, for the chart's name."""
        size = self.frame.size
        texts = ["".join(text for text, _ in texts) for texts in self.title_lines]
        lines = sum(line_count(text, self.frame.width * TITLE_WIDTH, size, bold=True) for text in texts)
        return size * (LINE * min(lines, 4) + 1.5)

    @cached_property
    def high(self) -> float:
        """What the lines have in height."""
        return max(self.frame.height - self.top - self.frame.size * 2.2, self.frame.size)

    @cached_property
    def title_lines(self) -> list[list[tuple[str, bool]]]:
        """The lines of the chart's name, each of texts that are bold or not; the remark goes with a copy."""
        size = self.frame.size
        name, told = heading_of(self.chart), " · ".join(_told(self.chart))
        if not told:
            return [[(name, True)]]
        if width_of(name, size, bold=True) + width_of(f"  {told}", size) <= self.frame.width * TITLE_WIDTH:
            return [[(name, True), (f"   {told}", False)]]
        return [[(name, True)], [(told, False)]]

    def moved(self, place: int) -> float:
        """Return how far down the text at a line's end is moved to be apart from the others."""
        axis = self.levels
        wanted = [(value - axis.low) / (axis.high - axis.low) * self.high for value, _ in self._ends]
        places = apart(wanted, [round(self.frame.size * LINE)] * len(wanted))
        here = [index for _, index in self._ends].index(place)
        return wanted[here] - places[here]

    @cached_property
    def _ends(self) -> list[tuple[float, int]]:
        """The last value of each line that goes on to the last period, the lowest first, with its place."""
        return sorted(
            (line[-1], place) for place, line in enumerate(self.lines) if line and line[-1] is not None
        )


def _told(chart: Chart) -> list[str]:
    """Return what a reader must know of the picture: that it is invented, and what its signs mean."""
    is_hollow = any(point.preliminary for point in chart.points if point.value is not None)
    return [
        *([clean(chart.remark)] if chart.remark else []),
        *([] if has_values(chart) else [NOTHING_DRAWN]),
        *([HOLLOW_NOTE] if is_hollow else []),
        *shape_notes(chart.points),
    ]
