"""The meeting's page in a real browser: its points can be reached, and its document can be opened."""

from pathlib import Path

import pytest
from docx import Document
from visits import View, Visits

pytestmark = pytest.mark.browser

PAGE = "/mote?organisation=exempelstad&period=2026-10"
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"


def test_the_page_opens_without_trouble_and_does_not_scroll_sideways(visits: Visits, view: View) -> None:
    visit = visits.look(PAGE, view)
    assert visit.troubles == []
    assert "1. Vad har ändrats sedan förra mötet" in visit.page.inner_text("body")
    assert not visit.page.evaluate(SIDEWAYS)


def test_the_overview_of_the_hour_leads_to_each_point(visits: Visits, screen: View) -> None:
    visit = visits.use(PAGE, screen)
    page = visit.page
    page.get_by_role("navigation", name="Mötets punkter").get_by_role("link").nth(2).click()
    page.wait_for_function(
        "() => Math.abs(document.getElementById('punkt-3').getBoundingClientRect().top) < 200"
    )
    assert "organisation=exempelstad" in page.url
    assert visit.troubles == []
    page.close()


def test_the_document_is_downloaded_and_opens(visits: Visits, screen: View, tmp_path: Path) -> None:
    visit = visits.use(PAGE, screen)
    with visit.page.expect_download() as waited:
        visit.page.get_by_role("button", name="Ladda ner").click()
    assert waited.value.suggested_filename.endswith(".docx")
    path = tmp_path / "motet.docx"
    waited.value.save_as(path)
    titles = [each.text for each in Document(str(path)).paragraphs if each.style.name == "Title"]
    assert titles == ["Underlag till ledningsgruppens möte"]
    visit.page.close()
