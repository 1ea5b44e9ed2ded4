"""The look of the tables of a plan's changes: a row becomes a small block on a phone."""

from metrics.theme import Palette
from pages.parts import sheet

CSS = """
caption { padding: 20px 0 3px; }
th, td { padding: 5px 18px 5px 0; }
tbody th, td { overflow-wrap: anywhere; }
tbody th small { display: block; }
.line { margin-bottom: 2px; } .field { color: var(--muted); }
.strong { font-weight: 600; }
.arrow { color: var(--muted); padding: 0 .35em; }
p { font: 14px/1.45 var(--st-font); color: var(--muted); margin: 10px 0 0; }
details { margin-top: 10px; font: 14px/1.45 var(--st-font); color: var(--ink); }
summary { cursor: pointer; padding: 4px 0; font-weight: 600; }
.changes th { width: 26%; } .changes th + th + th { width: 16%; } .changes th:last-child { width: 20%; }
@media (max-width: 760px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  caption { border-bottom: 1px solid var(--axis); }
  tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--grid); }
  tbody th, tbody td { display: block; width: auto !important; border: 0; padding: 1px 0; text-align: left; }
  td:empty { display: none; }
  .who small { display: inline; } .who small::before { content: ", "; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--muted); }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a table of what has changed in a plan."""
    sheet.show(f"plan_{name}", html, css=CSS, palette=palette)
