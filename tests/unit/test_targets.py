"""Targets: which one is in force, and where a figure stands against it."""

import math
from datetime import date

import pytest
from drawn import drawn_targets, table

from metrics.targets import basis_of, in_force, status_of, stretches_in_force
from metrics.vocabulary import Basis, Kind, Status, TargetKind

NAN = float("nan")


def words(drawn, day, unit=1, **sole):
    """The words of the targets in force, by level."""
    valid = in_force(drawn_targets(drawn), date.fromisoformat(day), unit, **sole)
    return dict(zip(valid["level"], valid["words"], strict=True))


PATH = """
valid_from | valid_to   | value | words
2018-01-01 | 2018-12-31 |   160 | först
2019-01-01 | 2019-12-31 |   155 | sedan
2020-01-01 | 2020-12-31 |   150 | sist
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-12-31", {}),
        ("2018-01-01", {"own": "först"}),
        ("2018-12-31", {"own": "först"}),
        ("2019-01-01", {"own": "sedan"}),
        ("2020-12-31", {"own": "sist"}),
        ("2021-01-01", {}),
    ],
)
def test_each_year_of_a_path_has_its_own_target_and_no_other_year_does(day, expected):
    assert words(PATH, day) == expected


@pytest.mark.parametrize(("unit", "expected"), [(1, "för alla"), (2, "enhetens"), (3, "för alla")])
def test_the_units_own_target_goes_before_the_one_for_all(unit, expected):
    drawn = """
    unit_id | valid_from | words
    2       | 2018-01-01 | enhetens
            | 2019-01-01 | för alla
    """
    assert words(drawn, "2019-06-30", unit) == {"own": expected}


def test_a_target_of_another_unit_is_none_of_ours():
    assert words("unit_id | words\n2 | enhetens", "2019-06-30", unit=1) == {}


def test_the_target_of_the_only_unit_concerned_stands_for_the_whole():
    drawn = "unit_id | words\n2 | enhetens\n | för alla"
    assert words(drawn, "2019-06-30", unit=1, sole={1: 2}) == {"own": "enhetens"}
    assert words(drawn, "2019-06-30", unit=1, sole={7: 2}) == {"own": "för alla"}


def test_of_two_that_overlap_the_later_one_holds():
    drawn = """
    valid_from | valid_to   | words
    2019-03-01 | 2019-12-31 | ändrat
    2019-01-01 | 2019-12-31 | ursprungligt
    """
    assert words(drawn, "2019-02-28") == {"own": "ursprungligt"}
    assert words(drawn, "2019-03-01") == {"own": "ändrat"}


TWO_PLANS = """
plan_from  | valid_from | valid_to   | value | words
2018-01-01 | 2019-01-01 | 2019-12-31 |     6 | stigens 2019
2018-01-01 | 2020-01-01 | 2020-12-31 |     5 | stigens 2020
2019-07-01 | 2019-07-01 | 2020-09-30 |     4 | nya planens
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-06-30", "stigens 2019"),
        ("2019-08-31", "nya planens"),
        ("2020-02-29", "nya planens"),
        ("2020-10-31", "stigens 2020"),
    ],
)
def test_the_newer_plans_target_holds_also_where_the_older_plans_begins_later(day, expected):
    assert words(TWO_PLANS, day) == {"own": expected}


def test_over_time_the_newer_plans_target_takes_the_older_plans_place():
    held = stretches_in_force(drawn_targets(TWO_PLANS), 1)
    assert list(zip(held["valid_from"].astype(str), held["words"], strict=True)) == [
        ("2019-01-01", "stigens 2019"),
        ("2019-07-01", "nya planens"),
        ("2020-10-01", "stigens 2020"),
    ]


def test_both_levels_hold_side_by_side():
    drawn = "level | words\nown | nämndens\ncouncil | fullmäktiges"
    assert words(drawn, "2019-06-30") == {"own": "nämndens", "council": "fullmäktiges"}


def test_each_indicator_has_its_own():
    valid = in_force(drawn_targets("indicator_id | words\n1 | ett\n2 | två\n2 | tre"), date(2019, 6, 30), 1)
    assert valid["indicator_id"].tolist() == [1, 2]


def test_without_targets_none_is_in_force():
    assert in_force(drawn_targets(), date(2019, 6, 30), 1).empty


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (Kind.FLOW, None, Basis.YEAR),
        (Kind.MONEY, None, Basis.YEAR),
        (Kind.STOCK, None, Basis.PERIOD),
        (Kind.YEAR_PLACES, None, Basis.PERIOD),
        (Kind.RATIO, None, Basis.PERIOD),
        (Kind.MEAN, None, Basis.PERIOD),
        (Kind.INDEX, None, Basis.PERIOD),
        (Kind.FLOW, Basis.PERIOD, Basis.PERIOD),
        (Kind.RATIO, Basis.YEAR, Basis.YEAR),
    ],
)
def test_a_target_speaks_of_the_year_only_for_what_is_summed_unless_it_says_so(kind, given, expected):
    assert basis_of(kind, given) == expected


AT_THE_BOUNDARIES = table(
    """
    kind               | value | bar  | tolerance | decimals | status
    at_least           | 84    | 84   | 0         | 0        | on_target
    at_least           | 85    | 84   | 0         | 0        | on_target
    at_least           | 83    | 84   | 0         | 0        | off_target
    at_least           | 82    | 84   | 2         | 0        | near_target
    at_least           | 81    | 84   | 2         | 0        | off_target
    at_least           | 0.85  | 0.90 | 0.05      | 2        | near_target
    at_least           | 0.84  | 0.90 | 0.05      | 2        | off_target
    at_least           | 83.5  | 84   | 0         | 0        | on_target
    at_least           | 83.49 | 84   | 0         | 0        | off_target
    at_least           | 0.3   | 0.3  | 0         | 1        | on_target
    at_most            | 5.7   | 5.7  | 0         | 1        | on_target
    at_most            | 5.74  | 5.7  | 0         | 1        | on_target
    at_most            | 5.75  | 5.7  | 0         | 1        | off_target
    at_most            | 5.8   | 5.7  | 0         | 1        | off_target
    at_most            | 6.2   | 5.7  | 0.5       | 1        | near_target
    at_most            | 6.3   | 5.7  | 0.5       | 1        | off_target
    at_most            | -0.0  | 0    | 0         | 0        | on_target
    at_most            | -0.4  | 0    | 0         | 0        | on_target
    at_most            | -3    | 0    | 0         | 0        | on_target
    exactly            | 0     | 0    | 0         | 0        | on_target
    exactly            | -0.0  | 0    | 0         | 0        | on_target
    exactly            | 1     | 0    | 0         | 0        | off_target
    exactly            | 1     | 0    | 1         | 0        | near_target
    exactly            | 2     | 0    | 1         | 0        | off_target
    exactly            | 100   | 100  | 0         | 0        | on_target
    exactly            | 99.5  | 100  | 0         | 0        | on_target
    exactly            | 99.49 | 100  | 0         | 0        | off_target
    exactly            | 99.4  | 100  | 0         | 1        | off_target
    exactly            | 102   | 100  | 2         | 0        | near_target
    exactly            | 98    | 100  | 2         | 0        | near_target
    exactly            | 97    | 100  | 2         | 0        | off_target
    increase           | 51    | 50   | 0         | 0        | on_target
    increase           | 50    | 50   | 0         | 0        | off_target
    increase           | 50    | 50   | 1         | 0        | near_target
    increase           | 49    | 50   | 1         | 0        | near_target
    increase           | 48    | 50   | 1         | 0        | off_target
    increase           | 50.4  | 50   | 0         | 0        | off_target
    not_decrease       | 50    | 50   | 0         | 0        | on_target
    not_decrease       | 49    | 50   | 0         | 0        | off_target
    not_decrease       | 49    | 50   | 1         | 0        | near_target
    not_decrease       | 49.5  | 50   | 0         | 0        | on_target
    decrease           | 49    | 50   | 0         | 0        | on_target
    decrease           | 50    | 50   | 0         | 0        | off_target
    decrease           | 50    | 50   | 1         | 0        | near_target
    decrease           | 51    | 50   | 1         | 0        | near_target
    decrease           | 52    | 50   | 1         | 0        | off_target
    decrease           | 49.6  | 50   | 0         | 0        | off_target
    above_reference    | 71    | 70   | 0         | 0        | on_target
    above_reference    | 70    | 70   | 0         | 0        | off_target
    above_reference    | 70    | 70   | 2         | 0        | near_target
    above_reference    | 67    | 70   | 2         | 0        | off_target
    at_least_reference | 82    | 82   | 0         | 0        | on_target
    at_least_reference | 81    | 82   | 0         | 0        | off_target
    at_least_reference | 81    | 82   | 1         | 0        | near_target
    plan               | 33    | 33   | 0         | 0        | no_target
    plan               | 99    | 33   | 5         | 0        | no_target
    report_only        | 12    |      | 0         | 0        | no_target
    """
)


@pytest.mark.parametrize("case", AT_THE_BOUNDARIES.to_dict("records"), ids=str)
def test_status_at_the_boundaries(case):
    status, _ = status_of(
        TargetKind(case["kind"]),
        case["value"],
        case["bar"],
        decimals=int(case["decimals"]),
        tolerance=case["tolerance"],
    )
    assert status == case["status"]


def test_every_kind_of_target_is_tried_at_its_boundaries():
    assert set(AT_THE_BOUNDARIES["kind"]) == set(TargetKind)


@pytest.mark.parametrize("kind", TargetKind)
@pytest.mark.parametrize("value", [None, NAN])
def test_without_a_value_the_value_is_missing_whatever_the_target(kind, value):
    assert status_of(kind, value, 50, decimals=0, tolerance=5) == (Status.NO_VALUE, None)


@pytest.mark.parametrize("bar", [None, NAN])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (TargetKind.AT_LEAST, Status.NO_TARGET),
        (TargetKind.AT_MOST, Status.NO_TARGET),
        (TargetKind.EXACTLY, Status.NO_TARGET),
        (TargetKind.PLAN, Status.NO_TARGET),
        (TargetKind.REPORT_ONLY, Status.NO_TARGET),
        (TargetKind.INCREASE, Status.NO_VALUE),
        (TargetKind.NOT_DECREASE, Status.NO_VALUE),
        (TargetKind.DECREASE, Status.NO_VALUE),
        (TargetKind.ABOVE_REFERENCE, Status.NO_VALUE),
        (TargetKind.AT_LEAST_REFERENCE, Status.NO_VALUE),
    ],
)
def test_a_target_that_is_not_set_is_none_and_a_measured_bar_that_lacks_is_a_missing_value(
    kind, bar, expected
):
    assert status_of(kind, 12, bar, decimals=0, tolerance=0) == (expected, None)


@pytest.mark.parametrize(
    ("kind", "value", "bar", "gap"),
    [
        (TargetKind.AT_LEAST, 80, 84, 84 - 80),
        (TargetKind.AT_LEAST, 90, 84, 84 - 90),
        (TargetKind.AT_MOST, 170, 160, 170 - 160),
        (TargetKind.EXACTLY, 98, 100, 100 - 98),
        (TargetKind.DECREASE, 52, 50, 52 - 50),
    ],
)
def test_the_gap_is_how_far_on_the_wrong_side(kind, value, bar, gap):
    assert status_of(kind, value, bar, decimals=0, tolerance=0)[1] == gap


@pytest.mark.parametrize("kind", [TargetKind.PLAN, TargetKind.REPORT_ONLY])
def test_what_has_no_good_direction_has_no_gap(kind):
    assert status_of(kind, 35, 33, decimals=0, tolerance=0)[1] is None


@pytest.mark.parametrize(("decimals", "step"), [(0, 1), (1, 0.1), (2, 0.01)])
@pytest.mark.parametrize("tolerance", [0.05, 0.1, 0.3, 0.7, 1, 2.5])
@pytest.mark.parametrize("bar", [0.1, 0.9, 5.7, 84, 99.9])
def test_the_tolerance_ends_where_it_says_on_both_sides_whatever_the_fractions(
    decimals, step, tolerance, bar
):
    """Counted in whole hundredths, where nothing is lost."""
    for sign, kind in ((-1, TargetKind.AT_LEAST), (1, TargetKind.AT_MOST)):
        for steps in range(1, math.ceil(tolerance / step) + 2):
            hundredths = round(bar * 100) + sign * steps * round(step * 100)
            near = abs(hundredths - round(bar * 100)) <= round(tolerance * 100)
            if (hundredths % round(step * 100)) != 0:
                continue  # not a number that is written with these decimals
            status, _ = status_of(kind, hundredths / 100, bar, decimals=decimals, tolerance=tolerance)
            assert status == (Status.NEAR_TARGET if near else Status.OFF_TARGET)


def test_each_indicator_may_be_asked_for_on_its_own_day():
    drawn = "indicator_id | valid_from | valid_to | words\n" + "".join(
        f"{number} | {year}-01-01 | {year}-12-31 | {number} {year}\n"
        for number in (1, 2)
        for year in (2018, 2019)
    )
    days = {1: date(2019, 6, 30), 2: date(2018, 12, 31)}
    assert in_force(drawn_targets(drawn), days, 1)["words"].tolist() == ["2 2018", "1 2019"]


def test_an_indicator_that_no_day_is_given_for_has_no_target():
    assert in_force(drawn_targets("indicator_id | value\n1 | 5\n2 | 6"), {2: date(2019, 6, 30)}, 1)[
        "indicator_id"
    ].tolist() == [2]


def test_nothing_left_to_decrease_meets_a_target_to_decrease():
    assert status_of(TargetKind.DECREASE, 0, 0, decimals=0, tolerance=0) == (Status.ON_TARGET, 0)
    assert status_of(TargetKind.DECREASE, 5, 5, decimals=0, tolerance=0) == (Status.OFF_TARGET, 0)


def test_a_planned_volume_of_the_unit_does_not_take_the_place_of_a_target_for_all():
    targets = drawn_targets(
        """
        indicator_id | unit_id | kind     | value
                   1 |         | decrease |
                   1 |       7 | plan     |   500
        """
    )
    assert in_force(targets, date(2026, 10, 31), 7)["kind"].tolist() == ["decrease"]


def test_a_planned_volume_stands_where_there_is_no_other_target():
    targets = drawn_targets(
        """
        indicator_id | unit_id | kind | value
                   1 |       7 | plan |   500
        """
    )
    assert in_force(targets, date(2026, 10, 31), 7)["kind"].tolist() == ["plan"]
