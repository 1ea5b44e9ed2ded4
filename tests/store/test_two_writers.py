"""Two who correct the same figure at once: one wins, the other gets an error and leaves nothing."""

import threading
import time
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from store_office import Office, count_of

from data.models import Amount, Base, Import, Measurement
from data.models.base import table_of
from data.queries_money import forecast_history
from data.recording import RecordingError
from data.recording_money import record_forecast
from data.store import open_store

PATIENCE = 10.0


def wait_until_stuck(engine: Engine, other: threading.Thread) -> None:
    """Wait until the other writer has given up (SQLite) or waits for the first (PostgreSQL)."""
    until = time.monotonic() + PATIENCE
    stuck = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while other.is_alive():
        assert time.monotonic() < until
        if engine.dialect.name == "postgresql":
            with engine.connect() as connection:
                if connection.scalar(stuck):
                    return
        time.sleep(0.01)


@pytest.mark.parametrize(("model", "column"), [(Measurement, "value"), (Amount, "amount")])
def test_of_two_corrections_at_once_one_wins(office: Office, model: type[Base], column: str) -> None:
    def delivery(value: float) -> Any:
        row = {column: value}
        return office.amounts(row) if model is Amount else office.measurements({"period": "2019-03", **row})

    def second_writer() -> None:
        try:
            with office.engine.begin() as connection:
                give_up_soon(connection)
                office.deliver(connection, delivery(3.0))
        except DBAPIError as error:
            faults.append(error)

    office.record(delivery(1.0))
    imports = count_of(office.engine, Import)
    faults: list[DBAPIError] = []
    other = threading.Thread(target=second_writer)
    with office.engine.begin() as connection:
        office.deliver(connection, delivery(2.0))
        other.start()
        wait_until_stuck(office.engine, other)
    other.join(PATIENCE)

    assert len(faults) == 1
    table = table_of(model)
    with office.engine.connect() as connection:
        rows = connection.execute(select(table.c.revision, table.c[column]).order_by(table.c.revision)).all()
    assert [tuple(row) for row in rows] == [(1, 1.0), (2, 2.0)]
    assert count_of(office.engine, Import) == imports + 1


def give_up_soon(connection: Connection) -> None:
    """Do not wait ten seconds for the other writer in a test."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA busy_timeout=50"))
    else:
        connection.execute(text("SET LOCAL lock_timeout = '20s'"))


def test_a_correction_after_the_other_is_the_next_revision(office: Office) -> None:
    for value in (1.0, 2.0, 3.0):
        office.record(office.measurements({"period": "2019-03", "value": value}))
    with office.engine.connect() as connection:
        assert connection.scalar(text("SELECT value FROM v_measurement")) == 3.0


def test_of_two_forecasts_at_once_one_wins_and_the_other_is_told_in_swedish(office: Office) -> None:
    own = {
        "organisation_id": office.organisation,
        "unit_id": office.ids["norr"],
        "account_id": office.ids["personal"],
        "year": 2019,
        "made_in": "2019-03",
        "role": "Controller",
    }

    def second_writer() -> None:
        try:
            record_forecast(impatient, amount=-3.0, **own)
        except RecordingError as error:
            told.extend(error.problems)

    record_forecast(office.engine, amount=-1.0, **own)
    imports = count_of(office.engine, Import)
    impatient = open_store(office.engine.url.render_as_string(hide_password=False))
    if impatient.dialect.name == "sqlite":
        event.listen(impatient, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    told: list[str] = []
    other = threading.Thread(target=second_writer)
    with office.engine.begin() as connection:
        rows = office.amounts({"kind": "forecast", "made_in": "2019-03", "amount": -2.0})
        office.deliver(connection, rows)
        other.start()
        wait_until_stuck(office.engine, other)
    other.join(PATIENCE)
    impatient.dispose()

    (problem,) = told
    assert problem.endswith("försök en gång till") or problem.endswith("försök igen")
    history = forecast_history(office.engine, [office.ids["norr"]], 2019)
    assert history[["revision", "amount"]].to_numpy().tolist() == [[1, -1.0], [2, -2.0]]
    assert count_of(office.engine, Import) == imports + 1
