"""Changing a plan as those who write it do: two at once, the plan as a file, and the next year's plan."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visits import RUN_ENDED

from bench.product import Product, make_store, running_product
from data.plan_files.export import export_plan
from data.queries_plan import plan_documents
from data.store import open_store

pytestmark = pytest.mark.browser
ACTIVITY = {"organisation": "exempelstad", "what": "aktivitet", "which": "a1"}
SHORT = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_store(tmp_path_factory.mktemp("editing"))


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory, url: str) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("edited"), database_url=url) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, editing: Product) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def opened(size: dict[str, int] | None = None, **address: str) -> Page:
        context = browser.new_context(
            viewport=size or {"width": 1280, "height": 720}, locale="en-US", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        asked = "&".join(f"{name}={value}" for name, value in address.items())
        page.goto(f"{editing.url}/planen?{asked}")
        expect(page.get_by_role("heading", name="Ändra planen")).to_be_visible(timeout=30_000)
        page.wait_for_selector(RUN_ENDED)
        return page

    yield opened
    for context in contexts:
        context.close()


def why(page: Page, reason: str) -> None:
    page.get_by_label("Skäl", exact=True).first.fill(reason)
    page.get_by_label("Din roll", exact=True).first.fill("Verksamhetsutvecklare")


def test_two_who_change_the_same_activity_lose_nothing_of_each_other(reader: Callable[..., Page]) -> None:
    first, second = reader(**ACTIVITY), reader(**ACTIVITY)
    first.get_by_label("Slutar (ÅÅÅÅ-MM-DD)").fill("2026-12-20")
    why(first, "Nämndens beslut")
    first.get_by_role("button", name="Spara ändringen").click()
    expect(first.get_by_text("Planen är ändrad en gång på skärmen")).to_be_visible(timeout=20_000)
    second.get_by_label("Beskrivning").fill("Skriven medan någon annan sparade")
    why(second, "Tydligare text")
    second.get_by_role("button", name="Spara ändringen").click()
    expect(second.get_by_text("Inget har sparats.")).to_be_visible(timeout=20_000)
    expect(second.get_by_label("Beskrivning")).to_have_value("Skriven medan någon annan sparade")
    second.get_by_role("button", name="Läs in det som gäller nu").click()
    expect(second.get_by_label("Slutar (ÅÅÅÅ-MM-DD)")).to_have_value("2026-12-20")
    second.get_by_label("Beskrivning").fill("Skriven medan någon annan sparade")
    why(second, "Tydligare text")
    second.get_by_role("button", name="Spara ändringen").click()
    expect(second.get_by_text("Planen är ändrad 2 gånger på skärmen")).to_be_visible(timeout=20_000)


def test_the_file_that_is_fetched_is_the_plan(reader: Callable[..., Page], url: str) -> None:
    page = reader(organisation="timra")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hämta som planfil").click()
    engine = open_store(url)
    organisations = [plan_documents(engine, number) for number in range(1, 8)]
    (plan_id,) = [int(row["id"]) for plans in organisations for row in plans.to_dict("records")
                  if str(row["code"]).startswith("timra")]  # fmt: skip
    assert fetched.value.suggested_filename == "timra-2018-2020.toml"
    assert fetched.value.path().read_text(encoding="utf-8") == export_plan(engine, plan_id)
    engine.dispose()


def test_the_plan_of_the_next_year_tells_what_differs_and_leads_to_the_indicators(
    reader: Callable[..., Page],
) -> None:
    page = reader(organisation="stockholm-hagersten-liljeholmen")
    page.get_by_text("Nytt år").click()
    expect(page.get_by_label("Kod")).to_have_value("stockholm-hagersten-liljeholmen-2020")
    why(page, "Planarbetet inför 2020")
    page.get_by_role("button", name="Gör planen").click()
    expect(page.get_by_text("Gjord av en tidigare plan")).to_be_visible(timeout=30_000)
    page.get_by_text(re.compile("Indikatorernas härkomst")).click()
    expect(page.get_by_role("link", name="Sjukfrånvaro", exact=True)).to_have_attribute(
        "href", re.compile("^indikator.*indicator=")
    )


@pytest.mark.parametrize(
    "address",
    [ACTIVITY, {"organisation": "stockholm-hagersten-liljeholmen", "what": "mal", "which": "_ny"}],
    ids=["exempelstad", "stockholm"],
)
def test_the_form_fits_a_phone(reader: Callable[..., Page], address: dict[str, str]) -> None:
    page = reader(size=SHORT, **address)
    expect(page.get_by_label("Skäl", exact=True)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= SHORT["width"]


@pytest.mark.parametrize(("who", "may"), [("anna", True), ("bo", False)])
def test_who_may_change_the_plan_is_read_from_the_header(
    browser: Browser, tmp_path: Path, url: str, who: str, may: bool
) -> None:
    """The browser's own header stands in for that of a server in front."""
    named = {"LAGESBILD_PLAN_EDITORS": "Anna", "LAGESBILD_USER_HEADER": "User-Agent"}
    with running_product(tmp_path, database_url=url, settings=named) as guarded:
        context = browser.new_context(user_agent=who)
        page = context.new_page()
        page.goto(f"{guarded.url}/planen?organisation=exempelstad&what=aktivitet&which=a2")
        expect(page.get_by_text("Planen som fil")).to_be_visible(timeout=30_000)
        page.wait_for_selector(RUN_ENDED)
        expect(page.get_by_role("button", name="Spara ändringen")).to_have_count(int(may))
        expect(page.get_by_text("Du kan läsa planen här, men inte ändra den")).to_have_count(int(not may))
        context.close()
