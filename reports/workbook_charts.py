"""Native charts of a workbook: an indicator over time and its targets, drawn from the cells of its series."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from metrics.documents.model import Chart
from metrics.numbers import number
from metrics.theme import LIGHT
from metrics.words import shortened
from reports.chart_lines import every_line, level_decimals, levels_of, line_values
from reports.number_format import number_format
from reports.sheet_texts import told
from reports.workbook_look import FONT, LINE_GREY
from reports.workbook_paper import HEADING_ROW
from reports.workbook_series import PERIOD_COLUMN, Placed, heading_of

CHART_WIDTH, CHART_HEIGHT = 660, 300
"""Pixels."""
LONGEST_TITLE, LONGEST_NAME = 75, 16
MOST_PERIODS = 6
"""Periods that are named below the plot."""
MANY_POINTS = 36
NEAR = 0.1
"""Of the axis: names at the ends of lines nearer each other than this would be written on each other."""
LIKE_A_CELL = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
"""What a writer of charts takes for the address of a cell, also within a text."""
DASHES = ("dash", "long_dash_dot", "square_dot")
PLOT = {"x": 0.075, "y": 0.165, "width": 0.765, "height": 0.62}
MEANING_COLOUR = {"better": LIGHT.better, "worse": LIGHT.worse, "changed": LIGHT.changed}

Properties = dict[str, Any]


def native_chart(book: Workbook, sheet: str, placed: Placed) -> NativeChart:
    """Return a line chart of a placed chart that has values; `sheet` is the one its series lie on."""
    chart = placed.chart
    drawn: NativeChart = book.add_chart({"type": "line"})
    labels = _label_places(chart)
    for order, column in enumerate(placed.target_columns):
        label = _target_label(chart, order, labels[order + 1])
        dashes = {"color": LIGHT.target, "width": 1.25, "dash_type": DASHES[min(order, len(DASHES) - 1)]}
        drawn.add_series(
            _series(sheet, placed, column) | {"line": dashes, "marker": {"type": "none"}} | label
        )
    drawn.add_series(
        _series(sheet, placed, placed.value_column) | _value_look(chart) | _value_label(chart, labels[0])
    )
    _set_axes(drawn, chart)
    drawn.set_title({
        "name": chart_text(shortened(heading_of(chart), LONGEST_TITLE)),
        "name_font": _font(12, LIGHT.ink, bold=True),
        "overlay": False,
        "layout": {"x": 0.015, "y": 0.03},
    })  # fmt: skip
    drawn.set_legend({"none": True})
    drawn.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    drawn.set_chartarea({"border": {"color": LINE_GREY}, "fill": {"color": LIGHT.paper}})
    drawn.set_plotarea({"layout": PLOT})
    return drawn


def chart_text(text: str) -> str:
    """Return a text as a chart can hold it: neither a formula nor the address of a cell."""
    return LIKE_A_CELL.sub("! ", told(text))


def _font(size: int, colour: str, *, bold: bool = False) -> Properties:
    return {"name": FONT, "size": size, "color": colour, "bold": bold}


def _series(sheet: str, placed: Placed, column: int) -> Properties:
    rows = placed.first_row, placed.last_row
    return {
        "name": [sheet, HEADING_ROW, column],
        "categories": [sheet, rows[0], PERIOD_COLUMN, rows[1], PERIOD_COLUMN],
        "values": [sheet, rows[0], column, rows[1], column],
    }


def _value_look(chart: Chart) -> Properties:
    """Draw the line with a point at each period, else one between two gaps would not be seen.

    A preliminary point is hollow, and one beyond chance has the colour of its meaning.
    """
    size = 5 if len(chart.points) <= MANY_POINTS else 3
    points: list[Properties | None] = []
    for point in chart.points:
        colour = MEANING_COLOUR.get(point.meaning, LIGHT.line)
        fill = LIGHT.paper if point.preliminary else colour
        special = point.preliminary or point.meaning in MEANING_COLOUR
        points.append({"fill": {"color": fill}, "border": {"color": colour}} if special else None)
    marker = {"type": "circle", "size": size, "fill": {"color": LIGHT.line}, "border": {"color": LIGHT.line}}
    look: Properties = {"line": {"color": LIGHT.line, "width": 2.25}, "marker": marker}
    return look | ({"points": points} if any(points) else {})


def _last(values: Sequence[float | None]) -> int | None:
    """Return the place of the last value there is."""
    return max((place for place, value in enumerate(values) if value is not None), default=None)


def _label_places(chart: Chart) -> list[str]:
    """Return where the names of the lines stand: at their ends, and apart where the ends are near each other.

    The value's comes first, then those of the targets.
    """
    lines = every_line(chart)
    ends = [line[last] if (last := _last(line)) is not None else None for line in lines]
    levels = levels_of(chart)
    span = levels.high - levels.low
    known = sorted((end, order) for order, end in enumerate(ends) if end is not None)
    places = ["right"] * len(lines)
    pairs = list(pairwise(known))
    if any(abs(high[0] - low[0]) < NEAR * span for low, high in pairs):
        places[known[0][1]], places[known[-1][1]] = "below", "above"
    return places


def _only(place: int, count: int, label: Properties) -> list[Properties]:
    """Return the labels of a line of which one point alone is labelled."""
    return [label if each == place else {"delete": True} for each in range(count)]


def _value_label(chart: Chart, position: str) -> Properties:
    """Write the last value at its point."""
    values = line_values(chart)
    last = _last(values)
    if last is None:
        return {}
    font = _font(10, LIGHT.ink, bold=True)
    label = {"position": position, "font": font}
    pattern = number_format(chart.decimals)
    shown = {"value": True, "num_format": pattern, "position": position, "font": font}
    return {"data_labels": shown | {"custom": _only(last, len(values), label)}}


def _target_label(chart: Chart, order: int, position: str) -> Properties:
    """Write a target's name and value where its line ends."""
    name, values = chart.targets[order].name, line_values(chart, order + 1)
    last = _last(values)
    if last is None:
        return {}
    value = values[last]
    assert value is not None
    digits = number(value, chart.target_decimals)
    font = _font(9, LIGHT.muted)
    text = chart_text(f"{shortened(name, LONGEST_NAME)} {digits}")
    label = {"value": text, "position": position, "font": font}
    shown = {"value": True, "position": position, "font": font}
    return {"data_labels": shown | {"custom": _only(last, len(values), label)}}


def _set_axes(drawn: NativeChart, chart: Chart) -> None:
    levels, muted = levels_of(chart), _font(9, LIGHT.muted)
    remark = {"name": chart_text(chart.remark), "name_font": _font(9, LIGHT.muted)} if chart.remark else {}
    drawn.set_x_axis({
        "num_font": muted | {"rotation": 360},
        "interval_unit": -(-len(chart.points) // MOST_PERIODS),
        "interval_tick": -(-len(chart.points) // MOST_PERIODS),
        "label_position": "low",
        "line": {"color": LIGHT.axis},
        "major_tick_mark": "outside",
        "minor_tick_mark": "none",
    } | remark)  # fmt: skip
    step = levels.places[1] - levels.places[0] if len(levels.places) > 1 else None
    drawn.set_y_axis({
        "num_font": muted,
        "num_format": number_format(level_decimals(levels)),
        "min": levels.low,
        "max": levels.high,
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid, "width": 0.75}},
        "line": {"none": True},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
    } | ({"major_unit": step} if step else {}))  # fmt: skip
