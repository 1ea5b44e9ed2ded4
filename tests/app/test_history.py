"""Historik as a reader meets it: what has changed, by whom and why, and imports that can be taken back."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select, update
from streamlit.testing.v1 import AppTest

from data import queries
from data.entering import entered
from data.imports.undoing import undo_import
from data.locks import lock_period
from data.models import Account, ImportFinding, Indicator, Measurement, Unit
from data.models.base import Base, table_of
from data.models.organisation import ImportIn
from data.recording import record_amounts, record_measurements, start_import
from data.recording_comments import record_comment
from data.store import open_store
from metrics.vocabulary import ImportKind

YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def opened(app: AppTest, **address: str) -> AppTest:
    app.switch_page("pages/history.py")
    app.query_params.clear()
    for name, value in {"organisation": "exempelstad", "fran": "2026-10-28", **address}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def plain(text: str) -> str:
    """Return HTML as the words that are read."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def sheets(app: AppTest) -> str:
    sent = (json.loads(each.proto.json) for each in app.get("bidi_component"))
    return " ".join(each["html"] for each in sent if "colours" in each)


def lead(app: AppTest) -> str:
    return next(
        plain(each.value) for each in app.markdown if not each.value.startswith((":gray[", ":violet", ":mat"))
    )


class Store:
    """Exempelstad in a store of one's own, to bring figures into."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = open_store(url)
        known = queries.organisations(self.engine)
        self.organisation = int(known.loc[known["code"] == "exempelstad", "id"].iloc[0])

    def number(self, model: type[Base], code: str) -> int:
        table = table_of(model)
        mine = table.c.organisation_id == self.organisation
        with self.engine.connect() as connection:
            return int(connection.scalars(select(table.c.id).where(mine, table.c.code == code)).one())

    def lets_in(self, number: int, reason: str) -> None:
        """Write down that a file was let in in spite of a warning, and why."""
        owned = {"organisation_id": self.organisation, "import_id": number, "reason": reason}
        told = {"level": "warning", "place": "rad 3", "rule": "stor", "message": "Stor ändring."}
        with self.engine.begin() as connection:
            connection.execute(insert(table_of(ImportFinding)).values(**owned, **told))

    def brings(self, unit: str, rows: list[dict[str, Any]], kind: ImportKind = ImportKind.FILE) -> int:
        """Bring figures (or amounts) of a unit in as an import; return its number."""
        codes = {"indicator": (Indicator, "indicator_id"), "account": (Account, "account_id")}
        unit_id = self.number(Unit, unit)
        frame = pd.DataFrame([{"unit_id": unit_id, **row} for row in rows])
        for noun, (model, column) in codes.items():
            if noun in frame:
                frame[column] = [self.number(model, code) for code in frame.pop(noun)]
        record = record_amounts if "account_id" in frame else record_measurements
        with self.engine.begin() as connection:
            entry = ImportIn(kind=kind, source="oktober.xlsx", recorded_by="Controller", note="")
            number = start_import(connection, self.organisation, entry)
            record(connection, organisation_id=self.organisation, import_id=number, frame=frame)
        return number


@pytest.fixture
def ours(full_store_url: str) -> Store:
    return Store(full_store_url)


CORRECTED = {
    "indicator": "orosanmalningar",
    "period": "2026-09",
    "value": 321.0,
    "state": "final",
    "comment": "Dubbletter <b>borttagna</b>.",
}
RECEPTION = "mottagningsenheten"


@pytest.mark.usefixtures("full_store")
def test_a_correction_is_told_with_before_after_who_when_and_why(app) -> None:
    opened(app, fran="2026-07-30", till="2026-08-31")
    assert lead(app).startswith("1 värde har ändrats mellan 30 juli och 31 augusti 2026; ")
    told = plain(sheets(app))
    assert "Uppdrag inom serviceverksamheterna" in told
    assert "Missbruk och beroende, juni 2026 28 → 50 Enhetschef 2026-08-25 " in told
    assert "Rättad: två veckor saknades i den första rapporten." in told
    assert "Simulerade data: Rättelse av serviceuppdrag i juni 2026" in told


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("unit", "count"), [("missbruk-och-beroende", 1), ("vuxna", 1), ("barn-och-unga", 0)]
)
def test_changes_of_a_unit_are_its_own_and_those_below_it(app, unit, count) -> None:
    opened(app, unit=unit, fran="2026-07-30", till="2026-08-31")
    assert lead(app).startswith("1 värde" if count else "Inga värden")


def test_what_comes_in_now_is_told_by_the_days_that_are_usual(app, ours) -> None:
    ours.brings(RECEPTION, [CORRECTED])
    opened(app, unit=RECEPTION)
    assert lead(app).startswith("1 värde har ändrats sedan ")
    html = sheets(app)
    assert "→ 321 Controller" in plain(html)
    assert "Dubbletter &lt;b&gt;borttagna&lt;/b&gt;." in html and "<b>borttagna" not in html
    assert "Fil: oktober.xlsx" in plain(html)
    assert 'href="indikator?organisation=exempelstad&amp;unit=mottagningsenheten&amp;period=2026-09' in html


NOVEMBER = {"indicator": "orosanmalningar", "period": "2026-11", "state": "final", "comment": ""}


def test_what_came_in_and_was_corrected_within_the_days_stands_among_the_changed(app, ours) -> None:
    ours.brings(RECEPTION, [{**NOVEMBER, "value": 264.0}])
    ours.brings(RECEPTION, [{**NOVEMBER, "value": 270.0}])
    opened(app, unit=RECEPTION)
    assert lead(app).startswith("1 värde har ändrats sedan ")
    assert re.search(r"november 2026 264 → 270 Controller \d{4}-\d\d-\d\d \d\d:\d\d ", plain(sheets(app)))


def test_what_came_in_and_was_undone_within_the_days_stands_among_the_changed(app, ours) -> None:
    number = ours.brings(RECEPTION, [{**NOVEMBER, "value": 264.0}])
    undo_import(ours.engine, number, role="Controller", reason="Fel fil")
    opened(app, unit=RECEPTION)
    assert re.match(r"1 värde har ändrats sedan [^,;]+, ångrat sedan dess; ", lead(app))
    told = plain(sheets(app))
    assert "november 2026 264 → inget värde Controller" in told
    assert f"Ångrade inläsning {number} (oktober.xlsx): Fel fil" in told


def test_why_a_file_with_a_warning_was_let_in_is_told(app, ours) -> None:
    number = ours.brings(RECEPTION, [{**CORRECTED, "comment": ""}])
    ours.lets_in(number, "Ny grupp <b>räknas</b> med.")
    opened(app, unit=RECEPTION)
    assert "Ny grupp &lt;b&gt;räknas&lt;/b&gt; med." in sheets(app)
    assert "Fil: oktober.xlsx" in plain(sheets(app))


def test_why_a_file_was_let_in_is_not_told_of_a_figure_that_is_kept_away(app, ours) -> None:
    row = {"indicator": "sjukfranvaro-dag-1-14", "period": "2026-09", "state": "final"}
    parts = {"value": 77.7, "numerator": 777.0, "denominator": 1000.0, "comment": ""}
    ours.lets_in(ours.brings("vald-i-nara-relationer", [{**row, **parts}]), "Det var 7,77")
    opened(app, unit="vald-i-nara-relationer")
    assert "sekretess → sekretess Controller" in plain(sheets(app))
    assert "7,77" not in sheets(app)


def test_before_any_import_is_known_the_page_says_so(app, ours) -> None:
    opened(app, laget="2026-10-15")
    assert "nya värden har kommit in" in lead(app)
    assert app.info[-1].value.startswith("Inga inläsningar är kända från den tiden.")


def test_an_entry_by_hand_is_told_by_what_was_filled_in(app, ours) -> None:
    with ours.engine.begin() as connection:
        entered(connection, ours.organisation, "Enhetschef", "Fyll i: Öppenvården, oktober 2026")
    opened(app)
    told = plain(sheets(app))
    assert told.count("Fyll i: Öppenvården, oktober 2026") == 1
    assert "Inmatning" not in told


def test_a_change_after_the_lock_says_so_and_why(app, ours) -> None:
    ours.brings(RECEPTION, [CORRECTED])
    table = table_of(Measurement)
    with ours.engine.begin() as connection:
        latest = table.c.comment == CORRECTED["comment"]
        connection.execute(update(table).where(latest).values(lock_reason="Fel i källan"))
    opened(app, unit=RECEPTION)
    assert ", efter att perioden låstes; " in lead(app)
    assert "efter låset: Fel i källan" in plain(sheets(app))


def test_a_changed_amount_is_told_in_kronor(app, ours) -> None:
    budget = {"account": "placering-hvb", "kind": "budget", "year": 2026, "period": "2026-10", "made_in": ""}
    ours.brings("utredningsenheten-barn", [{**budget, "amount": -1234567.0}])
    opened(app, unit="utredningsenheten-barn")
    assert lead(app).startswith("1 belopp har ändrats sedan ")
    assert "→ −1 234 567 kr Controller" in plain(sheets(app))


def test_a_small_units_corrected_figure_is_told_without_its_numbers(app, ours) -> None:
    row = {"indicator": "sjukfranvaro-dag-1-14", "period": "2026-09", "state": "final"}
    parts = {"value": 77.7, "numerator": 777.0, "denominator": 1000.0, "comment": "Var 7,77 %"}
    ours.brings("vald-i-nara-relationer", [{**row, **parts}])
    opened(app, unit="vald-i-nara-relationer")
    told = plain(sheets(app))
    assert "sekretess → sekretess Controller" in told
    assert "77,7" not in told and "7,77" not in told
    every = opened(app, unit="vald-i-nara-relationer", laget=YESTERDAY)
    assert "77,7" not in plain(sheets(every))


def test_an_import_is_undone_with_a_reason_and_earlier_values_stand_again(app, ours) -> None:
    number = ours.brings(RECEPTION, [CORRECTED, {**CORRECTED, "period": "2026-11", "value": 9.0}])
    opened(app, unit=RECEPTION)
    assert f"angra={number}" in sheets(app)
    opened(app, unit=RECEPTION, angra=str(number))
    said = " ".join(each.value for each in app.markdown)
    assert "1 värde går tillbaka till vad som gällde före inläsningen; 1 värde tas bort" in said
    app.text_input(key=f"undo-{number}-reason").set_value("Fel fil")
    app.text_input(key=f"undo-{number}-role").set_value("Controller")
    next(each for each in app.button if each.label == "Ångra inläsningen").click().run()
    assert not app.exception and not app.error
    assert re.match(r"2 värden har ändrats sedan [^,;]+, alla ångrade sedan dess; ", lead(app))
    told = plain(sheets(app))
    assert "november 2026 9 → inget värde" in told
    assert "ändrat däremellan och sedan ångrat" in told
    assert "Ångrad inläsning" in told and f"ångrar nr {number}" in told
    assert f"angra={number}" not in sheets(app)


def test_older_imports_are_reached_however_many_comments_have_come_since(app, ours) -> None:
    first = ours.brings(RECEPTION, [CORRECTED])
    unit = {"organisation_id": ours.organisation, "unit_id": ours.number(Unit, RECEPTION)}
    place = {**unit, "indicator_id": ours.number(Indicator, "orosanmalningar")}
    said = {"period": "2026-09", "analysis": "Fler anmälningar.", "planned": "", "role": "Enhetschef"}
    for revision in range(55):
        record_comment(ours.engine, **place, given=said, revision=revision)
    opened(app)
    assert f"angra={first}" in sheets(app)
    assert "fore=" not in sheets(app)
    for value in range(55):
        ours.brings(RECEPTION, [{**CORRECTED, "period": "2026-08", "value": float(value)}])
    opened(app)
    assert f"angra={first}" not in sheets(app)
    older = re.search(r"fore=(\d+)", sheets(app))
    assert older is not None
    opened(app, fore=older.group(1))
    assert f"angra={first}" in sheets(app)
    assert "Visa de senaste" in sheets(app)
    opened(app, angra=str(first))
    assert [each.label for each in app.button].count("Ångra inläsningen") == 1


def test_the_form_says_when_locked_figures_would_change(app, ours) -> None:
    number = ours.brings(RECEPTION, [CORRECTED])
    facts = {"unit_id": None, "period": "2026-09", "reason": "Rapporterad", "role": "Controller"}
    lock_period(ours.engine, organisation_id=ours.organisation, **facts, today=date(2026, 11, 1))
    opened(app, angra=str(number))
    said = " ".join(each.value for each in app.markdown)
    assert "1 värde ligger i en låst period" in said


def test_an_import_whose_values_have_all_changed_since_is_told_of_and_can_not_be_undone(app, ours) -> None:
    number = ours.brings(RECEPTION, [CORRECTED])
    ours.brings(RECEPTION, [{**CORRECTED, "value": 322.0}])
    opened(app, angra=str(number))
    assert "Alla värden har ändrats efteråt" in app.info[0].value
    assert not [each for each in app.button if each.label == "Ångra inläsningen"]


def test_an_import_is_not_undone_without_a_reason(app, ours) -> None:
    number = ours.brings(RECEPTION, [CORRECTED])
    opened(app, unit=RECEPTION, angra=str(number))
    next(each for each in app.button if each.label == "Ångra inläsningen").click().run()
    assert "Varför: " in app.error[0].value and "Din roll: " in app.error[0].value
    assert lead(opened(app, unit=RECEPTION)).startswith("1 värde har ändrats")


def test_nothing_can_be_undone_while_an_earlier_day_is_shown(app, ours) -> None:
    number = ours.brings(RECEPTION, [CORRECTED])
    opened(app, unit=RECEPTION, angra=str(number), laget=YESTERDAY)
    assert not [each for each in app.button if each.label == "Ångra inläsningen"]
    assert "angra=" not in sheets(app)


@pytest.mark.usefixtures("full_store")
def test_as_of_an_earlier_day_the_comparison_ends_that_day(app) -> None:
    opened(app, laget="2026-08-25")
    assert lead(app).startswith("1 värde har ändrats sedan 26 juli 2026; ")
    assert lead(opened(app, laget="2026-08-24")).startswith("Inga värden har ändrats sedan 25 juli 2026, ")


@pytest.mark.usefixtures("full_store")
def test_neither_plans_nor_invented_figures_can_be_undone(app) -> None:
    opened(app)
    assert "Planfil: exempelstad.toml" in plain(sheets(app))
    assert "angra=" not in sheets(app)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"fran": "27/10 2026"}, "«27/10 2026» är ingen dag. Skriv dagen som ÅÅÅÅ-MM-DD."),
        ({"till": "i-fjol"}, "«i-fjol» är ingen dag. Skriv dagen som ÅÅÅÅ-MM-DD."),
        ({"laget": "27/10 2026"}, "«27/10 2026» är ingen dag. Skriv dagen som ÅÅÅÅ-MM-DD."),
        ({"fran": "2026-10-02", "till": "2026-10-01"}, "Adressen pekar på dagen «2026-10-02»"),
        ({"till": "2999-01-01"}, "Adressen pekar på dagen «2999-01-01»"),
    ],
    ids=["no day", "no last day", "no earlier day", "after the other", "yet to come"],
)
def test_days_that_can_not_be_compared_are_said(app, address, said) -> None:
    opened(app, **address)
    assert [each.value for each in app.warning if said in each.value.replace("\\", "")]


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("organisation", ["timra", "helsingborg", "norrkoping"])
def test_every_office_has_a_history(app, organisation) -> None:
    opened(app, organisation=organisation)
    assert "har ändrats sedan" in lead(app)


@pytest.mark.usefixtures("full_store")
def test_every_values_history_is_told_on_its_page_when_asked_for(app) -> None:
    app.switch_page("pages/indicator.py")
    where = {"organisation": "exempelstad", "indicator": "orosanmalningar", "unit": RECEPTION}
    for name, value in where.items():
        app.query_params[name] = value
    app.run()
    assert app.session_state["history-orosanmalningar-mottagningsenheten"] is False
    app.session_state["history-orosanmalningar-mottagningsenheten"] = True
    app.run()
    table = next(each.value for each in app.markdown if "Varje värdes historik" in each.value)
    assert table.count("<tr>") > 60
    assert "Månads- och tertialrapporter 2021-2026" in table
