"""Values of the wrong size, of the other sign and out of the usual, and what is only chance."""

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

MONEY = indicators(indicator("money", "Utbetalt bistånd", unit="kronor"))
PAID = [1_250_000, 1_180_000, 1_310_000, 1_275_000, 1_220_000, 1_340_000, 1_265_000, 1_190_000]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5.7, []),
        (57, ["decimal-slip"]),
        (0.57, ["decimal-slip"]),
        (0.057, ["decimal-slip"]),
        (12, []),
        (2, []),
    ],
)
def test_57_for_5_7_is_a_slipped_decimal_and_a_bad_winter_is_not(value, expected):
    assert rules(series("2026-03", [value]), series("2025-01", CALM), indicators=SHARE) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1_250_000, []),
        (1_250, ["times-thousand"]),
        (1.25, ["times-thousand"]),
        (1_250_000_000, ["times-thousand"]),
        (400_000, []),
        (3_600_000, []),
    ],
)
def test_tkr_among_kronor_and_kronor_among_tkr_are_seen(value, expected):
    assert rules(series("2025-09", [value]), series("2025-01", PAID), indicators=MONEY) == expected


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ([2, 4, 1, 3, 5, 2, 4, 3, 1, 4, 2, 5, 3], 30, []),
        ([18] * 13, 180, ["decimal-slip"]),
        ([6, 6, 7, 6, 6, 6, 7, 6, 6, 7, 6, 6, 6], 65, ["decimal-slip"]),
        (COUNTS, 2150, ["decimal-slip"]),
        (COUNTS, 21, ["decimal-slip"]),
        (COUNTS, 0, []),
        ([0, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0], 10, []),
    ],
)
def test_few_cases_are_doubted_only_where_they_hardly_move(before, value, expected):
    assert rules(series("2026-03", [value]), series("2025-01", before)) == expected


@pytest.mark.parametrize(("known", "expected"), [(4, []), (5, ["decimal-slip"])])
def test_five_values_are_enough_to_compare_with_and_four_are_not(known, expected):
    assert rules(series("2025-12", [57]), series("2025-01", CALM[:known]), indicators=SHARE) == expected
    alone = series("2025-01", [*CALM[:known], 57])
    assert rules(alone, indicators=SHARE) == expected


def test_a_first_july_at_a_sixth_of_other_months_is_no_slip_but_a_tenth_is():
    before = series("2026-01", [600, 640, 580, 620, 610, 630])
    assert rules(series("2026-07", [101]), before) == []
    assert rules(series("2026-07", [62]), before) == ["decimal-slip"]


def test_a_file_delivered_in_another_unit_is_told_of_once():
    names = [indicator("money", f"Konto {number}", unit="kronor") for number in range(1, 8)]
    before = file_of(*(series("2025-01", PAID, indicator_id=number) for number in range(1, 8)))
    figures = file_of(*(series("2025-09", [1_255], indicator_id=number) for number in range(1, 8)))
    assert found(figures, before, indicators=indicators(*names)) == [
        ("warning", "times-thousand", tuple(range(7)))
    ]
    assert said("times-thousand", figures, before, indicators=indicators(*names)).startswith(
        "7 av 7 serier i filen har samma fel. "
    )


def test_the_doubt_tells_value_what_is_usual_and_what_would_fit():
    assert said("decimal-slip", series("2026-03", [57]), series("2025-01", CALM), indicators=SHARE) == (
        "Sjukfrånvaro: 57,0 % i mars 2026 ligger långt över det vanliga, omkring 5,5 %. Kontrollera "
        "decimaltecknet: 5,7 % hade passat. Stämmer det, godta det med ett skäl."
    )
    assert said("times-thousand", series("2025-09", [1_250]), series("2025-01", PAID), indicators=MONEY) == (
        "Utbetalt bistånd: 1 250 kr i september 2025 ligger långt under det vanliga, omkring 1 257 500 kr. "
        "Kontrollera skalan, till exempel kronor mot tusental kronor: 1 250 000 kr hade passat. "
        "Stämmer det, godta det med ett skäl."
    )


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        (PAID[:3], -1_200_000, ["sign"]),
        (PAID[:2], -1_200_000, []),
        ([-each for each in PAID], 1_200_000, ["sign"]),
        ([-1_000_000, 900_000, 1_100_000, 1_000_000], -1_000_000, []),
        (PAID, -20_000, []),
        ([0, 0, 0, 0], -20_000, []),
    ],
)
def test_the_other_sign_than_all_of_three_values_is_doubted_but_for_small_corrections(
    before, value, expected
):
    assert rules(series("2025-12", [value]), series("2025-01", before), indicators=MONEY) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7.9, ["outside-own-limits"]), (7.0, []), (3.2, ["outside-own-limits"]), (3.9, [])],
)
def test_what_lies_beyond_the_limits_of_its_own_history_is_told_of(value, expected):
    told = rules(series("2026-03", [value]), series("2025-01", CALM), indicators=SHARE, notices=True)
    assert told == expected


def test_a_level_that_has_moved_is_told_of_when_it_moves_and_not_every_month_after():
    before = series("2025-01", CALM)
    told = found(series("2026-03", [9.4, 9.1, 9.6]), before, indicators=SHARE)
    assert told == [("notice", "outside-own-limits", (0,))]


@pytest.mark.parametrize(
    "before",
    [CALM[:12], [1, 0, 2, 1, 3, 0, 1, 2, 1, 0, 2, 1, 3, 1], [5.0, 5.2, 5.1] * 5],
    ids=["twelve values", "few cases", "three different values"],
)
def test_limits_need_thirteen_values_four_of_them_different_and_five_cases(before):
    of = FLOW if max(before) < 4 else SHARE
    assert rules(series("2026-06", [20]), series("2025-01", before), indicators=of, notices=True)[-1:] in (
        [],
        ["missing-months"],
    )


def test_the_limits_are_told_and_a_zero_is_asked_about():
    assert said(
        "outside-own-limits", series("2026-03", [7.9]), series("2025-01", CALM), indicators=SHARE
    ) == (
        "Sjukfrånvaro: 7,9 % i mars 2026 ligger utanför det vanliga, som är mellan 3,6 % och 7,3 %. "
        "Skriv gärna en kommentar om vad som har hänt."
    )
    zero = said("outside-own-limits", series("2026-03", [0]), series("2025-01", COUNTS), indicators=STOCK)
    assert "Är det noll, eller saknas uppgiften?" in zero
