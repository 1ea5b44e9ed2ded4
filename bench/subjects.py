"""The pages of the subjects and of the plan in the browser: loading each, against plain pages.

Each is held against an empty page, and one with two plain Plotly charts: none of them has more.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from bench import painted, report
from bench.browsing import PLOTLY_TITLES, chromium, served_peer, visited
from bench.product import make_store, running_product
from bench.report import Bar, Timing

REPETITIONS = 11
MOST = 1.5
CHARTS = 2
AT = "organisation=exempelstad&unit=socialforvaltningen&period=2026-10"
SUBJECTS = {
    "Placeringar": ("placeringar", 2),
    "Handläggningstider": ("handlaggningstider", 0),
    "Personal": ("personal", 1),
    "Verksamhetsplan": ("mal", 0),
    "Aktiviteter": ("aktiviteter", 1),
    "Risker": ("risker", 0),
    "Årshjul": ("arshjul", 0),
    "Ledningsgruppens möte": ("mote", 0),
}
"""What the page's heading begins with, its address, and how many charts it has."""

# The page is there when its heading and tables are, every chart is drawn, and its run has ended.
SHOWN = """(() => {
  const heading = [...document.querySelectorAll("h1")].some((line) => line.textContent.startsWith("%s"));
  const charts = [...document.querySelectorAll(".js-plotly-plot")];
  const sheets = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  const ended = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  return heading && ended && charts.length === %s
    && charts.every((chart) => chart.querySelector(".trace path"))
    && sheets.some((sheet) => sheet.shadowRoot?.querySelector("tbody tr, details"));
})()"""


def measure(folder: Path) -> list[Bar]:
    """Time the loading of each page, in turn with the plain ones, and print it."""
    with _pages(folder) as pages:
        taken: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(REPETITIONS):
            for name, (page, shown) in pages.items():
                taken[name].append(painted.load_seconds(page, shown))
    report.heading(f"Varm inläsning av ämnenas sidor ({REPETITIONS} gånger, växelvis)")
    timings = {name: Timing(name, seconds) for name, seconds in taken.items()}
    for timing in timings.values():
        report.show(timing)
    plain, empty = timings[f"{CHARTS} enkla Plotlydiagram"].median, timings["tom sida"].median
    for name in SUBJECTS:
        report.ratio(f"{name} mot tom sida", timings[name].median / empty)
    return [
        report.judge(Bar(f"{name} mot {CHARTS} diagram", timings[name].median / plain, MOST))
        for name in SUBJECTS
    ]


@contextmanager
def _pages(folder: Path) -> Iterator[dict[str, tuple[Page, str]]]:
    """Start the servers and a browser; yield each page with what tells that it is there, visited twice."""
    with ExitStack() as stack:
        product = stack.enter_context(running_product(folder, database_url=make_store(folder)))
        peers = [stack.enter_context(served_peer(folder, name)) for name in ("empty", "plotly2")]
        browser = stack.enter_context(chromium())
        addresses = {
            "tom sida": (peers[0], painted.EMPTY % 1),
            f"{CHARTS} enkla Plotlydiagram": (peers[1], PLOTLY_TITLES % (1, CHARTS)),
            **{
                name: (f"{product.url}/{path}?{AT}", SHOWN % (name, charts))
                for name, (path, charts) in SUBJECTS.items()
            },
        }
        yield {name: (visited(browser, url, shown), shown) for name, (url, shown) in addresses.items()}
