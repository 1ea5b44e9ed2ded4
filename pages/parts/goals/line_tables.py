"""What stands directly under a goal: indicators, activities, what is owed. All text is escaped here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from metrics.numbers import number
from metrics.plan.activity_words import span_words, state_note
from metrics.plan.content import PlanDocument
from metrics.plan.origin import TargetOrigin
from metrics.plan.screen_edits import Traces
from metrics.plan.tree_nodes import Activity
from metrics.plan.tree_words import activity_notes
from metrics.rows import Row
from metrics.signal_words import VARIATION_MARKS, variation_words
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import PlanNoun
from metrics.year_wheel.owed_lines import OwedLine
from metrics.year_wheel.words import NO_TIME, owed_words, pressing_words
from pages.parts import cells, sheet
from pages.parts.address import ACTIVITY, PLAN
from pages.parts.cells import Heading
from pages.parts.goals.origin_note import origin_html, targets_html
from pages.parts.indicator_choice import INDICATOR
from pages.parts.plan_signs import owed_sign, standing_sign

INDICATORS = (
    Heading("Läge", kind="state"),
    Heading("Indikator"),
    Heading("Värde", kind="number value"),
    Heading("Mål", kind="target"),
    Heading("Förändring", kind="signal"),
)
ACTIVITIES = (
    Heading("Läge", kind="state"),
    Heading("Aktivitet"),
    Heading("Ansvarig", kind="who"),
    Heading("Tid", kind="when"),
)
OWED = (Heading("Läge", kind="state"), Heading("Redovisning"), Heading("När och till vem", kind="whom"))


@dataclass(frozen=True)
class Page:
    """What every line needs of the page: the plan, the address of links, and where things come from."""

    document: PlanDocument
    address: Mapping[str, str]
    targets: Mapping[int, tuple[TargetOrigin, ...]]
    traces: Traces


def indicators_html(rows: Sequence[Row], page: Page) -> str:
    """Return the table of a node's indicators; empty without any."""
    return _table("indicators", "Indikatorer", INDICATORS, [_indicator(row, page) for row in rows])


def beside_html(rows: Sequence[Row], page: Page) -> str:
    """Return, folded away, the indicators that are shown beside others; empty without any."""
    if not rows:
        return ""
    told = f"{number(len(rows), 0)} mått som visas intill en annan indikator"
    return f'<details class="fold"><summary>{told}</summary>{indicators_html(rows, page)}</details>'


def activities_html(activities: Sequence[Activity], page: Page) -> str:
    """Return the table of a node's activities; empty without any."""
    return _table("activities", "Aktiviteter", ACTIVITIES, [_activity(each, page) for each in activities])


def owed_html(owed: Sequence[OwedLine], page: Page) -> str:
    """Return the table of what is owed of a node; empty where nothing is."""
    return _table("owed", "Redovisningar", OWED, [_owed(each, page) for each in owed])


def _table(kind: str, caption: str, heads: Sequence[Heading], rows: Sequence[str]) -> str:
    if not rows:
        return ""
    body = "".join(rows)
    return (
        f'<table class="{kind}"><caption>{caption}</caption>'
        f"{cells.headings(heads)}<tbody>{body}</tbody></table>"
    )


def _indicator(row: Row, page: Page) -> str:
    mark, shift = STATUS_MARKS[row.status], VARIATION_MARKS[row.signal.variation]
    link = sheet.link_to("indikator", {**page.address, INDICATOR: row.subject.code})
    origin = targets_html(page.document, page.targets.get(row.subject.id, ()))
    measured = ", ".join(filter(None, (row.period.short_label, row.note)))
    return (
        f"<tr>{cells.held(cells.sign(mark.symbol, row.status_word, mark.tone), kind='state')}"
        + cells.name(row.subject.name, to=link, title=row.sentence, below=origin)
        + cells.figure(row.value_text, measured, "value")
        + cells.cell(row.target_text, row.target_note, kind="target")
        + cells.held(cells.sign(shift.symbol, variation_words(row.signal), shift.tone), kind="signal")
        + "</tr>"
    )


def _activity(activity: Activity, page: Page) -> str:
    line = activity.line
    link = sheet.link_to("aktiviteter", {**page.address, PLAN: page.document.code, ACTIVITY: line.code})
    origin = origin_html(
        page.document, activity.source, line.title, trace=page.traces.of(PlanNoun.ACTIVITY, line.code)
    )
    return (
        f"<tr>{cells.held(standing_sign(line), state_note(line), kind='state')}"
        + cells.name(line.title, to=link, below=origin + _notes(activity_notes(activity)))
        + cells.cell(line.responsible, kind="who")
        + cells.cell(span_words(line), kind="when")
        + "</tr>"
    )


def _owed(owed: OwedLine, page: Page) -> str:
    link = sheet.link_to("arshjul", page.address)
    origin = origin_html(
        page.document, owed.source, owed.title, trace=page.traces.of(PlanNoun.FOLLOW_UP, owed.code)
    )
    return (
        f"<tr>{_owed_state(owed)}"
        + cells.name(owed.title, to=link, below=origin)
        + cells.cell(owed_words(owed), kind="whom")
        + "</tr>"
    )


def _owed_state(owed: OwedLine) -> str:
    if owed.pressing is None:
        return cells.cell(NO_TIME, kind="state muted")
    return cells.held(owed_sign(owed.pressing.state), pressing_words(owed), kind="state")


def _notes(notes: Sequence[str]) -> str:
    return "".join(f"<small>{escape(note)}</small>" for note in notes)
