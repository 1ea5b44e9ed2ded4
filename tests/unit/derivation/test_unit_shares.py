"""Units that pass a threshold, as a share of the units whose figure is known."""

import pytest
from drawn import drawn_office, figures

from metrics.derivation.recipes import Recipe
from metrics.derivation.unit_shares import passes, share_series, unit_figures
from metrics.vocabulary import Derivation, Periodicity, ThresholdRule, ValueState

MONTH, _, TERTIAL, _, YEAR = Periodicity
BELOW_5 = Recipe(by=Derivation.SHARE_OF_UNITS, first=(1,), threshold=5.0, threshold_rule=ThresholdRule.BELOW)
AT_LEAST_75 = Recipe(
    by=Derivation.SHARE_OF_UNITS, first=(1,), threshold=75.0, threshold_rule=ThresholdRule.AT_LEAST
)
AS_THE_CITY = Recipe(
    by=Derivation.SHARE_OF_UNITS,
    first=(1,),
    second=(9,),
    threshold_rule=ThresholdRule.AT_LEAST_REFERENCE,
)
TREE = {1: [], 2: [1], 3: [2, 1], 4: [2, 1], 5: [1]}
"""Unit 1 is all, 2 lies within it, 3 and 4 within 2, and 5 within 1."""


def units(drawn, periodicity=MONTH, *, kind="ratio", own="month"):
    """The figures of the units, of a percentage (or another kind) with one decimal."""
    described = f"id | kind | periodicity | unit_of_measure | decimals\n1 | {kind} | {own} | % | 1"
    (part,) = drawn_office(described).subjects
    return unit_figures(figures(drawn), part, periodicity, TREE, 100.0)


def shares(recipe, drawn, periodicity=MONTH, *, references=None, **what):
    return share_series(recipe, units(drawn, periodicity, **what), 1, references or {}, 100.0)


def told(figure):
    """Share, passing of known, known of all."""
    return figure.value, figure.numerator, figure.denominator, f"{figure.units} av {figure.units_expected}"


@pytest.mark.parametrize(
    ("recipe", "value", "reference", "expected"),
    [
        (BELOW_5, 4.9, None, True),
        (BELOW_5, 5.0, None, False),
        (BELOW_5, 4.949, None, True),  # shown as 4,9
        (BELOW_5, 4.951, None, False),  # shown as 5,0
        (AT_LEAST_75, 75.0, None, True),
        (AT_LEAST_75, 74.95, None, True),  # shown as 75,0
        (AT_LEAST_75, 74.94, None, False),
        (AS_THE_CITY, 77.0, 77.0, True),
        (AS_THE_CITY, 76.96, 77.04, True),  # both shown as 77,0
        (AS_THE_CITY, 76.9, 77.0, False),
        (AS_THE_CITY, 77.0, None, None),
    ],
)
def test_a_unit_passes_by_the_figure_that_the_reader_sees(recipe, value, reference, expected):
    assert passes(value, 1, recipe, reference) is expected


THREE = """
unit_id | period  | value | numerator | denominator
3       | 2026-01 |     4 |         4 |         100
4       | 2026-01 |     6 |         6 |         100
5       | 2026-01 |     3 |         3 |         100
"""


def test_the_share_is_of_the_lowest_units_that_report():
    assert told(shares(BELOW_5, THREE)["2026-01"]) == (100 * 2 / 3, 2, 3, "3 av 3")


def test_a_unit_above_others_is_a_sum_of_them_and_no_unit():
    above = THREE + "2 | 2026-01 | 9 | 9 | 100\n1 | 2026-01 | 9 | 9 | 100"
    assert sorted(units(above)["unit_id"]) == [3, 4, 5]
    assert told(shares(BELOW_5, above)["2026-01"]) == (100 * 2 / 3, 2, 3, "3 av 3")


def test_another_indicators_figures_are_passed_by():
    other = """
    unit_id | indicator_id | period  | value
    3       | 1            | 2026-01 |     4
    4       | 2            | 2026-01 |     6
    3       | 2            | 2026-01 |     6
    """
    assert units(other)[["unit_id", "value"]].to_numpy().tolist() == [[3, 4]]


def test_nothing_is_made_of_nothing():
    nothing = units("indicator_id | unit_id | period | value\n2 | 3 | 2026-01 | 4")
    assert nothing.empty
    assert share_series(BELOW_5, nothing, 1, {}, 100.0) == {}


MONTHS = """
unit_id | period  | value | numerator | denominator
3       | 2026-01 |     8 |         8 |         100
3       | 2026-02 |     4 |        12 |         300
3       | 2026-03 |     4 |         4 |         100
3       | 2026-04 |     4 |         4 |         100
4       | 2026-01 |     4 |         4 |         100
4       | 2026-02 |     8 |        24 |         300
4       | 2026-03 |     4 |         4 |         100
4       | 2026-04 |     4 |         4 |         100
"""


def test_a_tertial_is_judged_by_each_units_summed_hours():
    """Unit 3: 28 of 600 hours = 4,67 %. Unit 4: 36 of 600 = 6,0 %, though three of its months are at 4."""
    assert told(shares(BELOW_5, MONTHS, TERTIAL)["2026-T1"]) == (100 * 1 / 2, 1, 2, "2 av 2")


def test_a_tertial_under_way_is_not_told_as_whole():
    under_way = MONTHS + "3 | 2026-05 | 4 | 4 | 100\n3 | 2026-06 | 4 | 4 | 100\n4 | 2026-05 | 4 | 4 | 100"
    figure = shares(BELOW_5, under_way, TERTIAL)["2026-T2"]
    assert (figure.value, figure.parts, figure.expected) == (100, 2, 4)
    assert (shares(BELOW_5, under_way, TERTIAL)["2026-T1"].parts) == 4


LACKING = """
unit_id | period  | value | numerator | denominator | state
3       | 2026-01 |     4 |         4 |         100 | final
4       | 2026-01 |       |           |             | {state}
5       | 2026-01 |     6 |         6 |         100 | final
"""


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("missing", (50, 1, 2, "2 av 3")),
        ("confidential", (50, 1, 2, "2 av 3")),
        ("not_yet_reported", (50, 1, 2, "2 av 3")),
        ("not_applicable", (50, 1, 2, "2 av 2")),
    ],
)
def test_a_unit_without_a_figure_neither_passes_nor_fails_and_is_told_of(state, expected):
    assert told(shares(BELOW_5, LACKING.format(state=state))["2026-01"]) == expected


def test_a_unit_that_falls_silent_is_told_of_and_one_that_has_not_begun_is_not():
    drawn = """
    unit_id | period  | value | numerator | denominator
    3       | 2026-01 |     4 |         4 |         100
    4       | 2026-01 |     4 |         4 |         100
    3       | 2026-02 |     4 |         4 |         100
    5       | 2026-03 |     6 |         6 |         100
    3       | 2026-03 |     4 |         4 |         100
    4       | 2026-03 |     4 |         4 |         100
    """
    made = shares(BELOW_5, drawn)
    assert [f"{made[code].units} av {made[code].units_expected}" for code in made] == [
        "2 av 2",
        "1 av 2",
        "3 av 3",
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("confidential", "confidential"), "confidential"),
        (("confidential", "missing"), "confidential"),
        (("missing", "missing"), "missing"),
    ],
)
def test_a_share_of_unknown_units_is_unknown(states, expected):
    drawn = f"unit_id | period | value | state\n3 | 2026-01 | | {states[0]}\n4 | 2026-01 | | {states[1]}"
    figure = shares(BELOW_5, drawn)["2026-01"]
    assert (figure.value, figure.state) == (None, expected)


def test_one_preliminary_unit_makes_the_share_preliminary():
    drawn = THREE.replace("denominator", "denominator | state").replace("100", "100 | preliminary", 1)
    drawn = "\n".join(
        line if "preliminary" in line or "state" in line or not line.strip() else f"{line} | final"
        for line in drawn.splitlines()
    )
    assert shares(BELOW_5, drawn)["2026-01"].state == ValueState.PRELIMINARY


INDEXES = """
unit_id | period | value | n
3       | 2025   |    78 | 20
4       | 2025   |    76 | 40
3       | 2026   |    80 | 20
4       | 2026   |    79 | 40
"""


def test_each_year_is_held_against_that_years_own_reference():
    made = shares(AS_THE_CITY, INDEXES, YEAR, references={"2025": 77, "2026": 79}, kind="index", own="year")
    assert told(made["2025"]) == (50, 1, 2, "2 av 2")
    assert told(made["2026"]) == (100, 2, 2, "2 av 2")


def test_without_a_reference_the_share_is_not_known():
    made = shares(AS_THE_CITY, INDEXES, YEAR, references={"2025": 77}, kind="index", own="year")
    assert made["2025"].value == 50
    assert (made["2026"].value, made["2026"].state) == (None, ValueState.MISSING)


def test_the_numbers_of_a_share_tell_nothing_of_a_secret_unit():
    """Whether unit 4 would have passed can't be seen: the share is that of the others."""
    drawn = LACKING.format(state="confidential")
    without = "\n".join(line for line in drawn.splitlines() if "confidential" not in line)
    secret, absent = shares(BELOW_5, drawn)["2026-01"], shares(BELOW_5, without)["2026-01"]
    assert (secret.value, secret.numerator, secret.denominator) == (
        absent.value,
        absent.numerator,
        absent.denominator,
    )
