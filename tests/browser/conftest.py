"""The real product in the real browser: one server and one Chromium for all browser tests."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Response,
    sync_playwright,
)

from bench.product import CHROMIUM_FLAGS, Product, find_chromium, make_store, running_product

# Streamlit tells here that the run has ended, and shows these in place of what hasn't come yet.
RUN_ENDED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
STILL_COMING = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
# Charts are drawn some frames after their data has come.
DRAWN_MS = 700


@dataclass(frozen=True)
class View:
    """A way to look at the product."""

    name: str
    size: tuple[int, int]
    colour_scheme: str = "light"


VIEWS = (
    View("screen", (1280, 720)),
    View("phone", (390, 844)),
    View("dark-screen", (1280, 720), "dark"),
)


@dataclass
class Visit:
    """A page of the product opened in a view, and what went wrong in the browser meanwhile."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Open an address and wait until everything on it is drawn."""
        self._watch()
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        """Wait until the run has ended and its result is drawn."""
        self.page.wait_for_selector(RUN_ENDED)
        self.page.wait_for_function("s => !document.querySelector(s)", arg=STILL_COMING)
        self.page.wait_for_timeout(DRAWN_MS)

    def _watch(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", self._note_error)
        self.page.on("response", self._note_response)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"konsol: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.troubles.append(f"fel: {error.message}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"svar {response.status}: {response.url}")


class Visits:
    """Opens pages, each once for all tests that only look: opening is what takes the time."""

    def __init__(self, browser: Browser, product: Product) -> None:
        self._browser = browser
        self._product = product
        self._contexts: dict[tuple[View, str], BrowserContext] = {}
        self._open: dict[tuple[View, str, str], Visit] = {}

    def look(self, path: str, view: View, locale: str = "sv-SE") -> Visit:
        """Return a page that is open already, or open it. Not to be clicked in: others look at it too."""
        key = (view, path, locale)
        if key not in self._open:
            self._open[key] = self.use(path, view, locale)
        return self._open[key]

    def use(self, path: str, view: View, locale: str = "sv-SE") -> Visit:
        """Open a page of one's own, to do things in."""
        if (view, locale) not in self._contexts:
            self._contexts[view, locale] = self._context(view, locale)
        visit = Visit(self._contexts[view, locale].new_page())
        visit.open(self._product.url + path)
        return visit

    def log(self) -> str:
        """Return the end of what the server has written, for the reader of a failed test."""
        return "\n".join(self._product.log.read_text("utf-8").splitlines()[-30:])

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()

    def _context(self, view: View, locale: str) -> BrowserContext:
        width, height = view.size
        return self._browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            color_scheme="dark" if view.colour_scheme == "dark" else "light",
            reduced_motion="reduce",
        )


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    with running_product(folder, database_url=make_store(folder)) as running:
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
