"""The look of a report in Word: every kind of paragraph is a style, so that a reader can change all of it."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from metrics.theme import LIGHT, Tone
from reports.drawing import hexadecimal
from reports.office_properties import LANGUAGE
from reports.word_page import set_font
from reports.word_table import add_number_styles, add_table_styles

SIDE_MARGIN, TEXT_WIDTH = 2.2, 16.6
"""Centimetres."""
FONT = "Arial"
"""Where it is missing there is one with the same measures, so that lines and pages break alike."""
THEME_FONT = re.compile(rb'(<a:latin typeface=")[^"]+')
LEAD, FACT, REMARK = "Ingress", "Fakta", "Märkning"
SENTENCE, STANDING, NOTE = "Mening", "Läge", "Anmärkning"
PICTURE, SOURCE, BULLET = "Diagram", "Källa", "List Bullet"
CONTENTS, CONTENTS_HEADING = ("toc 1", "toc 2"), "TOC Heading"
WORD_2013 = "15"
"""The oldest Word whose way of laying out is asked for; without it a document opens in compatibility mode."""


@dataclass(frozen=True)
class Look:
    """How a style looks: sizes in points, and whether it stays with what follows it."""

    size: float
    colour: str = LIGHT.ink
    is_bold: bool = False
    before: float = 0
    after: float = 4
    keeps: bool = False


CHANGED = {
    "Normal": Look(10, after=6),
    "Title": Look(25, is_bold=True, after=2),
    "Subtitle": Look(13, LIGHT.muted, after=10),
    "Heading 1": Look(17, is_bold=True, before=24, after=6, keeps=True),
    "Heading 2": Look(13.5, LIGHT.line, is_bold=True, before=18, after=4, keeps=True),
    "Heading 3": Look(11.5, is_bold=True, before=14, after=3, keeps=True),
    "Heading 4": Look(9.5, LIGHT.muted, is_bold=True, before=8, after=2, keeps=True),
    "Caption": Look(9, LIGHT.muted, is_bold=True, before=8, after=3, keeps=True),
    "List Bullet": Look(10, after=3),
    "Header": Look(8.5, LIGHT.muted, after=10),
    "Footer": Look(8.5, LIGHT.muted, after=0),
    CONTENTS_HEADING: Look(14, is_bold=True, before=18, after=6, keeps=True),
}
ADDED = {
    LEAD: Look(12.5, before=6, after=12),
    FACT: Look(10, after=1),
    REMARK: Look(10, is_bold=True, before=4, after=6),
    SENTENCE: Look(10, after=3),
    STANDING: Look(10, after=3),
    NOTE: Look(8.5, LIGHT.muted, before=2, after=4),
    PICTURE: Look(10, after=2),
    SOURCE: Look(8.5, LIGHT.muted, before=4, after=2),
    CONTENTS[0]: Look(10.5, before=4, after=1),
    CONTENTS[1]: Look(9.5, LIGHT.muted, after=0),
}


def set_look(document: WordDocument) -> None:
    """Give a new document the styles of a report."""
    for name, look in CHANGED.items():
        _set(document.styles[name], look)
    for name, look in ADDED.items():
        is_builtin = name in CONTENTS
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_builtin)
        style.base_style = document.styles["Normal"]
        _set(style, look)
    set_font(document, CHANGED, FONT)
    _set_theme_font(document)
    add_table_styles(document)
    add_number_styles(document)
    for indent, name in enumerate(CONTENTS):
        paragraphs = document.styles[name].paragraph_format
        paragraphs.left_indent = Cm(0.5 * indent)
        paragraphs.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Title", "Subtitle"):
        _calm(document.styles[name])
    _set_settings(document)


def _set(style: ParagraphStyle, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.is_bold, False
    style.font.color.rgb = RGBColor.from_string(hexadecimal(look.colour))
    paragraphs = style.paragraph_format
    paragraphs.space_before, paragraphs.space_after = Pt(look.before), Pt(look.after)
    paragraphs.keep_with_next = look.keeps
    paragraphs.widow_control = True


def colour_of(tone: Tone) -> str:
    """Return the colour of a tone as Word writes it."""
    return hexadecimal(str(getattr(LIGHT, tone)))


def _calm(style: ParagraphStyle) -> None:
    """Take away the line below a title, and the air between its letters."""
    for name in ("w:pBdr", "w:spacing", "w:kern"):
        for found in style.element.findall(f".//{qn(name)}"):
            if found.getparent().tag != qn("w:pPr") or name == "w:pBdr":
                found.getparent().remove(found)


def _set_theme_font(document: WordDocument) -> None:
    """Use the font in charts too: what says nothing of its font has the theme's."""
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = THEME_FONT.sub(rb"\g<1>" + FONT.encode(), theme.blob)


def _set_settings(document: WordDocument) -> None:
    """Open as a document of today, written in Swedish, with a comma before decimals."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    for name, value in (("w:decimalSymbol", ","), ("w:listSeparator", ";"), ("w:themeFontLang", LANGUAGE)):
        settings.find(qn(name)).set(qn("w:val"), value)
    settings.find(qn("w:themeFontLang")).attrib.pop(qn("w:eastAsia"), None)
    if (layout := settings.find(qn("w:compat")).find(qn("w:useFELayout"))) is not None:
        layout.getparent().remove(layout)
