"""Values that can't be are stopped; percentages that may be more than shares are asked about."""

import pytest
from plausible import CALM, SHARE, found, indicator, indicators, rules, said, series

OCCUPANCY = indicators(indicator("ratio", "Beläggning", unit="%", decimals=1))


@pytest.mark.parametrize(
    ("of", "value", "expected"),
    [
        (indicator("ratio", "Andel i tid", unit="%"), 100, []),
        (indicator("ratio", "Andel i tid", unit="%"), 0, []),
        (indicator("ratio", "Andel i tid", unit="%"), 100.1, ["outside-possible"]),
        (indicator("ratio", "Andel i tid", unit="%"), -0.1, ["outside-possible"]),
        (indicator("ratio", "Förhandsbedömningar inom 14 dagar", unit="%"), 840, ["outside-possible"]),
        (indicator("ratio", "Den totala sjukfrånvaron", unit="%"), 570, ["outside-possible"]),
        (indicator("ratio", "Beläggning", unit="%"), 104, ["over-the-whole"]),
        (indicator("ratio", "Förändring", unit="%"), -3, ["over-the-whole"]),
        (indicator("ratio", "Brukare per handläggare", unit="personer"), 104, []),
        (indicator("flow", "Vårddygn", unit="dygn"), -1, ["outside-possible"]),
        (indicator("flow", "Vårddygn", unit="dygn"), 0, []),
        (indicator("stock", "Placerade"), -1, ["outside-possible"]),
        (indicator("year_places", "Årsplatser"), -0.5, ["outside-possible"]),
        (indicator("mean", "Förändrad tid", unit="dagar"), -1, []),
        (indicator("money", "Kostnad", unit="kronor"), -1, []),
        (indicator("index", "NKI", unit="index"), 101, ["outside-possible"]),
        (indicator("index", "NKI", unit="index"), 100, []),
        (indicator("index", "Bemötande", unit="poäng"), 101, []),
        (indicator("mean", "Tillgänglighet", unit="poäng (0-10)"), 10.1, ["outside-possible"]),
        (indicator("index", "Tillgänglighet", unit="poäng (högst 10)"), 11, ["outside-possible"]),
        (indicator("index", "Tillgänglighet", unit="poäng (högst 10)"), 10, []),
        (indicator("mean", "Värdering", unit="poäng (1-5)"), 0, ["outside-possible"]),
    ],
)
def test_what_can_not_be_is_stopped(of, value, expected):
    assert rules(series("2026-09", [value]), indicators=indicators(of)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"numerator": 84.0, "denominator": 100.0}, []),
        ({"numerator": 100.0, "denominator": 84.0}, ["outside-possible"]),
        ({"numerator": -1.0, "denominator": 84.0}, ["outside-possible"]),
        ({"numerator": 84.0, "denominator": -100.0}, ["outside-possible"]),
        ({"numerator": 0.0, "denominator": 0.0}, ["outside-possible"]),
        ({"n": -1.0}, ["outside-possible"]),
        ({"n": 0.0}, []),
        ({"numerator": 42.0, "denominator": 100.0}, ["value-and-parts"]),
        ({"numerator": 844.0, "denominator": 1000.0}, []),
        ({"numerator": 846.0, "denominator": 1000.0}, ["value-and-parts"]),
    ],
)
def test_the_parts_of_84_per_cent_must_be_possible_and_make_it(parts, expected):
    of = indicators(indicator("ratio", "Andel i tid", unit="%"))
    assert rules(series("2026-09", [84], **parts), indicators=of) == expected


def test_a_missing_value_with_a_numerator_above_the_denominator_is_no_share():
    figures = series("2026-09", [None], numerator=3.0, denominator=2.0)
    assert rules(figures, indicators=SHARE) == []


def test_a_series_that_has_been_over_100_per_cent_may_be_so_again():
    before = series("2025-01", [98, 101, 97, 103, 99, 102])
    assert rules(series("2025-07", [104]), before, indicators=OCCUPANCY) == []
    assert rules(series("2025-07", [-4]), before, indicators=OCCUPANCY) == ["over-the-whole"]


def test_what_is_stopped_is_not_doubted_again():
    assert found(series("2026-03", [570]), series("2025-01", CALM), indicators=SHARE) == [
        ("error", "outside-possible", (0,))
    ]


def test_the_fault_is_said_with_value_period_and_a_way_on():
    assert said("outside-possible", series("2026-03", [570.5]), indicators=SHARE) == (
        "Sjukfrånvaro: 570,5 % i mars 2026 går inte: en andel ligger mellan 0 och 100 %. Rätta värdet."
    )
    parts = series("2026-03", [84.0], numerator=42.0, denominator=100.0)
    assert said("value-and-parts", parts, indicators=SHARE) == (
        "Sjukfrånvaro: 84,0 % i mars 2026 stämmer inte med täljare och nämnare, 42 av 100, som ger 42,0 %. "
        "Kontrollera alla tre. Stämmer det, godta det med ett skäl."
    )
