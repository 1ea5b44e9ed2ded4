"""How a workbook looks: its styles, its number formats and the widths of its columns."""

from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from metrics.documents.model import Cell
from metrics.numbers import unit_word
from metrics.theme import LIGHT
from reports.number_format import number_format

FONT = "Calibri"
DAY_PATTERN = "yyyy-mm-dd"
HEADING_GREY = "#e7eaee"
LINE_GREY = "#d5d9de"
LINE_HEIGHT, ROW_AIR, HIGHEST_ROW = 20, 2, 540
"""Pixels."""

BODY = {"valign": "top", "bottom": 1, "bottom_color": LINE_GREY}
TEXT = BODY | {"text_wrap": True}
FIGURE = BODY | {"align": "right", "indent": 1}
DAY = BODY | {"align": "left", "num_format": DAY_PATTERN}
HEADING = {
    "bold": True, "text_wrap": True, "valign": "bottom", "bg_color": HEADING_GREY, "bottom": 1,
    "bottom_color": LIGHT.axis,
}  # fmt: skip
FIGURE_HEADING = HEADING | {"align": "right", "indent": 1}
TITLE = {"bold": True, "font_size": 18}
SUBTITLE = {"font_color": LIGHT.muted}
LINK = {"font_color": LIGHT.better, "underline": 1, "valign": "top"}
LINED_LINK = BODY | LINK
PLAIN = {"text_wrap": True, "valign": "top"}
LABEL = PLAIN | {"bold": True}


class Look:
    """The styles of one workbook, each made once: a file holds only so many."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def style(self, properties: dict[str, Any]) -> Format:
        """Return the style with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_color": LIGHT.ink} | properties)
        return self._made[key]

    def line(self) -> Format:
        """Return what adds a line to a cell that has another style, or none."""
        return self._book.add_format({"bottom": 1, "bottom_color": LINE_GREY})


def lines_of(text: str, signs: int) -> int:
    """Return how many lines a text needs where so many signs have room on each; at least one."""
    return sum(len(wrap(line, max(signs, 1))) or 1 for line in text.split("\n"))


def cell_pattern(cell: Cell, number: float) -> str:
    """Return the number format that shows a cell's number as its text does: with its unit if that has it."""
    word = unit_word(cell.unit_of_measure, number, cell.decimals)
    unit = word if word and cell.text.rstrip().endswith(word) else ""
    return number_format(cell.decimals, unit, sign=cell.text.startswith(("+", "±")))
