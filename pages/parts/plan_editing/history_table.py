"""What has been changed in a plan: when, by whom, field by field, and why. All text is escaped here."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from data.as_of import OFFICE_TIME
from metrics.numbers import number
from metrics.plan.screen_edits import entry_from
from metrics.plan_editing.difference_lines import FieldLine, Names, field_lines, title_of
from metrics.plan_editing.nouns import noun_of
from metrics.vocabulary import EditKind, PlanNoun
from pages.parts import cells
from pages.parts.cells import Heading
from pages.parts.times import time_written

MOST_CHANGES = 100
HEADS = (Heading("Vad"), Heading("Före och efter"), Heading("Vem och när"), Heading("Varför"))


def history_html(edits: Iterable[Mapping[str, Any]], names: Names) -> str:
    """Return a plan's changes as a table, the latest first; `edits` as `queries_plan.plan_edits`."""
    every = list(edits)
    rows = "".join(_row(edit, names) for edit in every[:MOST_CHANGES])
    left = len(every) - MOST_CHANGES
    more = f"<p>… och {number(left, 0)} tidigare.</p>" if left > 0 else ""
    return (
        f'<table class="changes"><caption>Ändringar</caption>'
        f"{cells.headings(HEADS)}<tbody>{rows}</tbody></table>{more}"
    )


def latest_told(edits: pd.DataFrame) -> tuple[date, str] | None:
    """Return the day and the role of a plan's latest change on screen; None where there is none."""
    made = edits[edits["on_screen"]]
    if made.empty:
        return None
    latest = made.iloc[0]
    return latest["recorded_at"].tz_convert(OFFICE_TIME).date(), str(latest["role"])


def _row(edit: Mapping[str, Any], names: Names) -> str:
    noun = PlanNoun(edit["noun"])
    word, change = noun_of(noun), noun_of(noun).changed(EditKind(edit["change"]))
    before, after = entry_from(edit["before"]), entry_from(edit["after"])
    lines = field_lines(noun, before, after, names)
    return (
        f"<tr>{cells.name(title_of(before, after), f'{word.name}, {change}')}"
        f'<td class="values">{lines_html(lines) or escape(change)}</td>'
        f"{cells.cell(edit['role'], time_written(edit['recorded_at']), kind='who')}"
        f"{cells.cell(edit['reason'])}</tr>"
    )


def lines_html(lines: Iterable[FieldLine]) -> str:
    """Return fields that differ, each on a line: what it was, an arrow, and what it became."""
    return "".join(
        f'<div class="line"><span class="field">{escape(line.label)}:</span> «{escape(line.before)}»'
        f'<span class="arrow" role="img" aria-label="blev">→</span>'
        f'<span class="strong">«{escape(line.after)}»</span></div>'
        for line in lines
    )
