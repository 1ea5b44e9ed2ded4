"""Files that people bring, read into sheets: Excel, OpenDocument and delimited text, or a message why not.

What a file is is told by its content, whatever it is called. A text is read here, a spreadsheet in a process
of its own (see workbook).
"""

from pathlib import PurePath

import pandas as pd

from data.files import kinds
from data.files.delimited import MOST_COLUMNS, UnsplitError, delimiter_of, text_cells, trimmed
from data.files.encoding import HAS_ZEROS, NotTextError, as_utf8
from data.files.pasted import pasted_rows
from data.files.sheet import FileError, Sheet
from data.files.workbook import DAMAGED, workbook_sheets
from metrics.numbers import number
from metrics.words import begun

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
SHEET_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
FILE_ENDINGS = (*SHEET_ENDINGS, *TEXT_ENDINGS)
LARGEST_BYTES = 100_000_000
LARGEST_PASTED = 5_000_000
"""Letters."""
LONGEST_NAME = 200
PASTED = "Det inklistrade"
EMPTY = "Filen är tom. Kontrollera att den är rätt sparad och läs in den igen."
NOTHING_FILLED = "Filen har inga ifyllda celler. Kontrollera att det är rätt fil."


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file; a text file is one sheet without a name.

    Hidden sheets are among them, and so are empty ones beside filled ones. Raises FileError for what
    can't be read, and for a file without anything in its cells.
    """
    shown = _shown(name)
    if not content:
        raise FileError(shown, [EMPTY])
    if len(content) > LARGEST_BYTES:
        told = (
            f"Filen är större än {number(LARGEST_BYTES / 1e6, 0)} MB. Dela den i flera och läs in en i taget."
        )
        raise FileError(shown, [told])
    kind = kinds.stranger(content)
    if kind:
        raise FileError(shown, [kinds.refusal(kind)])
    if kinds.is_workbook(content):
        sheets = workbook_sheets(content, shown)
    else:
        sheets = [Sheet("", _text_file(content, shown))]
    if all(sheet.cells.empty for sheet in sheets):
        raise FileError(shown, [NOTHING_FILLED])
    return sheets


def pasted_sheet(text: str) -> Sheet:
    """Return rows copied from a spreadsheet as a sheet of text; rows of a delimited file are one, too.

    Raises FileError for nothing, for too much, and for signs that are no text.
    """
    if len(text) > LARGEST_PASTED:
        told = f"Det är mer än {number(LARGEST_PASTED / 1e6, 0)} miljoner tecken. Läs in det som en fil."
        raise FileError(PASTED, [told])
    if "\0" in text:
        raise FileError(PASTED, [_sentence(HAS_ZEROS.replace("filen", "texten"))])
    written = text.encode("utf-8", "replace")
    delimiter = delimiter_of(written)
    delimited = "\t" not in text and delimiter in text and delimiter in (";", "|")
    cells = _text(written, PASTED) if delimited else _pasted(text)
    if cells.empty:
        raise FileError(PASTED, ["Det finns inga ifyllda celler. Kopiera tabellen och klistra in den igen."])
    return Sheet("", cells)


def _text_file(content: bytes, name: str) -> pd.DataFrame:
    try:
        text = as_utf8(content)
    except NotTextError as error:
        is_sheet = PurePath(name).suffix.casefold() in SHEET_ENDINGS
        raise FileError(name, [DAMAGED if is_sheet else _sentence(str(error))]) from error
    kind = kinds.marked_up(text)
    if kind:
        raise FileError(name, [kinds.refusal(kind)])
    return _text(text, name)


def _text(text: bytes, name: str) -> pd.DataFrame:
    try:
        return text_cells(text)
    except UnsplitError as error:
        raise FileError(name, [_sentence(str(error))]) from error


def _pasted(text: str) -> pd.DataFrame:
    rows = list(pasted_rows(text))
    width = max(map(len, rows))
    if width > MOST_COLUMNS or width * len(rows) > LARGEST_PASTED:
        raise FileError(PASTED, ["Det är för många celler. Läs in dem som en fil."])
    return trimmed(pd.DataFrame([row + [""] * (width - len(row)) for row in rows], dtype="str"))


def _shown(name: str) -> str:
    """Return a file's name as it can be shown: on one line, and not without end."""
    return "".join(sign if sign.isprintable() else " " for sign in name)[:LONGEST_NAME]


def _sentence(told: str) -> str:
    return f"{begun(told)}."
