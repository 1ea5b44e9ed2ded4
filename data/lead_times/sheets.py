"""The cells of a file of cases: delimited text in the encodings offices have, and spreadsheets.

Cells come as they are, row by row, with nothing read into them: text from text files, and text,
numbers, dates and times from spreadsheets. What begins with = is text like any other.
"""

import codecs
import csv
import io
import re
import zipfile
from pathlib import PurePath
from typing import Any

import pandas as pd

from data.lead_times.columns import recognised

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
SHEET_ENDINGS = (".xlsx", ".xls", ".ods")
DELIMITERS = (";", ",", "\t")
LOOKED_AT = 400
"""Bytes that tell whether a text without a mark at its beginning is UTF-16."""
MOST_UNPACKED = 200_000_000
"""Bytes: a small file can unpack to more than a machine holds."""
MOST_TOLD = 5
CELL = re.compile(rb'<c r="(?P<place>[A-Z]+[0-9]+)"(?P<kind>[^>]*)(?:/>|>(?P<inside>.*?)</c>)', re.DOTALL)
Rows = list[list[Any]]


class CaseFileError(Exception):
    """A file of cases that can't be read; `problems` holds what is wrong, in Swedish."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self.problems = problems
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"{name} kan inte läsas:\n{listed}\nIngenting ur filen har räknats eller sparats.")


def is_delimited(name: str) -> bool:
    """Tell whether a file of that name is delimited text."""
    return PurePath(name).suffix.casefold() in TEXT_ENDINGS


def sheets_of(content: bytes, name: str) -> list[Rows]:
    """Return the rows of every sheet of a file; a text file is one sheet.

    Raises CaseFileError for a name with another ending, and for what can't be read.
    """
    if not content:
        raise CaseFileError(name, ["filen är tom"])
    if is_delimited(name):
        return [_delimited(_decoded(content, name), name)]
    if PurePath(name).suffix.casefold() in SHEET_ENDINGS:
        return _spreadsheet(content, name)
    endings = ", ".join((*TEXT_ENDINGS, *SHEET_ENDINGS))
    raise CaseFileError(name, [f"filens slag är okänt. Spara den som något av {endings}"])


def _decoded(content: bytes, name: str) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CaseFileError(name, ["filen är inte text i UTF-8, UTF-16 eller Windows-1252. Spara den som UTF-8"])


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    beginning = content[:LOOKED_AT]
    even, odd = (beginning[place::2].count(0) for place in (0, 1))
    if not even and not odd:
        return ("utf-8", "cp1252")
    # In UTF-16 almost every letter of ours has a zero byte, and all on one side.
    if min(even, odd) or 4 * max(even, odd) < len(beginning) + 4:
        return ()
    return ("utf-16-le",) if odd else ("utf-16-be",)


def _delimited(text: str, name: str) -> Rows:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    try:
        delimiter = max(DELIMITERS, key=lambda sign: _known_headings(heading, sign))
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        told = "raderna går inte att dela i celler: ett citattecken avslutas inte, eller står mitt i en cell"
        raise CaseFileError(name, [told]) from error


def _known_headings(heading: str, delimiter: str) -> int:
    return sum(recognised(cell) is not None for cell in next(csv.reader([heading], delimiter=delimiter), []))


def _spreadsheet(content: bytes, name: str) -> list[Rows]:
    unknown = _cells_without_value(content, name)
    if unknown:
        told = ", ".join(unknown[:MOST_TOLD])
        raise CaseFileError(
            name, [f"fel eller formler utan värde i {told}. Räkna om arket, rätta cellerna och spara på nytt"]
        )
    try:
        frames = pd.read_excel(
            io.BytesIO(content),
            sheet_name=None,
            header=None,
            dtype=object,
            keep_default_na=False,
            engine="calamine",
        )
    except Exception as error:
        # A damaged file fails in as many ways as it has parts, and the reader has no class for them all.
        told = (
            "filen kan inte läsas som kalkylark. Öppna den, spara den på nytt utan lösenord och försök igen"
        )
        raise CaseFileError(name, [told]) from error
    return [frame.to_numpy(dtype=object).tolist() for frame in frames.values()]


def _cells_without_value(content: bytes, name: str) -> list[str]:
    """Return the cells of an Excel file that hold an error, or a formula that hasn't been worked out.

    The reader gives nothing for either, and an empty closing day would be an open case. Raises CaseFileError
    for a file that unpacks to too much.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if sum(part.file_size for part in book.infolist()) > MOST_UNPACKED:
            raise CaseFileError(name, ["filen är för stor när den packas upp. Dela den i flera"])
        sheets = [part for part in book.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part)]
        return [
            found["place"].decode()
            for sheet in sheets
            for found in CELL.finditer(book.read(sheet))
            if b't="e"' in found["kind"]
            or (b"<f" in (found["inside"] or b"") and b"<v>" not in found["inside"])
        ]
