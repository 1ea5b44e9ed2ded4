"""One indicator of a report in Word: its sentence and chart, what is done and said of it, and its source."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from metrics.documents.model import Chart, Item
from metrics.documents.words import ACTIONS, COMMENTS, DEFINITION, NOTHING_DRAWN
from metrics.documents.words import SOURCE as FROM
from metrics.words import begun
from reports.chart_lines import drawn_chart
from reports.drawn_figures import drawn_figures
from reports.plain import clean
from reports.printed import labelled
from reports.word_chart import add_chart
from reports.word_figures import figures
from reports.word_look import BULLET, NOTE, SENTENCE, SOURCE, STANDING, colour_of
from reports.word_table import add_table

LEVEL = 3
"""Of an indicator's heading: under its section and its area."""
BETWEEN = " · "


def add_item(document: WordDocument, item: Item, number: int) -> None:
    """Write an indicator under its heading, which stays on one page with its sentence and its chart.

    `number` is what its chart is counted as, where it has one that is drawn.
    """
    document.add_heading(clean(item.name), level=LEVEL)
    head = _head(document, item)
    chart = drawn_chart(item)
    if chart is not None:
        _keep(head)
        add_chart(document, chart, number)
    elif item.chart is not None:
        _keep(head)
        document.add_paragraph(NOTHING_DRAWN, style=NOTE)
    else:
        _keep(head[:-1])
    _actions(document, item.actions)
    _comments(document, item.comments)
    if chart is not None:
        _figures(document, chart)
    _origin(document, item)


def _head(document: WordDocument, item: Item) -> list[Paragraph]:
    """Write the sentence, where the indicator stands, and its note."""
    told = [document.add_paragraph(clean(item.sentence), style=SENTENCE)] if item.sentence else []
    facts = [f"{label}: {text}" for label, text in labelled(item)]
    if item.status or facts:
        standing = document.add_paragraph(style=STANDING)
        if item.status:
            status = standing.add_run(clean(item.status))
            status.bold, status.font.color.rgb = True, RGBColor.from_string(colour_of(item.tone))
        standing.add_run(clean(BETWEEN.join([""] * bool(item.status) + facts)))
        told.append(standing)
    if item.note:
        told.append(document.add_paragraph(clean(begun(item.note)), style=NOTE))
    return told


def _keep(paragraphs: Sequence[Paragraph]) -> None:
    """Keep each paragraph on the page of what follows it."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _actions(document: WordDocument, actions: Sequence[str]) -> None:
    if actions:
        document.add_heading(ACTIONS, level=LEVEL + 1)
    for action in actions:
        document.add_paragraph(clean(action), style=BULLET)


def _comments(document: WordDocument, comments: Sequence[str]) -> None:
    if comments:
        document.add_heading(COMMENTS, level=LEVEL + 1)
    for comment in comments:
        document.add_paragraph(clean(comment))


def _figures(document: WordDocument, chart: Chart) -> None:
    """Write the table of the chart's figures, and what its signs mean."""
    add_table(document, figures(chart))
    if told := drawn_figures(chart).notes:
        document.add_paragraph(BETWEEN.join(told), style=NOTE)


def _origin(document: WordDocument, item: Item) -> None:
    """Write what is counted and where the figures are from, small."""
    told = [(label, text) for label, text in ((DEFINITION, item.definition), (FROM, item.source)) if text]
    if not told:
        return
    paragraph = document.add_paragraph(style=SOURCE)
    for place, (label, text) in enumerate(told):
        paragraph.add_run(f"{' ' if place else ''}{label}: ").bold = True
        paragraph.add_run(clean(text if text.endswith(".") else f"{text}."))
