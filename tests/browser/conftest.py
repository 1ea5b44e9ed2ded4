"""The real product in the real browser: one server and one Chromium for all browser tests."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from visits import VIEWS, View, Visits

from bench.product import CHROMIUM_FLAGS, Product, find_chromium, make_store, running_product


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, store: str) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("product"), database_url=store) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        reason = "Chromium saknas: sudo apt install chromium, eller sätt LAGESBILD_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def visits(browser: Browser, product: Product) -> Iterator[Visits]:
    made = Visits(browser, product)
    yield made
    made.close()


@pytest.fixture(params=VIEWS, ids=lambda view: view.name)
def view(request: pytest.FixtureRequest) -> View:
    chosen: View = request.param
    return chosen


@pytest.fixture
def screen() -> View:
    return VIEWS[0]
