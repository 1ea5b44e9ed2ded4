"""Delimited text: every encoding, delimiter and line ending, and what can't be parted in cells."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files import delimited
from data.files.delimited import delimiter_of, text_cells
from data.files.reading import read_sheets
from data.files.sheet import FileError

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
TABLE = [["Enhet", "jan", "feb"], ["Väst", "5,3", "1 350"], ["Öst", "..", "X"]]


def cells(content, name="fil.csv"):
    """The cells of a file of one sheet."""
    (sheet,) = read_sheets(content if isinstance(content, bytes) else content.encode(), name)
    assert sheet.name == ""
    assert all(isinstance(kind, pd.StringDtype) for kind in sheet.cells.dtypes)
    return sheet.cells.to_numpy().tolist()


def refused(content, name="fil.csv"):
    with pytest.raises(FileError) as told:
        read_sheets(content if isinstance(content, bytes) else content.encode(), name)
    assert str(told.value).startswith(f"{name} kan inte läsas:")
    (problem,) = told.value.problems
    return problem


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_delimiter_and_line_ending_gives_the_same_cells(encoding, delimiter, line_end):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=line_end).writerows(TABLE)
    assert cells(written.getvalue().encode(encoding)) == TABLE


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("5,3;6,1\n7,2;8,4", ";"),
        ("namn;jan;feb\nVäst;5,3;6,1\nÖst;7;8,4", ";"),
        ("Utfall 2019, tkr\n\nnamn;jan\nVäst;5,3\nÖst;6,1", ";"),
        ("Utfall 2019\nRegion;jan;feb;mar\nVäst;1;2\nÖst;1;2;3\nNord;1", ";"),
        ('a,b\n"27,969",2\n"1,5",3', ","),
        ('a,b\n"Väst; norr",2\n"Öst; söder",3', ","),
        ("a,b,c\nVäst; norr,1,2\nÖst; söder,3,4", ","),
        ("1,2,3\n4,5,6", ","),
        ("Namn, förnamn;enhet, ort;1\nNamn, förnamn;enhet, ort;2", ";"),
        ("a\tb\n1,5\t2;3\n2,5\t3;4", "\t"),
        ("a|b\n1,5|2\n2,5|3", "|"),
        ("a, b, c\n1, 2, 3", ","),
        ("ett enda ord", ";"),
        ("", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_parts_the_rows_alike(text, delimiter):
    assert delimiter_of(text.encode()) == delimiter


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("first", ["sep={}\r\n", "SEP={}\n", '"sep={}"\r\n'])
def test_the_line_that_names_the_delimiter_is_believed_and_is_no_row(first, sign):
    assert cells(first.format(sign) + f"a{sign}b\n1{sign}2") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a;b\n"x;y";"säger ""hej"""\n', [["a", "b"], ["x;y", 'säger "hej"']]),
        ('a;b\n"rad ett\nrad två";2', [["a", "b"], ["rad ett\nrad två", "2"]]),
        ('a;b\n5" rör;2', [["a", "b"], ['5" rör', "2"]]),
        ("a;b\n1\n\n1;2;3\n", [["a", "b", ""], ["1", "", ""], ["", "", ""], ["1", "2", "3"]]),
        ("a;b\n007;1e5\nNA;true\nnull;2019-03-01", [["a", "b"], ["007", "1e5"], ["NA", "true"]]),
        ("a;b;;\n1;2;;\n;;;\n\n", [["a", "b"], ["1", "2"]]),
        (" a ;b\n\u00a01;2 ", [[" a ", "b"], ["\u00a01", "2 "]]),
        ("a;b\n=cmd|' /C calc'!A0;+1\n@x;-2", [["a", "b"], ["=cmd|' /C calc'!A0", "+1"], ["@x", "-2"]]),
        ("<b>a</b>;b\n1;2", [["<b>a</b>", "b"], ["1", "2"]]),
    ],
)
def test_cells_come_as_they_are_written(text, expected):
    assert cells(text)[: len(expected)] == expected


def test_a_title_and_180_empty_columns_are_no_trouble():
    empty = "," * 180
    text = f"Title{empty}\n{empty}\nUnit,jan{empty[1:]}\nVäst,12{empty[1:]}\n{empty}\n"
    assert cells(text) == [["Title", ""], ["", ""], ["Unit", "jan"], ["Väst", "12"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Filen är tom."),
        (b" ; \n;\n".replace(b" ", b""), "Filen har inga ifyllda celler."),
        (b"\n\n", "Filen har inga ifyllda celler."),
        (b"a;b\n1;\x002\n", "Filen är inte text i UTF-8"),
        (b"a;b\n" * 200 + b"1;\x002\n", "Filen har tecken med värdet noll"),
        (b"a;b\n\x81\x8d;2", "Filen är inte text i UTF-8, UTF-16 eller Windows-1252. Spara den som UTF-8."),
        (b'a;b\n1;2\n"3;4\n5;6\n', "Rätta rad 3."),
        (b'a;b\n"1\n2";3\n"x"y;4\n', "Rätta rad 4."),
        (b"a;b\n1;2\n" + b"3;" * 17_000 + b"\n\n", "Rad 3 har fler kolumner än Excel rymmer."),
        (b"a;b\n1;2\n" + b"x" * 3_000_000, "Rad 3 är för lång för att vara en rad i en tabell."),
        (b'"' + b'a\n";"' * 1_500_000, "Rad 1 är för lång för att vara en rad i en tabell."),
        (b"\n" * 13_000_000, "Filen har för många rader eller celler."),
        (b"a;" * 16_000 + b"\n" + b"1\n" * 1_000, "Filen har för många rader eller celler."),
        (b"x" * 100_000_001, "Filen är större än 100 MB."),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_cannot_be_parted_is_told_with_its_line_and_what_to_do(content, told):
    assert told in refused(content)


def test_a_long_even_text_is_split_at_once_and_gives_the_cells_of_the_careful_way():
    text = "".join(f"V-{row % 7};{row};5,{row % 10};x\n" for row in range(30_000)).encode()
    at_once = delimited._split_fast(text, ";")
    assert at_once is not None
    pd.testing.assert_frame_equal(at_once, delimited._split(text, ";"))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_with_quotes_comes_back(rows):
    written = io.StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    read = text_cells(b"sep=;\n" + written.getvalue().encode())
    width = max(map(len, rows))
    full = pd.DataFrame([row + [""] * (width - len(row)) for row in rows], dtype="str")
    pd.testing.assert_frame_equal(read, delimited.trimmed(full), check_column_type=False)


@given(
    st.lists(st.lists(st.text("a1;,. åÖ−\u2028\x85\x0b\t", max_size=5), min_size=1, max_size=3), max_size=6)
)
def test_the_fast_and_the_careful_way_agree(rows):
    text = "\n".join("|".join(row) for row in rows).encode()
    at_once = delimited._split_fast(text, "|")
    if at_once is not None:
        careful = delimited._split(text, "|")
        filled = [delimited.trimmed(each) for each in (at_once, careful)]
        pd.testing.assert_frame_equal(*filled, check_column_type=False)
