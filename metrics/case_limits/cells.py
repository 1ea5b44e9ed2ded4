"""A figure in the table of limits: its text, what stands small below, and what must be known of it."""

from dataclasses import dataclass

from metrics.numbers import number, rounded, unit_word
from metrics.rows import Row
from metrics.sentences import Told

DASH = "–"
NOT_DELIVERED = "lämnas inte för slaget"


@dataclass(frozen=True)
class Cell:
    """Texts are unescaped. `value` is None where there is none, and then `text` is a dash.

    `note` is what must be known of the figure: why it is missing, or what makes it less than whole.
    """

    text: str = DASH
    small: str = ""
    note: str = ""
    value: float | None = None


def counts_words(part: float | None, whole: float | None) -> str:
    """Write what a share is made of: `45 av 50`; empty where it came as a percentage alone."""
    if part is None or whole is None:
        return ""
    return f"{number(part, 0)} av {number(whole, 0)}"


def share_cell(row: Row | None, told: Told, absent: str = NOT_DELIVERED) -> Cell:
    """Return a share, written as `told` says, with what it is made of small below."""
    if row is None:
        return Cell(note=absent)
    if row.figure.value is None:
        return Cell(row.value_text, note=row.note)
    counted = counts_words(row.figure.numerator, row.figure.denominator)
    return Cell(told.written(row.figure.value), counted, row.note, row.figure.value)


def standing_cell(row: Row | None, absent: str = NOT_DELIVERED) -> Cell:
    """Return a figure of where things stood on a day. What it is counted in stands small below."""
    if row is None:
        return Cell(note=absent)
    subject, value = row.subject, row.figure.value
    if value is None:
        return Cell(row.value_text, note=row.note)
    shown = rounded(value, subject.decimals)
    measure = unit_word(subject.unit_of_measure, shown, subject.decimals)
    return Cell(number(value, subject.decimals), measure, row.note, value)
