"""Scenarios as they are saved, typed and set beside the forecast."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import day

from metrics.money.saved_scenarios import (
    ALONE,
    NO_DAY,
    Saved,
    Typed,
    change_from,
    compared,
    earliest_start,
    saved,
    usual_prices,
)
from metrics.money.scale import MNKR, TKR
from metrics.money.scenarios import Change
from metrics.periods import Period

HVB, HOMES = 7, 8
OCTOBER, LAST_BOOKED = day("2026-10-01"), day("2026-08-31")
ENDED = Change(account_id=HVB, starts_on=OCTOBER, places=-3, price=5_400)
OPENED = Change(account_id=HOMES, starts_on=OCTOBER, places=2, price=1_900)


def typed(places="", price="", amount="", starts_on=OCTOBER, text="") -> Typed:
    return Typed(HVB, places, starts_on, price, amount, text)


@pytest.mark.parametrize(
    ("written", "scale", "expected"),
    [
        (typed("-3", "5 400"), MNKR, {"places": -3, "price": 5_400}),
        (typed("−0,5", "5400,50"), MNKR, {"places": -0.5, "price": 5_400.5}),
        (typed("2", "1\u00a0900", text="Egna hem"), TKR, {"places": 2, "price": 1_900, "text": "Egna hem"}),
        (typed(amount="1,5"), MNKR, {"amount": 1_500_000}),
        (typed(amount="-250"), TKR, {"amount": -250_000}),
        (typed("0", "", "1"), MNKR, {"amount": 1_000_000}),
        (typed("-3", "5 400 kr"), TKR, {"places": -3, "price": 5_400}),
        (typed(amount="1,5 mnkr"), MNKR, {"amount": 1_500_000}),
        # The usual price stands in its box also when an amount is meant.
        (typed("", "5 400", "250"), TKR, {"amount": 250_000, "price": 0}),
        (typed("-3", "5 400", starts_on=day("2026-09-01")), MNKR, {"places": -3, "price": 5_400}),
        (typed("-3", "5 400", starts_on=day("2026-12-31")), MNKR, {"places": -3, "price": 5_400}),
    ],
)
def test_a_change_is_read_as_it_was_typed(written, scale, expected):
    change, problems = change_from(written, scale, 2026, LAST_BOOKED)
    assert problems == []
    assert change == Change(**{"account_id": HVB, "starts_on": written.starts_on, **expected})


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (typed("-3", "5 400", starts_on=None), NO_DAY),
        (typed("tre", "5 400"), "«tre» är inget tal"),
        (typed("-3", "1.234"), "«1.234» kan läsas på två sätt"),
        (typed(amount="1,5 tkr"), "«1,5 tkr»"),
        (typed("-3 kr", "5 400"), "«-3 kr»"),
        (typed("-3"), "Priset per dygn ska vara mer än 0\u00a0kr."),
        (typed("-3", "-5 400"), "Priset per dygn ska vara mer än 0\u00a0kr."),
        (typed("-3", "5 400", "1"), "Ange antingen platser och pris eller ett belopp, inte båda."),
        (typed(), "Ange antal platser eller ett belopp: ändringen ändrar ingenting."),
        (typed("0", "5 400"), "Ange antal platser eller ett belopp: ändringen ändrar ingenting."),
        (typed("-3", "5 400", starts_on=LAST_BOOKED), "Startdagen 2026-08-31 ska ligga efter 2026-08-31"),
        (
            typed("-3", "5 400", starts_on=day("2026-01-01")),
            "Startdagen 2026-01-01 ska ligga efter 2026-08-31",
        ),
        (typed("-3", "5 400", starts_on=day("2027-01-01")), "Startdagen 2027-01-01 ligger inte i 2026."),
        (typed("-3", "5 400", starts_on=day("2025-12-31")), "Startdagen 2025-12-31 ligger inte i 2026."),
    ],
)
def test_a_change_that_can_not_be_counted_on_says_why(written, problem):
    change, problems = change_from(written, MNKR, 2026, LAST_BOOKED)
    assert change is None
    assert [each[: len(problem)] for each in problems] == [problem]


@pytest.mark.parametrize(
    ("items", "prices"),
    [
        ([(HVB, 100, -540_000)], {HVB: 5_400}),
        ([(HVB, 100, -540_000), (HVB, 50, -300_000)], {HVB: 840_000 / 150}),
        ([(HVB, 3, -10_000)], {HVB: 3_333}),
        ([(HVB, math.nan, -540_000), (HVB, 50, -300_000)], {HVB: 6_000}),
        ([(HVB, 100, -540_000), (HOMES, 10, -19_000)], {HVB: 5_400, HOMES: 1_900}),
        ([(HVB, 0, -540_000)], {}),
        ([(HVB, 100, 0)], {}),
        ([(HVB, 100, 20_000)], {}),
        ([(HVB, 100, math.nan)], {}),
        ([], {}),
    ],
)
def test_the_usual_price_is_what_a_day_has_cost_where_both_are_known(items, prices):
    bridged = pd.DataFrame(items, columns=["account_id", "volume", "amount"])
    assert usual_prices(bridged) == prices


@pytest.mark.parametrize(
    ("budget", "deviations"),
    [(-120e6, [-3e6, -3e6 + 92 * 5_400 * 3, -3e6 - 92 * 1_900 * 2]), (None, [math.nan] * 3)],
)
def test_scenarios_stand_beside_the_forecast_and_leave_it_as_it_is(budget, deviations):
    found = compared(-123e6, budget, [("Avsluta", [ENDED]), ("Öppna", [OPENED])], 2026, LAST_BOOKED)
    assert found["name"].tolist() == [ALONE, "Avsluta", "Öppna"]
    assert found["effect"].tolist() == [0, 92 * 5_400 * 3, -92 * 1_900 * 2]
    assert found["year_end"].tolist() == [-123e6, -123e6 + 92 * 5_400 * 3, -123e6 - 92 * 1_900 * 2]
    assert found["deviation"].tolist() == pytest.approx(deviations, nan_ok=True)


GRANT = Change(account_id=HVB, starts_on=day("2026-11-01"), amount=250_000)


@pytest.mark.parametrize(
    ("change", "last_booked", "effect"),
    [
        (ENDED, "2026-09-30", (31 + 30 + 31) * 5_400 * 3),
        (ENDED, "2026-10-31", (30 + 31) * 5_400 * 3),
        (ENDED, "2026-11-30", 31 * 5_400 * 3),
        (ENDED, "2026-12-31", 0),
        (GRANT, "2026-10-31", 250_000),
        (GRANT, "2026-11-30", 0),
    ],
)
def test_only_what_is_left_after_the_last_booked_day_counts(change, last_booked, effect):
    found = compared(-123e6, -120e6, [("Saken", [change])], 2026, day(last_booked))
    assert found["effect"].tolist() == [0, effect]
    assert found["year_end"].tolist() == [-123e6, -123e6 + effect]


def test_a_scenario_by_the_name_of_the_forecast_stands_beside_it_and_not_in_its_place():
    found = compared(-10.0, None, [(ALONE, [GRANT]), ("Bidrag", [GRANT]), ("Bidrag", ())], 2026, LAST_BOOKED)
    assert list(zip(found["name"], found["effect"], strict=True)) == [
        (ALONE, 0),
        (ALONE, 250_000),
        ("Bidrag", 250_000),
        ("Bidrag", 0),
    ]


@given(st.floats(-1e9, 1e9), st.one_of(st.none(), st.floats(-1e9, 1e9)))
def test_a_scenario_without_changes_changes_nothing(forecast, budget):
    found = compared(forecast, budget, [("Tomt", ())], 2026, LAST_BOOKED)
    alone, empty = (found[found["name"] == name].drop(columns="name").to_numpy() for name in (ALONE, "Tomt"))
    assert alone == pytest.approx(empty, nan_ok=True, abs=0)
    assert found["year_end"].tolist() == [forecast, forecast]


def test_saved_scenarios_are_their_changes_in_the_order_they_were_saved():
    rows = pd.DataFrame(
        [
            (5, "Båda", "Controller", HVB, OCTOBER, -3.0, 5_400.0, 0.0, ""),
            (5, "Båda", "Controller", HOMES, OCTOBER, 2.0, 1_900.0, 0.0, ""),
            (3, "Bidrag", "Enhetschef", HVB, day("2026-11-01"), 0.0, 0.0, 250_000.0, "Statsbidrag"),
        ],
        columns="scenario_id name role account_id starts_on places price amount text".split(),
    )
    found = saved(rows.assign(starts_on=pd.to_datetime(rows["starts_on"])))
    grant = Change(account_id=HVB, starts_on=day("2026-11-01"), amount=250_000, text="Statsbidrag")
    assert found == [
        Saved(5, "Båda", "Controller", (ENDED, OPENED)),
        Saved(3, "Bidrag", "Enhetschef", (grant,)),
    ]


def test_another_units_scenario_says_whose_it_is():
    row = (3, "Bidrag", "Enhetschef", HVB, pd.Timestamp("2026-11-01"), 0.0, 0.0, 250_000.0, "")
    columns = "scenario_id name role account_id starts_on places price amount text".split()
    (found,) = saved(pd.DataFrame([row], columns=columns), owner="Barn")
    assert (found.name, found.changes) == ("Bidrag, Barn", (GRANT,))


@pytest.mark.parametrize(
    ("last_known", "today", "start"),
    [
        ("2026-08", "2026-09-15", "2026-10-01"),
        ("2026-08", "2026-08-31", "2026-09-01"),
        ("2026-08", "2026-03-01", "2026-09-01"),
        ("2026-08", "2026-11-02", "2026-12-01"),
        # The year is over, or lies ahead: what can be tried is what follows the last known month.
        ("2026-08", "2026-12-05", "2026-12-05"),
        ("2025-08", "2026-09-15", "2025-09-01"),
        ("2026-12", "2027-01-10", "2027-02-01"),
        ("2026-12", "2026-12-10", "2027-01-01"),
    ],
)
def test_a_change_can_begin_next_month_or_after_the_last_booked_one(last_known, today, start):
    assert earliest_start(Period.parse(last_known), day(today)) == day(start)


def test_nothing_saved_is_no_scenarios():
    columns = "scenario_id name role account_id starts_on places price amount text".split()
    assert saved(pd.DataFrame(columns=columns)) == []
