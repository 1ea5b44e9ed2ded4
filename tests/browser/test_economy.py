"""Ekonomi in a real browser: the way down to an account and back, and what is folded away."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

START = "/ekonomi?organisation=exempelstad&unit=socialforvaltningen&period=2026-10"
ROWS = "tr[data-code]"


@pytest.fixture
def page(visits, screen):
    page = visits.use(START, screen).page
    yield page
    page.close()


def heading(page):
    return page.get_by_role("heading", level=1)


def lead(page):
    return page.locator(".st-key-lead")


def test_a_click_anywhere_on_an_account_leads_to_its_units_and_back_leads_back(visits, view):
    page = visits.use(START, view).page
    expect(page.locator(ROWS).first).to_be_visible()
    whole = lead(page).inner_text()
    code = page.locator(ROWS).first.get_attribute("data-code")
    page.locator(f"{ROWS} >> nth=0").locator("td").last.click()
    expect(page).to_have_url(re.compile(f"account={code}"))
    expect(page.get_by_label("Konto", exact=True)).to_have_value(code)
    expect(lead(page)).not_to_have_text(whole)
    expect(page.locator(ROWS).first.locator("a")).to_have_attribute("href", re.compile(r"unit=(?!socialf)"))
    page.go_back()
    expect(lead(page)).to_have_text(whole)
    expect(page.get_by_label("Konto", exact=True)).to_have_value("")
    page.close()


def test_the_whole_is_divided_by_unit_and_a_unit_leads_to_its_own_accounts(page):
    page.get_by_text("enhet", exact=True).click()
    expect(page).to_have_url(re.compile("parts=unit"))
    row = page.locator(ROWS).first
    expect(row.locator("a")).to_have_attribute("href", re.compile(r"unit=(?!socialf)"))
    name = row.locator("a").inner_text()
    row.locator("a").click()
    expect(heading(page)).to_contain_text(name)


def test_the_accounts_that_matter_least_are_folded_away_until_they_are_asked_for(page):
    last = page.locator(ROWS).last
    expect(last).to_be_attached()
    expect(last).not_to_be_visible()
    page.get_by_text(re.compile("^Visa [0-9]+ till$")).click()
    expect(last).to_be_visible()


def test_another_unit_of_amounts_is_shown_everywhere_at_once(page):
    expect(lead(page)).to_contain_text("mnkr")
    page.get_by_text("tkr", exact=True).click()
    expect(page).to_have_url(re.compile("amounts=tkr"))
    expect(lead(page)).to_contain_text("tkr")
    expect(lead(page)).not_to_contain_text("mnkr")
    expect(page.get_by_role("heading", name="Månad för månad, tkr")).to_be_visible()


def test_another_view_keeps_the_unit_and_the_account_that_were_chosen(page):
    page.get_by_label("Konto", exact=True).select_option("placering-hvb")
    expect(page).to_have_url(re.compile("account=placering-hvb"))
    page.get_by_text("Prognosminne", exact=True).click()
    expect(page).to_have_url(re.compile("view=memory"))
    expect(page).to_have_url(re.compile("account=placering-hvb"))
    expect(lead(page)).to_contain_text("Prognosen")
    expect(page.get_by_role("combobox", name="Enhet")).to_have_value("socialforvaltningen")


def test_a_forms_fields_come_when_its_box_is_opened_and_a_refusal_stands_beside_them(visits, view):
    own = START.replace("socialforvaltningen", "utredningsenheten-barn") + "&account=placering-hvb"
    visit = visits.use(own, view)
    page, amount = visit.page, visit.page.get_by_label("Hela årets belopp, mnkr")
    expect(amount).to_have_count(0)
    page.get_by_text("Lägg en prognos för 2026", exact=True).click()
    expect(amount).to_be_visible()
    visit.settle()
    amount.fill("1.234")
    page.get_by_role("button", name="Spara prognosen").click()
    refusal = page.get_by_role("alert").filter(has_text="Inget har sparats")
    expect(refusal).to_contain_text("«1.234» kan läsas på två sätt", timeout=15_000)
    expect(amount).to_have_value("1.234")
    page.close()
