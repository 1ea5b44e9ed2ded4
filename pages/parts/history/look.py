"""The look of Historik's tables: a row becomes a small block on a phone."""

from metrics.theme import Palette
from pages.parts import sheet

CSS = """
caption { padding: 20px 0 3px; }
th, td { padding: 5px 18px 5px 0; }
tbody th { overflow-wrap: anywhere; } .changes tbody th small { display: block; }
.strong { font-weight: 600; }
.arrow { color: var(--muted); padding: 0 .35em; font-weight: 400; }
.nowrap { white-space: nowrap; }
.mark { display: block; font-size: 12px; color: var(--changed); font-weight: 600; }
.mark b { margin-right: .4em; }
p, details { font: 14px/1.45 var(--st-font); color: var(--ink); }
p { margin: 10px 0 0; color: var(--muted); }
details { margin-top: 14px; border: 1px solid var(--grid); border-radius: 4px; }
summary { padding: 9px 12px; cursor: pointer; font-weight: 600; }
details > div { padding: 0 12px 10px; }
.changes th { width: 30%; } .changes .values { width: 24%; } .changes .who { width: 18%; }
@media (max-width: 640px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  caption { border-bottom: 1px solid var(--axis); }
  tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--grid); }
  tbody th, tbody td { display: block; width: auto !important; border: 0; padding: 1px 0; text-align: left; }
  td:empty { display: none; }
  .who small { display: inline; } .who small::before { content: ", "; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--muted); }
  td[data-head] { display: inline-block; margin-right: 14px; }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a table of Historik."""
    sheet.show(f"history_{name}", html, css=CSS, palette=palette)
