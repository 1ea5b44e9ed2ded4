"""Choosing in the fields: what is chosen is shown, and stands in the address."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

START = "/?organisation=exempelstad&unit=mottagningsenheten&period=2026-10"
ROWS = "tr[data-code]"


@pytest.fixture
def page(visits, view):
    page = visits.use(START, view).page
    yield page
    page.close()


def heading(page):
    return page.get_by_role("heading", level=1)


def test_another_unit(page):
    page.get_by_label("Enhet").select_option("socialforvaltningen")
    expect(heading(page)).to_contain_text("Socialförvaltningen, oktober 2026")
    expect(page).to_have_url(re.compile("unit=socialforvaltningen"))


def test_another_organisation_leaves_the_old_unit_and_period_behind(page):
    page.get_by_label("Verksamhet").select_option("timra")
    expect(heading(page)).to_contain_text("Socialförvaltningen, december 2017")
    expect(page).to_have_url(re.compile("organisation=timra&unit=socialforvaltningen&period=2017-12"))
    assert page.get_by_role("alert").count() == 0


def test_a_status_and_all_again_by_the_keyboard(page):
    rows = page.locator(ROWS)
    expect(rows.first).to_be_attached()
    whole = rows.count()
    page.get_by_role("radio", name="Alla").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("status=off_target"))
    expect(rows).not_to_have_count(whole)
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(rows).to_have_count(whole)
    assert "status" not in page.url


def test_a_text_and_none_again(page):
    rows = page.locator(ROWS)
    expect(rows.first).to_be_attached()
    whole = rows.count()
    box = page.get_by_label("Sök indikator")
    box.fill("sjukfrånvaro")
    box.press("Enter")
    expect(page).to_have_url(re.compile("text="))
    expect(rows).not_to_have_count(whole)
    box.fill("")
    expect(rows).to_have_count(whole)


def test_what_has_changed_alone_and_all_again(page):
    rows = page.locator(ROWS)
    expect(rows.first).to_be_attached()
    whole = rows.count()
    field = page.get_by_label("Visa", exact=True)
    field.select_option("changed")
    expect(page).to_have_url(re.compile("shown=changed"))
    expect(rows).not_to_have_count(whole)
    field.select_option("by_signal")
    expect(rows).to_have_count(whole)
    field.select_option("")
    expect(page).not_to_have_url(re.compile("shown="))
    expect(rows).to_have_count(whole)


def test_back_after_a_choice(page):
    page.get_by_label("Enhet").select_option("socialforvaltningen")
    expect(heading(page)).to_contain_text("Socialförvaltningen")
    page.go_back()
    expect(heading(page)).to_contain_text("Mottagningsenheten")
    expect(page.get_by_label("Enhet")).to_have_value("mottagningsenheten")


def test_another_indicator_and_other_periods(visits, view):
    page = visits.use("/indikator?organisation=exempelstad&indicator=sjukfranvaro", view).page
    page.get_by_label("Indikator", exact=True).select_option(label="Orosanmälningar")
    expect(heading(page)).to_contain_text("Orosanmälningar")
    page.get_by_text("tertial", exact=True).click()
    expect(page).to_have_url(re.compile("indicator=orosanmalningar.*per=tertial"))
    page.close()


def test_the_line_alone_and_with_its_limits_again(visits, view):
    page = visits.use("/indikator?organisation=exempelstad&indicator=sjukfranvaro", view).page
    lines = page.locator(".scatterlayer .trace")
    expect(lines.first).to_be_attached()
    whole = lines.count()
    field = page.get_by_label("Diagram", exact=True)
    field.select_option("plain")
    expect(page).to_have_url(re.compile("lines=plain"))
    expect(lines).to_have_count(whole - 3)
    field.select_option("")
    expect(lines).to_have_count(whole)
    assert "lines" not in page.url
    page.close()
