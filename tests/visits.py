"""Visits to the product's pages in a real browser, with what goes wrong there noted."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Response

from bench.product import Product

# Streamlit tells here that the run has ended, and shows these in place of what hasn't come yet.
RUN_ENDED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
STILL_COMING = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
# Charts are drawn some frames after their data has come.
DRAWN_MS = 700
FIRST_MS = 180_000
"""The first page for an audience waits until its small numbers are protected."""


@dataclass(frozen=True)
class View:
    """A way to look at the product. The browser's language must not be seen on any page."""

    name: str
    size: tuple[int, int]
    colour_scheme: str = "light"
    locale: str = "sv-SE"


VIEWS = (
    View("screen", (1280, 720)),
    View("phone", (390, 844)),
    View("dark-screen", (1280, 720), "dark", "en-US"),
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
        self._contexts: dict[View, BrowserContext] = {}
        self._open: dict[tuple[View, str], Visit] = {}

    def look(self, path: str, view: View) -> Visit:
        """Return a page that is open already, or open it. Not to be clicked in: others look at it too."""
        if (view, path) not in self._open:
            self._open[view, path] = self.use(path, view)
        return self._open[view, path]

    def use(self, path: str, view: View) -> Visit:
        """Open a page of one's own, to do things in."""
        if view not in self._contexts:
            self._contexts[view] = self._context(view)
        visit = Visit(self._contexts[view].new_page())
        visit.page.set_default_timeout(FIRST_MS)
        visit.open(self._product.url + path)
        return visit

    def log(self) -> str:
        """Return the end of what the server has written, for the reader of a failed test."""
        return "\n".join(self._product.log.read_text("utf-8").splitlines()[-30:])

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()

    def _context(self, view: View) -> BrowserContext:
        width, height = view.size
        return self._browser.new_context(
            viewport={"width": width, "height": height},
            locale=view.locale,
            color_scheme="dark" if view.colour_scheme == "dark" else "light",
            reduced_motion="reduce",
        )
