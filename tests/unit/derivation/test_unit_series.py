"""The series of a unit: derived figures made of what its units have reported, by any periods."""

import math

import pandas as pd
import pytest
from drawn import drawn_office, figures
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.unit_series import needed, series_of_unit, years_behind
from metrics.vocabulary import Periodicity

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
TREE = "id | parent_id\n1 |\n2 | 1\n3 | 2\n4 | 2\n5 | 1"
"""The office 1 has the area 2, with units 3 and 4, and unit 5 beside it."""


def seen(described, parts, drawn, unit=1, by=MONTH, number=9):
    """Period -> value (to two decimals) and state of indicator 9, or another, for a unit."""
    office = drawn_office(described, units=TREE, parts=parts)
    found = series_of_unit(office, figures(drawn), unit, {number: by}).get(number, {})
    return {
        code: (None if figure.value is None else round(figure.value, 2), figure.state.value)
        for code, figure in found.items()
    }


# Shares and differences, of several units and months

SHARE = """
id | kind  | unit_of_measure | derivation
1  | flow  | dygn            |
2  | flow  | dygn            |
9  | ratio | %               | ratio
"""
OF_BOTH = "indicator_id | part_id | role\n9 | 1 | first\n9 | 1 | second\n9 | 2 | second"
FIRST_LESS_SECOND = "indicator_id | part_id | role\n9 | 1 | first\n9 | 2 | second"
DAYS = """
unit_id | indicator_id | period  | value
3       | 1            | 2025-12 | 60
3       | 2            | 2025-12 | 40
4       | 1            | 2025-12 | 10
4       | 2            | 2025-12 | 90
3       | 1            | 2026-01 | 30
3       | 2            | 2026-01 | 10
4       | 1            | 2026-01 | 10
4       | 2            | 2026-01 | 90
3       | 1            | 2026-02 | 10
3       | 2            | 2026-02 | 30
4       | 1            | 2026-02 | 0
4       | 2            | 2026-02 | 20
3       | 1            | 2026-03 | 20
3       | 2            | 2026-03 | 20
4       | 1            | 2026-03 | 5
4       | 2            | 2026-03 | 95
3       | 1            | 2026-04 | 25
3       | 2            | 2026-04 | 0
4       | 1            | 2026-04 | 0
4       | 2            | 2026-04 | 35
"""
"""Days in own homes (1) and in others' (2)."""


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (3, {"2025-12": 60.0, "2026-01": 75.0, "2026-02": 25.0, "2026-03": 50.0, "2026-04": 100.0}),
        (4, {"2025-12": 10.0, "2026-01": 10.0, "2026-02": 0.0, "2026-03": 5.0, "2026-04": 0.0}),
        (2, {"2025-12": 35.0, "2026-01": 28.57, "2026-02": 16.67, "2026-03": 17.86, "2026-04": 41.67}),
        (1, {"2025-12": 35.0, "2026-01": 28.57, "2026-02": 16.67, "2026-03": 17.86, "2026-04": 41.67}),
    ],
)
def test_a_share_of_several_units_is_the_share_of_their_sums(unit, expected):
    """In January 40 of 140 days are 28,57 %; the mean of 75 % and 10 % would be 42,5 %."""
    made = seen(SHARE, OF_BOTH, DAYS, unit)
    assert made == {code: (value, "final") for code, value in expected.items()}


@pytest.mark.parametrize(
    ("unit", "by", "expected"),
    [
        # 30 + 10 + 20 + 25 of 85 + 60 days; 10 + 0 + 5 + 0 of 15 + 240 days
        (3, TERTIAL, {"2025-T3": 60.0, "2026-T1": 58.62}),
        (4, TERTIAL, {"2025-T3": 10.0, "2026-T1": 5.88}),
        # 85 + 15 of 145 + 255 days: the mean of the four months would be 26,2 %
        (1, TERTIAL, {"2025-T3": 35.0, "2026-T1": 25.0}),
        (1, YEAR, {"2025": 35.0, "2026": 25.0}),
        # 40 + 10 + 25 of 140 + 60 + 140 days
        (1, QUARTER, {"2025-Q4": 35.0, "2026-Q1": 22.06, "2026-Q2": 41.67}),
    ],
)
def test_a_share_of_several_months_is_the_share_of_their_sums(unit, by, expected):
    made = seen(SHARE, OF_BOTH, DAYS, unit, by)
    assert made == {code: (value, "final") for code, value in expected.items()}


def test_a_share_tells_how_many_of_its_months_are_there_and_what_it_is_a_share_of():
    office = drawn_office(SHARE, units=TREE, parts=OF_BOTH)
    year = series_of_unit(office, figures(DAYS), 1, {9: YEAR})[9]["2026"]
    assert (year.numerator, year.denominator) == (100, 400)
    assert (year.parts, year.expected, year.units, year.units_expected) == (4, 12, 2, 2)


@pytest.mark.parametrize(
    ("unit", "by", "expected"),
    [
        (3, MONTH, {"2025-12": 20, "2026-01": 20, "2026-02": -20, "2026-03": 0, "2026-04": 25}),
        (1, MONTH, {"2025-12": -60, "2026-01": -60, "2026-02": -40, "2026-03": -90, "2026-04": -10}),
        (1, TERTIAL, {"2025-T3": -60, "2026-T1": -200}),
        (3, YEAR, {"2025": 20, "2026": 25}),
    ],
)
def test_a_difference_of_several_units_and_months_is_that_of_their_sums(unit, by, expected):
    described = SHARE.replace("ratio | %               | ratio", "flow | dygn | difference")
    made = seen(described, FIRST_LESS_SECOND, DAYS, unit, by)
    assert made == {code: (value, "final") for code, value in expected.items()}


def test_a_share_of_stocks_over_a_year_is_that_of_their_means():
    """12 and 18 of 40 and 20 persons: on average 15 of 30."""
    described = SHARE.replace("| flow  | dygn ", "| stock | antal")
    drawn = """
    unit_id | indicator_id | period  | value
    3       | 1            | 2026-01 | 12
    3       | 1            | 2026-02 | 18
    3       | 2            | 2026-01 | 40
    3       | 2            | 2026-02 | 20
    """
    assert seen(described, FIRST_LESS_SECOND, drawn, by=YEAR) == {"2026": (50, "final")}


# Parts that are not there


def february(last_row):
    """Units 3 and 4 in January and February, of which unit 4's second part in February is `last_row`."""
    return f"""
    unit_id | indicator_id | period  | value | state
    3       | 1            | 2026-01 | 30    | final
    4       | 1            | 2026-01 | 20    | final
    3       | 2            | 2026-01 | 30    | final
    4       | 2            | 2026-01 | 20    | final
    3       | 1            | 2026-02 | 30    | final
    4       | 1            | 2026-02 | 10    | final
    3       | 2            | 2026-02 | 10    | final
    {last_row}
    """


@pytest.mark.parametrize(
    ("told", "of_unit", "of_office"),
    [
        ("4 | 2 | 2026-02 | 30 | final", (25, "final"), (50, "final")),
        ("4 | 2 | 2026-02 | 30 | preliminary", (25, "preliminary"), (50, "preliminary")),
        ("4 | 2 | 2026-02 | | missing", (None, "missing"), (None, "missing")),
        ("4 | 2 | 2026-02 | | confidential", (None, "confidential"), (None, "confidential")),
        ("4 | 2 | 2026-02 | | not_yet_reported", (None, "not_yet_reported"), (None, "missing")),
        # not applicable to unit 4: the office's days are 30 + 10 of those and 10 of unit 3
        ("4 | 2 | 2026-02 | | not_applicable", (None, "not_applicable"), (80, "final")),
        ("", (None, "not_yet_reported"), (None, "missing")),
    ],
)
def test_what_a_part_lacks_a_share_lacks_for_the_unit_and_for_all_above(told, of_unit, of_office):
    assert seen(SHARE, OF_BOTH, february(told), 4)["2026-02"] == of_unit
    assert seen(SHARE, OF_BOTH, february(told), 1)["2026-02"] == of_office
    assert seen(SHARE, OF_BOTH, february(told), 3)["2026-02"] == (75, "final")


def test_a_month_that_one_part_lacks_makes_the_tertials_parts_cover_unlike_times():
    assert seen(SHARE, OF_BOTH, february("4 | 2 | 2026-02 | | missing"), 4, TERTIAL) == {
        "2026-T1": (None, "missing")
    }


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("01", "02"), ("01", "02"), (60 / 160 * 100, "final")),
        (("01", "02"), ("01", "03"), (None, "missing")),
        (("01", "02"), ("01",), (None, "missing")),
        (("01", "02", "03", "04"), ("01", "02", "03", "04"), (37.5, "final")),
    ],
)
def test_parts_of_other_months_are_not_put_together_even_if_they_are_as_many(first, second, expected):
    rows = [f"3 | 1 | 2026-{month} | 30" for month in first]
    rows += [f"3 | 2 | 2026-{month} | 50" for month in second]
    drawn = "\n".join(["unit_id | indicator_id | period | value", *rows])
    assert seen(SHARE, OF_BOTH, drawn, by=TERTIAL) == {"2026-T1": expected}


def test_parts_of_unlike_periods_that_cover_the_same_year_are_put_together():
    """Twelve months of 10 and three tertials of 40 + 40 + 80: 120 less 160."""
    described = """
    id | kind | periodicity | derivation
    1  | flow | month       |
    2  | flow | tertial     |
    9  | flow | year        | difference
    """
    months = "\n".join(f"3 | 1 | 2025-{month:02d} | 10" for month in range(1, 13))
    tertials = "3 | 2 | 2025-T1 | 40\n3 | 2 | 2025-T2 | 40\n3 | 2 | 2025-T3 | 80"
    drawn = f"unit_id | indicator_id | period | value\n{months}\n{tertials}"
    assert seen(described, FIRST_LESS_SECOND, drawn, by=YEAR) == {"2025": (-40, "final")}


def test_a_unit_that_never_reports_a_part_has_no_figures_of_what_is_made_of_it():
    drawn = DAYS + "5 | 1 | 2026-01 | 60"
    assert seen(SHARE, OF_BOTH, drawn, 5) == {}
    # 30 + 10 + 60 days of 140 + 60
    assert seen(SHARE, OF_BOTH, drawn, 1)["2026-01"] == (50, "final")


def test_figures_of_units_elsewhere_are_none_of_the_units():
    assert seen(SHARE, OF_BOTH, DAYS, 3) == seen(SHARE, OF_BOTH, DAYS + "5 | 1 | 2026-01 | 9", 3)


def test_an_indicator_without_any_figure_is_left_out():
    office = drawn_office(SHARE, units=TREE, parts=OF_BOTH)
    nothing = figures("unit_id | indicator_id | period | value")
    assert series_of_unit(office, nothing, 1, {1: MONTH, 9: MONTH}) == {}


def test_measured_and_derived_series_may_be_asked_for_together_each_by_its_own_periods():
    office = drawn_office(SHARE, units=TREE, parts=OF_BOTH)
    found = series_of_unit(office, figures(DAYS), 3, {1: YEAR, 2: MONTH, 9: TERTIAL})
    assert {number: list(series) for number, series in found.items()} == {
        1: ["2025", "2026"],
        2: ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"],
        9: ["2025-T3", "2026-T1"],
    }
    assert found[1]["2026"].value == 30 + 10 + 20 + 25


# Cohorts

COHORT = """
id | kind  | unit_of_measure | periodicity | derivation   | span
1  | flow  | antal           | month       |              |
2  | flow  | antal           | month       |              |
9  | ratio | %               | {}          | cohort_share | 12
"""
ENDED = """
unit_id | indicator_id | period  | value
3       | 2            | 2025-01 | 10
4       | 2            | 2025-01 | 30
3       | 2            | 2025-02 | 20
4       | 2            | 2025-02 | 20
3       | 2            | 2025-03 | 5
4       | 2            | 2025-03 | 5
3       | 2            | 2025-04 | 5
4       | 2            | 2025-04 | 5
3       | 1            | 2025-01 | 9
4       | 1            | 2025-01 | 15
3       | 1            | 2025-02 | 10
4       | 1            | 2025-02 | 10
3       | 1            | 2025-03 | 4
4       | 1            | 2025-03 | 5
3       | 1            | 2025-04 | 2
4       | 1            | 2025-04 | 5
3       | 2            | 2026-01 | 8
4       | 2            | 2026-01 | 8
3       | 2            | 2026-04 | 8
4       | 2            | 2026-04 | 8
"""
"""Those whose help ended (2), and those of them who were not back within twelve months (1)."""


@pytest.mark.parametrize(
    ("unit", "periodicity", "expected"),
    [
        (3, "month", {"2026-01": 90, "2026-02": 50, "2026-03": 80, "2026-04": 40}),
        (1, "month", {"2026-01": 60, "2026-02": 50, "2026-03": 90, "2026-04": 70}),
        # 24 + 20 + 9 + 7 of 40 + 40 + 10 + 10; the mean of the months would be 67,5
        (1, "tertial", {"2026-T1": 60}),
        # 2026 has not ended: those of the end of 2025 have not been followed yet
        (1, "year", {}),
    ],
)
def test_a_cohort_of_several_units_and_months_is_told_a_year_later(unit, periodicity, expected):
    made = seen(COHORT.format(periodicity), FIRST_LESS_SECOND, ENDED, unit, Periodicity(periodicity))
    assert made == {code: (value, "final") for code, value in expected.items()}


@pytest.mark.parametrize("periodicity", ["month", "tertial", "year"])
def test_nothing_is_told_of_a_cohort_before_its_time_even_if_its_parts_are_there(periodicity):
    """Those of January 2026 have been counted too early: their twelve months end with January 2027."""
    early = ENDED + "3 | 1 | 2026-01 | 8\n4 | 1 | 2026-01 | 8\n3 | 1 | 2026-04 | 8\n4 | 1 | 2026-04 | 8"
    described, by = COHORT.format(periodicity), Periodicity(periodicity)
    on_time = seen(described, FIRST_LESS_SECOND, ENDED, 1, by)
    assert seen(described, FIRST_LESS_SECOND, early, 1, by) == on_time
    assert max(on_time, default="") <= "2026-T1"


def test_a_cohort_that_should_be_known_and_is_not_has_not_been_reported():
    """In May 2026 those of May 2025 are due: they are counted, and nobody says how many came back."""
    late = ENDED + "3 | 2 | 2025-05 | 8\n4 | 2 | 2025-05 | 8\n3 | 2 | 2026-05 | 8\n4 | 2 | 2026-05 | 8"
    made = seen(COHORT.format("month"), FIRST_LESS_SECOND, late, 1)
    assert made["2026-05"] == (None, "not_yet_reported")


# Derived of derived

ROLLING = """
id | kind  | unit_of_measure | derivation   | span
1  | flow  | dygn            |              |
2  | flow  | dygn            |              |
8  | ratio | %               | ratio        |
9  | ratio | %               | {}
"""
OF_THE_SHARE = OF_BOTH.replace("9 |", "8 |") + "\n9 | 8 | first"


def test_a_rolling_mean_of_a_derived_share_is_the_share_of_the_windows_sums():
    """The office's days in own homes of all days, three months at a time."""
    made = seen(ROLLING.format("rolling_mean | 3"), OF_THE_SHARE, DAYS)
    assert made == {
        "2026-02": (round(100 * (70 + 40 + 10) / (200 + 140 + 60), 2), "final"),
        "2026-03": (round(100 * (40 + 10 + 25) / (140 + 60 + 140), 2), "final"),
        "2026-04": (round(100 * (10 + 25 + 25) / (60 + 140 + 60), 2), "final"),
    }


def test_the_year_so_far_of_a_derived_share_begins_anew_in_january():
    made = seen(ROLLING.format("accumulated |"), OF_THE_SHARE, DAYS)
    assert made == {
        "2025-12": (35.0, "final"),
        "2026-01": (round(100 * 40 / 140, 2), "final"),
        "2026-02": (round(100 * 50 / 200, 2), "final"),
        "2026-03": (round(100 * 75 / 340, 2), "final"),
        "2026-04": (25.0, "final"),
    }


def test_a_share_may_be_made_of_a_derived_difference():
    """Of 40 that came to the office in January 30 were left: 10 had gone; 75 %."""
    described = """
    id | kind  | unit_of_measure | derivation
    1  | flow  | antal           |
    2  | flow  | antal           |
    8  | flow  | antal           | difference
    9  | ratio | %               | ratio
    """
    parts = """
    indicator_id | part_id | role
    8            | 1       | first
    8            | 2       | second
    9            | 8       | first
    9            | 1       | second
    """
    drawn = """
    unit_id | indicator_id | period  | value
    3       | 1            | 2026-01 | 25
    3       | 2            | 2026-01 | 10
    4       | 1            | 2026-01 | 15
    4       | 2            | 2026-01 | 0
    """
    assert seen(described, parts, drawn, 1) == {"2026-01": (75, "final")}
    assert seen(described, parts, drawn, 3) == {"2026-01": (60, "final")}


# Units that pass

BELOW = """
id | kind  | unit_of_measure | decimals | periodicity | derivation     | threshold | threshold_rule
1  | ratio | %               | 1        | month       |                |           |
9  | ratio | %               | 0        | tertial     | share_of_units | 5         | below
"""
OF_SICK_LEAVE = "indicator_id | part_id | role\n9 | 1 | first"
SICK_LEAVE = """
unit_id | indicator_id | period  | value | numerator | denominator
3       | 1            | 2026-01 | 8     | 8         | 100
3       | 1            | 2026-02 | 2     | 6         | 300
4       | 1            | 2026-01 | 4     | 4         | 100
4       | 1            | 2026-02 | 8     | 24        | 300
5       | 1            | 2026-01 | 4     | 4         | 100
"""
"""In the tertial 14 of 400 for unit 3 (3,5 %), 28 of 400 for unit 4 (7 %), and 4 % for unit 5."""


@pytest.mark.parametrize(
    ("unit", "by", "expected"),
    [
        (1, TERTIAL, {"2026-T1": 66.67}),
        (2, TERTIAL, {"2026-T1": 50}),
        (3, TERTIAL, {"2026-T1": 100}),
        (4, TERTIAL, {"2026-T1": 0}),
        (1, YEAR, {"2026": 66.67}),
    ],
)
def test_units_pass_by_their_own_figure_for_the_period_seen_from_any_unit(unit, by, expected):
    made = seen(BELOW, OF_SICK_LEAVE, SICK_LEAVE, unit, by)
    assert made == {code: (value, "final") for code, value in expected.items()}


REFERENCE = """
id | kind  | decimals | periodicity | derivation     | threshold_rule
1  | index | 0        | {0}         |                |
2  | index | 0        | {0}         |                |
9  | ratio | 0        | {1}         | share_of_units | at_least_reference
"""
AT_LEAST_THE_OTHER = "indicator_id | part_id | role\n9 | 1 | first\n9 | 2 | second"
ANSWERS = """
unit_id | indicator_id | period | value | n
3       | 1            | 2025   | 78    | 10
4       | 1            | 2025   | 77.4  | 10
5       | 1            | 2025   | 76    | 10
1       | 2            | 2025   | 77.3  | 900
"""
"""What the units answered (1) and the whole municipality did (2), which the office's root tells."""


@pytest.mark.parametrize(("unit", "expected"), [(1, 0.67), (2, 1), (3, 1), (4, 1), (5, 0)])
def test_units_are_held_against_a_figure_that_the_root_tells_seen_from_any_unit(unit, expected):
    """As they are read: 77,4 and 77,3 are both 77."""
    made = seen(REFERENCE.format("year", "year"), AT_LEAST_THE_OTHER, ANSWERS, unit, YEAR)
    assert made == {"2025": (expected, "final")}


def test_what_a_unit_tells_of_the_other_figure_is_nothing_to_be_held_against():
    told_elsewhere = ANSWERS + "5       | 2            | 2025   | 10    | 900"
    described = REFERENCE.format("year", "year")
    assert seen(described, AT_LEAST_THE_OTHER, told_elsewhere, 1, YEAR) == {"2025": (0.67, "final")}
    assert seen(described, AT_LEAST_THE_OTHER, told_elsewhere, 5, YEAR) == {"2025": (0, "final")}


def test_without_the_figure_to_be_held_against_no_unit_passes_or_fails():
    drawn = ANSWERS.replace("1       | 2            | 2025 ", "1       | 2            | 2024 ")
    made = seen(REFERENCE.format("year", "year"), AT_LEAST_THE_OTHER, drawn, 1, YEAR)
    assert made["2025"] == (None, "missing")


def test_over_a_year_units_are_held_against_the_whole_years_figure():
    """Of the municipality 70 with 100 answers and 80 with 300: 77,5. Unit 3 has 78, unit 4 has 77."""
    drawn = """
    unit_id | indicator_id | period  | value | n
    3       | 1            | 2025-H1 | 76    | 10
    3       | 1            | 2025-H2 | 80    | 10
    4       | 1            | 2025-H1 | 77    | 10
    4       | 1            | 2025-H2 | 77    | 10
    1       | 2            | 2025-H1 | 70    | 100
    1       | 2            | 2025-H2 | 80    | 300
    """
    described = REFERENCE.format("half_year", "half_year")
    assert seen(described, AT_LEAST_THE_OTHER, drawn, 1, YEAR) == {"2025": (0.5, "final")}
    assert seen(described, AT_LEAST_THE_OTHER, drawn, 3, YEAR) == {"2025": (1, "final")}
    assert seen(described, AT_LEAST_THE_OTHER, drawn, 1, HALF_YEAR) == {
        "2025-H1": (1, "final"),
        "2025-H2": (0.5, "final"),
    }


# Figures of too few people

PROTECTED = """
id | kind  | unit_of_measure | derivation   | span | protected_by_id | protected_below
1  | ratio | %               |              |      | 2               | 10
2  | stock | antal           |              |      |                 |
9  | ratio | %               | rolling_mean | 2    |                 |
"""
PEOPLE = """
unit_id | indicator_id | period  | value | numerator | denominator
3       | 1            | 2026-01 | 4     | 4         | 100
3       | 1            | 2026-02 | 6     | 6         | 100
4       | 1            | 2026-01 | 20    | 20        | 100
4       | 1            | 2026-02 | 30    | 30        | 100
3       | 2            | 2026-01 | 40    |           |
3       | 2            | 2026-02 | 40    |           |
4       | 2            | 2026-01 | 9     |           |
4       | 2            | 2026-02 | 9     |           |
"""


def test_what_is_kept_away_of_a_part_is_in_no_derived_figure():
    """Unit 4 has nine people: the office's rolling mean is of unit 3 alone, 10 of 200."""
    assert seen(PROTECTED, OF_SICK_LEAVE, PEOPLE, 4) == {}
    assert seen(PROTECTED, OF_SICK_LEAVE, PEOPLE, 3) == {"2026-02": (5, "final")}
    assert seen(PROTECTED, OF_SICK_LEAVE, PEOPLE, 1) == {"2026-02": (5, "final")}


# What must be read

NESTED = """
id | kind  | periodicity | derivation     | span | protected_by_id | protected_below | threshold_rule
1  | ratio | month       |                |      | 7               | 10              |
2  | flow  | month       |                |      |                 |                 |
3  | flow  | month       | difference     |      |                 |                 |
4  | ratio | month       | rolling_mean   | 12   |                 |                 |
5  | ratio | tertial     | cohort_share   | 12   |                 |                 |
6  | ratio | month       | accumulated    |      |                 |                 |
7  | stock | month       |                |      |                 |                 |
8  | ratio | quarter     | rolling_mean   | 4    |                 |                 |
9  | ratio | year        | share_of_units |      |                 |                 | at_least_reference
10 | ratio | month       | rolling_mean   | 24   |                 |                 |
11 | ratio | month       | cohort_share   | 18   |                 |                 |
12 | ratio | quarter     | ratio          |      |                 |                 |
13 | stock | quarter     |                |      |                 |                 |
"""
NESTED_PARTS = """
indicator_id | part_id | role
3            | 2       | first
3            | 13      | second
4            | 1       | first
5            | 3       | first
5            | 2       | second
6            | 1       | first
8            | 12      | first
9            | 1       | first
9            | 13      | second
10           | 11      | first
11           | 2       | first
11           | 3       | second
12           | 2       | first
12           | 13      | second
"""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([2], {2}),
        ([1], {1, 7}),
        ([3], {2, 13}),
        ([4], {1, 7}),
        ([5], {2, 13}),
        ([8], {2, 13}),
        ([9], {1, 7, 13}),
        ([7, 3], {7, 2, 13}),
        ([], set()),
    ],
)
def test_to_show_an_indicator_its_parts_and_the_counts_of_people_behind_them_are_read(asked, expected):
    assert needed(drawn_office(NESTED, parts=NESTED_PARTS), asked) == expected


@pytest.mark.parametrize(
    ("number", "years"),
    [
        (1, 0),
        (3, 0),
        (4, 1),  # twelve months back, from January
        (5, 1),  # a cohort of a year before
        (6, 0),  # the year so far
        (8, 1),  # four quarters
        (9, 0),
        (11, 2),  # eighteen months
        (10, 4),  # twenty-four months of a cohort of eighteen months before
    ],
)
def test_the_parts_of_a_rolling_figure_and_of_a_cohort_are_read_from_further_back(number, years):
    assert years_behind(drawn_office(NESTED, parts=NESTED_PARTS), number) == years


# The same whatever the way


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from([3, 4, 5]), st.integers(1, 12), st.integers(0, 500), st.integers(1, 500)),
        min_size=1,
        max_size=30,
        unique_by=lambda each: each[:2],
    )
)
def test_the_offices_share_is_that_of_all_units_and_months_sums(reported):
    """A unit that has begun to report must go on, so what is not drawn is filled with nothing placed."""
    cells = {(unit, month): (own, other) for unit, month, own, other in reported}
    units, months = {unit for unit, _ in cells}, {month for _, month in cells}
    rows = [
        (unit, number, f"2025-{month:02d}", float(value))
        for unit in units
        for month in months
        for number, value in zip((1, 2), cells.get((unit, month), (0, 0)), strict=True)
    ]
    drawn = pd.DataFrame(rows, columns=["unit_id", "indicator_id", "period", "value"]).sort_values("period")
    drawn = drawn.assign(state="final", numerator=math.nan, denominator=math.nan, n=math.nan)
    office = drawn_office(SHARE, units=TREE, parts=OF_BOTH)
    year = series_of_unit(office, drawn, 1, {9: YEAR})[9]["2025"]
    own, other = (drawn.loc[drawn["indicator_id"] == number, "value"].sum() for number in (1, 2))
    assert year.value == pytest.approx(100 * own / (own + other))
    assert (year.numerator, year.denominator) == (own, own + other)
    assert (year.parts, year.expected) == (len(months), 12)
