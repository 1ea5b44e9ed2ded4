"""Sums where single values belong: of a period's parts, and of the year so far."""

from datetime import date
from itertools import accumulate

import pytest
from plausible import COUNTS, FLOW, SHARE, STOCK, file_of, found, indicator, indicators, rules, said, series

LATER = date(2027, 12, 31)
YEAR = COUNTS[:12]
MEAN = indicators(indicator("mean", "Handläggningstid", unit="dagar"))


@pytest.mark.parametrize(
    ("of", "whole", "value", "expected"),
    [
        (STOCK, "2025", sum(YEAR), ["stock-as-flow"]),
        (STOCK, "2025", sum(YEAR) / 12, []),
        (STOCK, "2025-T1", sum(YEAR[:4]), ["stock-as-flow"]),
        (STOCK, "2025-Q2", sum(YEAR[3:6]), ["stock-as-flow"]),
        (MEAN, "2025", sum(YEAR), ["stock-as-flow"]),
        (FLOW, "2025", sum(YEAR), []),
        (STOCK, "2026", sum(YEAR), []),
    ],
)
def test_a_year_of_a_stock_is_no_sum_of_its_months(of, whole, value, expected):
    figures = series(whole, [value])
    assert rules(figures, series("2025-01", YEAR), indicators=of, last_day=LATER) == expected
    together = file_of(figures, series("2025-01", YEAR))
    assert rules(together, indicators=of, last_day=LATER) == expected


def test_a_stock_of_one_month_only_may_be_the_years_sum():
    assert rules(series("2025", [3]), series("2025-01", [0] * 11 + [3]), indicators=STOCK) == []


@pytest.mark.parametrize(
    ("of", "rule"), [(STOCK, "stock-as-flow"), (FLOW, "flow-as-accumulated")], ids=["stock", "flow"]
)
def test_a_december_that_is_the_years_sum_is_doubted(of, rule):
    history = file_of(series("2024-01", YEAR), series("2025-01", YEAR[:11]))
    assert rules(series("2025-12", [sum(YEAR)]), history, indicators=of) == [rule]
    assert rules(series("2025-12", [YEAR[-1]]), history, indicators=of) == []


def test_an_april_that_is_the_year_so_far_is_doubted_and_a_march_is_not():
    history = file_of(series("2024-01", YEAR), series("2025-01", YEAR[:3]))
    assert rules(series("2025-04", [sum(YEAR[:4])]), history) == ["flow-as-accumulated"]
    history = file_of(series("2024-01", YEAR), series("2025-01", YEAR[:2]))
    assert rules(series("2025-03", [sum(YEAR[:3])]), history) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (list(accumulate(YEAR)), ["flow-as-accumulated"]),
        (list(accumulate(YEAR[:6])), ["flow-as-accumulated"]),
        (list(accumulate(YEAR[:5])), []),
        (YEAR, []),
        (sorted(YEAR), []),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], []),
    ],
    ids=["twelve months", "six months", "five months", "as they are", "rising", "a new service"],
)
def test_months_that_grow_from_january_as_sums_do_are_doubted(values, expected):
    assert rules(series("2025-01", values)) == expected


def test_a_whole_year_of_sums_is_one_doubt_of_every_month_but_those_that_fit():
    history = series("2024-01", YEAR)
    told = found(series("2025-01", list(accumulate(YEAR))), history)
    assert ("warning", "flow-as-accumulated", (11, *range(11))) in told
    assert [rule for level, rule, _ in told if level == "warning"] == ["flow-as-accumulated"]


def test_a_stock_that_grows_from_nothing_is_no_sum_without_a_history_that_says_so():
    assert rules(series("2025-01", list(accumulate(YEAR))), indicators=STOCK) == []
    assert rules(series("2025-01", list(accumulate(YEAR))), series("2024-01", YEAR), indicators=STOCK) == [
        "stock-as-flow"
    ]


def test_a_share_that_grows_from_january_is_no_sum():
    assert rules(series("2025-01", [5, 10, 15, 20, 25, 30, 35, 40]), indicators=SHARE) == []


def test_the_sum_is_told_with_a_way_on():
    assert said("stock-as-flow", series("2025", [sum(YEAR)]), series("2025-01", YEAR), indicators=STOCK) == (
        "Placerade barn: 2 637 under 2025 är summan av periodens delar. Ett sådant mått summeras inte över "
        "tid; lämna in medelvärdet. Stämmer det, godta det med ett skäl."
    )
