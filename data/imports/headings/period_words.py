"""What a heading says of time: which period its column holds, and of what kind the figures are.

| heading | read as |
|---|---|
| `jan`, `Utfall jan`, `månad 3` | a month whose year stands elsewhere |
| `jan 2017`, `jan-17`, `2017-01`, `201701`, `2017M01`, `01/2017`, a date | a month |
| `T1 2019`, `kv 2 2019`, `första halvåret 2019`, `helår 2019`, `2019` | another period |
| `Bokslut 2015`, `Budget 2017`, `Plan 2019` | a year, with its kind of amount |
| `Prognos 2017 aug`, `Helårsprognos T2 2024` | the year, forecast in the month or at the end of the part |
| `jan-aug 2017`, `Ack mars`, `Avvikelse 2017` | no single period's figure: `apart` says why |

A date is its month. `4/1/2005` has two readings and is left unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np

from data.imports.headings.spelling import plain, without_footnote
from data.imports.headings.time_words import MONTHS_OF_A_YEAR, Piece, Says, pieces
from metrics.periods import PER_YEAR, Period
from metrics.vocabulary import AmountKind, Periodicity

LONGEST_HEADING = 300
FIRST_SERIAL_DAY = date(1899, 12, 30)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
FIRST_SERIAL, LAST_SERIAL = (EARLIEST - FIRST_SERIAL_DAY).days, (LATEST - FIRST_SERIAL_DAY).days
LARGEST = 10**8
"""No day is written with more digits."""
MAY_SAY_TIME = re.compile(r"[^\W\d_]|199\d|20\d\d|2100")
"""Most cells are plain numbers, and are told from a heading at a glance."""
SHORT_YEAR = re.compile(r"[ .]*[-/'’]? ?")
MARKED_SHORT_YEAR = re.compile(r"[ .]*[-'’] ?")
SHORT_YEARS_TO = 60
"""`jan-17` is 2017 and `jan-98` is 1998; a number from here to 90 is no year."""
BEFORE_A_MONTH = re.compile(r"(:[ae])?[. ]+")
LEFT_OVER = " -:;,./()[]*|'’"
EMPTY_BRACKETS = re.compile(r"[(\[][\s,;.:-]*[)\]]")
YEAR_PART = (Periodicity.YEAR, 1)


class Apart(StrEnum):
    """Why a column does not hold one period's figures."""

    ACCUMULATED = "accumulated"
    SPAN = "span"
    COMPARISON = "comparison"
    SUM = "sum"
    MEAN = "mean"


APART = {
    Says.COMPARISON: Apart.COMPARISON,
    Says.ACCUMULATED: Apart.ACCUMULATED,
    Says.OTHER_TIME: Apart.SPAN,
    Says.SUM: Apart.SUM,
    Says.MEAN: Apart.MEAN,
}


@dataclass(frozen=True)
class PeriodWords:
    """What a heading says of time.

    `period` is there when it is complete; else `month` or `part` (`(TERTIAL, 1)`) is what is known, or
    `year` alone with a span. `kind` is an `AmountKind` where the heading says one, `made_in` the month of
    a forecast. `target` tells that the column holds what was aimed at, not what was measured. `apart` is
    empty, or says why the column is not one period's: then there is no `period`, and `span` is its first and
    last month, where it names them. `day` is a date's day. `rest` is what was written beside.
    """

    period: Period | None = None
    month: int | None = None
    part: tuple[Periodicity, int] | None = None
    year: int | None = None
    kind: str = ""
    made_in: str = ""
    target: bool = False
    rest: str = ""
    apart: str = ""
    span: tuple[int, int] | None = None
    day: int | None = None
    preliminary: bool = False


def period_words(heading: Any) -> PeriodWords | None:
    """Read a heading, a text, number or date; None where it says nothing of time.

    A kind of amount without a time (`Budget`) is None too: see `kind_in`.
    """
    if isinstance(heading, date):
        return _of_day(heading)
    text = _number_text(heading) if not isinstance(heading, str) else without_footnote(plain(heading))
    if len(text) > LONGEST_HEADING or not MAY_SAY_TIME.search(text):
        return None
    return _of_pieces(text, _with_short_years(text, list(pieces(text))))


def set_apart(heading: Any) -> str:
    """Return why a column is not one period's figures (`Avvikelse`, `Summa`, `Ack mars`); else empty."""
    text = without_footnote(plain(heading)) if isinstance(heading, str) else ""
    if not text or len(text) > LONGEST_HEADING:
        return ""
    found = _with_short_years(text, list(pieces(text)))
    words = _of_pieces(text, found)
    return words.apart if words else _apart({piece.says for piece in found}, 0, several_years=False)


def with_year(words: PeriodWords, year: int) -> PeriodWords:
    """Return the words with a year that stands elsewhere; a year of their own is kept."""
    return words if words.year else _completed(replace(words, year=year))


def serial_month(value: Any) -> PeriodWords | None:
    """Read a number as the day that a spreadsheet keeps by it (42736 is 2017-01-01); else None.

    Only the neighbours can tell that such a number is a day.
    """
    text = _number_text(value) if not isinstance(value, str) else ""
    if not text or not FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return None
    return _of_day(FIRST_SERIAL_DAY + timedelta(days=int(text)))


def _of_day(day: date) -> PeriodWords | None:
    """Return a day's month; None for a day out of reach, and for pandas' sign of no day."""
    if not EARLIEST.year <= day.year <= LATEST.year:
        return None
    return _completed(PeriodWords(month=day.month, year=day.year, day=day.day))


def _number_text(cell: Any) -> str:
    """Return the digits of a whole number, which may be a year, a month or a day; empty for all else."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | np.integer | np.floating):
        return ""
    return str(int(cell)) if EARLIEST.year <= cell < LARGEST and int(cell) == cell else ""


def _with_short_years(text: str, found: list[Piece]) -> list[Piece]:
    """Read `17` in `jan-17` and `Bokslut -15` as a year, and `31` in `31 mars` as a day."""
    for at, piece in enumerate(found):
        if piece.says != Says.NUMBER:
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        year = _year_after(text, before, piece) if before else None
        if year:
            found[at] = replace(piece, says=Says.YEAR, year=year)
        elif after and after.says == Says.MONTH and _is_day(text, piece, after):
            found[at] = replace(piece, says=Says.FILLER)
            found[at + 1] = replace(after, day=int(piece.number))
    return found


def _year_after(text: str, before: Piece, piece: Piece) -> int | None:
    between = text[before.end : piece.start]
    if not piece.number.isdecimal() or not (before.month or before.part or before.kind):
        return None
    number = int(piece.number)
    if len(piece.number) == len("2017") and EARLIEST.year <= number <= LATEST.year:
        return number if SHORT_YEAR.fullmatch(between) else None
    allowed = SHORT_YEAR if before.month or before.part else MARKED_SHORT_YEAR
    if before.year or len(piece.number) != len("17") or not allowed.fullmatch(between):
        return None
    if number < SHORT_YEARS_TO:
        return 2000 + number
    return 1900 + number if 1900 + number >= EARLIEST.year else None


def _is_day(text: str, piece: Piece, month: Piece) -> bool:
    written_apart = BEFORE_A_MONTH.fullmatch(text[piece.end : month.start])
    return bool(
        written_apart and not month.year and piece.number.isdecimal() and 1 <= int(piece.number) <= 31
    )


def _of_pieces(text: str, found: Sequence[Piece]) -> PeriodWords | None:
    said = {piece.says for piece in found}
    timed = [piece for piece in found if piece.year or piece.month or piece.part]
    if Says.TWO_READINGS in said or not (timed or Says.OTHER_TIME in said):
        return None
    years = {piece.year for piece in timed if piece.year}
    kinds = list(dict.fromkeys(piece.kind for piece in found if piece.kind))
    words = PeriodWords(
        year=years.pop() if len(years) == 1 else None,
        kind=kinds[0] if kinds else "",
        target=Says.TARGET in said or AmountKind.PLAN in kinds,
        rest=_rest(text, found),
        apart=_apart(said, len(kinds), several_years=len(years) > 1),
        preliminary=Says.PRELIMINARY in said,
    )
    return _completed(_with_months(words, timed))


def _apart(said: set[Says], kinds: int, *, several_years: bool) -> str:
    if kinds > 1:
        return Apart.COMPARISON.value
    if several_years and Says.COMPARISON not in said:
        return Apart.SPAN.value
    return next((apart.value for says, apart in APART.items() if says in said), "")


def _with_months(words: PeriodWords, timed: Sequence[Piece]) -> PeriodWords:
    """Add the month or part that the pieces agree on; where they name more, the span."""
    months = list(dict.fromkeys(piece.month for piece in timed if piece.month))
    parts = list(dict.fromkeys(piece.part for piece in timed if piece.part))
    day = next((piece.day for piece in timed if piece.day), None)
    if len(months) > 1:
        covered = (months[0], months[-1])
        if covered == (1, MONTHS_OF_A_YEAR) and not parts:
            return replace(words, part=YEAR_PART)
        if len(parts) == 1 and covered == _months_of(parts[0]):
            return replace(words, part=parts[0])
        return replace(words, apart=words.apart or Apart.SPAN.value, span=covered)
    if len(parts) > 1:
        return replace(words, apart=words.apart or Apart.SPAN.value)
    month, part = next(iter(months), None), next(iter(parts), None)
    if month and part and not (words.kind == AmountKind.FORECAST and part == YEAR_PART):
        return replace(words, apart=words.apart or Apart.SPAN.value)
    return replace(words, month=month, part=part, day=day if month else None)


def _months_of(part: tuple[Periodicity, int]) -> tuple[int, int]:
    length = MONTHS_OF_A_YEAR // PER_YEAR[part[0]]
    return (part[1] - 1) * length + 1, part[1] * length


def _completed(words: PeriodWords) -> PeriodWords:
    """Fill in the period where year and part are known; a forecast's month is when it was made."""
    if not words.year or words.apart:
        return words
    year = words.year
    made_at = words.month or (_months_of(words.part)[1] if words.part and words.part != YEAR_PART else None)
    if words.kind == AmountKind.FORECAST and made_at:
        made_in = Period(Periodicity.MONTH, year, made_at).code
        return replace(words, period=Period(Periodicity.YEAR, year), made_in=made_in, month=None, part=None)
    if words.month:
        return replace(words, period=Period(Periodicity.MONTH, year, words.month))
    if words.part:
        return replace(words, period=Period(words.part[0], year, words.part[1]))
    return replace(words, period=Period(Periodicity.YEAR, year))


def _rest(text: str, found: Sequence[Piece]) -> str:
    """Return what is neither time nor what goes with it; nothing where only small words are left."""
    if not any(piece.says in (Says.WORD, Says.NUMBER) for piece in found):
        return ""
    kept = list(text)
    for piece in found:
        if piece.says not in (Says.WORD, Says.NUMBER, Says.FILLER) or (
            piece.says == Says.FILLER and text[piece.start : piece.end].isdecimal()
        ):
            kept[piece.start : piece.end] = " " * (piece.end - piece.start)
    left = EMPTY_BRACKETS.sub(" ", "".join(kept))
    return " ".join(left.split()).strip(LEFT_OVER)
