"""Spreadsheets: every kind of cell, in each format, where it stands; and what is told beside the cells."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from workbooks import excel, open_document

from data.files.excel_marks import column_number
from data.files.reading import read_sheets
from data.files.sheet import column_name

DAY, CLOCK = date(2019, 3, 1), time(14, 30)
MOMENT = datetime.combine(DAY, CLOCK)
NUMBER = '<c r="A1"><v>1</v></c>'


def only(content, name):
    (sheet,) = read_sheets(content, name)
    return sheet


def cells(sheet):
    assert {str(kind) for kind in sheet.cells.dtypes} <= {"object"}
    return sheet.cells.to_numpy().tolist()


def types(sheet):
    return [[type(cell).__name__ for cell in row] for row in cells(sheet)]


# One table, three formats: it begins in B3, with 180 empty columns before the last cell


def in_excel(*, since_1904=False):
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"date_1904": since_1904})
    sheet = book.add_worksheet("Utfall <b>&å")
    shown = {
        name: book.add_format({"num_format": how})
        for name, how in {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "clock": "hh:mm"}.items()
    }
    sheet.write_row(2, 1, ["text", 5, 5.5, True, "400", "=cmd|' /C calc'!A0", "  å "][:5])
    sheet.write_string(2, 6, "=cmd|' /C calc'!A0")
    sheet.write_datetime(3, 1, DAY, shown["day"])
    sheet.write_datetime(3, 2, MOMENT, shown["moment"])
    sheet.write_datetime(3, 3, CLOCK, shown["clock"])
    sheet.write_number(3, 4, 0.84, book.add_format({"num_format": "0.0%"}))
    sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(4, 2, "=A1+1", None, "")
    sheet.write_formula(4, 3, "=1+1", None, 2)
    sheet.write_formula(4, 4, '="a"', None, "a")
    sheet.merge_range(5, 1, 6, 3, "Sammanfogad")
    sheet.write_number(7, 187, 1)
    book.close()
    return packed.getvalue()


def in_old_excel(*, since_1904=False):
    book = xlwt.Workbook()
    book.dates_1904 = since_1904
    sheet = book.add_sheet("Utfall <b>&å")
    for column, cell in enumerate(["text", 5, 5.5, True, "400", "=cmd|' /C calc'!A0"], 1):
        sheet.write(2, column, cell)
    sheet.write(3, 1, DAY, xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.write(3, 2, MOMENT, xlwt.easyxf(num_format_str="YYYY-MM-DD hh:mm"))
    sheet.write(3, 3, CLOCK, xlwt.easyxf(num_format_str="hh:mm"))
    sheet.write(3, 4, 0.84, xlwt.easyxf(num_format_str="0.0%"))
    sheet.row(4).set_cell_error(1, 0x07)
    sheet.write_merge(5, 6, 1, 3, "Sammanfogad")
    sheet.write(7, 187, 1)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def in_open_document():
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Utfall <b>&å")
    sheet.addElement(TableRow(numberrowsrepeated=2))

    def row(*held):
        made = TableRow()
        for cell in (TableCell(), *held):
            made.addElement(cell)
        sheet.addElement(made)

    def text(written, **more):
        cell = TableCell(valuetype="string", **more)
        cell.addElement(P(text=written))
        return cell

    row(
        text("text"),
        TableCell(valuetype="float", value="5"),
        TableCell(valuetype="float", value="5.5"),
        TableCell(valuetype="boolean", booleanvalue="true"),
        text("400"),
        text("=cmd|' /C calc'!A0"),
    )
    row(
        TableCell(valuetype="date", datevalue="2019-03-01"),
        TableCell(valuetype="date", datevalue="2019-03-01T14:30:00"),
        TableCell(valuetype="time", timevalue="PT14H30M00S"),
        TableCell(valuetype="percentage", value="0.84"),
    )
    row(text("#DIV/0!", formula="of:=1/0"), TableCell(formula="of:=[.A1]+1"))
    row(text("Sammanfogad", numbercolumnsspanned=3, numberrowsspanned=2), CoveredTableCell())
    row()
    row(TableCell(numbercolumnsrepeated=186), TableCell(valuetype="float", value="1"))
    book.spreadsheet.addElement(sheet)
    packed = io.BytesIO()
    book.write(packed)
    return packed.getvalue()


MADE = {
    "bok.xlsx": in_excel(),
    "bok.xlsm": in_excel(),
    "sedan-1904.xlsx": in_excel(since_1904=True),
    "bok.xls": in_old_excel(),
    "sedan-1904.xls": in_old_excel(since_1904=True),
    "bok.ods": in_open_document(),
}


@pytest.mark.parametrize("name", MADE)
def test_every_kind_of_cell_comes_as_it_is_from_its_place(name):
    sheet = only(MADE[name], name)
    assert sheet.name == "Utfall <b>&å"
    assert sheet.cells.shape == (8, 188)
    table = [row[:7] for row in cells(sheet)]
    assert table[:2] == [[""] * 7] * 2
    assert table[2] == ["", "text", 5, 5.5, True, "400", "=cmd|' /C calc'!A0"]
    assert table[3][:5] == ["", DAY, MOMENT, CLOCK, 0.84]
    assert types(sheet)[2][:6] == ["str", "str", "int", "float", "bool", "str"]
    assert types(sheet)[3][:5] == ["str", "date", "datetime", "time", "float"]
    assert table[5] == ["", "Sammanfogad", *[""] * 5]
    assert cells(sheet)[7][187] == 1


@pytest.mark.parametrize("name", MADE)
def test_errors_percentages_and_merged_cells_are_told_beside_the_cells(name):
    sheet = only(MADE[name], name)
    faults = {(4, 1): "#DIV/0!", (4, 2): "formel utan värde"}
    if name.endswith(".xls"):
        # The format can't tell a formula that nobody has worked out from one without a value.
        del faults[4, 2]
    assert sheet.faults == faults
    assert sheet.per_cent == {(3, 4)}
    assert sheet.merged == ((5, 1, 6, 3),)
    assert cells(sheet)[4][2] == ""


def test_formulas_give_the_value_they_had_when_the_file_was_saved():
    assert cells(only(MADE["bok.xlsx"], "bok.xlsx"))[4][3:5] == [2, "a"]


def test_a_time_of_more_than_a_day_is_a_length_of_time():
    content = excel(
        '<row r="1"><c r="A1" s="1"><v>1.5</v></c></row>',
        more={
            "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="46"/></cellXfs></styleSheet>'
        },
    )
    assert cells(only(content, "a.xlsx")) == [[timedelta(days=1, hours=12)]]


# Sheets


def test_all_sheets_of_cells_are_read_in_their_order_and_hidden_ones_say_so():
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    book.add_worksheet("Innehåll").write(0, 0, "Se nästa blad")
    diagram = book.add_chartsheet("Diagram")
    for name in ("Dold", "Mycket dold", "Tom"):
        book.add_worksheet(name)
    book.get_worksheet_by_name("Dold").write(0, 0, 1)
    book.get_worksheet_by_name("Dold").hide()
    book.get_worksheet_by_name("Mycket dold").very_hidden()
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Dold!$A$1:$A$1"})
    diagram.set_chart(chart)
    book.close()
    sheets = read_sheets(packed.getvalue(), "bok.xlsx")
    assert [(sheet.name, sheet.hidden, sheet.cells.shape) for sheet in sheets] == [
        ("Innehåll", False, (1, 1)),
        ("Dold", True, (1, 1)),
        ("Mycket dold", True, (0, 0)),
        ("Tom", False, (0, 0)),
    ]


def test_a_hidden_sheet_of_an_old_workbook_says_so():
    book = xlwt.Workbook()
    book.add_sheet("Synlig").write(0, 0, 1)
    book.add_sheet("Dold").visibility = 1
    packed = io.BytesIO()
    book.save(packed)
    assert [sheet.hidden for sheet in read_sheets(packed.getvalue(), "bok.xls")] == [False, True]


def test_marks_belong_to_their_own_sheet():
    content = excel(
        f'<row r="1">{NUMBER}</row>',
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" s="1"><v>0.5</v></c></row>',
    )
    first, second = read_sheets(content, "bok.xlsx")
    assert (first.faults, first.per_cent) == ({}, frozenset())
    assert (second.faults, second.per_cent) == ({(0, 0): "#N/A"}, {(0, 1)})


# Excel's cells, as programs write them


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        ('<c r="C2" t="e"><v>#N/A</v></c>', {(1, 2): "#N/A"}),
        ("<c t='e' s='1' r='C2'><f>1/0</f><v>#DIV/0!</v></c>", {(1, 2): "#DIV/0!"}),
        ('<c s="0" r="C2" t = "e" ><f>A1</f><v>#REF!</v></c>', {(1, 2): "#REF!"}),
        ('<c r="C2" t="e"><v></v></c>', {(1, 2): "fel"}),
        ('<c r="C2"><f>A1+3</f></c>', {(1, 2): "formel utan värde"}),
        ('<c r="C2"><f>A1+3</f><v></v></c>', {(1, 2): "formel utan värde"}),
        ('<c r="C2"><f>A1+3</f><v/></c>', {(1, 2): "formel utan värde"}),
        ('<c r="C2"><f t="shared" si="0"/></c>', {(1, 2): "formel utan värde"}),
        ('<c r="C2" t="str"><f>A1</f></c>', {(1, 2): "formel utan värde"}),
        ('<c r="C2" t="str"><f>IF(A1,"","")</f><v></v></c>', {}),
        ('<c r="C2" t="str"><f>A1</f><v>a</v></c>', {}),
        ('<c r="C2"><f>A1</f><v>3</v></c>', {}),
        ('<c r="C2"><f t="shared" ref="C2:C9" si="0">A1</f><v>3</v></c>', {}),
        ('<c r="C2" t="inlineStr"><is><t>t="e" och formel</t></is></c>', {}),
    ],
)
def test_an_error_or_a_formula_without_a_value_is_known_however_it_is_written(cell, faults):
    sheet = only(excel(f'<row r="1">{NUMBER}</row><row r="2">{cell}</row>'), "a.xlsx")
    assert sheet.faults == faults
    assert all(sheet.cells.iat[place] == "" for place in faults)


def test_cells_that_do_not_say_where_they_stand_are_counted():
    rows = (
        "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row><row r='4'>"
        "<c/><c r='C4'><v>1</v></c><c s='1'><v>0.5</v></c></row><row><c><f>A1</f></c></row>"
    )
    sheet = only(excel(rows), "a.xlsx")
    assert sheet.faults == {(0, 1): "#N/A", (4, 0): "formel utan värde"}
    assert sheet.per_cent == {(3, 3)}
    assert sheet.cells.iat[3, 3] == 0.5


@pytest.mark.parametrize(("style", "in_per_cent"), [(0, False), (1, True), (2, True), (3, False), (4, False)])
def test_a_percentage_is_known_by_its_number_format(style, in_per_cent):
    sheet = only(excel(f'<row r="1"><c r="A1" s="{style}"><v>0.84</v></c></row>'), "a.xlsx")
    assert ((0, 0) in sheet.per_cent) is in_per_cent


def test_a_workbook_whose_elements_have_a_prefix_is_read_with_its_marks():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = excel(
        "",
        more={
            "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">'
            '<x:c r="A1" t="e"><x:v>#N/A</x:v></x:c><x:c r="B1" s="1"><x:v>0.5</x:v></x:c>'
            '<x:c r="C1"><x:f>A1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
        },
    )
    sheet = only(content, "a.xlsx")
    assert sheet.faults == {(0, 0): "#N/A", (0, 2): "formel utan värde"}
    assert sheet.per_cent == {(0, 1)}


def test_what_is_no_number_although_it_is_written_as_one_is_text():
    rows = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>inf</v></c><c r="C1"><v>1e15</v></c></row>'
    assert cells(only(excel(rows), "a.xlsx")) == [["nan", "inf", 10**15]]


# OpenDocument's cells


def told(cell):
    return open_document(f"<table:table-row>{cell}</table:table-row>")


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            {(0, 0): "#DIV/0!"},
        ),
        (
            '<table:table-cell table:formula="of:=x" office:value-type="string" calcext:value-type="error">'
            "<office:annotation><text:p>Se över</text:p></office:annotation><text:p>Fel:508</text:p>"
            "</table:table-cell>",
            {(0, 0): "Fel:508"},
        ),
        ('<table:table-cell table:formula="of:=[.B1]"/>', {(0, 0): "formel utan värde"}),
        (
            '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>',
            {},
        ),
        (
            '<table:table-cell office:value-type="string"><text:p>#1 i länet</text:p></table:table-cell>',
            {},
        ),
    ],
)
def test_errors_of_open_documents_are_known(cell, faults):
    number = '<table:table-cell office:value-type="float" office:value="1"/>'
    assert only(told(cell + number), "a.ods").faults == faults


def test_repeated_cells_and_rows_have_their_marks_each():
    cell = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" '
        'office:value="0.5"/>'
    )
    sheet = only(
        open_document(f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'), "a.ods"
    )
    assert cells(sheet) == [[0.5, 0.5], [0.5, 0.5]]
    assert sheet.per_cent == {(0, 0), (0, 1), (1, 0), (1, 1)}


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16_383)])
def test_columns_are_named_and_numbered_as_in_excel(letters, number):
    assert column_number(letters.encode()) == number
    assert column_name(number) == letters
