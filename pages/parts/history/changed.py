"""What has changed between two days: before and after, who, when and why. All text is escaped here."""

from collections.abc import Mapping, Sequence
from html import escape

from metrics.change_words import ChangeLine, NewsLine
from metrics.numbers import number
from metrics.theme import Palette
from pages.parts import cells
from pages.parts.address import PERIOD, UNIT
from pages.parts.cells import Heading
from pages.parts.history import look
from pages.parts.indicator_choice import INDICATOR
from pages.parts.reads_history import Changes
from pages.parts.sheet import link_to
from pages.parts.times import time_written

MOST_LINES = 200
AFTER_LOCK = "efter låset"


def show(found: Changes, address: Mapping[str, str], palette: Palette) -> None:
    """Show the changes, and folded away what is new; nothing where there is neither."""
    html = "".join(
        (
            _table("Ändrade värden", "Mått", found.figures, address),
            _table("Ändrade belopp", "Konto", found.amounts, address),
            _news(found.news, found.counted.new),
        )
    )
    if html:
        look.show("changes", html, palette)


def _table(title: str, noun: str, lines: Sequence[ChangeLine], address: Mapping[str, str]) -> str:
    if not lines:
        return ""
    heads = [Heading(noun), Heading("Före och efter", kind="values"), Heading("Vem och när", kind="who")]
    rows = "".join(_row(line, address) for line in lines[:MOST_LINES])
    left = len(lines) - MOST_LINES
    more = f"<p>… och {number(left, 0)} till. Välj en lägre enhet eller kortare tid.</p>" if left > 0 else ""
    return (
        f'<table class="changes"><caption>{title} ({number(len(lines), 0)})</caption>'
        f"{cells.headings([*heads, Heading('Varför')])}<tbody>{rows}</tbody></table>{more}"
    )


def _row(line: ChangeLine, address: Mapping[str, str]) -> str:
    there = {**address, UNIT: line.unit_code, PERIOD: line.period.code}
    to = link_to("indikator", {**there, INDICATOR: line.code}) if line.code else link_to("ekonomi", there)
    values = (
        f'{escape(line.before)}<span class="arrow" role="img" aria-label="blev">→</span>'
        f'<span class="strong">{escape(line.after)}</span>'
    )
    lock = ""
    if line.lock_reason:
        lock = (
            f'<span class="mark"><b aria-hidden="true">◆</b>{AFTER_LOCK}: {escape(line.lock_reason)}</span>'
        )
    return (
        f"<tr>{cells.name(line.name, f'{line.unit}, {line.period.label}', to=to)}"
        f"{cells.held(values, line.parts, kind='values')}"
        f"{cells.cell(line.role or 'roll saknas', time_written(line.recorded_at), kind='who')}"
        f"{cells.held(escape(line.why) + lock, line.brought_by)}</tr>"
    )


def _news(lines: Sequence[NewsLine], count: int) -> str:
    if not lines:
        return ""
    heads = [Heading("Vad"), *(Heading(words, kind="number") for words in ("Antal", "Enheter"))]
    rows = "".join(
        f"<tr>{cells.name(line.name)}{_number('Antal', line.number)}{_number('Enheter', line.units)}"
        f"{cells.cell(line.periods)}</tr>"
        for line in lines
    )
    return (
        f"<details><summary>Nya värden och belopp ({number(count, 0)})</summary><div><table>"
        f"{cells.headings([*heads, Heading('Perioder')])}<tbody>{rows}</tbody></table></div></details>"
    )


def _number(head: str, count: int) -> str:
    return f'<td class="number" data-head="{head}">{number(count, 0)}</td>'
