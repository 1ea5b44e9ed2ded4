"""The zip packages that spreadsheets are: what one holds, and its parts, within what a machine can carry.

Runs in the process that reads spreadsheets, on content that nobody has looked at: see cell_reader.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

LARGEST_PART, MOST_UNPACKED = 60_000_000, 120_000_000
"""Bytes of one part and of all parts that are read: a small file can unpack to more than a machine holds."""
MOST_PARTS = 10_000
ENCRYPTED = 0x1
OPEN_DOCUMENT_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
MARKS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "word",
    "ppt/presentation.xml": "presentation",
    "index/document.iwa": "numbers",
    "index.zip": "numbers",
}
"""Parts that tell what a package is."""
READ = re.compile(
    r"xl/(?:workbook\.xml|_rels/workbook\.xml\.rels|styles\.xml|sharedstrings\.xml|worksheets/[^/]+)|"
    r"content\.xml|meta-inf/manifest\.xml"
)
"""Parts that are unpacked; pictures, drawings, macros and links stay packed."""
OWN_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


class RefusedError(Exception):
    """A file that isn't read: `reason` is a key of the words in workbook, `about` the sheet if it is one."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about


class Package:
    """A zip package that has been looked over and is a spreadsheet of the `kind` xlsx or ods.

    Raises RefusedError for another kind, a password, or more than can be carried, and zipfile's own
    errors for what is damaged.
    """

    def __init__(self, content: bytes) -> None:
        self._book = zipfile.ZipFile(io.BytesIO(content))
        parts = self._book.infolist()
        if len(parts) > MOST_PARTS:
            raise RefusedError("too_large")
        self._names = {_plain(part.filename): part for part in parts}
        if len(self._names) < len(parts):
            # Two readers could take one part each, and what was looked over would not be what is read.
            raise RefusedError("damaged")
        self.kind = self._kind()
        read = [part for name, part in self._names.items() if READ.fullmatch(name)]
        if any(part.flag_bits & ENCRYPTED for part in read):
            raise RefusedError("password")
        sizes = [part.file_size for part in read]
        if max(sizes) > LARGEST_PART or sum(sizes) > MOST_UNPACKED:
            raise RefusedError("too_large")

    def _kind(self) -> str:
        declared = self.part("mimetype")[:200].decode("ascii", "replace") if "mimetype" in self._names else ""
        if declared.startswith("application/vnd.oasis.opendocument"):
            if not declared.startswith(OPEN_DOCUMENT_SHEET):
                raise RefusedError("open_document")
            return "ods"
        kind = next((kind for mark, kind in MARKS.items() if mark in self._names), "archive")
        if kind != "xlsx":
            raise RefusedError(kind)
        return kind

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._names

    def part(self, name: str) -> bytes:
        """Return a part, unpacked.

        Raises RefusedError for one with definitions of its own, which can grow without end or fetch other
        files, and where more comes out than the package says.
        """
        found = self._names.get(_plain(name))
        if found is None:
            raise RefusedError("damaged")
        if found.file_size > LARGEST_PART:
            raise RefusedError("too_large")
        with self._book.open(found) as unpacked:
            whole = unpacked.read(found.file_size)
            # Reading past the end is what checks the sum.
            if unpacked.read(1) or len(whole) != found.file_size:
                raise RefusedError("damaged")
        if any(mark in whole for mark in OWN_DEFINITIONS):
            raise RefusedError("definitions")
        return whole


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").casefold()


def elements(xml: bytes) -> Iterator[tuple[str, Mapping[str, str] | None]]:
    """Yield each element's name without prefix, at its beginning with attributes and at its end with None.

    Attributes keep their prefixes. Raises expat's error for what isn't XML.
    """
    found: list[tuple[str, Mapping[str, str] | None]] = []
    parser = expat.ParserCreate()

    def begins(name: str, attributes: Any) -> None:
        found.append((name.rpartition(":")[2], attributes))

    def ends(name: str) -> None:
        found.append((name.rpartition(":")[2], None))

    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes no name for it
    yield from found
