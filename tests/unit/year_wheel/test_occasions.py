"""When what a plan owes is due: the plan's own words, our reckoning, and nothing forgotten."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import Period
from metrics.plan.content import PlanDocument
from metrics.vocabulary import Periodicity
from metrics.year_wheel.occasions import Origin, Schedule, day_of_code, last_working_day, schedule

Owing = Callable[..., Schedule]


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2018-03", date(2018, 3, 29)),  # Good Friday is the 30th
        ("2017-12", date(2017, 12, 29)),  # New Year's Eve is a Sunday
        ("2026-12", date(2026, 12, 30)),  # New Year's Eve is no working day
        ("2024-02", date(2024, 2, 29)),  # a leap year
        ("2023-02", date(2023, 2, 28)),
        ("2026-05", date(2026, 5, 29)),  # the 31st is a Sunday
        ("2026-04", date(2026, 4, 30)),  # Walpurgis Night is a working day
        ("2100-02", date(2100, 2, 26)),
        ("1850-03", date(1850, 3, 31)),  # before the holidays are known
    ],
)
def test_the_last_working_day_of_a_month(month: str, last: date) -> None:
    assert last_working_day(Period.parse(month)) == last


@pytest.mark.parametrize(
    ("said", "occasions"),
    [
        ({"due": "2026-05-28"}, [("2026-05-28", "2026-05-28", None)]),
        ({"due": "2026-06-06"}, [("2026-06-06", "2026-06-06", None)]),  # a holiday, but the plan's own day
        ({"due": "2026-05"}, [("2026-05-29", "2026-05", None)]),
        ({"due": "2027-03", "periodicity": "year"}, [("2027-03-31", "2027-03", None)]),
        ({"due": "2026-12-10", "periodicity": "half_year"}, [("2026-12-10", "2026-12-10", None)]),
        ({"periodicity": "year"}, [("2027-01-29", "2027-01", "2026")]),
        (
            {"periodicity": "half_year"},
            [("2026-07-31", "2026-07", "2026-H1"), ("2027-01-29", "2027-01", "2026-H2")],
        ),
        (
            {"periodicity": "tertial"},
            [
                ("2026-05-29", "2026-05", "2026-T1"),
                ("2026-09-30", "2026-09", "2026-T2"),
                ("2027-01-29", "2027-01", "2026-T3"),
            ],
        ),
        (
            {"periodicity": "quarter"},
            [
                ("2026-04-30", "2026-04", "2026-Q1"),
                ("2026-07-31", "2026-07", "2026-Q2"),
                ("2026-10-30", "2026-10", "2026-Q3"),
                ("2027-01-29", "2027-01", "2026-Q4"),
            ],
        ),
        ({}, []),
    ],
)
def test_an_account_is_due_as_the_plan_says(
    owing: Owing, said: dict[str, str], occasions: list[tuple[str, str, str | None]]
) -> None:
    found = owing(**said).occasions
    assert [(str(each.due), each.due_code, each.about and each.about.code) for each in found] == occasions


def test_a_monthly_account_is_due_twelve_times_the_last_after_the_turn_of_the_year(owing: Owing) -> None:
    found = owing(periodicity="month").occasions
    assert [each.due_code for each in found] == [*(f"2026-{n:02d}" for n in range(2, 13)), "2027-01"]
    assert str(found[0].due) == "2026-02-27"


@pytest.mark.parametrize(
    ("first", "last", "rhythm", "about"),
    [
        ("2017-01-01", "2019-12-31", "year", ["2017", "2018", "2019"]),
        ("2023-12-15", "2024-02-01", "month", ["2023-12", "2024-01", "2024-02"]),
        ("2024-02-29", "2024-02-29", "quarter", ["2024-Q1"]),  # a part of a period is followed up too
    ],
)
def test_every_period_that_a_plan_is_valid_in_is_followed_up(
    owing: Owing, first: str, last: str, rhythm: str, about: list[str]
) -> None:
    found = owing(first=first, last=last, periodicity=rhythm).occasions
    assert [each.about.code for each in found if each.about] == about


@pytest.mark.parametrize(
    ("said", "is_stated", "names_month"),
    [
        ({"due": "2026-05-28"}, True, False),
        ({"due": "2026-05"}, True, True),
        ({"periodicity": "year"}, False, True),
    ],
)
def test_whose_time_it_is_can_be_told(
    owing: Owing, said: dict[str, str], is_stated: bool, names_month: bool
) -> None:
    (found,) = owing(**said).occasions
    assert (found.is_stated, found.names_month) == (is_stated, names_month)


def test_an_account_without_any_time_is_listed_apart(owing: Owing) -> None:
    found = owing()
    assert found.occasions == ()
    assert [each.title for each in found.without_time] == ["Rapport"]


def counted(found: Schedule, origin: Origin) -> dict[str, int]:
    """Count occasions by the month they are due in."""
    months = Counter(f"{each.due:%Y-%m}" for each in found.occasions if each.origin == origin)
    return dict(sorted(months.items()))


def test_what_norrkoping_printed_for_2017_is_due_in_the_months_of_the_document(
    real: dict[str, Schedule],
) -> None:
    # the list "Uppföljningar till socialnämnden 2017", month by month, then March and April 2018
    assert counted(real["norrkoping-2017"], Origin.PRINTED) == {
        "2017-02": 3,
        "2017-03": 7,
        "2017-04": 1,
        "2017-05": 2,
        "2017-06": 2,
        "2017-09": 2,
        "2017-10": 3,
        "2017-11": 2,
        "2017-12": 7,
        "2018-03": 15,
        "2018-04": 1,
    }


def test_what_norrkoping_wants_by_month_and_half_year_is_reckoned(real: dict[str, Schedule]) -> None:
    months = {f"2017-{n:02d}": 2 for n in range(2, 13)}  # economy and key figures
    halves = {"2017-07": 5, "2018-01": 5}  # and three accounts of goal 2
    assert counted(real["norrkoping-2017"], Origin.RECKONED) == dict(sorted((months | halves).items()))


@pytest.mark.parametrize(
    ("plan", "owed", "by_year", "without_time"),
    [
        ("norrkoping-2017", 52, {2017: 54, 2018: 21}, 2),
        ("norrkoping-2024", 24, {2024: 10, 2025: 14}, 4),
        ("stockholm-hagersten-liljeholmen-2019", 34, {2019: 53, 2020: 14}, 19),
        ("helsingborg-2017-2019", 3, {}, 3),
        ("timra-2018-2020", 3, {2017: 2}, 1),
    ],
)
def test_the_plans_owe_as_much_as_their_documents_say(
    real: dict[str, Schedule], plan: str, owed: int, by_year: dict[int, int], without_time: int
) -> None:
    found = real[plan]
    assert len(found.owed) == owed
    assert dict(Counter(each.due.year for each in found.occasions)) == by_year
    assert len(found.without_time) == without_time


SAID = st.tuples(
    st.sampled_from(["", *(each.value for each in Periodicity)]),
    st.one_of(
        st.just(""),
        st.dates(date(1900, 1, 1), date(2299, 12, 31)).map(date.isoformat),
        st.dates(date(1900, 1, 1), date(2299, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
    ),
)


@given(
    first=st.dates(date(1950, 1, 1), date(2200, 12, 31)),
    days=st.integers(0, 1500),
    said=st.lists(SAID, max_size=8),
)
def test_every_account_has_a_time_or_is_among_those_without(
    first: date, days: int, said: list[tuple[str, str]]
) -> None:
    last = first + timedelta(days=days)
    plan = PlanDocument(1, "plan", "Planen", "", first, last, "", None, "", 0, None)
    texts = {"title": "T", "recipient": "", "source": ""}
    rows = [
        {"id": n, "code": f"k-{n}", **texts, "periodicity": rhythm, "due": due}
        for n, (rhythm, due) in enumerate(said, 1)
    ]
    columns = ["id", "code", "title", "recipient", "source", "periodicity", "due"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.assign(objective_id=pd.array([pd.NA] * len(rows), dtype="Int64"))
    found = schedule(plan, frame, pd.DataFrame({"id": [], "title": []}))
    timed = {each.follow_up_id for each in found.occasions}
    apart = {each.follow_up_id for each in found.without_time}
    assert timed | apart == {row["id"] for row in rows}
    assert not timed & apart
    assert apart == {row["id"] for row in rows if not row["periodicity"] and not row["due"]}
    keys = [(each.follow_up_id, each.due_code) for each in found.occasions]
    assert len(set(keys)) == len(keys)
    assert all(day_of_code(each.due_code) == each.due for each in found.occasions)
    assert all(each.about is None or each.about.last < each.due for each in found.occasions)
