"""Årshjul as it is seen: the wheel beside the months, the plans' own years, and the calendar file."""

from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from visits import View, Visits

pytestmark = pytest.mark.browser
EXEMPELSTAD = "/arshjul?organisation=exempelstad&ar=2026"
YEARS = (
    # what the documents print, month by month, and what is reckoned from a rhythm; without time
    ("norrkoping", 2017, 54, 2),
    ("norrkoping", 2018, 21, 0),
    ("norrkoping", 2024, 10, 4),
    ("stockholm-hagersten-liljeholmen", 2019, 53, 19),
    ("timra", 2017, 2, 0),
)
COUNT = """
() => {
  const rows = [];
  for (const host of document.querySelectorAll('*')) {
    if (host.shadowRoot) rows.push(...host.shadowRoot.querySelectorAll('.months tbody tr, .apart tbody tr'));
  }
  const of = (name) => rows.filter((row) => row.closest('table').matches(name));
  return [of('.months').filter((row) => !row.matches('.month, .own')).length, of('.apart').length];
}
"""


@pytest.mark.parametrize(("organisation", "year", "occasions", "without_time"), YEARS)
def test_each_plans_year_is_whole(
    visits: Visits, screen: View, organisation: str, year: int, occasions: int, without_time: int
) -> None:
    visit = visits.look(f"/arshjul?organisation={organisation}&ar={year}", screen)
    assert visit.page.evaluate(COUNT) == [occasions, without_time]
    assert "försenad" not in visit.page.locator(".months").inner_text()


def test_the_wheel_fits_beside_the_list_and_above_it_on_a_phone(visits: Visits, view: View) -> None:
    page = visits.look(EXEMPELSTAD, view).page
    wheel, months = page.locator("svg.wheel").bounding_box(), page.locator(".months").bounding_box()
    assert wheel is not None
    assert months is not None
    assert wheel["width"] >= 270
    assert wheel["x"] + wheel["width"] <= view.size[0]
    if view.size[0] > 1000:
        assert wheel["x"] + wheel["width"] <= months["x"]
    else:
        assert wheel["y"] + wheel["height"] <= months["y"]
    smallest = page.locator("svg.wheel text").evaluate_all(
        "texts => Math.min(...texts.map(each => each.getBoundingClientRect().height))"
    )
    assert smallest >= 10


def fetched(page: Page) -> list[Any]:
    """Fetch the calendar file, and return its events."""
    with page.expect_download() as fetching:
        page.get_by_role("button", name="Hämta till kalendern").click()
    assert fetching.value.suggested_filename == "arshjul-exempelstad-2026.ics"
    return list(Calendar.from_ical(fetching.value.path().read_bytes()).walk("VEVENT"))


def test_the_calendar_is_fetched_and_says_that_it_is_invented(visits: Visits, screen: View) -> None:
    visit = visits.use(EXEMPELSTAD, screen)
    page = visit.page
    left = fetched(page)
    page.get_by_text("Ta också med det som är lämnat").click()
    expect(page.get_by_role("checkbox")).to_be_checked()
    visit.settle()
    every = fetched(page)
    for events in (left, every):
        assert {str(event["summary"]).partition(":")[0] for event in events} == {"Simulerade data"}
        assert len({str(event["uid"]) for event in events}) == len(events)
    assert 0 < len(left) < len(every)
    assert len(every) >= 18
