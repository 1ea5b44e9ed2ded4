"""What the bridge of placements is laid between: money and days, against the budget or last year."""

import math
from collections.abc import Sequence

import pandas as pd
import pytest
from drawn import drawn_targets, figures
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import ADULT_ID, CHILD_ID, FEES, PAY, RENT, booked, budgeted, held, yearly

from metrics.bridge import PARTS, bridge, bridge_totals
from metrics.money.bridge_items import LAST_YEAR, bridge_items, bridge_steps, plans_of_year
from metrics.money.scale import TKR

DAYS = 9
VOLUME_OF = {PAY: DAYS}
UNITS = (1, CHILD_ID, ADULT_ID)
NO_PLAN = drawn_targets("indicator_id | unit_id")


def days(*told: tuple[int, int, Sequence[float]]) -> pd.DataFrame:
    """Days of care by unit, year and months from January; None is a month that isn't known."""
    lines = [
        f"{DAYS} | {unit} | {year}-{month:02d} | {'' if value is None else value}"
        for unit, year, months in told
        for month, value in enumerate(months, start=1)
    ]
    return figures("\n".join(["indicator_id | unit_id | period | value", *lines]))


def plan(volume: float, unit: int = CHILD_ID, basis: str = "year") -> pd.DataFrame:
    return drawn_targets(
        f"indicator_id | unit_id | kind | basis | value\n{DAYS} | {unit} | plan | {basis} | {volume}"
    )


def items_of(rows, told, targets=NO_PLAN, until=12, against="", year=2026, volume_of=VOLUME_OF):
    found, months = bridge_items(
        held(rows), UNITS, volume_of, told, targets, year=year, until=until, against=against
    )
    return found.to_dict("records"), months


def the_item(*args, **asked) -> dict[str, float]:
    (item,), _ = items_of(*args, **asked)
    return item


def test_days_and_money_are_those_of_the_months_booked():
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, -110, -120, -130)]
    (item,), months = items_of(rows, days((CHILD_ID, 2026, [10, 11, 12, 13])), plan(120))
    assert months == 3
    assert item == {
        "unit_id": CHILD_ID,
        "account_id": PAY,
        "base_volume": 120 * 3 / 12,
        "base_amount": -300,
        "volume": 10 + 11 + 12,
        "amount": -360,
    }


def test_the_years_planned_days_lie_over_the_months_as_the_accounts_budget_does():
    rows = [*budgeted(CHILD_ID, PAY, 2026, *[-50] * 6, *[-150] * 6), *booked(CHILD_ID, PAY, 2026, *[-50] * 6)]
    item = the_item(rows, days((CHILD_ID, 2026, [5] * 6)), plan(120))
    assert item["base_volume"] == 120 * 300 / 1_200
    # The budgeted price of a day is the same all year.
    assert item["base_amount"] / item["base_volume"] == -1_200 / 120


@pytest.mark.parametrize(("basis", "planned"), [("year", 120), ("period", 120 * 12)])
def test_a_plan_for_each_month_is_twelve_times_as_much_for_the_year(basis, planned):
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, *[-100] * 3)]
    item = the_item(rows, days((CHILD_ID, 2026, [10] * 3)), plan(120, basis=basis))
    assert item["base_volume"] == planned * 3 / 12


SHARED = {PAY: DAYS, RENT: DAYS}


def test_accounts_that_pay_for_the_same_days_of_a_unit_are_one_item():
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, -110, -120)]
    rows += [yearly(CHILD_ID, RENT, 2026, -600), *booked(CHILD_ID, RENT, 2026, -70, -80)]
    rows += [yearly(ADULT_ID, RENT, 2026, -240), *booked(ADULT_ID, RENT, 2026, -20, -20)]
    told = days((CHILD_ID, 2026, [10, 11]), (ADULT_ID, 2026, [3, 4]))
    found, _ = items_of(rows, told, pd.concat([plan(120), plan(36, ADULT_ID)]), volume_of=SHARED)
    assert found == [
        {
            "unit_id": CHILD_ID,
            "account_id": PAY,
            "base_volume": 120 * 2 / 12,
            "base_amount": -200 - 100,
            "volume": 21,
            "amount": -230 - 150,
        },
        {
            "unit_id": ADULT_ID,
            "account_id": RENT,
            "base_volume": 36 * 2 / 12,
            "base_amount": -40,
            "volume": 7,
            "amount": -40,
        },
    ]


def test_accounts_that_pay_for_different_days_are_items_of_their_own():
    rows = [*booked(CHILD_ID, PAY, 2026, -110), *booked(CHILD_ID, RENT, 2026, -70)]
    found, _ = items_of(rows, days((CHILD_ID, 2026, [10])), volume_of={PAY: DAYS, RENT: DAYS + 1})
    assert [(item["account_id"], item["amount"]) for item in found] == [(PAY, -110), (RENT, -70)]


@pytest.mark.parametrize(("until", "volume"), [(2, 21), (3, math.nan), (4, math.nan)])
def test_a_month_whose_days_are_not_known_leaves_the_volume_unknown(until, volume):
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, *[-100] * 4)]
    item = the_item(rows, days((CHILD_ID, 2026, [10, 11, None, 13])), plan(120), until=until)
    assert item["volume"] == pytest.approx(volume, nan_ok=True)
    assert item["amount"] == -100 * until


@pytest.mark.parametrize(
    "targets",
    [
        NO_PLAN,
        plan(120, unit=ADULT_ID),
        drawn_targets(f"indicator_id | unit_id | kind | value\n{DAYS} | {CHILD_ID} | at_most | 120"),
    ],
)
def test_without_a_plan_of_its_own_a_units_budgeted_days_are_not_known(targets):
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, -100)]
    item = the_item(rows, days((CHILD_ID, 2026, [10])), targets)
    assert math.isnan(item["base_volume"])
    assert (item["base_amount"], item["volume"]) == (-100, 10)


def test_an_account_without_a_budget_has_a_base_of_nothing_and_no_budgeted_days():
    item = the_item(booked(CHILD_ID, PAY, 2026, -100), days((CHILD_ID, 2026, [10])), plan(120))
    assert item["base_amount"] == 0
    assert math.isnan(item["base_volume"])


def test_an_account_that_counts_nothing_is_no_item():
    rows = [*booked(CHILD_ID, RENT, 2026, -100), *booked(CHILD_ID, FEES, 2026, 50)]
    assert items_of(rows, days((CHILD_ID, 2026, [10]))) == ([], 0)


def test_a_year_that_the_books_do_not_hold_has_no_items():
    assert items_of(booked(CHILD_ID, PAY, 2026, -100), days((CHILD_ID, 2026, [10])), year=2019) == ([], 0)


def test_a_line_without_money_now_or_in_the_budget_is_no_item():
    rows = [*booked(CHILD_ID, PAY, 2026, -100), *booked(ADULT_ID, PAY, 2026, 0)]
    found, _ = items_of(rows, days((CHILD_ID, 2026, [10])), plan(120))
    assert [item["unit_id"] for item in found] == [CHILD_ID]


def test_before_anything_is_booked_there_is_nothing_to_split():
    rows = [*booked(CHILD_ID, PAY, 2025, *[-100] * 12), yearly(CHILD_ID, PAY, 2026, -1_200)]
    assert items_of(rows, days((CHILD_ID, 2025, [10] * 12)), plan(120)) == ([], 0)


LAST = [*booked(CHILD_ID, PAY, 2025, *[-90] * 12), *booked(CHILD_ID, PAY, 2026, *[-100] * 3)]


def test_last_year_is_the_same_months_of_it():
    told = days((CHILD_ID, 2025, [8, 9, 10, 99]), (CHILD_ID, 2026, [10, 10, 10]))
    item = the_item(LAST, told, against=LAST_YEAR)
    assert (item["base_volume"], item["base_amount"]) == (8 + 9 + 10, -270)
    assert (item["volume"], item["amount"]) == (30, -300)


def test_last_years_budget_and_plan_have_no_part_in_it():
    rows = [*LAST, yearly(CHILD_ID, PAY, 2025, -5_000), yearly(CHILD_ID, PAY, 2026, -5_000)]
    told = days((CHILD_ID, 2025, [8, 9, 10]), (CHILD_ID, 2026, [10, 10, 10]))
    assert the_item(rows, told, plan(999), against=LAST_YEAR) == the_item(LAST, told, against=LAST_YEAR)


def test_days_that_were_not_told_last_year_are_not_known():
    item = the_item(LAST, days((CHILD_ID, 2025, [8, None, 10]), (CHILD_ID, 2026, [9] * 3)), against=LAST_YEAR)
    assert math.isnan(item["base_volume"])
    assert item["base_amount"] == -270


def test_without_books_of_last_year_its_money_is_not_known():
    item = the_item(
        booked(CHILD_ID, PAY, 2026, -100), days((CHILD_ID, 2026, [10])), against=LAST_YEAR, until=1
    )
    assert math.isnan(item["base_amount"])


def test_a_unit_that_began_this_year_had_no_cost_last_year():
    rows = [*LAST, *booked(ADULT_ID, PAY, 2026, *[-40] * 3)]
    told = days((CHILD_ID, 2025, [9] * 3), (CHILD_ID, 2026, [9] * 3), (ADULT_ID, 2026, [4] * 3))
    found, _ = items_of(rows, told, against=LAST_YEAR)
    assert {item["unit_id"]: item["base_amount"] for item in found} == {CHILD_ID: -270, ADULT_ID: 0}


PLANS = """
    indicator_id | unit_id | kind | value | valid_from | valid_to
    9            | 2       | plan | 100   | 2025-01-01 | 2025-12-31
    9            | 2       | plan | 120   | 2026-07-01 | 2026-12-31
    9            | 2       | plan | 110   | 2026-01-01 | 2026-06-30
    9            | 2       | plan | 130   | 2027-01-01 | 2027-12-31
"""


@pytest.mark.parametrize(
    ("year", "values"), [(2024, []), (2025, [100]), (2026, [110, 120]), (2027, [130]), (2028, [])]
)
def test_the_plans_of_a_year_are_those_that_hold_some_day_of_it_the_latest_last(year, values):
    assert plans_of_year(drawn_targets(PLANS), year)["value"].tolist() == values


def test_of_two_operating_plans_the_newer_ones_volume_comes_last_whichever_begins_later():
    drawn = """
    value | plan_from  | valid_from | valid_to
    120   | 2025-07-01 | 2025-07-01 | 2026-12-31
    100   | 2024-01-01 | 2026-01-01 | 2026-12-31
    """
    assert plans_of_year(drawn_targets(drawn), 2026)["value"].tolist() == [100, 120]


def test_a_plan_without_an_end_holds():
    endless = drawn_targets(PLANS).head(1).assign(valid_to=pd.NaT)
    assert plans_of_year(endless, 2030)["value"].tolist() == [100]


def test_of_two_plans_in_a_year_the_latest_to_begin_is_used():
    rows = [yearly(CHILD_ID, PAY, 2026, -1_200), *booked(CHILD_ID, PAY, 2026, *[-100] * 12)]
    targets = plans_of_year(drawn_targets(PLANS), 2026)
    assert the_item(rows, days((CHILD_ID, 2026, [10] * 12)), targets)["base_volume"] == 120


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((-5_000, -400, 1_200, 0), [("Volym", -5), ("Mix", -0.4), ("Pris", 1.2)]),
        ((0, 0, 0, -3_000), [("Ej fördelat", -3)]),
        ((0, 0, 0, 0), []),
    ],
)
def test_the_steps_are_the_parts_that_are_something(parts, expected):
    found = bridge_steps(pd.Series(dict(zip(PARTS, parts, strict=True))), TKR)
    assert list(found.itertuples(index=False, name=None)) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**6),
            st.integers(1, 10**6),
            st.one_of(st.none(), st.integers(0, 900)),
            st.one_of(st.none(), st.integers(1, 9_000)),
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["", LAST_YEAR]),
)
def test_the_parts_of_the_bridge_sum_to_the_deviation_to_the_krona(units, against):
    rows, told, plans = [], [], [NO_PLAN]
    for unit, (cost, budget, per_month, planned) in enumerate(units, start=1):
        rows += [*booked(unit, PAY, 2025, *[-budget] * 12), yearly(unit, PAY, 2026, -12 * budget)]
        rows += booked(unit, PAY, 2026, *[-cost] * 5)
        told += [(unit, year, [per_month] * 5) for year in (2025, 2026)]
        plans += [] if planned is None else [plan(planned, unit)]
    targets = pd.concat(plans[1:]) if plans[1:] else NO_PLAN
    items, months = bridge_items(
        held(rows), UNITS, VOLUME_OF, days(*told), targets, year=2026, until=12, against=against
    )
    whole = bridge_totals(bridge(items)).iloc[0]
    assert months == 5
    assert whole[PARTS].sum() == whole["deviation"] == 5 * sum(budget - cost for cost, budget, *_ in units)
    assert math.fsum(bridge_steps(whole, TKR)["amount"]) == pytest.approx(whole["deviation"] / 1_000)
