"""Where the year's money stands: signs, paces, forecasts in force, and parts that sum to their whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from ledgers import (
    FEES,
    FIGURES,
    PAY,
    RENT,
    LedgerRow,
    booked,
    budgeted,
    forecast,
    grouped,
    known,
    ledgers,
    whole_of,
    yearly,
)

from metrics.money.standing import Standing, bounds
from metrics.vocabulary import AmountKind

NOWHERE = (None, None, None)
SUMMED = (*FIGURES, "year_end")


@pytest.mark.parametrize(
    ("account", "budget", "outcome", "deviation"),
    [
        (FEES, 10, 12, +12),
        (FEES, 10, 8, -12),
        (PAY, -10, -12, -12),
        (PAY, -10, -8, +12),
        (PAY, -10, -10, 0),
        (PAY, -10, 2, +72),
    ],
)
def test_more_income_and_less_cost_are_a_surplus_so_far(account, budget, outcome, deviation):
    rows = [*budgeted(1, account, 2026, *[budget] * 12), *booked(1, account, 2026, *[outcome] * 6)]
    assert whole_of(rows, 2026, 6).deviation_to_date == deviation


@pytest.mark.parametrize(
    ("account", "budget", "said", "deviation"),
    [(FEES, 120, 130, +10), (FEES, 120, 100, -20), (PAY, -120, -130, -10), (PAY, -120, -100, +20)],
)
def test_more_income_and_less_cost_are_a_surplus_for_the_year(account, budget, said, deviation):
    rows = [yearly(1, account, 2026, budget), *booked(1, account, 2026, budget / 12)]
    found = whole_of([*rows, forecast(1, account, 2026, "2026-01", said)], 2026, 1)
    assert (found.year_end, found.deviation) == (said, deviation)


@pytest.mark.parametrize(("months", "to_date"), [(1, -1), (3, -1 - 2 - 3), (11, -66), (12, -78)])
def test_the_budget_so_far_is_that_of_the_months_booked(months, to_date):
    rows = [*budgeted(1, PAY, 2026, *[-month for month in range(1, 13)]), *booked(1, PAY, 2026, *[-5] * 12)]
    found = whole_of(rows, 2026, months)
    assert (found.budget, found.budget_to_date) == (-78, to_date)


def test_the_budget_so_far_is_that_of_the_months_every_unit_has_booked():
    rows = [yearly(2, PAY, 2026, -120), yearly(3, PAY, 2026, -240)]
    rows += [*booked(2, PAY, 2026, *[-10] * 5), *booked(3, PAY, 2026, *[-30] * 3)]
    found = whole_of(rows, 2026, 6)
    assert (found.months, found.budget_to_date, found.outcome) == (3, 3 * (-10 - 20), 3 * (-10 - 30))


@pytest.mark.parametrize(
    ("booked_months", "monthly", "needed", "planned", "pace"),
    [
        (8, -12, (-120 + 8 * 12) / 4, -10, -12),
        (8, -10, -10, -10, -10),
        (11, -9, -120 + 11 * 9, -10, -9),
        (9, -15, (-120 + 9 * 15) / 3, -10, -15),
        (12, -12, None, None, -12),
        (0, -12, *NOWHERE),
    ],
)
def test_what_each_month_left_may_be_what_the_budget_has_for_it_and_what_they_were(
    booked_months, monthly, needed, planned, pace
):
    rows = [yearly(1, PAY, 2026, -120), *booked(1, PAY, 2025, -1)]
    rows += booked(1, PAY, 2026, *[monthly] * booked_months)
    found = whole_of(rows, 2026, 12)
    assert (found.needed, found.planned, found.pace) == (needed, planned, pace)


def test_the_months_left_have_the_budgets_own_profile():
    rows = [*budgeted(1, PAY, 2026, *[-5] * 6, *[-15] * 6), *booked(1, PAY, 2026, *[-5] * 6)]
    found = whole_of(rows, 2026, 6)
    assert (found.planned, found.needed) == (-15, -15)


@pytest.mark.parametrize(
    ("made", "until", "before", "now", "change"),
    [
        ([], 3, *NOWHERE),
        ([("2026-03", -100)], 2, *NOWHERE),
        ([("2026-03", -100)], 3, None, -100, None),
        ([("2026-03", -100)], 4, -100, -100, 0),
        ([("2026-03", -100), ("2026-06", -110)], 5, -100, -100, 0),
        ([("2026-03", -100), ("2026-06", -110)], 6, -100, -110, -10),
        ([("2026-03", -100), ("2026-06", -90)], 6, -100, -90, +10),
        ([("2026-03", -100), ("2026-06", -110)], 7, -110, -110, 0),
        ([("2026-11", -100), ("2026-12", -101)], 12, -100, -101, -1),
        ([("2026-01", -105)], 1, None, -105, None),
        ([("2025-11", -100)], 1, -100, -100, 0),
        ([("2025-11", -100), ("2026-01", -105)], 1, -100, -105, -5),
    ],
)
def test_the_forecast_has_changed_since_the_month_before(made, until, before, now, change):
    rows = booked(1, PAY, 2026, *[-9] * 11)
    rows += [forecast(1, PAY, 2026, made_in, amount) for made_in, amount in made]
    found = whole_of(rows, 2026, until)
    assert (found.before, found.forecast, found.change) == (before, now, change)


def test_a_line_never_spoken_of_stands_at_its_statistical_forecast_and_not_at_its_budget():
    rows: list[LedgerRow] = [yearly(1, PAY, 2026, -120), yearly(1, RENT, 2026, -60)]
    rows += [*booked(1, PAY, 2026, -11, -11, -11), *booked(1, RENT, 2026, -20, -20, -20)]
    rows += [*booked(1, FEES, 2026, 5, 5, 5), forecast(1, PAY, 2026, "2026-02", -130)]
    found = whole_of(rows, 2026, 3)
    # The rent is at four times its budget: what is left of that is forecast at its root, twice as much.
    rent, fees = -60 + 9 * -5 * 2, 15 + 9 * 5
    assert found.forecast == pytest.approx(-130 + rent + fees)
    assert (found.lines, found.unsaid) == (3, 2)
    assert found.change == 0


def test_before_anything_is_booked_a_line_never_spoken_of_stands_at_its_budget():
    rows = [yearly(1, PAY, 2026, -120), yearly(1, RENT, 2026, -60), *booked(1, FEES, 2025, *[5] * 12)]
    found = whole_of([*rows, forecast(1, PAY, 2026, "2025-11", -130)], 2026, 1)
    assert (found.months, found.forecast, found.deviation) == (0, -130 - 60, -10)


def test_the_first_word_on_one_of_many_lines_moves_the_whole_by_how_it_differs_from_the_statistical():
    rows: list[LedgerRow] = [yearly(1, PAY, 2026, -120), yearly(1, RENT, 2026, -60)]
    rows += [*booked(1, PAY, 2026, *[-10] * 6), *booked(1, RENT, 2026, *[-5] * 6)]
    rows += [forecast(1, PAY, 2026, "2026-03", -120), forecast(1, RENT, 2026, "2026-06", -75)]
    assert whole_of(rows, 2026, 6).change == pytest.approx(-75 + 60)


@pytest.mark.parametrize(
    ("months", "preliminary", "closed", "year_end"),
    [(12, False, True, -12 * 11), (12, True, True, -12 * 11), (11, False, False, -125)],
)
def test_a_year_ends_as_it_was_booked_when_all_of_it_is_also_while_it_may_change(
    months, preliminary, closed, year_end
):
    rows = [yearly(1, PAY, 2026, -120), *booked(1, PAY, 2026, *[-11] * (months - 1))]
    rows += booked(1, PAY, 2026, -11, first=months, preliminary=preliminary)
    found = whole_of([*rows, forecast(1, PAY, 2026, "2026-10", -125)], 2026, 12)
    assert (found.closed, found.year_end, found.deviation) == (closed, year_end, year_end + 120)


def test_without_a_word_from_the_controller_the_year_ends_as_the_statistical_forecast_says():
    rows = [yearly(1, PAY, 2026, -120), *booked(1, PAY, 2025, *[-10] * 12), *booked(1, PAY, 2026, *[-10] * 6)]
    found = whole_of(rows, 2026, 6)
    assert found.forecast is None
    assert found.year_end == found.statistical == pytest.approx(-120)
    assert found.deviation == found.statistical_deviation == pytest.approx(0, abs=1e-9)


def test_without_a_budget_there_is_no_deviation_and_no_pace_to_hold():
    found = whole_of(booked(1, PAY, 2026, *[-10] * 6), 2026, 6)
    assert (found.budget, found.budget_to_date, found.deviation_to_date, found.deviation) == (None,) * 4
    assert (found.needed, found.planned, found.pace) == (None, None, -10)


def test_a_budget_of_nothing_is_not_the_same_as_no_budget():
    found = whole_of([yearly(1, PAY, 2026, 0), *booked(1, PAY, 2026, -10)], 2026, 1)
    assert (found.budget, found.deviation_to_date) == (0, -10)


def test_before_anything_is_booked_the_year_ends_as_the_controller_says():
    rows = [yearly(1, PAY, 2026, -120), *booked(1, PAY, 2025, *[-10] * 12)]
    found = whole_of([*rows, forecast(1, PAY, 2026, "2026-01", -125)], 2026, 1)
    assert (found.months, found.outcome, found.statistical, found.pace) == (0, None, None, None)
    assert (found.year_end, found.deviation) == (-125, -5)


FREE = np.inf


@pytest.mark.parametrize(
    ("history", "least", "most"),
    [
        ([1, 1, 2, 3], 2 + 3, FREE),
        ([0, 0, -2, -3], -FREE, -2 - 3),
        ([-1, 1, 2, 3], -FREE, FREE),
        ([np.nan, 1, 2, 3], 2 + 3, FREE),
        ([np.nan, -1, -2, -3], -FREE, -2 - 3),
        # Nothing this year: a cost may still come, but no income has ever been booked.
        ([-5, -5, 0, 0], -FREE, 0),
        ([5, 5, 0, 0], 0, FREE),
        ([0, 0, 0, 0], -FREE, FREE),
        ([np.nan, np.nan, 0, 0], -FREE, FREE),
    ],
)
def test_a_year_ends_at_or_beyond_what_is_booked_on_an_account_that_has_only_gone_one_way(
    history, least, most
):
    (found,) = np.column_stack(bounds(np.array([history], dtype=float), 2)).tolist()
    assert found == [least, most]


def test_bounds_are_those_of_each_series_by_itself():
    least, most = bounds(np.array([[1, 2], [-1, -2], [1, -2]], dtype=float), 1)
    assert (least.tolist(), most.tolist()) == ([2, -FREE, -FREE], [FREE, -2, FREE])


def sums(parts: list[Standing]) -> dict[str, float | None]:
    """Sum the parts' figures; None where no part has one.

    Where the controller has spoken of some parts, the others stand at their statistical forecast.
    """
    found: dict[str, float | None] = {}
    for name in SUMMED:
        told = [getattr(part, name) for part in parts]
        if name in ("forecast", "before") and told != [None] * len(told):
            told = [part.statistical if own is None else own for part, own in zip(parts, told, strict=True)]
        known_ones = [value for value in told if value is not None]
        found[name] = sum(known_ones) if known_ones else None
    return found


@settings(max_examples=30)
@given(ledgers())
def test_accounts_and_units_sum_to_their_whole(case):
    rows, until = case
    whole, of = whole_of(rows, 2026, until), known(rows, 2026, until)
    size = max(abs(getattr(whole, name) or 0.0) for name in SUMMED)
    for parts in (grouped(of, "account_id"), grouped(of, "unit_id")):
        for name, summed in sums(parts).items():
            told = getattr(whole, name)
            assert (summed is None) == (told is None), name
            assert summed is None or summed == pytest.approx(told, rel=1e-6, abs=1e-6 * size), name
        assert sum(part.lines for part in parts) == whole.lines
        assert sum(part.unsaid for part in parts) == whole.unsaid


@settings(max_examples=30)
@given(ledgers())
def test_an_account_of_one_sign_is_never_forecast_below_what_is_booked(case):
    rows, until = case
    ever_booked = {line[1] for line in rows if line[2] == AmountKind.OUTCOME}
    for part in grouped(known(rows, 2026, until), "account_id"):
        foreseen = (part.lower, part.statistical, part.upper)
        assert part.outcome is not None and None not in foreseen
        if part.key not in ever_booked:
            continue
        slack = 1e-6 * abs(part.outcome) + 1e-6
        way = 1 if part.key == FEES else -1
        assert all(way * (each - part.outcome) >= -slack for each in foreseen)


@settings(max_examples=20)
@given(ledgers())
def test_the_interval_holds_its_own_forecast(case):
    rows, until = case
    found = whole_of(rows, 2026, until)
    assert found.statistical is not None and found.lower is not None and found.upper is not None
    slack = 1e-6 * abs(found.statistical) + 1e-6
    assert found.lower - slack <= found.statistical <= found.upper + slack
