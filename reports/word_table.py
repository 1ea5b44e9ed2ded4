"""Tables of Word documents: a caption, a heading repeated on every page, and rows that aren't divided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_TblPr, CT_Tc
from docx.oxml.text.run import CT_R
from docx.shared import Cm, Length, Pt, RGBColor

from reports.plain import clean

SMALL, SMALLEST = Pt(9), Pt(8)
MARGINS = 0.38
"""Centimetres that Word itself keeps free in a cell, left and right together."""
BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
CELL_TEXT, HEADING_TEXT = "Tabelltext", "Tabellrubrik"
CELL_NUMBER, HEADING_NUMBER = "Tabelltal", "Tabellrubrik tal"
SMALL_STYLE = "{} liten"
"""The names of the styles of the smallest letters."""
HEADING_GREY, LINE_GREY = "E7EAEE", "B8BFC7"
RULED = ("top", "bottom", "insideH")


@dataclass(frozen=True)
class Grid:
    """A table as it is written: texts under their headings, in columns of so many centimetres.

    `spoken` is read aloud for the table, the caption where it is empty. `is_number` tells which columns stand
    to the right, none where it is empty. `colours` (`RRGGBB`) are of cells by row and column. `margins` are a
    cell's, left and right together, in centimetres. What `is_small` has the smallest letters, what
    `has_stacked_headings` their last word on a line of its own. What `stays_together` isn't divided between
    pages.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    spoken: str = ""
    is_number: tuple[bool, ...] = ()
    colours: Mapping[tuple[int, int], str] = field(default_factory=dict)
    margins: float = MARGINS
    is_small: bool = False
    has_stacked_headings: bool = False
    stays_together: bool = False


def add_table_styles(document: WordDocument) -> None:
    """Make the styles of what stands in tables, so that a reader can change all of it at once."""
    for name in (CELL_TEXT, HEADING_TEXT):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = SMALL, name == HEADING_TEXT
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)


def add_number_styles(document: WordDocument) -> None:
    """Make the styles of columns of figures, as the others but to the right, and smaller ones of all."""
    for name, base in ((CELL_NUMBER, CELL_TEXT), (HEADING_NUMBER, HEADING_TEXT)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in (CELL_TEXT, HEADING_TEXT, CELL_NUMBER, HEADING_NUMBER):
        small = document.styles.add_style(SMALL_STYLE.format(name), WD_STYLE_TYPE.PARAGRAPH)
        small.base_style, small.font.size = document.styles[name], SMALLEST


def add_table(document: WordDocument, grid: Grid) -> None:
    """Write a table under its caption; its heading is repeated on every page that it goes over."""
    if grid.caption:
        caption = document.add_paragraph(clean(grid.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
    written = document.add_table(rows=1 + len(grid.rows), cols=len(grid.headings), style="Table Grid")
    written.autofit = False
    _entitle(written._tbl.tblPr, grid.spoken or grid.caption)
    _rule(written._tbl.tblPr)
    _set_margins(written._tbl.tblPr, grid.margins)
    widths = [Cm(width) for width in grid.widths]
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    heading, *rows = written._tbl.tr_lst
    _fill(heading, grid, grid.headings, widths)
    heading.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for place, (row, texts) in enumerate(zip(rows, grid.rows, strict=True)):
        _fill(row, grid, texts, widths, place)
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if grid.stays_together:
        _keep_together([heading, *rows])


def _entitle(properties: CT_TblPr, caption: str) -> None:
    """Give a table the title that is read aloud for it."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), clean(caption))
    properties.append(title)


def _rule(properties: CT_TblPr) -> None:
    """Draw thin lines between the rows, and none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in RULED else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), LINE_GREY)
        borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def _set_margins(properties: CT_TblPr, both: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Cm(both / 2).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _fill(
    row: CT_Row, grid: Grid, texts: Sequence[str], widths: Sequence[Length], place: int | None = None
) -> None:
    """Write a row's texts; `place` is None for the heading.

    Each cell has its width too: Word goes by the cells, others by the columns.
    """
    for column, (element, text, width) in enumerate(zip(row.tc_lst, texts, widths, strict=True)):
        element.width = width
        paragraph = element.p_lst[0]
        paragraph.style = _style(grid, column, is_heading=place is None)
        run = paragraph.add_r()
        if place is None and grid.has_stacked_headings:
            _write_stacked(run, text)
        else:
            write(run, text)
        if place is None:
            _shade(element)
        elif colour := grid.colours.get((place, column)):
            _colour(run, colour)


def _style(grid: Grid, column: int, *, is_heading: bool) -> str:
    if grid.is_number and grid.is_number[column]:
        name = HEADING_NUMBER if is_heading else CELL_NUMBER
    else:
        name = HEADING_TEXT if is_heading else CELL_TEXT
    return SMALL_STYLE.format(name) if grid.is_small else name


def _shade(cell: CT_Tc) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), HEADING_GREY)
    cell.get_or_add_tcPr().append(shade)


def _colour(run: CT_R, colour: str) -> None:
    run.get_or_add_rPr().get_or_add_color().val = RGBColor.from_string(colour)


def _keep_together(rows: Sequence[CT_Row]) -> None:
    """Keep every row on the page of the next one."""
    for row in rows[:-1]:
        for cell in row.tc_lst:
            cell.p_lst[0].get_or_add_pPr().get_or_add_keepNext()


def write(run: CT_R, text: str) -> None:
    """Write a text into a run; dates and spans of numbers are not divided at their hyphens."""
    first, *rest = BETWEEN_DIGITS.split(clean(text))
    run.text = first
    for part in rest:
        run.append(OxmlElement("w:noBreakHyphen"))
        run.add_t(part)


def _write_stacked(run: CT_R, text: str) -> None:
    """Write a text with its last word, the year of a period, on a line of its own."""
    before, _, last = clean(text).rpartition(" ")
    if before:
        run.add_t(before)
        run.add_br()
    run.add_t(last)
