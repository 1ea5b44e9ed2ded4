"""A plan's undertakings as a table, those that ask for attention first. All text is escaped here."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from metrics.numbers import number
from metrics.plan.activity_words import span_words, state_note, status_word
from metrics.plan.undertakings import Undertaking, Word
from metrics.words import begun, many
from pages.parts import cells
from pages.parts.address import ACTIVITY
from pages.parts.cells import Heading
from pages.parts.plan_signs import standing_sign
from pages.parts.sheet import ROWS_AS_BLOCKS, link_to
from pages.parts.times import time_written

STATE, WHAT, WHO, WHEN, COST, LAST = "Läge", "Vad", "Ansvarig", "Tid", "Kostnad", "Senast rapporterat"
KINDS = {WHAT: "what", WHO: "who", WHEN: "when", COST: "cost", LAST: "last"}
COLUMNS = """
th, td { padding: 6px 14px 6px 0; }
caption { padding: 4px 0; }
tbody th { overflow-wrap: anywhere; }
thead th:first-child { width: 12%; }
.mark b { display: inline-block; min-width: 1.2em; font-weight: 600; }
.what { width: 34%; min-width: 150px; } .when { white-space: nowrap; } .last { width: 23%; min-width: 110px; }
.who { min-width: 122px; } .cost { width: 7%; min-width: 76px; }
.who, .cost, .last { overflow-wrap: anywhere; hyphens: auto; }
tbody th small { display: block; margin-top: 2px; }
summary { cursor: pointer; color: var(--muted); font-size: 12px; }
ol { margin: 4px 0 0; padding: 0; list-style: none; }
ol li { padding: 4px 0; border-top: 1px solid var(--grid); }
"""
NARROW = "@media (max-width: 860px) { th, td { padding-right: 8px; } }"
CSS = f"{COLUMNS}{NARROW}{ROWS_AS_BLOCKS}@media (max-width: 760px) {{ .when br {{ display: none; }} }}"


def table_html(lines: Sequence[Undertaking], address: Mapping[str, str], *, may_report: bool) -> str:
    """Return the table of a plan's undertakings; columns that the plan is silent on are left out.

    With `may_report` each is a way to its form.
    """
    costs = any(line.cost for line in lines)
    told = any(line.words for line in lines)
    dates = any(line.is_dated for line in lines)
    names = [
        STATE,
        WHAT,
        WHO,
        *([WHEN] if dates else []),
        *([COST] if costs else []),
        *([LAST] if told else []),
    ]
    heads = cells.headings(Heading(name, kind=KINDS.get(name, "")) for name in names)
    rows = "".join(_row(line, names, _link(line, address) if may_report else "") for line in lines)
    caption = f"Åtaganden i planen ({number(len(lines), 0)}), det som behöver ses efter först"
    return f"<table><caption>{caption}</caption>{heads}<tbody>{rows}</tbody></table>"


def _link(line: Undertaking, address: Mapping[str, str]) -> str:
    return link_to("aktiviteter", {**address, ACTIVITY: line.code})


def _row(line: Undertaking, names: Sequence[str], link: str) -> str:
    kind = "" if line.kind == "aktivitet" else f"{begun(line.kind)}. "
    shown = {
        STATE: cells.held(standing_sign(line), state_note(line)),
        WHAT: cells.name(line.title, f"{kind}{line.goal}", to=link),
        WHO: cells.cell(line.responsible, kind=KINDS[WHO], head=WHO),
        WHEN: cells.held(escape(span_words(line)).replace(" – ", " – <br>"), kind=KINDS[WHEN], head=WHEN),
        COST: cells.cell(line.cost, kind=KINDS[COST], head=COST),
        LAST: cells.held(words_html(line.words), kind=KINDS[LAST], head=LAST),
    }
    return f"<tr>{''.join(shown[name] for name in names)}</tr>"


def words_html(words: Sequence[Word]) -> str:
    """Return the latest word told, and every one folded away below it; empty where none is."""
    if not words:
        return ""
    latest = words[0]
    note = escape(latest.note) or escape(status_word(latest.status)).capitalize()
    told = f"{note}<small>{latest.told_on.isoformat()}, {escape(latest.role)}</small>"
    every = "".join(map(_word, words))
    counted = many(len(words), "rapport", "rapporter")
    return f"{told}<details><summary>{counted}</summary><ol>{every}</ol></details>"


def _word(word: Word) -> str:
    note = f": {escape(word.note)}" if word.note else ""
    recorded = time_written(pd.Timestamp(word.recorded_at))
    return (
        f"<li>{word.told_on.isoformat()} {escape(status_word(word.status))}{note}"
        f"<small>{escape(word.role)}, registrerat {recorded}</small></li>"
    )
