"""The first tables: sick leave in its measures, and one line for each other question of the staff."""

from collections.abc import Mapping
from html import escape

from metrics.staff.sick_leave import Leave, Measure
from metrics.staff.spans import Span
from metrics.staff.standing import Line, lines_of
from metrics.staff.view import StaffView
from metrics.staff.words import leave_name, left_out, span_name, span_reach, span_short
from metrics.subjects import Subject
from pages.parts.cells import Heading, cell, held, marked, name
from pages.parts.sheet import link_to
from pages.parts.staff.look import titled

LAST_YEAR = "Mot i fjol"


def standing_html(view: StaffView, address: Mapping[str, str]) -> str:
    """Return both tables; `address` is what a link to an indicator adds its code to."""
    return _leave(view, address) + _lines(view, address)


def _leave(view: StaffView, address: Mapping[str, str]) -> str:
    """The whole and its parts, in each measure."""
    whole = view.whole
    if whole is None:
        return ""
    spans = list(whole.measures)
    headings = [
        Heading(span_name(span, whole.period), span_reach(span, whole.period), "number") for span in spans
    ]
    headings.append(Heading(LAST_YEAR, span_short(spans[-1]), "number wide"))
    lines = [_leave_row(leave, address) for leave in view.leave]
    without = left_out(view)
    note = f"<p>{escape(without)}</p>" if without else ""
    return titled("Sjukfrånvaro", headings, lines, kind="leave under") + note


def _leave_row(leave: Leave, address: Mapping[str, str]) -> str:
    target = leave.measures[Span.PERIOD].target_text
    cells = "".join(_measure(measure, target) for measure in leave.measures.values())
    steady = list(leave.measures.values())[-1]
    aim = f"mål {target}" if target else ""
    heading = _linked(leave_name(leave.subject), leave.subject, address, aim)
    change = cell(steady.change_text or "–", kind="number wide")
    return f'<tr data-code="{escape(leave.subject.code)}">{heading}{cells}{change}</tr>'


def _measure(measure: Measure, target: str) -> str:
    """A measure with its status, and its own target where it has another than the period's."""
    own = f"mål {measure.target_text}" if measure.target_text not in ("", target) else ""
    value = f'<span class="strong">{escape(measure.value_text)}</span>'
    return held(value + marked(measure.status), measure.note, own, kind="number")


def _lines(view: StaffView, address: Mapping[str, str]) -> str:
    lines = [_line(line, address) for line in lines_of(view)]
    headings = [Heading("Utfall", kind="number"), Heading(LAST_YEAR, kind="number wide"), Heading("Läge")]
    return titled("Bemanning och engagemang", headings, lines, kind="line") if lines else ""


def _line(line: Line, address: Mapping[str, str]) -> str:
    heading = _linked(line.name, line.subject, address, line.note)
    target = f" {line.target_text}" if line.target_text else ""
    return (
        f'<tr data-code="{escape(line.subject.code)}">{heading}{cell(line.value_text, kind="number strong")}'
        f"{cell(line.change_text, kind='number wide')}{held(marked(line.status), target)}</tr>"
    )


def _linked(text: str, subject: Subject, address: Mapping[str, str], note: str = "") -> str:
    return name(text, note, to=link_to("indikator", {**address, "indicator": subject.code}))
