"""Scenarios: places and lumps laid beside the forecast."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.money.scenarios import (
    Change,
    change_words,
    compare,
    days_left,
    effect,
    left_of,
    problems,
    year_end_with,
)

NBSP = "\u00a0"
OCTOBER = date(2026, 10, 1)
THREE_ENDED = Change(account_id=7, starts_on=OCTOBER, places=-3, price=5_400)
TWO_OPENED = Change(account_id=8, starts_on=OCTOBER, places=2, price=1_900)
LUMP = Change(account_id=9, starts_on=date(2026, 11, 1), amount=250_000, text="Statsbidrag")
CHANGES = st.builds(
    Change,
    account_id=st.integers(1, 9),
    starts_on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    places=st.floats(-20, 20),
    price=st.floats(0, 20_000),
    amount=st.floats(-1e7, 1e7),
)


@pytest.mark.parametrize(
    ("starts_on", "year", "expected"),
    [
        (OCTOBER, 2026, 31 + 30 + 31),
        (date(2026, 12, 31), 2026, 1),
        (date(2026, 1, 1), 2026, 365),
        (date(2025, 6, 1), 2026, 365),
        (date(2027, 6, 1), 2028, 366),
        (date(2028, 2, 29), 2028, 366 - 31 - 28),
        (date(2027, 1, 1), 2026, 0),
    ],
)
def test_days_left_count_the_first_day_too(starts_on, year, expected):
    assert days_left(starts_on, year) == expected


@pytest.mark.parametrize(
    ("change", "year", "expected"),
    [
        (THREE_ENDED, 2026, 92 * 5_400 * 3),
        (TWO_OPENED, 2026, -92 * 1_900 * 2),
        (Change(account_id=1, starts_on=OCTOBER, places=-0.5, price=1_000), 2026, 92 * 500),
        (THREE_ENDED, 2027, 365 * 5_400 * 3),
        (THREE_ENDED, 2025, 0),
        (LUMP, 2026, 250_000),
        (LUMP, 2027, 0),
        (LUMP, 2025, 0),
    ],
)
def test_ended_places_are_a_surplus_and_opened_ones_a_cost(change, year, expected):
    assert effect(change, year) == expected


@pytest.mark.parametrize(
    ("change", "last_known_day", "expected"),
    [
        (THREE_ENDED, date(2026, 8, 31), 92 * 5_400 * 3),
        (THREE_ENDED, date(2026, 9, 30), 92 * 5_400 * 3),
        (THREE_ENDED, date(2026, 10, 1), 91 * 5_400 * 3),
        (THREE_ENDED, date(2026, 10, 31), 61 * 5_400 * 3),
        (TWO_OPENED, date(2026, 11, 30), -31 * 1_900 * 2),
        (TWO_OPENED, date(2026, 12, 31), 0),
        (LUMP, date(2026, 10, 31), 250_000),
        (LUMP, date(2026, 11, 1), 0),
        (LUMP, date(2026, 12, 31), 0),
    ],
)
def test_of_a_change_that_has_begun_only_the_days_after_the_last_booked_are_left(
    change, last_known_day, expected
):
    assert effect(left_of(change, last_known_day), 2026) == expected


@given(CHANGES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_change_that_has_not_begun_is_left_as_it_is_and_one_that_has_says_the_same(change, day):
    left = left_of(change, day)
    assert (left == change) == (change.starts_on > day)
    told = (left.account_id, left.places, left.price, left.text)
    assert told == (change.account_id, change.places, change.price, change.text)
    assert left.starts_on > day


@given(st.floats(-1e9, 1e9), st.integers(2024, 2030))
def test_a_scenario_without_changes_changes_nothing(forecast, year):
    assert year_end_with(forecast, [], year) == forecast


@given(
    st.floats(-1e9, 1e9),
    st.lists(CHANGES, max_size=6).flatmap(lambda x: st.tuples(st.just(x), st.permutations(x))),
)
def test_the_order_of_changes_does_not_matter(forecast, both):
    given_, turned = both
    assert year_end_with(forecast, given_, 2026) == year_end_with(forecast, turned, 2026)


@given(st.integers(-(10**9), 10**9), st.lists(CHANGES, max_size=4), st.lists(CHANGES, max_size=4))
def test_effects_add(forecast, one, other):
    both = year_end_with(forecast, [*one, *other], 2026)
    after = year_end_with(year_end_with(forecast, one, 2026), other, 2026)
    assert both == pytest.approx(after, abs=0.001)


@given(CHANGES)
def test_a_place_that_ends_undoes_one_that_opens(change):
    opposite = Change(
        account_id=change.account_id,
        starts_on=change.starts_on,
        places=-change.places,
        price=change.price,
        amount=-change.amount,
    )
    assert year_end_with(-1_000.0, [change, opposite], 2026) == -1_000


def test_scenarios_are_set_side_by_side():
    found = compare(
        -109_000_000.0,
        -105_000_000.0,
        {"Som nu": [], "Hemtagning": [THREE_ENDED, TWO_OPENED], "Bidrag": [LUMP]},
        2026,
    )
    home = 92 * (3 * 5_400 - 2 * 1_900)
    assert found.to_dict("split")["data"] == [
        ["Som nu", 0, -109_000_000, -4_000_000],
        ["Hemtagning", home, -109_000_000 + home, -4_000_000 + home],
        ["Bidrag", 250_000, -108_750_000, -3_750_000],
    ]


def test_what_is_missing_stays_missing_beside_a_scenario():
    row = compare(math.nan, -5.0, {"Bidrag": [LUMP]}, 2026).iloc[0]
    assert row["effect"] == 250_000 and math.isnan(row["year_end"]) and math.isnan(row["deviation"])
    row = compare(-10.0, math.nan, {"Bidrag": [LUMP]}, 2026).iloc[0]
    assert row["year_end"] == 249_990 and math.isnan(row["deviation"])


def test_no_scenarios_are_an_empty_table():
    assert compare(-10.0, -10.0, {}, 2026).columns.tolist() == ["name", "effect", "year_end", "deviation"]


@pytest.mark.parametrize(
    ("change", "name", "expected"),
    [
        (
            THREE_ENDED,
            "HVB",
            "Tre platser i HVB avslutas 1 oktober: 92 dygn × 5 400 kr × 3 = +1,5 mnkr",
        ),
        (
            TWO_OPENED,
            "egna familjehem",
            "Två platser i egna familjehem öppnas 1 oktober: 92 dygn × 1 900 kr × 2 = −350 tkr",
        ),
        (
            Change(account_id=1, starts_on=date(2026, 12, 31), places=1, price=899.5),
            "HVB",
            "En plats i HVB öppnas 31 december: 1 dygn × 899,5 kr × 1 = −900 kr",
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=-1.5, price=1_000),
            "HVB",
            "1,5 platser i HVB avslutas 1 oktober: 92 dygn × 1 000 kr × 1,5 = +138 tkr",
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=13, price=10_000),
            "HVB",
            "13 platser i HVB öppnas 1 oktober: 92 dygn × 10 000 kr × 13 = −12,0 mnkr",
        ),
        (LUMP, "Bidrag", "Statsbidrag (Bidrag, 1 november): +250 tkr"),
        (
            Change(account_id=1, starts_on=OCTOBER, amount=-999_500),
            "Lokaler",
            "Engångsbelopp (Lokaler, 1 oktober): −1,0 mnkr",
        ),
    ],
)
def test_a_change_in_words_shows_its_arithmetic(change, name, expected):
    assert change_words(change, name).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (THREE_ENDED, []),
        (LUMP, []),
        (
            Change(account_id=1, starts_on=date(2026, 8, 31), places=1, price=5),
            ["Startdagen 2026-08-31 ska ligga efter 2026-08-31: det som är bokfört kan inte göras ogjort."],
        ),
        (Change(account_id=1, starts_on=date(2026, 9, 1), places=1, price=5), []),
        (
            Change(account_id=1, starts_on=date(2027, 1, 1), places=1, price=5),
            ["Startdagen 2027-01-01 ligger inte i 2026."],
        ),
        (
            Change(account_id=1, starts_on=date(2025, 12, 31), amount=5),
            ["Startdagen 2025-12-31 ligger inte i 2026."],
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=1),
            ["Priset per dygn ska vara mer än 0 kr."],
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=-1, price=-5_400),
            ["Priset per dygn ska vara mer än 0 kr."],
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=1, price=5, amount=6),
            ["Ange antingen platser och pris eller ett belopp, inte båda."],
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, price=5),
            ["Ange antal platser eller ett belopp: ändringen ändrar ingenting."],
        ),
        (
            Change(account_id=1, starts_on=OCTOBER, places=math.nan, price=5),
            ["Antal platser, pris och belopp ska vara tal."],
        ),
        (
            Change(account_id=1, starts_on=date(2026, 2, 1), places=1),
            [
                "Startdagen 2026-02-01 ska ligga efter 2026-08-31: det som är bokfört kan inte göras ogjort.",
                "Priset per dygn ska vara mer än 0 kr.",
            ],
        ),
    ],
)
def test_a_change_that_cannot_be_counted_on_says_why(change, expected):
    assert [said.replace(NBSP, " ") for said in problems(change, 2026, date(2026, 8, 31))] == expected
