"""Scenarios on the screen: tried at once, saved, compared, taken back; beside the forecast, never in it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import money_office
import pytest
from money_office import economy, numbers, sheet
from pages_read import lead, press, rows, table
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries_money
from data.recording_money import record_scenario
from metrics.money.scenarios import Change
from pages.parts import frame

FIRST, SECOND, SAVE = "change-barn-2026-0", "change-barn-2026-1", "save-scenario-barn-2026"
TODAY = date(2026, 9, 14)
YEAR_ENDS = "Årets slut med och utan scenarier"
FORECAST, TRIED = "Prognosen, utan scenario", "Det du prövar nu"
UNCHANGED = ["0", "-17 800", "-1 000"]
"""The forecast of the unit: no effect, −17 800 of a budget of −16 800."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    monkeypatch.setattr(frame, "today", lambda: TODAY)
    yield engine
    engine.dispose()


def scenarios(*boxes: str, **address: str) -> AppTest:
    return economy("barn", *boxes, view="scenarios", **address)


def tried(store: Engine, places: str = "", *, day: str = "", amount: str = "") -> AppTest:
    """Try one change of HVB; what is left out stays as the page has it."""
    account = numbers(store)[1]["hvb"]
    app = scenarios()
    app.selectbox(FIRST).set_value(account).run()
    app.text_input(f"{FIRST}-places").set_value(places)
    app.text_input(f"{FIRST}-amount-tkr").set_value(amount)
    if day:
        app.text_input(f"{FIRST}-day").set_value(day)
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def saved(store: Engine, name: str = "Tre HVB avslutas", role: str = "Controller") -> AppTest:
    app = tried(store, "−3", day="2026-10-01")
    app.text_input(f"{SAVE}-name").set_value(name)
    app.text_input(f"{SAVE}-role").set_value(role)
    press(app, "Spara scenariot")
    return app


def in_store(store: Engine) -> list[tuple[str, float, str, float]]:
    """Return what is saved of the unit: name, places, start and price."""
    found = queries_money.scenarios(store, numbers(store)[0]["barn"], 2026)
    return [
        (row["name"], row["places"], f"{row['starts_on']:%Y-%m-%d}", row["price"])
        for row in found.to_dict("records")
    ]


def test_without_a_scenario_the_page_shows_the_forecast_alone(store: Engine) -> None:
    app = scenarios()
    assert table(app, YEAR_ENDS) == {FORECAST: UNCHANGED}
    assert not app.text_input


EFFECTS = [
    ("−1", "", "", 6_000 * 92),  # from the month after today's; the price is what a day has cost this year
    ("−3", "2026-10-01", "", 3 * 6_000 * 92),
    ("-3", "2026-10-01", "5 400", 3 * 5_400 * 92),
    ("2", "2026-12-01", "1 250,50", -2 * 1_250.5 * 31),
    ("−0,5", "2026-12-31", "6 000", 0.5 * 6_000 * 1),
    ("−1", "2026-09-01", "6 000", 6_000 * 122),  # the first day that is not booked
]


def test_places_times_price_times_days_left_give_a_new_year_end_at_once(store: Engine) -> None:
    app, price_box = tried(store), f"{FIRST}-{numbers(store)[1]['hvb']}-price"
    for places, day, price, effect in EFFECTS:
        for box, typed in ((f"{FIRST}-places", places), (f"{FIRST}-day", day), (price_box, price)):
            app.text_input(box).set_value(typed or app.text_input(box).value)
        app.run()
        assert not (app.exception or app.error), (places, day, price)
        shown = table(app, YEAR_ENDS)
        assert shown[FORECAST] == UNCHANGED
        written = [tkr(effect, sign=True), tkr(-17_800_000 + effect), tkr(-1_000_000 + effect, sign=True)]
        assert shown[TRIED] == written
    assert in_store(store) == []


def tkr(kronor: float, *, sign: bool = False) -> str:
    """Write thousands of kronor as the table does, rounded half away from zero."""
    thousands = int(abs(kronor) / 1_000 + 0.5) * (1 if kronor > 0 else -1)
    return f"{thousands:+,}".replace(",", " ").removeprefix("" if sign else "+")


def test_a_sum_that_comes_or_goes_is_written_in_the_pages_unit(store: Engine) -> None:
    assert table(tried(store, amount="−220,4"), YEAR_ENDS)[TRIED] == ["-220", "-18 020", "-1 220"]


def test_several_changes_are_summed_and_another_box_always_waits(store: Engine) -> None:
    app = tried(store, "−3", day="2026-10-01")
    app.selectbox(SECOND).set_value(numbers(store)[1]["personal"]).run()
    app.text_input(f"{SECOND}-amount-tkr").set_value("−156").run()
    assert table(app, YEAR_ENDS)[TRIED] == ["+1 500", "-16 300", "+500"]  # 1 656 − 156
    assert [box.value for box in app.selectbox if box.label == "Konto"][-1] is None


WRONG_CHANGES = [
    ("−3", "2026-08-15", "", "", "det som är bokfört kan inte göras ogjort"),
    ("−3", "2027-01-01", "", "", "ligger inte i 2026"),
    ("−3", "1 oktober", "", "", "Skriv startdagen som 2026-10-01"),
    ("−3", "", "0", "", "Priset per dygn ska vara mer än"),
    ("−3", "", "", "500", "inte båda"),
    ("tre", "", "", "", "«tre» är inget tal"),
    ("−3", "", "5.400", "", "«5.400»"),
    ("0", "", "", "", "ändringen ändrar ingenting"),
]


def test_a_change_that_can_not_be_counted_on_is_told_and_not_compared(store: Engine) -> None:
    account = numbers(store)[1]["hvb"]
    app = scenarios()
    app.selectbox(FIRST).set_value(account).run()
    for places, day, price, amount, problem in WRONG_CHANGES:
        app.text_input(f"{FIRST}-places").set_value(places)
        app.text_input(f"{FIRST}-day").set_value(day or "2026-10-01")
        app.text_input(f"{FIRST}-{account}-price").set_value(price or "6 000")
        app.text_input(f"{FIRST}-amount-tkr").set_value(amount).run()
        assert problem in app.error[0].value.replace("\u00a0", " ")
        assert table(app, YEAR_ENDS) == {FORECAST: UNCHANGED}, problem
        assert not app.button, problem


def test_a_saved_scenario_is_listed_with_its_words_and_compared(store: Engine) -> None:
    app = saved(store)
    assert not app.error
    assert in_store(store) == [("Tre HVB avslutas", -3, "2026-10-01", 6_000)]
    assert table(scenarios(), YEAR_ENDS) == {
        FORECAST: UNCHANGED,
        "Tre HVB avslutas": ["+1 656", "-16 144", "+656"],
    }
    assert "Tre HVB avslutas (Controller)" in [box.label for box in scenarios().expander]
    words = [each.value.replace("\u00a0", " ") for each in scenarios().markdown]
    assert "- Tre platser i HVB avslutas 1 oktober: 92 dygn × 6 000 kr × 3 = +1,7 mnkr" in words


def test_a_scenario_changes_neither_the_forecast_nor_the_year_nor_its_memory(store: Engine) -> None:
    def shown() -> list[object]:
        year = economy("barn")
        memory = table(economy("barn", view="memory"), "Årets prognoser")
        return [lead(year), sheet(year, "standing"), sheet(year, "parts"), memory]

    before = shown()
    saved(store)
    assert shown() == before
    assert table(scenarios(), YEAR_ENDS)[FORECAST] == UNCHANGED


def test_a_scenario_is_compared_at_its_unit_and_above_it_where_it_says_whose_it_is(store: Engine) -> None:
    saved(store)
    whole = table(economy("kontoret", view="scenarios"), YEAR_ENDS)
    assert list(whole) == [FORECAST, "Tre HVB avslutas, Barnenheten"]
    # The other unit's budget and forecast are −9 600.
    assert whole["Tre HVB avslutas, Barnenheten"] == ["+1 656", "-25 744", "+656"]
    assert list(table(economy("vuxna", view="scenarios"), YEAR_ENDS)) == [FORECAST]


def test_a_scenario_without_name_or_role_or_with_a_personal_number_is_not_saved(store: Engine) -> None:
    app = tried(store, "−3", day="2026-10-01")
    for name, role, problem in (
        ("", "Controller", "- Namn: får inte vara tom"),
        ("Tre avslutas", "", "- Din roll: får inte vara tom"),
        ("Flytt av 20120315-2385", "Controller", "- Namn: ser ut att hålla ett personnummer"),
    ):
        app.text_input(f"{SAVE}-name").set_value(name)
        app.text_input(f"{SAVE}-role").set_value(role)
        press(app, "Spara scenariot")
        assert problem in app.error[0].value
    assert in_store(store) == []


def test_a_name_is_taken_until_its_scenario_is_taken_back(store: Engine) -> None:
    saved(store)
    assert "- Namn: «Tre HVB avslutas» finns redan för 2026" in saved(store).error[0].value
    number = int(queries_money.scenarios(store, numbers(store)[0]["barn"], 2026)["scenario_id"].iloc[0])
    app = scenarios(f"scenario-{number}")
    press(app, "Ta bort scenariot")
    assert "Din roll" in app.error[0].value
    app.text_input(f"scenario-{number}-role").set_value("Verksamhetschef")
    press(app, "Ta bort scenariot")
    assert in_store(store) == []
    assert table(app, YEAR_ENDS) == {FORECAST: UNCHANGED}
    assert not saved(store).error


@pytest.mark.parametrize("name", [FORECAST, TRIED])
def test_no_scenario_takes_the_place_of_the_forecast_by_its_name(store: Engine, name: str) -> None:
    saved(store, name)
    said = [[name, "+1 656", "-16 144", "+656"]]
    assert rows(scenarios(), YEAR_ENDS) == [[FORECAST, *UNCHANGED], *said]


def test_what_has_been_saved_is_no_longer_being_tried_until_it_is_changed(store: Engine) -> None:
    app = saved(store)
    assert list(table(app, YEAR_ENDS)) == [FORECAST, "Tre HVB avslutas"]
    app.text_input(f"{FIRST}-places").set_value("−4").run()
    assert list(table(app, YEAR_ENDS)) == [FORECAST, "Tre HVB avslutas", TRIED]


@pytest.mark.parametrize("account", ["", "personal", "hvb"])
def test_a_scenario_is_about_the_units_whole_result_whatever_account_the_page_is_on(
    store: Engine, account: str
) -> None:
    laid(store, {"starts_on": date(2026, 10, 1), "places": -3, "price": 6_000})
    app = scenarios(account=account)
    assert table(app, YEAR_ENDS) == {FORECAST: UNCHANGED, "Lagt": ["+1 656", "-16 144", "+656"]}
    assert lead(app).startswith("2026 väntas sluta på -17 800 tkr")


@pytest.mark.parametrize(
    ("period", "places", "lump"),
    [
        ("2026-06", 184 * 6_000, 500_000),  # booked to 30 June: all of it is left
        ("2026-08", 122 * 6_000, 0),  # July and August are booked, and the lump has fallen due
    ],
)
def test_of_what_has_begun_only_the_days_that_are_not_booked_count(
    store: Engine, period: str, places: int, lump: int
) -> None:
    laid(store, {"starts_on": date(2026, 7, 1), "places": -1, "price": 6_000}, "Plats")
    laid(store, {"starts_on": date(2026, 7, 1), "amount": 500_000}, "Belopp")
    shown = table(scenarios(period=period), YEAR_ENDS)
    assert shown["Plats"][0] == tkr(places, sign=True)
    assert shown["Belopp"][0] == (tkr(lump, sign=True) if lump else "0")


def laid(store: Engine, change: dict[str, Any], name: str = "Lagt") -> None:
    """Save a scenario of one change of HVB, past the page."""
    units, accounts = numbers(store)
    changes = [Change(account_id=accounts["hvb"], **change)]
    about = {"organisation_id": 1, "unit_id": units["barn"], "year": 2026}
    record_scenario(store, **about, name=name, changes=changes, role="Controller")


def test_an_amount_that_was_typed_in_thousands_is_not_read_in_millions(store: Engine) -> None:
    app = tried(store, amount="−500")
    assert table(app, YEAR_ENDS)[TRIED] == ["-500", "-18 300", "-1 500"]
    app.query_params["amounts"] = "mnkr"
    app.run()
    assert table(app, YEAR_ENDS) == {FORECAST: ["0,0", "-17,8", "-1,0"]}
    assert app.text_input(f"{FIRST}-amount-mnkr").value == ""


def test_signs_of_markdown_and_html_in_a_name_are_shown_as_they_were_written(store: Engine) -> None:
    app = saved(store, "*Tre* <b>HVB</b>")
    assert "*Tre* &lt;b&gt;HVB&lt;/b&gt;" in table(app, YEAR_ENDS)
    assert r"\*Tre\* \<b>HVB\</b> (Controller)" in [box.label for box in app.expander]


def test_a_closed_year_takes_no_scenarios_and_says_so(store: Engine) -> None:
    app = scenarios(period="2025")
    (told,) = app.info
    assert told.value == "Scenarier räknas på ett år som pågår, och 2025 är inte ett sådant här."
    assert not app.selectbox
