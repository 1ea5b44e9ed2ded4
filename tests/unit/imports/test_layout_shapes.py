"""The shape of a table, a layout that is chosen, and sheets that hold anything at all."""

import time
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_read import NAMES, said, table, told

from data.files.sheet import Sheet
from data.imports.facts import FROM_TABLES, Layout, Names
from data.imports.tables.fingerprint import timeless
from data.imports.tables.recognised import recognise

MARS = [["Mått", "Utfall jan", "Utfall feb", "Plan 2019"], ["Sjukfrånvaro", 1, 2, 3]]
WORDS = "jan feb 2019 Utfall Budget Norr Söder Summa Enhet Indikator Period År Månad Värde Täljare z .. X"
SIGNS = "5,3 =cmd <b> ² % tkr \x00 -- T N 2019-01 2019-02 Sjukfrånvaro Personal Kommentar Typ"
CELLS = [
    *WORDS.split(),
    *SIGNS.split(),
    *("", "", "", "Plan 2019", "T1 2019", "- varav barn", "1 350", "-560 009-666 093", "jan-aug 2019"),
    *(2019, 1.5, 0, -7, True, None, float("nan"), float("inf"), 42736, 42767, date(2019, 3, 1)),
    datetime(2019, 3, 1, 4, tzinfo=None),  # noqa: DTZ001 - spreadsheets know no time zones
]
cells = st.sampled_from(CELLS) | st.text(max_size=8) | st.integers() | st.floats()


@pytest.mark.parametrize(
    "rows",
    [
        [["Mått", "Utfall jan", "Utfall feb", "Utfall mars", "Plan 2019"], ["Antal avslut", 1, 2, 3, 4]],
        [["MÅTT ", "utfall januari", "Utfall feb", "Plan 2020"], ["Sjukfrånvaro", 1, 2, 3]],
        [["Uppföljning"], [], ["", "Mått", "Utfall jan", "Plan 2021"], ["", "Sjukfrånvaro", 1, 2]],
    ],
)
def test_next_month_and_next_year_have_the_same_shape(rows):
    assert table(rows).fingerprint == table(MARS).fingerprint


def test_the_shape_is_found_again_when_a_name_has_been_learned_or_a_question_answered():
    rows = [["Indikator", "Kön", "2019-01"], ["Sjukfrånvaro", "Kvinnor", 5], ["Okänt", "Män", 4]]
    learned = Names(NAMES.organisation, frozenset({"Okänt"}), frozenset({"Kvinnor", "Män"}), frozenset())
    shapes = {
        table(rows).fingerprint,
        table(rows, {"column:Kön": "unit"}).fingerprint,
        table(rows, names=learned).fingerprint,
    }
    assert len(shapes) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["Mått", "Bokslut 2018", "Budget 2019"], ["Personal", 1, 2]],
        [["Mått", "Enhet", "Utfall jan", "Utfall feb", "Plan 2019"], ["Sjukfrånvaro", "Norr", 1, 2, 3]],
        [["Period", "Mått", "Värde"], ["2019-01", "Sjukfrånvaro", 1]],
    ],
)
def test_other_columns_are_another_shape(rows):
    assert table(rows).fingerprint != table(MARS).fingerprint


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Utfall jan 2019", "outcome"), ("Utfall mars", "outcome"), ("201903", ""), ("Antal 2019", "antal")],
)
def test_a_heading_keeps_its_words_and_loses_its_time(heading, expected):
    assert timeless(heading) == expected


@pytest.mark.parametrize("key", ["layout:tabellen", "layout:", f"layout:{table(MARS).fingerprint}"])
def test_a_layout_that_is_chosen_is_kept_to(key):
    assert table(MARS).layout == Layout.WIDE
    assert table(MARS, {key: "result"}).layout == Layout.RESULT


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 7).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8)
    ),
    st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=2),
)
def test_no_sheet_whatever_raises(rows, merged):
    sheet = Sheet("Blad1", pd.DataFrame(rows, dtype=object), merged=tuple(merged))
    for found in recognise([sheet], NAMES, {}):
        assert list(found.facts.columns) == FROM_TABLES
        assert (found.facts["period"] != "").all()
        for row, column, cell in said(found, "row", "column", "cell"):
            assert cell == rows[row][column] or found.facts["cell"].notna().all()


@pytest.mark.parametrize(
    ("height", "width", "rule"), [(30, 16_384, "too-many-columns"), (60_000, 6, "no-table")]
)
def test_sheets_larger_than_any_table_are_refused_at_once(height, width, rule):
    cells = pd.DataFrame([["jan", *["y"] * (width - 1)]] * height, dtype=object)
    began = time.perf_counter()
    (found,) = recognise([Sheet("", cells)], NAMES, {})
    assert time.perf_counter() - began < 5
    assert told(found) == [("error", "", rule)]
