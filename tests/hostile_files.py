"""Files made to harm their reader, or so broken that readers fall over them."""

import io
import random
import struct
import zipfile
import zlib
from functools import cache

import xlwt
from workbooks import MAIN, excel, open_document, package

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
UNDER = f'<worksheet xmlns="{MAIN}"><sheetData>'
OVER = "</sheetData></worksheet>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BLANKS = b" " * 1_000_000
MEGABYTES_IN_A_BOMB = 300


@cache
def squeezed_bomb():
    """A sheet of 300 MB, packed, with its size and its sum."""
    squeezing = zlib.compressobj(6, zlib.DEFLATED, -15)
    beginning = f'{UNDER}<row r="1"><c r="A1"><v>1</v></c></row>'.encode()
    end = OVER.encode()
    whole = len(beginning) + MEGABYTES_IN_A_BOMB * len(BLANKS) + len(end)
    squeezed = squeezing.compress(beginning)
    check = zlib.crc32(beginning)
    for _ in range(MEGABYTES_IN_A_BOMB):
        squeezed += squeezing.compress(BLANKS)
        check = zlib.crc32(BLANKS, check)
    squeezed += squeezing.compress(end) + squeezing.flush()
    return squeezed, whole, zlib.crc32(end, check)


def zip_bomb(*, told=None):
    """A workbook whose sheet unpacks to 300 MB; `told` is what its headers say of it, size and sum."""
    squeezed, size, check = squeezed_bomb()
    return with_raw_part(excel(CELL), SHEET, squeezed, *(told or (size, check)))


def lying_bomb():
    """A bomb that says that it is small."""
    return zip_bomb(told=(1_000, 0))


def lying_bomb_with_a_sum():
    """A bomb that says that it is small, with the right sum for as much as it says."""
    seen = f'{UNDER}<row r="1"><c r="A1"><v>1</v></c></row>'.encode()
    return zip_bomb(told=(len(seen), zlib.crc32(seen)))


def with_raw_part(content, name, squeezed, size, check):
    """A package with one part packed already, and with these headers."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as other:
        for part in book.namelist():
            other.writestr(part, squeezed if part == name else book.read(part))
    whole = bytearray(made.getvalue())
    marked = {b"PK\x03\x04": (8, 14, 26, 30), b"PK\x01\x02": (10, 16, 28, 46)}
    for mark, (method, sums, length, names) in marked.items():
        start = whole.find(mark)
        while start >= 0:
            (width,) = struct.unpack_from("<H", whole, start + length)
            if whole[start + names : start + names + width] == name.encode():
                struct.pack_into("<H", whole, start + method, zipfile.ZIP_DEFLATED)
                struct.pack_into("<III", whole, start + sums, check, len(squeezed), size)
            start = whole.find(mark, start + 4)
    return bytes(whole)


def with_sheet(xml):
    return excel("", more={SHEET: xml})


def large_sheet():
    """A sheet of 100 MB."""
    row = '<row><c t="inlineStr"><is><t>Ett ganska långt ord som står i varje cell</t></is></c></row>'
    return with_sheet(f"{UNDER}{row * (100_000_000 // len(row))}{OVER}")


def all_columns():
    """Rows whose first and last cell are filled: A and XFD."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>'
        for row in range(1, 2_001)
    )
    return excel(rows)


def far_cell():
    """A cell in the last row of the last column."""
    return excel(f'{CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def empty_rows():
    """A million rows with formats and nothing in them, and a sheet that says that it is full."""
    rows = "".join(f'<row r="{row}" ht="15"><c r="A{row}" s="1"/></row>' for row in range(2, 1_000_000))
    return with_sheet(
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{CELL}{rows}{OVER}'
    )


def long_strings():
    """A text of 30,000 letters, shared by a hundred thousand cells."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 100_001))
    shared = f'<sst xmlns="{MAIN}"><si><t>{"å" * 30_000}</t></si></sst>'
    return excel(cells, more={"xl/sharedStrings.xml": shared})


def repeated_without_end():
    """An .ods whose cell stands for all cells."""
    return open_document(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="percentage" office:value="1"/>'
        "</table:table-row>"
    )


def unclosed_tags():
    """A sheet that makes a search begin anew at every sign."""
    return with_sheet(UNDER + '<c t="e" ' * 5_000_000)


def old_excel(change=lambda whole: None):
    """An .xls, changed."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad")
    for row in range(200):
        sheet.write(row, 0, f"text {row}")
    packed = io.BytesIO()
    book.save(packed)
    whole = bytearray(packed.getvalue())
    change(whole)
    return bytes(whole)


def in_circles(whole):
    """Let every sector follow itself."""
    (table,) = struct.unpack_from("<I", whole, 76)
    for place in range(128):
        struct.pack_into("<I", whole, 512 * (table + 1) + 4 * place, place)


def with_password(whole):
    """Make the record after the first one that of a password."""
    (length,) = struct.unpack_from("<H", whole, 512 + 2)
    struct.pack_into("<H", whole, 512 + 4 + length, 0x2F)


def chance(seed, count):
    return random.Random(seed).randbytes(count)  # noqa: S311 - the same each time is what is wanted


def without_central_list():
    whole = excel(CELL)
    return whole[: whole.index(b"PK\x01\x02")]


def twice_the_same_part():
    made = io.BytesIO(excel(CELL))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(SHEET.upper(), f"{UNDER}{CELL}{OVER}")
    return made.getvalue()


def many_parts():
    return package({"xl/workbook.xml": "<w/>", **{f"xl/worksheets/{n}.xml": "" for n in range(11_000)}})


def locked_part():
    """A package whose parts say that they are encrypted."""
    whole = bytearray(excel(CELL))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = whole.find(mark)
        while start >= 0:
            whole[start + place] |= 1
            start = whole.find(mark, start + 4)
    return bytes(whole)
