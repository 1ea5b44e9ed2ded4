"""Small files of every kind that is read, whole, from which damaged ones are made."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime

import xlsxwriter
import xlwt
from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

ROWS = (
    ("Utfall 2019, tkr",),
    ("Enhet", "Indikator", "jan", "feb", "mar", "Bokslut 2018"),
    ("Väst", "Hushåll med försörjningsstöd", "1 350", "5,3", "−12", "84 %"),
    ("Öst; norr", 'Så kallade "korta" ärenden', "..", "X", "(1 200)", "0,84"),
    (),
    ("Summa", "", "400", "5,3*", "-65 594", "="),
)


def seeds() -> dict[str, bytes]:
    """Return the whole files by name."""
    return {**_texts(), "bok.xlsx": _excel(), "bok.xls": _old_excel(), "bok.ods": _open_document()}


def _texts() -> Mapping[str, bytes]:
    def written(delimiter: str, end: str) -> str:
        lines = (delimiter.join(_quoted(cell, delimiter) for cell in row) for row in ROWS)
        return end.join(lines) + end

    return {
        "semikolon.csv": written(";", "\r\n").encode(),
        "komma.csv": written(",", "\n").encode("utf-8-sig"),
        "kontor.csv": written(";", "\r\n").replace("−", "-").encode("cp1252"),
        "tabb.tsv": written("\t", "\r\n").encode("utf-16"),
        "utan-märke.txt": written("\t", "\n").encode("utf-16-be"),
        "jämn.csv": "enhet;period;värde\n".encode() + b"V-1;2019-03;5,3\n" * 20,
    }


def _quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell


def _excel() -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    sheet = book.add_worksheet("Utfall")
    in_per_cent, day = (book.add_format({"num_format": shown}) for shown in ("0.0%", "yyyy-mm-dd"))
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    sheet.write_number(7, 1, 0.84, in_per_cent)
    sheet.write_datetime(7, 2, datetime(2019, 3, 1), day)  # noqa: DTZ001 - Excel knows no time zones
    sheet.write_formula(7, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(7, 4, "=A1", None, "")
    sheet.write_boolean(7, 5, True)  # noqa: FBT003 - the cell is true
    sheet.merge_range(9, 0, 9, 3, "Sammanfogad")
    book.add_worksheet("Dold").hide()
    book.close()
    return packed.getvalue()


def _old_excel() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Utfall")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.write(7, 1, 0.84, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(7, 2, date(2019, 3, 1), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.write(7, 3, xlwt.Formula("1/0"))
    sheet.row(7).set_cell_error(4, 0x2A)
    sheet.write_merge(9, 9, 0, 3, "Sammanfogad")
    book.add_sheet("Tom")
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _open_document() -> bytes:
    book = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="Utfall")
    for cells in ROWS:
        row = odf_table.TableRow()
        for cell in cells:
            held = odf_table.TableCell(valuetype="string")
            held.addElement(P(text=cell))
            row.addElement(held)
        sheet.addElement(row)
    numbers = odf_table.TableRow(numberrowsrepeated=2)
    numbers.addElement(odf_table.TableCell(valuetype="percentage", value="0.84", numbercolumnsrepeated=2))
    numbers.addElement(odf_table.TableCell(valuetype="date", datevalue="2019-03-01"))
    numbers.addElement(odf_table.TableCell(formula="of:=[.A1]"))
    sheet.addElement(numbers)
    book.spreadsheet.addElement(sheet)
    packed = io.BytesIO()
    book.write(packed)
    return packed.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook that is a zip package, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist() if not name.endswith("/")}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip package of the parts, the kind of an OpenDocument first and as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name in sorted(parts, key=lambda each: each != "mimetype"):
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            # A time of its own would make the same file differ from one run to the next.
            book.writestr(zipfile.ZipInfo(name), parts[name], compress_type=how)
    return made.getvalue()
