"""The contents of a Word document: a field that Word can update, filled from the start with the headings."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from reports.word_look import CONTENTS, CONTENTS_HEADING

HEADING, FIELD = "Innehåll", ' TOC \\o "1-2" \\h \\z \\u '
STYLES = {f"Heading {level}": level for level in (1, 2)}


def add_contents(document: WordDocument, after: Paragraph) -> None:
    """Write the headings of a document, each a link to its place, after a paragraph.

    Page numbers come when the reader updates the field: only the program that lays out the pages knows them.
    """
    holder, content = _holder()
    after._p.addnext(holder)
    content.append(_paragraph(document, CONTENTS_HEADING, HEADING))
    entries = []
    for number, heading in enumerate(each for each in document.paragraphs if each.style.name in STYLES):
        name = f"_Toc{number + 1:08d}"
        _mark(heading, name, number + 1)
        entry = _paragraph(document, CONTENTS[STYLES[heading.style.name] - 1])
        entry.append(_link(name, heading.text))
        entries.append(entry)
    if entries:
        _begin(entries[0])
        _append_sign(entries[-1], "end")
    content.extend(entries)


def _holder() -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Return what Word knows as a table of contents, and offers to update, and its content."""
    holder, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    part, content = OxmlElement("w:docPartObj"), OxmlElement("w:sdtContent")
    gallery = OxmlElement("w:docPartGallery")
    gallery.set(qn("w:val"), "Table of Contents")
    part.extend([gallery, OxmlElement("w:docPartUnique")])
    properties.append(part)
    holder.extend([properties, content])
    return holder, content


def _paragraph(document: WordDocument, style: str, text: str = "") -> CT_P:
    paragraph = OxmlElement("w:p")
    paragraph.style = document.styles[style].style_id
    if text:
        paragraph.add_r().text = text
    return paragraph


def _mark(heading: Paragraph, name: str, number: int) -> None:
    """Give a heading the name that its entry leads to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = heading._p.r_lst[0] if heading._p.r_lst else None
    heading._p.append(end)
    if first is None:
        end.addprevious(start)
    else:
        first.addprevious(start)


def _link(name: str, text: str) -> BaseOxmlElement:
    link, run = OxmlElement("w:hyperlink"), OxmlElement("w:r")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    run.text = text
    link.append(run)
    return link


def _begin(entry: CT_P) -> None:
    """Begin the field before the link of the first entry."""
    begin, instruction, separate = (OxmlElement("w:r") for _ in range(3))
    begin.append(_sign("begin"))
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = FIELD
    instruction.append(told)
    separate.append(_sign("separate"))
    link = entry.find(qn("w:hyperlink"))
    for run in (begin, instruction, separate):
        link.addprevious(run)


def _append_sign(entry: CT_P, kind: str) -> None:
    run = OxmlElement("w:r")
    run.append(_sign(kind))
    entry.append(run)


def _sign(kind: str) -> BaseOxmlElement:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    return sign
