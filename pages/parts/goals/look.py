"""The look of the plan's tree: calm lines, each level a step in, and tables that become blocks on a phone."""

from metrics.theme import Palette
from pages.parts import sheet

TREE = """
.tree { font: 14px/1.4 var(--st-font); color: var(--ink); }
details { margin: 0; }
summary { list-style: none; cursor: pointer; }
summary::-webkit-details-marker { display: none; }
.node > summary { display: grid; grid-template-columns: 16px minmax(0, 1fr) minmax(0, 330px); gap: 0 10px;
  padding: 7px 6px 7px 0; border-bottom: 1px solid var(--grid); align-items: start; }
.node > summary:hover, .fold > summary:hover { background: var(--grid); }
:is(.node, .fold, .origin) > summary::before { content: "▸";
  color: var(--muted); font-size: 12px; }
.node > summary::before { padding-top: 17px; text-align: center; }
:is(.node, .fold, .origin)[open] > summary::before { content: "▾"; }
.what small, .title, .sum > * { display: block; }
.what small { line-height: 1.3; }
.title { overflow-wrap: anywhere; }
.depth-0 > summary .title { font-size: 16px; font-weight: 600; }
.depth-1 > summary .title { font-weight: 600; }
.depth-0 > summary { border-bottom-color: var(--axis); padding-top: 10px; }
.sum { font-size: 13px; line-height: 1.35; }
.main span { display: inline-block; font-weight: 600; }
.main span:not(:last-child)::after { content: ","; margin-right: .3em; }
.muted { color: var(--muted); }
.bar { display: flex !important; flex-wrap: wrap; gap: 2px; padding: 4px 0 5px; }
.bar i { width: 8px; height: 8px; border-radius: 1px; box-sizing: border-box; border: 1px solid var(--axis); }
.bar .on { background: var(--better); border-color: var(--better); }
.bar .near { background: linear-gradient(135deg, var(--better) 50%, transparent 50%);
  border-color: var(--better); }
.bar .off { background: var(--worse); border-color: var(--worse); border-radius: 4px; }
.body { margin: 0 0 6px 7px; padding: 6px 0 4px 18px; border-left: 1px solid var(--axis); }
.texts dt, .origin dt { color: var(--muted); font-size: 12px; font-weight: 600; }
dl { margin: 0; } dd { margin: 0; overflow-wrap: anywhere; }
dl.texts { columns: 2 380px; column-gap: 28px; margin: 2px 0 6px; max-width: 1100px; }
dl.texts dt { break-after: avoid; } dl.texts dd { break-inside: avoid; padding-bottom: 7px; }
.origin { font-size: 13px; font-weight: 400; }
th .origin { display: inline-block; margin-left: 9px; } th .origin[open] { display: block; margin-left: 0; }
.origin > summary { display: inline-block; color: var(--muted); font-size: 12px; padding: 1px 0; }
.origin > summary:hover { color: var(--ink); }
.origin > summary::before, .fold > summary::before { margin-right: 5px; }
.origin dl { display: grid; grid-template-columns: 118px minmax(0, 1fr); gap: 2px 10px; margin: 2px 0 6px;
  padding: 6px 10px; background: var(--grid); max-width: 760px; }
.fold > summary { padding: 6px 4px; border-bottom: 1px solid var(--grid); }
.fold > summary small { margin-left: 4px; }
.fold.texts > .node { margin-left: 18px; }
table { table-layout: fixed; margin: 4px 0 10px; }
caption { font-size: 13px; padding: 4px 0 2px; }
thead th { padding: 2px 12px 3px 0; }
tbody th, tbody td { padding: 5px 12px 5px 0; overflow-wrap: anywhere; }
th small { display: block; }
.state { width: 142px; } .value { width: 128px; } .target { width: 19%; } .signal { width: 142px; }
.who { width: 21%; } .when { width: 128px; } .whom { width: 38%; }
td.value { font-weight: 600; } td.value small { white-space: normal; }
.mark b { display: inline-block; width: 1.3em; font-weight: 700; }
"""
ON_A_PHONE = """
@media (max-width: 760px) {
  .node > summary { grid-template-columns: 14px minmax(0, 1fr); gap: 0 6px; padding-right: 0; }
  .sum { grid-column: 2; padding-top: 2px; }
  .body { margin-left: 4px; padding-left: 9px; }
  .fold.texts > .node { margin-left: 8px; }
  tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 10px; }
  tbody th { grid-column: 1 / -1; grid-row: 1; }
  td.value { grid-column: 2; grid-row: 2 / span 2; text-align: right; max-width: 130px; }
  td.target, td.who, td.when, td.whom { grid-column: 1 / -1; }
  .indicators td.state { grid-row: 2; } .indicators td.signal { grid-row: 3; }
  td.target:not(:empty)::before { content: "Mål: "; color: var(--muted); }
  td.who::before { content: "Ansvarig: "; color: var(--muted); }
  td.when::before { content: "Tid: "; color: var(--muted); }
  .origin dl { grid-template-columns: 1fr; gap: 0; } .origin dd { padding-bottom: 5px; }
}
"""
CSS = TREE + sheet.ROWS_AS_BLOCKS + ON_A_PHONE


def show(html: str, palette: Palette) -> None:
    """Show a tree made by `tree_html`."""
    sheet.show("goals", html, css=CSS, palette=palette)
