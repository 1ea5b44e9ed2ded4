"""Figures over windows of periods: rolling sums and means, and the year so far."""

import pytest
from drawn import figures
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.derivation.recipes import Recipe
from metrics.derivation.windows import window_series
from metrics.periods import Period
from metrics.rollup import seen_by, whole_of_unit
from metrics.subjects import Figure, series_by_indicator
from metrics.vocabulary import Derivation, Kind, Periodicity, ValueState

MONTH, YEAR = Periodicity.MONTH, Periodicity.YEAR
SO_FAR = Recipe(by=Derivation.ACCUMULATED, first=(1,))
SUMMED = (Kind.FLOW, Kind.MONEY)


def rolling(span: int, by: Derivation = Derivation.ROLLING_MEAN) -> Recipe:
    return Recipe(by=by, first=(1,), span=span)


def seen(drawn, kind=Kind.RATIO, periodicity=MONTH, scale=100.0, ancestors=None):
    """Series of indicator 1, as a unit's figures are rolled up before windows are made of them."""
    whole = whole_of_unit(drawn, ancestors or {}, {1: kind}, {1: scale})
    return series_by_indicator(seen_by(whole, periodicity, {1: kind}, {1: scale})).get(1, {})


def windows(recipe, drawn, kind=Kind.RATIO, *, ancestors=None):
    periodicity = Period.parse(figures(drawn)["period"].iloc[0]).periodicity
    return window_series(recipe, seen(figures(drawn), kind, periodicity, ancestors=ancestors), kind, 100.0)


def told(made: dict[str, Figure]) -> dict[str, tuple[float | None, str]]:
    """Period -> rounded value and how many of how many periods."""
    return {
        code: (
            None if figure.value is None else round(figure.value, 2),
            f"{figure.parts} av {figure.expected}",
        )
        for code, figure in made.items()
    }


SICK_LEAVE = """
period  | value | numerator | denominator
2025-11 |     5 |         5 |         100
2025-12 |    10 |        20 |         200
2026-01 |     4 |         4 |         100
2026-02 |     6 |        18 |         300
"""


def test_the_year_so_far_is_made_of_the_sums_and_begins_anew_in_january():
    assert told(windows(SO_FAR, SICK_LEAVE)) == {
        "2025-11": (100 * 5 / 100, "1 av 11"),
        "2025-12": (round(100 * (5 + 20) / (100 + 200), 2), "2 av 12"),
        "2026-01": (100 * 4 / 100, "1 av 1"),
        "2026-02": (100 * (4 + 18) / (100 + 300), "2 av 2"),
    }


def test_a_rolling_figure_goes_over_the_turn_of_the_year_and_begins_when_its_window_is_full():
    assert told(windows(rolling(3), SICK_LEAVE)) == {
        "2026-01": (round(100 * (5 + 20 + 4) / (100 + 200 + 100), 2), "3 av 3"),
        "2026-02": (round(100 * (20 + 4 + 18) / (200 + 100 + 300), 2), "3 av 3"),
    }


def test_a_rolling_share_carries_its_two_sums():
    figure = windows(rolling(3), SICK_LEAVE)["2026-02"]
    assert (figure.numerator, figure.denominator) == (20 + 4 + 18, 200 + 100 + 300)


@pytest.mark.parametrize(
    ("kind", "recipe", "expected"),
    [
        (Kind.FLOW, rolling(3, Derivation.ROLLING_SUM), 10 + 20 + 60),
        (Kind.MONEY, rolling(3, Derivation.ROLLING_SUM), 10 + 20 + 60),
        (Kind.FLOW, rolling(3), (10 + 20 + 60) / 3),
        (Kind.FLOW, SO_FAR, 10 + 20 + 60),
        (Kind.STOCK, rolling(3), (10 + 20 + 60) / 3),
        (Kind.YEAR_PLACES, rolling(3), (10 + 20 + 60) / 3),
        (Kind.MEAN, rolling(3), (10 * 1 + 20 * 3 + 60 * 6) / (1 + 3 + 6)),
        (Kind.INDEX, rolling(3), (10 * 1 + 20 * 3 + 60 * 6) / (1 + 3 + 6)),
        (Kind.RATIO, rolling(3), 100 * (1 + 4 + 3) / (10 + 20 + 5)),
    ],
)
def test_a_window_is_made_as_each_kind_is_rolled_up(kind, recipe, expected):
    drawn = """
    period  | value | numerator | denominator | n
    2026-01 |    10 |         1 |          10 | 1
    2026-02 |    20 |         4 |          20 | 3
    2026-03 |    60 |         3 |           5 | 6
    """
    made = windows(recipe, drawn, kind)["2026-03"]
    assert made.value == pytest.approx(expected)
    assert made.n == (1 + 3 + 6 if kind in (Kind.MEAN, Kind.INDEX) else None)


LATE = """
period  | value | numerator | denominator | state
2026-01 |    10 |        10 |         100 | final
2026-02 |       |           |             | missing
2026-03 |    20 |        20 |         100 | final
"""


def test_a_share_is_made_of_the_months_that_are_there_and_says_how_many():
    assert told(windows(rolling(3), LATE)) == {"2026-03": (15, "2 av 3")}
    assert told(windows(SO_FAR, LATE))["2026-03"] == (15, "2 av 3")


@pytest.mark.parametrize("kind", SUMMED)
def test_a_sum_without_all_its_months_is_no_figure(kind):
    for recipe in (rolling(3, Derivation.ROLLING_SUM), SO_FAR):
        figure = windows(recipe, LATE, kind)["2026-03"]
        assert (figure.value, figure.state) == (None, ValueState.MISSING)
        assert (figure.parts, figure.expected) == (2, 3)


def test_a_month_without_a_row_is_as_missing_as_one_that_is_told_to_be():
    drawn = "\n".join(line for line in LATE.splitlines() if "missing" not in line)
    assert told(windows(rolling(3), drawn)) == {"2026-03": (15, "2 av 3")}


def test_months_before_the_first_figure_fill_no_window():
    drawn = """
    period  | value | numerator | denominator | state
    2025-12 |       |           |             | not_yet_reported
    2026-01 |    10 |        10 |         100 | final
    2026-02 |    20 |        20 |         100 | final
    """
    assert told(windows(rolling(2), drawn)) == {"2026-02": (15, "2 av 2")}
    assert list(windows(SO_FAR, drawn)) == ["2026-01", "2026-02"]


def test_a_series_without_any_figure_has_no_windows():
    drawn = "period | value | state\n2026-01 | | missing"
    assert windows(rolling(1), drawn) == windows(SO_FAR, drawn) == {}


@pytest.mark.parametrize(
    ("first", "second", "third", "expected"),
    [
        ("final", "final", "final", "final"),
        ("preliminary", "final", "final", "preliminary"),
        ("final", "final", "preliminary", "preliminary"),
    ],
)
def test_a_window_with_a_preliminary_month_is_preliminary(first, second, third, expected):
    drawn = f"""
    period  | value | numerator | denominator | state
    2026-01 |    10 |        10 |         100 | {first}
    2026-02 |    20 |        20 |         100 | {second}
    2026-03 |    30 |        30 |         100 | {third}
    """
    assert windows(rolling(3), drawn)["2026-03"].state == expected


HIDDEN = """
period  | value | numerator | denominator | state
2026-01 |    10 |        10 |         100 | final
2026-02 |    20 |        20 |         100 | final
2026-03 |       |           |             | confidential
2026-04 |       |           |             | confidential
"""


def test_secret_months_add_nothing_and_are_counted_as_lacking():
    """What is shown doesn't move with the hidden months: their figures can't be found as a difference."""
    assert told(windows(SO_FAR, HIDDEN)) == {
        "2026-01": (10, "1 av 1"),
        "2026-02": (15, "2 av 2"),
        "2026-03": (15, "2 av 3"),
        "2026-04": (15, "2 av 4"),
    }
    assert told(windows(rolling(3), HIDDEN)) == {"2026-03": (15, "2 av 3"), "2026-04": (20, "1 av 3")}


@pytest.mark.parametrize(
    ("states", "kind", "expected"),
    [
        (("confidential", "confidential"), Kind.RATIO, "confidential"),
        (("confidential", "missing"), Kind.RATIO, "confidential"),
        (("missing", "missing"), Kind.RATIO, "missing"),
        (("missing", "not_yet_reported"), Kind.RATIO, "missing"),
        (("not_yet_reported", "not_yet_reported"), Kind.RATIO, "not_yet_reported"),
        (("not_applicable", "not_applicable"), Kind.RATIO, "not_applicable"),
        (("final", "confidential"), Kind.FLOW, "confidential"),
        (("final", "missing"), Kind.FLOW, "missing"),
        (("final", "not_applicable"), Kind.FLOW, "missing"),
    ],
)
def test_a_window_without_a_figure_says_why(states, kind, expected):
    months = "\n".join(
        f"2026-0{month} | {5 if state == 'final' else ''} | {state}" for month, state in enumerate(states, 2)
    )
    drawn = f"period | value | state\n2026-01 | 5 | final\n{months}"
    figure = windows(rolling(2, Derivation.ROLLING_SUM), drawn, kind)["2026-03"]
    assert (figure.value, figure.state) == (None, expected)


def test_percentages_without_their_parts_are_not_put_together():
    drawn = "period | value\n2026-01 | 5.3\n2026-02 | 5.9"
    for recipe in (rolling(2), SO_FAR):
        figure = windows(recipe, drawn)["2026-02"]
        assert (figure.value, figure.state) == (None, ValueState.MISSING)


def test_one_percentage_without_its_parts_leaves_the_whole_window_unknown():
    drawn = """
    period  | value | numerator | denominator
    2026-01 |    10 |        10 |         100
    2026-02 |    20 |           |
    2026-03 |    30 |        30 |         100
    """
    made = windows(rolling(2), drawn)
    assert (made["2026-02"].value, made["2026-03"].value) == (None, None)


def test_an_index_without_its_answers_is_not_put_together():
    assert windows(rolling(2), "period | value\n2025 | 77\n2026 | 79", Kind.INDEX)["2026"].value is None


def test_hours_of_nobody_are_no_share():
    drawn = "period | value | numerator | denominator\n2026-01 | 0 | 0 | 0\n2026-02 | 0 | 0 | 0"
    assert windows(rolling(2), drawn)["2026-02"].value is None


def test_a_year_of_tertials_is_three_of_them():
    drawn = """
    period  | value | numerator | denominator
    2025-T2 |     4 |         4 |         100
    2025-T3 |     6 |         6 |         100
    2026-T1 |     9 |        18 |         200
    2026-T2 |     5 |         5 |         100
    """
    assert told(windows(rolling(3), drawn)) == {
        "2026-T1": (100 * (4 + 6 + 18) / (100 + 100 + 200), "3 av 3"),
        "2026-T2": (100 * (6 + 18 + 5) / (100 + 200 + 100), "3 av 3"),
    }
    assert told(windows(SO_FAR, drawn))["2026-T2"] == (round(100 * (18 + 5) / 300, 2), "2 av 2")


def test_a_window_tells_of_the_units_in_the_month_that_lacks_most_of_them():
    drawn = """
    unit_id | period  | value | numerator | denominator | state
    2       | 2026-01 |    10 |        10 |         100 | final
    3       | 2026-01 |    10 |        10 |         100 | final
    2       | 2026-02 |    10 |        10 |         100 | final
    3       | 2026-02 |       |           |             | confidential
    2       | 2026-03 |    10 |        10 |         100 | final
    3       | 2026-03 |    10 |        10 |         100 | final
    """
    made = windows(rolling(3), drawn, ancestors={2: [1], 3: [1]})["2026-03"]
    assert (made.units, made.units_expected) == (1, 2)


# What December says is what the year says

whole_months = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 400), st.integers(1, 30)), min_size=24, max_size=24
)
lacking = st.sets(st.integers(0, 23), max_size=9)


def drawn_months(months, absent):
    """Two years of months; those at the places in `absent` are missing."""
    lines = []
    for place, (top, bottom, n) in enumerate(months):
        code = Period(MONTH, 2025).shifted(place).code
        known = f"{100 * top / bottom!r} | {top} | {bottom} | {n} | final"
        lines.append(f"{code} | {'| | | | missing' if place in absent else known}")
    return figures("period | value | numerator | denominator | n | state\n" + "\n".join(lines))


def december(months, absent, kind, recipe):
    """December 2026 by a window, and 2026 by roll-up."""
    drawn = drawn_months(months, absent)
    window = window_series(recipe, seen(drawn, kind), kind, 100.0).get("2026-12")
    return window, seen(drawn, kind, YEAR).get("2026")


@settings(max_examples=15)
@given(months=whole_months, kind=st.sampled_from(list(Kind)))
def test_twelve_months_rolling_and_so_far_are_in_december_what_the_year_is_rolled_up_to(months, kind):
    for recipe in (rolling(12, Derivation.ROLLING_SUM), SO_FAR):
        window, year = december(months, set(), kind, recipe)
        assert window.value == pytest.approx(year.value, rel=1e-9)
        assert (window.state, window.parts, window.expected) == (year.state, year.parts, year.expected)
        if kind == Kind.RATIO:
            assert (window.numerator, window.denominator) == (year.numerator, year.denominator)


@settings(max_examples=15)
@given(
    months=whole_months, absent=lacking, kind=st.sampled_from([each for each in Kind if each not in SUMMED])
)
def test_so_they_are_where_months_are_missing(months, absent, kind):
    for recipe in (rolling(12), SO_FAR):
        window, year = december(months, absent - {0}, kind, recipe)
        if year.value is None:
            assert window is None or window.value is None
        else:
            assert window.value == pytest.approx(year.value, rel=1e-9)
            assert (window.parts, window.expected) == (year.parts, year.expected)


@settings(max_examples=10)
@given(months=whole_months, absent=lacking.filter(bool), kind=st.sampled_from(SUMMED))
def test_a_sum_is_whole_or_not_told(months, absent, kind):
    window, year = december(months, absent - {0}, kind, rolling(12, Derivation.ROLLING_SUM))
    complete = all(place < 12 for place in absent - {0})
    assert (window.value is not None) == complete
    if complete:
        assert window.value == pytest.approx(year.value, rel=1e-9)
