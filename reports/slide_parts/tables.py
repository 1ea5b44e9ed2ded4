"""Tables on slides: native, with a heading row on each, split where they have no room.

Letters are never made smaller: too many rows go on to the next slide, and too many columns too, the first one
told again. A cell with more than a few lines is cut, and told in full in the notes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from metrics.documents.model import Cell, Table
from reports.drawing import EMU, fill
from reports.plain import clean
from reports.slide_parts.pictures import describe
from reports.slide_parts.stage import TEXT, Box, Stage
from reports.slide_parts.texts import Text, write
from reports.text_width import LINE, line_count, width_of

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without colours and lines."""
SIDES, ABOVE = 8.0, 4.0
"""Points that a cell keeps free at each side, and above and below its text."""
MOST_LINES = 6
NO_ROWS = "Inget att visa."
LONGEST_WORD, NAME_WIDTHS, WIDEST, MOST_SIGNS = 18, (220.0, 160.0, 0.0), 320.0, 200
"""Signs of a word that may not be divided; points that the first column asks for, and any column at most;
and how much of a text is measured."""


@dataclass(frozen=True)
class Piece:
    """The part of a table that goes on one slide, with its columns' widths in points.

    `cut` are the texts that had no room, each with its heading and its row.
    """

    table: Table
    widths: tuple[float, ...]
    cut: tuple[str, ...]


def pieces(table: Table, room: Box, stage: Stage) -> list[Piece]:
    """Return a table's parts, each as high and wide as the room; a table without rows is one part.

    The first column has much room or little, whichever gives the fewest parts.
    """
    if not table.rows:
        nothing = (Cell(NO_ROWS), *(Cell("") for _ in table.headings[1:]))
        table = replace(table, rows=(nothing,))
    ways = [list(_pieces(table, room, stage, name * stage.scale)) for name in NAME_WIDTHS]
    return min(ways, key=len)


def _pieces(table: Table, room: Box, stage: Stage, name: float) -> Iterator[Piece]:
    for columns in _column_groups(table, room.width, stage, name):
        part = _columns_of(table, columns)
        widths = _widths(part, room.width, stage, name)
        head = _height(part.headings, widths, stage, bold=True)
        rows, high = [], head
        for row in part.rows:
            needed = _height([cell.text for cell in row], widths, stage)
            if rows and high + needed > room.height:
                yield _piece(part, rows, widths, stage)
                rows, high = [], head
            rows.append(row)
            high += needed
        yield _piece(part, rows, widths, stage)


def _columns_of(table: Table, columns: Sequence[int]) -> Table:
    return Table(
        table.caption,
        tuple(table.headings[place] for place in columns),
        tuple(table.is_number[place] for place in columns),
        tuple(tuple(row[place] for place in columns) for row in table.rows),
    )


def _least(table: Table, place: int, stage: Stage, name: float) -> float:
    """Return what a column needs for its longest word, or for its figures."""
    texts = [table.headings[place], *(row[place].text for row in table.rows)]
    words = [word[:LONGEST_WORD] for text in texts for word in text.split(" ")]
    size = stage.size(TEXT)
    needed = max((width_of(word, size, bold=True) for word in words), default=0)
    if place == 0:
        whole = max((width_of(text[:MOST_SIGNS], size) for text in texts), default=0)
        needed = max(needed, min(name, whole))
    return needed + 2 * SIDES


def _column_groups(table: Table, room: float, stage: Stage, name: float) -> list[list[int]]:
    """Return the columns that go side by side, the first one in every group."""
    least = [_least(table, place, stage, name) for place in range(len(table.headings))]
    groups, used = [[0]], least[0] if least else 0
    for place in range(1, len(least)):
        if len(groups[-1]) > 1 and used + least[place] > room:
            groups.append([0])
            used = least[0]
        groups[-1].append(place)
        used += least[place]
    return groups


def _widths(table: Table, room: float, stage: Stage, name: float) -> tuple[float, ...]:
    """Return the columns' widths: what each needs, and the rest where the longest texts stand."""
    least = [_least(table, place, stage, name) for place in range(len(table.headings))]
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    size = stage.size(TEXT)
    wanted = []
    for place, narrow in enumerate(least):
        texts = [table.headings[place], *(row[place].text for row in table.rows)]
        widest = max(width_of(text[:MOST_SIGNS], size, bold=True) for text in texts) + 2 * SIDES
        wanted.append(max(narrow, min(WIDEST * stage.scale, widest)))
    more = [full - narrow for full, narrow in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    if sum(more) <= spare:
        added = (spare - sum(more)) / len(least)
        return tuple(full + added for full in wanted)
    return tuple(narrow + spare * part / sum(more) for narrow, part in zip(least, more, strict=True))


def _height(texts: Sequence[str], widths: Sequence[float], stage: Stage, *, bold: bool = False) -> float:
    size = stage.size(TEXT)
    lines = max(
        line_count(clean(text), width - 2 * SIDES, size, bold=bold)
        for text, width in zip(texts, widths, strict=True)
    )
    return min(MOST_LINES, lines) * LINE * size + 2 * ABOVE


def _piece(table: Table, rows: Sequence[tuple[Cell, ...]], widths: tuple[float, ...], stage: Stage) -> Piece:
    """Return a part with its long texts cut, and what was cut."""
    shown, cut = [], []
    for row in rows:
        cells = []
        for heading, cell, width in zip(table.headings, row, widths, strict=True):
            text = Text(cell.text).cut(width - 2 * SIDES, MOST_LINES, stage.scale).text
            if text != clean(cell.text):
                cut.append(f"{row[0].text[:60]}, {heading}: {cell.text}")
            cells.append(Cell(text))
        shown.append(tuple(cells))
    return Piece(Table(table.caption, table.headings, table.is_number, tuple(shown)), widths, tuple(cut))


def add_table(slide: Slide, room: Box, piece: Piece, stage: Stage) -> None:
    """Add a part of a table to a slide."""
    table = piece.table
    left, top, wide, _ = room.lengths()
    shape = slide.shapes.add_table(1 + len(table.rows), len(table.headings), left, top, wide, Pt(1))
    describe(shape._element, f"Tabell: {table.caption}", f"Tabell: {table.caption}. {len(table.rows)} rader.")
    written = shape.table
    properties = written._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    written.first_row, written.horz_banding = True, False
    for column, width in zip(written.columns, piece.widths, strict=True):
        column.width = Emu(round(width * EMU))
    texts = [table.headings, *([cell.text for cell in row] for row in table.rows)]
    for place, (row, line) in enumerate(zip(written.rows, texts, strict=True)):
        row.height = Emu(round(_height(line, piece.widths, stage, bold=place == 0) * EMU))
        for cell, text, is_number in zip(row.cells, line, table.is_number, strict=True):
            _write(cell, text, stage, is_number=is_number, is_heading=place == 0)
    shape.height = Emu(sum(row.height for row in written.rows))


def _write(cell: _Cell, text: str, stage: Stage, *, is_number: bool, is_heading: bool) -> None:
    cell.margin_left = cell.margin_right = Emu(round(SIDES * EMU))
    cell.margin_top = cell.margin_bottom = Emu(round(ABOVE * EMU))
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_heading else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    write(paragraph, Text(text, bold=is_heading, colour=stage.ink), stage.scale)
    colour = stage.palette.ink if is_heading else stage.palette.axis
    width = round((1.5 if is_heading else 0.75) * EMU)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="{width}">{fill(colour)}</a:lnB>'))
