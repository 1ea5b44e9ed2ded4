"""A slide's notes, for who speaks: the chart as a table, and what is said and known of the figure."""

from collections.abc import Sequence

from pptx.oxml.ns import qn
from pptx.slide import Slide

from metrics.documents.model import Chart, Item, Report
from metrics.numbers import with_unit
from reports.plain import clean
from reports.slide_parts.texts import LANGUAGE

MISSING, HIDDEN = "inget värde", ".."
"""What is said of a period without a value: within the office, and where it may have been hidden."""


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
    told += _list("Det här gör vi:", item.actions) + _list("Kommentarer:", item.comments)
    if item.chart is not None:
        told += ["", *twin(item.chart, MISSING if not report.lens.is_outward else HIDDEN)]
        if report.lens.is_outward and any(point.value is None for point in item.chart.points):
            told += report.explanations
    told += ["", f"Definition: {item.definition}"] if item.definition else []
    told += [f"Källa: {item.source}"] if item.source else []
    return [line for place, line in enumerate(told) if line or (place > 6 and told[place - 1])]


def target_of(item: Item) -> list[str]:
    """Return an indicator's target with the word for it, where its own words don't tell what it is."""
    if not item.target:
        return []
    says_itself = "mål" in item.target.casefold() or item.target.startswith("plan")
    return [item.target[0].upper() + item.target[1:] if says_itself else f"Mål: {item.target}"]


def change_of(item: Item) -> list[str]:
    """Return an indicator's change with the word for it."""
    return [f"Ändring: {item.change}"] if item.change else []


def _list(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, *(f"• {line}" for line in lines)] if lines else []


def twin(chart: Chart, missing: str) -> list[str]:
    """Return a chart as lines of text: each period with its value, and the targets that held then."""
    head = ", ".join(filter(None, [chart.title, chart.unit_of_measure]))
    lines = [f"Diagrammet i siffror – {head}:"]
    for place, point in enumerate(chart.points):
        told = missing
        if point.value is not None:
            told = with_unit(point.value, chart.decimals, chart.unit_of_measure)
            told += " (preliminärt)" if point.preliminary else ""
        targets = [
            f"{target.name} {with_unit(value, chart.decimals, chart.unit_of_measure)}"
            for target in chart.targets
            if (value := target.values[place]) is not None
        ]
        lines.append("; ".join([f"{point.period.label}: {told}", *targets]))
    return lines
