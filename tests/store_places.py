"""Stores to test against: SQLite always, PostgreSQL too where LAGESBILD_TEST_POSTGRES_URL is set.

Each content (migrated, the five plans, everything) is loaded once per database and run, as a
template; a test that writes gets a copy of its own. Tests that only read share one.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, create_engine, delete, make_url, text

from data.catalogue import load_exempelstad, load_plans
from data.models import Base
from data.store import migrate, open_store

POSTGRES = os.environ.get("LAGESBILD_TEST_POSTGRES_URL", "")
KINDS = ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]


def _silently(line: str) -> None:
    """Take what a command would tell."""


def _only_migrated(engine: Engine) -> None:
    migrate(engine)


def _with_plans(engine: Engine) -> None:
    migrate(engine)
    load_plans(engine, _silently)


def _with_everything(engine: Engine) -> None:
    _with_plans(engine)
    load_exempelstad(engine, _silently)


CONTENTS: dict[str, Callable[[Engine], None]] = {
    "migrated": _only_migrated,
    "plans": _with_plans,
    "everything": _with_everything,
}


class SqliteFiles:
    """Stores as files in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, template: str = "") -> str:
        path = self._folder / f"{uuid4().hex}.db"
        if template:
            shutil.copyfile(str(make_url(template).database), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        path = str(make_url(url).database)
        for end in ("", "-wal", "-shm"):
            Path(path + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is left open."""


class PostgresDatabases:
    """Stores as databases of their own in the server; nothing else in it is touched."""

    def __init__(self, url: str) -> None:
        self._server = create_engine(url, isolation_level="AUTOCOMMIT")

    def make(self, template: str = "") -> str:
        name = f"lagesbild_{uuid4().hex}"
        origin = make_url(template).database if template else "template0"
        with self._server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {origin}"))
        return self._server.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))

    def close(self) -> None:
        self._server.dispose()


class Place:
    """A kind of database to make stores in, with templates that are filled when first asked for."""

    def __init__(self, databases: SqliteFiles | PostgresDatabases) -> None:
        self._databases = databases
        self._spare: list[Engine] = []
        self._templates: dict[str, str] = {}
        self._shared: dict[str, Engine] = {}

    def new_url(self, content: str = "") -> str:
        """Return the address of a database of one's own, with that content or quite empty."""
        return self._databases.make(self._template(content) if content else "")

    def shared(self, content: str) -> Engine:
        """Return a store with that content which many tests read, and none writes to."""
        if content not in self._shared:
            self._shared[content] = open_store(self.new_url(content))
        return self._shared[content]

    def without_rows(self) -> Engine:
        """Return a migrated store of one's own; give it back to `take_back`."""
        return self._spare.pop() if self._spare else open_store(self.new_url("migrated"))

    def take_back(self, engine: Engine) -> None:
        """Empty a store for the next test: much faster than a new database in a server."""
        if engine.dialect.name == "postgresql":
            with engine.begin() as connection:
                for table in reversed(Base.metadata.sorted_tables):
                    connection.execute(delete(table))
                # Numbers begin anew too, as in a new file: else a number no row has is one day some row's.
                connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))
            self._spare.append(engine)
        else:
            engine.dispose()
            self.drop(str(engine.url))

    def drop(self, url: str) -> None:
        self._databases.drop(url)

    def close(self) -> None:
        for engine in [*self._shared.values(), *self._spare]:
            engine.dispose()
            self.drop(engine.url.render_as_string(hide_password=False))
        for url in self._templates.values():
            self.drop(url)
        self._databases.close()

    def _template(self, content: str) -> str:
        if content not in self._templates:
            url = self._databases.make()
            engine = open_store(url)
            CONTENTS[content](engine)
            engine.dispose()
            self._templates[content] = url
        return self._templates[content]
