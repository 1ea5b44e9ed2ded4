"""Every page, in every view, in a real browser: nothing fails, nothing is English, all can be read."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from visits import Visits

from bench.product import running_product
from server.failures import CONTAINER_KEY
from server.phrases import english_texts

pytestmark = pytest.mark.browser

# The pages by their addresses; a test holds the list against the product's own navigation.
PAGES = (
    "/",
    "/indikator",
    "/apt",
    "/placeringar",
    "/handlaggningstider",
    "/personal",
    "/ekonomi",
    "/metod",
    "/las-in",
    "/fyll-i",
    "/historik",
    "/las",
    "/mal",
    "/aktiviteter",
    "/risker",
    "/arshjul",
    "/mote",
    "/rapport",
    "/planen",
)

# What the tests look at: every page as it opens, and as a link from elsewhere opens it.
ADDRESSES = (
    *PAGES,
    "/?organisation=timra&period=2017-12",
    "/indikator?organisation=exempelstad&indicator=sjukfranvaro",
    "/indikator?organisation=exempelstad&indicator=eget-familjehem-andel",
    "/placeringar?organisation=timra&period=2017",
    "/handlaggningstider?organisation=helsingborg",
    "/personal?unit=vald-i-nara-relationer",
    "/ekonomi?view=memory&account=placering-hvb",
    "/ekonomi?view=scenarios&unit=utredningsenheten-barn",
    "/ekonomi?organisation=timra",
    "/historik?fran=2026-07-30",
    "/?laget=2026-08-24",
    "/mal?organisation=timra&tree=open",
    "/mal?laget=2026-06-30",
    "/aktiviteter?organisation=stockholm-hagersten-liljeholmen",
    "/aktiviteter?activity=a1",
    "/risker?organisation=norrkoping&plan=norrkoping-2024",
    "/arshjul?organisation=norrkoping&plan=norrkoping-2017&ar=2017",
    "/mote?mote=2026-10-21",
    "/rapport?organisation=timra&period=2017",
    "/rapport?organisation=exempelstad&period=2026-T2&lins=namnd",
    "/planen?organisation=helsingborg",
    "/planen?what=malniva&which=sjukfranvaro",
    "/indikator?organisation=exempelstad&indicator=serviceuppdrag",
    "/apt?organisation=exempelstad&period=2026-10&bild=2",
    "/?unit=oppenvarden&lins=publik",
    "/indikator?unit=oppenvarden&indicator=klagomal-och-synpunkter&lins=namnd",
    "/mal?lins=publik",
    "/risker?lins=publik",
)

EXCEPTION = f'[data-testid="stException"], .st-key-{CONTAINER_KEY}'
NAVIGATION = '[data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"]'

# What axe finds that Streamlit causes and we can't change, as (rule, part of the element's HTML).
# Remove a line when a new version no longer needs it.
STREAMLITS_OWN: tuple[tuple[str, str], ...] = (
    # on a phone the groups of the list of pages are divs inside its ul
    ("list", 'data-testid="stSidebarNavItems"'),
    ("listitem", '<li class="st-emotion-cache-'),
)

# Every text a reader may meet: on the screen, read aloud, or shown under the pointer.
ALL_TEXTS = """
() => {
  const texts = new Set();
  const icon = '[data-testid="stIconMaterial"], noscript, script, style';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(icon)) texts.add(walker.currentNode.nodeValue.trim());
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
      texts.add((element.getAttribute(name) || '').trim());
    }
  }
  return [...texts];
}
"""

# How far each part that scrolls can be scrolled sideways: the page itself, and Streamlit's main area.
SIDEWAYS = """
() => [document.scrollingElement, ...document.querySelectorAll('[data-testid="stMain"]')]
  .map(part => part.scrollWidth - part.clientWidth)
"""


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_fails_or_is_english_on_a_page_and_all_of_it_can_be_read(visits, view, path):
    visit = visits.use(path, view)
    page = visit.page
    faults = {
        "failed": page.locator(EXCEPTION).all_inner_texts(),
        "troubles": visit.troubles,
        "scrolls sideways by": [pixels for pixels in page.evaluate(SIDEWAYS) if pixels > 1],
        "hard to read": inaccessible(page),
        "browser's language": {page.evaluate("navigator.language")} - {view.locale},
        "language": {page.locator("html").get_attribute("lang")} - {"sv"},
        "English": set(page.evaluate(ALL_TEXTS)) & english_texts(),
    }
    page.close()
    assert {name: found for name, found in faults.items() if found} == {}, visits.log()


def inaccessible(page):
    """Return what axe finds that is serious or worse, and ours."""
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:300]} {node['failureSummary']}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not any(rule == violation["id"] and part in node["html"] for rule, part in STREAMLITS_OWN)
    ]


def test_the_bar_above_covers_nothing_of_a_heading_that_begins_with_a_dotted_letter(visits, view):
    page = visits.look("/planen", view).page
    heading, bar = page.locator("h1").bounding_box(), page.get_by_test_id("stHeader").bounding_box()
    assert heading["y"] >= bar["y"] + bar["height"]


def test_the_list_of_pages_is_the_navigation(visits, screen):
    page = visits.use("/", screen).page
    found = set()
    for group in [None, *page.get_by_test_id("stTopNavSection").all()]:
        if group is not None:
            group.click()
            page.get_by_test_id("stTopNavPopover").wait_for()
        found |= set(page.locator(NAVIGATION).evaluate_all("all => all.map(a => a.pathname)"))
    page.close()
    assert found == set(PAGES)


def test_an_unknown_page_is_told_in_swedish_and_leads_to_the_first(visits, screen):
    page = visits.use("/finns-inte", screen).page
    dialog = page.get_by_role("dialog")
    assert "Sidan finns inte" in dialog.inner_text()
    dialog.get_by_label("Stäng").click()
    dialog.wait_for(state="detached")
    assert page.locator(EXCEPTION).count() == 0, visits.log()


def test_the_first_reader_after_a_start_may_come_by_a_link(browser, store, screen, tmp_path):
    with running_product(tmp_path, database_url=store) as product:
        visits = Visits(browser, product)
        visit = visits.use("/indikator", screen)
        assert visit.troubles == []
        assert visit.page.get_by_role("dialog").count() == 0
        visits.close()


def test_a_failing_page_is_told_in_swedish_with_a_number(browser, tmp_path):
    (tmp_path / "page.py").write_text("raise ValueError('hemligt')", "utf-8")
    script = tmp_path / "serve.py"
    script.write_text(
        "import streamlit as st\nfrom server.failures import show_failure\n"
        "app = st.App('page.py', on_script_error=show_failure)\n",
        "utf-8",
    )
    with running_product(tmp_path, database_url="sqlite://", script=script) as product:
        page = browser.new_page()
        page.goto(product.url)
        shown = page.locator(EXCEPTION).inner_text()
        page.close()
        number = re.search(r"felnumret (\w+)", shown)
        assert number and f"Fel {number[1]} på en sida" in product.log.read_text("utf-8")
        assert "hemligt" not in shown


def test_the_pages_in_the_folder_are_the_pages_tested():
    folder = Path(__file__).parents[2] / "pages"
    assert len(list(folder.glob("*.py"))) == len(PAGES)
