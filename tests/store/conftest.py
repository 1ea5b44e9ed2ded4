"""Small offices in a store of one's own."""

import pytest
from sqlalchemy import Engine
from store_office import Office, office_in


@pytest.fixture
def office(store: Engine) -> Office:
    return office_in(store, "exempel")


@pytest.fixture
def neighbour(store: Engine, office: Office) -> Office:
    """A second organisation in the same store, with the same codes."""
    return office_in(store, "granne")
