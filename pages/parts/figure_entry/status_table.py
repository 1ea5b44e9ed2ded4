"""The table of how far each unit has come with its figures, as HTML. All text is escaped here."""

from collections.abc import Mapping
from datetime import date
from html import escape

from metrics.numbers import number
from metrics.periods import Period
from metrics.reporting.standing import Standing, UnitStanding
from metrics.reporting.words import awaited_words, ready_words, share_words
from pages.parts import cells
from pages.parts.cells import Heading
from pages.parts.sheet import link_to

HEADINGS = (
    Heading("Enhet", "hur långt per rytm"),
    Heading("Väntas", kind="number"),
    Heading("Inne", kind="number"),
    Heading("Utkast", kind="number wide"),
    Heading("Saknas", kind="number"),
    Heading("Sena", kind="number"),
    Heading("Klarmarkerat", kind="wide"),
    Heading("Vad som är sent, och vem som ska lämna det", kind="wide"),
)
ON_A_PHONE = sum("wide" not in heading.kind for heading in HEADINGS)
"""How many columns are left where the wide ones are left out."""
MOST_NAMED = 6
CSS = """
caption { padding: 4px 0; font-size: 14px; font-weight: 400; color: var(--muted); }
th, td { padding: 5px 14px 5px 0; }
tbody th small { display: block; }
td.number { min-width: 52px; }
.late { color: var(--worse); font-weight: 600; }
.open { white-space: nowrap; }
ul { margin: 0; padding: 0; list-style: none; }
li { font-size: 13px; }
.below { display: none; }
@media (max-width: 900px) {
  .wide { display: none; }
  .below { display: table-row; } .below td { padding-top: 0; }
  tr:has(+ .below) > * { border-bottom: 0; }
  .number { padding: 5px 0 5px 6px; min-width: 0; } td.number { min-width: 0; }
  tbody th { padding-right: 4px; overflow-wrap: anywhere; hyphens: auto; font-size: 13px; }
}
"""


def status_html(whole: Standing, address: Mapping[str, str], months: tuple[Period, ...], today: date) -> str:
    """Return a row per unit that something is expected of, each with the way to its form."""
    rows = "".join(_row(unit, address, months, today) for unit in whole.units)
    caption = "<caption>Öppna en enhet för att fylla i det som saknas.</caption>"
    return f"<table>{caption}{cells.headings(HEADINGS)}<tbody>{rows}</tbody></table>"


def _row(unit: UnitStanding, address: Mapping[str, str], months: tuple[Period, ...], today: date) -> str:
    month = unit.first_open or months[-1]
    to = link_to("fyll-i", {**address, "unit": unit.place.code, "month": month.code})
    late = "late" if unit.late else ""
    shares = ", ".join(map(share_words, unit.shares))
    row = (
        cells.name(unit.place.name, shares, to=to),
        cells.figure(number(unit.expected, 0)),
        cells.figure(number(unit.inside, 0)),
        cells.figure(_count(unit.drafts), kind="wide"),
        cells.figure(_count(unit.missing)),
        cells.figure(_count(unit.late), kind=late),
        cells.cell(ready_words(unit, len(months), today), kind="wide"),
        cells.held(_late(unit), kind="wide"),
    )
    return f'<tr data-code="{escape(unit.place.code)}">{"".join(row)}</tr>{_below(unit)}'


def _below(unit: UnitStanding) -> str:
    """Return what is late in a row of its own, for a phone, where the wide columns are left out."""
    late = _late(unit)
    told = f'<b class="late">Sent</b>{late}'
    return f'<tr class="below"><td colspan="{ON_A_PHONE}">{told}</td></tr>' if late else ""


def _count(count: int) -> str:
    return number(count, 0) if count else "–"


def _late(unit: UnitStanding) -> str:
    late = [awaited_words(awaited) for awaited in unit.awaited if awaited.is_late]
    shown = late[:MOST_NAMED]
    if len(late) > MOST_NAMED:
        shown.append(f"och {len(late) - MOST_NAMED} till")
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in shown)}</ul>" if shown else ""
