"""The forms on the page of an indicator: what is written is stored, what is wrong is told beside it."""

from collections.abc import Iterator

import pandas as pd
import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries
from data.store import open_store

INDICATOR, UNIT = "varddygn-hvb", "utredningsenheten-barn"
EVENT, REBASE = f"event-{INDICATOR}-{UNIT}", f"rebase-{INDICATOR}-{UNIT}"


def page(suggested: str) -> None:
    """Show the three parts alone, on Exempelstad's days in HVB."""
    from datetime import date as day

    import streamlit as screen

    from metrics.office import Office
    from pages.parts import entry, reads
    from pages.parts.address import chosen

    reads.begin()
    choice = chosen(day(2026, 11, 22))
    office: Office = choice.office
    subject = office.subject("varddygn-hvb")
    assert subject is not None
    entry.event_form(choice, subject)
    entry.rebase_form(choice, subject, day.fromisoformat(suggested) if suggested else None)
    screen.subheader("Beslut")
    entry.listed(office.rebases_of(subject.id, choice.place.id))


@pytest.fixture
def store(full_store_url: str) -> Iterator[Engine]:
    st.cache_resource.clear()
    engine = open_store(full_store_url)
    yield engine
    engine.dispose()
    st.cache_resource.clear()


def opened(*boxes: str, suggested: str = "") -> AppTest:
    app = AppTest.from_function(page, kwargs={"suggested": suggested}, default_timeout=20)
    app.query_params.update({"organisation": "exempelstad", "unit": UNIT, "period": "2026-10"})
    for box in boxes:
        app.session_state[f"{box}-box"] = True
    return app.run()


def button(app: AppTest, label: str) -> None:
    (wanted,) = [each for each in app.button if each.label == label]
    wanted.click().run()
    assert not app.exception


def of_exempelstad(engine: Engine) -> int:
    return int(queries.organisations(engine).set_index("code")["id"]["exempelstad"])


def events(engine: Engine) -> pd.DataFrame:
    return queries.events(engine, of_exempelstad(engine))


def here(engine: Engine) -> tuple[int, int]:
    """Return the indicator and the unit that the page is about."""
    number = of_exempelstad(engine)
    indicators = queries.indicators(engine, number).set_index("code")["id"]
    units = queries.units(engine, number).set_index("code")["id"]
    return int(indicators[INDICATOR]), int(units[UNIT])


def test_no_field_is_made_before_its_box_is_opened(store: Engine) -> None:
    app = opened()
    assert [box.label for box in app.expander] == ["Skriv upp en händelse", "Besluta om nya gränser"]
    assert not app.text_input
    assert not app.text_input


@pytest.mark.parametrize(
    ("concerns", "of_indicator", "of_unit"),
    [(0, True, True), (1, True, False), (2, False, True), (3, False, False)],
)
def test_an_event_is_stored_for_what_it_is_said_to_concern(
    store: Engine, concerns: int, of_indicator: bool, of_unit: bool
) -> None:
    indicator, unit = here(store)
    app = opened(EVENT)
    app.text_input(f"{EVENT}-day").set_value("2026-09-01")
    app.text_input(f"{EVENT}-text").set_value("Ny placeringssamordnare")
    app.text_input(f"{EVENT}-role").set_value("Enhetschef")
    app.selectbox(f"{EVENT}-concerns").select_index(concerns)
    button(app, "Spara händelsen")
    assert not app.error
    told = events(store).iloc[-1]
    assert (f"{told['happened_on']:%Y-%m-%d}", told["text"]) == ("2026-09-01", "Ny placeringssamordnare")
    assert told["role"] == "Enhetschef"
    assert told["indicator_ids"] == ([indicator] if of_indicator else [])
    assert told["unit_ids"] == ([unit] if of_unit else [])


def test_a_refused_event_keeps_what_was_written_and_says_why_by_the_names_on_the_screen(
    store: Engine,
) -> None:
    before = len(events(store))
    app = opened(EVENT)
    app.text_input(f"{EVENT}-text").set_value("Dom för 850112-1234")
    button(app, "Spara händelsen")
    (told,) = app.error
    assert told.value.splitlines() == [
        "Inget har sparats.",
        "",
        "- Händelse: ser ut att hålla ett personnummer; skriv inget om enskilda personer",
        "- Din roll: får inte vara tom",
    ]
    assert app.text_input(f"{EVENT}-text").value == "Dom för 850112-1234"
    assert len(events(store)) == before


def test_the_same_event_is_not_saved_twice_by_a_second_press(store: Engine) -> None:
    app = opened(EVENT)
    app.text_input(f"{EVENT}-text").set_value("Ny placeringssamordnare")
    app.text_input(f"{EVENT}-role").set_value("Enhetschef")
    button(app, "Spara händelsen")
    after = len(events(store))
    button(app, "Spara händelsen")
    assert "finns redan" in app.error[0].value
    assert len(events(store)) == after


def test_new_limits_are_decided_from_the_suggested_day_listed_and_taken_back(store: Engine) -> None:
    app = opened(REBASE, suggested="2025-08-01")
    assert "Ta tillbaka" not in [each.label for each in app.button]
    app.text_area(f"{REBASE}-reason").set_value("Fler placeringar *varaktigt*")
    app.text_input(f"{REBASE}-role").set_value("Verksamhetschef")
    button(app, "Besluta")
    assert not app.error
    decided = queries.rebases(store, of_exempelstad(store)).iloc[-1]
    assert (decided["indicator_id"], decided["unit_id"]) == here(store)
    assert f"{decided['starts_on']:%Y-%m-%d}" == "2025-08-01"
    (line,) = [each.value for each in app.markdown if "2025-08-01" in each.value]
    assert r"\*varaktigt\*" in line
    assert "Verksamhetschef" in line

    button(app, "Ta tillbaka")
    assert "Din roll: får inte vara tom" in app.error[0].value
    app.text_input(f"withdraw-{decided['id']}-role").set_value("Controller")
    button(app, "Ta tillbaka")
    assert not app.error
    assert decided["id"] not in set(queries.rebases(store, of_exempelstad(store))["id"])
    assert "Ta tillbaka" not in [each.label for each in app.button]


def test_a_day_within_a_month_is_refused_with_the_days_that_can_be_chosen(store: Engine) -> None:
    app = opened(REBASE)
    app.text_input(f"{REBASE}-day").set_value("2025-12-17")
    app.text_area(f"{REBASE}-reason").set_value("Fler placeringar")
    app.text_input(f"{REBASE}-role").set_value("Verksamhetschef")
    button(app, "Besluta")
    assert "Gäller från: 2025-12-17 är inte första dagen i en period." in app.error[0].value
    assert "2025-12-01 (december 2025) eller 2026-01-01 (januari 2026)" in app.error[0].value


@pytest.mark.parametrize("written", ["1850-10-31", "31 oktober", "", "2026-02-30"])
def test_what_is_no_day_to_be_saved_is_refused_and_no_other_day_is_saved(store: Engine, written: str) -> None:
    before = len(events(store))
    app = opened(EVENT)
    app.text_input(f"{EVENT}-day").set_value(written)
    app.text_input(f"{EVENT}-text").set_value("Test")
    app.text_input(f"{EVENT}-role").set_value("Enhetschef")
    button(app, "Spara händelsen")
    assert "- Datum: " in app.error[0].value
    assert len(events(store)) == before


def test_signs_that_nobody_sees_are_not_kept(store: Engine) -> None:
    app = opened(EVENT)
    app.text_input(f"{EVENT}-text").set_value("Ny\u202e lag\u0000")
    app.text_input(f"{EVENT}-role").set_value("Enhetschef")
    button(app, "Spara händelsen")
    assert "Ny lag" in set(events(store)["text"])
