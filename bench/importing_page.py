"""Läs in in the browser: from a chosen workbook until what it would change is painted."""

from pathlib import Path

from bench import painted
from bench.browsing import chromium, new_page
from bench.product import running_product

REPETITIONS = 7
AT = "las-in?organisation=exempelstad"
READY = """document.querySelector('[data-testid="stFileUploader"] input[type="file"]')"""
SHOWN = """[...document.querySelectorAll("*")].some((each) => {
  const heading = each.shadowRoot?.querySelector("caption");
  return heading?.textContent.startsWith("Det här ändras")
    && each.shadowRoot.querySelectorAll("tbody tr").length >= 20;
})"""


def seconds(folder: Path, url: str, content: bytes) -> list[float]:
    """Return how long it took each time, on a page of its own, after one time that isn't counted.

    What is read is kept for the visit only, so that every visit reads the file anew.
    """
    file = folder / "uppföljning.xlsx"
    file.write_bytes(content)
    taken = []
    with running_product(folder, database_url=url) as product, chromium() as browser:
        for _ in range(REPETITIONS + 1):
            page = new_page(browser)
            painted.opened(page, f"{product.url}/{AT}", READY)
            taken.append(painted.given_seconds(page, page.locator('input[type="file"]').first, file, SHOWN))
            page.context.close()
    return taken[1:]
