"""Two who correct the same figure at once: one wins, the other gets an error and leaves nothing."""

import threading
import time
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError
from store_office import Office, count_of

from data.models import Amount, Base, Import, Measurement
from data.models.base import table_of

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
