"""The overview's tables: one per area, with a sparkline per row, sent as one component.

Charts would cost seconds here; this costs about as much as an empty page. All text is
escaped in one place. A row is an ordinary link with a full address, so that it opens in a
new tab too, and the browser's back button returns to the very view that was left.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from metrics.indicator_view import spark_label
from metrics.overview import Row
from metrics.sparkline import sparkline
from metrics.talk import late, never_reported, talk_order
from metrics.theme import STATUS_MARKS, Palette, css_variables
from metrics.vocabulary import Area
from metrics.words import AREA, STATUS

HEADINGS = (
    ("status", "Läge"),
    ("name", "Indikator"),
    ("value", "Värde"),
    ("target", "Mål"),
    ("change", "Mot förra"),
    ("change", "Mot i fjol"),
    ("spark", "24 perioder"),
)
HEADING_HEIGHT, ROW_HEIGHT = 62, 46
"""Pixels, about."""
TONES = {"better": "--better", "worse": "--worse", "ink": "--ink", "no_news": "--no-news"}
CSS = """
:host, .sheet { display: block; }
section { content-visibility: auto; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font: 14px/1.35 var(--st-font);
  color: var(--ink); font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: 15px; font-weight: 600; padding: 16px 10px 2px; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--muted); font-size: 12px; padding: 2px 10px 4px;
  border-bottom: 1px solid var(--axis); }
td { overflow-wrap: anywhere; padding: 5px 10px; border-bottom: 1px solid var(--grid); vertical-align: top; }
tr[data-code] { cursor: pointer; }
tr[data-code]:hover td { background: var(--grid); }
a { color: var(--ink); text-decoration: underline; text-decoration-color: var(--axis);
  text-underline-offset: 3px; }
a:hover { text-decoration-color: currentColor; }
a:focus-visible { outline: 2px solid var(--better); outline-offset: 2px; }
td small { display: block; color: var(--muted); font-size: 12px; }
.status { width: 140px; white-space: nowrap; }
.status b { display: inline-block; width: 1.3em; font-weight: 700; }
.value, .change { text-align: right; }
.value { width: 120px; } .change { width: 100px; } .target { width: 18%; }
td.value { font-weight: 600; } td.value small { font-weight: 400; }
td.change { color: var(--muted); }
.spark { width: 140px; } td.spark { padding-top: 2px; padding-bottom: 2px; }
svg { display: block; }
details { margin-top: 14px; font: 14px/1.45 var(--st-font); color: var(--ink);
  border: 1px solid var(--grid); border-radius: 4px; }
summary { padding: 9px 12px; cursor: pointer; font-weight: 600; }
details ul { margin: 0; padding: 0 12px 10px 32px; }
@media (max-width: 1000px) { .change { display: none; } }
@media (max-width: 640px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  caption { padding: 14px 0 2px; border-bottom: 1px solid var(--axis); }
  tr { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; padding: 8px 0;
    border-bottom: 1px solid var(--grid); }
  td { border: 0; padding: 1px 0; width: auto !important; }
  td.name { grid-column: 1; grid-row: 1; } td.value { grid-column: 2; grid-row: 1; }
  td.status { grid-column: 1; grid-row: 2; } td.spark { grid-column: 2; grid-row: 2 / span 2; }
  td.target { grid-column: 1; grid-row: 3; min-width: 0; }
  td.target:not(:empty)::before { content: "Mål: "; color: var(--muted); }
}
"""
SCRIPT = """
export default function ({ data, parentElement }) {
  const sheet = parentElement.querySelector('.sheet');
  if (sheet.shown !== data.html) { sheet.innerHTML = data.html; sheet.shown = data.html; }
  sheet.style.cssText = data.colours;
  sheet.onclick = (event) => {
    if (event.target.closest('a')) return;
    event.target.closest('tr[data-code]')?.querySelector('a').click();
  };
}
"""


def show(html: str, palette: Palette) -> None:
    """Show a sheet made by `sheet_html`."""
    render = st.components.v2.component(
        "overview_table", html='<div class="sheet"></div>', css=CSS, js=SCRIPT
    )
    render(
        data={"html": html, "colours": css_variables(palette)},
        key="overview_table",
    )


def sheet_html(rows: Sequence[Row], address: Mapping[str, str]) -> str:
    """Return a table per area, what needs talk first, and below them what is missing or late, folded away."""
    return "".join(
        (
            *(_area(area, group, address) for area, group in talk_order(rows)),
            _listing("Saknas eller är sena", late(rows)),
            _listing("Har aldrig rapporterats", never_reported(rows)),
        )
    )


def _listing(title: str, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    lines = "".join(f"<li>{escape(row.sentence)}</li>" for row in rows)
    return f"<details><summary>{title} ({len(rows)})</summary><ul>{lines}</ul></details>"


def _area(area: Area, rows: Sequence[Row], address: Mapping[str, str]) -> str:
    """A table in a section that the browser leaves undrawn, at about its height, until it is scrolled to."""
    height = HEADING_HEIGHT + ROW_HEIGHT * len(rows)
    headings = "".join(f'<th scope="col" class="{name}">{text}</th>' for name, text in HEADINGS)
    return (
        f'<section style="contain-intrinsic-height:auto {height}px"><table><caption>{AREA[area]}</caption>'
        f"<thead><tr>{headings}</tr></thead>"
        f"<tbody>{''.join(_row(row, address) for row in rows)}</tbody></table></section>"
    )


def _row(row: Row, address: Mapping[str, str]) -> str:
    mark = STATUS_MARKS[row.status]
    link = escape("indikator?" + urlencode({**address, "indicator": row.subject.code}))
    status = f'<b aria-hidden="true">{mark.symbol}</b>{STATUS[row.status]}'
    picture = sparkline(row.spark, target=row.spark_target, label=spark_label(row.subject, row.spark))
    cells = (
        _cell("status", status, style=f"color:var({TONES[mark.tone]})"),
        _cell("name", f'<a href="{link}" title="{escape(row.sentence)}">{escape(row.subject.name)}</a>'),
        _cell("value", escape(row.value_text), [", ".join(filter(None, (row.period.short_label, row.note)))]),
        _cell("target", escape(row.target_text), [row.target_note]),
        _cell("change", escape(row.change_text), [row.change_unit if row.change_text else ""]),
        _cell("change", escape(row.change_year_text), [row.change_unit if row.change_year_text else ""]),
        _cell("spark", picture),
    )
    return f'<tr data-code="{escape(row.subject.code)}">{"".join(cells)}</tr>'


def _cell(name: str, content: str, notes: Iterable[str] = (), style: str = "") -> str:
    """A cell: `content` is HTML already, `notes` are texts."""
    small = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
    styled = f' style="{style}"' if style else ""
    return f'<td class="{name}"{styled}>{content}{small}</td>'
