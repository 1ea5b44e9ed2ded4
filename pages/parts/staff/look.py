"""The look of the staff's sheets, and how their tables are put together."""

from collections.abc import Iterable, Sequence
from html import escape

from metrics.theme import Palette
from pages.parts import cells, sheet
from pages.parts.cells import Heading

CSS = """
caption { padding: 18px 0 3px; }
tbody th small { display: inline; margin-left: 2px; } .under tbody th small { display: block; margin: 0; }
thead th.title { color: var(--ink); font-size: 15px; }
.leave + .line, p + .line { margin-top: 10px; }
th, td { padding: 4px 0 4px 14px; }
th:first-child, td:first-child { padding-left: 0; }
tbody th { overflow-wrap: break-word; hyphens: auto; }
.number small, thead .number { white-space: normal; }
.line td, .line thead th { white-space: nowrap; }
.strong { font-weight: 600; }
.mark { white-space: nowrap; font-size: 12px; display: block; font-weight: 400; }
.line .mark { font-size: 13px; display: inline; } .line td small { display: inline; }
.mark b { margin-right: .4em; }
.sum th, .sum td { font-weight: 600; }
.sum .mark { font-weight: 400; }
p { font: 13px/1.4 var(--st-font); color: var(--muted); margin: 6px 0 0; }
.spark { width: 130px; } td.spark { padding-top: 2px; padding-bottom: 2px; }
.others td.number { min-width: 116px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 40px; align-items: start; }
.two > * { min-width: 0; }
@media (max-width: 1100px) { .two { grid-template-columns: 1fr; } }
@media (max-width: 900px) { .spark { display: none; } }
@media (max-width: 760px) { .wide { display: none; } }
@media (max-width: 640px) {
  table { font-size: 13px; } th, td { padding-left: 8px; }
  .mark, .line td, .line thead th { white-space: normal; } .line td small { display: block; }
  .line .mark { display: block; white-space: nowrap; font-size: 12px; }
  .line td:last-child { min-width: 106px; }
}
"""


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet."""
    sheet.show(name, html, css=CSS, palette=palette)


def table(
    caption: str, headings: Sequence[Heading], lines: Iterable[str], *, note: str = "", kind: str = ""
) -> str:
    """Return a table of ready rows under its caption, and a note beside the caption."""
    small = f" <small>{escape(note)}</small>" if note else ""
    return _table(f"<caption>{escape(caption)}{small}</caption>", headings, lines, f'class="{kind}"')


def titled(title: str, headings: Sequence[Heading], lines: Iterable[str], *, kind: str = "") -> str:
    """Return a table of ready rows whose name stands over its first column, to save a line."""
    named = [Heading(title, kind="title"), *headings]
    return _table("", named, lines, f'class="{kind}" aria-label="{escape(title)}"')


def _table(caption: str, headings: Sequence[Heading], lines: Iterable[str], attributes: str) -> str:
    return f"<table {attributes}>{caption}{cells.headings(headings)}<tbody>{''.join(lines)}</tbody></table>"
