"""Filling in figures as a unit manager does: typing, pasting, two who write at once. In a store of its own.

The month is the one under way, so that nothing of it is stored, whatever the day.
"""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from visits import RUN_ENDED

from bench.product import Product, make_store, running_product
from data.as_of import office_day

pytestmark = pytest.mark.browser
TODAY = office_day()
ENDED = "2026-08"
"""A month that ended long ago, with one figure missing."""


@pytest.fixture(scope="module")
def entering(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("entering")
    with running_product(folder, database_url=make_store(folder)) as running:
        yield running


@pytest.fixture
def reader(browser: Browser):
    contexts: list[BrowserContext] = []

    def opened(product: Product, unit: str, month: str, size: tuple[int, int] = (1280, 720)) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{product.url}/fyll-i?organisation=exempelstad&unit={unit}&month={month}")
        expect(rows(page).first).to_be_attached(timeout=30_000)
        page.wait_for_selector(RUN_ENDED)
        return page

    yield opened
    for context in contexts:
        context.close()


def rows(page: Page) -> Locator:
    return page.locator("tr[data-key]")


def field(page: Page, row: int, name: str = "value") -> Locator:
    return rows(page).nth(row).locator(f'[name="{name}"]')


def answer(page: Page, row: int) -> Locator:
    return rows(page).nth(row).locator("td.answer")


def focused(page: Page) -> str:
    """Return the number of the row and the name of the field that is written in."""
    return page.evaluate(
        """() => {
          const root = document.activeElement.shadowRoot || document;
          const box = root.activeElement, all = [...root.querySelectorAll('tr[data-key]')];
          return `${all.indexOf(box.closest('tr'))} ${box.name}`;
        }"""
    )


def this_month() -> str:
    return f"{TODAY:%Y-%m}"


def save(page: Page, button: str, role: str) -> None:
    page.locator(".end [name=role]").fill(role)
    page.get_by_role("button", name=button).click()


def test_numbers_are_read_while_they_are_typed_and_enter_goes_down(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 0).click()
    for text in ("4", "1,5,2", "saknas", "1.234"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    assert focused(page) == "4 value"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "3 value"
    expect(answer(page, 0)).to_contain_text("ej sparat 4")
    expect(answer(page, 1)).to_contain_text("«1,5,2» är inget tal")
    expect(answer(page, 2)).to_contain_text("ej sparat saknas")
    expect(answer(page, 3)).to_contain_text("kan läsas på två sätt")
    assert field(page, 1).get_attribute("aria-invalid") == "true"
    assert field(page, 0).get_attribute("aria-invalid") == "false"


def test_an_answer_leaves_the_caret_where_it_was(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 1).click()
    page.keyboard.type("1234")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(answer(page, 1)).to_contain_text("1\u00a0234")
    page.keyboard.type("9")
    expect(field(page, 1)).to_have_value("12934")
    expect(answer(page, 1)).to_contain_text("12\u00a0934")
    assert focused(page) == "1 value"


def test_a_column_from_excel_is_pasted_downwards_and_what_has_no_room_is_told(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    page.evaluate("navigator.clipboard.writeText('12\\r\\n5,5\\r\\n\\r\\n1 234\\r\\n')")
    field(page, 0).click()
    page.keyboard.press("Control+v")
    assert [field(page, row).input_value() for row in range(5)] == ["12", "5,5", "", "1 234", ""]
    expect(answer(page, 1)).to_contain_text("5,5")
    last = rows(page).count() - 1
    page.evaluate("navigator.clipboard.writeText('1\\n2\\n3')")
    rows(page).nth(last).locator(".typed input").first.click()
    page.keyboard.press("Control+v")
    expect(page.locator(".end .count").first).to_have_text("1 rader klistrades in. 2 till fick inte plats.")


def test_a_share_is_computed_from_its_parts_and_two_columns_fill_both(entering, reader):
    page = reader(entering, "oppenvarden", this_month())
    share = next(row for row in range(rows(page).count()) if field(page, row, "numerator").count())
    page.evaluate("navigator.clipboard.writeText('28\\t29')")
    field(page, share, "numerator").click()
    page.keyboard.press("Control+v")
    expect(answer(page, share)).to_contain_text("96,6\u00a0%")
    expect(field(page, share)).to_have_attribute("placeholder", "96,6\u00a0%")


def test_enter_goes_from_the_numerator_to_the_denominator_and_then_to_the_next_row(entering, reader):
    page = reader(entering, "oppenvarden", this_month())
    share = next(row for row in range(rows(page).count()) if field(page, row, "numerator").count())
    field(page, share, "numerator").click()
    page.keyboard.press("Enter")
    assert focused(page) == f"{share} denominator"
    page.keyboard.press("Enter")
    assert focused(page).startswith(f"{share + 1} ")
    page.keyboard.press("Shift+Enter")
    assert focused(page) == f"{share} denominator"


def test_a_draft_saves_what_it_can_and_leads_to_the_rest(entering, reader):
    page = reader(entering, "mottagningsenheten", this_month())
    counts = [row for row in range(rows(page).count()) if not field(page, row, "numerator").count()]
    good, bad = counts[0], counts[1]
    field(page, good).fill("saknas")
    field(page, bad).fill("abc")
    expect(answer(page, bad)).to_contain_text("inget tal")
    save(page, "Spara utkast", "Enhetschef")
    name = rows(page).nth(bad).locator("th").evaluate("head => head.firstChild.textContent")
    expect(page.get_by_test_id("stToast")).to_contain_text(f"1 siffra är sparad. 1 är inte sparad: {name}.")
    expect(answer(page, good)).to_contain_text("klar saknas")
    expect(field(page, bad)).to_have_value("abc")
    page.locator(".end .wrong").get_by_text(name).click()
    assert focused(page) == f"{bad} value"


@pytest.mark.parametrize(("size", "place"), [((1280, 720), 300), ((390, 844), 1200)])
def test_the_buttons_and_what_was_refused_stay_in_view(entering, reader, size, place):
    page = reader(entering, "oppenvarden", this_month(), size)
    row = next(row for row in range(rows(page).count()) if "Årsarbetare" in rows(page).nth(row).inner_text())
    field(page, row).fill("abc")
    expect(answer(page, row)).to_contain_text("inget tal")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_role("alert")).to_contain_text("Årsarbetare: «abc» är inget tal")
    page.evaluate(f"document.querySelector('[data-testid=stMain]').scrollTo(0, {place})")
    for part in (page.get_by_role("alert"), page.get_by_role("button", name="Klarmarkera")):
        expect(part).to_be_in_viewport(ratio=1)


def test_an_earlier_day_is_read_without_fields_and_buttons(entering, reader):
    page = reader(entering, "oppenvarden", this_month())
    page.goto(
        f"{entering.url}/fyll-i?organisation=exempelstad&unit=oppenvarden&month={ENDED}&laget=2026-09-15"
    )
    row = page.get_by_role("row", name=re.compile("^Första kontakt, mediantid"))
    expect(row).to_contain_text(re.compile(r"\d"), timeout=30_000)
    assert page.locator("table input").count() == 0
    assert page.get_by_role("button", name=re.compile("Spara|Klarmarkera")).count() == 0


def test_what_is_written_of_a_figure_stays_when_another_one_is_chosen(entering, reader):
    page = reader(entering, "oppenvarden", this_month())
    page.locator(".end [name=role]").fill("Enhetschef")
    page.locator(".end [name=role]").blur()
    page.get_by_text("Kommentera en siffra").click()
    page.get_by_label("Analys").fill("Två nya handläggare")
    page.get_by_label("Planerad åtgärd").fill("Introduktion")
    choice = page.get_by_test_id("stSelectbox").get_by_role("combobox")
    for number, analysis in ((3, "Två nya handläggare"), (5, "")):
        page.get_by_label("Planerad åtgärd").blur()  # what is left is sent now: a run closes an open list
        page.wait_for_timeout(500)
        page.wait_for_selector(RUN_ENDED)
        choice.click()
        page.get_by_role("listbox").last.get_by_role("option").nth(number).click()
        page.wait_for_timeout(500)
        page.wait_for_selector(RUN_ENDED)
        expect(page.get_by_label("Analys")).to_have_value(analysis)
        if analysis:
            assert page.get_by_test_id("stTextInput").get_by_label("Din roll").input_value() == "Enhetschef"
            page.get_by_role("button", name="Spara kommentaren").click()
            expect(page.get_by_text("Har en kommentar")).to_have_count(1)


def test_a_chosen_state_takes_the_number_away_and_a_number_the_state(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 0).fill("4")
    field(page, 0, "state").select_option("confidential")
    expect(field(page, 0)).to_have_value("")
    expect(answer(page, 0)).to_contain_text("sekretess")
    field(page, 0).fill("5")
    expect(field(page, 0, "state")).to_have_value("")


def test_what_was_typed_is_still_there_after_a_reload_and_another_unit(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 0).fill("4")
    expect(answer(page, 0)).to_contain_text("ej sparat")
    page.reload()
    expect(field(page, 0)).to_have_value("4")
    expect(answer(page, 0)).to_contain_text("ej sparat 4")
    page.get_by_label("Enhet").select_option("oppenvarden")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Öppenvården")
    page.get_by_label("Enhet").select_option("missbruk-och-beroende")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Missbruk")
    expect(field(page, 0)).to_have_value("4")


def test_a_form_without_a_role_is_refused_and_keeps_what_was_typed(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 1).fill("1")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_role("alert")).to_contain_text("Din roll: får inte vara tom")
    expect(field(page, 1)).to_have_value("1")


def test_a_draft_a_ready_month_and_its_correction(entering, reader):
    page = reader(entering, "oppenvarden", ENDED)
    lead = page.locator(".st-key-lead")
    expect(lead).to_contain_text("17 av 18 siffror är inne")
    save(page, "Klarmarkera", "Enhetschef")
    expect(page.get_by_role("alert")).to_contain_text("Inte ifyllda:")
    page.get_by_label("Spara de siffror som inte är ifyllda").check()
    page.get_by_role("button", name="Klarmarkera").click()
    expect(lead).to_contain_text("Alla 18 siffror är inne för augusti 2026. Klarmarkerat av Enhetschef kl.")
    only = page.get_by_role("button", name="Spara rättelsen")
    expect(only).to_be_visible()
    expect(page.get_by_role("button", name="Spara utkast")).to_have_count(0)
    row = next(row for row in range(rows(page).count()) if field(page, row).input_value() not in ("", "0"))
    before = field(page, row).input_value()
    field(page, row).fill("17")
    expect(answer(page, row)).to_contain_text("rättas 17")
    if field(page, row, "reason").is_visible():
        field(page, row, "reason").fill("Räknat på nytt")
    only.click()
    expect(page.get_by_role("alert")).to_contain_text("ange varför")
    page.get_by_label("Varför det ändras").fill(f"Det stod {before} av misstag")
    only.click()
    expect(answer(page, row)).to_have_text(re.compile("klar 17"))
    expect(page.get_by_label("Varför det ändras")).to_have_value("")


@pytest.mark.parametrize(("choice", "value"), [("Behåll mitt", "3"), ("Ta det sparade", "2")])
def test_of_two_who_write_the_second_sees_both_and_chooses(entering, reader, choice, value):
    unit = "vald-i-nara-relationer"
    row = 0 if choice == "Behåll mitt" else 2
    one, other = reader(entering, unit, this_month()), reader(entering, unit, this_month())
    field(other, row).fill("3")
    expect(answer(other, row)).to_contain_text("3")
    field(one, row).fill("2")
    reason_if_asked(one, row)
    save(one, "Spara utkast", "Controller")
    expect(answer(one, row)).to_contain_text("utkast 2")
    reason_if_asked(other, row)
    save(other, "Spara utkast", "Enhetschef")
    expect(other.get_by_role("alert")).to_contain_text(
        re.compile(r"ditt värde är 3\b.*, nu sparat 2\b.* av Controller kl\.")
    )
    expect(answer(other, row)).to_contain_text(
        re.compile(r"Ditt värde 3\b.*, nu sparat 2\b.* av Controller kl\.")
    )
    expect(field(other, row)).to_have_value("3")
    rows(other).nth(row).get_by_role("button", name=choice).click()
    expect(field(other, row)).to_have_value(value)
    if choice == "Behåll mitt":
        expect(answer(other, row)).not_to_contain_text("nu sparat")
        save(other, "Spara utkast", "Enhetschef")
    expect(answer(other, row)).to_contain_text(f"utkast {value}")


def reason_if_asked(page: Page, row: int) -> None:
    page.wait_for_timeout(1200)
    if field(page, row, "reason").is_visible():
        field(page, row, "reason").fill("Stämmer")


def test_a_row_in_focus_tells_what_is_measured(entering, reader):
    page = reader(entering, "missbruk-och-beroende", this_month())
    field(page, 0).click()
    about = rows(page).nth(0).get_attribute("data-about")
    assert about
    expect(page.locator(".about")).to_contain_text(about)


def test_the_form_is_as_wide_as_a_phone(entering, reader):
    page = reader(entering, "oppenvarden", this_month(), (390, 844))
    widths = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"]')].map(
          (part) => part.scrollWidth - part.clientWidth)"""
    )
    assert widths == [0]
    field(page, 1).fill("4")
    expect(answer(page, 1)).to_contain_text("ej sparat")


@pytest.mark.parametrize(("width", "below", "beside"), [(390, 1, 0), (1280, 0, 1)])
def test_what_is_late_and_who_is_to_deliver_it_is_told_on_every_screen(
    entering, reader, width, below, beside
):
    page = reader(entering, "oppenvarden", this_month(), (width, 844))
    page.goto(f"{entering.url}/?organisation=exempelstad&unit=oppenvarden&period=2026-10")
    page.get_by_text("Rapportering: 13 av 16 siffror inne, 1 utkast, 3 sena").click()
    unit = page.locator("tr", has=page.get_by_role("link", name="Öppenvården")).last
    expect(unit).to_be_visible()
    named = re.compile(r", okt 2026 \(.+\)")
    expect(page.locator("tr.below td").filter(has_text=named).filter(visible=True)).to_have_count(below)
    expect(unit.locator("td.wide").filter(has_text=named).filter(visible=True)).to_have_count(beside)


def test_a_final_figure_is_corrected_with_a_why_though_a_draft_is_saved(entering, reader):
    page = reader(entering, "missbruk-och-beroende", ENDED)
    row = next(
        row
        for row in range(rows(page).count())
        if "klar" in answer(page, row).inner_text() and field(page, row).input_value() not in ("", "0")
    )
    why = page.get_by_label("Varför en klar siffra ändras")
    expect(why).to_be_hidden()
    before = field(page, row).input_value()
    field(page, row).fill("17")
    expect(answer(page, row)).to_contain_text("rättas 17")
    expect(why).to_be_visible()
    if field(page, row, "reason").is_visible():
        field(page, row, "reason").fill("Räknat på nytt")
    save(page, "Spara utkast", "Enhetschef")
    expect(page.get_by_role("alert")).to_contain_text("Varför det ändras: ange varför en klar siffra ändras")
    why.fill(f"Det stod {before} av misstag")
    page.get_by_role("button", name="Spara utkast").click()
    expect(answer(page, row)).to_have_text(re.compile("klar 17"))
    expect(why).to_be_hidden()


def test_the_status_leads_from_the_overview_to_the_form(entering, reader):
    page = reader(entering, "oppenvarden", this_month())
    page.goto(f"{entering.url}/?organisation=exempelstad&unit=oppenvarden&period=2026-10")
    page.get_by_text("Rapportering: 13 av 16 siffror inne, 1 utkast, 3 sena").click()
    page.get_by_role("link", name="Öppenvården").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fyll i, Öppenvården, oktober 2026")
