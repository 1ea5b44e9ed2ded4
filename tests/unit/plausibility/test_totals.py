"""Parts against totals: units below against the one above, and "- varav" rows against their whole."""

import pandas as pd
import pytest
from plausible import (
    FAMILY,
    FLOW,
    NOTHING,
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

WITH_A_THIRD = pd.DataFrame({"id": [1, 2, 3, 4], "parent_id": pd.array([None, 1, 1, 1], dtype="Int64")})


def office(whole, one, other, first="2026-01"):
    """Lay out a unit's values and those of the two units below it."""
    return file_of(series(first, whole), series(first, one, unit_id=2), series(first, other, unit_id=3))


@pytest.mark.parametrize(
    ("of", "whole", "one", "other", "expected"),
    [
        (FLOW, 500, 300, 200, []),
        (FLOW, 503, 300, 200, [("notice", (0, 1, 2))]),
        (FLOW, 520, 300, 200, [("warning", (0, 1, 2))]),
        (STOCK, 26, 18, 10, [("warning", (0, 1, 2))]),
        (SHARE, 6.0, 5.0, 7.0, []),
        (FLOW, 500, 300, None, []),
        (FLOW, None, 300, 200, []),
        (FLOW, 0, 0, 0, []),
    ],
)
def test_a_unit_is_the_sum_of_the_units_below_it(of, whole, one, other, expected):
    told = found(office([whole], [one], [other]), indicators=of, units=FAMILY)
    assert [(level, rows) for level, rule, rows in told if rule == "parts-and-total"] == expected


def test_units_that_report_nothing_leave_it_unknown_whether_the_parts_are_all():
    figures = office([520], [300], [200])
    assert rules(figures, units=WITH_A_THIRD) == []


def test_parts_that_have_been_the_whole_before_are_all_the_parts():
    history = office([510, 498, 530], [310, 290, 320], [200, 208, 210], first="2025-10")
    assert rules(office([520], [300], [200]), history, units=WITH_A_THIRD) == ["parts-and-total"]


def test_parts_that_have_seldom_been_the_whole_are_not_held_against_it():
    history = office([560, 598, 570], [310, 290, 320], [200, 208, 210], first="2025-10")
    assert rules(office([620], [300], [200]), history, units=FAMILY) == []


def test_a_part_delivered_alone_is_held_against_what_the_store_has():
    history = office([500], [300], [200])
    assert found(series("2026-01", [350], unit_id=2), history, units=FAMILY)[0] == (
        "warning",
        "parts-and-total",
        (0,),
    )
    assert rules(series("2026-01", [300], unit_id=2), history, units=FAMILY) == []


def test_what_is_in_the_store_already_is_not_doubted_again():
    assert found(office([520], [300], [200]), office([520], [300], [200]), units=FAMILY) == []


def test_the_difference_is_said_in_figures():
    assert said("parts-and-total", office([520], [300], [200]), units=FAMILY) == (
        "Vårddygn: 520 dygn i januari 2026 är inte summan av enheterna under, 500 dygn; det skiljer 20 dygn. "
        "Kontrollera vilken enhets värde som är fel. Stämmer det, godta det med ett skäl."
    )


@pytest.mark.parametrize(
    ("kind", "whole", "part", "expected"),
    [
        ("stock", 26, 18, []),
        ("stock", 18, 18, []),
        ("stock", 18, 26, ["parts-and-total"]),
        ("stock", None, 26, []),
        ("mean", 18, 26, []),
    ],
)
def test_a_varav_row_is_not_larger_than_the_row_it_is_a_part_of(kind, whole, part, expected):
    of = indicators(indicator(kind, "Familjehemsplacerade"), indicator(kind, "varav uppväxtplacering"))
    figures = file_of(series("2026-01", [whole]), series("2026-01", [part], indicator_id=2))
    figures["parent_id"] = pd.array([pd.NA, 0], dtype="Int64")
    assert rules(figures, indicators=of) == expected


def test_a_varav_row_is_told_with_both_values():
    of = indicators(indicator("stock", "Familjehemsplacerade"), indicator("stock", "varav uppväxt"))
    figures = file_of(series("2026-01", [18]), series("2026-01", [26], indicator_id=2))
    figures["parent_id"] = pd.array([pd.NA, 0], dtype="Int64")
    assert said("parts-and-total", figures, NOTHING, of).startswith(
        "varav uppväxt: 26 i januari 2026 är en del av Familjehemsplacerade, 18 i januari 2026, men är "
    )
