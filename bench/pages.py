"""Översikt in the browser: loading it and changing its unit, against an empty page and a wall of charts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import painted, report
from bench.office import CODE, LATEST, LEAVES, ROOT, ROWS, make_office
from bench.product import CHROMIUM_FLAGS, find_chromium, running_product
from bench.report import Bar, Timing
from metrics.periods import Period

PEERS = Path(__file__).resolve().parent / "peers"
CHARTS = 48
REPETITIONS = 11
MOST_LOAD, MOST_CHANGE = 1.5, 2.0
SCREEN = {"width": 1280, "height": 720}
# An empty page as Streamlit comes, but for what would open a browser or ask the network.
AS_IT_COMES = {
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


@dataclass
class Loads:
    """Seconds of loading, per page."""

    empty: list[float] = field(default_factory=list)
    default: list[float] = field(default_factory=list)
    plotly: list[float] = field(default_factory=list)
    overview: list[float] = field(default_factory=list)


@dataclass
class Changes:
    """Seconds from a press until the page is at rest, per kind of change."""

    empty: list[float] = field(default_factory=list)
    default: list[float] = field(default_factory=list)
    new_unit: list[float] = field(default_factory=list)
    new_whole: list[float] = field(default_factory=list)
    seen_unit: list[float] = field(default_factory=list)
    seen_whole: list[float] = field(default_factory=list)


def measure(folder: Path) -> list[Bar]:
    """Start the product and its peers, time loads and changes in turn, and print them."""
    with _pages(folder) as pages:
        loads, changes = Loads(), Changes()
        for repetition in range(REPETITIONS):
            _load_each(pages, loads)
            _change_each(pages, changes, LATEST.shifted(-1 - repetition))
    return [*_tell_loads(loads), *_tell_changes(changes)]


@dataclass(frozen=True)
class Pages:
    """The pages, each in a browser context of its own, and where the overview is found."""

    empty: Page
    default: Page
    plotly: Page
    overview: Page
    base: str


@contextmanager
def _pages(folder: Path) -> Iterator[Pages]:
    """Start four servers and one browser, and visit each page once, so that the browser has its files."""
    with ExitStack() as stack:
        store = make_office(folder)
        product = stack.enter_context(running_product(folder, database_url=store))
        empty, plotly = (
            stack.enter_context(
                running_product(
                    folder, script=PEERS / "serve_peer.py", settings={"LAGESBILD_BENCH_PAGE": f"{name}.py"}
                )
            )
            for name in ("empty", "plotly48")
        )
        default = stack.enter_context(
            running_product(folder, script=PEERS / "empty.py", settings=AS_IT_COMES, started_in=folder)
        )
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        stack.callback(browser.close)
        yield Pages(
            empty=_visited(browser, empty.url, painted.EMPTY % 1),
            default=_visited(browser, default.url, painted.EMPTY % 1),
            plotly=_visited(browser, plotly.url, painted.PLOTLY % CHARTS),
            overview=_visited(browser, _address(product.url, ROOT, LATEST), _overview(ROOT, LATEST)),
            base=product.url,
        )


def _visited(browser: Browser, url: str, shown: str) -> Page:
    page = browser.new_context(viewport=SCREEN, locale="sv-SE", reduced_motion="reduce").new_page()
    for _ in range(2):
        painted.opened(page, url, shown)
    return page


def _address(base: str, unit: str, period: Period) -> str:
    return f"{base}/?organisation={CODE}&unit={unit}&period={period.code}"


def _overview(unit: str, period: Period) -> str:
    return painted.OVERVIEW % (ROWS, unit, period.code)


def _load_each(pages: Pages, loads: Loads) -> None:
    painted.opened(pages.overview, _address(pages.base, ROOT, LATEST), _overview(ROOT, LATEST))
    loads.empty.append(painted.load_seconds(pages.empty, painted.EMPTY % 1))
    loads.overview.append(painted.load_seconds(pages.overview, _overview(ROOT, LATEST)))
    loads.default.append(painted.load_seconds(pages.default, painted.EMPTY % 1))
    loads.plotly.append(painted.load_seconds(pages.plotly, painted.PLOTLY % CHARTS))


def _change_each(pages: Pages, changes: Changes, period: Period) -> None:
    """Change unit back and forth in a period that nobody has asked for, with the empty pages between.

    The empty pages have just been loaded, and so been run once.
    """
    first, second = LEAVES[0], LEAVES[1]
    painted.opened(pages.overview, _address(pages.base, first, period), _overview(first, period))
    changes.new_unit.append(_change(pages.overview, second, period))
    changes.empty.append(_again(pages.empty, 2))
    changes.new_whole.append(_change(pages.overview, ROOT, period))
    changes.default.append(_again(pages.default, 2))
    changes.seen_unit.append(_change(pages.overview, first, period))
    changes.empty.append(_again(pages.empty, 3))
    changes.seen_whole.append(_change(pages.overview, ROOT, period))


def _again(page: Page, run: int) -> float:
    return painted.click_seconds(page, page.get_by_role("button", name="Igen"), painted.EMPTY % run)


def _change(page: Page, unit: str, period: Period) -> float:
    box = page.get_by_role("combobox", name="Enhet")
    return painted.choice_seconds(page, box, unit, _overview(unit, period))


def _tell_loads(loads: Loads) -> list[Bar]:
    report.heading(f"Varm inläsning av Översikt, {ROWS} rader med sparkline ({REPETITIONS} gånger, växelvis)")
    empty, overview = (
        Timing("tom sida, produktens inställningar", loads.empty),
        Timing("Översikt", loads.overview),
    )
    default = Timing("tom sida, Streamlits inställningar", loads.default)
    plotly = Timing(f"{CHARTS} enkla Plotlydiagram", loads.plotly)
    for timing in (empty, default, overview, plotly):
        report.show(timing)
    report.ratio("Översikt mot tom sida med Streamlits inställningar", overview.median / default.median)
    report.ratio(f"Översikt mot {CHARTS} Plotlydiagram", overview.median / plotly.median)
    return [report.judge(Bar("Översikt mot tom sida", overview.median / empty.median, MOST_LOAD))]


def _tell_changes(changes: Changes) -> list[Bar]:
    """Print the changes. The bar is for warm ones; what nobody has asked for stands beside."""
    report.heading(f"Byte av enhet på Översikt ({REPETITIONS} gånger, växelvis)")
    empty = Timing("omritning av tom sida, produktens inställningar", changes.empty)
    default = Timing("omritning av tom sida, Streamlits inställningar", changes.default)
    seen = {
        "till sedd enhet": Timing("byte till en enhet som redan har visats", changes.seen_unit),
        "till sedd helhet": Timing("byte till helheten, redan visad", changes.seen_whole),
    }
    new = {
        "till ny enhet": Timing("byte till en enhet som ingen har frågat efter", changes.new_unit),
        "till ny helhet": Timing(
            f"byte till helheten, {len(LEAVES)} enheter att räkna samman", changes.new_whole
        ),
    }
    for timing in (empty, default, *seen.values(), *new.values()):
        report.show(timing)
    for name, timing in new.items():
        report.ratio(f"byte {name} mot tom sida", timing.median / empty.median)
    return [
        report.judge(Bar(f"byte {name} mot tom sida", timing.median / empty.median, MOST_CHANGE))
        for name, timing in seen.items()
    ]
