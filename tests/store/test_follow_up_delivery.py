"""Accounts that were given, from the store to the year's calendar: now, taken back, and as it looked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, update
from store_office import Office

from data import queries_plan
from data.as_of import as_it_looked
from data.models import FollowUp
from data.models.base import table_of
from data.recording_progress import record_follow_up_delivery, withdraw_follow_up_delivery
from metrics.plan.content import plan_documents
from metrics.year_wheel.occasions import schedule
from metrics.year_wheel.states import OccasionLine, State, deliveries_by_occasion
from metrics.year_wheel.year_view import every_line

SUMMER = date(2019, 8, 20)


@pytest.fixture
def half_yearly(office: Office) -> Office:
    """The office, whose plan of 2019 wants its account every half-year."""
    change(office, periodicity="half_year")
    return office


def change(office: Office, **values: Any) -> None:
    table = table_of(FollowUp)
    with office.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == office.ids["redovisning"]).values(**values))


def deliver(office: Office, due: str = "2019-07", day: date = date(2019, 7, 29)) -> int:
    given = {"due": due, "delivered_on": day, "note": "SN § 45", "role": "Controller"}
    return record_follow_up_delivery(
        office.engine,
        organisation_id=office.organisation,
        follow_up_id=office.ids["redovisning"],
        given=given,
    )


def calendar(office: Office, engine: Engine | None = None, today: date = SUMMER) -> tuple[OccasionLine, ...]:
    """Return all that the office owes, as the pages read it."""
    asked = engine or office.engine
    schedules = [
        schedule(plan, queries_plan.follow_ups(asked, plan.id), queries_plan.objectives(asked, plan.id))
        for plan in plan_documents(queries_plan.plan_documents(asked, office.organisation))
    ]
    given = queries_plan.follow_up_deliveries(asked, office.organisation)
    return every_line(schedules, deliveries_by_occasion(given), today)


def stands(office: Office, engine: Engine | None = None, today: date = SUMMER) -> list[tuple[str, State]]:
    return [(line.due_code, line.state) for line in calendar(office, engine, today)]


def test_what_is_given_stands_as_given_for_its_occasion_alone(half_yearly: Office) -> None:
    number = deliver(half_yearly)
    first, second = calendar(half_yearly)
    assert (first.state, second.state) == (State.DELIVERED, State.COMING)
    assert first.delivery is not None
    assert (first.delivery.id, first.delivery.delivered_on, first.delivery.note, first.delivery.role) == (
        number,
        date(2019, 7, 29),
        "SN § 45",
        "Controller",
    )
    assert first.plan == "Plan för exempel"


def test_what_is_taken_back_is_late_again(half_yearly: Office) -> None:
    withdraw_follow_up_delivery(half_yearly.engine, delivery_id=deliver(half_yearly), role="Controller")
    assert stands(half_yearly) == [("2019-07", State.LATE), ("2020-01", State.COMING)]
    deliver(half_yearly, day=date(2019, 8, 19))
    assert stands(half_yearly)[0] == ("2019-07", State.DELIVERED_LATE)


def test_as_it_looked_before_it_was_given_it_was_not(half_yearly: Office) -> None:
    before = datetime.now(UTC)
    deliver(half_yearly)
    assert stands(half_yearly, as_it_looked(half_yearly.engine, before))[0] == ("2019-07", State.LATE)
    assert stands(half_yearly)[0] == ("2019-07", State.DELIVERED)


def test_an_account_without_a_time_is_given_on_its_day(office: Office) -> None:
    assert calendar(office) == ()
    deliver(office, due="2019-05-06", day=date(2019, 5, 6))
    assert stands(office) == [("2019-05-06", State.DELIVERED)]


def test_a_time_that_is_changed_in_the_plan_loses_nothing_that_was_given(half_yearly: Office) -> None:
    deliver(half_yearly)
    change(half_yearly, due="2019-11-14")
    assert stands(half_yearly) == [("2019-07", State.DELIVERED), ("2019-11-14", State.COMING)]


def test_what_the_plan_no_longer_wants_is_not_asked_for(half_yearly: Office) -> None:
    change(half_yearly, retired=True)
    assert calendar(half_yearly) == ()


def test_the_neighbours_calendar_is_its_own(half_yearly: Office, neighbour: Office) -> None:
    change(neighbour, due="2019-07")
    deliver(half_yearly)
    assert stands(neighbour) == [("2019-07", State.LATE)]
    assert {line.plan for line in calendar(neighbour)} == {"Plan för granne"}


def test_when_the_plan_has_ended_only_an_office_that_reports_is_late(
    half_yearly: Office, neighbour: Office
) -> None:
    change(neighbour, due="2019-07")
    deliver(half_yearly)
    after = date(2020, 6, 1)
    assert stands(half_yearly, today=after)[1] == ("2020-01", State.LATE)
    assert stands(neighbour, today=after) == [("2019-07", State.UNREPORTED)]
