"""A report as one clean table for a spreadsheet or another system: CSV as a Swedish Excel opens it.

UTF-8 with a byte order mark, semicolons, decimal comma and CRLF. Each indicator has one row of the kind
`rapport`, with what the report says of it, and one of the kind `serie` for each period of its chart.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from metrics.documents import words
from metrics.documents.model import Chart, Item, Point, Report, TargetLine
from metrics.numbers import MINUS
from metrics.periods import Period
from metrics.vocabulary import ValueState
from metrics.words import AREA, STATE
from reports.sheet_items import shown_items
from reports.sheet_texts import (
    HIDDEN,
    MEANING,
    MOST_DECIMALS,
    WITH_SIGN,
    explanation,
    listed_in_cell,
    number_of,
    shown_number,
    signed_number,
    target_decimals,
    told,
)

ENCODING = "utf-8-sig"
BETWEEN = " · "
"""Between several comments in one cell, which holds no line breaks."""
REPORTED, SERIES = "rapport", "serie"
LEAST_TARGETS = 2
"""The organisation's own target and the council's have their columns whether they are used or not."""
BEFORE_TARGETS = (
    "Rad;Indikatorkod;Indikator;Område;Organisation;Verksamhet;"
    "Periodkod;Period;Första dag;Sista dag;Värde;Måttenhet"
).split(";")
AFTER_TARGETS = (
    "Läge;Signal;Mål i ord;Status;Förändring;Slutsats;Anmärkning;Kommentarer;Åtgärder;"
    "Förklaring;Definition;Källa;Rapport;Visas för;Uppgifterna gäller;Märkning"
).split(";")

Row = dict[str, str]


def report_csv(report: Report) -> bytes:
    """Return the report's indicators as a CSV file; the same report gives the same bytes.

    Numbers are rounded as they are shown, with an ASCII minus, so that a spreadsheet reads them as numbers. A
    figure that is hidden or missing is `..`, never 0 and never empty.
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
    return f"Mål {place + 1}", f"Mål {place + 1} avser"


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
        "Definition": told(item.definition),
        "Källa": told(item.source),
        "Rapport": told(report.title),
        "Visas för": words.LENS[report.lens],
        "Uppgifterna gäller": told(report.as_of),
        "Märkning": told(report.remark),
    }


def _reported(report: Report, item: Item) -> Row:
    """Return what the report says of an indicator: its figure and everything about it."""
    cell, value = item.value, number_of(item.value)
    places = [place for place, point in enumerate(_points(item.chart)) if point.period == report.period]
    targets = _targets(item.chart, places[0]) if item.chart and places else {}
    return {
        "Rad": REPORTED,
        **_period(report.period),
        "Värde": told(cell.text) or HIDDEN if value is None else _number(value, cell.decimals),
        "Måttenhet": told(cell.unit_of_measure or (item.chart.unit_of_measure if item.chart else "")),
        **targets,
        "Mål i ord": told(item.target),
        "Status": told(item.status),
        "Förändring": _change(item.change),
        "Slutsats": told(item.sentence),
        "Anmärkning": told(item.note),
        "Kommentarer": listed_in_cell(item.comments, BETWEEN),
        "Åtgärder": listed_in_cell(item.actions, BETWEEN),
        "Förklaring": explanation(report) if cell.text.strip() == HIDDEN else "",
    }


def _points(chart: Chart | None) -> tuple[Point, ...]:
    return chart.points if chart else ()


def _point(report: Report, chart: Chart, point: Point) -> Row:
    value = shown_number(point.value, chart.decimals)
    missing = value is None
    return {
        "Rad": SERIES,
        **_period(point.period),
        "Värde": HIDDEN if value is None else _number(value, chart.decimals),
        "Måttenhet": told(chart.unit_of_measure),
        "Läge": HIDDEN if missing else STATE[ValueState.PRELIMINARY] if point.preliminary else "",
        "Signal": "" if missing else MEANING.get(point.meaning, ""),
        "Förklaring": explanation(report) if missing else "",
    }


def _targets(chart: Chart, place: int) -> Row:
    row: Row = {}
    for order, line in enumerate(chart.targets):
        value = _target_at(line, place)
        number, name = _target_columns(order)
        if value is not None:
            row |= {number: _number(value, target_decimals(value, chart.decimals)), name: told(line.name)}
    return row


def _target_at(line: TargetLine, place: int) -> float | None:
    """Return a target at a point as far as it reaches."""
    return shown_number(line.values[place], MOST_DECIMALS) if place < len(line.values) else None


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


def _change(text: str) -> str:
    """Write a change as a number where it is one; with words after it, its sign is a word too."""
    if (number := signed_number(text)) is not None:
        return _number(*number)
    if WITH_SIGN.fullmatch(text.replace(MINUS, "-", 1)):
        return told(f"{'upp' if text.startswith('+') else 'ned'} {text[1:]}")
    return told(text)
