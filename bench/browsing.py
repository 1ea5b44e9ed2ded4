"""What measurements in a browser have in common: the plain peers' servers, and Chromium itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench import painted
from bench.product import CHROMIUM_FLAGS, find_chromium, running_product

PEERS = Path(__file__).resolve().parent / "peers"
SCREEN: ViewportSize = {"width": 1280, "height": 720}
PLOTLY_TITLES = """[...document.querySelectorAll(".js-plotly-plot .gtitle")]
  .filter((title) => title.textContent.endsWith("körning %s")).length === %s"""
"""The plain page with charts shows a run's charts."""


@contextmanager
def served_peer(folder: Path, name: str) -> Iterator[str]:
    """Serve a peer's page as the product is served; yields its address."""
    settings = {"LAGESBILD_BENCH_PAGE": f"{name}.py"}
    with running_product(folder, script=PEERS / "serve_peer.py", settings=settings) as peer:
        yield peer.url


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """Return a page in a context of its own."""
    return browser.new_context(viewport=SCREEN, locale="sv-SE", reduced_motion="reduce").new_page()


def visited(browser: Browser, url: str, shown: str) -> Page:
    """Return a page that has been visited twice, so that the browser has its files."""
    page = new_page(browser)
    for _ in range(2):
        painted.opened(page, url, shown)
    return page
