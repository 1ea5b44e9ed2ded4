"""One sheet of a workbook: its heading, its cells, and how it is printed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from metrics.documents.model import Cell, Report
from metrics.documents.words import HIDDEN
from metrics.words import shortened
from reports.plain import clean
from reports.printed import asides, made, shown_for
from reports.sheet_texts import WITH_SIGN, number_of, told
from reports.workbook_look import (
    DAY,
    FIGURE,
    FIGURE_HEADING,
    HEADING,
    HIGHEST_ROW,
    LINE_HEIGHT,
    LINK,
    ROW_AIR,
    SUBTITLE,
    TEXT,
    TITLE,
    Look,
    cell_pattern,
    lines_of,
)

A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}
"""Inches."""
LONGEST_ALT = 2000
LONGEST_FOOTER = 70
"""Signs of each part of a footer, which has 255 in all with its codes."""
FILTER_BUTTON = 3
"""Signs of a heading that it takes the room of."""
HEADING_ROW = 3
"""Above it: the title, what the sheet is about, and where to go from here."""
OVERVIEW = "Översikt"


class Paper:
    """A sheet being written. Rows and columns count from 0; texts are made harmless here and nowhere else."""

    def __init__(self, sheet: Worksheet, look: Look) -> None:
        self.sheet, self._look = sheet, look
        sheet.hide_gridlines(2)

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.sheet.name)

    def head(self, title: str, report: Report) -> None:
        """Write what stands at the top of every sheet."""
        self.text(0, 0, title, TITLE)
        self.text(1, 0, " · ".join(about(report)), SUBTITLE)
        self.sheet.set_row(0, 26)

    def text(self, row: int, column: int, text: str, style: dict[str, Any] = TEXT) -> None:
        """Write a text; a figure with a sign and a unit is marked as text, anything else is made harmless."""
        if WITH_SIGN.fullmatch(text):
            self.sheet.write_string(row, column, text, self._look.style(style | {"quote_prefix": True}))
        else:
            self.raw(row, column, told(text), style)

    def raw(self, row: int, column: int, harmless: str, style: dict[str, Any] = TEXT) -> None:
        """Write a text that is harmless already, in one or several lines; an empty one is only a line."""
        if harmless:
            self.sheet.write_string(row, column, harmless, self._look.style(style))
        else:
            self.sheet.write_blank(row, column, None, self._look.style(style))

    def number(
        self, row: int, column: int, value: float, pattern: str, style: dict[str, Any] = FIGURE
    ) -> None:
        """Write a number."""
        self.sheet.write_number(row, column, value, self._look.style(style | {"num_format": pattern}))

    def day(self, row: int, column: int, day: date, style: dict[str, Any] = DAY) -> None:
        """Write a day as a day."""
        self.sheet.write_datetime(row, column, day, self._look.style(style))

    def cell(self, row: int, column: int, cell: Cell, *, is_number: bool) -> None:
        """Write a cell as the number or day that it is, else as its text; what is hidden is `..`."""
        value = number_of(cell)
        if value is not None:
            self.number(row, column, value, cell_pattern(cell, value))
        elif cell.day is not None and cell.text.strip() != HIDDEN:
            self.day(row, column, cell.day)
        else:
            self.text(row, column, cell.text, FIGURE if is_number else TEXT)

    def headings(
        self, row: int, texts: Sequence[str], is_number: Sequence[bool], widths: Sequence[int]
    ) -> None:
        """Write the headings of a table with columns of these widths, with room for the filters' buttons."""
        self.fit(row, texts, [width - FILTER_BUTTON for width in widths])
        for column, (text, figures) in enumerate(zip(texts, is_number, strict=True)):
            self.text(row, column, text, FIGURE_HEADING if figures else HEADING)

    def fit(self, row: int, texts: Sequence[str], widths: Sequence[int], lines: int = 1) -> None:
        """Make a row high enough for its texts: not every program does that when a file is opened."""
        needed = max(map(lines_of, texts, widths), default=1)
        self.sheet.set_row_pixels(row, min(HIGHEST_ROW, max(needed, lines) * LINE_HEIGHT + ROW_AIR))

    def link(self, row: int, column: int, name: str, text: str, style: dict[str, Any] = LINK) -> None:
        """Write a text that leads to another sheet of the workbook."""
        target = name.replace("'", "''")
        self.sheet.write_url(row, column, f"internal:'{target}'!A1", self._look.style(style), told(text))

    def merged(self, row: int, columns: tuple[int, int], text: str, style: dict[str, Any]) -> None:
        """Write a text over several columns."""
        first, last = columns
        self.sheet.merge_range(row, first, row, last, told(text), self._look.style(style))

    def drawn(self, row: int, column: int, chart: Chart, alt: str, down: int) -> None:
        """Lay a chart in a cell, so many pixels down in it; `alt` is read aloud for it."""
        options = {
            "x_offset": 4,
            "y_offset": down,
            "description": shortened(clean(alt), LONGEST_ALT),
            "object_position": 2,
        }
        self.sheet.insert_chart(row, column, chart, options)

    def lined(self, row: int, last_row: int, columns: int) -> None:
        """Draw lines under rows whose cells may be empty, without writing anything into those."""
        line = self._look.line()
        self.sheet.conditional_format(row, 0, last_row, columns - 1, {"type": "no_errors", "format": line})

    def filtered(self, row: int, last_row: int, columns: int, frozen: int = 0) -> None:
        """Keep a table's headings, and its first columns, in view, and let its rows be chosen among."""
        self.sheet.freeze_panes(row + 1, frozen)
        self.sheet.autofilter(row, 0, max(last_row, row + 1), columns - 1)

    def printed(self, report: Report, made_on: date, repeated: tuple[int, int], pages_wide: int = 1) -> None:
        """Lay the sheet out for A4: landscape, fit to the width, and the remark on every page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(**MARGINS)
        self.sheet.fit_to_pages(pages_wide, 0)
        self.sheet.repeat_rows(*repeated)
        left = " · ".join(filter(None, [made(made_on), _footer(report.remark)]))
        middle = " · ".join(filter(None, [_footer(report.title), shown_for(report)]))
        self.sheet.set_footer(f"&L&8 {left}&C&8 {middle}&R&8 Sida &P av &N")


def about(report: Report) -> list[str]:
    """Return what every sheet tells of the report: whose it is, of when, for whom, and how it was made."""
    facts = [
        report.organisation,
        report.unit,
        report.period.label,
        *asides(report),
        report.remark,
    ]
    return [fact for fact in facts if fact]


def _footer(text: str) -> str:
    """Return a text as a footer can hold it; `&` begins a code there and is written twice."""
    told = shortened(clean(text), LONGEST_FOOTER)
    while len(told.replace("&", "&&").encode("utf-16-le")) > 2 * LONGEST_FOOTER:
        told = told[:-1]
    return told.replace("&", "&&")
