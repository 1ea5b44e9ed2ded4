"""The look of the risks: the matrix with its list beside it, and an article on each risk."""

from metrics.theme import Palette
from pages.parts import sheet

CSS = """
.two { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 10fr); gap: 28px; }
.scroll { overflow-x: auto; }
caption { padding: 4px 0 6px; }
.matrix { table-layout: fixed; border-collapse: separate; border-spacing: 3px; min-width: 330px; }
.matrix thead th, .matrix tbody th { border: 0; font-size: 12px; font-weight: 400; color: var(--muted); }
.matrix thead th { text-align: center; vertical-align: bottom; }
.matrix tbody th { vertical-align: middle; }
.matrix tbody td { border: 1px solid var(--grid); height: 52px; padding: 3px 5px; font-size: 11px;
  overflow-wrap: anywhere; }
.matrix td.b1 { background: color-mix(in srgb, var(--worse) 12%, var(--paper)); }
.matrix td.b2 { background: color-mix(in srgb, var(--worse) 26%, var(--paper)); }
.matrix td.b3 { background: color-mix(in srgb, var(--worse) 44%, var(--paper)); }
.matrix .value { display: block; line-height: 1.2; }
.matrix .value b { font-size: 13px; }
.risk { display: inline-block; min-width: 1.3em; margin: 3px 3px 0 0; padding: 1px 5px; text-align: center;
  font-size: 13px; font-weight: 600; color: var(--paper); background: var(--ink); border-radius: 9px; }
.list th, .list td { padding: 5px 12px 5px 0; }
.list td.number { font-weight: 600; }
.list tbody th { overflow-wrap: anywhere; }
.whole .risk { margin: 0 6px 0 0; }
h3 { font: 600 16px/1.35 var(--st-font); color: var(--ink); margin: 0 0 4px; }
h4 { font: 600 13px/1.35 var(--st-font); color: var(--muted); margin: 10px 0 2px; }
p, li, details { font: 14px/1.45 var(--st-font); color: var(--ink); margin: 0; overflow-wrap: anywhere; }
p.note { color: var(--muted); font-size: 13px; margin: 8px 0; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 3px 0; }
article { padding: 16px 0; border-top: 1px solid var(--axis); }
.parts { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 28px; }
.mark { white-space: nowrap; }
.mark b { display: inline-block; min-width: 1.2em; }
li .mark { margin-right: 8px; }
li small { display: block; }
summary { cursor: pointer; padding: 2px 0; }
@media (max-width: 900px) { .two { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 760px) {
  .parts { grid-template-columns: minmax(0, 1fr); }
  .list, .list tbody, .list caption { display: block; } .list thead { display: none; }
  .list tr { display: block; padding: 6px 0; border-bottom: 1px solid var(--grid); }
  .list tbody th { display: block; } .list tbody td { display: inline-block; }
  .list tbody th, .list tbody td { border: 0; padding: 1px 8px 1px 0; }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet of the risks."""
    sheet.show(f"risks_{name}", html, css=CSS, palette=palette)
