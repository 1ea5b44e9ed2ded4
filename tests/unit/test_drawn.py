"""Drawn tables: what a test draws is what the code gets."""

import math

import pytest
from drawn import drawn_office, drawn_targets, figures, table


def test_headings_are_columns_and_lines_are_rows():
    drawn = table(
        """
        unit  | value
        norr  |     1
        söder |     2
        """
    )
    assert list(drawn.columns) == ["unit", "value"]
    assert drawn["unit"].tolist() == ["norr", "söder"]
    assert drawn["value"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1 2", [1, 2]),
        ("1.5 -2", [1.5, -2.0]),
        ("−3 0", [-3, 0]),
        ("1 x", ["1", "x"]),
        ("2017 2017-01", ["2017", "2017-01"]),
    ],
)
def test_a_column_of_numbers_is_numbers_and_any_other_is_words(cells, expected):
    assert table("\n".join(["heading", *cells.split()]))["heading"].tolist() == expected


def test_whole_numbers_are_whole():
    assert table("id\n1\n2")["id"].dtype == int


def test_an_empty_cell_is_missing_among_numbers_and_among_words():
    drawn = table("a | b\n1 | x\n |")
    assert math.isnan(drawn["a"][1])
    assert drawn["b"][1] is None


def test_a_year_alone_stays_a_period():
    assert table("period | value\n2015 | 2015").to_dict("records") == [{"period": "2015", "value": 2015}]


def test_headings_alone_are_an_empty_frame():
    drawn = table("period | value")
    assert list(drawn.columns) == ["period", "value"]
    assert drawn.empty


def test_a_crooked_line_is_refused():
    with pytest.raises(ValueError, match="2 headings but 3 cells"):
        table("a | b\n1 | 2 | 3")


def test_figures_are_filled_with_what_is_usual():
    drawn = figures("period | value\n2017-01 | 3\n2017-02 |")
    assert drawn["state"].tolist() == ["final", "missing"]
    assert drawn[["indicator_id", "unit_id"]].to_numpy().tolist() == [[1, 1], [1, 1]]
    assert drawn["n"].isna().all()


def test_figures_that_contradict_themselves_are_refused():
    with pytest.raises(ValueError, match="contradict"):
        figures("period | value | state\n2017-01 | 3 | confidential")


def test_targets_hold_for_all_units_and_a_long_time_unless_drawn_otherwise():
    drawn = drawn_targets("value | valid_from\n84 | 2018-01-01").to_dict("records")[0]
    assert (drawn["value"], drawn["level"], drawn["kind"]) == (84, "own", "at_least")
    assert f"{drawn['valid_from']:%Y-%m-%d} {drawn['valid_to']:%Y-%m-%d}" == "2018-01-01 2099-12-31"
    assert math.isnan(drawn["unit_id"])


def test_an_office_is_drawn_with_its_tree():
    drawn = drawn_office("id | kind\n7 | ratio", units="id | parent_id\n1 |\n2 | 1")
    assert [(place.code, place.depth) for place in drawn.places] == [("enhet-1", 0), ("enhet-2", 1)]
    assert [(subject.code, subject.kind) for subject in drawn.subjects] == [("indikator-7", "ratio")]
    assert drawn.targets.empty
