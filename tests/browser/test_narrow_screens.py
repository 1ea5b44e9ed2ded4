"""Tables on screens between a phone's and a desk's, as a projector's: names are read, nothing is cut."""

import pytest
from visits import Visits

pytestmark = pytest.mark.browser

CHOSEN = "?organisation=exempelstad&unit=socialforvaltningen&period=2026-10"
LEAST_NAME, LEAST_IN_A_BLOCK, BLOCKS = 185, 150, 760
"""Pixels; of a name on the overview, where the longest word of any goes in whole: in a table with air on both
sides, and where a row is a block, as it is up to that width."""
LEAST_OTHER_NAME = 110
"""Pixels; of a name in the tables of other pages, some of which stand two beside each other."""
ACROSS = """() => [document.scrollingElement, ...document.querySelectorAll('[data-testid="stMain"]')]
  .map((part) => part.scrollWidth - part.clientWidth).filter((pixels) => pixels > 1)"""
TABLES = """
const shadows = [...document.querySelectorAll('*')].map((each) => each.shadowRoot).filter(Boolean);
const roots = [document, ...shadows];
const tables = roots.flatMap((root) => [...root.querySelectorAll('table:not(.matrix, .radar)')])
  .filter((table) => table.checkVisibility());
const told = (each) => `${each.innerText.slice(0, 30)}: ${Math.round(each.getBoundingClientRect().width)}`;
"""
NARROW = """(least) => { %s
  return tables.flatMap((table) => [...table.querySelectorAll('tbody :is(th[scope=row], td.name)')])
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width < least).map(told);
}""".replace("%s", TABLES)
CUT = """() => { %s
  return tables.filter((table) => table.offsetWidth > table.parentElement.clientWidth + 1
    && getComputedStyle(table.parentElement).overflowX !== 'auto').map(told);
}""".replace("%s", TABLES)


@pytest.fixture
def page(visits: Visits, screen, request):
    path, width = request.param
    visit = visits.use(f"{path}{CHOSEN}", screen)
    visit.page.set_viewport_size({"width": width, "height": 768})
    visit.settle()
    yield visit.page
    visit.page.close()


@pytest.mark.parametrize("page", [("/", width) for width in (641, 700, 900, 1024, 1180, 1280)], indirect=True)
def test_every_indicator_of_the_overview_has_room_for_its_name(page):
    assert page.locator("td.name").count() > 50
    is_blocks = page.viewport_size["width"] <= BLOCKS
    assert page.evaluate(NARROW, LEAST_IN_A_BLOCK if is_blocks else LEAST_NAME) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(ACROSS) == []


PATHS = (
    "/placeringar",
    "/handlaggningstider",
    "/personal",
    "/mal",
    "/aktiviteter",
    "/risker",
    "/ekonomi",
)


@pytest.mark.parametrize("page", [(path, width) for path in PATHS for width in (780, 1024)], indirect=True)
def test_no_name_is_squeezed_and_no_table_is_cut_on_a_projector(page):
    assert page.evaluate(NARROW, LEAST_OTHER_NAME) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(ACROSS) == []
