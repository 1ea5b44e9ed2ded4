"""A year's budget on its months."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.money.profiles import ProfileError, as_last_year, straight, typed

NBSP = "\u00a0"
TOTALS = st.integers(-(10**10), 10**10)
ONE_SIGNED = st.lists(st.integers(0, 10**8), min_size=12, max_size=12).filter(any)
DECEMBER_ONLY = [0.0] * 11 + [-500.0]


def ore(amounts) -> int:
    """Sum amounts in öre, as they are written."""
    return sum(round(Fraction(repr(float(amount))) * 100) for amount in amounts)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (1_200, [100] * 12),
        (-1_200, [-100] * 12),
        (0, [0] * 12),
        # 14 / 12: the sums so far are 1.17, 2.33, 3.5, 4.67 ... and half goes to the even krona.
        (14, [1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1]),
        (1, [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
        (0.12, [0.01] * 12),
        (-1_200.12, [-100.01] * 12),
    ],
)
def test_a_straight_budget_is_a_twelfth_a_month(total, expected):
    assert list(straight(total)) == expected


@given(TOTALS)
def test_a_straight_profile_sums_to_the_budget_with_no_month_a_krona_off(total):
    months = straight(total)
    assert sum(months) == total
    assert all(month == int(month) for month in months)
    assert all(abs(month - Fraction(total, 12)) <= 1 for month in months)


@given(TOTALS)
def test_a_budget_in_ore_is_spread_to_the_ore(total):
    assert ore(straight(total / 100)) == ore([total / 100])


@given(TOTALS)
def test_a_cost_is_spread_as_an_income_of_the_same_size(total):
    assert [-month for month in straight(-total)] == list(straight(total))


@given(TOTALS, ONE_SIGNED, st.sampled_from([-1, 1]))
def test_last_years_shape_sums_to_the_budget_with_no_month_a_krona_off(total, shape, sign):
    months = as_last_year(total, [sign * month for month in shape])
    assert sum(months) == total
    whole = sum(shape)
    assert all(
        abs(month - Fraction(total * part, whole)) <= 1 for month, part in zip(months, shape, strict=True)
    )


@given(TOTALS, ONE_SIGNED)
def test_a_budget_to_date_is_at_most_half_a_krona_off(total, shape):
    months = as_last_year(total, shape)
    for until in range(1, 13):
        assert abs(sum(months[:until]) - Fraction(total * sum(shape[:until]), sum(shape))) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("total", "shape", "expected"),
    [
        (-1_000, DECEMBER_ONLY, [0] * 11 + [-1_000]),
        (1_000, DECEMBER_ONLY, [0] * 11 + [1_000]),
        (-240, [-1.0] * 6 + [-3.0] * 6, [-10] * 6 + [-30] * 6),
        (0, [-1.0] * 12, [0] * 12),
        # One correction of +200 against a year of -1 000: a fifth.
        (-2_000, [200.0, *[-100.0] * 10, -200.0], [400, *[-200] * 10, -400]),
    ],
)
def test_last_years_shape_keeps_the_months_shares(total, shape, expected):
    assert list(as_last_year(total, shape)) == expected


def test_last_year_budgeted_again_is_last_year():
    months = [-float(month * month * 1_003) for month in range(1, 13)]
    assert list(as_last_year(sum(months), months)) == months


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ([0.0] * 12, "summerar till 0 kr"),
        ([-5.0, 5.0] * 6, "summerar till 0 kr"),
        ([300.0, *[-100.0] * 10, -200.0], "300 kr av summan −900 kr har motsatt tecken"),
        ([-1_000.0, 1_001.0, *[0.0] * 10], "−1 000 kr av summan 1 kr har motsatt tecken"),
    ],
)
def test_a_shape_that_would_give_absurd_months_is_refused_for_straight(shape, told):
    with pytest.raises(ProfileError) as refused:
        as_last_year(-1_000, shape)
    said = str(refused.value).replace(NBSP, " ")
    assert told in said and said.endswith("Välj rak fördelning.")


@given(TOTALS, st.lists(st.integers(-(10**6), 10**6), min_size=12, max_size=12))
def test_no_accepted_month_has_a_share_beyond_a_quarter_past_the_whole(total, shape):
    try:
        months = as_last_year(total, shape)
    except ProfileError:
        assume(False)
    assert sum(months) == total
    assert all(abs(month) <= 1.25 * abs(total) + 1 for month in months)


@pytest.mark.parametrize(
    ("total", "months"),
    [
        (-78, [-float(month) for month in range(1, 13)]),
        (1.2, [0.1] * 12),
        (-100, [-8.33] * 11 + [-8.37]),
        (0, [5.0, -5.0] * 6),
    ],
)
def test_typed_months_that_sum_to_the_budget_stand_as_typed(total, months):
    assert list(typed(total, months)) == months


@pytest.mark.parametrize(
    ("total", "months", "expected"),
    [
        (
            -1_200_000,
            [-110_000.0] * 12,
            "Månaderna summerar till −1 320 000 kr men budgeten är −1 200 000 kr: "
            "+120 000 kr återstår att fördela.",
        ),
        (
            100,
            [8.33] * 12,
            "Månaderna summerar till 99,96 kr men budgeten är 100 kr: +0,04 kr återstår att fördela.",
        ),
        (12, [1.0] * 11, "En profil har tolv månader, inte 11."),
        (12, [1.0] * 10 + [math.nan] * 2, "Belopp saknas för november, december."),
        (math.nan, [1.0] * 12, "Budgeten saknas, så det finns inget att fördela."),
    ],
)
def test_typed_months_that_do_not_make_the_budget_are_refused_with_the_difference(total, months, expected):
    with pytest.raises(ProfileError) as refused:
        typed(total, months)
    assert str(refused.value).replace(NBSP, " ") == expected


def test_a_missing_budget_or_month_is_never_zero():
    with pytest.raises(ProfileError, match="Budgeten saknas"):
        straight(math.nan)
    with pytest.raises(ProfileError, match="Belopp saknas för mars"):
        as_last_year(-100, [-1.0, -1.0, math.nan, *[-1.0] * 9])
