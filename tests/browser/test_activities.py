"""Aktiviteter and Risker in a real browser: read in every view, and an activity told of from the table."""

import pytest
from visits import View, Visits

pytestmark = pytest.mark.browser

PAGES = {
    "/aktiviteter?organisation=exempelstad": "Aktiviteter",
    "/aktiviteter?organisation=stockholm-hagersten-liljeholmen": "Aktiviteter",
    "/aktiviteter?organisation=timra": "Aktiviteter",
    "/aktiviteter?organisation=exempelstad&activity=a13": "Aktiviteter",
    "/risker?organisation=exempelstad": "Risker",
    "/risker?organisation=norrkoping&plan=norrkoping-2024": "Risker",
    "/risker?organisation=norrkoping&plan=norrkoping-2024&risk=risk-3": "Risker",
    "/risker?organisation=timra": "Risker",
}
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_read_without_scrolling_sideways(visits: Visits, view: View, path: str) -> None:
    visit = visits.look(path, view)
    assert visit.page.locator("h1").inner_text() == PAGES[path]
    wide, window = visit.page.evaluate(WIDTHS)
    assert wide <= window
    assert visit.troubles == []


def test_the_timeline_has_a_sentence_and_a_mark_of_invented_data(visits: Visits, screen: View) -> None:
    page = visits.look("/aktiviteter?organisation=exempelstad", screen).page
    chart = page.locator('[data-testid="stPlotlyChart"]')
    assert chart.count() == 1
    assert "Simulerade data" in chart.inner_text()
    assert page.locator('[aria-label^="Tidslinje från"]').count() == 1


def test_an_activity_is_chosen_in_the_table_and_told_of_and_then_stands_in_it(
    visits: Visits, screen: View
) -> None:
    visit = visits.use("/aktiviteter?organisation=timra", screen)
    page = visit.page
    page.get_by_role("link", name="Interregprojekt").click()
    page.wait_for_url("**activity=**")
    visit.settle()
    page.get_by_role("button", name="Spara läget").click()
    page.get_by_text("Din roll: får inte vara tom").wait_for()
    page.get_by_label("Anteckning").fill("Ansökan är inlämnad")
    page.get_by_label("Din roll").fill("Projektledare")
    page.get_by_role("button", name="Spara läget").click()
    fold = page.get_by_text("1 rapport")
    fold.wait_for()
    visit.settle()
    fold.click()
    assert "activity=" not in page.url
    assert page.get_by_role("button", name="Spara läget").count() == 0
    assert page.locator("li", has_text="Ansökan är inlämnad").is_visible()
    assert visit.troubles == []
    page.close()
