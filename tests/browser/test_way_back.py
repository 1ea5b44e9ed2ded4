"""The way from a narrowed overview to an indicator and back, as in a meeting that goes through a list."""

import pytest

pytestmark = pytest.mark.browser

NARROWED = "/?organisation=exempelstad&unit=socialforvaltningen&period=2026-10&status=off_target"
ROWS = "tr[data-code]"


def test_the_browsers_back_button_returns_to_the_narrowed_list(visits, view):
    visit = visits.look(NARROWED, view)
    page = visit.page
    page.wait_for_selector(ROWS)
    narrowed = page.locator(ROWS).count()
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_url("**/indikator?**")
    page.wait_for_selector('[data-testid="stPlotlyChart"]')
    page.go_back()
    page.wait_for_url("**status=off_target**")
    page.wait_for_selector(ROWS)
    assert page.locator(ROWS).count() == narrowed
