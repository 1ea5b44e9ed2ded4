"""What a file is, told by what it holds and not by its name, and what is said of one that is no table."""

import io

import pytest
import xlwt
from workbooks import excel, open_document, package

from data.files.reading import read_sheets
from data.files.sheet import FileError

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
SAVE_TABLE = "Spara tabellen som Excel (.xlsx) eller CSV"
OPEN_AND_SAVE = "Öppna den i Excel eller LibreOffice, spara den som .xlsx"


def refused(content, name):
    with pytest.raises(FileError) as told:
        read_sheets(content, name)
    (problem,) = told.value.problems
    return problem


def ole_with(stream):
    """An OLE2 file that holds a stream of another name than a workbook's."""
    book = xlwt.Workbook()
    book.add_sheet("Blad")
    packed = io.BytesIO()
    book.save(packed)
    name = stream.encode("utf-16-le")
    whole = bytearray(packed.getvalue())
    start = whole.index("Workbook".encode("utf-16-le"))
    whole[start : start + 66] = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    return bytes(whole)


@pytest.mark.parametrize("name", ["fil.csv", "fil.xlsx"])
@pytest.mark.parametrize(
    ("content", "kind", "way_on"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "Filen är en PDF.", SAVE_TABLE),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Filen är en bild.", SAVE_TABLE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "Filen är en bild.", SAVE_TABLE),
        (b"\0\0\0\x20ftypheic\0\0\0\0", "Filen är en bild.", SAVE_TABLE),
        (b"RIFF\0\1\0\0WEBPVP8 ", "Filen är en bild.", SAVE_TABLE),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", "Filen är ett program.", SAVE_TABLE),
        (b"\x7fELF\2\1\1\0", "Filen är ett program.", SAVE_TABLE),
        (b"\x1f\x8b\x08\0\0\0\0\0", "Filen är ett packat arkiv (gzip).", SAVE_TABLE),
        (b"SQLite format 3\0", "Filen är en databas.", SAVE_TABLE),
        (b"{\\rtf1\\ansi", "Filen är ett textdokument (RTF).", SAVE_TABLE),
        (package({"word/document.xml": "<w/>"}), "Filen är ett Word-dokument.", SAVE_TABLE),
        (package({"ppt/presentation.xml": "<p/>"}), "Filen är en presentation.", SAVE_TABLE),
        (package({"xl/workbook.bin": "b"}), "Filen är en binär Excel-fil (.xlsb).", "Spara den som .xlsx"),
        (package({"Index/Document.iwa": "n"}), "Filen är gjord i Numbers.", SAVE_TABLE),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"}),
            "Filen är ett OpenDocument av annat slag än kalkylark.",
            SAVE_TABLE,
        ),
        (package({"tabell.csv": "a;b"}), "Filen är ett zip-arkiv.", "Packa upp det"),
        (package({"bok.xlsx": excel(ROW)}), "Filen är ett zip-arkiv.", "Packa upp det"),
        (b"PK\5\6" + b"\0" * 18, "Filen är ett tomt zip-arkiv.", SAVE_TABLE),
        (ole_with("WordDocument"), "Filen är ett Word-dokument.", SAVE_TABLE),
        (ole_with("EncryptedPackage"), "Filen är skyddad med lösenord.", "Ta bort lösenordet"),
        (ole_with("Contents"), "Filen är inget kalkylark", SAVE_TABLE),
        (b"\x09\x08\x08\0\0\5\x05\0", "Filen är ett kalkylark från tiden före Excel 97.", OPEN_AND_SAVE),
        (b"<html><body><table><tr><td>1", "Filen är en webbsida (HTML).", OPEN_AND_SAVE),
        ("\ufeff<!DOCTYPE HTML>\n<table>".encode(), "Filen är en webbsida (HTML).", OPEN_AND_SAVE),
        ("<TABLE border=1>".encode("utf-16"), "Filen är en webbsida (HTML).", OPEN_AND_SAVE),
        (
            b"MIME-Version: 1.0\r\nContent-Type: text/html",
            "Filen är en sparad webbsida (MHTML).",
            OPEN_AND_SAVE,
        ),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "Filen är ett kalkylark i formatet XML från 2003.",
            OPEN_AND_SAVE,
        ),
        (b'<?xml version="1.0"?><svg/>', "Filen är en XML-fil.", SAVE_TABLE),
    ],
    ids=lambda given: given if isinstance(given, str) and given.startswith("Filen") else "",
)
def test_what_is_no_table_is_told_by_what_it_is_whatever_it_is_called(content, kind, way_on, name):
    told = refused(content, name)
    assert told.startswith(kind)
    assert way_on in told


@pytest.mark.parametrize("name", ["fil.csv", "fil.xls", "fil.txt", "FIL.XLSM", "utan", "fil.dat"])
@pytest.mark.parametrize(
    "content",
    [
        excel(ROW),
        open_document(
            '<table:table-row><table:table-cell office:value-type="float" '
            'office:value="1"/></table:table-row>'
        ),
    ],
    ids=["xlsx", "ods"],
)
def test_a_workbook_is_read_whatever_it_is_called(content, name):
    (sheet,) = read_sheets(content, name)
    assert sheet.cells.to_numpy().tolist() == [[1]]


@pytest.mark.parametrize("name", ["fil.xls", "fil.xlsx", "fil.ods", "utan"])
def test_delimited_text_is_read_whatever_it_is_called(name):
    (sheet,) = read_sheets("Enhet\tjan\r\nVäst\t5,3\r\n".encode("utf-16"), name)
    assert sheet.cells.to_numpy().tolist() == [["Enhet", "jan"], ["Väst", "5,3"]]


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.csv", "a\nb\u202e.csv", "x" * 5_000])
def test_a_file_name_is_shown_as_text_on_one_line(name):
    with pytest.raises(FileError) as told:
        read_sheets(b"", name)
    first = str(told.value).splitlines()[0]
    assert first.endswith(" kan inte läsas:")
    assert len(first) < 250
    assert first.isprintable()
