"""Publiklinsen in a real browser: chosen on Översikt, kept over the pages, and let go."""

import pytest
from visits import Visit, Visits

pytestmark = pytest.mark.browser

BANNER = ".st-key-audience"
FIELD = 'select[name="lins"]'
UNIT = "/?organisation=exempelstad&unit=oppenvarden&period=2026-10"


def choose(visit: Visit, lens: str) -> None:
    """Choose for whom the page is shown."""
    visit.page.locator(FIELD).select_option(lens)
    visit.page.wait_for_selector(BANNER)
    visit.settle()


def test_the_lens_is_chosen_on_the_overview_kept_over_the_pages_and_let_go(visits: Visits, view) -> None:
    visit = visits.use(UNIT, view)
    page = visit.page
    assert page.locator(BANNER).count() == 0
    choose(visit, "publik")
    assert "lins=publik" in page.url
    assert "Det här får allmänheten se." in page.locator(BANNER).inner_text()
    assert page.get_by_text("..", exact=True).count() > 0
    page.get_by_role("link", name="Klagomål").first.click()
    page.wait_for_url("**/indikator?**lins=publik**")
    visit.settle()
    assert "dold för att skydda enskilda" in page.locator("body").inner_text()
    assert page.locator("textarea").count() == 0
    page.get_by_role("button", name="Tillbaka till intern").click()
    page.wait_for_selector(BANNER, state="detached")
    assert "lins=publik" not in page.url
    assert visit.troubles == []
    page.close()


def test_a_closed_page_says_so_and_leads_back(visits: Visits, view) -> None:
    visit = visits.use("/fyll-i?organisation=exempelstad&lins=namnd", view)
    page = visit.page
    assert page.locator("h1").inner_text() == "Visas bara internt"
    page.get_by_role("link", name="Gå till översikten").click()
    page.wait_for_selector(BANNER)
    visit.settle()
    assert "Det här får nämnden se." in page.locator(BANNER).inner_text()
    assert visit.troubles == []
    page.close()
