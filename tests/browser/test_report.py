"""Rapport in a real browser: written, had as files that open, and read with every part unfolded."""

from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Page
from pypdf import PdfReader
from visits import View, Visits

pytestmark = pytest.mark.browser

PAGE = "/rapport?organisation=timra&period=2017-12"
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"
UNFOLD = """() => {
    for (const each of document.querySelectorAll('*'))
        each.shadowRoot?.querySelectorAll('details').forEach((part) => { part.open = true; });
}"""
SERIOUS = ("serious", "critical")


def test_the_page_opens_without_trouble_and_does_not_scroll_sideways(visits: Visits, view: View) -> None:
    visit = visits.look(PAGE, view)
    assert visit.troubles == []
    assert "Så ser den ut" in visit.page.inner_text("body")
    assert not visit.page.evaluate(SIDEWAYS)


def test_a_report_with_every_part_unfolded_can_be_read_by_all(visits: Visits, view: View) -> None:
    visit = visits.use(PAGE, view)
    visit.page.evaluate(UNFOLD)
    found = (
        Axe().run(visit.page, context="[data-testid=stMain] .st-key-report_preview").response["violations"]
    )
    ours = [each for each in found if each["impact"] in SERIOUS]
    assert [(each["id"], each["nodes"][0]["html"]) for each in ours] == []
    assert not visit.page.evaluate(SIDEWAYS)
    visit.page.close()


CUT = """() => [...document.querySelectorAll('*')]
    .flatMap((each) => [...(each.shadowRoot?.querySelectorAll('.scroll') ?? [])])
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.ariaLabel)"""


def test_no_table_is_cut_and_on_a_phone_each_figure_says_what_it_is(visits: Visits, view: View) -> None:
    visit = visits.use(PAGE, view)
    visit.page.evaluate(UNFOLD)
    assert visit.page.evaluate(CUT) == []
    first = visit.page.get_by_role("region", name="Placeringar").locator("td").first
    before = first.evaluate("(each) => getComputedStyle(each, '::before').content")
    assert before == ('"Värde: "' if view.name == "phone" else "none")
    visit.page.close()


def made(page: Page, word: str, ending: str, tmp_path: Path) -> tuple[str, bytes]:
    """Ask for a kind of file, wait for it, and save it."""
    page.get_by_role("button", name=word, exact=True).click()
    ready = page.get_by_role("button", name=f".{ending}")
    ready.wait_for(timeout=60_000)
    with page.expect_download() as waited:
        ready.click()
    path = tmp_path / waited.value.suggested_filename
    waited.value.save_as(path)
    return path.name, path.read_bytes()


def test_what_is_written_is_in_the_files_that_are_saved(visits: Visits, screen: View, tmp_path: Path) -> None:
    visit = visits.use(PAGE, screen)
    page = visit.page
    page.get_by_text("Skriv om texten").click()
    field = page.get_by_label("Sammanfattning", exact=True)
    field.fill("Så här gick det i december.")
    field.blur()
    visit.settle()
    name, data = made(page, "Word", "docx", tmp_path)
    assert name == "manadsrapport-timra-socialforvaltningen-2017-12.docx"
    assert "Så här gick det i december." in [each.text for each in Document(BytesIO(data)).paragraphs]
    name, data = made(page, "PDF", "pdf", tmp_path)
    text = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages).split())
    assert "Så här gick det i december." in text
    assert visit.troubles == []
    page.close()


def test_it_is_reached_and_read_by_keyboard(visits: Visits, screen: View) -> None:
    visit = visits.use(PAGE, screen)
    page = visit.page
    summary = page.locator("summary", has_text="Måluppfyllelse")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("region", name="Placeringar").is_visible()
    page.close()
