"""The memory: how this year's forecasts have moved, and how those of closed years erred, by unit too."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import (
    ADULT_ID,
    CHILD_ID,
    OFFICE,
    PAY,
    RENT,
    LedgerRow,
    booked,
    budgeted,
    closed,
    forecast,
    held,
    judged,
    known,
    ledgers,
    remembered,
    whole_of,
    yearly,
)

from metrics.money.memory import (
    CONTROLLER,
    STATISTICAL,
    drawn_course,
    drawn_errors,
    unit_records,
)
from metrics.money.scale import TKR
from metrics.vocabulary import AmountKind


@pytest.mark.parametrize(
    ("account_way", "said", "bias"),
    [(-1, -1_100, -100), (-1, -1_200, 0), (-1, -1_300, +100), (+1, 1_300, -100), (+1, 1_100, +100)],
)
def test_a_year_that_closed_worse_than_forecast_has_a_negative_error(account_way, said, bias):
    rows = [*closed(CHILD_ID, PAY, 2025, 100 * account_way), *booked(CHILD_ID, PAY, 2026, account_way)]
    found = judged(
        remembered([*rows, forecast(CHILD_ID, PAY, 2025, "2025-03", said)], until=1), CONTROLLER, 3
    )
    assert (found["years"], found["bias"]) == (1, bias)
    assert found["bias_share"] == pytest.approx(bias / 1_200)


def test_the_record_is_made_over_the_latest_five_closed_years():
    rows = booked(CHILD_ID, PAY, 2026, -100)
    for year in range(2019, 2026):
        rows += closed(CHILD_ID, PAY, year, -100)
        rows.append(forecast(CHILD_ID, PAY, year, f"{year}-03", -1_200 - 10 * (year - 2018)))
    found = remembered(rows, until=1)
    assert found.years == 5
    assert sorted(found.closings) == list(range(2021, 2026))
    # 2021-2025 said 30 to 70 too dark, and 2019 and 2020 don't count any more.
    told = judged(found, CONTROLLER, 3)
    assert (told["years"], told["low"], told["high"], told["bias"]) == (5, 30, 70, 50)


def test_years_after_the_one_seen_from_are_left_out():
    rows = [*closed(CHILD_ID, PAY, 2024, -100), *closed(CHILD_ID, PAY, 2025, -100)]
    found = remembered([*rows, *booked(CHILD_ID, PAY, 2026, -100)], year=2025, until=6)
    assert dict(found.closings) == {2024: -1_200}
    assert found.course["statistical"].notna().sum() == 6


def test_a_year_that_is_preliminary_or_under_way_is_not_closed():
    rows = [*closed(CHILD_ID, PAY, 2024, -100), *booked(CHILD_ID, PAY, 2025, *[-100] * 11)]
    rows += booked(CHILD_ID, PAY, 2025, -100, first=12, preliminary=True)
    found = remembered([*rows, *booked(CHILD_ID, PAY, 2026, *[-100] * 6)])
    assert dict(found.closings) == {2024: -1_200}


def test_the_course_is_what_was_said_each_month_and_nothing_where_nothing_was():
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, *[-100] * 6)]
    rows += [yearly(CHILD_ID, PAY, 2026, -1_200)]
    rows += [
        forecast(CHILD_ID, PAY, 2026, f"2026-{month:02d}", amount)
        for month, amount in ((2, -1_200), (4, -1_300), (8, -1_400))
    ]
    course = remembered(rows).course.set_index("month")
    assert course["controller"].dropna().to_dict() == pytest.approx({2: -1_200, 4: -1_300})
    assert course.index[course["statistical"].notna()].tolist() == [1, 2, 3, 4, 5, 6]


@settings(max_examples=10)
@given(ledgers())
def test_the_course_ends_at_the_statistical_forecast_of_the_page(case):
    rows, until = case
    course = remembered(rows, until=until).course.set_index("month")
    told = whole_of(rows, 2026, until)
    if until == 12:
        assert course[["statistical", "lower", "upper"]].loc[12].isna().all()
        return
    for name in ("statistical", "lower", "upper"):
        assert course[name][until] == pytest.approx(getattr(told, name), rel=1e-6, abs=1e-6), name


def test_the_budget_is_that_of_the_year_and_missing_where_there_is_none():
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, -100)]
    assert remembered(rows).budget is None
    assert remembered([*rows, yearly(CHILD_ID, PAY, 2026, -1_200)]).budget == -1_200


@pytest.mark.parametrize(("until", "month"), [(1, 1), (6, 6), (11, 11), (12, 11)])
def test_forecasts_are_judged_for_the_latest_month_that_has_any(until, month):
    rows = [*closed(CHILD_ID, PAY, 2024, -100), *closed(CHILD_ID, PAY, 2025, -100)]
    rows += booked(CHILD_ID, PAY, 2026, *[-100] * 12)
    assert remembered(rows, until=until).month == month


def test_without_closed_years_there_is_nothing_to_judge_by():
    found = remembered(booked(CHILD_ID, PAY, 2026, *[-100] * 6))
    assert (found.years, dict(found.closings), found.month) == (0, {}, 6)
    assert found.records[CONTROLLER]["years"].tolist() == [0] * 12
    assert drawn_errors(found, TKR).empty


TWO_UNITS = [
    *closed(CHILD_ID, PAY, 2023, -100),
    *closed(CHILD_ID, PAY, 2024, -100),
    *closed(CHILD_ID, PAY, 2025, -100),
    *closed(ADULT_ID, PAY, 2024, -50),
    *closed(ADULT_ID, PAY, 2025, -50),
    *booked(CHILD_ID, PAY, 2026, -100),
    *booked(ADULT_ID, PAY, 2026, -50),
    forecast(CHILD_ID, PAY, 2024, "2024-03", -1_100),
    forecast(CHILD_ID, PAY, 2025, "2025-03", -1_120),
    forecast(ADULT_ID, PAY, 2024, "2024-03", -650),
    forecast(ADULT_ID, PAY, 2025, "2025-03", -640),
]


def by_unit(rows, year=2026, units=(1, 2, 3), until=1):
    books = held(rows)
    return dict(unit_records(OFFICE, books, books.of(units), (year, until)))


def test_every_unit_has_its_own_record_and_their_errors_sum_to_the_wholes():
    records = by_unit(TWO_UNITS)
    bias = {
        name: record[CONTROLLER].set_index("month")["bias"][3]
        for name, record in ((name, each) for name, each in records.items())
    }
    assert bias == {"Barn": (-100 - 80) / 2, "Vuxna": (50 + 40) / 2}
    whole = judged(remembered(TWO_UNITS, until=1), CONTROLLER, 3)
    assert whole["bias"] == sum(bias.values())


def test_a_unit_that_began_later_is_judged_by_the_years_it_has_had():
    records = by_unit(TWO_UNITS)
    years = {
        name: record[STATISTICAL].set_index("month")["years"].to_dict() for name, record in records.items()
    }
    assert (years["Barn"][6], years["Vuxna"][6]) == (3, 2)
    assert years["Barn"][12] == 0


def test_the_year_itself_is_no_part_of_the_units_records():
    assert by_unit(TWO_UNITS, year=2025, until=6)["Barn"][CONTROLLER].set_index("month")["years"][3] == 1


def test_a_whole_of_one_unit_has_no_records_by_unit():
    assert by_unit(TWO_UNITS, units=(CHILD_ID,)) == {}


@settings(max_examples=4)
@given(st.lists(st.integers(1, 1_000), min_size=4, max_size=4), st.integers(1, 11))
def test_the_statistical_errors_of_units_sum_to_the_wholes(levels, month):
    rows = [*booked(CHILD_ID, PAY, 2026, -1), *booked(ADULT_ID, PAY, 2026, -1)]
    for year, (child, adult) in zip((2024, 2025), zip(levels[:2], levels[2:], strict=True), strict=True):
        rows += [*closed(CHILD_ID, PAY, year, -child), *closed(ADULT_ID, PAY, year, -adult)]
    parts = [record[STATISTICAL].set_index("month")["bias"][month] for record in by_unit(rows).values()]
    whole = judged(remembered(rows, until=1), STATISTICAL, month)["bias"]
    assert math.fsum(parts) == pytest.approx(whole, rel=1e-6, abs=1e-6)


def test_what_is_drawn_of_the_year_is_in_the_pages_unit():
    rows = [*closed(CHILD_ID, PAY, 2025, -100_000), *booked(CHILD_ID, PAY, 2026, *[-100_000] * 3)]
    found = remembered([*rows, forecast(CHILD_ID, PAY, 2026, "2026-02", -1_250_000)])
    drawn = drawn_course(found, TKR)
    assert drawn["made"].tolist() == [f"2026-{month:02d}" for month in range(1, 13)]
    assert drawn["controller"].dropna().tolist() == [-1_250]
    assert drawn["statistical"][2] == pytest.approx(-1_200)
    assert np.isnan(drawn["statistical"][3:]).all()


def test_the_errors_that_are_drawn_are_those_of_closed_years():
    rows = [*closed(CHILD_ID, PAY, 2025, -100_000), *booked(CHILD_ID, PAY, 2026, *[-100_000] * 3)]
    rows += [forecast(CHILD_ID, PAY, year, f"{year}-02", -1_250_000) for year in (2025, 2026)]
    drawn = drawn_errors(remembered(rows), TKR)
    assert set(drawn["year"]) == {2025}
    mine = drawn[drawn["source"] == CONTROLLER]
    # What was said in February stood to the end of the year.
    assert mine["month"].tolist() == list(range(2, 12))
    assert mine["error"].tolist() == [-1_200 + 1_250] * 10
    assert (drawn["source"] == STATISTICAL).sum() == 11


def test_what_is_known_of_a_year_may_begin_within_it():
    """A unit that began in March has no forecast of its own years before it."""
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, *[-100] * 6)]
    rows += booked(ADULT_ID, PAY, 2026, *[-50] * 4, first=3)
    assert known(rows, 2026, 12).months == 6
    assert dict(remembered(rows).closings) == {2025: -1_200}


def test_only_the_years_of_the_closings_have_errors_to_draw():
    rows = booked(CHILD_ID, PAY, 2026, -100)
    for year in range(2018, 2026):
        rows += closed(CHILD_ID, PAY, year, -100)
    drawn = drawn_errors(remembered(rows, until=1), TKR)
    assert set(drawn["year"]) == set(range(2021, 2026))


def test_the_units_records_are_of_their_latest_five_years_too():
    rows = [*TWO_UNITS, *closed(CHILD_ID, PAY, 2022, -100), *closed(CHILD_ID, PAY, 2021, -100)]
    rows += [*closed(CHILD_ID, PAY, 2020, -100), *closed(CHILD_ID, PAY, 2019, -100)]
    assert by_unit(rows)["Barn"][STATISTICAL].set_index("month")["years"][6] == 5


@pytest.mark.parametrize("until", [1, 8, 12])
def test_a_store_with_a_budget_alone_has_nothing_to_remember(until):
    rows = [yearly(CHILD_ID, PAY, 2026, -120), yearly(ADULT_ID, PAY, 2026, -60)]
    rows += budgeted(CHILD_ID, RENT, 2026, *[-10] * 12)
    found = remembered(rows, until=until)
    assert (found.years, dict(found.closings), found.budget, found.month) == (0, {}, -120 - 60 - 120, until)
    assert found.course.drop(columns="month").isna().all(axis=None)
    assert drawn_errors(found, TKR).empty
    assert [record[STATISTICAL]["years"].sum() for record in by_unit(rows, until=until).values()] == [0, 0]


def test_an_older_outcome_known_by_the_year_alone_is_no_closing():
    annual: LedgerRow = (CHILD_ID, PAY, AmountKind.OUTCOME.value, "2023", "", -1_000.0, False)
    rows = [annual, *closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, -100, -100)]
    found = remembered(rows, until=2)
    assert dict(found.closings) == {2025: -1_200}
    assert found.course["statistical"].notna().sum() == 2
    assert remembered(rows, year=2023, until=12).years == 0
