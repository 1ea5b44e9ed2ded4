"""A chart in a Word document: drawn by Word itself from the figures behind it, and open to changes."""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from metrics.documents.model import Chart
from reports.drawing import Frame
from reports.native_chart import chart_parts
from reports.plain import clean
from reports.word_look import PICTURE

WIDTH, HEIGHT = Cm(12.4), Cm(7)
"""Nearly 16 to 9: LibreOffice lays out every chart of a Word document so, and stretches it to its place."""
FRAME = Frame(WIDTH.pt, HEIGHT.pt, 9)
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(document: WordDocument, chart: Chart, number: int) -> None:
    """Draw the chart in a line of its own; `number` counts the document's charts from 1."""
    paragraph = document.add_paragraph(style=PICTURE)
    drawing = OxmlElement("w:drawing")
    drawing.append(_inline(chart, _embedded(document, chart, number), number))
    paragraph.add_run()._r.append(drawing)


def _embedded(document: WordDocument, chart: Chart, number: int) -> str:
    """Lay the chart and its workbook into the file, and return the name of the document's tie to it.

    The chart's XML names its workbook by the first tie that a part is given.
    """
    xml, workbook = chart_parts(chart, FRAME)
    package = document.part.package
    book = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, xml, package)
    part.relate_to(Part(book, CONTENT_TYPE.SML_SHEET, workbook, package), RELATIONSHIP_TYPE.PACKAGE)
    return document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def _inline(chart: Chart, relation: str, number: int) -> BaseOxmlElement:
    """Return the picture as a sign in the line: it is never cut, and is read aloud as its sentence."""
    inline = parse_xml(
        f"<wp:inline {nsdecls('wp', 'a', 'r')} distT='0' distB='0' distL='0' distR='0'>"
        f"<wp:extent cx='{WIDTH}' cy='{HEIGHT}'/><wp:docPr id='{number}' name='Diagram {number}'/>"
        f"<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri='{CHARTS}'>"
        f"<c:chart xmlns:c='{CHARTS}'/></a:graphicData></a:graphic></wp:inline>"
    )
    told = inline.find(qn("wp:docPr"))
    told.set("descr", clean(chart.alt or chart.title))
    told.set("title", clean(chart.title))
    inline.find(f".//{{{CHARTS}}}chart").set(qn("r:id"), relation)
    return inline
