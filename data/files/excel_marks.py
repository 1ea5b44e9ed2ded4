"""What the reader of cells doesn't tell of an .xlsx: errors, formulas without a value, and percentages.

Runs in the process that reads spreadsheets: see cell_reader. The sheets are searched with patterns, since
a parser that calls Python for each of two million cells takes longer than a reader waits.
"""

import re
from collections.abc import Iterator, Mapping

from data.files.packages import Package, RefusedError, elements

MOST_MARKS = 500_000
NO_VALUE = "formel utan värde"
BUILT_IN_PER_CENT = {9, 10}
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
"""Parts of a number format that are shown as they are."""
PREFIX = re.compile(rb"<(?P<prefix>(?:\w+:)?)worksheet[\s>]")
LOOKED_AT = 2_000
"""Bytes of a sheet among which its first element is."""
ERROR = (
    rb"<%(p)bc(?P<of>\s(?:[^>]*\s)?t\s*=\s*[\"']e[\"'](?:[^>]*[^>/])?)>(?:(?!</%(p)bc>).)*?"
    rb"<%(p)bv(?:\s[^>]*)?>(?P<told>[^<]*)<"
)
NEVER_WORKED_OUT = (
    rb"<%(p)bc(?P<of>(?:\s[^>]*)?)>\s*<%(p)bf(?:\s[^>]*/>|/>|(?:\s[^>]*)?>[^<]*</%(p)bf\s*>)\s*"
    rb"(?:(?P<none></%(p)bc\s*>)|<%(p)bv(?:\s[^>]*)?(?:/>|>\s*</%(p)bv\s*>))"
)
STYLED = rb"<%(p)bc(?P<of>\s(?:[^>]*\s)?s\s*=\s*[\"'](?:%(styles)b)[\"'](?:[^>]*[^>/])?)>"
ROW_OR_CELL = rb"<%(p)b(?P<what>row|c)(?=[\s/>])(?P<of>[^>]*)>"
TEXT_RESULT = re.compile(rb"""\st\s*=\s*["']str["']""")
REFERENCE = re.compile(rb"""\sr\s*=\s*["'](?P<letters>[A-Za-z]{1,3})(?P<row>[0-9]{1,7})["']""")
ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](?P<row>[0-9]{1,7})["']""")
Place = tuple[int, int]


class Marks:
    """What is known of a sheet's cells beside what stands in them; places are row and column from 0.

    No dataclass: they take longer to import than a small workbook to read.
    """

    def __init__(self) -> None:
        self.faults: dict[Place, str] = {}
        self.per_cent: list[Place] = []
        self.merged: list[tuple[int, int, int, int]] = []

    def check_room(self, sheet: str, more: int = 0) -> None:
        """Raise RefusedError for more marks than a table that somebody has made could have."""
        if len(self.faults) + len(self.per_cent) + len(self.merged) + more > MOST_MARKS:
            raise RefusedError("too_many_marks", sheet)


def excel_marks(book: Package) -> Iterator[Marks]:
    """Yield the marks of each sheet, in the workbook's order. Raises RefusedError where a sheet has no part.

    Every part that the reader of cells takes up has been unpacked and looked over when this is done.
    """
    if "xl/sharedStrings.xml" in book:
        book.part("xl/sharedStrings.xml")
    shown_in_per_cent = _per_cent_styles(book.part("xl/styles.xml")) if "xl/styles.xml" in book else []
    for name, path in _sheet_parts(book):
        marks = Marks()
        _mark(book.part(path), shown_in_per_cent, marks)
        marks.check_room(name)
        yield marks


def _sheet_parts(book: Package) -> Iterator[tuple[str, str]]:
    """Yield the sheets' names and the paths of their parts, as the workbook ties them together."""
    targets = {
        of.get("Id"): of.get("Target", "")
        for name, of in elements(book.part("xl/_rels/workbook.xml.rels"))
        if name == "Relationship" and of is not None
    }
    for name, of in elements(book.part("xl/workbook.xml")):
        if name == "sheet" and of is not None:
            ties = [value for key, value in of.items() if key.rpartition(":")[2] == "id" and ":" in key]
            target = targets.get(ties[0], "") if ties else ""
            inside = target.startswith(("/", "xl/"))
            yield of.get("name", ""), target.removeprefix("/") if inside else f"xl/{target}"


def _per_cent_styles(xml: bytes) -> list[int]:
    """Return the numbers of the cell styles that show a number times 100 with %."""
    formats = set(BUILT_IN_PER_CENT)
    styles: list[int] = []
    within, place = False, -1
    for name, of in elements(xml):
        if name == "cellXfs":
            within = of is not None
        elif of is None:
            continue
        elif name == "numFmt" and "%" in LITERAL.sub("", of.get("formatCode", "")):
            formats.add(int(of.get("numFmtId", 0)))
        elif name == "xf" and within:
            place += 1
            if int(of.get("numFmtId", 0)) in formats:
                styles.append(place)
    return styles


def _mark(xml: bytes, shown_in_per_cent: list[int], marks: Marks) -> None:
    root = PREFIX.search(xml[:LOOKED_AT])
    written = {
        b"p": root["prefix"] if root else b"",
        b"styles": b"|".join(b"%d" % n for n in shown_in_per_cent),
    }
    counted = _Counted(xml, re.compile(ROW_OR_CELL % written))
    if b'"e"' in xml or b"'e'" in xml:
        for found in re.finditer(ERROR % written, xml, re.DOTALL):
            marks.faults[counted.place(found)] = found["told"].decode("utf-8", "replace")[:40] or "fel"
    if b"<%(p)bf" % written in xml:
        for found in re.finditer(NEVER_WORKED_OUT % written, xml):
            # Excel keeps the text of no letters, ="", as an empty value.
            if found["none"] or not TEXT_RESULT.search(found["of"]):
                marks.faults.setdefault(counted.place(found), NO_VALUE)
    if shown_in_per_cent:
        for found in re.finditer(STYLED % written, xml):
            marks.per_cent.append(counted.place(found))
            if len(marks.per_cent) > MOST_MARKS:
                return


class _Counted:
    """The places of a sheet's cells: as they say themselves, else by counting rows and cells."""

    def __init__(self, xml: bytes, row_or_cell: re.Pattern[bytes]) -> None:
        self._xml = xml
        self._row_or_cell = row_or_cell
        self._by_start: Mapping[int, Place] | None = None
        self._columns: dict[bytes, int] = {}

    def place(self, found: re.Match[bytes]) -> Place:
        said = REFERENCE.search(found["of"])
        if said:
            return int(said["row"]) - 1, self._column(said["letters"])
        if self._by_start is None:
            self._by_start = dict(self._count())
        return self._by_start[found.start()]

    def _column(self, letters: bytes) -> int:
        if letters not in self._columns:
            self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _count(self) -> Iterator[tuple[int, Place]]:
        row, column = -1, -1
        for found in self._row_or_cell.finditer(self._xml):
            if found["what"] == b"row":
                said = ROW_NUMBER.search(found["of"])
                row, column = int(said["row"]) - 1 if said else row + 1, -1
                continue
            told = REFERENCE.search(found["of"])
            column = self._column(told["letters"]) if told else column + 1
            yield found.start(), (row, column)


def column_number(letters: bytes) -> int:
    """Return a column's number from its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number - 1
