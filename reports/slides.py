"""A report as slides for PowerPoint: one message each, charts that can be edited, and notes to speak by."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from metrics.documents.model import Report, Section, Table
from metrics.documents.words import EXPLANATIONS, QUESTION
from metrics.vocabulary import SectionKind
from reports.office_properties import AUTHOR, set_properties
from reports.plain import clean
from reports.printed import made, shown_for
from reports.sheet_items import without_rows_of
from reports.slide_parts.chosen import chosen_items, said_of_choice, tabled
from reports.slide_parts.given_template import TemplateError, checked_template, given_stage
from reports.slide_parts.item_slide import add_item
from reports.slide_parts.notes import add_notes
from reports.slide_parts.own_template import own_stage
from reports.slide_parts.stage import GAP, TEXT, Stage
from reports.slide_parts.tables import add_table, pieces
from reports.slide_parts.texts import (
    Text,
    add_foot,
    add_slide,
    add_texts,
    fill,
    fitted,
    height_of,
    inner_box,
    room_under,
)
from reports.text_width import LINE, divided
from reports.zipped import without_times

__all__ = ["TemplateError", "checked_template", "slides_pptx"]
BODY, SMALL_BODY = 22.0, TEXT
OPENINGS, QUESTIONS = (40.0, 34.0, 28.0, 24.0), (40.0, 32.0, 26.0, 22.0)
"""Points of a section's text and of explanations; the sizes that a show's name and question may have."""
PARAGRAPH = 0.6
"""Above a section's paragraph, in sizes of its letters."""
LEAD, SOURCES = "Läget i korthet", "Källor"
COUNTED = " (10 av 10)"
"""As much room as a title's numbering needs."""
CUT = "Texter som är avkortade i tabellen:"


def slides_pptx(report: Report, *, made_on: date, template: bytes | None = None) -> bytes:
    """Return the report as a .pptx file; the same report, day and template give the same bytes.

    Raises TemplateError, in Swedish, for a template that can't be used.
    """
    stage = own_stage() if template is None else given_stage(template)
    _title_slide(stage, report)
    chosen = chosen_items(report)
    for section in report.sections:
        choice = said_of_choice(report) if section.items else ""
        _text_slides(stage, report, section.heading, [*section.paragraphs, choice])
        for item in filter(lambda each: each in chosen, section.items):
            add_item(stage, report, item, foot_of(report))
        for table in _tables(section, report):
            _table_slides(stage, report, section, table)
    _question_slide(stage, report)
    _explanations(stage, report, made_on)
    title, properties = f"{report.title}, {report.unit}", stage.presentation.core_properties
    set_properties(properties, title, report.organisation, report.remark, made_on)
    written = BytesIO()
    stage.presentation.save(written)
    return without_times(written.getvalue())


def foot_of(report: Report) -> list[str]:
    """Return what the foot of each slide tells, the most important first."""
    return [report.remark, shown_for(report), report.unit, report.period.label, report.as_of]


def _title_slide(stage: Stage, report: Report) -> None:
    """The first slide; a lead that has no room on it has the next one for itself."""
    slide, scale = stage.presentation.slides.add_slide(stage.title_layout), stage.scale
    title, beneath = slide.shapes.title, _subtitle(slide)
    place = inner_box(title, scale) or stage.content
    fill(title.text_frame, [fitted(Text(report.title, bold=True, air=0), place, OPENINGS, scale)], scale)
    box = (beneath and inner_box(beneath, scale)) or stage.content.below(place.bottom + GAP * scale)
    told, lead = _opening(report), [Text(report.lead, BODY, air=1.0)] if report.lead else []
    has_room = height_of([*told, *lead], box.width, scale) <= box.height
    texts = [*told[:2], *(lead if has_room else []), *told[2:]]
    if beneath is not None:
        fill(beneath.text_frame, texts, scale)
    else:
        add_texts(slide, box, texts, stage, "Underrubrik")
    add_notes(slide, list(filter(None, [report.remark, report.lead, report.as_of])))
    if lead and not has_room:
        _text_slides(stage, report, LEAD, [report.lead])


def _subtitle(slide: Slide) -> BaseShape | None:
    """Return the place for a subtitle, and take away all places but that and the title's."""
    kept = None
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE and kept is None:
            kept = shape
        elif shape.shape_id != slide.shapes.title.shape_id:
            shape._element.getparent().remove(shape._element)
    return kept


def _opening(report: Report) -> list[Text]:
    """Return whose figures they are, of when and for whom, and that they are invented where they are."""
    told = [Text(", ".join(filter(None, [report.unit, report.organisation])), BODY, bold=True, air=0)]
    told.append(Text(" · ".join(filter(None, [report.period.label, shown_for(report), report.as_of])), BODY))
    return [*told, *([Text(report.remark, BODY, bold=True, air=1.0)] if report.remark else [])]


def _text_slides(
    stage: Stage, report: Report, heading: str, paragraphs: Sequence[str], size: float = BODY
) -> None:
    """Add as many slides as paragraphs need; one that is longer than a slide is divided."""
    pages = _pages(stage, heading, [text for text in paragraphs if text.strip()], size)
    for number, page in enumerate(pages, start=1):
        slide, room = add_slide(stage, _numbered(heading, number, len(pages)), follows=True)
        add_texts(slide, room, page, stage, "Text")
        add_foot(slide, stage, foot_of(report))
        add_notes(slide, list(filter(None, [report.remark, *(text.text for text in page)])))


def _pages(stage: Stage, heading: str, paragraphs: Sequence[str], size: float) -> list[list[Text]]:
    room, scale = room_under(stage, heading + COUNTED), stage.scale
    most = max(1, int(room.height / (size * scale * LINE)) - 1)
    pages: list[list[Text]] = []
    used = 0.0
    for paragraph in paragraphs:
        for part in divided(clean(paragraph), room.width, size * scale, most):
            text = Text(part, size, air=PARAGRAPH)
            high = text.height(room.width, scale)
            if not pages or used + high > room.height:
                pages.append([])
                used = 0.0
            pages[-1].append(text)
            used += high
    return pages


def _numbered(heading: str, number: int, count: int) -> str:
    return heading if count == 1 else f"{heading} ({number} av {count})"


def _table_slides(stage: Stage, report: Report, section: Section, table: Table) -> None:
    if not table.headings:
        return
    heading = table.caption or section.heading
    parts = pieces(table, room_under(stage, heading + COUNTED), stage)
    for number, piece in enumerate(parts, start=1):
        slide, room = add_slide(stage, _numbered(heading, number, len(parts)), follows=True)
        add_table(slide, room, piece, stage)
        add_foot(slide, stage, foot_of(report))
        told = [report.remark, section.heading, *([CUT, *piece.cut] if piece.cut else [])]
        add_notes(slide, list(filter(None, told)))


def _tables(section: Section, report: Report) -> Iterator[Table]:
    """Go through a section's tables, without the definitions and sources that the indicators' notes tell."""
    if section.kind != SectionKind.SOURCES:
        yield from section.tables
        return
    names = {item.name for item in report.items} | tabled(report)
    yield from filter(lambda table: table.rows, (without_rows_of(each, names) for each in section.tables))


def _question_slide(stage: Stage, report: Report) -> None:
    if not report.question:
        return
    slide, room = add_slide(stage, QUESTION, follows=True)
    add_texts(
        slide, room, [fitted(Text(report.question, air=0), room, QUESTIONS, stage.scale)], stage, "Fråga"
    )
    add_foot(slide, stage, foot_of(report))
    add_notes(slide, list(filter(None, [report.remark, report.question])))


def _explanations(stage: Stage, report: Report, made_on: date) -> None:
    """The last slide: what signs and limits mean, where the figures come from, and when it was made."""
    sources = list(dict.fromkeys(item.source for item in report.items if item.source))
    told = [
        *report.explanations,
        f"{SOURCES}: {'; '.join(sources)}." if sources else "",
        shown_for(report),
        report.as_of,
        f"{made(made_on)} med {AUTHOR}.",
    ]
    _text_slides(stage, report, EXPLANATIONS, told, SMALL_BODY)
