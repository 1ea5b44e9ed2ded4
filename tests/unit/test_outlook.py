"""The outlook: what is decided, what is silent and why, and how probable the rest is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.outlook import MonthlySeries, Outlook, OutlookWord, Silence, outlook, percent_of, word_for
from metrics.vocabulary import Kind, TargetKind
from metrics.year_end import LEVELS, expect_sum, month_pattern, quantiles, share_below, students_t

AT_LEAST, AT_MOST, EXACTLY = TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.EXACTLY
SEASON = [80.0, 90.0, 120.0, 110.0, 100.0, 95.0, 60.0, 70.0, 105.0, 115.0, 125.0, 130.0]
THREE_YEARS = SEASON * 3
SUMS = [Kind.FLOW, Kind.MONEY]


def answered(values, month, target, *, kind=Kind.FLOW, target_kind=AT_MOST, **more) -> Outlook:
    parts = {name: more.pop(name) for name in ("numerators", "denominators", "n") if name in more}
    series = MonthlySeries(2026, month, values, **parts)
    return outlook(series, kind=kind, target_kind=target_kind, target=target, **more)


@pytest.mark.parametrize(
    ("own", "target_kind", "target", "probability"),
    [
        ([50, 51], AT_MOST, 100, 0),  # the ceiling is passed
        ([50, 51], AT_LEAST, 100, 1),
        ([50, 50], AT_LEAST, 100, 1),  # the floor is reached exactly
        ([50, 51], EXACTLY, 100, 0),
        ([0, 1], AT_MOST, 0, 0),  # one is too many where none is the duty
        ([0, 0], AT_LEAST, 0, 1),
        ([50, None, 51], AT_MOST, 100, 0),  # what is missing can't take anything away
    ],
)
def test_a_sum_that_has_passed_the_target_decides_it_whatever_the_history(
    own, target_kind, target, probability
):
    found = answered(own, len(own), target, target_kind=target_kind)
    assert (found.probability, found.certain, found.silence) == (probability, True, None)
    assert found.percent == 100 * probability


def test_a_sum_exactly_on_the_ceiling_has_not_passed_it():
    assert not answered([*THREE_YEARS, 50, 50], 2, 100).certain


def test_year_places_are_decided_by_the_mean_of_the_whole_year():
    reached = answered([6.0] * 6, 6, 3.0, kind=Kind.YEAR_PLACES, target_kind=AT_LEAST)
    assert (reached.probability, reached.certain, reached.forecast) == (1, True, 6 * 6 / 12)
    assert answered([5.9] * 6, 6, 3.0, kind=Kind.YEAR_PLACES, target_kind=AT_LEAST).silence


@pytest.mark.parametrize(
    ("kind", "values"), [(Kind.MONEY, [-300.0] * 42), (Kind.MONEY, THREE_YEARS + SEASON[:6])]
)
def test_money_that_can_go_both_ways_is_never_decided_early(kind, values):
    low = answered(values, 6, sum(values[-6:]) - 1, kind=kind, non_negative=False)
    assert not low.certain and 0 < low.probability < 1


def test_a_stock_is_not_decided_before_december_though_it_is_above_the_ceiling():
    assert not answered([30.0] * 35, 11, 20, kind=Kind.STOCK).certain


@pytest.mark.parametrize(
    ("kind", "target_kind", "target", "met", "year"),
    [
        (Kind.FLOW, AT_MOST, 1200, True, sum(SEASON)),
        (Kind.FLOW, AT_MOST, 1199, False, sum(SEASON)),
        (Kind.FLOW, AT_LEAST, 1201, False, sum(SEASON)),
        (Kind.MONEY, EXACTLY, 1200, True, sum(SEASON)),
        (Kind.YEAR_PLACES, AT_MOST, 100, True, sum(SEASON) / 12),
        (Kind.STOCK, AT_LEAST, 130, True, SEASON[-1]),
        (Kind.STOCK, AT_MOST, 129, False, SEASON[-1]),
    ],
)
def test_december_decides_by_the_value(kind, target_kind, target, met, year):
    found = answered(SEASON, 12, target, kind=kind, target_kind=target_kind)
    assert found == Outlook(float(met), word_for(met), 100 * met, certain=True, forecast=pytest.approx(year))


def test_december_decides_a_ratio_by_its_parts_and_a_mean_by_its_n():
    parts = {"numerators": [1] * 11 + [9], "denominators": [10] * 11 + [90]}
    ratio = answered([None] * 12, 12, 10, kind=Kind.RATIO, scale=100, **parts)
    assert (ratio.probability, ratio.forecast) == (1, pytest.approx(100 * (11 + 9) / (110 + 90)))
    mean = answered([4.0] * 11 + [None], 12, 3.9, kind=Kind.MEAN, n=[5] * 11 + [0])
    assert (mean.probability, mean.forecast) == (0, pytest.approx(4.0))


def test_floating_point_never_decides():
    assert answered([0.1] * 12, 12, 1.2).probability == 1
    assert answered([0.1] * 12, 12, 1.2, target_kind=AT_LEAST).probability == 1


YEAR = [100.0] * 12
GAP = [100.0] * 5 + [None] + [100.0] * 6


@pytest.mark.parametrize(
    ("values", "month", "why"),
    [
        (YEAR[:5], 5, Silence.SHORT_HISTORY),
        (YEAR[:11] + YEAR[:5], 5, Silence.SHORT_HISTORY),
        ([None] * 12 + YEAR[:5], 5, Silence.SHORT_HISTORY),  # never measured is no gap
        ([None] * 13 + YEAR[:11] + YEAR[:5], 5, Silence.SHORT_HISTORY),
        (YEAR + YEAR[:5], 5, None),
        (YEAR + GAP[:6], 6, Silence.GAPS),
        ([*YEAR, None, *YEAR[:4]], 5, Silence.GAPS),
        ([*YEAR, math.inf, *YEAR[:4]], 5, Silence.GAPS),
        ([*YEAR, 1e300, *YEAR[:4]], 5, Silence.GAPS),
        (YEAR + GAP + YEAR[:5], 5, Silence.GAPS),
        ([*YEAR, *YEAR[:11], math.nan, *YEAR[:5]], 5, Silence.GAPS),
        (GAP + YEAR + YEAR[:5], 5, None),  # an older year with a gap is left out
        (YEAR + GAP, 12, Silence.YEAR_OVER),
        ([None] * 30, 5, Silence.GAPS),
        (YEAR[:3], 5, Silence.GAPS),
    ],
)
def test_nothing_is_said_without_a_whole_year_before_and_all_months_since(values, month, why):
    assert answered(values, month, 1e6).silence == why


@pytest.mark.parametrize(
    ("kind", "target_kind", "target", "parts", "why"),
    [
        (Kind.FLOW, AT_MOST, None, {}, Silence.NO_TARGET),
        (Kind.FLOW, AT_MOST, math.nan, {}, Silence.NO_TARGET),
        (Kind.FLOW, EXACTLY, 1e6, {}, Silence.OTHER_KIND),
        (Kind.FLOW, TargetKind.PLAN, 1e6, {}, Silence.OTHER_KIND),
        (Kind.FLOW, TargetKind.DECREASE, 1e6, {}, Silence.OTHER_KIND),
        (Kind.RATIO, AT_MOST, 5, {}, Silence.NO_PARTS),
        (Kind.RATIO, AT_MOST, 5, {"denominators": [10] * 30}, Silence.NO_PARTS),
        (Kind.RATIO, AT_MOST, 5, {"numerators": [1] * 30}, Silence.NO_PARTS),
        (Kind.RATIO, AT_MOST, 5, {"numerators": [1] * 30, "denominators": [None] * 30}, Silence.NO_PARTS),
        (Kind.RATIO, AT_MOST, 5, {"numerators": [-1] * 30, "denominators": [9] * 30}, Silence.NO_PARTS),
        (Kind.MEAN, AT_MOST, 5, {"n": [-1] * 30}, Silence.NO_PARTS),
        (Kind.MEAN, AT_MOST, 5, {}, Silence.NO_PARTS),
        (Kind.INDEX, AT_LEAST, 5, {"n": [None] * 30}, Silence.NO_PARTS),
    ],
)
def test_nothing_is_said_where_the_target_or_the_figure_gives_no_question(
    kind, target_kind, target, parts, why
):
    found = answered([100.0] * 30, 6, target, kind=kind, target_kind=target_kind, **parts)
    assert found == Outlook(silence=why)


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, OutlookWord.VERY_UNLIKELY),
        (9, OutlookWord.VERY_UNLIKELY),
        (10, OutlookWord.UNLIKELY),
        (29, OutlookWord.UNLIKELY),
        (30, OutlookWord.UNCERTAIN),
        (69, OutlookWord.UNCERTAIN),
        (70, OutlookWord.LIKELY),
        (89, OutlookWord.LIKELY),
        (90, OutlookWord.VERY_LIKELY),
        (100, OutlookWord.VERY_LIKELY),
    ],
)
def test_five_words_begin_at_their_lower_limits(percent, word):
    assert word_for(percent / 100) == word
    assert word_for(1 - (100 - percent) / 100) == word  # the same per cent by way of a floor


@pytest.mark.parametrize(
    ("probability", "percent"),
    [(0, 0), (0.024, 0), (0.025, 5), (0.074, 5), (0.125, 15), (0.5, 50), (0.674, 65), (0.975, 100), (1, 100)],
)
def test_the_percentage_is_rounded_to_five_and_halves_go_up(probability, percent):
    assert percent_of(probability) == percent


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0.8, OutlookWord.VERY_UNLIKELY),
        (1.0, OutlookWord.UNCERTAIN),
        (1.2, OutlookWord.VERY_LIKELY),
    ],
)
@pytest.mark.parametrize("kind", SUMS)
def test_a_year_like_those_before_is_likely_to_end_like_them(kind, share, word):
    found = answered(THREE_YEARS + SEASON[:6], 6, share * sum(SEASON), kind=kind)
    assert (found.word, found.certain) == (word, False)
    assert found.forecast == pytest.approx(sum(SEASON))


@pytest.mark.parametrize("so_far", [1, 6, 11])
@pytest.mark.parametrize("lowest", [0.0, -400.0])
def test_a_season_that_returns_is_foreseen_also_where_months_reach_zero_or_below(so_far, lowest):
    season = [month - 60 + lowest for month in SEASON]
    found = answered(season * 3 + season[:so_far], so_far, 1e6, non_negative=False)
    assert found.forecast == pytest.approx(sum(season))


def test_costs_written_as_minus_have_the_mirrored_outlook():
    costs = [-month for month in THREE_YEARS + SEASON[:6]]
    ceiling = answered(THREE_YEARS + SEASON[:6], 6, 1230, kind=Kind.MONEY)
    floor = answered(costs, 6, -1230, kind=Kind.MONEY, target_kind=AT_LEAST, non_negative=False)
    assert floor.probability == pytest.approx(ceiling.probability)
    assert floor.forecast == pytest.approx(-ceiling.forecast)


def test_an_older_year_with_a_gap_counts_as_if_it_were_not_there():
    with_gap = [*SEASON[:5], None, *SEASON[6:]]
    rest = [1.1 * month for month in SEASON] + SEASON + SEASON[:6]
    assert answered(with_gap + rest, 6, 1210) == answered(rest, 6, 1210)


def test_a_stock_is_foreseen_to_stay_and_the_longer_ahead_the_less_surely():
    wandering = [20.0, 21, 20, 22, 21, 20, 21, 22, 21, 20, 19, 20] * 3
    near = answered([*wandering, *wandering[:10]], 10, 23, kind=Kind.STOCK)
    far = answered([*wandering, 20.0], 1, 23, kind=Kind.STOCK)
    assert (near.forecast, far.forecast) == (20, 20)
    assert far.probability < near.probability < 1


def test_a_ratio_is_foreseen_from_its_parts_in_the_unit_of_the_target():
    parts = {"numerators": [6.0] * 30, "denominators": [100.0] * 30}
    found = answered([None] * 30, 6, 6.5, kind=Kind.RATIO, scale=100, **parts)
    assert found.forecast == pytest.approx(100 * 6 / 100, rel=0.05)
    assert found.word == OutlookWord.VERY_LIKELY
    over = answered([None] * 30, 6, 5.5, kind=Kind.RATIO, scale=100, **parts)
    assert over.word == OutlookWord.VERY_UNLIKELY


def test_a_ratio_above_one_and_months_without_cases_are_answered_too():
    days = {"numerators": [30.0, 0.0, 34.0] * 10, "denominators": [10.0, 0.0, 10.0] * 10}
    found = answered([None] * 30, 6, 4.0, kind=Kind.RATIO, **days)
    assert 3 < found.forecast < 3.4 and found.probability > 0.5


def test_a_ceiling_that_the_numerators_alone_have_used_up_is_still_not_certain():
    parts = {"numerators": [1.0] * 24 + [90.0] * 11, "denominators": [100.0] * 35}
    found = answered([None] * 35, 11, 5, kind=Kind.RATIO, scale=100, **parts)
    assert (found.certain, found.percent, found.word) == (False, 0, OutlookWord.VERY_UNLIKELY)
    assert found.probability > 0


def test_a_mean_is_weighted_by_n_and_the_rest_of_the_year_by_last_years_n():
    values, n = [4.0] * 24 + [8.0] * 6, [10.0] * 24 + [1.0] * 6
    found = answered(values, 6, 6, kind=Kind.MEAN, n=n)
    cases_so_far, cases_left = 6 * 1, 6 * 10 * (6 * 1) / (6 * 10)
    least = (8 * cases_so_far + 4 * cases_left) / (cases_so_far + cases_left)
    assert least < found.forecast < 8
    assert answered([4.0, 4.2] * 15, 6, 5, kind=Kind.INDEX, n=[10] * 30).word == OutlookWord.VERY_LIKELY


@pytest.mark.parametrize(
    ("t", "freedom", "share"),
    [
        (0, 4, 0.5),
        (1, 1, 0.75),
        (2.920, 2, 0.95),
        (2.353, 3, 0.95),
        (2.015, 5, 0.95),
        (-2.228, 10, 0.025),
        (2.042, 30, 0.975),
        (2.032, 34, 0.975),
    ],
)
def test_students_t_agrees_with_the_printed_table(t, freedom, share):
    assert students_t(t, freedom) == pytest.approx(share, abs=2e-4)


@pytest.mark.parametrize("model", ["sum", "ratio", "stock"])
@pytest.mark.parametrize("months", [1, 5, 11])
@pytest.mark.parametrize("before", [12, 24, 47, 84])
def test_the_measured_errors_rise_with_their_levels_and_the_tails_meet_them(model, months, before):
    spread = quantiles(model, before, months)
    assert list(spread) == sorted(spread)
    for place in (0, len(LEVELS) // 2, -1):
        assert share_below(spread, spread[place]) == pytest.approx(LEVELS[place])
    steps = [share_below(spread, spread[0] - 50 + step) for step in range(200)]
    assert steps == sorted(steps) and steps[0] < 0.001 and steps[-1] > 0.999


def test_one_year_is_taken_as_it_is_and_several_are_trusted_as_far_as_they_agree():
    one = month_pattern(np.array([SEASON]), adding=False)
    assert one == pytest.approx(np.array(SEASON) / 100)
    quarrelling = np.array([[50.0, 150.0] * 6, [150.0, 50.0] * 6, [50.0, 150.0] * 6])
    assert month_pattern(quarrelling, adding=False) == pytest.approx(np.ones(12))
    agreeing = month_pattern(np.array([SEASON] * 3), adding=True)
    assert agreeing == pytest.approx(np.array(SEASON) - 100)


def test_the_rest_of_the_year_lies_between_the_new_level_and_last_year_half_way_to_it():
    found = expect_sum(np.full(24, 100.0), np.full(6, 400.0))
    by_the_level, by_last_year = 6 * 400, 6 * 100 * math.sqrt(4)
    assert found.centre == pytest.approx(6 * 400 + (by_the_level + by_last_year) / 2, rel=1e-3)
    gap = by_the_level - by_last_year
    assert found.scale >= 0.5 * gap


months_of_sums = st.lists(st.integers(0, 400), min_size=13, max_size=59).filter(lambda v: len(v) % 12)


@given(
    values=months_of_sums,
    kind=st.sampled_from([*SUMS, Kind.YEAR_PLACES, Kind.STOCK]),
    target=st.integers(0, 6000),
    part=st.sampled_from([0, 0.25]),
)
def test_a_floor_and_the_ceiling_below_it_share_the_whole_probability(values, kind, target, part):
    counted = part == 0 and kind in (Kind.FLOW, Kind.STOCK)
    months = [value + part for value in values]
    floor = answered(months, len(values) % 12, target, kind=kind, target_kind=AT_LEAST)
    ceiling = answered(months, len(values) % 12, target - 1 if counted else target, kind=kind)
    assert ceiling.silence is None and floor.silence is None
    if not (ceiling.certain or floor.certain):
        assert ceiling.probability + floor.probability == pytest.approx(1)
        assert 0 < ceiling.probability < 1


@pytest.mark.parametrize("target_kind", [AT_LEAST, AT_MOST])
def test_a_count_can_end_on_the_target_and_meets_it_then(target_kind):
    beside = 8 if target_kind == AT_MOST else 10
    on, between, beyond = (
        answered([0, 1] * 18 + [0, 2], 2, target, target_kind=target_kind).probability
        for target in (9, (9 + beside) / 2, beside)
    )
    assert on > between == beyond


@given(
    values=months_of_sums,
    kind=st.sampled_from([*SUMS, Kind.YEAR_PLACES, Kind.STOCK, Kind.RATIO, Kind.MEAN]),
    targets=st.lists(st.floats(0, 3000), min_size=2, max_size=2).map(sorted),
    non_negative=st.booleans(),
)
def test_a_higher_ceiling_is_never_less_probable(values, kind, targets, non_negative):
    parts = {"numerators": values, "denominators": [value + 3 for value in values], "n": [5] * len(values)}
    if kind == Kind.RATIO:
        targets = [target / 3000 for target in targets]
    low, high = (
        answered(values, len(values) % 12, target, kind=kind, non_negative=non_negative, **parts)
        for target in targets
    )
    assert low.probability <= high.probability + 1e-12


@pytest.mark.parametrize(
    ("month", "parts", "said"),
    [
        (0, {}, "month is 1 to 12, not 0"),
        (13, {}, "month is 1 to 12, not 13"),
        (2, {"n": [1]}, r"2 values, but parts of \[1\] months"),
    ],
)
def test_a_series_that_does_not_fit_together_is_refused(month, parts, said):
    with pytest.raises(ValueError, match=said):
        MonthlySeries(2026, month, [1.0, 2.0], **parts)
