"""The look of the tables of a plan's changes: a row becomes a small block on a phone."""

from metrics.theme import Palette
from pages.parts import sheet

COLUMNS = """
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
"""
ON_A_PHONE = """
@media (max-width: 760px) {
  caption { border-bottom: 1px solid var(--axis); }
  .who small { display: inline; } .who small::before { content: ", "; }
}
"""
CSS = COLUMNS + sheet.ROWS_AS_BLOCKS + ON_A_PHONE


def show(name: str, html: str, palette: Palette) -> None:
    """Show a table of what has changed in a plan."""
    sheet.show(f"plan_{name}", html, css=CSS, palette=palette)
