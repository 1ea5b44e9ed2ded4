"""The overview's tables: one per area, with a sparkline per row, sent as one component.

Charts would cost seconds here; this costs about as much as an empty page. All text is
escaped in one place. A row is an ordinary link with a full address, so that it opens in a
new tab too, and the browser's back button returns to the very view that was left.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from metrics.indicator_view import spark_label
from metrics.rows import Row
from metrics.signal_words import ASSURANCE, ASSURANCE_MARKS, VARIATION_MARKS, variation_words
from metrics.sparkline import sparkline
from metrics.talk import late, never_reported
from metrics.theme import STATUS_MARKS, Mark, Palette
from metrics.vocabulary import Area
from metrics.words import AREA
from pages.parts import sheet
from pages.parts.cells import TONES

HEADINGS = (
    ("status", "Läge"),
    ("name", "Indikator"),
    ("value", "Värde"),
    ("target", "Mål"),
    ("change", "Mot förra"),
    ("change", "Mot i fjol"),
    ("signal", "Förändring"),
    ("spark", "24 perioder"),
)
HEADING_HEIGHT, ROW_HEIGHT = 62, 46
"""Pixels, about."""
CSS = """
section { content-visibility: auto; }
table { table-layout: fixed; }
caption { padding: 16px 10px 2px; }
thead th { padding: 2px 10px 4px; }
th, td { box-sizing: border-box; }
td { overflow-wrap: anywhere; padding: 5px 10px; }
.status { width: 156px; }
.signal { width: 156px; white-space: nowrap; }
.status b, .signal b { display: inline-block; width: 1.3em; font-weight: 700; }
.value, .change { text-align: right; }
.value { width: 152px; } .change { width: 120px; } .target { width: 13%; }
td.value { font-weight: 600; overflow-wrap: normal; }
td.change { color: var(--muted); }
.spark { width: 140px; } td.spark { padding-top: 2px; padding-bottom: 2px; }
details { margin-top: 14px; font: 14px/1.45 var(--st-font); color: var(--ink);
  border: 1px solid var(--grid); border-radius: 4px; }
summary { padding: 9px 12px; cursor: pointer; font-weight: 600; }
details ul { margin: 0; padding: 0 12px 10px 32px; }
@media (max-width: 1270px) { .change { display: none; } }
@media (max-width: 990px) { .spark { display: none; } }
@media (max-width: 830px) { .status { width: 140px; } .target { width: 100px; }
  .signal { width: 120px; white-space: normal; } }
@media (max-width: 760px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  caption { padding: 14px 0 2px; border-bottom: 1px solid var(--axis); }
  tr { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; padding: 8px 0;
    border-bottom: 1px solid var(--grid); }
  tbody td { border: 0; padding: 1px 0; width: auto !important; }
  td.name { grid-column: 1; grid-row: 1; } td.value { grid-column: 2; grid-row: 1; }
  td.status { grid-column: 1; grid-row: 2; }
  td.spark { display: block; grid-column: 2; grid-row: 2 / span 3; }
  td.target { grid-column: 1; grid-row: 4; min-width: 0; }
  td.signal { grid-column: 1; grid-row: 3; }
  td.target:not(:empty)::before { content: "Mål: "; color: var(--muted); }
}
"""


def show(html: str, palette: Palette) -> None:
    """Show a sheet made by `sheet_html`."""
    sheet.show("overview_table", html, css=CSS, palette=palette)


def sheet_html(
    groups: Sequence[tuple[Area, Sequence[Row]]], address: Mapping[str, str], happened: Sequence[str]
) -> str:
    """Return a table per area, in the order given; below them, folded away, what is late and has happened."""
    rows = [row for _, group in groups for row in group]
    return "".join(
        (
            *(_area(area, group, address) for area, group in groups),
            _listing("Händelser det senaste året", happened),
            _listing("Saknas eller är sena", [row.sentence for row in late(rows)]),
            _listing("Har aldrig rapporterats", [row.sentence for row in never_reported(rows)]),
        )
    )


def _listing(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>{title} ({len(lines)})</summary><ul>{listed}</ul></details>"


def _area(area: Area, rows: Sequence[Row], address: Mapping[str, str]) -> str:
    """A table in a section that the browser leaves undrawn, at about its height, until it is scrolled to."""
    height = HEADING_HEIGHT + ROW_HEIGHT * len(rows)
    headings = "".join(f'<th scope="col" class="{name}">{text}</th>' for name, text in HEADINGS)
    return (
        f'<section style="contain-intrinsic-height:auto {height}px"><table><caption>{AREA[area]}</caption>'
        f"<thead><tr>{headings}</tr></thead>"
        f"<tbody>{''.join(_row(row, address) for row in rows)}</tbody></table></section>"
    )


def _row(row: Row, address: Mapping[str, str]) -> str:
    mark = STATUS_MARKS[row.status]
    link = escape(sheet.link_to("indikator", {**address, "indicator": row.subject.code}))
    shift = VARIATION_MARKS[row.signal.variation]
    status = _marked(mark, row.status_word)
    picture = sparkline(row.spark, target=row.spark_target, label=spark_label(row.subject, row.spark))
    cells = (
        _cell("status", status, [_assured(row)], style=_tone(mark)),
        _cell("name", f'<a href="{link}" title="{escape(row.sentence)}">{escape(row.subject.name)}</a>'),
        _cell("value", escape(row.value_text), [", ".join(filter(None, (row.period.short_label, row.note)))]),
        _cell("target", escape(row.target_text), [row.target_note]),
        _cell("change", escape(row.change_text), [row.change_unit if row.change_text else ""]),
        _cell("change", escape(row.change_year_text), [row.change_unit if row.change_year_text else ""]),
        _cell("signal", _marked(shift, variation_words(row.signal)), style=_tone(shift)),
        _cell("spark", picture),
    )
    return f'<tr data-code="{escape(row.subject.code)}">{"".join(cells)}</tr>'


def _marked(mark: Mark, words: str) -> str:
    return f'<b aria-hidden="true">{mark.symbol}</b>{words}'


def _tone(mark: Mark) -> str:
    return f"color:var({TONES[mark.tone]})"


def _assured(row: Row) -> str:
    """Say whether the process as it is meets its target month after month; empty where that isn't known."""
    assurance = row.signal.assurance
    return f"{ASSURANCE_MARKS[assurance].symbol} {ASSURANCE[assurance]}" if assurance else ""


def _cell(name: str, content: str, notes: Iterable[str] = (), style: str = "") -> str:
    """A cell: `content` is HTML already, `notes` are texts."""
    small = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
    styled = f' style="{style}"' if style else ""
    return f'<td class="{name}"{styled}>{content}{small}</td>'
