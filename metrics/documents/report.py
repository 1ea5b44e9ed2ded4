"""A report of a unit and a period, or of chosen indicators: its sections, drafted or in somebody's words."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from metrics.documents.activities import activities_section
from metrics.documents.drafts import summary
from metrics.documents.economy import economy_section
from metrics.documents.material import Material
from metrics.documents.model import Cell, Item, Report, Section
from metrics.documents.risks import risks_section
from metrics.documents.sections import (
    comments_section,
    indicators_section,
    sources_section,
    targets_section,
)
from metrics.documents.words import (
    AUDIENCE,
    HIDDEN,
    PRELIMINARY,
    PRELIMINARY_SIGN,
    REPORT,
    SECTION,
    small_words,
)
from metrics.documents.year_wheel import year_wheel_section
from metrics.figure_words import WITHHELD
from metrics.periods import Period
from metrics.talk import overview_sentence
from metrics.vocabulary import Area, ReportKind, SectionKind, ValueState
from metrics.words import begun

Texts = Mapping[SectionKind, str]
"""What somebody has written instead of what is drafted, by section; empty = drafted."""
OF_PERIOD = (
    SectionKind.SUMMARY,
    SectionKind.TARGETS,
    SectionKind.INDICATORS,
    SectionKind.COMMENTS,
    SectionKind.ACTIVITIES,
    SectionKind.ECONOMY,
    SectionKind.SOURCES,
)
OF_SELECTION = (SectionKind.TARGETS, SectionKind.INDICATORS, SectionKind.SOURCES)
INSIDE_ONLY = (SectionKind.COMMENTS, SectionKind.RISKS, SectionKind.YEAR_WHEEL)
PARAGRAPH = "\n\n"
SPACES = re.compile(r"[ \t]+")
"""Not those that hold a number together."""
ITEM = re.compile(r"^[-*] (?!\d)")
"""How people begin a line of a list, but no minus; a spreadsheet would take the sign for a formula's."""


def sections_of(material: Material, kind: ReportKind) -> tuple[SectionKind, ...]:
    """Return the sections that a report can have: what is INSIDE_ONLY is no audience's."""
    every = _of_selection(material) if kind == ReportKind.SELECTION else OF_PERIOD
    return tuple(each for each in every if material.is_inside or each not in INSIDE_ONLY)


def _of_selection(material: Material) -> tuple[SectionKind, ...]:
    """Return the sections of a selection: of its indicators, and without any of what else it has."""
    others = {
        SectionKind.ACTIVITIES: material.plan,
        SectionKind.RISKS: material.risks,
        SectionKind.YEAR_WHEEL: material.year,
        SectionKind.ECONOMY: material.economy,
    }
    beside = tuple(kind for kind, known in others.items() if known is not None)
    return OF_SELECTION if material.followed or not beside else beside


def drafted(material: Material, kind: ReportKind) -> dict[SectionKind, Section]:
    """Return every section that a report can have, as it is drafted."""
    makers: dict[SectionKind, Callable[[Material], Section]] = {
        SectionKind.SUMMARY: _summary,
        SectionKind.TARGETS: lambda known: targets_section(known, kind),
        SectionKind.INDICATORS: indicators_section,
        SectionKind.COMMENTS: comments_section,
        SectionKind.ACTIVITIES: activities_section,
        SectionKind.RISKS: risks_section,
        SectionKind.YEAR_WHEEL: year_wheel_section,
        SectionKind.ECONOMY: economy_section,
        SectionKind.SOURCES: sources_section,
    }
    return {each: makers[each](material) for each in sections_of(material, kind)}


def report_of(
    material: Material,
    kind: ReportKind,
    *,
    sections: Collection[SectionKind] | None = None,
    texts: Texts | None = None,
) -> Report:
    """Return a report with the sections that are asked for (None = all), in their order.

    A section with a text of somebody's has that instead of what is drafted, each line as a paragraph.
    """
    every = drafted(material, kind)
    chosen = [each for each in every if sections is None or each in sections]
    told = tuple(with_text(every[each], (texts or {}).get(each, "")) for each in chosen)
    report = Report(
        kind=kind,
        title=title_of(kind, material.period),
        organisation=material.organisation,
        unit=material.unit,
        period=material.period,
        lens=material.lens,
        lead=overview_sentence(material.rows),
        sections=told,
        remark=material.remark,
        as_of=material.as_of,
    )
    return replace(report, explanations=tuple(_explanations(report, material)))


def extract_of(material: Material, about: str, lead: str) -> Report:
    """Return what a page is about as a selection: under the page's name, with the sentence it opens with.

    What a section says in that sentence isn't said again.
    """
    report = report_of(material, ReportKind.SELECTION)
    sections = tuple(
        replace(section, paragraphs=tuple(told for told in section.paragraphs if told != lead))
        for section in report.sections
    )
    return replace(report, title=f"{about} {material.period.label}", lead=lead, sections=sections)


def with_beside(whole: Material, other: Material) -> Material:
    """Return a selection with the indicators of another's among its own, area by area.

    Those of another period than the whole's say which.
    """
    added = (replace(each, item=_dated(each.item, whole.period)) for each in other.followed)
    areas = list(Area)
    followed = sorted((*whole.followed, *added), key=lambda each: areas.index(each.item.area))
    return replace(whole, followed=tuple(followed))


def _dated(item: Item, chosen: Period) -> Item:
    said = f"avser {item.period.label}"
    if item.period == chosen or item.note.startswith(said):
        return item
    return replace(item, note=f"{said}; {item.note}" if item.note else said)


def title_of(kind: ReportKind, period: Period) -> str:
    """Return a document's title: `Månadsrapport oktober 2026`, `Tertialrapport T2 2026`."""
    return f"{REPORT[kind]} {period.short_label if kind == ReportKind.TERTIAL else period.label}"


def with_text(section: Section, text: str) -> Section:
    """Return a section with somebody's lines for its paragraphs; an empty text leaves it as it is.

    A line that begins as one of a list (`- ` or `* `) gets a list's point.
    """
    lines = (SPACES.sub(" ", line).strip() for line in text.splitlines())
    written = tuple(ITEM.sub("• ", line) for line in lines if line)
    return replace(section, paragraphs=written) if written else section


def as_text(section: Section) -> str:
    """Return a section's paragraphs as one text to edit."""
    return PARAGRAPH.join(section.paragraphs)


def _summary(material: Material) -> Section:
    return Section(SectionKind.SUMMARY, SECTION[SectionKind.SUMMARY], summary(material))


def _explanations(report: Report, material: Material) -> Iterator[str]:
    """Yield what signs and limits mean, of those that the report has."""
    cells = list(_cells(report.sections))
    if material.lens.is_outward:
        small = small_words(material.threshold)
        yield f"Det här är vad {AUDIENCE[material.lens]} får se.{f' {small}' if small else ''}"
    points = [point for item in report.items if item.chart for point in item.chart.points]
    if any(cell.text == HIDDEN for cell in cells) or any(point.hidden for point in points):
        yield f"{HIDDEN} betyder: {_why_hidden(material)}."
    if any(cell.text == "–" for cell in cells):
        yield "– betyder att siffran saknas; den är inte 0."
    if _is_preliminary(report, material) or any(point.preliminary for point in points):
        yield f"{begun(PRELIMINARY)} ({PRELIMINARY_SIGN}) betyder att siffran kan ändras."


def _is_preliminary(report: Report, material: Material) -> bool:
    """Tell whether any figure that the report tells is preliminary."""
    told = {section.kind for section in report.sections} & {SectionKind.TARGETS, SectionKind.INDICATORS}
    return bool(told) and any(row.figure.state == ValueState.PRELIMINARY for row in material.rows)


def _why_hidden(material: Material) -> str:
    return WITHHELD if material.lens.is_outward else "siffran är sekretessbelagd"


def _cells(sections: Sequence[Section]) -> Iterator[Cell]:
    for section in sections:
        yield from (item.value for item in section.items)
        for table in section.tables:
            for row in table.rows:
                yield from row
