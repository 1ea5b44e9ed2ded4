"""The lines of a chart as files hold them: their numbers as they are shown, and the axis beside them."""

from metrics import axes
from metrics.documents.model import Chart, Item
from reports.sheet_texts import shown_number


def line_values(chart: Chart, place: int = 0) -> list[float | None]:
    """Return the numbers of a chart's line as they are shown: the measured values, or those of a target."""
    values = chart.targets[place - 1].values if place else [point.value for point in chart.points]
    decimals = line_decimals(chart, place)
    return [shown_number(value, decimals) for value in values]


def line_decimals(chart: Chart, place: int) -> int:
    """Return the decimals that a line's numbers are shown with."""
    return chart.target_decimals if place else chart.decimals


def every_line(chart: Chart) -> list[list[float | None]]:
    """Return the numbers of each line: the measured values, then the targets."""
    return [line_values(chart, place) for place in range(1 + len(chart.targets))]


def has_values(chart: Chart) -> bool:
    """Tell whether any period of a chart has a value to draw."""
    return any(value is not None for value in line_values(chart))


def drawn_chart(item: Item) -> Chart | None:
    """Return an indicator's chart, None where there is nothing to draw."""
    return item.chart if item.chart is not None and has_values(item.chart) else None


def levels_of(chart: Chart) -> axes.Levels:
    """Return the axis of values, with room for every line."""
    known = [value for line in every_line(chart) for value in line if value is not None]
    return axes.levels(known, chart.unit_of_measure, chart.decimals)


def level_decimals(levels: axes.Levels) -> int:
    """Return the decimals that the levels of an axis are written with."""
    return max((len(text.partition(",")[2]) for text in levels.texts), default=0)
