"""Delimited text: which sign parts the cells, and the cells of every row.

Cells are parted as in RFC 4180: a cell within quotes may hold the delimiter, line breaks, and quotes
written twice; a quote further in is a sign like any other. Nothing is read into a cell, and what begins
with = is text.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

DELIMITERS = ("\t", ";", "|", ",")
"""In the order in which they are believed when they part the rows equally well."""
DEFAULT = ";"
SAMPLE, SAMPLED_LINES = 100_000, 60
"""Bytes, and lines with content, that the delimiter is told from."""
OFTEN = 0.5
"""Share of the lines that a delimiter must part alike to be believed before the comma."""
SELDOM = 3
"""Times that the comma must part more lines than it alike, if it doesn't."""
MOST_COLUMNS = 16_384
"""As in Excel."""
MOST_CELLS = 12_000_000
WIDE, MOST_WIDE_CELLS = 1_000, 3_000_000
"""Columns from which each takes so much time that there may be fewer cells."""
MOST_UNEVEN_ROWS = 2_000_000
"""Where the rows have to be looked at one by one."""
TOO_MANY = "filen har för många rader eller celler. Dela den i flera"
LONGEST_ROW = 2_000_000
"""Letters, or bytes between two line ends."""
CELLS_A_BLOCK = 400_000
SEP_LINE = re.compile(rb'"?sep=(?P<sign>[\t;,|])"?[ \t]*(?:\r\n|\n|\r|$)', re.IGNORECASE)
"""Excel's own first line, which it never shows."""
QUOTED = re.compile(r'"[^"]*"')
LINE_END = re.compile(r"\r\n|\n|\r")
BETWEEN_DIGITS_OR_BEFORE_SPACE = re.compile(r"(?<=\d),(?=\d)|,(?= )")


class UnsplitError(ValueError):
    """A text that can't be parted in cells; the message is in Swedish, without capital and stop."""


def text_cells(text: bytes) -> pd.DataFrame:
    """Return the cells of a text in UTF-8 as `str`, empty ones as `""`, short rows filled up.

    Empty rows keep their place; those below the last filled row, and columns right of the last filled
    cell, are left out. Raises UnsplitError for a quote that never ends, and for rows, columns or
    cells beyond what can be carried.
    """
    first = SEP_LINE.match(text)
    delimiter = first["sign"].decode() if first else delimiter_of(text)
    text = text[first.end() :] if first else text
    cells = _split_fast(text, delimiter)
    return trimmed(_split(text, delimiter) if cells is None else cells)


def delimiter_of(text: bytes) -> str:
    """Return the sign that parts most of the first lines in equally many cells.

    A comma is believed only where no other sign does so, or where it does so better without the commas
    that stand between digits or before a space, or where the other always stands before a space. What
    stands within quotes parts nothing.
    """
    lines = _sampled(text)
    shares = {sign: _alike([line.count(sign) for line in lines]) for sign in DELIMITERS}
    sign = max(DELIMITERS[:-1], key=lambda each: shares[each])
    (share, parts), comma = shares[sign], shares[","][0]
    if not share:
        return "," if comma else DEFAULT
    bare, bare_parts = _alike([BETWEEN_DIGITS_OR_BEFORE_SPACE.sub("", line).count(",") for line in lines])
    if share >= OFTEN:
        in_text = comma >= share and all(line.count(sign) == line.count(f"{sign} ") for line in lines)
        return "," if in_text or (bare >= share and bare_parts > parts) else sign
    return "," if bare > share or comma > SELDOM * share else sign


def _sampled(text: bytes) -> list[str]:
    """Return the first lines that have content, without what stands within quotes."""
    sample = text[:SAMPLE].decode("utf-8", "ignore")
    lines = LINE_END.split(QUOTED.sub("", sample))
    # The last one of a long text has been cut off.
    whole = lines[:-1] if len(text) > SAMPLE and len(lines) > 1 else lines
    return [line for line in whole if line.strip()][:SAMPLED_LINES]


def _alike(counts: list[int]) -> tuple[float, int]:
    """Return the share of lines that have the commonest number of a sign, and that number."""
    common = Counter(count for count in counts if count).most_common(1)
    return (common[0][1] / len(counts), common[0][0]) if common else (0.0, 0)


def _split_fast(text: bytes, delimiter: str) -> pd.DataFrame | None:
    """Return the cells of a text without quotes whose rows all are equally long, else None."""
    if b'"' in text:
        return None
    columns = LINE_END.split(text[:LONGEST_ROW].decode("utf-8", "ignore"), 1)[0].count(delimiter) + 1
    lines = max(text.count(b"\n"), text.count(b"\r")) + 1
    if columns > MOST_COLUMNS or columns * lines > MOST_CELLS:
        return None
    try:
        cells = pd.read_csv(
            io.BytesIO(text),
            engine="pyarrow",
            sep=delimiter,
            header=None,
            names=[str(column) for column in range(columns)],
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except ValueError:
        # Rows of other lengths, or longer than its buffer.
        return None
    return cells.set_axis(pd.RangeIndex(columns), axis=1)


def _split(text: bytes, delimiter: str) -> pd.DataFrame:
    """Return the cells of any text, a block of rows at a time so that a million rows never stand as lists."""
    blocks: list[pd.DataFrame] = []
    block: list[list[str]] = []
    width = 1
    if b'"' not in text and max(text.count(b"\n"), text.count(b"\r")) > MOST_UNEVEN_ROWS:
        raise UnsplitError(TOO_MANY)
    for rows, row in enumerate(split_rows(text, delimiter), 1):
        while row and not row[-1]:
            row.pop()
        block.append(row)
        if len(row) > width:
            width = len(row)
        if rows > MOST_UNEVEN_ROWS or rows * width > (MOST_CELLS if width <= WIDE else MOST_WIDE_CELLS):
            raise UnsplitError(TOO_MANY)
        if width <= WIDE and len(block) * width >= CELLS_A_BLOCK:
            blocks.append(_frame(block, width))
            block = []
    blocks.append(_frame(block, width))
    return pd.concat(
        [each.reindex(columns=range(width), fill_value="") for each in blocks], ignore_index=True
    )


def split_rows(text: bytes, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a text in UTF-8. Raises UnsplitError where it can't be parted."""
    _check_lines(text)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise UnsplitError(f"rad {lines.began} har fler kolumner än Excel rymmer. Rätta den")
            yield row
            lines.began, lines.letters = reader.line_num + 1, 0
    except csv.Error as error:
        raise UnsplitError(
            "raderna går inte att dela i celler: ett citattecken avslutas inte, eller står mitt i en cell. "
            f"Rätta rad {lines.began}"
        ) from error


class _Lines:
    """The lines of a text, ends kept.

    `began` is the line, from 1, that the present row began on, and `letters` what has been read of the row;
    the reader of rows sets them.
    """

    def __init__(self, text: bytes) -> None:
        self._lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
        self.began, self.letters = 1, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.letters += len(line)
            if self.letters > LONGEST_ROW:
                raise UnsplitError(f"rad {self.began} är för lång för att vara en rad i en tabell. Rätta den")
            yield line


def _check_lines(text: bytes) -> None:
    """Raise UnsplitError for a line so long that it would take all memory to look at it."""
    start = 0
    while start + LONGEST_ROW < len(text):
        end = start + LONGEST_ROW
        following = max(text.rfind(b"\n", start, end), text.rfind(b"\r", start, end)) + 1
        if not following:
            line = len(LINE_END.findall(text[:start].decode("utf-8", "ignore"))) + 1
            raise UnsplitError(f"rad {line} är för lång för att vara en rad i en tabell. Rätta den")
        start = following


def _frame(rows: list[list[str]], width: int) -> pd.DataFrame:
    full = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    return pd.DataFrame(full, columns=pd.RangeIndex(width), dtype="str")


def trimmed(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells without empty rows at the end and empty columns to the right."""
    width = cells.shape[1]
    while width and (cells[width - 1] == "").all():
        width -= 1
    height = len(cells)
    if height and (cells.iloc[-1] == "").all():
        filled = np.flatnonzero((cells != "").any(axis=1))
        height = int(filled[-1]) + 1 if len(filled) else 0
    return cells.iloc[:height, :width]
