"""A store that an older version of Lägesbild made is brought up to date, and keeps everything it held."""

from datetime import date
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, inspect, select
from store_office import FIRST, INDICATOR, LAST, RIGHT

from data import queries
from data.models import Base, Import, Indicator, Measurement, Organisation, Plan, PlanIndicator, Target, Unit
from data.models.base import table_of
from data.recording_events import record_event, record_rebase
from data.store import MIGRATIONS, is_current, migrate
from data.views import VIEWS, create_views

Rows = dict[str, list[dict[str, Any]]]


def make_first_version(engine: Engine) -> None:
    """Make the store as version 0001 made it, with its views."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0001")
        create_views(connection)


def tables_of(engine: Engine) -> MetaData:
    """Return the tables as they stand in the database, whatever the models say."""
    found = MetaData()
    found.reflect(engine, only=inspect(engine).get_table_names())
    return found


def fill(engine: Engine) -> None:
    """Put one office's figures in the store of an older version."""
    tables = tables_of(engine).tables
    own = {"organisation_id": 1, "plan_id": 1, "indicator_id": 1, "unit_id": 1, "import_id": 1}
    rows: list[tuple[type[Base], dict[str, Any]]] = [
        (Organisation, {}),
        (Import, {"kind": "plan"}),
        (Unit, {}),
        (Indicator, {**INDICATOR, "threshold": 4.5}),
        (Plan, {}),
        (PlanIndicator, {}),
        (Target, {"valid_from": FIRST, "valid_to": LAST}),
        (Measurement, {}),
        (Measurement, {"revision": 2, "value": 6.0, "comment": "Rättad."}),
    ]
    with engine.begin() as connection:
        for model, changes in rows:
            table = tables[str(table_of(model).name)]
            values = {**own, **RIGHT[model], **changes}
            connection.execute(table.insert().values({n: v for n, v in values.items() if n in table.c}))


def contents(engine: Engine) -> Rows:
    with engine.connect() as connection:
        return {
            name: [dict(row._mapping) for row in connection.execute(select(table))]
            for name, table in tables_of(engine).tables.items()
            if name != "alembic_version"
        }


def test_a_store_of_the_first_version_keeps_everything_and_takes_events_and_decisions(
    empty_database: Engine,
) -> None:
    store = empty_database
    make_first_version(store)
    fill(store)
    before, version = contents(store), queries.data_version(store)
    assert len(before["measurement"]) == 2
    assert not is_current(store)

    migrate(store)

    assert is_current(store)
    after = contents(store)
    assert [row.pop("signal_method") for row in after["indicator"]] == [None]
    new = {"event", "event_indicator", "event_unit", "rebase"}
    assert {name: after[name] for name in before} == before
    assert {name: after[name] for name in set(after) - set(before)} == {name: [] for name in new}
    assert queries.data_version(store) == version
    assert set(inspect(store).get_view_names()) == set(VIEWS)
    told = {"organisation_id": 1, "role": "Enhetschef"}
    record_event(store, happened_on=date(2019, 3, 1), text="Nytt avtal", indicator_ids=[1], **told)
    decided = {"indicator_id": 1, "unit_id": 1, "starts_on": date(2019, 3, 1)}
    record_rebase(store, reason="Ny arbetsmodell", **decided, **told)
    assert len(queries.events(store, 1)) == len(queries.rebases(store, 1)) == 1


def test_the_step_can_be_taken_back(empty_database: Engine) -> None:
    make_first_version(empty_database)
    fill(empty_database)
    before = contents(empty_database)
    migrate(empty_database)
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with empty_database.begin() as connection:
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, "0001")
    assert contents(empty_database) == before
