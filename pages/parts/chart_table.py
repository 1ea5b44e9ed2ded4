"""A chart's twin: its points and targets as a table, the newest first. Every text is escaped here."""

from html import escape

from metrics.documents.model import Chart, Point
from metrics.documents.show import WHY_HIDDEN
from metrics.documents.words import FIGURE, HIDDEN, MISSING, PRELIMINARY, PRELIMINARY_SIGN
from metrics.numbers import with_unit
from pages.parts import cells
from pages.parts.cells import Heading

SHOW_TABLE = "Visa som tabell"
"""On what unfolds the table."""


def chart_table(chart: Chart) -> str:
    """Return a chart's points, and each target that held at them, as a table with what its signs mean."""
    lines = (Heading(line.name, kind="number") for line in chart.targets)
    columns = [Heading("Period"), Heading(FIGURE, kind="number"), *lines]
    body = "".join(_line(chart, place, columns[1:]) for place in reversed(range(len(chart.points))))
    return (
        f"<table><caption>{escape(chart.title)}</caption>{cells.headings(columns)}"
        f"<tbody>{body}</tbody></table>{_signs(chart)}"
    )


def _line(chart: Chart, place: int, columns: list[Heading]) -> str:
    """Return a period of the chart as a line of the table: its figure, and each target that held then."""
    point, unit = chart.points[place], chart.unit_of_measure
    targets = [line.values[place] for line in chart.targets]
    told = [
        _figure(chart, point),
        *("" if value is None else with_unit(value, chart.target_decimals, unit) for value in targets),
    ]
    figures = (
        cells.cell(text, kind=each.kind, head=each.text) for text, each in zip(told, columns, strict=True)
    )
    return f"<tr>{cells.name(point.period.label)}{''.join(figures)}</tr>"


def _figure(chart: Chart, point: Point) -> str:
    if point.value is None:
        return HIDDEN if point.hidden else MISSING
    sign = PRELIMINARY_SIGN if point.preliminary else ""
    return f"{with_unit(point.value, chart.decimals, chart.unit_of_measure)}{sign}"


def _signs(chart: Chart) -> str:
    """Return what the table's signs mean; nothing where it has none."""
    told = [
        WHY_HIDDEN if any(point.hidden for point in chart.points) else "",
        f"{PRELIMINARY_SIGN} {PRELIMINARY}." if any(point.preliminary for point in chart.points) else "",
    ]
    return f"<p>{escape(' '.join(filter(None, told)))}</p>" if any(told) else ""
