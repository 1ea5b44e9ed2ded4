"""Planned volumes as a plan prints them: years before, plan, each month, the year so far, and deviation."""

from html import escape

from metrics.periods import MONTH_NAMES
from metrics.placements.plan_lines import PlanLine, plan_lines, plan_remark, so_far_name
from metrics.placements.plan_volumes import PlanTable
from pages.parts.cells import Heading, figure, headings, name
from pages.parts.indicator_choice import INDICATOR
from pages.parts.placements.look import heading
from pages.parts.sheet import link_to

NO_PLAN = "Ingen planerad volym gäller för {year}."


def html(table: PlanTable, address: dict[str, str]) -> str:
    """Return the planned volumes; a sentence where there are none."""
    title = heading("Planerade volymer", f"{table.year}")
    if not table.rows:
        return f"{title}<p>{NO_PLAN.format(year=table.year)}</p>"
    rows = "".join(_row(line, address) for line in plan_lines(table))
    body = f'<table class="months">{_head(table)}<tbody>{rows}</tbody></table>'
    return f'{title}<div class="scroll">{body}</div><p class="remark">{escape(plan_remark(table))}</p>'


def _head(table: PlanTable) -> str:
    return headings(
        [
            Heading("Mått"),
            *(Heading(f"{year}", kind="number wide") for year in table.earlier_years),
            Heading("Plan", f"{table.year}", "number"),
            *(Heading(month[:3], kind="number middling") for month in MONTH_NAMES),
            Heading(MONTH_NAMES[table.until - 1][:3], kind="number short"),
            Heading(so_far_name(table), kind="number"),
            Heading("Avvikelse", "mot plan", "number"),
        ]
    )


def _row(line: PlanLine, address: dict[str, str]) -> str:
    cells = (
        name(line.subject.name, to=link_to("indikator", {**address, INDICATOR: line.subject.code})),
        *(figure(text, kind="wide") for text in line.earlier),
        figure(*line.plan),
        *(figure(text, kind="middling") for text in line.months),
        figure(line.latest, kind="short"),
        figure(*line.so_far),
        figure(*line.deviation),
    )
    return f'<tr data-code="{escape(line.subject.code)}">{"".join(cells)}</tr>'
