"""A lock and a delivery at once: the lock waits for the figures, or the figures meet the lock."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, select, text
from store_office import Office, count_of

from data.gate import hold
from data.locks import lock_period
from data.models import Measurement, PeriodLock
from data.models.base import now, table_of
from data.recording import RecordingError, inserted_id, record_measurements

PATIENCE = 10.0
MARCH = {"period": "2019-03", "value": 12.0}


def lock(office: Office) -> int:
    facts = {"period": "2019-03", "reason": "Rapporterad", "role": "Controller"}
    return lock_period(office.engine, organisation_id=office.organisation, unit_id=None, **facts)


def lock_slowly(office: Office, connection: Connection) -> None:
    """Lock in a transaction that stays open."""
    hold(connection, office.organisation, alone=True)
    facts = {"period": "2019-03", "reason": "Först", "role": "Socialchef", "recorded_at": now()}
    owned = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
    inserted_id(connection, table_of(PeriodLock), {**facts, **owned})


def wait_until_waiting(engine: Engine) -> None:
    """Wait until the other one waits for us; in SQLite nobody can see that, so a moment is given."""
    if engine.dialect.name == "sqlite":
        time.sleep(0.2)
        return
    until = time.monotonic() + PATIENCE
    with engine.connect() as connection:
        while not connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            assert time.monotonic() < until
            time.sleep(0.01)


def at_once(office: Office, first: Callable[[Connection], object], second: Callable[[], object]) -> list[str]:
    """Do the first in an open transaction while another does the second; return what the other was told."""
    told: list[str] = []

    def other() -> None:
        try:
            second()
        except RecordingError as error:
            told.extend(error.problems)

    thread = threading.Thread(target=other)
    with office.engine.begin() as connection:
        first(connection)
        thread.start()
        wait_until_waiting(office.engine)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    return told


def test_a_lock_waits_for_figures_that_are_being_written_and_counts_them_as_reported(office: Office) -> None:
    delivery = office.measurements(MARCH)
    assert at_once(office, lambda open_: office.deliver(open_, delivery), lambda: lock(office)) == []
    figure, locked = table_of(Measurement), table_of(PeriodLock)
    with office.engine.connect() as connection:
        written = connection.scalar(select(figure.c.recorded_at))
        closed = connection.scalar(select(locked.c.recorded_at))
    assert written is not None
    assert closed is not None
    assert written < closed


def test_figures_that_come_while_a_period_is_being_locked_meet_the_lock(office: Office) -> None:
    (problem,) = at_once(
        office, partial(lock_slowly, office), lambda: office.record(office.measurements(MARCH))
    )
    assert "mars 2019 låstes för hela verksamheten" in problem
    assert count_of(office.engine, Measurement) == 0


def test_figures_of_an_import_that_was_begun_before_meet_a_lock_that_is_being_made(office: Office) -> None:
    def second() -> None:
        with office.engine.begin() as connection:
            owned = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
            record_measurements(connection, frame=office.measurements(MARCH), **owned)

    (problem,) = at_once(office, partial(lock_slowly, office), second)
    assert "mars 2019 låstes för hela verksamheten" in problem
    assert count_of(office.engine, Measurement) == 0


def test_figures_of_a_transaction_begun_before_the_lock_meet_it_too(office: Office) -> None:
    with office.engine.connect() as connection:
        connection.execute(select(table_of(Measurement).c.id)).all()
        lock(office)
        with pytest.raises(RecordingError, match="mars 2019 låstes"):
            office.deliver(connection, office.measurements(MARCH))


def test_of_two_locks_at_once_one_wins_and_the_other_is_told_in_swedish(office: Office) -> None:
    (problem,) = at_once(office, partial(lock_slowly, office), lambda: lock(office))
    assert problem.startswith("period: redan låst. mars 2019 låstes för hela verksamheten")
    assert problem.endswith("av Socialchef (Först)")
    assert count_of(office.engine, PeriodLock) == 1


def test_many_who_lock_at_once_make_one_lock(office: Office) -> None:
    told: list[str] = []

    def locking() -> None:
        try:
            lock(office)
        except RecordingError as error:
            told.extend(error.problems)

    threads = [threading.Thread(target=locking) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert count_of(office.engine, PeriodLock) == 1
    assert len(told) == len(threads) - 1
    assert all("redan låst" in problem for problem in told)
