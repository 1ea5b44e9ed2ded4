"""What the reader of cells doesn't tell of an .xls: errors and percentages; and what an OLE2 file holds.

Runs in the process that reads spreadsheets: see cell_reader. The records are as in Microsoft's [MS-XLS],
their container as in [MS-CFB]. A formula that a program has written without a value can't be told from one
whose value is no text, and is empty here.
"""

import re
import struct
from collections.abc import Iterator

from data.files.excel_marks import BUILT_IN_PER_CENT, LITERAL, Marks
from data.files.packages import RefusedError

ENTRY = 128
END = 0xFFFFFFFA
"""Sector numbers from the first on end a chain."""
IN_SMALL = 4096
"""Streams shorter than this lie in the small sectors of 64 bytes."""
SMALL_SECTOR = 64
STREAM, ROOT = 2, 5
HOLDING = {
    "encryptedpackage": "password",
    "worddocument": "word",
    "powerpoint document": "presentation",
    "__properties_version1.0": "mail",
}
"""Streams that tell what a file is when it is no workbook."""
BOUND_SHEET, FORMAT, STYLE = 0x0085, 0x041E, 0x00E0
PASSWORD, END_OF_PART = 0x002F, 0x000A
FORMULA, NUMBER, SHORT_NUMBER, SHORT_NUMBERS, ERROR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def old_excel_marks(content: bytes) -> Iterator[Marks]:
    """Yield the marks of each sheet, in the workbook's order.

    Raises RefusedError for another kind of file and for a password, struct.error and IndexError for what
    is damaged.
    """
    book = _workbook(content)
    starts: list[int] = []
    formats, styles = set(BUILT_IN_PER_CENT), list[int]()
    for kind, body in _records(book, 0):
        if kind == PASSWORD:
            raise RefusedError("password")
        if kind == BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == FORMAT and "%" in LITERAL.sub("", _written(body)):
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind == STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    in_per_cent = {place for place, style in enumerate(styles) if style in formats}
    for start in starts:
        marks = Marks()
        for kind, body in _records(book, start):
            _mark(kind, body, in_per_cent, marks)
        marks.check_room("")
        yield marks


def _mark(kind: int, body: bytes, in_per_cent: set[int], marks: Marks) -> None:
    """Note what a record says of its cell or cells."""
    if kind not in (FORMULA, NUMBER, SHORT_NUMBER, SHORT_NUMBERS, ERROR):
        return
    row, column = struct.unpack_from("<HH", body)
    if kind == SHORT_NUMBERS:
        styles = [struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 2, 6)]
        marks.per_cent += [(row, column + step) for step, style in enumerate(styles) if style in in_per_cent]
        return
    if kind == ERROR and body[7]:
        marks.faults[row, column] = ERRORS.get(body[6], "fel")
    elif kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        marks.faults[row, column] = ERRORS.get(body[8], "fel")
    elif struct.unpack_from("<H", body, 4)[0] in in_per_cent:
        marks.per_cent.append((row, column))


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part of the workbook, its globals or a sheet, until the part ends."""
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        if kind == END_OF_PART:
            return
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length


def _written(body: bytes) -> str:
    """Return a number format, in whichever width its letters have: only the sign % is looked for."""
    return re.sub(rb"\0", b"", body[2:]).decode("latin-1")


def _workbook(content: bytes) -> bytes:
    """Return the workbook's stream. Raises RefusedError where the file holds something else."""
    size = 1 << int(struct.unpack_from("<H", content, 30)[0])
    if size not in (512, 4096):
        raise RefusedError("damaged")
    table = _numbers(b"".join(_sector(content, place, size) for place in _table_sectors(content, size)))
    listed = _chain(content, table, struct.unpack_from("<I", content, 48)[0], size)
    entries = [listed[place : place + ENTRY] for place in range(0, len(listed) - ENTRY + 1, ENTRY)]
    named = {_entry_name(entry): entry for entry in entries if entry[66] in (STREAM, ROOT)}
    entry = named.get("workbook") or named.get("book")
    if entry is None:
        raise RefusedError(next((kind for name, kind in HOLDING.items() if name in named), "ole"))
    first, length = struct.unpack_from("<II", entry, 116)
    if length >= IN_SMALL:
        return _chain(content, table, first, size)[:length]
    root = next(entry for entry in entries if entry[66] == ROOT)
    small = _chain(content, table, struct.unpack_from("<I", root, 116)[0], size)
    first_small = struct.unpack_from("<I", content, 60)[0]
    small_table = _numbers(_chain(content, table, first_small, size))
    return _joined(small, small_table, first, SMALL_SECTOR, 0)[:length]


def _entry_name(entry: bytes) -> str:
    length = max(0, min(64, struct.unpack_from("<H", entry, 64)[0]) - 2)
    return entry[:length].decode("utf-16-le", "replace").casefold()


def _table_sectors(content: bytes, size: int) -> list[int]:
    """Return the sectors that hold the table of which sector follows which."""
    places = list(struct.unpack_from("<109I", content, 76))
    following, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // size + 1)):
        if following >= END:
            break
        *more, following = _numbers(_sector(content, following, size))
        places += more
    return [place for place in places if place < END]


def _sector(content: bytes, place: int, size: int) -> bytes:
    # The header takes the first sector, whatever the size of one.
    start = size * (place + 1)
    return content[start : start + size]


def _numbers(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(sectors) // 4}I", sectors)


def _chain(content: bytes, table: tuple[int, ...], first: int, size: int) -> bytes:
    return _joined(content, table, first, size, size)


def _joined(content: bytes, table: tuple[int, ...], first: int, size: int, header: int) -> bytes:
    """Return the sectors from `first` on. Raises RefusedError where they go round in a circle."""
    sectors = []
    while first < END:
        sectors.append(content[header + size * first : header + size * (first + 1)])
        if len(sectors) > len(table):
            raise RefusedError("damaged")
        first = table[first]
    return b"".join(sectors)
