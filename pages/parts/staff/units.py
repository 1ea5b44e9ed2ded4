"""Sick leave per unit: each measure, how it has moved, whether it is low, and how many are employed."""

from collections.abc import Mapping, Sequence
from html import escape

from metrics.indicator_view import spark_label
from metrics.sparkline import sparkline
from metrics.staff.sick_leave import Measure
from metrics.staff.spans import Span
from metrics.staff.standing import limit_words
from metrics.staff.units import Low, UnitLine
from metrics.staff.view import StaffView
from metrics.staff.words import few, secrecy, span_name, span_reach, span_short
from pages.parts.cells import Heading, cell, held, marked, name, sign
from pages.parts.sheet import link_to
from pages.parts.staff.look import table

INDENT = "padding-left:{}px"
STEP = 16
"""Pixels: how much further in a unit stands than the one it lies within."""


def units_html(view: StaffView, address: Mapping[str, str]) -> str:
    """Return the table of the units below and what is to be known of the small ones; empty without units."""
    said = secrecy(view)
    note = f"<p>{escape(said)}</p>" if said else ""
    if not view.units or view.whole is None:
        return note
    lows = any(line.low for line in view.units)
    lines = [_row(line, address, lows=lows) for line in view.units]
    return table("Sjukfrånvaro per enhet", _headings(view), lines, kind="under") + note


def _headings(view: StaffView) -> list[Heading]:
    assert view.whole is not None
    period, spans = view.whole.period, list(view.whole.measures)
    kinds = {Span.SO_FAR: "number wide"}
    measures = [
        Heading(span_name(span, period), span_reach(span, period), kinds.get(span, "number"))
        for span in spans
    ]
    change = Heading("Mot i fjol", span_short(spans[-1]), "number")
    low = next((line.low for line in view.units if line.low), None)
    limit = (
        [Heading(limit_words(view.known.low_leave).capitalize(), low.period.short_label, "wide")]
        if low
        else []
    )
    heads = Heading("Anställda", view.month.short_label, "number wide")
    return [
        Heading("Enhet"),
        *measures,
        change,
        *limit,
        heads,
        Heading("Tre år", span_short(spans[-1]), "wide spark"),
    ]


def _row(line: UnitLine, address: Mapping[str, str], *, lows: bool) -> str:
    measures = line.leave.measures
    steady = list(measures.values())[-1]
    cells = "".join(_measure(measure, is_last=measure is steady) for measure in measures.values())
    limit = held(*_limit(line.low), kind="wide") if lows else ""
    label = spark_label(line.leave.subject, line.spark)
    picture = sparkline(line.spark, target=_aim(steady), label=label, width=124, height=24)
    hidden = few(line.protected) if line.protected else ""
    heading = name(line.place.name, hidden, to=link_to("personal", {**address, "unit": line.place.code}))
    indented = heading.replace("<th ", f'<th style="{INDENT.format(STEP * line.depth)}" ', 1)
    return (
        f'<tr class="{"sum" if line.is_sum else ""}" data-code="{escape(line.place.code)}">{indented}{cells}'
        f"{cell(steady.change_text or '–', kind='number')}{limit}"
        f"{cell(line.heads_text, kind='number wide')}{held(picture, kind='wide spark')}</tr>"
    )


def _measure(measure: Measure, *, is_last: bool) -> str:
    kind = "number wide" if measure.span == Span.SO_FAR else "number"
    status = marked(measure.status) if is_last else ""
    return held(f"{escape(measure.value_text)}{status}", measure.note, kind=kind)


def _aim(measure: Measure) -> float | None:
    return measure.target.value if measure.target else None


def _limit(low: Low | None) -> Sequence[str]:
    """Whether a unit passes the limit: a symbol and a word, and its figure."""
    if low is None:
        return [""]
    if low.passed is None:
        return [escape(low.value_text)]
    shown = sign("✓", "Klarar", "better") if low.passed else sign("✕", "Klarar inte", "worse")
    return [shown, low.value_text]
