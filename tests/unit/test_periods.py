"""Periods: how they are written, what they are called, and how they lie in time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import PER_YEAR, Period, PeriodError, is_coarser, latest_within
from metrics.vocabulary import Periodicity

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity


@st.composite
def any_period(draw):
    periodicity = draw(st.sampled_from(Periodicity))
    return Period(periodicity, draw(st.integers(1900, 2100)), draw(st.integers(1, PER_YEAR[periodicity])))


@pytest.mark.parametrize(
    ("code", "periodicity", "first", "last", "label", "short"),
    [
        ("2019-03", MONTH, "2019-03-01", "2019-03-31", "mars 2019", "mar 2019"),
        ("2019-12", MONTH, "2019-12-01", "2019-12-31", "december 2019", "dec 2019"),
        ("2019-02", MONTH, "2019-02-01", "2019-02-28", "februari 2019", "feb 2019"),
        ("2020-02", MONTH, "2020-02-01", "2020-02-29", "februari 2020", "feb 2020"),
        ("1900-02", MONTH, "1900-02-01", "1900-02-28", "februari 1900", "feb 1900"),
        ("2000-02", MONTH, "2000-02-01", "2000-02-29", "februari 2000", "feb 2000"),
        ("2019-Q1", QUARTER, "2019-01-01", "2019-03-31", "kvartal 1 2019", "kv 1 2019"),
        ("2019-Q4", QUARTER, "2019-10-01", "2019-12-31", "kvartal 4 2019", "kv 4 2019"),
        ("2019-T1", TERTIAL, "2019-01-01", "2019-04-30", "tertial 1 2019", "T1 2019"),
        ("2019-T2", TERTIAL, "2019-05-01", "2019-08-31", "tertial 2 2019", "T2 2019"),
        ("2019-T3", TERTIAL, "2019-09-01", "2019-12-31", "tertial 3 2019", "T3 2019"),
        ("2019-H1", HALF_YEAR, "2019-01-01", "2019-06-30", "första halvåret 2019", "H1 2019"),
        ("2019-H2", HALF_YEAR, "2019-07-01", "2019-12-31", "andra halvåret 2019", "H2 2019"),
        ("2019", YEAR, "2019-01-01", "2019-12-31", "2019", "2019"),
    ],
)
def test_a_period_has_days_and_a_name(code, periodicity, first, last, label, short):
    period = Period.parse(code)
    assert period.periodicity == periodicity
    assert (str(period.first), str(period.last)) == (first, last)
    assert (period.label, period.short_label) == (label, short)
    assert period.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2019-13",
        "2019-00",
        "2019-3",
        "2019-003",
        "2019-Q0",
        "2019-Q5",
        "2019-T4",
        "2019-H3",
        "2019-q1",
        "2019-t1",
        "2019Q1",
        "2019-Å1",
        "19-03",
        "0999",
        "3019",
        "20190",
        "2019-03-01",
        "2019-03 2019-04",
        "mars 2019",
        "2019-W12",
        "²019",
        "２０１９-０３",
        "20١٩",
        "2019-03'; DROP TABLE measurement",
    ],
)
def test_what_is_no_period_is_refused_in_swedish_with_a_way_on(text):
    with pytest.raises(PeriodError, match="är ingen period") as refusal:
        Period.parse(text)
    assert f"«{text}»" in str(refusal.value)
    assert "Skriv månad som 2019-03" in str(refusal.value)


def test_spaces_around_a_period_do_not_matter():
    assert Period.parse(" 2019-T2\n") == Period(TERTIAL, 2019, 2)


@pytest.mark.parametrize("index", [0, 4, -1])
def test_a_period_that_a_year_does_not_have_can_not_be_made(index):
    with pytest.raises(PeriodError):
        Period(TERTIAL, 2019, index)


@pytest.mark.parametrize(
    ("code", "steps", "there"),
    [
        ("2019-12", 1, "2020-01"),
        ("2020-01", -1, "2019-12"),
        ("2019-01", -13, "2017-12"),
        ("2019-01", 24, "2021-01"),
        ("2019-Q4", 1, "2020-Q1"),
        ("2019-T3", 1, "2020-T1"),
        ("2020-T1", -1, "2019-T3"),
        ("2019-H2", 1, "2020-H1"),
        ("2019", -1, "2018"),
        ("2019-06", 0, "2019-06"),
    ],
)
def test_neighbours_lie_side_by_side_over_the_turn_of_the_year(code, steps, there):
    assert Period.parse(code).shifted(steps).code == there


@pytest.mark.parametrize(
    ("code", "previous", "year_before"),
    [
        ("2020-01", "2019-12", "2019-01"),
        ("2020-02", "2020-01", "2019-02"),
        ("2020-Q1", "2019-Q4", "2019-Q1"),
        ("2020-T1", "2019-T3", "2019-T1"),
        ("2020-H1", "2019-H2", "2019-H1"),
        ("2020", "2019", "2019"),
    ],
)
def test_the_previous_period_and_the_same_one_a_year_before(code, previous, year_before):
    period = Period.parse(code)
    assert (period.previous.code, period.year_before.code) == (previous, year_before)


@pytest.mark.parametrize(
    ("code", "quarter", "tertial", "half_year"),
    [
        ("2019-01", "2019-Q1", "2019-T1", "2019-H1"),
        ("2019-04", "2019-Q2", "2019-T1", "2019-H1"),
        ("2019-05", "2019-Q2", "2019-T2", "2019-H1"),
        ("2019-07", "2019-Q3", "2019-T2", "2019-H2"),
        ("2019-09", "2019-Q3", "2019-T3", "2019-H2"),
        ("2019-12", "2019-Q4", "2019-T3", "2019-H2"),
    ],
)
def test_a_month_lies_in_one_period_of_each_kind(code, quarter, tertial, half_year):
    month = Period.parse(code)
    assert month.whole(QUARTER).code == quarter
    assert month.whole(TERTIAL).code == tertial
    assert month.whole(HALF_YEAR).code == half_year
    assert month.whole(YEAR).code == "2019"
    assert month.whole(MONTH) == month


@pytest.mark.parametrize(
    ("code", "periodicity", "parts"),
    [
        ("2019-T2", MONTH, "2019-05 2019-06 2019-07 2019-08"),
        ("2019-Q4", MONTH, "2019-10 2019-11 2019-12"),
        ("2019-H2", QUARTER, "2019-Q3 2019-Q4"),
        ("2019", TERTIAL, "2019-T1 2019-T2 2019-T3"),
        ("2019", HALF_YEAR, "2019-H1 2019-H2"),
        ("2019-02", MONTH, "2019-02"),
    ],
)
def test_a_period_is_made_of_its_parts_in_order(code, periodicity, parts):
    assert [part.code for part in Period.parse(code).parts(periodicity)] == parts.split()


@pytest.mark.parametrize(
    ("code", "periodicity"),
    [
        ("2019-T2", HALF_YEAR),
        ("2019-Q1", TERTIAL),
        ("2019-T1", QUARTER),
        ("2019-H1", TERTIAL),
        ("2019-Q1", MONTH),
        ("2019", HALF_YEAR),
    ],
)
def test_a_period_lies_in_no_whole_that_it_does_not_fill_evenly(code, periodicity):
    with pytest.raises(PeriodError, match="ryms inte"):
        Period.parse(code).whole(periodicity)


@pytest.mark.parametrize(
    ("code", "periodicity"),
    [
        ("2019-H1", TERTIAL),
        ("2019-T1", QUARTER),
        ("2019-T1", HALF_YEAR),
        ("2019-Q1", TERTIAL),
        ("2019-01", YEAR),
    ],
)
def test_a_period_has_no_parts_that_do_not_fill_it_evenly(code, periodicity):
    with pytest.raises(PeriodError, match="kan inte delas"):
        Period.parse(code).parts(periodicity)


@pytest.mark.parametrize(
    ("day", "periodicity", "latest"),
    [
        ("2020-01-31", MONTH, "2020-01"),
        ("2020-01-30", MONTH, "2019-12"),
        ("2020-02-28", MONTH, "2020-01"),
        ("2020-02-29", MONTH, "2020-02"),
        ("2020-03-31", TERTIAL, "2019-T3"),
        ("2020-04-30", TERTIAL, "2020-T1"),
        ("2020-12-30", YEAR, "2019"),
        ("2020-12-31", YEAR, "2020"),
        ("2020-10-31", QUARTER, "2020-Q3"),
        ("2020-10-31", HALF_YEAR, "2020-H1"),
    ],
)
def test_the_latest_period_that_has_ended_by_a_day(day, periodicity, latest):
    assert latest_within(date.fromisoformat(day), periodicity).code == latest


def test_coarser_means_more_months():
    coarser = {(one, other) for one in Periodicity for other in Periodicity if is_coarser(one, other)}
    order = list(Periodicity)
    assert coarser == {
        (one, other) for one in order for other in order if order.index(one) > order.index(other)
    }


@given(any_period())
def test_a_period_written_and_read_is_the_same(period):
    assert Period.parse(period.code) == period


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("2019-11", "2020-02", "2019-11 2019-12 2020-01 2020-02"),
        ("2019-T3", "2020-T1", "2019-T3 2020-T1"),
        ("2018", "2020", "2018 2019 2020"),
        ("2019-Q2", "2019-Q2", "2019-Q2"),
        ("2019-06", "2019-05", ""),
        ("2020", "2018", ""),
    ],
)
def test_periods_are_walked_from_one_until_another(first, last, codes):
    assert [each.code for each in Period.parse(first).until(Period.parse(last))] == codes.split()


def test_there_is_no_way_to_a_period_of_another_kind():
    with pytest.raises(PeriodError, match="slag"):
        Period.parse("2019-01").until(Period.parse("2019-Q4"))


@given(any_period(), st.integers(-50, 50))
def test_there_and_back_again_is_the_same_period(period, steps):
    assert period.shifted(steps).shifted(-steps) == period


@given(any_period())
def test_periods_follow_each_other_without_gap_or_overlap(period):
    assert (period.first - period.previous.last).days == 1


@given(any_period(), st.sampled_from(Periodicity))
def test_the_parts_of_a_period_cover_its_days_exactly(period, periodicity):
    try:
        parts = period.parts(periodicity)
    except PeriodError:
        return
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    assert sum((part.last - part.first).days + 1 for part in parts) == (period.last - period.first).days + 1
    assert all(part.whole(period.periodicity) == period for part in parts)


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.sampled_from(Periodicity))
def test_every_day_lies_in_one_period_of_each_kind(day, periodicity):
    period = Period.containing(day, periodicity)
    assert period.first <= day <= period.last
