"""What a derived indicator is made of, as it is read from the store's tables."""

import pytest
from drawn import drawn_office, table

from metrics.derivation.recipes import Protection, Recipe, protection, recipes, whole_number
from metrics.vocabulary import Derivation, Periodicity, SignalMethod, ThresholdRule

NAN = float("nan")
MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
DESCRIBED = """
id | derivation     | span | threshold | threshold_rule
1  |                |      |           |
2  |                |      |           |
3  | ratio          |      |           |
4  | rolling_mean   | 12   |           |
5  | share_of_units |      | 5         | below
6  | share_of_units |      |           | at_least_reference
7  | cohort_share   | 24   |           |
"""
PARTS = """
indicator_id | part_id | role
3            | 1       | first
3            | 1       | second
3            | 2       | second
4            | 3       | first
5            | 1       | first
6            | 1       | first
6            | 2       | second
7            | 2       | first
7            | 1       | second
"""


def test_a_recipe_has_the_parts_of_each_side_and_what_it_needs_beside():
    assert recipes(table(DESCRIBED), table(PARTS)) == {
        3: Recipe(Derivation.RATIO, first=(1,), second=(1, 2)),
        4: Recipe(Derivation.ROLLING_MEAN, first=(3,), span=12),
        5: Recipe(Derivation.SHARE_OF_UNITS, first=(1,), threshold=5.0, threshold_rule=ThresholdRule.BELOW),
        6: Recipe(
            Derivation.SHARE_OF_UNITS,
            first=(1,),
            second=(2,),
            threshold_rule=ThresholdRule.AT_LEAST_REFERENCE,
        ),
        7: Recipe(Derivation.COHORT_SHARE, first=(2,), second=(1,), span=24),
    }


def test_the_parts_of_a_side_stand_in_the_plans_order():
    parts = "indicator_id | part_id | role\n3 | 2 | second\n3 | 1 | second\n3 | 2 | first"
    assert recipes(table(DESCRIBED), table(parts))[3].second == (2, 1)


def test_a_part_that_stands_on_both_sides_is_one_part():
    assert Recipe(Derivation.RATIO, first=(1,), second=(1, 2)).parts == (1, 2)


def test_an_office_that_measures_everything_has_no_recipes():
    nothing = table("indicator_id | part_id | role")
    assert recipes(table("id\n1\n2"), nothing) == {}
    assert recipes(table("id | derivation\n1 |"), nothing) == {}


@pytest.mark.parametrize(
    ("by", "windowed"),
    [
        (Derivation.RATIO, False),
        (Derivation.DIFFERENCE, False),
        (Derivation.COHORT_SHARE, False),
        (Derivation.SHARE_OF_UNITS, False),
        (Derivation.ROLLING_SUM, True),
        (Derivation.ROLLING_MEAN, True),
        (Derivation.ACCUMULATED, True),
    ],
)
def test_rolling_figures_and_the_year_so_far_are_made_of_several_periods(by, windowed):
    assert Recipe(by, first=(1,)).is_windowed == windowed


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"protected_by_id": 4, "protected_below": 10}, Protection(by=4, below=10)),
        ({"protected_by_id": 4.0, "protected_below": 10.0}, Protection(by=4, below=10)),
        ({"protected_by_id": NAN, "protected_below": NAN}, None),
        ({"protected_by_id": None, "protected_below": None}, None),
        ({}, None),
    ],
)
def test_a_figure_is_protected_where_both_the_counting_and_the_limit_are_told(row, expected):
    assert protection(row) == expected


@pytest.mark.parametrize(("given", "expected"), [(3, 3), (3.0, 3), (NAN, None), (None, None)])
def test_a_number_of_a_frame_is_whole_or_none(given, expected):
    assert whole_number(given) == expected


# What a recipe makes of an indicator

SUBJECTS = """
id | kind  | periodicity | derivation   | span | signal_method | accompanies_id
1  | flow  | month       |              |      |               |
2  | stock | month       | rolling_sum  | 12   |               | 1
3  | stock | month       | rolling_mean | 3    | xmr           |
4  | flow  | month       | difference   |      |               |
5  | stock | quarter     | accumulated  |      | none          |
"""
SUBJECT_PARTS = """
indicator_id | part_id | role
2            | 1       | first
3            | 1       | first
4            | 1       | first
4            | 1       | second
5            | 1       | first
"""


def subject(number):
    return drawn_office(SUBJECTS, parts=SUBJECT_PARTS).subject_of(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, SignalMethod.AUTO),
        (2, SignalMethod.NONE),
        (3, SignalMethod.XMR),
        (4, SignalMethod.AUTO),
        (5, SignalMethod.NONE),
    ],
)
def test_a_rolling_figure_is_not_judged_for_change_unless_its_method_is_chosen(number, expected):
    assert subject(number).signal_method == expected


@pytest.mark.parametrize(
    ("number", "chosen", "shown"),
    [
        (1, TERTIAL, TERTIAL),
        (1, YEAR, YEAR),
        (2, TERTIAL, MONTH),
        (2, YEAR, MONTH),
        (4, YEAR, YEAR),
        (5, MONTH, QUARTER),
        (5, YEAR, QUARTER),
    ],
)
def test_a_rolling_figure_is_shown_by_its_own_periods_whatever_is_chosen(number, chosen, shown):
    assert subject(number).shown_by(chosen) == shown


def test_an_indicator_beside_another_knows_which():
    assert [subject(number).accompanies for number in (1, 2)] == [None, 1]


@pytest.mark.parametrize(("number", "expected"), [(1, {1}), (3, {1, 2}), (4, {1, 2}), (5, {1}), (6, {1, 2})])
def test_a_derived_indicator_is_in_the_end_made_of_what_is_measured(number, expected):
    assert drawn_office(DESCRIBED, parts=PARTS).ingredients(number) == expected


def test_an_indicator_that_the_office_does_not_have_is_told_with_those_it_has():
    with pytest.raises(KeyError, match=r"no indicator 9 among \[1, 2, 3, 4, 5\]"):
        subject(9)
