"""Signal or noise: what a series may be judged by, and that nothing cries wolf where it may not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrics.signals import Judged, Reason, Series, signal_of
from metrics.spc import Assurance, Point, Rule, Variation
from metrics.vocabulary import Direction, Kind, SignalMethod

UP, DOWN, NEITHER = Direction.UP, Direction.DOWN, Direction.NONE
QUIET = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8, 11, 9, 12, 10, 8, 11, 10, 9]
"""Counts about 10 that swing from month to month and lean on nothing."""
SEASON = [6, 4, 2, 0, -3, -6, -7, -5, -2, 1, 4, 6]
"""What each month of the year adds; the sum is 0."""
NOISE = [1, -1, 0, 1, -1, 1, 0, -1, 1, 0, -1, 0, 0, 1, -1, -1, 1, 0, 1, -1, 0, 1, 0, -1]
NOISE += [-1, 0, 1, 0, 0, -1, 1, 0, -1, 1, 0, 1]
THREE_YEARS = [50 + SEASON[month % 12] + NOISE[month] for month in range(36)]


def signal(values, kind=Kind.FLOW, direction=UP, **others):
    return signal_of(
        Series([None if value is None else float(value) for value in values], kind, direction, **others)
    )


def judged(values, kind=Kind.FLOW, **others):
    found = signal(values, kind, **others)
    return found.judged, found.reason


# Which rules a series may be judged by


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FLOW, (Judged.LEVEL, Reason.USUAL)),
        (Kind.MONEY, (Judged.LEVEL, Reason.USUAL)),
        (Kind.MEAN, (Judged.LEVEL, Reason.USUAL)),
        (Kind.INDEX, (Judged.LEVEL, Reason.USUAL)),
        (Kind.RATIO, (Judged.LEVEL, Reason.USUAL)),
        (Kind.STOCK, (Judged.CHANGE, Reason.CASELOAD)),
        (Kind.YEAR_PLACES, (Judged.CHANGE, Reason.CASELOAD)),
    ],
)
def test_a_caseload_is_judged_by_its_change_and_other_kinds_by_their_level(kind, expected):
    assert judged(QUIET, kind) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (12, (Judged.NOTHING, Reason.FEW_POINTS)),
        (13, (Judged.LEVEL, Reason.USUAL)),
    ],
)
def test_thirteen_known_values_are_enough_and_twelve_are_not(known, expected):
    assert judged(QUIET[:known]) == expected
    assert judged([None, *QUIET[:known]]) == expected


@pytest.mark.parametrize("values", [[], [None] * 20, [*QUIET, None]])
def test_a_period_without_a_value_says_nothing(values):
    assert judged(values) == (Judged.NOTHING, Reason.NO_VALUE)


@pytest.mark.parametrize(
    ("values", "mean", "expected"),
    [
        ([0, 1, 2, 3, 5] * 3 + [1, 4, 0], 38 / 18, (Judged.RUN, Reason.SMALL_COUNTS)),
        ([0, 1, 2, 3, 4] * 3, 30 / 15, (Judged.RUN, Reason.SMALL_COUNTS)),
        ([0, 1, 2, 3, 4] * 3 + [1], 31 / 16, (Judged.NOTHING, Reason.FEW_CASES)),
        ([7, 3, 6, 4, 5] * 3, 75 / 15, (Judged.LEVEL, Reason.USUAL)),
        ([7, 3, 6, 4, 5] * 3 + [4], 79 / 16, (Judged.RUN, Reason.SMALL_COUNTS)),
    ],
)
def test_counts_need_two_cases_a_month_to_be_judged_and_five_for_limits(values, mean, expected):
    assert sum(values) / len(values) == mean
    assert judged(values) == expected


def test_few_cases_silence_a_caseload_too():
    assert judged([0, 1, 2, 3, 1] * 3, Kind.STOCK) == (Judged.NOTHING, Reason.FEW_CASES)


def test_small_sums_of_money_and_means_are_no_counts():
    values = [value / 10 for value in QUIET]
    assert judged(values, Kind.MONEY, decimals=1) == (Judged.LEVEL, Reason.USUAL)
    assert judged(values, Kind.MEAN, decimals=1) == (Judged.LEVEL, Reason.USUAL)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1.9, 100, (Judged.NOTHING, Reason.FEW_CASES)),
        (98.1, 100, (Judged.NOTHING, Reason.FEW_CASES)),
        (2, 100, (Judged.RUN, Reason.SMALL_COUNTS)),
        (96, 100, (Judged.RUN, Reason.SMALL_COUNTS)),
        (4.9, 100, (Judged.RUN, Reason.SMALL_COUNTS)),
        (5, 100, (Judged.LEVEL, Reason.USUAL)),
        (95, 100, (Judged.LEVEL, Reason.USUAL)),
        (150, 100, (Judged.LEVEL, Reason.USUAL)),
    ],
)
def test_a_share_needs_its_cases_on_both_sides(numerator, denominator, expected):
    found = judged(
        QUIET, Kind.RATIO, numerators=[numerator] * len(QUIET), denominators=[denominator] * len(QUIET)
    )
    assert found == expected


def test_a_share_whose_parts_are_not_known_is_judged_by_its_values():
    nothing = [None] * len(QUIET)
    expected = (Judged.LEVEL, Reason.USUAL)
    assert judged(QUIET, Kind.RATIO, numerators=nothing, denominators=nothing) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([6, 7, 8, 7] * 4, (Judged.RUN, Reason.SAME_VALUES)),
        ([6, 8, 7, 9] * 4, (Judged.LEVEL, Reason.USUAL)),
        ([100] * 24, (Judged.RUN, Reason.SAME_VALUES)),
    ],
)
def test_what_takes_under_four_values_has_no_limits(values, expected):
    assert judged(values) == expected


def test_values_are_told_apart_as_they_are_shown():
    values = [10.01, 10.04, 9.98, 10.02, 9.97] * 4
    assert judged(values, Kind.MEAN, decimals=2) == (Judged.LEVEL, Reason.USUAL)
    assert judged(values, Kind.MEAN, decimals=1) == (Judged.RUN, Reason.SAME_VALUES)


def test_values_that_lean_on_the_one_before_are_judged_by_their_change():
    drifting = [10, 11, 13, 14, 13, 15, 17, 18, 17, 19, 18, 16, 15, 13, 14, 12, 10, 9, 10, 8, 9, 11, 12, 14]
    assert judged(drifting) == (Judged.CHANGE, Reason.LEANING)


def test_a_lasting_shift_is_not_taken_for_leaning():
    found = signal([*QUIET[:14], *[value + 8 for value in QUIET[:10]]])
    assert (found.judged, found.rule) == (Judged.LEVEL, Rule.SHIFT)
    assert found.variation is Variation.IMPROVEMENT


def test_a_clear_yearly_pattern_is_taken_away_when_three_years_are_known():
    assert judged(THREE_YEARS) == (Judged.SEASONAL, Reason.SEASON)
    assert judged(THREE_YEARS[1:])[0] is not Judged.SEASONAL
    with_a_gap = [*THREE_YEARS[:20], None, *THREE_YEARS[21:]]
    assert judged(with_a_gap) == (Judged.SEASONAL, Reason.SEASON)


def test_lines_follow_the_yearly_pattern():
    found = signal(THREE_YEARS)
    middles = [point.mean for point in found.points]
    assert middles[12:] == pytest.approx(middles[:24])
    assert max(middles[:12]) in (middles[0], middles[11])
    assert min(middles[:12]) in (middles[5], middles[6])
    assert sum(middles) / 36 == pytest.approx(sum(THREE_YEARS) / 36)
    widths = [point.upper - point.lower for point in found.points]
    assert widths == pytest.approx([widths[0]] * 36)


def test_the_same_month_is_news_only_against_its_own_pattern():
    usual_for_december = THREE_YEARS[-1]
    december_in_july = [*THREE_YEARS, *THREE_YEARS[24:30], usual_for_december]
    assert not signal(THREE_YEARS).has_changed
    found = signal(december_in_july)
    assert (found.judged, found.rule, found.has_changed) == (Judged.SEASONAL, Rule.OUTSIDE, True)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (SignalMethod.AUTO, (Judged.CHANGE, Reason.CASELOAD)),
        (SignalMethod.XMR, (Judged.LEVEL, Reason.CHOSEN)),
        (SignalMethod.RUN, (Judged.RUN, Reason.CHOSEN)),
        (SignalMethod.CHANGE, (Judged.CHANGE, Reason.CHOSEN)),
        (SignalMethod.NONE, (Judged.NOTHING, Reason.TURNED_OFF)),
    ],
)
def test_the_definition_may_choose_another_way(method, expected):
    assert judged(QUIET, Kind.STOCK, method=method) == expected


@pytest.mark.parametrize("method", [method for method in SignalMethod if method != SignalMethod.NONE])
def test_no_choice_of_way_makes_too_few_values_or_cases_enough(method):
    assert judged(QUIET[:12], method=method) == (Judged.NOTHING, Reason.FEW_POINTS)
    assert judged([0, 1, 2, 0] * 5, method=method) == (Judged.NOTHING, Reason.FEW_CASES)


# What the last period says


@pytest.mark.parametrize(
    ("last", "direction", "expected"),
    [
        (30, UP, Variation.IMPROVEMENT),
        (30, DOWN, Variation.CONCERN),
        (30, NEITHER, Variation.CHANGE),
        (-10, UP, Variation.CONCERN),
        (-10, DOWN, Variation.IMPROVEMENT),
        (10, UP, Variation.COMMON_CAUSE),
    ],
)
def test_the_last_value_is_judged_by_what_is_better(last, direction, expected):
    found = signal([*QUIET, last], direction=direction)
    assert found.variation is expected
    assert found.rule is (None if last == 10 else Rule.OUTSIDE)
    assert found.has_changed is (last != 10)
    assert len(found.points) == len(QUIET) + 1


def test_a_caseload_that_leaps_has_changed_and_one_that_drifts_has_not():
    drifting = [20, 21, 20, 22, 23, 22, 24, 25, 24, 26, 27, 26, 28, 29, 28, 30, 31, 30, 32, 33]
    drifted = signal(drifting, Kind.STOCK)
    assert (drifted.variation, drifted.rule) == (Variation.COMMON_CAUSE, None)
    leapt = signal([*drifting, 48], Kind.STOCK, DOWN)
    assert (leapt.variation, leapt.rule, leapt.points) == (Variation.CONCERN, Rule.OUTSIDE, ())


def test_a_target_is_assured_by_limits_and_not_by_changes_or_runs():
    assert signal(QUIET, target=0).assurance is Assurance.MEETS
    assert signal(QUIET, target=10).assurance is Assurance.HIT_OR_MISS
    assert signal(QUIET, target=99).assurance is Assurance.FAILS
    assert signal(QUIET, Kind.STOCK, target=0).assurance is None
    assert signal([6, 7, 8, 7] * 4, target=0).assurance is None


@pytest.mark.parametrize(
    ("below", "above", "longest", "changed"),
    [
        # With n values off the median a run may be round(log2(n)) + 3 long.
        (8, 8, 4 + 3, True),
        (7, 7, 4 + 3, False),
        (10, 10, 4 + 3, True),
        (12, 12, 5 + 3, True),
    ],
)
def test_runs_about_the_median_may_be_so_long(below, above, longest, changed):
    assert (above > longest) is changed
    found = signal([3] * below + [5] * above)
    assert found.judged is Judged.RUN
    assert (found.variation, found.rule) == (
        (Variation.IMPROVEMENT, Rule.SHIFT) if changed else (Variation.COMMON_CAUSE, None)
    )


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ([3] * 8 + [5] * 8, True),
        ([5] * 8 + [3] * 8, True),
        ([3] * 8 + [4] + [5] * 8, True),
        # What lies on the median is no news, nor is a run that has ended.
        ([3] * 8 + [5] * 8 + [4], False),
        ([3] * 8 + [5] * 8 + [3], False),
    ],
)
def test_a_run_is_news_while_the_last_period_is_part_of_it(values, changed):
    assert signal(values).has_changed is changed


def test_runs_draw_the_median_and_no_limits():
    found = signal([3] * 8 + [5] * 9)
    assert {point[1:] for point in found.points} == {(5.0, None, None, ())}
    assert len(found.points) == 17


# New limits


def test_after_a_rebase_only_what_follows_is_judged():
    moved = [*QUIET, *[value + 20 for value in QUIET]]
    assert signal(moved).has_changed
    found = signal(moved, rebase_at=[22])
    assert (found.judged, found.variation) == (Judged.LEVEL, Variation.COMMON_CAUSE)
    assert [point.segment for point in found.points] == [0] * 22 + [1] * 22
    assert found.points[0].mean == sum(QUIET) / 22
    assert found.points[-1].mean == pytest.approx(sum(QUIET) / 22 + 20)


def test_after_a_rebase_thirteen_new_values_are_needed():
    moved = [*QUIET, *[value + 20 for value in QUIET[:13]]]
    assert judged(moved, rebase_at=[22]) == (Judged.LEVEL, Reason.USUAL)
    assert judged(moved[:-1], rebase_at=[22]) == (Judged.NOTHING, Reason.FEW_POINTS)


def test_runs_are_counted_from_the_rebase():
    values = [3] * 8 + [5] * 8
    assert signal(values).has_changed
    longer = [9] * 5 + values
    found = signal(longer, rebase_at=[5])
    assert found.has_changed
    assert [point.segment for point in found.points] == [0] * 5 + [1] * 16
    assert {point.mean for point in found.points[5:]} == {4.0}


# Guard rails

counts = st.lists(st.one_of(st.none(), *[st.integers(0, 60)] * 6), max_size=40)
small = st.lists(st.integers(0, 3), min_size=13, max_size=40).filter(lambda each: sum(each) / len(each) < 2)
kinds, directions = st.sampled_from(Kind), st.sampled_from(Direction)


@given(counts, st.sampled_from([Kind.STOCK, Kind.YEAR_PLACES]), directions)
def test_no_level_of_a_caseload_is_judged_whatever_it_holds(values, kind, direction):
    found = signal(values, kind, direction)
    assert found.judged in (Judged.CHANGE, Judged.NOTHING)
    assert found.points == ()


@given(small, st.sampled_from([Kind.FLOW, Kind.STOCK, Kind.YEAR_PLACES]), directions)
def test_nothing_is_said_of_a_few_cases(values, kind, direction):
    found = signal(values, kind, direction)
    assert (found.judged, found.has_changed) == (Judged.NOTHING, False)


@given(st.integers(0, 500), st.integers(13, 60), kinds, directions)
def test_what_never_changes_has_never_changed(value, count, kind, direction):
    assert not signal([value] * count, kind, direction).has_changed
    assert not signal([value / 10] * count, kind, direction, decimals=1).has_changed


@pytest.mark.parametrize(
    "values",
    [
        [6, 6, 6, 6, 7, 6, 6, 6, 6, 6, 6, 6],
        [6, 7, 6, 6, 7, 6, 7, 6, 6, 7, 7, 6, 6, 7, 6, 6, 7, 6, 7],
        [7, 7, 6, 7, 6, 7, 7, 6, 6, 7, 7, 6, 7, 6, 7, 7, 6, 7, 6],
        [3, 3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3],
    ],
)
def test_counts_that_are_almost_always_the_same_make_no_run_of_their_exceptions(values):
    assert not signal([6, *values]).has_changed


@given(counts, kinds, directions)
@example([0] * 12 + [26, None], Kind.FLOW, UP)
def test_what_is_not_judged_has_not_changed_and_breaks_no_rule(values, kind, direction):
    found = signal(values, kind, direction)
    if found.judged is Judged.NOTHING:
        assert (found.has_changed, found.rule, found.assurance) == (False, None, None)
        assert found.points == lines_awaiting(found.reason, values, kind, direction)
    assert found.has_changed == (found.rule is not None)


def lines_awaiting(reason, values, kind, direction):
    """The lines of what is known, and none where a value is awaited; nothing for other reasons."""
    known = max((at + 1 for at, value in enumerate(values) if value is not None), default=0)
    drawn = signal(values[:known], kind, direction).points if reason is Reason.NO_VALUE and known else ()
    return (*drawn, *[Point(0, None, None, None, ())] * (len(values) - known)) if drawn else ()


@given(counts, kinds)
def test_a_good_change_is_a_bad_one_for_who_wants_the_opposite(values, kind):
    up, down, neither = (signal(values, kind, direction) for direction in (UP, DOWN, NEITHER))
    assert up.judged == down.judged == neither.judged
    assert up.rule == down.rule == neither.rule
    assert up.has_changed == down.has_changed == neither.has_changed
    if up.has_changed:
        assert neither.variation is Variation.CHANGE
        assert Variation.IMPROVEMENT in (up.variation, down.variation)


def test_a_run_is_not_bridged_over_a_missing_month():
    assert signal([3] * 8 + [5] * 8).has_changed
    assert not signal([3] * 8 + [5] * 4 + [None] + [5] * 4).has_changed


def test_a_month_after_a_missing_one_has_no_change_to_judge():
    found = signal([*QUIET, None, 40], Kind.STOCK)
    assert (found.variation, found.reason) == (Variation.TOO_FEW_POINTS, Reason.NO_CHANGE)


def test_a_caseload_needs_thirteen_changes_and_says_so_when_it_has_fewer():
    assert judged(QUIET[:13], Kind.STOCK) == (Judged.NOTHING, Reason.FEW_POINTS)
    assert judged(QUIET[:14], Kind.STOCK) == (Judged.CHANGE, Reason.CASELOAD)


# What fresh data does to lines and guards


def test_a_late_value_leaves_the_lines_that_were_there():
    whole, late = signal(QUIET), signal([*QUIET, None])
    assert late.reason == Reason.NO_VALUE
    assert late.points[: len(QUIET)] == whole.points
    assert late.points[-1].mean is None


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.STOCK])
def test_old_lines_stay_when_what_comes_after_them_is_judged_in_another_way(kind):
    small = [3, 4, 2, 3, 5, 3, 2, 4, 3, 2, 4, 3, 5, 2, 3, 4]
    before = signal(QUIET, method=SignalMethod.XMR).points[0]
    found = signal(
        [*QUIET, *small],
        kind,
        rebase_at=[len(QUIET)],
        method=SignalMethod.RUN if kind == Kind.FLOW else "auto",
    )
    assert found.judged in (Judged.RUN, Judged.CHANGE)
    if kind == Kind.FLOW:
        assert len(found.points) == len(QUIET) + len(small)
        assert (before.mean, found.points[0].mean) == (sum(QUIET) / 22, 10)


def test_a_target_that_some_season_reaches_is_neither_always_met_nor_always_missed():
    values = [*THREE_YEARS, *THREE_YEARS[:12]]
    inside = signal(values, Kind.MEAN, target=55.0)
    assert (inside.judged, inside.assurance) == (Judged.SEASONAL, Assurance.HIT_OR_MISS)
    assert signal(values, Kind.MEAN, target=10.0).assurance == Assurance.MEETS
    assert signal(values, Kind.MEAN, target=90.0).assurance == Assurance.FAILS


def test_a_gap_does_not_make_the_usual_season_a_signal():
    with_a_gap = [*THREE_YEARS[:15], None, *THREE_YEARS[16:], *THREE_YEARS[:7]]
    found = signal(with_a_gap, Kind.MEAN)
    assert (found.judged, found.variation) == (Judged.SEASONAL, Variation.COMMON_CAUSE)
