"""What a file is, told by what it holds: its name says what somebody has called it."""

import re

from data.files.workbook import SAVE_TABLE

PACKAGE_OR_OLD_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How a zip package and an OLE2 file begin: spreadsheets, and much else."""
OPEN_AND_SAVE = "Öppna den i Excel eller LibreOffice, spara den som .xlsx och läs in den filen."
PAGE, SAVED_PAGE = "en webbsida (HTML)", "en sparad webbsida (MHTML)"
XML_SHEET = "ett kalkylark i formatet XML från 2003"
OLD_SHEET = "ett kalkylark från tiden före Excel 97"
OPENED_BY_EXCEL = (PAGE, SAVED_PAGE, XML_SHEET, OLD_SHEET)
BEGINNINGS = {
    b"%PDF-": "en PDF",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"II*\0": "en bild",
    b"MM\0*": "en bild",
    b"{\\rtf": "ett textdokument (RTF)",
    b"SQLite format 3\0": "en databas",
    b"PAR1": "en datafil (Parquet)",
    b"\x7fELF": "ett program",
    b"\xca\xfe\xba\xbe": "ett program",
    b"\xcf\xfa\xed\xfe": "ett program",
    b"\x1f\x8b": "ett packat arkiv (gzip)",
    b"7z\xbc\xaf\x27\x1c": "ett packat arkiv (7z)",
    b"Rar!\x1a\x07": "ett packat arkiv (RAR)",
    b"\xfd7zXZ\0": "ett packat arkiv (xz)",
    b"(\xb5/\xfd": "ett packat arkiv (zstd)",
    b"PK\x05\x06": "ett tomt zip-arkiv",
    b"\x09\x00\x04\x00": OLD_SHEET,
    b"\x09\x02\x06\x00": OLD_SHEET,
    b"\x09\x04\x06\x00": OLD_SHEET,
    b"\x09\x08\x08\x00": OLD_SHEET,
    b"\x09\x08\x10\x00": OLD_SHEET,
}
PATTERNS = {
    re.compile(rb"BZh[1-9]1AY&SY"): "ett packat arkiv (bzip2)",
    re.compile(rb"MZ[^\0]{0,58}\0"): "ett program",
    re.compile(rb"BM.{4}\0{4}", re.DOTALL): "en bild",
    re.compile(rb"RIFF.{4}WEBP", re.DOTALL): "en bild",
    re.compile(rb"RIFF.{4}(?:WAVE|AVI )", re.DOTALL): "ljud eller film",
    re.compile(rb"\0{3}.ftyp(?:hei[cx]|mif1|avif)", re.DOTALL): "en bild",
    re.compile(rb"\0{3}.ftyp", re.DOTALL): "ljud eller film",
}
LOOKED_AT = 4_000
"""Bytes of a text among which it tells what it is."""
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_workbook(content: bytes) -> bool:
    """Tell whether a file may be an .xlsx, .xlsm, .ods or .xls."""
    return content.startswith(PACKAGE_OR_OLD_EXCEL)


def stranger(content: bytes) -> str:
    """Return in Swedish what a file is that is neither a workbook nor text; nothing if it can be either."""
    head = content[:LOOKED_AT]
    begun = (kind for beginning, kind in BEGINNINGS.items() if head.startswith(beginning))
    alike = (kind for pattern, kind in PATTERNS.items() if pattern.match(head))
    return next(begun, "") or next(alike, "")


def marked_up(text: bytes) -> str:
    """Return in Swedish what a text is that is written for other programs than ours; else nothing."""
    beginning = text[:LOOKED_AT].lstrip().lower()
    if beginning.startswith(b"mime-version:") and b"text/html" in beginning:
        return SAVED_PAGE
    if not beginning.startswith(b"<"):
        return ""
    if XML_SPREADSHEET in beginning:
        return XML_SHEET
    if (
        re.match(rb"<(?:!doctype html|html|head|body|table|meta|style|div)\b", beginning)
        or b"<html" in beginning
    ):
        return PAGE
    if beginning.startswith((b"<?xml", b"<!doctype", b"<!--")):
        return "en XML-fil"
    return ""


def refusal(kind: str) -> str:
    """Return what is said of a file that is something else than a table."""
    way_on = OPEN_AND_SAVE if kind in OPENED_BY_EXCEL else SAVE_TABLE
    return f"Filen är {kind}. {way_on}"
