"""Personal identity numbers (personnummer, samordningsnummer) in a table, found before all else is done.

Six or eight digits of a birth date, with 60 added to the day in a co-ordination number, and
four more. With - or + between it is one whatever its last digit is. Without, it is one if the last
digit is the right check digit (Luhn, as Skatteverket counts it), so that an ordinary number or a
date with a time isn't mistaken for a person.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?"
    r"(?P<birth>\d\d(?P<dash>-?)(?:0[1-9]|1[0-2])(?P=dash)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]))"
    r"(?P<sign>\s?[-+]\s?|\s?)(?P<last>\d{4})(?!\d)",
    re.ASCII,
)
GOES_ON = re.compile(r"-\d")
"""What follows a number that may be two dates with a dash between them, or a number with more behind it."""
SPREAD = re.compile(r"[\d\s.,'’/_+-]+", re.ASCII)
"""A cell of digits alone, however they are grouped."""
SCIENTIFIC = re.compile(r"\d[.,]\d+[eE]\+?\d{1,2}", re.ASCII)
LENGTHS = (10, 12)
WITHOUT_ITS_ZERO = re.compile(r"\d{9}", re.ASCII)
"""A number of ten digits that begins with 0, after a spreadsheet has taken it for an amount."""


class Place(NamedTuple):
    """A cell, counted from 1. `sheet` is 0 where the file has only one."""

    sheet: int
    row: int
    column: int

    def __str__(self) -> str:
        sheet = f"blad {self.sheet}, " if self.sheet else ""
        return f"{sheet}rad {self.row}, kolumn {self.column}"


def is_personal(text: str) -> bool:
    """Tell whether the text holds what must be read as somebody's identity number."""
    plain = with_ordinary_signs(text)
    if WITHOUT_ITS_ZERO.fullmatch(plain.strip()):
        plain = f"0{plain.strip()}"
    if any(_is_one(found) for found in NUMBER.finditer(plain)):
        return True
    whole = NUMBER.fullmatch(_digits_of(plain.strip()))
    return whole is not None and _has_check_digit(whole)


def _digits_of(text: str) -> str:
    """Return the digits of a cell that holds nothing but one number, however it is written; else nothing."""
    if SCIENTIFIC.fullmatch(text):
        text = f"{Decimal(text.replace(',', '.')):f}"
    digits = re.sub(r"\D", "", text) if SPREAD.fullmatch(text) else ""
    return digits if len(digits) in LENGTHS else ""


def personal_places(sheets: Sequence[Sequence[Sequence[Any]]]) -> list[Place]:
    """Return the cells that hold an identity number, of every row of every sheet, headings too."""
    personal = {text for text in set(_texts(sheets)) if is_personal(text)}
    if not personal:
        return []
    several = len(sheets) > 1
    return [
        Place(sheet if several else 0, row, column)
        for sheet, rows in enumerate(sheets, 1)
        for row, cells in enumerate(rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell_text(cell) in personal
    ]


def cell_text(cell: Any) -> str:
    """Return a cell as text: whole numbers without decimals, and nothing for what is empty."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        return str(int(cell)) if cell.is_integer() else str(cell)
    return "" if cell is None else str(cell)


def _texts(sheets: Iterable[Iterable[Iterable[Any]]]) -> Iterator[str]:
    for rows in sheets:
        for cells in rows:
            for cell in cells:
                # A cell that a spreadsheet keeps as a date is a date.
                if not isinstance(cell, date):
                    yield cell_text(cell)


def with_ordinary_signs(text: str) -> str:
    """Return the text with ordinary digits, dashes and spaces, and without signs that nobody sees."""
    if text.isascii():
        return text
    signs = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join("-" if unicodedata.category(sign) == "Pd" or sign == "−" else sign for sign in signs)


def _is_one(found: re.Match[str]) -> bool:
    if found["sign"].strip() and not GOES_ON.match(found.string, found.end()):
        return True
    return _has_check_digit(found)


def _has_check_digit(found: re.Match[str]) -> bool:
    digits = found["birth"].replace("-", "") + found["last"]
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
