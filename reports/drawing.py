"""The parts that pictures in Office files are made of (DrawingML): frames, fills, lines and letters."""

from dataclasses import dataclass

from metrics.theme import LIGHT, Palette
from reports.office_properties import LANGUAGE

EMU = 12700
"""Of a point."""
NO_LINE = "<a:ln><a:noFill/></a:ln>"


@dataclass(frozen=True)
class Frame:
    """The room of a chart and the size of its letters, in points, and its colours."""

    width: float
    height: float
    size: float
    palette: Palette = LIGHT


def hexadecimal(colour: str) -> str:
    """Return a colour `#rrggbb` as Office files write it."""
    return colour.lstrip("#").upper()


def fill(colour: str) -> str:
    """Return a filling of one colour, `#rrggbb`."""
    return f'<a:solidFill><a:srgbClr val="{hexadecimal(colour)}"/></a:solidFill>'


def line(colour: str, width: float, *, dashed: bool = False) -> str:
    """Return a line of a colour, its width in points."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{width * EMU:.0f}" cap="rnd">{fill(colour)}{dash}<a:round/></a:ln>'


def letters(frame: Frame, colour: str, *, bold: bool = False) -> str:
    """Return the look of a part's texts: of one size, Swedish, never turned and never on two lines."""
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"<a:defRPr {_looks(frame, bold=bold)}>{fill(colour)}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )


def run(text: str, frame: Frame, colour: str, *, bold: bool = False) -> str:
    """Return a piece of text; the text is escaped already."""
    looks = _looks(frame, bold=bold)
    return f'<a:r><a:rPr lang="{LANGUAGE}" {looks}>{fill(colour)}</a:rPr><a:t>{text}</a:t></a:r>'


def paragraph(runs: str, frame: Frame, colour: str) -> str:
    """Return a paragraph of runs, from the left."""
    looks = _looks(frame, bold=False)
    return f'<a:p><a:pPr algn="l"><a:defRPr {looks}>{fill(colour)}</a:defRPr></a:pPr>{runs}</a:p>'


def _looks(frame: Frame, *, bold: bool) -> str:
    return f'sz="{frame.size * 100:.0f}" b="{int(bold)}"'


def placed(x: float, y: float, *, size: tuple[float, float] | None = None, edges: bool = True) -> str:
    """Return a place in a chart, in parts of it: from its corner, or how far something is moved.

    With `size` it is the room that the lines themselves have, without the axes' texts.
    """
    inner = '<c:layoutTarget val="inner"/>' if size else ""
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>' if edges else ""
    room = f'<c:w val="{size[0]:.4f}"/><c:h val="{size[1]:.4f}"/>' if size else ""
    return (
        f'<c:layout><c:manualLayout>{inner}{modes}<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{room}'
        "</c:manualLayout></c:layout>"
    )
