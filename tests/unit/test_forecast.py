"""The year's end from the months so far: drawn years with known ends, and what must hold for any year."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from metrics.forecast import recentred, year_end, year_ends
from metrics.forecasting.intervals import LEVELS, TABLE, reach
from metrics.forecasting.methods import carry, month_pattern, smoothed

SEASON = [50, 50, 60, 70, 80, 90, 40, 60, 90, 110, 120, 140]
"""A year that sums to 960, and to 590 after nine months."""
ZERO_SEASON = [0, 0, 60, 70, 80, 90, 40, 60, 90, 110, 120, 240]
NET_SEASON = [-40, 30, 60, -70, 80, 90, -40, 60, 90, -110, 120, 140]

amounts = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2))
positive = st.floats(0, 1e6, allow_nan=False).map(lambda value: round(value, 2))


def ends(end):
    return end.total, end.lower, end.upper


@pytest.mark.parametrize("kind", ["flow", "money"])
@pytest.mark.parametrize("years", [1, 2, 4, 7])
@pytest.mark.parametrize("months", [1, 4, 9, 11])
@pytest.mark.parametrize(
    ("season", "total"), [(SEASON, 960), (ZERO_SEASON, 960), (NET_SEASON, 410), ([80] * 12, 960)]
)
def test_a_year_like_the_ones_before_ends_like_them(season, total, months, years, kind):
    end = year_end(season * years + season[:months], months_known=months, kind=kind)
    assert end.total == pytest.approx(total)
    assert end.lower <= end.total <= end.upper


@pytest.mark.parametrize(
    ("history", "months", "budget", "kind", "total"),
    [
        ([10, 20, 30], 3, None, "flow", 60 + 9 * 20),
        ([-10, -20, -30], 3, None, "money", -(60 + 9 * 20)),
        ([7] * 8 + [10, 20, 30], 3, None, "flow", 60 + 9 * 20),
        ([20] * 3, 3, [20] * 3 + [30] * 9, "money", 60 + 9 * 30),
        ([80] * 3, 3, [20] * 12, "money", 240 + 9 * 20 * 2),
        ([800] * 3, 3, [20] * 12, "money", 2400 + 9 * 20 * 2),
        ([20] * 3, 3, 12 * 20, "money", 12 * 20),
        ([-20] * 3, 3, -12 * 20, "money", -12 * 20),
        ([0] * 3, 3, [0] * 3 + [-100] * 9, "money", -900),
        ([0] * 3, 3, None, "money", 0),
        ([40, 45, 50], 3, None, "stock", 135 + 9 * 50),
        (SEASON * 2 + SEASON[:9], 9, None, "stock", 590 + 3 * 90),
        ([5] * 24 + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 12, None, "flow", 78),
    ],
)
def test_short_histories_and_stocks_are_forecast_by_simple_arithmetic(history, months, budget, kind, total):
    assert year_end(history, months_known=months, budget=budget, kind=kind).total == pytest.approx(total)


@pytest.mark.parametrize(
    ("history", "months", "budget", "kind", "method"),
    [
        (
            SEASON * 3 + SEASON[:4],
            4,
            None,
            "flow",
            "utjämning med årsmönster och förra årets rest, 36 månader",
        ),
        (
            SEASON * 9 + SEASON[:4],
            4,
            None,
            "flow",
            "utjämning med årsmönster och förra årets rest, 48 månader",
        ),
        (SEASON * 2, 9, 960, "money", "utjämning med årsmönster och budgetens rest, 12 månader"),
        (SEASON, 12, None, "flow", "utfall, alla årets månader är kända"),
        (SEASON, 9, None, "flow", "utfall × 12 / månader, under 12 månaders historik"),
        (SEASON, 9, 960, "flow", "utfall och budgetens rest, under 12 månaders historik"),
        (SEASON, 9, None, "stock", "senaste värdet året ut, under 12 månaders historik"),
        (
            SEASON * 2,
            9,
            960,
            "stock",
            "senaste värdet året ut, 12 månader; budgeten används inte för bestånd",
        ),
        (
            [0] * 20,
            8,
            None,
            "money",
            "utjämning med årsmönster och förra årets rest, 12 månader; "
            "alla kända månader är 0, så intervallet kan inte mätas",
        ),
    ],
)
def test_the_method_says_in_swedish_what_was_used(history, months, budget, kind, method):
    assert year_end(history, months_known=months, budget=budget, kind=kind).method == method


def test_a_known_year_is_its_sum_without_any_doubt():
    assert ends(year_end(SEASON * 3, months_known=12)) == (960, 960, 960)


def test_a_line_without_bookings_is_forecast_without_any():
    assert ends(year_end([0] * 30, months_known=6, kind="money")) == (0, 0, 0)


def test_a_year_a_fifth_above_the_last_moves_half_of_it_into_last_years_rest():
    own, last = np.full((1, 6), 121.0), np.full((1, 12), 100.0)
    assert carry(last, own, adding=False) == pytest.approx(600 * (726 / 600) ** 0.5)
    assert carry(last, own, adding=True) == pytest.approx(600 + 0.5 * (726 - 600))


def test_one_odd_january_does_not_move_the_year_more_than_twice():
    last = np.array([[0.001, *[100.0] * 11]])
    assert carry(last, np.array([[5000.0]]), adding=False) == pytest.approx(1100 * 2)


def test_month_factors_are_shrunk_by_what_differs_between_years():
    steady, noisy = np.array([[SEASON, SEASON]], float), np.array([[SEASON, SEASON[::-1]]], float)
    assert month_pattern(steady, adding=False)[0] == pytest.approx(np.array(SEASON) / 80)
    assert month_pattern(noisy, adding=False)[0] == pytest.approx(np.ones(12))
    assert month_pattern(noisy, adding=True)[0] == pytest.approx(np.zeros(12))


def test_smoothing_with_equal_weights_is_plain_exponential_smoothing():
    values, level, errors = [10.0, 12, 9, 14, 13, 15, 11, 20, 22, 21, 25, 24], {}, {}
    for alpha in (0.1, 0.2, 0.3, 0.5, 0.7, 0.9):
        at, total = sum(values[:6]) / 6, 0.0
        for value in values:
            total += (value - at) ** 2
            at += alpha * (value - at)
        level[alpha], errors[alpha] = at, total / len(values)
    best = min(errors, key=errors.get)
    found, variance = smoothed(np.array([values]), np.ones((1, 12)), np.ones((1, 2)))
    assert found[0] == pytest.approx(level[best])
    assert variance[0] == pytest.approx(errors[best] * ((1 + best) ** 2 + 1))


@pytest.mark.parametrize(("years", "smoothed_share"), [(1, 0.4), (2, 2 / 3), (5, 2 / 3)])
def test_a_budget_takes_last_years_place_and_weighs_most_with_one_year_of_history(years, smoothed_share):
    history = [-100.0] * (12 * years) + [-100.0] * 4
    cut = year_end(history, months_known=4, kind="money", budget=[-100] * 4 + [-70] * 8).total
    assert cut == pytest.approx(-400 - (smoothed_share * 8 * 100 + (1 - smoothed_share) * 8 * 70))
    for no_change in (None, -1200):
        assert year_end(history, months_known=4, kind="money", budget=no_change).total == pytest.approx(-1200)


def test_a_years_total_as_budget_has_the_series_own_profile():
    for season in (SEASON, ZERO_SEASON):
        history = season * 2 + season[:4]
        assert year_end(history, months_known=4, budget=960).total == pytest.approx(960)
        assert year_end(history, months_known=4, budget=1200).total > 960


@pytest.mark.parametrize(("level", "wider"), [(0.5, 0.6), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99)])
@pytest.mark.parametrize("kind", ["flow", "stock", "money"])
def test_a_surer_interval_is_wider(level, wider, kind):
    history = [1000 + 30 * (place % 5) for place in range(41)]
    narrow = year_end(history, months_known=5, kind=kind, level=level)
    wide = year_end(history, months_known=5, kind=kind, level=wider)
    assert wide.lower < narrow.lower < narrow.total < narrow.upper < wide.upper
    assert wide.total == narrow.total


def test_the_measured_errors_cover_every_month_and_never_cross():
    rows = [line.split() for line in TABLE.strip().splitlines()]
    served = {(model, int(history), int(months)) for model, history, months, *_ in rows}
    assert served == {
        *(("sum", history, months) for history in (12, 24, 36, 48) for months in range(1, 12)),
        *((model, 0, months) for model in ("mean", "plan") for months in range(1, 12)),
        ("stock", 12, 0),
        ("last", 0, 0),
    }
    for row in rows:
        quantiles = [float(value) for value in row[3:]]
        assert len(quantiles) == len(LEVELS) and quantiles == sorted(quantiles)


def test_the_interval_of_eight_tenths_lies_between_the_measured_tenths():
    row = next(line.split() for line in TABLE.splitlines() if line.startswith("sum 36 8 "))
    tenth, ninth = (float(row[3 + LEVELS.index(level)]) for level in (0.1, 0.9))
    assert reach("sum", 36, 8, 0.8) == pytest.approx((tenth, ninth))
    assert reach("sum", 40, 8, 0.8) == pytest.approx((tenth, ninth))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"history": [1.0, None, 3.0], "months_known": 1}, "saknas inne i historiken"),
        ({"history": [1.0, 2.0, None], "months_known": 2}, "inte alla kända"),
        ({"history": [], "months_known": 1}, "minst årets 1"),
        ({"history": [1.0, 2.0], "months_known": 3}, "minst årets 3"),
        ({"months_known": 0}, "1 till 12"),
        ({"months_known": 13}, "1 till 12"),
        ({"months_known": 2.5}, "heltal"),
        ({"months_known": True}, "heltal"),
        ({"history": [1.0, float("inf")]}, "oändligt"),
        ({"history": [1.0, 1e16]}, "större än"),
        ({"budget": [1.0] * 11}, "12 månadsbelopp"),
        ({"budget": []}, "12 månadsbelopp"),
        ({"budget": [1.0] * 11 + [float("nan")]}, "en saknas"),
        ({"budget": float("-inf")}, "oändligt"),
        ({"kind": "ratio"}, "flow, stock eller money"),
        ({"level": 0.4}, "0.5 till 0.99"),
        ({"level": 0.999}, "0.5 till 0.99"),
        ({"level": float("nan")}, "0.5 till 0.99"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_swedish(changed, said):
    asked = {"history": [1.0, 2.0, 3.0], "months_known": 2, **changed}
    with pytest.raises(ValueError, match=said):
        year_end(asked.pop("history"), **asked)


def test_months_before_a_series_begins_and_odd_months_at_its_start_change_nothing():
    whole = year_end(SEASON * 2 + SEASON[:5], months_known=5)
    assert year_end([None] * 7 + SEASON * 2 + SEASON[:5], months_known=5) == whole
    assert year_end([999.0] * 7 + SEASON * 2 + SEASON[:5], months_known=5) == whole


def test_a_series_that_misses_a_month_leaves_the_others_forecasts_alone():
    rows = np.array([SEASON * 2 + SEASON[:3]] * 3, dtype=float)
    rows[1, 20], rows[2, 26] = np.nan, np.nan
    found = year_ends(rows, months_known=3)
    assert found["total"].isna().tolist() == [False, True, True]
    assert found["lower"].isna().tolist() == found["upper"].isna().tolist() == [False, True, True]
    assert found["method"].tolist()[1:] == [
        "en månad saknas inne i historiken",
        "årets månader är inte alla kända",
    ]
    known = year_ends(rows[:, :24], months_known=12)
    assert known["method"].tolist()[1] == "årets månader är inte alla kända"


def drawn(seed, count=60):
    """Series of every sort: short, long, ragged, with zeros, negative, of mixed signs, all zero."""
    generator = np.random.default_rng(seed)
    rows = generator.gamma(4, 25, (count, 67)) * (1 + 0.5 * np.sin(np.arange(67) / 12 * 2 * np.pi))
    rows[::5] *= -1
    rows[1::5] -= 80
    rows[2::5] *= generator.random((len(rows[2::5]), 67)) < 0.3
    rows[7] = 0
    for row in rows:
        row[: generator.integers(0, 61)] = np.nan
    return rows


@pytest.mark.parametrize("kind", ["flow", "stock", "money"])
@pytest.mark.parametrize("months", [1, 6, 7, 12])
@pytest.mark.parametrize("columns", [None, 1, 12])
def test_many_series_get_the_answers_that_each_gets_alone(kind, months, columns):
    rows = drawn(months)
    rows = rows[~np.isnan(rows[:, -months:]).any(axis=1)]
    budgets = None
    if columns:
        budgets = np.random.default_rng(1).normal(80 * 12 / columns, 40, (len(rows), columns))
        budgets[::3] = np.nan
    together = year_ends(rows, months_known=months, budgets=budgets, kind=kind, level=0.9)
    for place, row in enumerate(rows):
        budget = None if budgets is None or np.isnan(budgets[place]).any() else budgets[place]
        alone = year_end(row, months_known=months, budget=budget, kind=kind, level=0.9)
        assert ends(alone) == pytest.approx(tuple(together.loc[place, ["total", "lower", "upper"]]))
        assert alone.method == together.loc[place, "method"]


def test_where_all_smoothings_fit_alike_the_slowest_is_chosen_whatever_the_dust():
    history = [1.1 * value for value in SEASON] + [80.0]
    ends_before = {
        round(year_end([unit * value for value in history], months_known=1).total / unit, 6)
        for unit in (1, 3, 7, 0.1)
    }
    assert len(ends_before) == 1


def test_no_series_give_no_rows():
    assert year_ends(np.zeros((0, 30)), months_known=6).empty


def test_a_thousand_series_take_far_less_than_a_second():
    rows = np.random.default_rng(3).gamma(4, 25, (1000, 44))
    year_ends(rows[:10], months_known=8)
    began = time.process_time()  # what else the machine is busy with is not ours
    year_ends(rows, months_known=8)
    assert time.process_time() - began < 1


def histories(values, least=1, most=60):
    return st.lists(values, min_size=least, max_size=most)


@settings(max_examples=150)
@given(histories(amounts), st.integers(1, 12), st.sampled_from(["flow", "stock", "money"]))
def test_every_series_of_finite_amounts_gets_an_interval_around_its_forecast(history, months, kind):
    months = min(months, len(history))
    end = year_end(history, months_known=months, kind=kind)
    assert np.isfinite(ends(end)).all()
    assert end.lower <= end.total <= end.upper


@settings(max_examples=150)
@given(
    histories(positive),
    st.integers(1, 11),
    st.sampled_from(["flow", "stock", "money"]),
    st.none() | st.lists(amounts, min_size=12, max_size=12),
)
@example([1.0, 0.0], 1, "flow", [0.0] * 11 + [-1.0])
@example([0.0], 1, "flow", [-1.0] * 12)
@example([0.0] * 13, 1, "flow", [-100.0] * 12)
def test_what_only_grows_never_ends_below_what_is_booked(history, months, kind, budget):
    months = min(months, len(history))
    used = history[-months - (len(history) - months) // 12 * 12 :]
    # Of money, nothing at all may become a cost as well, if that is what is budgeted; a count may not.
    assume(kind == "flow" or sum(used) > 0)
    end = year_end(history, months_known=months, kind=kind, budget=budget)
    assert end.lower >= sum(history[-months:]) - 1e-9 * max(1, sum(history))


@settings(max_examples=150)
@given(histories(amounts), st.integers(1, 11), st.none() | st.lists(amounts, min_size=12, max_size=12))
def test_costs_are_forecast_as_incomes_with_the_sign_turned(history, months, budget):
    months = min(months, len(history))
    assume(abs(sum(history)) >= 1)  # the side that a series is on is its sum's
    as_income = year_end(history, months_known=months, kind="money", budget=budget)
    turned = None if budget is None else [-value for value in budget]
    as_cost = year_end([-value for value in history], months_known=months, kind="money", budget=turned)
    slack = 1e-9 * (1 + max(map(abs, [*history, *(budget or [0])])) * 1e3)
    assert as_cost.total == pytest.approx(-as_income.total, abs=slack)
    assert as_cost.lower == pytest.approx(-as_income.upper, abs=slack)
    assert as_cost.upper == pytest.approx(-as_income.lower, abs=slack)


@pytest.mark.parametrize("season", [SEASON, ZERO_SEASON, NET_SEASON])
def test_kronor_and_thousands_of_kronor_give_the_same_forecast(season):
    history = [value * (1 + 0.03 * (place % 7)) for place, value in enumerate(season * 3 + season[:5])]
    kronor = year_end([1000 * value for value in history], months_known=5, kind="money")
    thousands = year_end(history, months_known=5, kind="money")
    assert ends(kronor) == pytest.approx(tuple(1000 * value for value in ends(thousands)))


def test_small_counts_are_less_sure_than_the_same_numbers_of_money():
    history = [3.0, 4.0, 2.0, 3.0] * 9
    count = year_end(history, months_known=8, kind="flow")
    money = year_end(history, months_known=8, kind="money")
    assert count.total == pytest.approx(money.total)
    assert count.upper - count.lower > money.upper - money.lower


def test_sums_lie_where_their_parts_add_up_and_are_as_wide_as_their_own_forecast():
    direct = pd.DataFrame(
        {
            "total": [100.0, -100.0, 10.0],
            "lower": [90.0, -120.0, -5.0],
            "upper": [115.0, -95.0, 20.0],
            "method": ["a"] * 3,
        }
    )
    free = np.inf
    least, most = np.array([100.0, -free, -free]), np.array([free, -96.0, free])
    found = recentred(direct, np.array([108.0, -98.0, 4.0]), least, most)
    assert found["total"].tolist() == [108, -98, 4]
    assert found["lower"].tolist() == [108 - 8, -98 - 20, 4 - 15]
    assert found["upper"].tolist() == [108 + 15, -96, 4 + 10]


@pytest.mark.parametrize(
    ("total", "least", "most", "lower", "upper"),
    [
        (0, -np.inf, np.inf, -10, 20),
        (0, -5, np.inf, -5, 20),
        (0, -15, np.inf, -10, 20),
        (0, -np.inf, 5, -10, 5),
        (0, -np.inf, 25, -10, 20),
        (0, -np.inf, 0, -10, 0),
        # What its parts add up to lies in the interval, also where it lies beyond the bound.
        (-8, -5, np.inf, -8, 12),
        (8, -np.inf, 5, -2, 8),
    ],
)
def test_an_interval_ends_where_the_year_can_not_end_beyond(total, least, most, lower, upper):
    direct = pd.DataFrame({"total": [50.0], "lower": [40.0], "upper": [70.0], "method": ["a"]})
    bound = np.array([least], dtype=float), np.array([most], dtype=float)
    found = recentred(direct, np.array([total], dtype=float), *bound).iloc[0]
    assert (found["total"], found["lower"], found["upper"]) == (total, lower, upper)
