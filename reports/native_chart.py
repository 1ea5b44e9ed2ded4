"""A chart that can be edited where it stands: DrawingML for PowerPoint and Word, and the workbook behind it.

A line with gaps where there is no value, a point for each period (hollow while preliminary, a shape and a
colour where it is beyond chance), targets as thin dashed lines, and names at the lines' ends instead of a
legend. Names that a spreadsheet could take for formulas are made harmless in both parts. Numbers are rounded
as they are shown: a file holds no more of a figure than its reader sees. The same chart gives the same bytes.
"""

from collections.abc import Sequence
from html import escape

from metrics.documents.model import Chart
from metrics.numbers import unit_word
from reports.chart_axes import categories, period_axis_xml, value_axis_xml
from reports.chart_lines import line_decimals
from reports.chart_room import ChartRoom
from reports.chart_workbook import FIRST_ROW, SHEET, chart_workbook, heading_of
from reports.drawing import NO_LINE, Frame, fill, letters, line, paragraph, placed, run
from reports.number_format import number_format
from reports.office_properties import LANGUAGE

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORKBOOK_RELATION = "rId1"
"""The name of the chart part's relation to its workbook: the first one that a part is given."""
SHAPES = {"better": "diamond", "worse": "triangle", "changed": "square"}
POINT, HOLLOW, MARKED, LINE_WIDTH, TARGET_WIDTH = 0.34, 0.45, 0.6, 0.14, 0.09
"""Of points and lines: sizes in relation to the letters."""
MOST_POINTS = 40
"""With more periods than this only points that stand out are drawn, and those without neighbours."""
SMALLEST_POINT, LARGEST_POINT = 2, 72
PAGE = Frame(482, 181, 9)
"""The room and the letters of a chart on a printed page (17 × 6.4 cm)."""


def chart_parts(chart: Chart, frame: Frame = PAGE) -> tuple[bytes, bytes]:
    """Return a chart's XML and the workbook (.xlsx) that it is edited through.

    The XML names its workbook by the relation `rId1`: the chart part must be related to the workbook first
    of all. A chart where nothing has a value says so in its title.
    """
    drawn = ChartRoom(chart, frame)
    lines = "".join(_series(drawn, place) for place in range(len(drawn.lines)))
    room = (drawn.wide / frame.width, drawn.high / frame.height)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {NAMESPACES}>'
        f'<c:date1904 val="0"/><c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/>'
        f'<c:chart>{_title(drawn)}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea>{placed(drawn.left / frame.width, drawn.top / frame.height, size=room)}"
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}'
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        f"{period_axis_xml(drawn.axis, frame)}{value_axis_xml(drawn.levels, frame)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{letters(frame, frame.palette.ink)}"
        f'<c:externalData r:id="{WORKBOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml.encode(), chart_workbook(chart, as_days=drawn.axis.months_between is not None)


def _title(drawn: ChartRoom) -> str:
    frame = drawn.frame
    told = "".join(
        paragraph(
            "".join(
                run(escape(text), frame, frame.palette.ink if bold else frame.palette.muted, bold=bold)
                for text, bold in texts
            ),
            frame,
            frame.palette.ink,
        )
        for texts in drawn.title_lines
    )
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="0" anchor="t"/><a:lstStyle/>{told}</c:rich></c:tx>'
        f'{placed(0.004, 0.004)}<c:overlay val="0"/></c:title>'
    )


def _series(drawn: ChartRoom, place: int) -> str:
    """One line: the measured values first (place 0), then the targets."""
    chart, palette, size = drawn.chart, drawn.frame.palette, drawn.frame.size
    values, column = drawn.lines[place], chr(ord("B") + place)
    last = FIRST_ROW + max(1, len(values)) - 1
    if place:
        look = line(palette.target, size * TARGET_WIDTH, dashed=True)
        points = '<c:marker><c:symbol val="none"/></c:marker>'
    else:
        look = line(palette.line, size * LINE_WIDTH)
        points = _marker(drawn) + _points(drawn)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f'<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(heading_of(chart, place))}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"<c:spPr>{look}</c:spPr>{points}{_end_label(drawn, place)}"
        f"{categories(chart, drawn.axis, f'{SHEET}!$A${FIRST_ROW}:$A${last}')}"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}${FIRST_ROW}:${column}${last}</c:f>"
        f'{_numbers(values, line_decimals(chart, place))}</c:numRef></c:val><c:smooth val="0"/></c:ser>'
    )


def _numbers(values: Sequence[float | None], decimals: int) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    code = f"<c:formatCode>{escape(number_format(decimals))}</c:formatCode>"
    return f'<c:numCache>{code}<c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _points(drawn: ChartRoom) -> str:
    """The points that don't look like the others: preliminary, beyond chance, or alone between gaps."""
    values = drawn.lines[0]
    look = line(drawn.frame.palette.line, drawn.frame.size * LINE_WIDTH)
    told = []
    for place, point in enumerate(drawn.chart.points):
        beside = [values[near] for near in (place - 1, place + 1) if 0 <= near < len(values)]
        is_end = place == len(values) - 1 or not any(value is not None for value in beside)
        stands_out = point.preliminary or point.meaning in SHAPES
        if point.value is not None and (stands_out or (is_end and len(values) > MOST_POINTS)):
            marker = _marker(drawn, point.meaning, hollow=point.preliminary, alone=True)
            told.append(
                f'<c:dPt><c:idx val="{place}"/>{marker}<c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'
            )
    return "".join(told)


def _marker(drawn: ChartRoom, meaning: str = "", *, hollow: bool = False, alone: bool = False) -> str:
    """The look of one point, or, where it isn't `alone`, of all."""
    palette, size = drawn.frame.palette, drawn.frame.size
    if not alone and len(drawn.chart.points) > MOST_POINTS:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    colour = str(getattr(palette, meaning)) if meaning in SHAPES else palette.line
    part = MARKED if meaning in SHAPES else HOLLOW if hollow else POINT
    return (
        f'<c:marker><c:symbol val="{SHAPES.get(meaning, "circle")}"/>'
        f'<c:size val="{min(LARGEST_POINT, max(SMALLEST_POINT, round(size * part)))}"/><c:spPr>'
        f"{fill(palette.paper if hollow else colour)}{line(colour, size * LINE_WIDTH * 0.7)}"
        "</c:spPr></c:marker>"
    )


def _end_label(drawn: ChartRoom, place: int) -> str:
    """The text at a line's end: a value, or a target's name and value, moved where two would collide."""
    chart, frame, values = drawn.chart, drawn.frame, drawn.lines[place]
    last = max((index for index, value in enumerate(values) if value is not None), default=None)
    if last is None:
        return ""
    at_the_end = last == len(values) - 1
    moved = placed(0, drawn.moved(place) / frame.height, edges=False) if at_the_end else ""
    decimals = line_decimals(chart, place)
    code = escape(number_format(decimals, unit_word(chart.unit_of_measure, values[last] or 0, decimals)))
    colour = frame.palette.target if place else frame.palette.ink
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{moved}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{letters(frame, colour, bold=not place)}"
        f'<c:dLblPos val="{"r" if at_the_end else "t"}"/>{_shows(value=True, name=place > 0)}'
        f"<c:separator> </c:separator></c:dLbl>{_shows()}</c:dLbls>"
    )


def _shows(*, value: bool = False, name: bool = False) -> str:
    """Return what is written at a point."""
    told = {
        "LegendKey": 0,
        "Val": int(value),
        "CatName": 0,
        "SerName": int(name),
        "Percent": 0,
        "BubbleSize": 0,
    }
    return "".join(f'<c:show{part} val="{shown}"/>' for part, shown in told.items())
