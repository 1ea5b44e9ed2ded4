"""Process-behaviour charts: each rule at its boundary, and worked examples from the literature."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.spc import Assurance, Rule, Variation, xmr_chart

ROOT = Path(__file__).parents[2]
NAN = float("nan")
LEVEL = [11.0, 9.0] * 6
"""Twelve points with the mean 10 and the mean range 2: limits 10 ± 2.66 · 2 = 4.68 and 15.32."""
WIDE = [11.5, 8.5] * 6
"""Mean 10, mean range 3: near limits 10 ± 2/3 · 2.66 · 3 = 4.68 and 15.32, limits 2.02 and 17.98."""


def series(drawn):
    """The values as drawn, `-` for a missing month."""
    return [None if word == "-" else float(word) for word in drawn.split()]


def marks(chart, rule):
    """The points as drawn: x where the rule is broken."""
    return " ".join("x" if rule in point.flags else "." for point in chart.points)


def after(base, tail, **options):
    """A chart whose lines are those of the first twelve points, whatever follows them."""
    return xmr_chart([*base, *series(tail)], fix_after=12, **options)


def rebased(drawn, **options):
    """A chart of the values as drawn, with `|` where a new segment begins."""
    parts = [part.split() for part in drawn.split("|")]
    places = [sum(len(part) for part in parts[:number]) for number in range(1, len(parts))]
    return xmr_chart(series(drawn.replace("|", " ")), rebase_at=places, **options)


def plain(chart):
    return [point.flags for point in chart.points]


# The lines


def test_the_lines_are_the_mean_and_so_many_mean_ranges_from_it():
    point = xmr_chart([3, 5, 4]).points[1]
    assert point.mean == (3 + 5 + 4) / 3
    assert point.lower == pytest.approx((3 + 5 + 4) / 3 - 2.66 * (2 + 1) / 2)
    assert point.upper == pytest.approx((3 + 5 + 4) / 3 + 2.66 * (2 + 1) / 2)


def test_a_missing_month_gives_no_range_on_either_side_of_it():
    points = xmr_chart(series("0 2 - 100 102")).points
    assert points[0].mean == (0 + 2 + 100 + 102) / 4
    assert points[0].upper == pytest.approx(51 + 2.66 * (2 + 2) / 2)
    assert points[2] == (0, 51.0, points[0].lower, points[0].upper, ())


def test_nan_is_a_missing_month_like_none():
    assert xmr_chart([0, 2, NAN, 100, 102]) == xmr_chart([0, 2, None, 100, 102])


def test_limits_are_not_cut_at_zero():
    assert xmr_chart([0, 4, 0]).points[0].lower == pytest.approx(4 / 3 - 2.66 * 4)


# Each rule at its boundary


@pytest.mark.parametrize(
    ("last", "broken"),
    [
        ("15.32", False),
        ("15.33", True),
        ("4.68", False),
        ("4.67", True),
        ("10", False),
    ],
)
def test_a_point_is_outside_beyond_a_limit_and_not_on_it(last, broken):
    assert (Rule.OUTSIDE in after(LEVEL, last).points[-1].flags) is broken


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("1 1 1 1 1 1 -1 -1 -1 -1 -1 -1", ". . . . . . . . . . . ."),
        ("1 1 1 1 1 1 1 -1 -1 -1 -1 -1 -1 -1", "x x x x x x x x x x x x x x"),
        ("1 1 1 1 1 1 1 1 -1 -1 -1 -2 -3", "x x x x x x x x . . . . ."),
        ("1 1 1 0 1 1 1 1 -1 -1 -1 0 -1 -1 -1 -1", ". . . . . . . . . . . . . . . ."),
        ("1 1 1 1 1 1 1 0 -1 -1 -1 -1 -1 -1 -1", "x x x x x x x . x x x x x x x"),
        ("1 1 1 1 - 1 1 1 1 -2 -2 -2 -2", ". . . . . . . . . . . . ."),
        ("1 1 1 1 1 1 1 - 1 -2 -2 -2 -2", "x x x x x x x . . . . . ."),
    ],
)
def test_a_shift_is_seven_in_a_row_on_one_side_of_the_mean(drawn, expected):
    assert marks(xmr_chart(series(drawn)), Rule.SHIFT) == expected


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("9 1 2 3 4 5 6 1", ". . . . . . . ."),
        ("9 1 2 3 4 5 6 7 1", ". x x x x x x x ."),
        ("9 1 2 3 4 5 6 7 8 1", ". x x x x x x x x ."),
        ("1 9 8 7 6 5 4 9", ". . . . . . . ."),
        ("1 9 8 7 6 5 4 3 9", ". x x x x x x x ."),
        ("1 2 3 4 4 5 6 7", ". . . . . . . ."),
        ("1 2 3 4 5 6 7 7", "x x x x x x x ."),
        ("1 2 3 4 - 5 6 7 8", ". . . . . . . . ."),
        ("- 1 2 3 4 5 6 7 - 8", ". x x x x x x x . ."),
        ("1 2 3 4 5 6 7 6 5 4 3 2 1", "x x x x x x x x x x x x x"),
        ("1 2 3 4 5 6 7 6 5 4 3 2", "x x x x x x x . . . . ."),
    ],
)
def test_a_trend_is_seven_in_a_row_each_beyond_the_one_before(drawn, expected):
    assert marks(xmr_chart(series(drawn)), Rule.TREND) == expected


@pytest.mark.parametrize(
    ("tail", "expected", "screened"),
    [
        ("15.33 11 15.33", "x . x", "x . x"),
        ("15.33 15.33 11", "x x .", "x x ."),
        ("11 15.33 15.33", ". x x", ". x x"),
        ("15.33 15.33 15.33", "x x x", "x x x"),
        ("15.32 11 15.33", ". . .", ". . ."),
        ("15.32 15.32 15.32", ". . .", ". . ."),
        ("15.33 11 11", ". . .", ". . ."),
        ("15.33 11 11 15.33", ". . . .", ". . . ."),
        ("15.33 9 15.33", ". . .", ". . ."),
        ("15.33 10 15.33", ". . .", ". . ."),
        ("15.33 - 15.33", ". . .", ". . ."),
        ("15.33 15.33", ". .", ". ."),
        ("15.33 15.33 9", ". . .", ". . ."),
        ("15.33 4.67 4.67", ". . .", ". . ."),
        ("4.67 9 4.67", "x . x", "x . x"),
        ("17.98 11 15.33", "x . x", "x . x"),
        ("17.99 11 15.33", "x . x", ". . ."),
        ("17.99 17.99 11", "x x .", ". . ."),
        ("17.99 15.33 15.33", "x x x", ". x x"),
    ],
)
def test_two_of_three_near_a_limit_count_with_and_without_what_lies_beyond_it(tail, expected, screened):
    base = [*WIDE[::-1], 10.0] if tail.startswith("4") else [*WIDE, 10.0]
    words = f"{' . ' * len(base)} "
    assert marks(after(base, tail), Rule.TWO_OF_THREE).split() == (words + expected).split()
    by_package = after(base, tail, screen_outliers=True)
    assert marks(by_package, Rule.TWO_OF_THREE).split() == (words + screened).split()


def test_only_the_points_near_the_limit_are_marked_and_the_side_needs_three():
    upwards = WIDE[::-1]
    assert marks(after(upwards, "15.33 15.33"), Rule.TWO_OF_THREE).endswith(". x x")
    assert marks(after(WIDE, "15.33 15.33"), Rule.TWO_OF_THREE).endswith(". . .")


def test_a_point_may_break_several_rules_and_names_the_weightiest_first():
    rising = after(LEVEL, "16 17 18 19 20 21 22").points[-1]
    assert rising.flags == (Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT)


def test_rounding_of_decimals_makes_no_point_leave_the_mean():
    for value in (0.1, 0.7, 1.1, 99.9, 1e-6, 123456.7):
        for count in range(12, 40):
            assert not any(plain(xmr_chart([value] * count))), (value, count)


def test_rounding_of_decimals_makes_no_step_of_a_constant_series():
    nearly = [0.3 if place % 2 else 0.1 + 0.2 for place in range(14)]
    assert not any(plain(xmr_chart(nearly)))
    stairs = [sum([0.1] * 3), 0.3 + 1e-15, 0.3 + 2e-15, 0.3 + 3e-15, 0.3 + 4e-15, 0.3 + 5e-15, 0.3 + 6e-15]
    assert not any(plain(xmr_chart(stairs)))


# New segments, fixed lines, screening


def test_a_new_segment_has_lines_of_its_own_and_no_range_across_its_beginning():
    points = rebased("1 3 2 | 11 15 13").points
    assert [point.segment for point in points] == [0, 0, 0, 1, 1, 1]
    assert points[2].mean == (1 + 3 + 2) / 3
    assert points[2].upper == pytest.approx(2 + 2.66 * (2 + 1) / 2)
    assert points[3].mean == (11 + 15 + 13) / 3
    assert points[3].upper == pytest.approx(13 + 2.66 * (4 + 2) / 2)


@pytest.mark.parametrize(
    ("rule", "whole", "parted"),
    [
        (Rule.TREND, "1 2 3 4 5 6 7 8", "1 2 3 4 | 5 6 7 8"),
        (
            Rule.SHIFT,
            "-1 -1 -1 -1 -1 -1 -1 1 1 1 1 1 1 1",
            "-1 -1 -1 -1 -1 -1 -1 1 1 1 | 1 1 1 1",
        ),
    ],
)
def test_a_new_segment_breaks_what_ran_into_it(rule, whole, parted):
    assert rule in rebased(whole).points[-1].flags
    assert rule not in rebased(parted).points[-1].flags


def test_two_of_three_are_not_counted_across_the_beginning_of_a_segment():
    tail = "15.33 11 15.33"
    assert marks(after([*WIDE, 10.0], tail), Rule.TWO_OF_THREE).endswith("x . x")
    chart = after([*WIDE, 10.0], tail, rebase_at=[14])
    assert Rule.TWO_OF_THREE not in chart.points[13].flags + chart.points[15].flags


def test_beginnings_are_taken_in_order_once_each_and_the_first_point_is_one_already():
    values = series("1 3 2 11 15 13 4 5 4")
    expected = xmr_chart(values, rebase_at=[3, 6])
    assert xmr_chart(values, rebase_at=[6, 3, 3, 0]) == expected
    assert [point.segment for point in expected.points] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_the_last_point_may_begin_a_segment_and_has_no_limits_then():
    point = xmr_chart([1, 2, 1, 9], rebase_at=[3]).points[-1]
    assert point == (1, 9.0, None, None, ())


@pytest.mark.parametrize("places", [[-1], [5], [2, 6], [1000]])
def test_a_segment_that_begins_outside_the_series_is_refused(places):
    with pytest.raises(ValueError, match="utanför"):
        xmr_chart([1, 2, 3, 4, 5], rebase_at=places)


def test_fixed_lines_come_from_the_first_points_and_reach_over_all():
    points = after(LEVEL, "30 50 70").points
    assert {point[:4] for point in points} == {(0, 10.0, 10 - 2.66 * 2, 10 + 2.66 * 2)}
    loose = xmr_chart([*LEVEL, 30, 50, 70]).points[0]
    assert loose.mean == (12 * 10 + 30 + 50 + 70) / 15


def test_each_segment_is_fixed_by_its_own_first_points():
    chart = xmr_chart([*LEVEL, 99, *[2 * value for value in LEVEL], 99], fix_after=12, rebase_at=[13])
    assert [(point.mean, point.upper) for point in chart.points[11:15]] == [
        (10, 10 + 2.66 * 2),
        (10, 10 + 2.66 * 2),
        (20, 20 + 2.66 * 4),
        (20, 20 + 2.66 * 4),
    ]


@pytest.mark.parametrize("fewer", [11, 1, 0, -3])
def test_lines_are_not_fixed_by_less_than_a_year(fewer):
    with pytest.raises(ValueError, match="minst 12"):
        xmr_chart([*LEVEL, 10], fix_after=fewer)


def test_lines_fixed_by_more_points_than_there_are_come_from_those_there_are():
    assert xmr_chart(LEVEL, fix_after=40) == xmr_chart(LEVEL)


def test_screening_leaves_out_ranges_far_above_the_mean_range_but_no_point():
    values = [*[1, 2] * 6, 1, 21, 20, 21]
    ranges = 12 * 1 + 20 + 1 + 1
    assert 3.267 * ranges / 15 < 20
    screened, raw = xmr_chart(values, screen_outliers=True).points[0], xmr_chart(values).points[0]
    assert screened.mean == raw.mean == sum(values) / 16
    assert screened.upper == pytest.approx(sum(values) / 16 + 2.66 * (12 + 1 + 1) / 14)
    assert raw.upper == pytest.approx(sum(values) / 16 + 2.66 * ranges / 15)


def test_a_constant_series_has_limits_on_the_mean_but_none_when_screened():
    assert xmr_chart([6] * 13).points[0] == (0, 6, 6, 6, ())
    assert xmr_chart([6] * 13, screen_outliers=True).points[0] == (0, 6, None, None, ())


# What the last point says


@pytest.mark.parametrize(
    ("count", "expected", "screened"),
    [
        (12, Variation.TOO_FEW_POINTS, Variation.COMMON_CAUSE),
        (13, Variation.COMMON_CAUSE, Variation.COMMON_CAUSE),
    ],
)
def test_thirteen_points_are_enough_for_an_icon_and_twelve_are_not(count, expected, screened):
    values = ([*LEVEL, 10.0])[:count]
    assert xmr_chart(values, better="up", target=10).variation is expected
    assert xmr_chart(values, screen_outliers=True).variation is screened
    assert (xmr_chart(values, better="up", target=10).assurance is None) is (count == 12)


def test_a_missing_month_is_no_point_and_an_older_segment_lends_none():
    assert xmr_chart([*LEVEL, None]).variation is Variation.TOO_FEW_POINTS
    assert xmr_chart([None, *LEVEL, 10]).variation is Variation.COMMON_CAUSE
    assert xmr_chart([*LEVEL, *LEVEL], rebase_at=[12]).variation is Variation.TOO_FEW_POINTS
    assert xmr_chart([*LEVEL, 10, *LEVEL, 10], rebase_at=[13]).variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize("better", ["up", "down", "none"])
def test_only_the_last_point_speaks(better):
    chart = after(LEVEL, "99 10", better=better)
    assert Rule.OUTSIDE in chart.points[-2].flags
    assert chart.variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("tail", "up", "down"),
    [
        ("16", "improvement", "concern"),
        ("4", "concern", "improvement"),
        ("11 11 11 11 11 11 11", "improvement", "concern"),
        ("9 9 9 9 9 9 9", "concern", "improvement"),
        ("11 14 14", "improvement", "concern"),
        ("9 6 6", "concern", "improvement"),
        ("7 8 9 10 11 12 13", "improvement", "concern"),
        ("13 12 11 10 9 8 7", "concern", "improvement"),
        ("10", "common cause", "common cause"),
    ],
)
@pytest.mark.parametrize("screened", [False, True])
def test_a_change_is_good_or_bad_by_what_is_better(tail, up, down, screened):
    neither = "common cause" if up == "common cause" else "change"
    for better, expected in (("up", up), ("down", down), ("none", neither)):
        assert after(LEVEL, tail, better=better, screen_outliers=screened).variation == expected


@pytest.mark.parametrize(
    ("tail", "better", "expected", "screened"),
    [
        # Seven above the mean that fall: a shift upwards and a trend downwards.
        ("13.4 13 12.5 12 11.5 11 10.5", "up", "improvement", "concern"),
        ("13.4 13 12.5 12 11.5 11 10.5", "down", "improvement", "improvement"),
        # Seven beneath the lower limit that rise: outside weighs more than a trend.
        ("-5 -4 -3 -2 -1 0 1", "up", "improvement", "concern"),
        ("-5 -4 -3 -2 -1 0 1", "down", "improvement", "improvement"),
    ],
)
def test_when_rules_disagree_improvement_wins_but_by_the_package_the_weightiest(
    tail, better, expected, screened
):
    assert after(LEVEL, tail, better=better).variation == expected
    assert after(LEVEL, tail, better=better, screen_outliers=True).variation == screened


@pytest.mark.parametrize(
    ("target", "up", "down"),
    [
        (15.33, Assurance.FAILS, Assurance.MEETS),
        (15.32, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (10, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (4.68, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (4.67, Assurance.MEETS, Assurance.FAILS),
    ],
)
def test_a_target_beyond_the_limits_is_always_or_never_met(target, up, down):
    assert after(LEVEL, "10", better="up", target=target).assurance is up
    assert after(LEVEL, "10", better="down", target=target).assurance is down
    assert after(LEVEL, "10", better="none", target=target).assurance is None


@pytest.mark.parametrize("value", [0.1, 0.2, 0.4, 0.7, 0.8])
def test_rounding_of_decimals_puts_no_target_beyond_the_limits(value):
    for count in range(13, 40):
        assert xmr_chart([value] * count, better="up", target=value).assurance is Assurance.HIT_OR_MISS


def test_without_a_target_nothing_is_assured():
    assert after(LEVEL, "10", better="up").assurance is None


def test_a_target_of_nought_is_a_target():
    assert after(LEVEL, "10", better="up", target=0).assurance is Assurance.MEETS


def test_the_limits_of_the_last_segment_assure():
    values = [*LEVEL, 10, *[value + 100 for value in LEVEL], 110]
    assert xmr_chart(values, better="up", target=50).assurance is Assurance.HIT_OR_MISS
    assert xmr_chart(values, better="up", target=50, rebase_at=[13]).assurance is Assurance.MEETS


# Series that say nothing


@pytest.mark.parametrize("screened", [False, True])
@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("", []),
        ("-", [(0, None, None, None, ())]),
        ("- - -", [(0, None, None, None, ())] * 3),
        ("7", [(0, 7, None, None, ())]),
        ("7 -", [(0, 7, None, None, ())] * 2),
        ("7 - 9", [(0, 8, None, None, ())] * 3),
    ],
)
def test_a_series_without_a_range_has_no_limits_and_no_flags(drawn, expected, screened):
    chart = xmr_chart(series(drawn), better="up", target=1, screen_outliers=screened)
    assert list(chart.points) == expected
    assert chart.assurance in (None, Assurance.HIT_OR_MISS)


@pytest.mark.parametrize("drawn", ["", "-", "- - -", " - " * 40, "7"])
def test_a_series_of_almost_nothing_is_too_short(drawn):
    assert xmr_chart(series(drawn)).variation is Variation.TOO_FEW_POINTS


@pytest.mark.parametrize("value", [float("inf"), -float("inf")])
def test_infinite_values_and_targets_are_refused(value):
    with pytest.raises(ValueError, match="oändligt"):
        xmr_chart([*LEVEL, value])
    with pytest.raises(ValueError, match="oändligt"):
        xmr_chart(LEVEL, target=value)


@pytest.mark.parametrize("better", ["", "UP", "higher", None])
def test_what_is_better_is_one_of_three(better):
    with pytest.raises(ValueError, match="up, down eller none"):
        xmr_chart(LEVEL, better=better)


# Worked examples from the literature

RESISTANCES = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200]
"""Wheeler, Making Sense of Data (2003), p. 382: the data set to use when verifying software."""
PEAK_FLOW = [120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180]
"""The same, p. 130, figure 9.9: peak flow rates of days 1 to 18 (limits printed from rounded means)."""
ACCIDENTS_A = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39]
ACCIDENTS_B = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19]
"""The same, table 9.1: accident rates of two groups, limits printed with one decimal."""
SMOKERS = [21.3, 20.2, 20.9, 21.0, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19.0]
"""The same, table 8.1: per cent of high school seniors who smoke daily."""
FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches, limits by 3 / 1.128."""
ONE_EXTREME = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
"""NHSRplotthedots, vignette "Deviations from excel defaults": limits with and without screening."""


@pytest.mark.parametrize(
    ("values", "options", "mean", "lower", "upper", "precision"),
    [
        (RESISTANCES, {}, 4135.50, 3188.72, 5082.28, 0.005),
        (PEAK_FLOW, {}, 183.1, 43.7, 322.5, 0.25),
        (ACCIDENTS_A, {}, 34.75, 25.6, 43.9, 0.05),
        (ACCIDENTS_B, {}, 28.67, 18.0, 39.3, 0.05),
        (FLOW_RATES, {}, 50.81, 45.8159, 55.8041, 0.001),
        (ONE_EXTREME, {}, 35 / 18, -3.06, 6.95, 0.005),
        (ONE_EXTREME, {"screen_outliers": True}, 35 / 18, -0.72, 4.60, 0.005),
    ],
)
def test_published_limits_are_found_again(values, options, mean, lower, upper, precision):
    point = xmr_chart(values, **options).points[0]
    assert point.mean == pytest.approx(mean, abs=precision)
    assert point.lower == pytest.approx(lower, abs=precision)
    assert point.upper == pytest.approx(upper, abs=precision)


def test_the_verifying_example_by_hand():
    ranges = 695 + 0 + 375 + 315 + 140 + 55 + 200 + 305 + 55 + 280 + 115 + 460 + 385 + 222 + 1737
    mean = (5045 + 4350 + 4350 + 3975 + 4290 + 4430 + 4485 + 4285) / 16
    mean += (3980 + 3925 + 3645 + 3760 + 3300 + 3685 + 3463 + 5200) / 16
    chart = xmr_chart(RESISTANCES)
    assert chart.points[0].upper == pytest.approx(mean + 2.66 * ranges / 15, rel=1e-12)
    assert marks(chart, Rule.OUTSIDE) == ". . . . . . . . . . . . . . . x"
    assert 3.267 * ranges / 15 < 1737
    screened = xmr_chart(RESISTANCES, screen_outliers=True)
    assert screened.points[0].upper == pytest.approx(mean + 2.66 * (ranges - 1737) / 14, rel=1e-12)


def test_two_groups_after_each_other_keep_their_published_limits():
    points = xmr_chart([*ACCIDENTS_A, *ACCIDENTS_B], rebase_at=[12]).points
    assert points[11].upper == pytest.approx(417 / 12 + 2.66 * 38 / 11)
    assert points[12].upper == pytest.approx(344 / 12 + 2.66 * 44 / 11)


def test_the_last_eight_years_of_smokers_are_a_shift():
    assert marks(xmr_chart(SMOKERS), Rule.SHIFT) == ". . . . . . x x x x x x x x"


# Properties

numbers = st.integers(-50, 50)
long_series = st.lists(st.one_of(st.none(), *[numbers] * 9), max_size=30)
level_series = st.builds(
    lambda first, second: [*first, *second],
    st.lists(st.integers(-5, 5), min_size=7, max_size=15),
    st.lists(st.integers(0, 9), min_size=7, max_size=15),
)
any_series = st.one_of(long_series, level_series)
directions = st.sampled_from(["up", "down", "none"])


@st.composite
def judged(draw):
    """A series of whole numbers with options that suit it."""
    values = draw(any_series)
    places = draw(st.lists(st.integers(1, len(values) - 1), max_size=2)) if len(values) > 1 else []
    return values, {
        "rebase_at": places,
        "fix_after": draw(st.sampled_from([None, 12, 15])),
        "screen_outliers": draw(st.booleans()),
        "better": draw(directions),
        "target": draw(st.sampled_from([None, 0, 3, -20])),
    }


def changed(values, function):
    return [None if value is None else function(value) for value in values]


@given(judged(), st.integers(-200, 200), st.sampled_from([2.0**power for power in range(-8, 9)]))
def test_another_zero_or_scale_changes_no_flag(case, shift, scale):
    values, options = case
    target = options.pop("target")
    chart = xmr_chart(values, target=target, **options)
    moved = xmr_chart(
        changed(values, lambda value: (value + shift) * scale),
        target=None if target is None else (target + shift) * scale,
        **options,
    )
    assert plain(moved) == plain(chart)
    assert moved.variation == chart.variation
    assert [point.mean is None for point in moved.points] == [point.mean is None for point in chart.points]


@given(judged())
def test_a_mirrored_series_is_flagged_alike_and_good_for_bad(case):
    values, options = case
    target = options.pop("target")
    chart = xmr_chart(values, target=target, **options)
    opposite = {"up": "down", "down": "up", "none": "none"}[options.pop("better")]
    against = None if target is None else -target
    mirrored = xmr_chart(changed(values, lambda value: -value), target=against, better=opposite, **options)
    assert plain(mirrored) == plain(chart)
    assert (mirrored.variation, mirrored.assurance) == (chart.variation, chart.assurance)


@given(judged())
def test_a_mirrored_series_turns_the_weightiest_news_around(case):
    values, options = case
    options.update(better="up", target=None, screen_outliers=True)
    swapped = {Variation.IMPROVEMENT: Variation.CONCERN, Variation.CONCERN: Variation.IMPROVEMENT}
    straight = xmr_chart(values, **options).variation
    mirrored = xmr_chart(changed(values, lambda value: -value), **options).variation
    assert mirrored == swapped.get(straight, straight)


@given(judged())
def test_every_value_has_its_point_and_a_missing_month_is_never_flagged(case):
    values, options = case
    points = xmr_chart(values, **options).points
    assert len(points) == len(values)
    assert not any(point.flags for value, point in zip(values, points, strict=True) if value is None)
    for point in points:
        assert (point.lower is None) == (point.upper is None)
        if point.lower is not None:
            assert point.lower <= point.mean <= point.upper


# The command


def run(text):
    return subprocess.run(
        [sys.executable, "-m", "metrics.spc"],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def test_the_command_judges_the_series_it_is_given():
    given_series = {
        "values": [*LEVEL, 30.0, None, 8.0],
        "better": "down",
        "target": 16,
        "rebase_at": [],
        "fix_after": 12,
        "screen_outliers": False,
    }
    done = run(json.dumps(given_series))
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert set(result) == {"segment", "mean", "lower", "upper", "flags", "variation", "assurance"}
    assert result["segment"] == [0] * 15
    assert result["mean"] == [10.0] * 15
    assert result["upper"] == pytest.approx([10 + 2.66 * 2] * 15)
    assert result["flags"] == [*[[]] * 12, ["outside"], [], []]
    assert (result["variation"], result["assurance"]) == ("common cause", "meets")


def test_the_command_needs_nothing_but_values_and_writes_null_for_no_limits():
    result = json.loads(run('{"values": [4]}').stdout)
    assert (result["lower"], result["flags"]) == ([None], [[]])
    assert (result["variation"], result["assurance"]) == ("too few points", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inte json",
        "[1, 2, 3]",
        "{}",
        '{"values": 5}',
        '{"values": ["tolv"]}',
        '{"values": [Infinity]}',
        '{"values": [1, 2], "rebase_at": [9]}',
        '{"values": [1, 2], "fix_after": 3}',
        '{"values": [1, 2], "better": "högt"}',
        '{"values": [1, 2], "bättre": "up"}',
        '{"values": [1e308, 1e308]}',
        f'{{"values": [1{400 * "0"}]}}',
    ],
)
def test_the_command_says_in_swedish_what_it_cannot_judge(text):
    done = run(text)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Serien kan inte bedömas" in done.stderr
    assert "values" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_rule_told_is_one_that_agrees_with_what_is_told():
    falling = [9 + (-1) ** month for month in range(20)] + [20, 19.2, 18.1, 17.3, 16, 15.1, 14.2]
    chart = xmr_chart(falling, better="up")
    assert Rule.TREND in chart.points[-1].flags
    assert (chart.variation, chart.rule) == (Variation.IMPROVEMENT, Rule.SHIFT)
    down = xmr_chart(falling, better="down")
    assert (down.variation, down.rule) == (Variation.IMPROVEMENT, Rule.TREND)
    assert xmr_chart([9, 10] * 10, better="up").rule is None


@pytest.mark.parametrize(
    "text",
    [
        '{"values": "123"}',
        '{"values": ["1", "2"]}',
        '{"values": [true, 2]}',
        '{"values": {"1": 2}}',
        '{"values": [1.7e308, -1.7e308, 1.7e308, -1.7e308]}',
        "[" * 100_000,
    ],
)
def test_the_command_refuses_what_is_no_series_of_numbers(text):
    done = run(text)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Serien kan inte bedömas" in done.stderr
    assert "Traceback" not in done.stderr
