"""The minutes of a meeting as a Word document: real headings, real tables, and the same bytes each time."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_TblPr, CT_Tc
from docx.oxml.text.run import CT_R
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from metrics.meeting.minutes import Minutes
from metrics.meeting.points import Table

LANGUAGE, AUTHOR = "sv-SE", "Lägesbild"
LONGEST_PROPERTY = 255
"""Signs that a property of a document may have."""
NOT_IN_XML = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML document can hold; a line break or a tab is a space."""
PAGE_WIDTH, PAGE_HEIGHT, SIDE_MARGIN, MARGIN = Cm(21), Cm(29.7), Cm(1.5), Cm(2)
SMALL = Pt(9)
TEXT_WIDTH, CELL_MARGINS, SIGN_WIDTH = 18.0, 0.5, 0.19
"""Centimetres: of a page's text, of a cell's both margins, and of a small sign in a wide font."""
LONGEST_WORD, MOST_SIGNS = 24, 240
"""A word longer than this may be divided, and a text longer than this gives its column no more room."""
BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
CELL_TEXT, HEADING_TEXT = "Tabelltext", "Tabellrubrik"
HEADING_GREY, LINE_GREY = "E7EAEE", "B8BFC7"
RULED = ("top", "bottom", "insideH")
FONT = "Calibri"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can tell; every part has it."""
UNIX = 3


def minutes_docx(minutes: Minutes, *, made_on: date) -> bytes:
    """Return the minutes as a .docx file; the same minutes and day give the same bytes."""
    document = Document()
    _set_page(document)
    _set_language(document)
    _set_font(document)
    _add_styles(document)
    _set_properties(document, minutes, made_on)
    _set_header_and_footer(document, minutes, made_on)
    document.add_heading(_clean(minutes.title), level=0)
    _facts(document, minutes)
    for point in minutes.points:
        document.add_heading(_clean(point.heading), level=1)
        for sentence in point.sentences:
            document.add_paragraph(_clean(sentence))
        for table in point.tables:
            _table(document, table)
    written = BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _clean(text: str) -> str:
    """Return a text without the signs that a document can't hold."""
    return NOT_IN_XML.sub(" ", text)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE_MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _set_language(document: WordDocument) -> None:
    """Say in the styles that all of the text is Swedish: to spell by, and to read aloud by."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.append(language)


def _set_font(document: WordDocument) -> None:
    """Use one font, and let long words be divided: columns are narrow and Swedish words are not."""
    for name in ("Normal", "Title", "Heading 1", "Caption"):
        font = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        font.attrib.clear()
        for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
            font.set(qn(f"w:{letters}"), FONT)
    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))


def _add_styles(document: WordDocument) -> None:
    """Make the styles of what stands in tables, so that a reader can change all of it at once."""
    for name in (CELL_TEXT, HEADING_TEXT):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = SMALL, name == HEADING_TEXT
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)


def _set_properties(document: WordDocument, minutes: Minutes, made_on: date) -> None:
    properties, moment = document.core_properties, datetime.combine(made_on, time())
    title = f"{minutes.title}, {minutes.unit}"
    properties.title = _clean(title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = AUTHOR
    properties.subject = _clean(minutes.organisation)[:LONGEST_PROPERTY]
    properties.comments = _clean(minutes.remark)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_header_and_footer(document: WordDocument, minutes: Minutes, made_on: date) -> None:
    section = document.sections[0]
    told = [minutes.organisation, minutes.unit, minutes.remark]
    _small(section.header.paragraphs[0], " · ".join(filter(None, told)))
    footer = section.footer.paragraphs[0]
    _small(footer, f"{' · '.join(filter(None, [f'Skapat {made_on.isoformat()}', minutes.remark]))} · Sida ")
    _field(footer, "PAGE")
    _small(footer, " av ")
    _field(footer, "NUMPAGES")


def _small(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(_clean(text)).font.size = SMALL


def _field(paragraph: Paragraph, name: str) -> None:
    """Add a field that the reader's own program fills in."""
    field, run = OxmlElement("w:fldSimple"), paragraph.add_run("1")
    run.font.size = SMALL
    field.set(qn("w:instr"), name)
    field.append(run._r)
    paragraph._p.append(field)


def _facts(document: WordDocument, minutes: Minutes) -> None:
    if minutes.remark:
        document.add_paragraph().add_run(_clean(minutes.remark)).bold = True
    for label, text in minutes.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{_clean(label)}: ").bold = True
        paragraph.add_run(_clean(text))


def _table(document: WordDocument, table: Table) -> None:
    """Write a table under its caption; its heading is repeated on every page that it goes over."""
    caption = document.add_paragraph(_clean(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    written = document.add_table(rows=1 + len(table.lines), cols=len(table.headings), style="Table Grid")
    written.autofit = False
    _entitle(written._tbl.tblPr, table.caption)
    _rule(written._tbl.tblPr)
    widths = [Cm(width) for width in _widths(table)]
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    heading, *rows = written._tbl.tr_lst
    _fill(heading, table.headings, widths, is_heading=True)
    heading.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, line in zip(rows, table.lines, strict=True):
        _fill(row, line.cells, widths)
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _entitle(properties: CT_TblPr, caption: str) -> None:
    """Give a table the title that is read aloud for it."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), _clean(caption))
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


def _fill(row: CT_Row, texts: Sequence[str], widths: Sequence[Length], *, is_heading: bool = False) -> None:
    """Write a row's texts. Each cell has its width too: Word goes by the cells, others by the columns."""
    for element, text, width in zip(row.tc_lst, texts, widths, strict=True):
        element.width = width
        paragraph = element.p_lst[0]
        paragraph.style = HEADING_TEXT if is_heading else CELL_TEXT
        _write(paragraph.add_r(), text)
        if is_heading:
            _shade(element)


def _shade(cell: CT_Tc) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), HEADING_GREY)
    cell.get_or_add_tcPr().append(shade)


def _write(run: CT_R, text: str) -> None:
    """Write a text into a run; dates and spans of numbers are not divided at their hyphens."""
    first, *rest = BETWEEN_DIGITS.split(_clean(text))
    run.text = first
    for part in rest:
        run.append(OxmlElement("w:noBreakHyphen"))
        run.add_t(part)


def _widths(table: Table) -> list[float]:
    """Return how many centimetres each column has: room for its longest word, and more where more stands."""
    columns = list(zip(table.headings, *(line.cells for line in table.lines), strict=True))
    words = [max(len(word) for text in column for word in [*text.split(), ""]) for column in columns]
    longest = [min(MOST_SIGNS, max(map(len, column))) for column in columns]
    least = [CELL_MARGINS + SIGN_WIDTH * min(LONGEST_WORD, signs) for signs in words]
    spare = TEXT_WIDTH - sum(least)
    if spare <= 0:
        return [width * TEXT_WIDTH / sum(least) for width in least]
    more = [max(0, signs - word) for signs, word in zip(longest, words, strict=True)]
    shares = more if any(more) else longest
    return [width + spare * share / max(1, sum(shares)) for width, share in zip(least, shares, strict=True)]


def _without_times(written: bytes) -> bytes:
    """Return a zip file without the times at which its parts were written."""
    fixed = BytesIO()
    with ZipFile(BytesIO(written)) as parts, ZipFile(fixed, "w") as target:
        for name in parts.namelist():
            part = ZipInfo(name, FIXED_TIME)
            part.compress_type, part.create_system = ZIP_DEFLATED, UNIX
            target.writestr(part, parts.read(name))
    return fixed.getvalue()
