"""The forms below the year's money: comments and forecasts move the page; what is wrong changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import money_office
import pandas as pd
import pytest
from money_office import amounts, economy, everything, numbers, sheet
from pages_read import lead, press, table, told
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

NOTE, FORECAST = "note-barn-2026-8", "forecast-barn-2026-8"
COMMENT, FORECASTS = "Kommentera en månad", "Lägg en prognos för 2026"
MONTH, BUDGET = "Skriv in en månads utfall", "Lägg budget för 2026 eller 2027"
FILE = "Hämta som fil"
HVB = {"account": "hvb"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def written(app: AppTest, amount: str, role: str = "Controller") -> AppTest:
    """Write a forecast where its box is open, and press the button."""
    app.text_input(f"{FORECAST}-amount").set_value(amount)
    app.text_input(f"{FORECAST}-role").set_value(role)
    press(app, "Spara prognosen")
    return app


def boxes(app: AppTest) -> list[str]:
    return [box.label for box in app.expander]


def test_no_field_is_made_before_its_box_is_opened(store: Engine) -> None:
    app = economy("barn")
    assert boxes(app) == [COMMENT, FORECASTS, MONTH, BUDGET, FILE]
    assert not (app.text_input or app.text_area or app.button)


@pytest.mark.parametrize(
    ("unit", "period", "offered", "why"),
    [
        ("barn", "2026-09", [FORECASTS, MONTH, BUDGET], ""),  # the month after the latest booked
        ("barn", "2026-07", [BUDGET], "Prognos och utfall skrivs i den senaste bokförda månaden"),
        ("barn", "2025-12", ["Lägg budget för 2025 eller 2026"], "Året är avslutat"),
        ("kontoret", "2026-08", [], "Välj en enhet som inte har andra under sig"),
    ],
)
def test_what_can_not_be_written_on_a_unit_in_a_month_is_not_offered_and_the_page_says_why(
    store: Engine, unit: str, period: str, offered: list[str], why: str
) -> None:
    app = economy(unit, period=period)
    assert boxes(app) == [COMMENT, *offered, FILE]
    assert [why in each.value for each in app.caption if why].count(True) == bool(why)


def test_a_comment_is_shown_with_its_month_account_and_role_and_can_be_taken_back(store: Engine) -> None:
    app = economy("barn", NOTE, "withdraw-note", **HVB)
    app.text_area(f"{NOTE}-text").set_value("Två *nya* placeringar")
    app.text_input(f"{NOTE}-role").set_value("Enhetschef")
    press(app, "Spara kommentaren")
    assert not app.error
    shown = {"augusti 2026": ["HVB", "Barnenheten", "Två *nya* placeringar", "månaden", "Enhetschef"]}
    assert table(app, "Kommentarer") == shown
    assert table(economy("kontoret"), "Kommentarer") == shown
    assert table(economy("vuxna"), "Kommentarer") == {}

    press(app, "Ta tillbaka")
    assert told(app) == ["- Din roll: får inte vara tom"]
    app.text_input("withdraw-note-role").set_value("Enhetschef")
    press(app, "Ta tillbaka")
    assert table(app, "Kommentarer") == {}


def test_a_comment_on_the_whole_result_is_told_of_every_account(store: Engine) -> None:
    app = economy("barn", NOTE)
    app.text_area(f"{NOTE}-text").set_value("Sommarvikarier")
    app.text_input(f"{NOTE}-role").set_value("Controller")
    press(app, "Spara kommentaren")
    for account in ("", "hvb", "personal"):
        assert table(economy("barn", account=account), "Kommentarer")["augusti 2026"][0] == "Hela resultatet"


def test_a_comment_without_text_or_role_or_with_a_personal_number_is_refused(store: Engine) -> None:
    before = everything(store)
    app = economy("barn", NOTE)
    for text, role, problem in (
        ("Två nya", "", "- Din roll: får inte vara tom"),
        ("", "Controller", "- Kommentar: får inte vara tom"),
        (
            "Dyr placering av 20120315-2385",
            "Controller",
            "- Kommentar: ser ut att hålla ett personnummer; skriv inget om enskilda personer",
        ),
    ):
        app.text_area(f"{NOTE}-text").set_value(text)
        app.text_input(f"{NOTE}-role").set_value(role)
        press(app, "Spara kommentaren")
        assert told(app) == [problem]
        assert app.text_area(f"{NOTE}-text").value == text
    pd.testing.assert_frame_equal(everything(store), before)


def test_a_forecast_moves_the_page_and_leaves_what_was_forecast_before_in_its_memory(store: Engine) -> None:
    app = economy("barn")
    assert sheet(app, "standing")["Helår, controllerns prognos"] == [
        "-16 800",
        "-17 800 | -400 sedan juli",
        "-1 000",
    ]
    app = economy("barn", FORECAST)
    app.selectbox(f"{FORECAST}-account").set_value(numbers(store)[1]["hvb"])
    written(app, "−7 500")
    # HVB is −7 500 of it now and was −6 600 in July; the other accounts stand at their
    # statistical forecasts, which are their budgets.
    assert sheet(app, "standing")["Helår, controllerns prognos"] == [
        "-16 800",
        "-18 300 | -900 sedan juli",
        "-1 500",
    ]
    assert lead(app).startswith("2026 väntas sluta på -18 300 tkr, 1 500 tkr sämre än budget")
    assert amounts(store, "forecast", 2026) == {"2026-03": -6_600_000, "2026-08": -7_500_000}
    memory = table(economy("barn", view="memory", **HVB), "Årets prognoser")
    assert (memory["mars"][0], memory["juli"][0], memory["augusti"][0]) == ("-6 600", "", "-7 500")


def test_a_forecast_is_written_in_the_pages_own_unit_and_may_name_it(store: Engine) -> None:
    app = written(economy("barn", FORECAST, amounts="", **HVB), "-7,5 mnkr")
    assert not app.error
    assert lead(app).startswith("2026 väntas sluta på -7,5 mnkr, 1,5 mnkr sämre än budget")
    assert sheet(app, "standing")["Helår, controllerns prognos"][1:] == ["-7,5 | -0,9 sedan juli", "-1,5"]


def test_no_account_is_taken_for_granted_and_every_one_of_the_office_can_be_chosen(store: Engine) -> None:
    before = everything(store)
    app = economy("barn", FORECAST)
    which = app.selectbox(f"{FORECAST}-account")
    assert (which.value, which.options) == (None, ["Bidrag", "Personal", "HVB"])  # the net is no account
    assert told(written(app, "-17 000")) == ["- Konto: välj ett konto"]
    pd.testing.assert_frame_equal(everything(store), before)

    own = economy("barn", FORECAST, **HVB).selectbox(f"{FORECAST}-account")
    assert own.value == numbers(store)[1]["hvb"]
    vuxna = "forecast-vuxna-2026-8"  # it has booked nothing but Personal
    others = economy("vuxna", vuxna).selectbox(f"{vuxna}-account")
    assert others.options == which.options


@pytest.mark.parametrize(
    ("account", "amount", "problem"),
    [
        ("hvb", "7 000", "Kontot är en kostnad men beloppet är plus"),
        ("bidrag", "-1 200", "Kontot är en intäkt men beloppet är minus"),
    ],
)
def test_an_amount_on_the_wrong_side_of_its_account_is_refused_until_the_signs_are_chosen(
    store: Engine, account: str, amount: str, problem: str
) -> None:
    before = amounts(store, "forecast", 2026, account)
    app = economy("barn", FORECAST, account=account)
    assert problem in " ".join(told(written(app, amount)))
    assert amounts(store, "forecast", 2026, account) == before

    app.radio(f"{FORECAST}-signs").set_value("unsigned")
    assert not written(app, amount.lstrip("-")).error
    cost = account == "hvb"
    assert amounts(store, "forecast", 2026, account)["2026-08"] == (-7_000_000 if cost else 1_200_000)


UNREADABLE = [
    ("-1.234", "Controller", "«-1.234»"),
    ("sju miljoner", "Controller", "«sju miljoner» är inget tal"),
    ("", "Controller", "Det står inget tal"),
    ("-7 500 mnkr", "Controller", "«-7 500 mnkr» är inget tal"),
    ("-7 500", " ", "Din roll: får inte vara tom"),
    ("-7 500", "850112-1234", "Din roll: ser ut att hålla ett personnummer"),
    ("-2 000 000 000", "Controller", "mer än 1 000 miljarder kronor"),  # thousands of kronor
]


def test_a_forecast_that_can_be_read_in_two_ways_or_in_none_is_refused(store: Engine) -> None:
    before = everything(store)
    app = economy("barn", FORECAST, **HVB)
    for amount, role, problem in UNREADABLE:
        assert problem in " ".join(told(written(app, amount, role))), amount
        assert app.text_input(f"{FORECAST}-amount").value == amount
    pd.testing.assert_frame_equal(everything(store), before)
