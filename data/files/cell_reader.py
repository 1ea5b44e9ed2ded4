"""The process that reads a spreadsheet somebody has brought: `python -m data.files.cell_reader LENGTH`.

It lives for one file, gets it on standard input and answers on standard output in lines of JSON: for each
sheet an object with its size and marks, then lists of rows; last `{"end": true}`. A file that isn't read
is answered with `{"refused": reason, "about": sheet}`. Whatever the file does to the reader, it does here:
this process may not hold much memory, run for long or write a file. It imports the reader and the
standard library only, so that it starts in a blink.
"""

import datetime
import gc
import io
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.files.excel_marks import Marks, excel_marks
from data.files.old_excel_marks import old_excel_marks
from data.files.open_document_marks import open_document_marks
from data.files.packages import Package, RefusedError

MOST_MEMORY = 450_000_000
"""Bytes of address space."""
MOST_SECONDS = 3
"""Of the processor's time."""
MOST_CELLS = 2_000_000
"""In all sheets, empty ones among the filled counted."""
CELLS_A_LINE = 5_000
WHOLE = 2**53
"""Below this every whole number is a number of its own."""
PACKAGE = b"PK\x03\x04"
BOUNDS = {"RLIMIT_AS": MOST_MEMORY, "RLIMIT_CPU": MOST_SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}


def main() -> None:
    """Read the file on standard input and answer on standard output."""
    # Nothing here goes round in circles, and looking for what does takes a third of the time.
    gc.disable()
    _bind_oneself()
    answer = sys.stdout.buffer
    try:
        content = sys.stdin.buffer.read(int(sys.argv[1]))
        for line in _told(content):
            answer.write(_line(line))
    except RefusedError as error:
        answer.write(_line({"refused": error.reason, "about": error.about}))
    except PasswordError:
        answer.write(_line({"refused": "password", "about": ""}))
    except MemoryError:
        answer.write(_line({"refused": "exhausted", "about": ""}))
    except BaseException:  # noqa: BLE001 - a damaged file fails in any way, and a reader's panic is no Exception
        answer.write(_line({"refused": "damaged", "about": ""}))
    answer.flush()


def _bind_oneself() -> None:
    """Take away from this process what reading a file doesn't need, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, most in BOUNDS.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError, AttributeError):
            continue


def _told(content: bytes) -> Iterator[Any]:
    marks = _marks(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = book.sheets_metadata
    if len(marks) != len(sheets):
        # The marks have been looked for in other sheets than those that are to be read.
        raise RefusedError("damaged")
    cells = 0
    for place, sheet in enumerate(sheets):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        opened = book.get_sheet_by_index(place)
        told = _sheet(sheet, opened, marks[place])
        cells += told["height"] * told["width"]
        if cells > MOST_CELLS:
            raise RefusedError("too_many_cells", sheet.name)
        yield told
        yield from _rows(opened)
    yield {"end": True}


def _marks(content: bytes) -> list[Marks]:
    """Return the marks of each sheet. Raises RefusedError for what is no spreadsheet or can't be carried."""
    if not content.startswith(PACKAGE):
        return list(old_excel_marks(content))
    package = Package(content)
    if package.kind == "xlsx":
        return list(excel_marks(package))
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise RefusedError("password")
    return list(open_document_marks(package.part("content.xml")))


def _sheet(sheet: SheetMetadata, opened: CalamineSheet, marks: Marks) -> dict[str, Any]:
    """Return a sheet's size, from A1 to the last cell that holds anything, and its marks."""
    last = opened.end
    height, width = (last[0] + 1, last[1] + 1) if last else (0, 0)
    merged = marks.merged + [(*first, *end) for first, end in opened.merged_cell_ranges or ()]
    for row, column in marks.faults:
        height, width = max(height, row + 1), max(width, column + 1)
    return {
        "sheet": sheet.name,
        "hidden": sheet.visible != SheetVisibleEnum.Visible,
        "height": height,
        "width": width,
        "faults": [[*place, told] for place, told in marks.faults.items()],
        "per_cent": marks.per_cent,
        "merged": merged,
    }


def _rows(opened: CalamineSheet) -> Iterator[list[list[Any]]]:
    """Yield the rows from row 1 and column A, some at a time."""
    start = opened.start
    if start is None:
        return
    before = [""] * start[1]
    block: list[list[Any]] = []
    for row in opened.iter_rows():
        block.append(before + [_plain(cell) for cell in row])
        if len(block) * len(block[0]) >= CELLS_A_LINE:
            yield block
            block = []
    if block:
        yield block


def _plain(cell: Any) -> Any:
    """Return a cell as JSON can hold it: a whole number as int, and what is no number as text."""
    if type(cell) is not float:
        return cell
    if cell.is_integer() and abs(cell) < WHOLE:
        return int(cell)
    return cell if math.isfinite(cell) else str(cell)


def _line(told: Any) -> bytes:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return text.encode("utf-8", "replace") + b"\n"


def _tagged(moment: Any) -> dict[str, Any]:
    """Return a date or time as an object of one item, which names what it is."""
    if isinstance(moment, datetime.timedelta):
        return {"timedelta": moment.total_seconds()}
    return {type(moment).__name__: moment.isoformat()}


if __name__ == "__main__":
    main()
