"""What a heading, and a column's rows of headings together, say of time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.files.sheet import Fault
from data.imports.headings import PeriodWords, kind_in, period_column, period_words, with_year

LONGEST = 80
NUMBER = re.compile(r"[(\-−–+]?\s*\d[\d\s\u00a0\u202f.,]*\)?\s*%?\s*(?:\*+|\(?prel\.?\)?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A column's heading: all its rows on one line, and what it says of time."""

    column: int
    text: str
    words: PeriodWords | None = None


def words_of(cell: object, text: str) -> PeriodWords | None:
    """Return what a heading's cell says of time or of the kind of amount."""
    if isinstance(cell, str) and len(text) > LONGEST:
        return None
    words = period_words(cell if not isinstance(cell, str) else text)
    if words is None and isinstance(cell, str):
        kind = kind_in(text)
        return PeriodWords(kind=kind) if kind else None
    return words


def time_in(cell: object) -> PeriodWords | None:
    """Return the period, or the part of one, that a cell is; None where it says anything else or more."""
    return _time_alone(period_words(cell))


def times_in(cells: Sequence[object]) -> list[PeriodWords | None]:
    """Return the same for each cell of a column of periods, whose cells say together how they are written."""
    return [_time_alone(words) for words in period_column(cells)]


def _time_alone(words: PeriodWords | None) -> PeriodWords | None:
    return words if words and not (words.rest or words.apart or words.kind or words.target) else None


def is_number(cell: object, text: str) -> bool:
    """Tell whether a cell holds a number, is written as one, or should have held one."""
    if isinstance(cell, int | float | Fault) and not isinstance(cell, bool):
        return True
    return isinstance(cell, str) and NUMBER.fullmatch(text) is not None


def merged(upper: PeriodWords | None, lower: PeriodWords) -> PeriodWords:
    """Return what two rows of a heading say together: the lower goes before the upper."""
    if upper is None:
        return lower
    timed = lower if lower.month or lower.part or (lower.year and not (upper.month or upper.part)) else upper
    if lower.period and lower.month:
        timed = lower
    year = lower.year or upper.year
    words = replace(
        timed,
        period=None,
        year=None,
        kind=lower.kind or upper.kind,
        target=lower.target or upper.target,
        apart=lower.apart or upper.apart,
        rest=" ".join(filter(None, (upper.rest, lower.rest))),
    )
    return with_year(words, year) if year else words


def with_years_from_the_left(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """Give months without a year that of the month before: `jan-19`, `feb`; after December the next year."""
    done: dict[int, Heading] = {}
    last: tuple[int, int] | None = None
    for column, heading in headings.items():
        words = heading.words
        if words and words.month and not words.apart:
            if words.year is None and last:
                words = with_year(words, last[0] + (words.month <= last[1]))
            last = (words.year, words.month) if words.year and words.month else None
        done[column] = replace(heading, words=words)
    return done
