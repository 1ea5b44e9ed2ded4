"""Takes the pictures in docs/pictures from the running product: `make pictures`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.product import CHROMIUM_FLAGS, ROOT, find_chromium, make_store, running_product

SCREEN = (1280, 720)
PHONE = (390, 844)
PICTURES = (
    ("oversikt", "/", SCREEN),
    ("oversikt-telefon", "/", PHONE),
    ("oversikt-timra-2017", "/?organisation=timra&period=2017-12", SCREEN),
    ("placeringar", "/placeringar", SCREEN),
    ("handlaggningstider", "/handlaggningstider", SCREEN),
    ("personal", "/personal", SCREEN),
    ("ekonomi", "/ekonomi", SCREEN),
    ("mal", "/mal", SCREEN),
    ("arshjul", "/arshjul", SCREEN),
    ("mote", "/mote", SCREEN),
    ("apt", "/apt?organisation=exempelstad&unit=oppenvarden", SCREEN),
    ("rapport", "/rapport?organisation=exempelstad&period=2026-10", SCREEN),
    ("publik", "/?organisation=exempelstad&unit=oppenvarden&lins=publik", SCREEN),
    ("fyll-i", "/fyll-i?organisation=exempelstad&unit=oppenvarden&month=2026-10", SCREEN),
    ("indikator", "/indikator?organisation=exempelstad&indicator=sjukfranvaro", SCREEN),
)
FOLDER = ROOT / "docs" / "pictures"

# Streamlit says here that the page's run has ended; charts are drawn some frames later.
FIRST_MS = 180_000
"""How long the first page for an audience may take, while its small numbers are protected."""
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN_MS = 1500
CHARTS_DRAWN = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
  .every((chart) => chart.querySelector(".trace path"))"""


def main() -> int:
    """Start the product with a store of its own and take every picture; return the exit status."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write("Chromium saknas. Installera det (sudo apt install chromium) och kör igen.\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store = make_store(folder)
        with running_product(folder, database_url=store) as product, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
            for name, path, size in PICTURES:
                _take(browser, product.url + path, size, FOLDER / f"{name}.png")
                print(f"docs/pictures/{name}.png")
            browser.close()
    return 0


def _take(browser: Browser, url: str, size: tuple[int, int], file: Path) -> None:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        locale="sv-SE",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(url)
    page.wait_for_selector(DONE, timeout=FIRST_MS)
    page.wait_for_function(CHARTS_DRAWN)
    page.wait_for_timeout(DRAWN_MS)
    page.screenshot(path=file, animations="disabled")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
