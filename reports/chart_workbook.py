"""The workbook behind a chart: its periods, values and targets, opened when somebody edits the chart."""

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from metrics.documents.model import Chart
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.words import shortened
from reports.chart_lines import line_decimals, line_values
from reports.number_format import SWEDISH, number_format
from reports.office_properties import AUTHOR, as_property
from reports.plain import clean, not_a_formula
from reports.zipped import without_times

SHEET, FIRST_ROW = "Data", 2
"""The sheet, and its first row (from 1) under the headings."""
PERIOD = "Period"
LONGEST_NAME = 60
"""Signs of a line's name: it stands in the chart."""
WRITTEN = datetime(1980, 1, 1)  # noqa: DTZ001 - the same day in each file, in no time zone
"""The day that the workbook's properties tell, so that the same chart gives the same bytes."""
DAY_ZERO = date(1899, 12, 30)
"""The day that spreadsheets count from."""


def heading_of(chart: Chart, place: int = 0) -> str:
    """Return the name of a chart's line, harmless in a cell: the indicator and its unit, or a target."""
    if place:
        return not_a_formula(shortened(chart.targets[place - 1].name, LONGEST_NAME))
    return not_a_formula(
        ", ".join(filter(None, [shortened(chart.title, LONGEST_NAME), chart.unit_of_measure]))
    )


def period_texts(chart: Chart) -> list[str]:
    """Return the names of a chart's periods, oldest first."""
    return [point.period.short_label for point in chart.points]


def day_of(period: Period) -> date:
    """Return the day that stands for a period on an axis of time: its first."""
    return period.first


def day_number(day: date) -> int:
    """Return a day as spreadsheets count it."""
    return (day - DAY_ZERO).days


def period_format(period: Period) -> str:
    """Return how a cell shows a period's first day as the period's name: `okt 2026`, `T2 2026`."""
    if period.periodicity == Periodicity.MONTH:
        return f"{SWEDISH}mmm yyyy"
    name, _, _ = period.short_label.rpartition(" ")
    return f'"{name} "yyyy' if name else "yyyy"


def chart_workbook(chart: Chart, *, as_days: bool = False) -> bytes:
    """Return the workbook (.xlsx) of a chart: a row for each period, a column for each line.

    A cell is empty where there is no value, so that the line has a gap and never a zero. With `as_days` the
    periods are days that are shown as periods, for an axis of time. The remark stands beside, and in the
    header of a printed page.
    """
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, options) as book:
        book.set_properties({"author": AUTHOR, "title": as_property(chart.title), "created": WRITTEN})
        sheet = book.add_worksheet(SHEET)
        _write_periods(book, sheet, chart, as_days=as_days)
        lines = 1 + len(chart.targets)
        for place in range(lines):
            _write_line(book, sheet, chart, place)
        sheet.set_column(0, lines, 16)
        sheet.freeze_panes(1, 1)
        if chart.remark:
            sheet.write_string(0, lines + 2, not_a_formula(chart.remark))
            sheet.set_header(f"&L{clean(chart.remark).replace('&', '&&')[:200]}")
    return without_times(written.getvalue())


def _write_periods(book: Workbook, sheet: Worksheet, chart: Chart, *, as_days: bool) -> None:
    sheet.write_string(0, 0, PERIOD)
    for row, point in enumerate(chart.points, start=FIRST_ROW - 1):
        if as_days:
            shown = book.add_format({"num_format": period_format(point.period), "align": "left"})
            sheet.write_datetime(row, 0, day_of(point.period), shown)
        else:
            sheet.write_string(row, 0, point.period.short_label)


def _write_line(book: Workbook, sheet: Worksheet, chart: Chart, place: int) -> None:
    figures = book.add_format({"num_format": number_format(line_decimals(chart, place))})
    sheet.write_string(0, place + 1, heading_of(chart, place))
    for row, value in enumerate(line_values(chart, place), start=FIRST_ROW - 1):
        if value is not None:
            sheet.write_number(row, place + 1, value, figures)
