"""`python -m data import` and `undo` as an operator runs them."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from import_files import account, indicator, office, plan_of, unit
from sqlalchemy import text
from store_places import Place

from data.__main__ import main
from data.store import migrate, open_store

PLAN = plan_of(
    unit("kontoret", "Kontoret"),
    unit("norr", "Norr", "kontoret"),
    indicator("placerade", "Placerade barn"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio"),
    account("kostnader", "Kostnader", "cost"),
)
WHOLE = "Mått;Enhet;jan 2019;feb 2019\nPlacerade barn;Norr;10;..\nSjukfrånvaro;Norr;5,3;4,9\n"
ASKING = "Mått;Enhet;jan 2019;feb 2019\nPlacerade barn;Norra kontoret;10;11\n"
WITH_ERROR = WHOLE.replace("4,9", "hög")
HELD = WHOLE.replace("10", "40")
"""Forty for ten, in a month that was reported more than a year ago."""
KEYS = {"values", "findings", "questions", "committed"}


@pytest.fixture
def url(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store with a small office, which the settings point at."""
    address = place.new_url()
    engine = open_store(address)
    migrate(engine)
    office(engine, tmp_path, PLAN)
    engine.dispose()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", address)
    yield address
    place.drop(address)


def file(folder: Path, written: str, name: str = "fil.csv") -> str:
    path = folder / name
    path.write_text(written, encoding="utf-8")
    return str(path)


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    engine = open_store(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return rows


def counted(url: str) -> int:
    return int(str(ask(url, "SELECT count(*) FROM measurement")[0][0]))


@pytest.mark.parametrize(
    ("written", "options", "status", "stored"),
    [
        (WHOLE, [], 0, 4),
        (WHOLE, ["--dry-run"], 0, 0),
        (WITH_ERROR, [], 1, 3),
        (WITH_ERROR, ["--dry-run"], 1, 0),
        (WITH_ERROR, ["--accept", "Prövat"], 1, 3),
        (ASKING, [], 1, 0),
        (ASKING, ["--answer", "unit:Norra kontoret=norr"], 0, 2),
        (ASKING, ["--answer", "unit:Norra kontoret=skip"], 0, 0),
        (ASKING, ["--answer", "unit:Norra kontoret=oster"], 1, 0),
        ("Hej;du\n", [], 1, 0),
        ("", [], 1, 0),
    ],
)
def test_the_status_is_nought_only_if_nothing_was_refused(
    url: str, tmp_path: Path, written: str, options: list[str], status: int, stored: int
) -> None:
    assert main(["import", file(tmp_path, written), "--organisation", "Lilla kommun", *options]) == status
    assert counted(url) == stored


def test_json_says_what_was_read_in_codes(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", file(tmp_path, WHOLE), "--organisation", "lilla", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == KEYS
    assert printed["committed"] is True
    assert printed["values"] == [
        {"indicator": "placerade", "unit": "norr", "period": "2019-01", "value": 10.0, "state": "final"},
        {"indicator": "placerade", "unit": "norr", "period": "2019-02", "value": None, "state": "missing"},
        {"indicator": "sjuk", "unit": "norr", "period": "2019-01", "value": 5.3, "state": "final"},
        {"indicator": "sjuk", "unit": "norr", "period": "2019-02", "value": 4.9, "state": "final"},
    ]
    assert {key for finding in printed["findings"] for key in finding} == {
        "level",
        "where",
        "rule",
        "message",
    }


def test_the_number_of_the_import_is_told_beside_the_json_and_undoes_it(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", file(tmp_path, WHOLE), "--organisation", "lilla", "--json"]
    assert main([*command, "--dry-run"]) == 0
    assert capsys.readouterr().err == ""
    assert main(command) == 0
    number = capsys.readouterr().err.removeprefix("Inläst, som inläsning ").removesuffix(".\n")
    assert main(["undo", number, "--role", "C", "--reason", "Fel fil"]) == 0
    assert "4 är tomma igen" in capsys.readouterr().out


def test_json_of_amounts_says_their_kind_in_kronor(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = "Konto, tkr;Enhet;Utfall 2018;Prognos 2019 mars\nKostnader;Norr;-400;-410\n"
    assert main(["import", file(tmp_path, written), "--organisation", "lilla", "--json", "--dry-run"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["committed"] is False
    same = {"indicator": "kostnader", "unit": "norr", "state": "final"}
    assert printed["values"] == [
        {**same, "period": "2018", "value": -400_000.0, "kind": "outcome"},
        {**same, "period": "2019", "value": -410_000.0, "kind": "forecast", "made_in": "2019-03"},
    ]


def test_json_has_the_questions_with_their_choices(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", file(tmp_path, ASKING), "--organisation", "lilla", "--json"]) == 1
    (question,) = json.loads(capsys.readouterr().out)["questions"]
    assert question["id"] == "unit:Norra kontoret"
    assert {"answer": "norr", "text": "Norr"} in question["choices"]
    assert question["choices"][-1]["answer"] == "skip"


def test_answers_come_from_a_file_or_from_a_saved_layout(url: str, tmp_path: Path) -> None:
    layout = file(tmp_path, '{"unit:Norra kontoret": "norr"}', "svar.json")
    path = file(tmp_path, ASKING, "månadsfil.csv")
    assert main(["import", path, "--organisation", "lilla", "--layout", layout]) == 0
    # a file of another shape, read as the saved layout says
    other = file(tmp_path, "Enhet;Mått;Period;Värde\nNorra kontoret;Placerade barn;2019-03;12\n")
    assert main(["import", other, "--organisation", "lilla", "--dry-run"]) == 1
    assert main(["import", other, "--organisation", "lilla", "--layout", "månadsfil"]) == 0
    assert counted(url) == 3


def test_a_warning_needs_a_reason_that_is_kept(url: str, tmp_path: Path) -> None:
    main(["import", file(tmp_path, WHOLE), "--organisation", "lilla"])
    path = file(tmp_path, HELD)
    assert main(["import", path, "--organisation", "lilla"]) == 1
    assert counted(url) == 4
    assert main(["import", path, "--organisation", "lilla", "--accept", "Kontrollerat mot källan"]) == 0
    assert counted(url) == 5
    reasons = ask(url, "SELECT DISTINCT reason FROM import_finding WHERE level = 'warning'")
    assert reasons == [("Kontrollerat mot källan",)]


@pytest.mark.parametrize(
    ("arguments", "told", "rule"),
    [
        (["FILE", "--organisation", "Ingenstans"], "Verksamheten «Ingenstans» finns inte", "organisation"),
        (["borta.csv", "--organisation", "lilla"], "den finns inte", "file"),
        ([".", "--organisation", "lilla"], "det är en mapp", "file"),
        (["FILE", "--organisation", "lilla", "--layout", "Okänd"], "Ingen sparad layout", "layout"),
        (["FILE", "--organisation", "lilla", "--layout", "borta.json"], "kan inte läsas", "layout"),
        (["FILE", "--organisation", "lilla", "--role", " "], "role", "recording"),
    ],
)
def test_what_goes_wrong_is_told_in_swedish_and_as_json(
    url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
    rule: str,
) -> None:
    path = file(tmp_path, WHOLE)
    given = [path if each == "FILE" else each for each in arguments]
    assert main(["import", *given, "--json"]) == 1
    printed = capsys.readouterr()
    assert told in printed.err
    assert "Traceback" not in printed.err
    plain = json.loads(printed.out)
    assert plain["committed"] is False
    assert plain["findings"][0]["rule"] == rule
    assert told in plain["findings"][0]["message"]
    assert counted(url) == 0


def test_without_a_store_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", f"sqlite:///{tmp_path / 'ingen.db'}")
    assert main(["import", file(tmp_path, WHOLE), "--organisation", "lilla"]) == 1
    assert "Kör `python -m data init`" in capsys.readouterr().err


def test_a_store_that_another_writes_to_is_left_as_it_is(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not url.startswith("sqlite"):
        return
    monkeypatch.setattr("data.store.BUSY_TIMEOUT_MS", 50)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["import", file(tmp_path, WHOLE), "--organisation", "lilla"]) == 1
        other.rollback()
    told = capsys.readouterr().err
    assert "vänta" in told
    assert "Traceback" not in told
    assert counted(url) == 0


@pytest.mark.parametrize("answer", ["norr", "unit:Norr", "unit:Norr= "])
def test_an_answer_without_question_or_answer_is_refused(url: str, tmp_path: Path, answer: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", file(tmp_path, WHOLE), "--organisation", "lilla", "--answer", answer])
    assert stopped.value.code == 2


def test_an_import_is_undone_by_its_number(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", file(tmp_path, WHOLE), "--organisation", "lilla"])
    number = str(ask(url, "SELECT max(id) FROM import")[0][0])
    capsys.readouterr()
    assert main(["undo", number, "--role", "Controller", "--reason", "Fel fil"]) == 0
    assert "4 är tomma igen" in capsys.readouterr().out
    assert ask(url, "SELECT count(*) FROM v_measurement") == [(0,)]
    assert main(["undo", number, "--role", "Controller", "--reason", "Fel fil"]) == 1
    assert "redan ångrad" in capsys.readouterr().err


def test_a_file_can_be_read_without_the_answers_from_the_last_time(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", file(tmp_path, ASKING), "--organisation", "lilla", "--role", "C"]
    assert main([*command, "--answer", "unit:Norra kontoret=norr"]) == 0
    again = [*command, "--dry-run"]
    assert main(again) == 0
    assert "Som förra gången: «Norra kontoret» är «Norr»." in capsys.readouterr().out
    assert main([*again, "--forget"]) == 1
    assert "Vilken enhet är «Norra kontoret»?" in capsys.readouterr().out


@pytest.mark.parametrize(
    "written", ["[" * 100_000, '{"unit:Norra kontoret": "\\ud800"}'], ids=["deep", "half"]
)
def test_a_layout_that_is_no_object_of_texts_is_refused_calmly(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    layout = file(tmp_path, written, "svar.json")
    assert main(["import", file(tmp_path, ASKING), "--organisation", "lilla", "--layout", layout]) == 1
    assert "kan inte användas som layout" in capsys.readouterr().err


def test_an_answer_with_half_a_sign_is_refused_calmly(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", file(tmp_path, ASKING), "--organisation", "lilla", "--answer", "unit:\udcff=norr"])
    assert stopped.value.code == 2
    assert "är inget svar" in capsys.readouterr().err
