"""The radar of deadlines: open cases by week, weeks cut where the month ends, and what the share becomes."""

from datetime import date

import pandas as pd
import pytest
from drawn import table
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases.radar import radar, share_if_none_closed, week_label
from metrics.cases.summary import due_by_month
from metrics.cases.time_rules import TimeRule
from metrics.lead_times import judged_cases
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit

AS_OF = date(2026, 10, 14)
"""A Wednesday. 31 October 2026 is a Saturday, so week 44 ends in November with its Sunday."""
RULES = [TimeRule("f", "F", 14, LimitUnit.DAYS, DeadlineRule.STRICT, date(2020, 1, 1))]
OCTOBER, NOVEMBER = Period.parse("2026-10"), Period.parse("2026-11")


def judged(text, as_of=AS_OF, rules=RULES):
    drawn = table(text, words=("unit", "opened", "closed", "extended", "note"))
    for name, usual in (("unit", "A"), ("closed", None), ("extended", None)):
        if name not in drawn:
            drawn[name] = usual
    moments = {name: pd.to_datetime(drawn[name]).astype("datetime64[s]") for name in ("opened", "closed")}
    sound = drawn.assign(kind="f", extended=drawn["extended"].notna(), **moments)
    return judged_cases(sound, rules, as_of).cases


def shown(counts):
    """The rows as they are drawn: unit, first day, open, closed."""
    return [
        f"{row.unit} {row.due_from:%m-%d} {row.open_cases} {row.closed_cases}" for row in counts.itertuples()
    ]


OFFICE = """
    opened     | closed     | extended | note
    2026-09-20 |            |          | due 4 October: overdue
    2026-09-30 |            |          | due on the day, and the day is over: overdue
    2026-10-01 |            |          | due tomorrow
    2026-10-04 |            |          | due on Sunday of the same week
    2026-10-02 | 2026-10-10 |          | due on Friday, already closed
    2026-10-05 |            |          | due on Monday
    2026-10-16 |            |          | not opened yet
    2026-10-14 | 2026-10-14 |          | due on 28 October, closed
    2026-09-01 | 2026-09-10 |          | due and closed long ago
    2026-10-06 |            | ja       | extended
"""


def test_open_cases_are_counted_by_the_week_of_their_deadline_and_the_overdue_apart():
    assert shown(radar(judged(OFFICE), AS_OF)) == [
        "A 10-14 2 0",
        "A 10-15 2 1",
        "A 10-19 1 0",
        "A 10-26 0 1",
    ]


@pytest.mark.parametrize(
    ("opened", "due_from", "week"),
    [
        ("2026-10-11", "2026-10-19", "v. 43"),
        ("2026-10-12", "2026-10-26", "v. 44"),
        ("2026-10-17", "2026-10-26", "v. 44"),
        ("2026-10-18", "2026-11-01", "v. 44"),
        ("2026-10-19", "2026-11-02", "v. 45"),
    ],
)
def test_a_week_in_two_months_is_cut_between_them(opened, due_from, week):
    found = radar(judged(f"opened\n{opened}", date(2026, 10, 20)), date(2026, 10, 20))
    if due_from == "2026-10-19":
        due_from = "2026-10-21"  # what is left of the week when the day is over
    assert found["due_from"].dt.strftime("%Y-%m-%d").tolist() == [due_from]
    assert week_label(found["due_from"].iloc[0].date()).replace("\u00a0", " ") == week


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2026-11-02", "v. 45"),
        ("2026-12-31", "v. 53"),
        ("2027-01-01", "v. 53"),
        ("2027-01-04", "v. 1"),
        ("2024-12-30", "v. 1"),
    ],
)
def test_weeks_are_numbered_as_in_a_swedish_calendar(day, label):
    assert week_label(date.fromisoformat(day)) == label.replace(" ", "\u00a0")


def test_the_turn_of_the_year_cuts_a_week():
    found = radar(judged("opened\n2026-12-15\n2026-12-18", date(2026, 12, 20)), date(2026, 12, 20))
    assert shown(found) == ["A 12-28 1 0", "A 01-01 1 0"]


def test_the_deadline_is_the_one_that_the_rule_is_judged_by():
    rolled = [TimeRule("f", "F", 14, LimitUnit.DAYS, DeadlineRule.ROLLED, date(2020, 1, 1))]
    drawn = "opened\n2026-10-17"
    assert shown(radar(judged(drawn, date(2026, 10, 20)), date(2026, 10, 20))) == ["A 10-26 1 0"]
    assert shown(radar(judged(drawn, date(2026, 10, 20), rolled), date(2026, 10, 20))) == ["A 11-02 1 0"]


def test_units_higher_up_hold_the_cases_of_those_below():
    drawn = "unit | opened\nA | 2026-10-05\nB | 2026-10-06"
    found = radar(judged(drawn), AS_OF, {"A": ["A", "IFO"], "B": ["B", "IFO"]})
    assert shown(found) == ["A 10-19 1 0", "B 10-19 1 0", "IFO 10-19 2 0"]


def test_without_cases_the_radar_is_empty():
    assert radar(judged(OFFICE).head(0), AS_OF).empty
    assert radar(judged("opened | closed\n2026-09-01 | 2026-09-10"), AS_OF).empty


# The month ahead


def counts(text):
    drawn = table(text, words=("due_from",))
    return drawn.assign(due_from=pd.to_datetime(drawn["due_from"]))


COUNTS = """
    due_from   | open_cases | closed_cases
    2026-10-14 |          5 |            0
    2026-10-15 |          2 |            1
    2026-10-26 |          1 |            3
    2026-11-01 |          4 |            2
"""


@pytest.mark.parametrize(
    ("month", "in_time", "due", "expected", "share", "best"),
    [
        (OCTOBER, 6, 13, (10, 20, 3), 50, 65),
        (OCTOBER, 0, 0, (4, 7, 3), 400 / 7, 100),
        (NOVEMBER, 0, 0, (2, 6, 4), 200 / 6, 100),
        (Period.parse("2026-12"), 0, 0, (0, 0, 0), None, None),
        (Period.parse("2026-09"), 3, 4, (3, 4, 0), 75, 75),
    ],
)
def test_the_share_if_none_of_the_open_is_closed(month, in_time, due, expected, share, best):
    ahead = share_if_none_closed(counts(COUNTS), month, AS_OF, in_time=in_time, due=due)
    assert (ahead.in_time, ahead.due, ahead.open_cases) == expected
    assert ahead.share == pytest.approx(share)
    assert ahead.best_share == pytest.approx(best)


def test_the_overdue_are_not_counted_twice():
    cases = judged(OFFICE)
    so_far = due_by_month(cases, AS_OF).set_index("month").loc["2026-10"]
    ahead = share_if_none_closed(
        radar(cases, AS_OF), OCTOBER, AS_OF, in_time=so_far["in_time"], due=so_far["due"]
    )
    # Two overdue, three open and two closed before they are due.
    assert (ahead.in_time, ahead.due, ahead.open_cases) == (2, 7, 3)


def test_a_year_is_no_month_ahead():
    with pytest.raises(ValueError, match="by month"):
        share_if_none_closed(counts(COUNTS), Period.parse("2026"), AS_OF)


DAY = st.dates(date(2026, 8, 1), date(2026, 10, 14))
CASE = st.tuples(DAY, st.integers(0, 60), st.booleans(), st.booleans())


@settings(max_examples=12)
@given(st.lists(CASE, min_size=1, max_size=25))
def test_every_open_case_is_in_one_row_and_each_row_in_one_month_and_week(drawn):
    opened = pd.Series([day for day, *_ in drawn], dtype="datetime64[s]")
    lasted = pd.to_timedelta([days for _, days, *_ in drawn], unit="D")
    closed = (opened + lasted).where([ended for *_, ended, _ in drawn])
    frame = pd.DataFrame(
        {
            "kind": "f",
            "unit": "A",
            "opened": opened,
            "closed": closed.astype("datetime64[s]"),
            "extended": [extended for *_, extended in drawn],
        }
    )
    cases = judged_cases(frame, RULES, AS_OF).cases
    found = radar(cases, AS_OF)
    plain = cases[~cases["extended"]]
    assert found["open_cases"].sum() == plain["closed"].isna().sum()
    assert found["closed_cases"].sum() == (plain["closed"].notna() & ~plain["passed"]).sum()
    assert found["due_from"].is_unique
    due = {(day.isocalendar()[:2], day.month) for day in plain.loc[~plain["passed"], "deadline"]}
    coming = found.loc[found["due_from"] > pd.Timestamp(AS_OF), "due_from"]
    assert sorted((day.isocalendar()[:2], day.month) for day in coming) == sorted(due)
