"""Texts on slides: Swedish, cleaned, of a size that fits the room they have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from reports.drawing import hexadecimal
from reports.office_properties import LANGUAGE
from reports.plain import clean
from reports.slide_parts.stage import GAP, SENTENCE, SENTENCES, TEXT, Box, Stage, box_of
from reports.text_width import LINE, line_count, within_lines

PARAGRAPH_AIR = 0.35
"""Above a paragraph, in sizes of its letters."""
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
MOST_LINES = 4
"""Of a title."""
INSET = 7.2
"""Points that a placeholder keeps free to the left, and to the right."""
FOOT, FOOT_TEXT = 28.0, 12.0
"""Points of a foot where a template has none, and of its letters where it has one."""
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""What a slide's number is known by."""


@dataclass(frozen=True)
class Text:
    """A paragraph: its size in points of our own slide, its colour as `#rrggbb`, the template's own if empty.

    `air` is what is left free above it, in sizes of its letters.
    """

    text: str
    size: float = TEXT
    bold: bool = False
    colour: str = ""
    air: float = PARAGRAPH_AIR

    def height(self, width: float, scale: float = 1.0) -> float:
        """Return how high it becomes in a width, the air above it too."""
        size = self.size * scale
        return size * (LINE * line_count(clean(self.text), width, size, bold=self.bold) + self.air)

    def cut(self, width: float, most: int, scale: float = 1.0) -> "Text":
        """Return it on so many lines at most."""
        kept = within_lines(clean(self.text), width, self.size * scale, max(1, most), bold=self.bold)
        return replace(self, text=kept)


def height_of(texts: Sequence[Text], width: float, scale: float = 1.0) -> float:
    """Return how high paragraphs become together."""
    return sum(text.height(width, scale) for text in texts)


def fitted(text: Text, room: Box, sizes: Sequence[float], scale: float = 1.0) -> Text:
    """Return a text of the largest size that goes into a room; cut, and of the smallest, where none does."""
    for size in sizes:
        told = replace(text, size=size)
        if told.height(room.width, scale) <= room.height:
            return told
    return told.cut(room.width, int(room.height / (told.size * scale * LINE)), scale)


def write(paragraph: _Paragraph, text: Text, scale: float = 1.0) -> None:
    """Write a text into an empty paragraph."""
    run = paragraph.add_run()
    run.text = clean(text.text)
    run.font.size, run.font.bold = Pt(round(text.size * scale, 1)), text.bold
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    if text.colour:
        run.font.color.rgb = RGBColor.from_string(hexadecimal(text.colour))


def fill(frame: TextFrame, texts: Sequence[Text], scale: float = 1.0) -> None:
    """Write paragraphs into an empty text frame."""
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(round(text.size * text.air * scale, 1) if place else 0)
        write(paragraph, text, scale)


def inner_box(shape: BaseShape, scale: float) -> Box | None:
    """Return where a placeholder's text may stand, None where it has no place."""
    box = box_of(shape)
    inset = INSET * scale
    return box and replace(box, left=box.left + inset, width=box.width - 2 * inset)


def add_texts(slide: Slide, box: Box, texts: Sequence[Text], stage: Stage, name: str) -> None:
    """Add a text box without a frame."""
    shape = slide.shapes.add_textbox(*box.lengths())
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, [replace(text, colour=text.colour or stage.ink) for text in texts], stage.scale)


@dataclass(frozen=True)
class _Title:
    """A title in its place, and the room that is left for content."""

    text: Text
    place: Box
    room: Box


def _title(stage: Stage, title: str, *, follows: bool) -> _Title:
    """Return a title with letters as large as go in its place; where the smallest don't, its place grows."""
    shape = next(each for each in stage.plain_layout.placeholders if each.placeholder_format.type in TITLES)
    place = box_of(shape) or Box(stage.content.left, GAP, stage.content.width, stage.content.top - 2 * GAP)
    width = place.width - 2 * INSET * stage.scale
    told = fitted(Text(title, air=0, bold=True), replace(place, width=width), SENTENCES, stage.scale)
    if told.text != clean(title):
        lines = Box(0, 0, width, MOST_LINES * LINE * SENTENCE * stage.scale + 1)
        told = fitted(replace(told, text=title), lines, SENTENCES, stage.scale)
    high = told.height(width, stage.scale)
    if high > place.height:
        place = replace(place, height=high + GAP / 2)
    if follows and stage.is_own:
        return _Title(told, place, stage.content.reaching(place.top + high + GAP * 1.5))
    return _Title(told, place, stage.content.below(max(stage.content.top, place.bottom + GAP / 2)))


def room_under(stage: Stage, title: str) -> Box:
    """Return the room that content has that follows a title."""
    return _title(stage, title, follows=True).room


def add_slide(stage: Stage, title: str, *, follows: bool = False) -> tuple[Slide, Box]:
    """Add a slide with a title, and return it with the room that is left for its content.

    Content that `follows` begins right under a title that stands at the top of its place; other content
    begins at the same height on every slide. A title longer than four lines is cut.
    """
    slide = stage.presentation.slides.add_slide(stage.plain_layout)
    shape, told = slide.shapes.title, _title(stage, title, follows=follows)
    for other in list(slide.placeholders):
        if other.placeholder_format.idx != shape.placeholder_format.idx:
            other._element.getparent().remove(other._element)
    if told.place != box_of(shape):
        shape.left, shape.top, shape.width, shape.height = told.place.lengths()
    fill(shape.text_frame, [told.text], stage.scale)
    return slide, told.room


def add_foot(slide: Slide, stage: Stage, texts: Sequence[str]) -> None:
    """Write the foot and the slide's number, where the layout has places for them, else beneath the content.

    `texts` are told in order, as many as go in on one line; the first is always told.
    """
    places = {shape.placeholder_format.type: shape for shape in stage.plain_layout.placeholders}
    foot, number = places.get(PP_PLACEHOLDER.FOOTER), places.get(PP_PLACEHOLDER.SLIDE_NUMBER)
    box = (box_of(foot) if foot is not None else None) or _foot_of(stage)
    told = _on_one_line(
        texts, box.width - 2 * INSET, stage.size(TEXT if stage.is_own or foot is None else FOOT_TEXT)
    )
    if foot is not None:
        slide.shapes._spTree.append(_placeholder(slide, foot, "ftr", f"<a:r>{_looks()}<a:t/></a:r>"))
        _set_foot(slide.shapes[-1].text_frame.paragraphs[0], told, stage)
    elif told:
        add_texts(slide, box, [Text(told, colour=stage.palette.muted, air=0)], stage, "Sidfot")
    if number is not None:
        field = f'<a:fld id="{NUMBER_FIELD}" type="slidenum">{_looks()}<a:t>‹#›</a:t></a:fld>'
        slide.shapes._spTree.append(_placeholder(slide, number, "sldNum", field))


def _set_foot(paragraph: _Paragraph, text: str, stage: Stage) -> None:
    """Write the foot; in our own template its look is told again, for programs that don't look for it."""
    run = paragraph.runs[0]
    run.text, run.font.name = text, "+mn-lt"
    if stage.is_own:
        run.font.size, paragraph.alignment = Pt(TEXT), PP_ALIGN.LEFT
        run.font.color.rgb = RGBColor.from_string(hexadecimal(stage.palette.muted))


def _looks() -> str:
    return f'<a:rPr lang="{LANGUAGE}"/>'


def _foot_of(stage: Stage) -> Box:
    """Return the room of a foot that the layout has no place for."""
    high = FOOT * stage.scale
    end = stage.presentation.slide_height / Pt(1)
    return Box(stage.content.left, min(stage.content.bottom + 4, end - high), stage.content.width, high)


def _on_one_line(texts: Sequence[str], width: float, size: float) -> str:
    told = [clean(text) for text in texts if text]
    while len(told) > 1 and line_count(" · ".join(told), width, size) > 1:
        told.pop()
    return within_lines(" · ".join(told), width, size, 1)


def _placeholder(slide: Slide, layout_shape: object, kind: str, content: str) -> object:
    """Return a slide's own copy of a layout's placeholder; it is placed and looks as that one."""
    index = layout_shape.placeholder_format.idx
    name = "Sidfot" if kind == "ftr" else "Bildnummer"
    ident = max((shape.shape_id for shape in slide.shapes), default=1) + 1
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{ident}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="{kind}" sz="quarter" idx="{index}"/>'
        "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
        f"<a:p>{content}</a:p></p:txBody></p:sp>"
    )
