"""Cells of the sheets' tables: headings, names, figures and statuses. Every text is escaped here."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from metrics.theme import STATUS_MARKS, Tone
from metrics.vocabulary import Status
from metrics.words import STATUS

TONES = {"better": "--better", "worse": "--worse", "ink": "--ink", "no_news": "--no-news"}
UNJUDGED = (Status.NO_TARGET, Status.NO_VALUE)


@dataclass(frozen=True)
class Heading:
    """A column's heading, what stands small below it, and its classes; `wide` is left out on a phone."""

    text: str
    note: str = ""
    kind: str = ""


def headings(columns: Iterable[Heading]) -> str:
    """Return the heads of a table's columns."""
    cells = (
        f'<th scope="col" class="{each.kind}">{escape(each.text)}{_small(each.note)}</th>' for each in columns
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def name(text: str, *notes: str, to: str = "", title: str = "", below: str = "") -> str:
    """Return the head of a row: its name, as a link where there is somewhere to go, and small notes.

    `title` is what the link tells when it is pointed at; `below` is ready HTML, last.
    """
    link = f'<a href="{escape(to)}"{_attribute("title", title)}>{escape(text)}</a>' if to else escape(text)
    told = "".join(f" {_small(note)}" for note in notes if note)
    return f'<th scope="row">{link}{told}{below}</th>'


def cell(text: str, *notes: str, kind: str = "", head: str = "", title: str = "") -> str:
    """Return a cell of a text and small ones below it."""
    return held(escape(text), *notes, kind=kind, head=head, title=title)


def figure(text: str, note: str = "", kind: str = "") -> str:
    """Return a cell of a figure, and a note below it."""
    return cell(text, note, kind=f"number {kind}".strip())


def held(html: str, *notes: str, kind: str = "", head: str = "", title: str = "") -> str:
    """Return a cell of ready HTML and small texts below it.

    `head` stands before it where rows are blocks; `title` is told when it is pointed at.
    """
    told = _attribute("data-head", head) + _attribute("title", title)
    return f'<td class="{kind}"{told}>{html}{"".join(map(_small, notes))}</td>'


def marked(status: Status) -> str:
    """Return a status as symbol and word, in its colour; empty where nothing is judged."""
    if status in UNJUDGED:
        return ""
    mark = STATUS_MARKS[status]
    return sign(mark.symbol, STATUS[status], mark.tone)


def sign(symbol: str, word: str, tone: Tone) -> str:
    """Return a symbol with its word, in its colour."""
    return (
        f'<span class="mark" style="color:var({TONES[tone]})">'
        f'<b aria-hidden="true">{escape(symbol)}</b>{escape(word)}</span>'
    )


def toned(text: str, tone: Tone) -> str:
    """Return a text in its colour."""
    return f'<span style="color:var({TONES[tone]})">{escape(text)}</span>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _small(note: str) -> str:
    return f"<small>{escape(note)}</small>" if note else ""
