"""A store that an older version of Lägesbild made is brought up to date, and keeps everything it held."""

from datetime import date
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, inspect, select, text
from store_office import FIRST, INDICATOR, LAST, RIGHT

from data import queries, queries_money
from data.models import (
    Account,
    Activity,
    Amount,
    Base,
    Contradiction,
    DeadlineCount,
    DerivationPart,
    Event,
    FollowUp,
    Import,
    Indicator,
    Measurement,
    Objective,
    Organisation,
    Plan,
    PlanIndicator,
    Rebase,
    Target,
    TimeRule,
    Unit,
)
from data.models.base import table_of
from data.recording_events import record_event, record_rebase
from data.recording_money import record_forecast, record_note, record_scenario
from data.store import MIGRATIONS, is_current, migrate
from data.views import VIEWS, drop_views
from metrics.money.scenarios import Change

Rows = dict[str, list[dict[str, Any]]]
VIEW_OF_AMOUNTS = """
    CREATE VIEW v_amount AS
    SELECT organisation.name AS organisation, unit.name AS unit, account.name AS account,
           amount.year AS year, amount.period AS period, amount.kind AS kind,
           amount.amount AS amount, NULLIF(amount.made_in, '') AS made_in,
           organisation.simulated AS simulated, amount.source AS source
    FROM amount
    JOIN organisation ON organisation.id = amount.organisation_id
    JOIN unit ON unit.id = amount.unit_id
    JOIN account ON account.id = amount.account_id
"""
# What each version brought: new tables, and what the rows from before hold in new columns.
BROUGHT_TABLES = {
    "0002": {"event", "event_indicator", "event_unit", "rebase"},
    "0003": {"amount_note", "scenario", "scenario_change"},
    "0004": {"derivation_part", "time_rule", "deadline_count"},
    "0005": {"delivery", "figure_comment", "period_lock", "import_layout", "import_finding", "name_alias"},
    "0006": {"progress", "risk_assessment", "follow_up_delivery", "plan_edit", "meeting", "decision"},
    "0007": {"kept_report", "publication"},
    "0008": {"suppression_pattern"},
}
BROUGHT_COLUMNS: dict[str, dict[str, dict[str, Any]]] = {
    "0002": {"indicator": {"signal_method": None}},
    "0003": {
        "account": {"volume_indicator_id": None},
        "amount": {"role": "", "profile": ""},
        "contradiction": {"area": ""},
    },
    "0004": {
        "unit": {"clients": None},
        "indicator": dict.fromkeys(
            "case_kind derivation span protected_by_id protected_below accompanies_id".split()
        ),
    },
    "0005": {
        "import": {"undoes_id": None},
        "measurement": {"taken_back": False, "lock_reason": ""},
        "amount": {"taken_back": False, "lock_reason": ""},
    },
    "0006": {
        "plan": {"edition": 0, "copied_from_id": None},
        **{table: {"retired": False} for table in ("objective", "activity", "follow_up")},
    },
    "0007": {},
    "0008": {},
}
REPORTED = """
        LEFT JOIN progress ON progress.activity_id = activity.id AND NOT EXISTS (
            SELECT 1 FROM progress AS newer
            WHERE newer.activity_id = activity.id AND newer.revision = progress.revision + 1
        )
        WHERE NOT activity.retired"""
# What the views of the version before did not have.
BROUGHT_WORDS = {
    "0004": {
        "v_indicator": [",\n               indicator.derivation AS derivation"],
        "v_measurement": ["indicator.derivation IS NULL AND "],
    },
    "0005": {
        "v_measurement": [
            "NOT measurement.taken_back AND ",
            ",\n               NULLIF(measurement.lock_reason, '') AS lock_reason",
        ],
        "v_amount": [
            "NOT amount.taken_back AND ",
            ",\n               NULLIF(amount.lock_reason, '') AS lock_reason",
        ],
    },
    "0006": {
        "v_objective": ["\n        WHERE NOT objective.retired"],
        "v_activity": [
            ",\n               progress.status AS reported_status, progress.told_on AS reported_on",
            REPORTED,
        ],
    },
}
OLDER = ["0001", "0002", "0003", "0004", "0005", "0006", "0007"]


def later(version: str) -> list[str]:
    """Return the versions after one."""
    return [each for each in BROUGHT_TABLES if each > version]


def view_of(name: str, version: str) -> str:
    """Return what made a view in a version."""
    if name == "v_amount" and version < "0003":
        return VIEW_OF_AMOUNTS
    query = VIEWS[name]
    for each in later(version):
        for words in BROUGHT_WORDS.get(each, {}).get(name, []):
            assert words in query
            query = query.replace(words, "")
    return f"CREATE VIEW {name} AS {query}"


def moved(engine: Engine, version: str, *, back: bool = False) -> None:
    """Bring the store to a version, without its views."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        drop_views(connection)
        configuration.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(configuration, version)


def make_older(engine: Engine, version: str) -> None:
    """Make the store as an older version made it, with the views that have changed since."""
    moved(engine, version)
    with engine.begin() as connection:
        for name in VIEWS:
            connection.execute(text(view_of(name, version)))


def tables_of(engine: Engine) -> MetaData:
    """Return the tables as they stand in the database, whatever the models say."""
    found = MetaData()
    found.reflect(engine, only=inspect(engine).get_table_names())
    return found


def fill(engine: Engine) -> None:
    """Put one office's figures and amounts in the store of an older version."""
    tables = tables_of(engine).tables
    nouns = ("organisation", "plan", "indicator", "unit", "import", "account")
    own = {f"{noun}_id": 1 for noun in nouns}
    rows: list[tuple[type[Base], dict[str, Any]]] = [
        (Organisation, {}),
        (Import, {"kind": "plan"}),
        (Unit, {}),
        (Indicator, {**INDICATOR, "threshold": 4.5}),
        (Plan, {}),
        (Objective, {}),
        (Activity, {}),
        (FollowUp, {}),
        (PlanIndicator, {}),
        (Target, {"valid_from": FIRST, "valid_to": LAST}),
        (Measurement, {}),
        (Measurement, {"revision": 2, "value": 6.0, "comment": "Rättad."}),
        (Account, {}),
        (Amount, {}),
        (Amount, {"revision": 2, "amount": -1200.0, "comment": "Omfördelat."}),
        (Contradiction, {}),
        (Event, {}),
        (Rebase, {}),
    ]
    with engine.begin() as connection:
        for model, changes in rows:
            name = str(table_of(model).name)
            if name in tables:
                values = {**own, **RIGHT[model], **changes}
                columns = tables[name].c
                connection.execute(
                    tables[name].insert().values({n: v for n, v in values.items() if n in columns})
                )


def contents(engine: Engine) -> Rows:
    with engine.connect() as connection:
        return {
            name: [dict(row._mapping) for row in connection.execute(select(table))]
            for name, table in tables_of(engine).tables.items()
            if name != "alembic_version"
        }


@pytest.mark.parametrize("version", OLDER)
def test_a_store_of_an_older_version_keeps_everything_and_new_columns_are_empty(
    empty_database: Engine, version: str
) -> None:
    store = empty_database
    make_older(store, version)
    fill(store)
    before, number = contents(store), queries.data_version(store)
    assert [len(before[name]) for name in ("measurement", "amount", "contradiction")] == [2, 2, 1]
    assert not is_current(store)

    migrate(store)

    assert is_current(store)
    after = contents(store)
    for table, columns in (brought for each in later(version) for brought in BROUGHT_COLUMNS[each].items()):
        assert after[table]
        for row in after[table]:
            assert {name: row.pop(name) for name in columns} == columns
    assert {name: after[name] for name in before} == before
    new = set().union(*(BROUGHT_TABLES[each] for each in later(version)))
    assert {name: after[name] for name in set(after) - set(before)} == {name: [] for name in new}
    assert queries.data_version(store) == number
    assert set(inspect(store).get_view_names()) == set(VIEWS)
    with store.connect() as connection:
        told = connection.execute(text("SELECT amount, role, profile FROM v_amount")).all()
    written = ("Controller", "straight") if version >= "0003" else (None, None)
    assert [tuple(row) for row in told] == [(-1200.0, *written)]


def test_a_store_of_the_first_version_takes_events_and_decisions(empty_database: Engine) -> None:
    store = empty_database
    make_older(store, "0001")
    fill(store)
    migrate(store)
    told = {"organisation_id": 1, "role": "Enhetschef"}
    record_event(store, happened_on=date(2019, 3, 1), text="Nytt avtal", indicator_ids=[1], **told)
    decided = {"indicator_id": 1, "unit_id": 1, "starts_on": date(2019, 3, 1)}
    record_rebase(store, reason="Ny arbetsmodell", **decided, **told)
    assert len(queries.events(store, 1)) == len(queries.rebases(store, 1)) == 1


def test_a_store_of_the_second_version_takes_forecasts_notes_and_scenarios(empty_database: Engine) -> None:
    store = empty_database
    make_older(store, "0002")
    fill(store)
    migrate(store)
    own = {"organisation_id": 1, "unit_id": 1, "role": "Controller"}
    record_forecast(store, account_id=1, year=2019, made_in="2019-03", amount=-1100.0, **own)
    record_note(store, account_id=None, period="2019-03", text="Dyrare än väntat.", **own)
    change = Change(account_id=1, starts_on=date(2019, 10, 1), places=-3, price=5400)
    record_scenario(store, year=2019, name="Tre HVB avslutas", changes=[change], **own)
    kinds = queries_money.amounts(store, [1]).set_index("kind")
    assert kinds["amount"].to_dict() == {"budget": -1200.0, "forecast": -1100.0}
    assert kinds["role"].to_dict() == {"budget": "", "forecast": "Controller"}
    assert len(queries_money.notes(store, [1])) == len(queries_money.scenarios(store, 1, 2019)) == 1


def derive(engine: Engine) -> None:
    """Make an indicator of another, protect and accompany it, and give it a limit and a week of cases."""
    second = {**RIGHT[Indicator], "organisation_id": 1, "code": "delen"}
    tied = {
        "derivation": "ratio",
        "span": 12,
        "protected_below": 10,
        "accompanies_id": 2,
        "case_kind": "slag",
    }
    own = {"organisation_id": 1, "indicator_id": 1, "import_id": 1}
    with engine.begin() as connection:
        indicator = table_of(Indicator)
        connection.execute(indicator.insert().values(**second))
        mine = indicator.c.code == INDICATOR["code"]
        connection.execute(indicator.update().where(mine).values(**tied, protected_by_id=2))
        connection.execute(table_of(Unit).update().values(clients="children"))
        part = {**RIGHT[DerivationPart], "organisation_id": 1, "indicator_id": 1, "part_id": 2}
        connection.execute(table_of(DerivationPart).insert().values(**part))
        connection.execute(table_of(TimeRule).insert().values(**RIGHT[TimeRule], **own))
        connection.execute(table_of(DeadlineCount).insert().values(**RIGHT[DeadlineCount], **own, unit_id=1))


@pytest.mark.parametrize("version", OLDER)
def test_a_store_of_an_older_version_takes_derived_and_protected_indicators(
    empty_database: Engine, version: str
) -> None:
    store = empty_database
    make_older(store, version)
    fill(store)
    migrate(store)
    derive(store)
    assert queries.derivation_parts(store, 1).to_dict("records") == [
        {"indicator_id": 1, "part_id": 2, "role": "first"}
    ]
    first = queries.indicators(store, 1).set_index("code").loc[INDICATOR["code"]]
    assert (first["derivation"], first["span"], first["protected_by_id"]) == ("ratio", 12, 2)
    assert queries.units(store, 1)["clients"].tolist() == ["children"]
    with store.connect() as connection:
        assert connection.execute(text("SELECT * FROM v_measurement")).all() == []
        assert connection.scalar(text("SELECT derivation FROM v_indicator")) == "ratio"


@pytest.mark.parametrize("version", OLDER)
def test_the_step_can_be_taken_back(empty_database: Engine, version: str) -> None:
    make_older(empty_database, version)
    fill(empty_database)
    before = contents(empty_database)
    migrate(empty_database)
    moved(empty_database, version, back=True)
    assert contents(empty_database) == before


def test_the_latest_step_can_be_taken_back_when_its_tables_and_columns_are_in_use(
    empty_database: Engine,
) -> None:
    store = empty_database
    make_older(store, "0003")
    fill(store)
    before = contents(store)
    migrate(store)
    derive(store)
    moved(store, "0003", back=True)
    after = contents(store)
    assert {row.pop("code") for row in after["indicator"]} == {INDICATOR["code"], "delen"}
    assert {name: rows for name, rows in after.items() if name != "indicator"} == {
        name: rows for name, rows in before.items() if name != "indicator"
    }
    assert {name for row in after["indicator"] for name in row} | {"code"} == set(before["indicator"][0])
    moved(store, "head")
    assert contents(store)["derivation_part"] == []
