"""A report as one clean table for a spreadsheet or another system: CSV as a Swedish Excel opens it.

UTF-8 with a byte order mark, semicolons, decimal comma and CRLF. Each indicator has one row of the kind
`rapport`, with what the report says of it, and one of the kind `serie` for each period of its chart.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from metrics.documents import words
from metrics.documents.model import Chart, Item, Point, Report
from metrics.documents.words import HIDDEN, MISSING, PRELIMINARY
from metrics.periods import Period
from metrics.words import AREA
from reports.sheet_items import change_of, point_of, shown_items, target_at
from reports.sheet_texts import explanation, listed_in_cell, number_of, shown_number, told

ENCODING = "utf-8-sig"
BETWEEN = " · "
"""Between several comments in one cell, which holds no line breaks."""
REPORTED, SERIES = "rapport", "serie"
LEAST_TARGETS = 2
"""The organisation's own target and the council's have their columns whether they are used or not."""
BEFORE_TARGETS = (
    "Rad;Indikatorkod;Indikator;Område;Organisation;Verksamhet;"
    f"Periodkod;Period;Första dag;Sista dag;{words.FIGURE};Måttenhet"
).split(";")
AFTER_TARGETS = (
    f"Mål i ord;{words.STANDING};{words.CHANGE};Ändringens måttenhet;{words.SIGNAL};Slutsats;{words.NOTE};"
    f"{words.COMMENTS};{words.ACTIONS};Förklaring;{words.DEFINITION};{words.SOURCE};Rapport;"
    f"{words.SHOWN_FOR};Uppgifterna gäller;Märkning"
).split(";")

Row = dict[str, str]


def report_csv(report: Report) -> bytes:
    """Return the report's indicators as a CSV file; the same report gives the same bytes.

    Numbers are rounded as they are shown, with an ASCII minus, so that a spreadsheet reads them as numbers. A
    figure that is hidden is `..`, one that is missing an empty cell with `saknas` as its note; none is 0.
    """
    rows = [row for item in shown_items(report) for row in _rows(report, item)]
    written = StringIO()
    table = csv.DictWriter(written, _headings(report), restval="", delimiter=";", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode(ENCODING)


def _headings(report: Report) -> list[str]:
    """Return the columns: always the same ones, but for a report with more targets than is usual."""
    most = max((len(item.chart.targets) for item in report.items if item.chart), default=0)
    targets = [name for place in range(max(most, LEAST_TARGETS)) for name in _target_columns(place)]
    return [*BEFORE_TARGETS, *targets, *AFTER_TARGETS]


def _target_columns(place: int) -> tuple[str, str]:
    return f"{words.TARGET} {place + 1}", f"{words.TARGET} {place + 1} avser"


def _rows(report: Report, item: Item) -> Iterator[Row]:
    common = _common(report, item)
    yield common | _reported(report, item)
    if item.chart:
        for place, point in enumerate(item.chart.points):
            yield common | _point(report, item.chart, point) | _targets(item.chart, place)


def _common(report: Report, item: Item) -> Row:
    """Return what every row of an indicator says, so that each can be understood when it stands alone."""
    return {
        "Indikatorkod": told(item.code),
        "Indikator": told(item.name),
        "Område": AREA[item.area],
        "Organisation": told(report.organisation),
        "Verksamhet": told(report.unit),
        words.DEFINITION: told(item.definition),
        words.SOURCE: told(item.source),
        "Rapport": told(report.title),
        words.SHOWN_FOR: words.AUDIENCE[report.lens],
        "Uppgifterna gäller": told(report.as_of),
        "Märkning": told(report.remark),
    }


def _reported(report: Report, item: Item) -> Row:
    """Return what the report says of an indicator: its figure and everything about it."""
    cell, value, change = item.value, number_of(item.value), change_of(item)
    hidden, point = cell.text.strip() == HIDDEN, point_of(item)
    note = item.note or (MISSING if value is None and not hidden else "")
    return {
        "Rad": REPORTED,
        **_period(item.period),
        words.FIGURE: _figure(value, cell.decimals, hidden=hidden),
        "Måttenhet": told(cell.unit_of_measure or (item.chart.unit_of_measure if item.chart else "")),
        **(_targets(item.chart, point[0]) if item.chart and point else {}),
        "Mål i ord": told(item.target),
        words.STANDING: told(item.status),
        words.CHANGE: told(change.text) if change.number is None else _number(change.number, change.decimals),
        "Ändringens måttenhet": told(change.unit_of_measure) if change.text else "",
        words.SIGNAL: _signal(point[1]) if point else "",
        "Slutsats": told(item.sentence),
        words.NOTE: told(note),
        words.COMMENTS: listed_in_cell(item.comments, BETWEEN),
        words.ACTIONS: listed_in_cell(item.actions, BETWEEN),
        "Förklaring": explanation(report) if hidden else "",
    }


def _point(report: Report, chart: Chart, point: Point) -> Row:
    value = shown_number(point.value, chart.decimals)
    hidden = value is None and point.hidden
    return {
        "Rad": SERIES,
        **_period(point.period),
        words.FIGURE: _figure(value, chart.decimals, hidden=hidden),
        "Måttenhet": told(chart.unit_of_measure),
        words.SIGNAL: "" if value is None else _signal(point),
        words.NOTE: _state(value, point),
        "Förklaring": explanation(report) if hidden else "",
    }


def _state(value: float | None, point: Point) -> str:
    """Say what a period's figure is, where it isn't only final; a hidden one says so in its own cell."""
    if value is None:
        return "" if point.hidden else MISSING
    return PRELIMINARY if point.preliminary else ""


def _signal(point: Point) -> str:
    return words.MEANING.get(point.meaning, "")


def _figure(value: float | None, decimals: int, *, hidden: bool) -> str:
    if value is None:
        return HIDDEN if hidden else ""
    return _number(value, decimals)


def _targets(chart: Chart, place: int) -> Row:
    row: Row = {}
    for order, line in enumerate(chart.targets):
        value = target_at(line, place, chart.target_decimals)
        number, name = _target_columns(order)
        if value is not None:
            row |= {number: _number(value, chart.target_decimals), name: told(line.name)}
    return row


def _period(period: Period) -> Row:
    return {
        "Periodkod": period.code,
        "Period": period.label,
        "Första dag": period.first.isoformat(),
        "Sista dag": period.last.isoformat(),
    }


def _number(value: float, decimals: int) -> str:
    """Write a number for a spreadsheet: no spaces between thousands, ASCII minus, decimal comma."""
    return f"{value:.{decimals}f}".replace(".", ",")
