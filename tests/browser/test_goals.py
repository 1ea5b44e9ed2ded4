"""Mål och aktiviteter in a real browser: each municipality's tree, whole, in its own model, and readable."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from visits import VIEWS

pytestmark = pytest.mark.browser

PHONE = VIEWS[1]

HELSINGBORG = "/mal?organisation=helsingborg"
NORRKOPING_2017 = "/mal?organisation=norrkoping&plan=norrkoping-2017"
NORRKOPING_2024 = "/mal?organisation=norrkoping&plan=norrkoping-2024"
STOCKHOLM = "/mal?organisation=stockholm-hagersten-liljeholmen"
TIMRA = "/mal?organisation=timra"
EXEMPELSTAD = "/mal?organisation=exempelstad"
PLANS = (HELSINGBORG, NORRKOPING_2017, NORRKOPING_2024, STOCKHOLM, TIMRA, EXEMPELSTAD)

# What the printed documents have of each kind, counted by hand; sections that only group are not counted.
OBJECTIVES = {
    HELSINGBORG: {
        "perspektiv": 4,
        "nämndmål": 8,
        "tjänstegaranti": 2,
        "uppdrag": 1,
        "mål": 1,
        "risk": 1,
        "satsning": 6,
        "förbättringsområde": 5,
    },
    NORRKOPING_2017: {"KF-mål": 3, "nämndmål": 5, "utvecklingsområde": 6},
    NORRKOPING_2024: {
        "nämndmål": 3,
        "arbetsgivaruppdrag": 3,
        "särskilt uppdrag": 2,
        "risk": 4,
        "programpunkt": 2,
    },
    STOCKHOLM: {
        "inriktningsmål": 3,
        "KF-mål": 6,
        "nämndmål": 4,
        "enhetsmål": 6,
        "strategi": 33,
        "mål": 2,
        "utvecklingsområde": 7,
        "satsning": 2,
    },
    TIMRA: {"perspektiv": 5, "kommunmål": 17, "IFO-mål": 19, "strategi": 16},
}
# Indicators, activities and owed accounts.
LINES = {
    HELSINGBORG: (24, 34 + 3, 3),
    NORRKOPING_2017: (7, 1, 52),
    NORRKOPING_2024: (5, 36, 24),
    STOCKHOLM: (26, 40 + 2 + 1, 34),
    TIMRA: (24, 12, 3),
}
# The invented office is its file.
INVENTED = tomllib.loads(Path("data/demo/exempelstad.toml").read_text(encoding="utf-8"))
OBJECTIVES[EXEMPELSTAD] = dict(
    Counter(each["kind"] for each in INVENTED["objectives"] if each["kind"] != "avsnitt")
)
LINES[EXEMPELSTAD] = tuple(len(INVENTED[noun]) for noun in ("indicators", "activities", "follow_ups"))
# The way down to what lies deepest in each municipality's own model.
MODELS = [
    (STOCKHOLM, ["inriktningsmål", "KF-mål", "nämndmål", "enhetsmål"], 6),
    (TIMRA, ["avsnitt", "perspektiv", "kommunmål", "IFO-mål"], 19),
    (HELSINGBORG, ["avsnitt", "perspektiv", "nämndmål", "tjänstegaranti"], 2),
    (NORRKOPING_2024, ["avsnitt", "avsnitt", "programpunkt"], 2),
    (NORRKOPING_2017, ["avsnitt", "utvecklingsområde"], 6),
    (EXEMPELSTAD, ["inriktningsmål", "nämndmål", "enhetsmål"], OBJECTIVES[EXEMPELSTAD]["enhetsmål"]),
]

# The kinds of each node and of those above it, the topmost first.
WAYS = """
nodes => nodes.map(node => {
  const way = [];
  for (let each = node; each; each = each.parentElement.closest('.node')) way.unshift(each.dataset.kind);
  return way;
})
"""
SIDEWAYS = """
() => [document.scrollingElement, ...document.querySelectorAll('[data-testid="stMain"]')]
  .map(part => part.scrollWidth - part.clientWidth)
"""


@pytest.fixture
def ways(visits, screen):
    return lambda path: visits.look(path, screen).page.locator(".node[data-kind]").evaluate_all(WAYS)


@pytest.mark.parametrize("path", PLANS)
def test_every_node_of_the_plan_stands_in_the_tree(ways, path):
    kinds = Counter(way[-1] for way in ways(path) if way[-1] != "avsnitt")
    assert dict(kinds) == OBJECTIVES[path]


@pytest.mark.parametrize("path", PLANS)
def test_every_indicator_and_activity_and_all_that_is_owed_stands_in_the_tree(visits, screen, path):
    page = visits.look(path, screen).page
    links = page.locator("table.indicators tbody a").evaluate_all("links => links.map(link => link.href)")
    indicators = {parse_qs(urlsplit(link).query)["indicator"][0] for link in links}
    rows = [page.locator(f"table.{kind} tbody tr").count() for kind in ("activities", "owed")]
    assert (len(indicators), *rows) == LINES[path]


@pytest.mark.parametrize(("path", "way", "number"), MODELS)
def test_the_tree_follows_the_municipality_s_own_model(ways, path, way, number):
    assert [found for found in ways(path) if found[-1] == way[-1]] == [way] * number


@pytest.mark.parametrize("path", PLANS)
def test_nothing_fails_and_nothing_scrolls_sideways_with_everything_open_on_a_phone(visits, path):
    visit = visits.look(f"{path}&tree=open", PHONE)
    assert visit.page.locator(".node:not([open])").count() <= 1  # what stands directly under the plan
    assert visit.page.evaluate(SIDEWAYS) == [0, 0]
    assert visit.troubles == []


def test_one_click_or_key_opens_a_branch_with_its_indicators_and_their_origin(visits, screen):
    page = visits.use(EXEMPELSTAD, screen).page
    goal = page.locator('.node[data-kind="nämndmål"]').first
    indicator = goal.locator("table.indicators").first.get_by_role("link").first
    expect(indicator).not_to_be_visible()
    goal.locator("summary").first.press("Enter")
    expect(indicator).to_be_visible()
    origin = goal.locator("tr .origin").first
    expect(origin.locator("dl")).not_to_be_visible()
    origin.locator("summary").click()
    for words in ("Dokumentets ord", "Rubrik", "Socialnämnden i Exempelstad", "EXS 2025/0001"):
        expect(origin.locator("dl")).to_contain_text(words)
    indicator.click()
    expect(page).to_have_url(re.compile("/indikator.*indicator="))
    page.close()
