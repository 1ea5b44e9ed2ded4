"""`python -m data lead-times --organisation KOD`: an office's own limits and units, from the store."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from store_office import Office

from data.__main__ import main
from data.lead_times.office_units import office_units
from data.models import Indicator, Unit
from data.models.base import Base, table_of
from data.recording_lead_times import record_time_rule

FILE = """Slag;Enhet;Öppnad;Avslutad
Förhandsbedömning;Norr;2019-03-01;2019-03-13
Förhandsbedömning;NORR;2019-03-04;2019-03-12
Förhandsbedömning;soder;2019-03-05;2019-03-06
Förhandsbedömning;Väst;2019-03-05;2019-03-06
"""


@pytest.fixture
def of_cases(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with a limit of its own, in the store that the settings point at: 10 days."""
    indicators = table_of(Indicator)
    with office.engine.begin() as connection:
        mine = update(indicators).where(indicators.c.id == office.ids["nki"])
        connection.execute(mine.values(case_kind="forhandsbedomning"))
    record_time_rule(
        office.engine,
        organisation_id=office.organisation,
        indicator_id=office.ids["nki"],
        given={
            "applies_from": date(2019, 1, 1),
            "time_limit": 10,
            "limit_unit": "days",
            "judged_by": "strict",
            "role": "Kvalitetschef",
        },
    )
    url = office.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    return office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "ärenden.csv"
    file.write_text(FILE, encoding="utf-8")
    return file


def run(path: Path, *options: str) -> int:
    return main(["lead-times", str(path), "--day", "2019-03-31", "--month", "2019-03", *options])


def report(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert run(path, "--json", *options) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def rows_in(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(known)) or 0
            for name, known in Base.metadata.tables.items()
        }


def shares(told: dict[str, Any]) -> dict[str, str]:
    return {row["unit"]: f"{row['in_time']} av {row['due']}" for row in told["summary"]}


def test_the_offices_limit_and_units_are_used_and_units_above_are_summed(
    of_cases: Office, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 12 and 8 days in norr, 1 in soder, against the office's 10 days. «Norr» and «NORR» are one unit.
    told = report(path, capsys, "--organisation", "exempel")
    assert shares(told) == {"norr": "1 av 2", "soder": "1 av 1", "rot": "2 av 3"}


def test_a_unit_that_the_office_has_not_is_a_fault_in_the_list(
    of_cases: Office, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fault,) = report(path, capsys, "--organisation", "exempel")["faults"]
    assert (fault["row"], fault["fault"]) == (5, "unknown_unit")
    assert "«Väst»" in fault["message"]


def test_without_an_organisation_the_store_is_not_opened_and_the_products_limits_hold(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "sqlite:////finns/inte/alls.db")
    assert shares(report(path, capsys)) == {
        "Norr": "1 av 1",
        "NORR": "1 av 1",
        "soder": "1 av 1",
        "Väst": "1 av 1",
    }


def test_an_unknown_organisation_is_told_in_swedish_with_those_that_there_are(
    of_cases: Office, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, "--organisation", "atlantis") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Verksamheten «atlantis» finns inte i databasen. Välj bland exempel.\n"


def test_an_empty_store_and_one_not_made_yet_say_what_to_do(
    store: Engine,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", store.url.render_as_string(hide_password=False))
    assert run(path, "--organisation", "exempel") == 1
    assert "Ingen är inläst än: kör `python -m data init`." in capsys.readouterr().err
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", f"sqlite:///{tmp_path / 'ny.db'}")
    assert run(path, "--organisation", "exempel") == 1
    assert "Databasen är inte skapad" in capsys.readouterr().err
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "ingenting")
    assert run(path, "--organisation", "exempel") == 1
    assert "ingen adress till en databas" in capsys.readouterr().err


def test_a_code_goes_before_a_name_and_a_name_that_two_units_have_stands_for_neither(office: Office) -> None:
    units = table_of(Unit)
    with office.engine.begin() as connection:
        for code, name in (("norr", "Soder"), ("soder", "Samma"), ("rot", "Samma")):
            connection.execute(update(units).where(units.c.id == office.ids[code]).values(name=name))
    known = office_units(office.engine, office.organisation)
    # «Soder» is the name of norr, but the code of another.
    assert known.codes == {"norr": "norr", "soder": "soder", "rot": "rot"}
    assert known.counts_to == {"rot": ["rot"], "norr": ["norr", "rot"], "soder": ["soder", "rot"]}


def test_nothing_of_a_file_is_stored(
    of_cases: Office, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows_in(of_cases.engine)
    report(path, capsys, "--organisation", "exempel")
    assert rows_in(of_cases.engine) == before
    assert before["time_rule"] == 1
