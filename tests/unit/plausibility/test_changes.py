"""What a file changes of what is in force: all of it is told, and the old and great is asked about."""

import pytest
from plausible import COUNTS, SHARE, found, rules, said, series


def test_what_differs_from_the_store_is_told_once_for_a_series_with_an_example():
    history = series("2026-01", [100, 110, 105])
    assert found(series("2026-01", [100, 112, 125]), history) == [("notice", "contradicts-store", (2, 1))]
    assert said("contradicts-store", series("2026-01", [100, 112, 125]), history) == (
        "Vårddygn: 2 värden ändras, bland dem 105 dygn blir 125 dygn i mars 2026."
    )
    assert said("contradicts-store", series("2026-01", [101]), history) == (
        "Vårddygn: 100 dygn blir 101 dygn i januari 2026."
    )


def test_a_value_that_is_taken_away_is_told_of():
    assert said("contradicts-store", series("2026-01", [None]), series("2026-01", [100])) == (
        "Vårddygn: 100 dygn blir utan värde i januari 2026."
    )


@pytest.mark.parametrize(
    ("stored", "delivered"),
    [([100], [100]), ([None], [100]), ([None], [None]), ([0.1 + 0.2], [0.3])],
)
def test_what_is_the_same_or_was_missing_is_no_change(stored, delivered):
    assert found(series("2026-01", delivered), series("2026-01", stored)) == []


@pytest.mark.parametrize(
    ("period", "value", "expected"),
    [
        ("2025-09", 300, ["changed-much-back"]),
        ("2025-10", 300, []),
        ("2025-09", 215, []),
        ("2024-Q3", 300, ["changed-much-back"]),
        ("2024", 300, ["changed-much-back"]),
        ("2025", 300, []),
    ],
)
def test_a_value_of_more_than_a_year_ago_is_changed_with_a_reason(period, value, expected):
    assert rules(series(period, [value]), series(period, [205])) == expected


@pytest.mark.parametrize(("stored", "value", "expected"), [(4, 6, []), (4, 9, ["changed-much-back"])])
def test_a_few_cases_more_are_no_great_change(stored, value, expected):
    assert rules(series("2024-03", [value]), series("2024-03", [stored])) == expected


def test_a_share_changed_by_half_of_itself_is_a_great_change():
    assert rules(series("2024-03", [7.5]), series("2024-03", [5.0]), indicators=SHARE) == [
        "changed-much-back"
    ]


def test_an_old_value_in_the_wrong_unit_is_told_of_as_that():
    history = series("2024-01", COUNTS)
    assert rules(series("2024-03", [1980]), history) == ["decimal-slip"]
