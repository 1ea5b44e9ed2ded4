"""The figures behind an area's charts: one row a period, one column an indicator, and where each lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from metrics.documents.model import Chart, Item, Point, Report
from metrics.documents.words import HIDDEN, MEANING, MISSING, NOTE, PRELIMINARY
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.words import PERIODICITY, shortened
from reports.number_format import number_format
from reports.sheet_items import target_at
from reports.sheet_texts import explanation, shown_number
from reports.workbook_look import SUBTITLE
from reports.workbook_paper import HEADING_ROW, OVERVIEW, Paper

KEYS = ("Första dag", "Period", "Periodtyp")
DAY_COLUMN, PERIOD_COLUMN = 0, 1
KEY_WIDTHS = (12, 12, 13)
FIGURE_WIDTH, STATE_WIDTH = 17, 16
COLUMNS_A_PAGE = 16
LONGEST_HEADING = 100


@dataclass(frozen=True)
class Placed:
    """A chart and where its figures lie: its rows, the column of its values, and those of its targets.

    `state_column` is None where all is known and final.
    """

    item: Item
    chart: Chart
    first_row: int
    last_row: int
    value_column: int
    target_columns: tuple[int, ...]
    state_column: int | None


@dataclass(frozen=True)
class Series:
    """The rows of a sheet of series, oldest first within each kind of period, and its charts' places."""

    name: str
    periods: tuple[Period, ...]
    placed: tuple[Placed, ...]
    width: int


def series_of(name: str, items: list[Item]) -> Series | None:
    """Return how an area's series lie on their sheet; None where none of its indicators has a chart."""
    charts = [(item, item.chart) for item in items if item.chart and item.chart.points]
    if not charts:
        return None
    periods = tuple(sorted({point.period for _, chart in charts for point in chart.points}, key=_order))
    row_of = {period: HEADING_ROW + 1 + place for place, period in enumerate(periods)}
    placed, column = [], len(KEYS)
    for item, chart in charts:
        rows = [row_of[point.period] for point in chart.points]
        targets = tuple(range(column + 1, column + 1 + len(chart.targets)))
        after = column + 1 + len(targets)
        state = after if any(_state(chart, point) for point in chart.points) else None
        placed.append(Placed(item, chart, min(rows), max(rows), column, targets, state))
        column = after + (state is not None)
    return Series(name, periods, tuple(placed), column)


def write_series(paper: Paper, series: Series, title: str, report: Report, made_on: date) -> None:
    """Write the sheet. A period without a figure is an empty cell: a chart would draw a text as zero.

    What it is instead stands in the column beside it.
    """
    paper.head(title, report)
    paper.link(2, 0, OVERVIEW, "Till översikten")
    if any(
        _state(placed.chart, point) == HIDDEN for placed in series.placed for point in placed.chart.points
    ):
        paper.text(2, len(KEYS) - 1, f"{HIDDEN} i kolumnen {NOTE}: {explanation(report)}", SUBTITLE)
    _keys(paper, series)
    headings, is_number, widths = [*KEYS], [False] * len(KEYS), [*KEY_WIDTHS]
    for placed in series.placed:
        for heading, figures in _headings(placed):
            headings.append(heading)
            is_number.append(figures)
            widths.append(FIGURE_WIDTH if figures else STATE_WIDTH)
        _figures(paper, placed, {period: row for row, period in _rows(series)})
    paper.headings(HEADING_ROW, headings, is_number, widths)
    for column, width in enumerate(widths):
        paper.sheet.set_column(column, column, width)
    last_row = HEADING_ROW + len(series.periods)
    paper.lined(HEADING_ROW + 1, last_row, series.width)
    paper.filtered(HEADING_ROW, last_row, series.width, frozen=2)
    paper.printed(report, made_on, (0, HEADING_ROW), pages_wide=-(-series.width // COLUMNS_A_PAGE))
    paper.sheet.repeat_columns(DAY_COLUMN, PERIOD_COLUMN)


def heading_of(chart: Chart) -> str:
    """Return what a chart's values are called: the indicator, and its unit where it has one."""
    name = shortened(chart.title, LONGEST_HEADING)
    return f"{name}, {chart.unit_of_measure}" if chart.unit_of_measure else name


def _order(period: Period) -> tuple[int, date]:
    """Sort the finest periods first: those of a chart then lie together."""
    return list(Periodicity).index(period.periodicity), period.first


def _rows(series: Series) -> Iterator[tuple[int, Period]]:
    return enumerate(series.periods, HEADING_ROW + 1)


def _keys(paper: Paper, series: Series) -> None:
    """Write the columns that say when."""
    for row, period in _rows(series):
        paper.day(row, DAY_COLUMN, period.first)
        paper.text(row, PERIOD_COLUMN, period.short_label)
        paper.text(row, 2, PERIODICITY[period.periodicity])
    # A year is a text here, for it is a name and nothing to reckon with.
    paper.sheet.ignore_errors({"number_stored_as_text": f"B1:B{HEADING_ROW + 1 + len(series.periods)}"})


def _headings(placed: Placed) -> Iterator[tuple[str, bool]]:
    """Return the headings of an indicator's columns, and whether they hold figures."""
    name = shortened(placed.chart.title, LONGEST_HEADING)
    yield heading_of(placed.chart), True
    for line in placed.chart.targets:
        yield f"{shortened(line.name, LONGEST_HEADING)}: {name}", True
    if placed.state_column is not None:
        yield f"{NOTE}: {name}", False


def _figures(paper: Paper, placed: Placed, row_of: dict[Period, int]) -> None:
    """Write an indicator's values, targets and states."""
    chart = placed.chart
    pattern, target_pattern = number_format(chart.decimals), number_format(chart.target_decimals)
    for place, point in enumerate(chart.points):
        row, value = row_of[point.period], shown_number(point.value, chart.decimals)
        if value is not None:
            paper.number(row, placed.value_column, value, pattern)
        for column, line in zip(placed.target_columns, chart.targets, strict=True):
            target = target_at(line, place, chart.target_decimals)
            if target is not None:
                paper.number(row, column, target, target_pattern)
        if placed.state_column is not None and (state := _state(chart, point)):
            paper.text(row, placed.state_column, state)


def _state(chart: Chart, point: Point) -> str:
    """Say what a period's figure is, where it isn't only a final figure within chance."""
    if shown_number(point.value, chart.decimals) is None:
        return HIDDEN if point.hidden else MISSING
    preliminary = PRELIMINARY if point.preliminary else ""
    return ", ".join(filter(None, [preliminary, MEANING.get(point.meaning, "")]))
