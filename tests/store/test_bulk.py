"""Writing many rows at once: the same rows as one by one, and the conditions of the table hold afterwards."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from import_files import indicator, office, plan_of, unit
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from data import bulk, queries
from data.models import Measurement
from data.models.base import table_of
from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import

MONTHS = [f"{year}-{month:02d}" for year in range(1900, 2000) for month in range(1, 13)]


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(
        store, tmp_path, plan_of(unit("kontoret", "Kontoret"), indicator("placerade", "Placerade barn"))
    )


def figures(count: int) -> pd.DataFrame:
    values = pd.Series(np.arange(count, dtype="float64")).where(lambda value: value % 7 != 3)
    states = values.notna().map({True: "final", False: "missing"})
    comments = "Hjälp? '; \" %s :x" if count > 5 else ""
    frame = pd.DataFrame({"period": MONTHS[:count], "value": values})
    return frame.assign(state=states, comment=comments)


def record(engine: Engine, organisation: int, frame: pd.DataFrame) -> None:
    numbers = (queries.units(engine, organisation), queries.indicators(engine, organisation))
    unit_id, indicator_id = (int(nouns["id"].iloc[0]) for nouns in numbers)
    frame = frame.assign(unit_id=unit_id, indicator_id=indicator_id)
    with engine.begin() as connection:
        number = start_import(connection, organisation, ImportIn(kind="file", source="fil.csv"))
        record_measurements(connection, organisation_id=organisation, import_id=number, frame=frame)


@pytest.mark.parametrize("count", [1, 5, 999, 1_000, 1_200])
@pytest.mark.parametrize("very_many", [10, 10**9])
def test_what_is_written_is_what_was_given(
    store: Engine, lilla: int, monkeypatch: pytest.MonkeyPatch, count: int, very_many: int
) -> None:
    monkeypatch.setattr(bulk, "VERY_MANY", very_many)
    frame = figures(count)
    record(store, lilla, frame)
    table = table_of(Measurement)
    columns = [table.c[name] for name in ("period", "value", "state", "comment", "taken_back", "revision")]
    with store.connect() as connection:
        stored = pd.DataFrame(connection.execute(select(*columns).order_by(table.c.period)).all())
    assert stored["period"].tolist() == frame["period"].tolist()
    pd.testing.assert_series_equal(stored["value"].astype("float64"), frame["value"], check_names=False)
    assert stored["state"].tolist() == frame["state"].tolist()
    assert set(stored["comment"]) == set(frame["comment"])
    assert (set(stored["taken_back"]), set(stored["revision"])) == ({False}, {1})


def test_the_conditions_of_the_table_hold_again_afterwards(
    store: Engine, lilla: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "VERY_MANY", 10)
    record(store, lilla, figures(20))
    table = table_of(Measurement)
    with store.begin() as connection:
        row = dict(connection.execute(select(table).limit(1)).one()._mapping)
    wrong = {**row, "id": None, "period": "2001-13"}
    with pytest.raises(DBAPIError), store.begin() as connection:
        connection.execute(table.insert(), [{name: value for name, value in wrong.items() if name != "id"}])
    with store.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 20


def test_references_are_kept_true_again_after_a_very_large_transaction(
    store: Engine, lilla: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "VERY_MANY", 10)
    for _ in range(3):  # as many as the pool may hand out
        with store.begin() as connection:
            bulk.expect_many(connection, 10)
            start_import(connection, lilla, ImportIn(kind="file", source="fil.csv"))
    with pytest.raises(DBAPIError), store.begin() as connection:
        start_import(connection, 999_999, ImportIn(kind="file", source="fil.csv"))
