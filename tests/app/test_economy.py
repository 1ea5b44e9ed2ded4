"""Ekonomi as a reader meets it: every view of it opens, and its figures are those of the store."""

from collections.abc import Iterator
from pathlib import Path

import money_office
import pytest
from money_office import economy, numbers, sheet, visited
from pages_read import lead, rows, table
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data.imports.undoing import undo_import
from data.recording_money import record_forecast, record_outcome

VIEWS = ("", "memory", "bridge", "scenarios")
ROOT, LEAF = "socialforvaltningen", "utredningsenheten-barn"
EXEMPELSTAD = {"organisation": "exempelstad", "amounts": "tkr", "period": "2026-10"}
PRINTED = ("timra", "norrkoping", "helsingborg", "stockholm-hagersten-liljeholmen")
CALCULATED = "(konto på en enhet) saknar controllerns prognos och räknas med den statistiska."
ROUNDED = "Siffrorna är avrundade var för sig."


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def of_exempelstad(**address: str) -> dict[str, str]:
    """Return an address of Exempelstad; what is empty is left out."""
    return {name: value for name, value in {**EXEMPELSTAD, **address}.items() if value}


@pytest.mark.parametrize("unit", [ROOT, LEAF])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_for_the_whole_office_and_for_a_single_unit(
    full_store: Engine, view: str, unit: str
) -> None:
    app = visited(of_exempelstad(view=view, unit=unit))
    assert lead(app).endswith((".", ")"))
    assert not (app.warning or app.info)


@pytest.mark.parametrize(
    ("period", "year", "memory"),
    [
        ("2025", "2025 slutade på -16 800 tkr, som budgeten.", "Prognosen är densamma i augusti som i mars."),
        ("2026-01", "enligt den statistiska prognosen: med 80 %", "Färre än två avslutade år har en prognos"),
        (
            "2024-01",
            "Controllern har inte gjort någon prognos",
            "Färre än två avslutade år har en statistisk",
        ),
        ("2026-09", "2026 väntas sluta på -17 800 tkr, 1 000 tkr sämre än budget", "400 tkr sedan mars"),
    ],
)
def test_a_closed_year_a_first_month_and_a_month_not_booked_yet_open_in_every_view(
    small: Engine, period: str, year: str, memory: str
) -> None:
    shown = {view: economy(period=period, view=view) for view in VIEWS}
    assert year in lead(shown[""])
    assert memory in lead(shown["memory"])
    assert lead(shown["bridge"]).startswith("Placeringarna har kostat ")
    assert lead(shown["scenarios"]) == lead(shown[""])
    assert bool(shown["scenarios"].info) == (period == "2025")


def test_a_year_before_any_amounts_says_what_is_lacking_in_every_view(small: Engine) -> None:
    for view in VIEWS:
        app = economy(period="2023-05", view=view)
        (said,) = [each.value for each in app.info]
        assert said.startswith("Inga månadsbelopp är inlagda för Barnenheten 2023. Välj en annan period")
        assert not app.expander


@pytest.mark.parametrize("organisation", PRINTED)
def test_an_office_without_months_shows_what_its_documents_print(
    full_store: Engine, organisation: str
) -> None:
    app = visited({"organisation": organisation})
    assert "Månader finns inte" in lead(app)
    assert any('<table class="printed"' in each.value for each in app.markdown)
    assert not (app.expander or app.get("plotly_chart"))


def test_an_office_without_any_amount_opens_and_says_so(load) -> None:
    load(money_office.plan_toml([money_office.indicator("mott", "Mått")]))
    app = visited({"organisation": "provkommun"})
    assert "Provkommun" in lead(app)
    assert not (app.expander or app.error)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("account", "atlantis", "kontot «atlantis», som inte kan väljas här. Visar hela resultatet"),
        ("view", "karta", "vyn «karta», som inte kan väljas här. Visar Året"),
        ("parts", "färg", "uppdelningen «färg»"),
        ("amounts", "sek", "beloppens enhet «sek», som inte kan väljas här. Visar mnkr"),
        ("unit", "atlantis", "enheten «atlantis», som inte kan väljas här. Visar Kontoret"),
        ("period", "2019-13", "perioden «2019-13»"),
        ("account", "<script>", "kontot «\\<script>»"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_answered_in_swedish(
    small: Engine, name: str, value: str, said: str
) -> None:
    app = economy(**{name: value})
    assert [said in warning.value and "i stället" in warning.value for warning in app.warning] == [True]
    assert sheet(app, "standing")


def test_what_to_compare_placements_with_is_said_when_it_is_unknown(small: Engine) -> None:
    app = economy(view="bridge", against="drömmen")
    assert "jämförelsen «drömmen»" in app.warning[0].value


def test_an_account_of_the_whole_leads_down_to_its_units_and_a_unit_to_its_accounts(small: Engine) -> None:
    whole = economy("kontoret")
    assert list(sheet(whole, "parts")) == ["HVB", "Bidrag", "Personal"]  # the largest deviation first
    assert list(sheet(economy("kontoret", parts="unit"), "parts")) == ["Barnenheten", "Vuxenenheten"]
    personal = economy("kontoret", account="personal")
    assert list(sheet(personal, "parts")) == ["Barnenheten", "Vuxenenheten"]
    assert sheet(personal, "standing")["Till och med augusti"] == ["-14 400", "-14 400", "0"]
    assert sheet(economy("barn", account="hvb"), "parts") == {}


def test_the_same_year_is_told_in_thousands_and_in_millions_as_the_headings_say(small: Engine) -> None:
    for amounts, unit, figures in (
        ("tkr", "tkr", ["-16 800", "-17 800 | -400 sedan juli", "-1 000"]),
        ("", "mnkr", ["-16,8", "-17,8 | -0,4 sedan juli", "-1,0"]),
    ):
        app = economy(amounts=amounts)
        assert sheet(app, "standing")["Helår, controllerns prognos"] == figures
        assert f"Månad för månad, {unit}, + = överskott" in [each.value for each in app.subheader]
        assert f"{figures[2].lstrip('-')} {unit} sämre än budget" in lead(app)


def test_the_pace_that_is_needed_is_what_is_left_of_the_budget_by_the_months_left(small: Engine) -> None:
    # −16 800 budgeted and −12 000 booked leave −4 800 on four months; so far it was −12 000 / 8.
    needed = sheet(economy(), "standing")["Per månad som är kvar, för att hålla budget"]
    assert needed[:2] == ["-1 400", "-1 200 | hittills -1 500 per månad"]


def test_the_memory_tells_the_forecasts_of_closed_years_against_how_they_ended(small: Engine) -> None:
    app = economy(view="memory", account="hvb")
    # Both years were forecast at −5 000 and ended at −6 000.
    shown = rows(app, "Träffsäkerhet per månad, bokslut − prognos, tkr")
    assert ["mars", "Controllern", "2", "-1 000", "-16,7 %", "0", "-1 000", "-1 000"] in shown
    assert "Prognosen i augusti har de två senaste åren legat i snitt 17 % för ljust" in lead(app)


def test_what_was_said_in_august_still_stands_in_september(small: Engine) -> None:
    told = lead(economy(view="memory", account="hvb", period="2026-09"))
    assert "Prognosen i september har de två senaste åren legat i snitt 17 % för ljust" in told
    assert "Färre än två avslutade år" not in told


def test_the_memory_of_an_account_tells_who_said_what_also_when_it_was_said_again(small: Engine) -> None:
    said = "Allt som sagts om 2026, tkr"
    place = line(small, "hvb")
    again = {"year": 2026, "made_in": "2026-08", "amount": -7_400_000.0, "comment": "Två *nya*"}
    record_forecast(small, **place, **again, role="Enhetschef")
    shown = rows(economy("kontoret", view="memory", account="hvb"), said)
    assert [row[:-1] for row in shown] == [  # the last cell is the day it was written
        ["mars 2026", "1", "Barnenheten", "-6 600", "Controller", ""],
        ["augusti 2026", "1", "Barnenheten", "-7 000", "Controller", ""],
        ["augusti 2026", "2", "Barnenheten", "-7 400", "Enhetschef", "Två *nya*"],
    ]
    assert rows(economy(view="memory"), said) == []


def test_a_forecast_that_is_undone_is_told_of_as_undone_and_counts_no_more(small: Engine) -> None:
    before = lead(economy("kontoret", view="memory", account="hvb"))
    wrong = {"year": 2026, "made_in": "2026-07", "amount": -99_000_000.0}
    record_forecast(small, **line(small, "hvb"), **wrong, role="Controller")
    assert lead(economy("kontoret", view="memory", account="hvb")) != before
    with small.connect() as connection:
        number = connection.scalar(text("SELECT max(id) FROM import"))
    undo_import(small, number, role="Ekonom", reason="Fel konto")
    app = economy("kontoret", view="memory", account="hvb")
    assert lead(app) == before
    shown = rows(app, "Allt som sagts om 2026, tkr")
    assert ["juli 2026", "2", "Barnenheten", "ångrad", "Ekonom"] in [row[:5] for row in shown]


def line(engine: Engine, account: str) -> dict[str, int]:
    """Return the line of the unit barn that something is written of."""
    units, accounts = numbers(engine)
    return {"organisation_id": 1, "unit_id": units["barn"], "account_id": accounts[account]}


def book(engine: Engine, month: str, **booked: float) -> None:
    """Book some accounts of the unit barn in a month, past the page; in kronor."""
    units, accounts = numbers(engine)
    known = {accounts[name]: amount for name, amount in booked.items()}
    about = {"organisation_id": 1, "unit_id": units["barn"], "role": "Controller"}
    record_outcome(engine, **about, month=month, amounts=known)


def test_a_line_that_nobody_has_spoken_of_stands_at_its_statistical_forecast(small: Engine) -> None:
    book(small, "2026-08", personal=-1_500_000)
    app = economy()
    budget, _, year_end, change, statistical, deviation = sheet(app, "parts")["Personal"]
    foreseen = thousand(year_end.removesuffix(" | statistisk"))
    # −8 500 is booked on eight months: it ends below its budget, but not by 12 / 8 of the difference.
    assert -12_750 < foreseen < -12_000
    assert (budget, change) == ("-12 000", "–")
    assert statistical.startswith(f"{year_end.removesuffix(' | statistisk')} | ")
    assert thousand(deviation) == foreseen + 12_000
    # HVB was forecast at −7 000, and Bidrag has followed its budget of 1 200.
    whole = sheet(app, "standing")["Helår, controllerns prognos"][1]
    assert thousand(whole.partition(" |")[0]) == -7_000 + 1_200 + foreseen


def thousand(written: str) -> int:
    return int(written.replace(" ", ""))


def remarks(app: AppTest) -> str:
    """Return what stands below the year's four lines."""
    (found,) = [each.value for each in app.caption if ROUNDED in each.value]
    return found.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("unit", "period", "said"),
    [
        ("barn", "2026-08", f"2 av 3 rader {CALCULATED}"),
        ("kontoret", "2026-08", f"3 av 4 rader {CALCULATED}"),
        ("vuxna", "2026-08", ROUNDED),
        ("barn", "2025", ROUNDED),
    ],
)
def test_the_remarks_say_what_is_calculated_and_end_with_how_figures_are_rounded(
    small: Engine, unit: str, period: str, said: str
) -> None:
    told = remarks(economy(unit, period=period))
    assert said in told
    assert told.endswith(ROUNDED)
    assert ("rader" in told) == ("rader" in said)


def test_the_months_end_with_their_sum(small: Engine) -> None:
    # Twelve months of −1 400 are budgeted; eight of −1 500 are booked, each 100 worse.
    months = rows(economy(), "Månad för månad, tkr, + = överskott")
    assert months[-1] == ["Summa", "-16 800", "-12 000", "-800", ""]
    assert len(months) == 13


def test_a_month_that_only_money_has_can_be_chosen(small: Engine) -> None:
    for month in ("2026-09", "2026-10"):  # days of care are told to September
        book(small, month, bidrag=100_000, personal=-1_000_000, hvb=-600_000)
    app = economy(period="2026-10")
    assert not any("i stället" in warning.value for warning in app.warning)
    assert app.title[0].value == "Ekonomi, Barnenheten, till och med oktober 2026"
    assert sheet(app, "standing")["Till och med oktober"] == ["-14 000", "-15 000", "-1 000"]


def test_the_bridge_says_that_it_can_not_split_without_planned_days_and_splits_against_last_year(
    small: Engine,
) -> None:
    assert "Avvikelsen kan inte fördelas" in lead(economy(view="bridge"))
    app = economy(view="bridge", against="last_year")
    # 100 days a month then and now, at 5 000 then and 6 000 now: 800 days × 1 000 = 800 000.
    assert table(app, "Per vårdform")["HVB"] == ["800", "800", "0", "0", "-800", "0", "-800"]
