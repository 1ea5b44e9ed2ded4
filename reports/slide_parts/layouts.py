"""A given template's layouts, found by the kinds of their placeholders, never by their names."""

import re
from collections.abc import Iterator

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from metrics.theme import DARK, LIGHT
from reports.slide_parts.stage import GAP, Box, Stage, box_of, scale_of

AROUND = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
LEAST_CONTENT = 0.45
"""A template's place for content must have so much of the slide's height, or it isn't used."""
ROOMS = 5
"""How finely masters are told apart by their room for content: in fifths of a slide."""
MARGIN, UNDER_TITLE = 0.05, 0.24
"""Parts of a slide, where the template has no place for content: at its sides, and above the content."""
DARK_BELOW = 0.45
"""Lightness, 0 to 1, under which a colour is dark."""
NAMED = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}
"""The theme's names of a master's colours, where the master doesn't say."""


def stage_of(presentation: Presentation) -> Stage | None:
    """Return the stage of an empty presentation, None where no layout has a title."""
    slide = Box(0, 0, presentation.slide_width / Pt(1), presentation.slide_height / Pt(1))
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _has(layout, *TITLES)]
    if not titled:
        return None
    plain = min(titled, key=lambda layout: _plainness(layout, slide))
    opening = next((each for each in titled if _has(each, PP_PLACEHOLDER.CENTER_TITLE)), None)
    opening = opening or next((each for each in titled if _has(each, PP_PLACEHOLDER.SUBTITLE)), plain)
    scale = scale_of(slide.width, slide.height)
    letters, ground = _colour(plain.slide_master, "tx1"), _ground(plain)
    is_dark = _is_dark(ground) if ground else not _is_dark(letters)
    palette = DARK if is_dark else LIGHT
    ink = palette.ink if ground and _is_dark(ground) == _is_dark(letters) else ""
    return Stage(presentation, opening, plain, _content(plain, slide, scale), scale, palette, ink)


def _kinds(layout: SlideLayout) -> list[PP_PLACEHOLDER]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _has(layout: SlideLayout, *kinds: PP_PLACEHOLDER) -> bool:
    return any(kind in kinds for kind in _kinds(layout))


def _to_fill(layout: SlideLayout) -> int:
    """Return how many of a layout's places would have to be filled beside its title."""
    return sum(kind not in AROUND and kind not in TITLES for kind in _kinds(layout))


def _plainness(layout: SlideLayout, slide: Box) -> tuple[bool, int, int, int]:
    """Return what the plainest layout has least of: a title only, with much room for content, and a foot."""
    feet = sum(kind in AROUND for kind in _kinds(layout))
    room = max((box.width * box.height for box in _bodies(layout.slide_master, slide)), default=0.0)
    return (
        _has(layout, PP_PLACEHOLDER.CENTER_TITLE),
        _to_fill(layout),
        -round(ROOMS * room / (slide.width * slide.height)),
        -feet,
    )


def _bodies(master: SlideMaster, slide: Box) -> Iterator[Box]:
    """Yield the places that a master has for content, first in layouts that have one beside the title."""
    single = [
        layout
        for layout in master.slide_layouts
        if _to_fill(layout) == 1 and _has(layout, *TITLES) and not _has(layout, PP_PLACEHOLDER.SUBTITLE)
    ]
    for owner in (*single, master):
        for shape in owner.placeholders:
            box = box_of(shape) if shape.placeholder_format.type in BODIES else None
            if box and box.height >= LEAST_CONTENT * slide.height and box.width >= slide.width / 2:
                yield box


def _content(plain: SlideLayout, slide: Box, scale: float) -> Box:
    """Return where content may stand: the template's own place for it, but above the foot."""
    feet = [
        box.top
        for shape in plain.placeholders
        if shape.placeholder_format.type in AROUND and (box := box_of(shape)) and box.top > slide.height / 2
    ]
    end = min(feet, default=slide.height - 2 * GAP * scale)
    for box in _bodies(plain.slide_master, slide):
        return Box(box.left, box.top, box.width, min(box.bottom, end - 4) - box.top)
    side, top = slide.width * MARGIN, slide.height * UNDER_TITLE
    return Box(side, top, slide.width - 2 * side, end - GAP * scale - top)


def _ground(layout: SlideLayout) -> str:
    """Return the colour of a layout's background as `RRGGBB`, empty for a picture or one that isn't told."""
    for owner in (layout, layout.slide_master):
        ground = owner._element.cSld.find(qn("p:bg"))
        if ground is not None:
            plain = ground.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
            told = plain if plain is not None else ground.find(qn("p:bgRef"))
            named = None if told is None else told.find(qn("a:schemeClr"))
            exact = None if told is None else told.find(qn("a:srgbClr"))
            if exact is not None:
                return str(exact.get("val"))
            return "" if named is None else _colour(layout.slide_master, str(named.get("val")))
    return ""


def _colour(master: SlideMaster, name: str) -> str:
    """Return a colour of the theme as `RRGGBB`, by the name that a master has for it; black if unknown."""
    names = master._element.find(qn("p:clrMap"))
    wanted = NAMED.get(name, name) if names is None else names.get(name, NAMED.get(name, name))
    xml = master.part.part_related_by(RT.THEME).blob.decode(errors="replace")
    inside = re.search(rf"<a:{re.escape(wanted)}>(.*?)</a:{re.escape(wanted)}>", xml, flags=re.DOTALL)
    found = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', inside[1]) if inside else None
    return found[1] if found else "000000"


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.3 * red + 0.59 * green + 0.11 * blue < DARK_BELOW
