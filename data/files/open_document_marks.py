"""What the reader of cells doesn't tell of an .ods: errors, formulas without a value, percentages, merges.

Runs in the process that reads spreadsheets: see cell_reader. A spreadsheet without values for its formulas
is made by programs that write files, never by one that shows them.
"""

import html
import re
from collections.abc import Iterator

from data.files.excel_marks import NO_VALUE, Marks

TAG = re.compile(
    rb"<(?P<ends>/?)table:(?P<what>table|table-row|table-cell|covered-table-cell)(?=[\s/>])(?P<of>[^>]*)>"
)
ATTRIBUTE = re.compile(rb"""\s(?P<name>[\w:-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
SHOWN = re.compile(rb"<text:p[^>]*>(?P<text>[^<]*)<")
NOTE = re.compile(rb"<office:annotation.*?</office:annotation>", re.DOTALL)
SHOWN_ERROR = re.compile(r"#[A-ZÅÄÖ/0-9]+[!?]?|(?:Err|Fel):[0-9]+")
LONGEST_SHOWN = 2_000
Place = tuple[int, int]


def open_document_marks(xml: bytes) -> Iterator[Marks]:
    """Yield the marks of each sheet, in the order of the content of an .ods."""
    name, marks = "", Marks()
    depth = row = column = rows = 0
    for tag in TAG.finditer(xml):
        what, ends = tag["what"], bool(tag["ends"])
        if what == b"table":
            depth += -1 if ends else 1
            if depth == 1 and not ends:
                name, marks = _text(_attributes(tag["of"]).get("table:name", b"")), Marks()
                row = column = rows = 0
            if tag["of"].endswith(b"/"):
                depth -= 1
            if depth == 0:
                yield marks
        elif depth != 1 or ends:
            # A table within a cell is a part of the cell.
            continue
        elif what == b"table-row":
            row, column = row + rows, 0
            rows = _count(_attributes(tag["of"]), "table:number-rows-repeated")
        else:
            of = _attributes(tag["of"])
            times = _count(of, "table:number-columns-repeated")
            marks.check_room(name, rows * times if _is_marked(of) else 0)
            _mark(marks, (row, column), (rows, times), of, xml[tag.end() : tag.end() + LONGEST_SHOWN])
            column += times


def _mark(marks: Marks, place: Place, repeated: tuple[int, int], of: dict[str, bytes], inside: bytes) -> None:
    """Note what a cell is, once for each cell that it stands for."""
    spanned = _count(of, "table:number-rows-spanned"), _count(of, "table:number-columns-spanned")
    if spanned != (1, 1):
        marks.merged.append((*place, place[0] + spanned[0] - 1, place[1] + spanned[1] - 1))
    fault = _fault(of, inside)
    in_per_cent = of.get("office:value-type") == b"percentage"
    if not fault and not in_per_cent:
        return
    for row in range(place[0], place[0] + repeated[0]):
        for column in range(place[1], place[1] + repeated[1]):
            if fault:
                marks.faults[row, column] = fault
            else:
                marks.per_cent.append((row, column))


def _is_marked(of: dict[str, bytes]) -> bool:
    return "table:formula" in of or bool({b"error", b"percentage"}.intersection(of.values()))


def _fault(of: dict[str, bytes], inside: bytes) -> str:
    """Return the error that a cell shows, or that its formula hasn't been worked out; else nothing."""
    if "table:formula" not in of and b"error" not in of.values():
        return ""
    cell = NOTE.sub(b"", inside).partition(b"</table:table-cell>")[0]
    shown = SHOWN.search(cell)
    text = _text(shown["text"]).strip() if shown else ""
    if of.get("calcext:value-type") == b"error":
        return text or "fel"
    if SHOWN_ERROR.fullmatch(text):
        return text
    return "" if "office:value-type" in of else NO_VALUE


def _attributes(of: bytes) -> dict[str, bytes]:
    return {
        found["name"].decode("ascii", "replace"): found["double"] or found["single"] or b""
        for found in ATTRIBUTE.finditer(of)
    }


def _count(of: dict[str, bytes], name: str) -> int:
    return max(1, int(of.get(name, b"1")))


def _text(written: bytes) -> str:
    return html.unescape(written.decode("utf-8", "replace"))
