"""Every page as it looked on an earlier day, from the entry of the product."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pages_read import lead
from sqlalchemy import func, insert, select
from streamlit.testing.v1 import AppTest

from data.as_of import office_day
from data.models import Amount, Event, Import, Indicator, Measurement, Organisation, Unit
from data.models.base import Base, table_of
from data.store import open_store

BANNER = "Så här såg det ut den"
PAGES = sorted(path.name for path in Path(__file__).parents[2].joinpath("pages").glob("*.py"))
CORRECTED = {"unit": "missbruk-och-beroende", "period": "2026-06"}
"""Where the figure of uppdrag inom serviceverksamheterna was corrected on 25 August 2026, from 28 to 50."""
BEFORE, AFTER = "2026-08-24", "2026-08-25"


def opened(app: AppTest, page: str = "", **address: str) -> AppTest:
    """Open a page by an address of Exempelstad's."""
    if page:
        app.switch_page(f"pages/{page}")
    app.query_params.clear()
    for name, value in {"organisation": "exempelstad", **address}.items():
        app.query_params[name] = value
    return app.run()


def everything(app: AppTest) -> str:
    """Return all that is said on the page, in tables and sheets too."""
    sheets = [str(json.loads(each.proto.json).get("html", "")) for each in app.get("bidi_component")]
    return " ".join([*(each.value for each in [*app.title, *app.markdown, *app.warning]), *sheets])


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("day", "value"), [(BEFORE, "28"), (AFTER, "50"), ("", "50")], ids=["before", "that day", "today"]
)
def test_a_corrected_figure_has_its_earlier_value_on_the_overview_before_that_day(app, day, value) -> None:
    opened(app, **CORRECTED, laget=day)
    row = everything(app).split("Uppdrag inom serviceverksamheterna</a>")[1]
    assert f'<td class="value">{value}<' in row


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(("day", "value"), [(BEFORE, "28"), (AFTER, "50")])
def test_a_corrected_figure_has_its_earlier_value_on_its_own_page(app, day, value) -> None:
    opened(app, "indicator.py", **CORRECTED, indicator="serviceuppdrag", laget=day)
    assert any(f"serviceverksamheterna: {value} i juni 2026" in each.value for each in app.markdown)
    assert ("Rättade värden" in [each.value for each in app.subheader]) == (day == AFTER)


def again(url: str, model: type[Base], where: dict[str, object], **changed: object) -> None:
    """Record another word, now, on the rows that say this; `changed` is what differs."""
    table = table_of(model)
    with open_store(url).begin() as connection:
        meant = [table.c[name] == value for name, value in where.items()]
        rows = connection.execute(select(table).where(*meant, table.c.revision == 1)).all()
        assert rows
        for row in rows:
            later = {**row._mapping, "revision": 2, "recorded_at": datetime.now(UTC), **changed}
            later.pop("id")
            connection.execute(insert(table).values(**later))
        told = {"organisation_id": rows[0].organisation_id, "kind": "entry", "source": "rättelse"}
        entry = {**told, "content_hash": "", "recorded_by": "Controller", "note": ""}
        connection.execute(insert(table_of(Import)).values(**entry, recorded_at=datetime.now(UTC)))


def number_of(url: str, model: type[Base], code: str) -> int:
    """Return the number of Exempelstad's unit or indicator with a code."""
    table, owner = table_of(model), table_of(Organisation)
    question = select(table.c.id).join(owner, owner.c.id == table.c.organisation_id)
    with open_store(url).connect() as connection:
        return connection.scalars(question.where(owner.c.code == "exempelstad", table.c.code == code)).one()


def test_a_corrected_amount_has_its_earlier_value_in_the_economy(app, full_store_url) -> None:
    first = lead(opened(app, "economy.py", period="2026-06"))
    unit = number_of(full_store_url, Unit, "utredningsenheten-barn")
    again(full_store_url, Amount, {"unit_id": unit, "kind": "outcome", "period": "2026-05"}, amount=-4e6)
    corrected = lead(opened(app, "economy.py", period="2026-06"))
    yesterday = (office_day() - timedelta(days=1)).isoformat()
    assert corrected != first
    assert lead(opened(app, "economy.py", period="2026-06", laget=yesterday)) == first


def test_a_unit_that_is_too_small_today_is_protected_as_of_earlier_days_too(app, full_store_url) -> None:
    where = {"unit": "oppenvarden", "indicator": "sjukfranvaro-dag-1-14", "period": "2026-06"}
    assert "sekretess" not in everything(opened(app, "indicator.py", **where, laget=AFTER))
    people = {
        "unit_id": number_of(full_store_url, Unit, "oppenvarden"),
        "indicator_id": number_of(full_store_url, Indicator, "anstallda"),
    }
    again(full_store_url, Measurement, people, value=4.0)
    assert "för att skydda enskilda" in everything(opened(app, "indicator.py", **where, laget=AFTER))


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("method.py", "show.py")])
def test_every_page_says_that_an_earlier_day_is_shown_and_that_plans_are_todays(app, page) -> None:
    opened(app, page, laget=BEFORE)
    assert not app.exception
    assert f"{BANNER} 24 augusti 2026" in everything(app)
    assert "Mål, planer och definitioner visas som de är i dag." in everything(app)
    assert app.query_params["laget"] == BEFORE


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("organisation", ["exempelstad", "timra", "helsingborg"])
def test_no_page_fails_as_of_a_day_before_anything_was_known(app, organisation) -> None:
    for page in PAGES:
        opened(app, page, organisation=organisation, laget="1990-01-01")
        assert not app.exception, (page, app.exception[0].value)


@pytest.mark.usefixtures("full_store")
def test_a_page_opens_on_what_was_the_latest_period_that_day(app) -> None:
    assert opened(app, laget="2026-06-20").title[0].value == "Socialförvaltningen, maj 2026"


@pytest.mark.usefixtures("full_store")
def test_a_period_that_was_yet_to_come_waits_in_the_address_for_the_way_back(app) -> None:
    opened(app, period="2026-10", laget="2026-06-20")
    assert app.title[0].value == "Socialförvaltningen, maj 2026"
    assert not app.warning
    app.button(key="back_to_today").click().run()
    assert app.title[0].value == "Socialförvaltningen, oktober 2026"


@pytest.mark.usefixtures("full_store")
def test_the_day_is_kept_from_page_to_page_and_let_go_by_the_way_back(app) -> None:
    opened(app, laget=BEFORE)
    app.query_params.clear()
    app.switch_page("pages/staff.py").run()
    assert BANNER in everything(app)
    app.button(key="back_to_today").click().run()
    assert BANNER not in everything(app)
    app.query_params.clear()
    app.switch_page("pages/overview.py").run()
    assert BANNER not in everything(app)


@pytest.mark.usefixtures("full_store")
def test_an_address_without_a_day_means_today_also_after_an_earlier_day_was_shown(app) -> None:
    opened(app, laget=BEFORE)
    assert BANNER not in everything(opened(app, period="2026-06"))


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("written", ["2999-01-01", "2026-02-30", "i-fjol", "20260824", "<b>2026</b>"])
def test_a_day_that_is_none_or_has_not_been_is_said_and_today_is_shown(app, written) -> None:
    opened(app, laget=written)
    assert not app.exception
    assert BANNER not in everything(app)
    assert any("dagen" in each.value and "läget i dag" in each.value for each in app.warning)
    assert "laget" not in app.query_params


@pytest.mark.usefixtures("full_store")
def test_today_is_no_earlier_day_and_needs_no_warning(app) -> None:
    opened(app, laget=office_day().isoformat())
    assert not app.warning
    assert BANNER not in everything(app)


def test_nothing_can_be_saved_while_an_earlier_day_is_shown(app, full_store_url) -> None:
    key = "event-orosanmalningar-mottagningsenheten"
    where = {"unit": "mottagningsenheten", "indicator": "orosanmalningar", "laget": BEFORE}
    opened(app, "indicator.py", **where)
    app.session_state[f"{key}-box"] = True
    app.run()
    app.text_input(key=f"{key}-text").set_value("Nytt system")
    app.text_input(key=f"{key}-role").set_value("Enhetschef")
    next(each for each in app.button if each.label == "Spara händelsen").click().run()
    assert any("Du ser ett tidigare läge" in each.value for each in app.error)
    with open_store(full_store_url).connect() as connection:
        told = table_of(Event)
        assert connection.scalar(select(func.count()).where(told.c.text == "Nytt system")) == 0
