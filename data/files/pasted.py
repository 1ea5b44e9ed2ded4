"""Rows copied from a spreadsheet and pasted as text."""

import re
from collections.abc import Iterator

CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*+)"(?=\t|\r\n|\n|\r|\Z)|(?P<plain>[^\t\r\n]*)')
"""A cell within quotes has tabs or line breaks in it. One that only begins with a quote is as it stands."""
BREAK = re.compile(r"\t|\r\n|\n|\r|\Z")


def pasted_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of a text as spreadsheets put it on the clipboard: tabs between cells, lines of rows."""
    place, row = 0, list[str]()
    while place <= len(text):
        cell = CELL.match(text, place)
        assert cell is not None  # it matches nothing at all, too
        quoted = cell["quoted"]
        row.append(cell["plain"] if quoted is None else quoted.replace('""', '"'))
        parting = BREAK.match(text, cell.end())
        assert parting is not None  # a cell ends at one of them
        if parting[0] != "\t":
            yield row
            row = []
        if not parting[0]:
            return
        place = parting.end()
