"""What the page of the economy shows: what matters first, its months, its steps, and who owes a month."""

import pandas as pd
import pytest
from drawn import drawn_office
from ledgers import (
    ACCOUNTS,
    ADULT_ID,
    CHILD_ID,
    FEES,
    PAY,
    RENT,
    STEADY,
    booked,
    budgeted,
    held,
    known,
    page_of,
    row,
    standing,
    view,
    yearly,
)

from metrics.money.scale import MNKR, TKR
from metrics.money.view import drawn_months, drawn_span, economy_view, month_frame, steps
from metrics.periods import Period
from metrics.vocabulary import AmountKind


def test_accounts_and_units_stand_with_the_largest_deviation_of_the_year_first():
    page = page_of(STEADY, "2026-08")
    assert page is not None
    assert [(each.code, each.name, each.standing.deviation) for each in page.accounts] == [
        ("lon", "Löner", -120 + 60),
        ("avgift", "Avgifter", +24),
        ("hyra", "Hyror", 0),
    ]
    assert [(each.name, each.standing.deviation) for each in page.units] == [
        ("Barn", -120 + 24),
        ("Vuxna", +60),
    ]
    assert page.whole.deviation == -120 + 24 + 60


def test_parts_that_deviate_alike_stand_in_the_plans_order():
    rows = [line for unit in (PAY, RENT, FEES) for line in booked(CHILD_ID, unit, 2026, -1)]
    page = page_of(rows, "2026-01")
    assert page is not None
    assert [each.code for each in page.accounts] == ["avgift", "lon", "hyra"]


def test_one_account_is_shown_by_unit():
    page = page_of(STEADY, "2026-08", account=PAY)
    assert page is not None
    assert [each.code for each in page.accounts] == ["lon"]
    assert [(each.name, each.standing.outcome) for each in page.units] == [("Barn", -880), ("Vuxna", -360)]
    assert page.whole.outcome == -880 - 360


def test_a_unit_without_units_below_has_accounts_only():
    page = page_of(STEADY, "2026-08", unit=ADULT_ID)
    assert page is not None
    assert page.units == ()
    assert {each.code for each in page.accounts} == {"lon", "hyra"}


def test_what_a_unit_has_itself_is_a_part_beside_the_units_below():
    page = page_of([*STEADY, *booked(1, RENT, 2026, *[-1] * 8)], "2026-08")
    assert page is not None
    assert {each.name: each.standing.outcome for each in page.units} == {
        "Kontoret": -8,
        "Barn": 8 * (-110 + 12),
        "Vuxna": 8 * (-45 - 20),
    }


@pytest.mark.parametrize(
    ("period", "unit", "account"),
    [("2019-08", 1, None), ("2026-08", CHILD_ID, RENT), ("2025-08", CHILD_ID, None)],
)
def test_what_the_books_do_not_hold_is_no_page(period, unit, account):
    rows = [*STEADY, *booked(CHILD_ID, PAY, 2024, -1), *booked(ADULT_ID, PAY, 2025, -1)]
    assert page_of(rows, period, unit, account) is None


def test_a_year_with_a_budget_alone_is_a_page():
    page = page_of([*STEADY, yearly(CHILD_ID, PAY, 2027, -1_200)], "2027-01")
    assert page is not None
    assert (page.whole.budget, page.whole.outcome, page.last, page.evenly) == (-1_200, None, None, True)


@pytest.mark.parametrize(
    ("period", "until"), [("2026-08", 8), ("2026-03", 3), ("2026-T1", 4), ("2026-Q2", 6), ("2026", 12)]
)
def test_the_page_is_as_it_was_known_at_the_end_of_the_period(period, until):
    page = page_of(STEADY, period)
    assert page is not None and page.last is not None
    assert (page.until, page.whole.months, page.last.index) == (until, min(until, 8), min(until, 8))
    assert (page.whole.forecast is None) == (until < 8)


def test_the_unit_that_owes_a_month_is_named_and_all_stand_at_the_last_month_told_by_every_one():
    rows = [*booked(CHILD_ID, PAY, 2026, *[-1] * 8), *booked(ADULT_ID, PAY, 2026, *[-1] * 6)]
    page = page_of(rows, "2026-08")
    assert page is not None
    assert (page.lagging, page.whole.months, page.whole.outcome) == (("Vuxna",), 6, -12)
    alone = page_of(rows, "2026-08", unit=CHILD_ID)
    assert alone is not None
    assert (alone.lagging, alone.whole.months) == ((), 8)


def test_the_units_of_a_page_are_those_below_it_that_have_accounts_however_deep():
    deep = drawn_office("id\n1", units="id | parent_id\n1 |\n2 | 1\n3 | 2\n4 | 3\n5 | 1\n6 |")
    rows = [each for unit in (3, 4, 5, 6) for each in booked(unit, PAY, 2026, -unit)]

    def of(unit: int) -> tuple[dict[str, float | None], float | None]:
        page = economy_view(deep, held(rows), ACCOUNTS, unit, Period.parse("2026-01"))
        assert page is not None
        codes = {place.code: place.id for place in deep.places}
        return {codes[each.code]: each.standing.outcome for each in page.units}, page.whole.outcome

    assert of(1) == ({3: -3, 4: -4, 5: -5}, -12)
    assert of(2) == ({3: -3, 4: -4}, -7)
    assert of(4) == ({}, -4)


def test_months_are_those_booked_and_their_sums_so_far():
    rows = [*budgeted(1, PAY, 2026, *[-10] * 12), *booked(1, PAY, 2026, -9, -12)]
    rows += booked(1, PAY, 2026, -10, first=3, preliminary=True)
    found = month_frame(known(rows, 2026, 12))
    assert found["period"].tolist() == [f"2026-{month:02d}" for month in range(1, 13)]
    assert found.head(3).drop(columns="period").to_dict("list") == {
        "budget": [-10, -10, -10],
        "outcome": [-9, -12, -10],
        "deviation": [1, -2, 0],
        "preliminary": [False, False, True],
        "budget_sum": [-10, -20, -30],
        "outcome_sum": [-9, -21, -31],
        "deviation_sum": [1, -1, -1],
    }
    left = found.iloc[3:]
    assert left[["outcome", "deviation", "outcome_sum", "deviation_sum"]].isna().all(axis=None)
    assert left["budget_sum"].tolist() == [-10 * month for month in range(4, 13)]
    assert not left["preliminary"].any()


def test_months_without_a_budget_have_an_outcome_and_no_deviation():
    found = month_frame(known(booked(1, PAY, 2026, -9, -12), 2026, 12))
    assert found["outcome_sum"].tolist()[:2] == [-9, -21]
    assert found[["budget", "deviation", "budget_sum", "deviation_sum"]].isna().all(axis=None)


def test_the_months_of_the_page_end_at_its_deviation_so_far():
    page = page_of(STEADY, "2026-08")
    assert page is not None
    assert page.months["deviation_sum"][7] == page.whole.deviation_to_date == 8 * (-10 + 2 + 5)


def test_what_is_drawn_is_in_the_pages_unit():
    page = page_of(STEADY, "2026-08")
    assert page is not None
    found = drawn_months(page, TKR)
    assert list(found) == ["period", "budget", "outcome", "preliminary"]
    assert found["budget"][11] == pytest.approx(12 * -0.16)
    assert found["outcome"][7] == pytest.approx(8 * -0.163)
    assert found["outcome"][8:].isna().all()


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ({"statistical": -100e6, "lower": -110e6, "upper": -95e6}, (-100, -110, -95)),
        ({"statistical": -100e6, "lower": -110e6, "upper": -95e6, "months": 12}, None),
        ({"statistical": -100e6}, None),
        ({}, None),
    ],
)
def test_the_fan_is_that_of_a_year_under_way(told, span):
    assert drawn_span(standing(**told), MNKR) == span


def rows_that_deviate(*amounts: float):
    return [
        row(f"Konto {place}", budget=0.0, forecast=amount) for place, amount in enumerate(amounts, start=1)
    ]


@pytest.mark.parametrize(
    ("deviations", "expected"),
    [
        ([-5_000, 3_000], [("Konto 1", -5), ("Konto 2", 3)]),
        (range(8_000, 0, -1_000), [(f"Konto {at}", 9 - at) for at in range(1, 9)]),
        (
            [9_000, -8_000, 7_000, 6_000, 5_000, 4_000, 3_000, 2_000, -1_500, 500, -250],
            [(f"Konto {at}", size) for at, size in enumerate((9, -8, 7, 6, 5, 4, 3, 2), start=1)]
            + [("Övriga 3 konton", -1.5 + 0.5 - 0.25)],
        ),
        ([], []),
    ],
)
def test_steps_are_the_eight_that_deviate_most_and_the_rest_as_one(deviations, expected):
    found = steps(rows_that_deviate(*deviations), TKR, "konton")
    assert list(found) == ["name", "amount"]
    assert list(found.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize("until", [1, 8, 12])
def test_a_store_with_a_budget_alone_is_a_page_of_it(until):
    page = page_of(budgeted(CHILD_ID, PAY, 2026, *[-10] * 12), f"2026-{until:02d}")
    assert page is not None
    assert (page.whole.budget, page.whole.outcome, page.whole.deviation) == (-120, None, None)
    assert (page.whole.closed, page.lagging, page.last) == (False, (), None)


def test_an_older_outcome_known_by_the_year_alone_makes_no_page_of_its_year():
    annual = (CHILD_ID, PAY, AmountKind.OUTCOME.value, "2024", "", -100.0, False)
    rows = [annual, *booked(CHILD_ID, PAY, 2026, -9, -9)]
    assert page_of(rows, "2024-12") is None
    page = page_of(rows, "2026-02")
    assert page is not None and page.whole.outcome == -18


def test_a_page_without_a_booked_month_has_no_last_month():
    assert view(standing(months=0), months=pd.DataFrame({"preliminary": [False] * 12})).last is None
