"""What is paid for consultants, and who leaves and is hired per unit; what else the office follows."""

from collections.abc import Mapping
from html import escape

from metrics.rows import Row
from metrics.staff.costs import Cost
from metrics.staff.spans import Span
from metrics.staff.view import StaffView, UnitStaff
from metrics.staff.words import sign_words, span_name, span_reach
from metrics.subjects import Subject
from pages.parts.cells import Heading, cell, held, marked, name
from pages.parts.sheet import link_to
from pages.parts.staff.look import table


def staffing_html(view: StaffView, address: Mapping[str, str]) -> str:
    """Return the cost of consultants, turnover and consultants per unit, and what else is followed."""
    inside = _costs(view) + _by_unit(view, address) + _others(view, address)
    return f"<div>{inside}</div>" if inside else ""


def _costs(view: StaffView) -> str:
    subject = view.known.consultants
    if subject is None or view.row(subject) is None:
        return ""
    headings = [
        Heading(""), Heading("Utfall", kind="number"), Heading("Ett år tidigare", kind="number"),
        Heading("Skillnad", kind="number"),
    ]  # fmt: skip
    lines = [_cost(view, span, cost) for span, cost in view.costs.items()]
    unit = next(iter(view.costs.values())).scale.unit
    return table("Konsultkostnad", headings, lines, note=sign_words(view, unit))


def _cost(view: StaffView, span: Span, cost: Cost) -> str:
    assert view.known.consultants is not None
    period = view.period_of(view.known.consultants)
    reach = span_reach(span, period)
    open_ = "preliminärt" if cost.is_preliminary else ""
    return (
        f"<tr>{name(span_name(span, period), reach)}{cell(cost.now_text, open_, kind='number strong')}"
        f"{cell(cost.then_text, kind='number')}{cell(cost.change_text or '–', kind='number')}</tr>"
    )


def _by_unit(view: StaffView, address: Mapping[str, str]) -> str:
    if len(view.by_unit) < 2:
        return ""
    turnover, consultants = view.known.turnover, view.known.consultants
    headings = [Heading("Enhet")]
    if turnover:
        period = view.period_of(turnover)
        headings += [
            Heading("Omsättning", period.short_label, "number"),
            Heading("Mot i fjol", kind="number wide"),
        ]
    if consultants:
        unit = next(iter(view.costs.values())).scale.unit
        reach = span_reach(Span.SO_FAR, view.period_of(consultants))
        headings += [
            Heading(f"Konsulter, {unit}", reach, "number"),
            Heading("Mot i fjol", kind="number wide"),
        ]
    lines = [_unit(line, address, turnover, consultants) for line in view.by_unit]
    return table("Personalomsättning och konsulter per enhet", headings, lines)


def _unit(
    line: UnitStaff, address: Mapping[str, str], turnover: Subject | None, consultants: Subject | None
) -> str:
    cells = ""
    if turnover:
        cells += cell(line.turnover, kind="number") + cell(line.turnover_change or "–", kind="number wide")
    if consultants and line.cost:
        cells += cell(line.cost.now_text, kind="number") + cell(
            line.cost.change_text or "–", kind="number wide"
        )
    heading = name(line.place.name, to=link_to("personal", {**address, "unit": line.place.code}))
    return f'<tr data-code="{escape(line.place.code)}">{heading}{cells}</tr>'


def _others(view: StaffView, address: Mapping[str, str]) -> str:
    if not view.others:
        return ""
    headings = [Heading(""), Heading("Utfall", kind="number"), Heading("Mål", kind="wide"), Heading("Läge")]
    lines = [_other(row, address) for row in view.others]
    return table("Övriga personalmått", headings, lines, kind="others")


def _other(row: Row, address: Mapping[str, str]) -> str:
    link = {**address, "indicator": row.subject.code}
    return (
        f'<tr data-code="{escape(row.subject.code)}">'
        f"{name(row.subject.name, row.period.short_label, to=link_to('indikator', link))}"
        f"{cell(row.value_text, row.note, kind='number strong')}{cell(row.target_text, kind='wide')}"
        f"{held(marked(row.status))}</tr>"
    )
