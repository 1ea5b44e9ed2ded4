"""Engagement: the index with its parts beside the municipality's, and which units reach up to it."""

from collections.abc import Mapping
from html import escape

from metrics.staff.engagement import Engagement, IndexLine, UnitIndex
from metrics.staff.view import StaffView
from metrics.staff.words import engagement_words
from pages.parts.cells import Heading, cell, held, marked, name, sign
from pages.parts.sheet import link_to
from pages.parts.staff.look import table


def engagement_html(view: StaffView, address: Mapping[str, str]) -> str:
    """Return the index with its parts, and the units; empty where nothing is said of engagement."""
    found = view.engagement
    if found is None:
        return ""
    return f"<div>{_index(found)}<p>{escape(engagement_words(found))}</p>{_units(found, address)}</div>"


def _index(found: Engagement) -> str:
    now, then = found.period.short_label, found.period.year_before.short_label
    headings = [
        Heading(""), Heading(now, kind="number"), Heading(then, kind="number"),
        Heading("Ändring", kind="number"), Heading("Läge"),
    ]  # fmt: skip
    judged = held(marked(found.row.status), found.row.target_text)
    lines = [_line(found.whole, judged, kind="sum"), *(_line(part, cell("")) for part in found.parts)]
    if found.of_all is not None:
        lines.append(_line(found.of_all, cell("")))
    return table("HME och dess delar", headings, lines)


def _line(line: IndexLine, last: str, *, kind: str = "") -> str:
    return f'<tr class="{kind}">{name(line.name)}{_numbers(line)}{last}</tr>'


def _numbers(line: IndexLine) -> str:
    return "".join(
        cell(text or "–", kind="number") for text in (line.now_text, line.then_text, line.change_text)
    )


def _units(found: Engagement, address: Mapping[str, str]) -> str:
    if len(found.units) < 2:
        return ""
    now, then = found.period.short_label, found.period.year_before.short_label
    headings = [
        Heading("Enhet"), Heading("HME", now, "number"), Heading("HME", then, "number"),
        Heading("Ändring", kind="number"), Heading("Mot kommunen"), Heading("Svar", kind="number wide"),
    ]  # fmt: skip
    lines = [_unit(unit, address) for unit in found.units]
    return table("HME per enhet", headings, lines)


def _unit(unit: UnitIndex, address: Mapping[str, str]) -> str:
    heading = name(unit.place.name, to=link_to("personal", {**address, "unit": unit.place.code}))
    return (
        f'<tr data-code="{escape(unit.place.code)}">{heading}{_numbers(unit.line)}'
        f"{held(_verdict(unit))}{cell(unit.answers_text, kind='number wide')}</tr>"
    )


def _verdict(unit: UnitIndex) -> str:
    if unit.passed is None:
        return "–"
    return sign("✓", "Lika eller högre", "better") if unit.passed else sign("✕", "Lägre", "worse")
