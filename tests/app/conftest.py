"""Page tests start from `dashboard.py`, on a store of their own in a temporary file."""

from collections.abc import Callable, Iterator
from contextvars import copy_context
from functools import wraps
from pathlib import Path

import pytest
import streamlit as st
from offices import indicators, plan_toml
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data.catalogue import load_exempelstad, load_plan_file, load_plans
from data.store import migrate, open_store

ROOT = Path(__file__).parent.parent.parent
SECONDS = 120
"""The first page for an audience waits until its small numbers are protected."""


def silent(_line: str) -> None:
    """Load without telling."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """Run each test in a context of its own, as a server runs a page: what it begins ends with it."""
    test = pyfuncitem.obj

    @wraps(test)
    def in_its_own_context(**given: object) -> None:
        copy_context().run(test, **given)

    pyfuncitem.obj = in_its_own_context


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Each test meets a server that has cached nothing."""
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A migrated store that holds nothing; the pages read it too."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    engine = open_store(url)
    migrate(engine)
    return engine


@pytest.fixture(scope="session")
def full_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the five plans and Exempelstad, made once."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    engine = open_store(f"sqlite:///{path}")
    migrate(engine)
    load_plans(engine, silent)
    load_exempelstad(engine, silent)
    engine.dispose()
    return path


@pytest.fixture
def full_store(full_store_file: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The five plans and Exempelstad; read only by agreement."""
    url = f"sqlite:///{full_store_file}"
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    return open_store(url)


@pytest.fixture
def load(empty_store: Engine, tmp_path: Path) -> Callable[[str], Engine]:
    """Load a plan file, given as text, into the empty store."""

    def loaded(text: str) -> Engine:
        path = tmp_path / "plan.toml"
        path.write_text(text, encoding="utf-8")
        load_plan_file(empty_store, path, silent)
        return empty_store

    return loaded


@pytest.fixture
def many(load: Callable[[str], Engine]) -> Engine:
    """An office with 200 indicators and three years of months."""
    return load(plan_toml(indicators(200)))


@pytest.fixture
def app() -> AppTest:
    """The product, from its entry."""
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS)
