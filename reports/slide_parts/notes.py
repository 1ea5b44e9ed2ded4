"""A slide's notes, for who speaks: the chart as a table, and what is said and known of the figure."""

from collections.abc import Sequence

from pptx.oxml.ns import qn
from pptx.slide import Slide

from metrics.documents.model import Chart, Item, Report
from metrics.documents.words import (
    ACTIONS,
    CHANGE,
    COMMENTS,
    DEFINITION,
    HIDDEN,
    MISSING,
    PRELIMINARY,
    SOURCE,
    TARGET,
)
from metrics.numbers import with_unit
from reports.office_properties import LANGUAGE
from reports.plain import clean


def add_notes(slide: Slide, lines: Sequence[str]) -> None:
    """Write lines into a slide's notes, in Swedish."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(clean(line) for line in lines)
    for run in frame._txBody.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", LANGUAGE)


def notes_of(item: Item, report: Report) -> list[str]:
    """Return all that is known of an indicator: what its slide has no room for, and the chart in figures."""
    told = [report.remark, item.sentence, f"{item.name}: {item.value.text}"]
    told += [*target_of(item), item.status, *change_of(item), item.note]
    told += _list(f"{ACTIONS}:", item.actions) + _list(f"{COMMENTS}:", item.comments)
    if item.chart is not None:
        told += ["", *twin(item.chart)]
        if any(point.hidden for point in item.chart.points):
            told += report.explanations
    told += ["", f"{DEFINITION}: {item.definition}"] if item.definition else []
    told += [f"{SOURCE}: {item.source}"] if item.source else []
    return [line for place, line in enumerate(told) if line or (place > 6 and told[place - 1])]


def target_of(item: Item) -> list[str]:
    """Return an indicator's target with the word for it."""
    return [f"{TARGET}: {item.target}"] if item.target else []


def change_of(item: Item) -> list[str]:
    """Return an indicator's change with the word for it."""
    return [f"{CHANGE}: {item.change}"] if item.change else []


def _list(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, *(f"• {line}" for line in lines)] if lines else []


def twin(chart: Chart) -> list[str]:
    """Return a chart as lines of text: each period with its value, and the targets that held then."""
    head = ", ".join(filter(None, [chart.title, chart.unit_of_measure]))
    lines = [f"Diagrammet i siffror – {head}:"]
    for place, point in enumerate(chart.points):
        told = HIDDEN if point.hidden else MISSING
        if point.value is not None:
            told = with_unit(point.value, chart.decimals, chart.unit_of_measure)
            told += f" ({PRELIMINARY})" if point.preliminary else ""
        targets = [
            f"{target.name} {with_unit(value, chart.target_decimals, chart.unit_of_measure)}"
            for target in chart.targets
            if (value := target.values[place]) is not None
        ]
        lines.append("; ".join([f"{point.period.label}: {told}", *targets]))
    return lines
