"""Tables of a PDF as values: their texts, how wide their columns are, and which stand to the right."""

from collections.abc import Sequence
from typing import Any

from metrics.documents.model import Item, Table
from metrics.documents.words import STANDING
from metrics.vocabulary import Area
from reports.column_widths import CENTIMETRE, Column, columns_of
from reports.drawn_figures import DrawnFigures
from reports.pdf_signs import printable
from reports.printed import overview

TEXT_WIDTH, FLIPPED_WIDTH = 470.0, 716.0
"""Points: of a page's text, and of that of a page on its side."""
SIZE, SMALL_SIZE = 9.0, 7.5
"""Points: of a table's letters, and of those of a table with many columns."""
ROOMS = ((TEXT_WIDTH, SIZE), (TEXT_WIDTH, SMALL_SIZE), (FLIPPED_WIDTH, SIZE), (FLIPPED_WIDTH, SMALL_SIZE))
"""What a table may have, the first before the others."""
PADDING = 8.0
"""Points of a cell's margins on both sides."""
LONGEST_WORD = 2.9
"""Centimetres: a wider word is hyphenated."""
MOST_SIGNS, WHOLE_ROW = 160, 500
"""A longer text gives its column no more room, and a longer one may go on on the next page."""
OVERVIEW_WIDTHS = (146.0, 62.0, 82.0, 82.0, 98.0)
"""Points: the same for every area, so that the columns stand under one another."""
NAME_WIDTH, MOST_WIDTH, FIGURE_WIDTH = 66.0, 48.0, 90.0
"""Points: of the names beside figures, and at most of a period, and of long figures below one another."""
SIDE_BY_SIDE = 7
"""The most signs of a figure that has room where thirteen stand side by side."""


def grid(
    caption: str,
    headings: Sequence[str],
    is_number: Sequence[bool],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float] = (),
    tones: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a table as the layout takes it; `widths` in points are measured where there are none.

    `tones` are colours by meaning, of the rows' cells in the column `toned`. No word is divided in the column
    `standing` (-1 = there is none). `is_whole` tells whether each
    row stays on one page, `is_kept` whether the table does, `is_flipped` whether it needs a page on its side.
    """
    names, texts = list(map(printable, headings)), [list(map(printable, row)) for row in rows]
    size, room, measured = _measured(names, is_number, texts)
    standing = list(headings).index(STANDING) if STANDING in headings else -1
    return {
        "caption": printable(caption),
        "headings": [[printable(line) for line in text.split("\n")] for text in headings],
        "is_number": list(is_number),
        "rows": texts,
        "tones": list(tones),
        "toned": standing if tones else -1,
        "standing": standing,
        "size": SIZE if widths else size,
        "widths": list(widths or measured),
        "is_kept": False,
        "is_flipped": not widths and room > TEXT_WIDTH,
        "hyphenate": not widths,
        "is_whole": max((len(text) for row in texts for text in row), default=0) <= WHOLE_ROW,
    }


def table_grid(table: Table, widths: Sequence[float] = (), tones: Sequence[str] = ()) -> dict[str, Any]:
    """Return a table of a report as the layout takes it."""
    rows = [[cell.text for cell in row] for row in table.rows]
    return grid(table.caption, table.headings, table.is_number, rows, widths=widths, tones=tones)


def overview_grid(area: Area, items: Sequence[Item]) -> dict[str, Any]:
    """Return where the indicators of an area stand, in symbol and word."""
    return table_grid(overview(area, items), OVERVIEW_WIDTHS, [item.tone for item in items])


def figures_grid(told: DrawnFigures) -> dict[str, Any]:
    """Return the figures of a chart as a table: side by side, or below one another if they are long."""
    if max(len(text) for line in told.lines for text in line[1:]) <= SIDE_BY_SIDE:
        headings = [told.sort, *("\n".join(period.split(" ")) for period in told.periods)]
        rows, most = told.lines, MOST_WIDTH
    else:
        headings, *rows = zip((told.sort, *told.periods), *told.lines, strict=True)
        most = FIGURE_WIDTH
    columns = len(headings) - 1
    widths = (NAME_WIDTH, *[min(most, (TEXT_WIDTH - NAME_WIDTH) / columns)] * columns)
    laid = grid(told.caption, headings, [False, *[True] * columns], rows, widths=widths)
    return laid | {"size": SMALL_SIZE, "is_kept": True}


def _measured(
    headings: Sequence[str], is_number: Sequence[bool], rows: Sequence[Sequence[str]]
) -> tuple[float, float, list[float]]:
    """Return the letters' size, the width in points of the page's text, and of each column.

    All stands on one line where it can. Else a column has room for its longest word, and more where more
    stands; small letters and a page on its side are for tables that need them.
    """
    for room, size in ROOMS:
        columns = columns_of(headings, is_number, rows, size, PADDING / CENTIMETRE, LONGEST_WORD)
        least = [column.least * CENTIMETRE for column in columns]
        if sum(least) <= room:
            break
    whole = [column.whole * CENTIMETRE for column in columns]
    needed = whole if sum(whole) <= room else least
    fitting = [wide * min(1.0, room / sum(needed)) for wide in needed]
    more = [0.0 if column.is_number else float(_most_signs(column)) for column in columns]
    shares = more if any(more) else [1.0] * len(columns)
    spare = (room - sum(fitting)) / sum(shares)
    return size, room, [wide + spare * share for wide, share in zip(fitting, shares, strict=True)]


def _most_signs(column: Column) -> int:
    """Return the signs of a column's longest text, as far as they give it more room."""
    return min(MOST_SIGNS, max(1, *map(len, (column.heading, *column.texts))))
