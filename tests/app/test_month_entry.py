"""The forms below the year's money: a budget by its year, and the outcome a whole month at a time."""

import math
from collections.abc import Iterator
from pathlib import Path

import money_office
import pandas as pd
import pytest
from money_office import amounts, economy, everything, numbers, sheet
from pages_read import lead, press, table, told
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data.recording_money import record_outcome
from metrics.periods import Period

BUDGET, OUTCOME = "budget-barn-2026-8", "outcome-barn-2026-8"
HVB = {"account": "hvb"}
TWELVE = [-500, -490, -510, -500, -500, -500, -450, -450, -550, -550, -550, -450]
"""Months of a budget of −6 000, in thousands of kronor."""
SEPTEMBER = "Bidrag; 100\nPersonal\t−1 000\nHVB; −600"
"""A whole month of the unit, as it was in August."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def budget_form(**address: str) -> AppTest:
    return economy("barn", BUDGET, **{**HVB, **address})


def budgeted(
    app: AppTest,
    total: str,
    profile: str = "straight",
    months: str = "",
    *,
    signs: str = "signed",
    key: str = BUDGET,
) -> AppTest:
    """Write a budget where its box is open, and press the button."""
    app.text_input(f"{key}-total").set_value(total)
    app.radio(f"{key}-signs").set_value(signs)
    app.selectbox(f"{key}-profile").set_value(profile)
    app.text_area(f"{key}-months").set_value(months)
    app.text_input(f"{key}-role").set_value("Controller")
    press(app, "Spara budgeten")
    return app


def outcome_form(**address: str) -> AppTest:
    return economy("barn", OUTCOME, **address)


def booked(
    app: AppTest, written: str, month: str = "2026-09", *, signs: str = "signed", preliminary: bool = False
) -> AppTest:
    """Write a month's outcome where its box is open, and press the button."""
    app.selectbox(f"{OUTCOME}-month").set_value(Period.parse(month))
    app.text_area(f"{OUTCOME}-amounts").set_value(written)
    app.radio(f"{OUTCOME}-signs").set_value(signs)
    app.checkbox(f"{OUTCOME}-preliminary").set_value(preliminary)
    app.text_input(f"{OUTCOME}-role").set_value("Controller")
    press(app, "Spara utfallet")
    return app


@pytest.mark.parametrize(
    ("total", "profile", "months", "january", "december"),
    [
        ("−6 600", "straight", "", -550_000, -550_000),
        ("−7 200", "last_year", "", -600_000, -600_000),
        ("−6 000", "typed", "\n".join(map(str, TWELVE)), -500_000, -450_000),
        ("", "typed", "\t".join(map(str, TWELVE)), -500_000, -450_000),
    ],
)
def test_a_budget_is_spread_over_the_year_as_the_reader_says(
    store: Engine, total: str, profile: str, months: str, january: float, december: float
) -> None:
    app = budgeted(budget_form(), total, profile, months)
    assert not app.error
    stored = amounts(store, "budget", 2026)
    assert len(stored) == 12
    assert (stored["2026-01"], stored["2026-12"]) == (january, december)
    whole = sum(TWELVE) if profile == "typed" else float(total.replace(" ", "").replace("−", "-"))
    assert math.isclose(sum(stored.values()), whole * 1_000)
    assert float(sheet(app, "standing")["Helår, controllerns prognos"][0].replace(" ", "")) == whole


def test_a_budget_in_the_shape_of_last_year_follows_its_months(store: Engine) -> None:
    units, accounts = numbers(store)
    for code, amount in (("2025-01", -1_500_000.0), ("2025-02", 0.0)):
        about = {"organisation_id": 1, "unit_id": units["barn"], "month": code, "role": "Controller"}
        record_outcome(store, **about, amounts={accounts["hvb"]: amount})
    # January had −1 500 and February nothing of −6 500: half of that is half of each month.
    assert not budgeted(budget_form(), "−3 250", "last_year").error
    stored = amounts(store, "budget", 2026)
    assert [stored[f"2026-{month:02d}"] for month in (1, 2, 3, 12)] == [-750_000, 0, -250_000, -250_000]


WRONG_BUDGETS = [
    ("−6 100", "typed", "\n".join(map(str, TWELVE)), "−100 000 kr återstår att fördela"),
    ("−6 000", "typed", "jan −500", "Belopp saknas för februari"),
    ("−6 000", "typed", "", "Det står inga belopp"),
    ("6.000", "straight", "", "«6.000»"),
    ("", "straight", "", "Det står inget tal"),
    ("6 000", "straight", "", "Kontot är en kostnad men beloppet är plus"),
    ("6 000", "last_year", "", "Kontot är en kostnad men beloppet är plus"),
    ("", "typed", "\t".join(["500"] * 12), "Kontot är en kostnad men beloppet är plus"),
]


def test_a_budget_that_does_not_add_up_or_is_on_the_wrong_side_is_refused(store: Engine) -> None:
    before, app = everything(store), budget_form()
    for total, profile, months, problem in WRONG_BUDGETS:
        assert problem in " ".join(told(budgeted(app, total, profile, months)))
    pd.testing.assert_frame_equal(everything(store), before)


def test_an_income_with_minus_and_no_account_at_all_are_refused_a_budget(store: Engine) -> None:
    before = everything(store)
    refused = budgeted(budget_form(account="bidrag"), "−1 200")
    assert "Kontot är en intäkt men beloppet är minus" in " ".join(told(refused))
    whole = budget_form(account="")
    assert whole.selectbox(f"{BUDGET}-account").value is None
    assert told(budgeted(whole, "−6 000")) == ["- Konto: välj ett konto"]
    pd.testing.assert_frame_equal(everything(store), before)


def test_one_month_may_be_on_the_other_side_of_its_account_when_the_year_is_not(store: Engine) -> None:
    months = [100, *[-500] * 11]  # a credit in January
    assert not budgeted(budget_form(), "", "typed", "\n".join(map(str, months))).error
    stored = amounts(store, "budget", 2026)
    assert (stored["2026-01"], math.fsum(stored.values())) == (100_000, -5_400_000)


def test_the_budget_of_the_next_year_leaves_this_year_alone(store: Engine) -> None:
    before, app = amounts(store, "budget", 2026), budget_form()
    app.radio(f"{BUDGET}-year").set_value(2027)
    assert "Belopp saknas för september" in " ".join(told(budgeted(app, "−7 200", "last_year")))
    assert not budgeted(app, "−7 200").error
    assert amounts(store, "budget", 2027) == {f"2027-{month:02d}": -600_000 for month in range(1, 13)}
    assert amounts(store, "budget", 2026) == before


def test_the_budget_of_a_closed_year_is_refused_and_that_of_the_year_after_is_not(store: Engine) -> None:
    before, key = everything(store), "budget-barn-2025-12"
    app = economy("barn", key, period="2025-12", **HVB)
    refused = budgeted(app, "−9 000", key=key)
    assert told(refused) == ["- År: 2025 är avslutat, utfallet är klart och budgeten kan inte ändras"]
    assert lead(app) == "2025 slutade på -6 000 tkr, som budgeten."
    pd.testing.assert_frame_equal(everything(store), before)
    app.radio(f"{key}-year").set_value(2026)
    assert not budgeted(app, "−9 000", key=key).error
    assert math.fsum(amounts(store, "budget", 2026).values()) == -9_000_000


def test_a_cost_without_signs_is_stored_as_a_cost_and_an_income_stays_one(store: Engine) -> None:
    app = budget_form()
    assert not budgeted(app, "600", signs="unsigned").error
    assert amounts(store, "budget", 2026)["2026-01"] == -50_000
    minus = "minus fast tecknen är valda som «utan tecken»"
    assert minus in " ".join(told(budgeted(app, "−600", signs="unsigned")))

    app, unsigned = outcome_form(), "Bidrag; 100\nPersonal; 1 000\nHVB; 600"
    assert minus in " ".join(told(booked(app, unsigned.replace("600", "−600"), signs="unsigned")))
    assert not booked(app, unsigned, signs="unsigned").error
    stored = [
        amounts(store, "outcome", 2026, account)["2026-09"] for account in ("bidrag", "personal", "hvb")
    ]
    assert stored == [100_000, -1_000_000, -600_000]


def test_the_next_months_form_waits_with_the_units_own_accounts(store: Engine) -> None:
    app = outcome_form(**HVB)
    assert app.text_area(f"{OUTCOME}-amounts").value == "Bidrag; \nPersonal; \nHVB; \n"
    month = app.selectbox(f"{OUTCOME}-month")
    assert (month.options[0], month.options[-1], len(month.options)) == (
        "september 2026",
        "september 2025",
        13,
    )
    assert month.value == Period.parse("2026-09")
    key = "outcome-vuxna-2026-8"
    assert economy("vuxna", key).text_area(f"{key}-amounts").value == "Personal; \n"


def test_a_new_month_moves_the_page_when_it_is_whole(store: Engine) -> None:
    assert not booked(outcome_form(), SEPTEMBER).error
    app = economy("barn", period="2026-09")
    # Nine months of −1 400 and of −1 500.
    assert sheet(app, "standing")["Till och med september"] == ["-12 600", "-13 500", "-900"]
    assert table(app, "Månad för månad")["september 2026"] == ["-1 400", "-1 500", "-100", "-900"]


def test_a_new_month_without_an_account_is_not_taken_for_nothing_booked_there(store: Engine) -> None:
    before, app = everything(store), outcome_form(**HVB)
    assert told(booked(app, "HVB; −600")) == [
        "- Utfall: Bidrag saknas; skriv 0 om inget är bokfört",
        "- Utfall: Personal saknas; skriv 0 om inget är bokfört",
    ]
    pd.testing.assert_frame_equal(everything(store), before)
    assert "Till och med augusti" in sheet(economy("barn", period="2026-09"), "standing")

    assert not booked(app, "Bidrag; 0\nPersonal; −1 000\nHVB; 50").error  # a credit is no slip
    stored = [amounts(store, "outcome", 2026, account)["2026-09"] for account in ("bidrag", "hvb")]
    assert stored == [0, 50_000]


def test_a_corrected_month_moves_the_outcome_and_is_said_to_be_preliminary(store: Engine) -> None:
    app = booked(outcome_form(**HVB), "HVB; −900", "2026-08", preliminary=True)
    assert not app.error
    # Seven months of −600 and one of −900, against eight of −500.
    assert sheet(app, "standing")["Till och med augusti"] == ["-4 000", "-5 100", "-1 100"]
    assert table(app, "Månad för månad")["augusti 2026"][1] == "-900 prel."
    assert "Preliminärt utfall: augusti." in " ".join(each.value for each in app.caption)


UNREADABLE = [
    ("HVB; −600\nHVB; −700", "Rad 2: «HVB» står två gånger."),
    ("HVB; −600\nHvb; −700", "Rad 2: «Hvb» är inget konto här. Skriv konto;belopp."),
    ("HVB −600", "Rad 1: «HVB −600» är inget konto här."),
    ("Nettokostnad; −600", "Rad 1: «Nettokostnad» är inget konto här."),
    ("Bidrag; 100\nHVB; −1.234", "Rad 2, HVB: «−1.234»"),
    ("Bidrag; \nPersonal; \nHVB; \n", "Utfall: får inte vara tom"),  # as it waits
    (" ", "Utfall: får inte vara tom"),
]


def test_a_month_that_stands_twice_or_can_not_be_read_is_refused_whole(store: Engine) -> None:
    before, app = everything(store), outcome_form()
    for written, problem in UNREADABLE:
        assert problem in " ".join(told(booked(app, written, "2026-08"))), written
    pd.testing.assert_frame_equal(everything(store), before)


def test_what_is_said_again_is_told_to_be_saved_and_makes_no_new_word(store: Engine) -> None:
    before = everything(store)
    assert not booked(outcome_form(), "HVB; −600", "2026-08").error
    pd.testing.assert_frame_equal(everything(store), before)
