"""A chart on a slide: native, editable, and told in words for those who don't see it."""

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.slide import Slide

from metrics.documents.model import Chart
from reports.drawing import Frame
from reports.native_chart import chart_parts
from reports.plain import clean
from reports.slide_parts.stage import TEXT, Box, Stage


def add_chart(slide: Slide, box: Box, chart: Chart, stage: Stage) -> None:
    """Add a chart with its workbook to a slide."""
    xml, workbook = chart_parts(chart, Frame(box.width, box.height, stage.size(TEXT), stage.palette))
    package = slide.part.package
    name = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(name, CT.DML_CHART, package, xml)
    part.relate_to(EmbeddedXlsxPart.new(workbook, package), RT.PACKAGE)
    shape = slide.shapes._add_chart_graphicFrame(slide.part.relate_to(part, RT.CHART), *box.lengths())
    describe(shape, f"Diagram: {chart.title}", chart.alt)


def describe(frame: CT_GraphicalObjectFrame, name: str, alt: str) -> None:
    """Give a picture or a table its name, and the sentence that is read aloud for it."""
    told = frame._nvXxPr.cNvPr
    told.set("name", clean(name))
    told.set("descr", clean(alt))
