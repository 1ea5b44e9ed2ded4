"""The built-in template: 16:9, calm, two layouts, made in code from the library's empty presentation."""

import re

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from metrics.theme import LIGHT
from reports.drawing import EMU, hexadecimal
from reports.office_properties import LANGUAGE
from reports.slide_parts.stage import HEIGHT, LARGEST_SENTENCE, TEXT, WIDTH, Box, Stage

FONT = "Arial"
"""A font that every machine has, or one of the same width."""
MARGIN = 48.0
TITLE = Box(MARGIN, 26, WIDTH - 2 * MARGIN, 92)
CONTENT = Box(MARGIN, 126, WIDTH - 2 * MARGIN, 356)
FOOTER, NUMBER = Box(MARGIN, 498, 780, 28), Box(WIDTH - MARGIN - 70, 498, 70, 28)
RULE = Box(MARGIN, 492, WIDTH - 2 * MARGIN, 0)
OPENING, BENEATH = Box(MARGIN + 16, 84, 820, 132), Box(MARGIN + 16, 232, 820, 264)
TITLE_SLIDE, TITLE_ONLY = 0, 5
"""The layouts that are kept, by their places in the library's presentation."""
NAMES = {TITLE_SLIDE: "Rubrikbild", TITLE_ONLY: "Endast rubrik"}
PAPER, DEEP, MUTED = "bg1", "tx2", "accent4"
THEME_COLOURS = {
    "dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.line, "lt2": LIGHT.grid,
    "accent1": LIGHT.line, "accent2": LIGHT.better, "accent3": LIGHT.worse, "accent4": LIGHT.muted,
    "accent5": LIGHT.changed, "accent6": LIGHT.axis, "hlink": LIGHT.better, "folHlink": LIGHT.changed,
}  # fmt: skip


def own_stage() -> Stage:
    """Return the stage of the built-in template."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts = list(presentation.slide_layouts)
    for place, layout in enumerate(layouts):
        if place not in NAMES:
            presentation.slide_layouts.remove(layout)
        else:
            layout._element.cSld.set("name", NAMES[place])
    master = presentation.slide_master
    _set_theme(master)
    _set_master(master)
    _set_title_layout(layouts[TITLE_SLIDE])
    _set_plain_layout(layouts[TITLE_ONLY])
    return Stage(presentation, layouts[TITLE_SLIDE], layouts[TITLE_ONLY], CONTENT, 1.0, LIGHT, is_own=True)


def _set_theme(master: SlideMaster) -> None:
    part = master.part.part_related_by(RT.THEME)
    xml = part.blob.decode()
    for name, colour in THEME_COLOURS.items():
        value = f'<a:{name}><a:srgbClr val="{hexadecimal(colour)}"/></a:{name}>'
        xml = re.sub(f"<a:{name}>.*?</a:{name}>", value, xml, flags=re.DOTALL)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    xml = re.sub(r'(<a:(?:theme|clrScheme|fontScheme)\b[^>]*? name=")[^"]*', r"\g<1>Lägesbild", xml)
    part._blob = xml.encode()


def _set_master(master: SlideMaster) -> None:
    places = {
        PP_PLACEHOLDER.TITLE: TITLE,
        PP_PLACEHOLDER.BODY: CONTENT,
        PP_PLACEHOLDER.FOOTER: FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }
    _place(master, places)
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", f"{LARGEST_SENTENCE * 100:.0f}")
    letters.set("b", "1")


def _place(owner: SlideMaster | SlideLayout, places: dict[PP_PLACEHOLDER, Box]) -> None:
    """Put placeholders where they belong, and take away those that have no place."""
    for shape in list(owner.placeholders):
        kind = shape.placeholder_format.type
        if kind not in places:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = places[kind].lengths()
        body = shape._element.txBody
        anchor = {PP_PLACEHOLDER.CENTER_TITLE: "b", PP_PLACEHOLDER.SUBTITLE: "t", PP_PLACEHOLDER.TITLE: "t"}
        body.bodyPr.set("anchor", anchor.get(kind, "ctr"))
        for side in ("lIns", "rIns"):
            body.bodyPr.set(side, "0")
        for run in body.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            run.set("lang", LANGUAGE)
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            _set_style(shape, TEXT, MUTED, "r" if kind == PP_PLACEHOLDER.SLIDE_NUMBER else "l")


def _set_style(shape: object, size: float, colour: str, align: str, *, bold: bool = False) -> None:
    """Set the first level's look of a placeholder."""
    body = shape._element.txBody
    old = body.find(qn("a:lstStyle"))
    new = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100:.0f}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
    )
    body.replace(old, new)


def _set_title_layout(layout: SlideLayout) -> None:
    """The first slide: light letters on a deep ground, an upright line beside the title."""
    _place(layout, {PP_PLACEHOLDER.CENTER_TITLE: OPENING, PP_PLACEHOLDER.SUBTITLE: BENEATH})
    ground = (
        f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:schemeClr val="{DEEP}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    layout._element.cSld.insert(0, parse_xml(ground))
    for shape in layout.placeholders:
        is_title = shape.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE
        _set_style(shape, 40 if is_title else 22, PAPER, "l", bold=is_title)
    _add_line(layout, Box(MARGIN, 100, 0, 380), PAPER, 3)


def _set_plain_layout(layout: SlideLayout) -> None:
    """The other slides: the sentence, and a thin line above the foot."""
    places = {
        PP_PLACEHOLDER.TITLE: TITLE,
        PP_PLACEHOLDER.FOOTER: FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }
    _place(layout, places)
    _add_line(layout, RULE, "accent6", 0.75)


def _add_line(layout: SlideLayout, box: Box, colour: str, width: float) -> None:
    left, top, wide, high = box.lengths()
    layout.shapes._spTree.append(
        parse_xml(
            f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="90" name="Linje"/><p:cNvCxnSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f'<a:ln w="{width * EMU:.0f}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln>'
            "</p:spPr></p:cxnSp>"
        )
    )
