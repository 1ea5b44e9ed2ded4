"""How occasions stand on a day: in time, late, soon, to come, and what nobody knows."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from metrics.year_wheel.occasions import Origin, Schedule
from metrics.year_wheel.states import Delivery, OccasionLine, State, deliveries_by_occasion, lines

Owing = Callable[..., Schedule]


def stand(schedule: Schedule, today: str, **delivered: str) -> list[tuple[str, State, int]]:
    """Return each occasion's due, state and days late; `delivered` by due, as `d2026_05_28`."""
    return [(line.due_code, line.state, line.late_days) for line in judged(schedule, today, **delivered)]


def judged(schedule: Schedule, today: str, **delivered: str) -> tuple[OccasionLine, ...]:
    given = pd.DataFrame(
        [
            {"id": n, "follow_up_id": 1, "due": due[1:].replace("_", "-"), "delivered_on": pd.Timestamp(day),
             "note": "§ 45", "role": "Controller"}
            for n, (due, day) in enumerate(delivered.items(), 1)
        ]
    )  # fmt: skip
    return lines(schedule, deliveries_by_occasion(given), date.fromisoformat(today))


@pytest.mark.parametrize(
    ("today", "delivered", "state", "late"),
    [
        ("2026-04-27", {}, State.COMING, 0),
        ("2026-04-28", {}, State.DUE, 0),
        ("2026-05-28", {}, State.DUE, 0),
        ("2026-05-29", {}, State.LATE, 1),
        ("2026-12-31", {}, State.LATE, 217),
        ("2026-05-29", {"d2026_05_28": "2026-05-28"}, State.DELIVERED, 0),
        ("2026-07-01", {"d2026_05_28": "2026-05-30"}, State.DELIVERED_LATE, 2),
        ("2026-03-01", {"d2026_05_28": "2026-02-27"}, State.DELIVERED, 0),
        ("2027-01-01", {}, State.UNREPORTED, 0),  # the plan has ended, and nothing is told of it
    ],
)
def test_an_occasion_stands_as_it_was_given(
    owing: Owing, today: str, delivered: dict[str, str], state: State, late: int
) -> None:
    assert stand(owing(due="2026-05-28"), today, **delivered) == [("2026-05-28", state, late)]


def test_a_month_is_in_time_until_its_last_working_day(owing: Owing) -> None:
    march = owing(first="2018-01-01", last="2018-12-31", due="2018-03")
    assert stand(march, "2018-04-05", d2018_03="2018-03-29") == [("2018-03", State.DELIVERED, 0)]
    assert stand(march, "2018-04-05", d2018_03="2018-03-30") == [("2018-03", State.DELIVERED_LATE, 1)]


def test_an_ended_plan_that_somebody_reports_on_can_be_late(owing: Owing) -> None:
    assert stand(owing(periodicity="half_year"), "2027-03-01", d2026_07="2026-07-30") == [
        ("2026-07", State.DELIVERED, 0),
        ("2027-01", State.LATE, 31),
    ]


def test_one_thing_told_of_an_ended_plan_makes_nothing_else_late(
    owing_several: Callable[[list[dict[str, str]]], Schedule],
) -> None:
    both = owing_several([{"code": "a", "due": "2026-05"}, {"code": "b", "periodicity": "half_year"}])
    long_after = {(2, "2026-07"): Delivery(1, date(2027, 2, 20), "", "Controller")}
    found = [(line.code, line.due_code, line.state) for line in lines(both, long_after, date(2027, 3, 1))]
    assert found == [
        ("a", "2026-05", State.UNREPORTED),
        ("b", "2026-07", State.DELIVERED_LATE),
        ("b", "2027-01", State.LATE),
    ]


def test_a_plan_that_was_followed_while_it_ran_stays_late_when_it_has_ended(
    owing_several: Callable[[list[dict[str, str]]], Schedule],
) -> None:
    both = owing_several([{"code": "a", "due": "2026-05"}, {"code": "b", "periodicity": "half_year"}])
    given = {(2, "2026-07"): Delivery(1, date(2026, 7, 30), "", "Controller")}
    ended = lines(both, given, date(2027, 3, 1))
    assert [line.state for line in ended] == [State.LATE, State.DELIVERED, State.LATE]
    still_running = lines(both, given, date(2026, 12, 31))
    assert [line.state for line in still_running] == [State.LATE, State.DELIVERED, State.DUE]


def test_nothing_is_late_before_the_plans_time_has_begun(owing: Owing) -> None:
    for today, state in (("2025-12-31", State.UNREPORTED), ("2026-01-01", State.LATE)):
        assert stand(owing(due="2025-11"), today)[0][:2] == ("2025-11", state)


def test_what_is_due_after_the_plan_is_still_to_come_when_it_has_ended(owing: Owing) -> None:
    assert stand(owing(due="2027-03"), "2027-01-15") == [("2027-03", State.COMING, 0)]


def test_what_was_given_without_any_time_in_the_plan_has_a_place_of_its_own(owing: Owing) -> None:
    (line,) = judged(owing(), "2026-06-01", d2026_05_12="2026-05-12")
    assert (line.due, line.state, line.origin) == (date(2026, 5, 12), State.DELIVERED, Origin.TOLD)
    assert line.delivery is not None
    assert (line.delivery.id, line.delivery.note, line.delivery.role) == (1, "§ 45", "Controller")


def test_what_was_given_for_a_time_that_the_plan_no_longer_has_is_still_shown(owing: Owing) -> None:
    found = stand(owing(due="2026-09"), "2026-06-01", d2026_05="2026-05-12")
    assert found == [("2026-05", State.DELIVERED, 0), ("2026-09", State.COMING, 0)]


def test_a_delivery_of_another_plan_concerns_nobody_here(owing: Owing) -> None:
    other = pd.DataFrame(
        [{"id": 1, "follow_up_id": 77, "due": "2026-05", "delivered_on": pd.Timestamp("2026-05-02"),
          "note": "", "role": "Controller"}]
    )  # fmt: skip
    (line,) = lines(owing(due="2026-05"), deliveries_by_occasion(other), date(2027, 2, 1))
    assert line.state == State.UNREPORTED


@pytest.mark.parametrize("plan", ["norrkoping-2017", "stockholm-hagersten-liljeholmen-2019"])
def test_nothing_of_an_old_plan_without_reports_is_called_late(real: dict[str, Schedule], plan: str) -> None:
    found = lines(real[plan], {}, date(2026, 11, 28))
    assert {line.state for line in found} == {State.UNREPORTED}
    assert {line.late_days for line in found} == {0}
