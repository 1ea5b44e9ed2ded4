"""The goals of placements as a table: status, figure, target and change, each a way to its indicator."""

from collections.abc import Sequence
from html import escape

from metrics.indicator_view import spark_label
from metrics.periods import Period
from metrics.placements.goals import Goal, cohort_words
from metrics.sparkline import sparkline
from metrics.theme import STATUS_MARKS
from pages.parts.cells import TONES, Heading, cell, figure, headings, name
from pages.parts.indicator_choice import INDICATOR
from pages.parts.placements.look import heading
from pages.parts.sheet import link_to

HEADINGS = [
    Heading("Indikator"),
    Heading("Läge", kind="status"),
    Heading("Värde", kind="number"),
    Heading("Ska vara"),
    Heading("Mot förra", kind="number middling"),
    Heading("Mot i fjol", kind="number wide"),
    Heading("24 perioder", kind="number middling"),
]
SPARK = (110, 24)


def html(goals: Sequence[Goal], chosen: Period, address: dict[str, str]) -> str:
    """Return the goals, and whom a cohort's figure speaks of; empty without any goal."""
    if not goals:
        return ""
    rows = "".join(_row(goal, address) for goal in goals)
    cohorts = filter(None, (cohort_words(goal.row, chosen) for goal in goals))
    told = "".join(f"<p>{escape(words)}</p>" for words in cohorts)
    table = f'<table class="goals">{headings(HEADINGS)}<tbody>{rows}</tbody></table>'
    return heading("Mål") + table + told


def _row(goal: Goal, address: dict[str, str]) -> str:
    row, mark = goal.row, STATUS_MARKS[goal.row.status]
    to = link_to("indikator", {**address, INDICATOR: row.subject.code})
    status = f'<b aria-hidden="true">{mark.symbol}</b>{row.status_word}'
    picture = sparkline(
        row.spark,
        target=row.spark_target,
        label=spark_label(row.subject, row.spark),
        width=SPARK[0],
        height=SPARK[1],
    )
    about = ", ".join(filter(None, [row.period.short_label, row.note]))
    beside = " · ".join(filter(None, [row.target_note, goal.path]))
    cells = (
        name(row.subject.name, to=to),
        f'<td class="status" style="color:var({TONES[mark.tone]})">{status}</td>',
        figure(row.value_text, about, "value"),
        cell(row.target_text, beside, kind="target"),
        figure(row.change_text, row.change_unit if row.change_text else "", "middling"),
        figure(row.change_year_text, row.change_unit if row.change_year_text else "", "wide"),
        f'<td class="spark middling">{picture}</td>',
    )
    return f'<tr data-code="{escape(row.subject.code)}">{"".join(cells)}</tr>'
