"""The look of the tables of time limits, and how wide each column is."""

from metrics.theme import Palette
from pages.parts import sheet

CSS = """
.both { display: grid; grid-template-columns: minmax(0, 1fr) clamp(262px, 20vw, 340px); gap: 0 22px;
  align-items: start; }
table { line-height: 1.3; }
table.limits { table-layout: fixed; }
caption { padding: 0 0 4px; }
caption small { display: block; }
thead th { line-height: 1.2; padding-bottom: 4px; }
thead tr.groups th { padding-bottom: 1px; text-align: center; border-bottom: 1px solid var(--grid); }
th, td { box-sizing: border-box; padding: 4px 0 4px 8px; }
th:first-child { padding-left: 0; }
tbody th { overflow-wrap: anywhere; }
th small, td small { display: block; }
th.number { white-space: normal; }
td.number small { white-space: normal; }
col.status { width: 128px; } col.share { width: 76px; } col.middle { width: 82px; } col.time { width: 44px; }
col.oldest { width: 58px; } col.count { width: 38px; } col.past { width: 52px; } col.longer { width: 70px; }
col.spark { width: 90px; }
small.law { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
td.time small { display: none; }
td.status b { display: inline-block; width: 1.3em; font-weight: 700; }
td.status { font-size: 13px; line-height: 18px; white-space: nowrap; }
td.status small { white-space: normal; line-height: 1.3; }
td.judged { font-weight: 700; }
.mark { display: inline-block; padding: 0 4px; border: 1px solid var(--better); border-radius: 3px;
  color: var(--better); font-size: 11px; line-height: 1.3; font-weight: 600; }
.star { position: absolute; }
.late { color: var(--worse); font-weight: 600; }
td.spark { padding-top: 2px; padding-bottom: 2px; } svg { margin-left: auto; }
td.spark small { text-align: right; }
tbody.related th, tbody.related td { padding-top: 3px; padding-bottom: 3px; }
tbody.related tr:first-child > * { border-top: 1px solid var(--axis); }
.notes { font: 12px/1.45 var(--st-font); color: var(--muted); margin: 6px 0 0; }
table.radar { font-size: 13px; line-height: 1.2; }
table.radar th, table.radar td { padding: 1px 0 1px 6px; border: 0; vertical-align: middle; }
table.radar thead tr > * { padding-bottom: 3px; border-bottom: 1px solid var(--axis); }
table.radar .month { width: 30px; padding-left: 0; color: var(--muted); font-size: 12px; }
table.radar .week { width: 52px; white-space: nowrap; color: var(--muted); }
table.radar .open { width: 30px; font-weight: 600; } table.radar .closed { width: 38px; color: var(--muted); }
table.radar tr.begins > * { border-top: 1px solid var(--axis); }
table.radar tr.late > * { color: var(--worse); padding-bottom: 4px; white-space: nowrap; }
table.radar tr.late th { padding-left: 0; }
.bar { display: flex; height: 11px; }
.bar i { display: block; background: var(--axis); min-width: 2px; }
.bar i.near { background: var(--line); } .bar i.past { background: var(--worse); }
.bar i + i { border-left: 2px solid var(--paper); }
.outcome { font: 14px/1.4 var(--st-font); color: var(--ink); margin: 8px 0 0; }
th.unit-2 { padding-left: 14px; } th.unit-3 { padding-left: 28px; }
@media (max-width: 1200px) {
  .both { grid-template-columns: 1fr; gap: 22px; }
  .radar-part { max-width: 520px; }
}
@media (max-width: 960px) { col.spark, td.spark, th.spark { display: none; } }
@media (max-width: 860px) {
  table.limits thead { display: none; }
  table.limits, table.limits tbody, table.limits caption { display: block; }
  table.limits tr { display: grid; grid-template-columns: repeat(6, 1fr); gap: 2px 10px; padding: 8px 0;
    border-bottom: 1px solid var(--grid); }
  table.limits th, table.limits td { border: 0; padding: 1px 0; text-align: left; grid-column: span 2; }
  table.limits th.name { grid-column: span 4; font-weight: 600; }
  table.limits td.share { grid-column: span 3; }
  table.limits td.status { white-space: normal; }
  table.limits td[data-label]::before { content: attr(data-label); display: block; color: var(--muted);
    font-size: 12px; font-weight: 400; }
  table.limits td.spark { display: none; }
  table.limits td.earlier { grid-column: 1 / -1; }
  tbody.related tr:first-child > * { border-top: 0; }
  small.law { white-space: normal; }
  td .mark { display: none; }
  td.time small { display: block; }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet of tables under its component's name."""
    sheet.show(name, html, css=CSS, palette=palette)
