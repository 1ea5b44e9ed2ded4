"""Last period repeated: odd for what moves and is finely written, ordinary for counts that stand still."""

import pytest
from plausible import (
    CALM,
    COUNTS,
    FLOW,
    SHARE,
    STOCK,
    file_of,
    found,
    indicator,
    indicators,
    rules,
    said,
    series,
)

FINE = [5.2371, 5.9164, 4.8423, 5.5518, 6.1207, 5.0862, 5.7345, 5.3916]
TOTAL = [1_250_118, 1_180_542, 1_310_977, 1_275_331, 1_220_486, 1_340_209, 1_265_753, 1_190_664]
MONEY = indicators(indicator("money", "Utbetalt bistånd", unit="kronor"))


@pytest.mark.parametrize(
    ("of", "before", "expected"),
    [
        (SHARE, FINE, ["warning"]),
        (MONEY, TOTAL, ["warning"]),
        (SHARE, CALM, []),
        (FLOW, COUNTS, []),
        (STOCK, [18] * 12, []),
        (STOCK, [6, 6, 7, 6, 6, 6, 7, 6], []),
        (SHARE, [5.2371, 5.9164, 5.9164, 5.5518, 6.1207, 5.0862, 5.7345], []),
        (SHARE, [52.3713, 59.1644, 48.4235, 55.5186, 61.2077, 50.8628, 66.666667], []),
        (SHARE, FINE[:5], []),
        (FLOW, [2105, 2480, 1870, 2260, 2395, 1990, 2640, 2175], ["notice"]),
    ],
    ids=[
        "four decimals",
        "kronor",
        "one decimal",
        "hundreds of cases",
        "always eighteen",
        "six or seven",
        "has repeated itself before",
        "two of three",
        "too few values",
        "thousands of cases",
    ],
)
def test_a_repeat_is_as_odd_as_chance_makes_it(of, before, expected):
    figures = series("2026-01", [before[-1]])
    first = {12: "2025-01", 14: "2024-11", 8: "2025-05", 7: "2025-06", 5: "2025-08"}[len(before)]
    told = found(figures, series(first, before), indicators=of)
    assert [level for level, rule, _ in told if rule == "repeated"] == expected


def test_the_same_value_two_months_ago_is_no_repeat():
    assert rules(series("2026-02", [FINE[-1]]), series("2025-05", FINE), indicators=SHARE) == []


def test_a_units_whole_row_repeated_is_doubted_and_part_of_it_is_not():
    of = indicators(*(indicator("flow", f"Mått {number}") for number in range(1, 5)))
    moves = [12, 15, 11, 14, 13, 16, 12, 17, 11, 15, 14, 12]
    before = file_of(*(series("2025-01", moves, indicator_id=number) for number in range(1, 5)))
    same = file_of(*(series("2026-01", [12], indicator_id=number) for number in range(1, 5)))
    assert found(same, before, indicators=of) == [("warning", "repeated", (0, 1, 2, 3))]
    assert said("repeated", same, before, indicators=of).startswith(
        "Alla 4 värden för enheten är i januari 2026 desamma som perioden före, bland dem Mått 1."
    )
    assert rules(same.assign(value=[12.0, 12.0, 12.0, 13.0]), before, indicators=of) == []
    assert rules(same[:2], before, indicators=of) == []


def test_a_unit_where_little_changes_may_repeat_itself():
    of = indicators(*(indicator("stock", f"Mått {number}") for number in range(1, 5)))
    before = file_of(
        *(series("2025-01", [9, 9, 9, 8, 9, 9, 9, 9, 9, 9, 9, 9], indicator_id=each) for each in range(1, 5))
    )
    same = file_of(*(series("2026-01", [9], indicator_id=number) for number in range(1, 5)))
    assert rules(same, before, indicators=of) == []


def test_the_repeat_is_told_with_its_value():
    assert said("repeated", series("2026-01", [FINE[-1]]), series("2025-05", FINE), indicators=SHARE) == (
        "Sjukfrånvaro: 5,39 % i januari 2026 är detsamma som perioden före, till sista siffran. Kontrollera "
        "att det inte är förra periodens värde. Stämmer det, godta det med ett skäl."
    )
