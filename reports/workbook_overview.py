"""The first sheet of a workbook: what the report says, what the signs mean, and what lies on each sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.documents import words
from metrics.documents.model import Report
from metrics.theme import LIGHT
from reports.workbook_look import DAY_PATTERN, LABEL, LINED_LINK, PLAIN
from reports.workbook_paper import Paper
from reports.workbook_tables import pieces

LABEL_WIDTH, TEXT_WIDTH = 34, 108
BODY_SIZE = 11
LEAD = PLAIN | {"font_size": 14, "bold": True}
REMARK = PLAIN | {"bold": True, "font_color": LIGHT.worse}
DAY = {"align": "left", "valign": "top", "num_format": DAY_PATTERN}
NO_INDICATORS = "Rapporten har inga indikatorer."


def write_overview(paper: Paper, sheets: Sequence[tuple[str, str]], report: Report, made_on: date) -> None:
    """Write the sheet; `sheets` are the others' names, and what lies on them."""
    paper.sheet.set_column(0, 0, LABEL_WIDTH)
    paper.sheet.set_column(1, 1, TEXT_WIDTH)
    paper.head(report.title, report)
    row = _lines(paper, 3, "Slutsats", [report.lead], LEAD) + 1
    for label, text, style in _facts(report):
        row = _lines(paper, row, label, [text], style)
    paper.text(row, 0, "Skapat", LABEL)
    paper.day(row, 1, made_on, DAY)
    row = _contents(paper, row + 2, sheets, report)
    for section in report.sections:
        row = _lines(paper, row, section.heading, section.paragraphs, PLAIN)
    row = _lines(paper, row, words.QUESTION, [report.question], PLAIN)
    _lines(paper, row, words.EXPLANATIONS, report.explanations, PLAIN)
    paper.sheet.freeze_panes(2, 0)
    paper.printed(report, made_on, (0, 1))


def _facts(report: Report) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what is to be known of the report before its figures are read."""
    return [
        ("Om uppgifterna", report.remark, REMARK),
        ("Uppgifterna gäller", report.as_of, PLAIN),
        (words.SHOWN_FOR, words.AUDIENCE[report.lens] if report.lens.is_outward else "", PLAIN),
        ("Organisation", report.organisation, PLAIN),
        ("Verksamhet", report.unit, PLAIN),
        ("Period", report.period.label, PLAIN),
    ]


def _contents(paper: Paper, row: int, sheets: Sequence[tuple[str, str]], report: Report) -> int:
    """Write links to the other sheets."""
    paper.headings(row, ("Blad", "Innehåll"), (False, False), (LABEL_WIDTH, TEXT_WIDTH))
    for name, told in sheets:
        row += 1
        paper.link(row, 0, name, name, LINED_LINK)
        paper.text(row, 1, told)
    if not report.items:
        row += 1
        paper.text(row, 1, NO_INDICATORS)
    return row + 2


def _lines(paper: Paper, row: int, label: str, texts: Sequence[str], style: dict[str, Any]) -> int:
    """Write texts under each other beside their label, and return the row after them and some air."""
    shown = [piece for text in texts for piece in pieces(text)]
    if not shown:
        return row
    paper.text(row, 0, label, LABEL)
    for text in shown:
        paper.text(row, 1, text, style)
        paper.fit(row, [text], [int(TEXT_WIDTH * BODY_SIZE / style.get("font_size", BODY_SIZE))])
        row += 1
    return row + (len(shown) > 1)
