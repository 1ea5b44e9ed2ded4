"""The reporting on the pages: what is expected and missing on Fyll i and on Översikt, and comments."""

from collections.abc import Iterator

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries
from data.as_of import office_day
from data.queries_reporting import comments
from data.store import open_store
from metrics.periods import Period
from metrics.vocabulary import Periodicity

START = {"organisation": "exempelstad", "unit": "oppenvarden", "period": "2026-10"}


@pytest.fixture
def store(full_store_url: str) -> Iterator[Engine]:
    st.cache_resource.clear()
    engine = open_store(full_store_url)
    yield engine
    engine.dispose()
    st.cache_resource.clear()


def opened(app: AppTest, page: str = "", **address: str) -> AppTest:
    app.query_params.update({**START, **address})
    if page:
        app.run()
        app.switch_page(page)
        app.query_params.update({**START, **address})
    app.run()
    assert not app.exception
    return app


def sentences(app: AppTest) -> list[str]:
    return [each.value for each in app.markdown]


def test_a_form_opens_with_what_is_missing_and_by_when(app: AppTest, full_store: Engine) -> None:
    opened(app, "pages/entry.py", month="2026-08")
    assert app.title[0].value == "Fyll i, Öppenvården, augusti 2026"
    lead = next(each for each in sentences(app) if "siffror är inne" in each)
    assert "17 av 18 siffror är inne för augusti 2026, 1 saknas; sent" in lead
    assert "den 10 september" in lead


def test_a_unit_without_figures_of_its_own_points_to_those_below(app: AppTest, full_store: Engine) -> None:
    opened(app, "pages/entry.py", unit="gemensamma-resurser", month="2026-10")
    assert "Välj en enhet under den" in app.info[0].value
    assert len(app.get("page_link")) == 1


def test_a_month_that_is_none_is_said_and_the_newest_ended_is_shown(app: AppTest, full_store: Engine) -> None:
    opened(app, "pages/entry.py", month="2026-T2")
    assert "«2026-T2»" in app.warning[0].value


@pytest.mark.parametrize(
    ("period", "month"),
    [("2026-T2", "augusti 2026"), ("2025", "december 2025"), ("2026-09", "september 2026")],
)
def test_a_period_of_the_other_pages_opens_its_last_month(
    app: AppTest, full_store: Engine, period: str, month: str
) -> None:
    opened(app, "pages/entry.py", period=period)
    assert app.title[0].value == f"Fyll i, Öppenvården, {month}"
    assert not app.warning


def test_a_month_that_only_this_page_has_opens_and_the_other_pages_keep_their_period(
    app: AppTest, full_store: Engine
) -> None:
    under_way = Period.containing(office_day(), Periodicity.MONTH)
    app.query_params.update({**START, "period": "2026-09"})
    app.run()
    app.switch_page("pages/entry.py")
    app.query_params.update({**START, "period": under_way.code})
    app.run()
    assert app.title[0].value == f"Fyll i, Öppenvården, {under_way.label}"
    assert not app.warning
    assert (app.query_params["month"], app.query_params["period"]) == (under_way.code, "2026-09")


def test_an_earlier_day_is_only_read(app: AppTest, full_store: Engine) -> None:
    opened(app, "pages/entry.py", month="2026-08", laget="2026-09-01")
    assert app.title[0].value == "Fyll i, Öppenvården, augusti 2026"
    assert not [box for box in app.expander if "Kommentera" in box.label]


def test_the_overview_says_in_one_line_how_the_reporting_goes(app: AppTest, full_store: Engine) -> None:
    opened(app)
    labels = [box.label for box in app.expander]
    assert "Rapportering: 13 av 16 siffror inne, 1 utkast, 3 sena" in labels


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("2026-T2", "Rapportering: 63 av 67 siffror inne, 4 sena"),
        ("2025-12", "Rapportering: 25 av 26 siffror inne, 1 sen"),
        ("2025", "Rapportering: 162 av 164 siffror inne, 2 sena"),
    ],
    ids=["a tertial", "December, with the year's", "a year"],
)
def test_every_rhythm_counts_in_the_period_it_is_due_in(
    app: AppTest, full_store: Engine, period: str, label: str
) -> None:
    opened(app, period=period)
    assert label in [box.label for box in app.expander]


def test_a_comment_is_saved_and_shown_beside_its_indicator(app: AppTest, store: Engine) -> None:
    app.session_state["comment-oppenvarden-box"] = True
    opened(app, "pages/entry.py", month="2026-10")
    (box,) = [each for each in app.selectbox if each.label == "Siffra"]
    box.select_index(box.options.index("Klagomål och synpunkter, oktober 2026")).run()
    app.text_area[0].input("Två nya <b>handläggare</b>")
    app.text_input[0].input("Enhetschef")
    (save,) = [each for each in app.button if each.label == "Spara kommentaren"]
    save.click().run()
    assert not app.exception
    organisation = int(queries.organisations(store).set_index("code")["id"]["exempelstad"])
    units = queries.units(store, organisation).set_index("code")["id"]
    (said,) = comments(store, [int(units["oppenvarden"])]).to_dict("records")
    assert (said["analysis"], said["period"], said["role"]) == (
        "Två nya <b>handläggare</b>",
        "2026-10",
        "Enhetschef",
    )
    opened(app, "pages/indicator.py", indicator="klagomal-och-synpunkter")
    assert "Kommentarer" in [each.value for each in app.subheader]
    assert any("Två nya &lt;b&gt;handläggare&lt;/b&gt;" in each for each in sentences(app))


@pytest.mark.parametrize(("text", "told"), [("", "skriv en analys"), ("850203-1234", "personnummer")])
def test_a_comment_that_says_nothing_or_too_much_is_refused(
    app: AppTest, full_store: Engine, text: str, told: str
) -> None:
    app.session_state["comment-oppenvarden-box"] = True
    opened(app, "pages/entry.py", month="2026-10")
    app.text_area[0].input(text)
    app.text_input[0].input("Enhetschef")
    (save,) = [each for each in app.button if each.label == "Spara kommentaren"]
    save.click().run()
    assert told in app.error[0].value
