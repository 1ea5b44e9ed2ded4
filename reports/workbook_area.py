"""The sheet of an area: its indicators as a table, and under it what each has been over time."""

from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook

from metrics.documents import words
from metrics.documents.model import Item, Report
from metrics.theme import LIGHT
from metrics.words import AREA, shortened
from reports.chart_lines import has_values
from reports.sheet_items import change_of
from reports.sheet_texts import LONGEST_IN_TABLE, goes_on, listed_in_cell
from reports.workbook_charts import CHART_HEIGHT, native_chart
from reports.workbook_look import LINE_HEIGHT, PLAIN, TEXT, lines_of
from reports.workbook_paper import HEADING_ROW, OVERVIEW, Paper
from reports.workbook_series import Placed, Series

COLUMNS = (
    ("Indikator", 28), ("Period", 11), (words.FIGURE, 13), (words.TARGET, 14), (words.STANDING, 16),
    (words.CHANGE, 16), (words.NOTE, 27), (words.COMMENTS, 34), (words.ACTIONS, 34),
)  # fmt: skip
"""Headings, and widths in signs: the first six together are as wide as a chart, as are the last three."""
WIDTHS = tuple(width for _, width in COLUMNS)
IS_NUMBER = (False, False, True, False, False, True, False, False, False)
LEFT, RIGHT = (0, 5), (6, 8)
FULL_TEXTS = "Hela texter"
"""The sheet of comments and actions that have no room in their row."""
CONTINUED = f"Läs resten på bladet {FULL_TEXTS}."
SECTION = {"bold": True, "font_size": 14}
SENTENCE = PLAIN | {"font_size": 11}
SIGNS_A_LINE, AIR = 88, 8
"""Of a sentence over a chart, and pixels round it."""
MOST_LINES = 10
"""Lines over a chart, so that both have room in one row: a page is divided between rows, never within one."""
LINES_A_PAGE = 36
"""Lines of a printed page that the table may have and still leave its headings on the first page alone."""


def write_area(
    book: Workbook, paper: Paper, series: Series | None, items: Sequence[Item], report: Report, made_on: date
) -> None:
    """Write an area's sheet under the name that it has."""
    paper.head(AREA[items[0].area], report)
    paper.link(2, 0, OVERVIEW, "Till översikten")
    if series:
        paper.link(2, 1, series.name, "Till siffrorna bakom diagrammen")
    paper.headings(HEADING_ROW, [heading for heading, _ in COLUMNS], IS_NUMBER, WIDTHS)
    for column, width in enumerate(WIDTHS):
        paper.sheet.set_column(column, column, width)
    for row, item in enumerate(items, HEADING_ROW + 1):
        _row(paper, row, item)
        paper.fit(row, _texts(item), WIDTHS)
    last_row = HEADING_ROW + len(items)
    # A year is a text here, for it is a name and nothing to reckon with.
    paper.sheet.ignore_errors({"number_stored_as_text": f"B1:B{last_row + 1}"})
    paper.filtered(HEADING_ROW, last_row, len(COLUMNS))
    paper.printed(report, made_on, (0, _repeated(items)))
    _over_time(book, paper, series, items, last_row + 2)


def _row(paper: Paper, row: int, item: Item) -> None:
    """Write an indicator."""
    paper.text(row, 0, item.name, TEXT | {"bold": True})
    paper.text(row, 1, item.period.short_label)
    paper.cell(row, 2, item.value, is_number=True)
    paper.text(row, 3, item.target)
    paper.text(row, 4, item.status, TEXT | {"font_color": getattr(LIGHT, item.tone)})
    paper.cell(row, 5, change_of(item), is_number=True)
    paper.text(row, 6, item.note)
    paper.raw(row, 7, _several(item.comments))
    paper.raw(row, 8, _several(item.actions))


def _several(texts: tuple[str, ...]) -> str:
    """Return comments or actions as they stand in one cell, each on a line of its own."""
    joined = listed_in_cell(texts, "\n")
    if not goes_on(texts):
        return joined
    return f"{shortened(joined, LONGEST_IN_TABLE)}\n{CONTINUED}"


def _repeated(items: Sequence[Item]) -> int:
    """Return the last row that is printed on every page: the table's headings where it goes over a page.

    Where it doesn't, the next pages have charts alone, which have no use for them.
    """
    lines = sum(max(map(lines_of, _texts(item), WIDTHS)) for item in items)
    return HEADING_ROW if lines > LINES_A_PAGE else HEADING_ROW - 2


def _texts(item: Item) -> tuple[str, ...]:
    figures = item.period.short_label, item.value.text, item.target, item.status, item.change
    return (item.name or " ", *figures, item.note, _several(item.comments), _several(item.actions))


def _over_time(book: Workbook, paper: Paper, series: Series | None, items: Sequence[Item], row: int) -> None:
    """Write each indicator's sentence with its chart under it, two side by side, then those without one."""
    placed = [each for each in (series.placed if series else ()) if has_values(each.chart)]
    paper.text(row, 0, "Utveckling över tid" if placed else "Läget i ord", SECTION)
    paper.sheet.set_row_pixels(row, 28)
    row += 1
    for first in range(0, len(placed), 2):
        pair = placed[first : first + 2]
        assert series
        _pair(book, paper, series.name, pair, row)
        row += 1
    drawn = {each.item for each in placed}
    for item in items:
        if item not in drawn:
            paper.merged(row, (LEFT[0], RIGHT[1]), f"{item.sentence} {words.NOTHING_DRAWN}", SENTENCE)
            paper.sheet.set_row_pixels(row, AIR + LINE_HEIGHT * _lines(item.sentence, 2 * SIGNS_A_LINE))
            row += 1


def _pair(book: Workbook, paper: Paper, series: str, pair: Sequence[Placed], row: int) -> None:
    """Write one or two sentences, and their charts in the same row under them."""
    sentences = [shortened(each.item.sentence, MOST_LINES * SIGNS_A_LINE) for each in pair]
    above = AIR + LINE_HEIGHT * max(_lines(sentence, SIGNS_A_LINE) for sentence in sentences)
    paper.sheet.set_row_pixels(row, above + CHART_HEIGHT + 2 * AIR)
    for each, sentence, columns in zip(pair, sentences, (LEFT, RIGHT), strict=False):
        paper.merged(row, columns, sentence, SENTENCE)
        paper.drawn(row, columns[0], native_chart(book, series, each), each.chart.alt or sentence, above)


def _lines(text: str, signs: int) -> int:
    return min(MOST_LINES, lines_of(text, signs))
