"""Axes: which periods and levels are named, and where things lie in time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.axes import levels, middle, period_ticks, width_of
from metrics.chart_labels import apart
from metrics.periods import Period

TELEPHONE = 220


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        ("2017-01", "2017-12", ["jan<br>2017", "mar<br>", "maj<br>", "jul<br>", "sep<br>", "nov<br>"]),
        ("2024-11", "2026-12", ["jan<br>2025", "jul<br>", "jan<br>2026", "jul<br>"]),
        ("2021-01", "2026-12", ["2021", "2022", "2023", "2024", "2025", "2026"]),
        ("2015-01", "2026-12", ["2016", "2018", "2020", "2022", "2024", "2026"]),
        ("2025-Q1", "2026-Q4", ["kv 1<br>2025", "kv 3<br>", "kv 1<br>2026", "kv 3<br>"]),
        ("2025-T1", "2026-T3", ["T1<br>2025", "T2<br>", "T3<br>", "T1<br>2026", "T2<br>", "T3<br>"]),
        ("2022-T1", "2026-T3", ["2022", "2023", "2024", "2025", "2026"]),
        ("2024-H2", "2025-H2", ["H2<br>2024", "H1<br>2025", "H2<br>"]),
        ("2019", "2025", ["2019", "2021", "2023", "2025"]),
        ("2026", "2026", ["2026"]),
        ("2026-12", "2026-12", ["dec<br>2026"]),
    ],
)
def test_periods_are_named_in_swedish_with_the_year_where_it_is_new(first, last, texts):
    assert period_ticks(Period.parse(first), Period.parse(last), TELEPHONE)[1] == texts


@given(st.integers(2000, 2030), st.integers(1, 12), st.integers(0, 400), st.sampled_from([160, 220, 560]))
def test_names_never_crowd_each_other(year, month, length, width):
    first = Period.parse(f"{year}-{month:02d}")
    places, texts = period_ticks(first, first.shifted(length), width)
    assert 1 <= len(places) == len(texts) <= width / 36
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-01", "2026-01-16T12:00"), ("2025-02", "2025-02-15T00:00"), ("2025", "2025-07-02T12:00")],
)
def test_a_value_lies_in_the_middle_of_its_period(period, expected):
    assert middle(Period.parse(period)) == expected


@pytest.mark.parametrize(
    ("values", "unit", "decimals", "texts"),
    [
        ([30, 35], "antal", 0, ["30", "32", "34", "36"]),
        ([5, 35], "antal", 0, ["0", "10", "20", "30", "40"]),
        ([0, 1], "antal", 0, ["0", "1"]),
        ([0], "antal", 0, ["0", "1"]),
        ([7], "antal", 0, ["0", "2", "4", "6", "8"]),
        ([4.2, 7.7], "%", 1, ["4", "5", "6", "7", "8"]),
        ([1.2, 7.7], "%", 1, ["0", "2", "4", "6", "8"]),
        ([5.6, 5.9], "%", 1, ["5,6", "5,7", "5,8", "5,9"]),
        ([82, 100], "%", 0, ["80", "85", "90", "95", "100"]),
        ([900, 1500], "dygn", 0, ["0", "500", "1\u00a0000", "1\u00a0500"]),
        ([-50_000, -5_000], "tkr", 0, ["\u221260\u00a0000", "\u221240\u00a0000", "\u221220\u00a0000", "0"]),
        ([-3, 4], "tkr", 0, ["\u22124", "\u22122", "0", "2", "4"]),
        ([], "antal", 0, []),
    ],
)
def test_the_value_axis_starts_at_zero_unless_all_lie_far_from_it(values, unit, decimals, texts):
    assert levels(values, unit, decimals).texts == texts


@given(
    st.lists(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)), min_size=1, max_size=20),
    st.sampled_from(["%", "antal"]),
    st.integers(0, 2),
)
def test_the_value_axis_holds_every_value_between_its_ends(values, unit, decimals):
    axis = levels(values, unit, decimals)
    slack = 1e-6 * max(abs(axis.low), abs(axis.high))
    assert axis.low - slack <= min(values) <= max(values) <= axis.high + slack
    assert (axis.low, axis.high) == (axis.places[0], axis.places[-1])
    assert 2 <= len(axis.places) <= 7
    assert len(set(axis.texts)) == len(axis.texts)


@pytest.mark.parametrize(
    ("wanted", "heights", "expected"),
    [
        ([10, 100], [20, 20], [10, 100]),
        ([50, 50], [20, 20], [40, 60]),
        ([50, 60, 200], [20, 20, 20], [45, 65, 200]),
        ([50, 50, 75], [20, 20, 20], [38.333, 58.333, 78.333]),
        ([50, 50], [30, 10], [45, 65]),
        ([], [], []),
    ],
)
def test_names_that_would_cover_each_other_are_moved_apart(wanted, heights, expected):
    assert apart(wanted, heights) == pytest.approx(expected, abs=0.001)


@given(st.lists(st.floats(0, 300), max_size=8).map(sorted))
def test_no_name_covers_another(wanted):
    places = apart(wanted, [30] * len(wanted))
    assert all(higher - lower >= 30 - 1e-6 for lower, higher in pairwise(places))


def test_the_widest_line_counts_and_tags_only_as_far_as_they_widen():
    assert width_of(["<b>5,7 %</b>", "ok"]) > width_of(["<i>5,7 %</i>"]) == width_of(["5,7 %", "ok"])
    assert width_of([]) == 0
