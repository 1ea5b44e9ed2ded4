"""The locks of a year and their openings, the latest first. All text is escaped here."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from metrics.lock_words import LockLine
from metrics.numbers import number
from pages.parts import cells
from pages.parts.cells import Heading

HEADS = (
    Heading("Period"),
    Heading("Läge"),
    Heading("Låst av"),
    Heading("Öppnat av"),
    Heading("Rapporterat", kind="number"),
    Heading("Ändrat efteråt", kind="number"),
)


def locks_html(locks: Sequence[LockLine], year: int) -> str:
    """Return the table of a year's locks; empty where there are none."""
    if not locks:
        return ""
    rows = "".join(map(_row, locks))
    return (
        f"<table><caption>Lås och öppningar {year} ({number(len(locks), 0)})</caption>"
        f"{cells.headings(HEADS)}<tbody>{rows}</tbody></table>"
    )


def _row(lock: LockLine) -> str:
    in_force = lock.opened_at is None
    standing = "◆ låst" if in_force else "○ öppnat"
    opened = "" if lock.opened_at is None else _told(lock.opened_by, lock.opened_at, lock.opened_because)
    return (
        f"<tr>{cells.name(lock.period.label, lock.unit)}{cells.cell(standing)}"
        f'<td data-head="Låst av">{_told(lock.role, lock.locked_at, lock.reason)}</td>'
        + (f'<td data-head="Öppnat av">{opened}</td>' if opened else "<td></td>")
        + f'<td class="number" data-head="Rapporterat">{_values(lock.reported)}</td>'
        f'<td class="number" data-head="Ändrat efteråt">{_changed(lock.changed)}</td></tr>'
    )


def _told(role: str, at: datetime, why: str) -> str:
    return f"{escape(role)}, {at:%Y-%m-%d %H:%M}<small>{escape(why)}</small>"


def _values(count: int) -> str:
    return f"{number(count, 0)} {'värde' if count == 1 else 'värden'}"


def _changed(count: int) -> str:
    return f'<span class="mark">{number(count, 0)}</span>' if count else "inget"
