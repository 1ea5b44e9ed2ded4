"""The schema: what the migrations build, and what every table and view has."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from data.models import Base
from data.store import StoreError, is_current, migrate, open_store
from data.views import VIEWS

COLUMNS_OF_VIEWS = {
    "v_objective": "organisation plan kind number title parent",
    "v_indicator": (
        "organisation plan indicator kind direction periodicity unit_of_measure definition source derivation"
    ),
    "v_target": (
        "organisation plan indicator unit level kind value unit_of_measure valid_from valid_to source"
    ),
    "v_measurement": (
        "organisation unit indicator period period_start period_end value numerator denominator state "
        "simulated recorded_at lock_reason"
    ),
    "v_activity": (
        "organisation plan objective activity responsible starts ends follow_up status reported_status "
        "reported_on"
    ),
    "v_amount": (
        "organisation unit account year period kind amount made_in simulated source role profile lock_reason"
    ),
}


def checks(engine: Engine) -> dict[str, set[str]]:
    found = inspect(engine)
    return {
        table: {str(check["name"]) for check in found.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_migrations_from_empty_build_exactly_the_models(empty_database: Engine) -> None:
    migrate(empty_database)
    with empty_database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_make_every_check_that_the_models_have(empty_database: Engine, store: Engine) -> None:
    Base.metadata.create_all(empty_database)
    of_models = checks(empty_database)
    assert checks(store) == of_models
    assert sum(len(names) for names in of_models.values()) > 50


def test_migrating_twice_changes_nothing(empty_database: Engine) -> None:
    migrate(empty_database)
    before = set(inspect(empty_database).get_table_names())
    migrate(empty_database)
    assert set(inspect(empty_database).get_table_names()) == before
    assert before == set(Base.metadata.tables) | {"alembic_version"}


def test_asking_whether_a_store_is_current_does_not_make_its_file(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert not is_current(open_store(f"sqlite:///{file}"))
    assert not file.exists()


def test_a_database_is_current_once_it_is_migrated(empty_database: Engine) -> None:
    assert not is_current(empty_database)
    migrate(empty_database)
    assert is_current(empty_database)


def test_a_store_of_another_version_is_left_alone_and_told_of_in_swedish(empty_database: Engine) -> None:
    migrate(empty_database)
    with empty_database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="gjord av en annan version av Lägesbild"):
        migrate(empty_database)
    assert set(VIEWS) <= set(inspect(empty_database).get_view_names())


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_carries_its_organisation(store: Engine, table: str) -> None:
    columns = {column["name"]: column for column in inspect(store).get_columns(table)}
    if table == "organisation":
        assert "organisation_id" not in columns
        return
    assert columns["organisation_id"]["nullable"] is False
    references = {
        (tuple(key["constrained_columns"]), key["referred_table"])
        for key in inspect(store).get_foreign_keys(table)
    }
    assert (("organisation_id",), "organisation") in references


@pytest.mark.parametrize("view", COLUMNS_OF_VIEWS)
def test_a_view_has_exactly_its_promised_columns_in_order(store: Engine, view: str) -> None:
    with store.connect() as connection:
        result = connection.execute(text(f"SELECT * FROM {view}"))  # noqa: S608 - a name from the table above
        assert list(result.keys()) == COLUMNS_OF_VIEWS[view].split()


def test_there_are_no_other_views(store: Engine) -> None:
    assert set(inspect(store).get_view_names()) == set(COLUMNS_OF_VIEWS)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_sqlite_connection_is_prepared(store: Engine, setting: str, expected: str | int) -> None:
    if store.dialect.name != "sqlite":
        with store.connect() as connection:
            assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        return
    with store.connect() as one, store.connect() as other:
        for connection in (one, other):
            assert connection.scalar(text(f"PRAGMA {setting}")) == expected
