"""The store: opening the database, and bringing its schema up to date."""

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

from data.settings import Settings
from data.views import create_views, drop_views

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 10_000


Store = Engine
"""What the rest of the product calls an open store; only this layer knows what it is."""


class StoreError(Exception):
    """The store can't be used as it is; the text tells an operator what to do."""


def open_store(url: str | None = None) -> Engine:
    """Return an engine for the store at `url`, by default the one in the settings.

    Opens no connection. Raises StoreError for an address that no database answers to.
    """
    address = url or Settings.from_environment().database_url
    try:
        engine = create_engine(make_url(address), pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise StoreError(
            f"LAGESBILD_DATABASE_URL är «{_without_password(address)}», "
            "och det är ingen adress till en databas som stöds. "
            "Skriv sqlite:////mapp/fil.db eller postgresql+psycopg://användare@värd/databas."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _without_password(address: str) -> str:
    return re.sub(r"//([^:@/]*):[^@/]*@", r"//\1:***@", address)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Readers never wait for a writer (WAL), and references are kept true."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version, and make the SQL views anew.

    The views are dropped first: a table can't be altered under a view that reads it.
    Everything happens in one transaction.
    """
    if is_current(engine):
        return
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                # The driver begins on its own only before rows change, not before tables do.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            drop_views(connection)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")
            create_views(connection)
    except DBAPIError as error:
        raise StoreError(
            f"Databasen {engine.url.render_as_string()} kan inte öppnas eller ändras: {error.orig}. "
            "Kontrollera LAGESBILD_DATABASE_URL, att mappen finns och att du får skriva i den."
        ) from error
    except CommandError as error:
        raise StoreError(
            f"Databasen {engine.url.render_as_string()} är gjord av en annan version av Lägesbild: {error}. "
            "Kör den versionen, eller låt LAGESBILD_DATABASE_URL peka på en annan databas."
        ) from error


def is_current(engine: Engine) -> bool:
    """Tell whether the store has been made and has the schema of this version.

    A file that isn't there is not made by asking.
    """
    file = engine.url.database or ""
    is_file = (
        engine.dialect.name == "sqlite" and file not in ("", ":memory:") and not file.startswith("file:")
    )
    if is_file and not Path(file).exists():
        return False
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(configuration).get_current_head()
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == newest
    except DBAPIError:
        return False
