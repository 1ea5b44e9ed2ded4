"""Files as offices make them, written cell by cell: text files, Excel of both kinds and OpenDocument."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
import xlwt
from odf import opendocument, table, text


@dataclass(frozen=True)
class Shown:
    """A number that a spreadsheet shows in a format of its own: 0.057 as `0 %`, a day as `mmm-yy`."""

    value: Any
    format: str


@dataclass(frozen=True)
class Formula:
    """A formula with the value that was kept of it; None where none was."""

    text: str
    value: Any = None


Rows = Sequence[Sequence[Any]]
Area = tuple[int, int, int, int]
"""First row and column, last row and column."""


def cells(written: str) -> list[list[str]]:
    """Return the cells of rows that are written with semicolons."""
    return [line.split(";") for line in written.strip("\n").split("\n")]


def numbered(written: str) -> list[list[Any]]:
    """Return the same, with plain Swedish numbers as numbers, and empty cells as None."""
    return [[_number(cell) for cell in row] for row in cells(written)]


def _number(cell: str) -> Any:
    bare = cell.replace(",", ".")
    if bare.removeprefix("-").replace(".", "", 1).isdecimal():
        return float(bare) if "." in bare else int(bare)
    return cell or None


def as_text(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return rows as a text file; numbers have a decimal comma, days are written as 2019-03-01."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([[_in_text(cell) for cell in row] for row in rows])
    return written.getvalue().encode(encoding)


def _in_text(cell: Any) -> str:
    if isinstance(cell, Shown):
        return _in_text(cell.value)
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return "" if cell is None else str(cell)


def as_xlsx(
    sheets: Mapping[str, Rows],
    *,
    merged: Mapping[str, Sequence[Area]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """Return an Excel workbook."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, columns in enumerate(rows):
            for column, cell in enumerate(columns):
                _write_xlsx(book, sheet, (row, column), cell)
        for area in (merged or {}).get(name, ()):
            first = rows[area[0]][area[1]]
            sheet.merge_range(*area, first)
        if name in hidden:
            sheet.hide()
    book.close()
    return written.getvalue()


def _write_xlsx(book: Any, sheet: Any, place: tuple[int, int], cell: Any) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(*place, cell.text, None, "" if cell.value is None else cell.value)
    elif isinstance(cell, Shown):
        _write_xlsx_as(book, sheet, place, cell)
    elif isinstance(cell, date):
        _write_xlsx_as(book, sheet, place, Shown(cell, "yyyy-mm-dd"))
    elif isinstance(cell, str):
        sheet.write_string(*place, cell)
    elif cell is not None:
        sheet.write(*place, cell)


def _write_xlsx_as(book: Any, sheet: Any, place: tuple[int, int], cell: Shown) -> None:
    look = book.add_format({"num_format": cell.format})
    if isinstance(cell.value, date):
        sheet.write_datetime(*place, datetime.combine(cell.value, datetime.min.time()), look)
    else:
        sheet.write_number(*place, cell.value, look)


def with_a_drawing_that_is_missing(workbook: bytes) -> bytes:
    """Return an .xlsx whose first sheet names a drawing that isn't in the package."""
    made = io.BytesIO()
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="../drawings/drawing1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(workbook)) as read, zipfile.ZipFile(made, "w") as written:
        for part in read.namelist():
            content = read.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", b'<drawing r:id="rId1"/></worksheet>')
            written.writestr(part, content)
        written.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
    return made.getvalue()


def as_xls(sheets: Mapping[str, Rows], *, merged: Mapping[str, Sequence[Area]] | None = None) -> bytes:
    """Return a workbook of the old Excel."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        areas = {area[:2]: area for area in (merged or {}).get(name, ())}
        covered = {
            (row, column)
            for top, left, bottom, right in areas.values()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for row, columns in enumerate(rows):
            for column, cell in enumerate(columns):
                value, look = _for_xls(cell)
                if (row, column) in areas:
                    top, left, bottom, right = areas[row, column]
                    sheet.write_merge(top, bottom, left, right, value)
                elif value is not None and (row, column) not in covered:
                    sheet.write(row, column, value, look)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _for_xls(cell: Any) -> tuple[Any, Any]:
    if isinstance(cell, Formula):
        return xlwt.Formula(cell.text.removeprefix("=")), xlwt.Style.default_style
    if isinstance(cell, Shown):
        return cell.value, xlwt.easyxf(num_format_str=cell.format)
    if isinstance(cell, date):
        return cell, xlwt.easyxf(num_format_str="YYYY-MM-DD")
    return cell, xlwt.Style.default_style


def as_ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return an OpenDocument spreadsheet."""
    book = opendocument.OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = table.Table(name=name)
        for columns in rows:
            row = table.TableRow()
            for cell in columns:
                row.addElement(_ods_cell(cell))
            sheet.addElement(row)
        book.spreadsheet.addElement(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _ods_cell(cell: Any) -> Any:
    if cell is None or cell == "":
        return table.TableCell()
    if isinstance(cell, Shown) and "%" in cell.format:
        return table.TableCell(valuetype="percentage", value=str(cell.value))
    if isinstance(cell, Shown):
        return _ods_cell(cell.value)
    if isinstance(cell, date):
        return table.TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float):
        return table.TableCell(valuetype="float", value=str(cell))
    made = table.TableCell(valuetype="string")
    made.addElement(text.P(text=cell))
    return made
