"""The stores that tests ask for, once per kind of database."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from store_places import KINDS, POSTGRES, Place, PostgresDatabases, SqliteFiles

from data.store import open_store

# A machine that is busy with other tests is slow now and then; what must be fast has a test that times it.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    made = {"sqlite": Place(SqliteFiles(tmp_path_factory.mktemp("stores")))}
    if POSTGRES:
        made["postgresql"] = Place(PostgresDatabases(POSTGRES))
    yield made
    for place in made.values():
        place.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, places: dict[str, Place]) -> Place:
    return places[request.param]


def _engine(place: Place, content: str) -> Iterator[Engine]:
    url = place.new_url(content)
    engine = open_store(url)
    yield engine
    engine.dispose()
    place.drop(url)


@pytest.fixture
def empty_database(place: Place) -> Iterator[Engine]:
    """A database without tables."""
    yield from _engine(place, "")


@pytest.fixture
def store(place: Place) -> Iterator[Engine]:
    """A store of one's own with every table, and no rows. Only rows may be changed in it."""
    engine = place.without_rows()
    yield engine
    place.take_back(engine)


@pytest.fixture
def plan_store(place: Place) -> Iterator[Engine]:
    """A store of one's own with the five plans."""
    yield from _engine(place, "plans")


@pytest.fixture
def plans_to_read(place: Place) -> Engine:
    """The five plans, to read only."""
    return place.shared("plans")


@pytest.fixture
def everything_to_read(place: Place) -> Engine:
    """The five plans and Exempelstad, to read only."""
    return place.shared("everything")


@pytest.fixture
def full_store_url(places: dict[str, Place], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A SQLite store of one's own with everything, which the settings point at."""
    url = places["sqlite"].new_url("everything")
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield url
    places["sqlite"].drop(url)
