"""Ekonomi in the browser: loading it and changing its unit, against plain pages; and its question.

It is held against an empty page, and one with as many plain Plotly charts as it has itself.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench import economy_store, painted, report
from bench.browsing import PLOTLY_TITLES, chromium, new_page, served_peer, visited
from bench.ledger import CODE, LATEST, LEAVES, ROOT, ROOT_NAME, make_ledger
from bench.product import running_product
from bench.report import Bar, Timing
from metrics.periods import Period

REPETITIONS, STARTS = 11, 3
MOST = 1.5
CHARTS = 2
LAST_HEADING = {"": "Skriv", "memory": "Årets prognoser"}
"""What stands last on the page, by view: when it is there, all of the page is."""

# Both charts are drawn, and neither as it was when `REMEMBER` was run: titles and ticks are its text.
SHOWN = """(() => {
  const begins = (kind, text) => [...document.querySelectorAll(kind)]
    .some((line) => line.textContent.replaceAll("\\u00a0", " ").startsWith(text));
  const charts = [...document.querySelectorAll(".js-plotly-plot")];
  return begins("h1", "Ekonomi, %s, %s") && begins("h3", "%s") && charts.length === %s
    && charts.every((chart, place) => chart.querySelector(".trace path")
      && chart.textContent !== window.drawn?.[place]);
})()"""
REMEMBER = """window.drawn = [...document.querySelectorAll(".js-plotly-plot")]
  .map((chart) => chart.textContent)"""


LOADED = {
    "empty": "tom sida",
    "plain": f"{CHARTS} enkla Plotlydiagram",
    "year": "Ekonomi, året",
    "memory": "Ekonomi, prognosminne",
}
CHANGED = {
    "empty": "omritning av tom sida",
    "plain": f"omritning av {CHARTS} enkla Plotlydiagram",
    "seen": "byte till en enhet som redan har visats",
    "new": "byte till en enhet som ingen har frågat efter",
}


@dataclass(frozen=True)
class Pages:
    """The pages, each in a browser context of its own, and where the product is found."""

    empty: Page
    plain: Page
    year: Page
    memory: Page
    base: str


@dataclass
class Found:
    """Seconds per repetition: loads of each page, and changes of the economy's and of the others."""

    loads: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in LOADED})
    changes: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CHANGED})


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:
    """Time the page and its question, and print them."""
    store = make_ledger(folder / "kassa.db")
    with _pages(folder, store) as pages:
        found = Found()
        for repetition in range(REPETITIONS):
            _load_each(pages, found.loads)
            _change_each(pages, found.changes, LATEST.shifted(-1 - repetition))
    bars = _tell_page(found)
    _tell_starts(folder, store)
    return [*bars, *economy_store.measure(folder, store, quick=quick)]


@contextmanager
def _pages(folder: Path, store: str) -> Iterator[Pages]:
    """Start three servers and one browser, and visit each page twice, so that the browser has its files."""
    with ExitStack() as stack:
        product = stack.enter_context(running_product(folder, database_url=store))
        empty, plain = (stack.enter_context(served_peer(folder, name)) for name in ("empty", "plotly2"))
        browser = stack.enter_context(chromium())
        yield Pages(
            empty=visited(browser, empty, painted.EMPTY % 1),
            plain=visited(browser, plain, PLOTLY_TITLES % (1, CHARTS)),
            year=visited(browser, _address(product.url, ROOT), _shown(ROOT)),
            memory=visited(browser, _address(product.url, ROOT, view="memory"), _shown(ROOT, view="memory")),
            base=product.url,
        )


def _address(base: str, unit: str, period: Period = LATEST, view: str = "") -> str:
    asked = f"organisation={CODE}&unit={unit}&period={period.code}"
    return f"{base}/ekonomi?{asked}{f'&view={view}' if view else ''}"


def _shown(unit: str, period: Period = LATEST, view: str = "") -> str:
    name = ROOT_NAME if unit == ROOT else LEAVES[unit]
    until = f"{period.year}" if period.last.month == 12 else f"till och med {period.label}"
    return SHOWN % (name, until, LAST_HEADING[view], CHARTS)


def _load_each(pages: Pages, loads: dict[str, list[float]]) -> None:
    painted.opened(pages.year, _address(pages.base, ROOT), _shown(ROOT))
    loads["empty"].append(painted.load_seconds(pages.empty, painted.EMPTY % 1))
    loads["year"].append(painted.load_seconds(pages.year, _shown(ROOT)))
    loads["plain"].append(painted.load_seconds(pages.plain, PLOTLY_TITLES % (1, CHARTS)))
    loads["memory"].append(painted.load_seconds(pages.memory, _shown(ROOT, view="memory")))


def _change_each(pages: Pages, changes: dict[str, list[float]], period: Period) -> None:
    """Change unit in a month that nobody has asked for, with the other pages between.

    Those have just been loaded, and so been run once.
    """
    first, second, *_ = LEAVES
    painted.opened(pages.year, _address(pages.base, first, period), _shown(first, period))
    changes["new"].append(_change(pages.year, second, period))
    changes["empty"].append(_again(pages.empty, painted.EMPTY % 2))
    changes["seen"].append(_change(pages.year, first, period))
    changes["plain"].append(_again(pages.plain, PLOTLY_TITLES % (2, CHARTS)))


def _again(page: Page, shown: str) -> float:
    return painted.click_seconds(page, page.get_by_role("button", name="Igen"), shown)


def _change(page: Page, unit: str, period: Period) -> float:
    page.evaluate(REMEMBER)
    box = page.get_by_role("combobox", name="Enhet")
    return painted.choice_seconds(page, box, unit, _shown(unit, period))


def _tell_page(found: Found) -> list[Bar]:
    report.heading(f"Varm inläsning av Ekonomi, {CHARTS} diagram ({REPETITIONS} gånger, växelvis)")
    loads = {name: Timing(title, found.loads[name]) for name, title in LOADED.items()}
    for timing in loads.values():
        report.show(timing)
    views = [loads["year"], loads["memory"]]
    for view in views:
        report.ratio(f"{view.name} mot tom sida", view.median / loads["empty"].median)
    bars = [
        report.judge(Bar(f"{view.name} mot {CHARTS} diagram", view.median / loads["plain"].median, MOST))
        for view in views
    ]
    report.heading(f"Byte av enhet på Ekonomi ({REPETITIONS} gånger, växelvis)")
    changes = {name: Timing(title, found.changes[name]) for name, title in CHANGED.items()}
    for timing in changes.values():
        report.show(timing)
    for name, told in (("seen", "byte till sedd enhet"), ("new", "byte till ny enhet")):
        against = changes[name].median / changes["plain"].median
        report.ratio(f"{told} mot omritning av {CHARTS} diagram", against)
    return bars


def _tell_starts(folder: Path, store: str) -> None:
    """Load the page as the first of all after a start, by a browser without the server's files."""
    taken: dict[str, list[float]] = {"plain": [], "year": []}
    with chromium() as browser:
        for _ in range(STARTS):
            with served_peer(folder, "plotly2") as url:
                taken["plain"].append(_first_load(browser, url, PLOTLY_TITLES % (1, CHARTS)))
            with running_product(folder, database_url=store) as product:
                taken["year"].append(_first_load(browser, _address(product.url, ROOT), _shown(ROOT)))
    report.heading(f"Den första inläsningen efter en start, i en webbläsare utan filer ({STARTS} starter)")
    for name, seconds in taken.items():
        report.show(Timing(LOADED[name], seconds))


def _first_load(browser: Browser, url: str, shown: str) -> float:
    """Return seconds from asking for the page until it is at rest; the caller's clock, not the browser's."""
    page = new_page(browser)
    began = time.perf_counter()
    painted.opened(page, url, shown)
    taken = time.perf_counter() - began
    page.context.close()
    return taken
