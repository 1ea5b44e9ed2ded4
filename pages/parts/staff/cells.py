"""The look of the staff's sheets, and the cells that their tables are made of. All text is escaped here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from metrics.theme import STATUS_MARKS, Palette, Tone
from metrics.vocabulary import Status
from metrics.words import STATUS
from pages.parts import sheet
from pages.parts.overview_table import TONES

CSS = """
caption { padding: 18px 0 3px; }
td small, thead small { display: block; }
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
@media (max-width: 900px) { .two { grid-template-columns: 1fr; } }
@media (max-width: 640px) {
  table { font-size: 13px; } th, td { padding-left: 8px; } .wide { display: none; }
  .mark, .line td, .line thead th { white-space: normal; } .line td small { display: block; }
  .line .mark { display: block; white-space: nowrap; font-size: 12px; }
  .line td:last-child { min-width: 106px; }
}
"""


@dataclass(frozen=True)
class Heading:
    """A column's heading, what stands small below it, and its classes; `wide` is left out on a phone."""

    text: str
    note: str = ""
    kind: str = ""


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
    cells = "".join(_heading(heading) for heading in headings)
    return (
        f"<table {attributes}>{caption}<thead><tr>{cells}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _heading(heading: Heading) -> str:
    small = f"<small>{escape(heading.note)}</small>" if heading.note else ""
    return f'<th scope="col" class="{heading.kind}">{escape(heading.text)}{small}</th>'


def cell(text: str, *notes: str, kind: str = "") -> str:
    """Return a cell of a text and small ones below it."""
    return held(escape(text), *notes, kind=kind)


def held(html: str, *notes: str, kind: str = "") -> str:
    """Return a cell of ready HTML and small texts below it."""
    small = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
    return f'<td class="{kind}">{html}{small}</td>'


def marked(status: Status) -> str:
    """Return a status as symbol and word, in its colour; empty where nothing is judged."""
    if status in (Status.NO_TARGET, Status.NO_VALUE):
        return ""
    mark = STATUS_MARKS[status]
    return sign(mark.symbol, STATUS[status], mark.tone)


def sign(symbol: str, word: str, tone: Tone) -> str:
    """Return a symbol with its word, in its colour."""
    return (
        f'<span class="mark" style="color:var({TONES[tone]})">'
        f'<b aria-hidden="true">{escape(symbol)}</b>{escape(word)}</span>'
    )


def name(text: str, note: str = "", *, page: str = "", address: Mapping[str, str] | None = None) -> str:
    """Return a row's heading: its name, as a link where there is somewhere to go, and a small note."""
    shown = escape(text)
    if address is not None:
        shown = f'<a href="{escape(sheet.link_to(page, address))}">{shown}</a>'
    small = f" <small>{escape(note)}</small>" if note else ""
    return f'<th scope="row">{shown}{small}</th>'
