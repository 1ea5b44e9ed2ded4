"""The look of the page's sheets, and the headings between their tables."""

from html import escape

CSS = """
h2 { font: 600 16px/1.3 var(--st-font); color: var(--ink); margin: 22px 0 2px; }
th, td { padding: 4px 0 4px 14px; }
th:first-child, td:first-child { padding-left: 0; }
.number small { white-space: normal; }
/* Painted when it is scrolled to: it stands below the first screen. */
section.later { content-visibility: auto; contain-intrinsic-size: auto 900px; }
.few { max-width: 760px; }
.target { min-width: 170px; } .goals tbody th { min-width: 150px; }
tr.group th { font-weight: 600; padding-top: 10px; }
tr.sum th, tr.sum td { font-weight: 600; border-bottom-color: var(--axis); }
tr.aside th, tr.aside td { color: var(--muted); }
td.spark { width: 124px; padding-top: 2px; padding-bottom: 2px; }
svg { margin-left: auto; }
.status { white-space: nowrap; }
.status b { display: inline-block; width: 1.3em; }
p { font: 14px/1.5 var(--st-font); color: var(--ink); margin: 6px 0 0; max-width: 78em; }
p.remark { color: var(--muted); font-size: 13px; }
details { margin-top: 8px; } summary { cursor: pointer; padding: 6px 0; font: 14px var(--st-font);
  color: var(--ink); }
.scroll { overflow-x: auto; }
.months th:not(:first-child), .months td { padding-left: 9px; } .months td { font-size: 13px; }
.months tbody th { min-width: 190px; }
.short { display: none; }
@media (max-width: 1000px) { .middling { display: none; } }
@media (max-width: 640px) {
  .wide, .middling { display: none; } .short { display: table-cell; }
  th, td { padding-left: 8px; } table { font-size: 13px; }
  tbody th { overflow-wrap: break-word; hyphens: auto; } .months tbody th { min-width: 0; }
  .months th:not(:first-child), .months td { padding-left: 6px; }
  .goals thead { display: none; } .goals, .goals tbody { display: block; }
  .goals tr { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; padding: 8px 0;
    border-bottom: 1px solid var(--grid); }
  .goals th, .goals td { border: 0; padding: 1px 0; } .target { min-width: 0; }
  .goals th { grid-column: 1; grid-row: 1; } .goals .value { grid-column: 2; grid-row: 1 / span 2; }
  .goals .status { grid-column: 1; grid-row: 2; } .goals .target { grid-column: 1 / -1; grid-row: 3; }
}
"""


def heading(text: str, note: str = "") -> str:
    """A table's heading, with a note beside it."""
    small = f" <small>{escape(note)}</small>" if note else ""
    return f"<h2>{escape(text)}{small}</h2>"
