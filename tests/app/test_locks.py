"""The page Lås: what is locked, locking and opening on the screen, and what was changed afterwards."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import money_office
import pandas as pd
import pytest
from money_office import economy, numbers
from pages_read import lead, opened, press, sheets, told
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data.locks import lock_period
from data.models.organisation import ImportIn
from data.queries_locks import locks
from data.recording import record_measurements, start_import
from data.recording_money import record_outcome
from data.store import open_store
from metrics.periods import Period
from pages.parts import frame

TODAY = date(2026, 10, 15)
OFFICE = {"organisation": "provkommun", "period": "2026-08"}
BOARD = {"reason": "Rapporterad till nämnden", "role": "Controller"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in October 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def page(*boxes: str, **address: str) -> AppTest:
    """Open the page, with some of its boxes open."""
    return opened("locks", *boxes, **{**OFFICE, **address})


def lock(store: Engine, period: str, unit: str | None = None) -> int:
    unit_id = int(numbers(store)[0][unit]) if unit else None
    return lock_period(store, organisation_id=1, unit_id=unit_id, period=period, today=TODAY, **BOARD)


def standing(store: Engine) -> list[tuple[str, str]]:
    """Return the period and unit of each lock in force, the latest first."""
    known = locks(store, 1)
    known = known[known["withdrawn_at"].isna()]
    return list(zip(known["period"], known["unit"], strict=True))


def test_without_locks_the_page_says_that_nothing_is_locked(store: Engine) -> None:
    app = page()
    assert lead(app) == "Ingen månad 2026 är låst för Kontoret."
    assert "Lås och öppningar" not in sheets(app)
    assert "Ändrat efter låset" not in [each.value for each in app.subheader]


def test_what_is_locked_is_said_and_stands_by_symbol_and_word(store: Engine) -> None:
    lock(store, "2026-T2")
    lock(store, "2026-09", "barn")
    app = page()
    assert lead(app) == (
        "Maj–augusti 2026 är låsta för hela verksamheten; "
        "januari–april och september är öppna och oktober pågår."
    )
    shown = sheets(app)
    assert shown.count('<b aria-hidden="true">◆</b>låst') > shown.count('data-head="T2"')
    for words in ("○</b>öppen", "…</b>pågår", "Barnenheten", "Lås och öppningar 2026 (2)"):
        assert words in shown


def test_the_sentence_is_about_the_unit_that_is_chosen(store: Engine) -> None:
    lock(store, "2026-09", "barn")
    assert lead(page(unit="barn")).startswith("September 2026 är låst för Barnenheten; januari–augusti är")
    assert lead(page(unit="vuxna")) == "Ingen månad 2026 är låst för Vuxenenheten."
    assert "Lås och öppningar" not in sheets(page(unit="vuxna"))


def test_a_period_is_locked_on_the_screen(store: Engine) -> None:
    app = page("lock-box-0")
    assert app.selectbox("lock-month-period").options[:2] == ["september 2026", "augusti 2026"]
    app.text_input("lock-reason").set_value("Månadsrapport")
    app.text_input("lock-role").set_value("Controller")
    press(app, "Lås perioden")
    assert standing(store) == [("2026-09", "")]
    assert lead(app).startswith("September 2026 är låst för hela verksamheten")
    assert "Lås perioden" not in [each.label for each in app.button]
    assert 'title="September 2026 låstes för hela verksamheten' in sheets(app)


def test_a_tertial_of_one_unit_is_locked_on_the_screen(store: Engine) -> None:
    app = page("lock-box-0", unit="barn")
    app.radio("lock-kind").set_value("tertial").run()
    assert app.selectbox("lock-tertial-period").options == ["tertial 2 2026", "tertial 1 2026"]
    app.text_input("lock-reason").set_value("Tertialrapport")
    app.text_input("lock-role").set_value("Controller")
    press(app, "Lås perioden")
    assert standing(store) == [("2026-T2", "Barnenheten")]


def test_a_year_that_is_not_over_is_not_offered(store: Engine) -> None:
    app = page("lock-box-0")
    app.radio("lock-kind").set_value("year").run()
    assert [each.value for each in app.info] == ["Ingen sådan period 2026 är både slut och olåst."]
    assert "Lås perioden" not in [each.label for each in app.button]


@pytest.mark.parametrize(
    ("reason", "role", "problem"),
    [("", "Controller", "- Skäl: får inte vara tom"), ("Rapport", "", "- Din roll: får inte vara tom")],
)
def test_a_lock_needs_a_reason_and_a_role(store: Engine, reason: str, role: str, problem: str) -> None:
    app = page("lock-box-0")
    app.text_input("lock-reason").set_value(reason)
    app.text_input("lock-role").set_value(role)
    press(app, "Lås perioden")
    assert told(app) == [problem]
    assert standing(store) == []


def test_what_is_lacking_is_warned_of_and_stops_nothing(store: Engine) -> None:
    (warning,) = [each.value for each in page("lock-box-0").warning]
    assert warning.startswith("Perioden går att låsa, men ")
    assert "Barnenheten" in warning
    assert warning.endswith("har inte klarmarkerat.")


def test_a_lock_is_opened_on_the_screen_and_stays_in_the_history(store: Engine) -> None:
    lock(store, "2026-08")
    app = page("open-box-1")
    app.text_input("open-reason").set_value("Fel <underlag>")
    app.text_input("open-role").set_value("Socialchef")
    press(app, "Öppna låset")
    assert standing(store) == []
    shown = sheets(app)
    for words in ("○ öppnat", "Controller", "Rapporterad till nämnden", "Socialchef", "Fel &lt;underlag&gt;"):
        assert words in shown
    assert "<underlag>" not in shown


def test_opening_needs_a_reason(store: Engine) -> None:
    lock(store, "2026-08")
    app = page("open-box-1")
    app.text_input("open-role").set_value("Socialchef")
    press(app, "Öppna låset")
    assert told(app) == ["- Skäl: får inte vara tom"]
    assert len(standing(store)) == 1


def record(store: Engine, rows: list[dict[str, Any]], lock_reason: str, organisation_id: int = 1) -> None:
    """Record figures, as somebody enters them."""
    entry = ImportIn(kind="entry", source="Inmatning", recorded_by="Enhetschef")
    with store.begin() as connection:
        import_id = start_import(connection, organisation_id, entry)
        owned = {"organisation_id": organisation_id, "import_id": import_id}
        record_measurements(connection, frame=pd.DataFrame(rows), lock_reason=lock_reason, **owned)


def correct_days(store: Engine, month: str, value: float, reason: str) -> None:
    """Correct the days of care at the children's unit."""
    with store.connect() as connection:
        indicator = connection.scalar(text("SELECT id FROM indicator WHERE code = 'hvb-dygn'"))
    row = {"unit_id": numbers(store)[0]["barn"], "indicator_id": indicator, "period": month}
    record(store, [{**row, "value": value, "state": "final"}], reason)


def test_what_was_reported_is_kept_beside_what_was_changed_and_why(store: Engine) -> None:
    lock(store, "2026-T2")
    lock(store, "2026-08")
    units, accounts = numbers(store)
    correct_days(store, "2026-08", 112, "Två barn saknades")
    correct_days(store, "2026-03", 90, "")
    record_outcome(
        store, organisation_id=1, unit_id=int(units["barn"]), month="2026-08", role="Controller",
        amounts={int(accounts["hvb"]): -650_000.0}, lock_reason="Sen faktura",
    )  # fmt: skip
    app = page()
    shown = sheets(app)
    assert "Ändrat efter låset" in [each.value for each in app.subheader]
    for words in (
        "Ändrade värden (1)",
        "Två barn saknades",
        "Ändrade belopp (1)",
        "Sen faktura",
        "Enhetschef",
    ):
        assert words in shown
    before_and_after = shown.split("Ändrade värden (1)")[1]
    assert before_and_after.index("100") < before_and_after.index("112")
    # days 1 + amounts: barn 3 and vuxna 1, outcome and budget, in one month and in four
    assert "9 värden" in shown
    assert "36 värden" in shown
    assert shown.count('<span class="mark">2</span>') == len(("T2", "augusti"))


def test_a_figure_that_came_after_the_lock_is_told_of_too(store: Engine) -> None:
    lock(store, "2025")
    correct_days(store, "2025-Q1", 7, "Kom in sent")
    shown = sheets(page(period="2025-12"))
    assert "inget värde<" in shown
    assert "Kom in sent" in shown


def test_the_heading_of_a_locked_period_says_so(store: Engine) -> None:
    lock(store, "2026-08", "barn")
    for unit, shown in (("barn", True), ("vuxna", False)):
        badges = [each.value for each in economy(unit).markdown if "Låst" in each.value]
        assert bool(badges) == shown


def test_the_value_of_a_unit_with_too_few_people_is_not_told(full_store_url: str) -> None:
    store = open_store(full_store_url)
    sick, staff = figure_of(store, "sjukfranvaro-dag-1-14"), figure_of(store, "anstallda")
    organisation = {"organisation_id": sick.pop("organisation_id")}
    record(store, [{**staff, "value": 4.0}], "", **organisation)
    assert lock_period(store, unit_id=None, period="2026-03", today=TODAY, **organisation, **BOARD)
    record(store, [{**sick, "value": 98.7}], "Det var 98,7 procent", **organisation)
    shown = sheets(page(organisation="exempelstad", period="2026-03", unit=""))
    changed = shown.split("Ändrade värden (1)")[1]
    assert "sekretess" in changed
    assert "98,7" not in shown
    assert f"{sick['value']:.1f}".replace(".", ",") not in changed


def figure_of(store: Engine, indicator: str) -> dict[str, Any]:
    """Return a figure of the open care of Exempelstad in March 2026, as it stands."""
    asked = text(
        "SELECT m.organisation_id, m.unit_id, m.indicator_id, m.period, m.value, m.state, m.revision "
        "FROM measurement AS m JOIN indicator AS i ON i.id = m.indicator_id "
        "JOIN unit AS u ON u.id = m.unit_id WHERE u.code = 'oppenvarden' AND m.period = '2026-03' "
        "AND i.code = :indicator ORDER BY m.revision DESC"
    )
    with store.connect() as connection:
        row = dict(connection.execute(asked, {"indicator": indicator}).mappings().first() or {})
    return {name: value for name, value in row.items() if name != "revision"}


def test_an_outcome_of_a_locked_month_is_refused_until_a_reason_is_given(store: Engine) -> None:
    lock(store, "2026-08")
    key = "outcome-barn-2026-8"
    app = economy("barn", key)
    app.selectbox(f"{key}-month").set_value(Period.parse("2026-08"))
    app.text_area(f"{key}-amounts").set_value("HVB; −650")
    app.radio(f"{key}-signs").set_value("signed")
    app.text_input(f"{key}-role").set_value("Controller")
    press(app, "Spara utfallet")
    (problem,) = told(app)
    assert "Barnenheten, HVB, augusti 2026: augusti 2026 låstes för hela verksamheten" in problem
    app.text_input(f"{key}-reason").set_value("Sen faktura")
    press(app, "Spara utfallet")
    assert not app.error
    assert "Sen faktura" in sheets(page())


def test_an_open_year_is_not_asked_about(store: Engine) -> None:
    asked = [each.label for each in economy("barn", "outcome-barn-2026-8", "forecast-barn-2026-8").text_input]
    assert not [label for label in asked if label.startswith("Skäl")]
