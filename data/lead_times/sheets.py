"""The cells of a file of cases: delimited text in the encodings offices have, and spreadsheets.

Cells come as they are, row by row, with nothing read into them: text from text files, and text,
numbers, dates and times from spreadsheets. What begins with = is text like any other.
"""

import csv
from pathlib import PurePath
from typing import Any

from data.files.delimited import UnsplitError, split_rows
from data.files.encoding import NotTextError, as_utf8
from data.files.sheet import FileError, Sheet, cell_name
from data.files.workbook import workbook_sheets
from data.lead_times.columns import recognised

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
SHEET_ENDINGS = (".xlsx", ".xls", ".ods")
DELIMITERS = (";", ",", "\t")
MOST_TOLD = 5
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
        return [_delimited(content, name)]
    if PurePath(name).suffix.casefold() in SHEET_ENDINGS:
        return _spreadsheet(content, name)
    endings = ", ".join((*TEXT_ENDINGS, *SHEET_ENDINGS))
    raise CaseFileError(name, [f"filens slag är okänt. Spara den som något av {endings}"])


def _delimited(content: bytes, name: str) -> Rows:
    try:
        text = as_utf8(content)
        heading = next((line for line in text.splitlines() if line.strip()), b"").decode()
        delimiter = max(DELIMITERS, key=lambda sign: _known_headings(heading, sign))
        return list(split_rows(text, delimiter))
    except (NotTextError, UnsplitError) as error:
        raise CaseFileError(name, [str(error)]) from error


def _known_headings(heading: str, delimiter: str) -> int:
    return sum(recognised(cell) is not None for cell in next(csv.reader([heading], delimiter=delimiter), []))


def _spreadsheet(content: bytes, name: str) -> list[Rows]:
    try:
        sheets = workbook_sheets(content, name)
    except FileError as error:
        problems = [f"filen kan inte läsas som kalkylark. {problem}" for problem in error.problems]
        raise CaseFileError(name, problems) from error
    unknown = _cells_without_value(sheets)
    if unknown:
        told = ", ".join(unknown[:MOST_TOLD])
        raise CaseFileError(
            name, [f"fel eller formler utan värde i {told}. Räkna om arket, rätta cellerna och spara på nytt"]
        )
    return [sheet.cells.to_numpy(dtype=object).tolist() for sheet in sheets]


def _cells_without_value(sheets: list[Sheet]) -> list[str]:
    """Return the cells that hold an error, or a formula that hasn't been worked out.

    Nothing stands in either, and an empty closing day would be an open case.
    """
    return [
        cell_name(sheet.name if len(sheets) > 1 else "", *place) for sheet in sheets for place in sheet.faults
    ]
