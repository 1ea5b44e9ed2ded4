"""The year as events of a calendar: each is known by the same name when its day is moved."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.year_wheel.events import events
from metrics.year_wheel.occasions import Schedule
from metrics.year_wheel.states import Delivery
from metrics.year_wheel.year_view import every_line, year_view

Owing = Callable[..., Schedule]
TODAY = date(2026, 6, 15)


def keys(schedule: Schedule, **delivered: str) -> list[tuple[str, str]]:
    given = {
        (1, due[1:].replace("_", "-")): Delivery(1, date.fromisoformat(day), "", "Controller")
        for due, day in delivered.items()
    }
    view = year_view([schedule], every_line([schedule], given, TODAY), (), 2026, TODAY)
    return [(each.key, each.day.isoformat()) for each in events(view)]


@pytest.mark.parametrize("due", ["2026-05-28", "2026-06-11", "2026-06"])
def test_a_day_that_is_moved_is_the_same_event(owing: Owing, due: str) -> None:
    assert [key for key, _ in keys(owing(due=due))] == ["plan.rapport"]


def test_the_times_of_a_rhythm_are_known_by_the_period_that_they_tell_of(owing: Owing) -> None:
    assert keys(owing(periodicity="half_year", last="2026-06-30")) == [("plan.rapport.2026-H1", "2026-07-31")]


def test_what_was_only_told_of_is_known_by_its_day_beside_what_the_plan_prints(owing: Owing) -> None:
    assert keys(owing(due="2026-09-10"), d2026_05_12="2026-05-12") == [
        ("plan.rapport.2026-05-12", "2026-05-12"),
        ("plan.rapport", "2026-09-10"),
    ]
