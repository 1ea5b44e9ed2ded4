"""Swedish figures: what a reader sees for each number."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.numbers import number, rounded, thousands, with_unit

NBSP = "\u00a0"
FINITE = st.floats(allow_nan=False, allow_infinity=False, width=64)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.675, 2, 2.68),
        (-2.675, 2, -2.68),
        (0.5, 0, 1),
        (1.5, 0, 2),
        (-0.5, 0, -1),
        (5.65, 1, 5.7),
        (5.649999, 1, 5.6),
        (1e22, 2, 1e22),
        (5e-324, 3, 0),
        (np.float64(0.85), 1, 0.9),
        (7, 0, 7),
    ],
)
def test_half_is_rounded_away_from_zero_as_the_number_is_written(value, decimals, expected):
    assert rounded(value, decimals) == expected


def test_what_rounds_to_zero_from_below_is_plain_zero():
    assert math.copysign(1, rounded(-0.04, 1)) == 1


def test_a_missing_value_stays_missing_when_rounded():
    assert math.isnan(rounded(math.nan, 1))


@pytest.mark.parametrize(("value", "decimals"), [(math.inf, 0), (-math.inf, 1), (1.0, -1)])
def test_no_rounding_of_the_infinite_or_to_tens(value, decimals):
    with pytest.raises(ValueError, match=r"infinite|decimals"):
        rounded(value, decimals)


@given(FINITE, st.integers(0, 4))
def test_rounding_twice_is_rounding_once(value, decimals):
    once = rounded(value, decimals)
    assert rounded(once, decimals) == once


@given(FINITE, st.integers(0, 4))
def test_rounding_treats_gain_and_loss_alike(value, decimals):
    assert rounded(-value, decimals) == -rounded(value, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, f"1{NBSP}000"),
        (1234567.891, 2, f"1{NBSP}234{NBSP}567,89"),
        (999.95, 1, f"1{NBSP}000,0"),
        (-3, 0, "\u22123"),
        (-12345.6, 1, f"\u221212{NBSP}345,6"),
        (-0.04, 1, "0,0"),
        (5.65, 1, "5,7"),
        (0.000001, 6, "0,000001"),
        (1e21, 0, "1" + f"{NBSP}000" * 7),
    ],
)
def test_a_number_is_written_in_swedish(value, decimals, expected):
    assert number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(3, "+3,0"), (-3, "\u22123,0"), (0, "0,0"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_a_signed_number_has_no_sign_at_zero(value, expected):
    assert number(value, 1, sign=True) == expected


@given(st.integers(-(10**15), 10**15), st.booleans())
def test_a_reader_gets_the_number_back(value, sign):
    text = number(value, 0, sign=sign)
    assert int(text.replace(NBSP, "").replace("\u2212", "-")) == value


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
@pytest.mark.parametrize(
    "written",
    [
        lambda value: number(value, 1),
        lambda value: with_unit(value, 1, "%"),
        thousands,
    ],
    ids=["number", "with_unit", "thousands"],
)
def test_a_missing_value_is_never_written_as_a_number(written: Callable[[float | None], str], value):
    with pytest.raises(ValueError, match=r"missing value|infinite value"):
        written(value)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "expected"),
    [
        (5.7, 1, "%", "5,7 %"),
        (160, 0, "dygn", "160 dygn"),
        (1, 0, "dygn", "1 dygn"),
        (12, 0, "antal", "12"),
        (74.6, 0, "index", "75"),
        (3, 0, "", "3"),
        (1200, 0, "kronor", "1 200 kr"),
        (1, 0, "dagar", "1 dag"),
        (1.04, 1, "månader", "1,0 månader"),
        (1.1, 1, "månader", "1,1 månader"),
        (0, 0, "dagar", "0 dagar"),
    ],
)
def test_a_value_carries_its_unit(value, decimals, unit, expected):
    assert with_unit(value, decimals, unit) == expected.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(509_374_000, "509 374"), (-1_500, "\u22122"), (1_499, "1"), (499, "0"), (-500, "\u22121")],
)
def test_kronor_are_shown_in_thousands(amount, expected):
    assert thousands(amount) == expected.replace(" ", NBSP)


def test_a_surplus_is_marked_with_plus():
    assert thousands(2_000, sign=True) == "+2"
