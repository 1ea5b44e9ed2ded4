"""Looking at an earlier day in a real browser: chosen on Historik, kept over the pages, and let go."""

import pytest
from visits import Visit, Visits

pytestmark = pytest.mark.browser

BANNER = ".st-key-as_of"
DAY = "2026-08-24"


def choose_day(visit: Visit) -> None:
    """Write the day in the field on Historik."""
    field = visit.page.locator('input[name="laget"]')
    field.fill(DAY)
    field.press("Enter")
    visit.page.wait_for_selector(BANNER)
    visit.settle()


def test_a_day_chosen_on_the_history_is_kept_over_the_pages_and_let_go(visits: Visits, screen) -> None:
    visit = visits.use("/historik", screen)
    page = visit.page
    choose_day(visit)
    assert f"laget={DAY}" in page.url
    page.get_by_role("button", name="Områden").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Personal").click()
    page.wait_for_url(f"**/personal?**laget={DAY}**")
    visit.settle()
    assert "24 augusti 2026" in page.locator(BANNER).inner_text()
    page.get_by_role("button", name="Tillbaka till i dag").click()
    page.wait_for_selector(BANNER, state="detached")
    visit.settle()
    assert "laget" not in page.url
    page.get_by_role("link", name="Översikt").click()
    page.wait_for_url("**/?**")
    visit.settle()
    assert page.locator(BANNER).count() == 0
    assert visit.troubles == []
    page.close()


def test_the_browsers_back_button_leaves_the_earlier_day(visits: Visits, screen) -> None:
    visit = visits.use("/historik?organisation=exempelstad", screen)
    choose_day(visit)
    visit.page.go_back()
    visit.page.wait_for_selector(BANNER, state="detached")
    visit.settle()
    assert "laget" not in visit.page.url
    visit.page.close()
