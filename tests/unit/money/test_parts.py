"""The parts of a page: what they deviate by, that they sum to the whole, and that their own pages agree."""

import math

import pytest
from hypothesis import given, settings
from ledgers import (
    ACCOUNTS,
    ADULT_ID,
    CHILD_ID,
    FEES,
    FIGURES,
    OFFICE,
    OFFICE_ID,
    PAY,
    RENT,
    STEADY,
    booked,
    budgeted,
    forecast,
    ledgers,
    page_of,
    yearly,
)

from metrics.money.scale import TKR
from metrics.money.standing import Standing
from metrics.money.view import steps


@settings(max_examples=30)
@given(ledgers())
def test_parts_and_their_steps_sum_to_the_deviation_of_the_whole(case):
    """Also where some lines have no budget, or have not been spoken of."""
    rows, until = case
    page = page_of(rows, f"2026-{until:02d}")
    assert page is not None and page.whole.outcome is not None
    size = max(abs(getattr(page.whole, name) or 0.0) for name in FIGURES)
    for parts in (page.accounts, page.units or page.accounts):
        for name in ("deviation", "deviation_to_date"):
            told = [getattr(part, name) for part in parts]
            whole = getattr(page.whole, name)
            assert (None in told) == (whole is None), name
            assert whole is None or math.fsum(told) == pytest.approx(whole, abs=1e-6 * size), name
        if page.whole.deviation is not None:
            summed = math.fsum(steps(parts, TKR, "delar")["amount"])
            assert summed == pytest.approx(page.whole.deviation / 1_000, abs=1e-9 * size)


def test_a_part_without_a_budget_deviates_by_all_of_its_own_where_the_whole_has_one():
    rows = [*STEADY, *booked(ADULT_ID, FEES, 2026, *[3] * 8), forecast(ADULT_ID, FEES, 2026, "2026-08", 36)]
    page = page_of([each for each in rows if each[:3] != (ADULT_ID, RENT, "budget")], "2026-08")
    assert page is not None
    found = {each.code: (each.deviation_to_date, each.deviation) for each in page.accounts}
    assert found == {
        "lon": (8 * (-10 + 5), -120 + 60),
        "avgift": (8 * (2 + 3), 24 + 36),
        "hyra": (8 * -20, -240),
    }
    assert page.whole.deviation == -60 + 60 - 240
    assert page.accounts[0].code == "hyra"


@pytest.mark.parametrize(
    ("budgets", "unit", "unbudgeted"),
    [
        ([(CHILD_ID, PAY)], OFFICE_ID, ("Vuxna",)),
        ([(CHILD_ID, PAY), (ADULT_ID, PAY)], OFFICE_ID, ()),
        ([(CHILD_ID, PAY), (ADULT_ID, RENT)], OFFICE_ID, ()),
        ([(CHILD_ID, PAY)], ADULT_ID, ()),
        ([], OFFICE_ID, ()),
    ],
)
def test_a_unit_that_books_without_a_budget_is_named_where_others_have_one(budgets, unit, unbudgeted):
    rows = [*booked(CHILD_ID, PAY, 2026, *[-9] * 3), *booked(ADULT_ID, PAY, 2026, *[-5] * 3)]
    page = page_of([*rows, *[yearly(*line, 2026, -120) for line in budgets]], "2026-03", unit=unit)
    assert page is not None
    assert (page.unbudgeted, page.whole.months) == (unbudgeted, 3)


def test_where_nothing_has_a_budget_no_part_deviates():
    page = page_of([each for each in STEADY if each[2] != "budget"], "2026-08")
    assert page is not None
    parts = (*page.accounts, *page.units)
    assert {(each.deviation, each.deviation_to_date) for each in parts} == {(None, None)}


def test_the_page_of_an_account_tells_what_its_row_does_though_it_is_booked_by_the_quarter():
    rows = [*booked(CHILD_ID, PAY, 2026, *[-9] * 8), *budgeted(CHILD_ID, RENT, 2026, *[-10] * 12)]
    rows += [each for month in (1, 4, 7) for each in booked(CHILD_ID, RENT, 2026, -30, first=month)]
    page, own = (page_of(rows, "2026-08", account=account) for account in (None, RENT))
    assert page is not None and own is not None
    (rent,) = [each.standing for each in page.accounts if each.code == "hyra"]
    assert (own.whole.months, own.whole.outcome, own.whole.deviation_to_date) == (8, -90, -90 + 80)
    alike(own.whole, rent)


def alike(one: Standing, other: Standing) -> None:
    """Hold that two standings tell the same."""
    for name in (*FIGURES, "lower", "upper", "months", "closed", "lines", "unsaid"):
        told, shown = getattr(one, name), getattr(other, name)
        assert (told is None) == (shown is None), name
        assert told is None or told == pytest.approx(shown, rel=1e-9, abs=1e-6), name


@settings(max_examples=20)
@given(ledgers())
def test_a_units_page_tells_what_its_row_on_the_page_above_does(case):
    rows, until = case
    above = page_of(rows, f"2026-{until:02d}")
    assert above is not None and above.lagging == ()
    for part in above.units:
        unit = OFFICE.place(part.code)
        assert unit is not None
        if unit.id == OFFICE_ID:
            continue
        own = page_of(rows, f"2026-{until:02d}", unit=unit.id)
        assert own is not None
        alike(own.whole, part.standing)


@settings(max_examples=20)
@given(ledgers())
def test_an_accounts_page_tells_what_its_row_does(case):
    rows, until = case
    above = page_of(rows, f"2026-{until:02d}")
    assert above is not None
    for part in above.accounts:
        account = int(ACCOUNTS.set_index("code")["id"][part.code])
        own = page_of(rows, f"2026-{until:02d}", account=account)
        assert own is not None
        alike(own.whole, part.standing)
