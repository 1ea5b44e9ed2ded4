"""The look of Årshjul: the wheel beside the months, above them on a narrow screen; blocks on a phone."""

from metrics.theme import Palette
from pages.parts import sheet

COLUMNS = """
.both { display: grid; grid-template-columns: minmax(280px, 350px) minmax(0, 1fr); gap: 12px 28px; }
.round { position: sticky; top: 72px; align-self: start; }
.months { table-layout: fixed; }
.months .day { width: 14%; } .months .to { width: 18%; } .months .state { width: 16%; }
.months .mark { white-space: normal; }
.wheel { width: 100%; max-width: 420px; height: auto; font-family: var(--st-font);
  font-variant-numeric: tabular-nums; }
.legend { list-style: none; margin: 8px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 3px 18px;
  font: 13px/1.5 var(--st-font); color: var(--ink); }
.mark { white-space: nowrap; font-weight: 600; }
.mark b { display: inline-block; min-width: 1.3em; font-weight: 400; }
caption { padding: 0 0 6px; }
th, td { padding: 5px 12px 5px 0; }
tbody th, tbody td { overflow-wrap: break-word; }
.month th { font-weight: 600; padding-top: 14px; border-bottom: 1px solid var(--axis); }
.where { width: 21%; hyphens: auto; } .apart .what { width: 50%; } .apart .where { width: 28%; }
[scope="row"] small { display: block; }
.own > * { color: var(--muted); font-size: 13px; } .own a { color: inherit; }
.late .day { font-weight: 600; }
p { font: 13px/1.5 var(--st-font); color: var(--muted); margin: 10px 0 0; max-width: 90ch; }
.apart { margin-top: 22px; }
@media (max-width: 1000px) { .both { grid-template-columns: minmax(0, 1fr); }
  .round { max-width: 420px; position: static; } }
"""
ON_A_PHONE = """
@media (max-width: 760px) {
  tr.month { padding: 12px 0 2px; border-bottom: 1px solid var(--axis); }
  .month th { padding: 1px 0; border: 0; }
  .day small { display: inline; } .day small::before { content: " · "; }
}
"""
CSS = COLUMNS + sheet.ROWS_AS_BLOCKS + ON_A_PHONE


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet of the year."""
    sheet.show(f"year_wheel_{name}", html, css=CSS, palette=palette)
