"""Kaplan-Meier against published tables, and at its edges."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases.survival import longest, median, quantile, survival_table

SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
"""Weeks in remission of leukaemia with 6-mercaptopurine and with placebo: E. J. Freireich and others,
Blood 21 (1963), 699-716, the example of E. A. Gehan, Biometrika 52 (1965), 203-223."""
TIED = "5 8 10+ 12 15 15 18+ 20 22+ 25+"
"""Two closed on the same day, as R's survival and lifelines count them."""

SOME = settings(max_examples=40)
CASES = st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=30)


def table(drawn):
    """The table of ages as they are written in the literature: + is still open."""
    words = drawn.split()
    return survival_table([float(word.rstrip("+")) for word in words], ["+" not in word for word in words])


def steps(found):
    """The share open after each age at which any was closed."""
    return {row.time: row.survival for row in found.itertuples() if row.events}


@pytest.mark.parametrize(
    ("drawn", "expected", "precision"),
    [
        (
            SIX_MP,
            {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448},
            0.0005,
        ),
        (
            PLACEBO,
            {1: 19, 2: 17, 3: 16, 4: 14, 5: 12, 8: 8, 11: 6, 12: 4, 15: 3, 17: 2, 22: 1, 23: 0},
            1e-9,
        ),
        (TIED, {5: 0.9, 8: 0.8, 12: 0.6857, 15: 0.4571, 20: 0.3048}, 0.00005),
    ],
    ids=["6-MP", "placebo", "tied"],
)
def test_the_published_tables_are_reproduced(drawn, expected, precision):
    of = 21 if drawn == PLACEBO else 1
    published = {age: share / of for age, share in expected.items()}
    assert steps(table(drawn)) == pytest.approx(published, abs=precision)


@pytest.mark.parametrize(("drawn", "expected"), [(SIX_MP, 23), (PLACEBO, 8), (TIED, 15)])
def test_the_published_medians_are_reproduced(drawn, expected):
    assert median(table(drawn)) == expected


def test_a_table_has_a_row_for_every_age_with_how_many_came_to_it():
    found = table("3 3+ 5+ 8")
    assert found[["time", "at_risk", "events"]].to_numpy().tolist() == [[3, 4, 1], [5, 2, 0], [8, 1, 1]]
    assert found["survival"].tolist() == [0.75, 0.75, 0]


@pytest.mark.parametrize(
    ("drawn", "share", "expected"),
    [
        ("1 2 3 4", 0.5, 2),
        ("1 2 3 4", 0.9, 4),
        ("1 2 3 4 5 6 7 8 9 10", 0.9, 9),
        ("1 2 3+ 4+", 0.5, 2),
        ("1 2+ 3+ 4+", 0.5, math.nan),
        ("0 0 0 9", 0.5, 0),
        ("7+", 0.5, math.nan),
        ("", 0.5, math.nan),
    ],
)
def test_a_quantile_is_the_first_age_by_which_so_many_are_closed(drawn, share, expected):
    assert quantile(table(drawn), share) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(("drawn", "expected"), [("1 2 3+", 3), ("1+ 2", 2), ("", math.nan)])
def test_an_unknown_median_is_more_than_the_longest_age_seen(drawn, expected):
    assert longest(table(drawn)) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("times", "closed", "told"),
    [
        ([1.0], [True, False], "as many"),
        ([-1.0], [True], "0 or more"),
        ([math.nan], [True], "finite"),
        ([math.inf], [False], "finite"),
    ],
)
def test_ages_that_are_none_are_refused(times, closed, told):
    with pytest.raises(ValueError, match=told):
        survival_table(times, closed)


@pytest.mark.parametrize("share", [0, 1, -0.1])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(table("1 2"), share)


@SOME
@given(CASES)
def test_the_share_still_open_only_falls_and_every_case_leaves_once(cases):
    found = survival_table([time for time, _ in cases], [closed for _, closed in cases])
    shares = [1.0, *found["survival"]]
    assert all(before >= after >= 0 for before, after in pairwise(shares))
    assert found["events"].sum() == sum(closed for _, closed in cases)
    assert found["at_risk"].tolist() == [sum(time >= age for time, _ in cases) for age in found["time"]]


@SOME
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_without_open_cases_the_share_is_the_plain_one(times):
    found = survival_table(times, [True] * len(times))
    plain = [sum(time > age for time in times) / len(times) for age in found["time"]]
    assert found["survival"].tolist() == pytest.approx(plain)
