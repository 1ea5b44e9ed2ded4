"""The sheet of a Word document: page, language, font, header and footer, and the same bytes each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from reports.office_properties import LANGUAGE, set_properties
from reports.plain import clean
from reports.printed import made
from reports.zipped import without_times

PAGE_WIDTH, PAGE_HEIGHT, SIDE_MARGIN, MARGIN = Cm(21), Cm(29.7), Cm(1.5), Cm(2)
SMALL = Pt(9)
FONT = "Calibri"
FONT_STYLES = ("Normal", "Title", "Heading 1", "Caption")


@dataclass(frozen=True)
class Sheet:
    """What every page of a document says of it. `remark` marks invented figures, empty for real ones."""

    title: str
    organisation: str
    unit: str
    remark: str
    made_on: date
    asides: tuple[str, ...] = ()
    side_margin: Length = SIDE_MARGIN
    font: str = FONT


def new_document(sheet: Sheet) -> WordDocument:
    """Return an empty document in Swedish on A4, with header and footer, that says what it is."""
    document = Document()
    _set_page(document, sheet.side_margin)
    _set_language(document)
    set_font(document, FONT_STYLES, sheet.font)
    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    title = f"{sheet.title}, {sheet.unit}"
    set_properties(document.core_properties, title, sheet.organisation, sheet.remark, sheet.made_on)
    _set_header_and_footer(document, sheet)
    return document


def written(document: WordDocument) -> bytes:
    """Return a document as a .docx file; the same document gives the same bytes."""
    file = BytesIO()
    document.save(file)
    return without_times(file.getvalue())


def set_font(document: WordDocument, styles: Iterable[str], name: str) -> None:
    """Use one font in styles that have another of their own."""
    for style in styles:
        font = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        font.attrib.clear()
        for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
            font.set(qn(f"w:{letters}"), name)


def _set_page(document: WordDocument, side_margin: Length) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = side_margin
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


def _set_header_and_footer(document: WordDocument, sheet: Sheet) -> None:
    section = document.sections[0]
    told = [sheet.organisation, sheet.unit, *sheet.asides, sheet.remark]
    _small(section.header.paragraphs[0], " · ".join(filter(None, told)))
    footer = section.footer.paragraphs[0]
    _small(footer, " · ".join(filter(None, [made(sheet.made_on), sheet.remark, "Sida "])))
    _field(footer, "PAGE")
    _small(footer, " av ")
    _field(footer, "NUMPAGES")


def _small(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(clean(text)).font.size = SMALL


def _field(paragraph: Paragraph, name: str) -> None:
    """Add a field that the reader's own program fills in."""
    field, run = OxmlElement("w:fldSimple"), paragraph.add_run("1")
    run.font.size = SMALL
    field.set(qn("w:instr"), name)
    field.append(run._r)
    paragraph._p.append(field)
