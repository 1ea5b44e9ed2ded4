"""The indicators of a report as rows of a table: each once, however many sections it stands in."""

import re
from collections.abc import Collection
from dataclasses import replace

from metrics.documents.model import Cell, Item, Point, Report, Table, TargetLine
from metrics.numbers import MINUS, PER_CENT, PERCENTAGE_POINTS, rounded
from reports.sheet_texts import shown_number

CHANGE = re.compile(
    rf"(?P<sign>[+{MINUS}±])(?P<whole>\d{{1,3}}(?:\u00a0\d{{3}}){{0,5}})(?:,(?P<part>\d{{1,6}}))?"
    rf"(?: (?:{PERCENTAGE_POINTS}|procentenhet))?"
)
"""A change as it is told: a sign, groups of three, decimals, and the unit where it isn't the figure's."""


def shown_items(report: Report) -> list[Item]:
    """Return the indicators, each once: one that stands in several sections is told where it has most."""
    shown: dict[tuple[str, str], Item] = {}
    for item in report.items:
        key = item.code, item.name
        if key not in shown or (shown[key].chart is None and item.chart is not None):
            shown[key] = item
    return list(shown.values())


def without_rows_of(table: Table, names: Collection[str]) -> Table:
    """Return a table without the rows that tell of some indicators, named in its first column."""
    return replace(table, rows=tuple(row for row in table.rows if row and row[0].text not in names))


def change_of(item: Item) -> Cell:
    """Return an indicator's change with the number behind it: between the chart's two latest figures.

    Where the chart lacks one of them, or is drawn in another unit than the figure, it is what the text says.
    """
    unit = item.value.unit_of_measure
    words = Cell(item.change, unit_of_measure=PERCENTAGE_POINTS if unit == PER_CENT else unit)
    if not item.change:
        return words
    if item.chart is None or item.chart.unit_of_measure != unit:
        return _as_told(words)
    decimals = item.chart.decimals
    figures = {point.period: shown_number(point.value, decimals) for point in item.chart.points}
    now, then = figures.get(item.period), figures.get(item.period.previous)
    if now is None or then is None:
        return _as_told(words)
    return replace(words, number=rounded(now - then, decimals), decimals=decimals)


def _as_told(change: Cell) -> Cell:
    """Return a change with the number that its text says, in the unit of the figure; else as it is."""
    found = CHANGE.fullmatch(change.text)
    if not found:
        return change
    sign, whole, part = found["sign"], re.sub(r"\s", "", found["whole"]), found["part"] or ""
    size = float(f"{whole}.{part or 0}")
    return replace(change, number=-size if sign == MINUS else size, decimals=len(part))


def point_of(item: Item) -> tuple[int, Point] | None:
    """Return the chart's point of an indicator's own period, with its place; None where it has none."""
    points = item.chart.points if item.chart else ()
    return next(((place, each) for place, each in enumerate(points) if each.period == item.period), None)


def target_at(line: TargetLine, place: int, decimals: int) -> float | None:
    """Return a target at a point as it is shown, as far as it reaches."""
    return shown_number(line.values[place], decimals) if place < len(line.values) else None
