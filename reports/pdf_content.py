"""A report as plain values, as the layout of a PDF takes it: every text ready, none of it ever code."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Chart, Item, Report, Section
from metrics.documents.words import (
    ACTIONS,
    COMMENTS,
    DEFINITION,
    EXPLANATIONS,
    HIDDEN,
    NOTHING_DRAWN,
    QUESTION,
    REPORT,
    SECTION,
    SOURCE,
)
from metrics.theme import LIGHT
from metrics.words import AREA, begun, shortened
from reports.chart_lines import has_values
from reports.drawn_figures import drawn_figures, picture_notes
from reports.pdf_signs import FONTS, lines_of, pictured, printable
from reports.pdf_tables import figures_grid, overview_grid, table_grid
from reports.printed import EMPTY, EMPTY_TABLE, SHORT, asides, by_area, has_targets, labelled, made

CHART_WIDTH, CHART_HEIGHT, CHART_TYPE = 470, 158, 10
"""Points."""
EDGE_SIGNS = 54
"""Signs of a text at the head or foot of a page."""
KEPT = 1600
"""An indicator's words are kept on one page with its chart, if they are no more signs than this."""
BETWEEN = " · "
WORDS = {"actions": ACTIONS, "comments": COMMENTS, "question": QUESTION, "explanations": EXPLANATIONS}
"""Headings that stand in the layout itself."""


def content(report: Report, made_on: date) -> dict[str, Any]:
    """Return what the layout needs to know of a report."""
    aside = [printable(text) for text in asides(report)]
    title = printable(report.title).strip() or REPORT[report.kind]
    place = BETWEEN.join(printable(text) for text in (report.organisation, report.unit) if text)
    facts = [REPORT[report.kind], begun(report.period.label)]
    return {
        "fonts": FONTS,
        "colours": asdict(LIGHT),
        "words": WORDS,
        "title": title,
        "unit": printable(report.unit),
        "organisation": printable(report.organisation),
        "facts": [*(fact for fact in facts if fact.casefold() not in title.casefold()), *aside],
        "remark": printable(report.remark),
        "lead": lines_of(report.lead),
        "head": [
            shortened(place, EDGE_SIGNS),
            shortened(title, EDGE_SIGNS),
            shortened(BETWEEN.join(aside), 2 * EDGE_SIGNS),
        ],
        "foot": [shortened(printable(report.remark), EDGE_SIGNS), made(made_on)],
        "made": [made_on.year, made_on.month, made_on.day],
        "has_contents": len(report.items) > SHORT,
        "sections": [_section(report, section) for section in report.sections],
        "question": lines_of(report.question),
        "explanations": [lines_of(text) for text in report.explanations],
    }


def _section(report: Report, section: Section) -> dict[str, Any]:
    """Return a section: its paragraphs, its indicators together and then one by one, and its tables."""
    areas = by_area(section.items)
    has_many = len(section.items) > 1 and not has_targets(report)
    return {
        "heading": printable(section.heading).strip() or SECTION[section.kind],
        "paragraphs": [lines_of(text) for text in section.paragraphs],
        "overviews": [overview_grid(area, items) for area, items in areas.items()] if has_many else [],
        "overview_note": _explained(report, [item.value.text for item in section.items]) if has_many else [],
        "areas": [
            {
                "heading": AREA[area] if len(areas) > 1 else "",
                "level": 3 if len(areas) > 1 else 2,
                "items": [_item(item) for item in items],
            }
            for area, items in areas.items()
        ],
        "tables": [
            {
                "grid": table_grid(table) if table.rows else None,
                "empty": printable(f"{table.caption}: {EMPTY_TABLE}"),
                "note": _explained(report, [cell.text for row in table.rows for cell in row]),
            }
            for table in section.tables
        ],
        "empty": "" if section.paragraphs or section.items or section.tables else EMPTY,
    }


def _explained(report: Report, texts: Sequence[str]) -> list[str]:
    """Say what a hidden figure is, close to where one stands."""
    return [printable(text) for text in report.explanations] if HIDDEN in texts else []


def _item(item: Item) -> dict[str, Any]:
    """Return an indicator; `is_whole` tells whether its words and its chart have room on one page."""
    name = printable(item.name).strip() or printable(item.code)
    told = (item.name, item.sentence, item.note, item.target, item.status, item.change)
    return {
        "name": name,
        "sentence": lines_of(item.sentence),
        "status": printable(item.status),
        "tone": item.tone,
        "facts": [[label, printable(text)] for label, text in labelled(item)],
        "note": lines_of(begun(item.note)),
        "actions": [lines_of(text) for text in item.actions],
        "comments": [lines_of(text) for text in item.comments],
        "chart": _chart(item.chart, name) if item.chart else None,
        "origin": [
            [label, printable(text)]
            for label, text in ((DEFINITION, item.definition), (SOURCE, item.source))
            if text
        ],
        "is_whole": sum(map(len, told)) <= KEPT,
    }


def _chart(chart: Chart, name: str) -> dict[str, Any]:
    """Return a chart as a picture, what it says, and its last figures; only words where it has no value."""
    if not has_values(chart):
        return {"svg": "", "nothing": NOTHING_DRAWN}
    told = drawn_figures(chart)
    drawn = replace(
        chart,
        unit_of_measure=pictured(chart.unit_of_measure),
        remark=pictured(chart.remark),
        targets=tuple(replace(target, name=pictured(target.name)) for target in chart.targets),
    )
    picture = chart_svg(
        drawn,
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        font_size=CHART_TYPE,
        palette=LIGHT,
        font=", ".join(f"'{font}'" for font in FONTS),
    )
    return {
        "svg": picture,
        "alt": printable(chart.alt).strip() or printable(chart.title).strip() or name,
        "legend": BETWEEN.join(picture_notes(chart)),
        "figures": figures_grid(told),
        "signs": BETWEEN.join(told.notes),
    }
