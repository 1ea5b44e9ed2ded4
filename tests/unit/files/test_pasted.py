"""Rows copied from a spreadsheet and pasted as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.reading import pasted_sheet
from data.files.sheet import FileError


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Enhet\tjan\r\nVäst\t5,3\r\n", [["Enhet", "jan"], ["Väst", "5,3"]]),
        ("Enhet\tjan\nVäst\t5,3", [["Enhet", "jan"], ["Väst", "5,3"]]),
        ('"rad ett\nrad två"\t2\n', [["rad ett\nrad två", "2"]]),
        ('"säger ""hej""\noch går"\t2', [['säger "hej"\noch går', "2"]]),
        ('"a\tb"\t2', [["a\tb", "2"]]),
        ('5" rör\t2\n"korta" ärenden\t3', [['5" rör', "2"], ['"korta" ärenden', "3"]]),
        ('"öppnas\t2\nmen stängs aldrig\t3', [['"öppnas', "2"], ["men stängs aldrig", "3"]]),
        ("a\n1\t2\t3\n\nb", [["a", "", ""], ["1", "2", "3"], ["", "", ""], ["b", "", ""]]),
        ("\t\ta\t\n\t\tb\t\n", [["", "", "a"], ["", "", "b"]]),
        ("5,3\n6,1", [["5,3"], ["6,1"]]),
        ("Enhet;jan\nVäst;5,3", [["Enhet", "jan"], ["Väst", "5,3"]]),
        ("1 350\t−12\t=A1", [["1 350", "−12", "=A1"]]),
    ],
)
def test_pasted_rows_are_parted_as_they_were_copied(text, cells):
    sheet = pasted_sheet(text)
    assert (sheet.name, sheet.cells.to_numpy().tolist()) == ("", cells)
    assert {str(kind) for kind in sheet.cells.dtypes} == {"str"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Det finns inga ifyllda celler."),
        ("\n\n", "Det finns inga ifyllda celler."),
        ("\t\t\n", "Det finns inga ifyllda celler."),
        ("a\t\0b", "Texten har tecken med värdet noll"),
        ("a" * 5_000_001, "Det är mer än 5 miljoner tecken."),
        ("a\t" * 16_384, "Det är för många celler."),
        ("\t" * 10_000 + "\n" * 10_000, "Det är för många celler."),
        ('"' * 4_000_000 + "a", ""),
    ],
    ids=lambda given: given if len(given) < 60 else "",
)
def test_what_is_no_table_is_told(text, told):
    if told:
        with pytest.raises(FileError, match=told) as error:
            pasted_sheet(text)
        assert str(error.value).startswith("Det inklistrade kan inte läsas:")
    else:
        assert pasted_sheet(text).cells.shape == (1, 1)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_spreadsheet_puts_on_the_clipboard_comes_back(rows):
    text = "".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    width = max(map(len, rows))
    assert pasted_sheet(text).cells.to_numpy().tolist() == [row + [""] * (width - len(row)) for row in rows]
