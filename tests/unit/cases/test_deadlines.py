"""Deadlines and elapsed time: each unit of a limit, at the turns of the calendar."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from drawn import table
from hypothesis import given
from hypothesis import strategies as st

from metrics.cases.deadlines import (
    clock_known,
    elapsed,
    is_working_day,
    last_moment,
    rolled_deadlines,
    strict_deadlines,
    working_calendar,
)
from metrics.vocabulary import LimitUnit

DAYS = st.dates(date(1995, 1, 1), date(2095, 12, 31))
LIMITS = st.integers(1, 260)
UNITS = st.sampled_from(list(LimitUnit))
"""The holidays of a year are worked out when it is first asked for."""
COLUMNS = ("opened", "unit", "strict", "rolled", "closed", "note")


def rows(text):
    drawn = table(text, words=COLUMNS)
    return [pytest.param(*row, id=" ".join(map(str, row))) for row in drawn.itertuples(index=False)]


def array(*moments):
    return np.array(moments, dtype="datetime64[s]")


def written(moments):
    return [str(moment.astype("datetime64[m]")).removesuffix("T00:00") for moment in moments]


def deadlines(opened, limit, unit):
    strict = strict_deadlines(array(opened), int(limit), LimitUnit(unit))
    return written(strict), written(rolled_deadlines(strict, LimitUnit(unit)))


@pytest.mark.parametrize(
    ("opened", "limit", "unit", "strict", "rolled", "note"),
    rows("""
        opened     | limit | unit     | strict     | rolled     | note
        2026-03-20 |    14 | days     | 2026-04-03 | 2026-04-07 | långfredag, påsk och annandag påsk
        2025-12-10 |    14 | days     | 2025-12-24 | 2025-12-29 | julafton till måndag
        2025-12-17 |    14 | days     | 2025-12-31 | 2026-01-02 | nyårsafton, över årsskiftet
        2025-08-24 |     4 | months   | 2025-12-24 | 2025-12-29 | öppnat en söndag
        2026-02-19 |     4 | months   | 2026-06-19 | 2026-06-22 | midsommarafton
        2025-10-31 |     4 | months   | 2026-02-28 | 2026-03-02 | månadens sista dag är en lördag
        2023-10-31 |     4 | months   | 2024-02-29 | 2024-02-29 | skottår
        2024-02-29 |    12 | months   | 2025-02-28 | 2025-02-28 | från skottdagen
        2026-01-31 |     1 | months   | 2026-02-28 | 2026-03-02 | från en lång månad
        2026-02-28 |     1 | months   | 2026-03-28 | 2026-03-30 | samma dagnummer, inte månadens sista
        2026-03-01 |     4 | months   | 2026-07-01 | 2026-07-01 | 122 dagar
        2026-11-01 |     4 | months   | 2027-03-01 | 2027-03-01 | 120 dagar
        2026-05-01 |     4 | months   | 2026-09-01 | 2026-09-01 | 123 dagar
        2026-04-23 |    14 | days     | 2026-05-07 | 2026-05-07 | en vanlig torsdag
        2026-04-30 |    14 | days     | 2026-05-14 | 2026-05-15 | Kristi himmelsfärd; klämdagen är arbetsdag
        2026-03-27 |     7 | workdays | 2026-04-09 | 2026-04-09 | över påsk
        2026-04-02 |     7 | workdays | 2026-04-15 | 2026-04-15 | från skärtorsdagen
        2026-04-04 |     7 | workdays | 2026-04-15 | 2026-04-15 | från påskafton
        2026-06-18 |     7 | workdays | 2026-06-30 | 2026-06-30 | över midsommar
        2026-06-19 |     7 | workdays | 2026-06-30 | 2026-06-30 | från midsommarafton
        2026-12-23 |     7 | workdays | 2027-01-08 | 2027-01-08 | över jul, nyår och trettondagen
        2026-12-24 |     7 | workdays | 2027-01-08 | 2027-01-08 | från julafton
        2026-03-07 |     7 | workdays | 2026-03-17 | 2026-03-17 | öppnat en lördag
        2026-03-06 |     7 | workdays | 2026-03-17 | 2026-03-17 | fredagen före
        2026-10-30 |    48 | hours    | 2026-11-01 | 2026-11-01 | timmar flyttas inte från en söndag
        2026-10-30 |    36 | hours    | 2026-11-01 | 2026-11-01 | ett halvt dygn räknas som ett helt
    """),
)
def test_a_deadline_is_the_day_that_the_law_and_the_calendar_give(opened, limit, unit, strict, rolled, note):
    assert deadlines(opened, limit, unit) == ([strict], [rolled])


def test_four_months_are_120_to_123_days():
    opened = np.arange("2023-01-01", "2028-01-01", dtype="datetime64[D]")
    lengths = strict_deadlines(opened, 4, LimitUnit.MONTHS) - opened
    assert set(lengths.astype("timedelta64[D]").astype(int).tolist()) == {120, 121, 122, 123}


@pytest.mark.parametrize(
    ("year", "expected"), [(2023, 251), (2024, 251), (2025, 249), (2026, 251), (2027, 253), (2028, 251)]
)
def test_a_year_has_its_working_days(year, expected):
    days = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")
    assert is_working_day(days).sum() == expected


def test_the_months_of_2026_have_their_working_days():
    days = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    months = pd.Series(is_working_day(days)).groupby(days.astype("datetime64[M]").astype(str)).sum()
    assert months.tolist() == [20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 20]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-06-18", True),
        ("2026-06-19", False),
        ("2026-06-20", False),
        ("2026-12-24", False),
        ("2026-12-31", False),
        ("2026-04-02", True),
        ("2026-04-30", True),
        ("2026-01-05", True),
        ("2026-01-02", True),
        ("2026-06-06", False),
        ("2024-06-06", False),
        ("2003-06-06", True),
        ("2003-06-09", False),
        ("2026-05-25", True),
    ],
)
def test_eves_on_a_par_with_sundays_are_free_and_other_eves_are_worked(day, works):
    assert is_working_day(array(day)).tolist() == [works]


@pytest.mark.parametrize(
    ("opened", "closed", "unit", "expected", "note"),
    rows("""
        opened     | closed     | unit     | expected | note
        2026-03-02 | 2026-03-02 | days     |        0 | samma dag
        2026-03-02 | 2026-03-02 | workdays |        0 | samma dag
        2026-03-02 | 2026-03-02 | hours    |        0 | samma dag
        2025-12-31 | 2026-01-01 | days     |        1 | årsskifte
        2024-02-28 | 2024-03-01 | days     |        2 | skottår
        2025-02-28 | 2025-03-01 | days     |        1 | inget skottår
        2026-10-31 | 2027-02-28 | months   |      120 | månader visas i dagar
        2026-03-27 | 2026-04-09 | workdays |        7 | påsk
        2026-03-06 | 2026-03-09 | workdays |        1 | fredag till måndag
        2026-03-07 | 2026-03-08 | workdays |        0 | inom en helg
        2026-03-07 | 2026-03-09 | workdays |        1 | lördag till måndag
        2026-12-23 | 2027-01-08 | workdays |        7 | jul och nyår
        2026-10-30 | 2026-11-01 | hours    |       48 | utan klockslag räknas hela dygn
    """),
)
def test_elapsed_time_is_in_the_measure_of_the_limit(opened, closed, unit, expected, note):
    assert elapsed(array(opened), array(closed), LimitUnit(unit)).tolist() == [expected]


# Hours


def test_hours_are_true_only_where_both_ends_have_a_time_of_day():
    opened = array("2026-10-30T14:30", "2026-10-30T14:30", "2026-10-30", "2026-10-30T14:30", "NaT")
    closed = array("2026-11-01T14:30", "2026-11-01", "2026-11-01T14:30", "NaT", "2026-11-01T14:30")
    assert clock_known(opened, closed).tolist() == [True, False, False, True, False]
    strict = strict_deadlines(opened, 48, LimitUnit.HOURS, closed)
    assert written(strict) == ["2026-11-01T14:30", "2026-11-01", "2026-11-01", "2026-11-01T14:30", "NaT"]
    np.testing.assert_equal(elapsed(opened, closed, LimitUnit.HOURS), [48, 48, 48, np.nan, np.nan])


def test_true_hours_are_counted_to_the_minute():
    assert elapsed(array("2026-10-30T14:30"), array("2026-10-31T14:00"), LimitUnit.HOURS) == [23.5]


def test_the_last_moment_of_a_day_belongs_to_it_and_the_next_does_not():
    assert str(last_moment(date(2026, 12, 31))) == "2026-12-31T23:59:59"
    assert last_moment(date(2026, 12, 31)) + np.timedelta64(1, "s") == np.datetime64("2027-01-01")


# What may come in


def test_days_are_read_from_times_of_day_too():
    late = array("2026-03-20T23:59")
    assert written(strict_deadlines(late, 14, LimitUnit.DAYS)) == ["2026-04-03"]
    assert elapsed(late, array("2026-03-21T00:01"), LimitUnit.DAYS) == [1]


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_a_missing_day_has_no_deadline_and_no_elapsed_time(unit):
    missing = array("NaT", "2026-03-02")
    strict = strict_deadlines(missing, 7, unit)
    assert np.isnat(strict).tolist() == [True, False]
    assert np.isnat(rolled_deadlines(strict, unit)).tolist() == [True, False]
    assert np.isnan(elapsed(missing, missing, unit)).tolist() == [True, False]
    assert np.isnan(elapsed(array("2026-03-02"), array("NaT"), unit)).all()


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_no_cases_have_no_deadlines(unit):
    nothing = array()
    assert len(rolled_deadlines(strict_deadlines(nothing, 7, unit), unit)) == 0
    assert len(elapsed(nothing, nothing, unit)) == 0


def test_a_series_is_read_as_an_array_whatever_its_unit():
    series = pd.Series(pd.to_datetime(["2026-03-20"])).astype("datetime64[ns]")
    assert written(strict_deadlines(series, 14, LimitUnit.DAYS)) == ["2026-04-03"]


def test_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="without time zone"):
        strict_deadlines(pd.Series(pd.to_datetime(["2026-03-20"], utc=True)), 14, LimitUnit.DAYS)


@pytest.mark.parametrize("years", [(1899, 1900), (2299, 2300)])
def test_years_whose_holidays_are_not_known_are_refused(years):
    with pytest.raises(ValueError, match="1900-2299"):
        working_calendar(*years)


# What always holds


@given(DAYS, LIMITS, UNITS)
def test_a_rolled_deadline_is_no_earlier_than_the_strict_and_a_working_day(opened, limit, unit):
    strict = strict_deadlines(array(opened), limit, unit)
    rolled = rolled_deadlines(strict, unit)
    assert (rolled >= strict).all()
    if unit == LimitUnit.HOURS:
        assert (rolled == strict).all()
    else:
        assert is_working_day(rolled).all()
        assert ((rolled == strict) == is_working_day(strict)).all()
        assert (rolled - strict <= np.timedelta64(5, "D")).all()


@given(DAYS, LIMITS)
def test_a_deadline_in_working_days_is_the_day_on_which_so_many_have_passed(opened, limit):
    strict = strict_deadlines(array(opened), limit, LimitUnit.WORKDAYS)
    assert is_working_day(strict).all()
    assert elapsed(array(opened), strict, LimitUnit.WORKDAYS) == [limit]


@given(DAYS, LIMITS)
def test_a_deadline_in_months_keeps_the_day_number_or_is_the_last_of_its_month(opened, limit):
    deadline = strict_deadlines(array(opened), limit, LimitUnit.MONTHS)[0].item().date()
    months = (deadline.year - opened.year) * 12 + deadline.month - opened.month
    assert months == limit
    is_last = (deadline + timedelta(days=1)).day == 1
    assert deadline.day == opened.day or (is_last and deadline.day < opened.day)


@given(DAYS, DAYS)
def test_working_days_are_counted_as_one_would_on_a_calendar(one, other):
    first, last = min(one, other), min(max(one, other), min(one, other) + timedelta(days=400))
    between = np.arange(first, last, dtype="datetime64[D]") + 1
    counted = elapsed(array(first), array(last), LimitUnit.WORKDAYS)
    assert counted == [is_working_day(between).sum()]
