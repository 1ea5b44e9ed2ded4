"""APT in a real browser: read from the back row, turned by keys and remotes, opened again by its link."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from visits import DRAWN_MS, RUN_ENDED, View, Visits

from bench.product import Product

pytestmark = pytest.mark.browser

CHOOSER = "/apt?organisation=exempelstad&period=2026-10"
SHOW = f"{CHOOSER}&visa=sjukfranvaro.varddygn-hvb.forhandsbedomning-14-dagar"
SLIDES = 5
PROJECTOR = (1024, 768)
LEAST_TYPE, LEAST_CONTRAST = 24, 7
FIRST_RUN_MS = 180_000
"""What an audience may not see of the whole office is reckoned when the first of them asks."""
# What every test below looks at: all that can be seen of a slide, in its own part of the page.
SLIDE = """
const slide = [...document.querySelectorAll('*')].map((each) => each.shadowRoot?.querySelector('.show'))
  .find((each) => each);
"""
TEXTS = """() => {
  %s
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05;
  };
  const found = [];
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.nodeValue.trim(), element = walker.currentNode.parentElement;
    const shown = element.checkVisibility({ visibilityProperty: true }) && element.tagName !== 'title';
    if (!text || !shown) continue;
    const style = getComputedStyle(element), drawn = element instanceof SVGElement;
    const scale = drawn ? element.getScreenCTM().a : 1;
    const pair = [light(drawn ? style.fill : style.color), light(getComputedStyle(slide).backgroundColor)];
    found.push({ text, size: parseFloat(style.fontSize) * scale,
      contrast: Math.max(...pair) / Math.min(...pair) });
  }
  return found;
}""".replace("%s", SLIDE)
BEYOND = """() => {
  %s
  const screen = { right: innerWidth, bottom: innerHeight };
  const shown = [...slide.querySelectorAll('h1, p, li, svg, button, summary, .top span')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }));
  return {
    down: slide.scrollHeight - slide.clientHeight,
    across: Math.max(slide.scrollWidth, document.scrollingElement.scrollWidth) - innerWidth,
    right: shown.filter((each) => each.getBoundingClientRect().right > screen.right + 1)
      .map((each) => each.tagName),
    below: shown.filter((each) => each.getBoundingClientRect().bottom > screen.bottom + 1)
      .map((each) => each.tagName),
  };
}""".replace("%s", SLIDE)


@pytest.fixture(scope="module")
def ready(browser: Browser, product: Product) -> Product:
    """The product, with what is kept from audiences reckoned: the first who asks waits for it."""
    page = browser.new_page()
    page.goto(f"{product.url}{CHOOSER}")
    page.get_by_role("button", name="Starta visningen").wait_for(timeout=FIRST_RUN_MS)
    page.close()
    return product


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a projector, whose own theme is dark."""
    width, height = PROJECTOR
    made = browser.new_context(
        viewport={"width": width, "height": height}, locale="sv-SE", color_scheme="dark"
    )
    yield made
    made.close()


def opened(context: BrowserContext, product: Product, path: str, size: tuple[int, int] = PROJECTOR) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{product.url}{path}")
    settle(page)
    return page


def settle(page: Page) -> None:
    page.wait_for_selector(RUN_ENDED)
    page.wait_for_timeout(DRAWN_MS)


def turned(page: Page, key: str, to: int) -> None:
    """Press a key and see that a slide comes, and that the address follows."""
    page.keyboard.press(key)
    page.locator(f'section[aria-label^="Bild {to} av"]').wait_for()
    page.wait_for_function(f"() => location.search.includes('bild={to}')")


@pytest.mark.parametrize("at", range(1, SLIDES + 1))
def test_every_text_is_read_from_the_back_row_in_daylight_and_nothing_scrolls(context, ready, at):
    page = opened(context, ready, f"{SHOW}&bild={at}")
    texts = page.evaluate(TEXTS)
    assert any("Simulerade data" in each["text"] for each in texts)
    assert [each for each in texts if each["size"] < LEAST_TYPE - 0.01] == []
    assert [each for each in texts if each["contrast"] < LEAST_CONTRAST] == []
    assert page.evaluate(BEYOND) == {"down": 0, "across": 0, "right": [], "below": []}
    assert page.get_by_test_id("stHeader").is_hidden()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1366, 768), (1280, 800)])
@pytest.mark.parametrize("at", [1, 3, SLIDES])
def test_a_slide_fits_other_screens_without_scrolling(context, ready, size, at):
    page = opened(context, ready, f"{SHOW}&bild={at}", size)
    assert page.evaluate(BEYOND) == {"down": 0, "across": 0, "right": [], "below": []}
    assert min(each["size"] for each in page.evaluate(TEXTS)) >= LEAST_TYPE - 0.01


WIDE = "&gor.sjukfranvaro=" + "W" * 140 + "&fraga=" + "W" * 200
LAID_OVER = """() => {
  %s
  const places = [...slide.querySelectorAll('.top, .body > :is(h1, p, ul, .chart), .foot')]
    .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect());
  return places.slice(1).filter((each, place) => each.top < places[place].bottom - 1).length;
}""".replace("%s", SLIDE)


@pytest.mark.parametrize("size", [PROJECTOR, (1280, 720)])
@pytest.mark.parametrize("at", [2, SLIDES])
def test_texts_that_have_no_room_make_the_slide_scroll_and_cover_nothing(context, ready, size, at):
    page = opened(context, ready, f"{SHOW}{WIDE}&bild={at}", size)
    assert page.evaluate(LAID_OVER) == 0
    beyond = page.evaluate(BEYOND)
    assert (beyond["across"], beyond["right"]) == (0, [])
    page.locator("nav button").last.scroll_into_view_if_needed()
    assert page.get_by_role("button", name="Avsluta").bounding_box()["y"] < size[1]
    if beyond["down"]:
        page.mouse.wheel(0, 5_000)
        page.wait_for_timeout(DRAWN_MS)
        assert page.evaluate(f"() => {{ {SLIDE} return slide.scrollTop; }}") > 0


@pytest.mark.parametrize("size", [(512, 384), (390, 844)], ids=["200 %", "phone"])
@pytest.mark.parametrize("at", [1, 3, SLIDES])
def test_zoomed_in_or_on_a_phone_a_slide_scrolls_downwards_and_loses_nothing(context, ready, size, at):
    beyond = opened(context, ready, f"{SHOW}&bild={at}", size).evaluate(BEYOND)
    assert (beyond["across"], beyond["right"]) == (0, [])


DOING = "&gor.forhandsbedomning-14-dagar=Vi%20provar%20nya%20tider"
SIZES = """() => {
  %s
  const size = (name) => parseFloat(getComputedStyle(slide.querySelector(name)).fontSize);
  return { action: size('li'), target: size('.target'), note: size('.note') };
}""".replace("%s", SLIDE)


@pytest.mark.parametrize("size", [PROJECTOR, (1280, 720), (512, 384), (390, 844)])
def test_what_is_done_is_as_large_as_the_target_and_the_signs_are_told_below_the_chart(context, ready, size):
    page = opened(context, ready, f"{SHOW}{DOING}&bild=4", size)
    sizes = page.evaluate(SIZES)
    assert sizes["action"] >= sizes["target"] > sizes["note"]
    beyond = page.evaluate(BEYOND)
    assert (beyond["across"], beyond["right"]) == (0, [])
    if size in (PROJECTOR, (1280, 720)):
        assert sizes["note"] >= LEAST_TYPE - 0.01
        assert (beyond["down"], beyond["below"]) == (0, [])


@pytest.mark.parametrize("size", [PROJECTOR, (512, 384), (390, 844)], ids=["projector", "200 %", "phone"])
def test_what_is_pressed_is_large_enough_for_a_finger(context, ready, size):
    page = opened(context, ready, f"{SHOW}&bild=2", size)
    pressed = page.locator("section :is(button, summary)")
    assert pressed.count() == 4
    boxes = [each.bounding_box() for each in pressed.all()]
    assert [box for box in boxes if box["width"] < 44 or box["height"] < 44] == []


def test_keys_and_a_remote_turn_the_slides_and_escape_leads_back(context, ready):
    page = opened(context, ready, f"{SHOW}&bild=1")
    for key, to in [
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("End", SLIDES),
        ("Home", 1),
    ]:
        turned(page, key, to)
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(DRAWN_MS)
    assert page.locator('section[aria-label="Bild 1 av 5"]').is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Starta visningen").wait_for()
    assert "bild=" not in page.url


def test_a_show_is_started_and_its_address_opens_the_same_slide_elsewhere(context, ready, browser):
    page = opened(context, ready, CHOOSER)
    page.get_by_role("button", name="Starta visningen").click()
    page.locator('section[aria-label^="Bild 1 av"]').wait_for()
    turned(page, "ArrowRight", 2)
    heading = page.locator("section h1").inner_text()
    elsewhere = browser.new_context(viewport={"width": 1024, "height": 768}, locale="sv-SE")
    other = elsewhere.new_page()
    other.goto(page.url)
    settle(other)
    assert other.locator("section h1").inner_text() == heading
    elsewhere.close()


def test_the_link_of_the_chooser_opens_the_show(context, ready):
    page = opened(context, ready, CHOOSER)
    link = page.get_by_label("Länk som öppnar samma visning").input_value()
    page.goto(link)
    page.locator('section[aria-label^="Bild 1 av"]').wait_for()


def test_a_tick_changes_the_show_and_the_address(context, ready):
    page = opened(context, ready, SHOW)
    page.get_by_label("Orosanmälningar").check()
    page.wait_for_function("() => location.search.includes('orosanmalningar')")
    page.get_by_role("textbox", name="4. Orosanmälningar").wait_for()
    own = page.get_by_role("textbox", name="1. Sjukfrånvaro")
    own.fill("Vi provar nya tider")
    own.blur()
    page.wait_for_function("() => location.search.includes('nya+tider')")


def test_the_table_beside_the_chart_is_reached_and_left_by_the_keyboard(context, ready):
    page = opened(context, ready, f"{SHOW}&bild=2")
    page.locator("summary").focus()
    page.keyboard.press(" ")
    table = page.get_by_role("region", name="som tabell")
    table.wait_for()
    assert "oktober 2026" in table.inner_text()
    assert [each for each in page.evaluate(TEXTS) if each["size"] < LEAST_TYPE - 0.01] == []
    page.keyboard.press("Escape")
    assert table.is_hidden()
    assert page.locator("section").is_visible()


@pytest.mark.parametrize("path", [CHOOSER, f"{SHOW}&bild=1", f"{SHOW}&bild=2", f"{SHOW}&bild={SLIDES}"])
def test_nothing_is_hard_to_read_or_use(context, ready, path):
    found = Axe().run(opened(context, ready, path)).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_the_chooser_is_calm_in_every_view(visits: Visits, ready: Product, view: View) -> None:
    visit = visits.look(CHOOSER, view)
    assert visit.troubles == []
    assert visit.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
