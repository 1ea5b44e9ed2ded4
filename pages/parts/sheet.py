"""A sheet: HTML of ours with its own style, sent as one component. Every text in it is escaped by its maker.

Charts and Streamlit's own tables would cost seconds here; this costs about as much as an empty
page. A click anywhere on a row with a link follows the link.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from metrics.theme import Palette, css_variables

LOOK = """
:host, .sheet { display: block; }
table { width: 100%; border-collapse: collapse; font: 14px/1.35 var(--st-font); color: var(--ink);
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: 15px; font-weight: 600; }
small { color: var(--muted); font-size: 12px; font-weight: 400; }
td small, thead small { display: block; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--muted); font-size: 12px; vertical-align: bottom;
  border-bottom: 1px solid var(--axis); }
th, td { vertical-align: top; }
tbody th { font-weight: 400; }
tbody th, tbody td { border-bottom: 1px solid var(--grid); }
.number { text-align: right; white-space: nowrap; }
svg { display: block; }
tr[data-code] { cursor: pointer; }
tr[data-code]:hover > * { background: var(--grid); }
a { color: var(--ink); text-decoration: underline; text-decoration-color: var(--axis);
  text-underline-offset: 3px; }
a:hover { text-decoration-color: currentColor; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--better); outline-offset: 2px; }
"""
"""What every sheet's tables, links and notes look like; a page adds what is its own."""
ROWS_AS_BLOCKS = """
@media (max-width: 760px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--grid); }
  tbody th, tbody td { display: block; width: auto !important; border: 0; padding: 1px 0; text-align: left; }
  td:empty { display: none; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--muted); }
}
"""
"""A table whose rows are small blocks on a phone: a look adds it after its columns, and its own after it."""
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


def link_to(page: str, address: Mapping[str, str]) -> str:
    """Return the way to a page and what it is to show, not yet escaped."""
    return f"{page}?{urlencode(address)}"


def show(name: str, html: str, *, css: str, palette: Palette) -> None:
    """Show a sheet under its component's name, in the reader's colours; `css` comes after the common look."""
    render = st.components.v2.component(name, html='<div class="sheet"></div>', css=LOOK + css, js=SCRIPT)
    render(data={"html": html, "colours": css_variables(palette)}, key=name)
