"""The look of the locks' sheets: a grid that becomes small blocks on a phone, and a list of locks."""

from metrics.theme import Palette
from pages.parts import sheet

CSS = """
caption { padding: 18px 0 4px; }
th, td { padding: 4px 14px 4px 0; }
tbody th { overflow-wrap: anywhere; }
.grid { table-layout: fixed; } .grid thead th:first-child { width: 19%; }
.grid td, .grid thead th + th { padding: 4px 0; text-align: center; font-size: 11px; line-height: 1.25;
  white-space: nowrap; }
.grid .first { border-left: 1px solid var(--axis); }
.grid td b { display: block; font-size: 13px; font-weight: 400; }
.locked { color: var(--ink); font-weight: 600; background: var(--grid); }
.open, .running { color: var(--muted); } .coming { color: var(--muted); }
.mark { color: var(--changed); font-weight: 600; }
p { font: 13px/1.45 var(--st-font); color: var(--muted); margin: 8px 0 0; }
details { margin-top: 10px; font: 14px/1.45 var(--st-font); color: var(--ink); }
summary { cursor: pointer; padding: 4px 0; }
@media (max-width: 760px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--axis); }
  tbody th, tbody td { display: block; border: 0; padding: 1px 0; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--muted); }
  td:empty { display: none; }
  .number { text-align: left; white-space: normal; }
  .grid tr { display: grid; grid-template-columns: repeat(6, 1fr); gap: 4px; }
  .grid tbody th { grid-column: 1 / -1; padding-left: 0 !important; font-weight: 600; }
  .grid td[data-head="T1"] { grid-column-start: 1; }
  .grid td, .grid .first { border: 1px solid var(--grid); padding: 3px 0; }
  .grid td[data-head]::before { content: attr(data-head); display: block; }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet of the locks."""
    sheet.show(f"locks_{name}", html, css=CSS, palette=palette)
