"""The books: which months are known, what a line without amounts means, and which forecast is in force."""

import numpy as np
import pytest
from ledgers import (
    ACCOUNTS,
    FEES,
    PAY,
    RENT,
    TOTAL,
    LedgerRow,
    booked,
    budgeted,
    forecast,
    held,
    known,
    ledger,
    yearly,
)

from metrics.money.books import MONTHS, books, outcome_of, seen
from metrics.vocabulary import AmountKind


@pytest.mark.parametrize(
    ("one", "other", "until", "months", "lagging"),
    [
        (9, 9, 9, 9, ()),
        (9, 9, 8, 8, ()),
        (9, 8, 12, 8, (2,)),
        (9, 8, 8, 8, ()),
        (9, 0, 9, 0, (2,)),
        (12, 12, 12, 12, ()),
    ],
)
def test_the_months_known_are_those_that_every_unit_has_reported(
    one: int, other: int, until: int, months: int, lagging: tuple[int, ...]
) -> None:
    rows = [*booked(1, PAY, 2025, *[-1.0] * 12), *booked(2, PAY, 2025, *[-1.0] * 12)]
    rows += [*booked(1, PAY, 2026, *[-1.0] * one), *booked(2, PAY, 2026, *[-1.0] * other)]
    found = known(rows, 2026, until)
    assert (found.months, found.lagging) == (months, lagging)


def test_a_unit_that_closed_the_year_before_last_owes_nothing() -> None:
    rows = [*booked(1, PAY, 2024, *[-1.0] * 12), *booked(2, PAY, 2024, *[-1.0] * 12)]
    rows += [*booked(1, PAY, 2025, *[-1.0] * 12), *booked(1, PAY, 2026, -1.0, -1.0)]
    assert known(rows, 2026, 12).months == 2


def test_a_unit_that_began_in_march_owes_nothing_before() -> None:
    rows = [*booked(1, PAY, 2026, -1, -1, -1, -1), *booked(2, PAY, 2026, -5, -5, first=3)]
    found = known(rows, 2026, 12)
    assert found.months == 4
    assert found.outcome[1, :4].tolist() == [0, 0, -5, -5]


def test_a_unit_that_has_a_budget_and_never_booked_anything_holds_nobody_up() -> None:
    rows = [*booked(1, PAY, 2026, -1, -1), *budgeted(2, RENT, 2026, *[-10] * 12)]
    found = known(rows, 2026, 12)
    assert (found.months, found.lagging) == (2, ())


QUARTERLY = [
    *booked(1, PAY, 2026, *[-9] * 8),
    *[each for month in (1, 4, 7) for each in booked(1, RENT, 2026, -30, first=month)],
]


@pytest.mark.parametrize(("account", "until", "months"), [(RENT, 12, 8), (PAY, 12, 8), (RENT, 5, 5)])
def test_an_account_that_is_not_booked_every_month_has_the_months_of_its_unit(
    account: int, until: int, months: int
) -> None:
    found = held(QUARTERLY)
    assert seen(found, found.of([1], account), 2026, until).months == months


def test_a_rent_that_is_booked_by_the_quarter_is_nothing_between() -> None:
    found = held(QUARTERLY)
    rent = seen(found, found.of([1], RENT), 2026, 12)
    assert rent.outcome[0, :8].tolist() == [-30, 0, 0, -30, 0, 0, -30, 0]
    assert rent.history[0].tolist() == rent.outcome[0, :8].tolist()


def test_a_months_preliminary_amounts_on_one_account_are_told_of_the_others_too() -> None:
    found = held([*booked(1, PAY, 2026, -9, -9), *booked(1, RENT, 2026, -5, first=2, preliminary=True)])
    assert seen(found, found.of([1], PAY), 2026, 12).preliminary.tolist() == [False, True] + [False] * 10


def ended(budget: int, *, months: int = 5) -> list[LedgerRow]:
    """Unit 1 books ten months; unit 2 some, with a budget for the first `budget` months."""
    rows = [*budgeted(1, PAY, 2026, *[-10] * 12), *booked(1, PAY, 2026, *[-9] * 10)]
    return [*rows, *budgeted(2, PAY, 2026, *[-4] * budget), *booked(2, PAY, 2026, *[-5] * months)]


@pytest.mark.parametrize(
    ("budget", "months", "lagging"),
    [(5, 10, ()), (4, 10, ()), (6, 5, (2,)), (9, 5, (2,)), (12, 5, (2,))],
)
def test_a_unit_owes_no_month_after_the_last_it_has_a_budget_for(
    budget: int, months: int, lagging: tuple[int, ...]
) -> None:
    found = known(ended(budget), 2026, 12)
    assert (found.months, found.lagging) == (months, lagging)


def test_a_unit_that_ended_in_may_has_booked_nothing_since() -> None:
    found = known(ended(5), 2026, 12)
    assert found.outcome[1, :10].tolist() == [-5] * 5 + [0] * 5


@pytest.mark.parametrize(
    ("next_years", "months"),
    [([1], 3), ([1, 2], 0), ([2], 0), ([], 0)],
)
def test_the_year_after_a_unit_ended_it_owes_nothing_if_there_are_budgets_and_none_is_its(
    next_years: list[int], months: int
) -> None:
    """Without any budgets it may only be late."""
    rows = [*booked(1, PAY, 2025, *[-9] * 12), *booked(2, PAY, 2025, *[-5] * 12)]
    rows += [*booked(1, PAY, 2026, -9, -9, -9)]
    for unit in next_years:
        rows += budgeted(unit, PAY, 2026, *[-10] * 12)
    assert known(rows, 2026, 12).months == months


def test_years_after_a_unit_ended_count_it_as_nothing_booked() -> None:
    rows = [*booked(2, PAY, 2023, *[-5] * 12), *booked(1, PAY, 2023, *[-9] * 12)]
    for year in (2024, 2025):
        rows += [*budgeted(1, PAY, year, *[-10] * 12), *booked(1, PAY, year, *[-9] * 12)]
    found = known(rows, 2025, 12)
    assert found.closed
    assert found.lines["unit_id"].tolist() == [2, 1]
    assert found.outcome[0].tolist() == [0] * 12
    assert found.history[0].tolist() == [-5] * 12 + [0] * 24


def test_a_line_without_an_amount_in_a_reported_month_has_booked_nothing() -> None:
    rows = [*booked(1, PAY, 2026, -7, -7, -7), *booked(1, FEES, 2026, 3.0, first=2)]
    found = known(rows, 2026, 12)
    assert found.outcome[1].tolist()[:3] == [0, 3, 0]
    assert np.isnan(found.outcome[:, 3:]).all()


def test_printed_sums_are_no_lines() -> None:
    found = held([*booked(1, PAY, 2026, -7), *booked(1, TOTAL, 2026, -7)])
    assert found.lines["account_id"].tolist() == [PAY]


def test_without_a_single_month_there_are_no_books() -> None:
    rows: list[LedgerRow] = [(1, PAY, AmountKind.OUTCOME.value, "2016", "", -5.0, False)]
    assert books(ledger(rows), ACCOUNTS) is None
    assert books(ledger([]), ACCOUNTS) is None


def test_a_budget_that_is_known_by_the_year_alone_is_spread_evenly_and_said_to_be() -> None:
    found = known([yearly(1, PAY, 2026, -120), *booked(1, PAY, 2026, -9)], 2026, 12)
    assert found.budget[0].tolist() == [-10.0] * MONTHS
    assert found.evenly


def test_a_budget_by_month_is_used_before_one_by_year() -> None:
    found = known(
        [yearly(1, PAY, 2026, -120), *budgeted(1, PAY, 2026, *range(1, 13)), *booked(1, PAY, 2026, -9)],
        2026,
        12,
    )
    assert found.budget[0].tolist() == [float(month) for month in range(1, 13)]
    assert not found.evenly


@pytest.mark.parametrize(
    ("until", "in_force"),
    [(2, None), (3, -100.0), (5, -100.0), (6, -110.0), (12, -110.0)],
)
def test_a_forecast_stands_until_the_next_is_made(until: int, in_force: float | None) -> None:
    rows = [*booked(1, PAY, 2026, *[-9] * 12), forecast(1, PAY, 2026, "2026-03", -100)]
    found = known([*rows, forecast(1, PAY, 2026, "2026-06", -110)], 2026, until)
    value = found.forecast[0, until]
    assert (None if np.isnan(value) else value) == in_force


def test_a_forecast_from_the_autumn_before_stands_from_the_first_day() -> None:
    rows = [*booked(1, PAY, 2026, -9), forecast(1, PAY, 2026, "2025-11", -100)]
    assert known(rows, 2026, 1).forecast[0].tolist()[:2] == [-100, -100]


def test_a_year_is_closed_when_all_of_it_is_booked_and_none_is_preliminary() -> None:
    whole = booked(1, PAY, 2025, *[-1] * 12)
    assert known(whole, 2025, 12).closed
    assert not known(whole, 2025, 11).closed
    assert not known([*whole[:-1], (*whole[-1][:-1], True)], 2025, 12).closed


def test_history_begins_with_the_year_of_a_lines_first_amount() -> None:
    rows = [*booked(1, PAY, 2024, *[-1] * 12), *booked(1, PAY, 2025, *[-1] * 12)]
    rows += [*booked(1, RENT, 2025, -4, first=3), *booked(1, PAY, 2026, -1, -1)]
    history = known(rows, 2026, 12).history
    assert np.isnan(history[1, :12]).all()
    assert history[1, 12:16].tolist() == [0, 0, -4, 0]
    assert history.shape[1] == 26


def test_history_begins_anew_after_a_month_that_was_never_reported() -> None:
    rows = [*booked(1, PAY, 2025, -1, -1, -1), *booked(1, PAY, 2025, *[-2] * 8, first=5)]
    history = known([*rows, *booked(1, PAY, 2025, -2, first=12), *booked(1, PAY, 2026, -3)], 2026, 12).history
    assert np.isnan(history[0, :4]).all()
    assert history[0, 4:].tolist() == [-2] * 8 + [-3]


def test_a_year_that_the_books_do_not_hold_is_refused() -> None:
    found = held(booked(1, PAY, 2026, -1))
    with pytest.raises(ValueError, match="2019"):
        seen(found, found.of([1]), 2019, 12)


@pytest.mark.parametrize(
    ("unit", "account", "year", "months"),
    [
        (1, RENT, 2026, [-30, 0, 0, -30, 0, 0, -30, 0, *[None] * 4]),
        (1, PAY, 2026, [*[-9] * 8, *[None] * 4]),
        (1, FEES, 2026, [None] * 12),
        (2, PAY, 2026, [None] * 12),
        (1, PAY, 2019, [None] * 12),
    ],
)
def test_the_months_of_a_line_are_nothing_where_its_unit_has_reported_and_unknown_elsewhere(
    unit: int, account: int, year: int, months: list[float | None]
) -> None:
    found = outcome_of(held(QUARTERLY), unit, account, year)
    assert [None if np.isnan(amount) else amount for amount in found] == months


def test_a_store_with_a_budget_alone_has_books_of_no_month() -> None:
    found = known(budgeted(1, PAY, 2026, *[-10] * 12), 2026, 8)
    assert (found.months, found.lagging, found.history.shape) == (0, (), (1, 0))
    assert found.budget[0].tolist() == [-10] * 12


def test_an_older_outcome_known_by_the_year_alone_is_a_year_without_months() -> None:
    annual: LedgerRow = (1, PAY, AmountKind.OUTCOME.value, "2024", "", -100.0, False)
    rows = [annual, *booked(1, PAY, 2026, -9, -9)]
    assert held(rows).years == range(2024, 2027)
    assert known(rows, 2024, 12).months == 0
    assert known(rows, 2026, 12).months == 2


@pytest.mark.parametrize("period", ["2026-T1", "2026-Q1", "2026-H1"])
def test_what_is_neither_a_months_nor_a_years_is_left_out(period: str) -> None:
    coarse: LedgerRow = (1, RENT, AmountKind.OUTCOME.value, period, "", -50.0, False)
    found = known([coarse, *booked(1, PAY, 2026, -9, -9)], 2026, 12)
    assert (found.months, np.nansum(found.outcome)) == (2, -18)


def test_the_months_that_a_years_budget_does_not_name_share_what_is_left_of_it() -> None:
    rows = [yearly(1, PAY, 2026, -120), *budgeted(1, PAY, 2026, -30, -20), *booked(1, PAY, 2026, -9)]
    found = known(rows, 2026, 12)
    assert found.budget[0].tolist() == [-30, -20, *[(-120 + 50) / 10] * 10]
    assert found.evenly
