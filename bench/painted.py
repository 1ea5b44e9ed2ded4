"""When a page is painted, told by the browser itself.

A page is looked at once per animation frame until it shows what is waited for. Two frames later
that has been painted, and the browser's own clock is read: for a load it counts from the start of
the navigation, for a click from the press of the button.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page

# The run is over, by Streamlit's own word. After a change the page must also have come to rest.
REST = """document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning" """

EMPTY = """[...document.querySelectorAll("p")].some((line) => line.textContent === "Körning %s")"""
PLOTLY = """document.querySelectorAll(".js-plotly-plot .scatterlayer .js-line").length === %s"""

# The overview's table stands in a component of its own. Its links tell which unit and period it shows.
OVERVIEW = """(() => {
  const sheet = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .map((part) => part.shadowRoot).find((root) => root?.querySelector(".sheet"));
  const rows = sheet ? sheet.querySelectorAll("tbody tr[data-code]").length : 0;
  return rows === %s && sheet.querySelectorAll("table svg").length === rows
    && [...sheet.querySelectorAll("tbody a")].at(-1).href.includes("unit=%s&period=%s&");
})()"""

_WAIT = """async () => {
  const shown = () => Boolean(%s);
  const latest = performance.now() + 60000;
  return await new Promise((resolve, reject) => {
    const look = () => requestAnimationFrame(() => {
      if (performance.now() > latest) reject(new Error("never shown: " + shown));
      else if (shown()) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      else look();
    });
    look();
  });
}"""
_WATCH = """() => {
  window.pressed = undefined;
  for (const name of ["pointerdown", "input"]) {
    window.addEventListener(name, () => { window.pressed ??= performance.now(); },
      {capture: true, once: true});
  }
  window.painted = (%s)();
}"""
_PASSED = "async () => (await window.painted) - window.pressed"


def opened(page: Page, url: str, shown: str) -> None:
    """Open an address and wait until the page shows what is waited for; nothing is timed."""
    page.goto(url)
    page.evaluate(_WAIT % f"{REST} && {shown}")


def load_seconds(page: Page, shown: str) -> float:
    """Load the page anew; return seconds from the start of the navigation until it is painted."""
    page.reload(wait_until="commit")
    painted: float = page.evaluate(_WAIT % shown)
    page.evaluate(_WAIT % REST)
    return painted / 1000


def click_seconds(page: Page, pressed: Locator, shown: str) -> float:
    """Press something; return seconds until the page is at rest and shows what is waited for."""
    page.evaluate(_WATCH % (_WAIT % f"{REST} && {shown}"))
    pressed.click()
    passed: float = page.evaluate(_PASSED)
    return passed / 1000


def choice_seconds(page: Page, box: Locator, value: str, shown: str) -> float:
    """Choose a value in a list; return seconds until the page is at rest and shows what is waited for."""
    page.evaluate(_WATCH % (_WAIT % f"{REST} && {shown}"))
    box.select_option(value)
    passed: float = page.evaluate(_PASSED)
    return passed / 1000


def given_seconds(page: Page, box: Locator, file: Path, shown: str) -> float:
    """Choose a file; return seconds until the page is at rest and shows what is waited for."""
    page.evaluate(_WATCH % (_WAIT % f"{REST} && {shown}"))
    box.set_input_files(file)
    return float(page.evaluate(_PASSED)) / 1000
