"""Limits frozen before a day: nothing that comes after moves them, and what is told must be sure."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.receipts.frozen import found_after, has_variety, judged_as
from metrics.signals import Judged, Reason, Series, way_of
from metrics.spc import LIMIT
from metrics.vocabulary import Direction, Kind, SignalMethod

CALM = [12.0, 9.0, 11.0, 8.0, 10.0, 12.0, 9.0, 13.0, 8.0, 11.0, 9.0, 10.0, 12.0, 8.0, 11.0, 9.0, 12.0, 10.0]
"""Means about 10 that swing from month to month."""
CASELOAD = [40.0, 41.0, 43.0, 42.0, 40.0, 39.0, 41.0, 43.0, 44.0, 42.0, 41.0, 43.0, 42.0, 40.0, 41.0, 42.0]
RISING = [100.0, 109.0, 118.0, 125.0, 135.0, 142.0, 152.0, 160.0, 170.0, 177.0, 188.0, 195.0]
RISING += [204.0, 214.0, 221.0, 231.0, 239.0, 249.0, 256.0, 266.0, 274.0, 283.0, 292.0, 300.0]
RISING_LESS = [303.0, 304.0, 308.0, 309.0, 313.0, 315.0, 317.0, 321.0, 323.0, 326.0, 327.0, 331.0]
FALLING = [489.0, 478.0, 460.0, 450.0, 442.0, 424.0, 421.0, 413.0, 410.0, 393.0, 383.0, 375.0]
FALLING += [366.0, 356.0, 348.0, 346.0, 344.0, 334.0, 338.0, 320.0, 315.0, 307.0, 308.0, 297.0]
FALLING_NO_MORE = [292.0, 290.0, 291.0, 284.0, 293.0, 294.0, 290.0, 296.0, 303.0, 304.0, 300.0, 292.0]
FEW = [3.0, 2.0, 4.0, 3.0, 5.0, 2.0, 3.0, 4.0, 1.0, 3.0, 2.0, 4.0, 3.0, 2.0, 4.0, 3.0]
TREND = [10 + 0.8 * month + swing for month, swing in enumerate([0.5, -0.5, 0.3, -0.4, 0.6, -0.3] * 4)]


def series(values=CALM, kind=Kind.MEAN, **others):
    return Series(values, kind, Direction.UP, decimals=1, **others)


def side(before, after, **others):
    return found_after(before, after, **others).side


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([15.0, 16.0, 15.5], 1),
        ([5.0, 4.0, 4.5], -1),
        ([10.0, 9.0, 11.0, 12.0, 8.0, 10.0], 0),
        ([20.0, 10.0, 9.0, 11.0, 8.0, 12.0], 0),
        ([18.0, None, 16.0, 15.5], 1),
    ],
    ids=["higher", "lower", "as before", "one wild value", "a gap"],
)
def test_a_lasting_step_is_told_with_its_way_and_a_single_value_is_not(after, expected):
    assert side(series(), after) == expected


def test_a_single_wild_value_is_flagged_though_it_is_not_sure():
    found = found_after(series(), [20.0, 10.0, 9.0, 11.0, 8.0, 12.0])
    assert (found.side, found.flagged) == (0, True)


@pytest.mark.parametrize(("known", "lacking"), [(0, 3), (1, 2), (2, 1), (3, 0), (9, 0)])
def test_nothing_is_told_before_three_values_are_known(known, lacking):
    found = found_after(series(), [30.0] * known)
    assert found.lacking == lacking
    assert bool(found.side) == (lacking == 0)


@pytest.mark.parametrize(
    ("after", "lacking", "expected"),
    [
        ([6.0] * 6, 1, 0),
        ([6.0] * 7, 0, 1),
        ([0.0] * 7, 0, -1),
        ([6.0] * 4 + [None] + [6.0] * 4, 3, 0),
        ([6.0] * 6 + [3.0] + [6.0] * 6, 0, 0),
    ],
    ids=["six", "seven", "seven below", "broken by a gap", "broken by the median"],
)
def test_small_counts_are_told_by_seven_in_a_row_on_one_side_of_the_median(after, lacking, expected):
    found = found_after(series(FEW, Kind.FLOW), after)
    assert (found.lacking, found.side) == (lacking, expected)
    assert found.lines.centre == 3.0


def test_a_caseload_that_goes_on_growing_as_before_is_no_news_and_one_that_turns_is():
    growing = [100 + 4.0 * month + swing for month, swing in enumerate([0, 2, -1, 1, -2, 3, 0, -1] * 3)]
    before = series(growing, Kind.STOCK)
    assert side(before, [196.0, 201.0, 203.0, 209.0, 212.0, 217.0]) == 0
    assert side(before, [188.0, 180.0, 171.0, 163.0, 155.0, 146.0]) == -1


def test_a_step_of_a_caseload_is_measured_from_its_last_value():
    found = found_after(series(CASELOAD, Kind.STOCK), [60.0, 61.0, 60.0, 62.0])
    assert found.side == 1
    assert (found.lines.centre, found.beyond, found.known) == (42.0, 4, 4)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(RISING, RISING_LESS, -1), (FALLING, FALLING_NO_MORE, 1)],
    ids=["rises less", "falls no more"],
)
def test_the_months_of_a_caseload_are_counted_against_its_drift_drawn_on(before, after, expected):
    found = found_after(series(before, Kind.STOCK), after)
    assert (found.side, found.beyond, found.known) == (expected, 12, 12)


def test_a_caseload_known_every_other_month_has_no_drift_and_its_values_are_counted():
    sparse = [value for known in CASELOAD for value in (known, None)]
    found = found_after(series(sparse, Kind.STOCK), [60.0, 61.0, 60.0, 62.0])
    assert (found.side, found.known, found.lacking) == (0, 4, 0)


def test_the_level_of_a_caseload_is_known_to_have_been_moving():
    assert found_after(series(RISING, Kind.STOCK), [309.0, 340.0, 330.0]).was_moving


def test_what_was_on_its_way_before_is_no_news():
    going_on = [10 + 0.8 * month for month in range(24, 36)]
    found = found_after(series(TREND), going_on)
    assert (found.side, found.was_moving) == (0, True)


def test_a_level_that_moved_just_before_the_day_and_not_since_is_no_news():
    moved = [*CALM, *CALM, 18.0, 19.0, 17.0]
    found = found_after(series(moved), [18.0, 17.0, 19.0, 18.0, 17.0, 19.0])
    assert (found.side, found.flagged, found.was_moving) == (0, True, True)
    assert side(series([*CALM, *CALM]), [18.0, 17.0, 19.0, 18.0, 17.0, 19.0]) == 1


def test_a_yearly_pattern_goes_on_after_the_day():
    pattern = [
        round(100 + 30 * math.cos(2 * math.pi * month / 12) + (month * 7 % 5 - 2)) for month in range(60)
    ]
    before = series([float(value) for value in pattern[:48]], Kind.FLOW)
    assert judged_as(way_of(before)) == Judged.SEASONAL
    assert side(before, pattern[48:54]) == 0
    assert side(before, [value + 30.0 for value in pattern[48:54]]) == 1


def test_new_limits_before_the_day_begin_the_baseline_anew():
    old = [50.0, 53.0, 48.0, 52.0, 49.0, 51.0]
    assert side(series(old + CALM, rebase_at=[len(old)]), [15.0, 16.0, 15.5]) == 1
    found = found_after(series(old + CALM, rebase_at=[len(old)]), [15.0, 16.0, 15.5])
    assert found.lines.centre == pytest.approx(np.mean(CALM))


def test_the_lines_are_the_published_ones_of_what_lies_before():
    lines = found_after(series(), [15.0, 16.0, 15.5]).lines
    reach = LIMIT * np.abs(np.diff(CALM)).mean()
    assert lines.upper - lines.centre == pytest.approx(reach)
    assert lines.centre - lines.lower == pytest.approx(reach)


@settings(max_examples=60, deadline=None)
@given(
    after=st.lists(st.one_of(st.none(), st.floats(-1e4, 1e4)), max_size=24),
    baseline=st.sampled_from(
        [(CALM, Kind.MEAN), (CASELOAD, Kind.STOCK), (FEW, Kind.FLOW), (TREND, Kind.MEAN)]
    ),
)
def test_no_value_after_the_day_ever_moves_a_line(after, baseline):
    before = series(*baseline)
    frozen = found_after(before, []).lines
    assert np.array_equal(found_after(before, after).lines, frozen, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(after=st.lists(st.floats(-100, 100), min_size=3, max_size=24))
def test_a_mirrored_series_is_told_the_other_way(after):
    mirrored = series([-value for value in CALM])
    assert side(mirrored, [-value for value in after]) == -side(series(), after)


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([5.0] * 12 + [6.0, 5.0], Kind.STOCK, False),
        ([5.0] * 12 + [6.0, 5.0], Kind.MEAN, True),
        (CASELOAD, Kind.STOCK, True),
    ],
)
def test_an_almost_constant_caseload_is_not_judged(values, kind, expected):
    before = series(values, kind)
    assert has_variety(before, way_of(before)) is expected


def test_values_that_lean_on_each_other_are_judged_by_their_level_with_wider_errors():
    leaning = series(CALM)
    wide = way_of(leaning)._replace(judged=Judged.CHANGE, reason=Reason.LEANING)
    assert judged_as(wide) == Judged.LEVEL
    assert side(leaning, [15.5, 15.0, 16.0, 15.5]) == 1
    assert side(leaning, [15.5, 15.0, 16.0, 15.5], way=wide) == 0


def test_what_may_not_be_judged_has_no_frozen_limits():
    with pytest.raises(ValueError, match="turned_off"):
        found_after(replace(series(), method=SignalMethod.NONE), [10.0])
