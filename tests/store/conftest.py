"""Small offices in a store of one's own."""

from collections.abc import Iterator

import pytest
import quirk_office
from import_files import office as office_of
from sqlalchemy import Engine
from store_office import Office, office_in
from store_places import Place

from data.store import open_store


@pytest.fixture
def office(store: Engine) -> Office:
    return office_in(store, "exempel")


@pytest.fixture
def neighbour(store: Engine, office: Office) -> Office:
    """A second organisation in the same store, with the same codes."""
    return office_in(store, "granne")


@pytest.fixture(scope="session")
def quirks(
    places: dict[str, Place], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[quirk_office.Office]:
    """An office without figures, to read files for; nothing is written to it."""
    engine = open_store(places["sqlite"].new_url("migrated"))
    folder = tmp_path_factory.mktemp("quirks")
    yield quirk_office.Office(engine, office_of(engine, folder, quirk_office.PLAN))
    engine.dispose()
