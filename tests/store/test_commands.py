"""The commands of the store as an operator runs them: exit status, and Swedish on the screen."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plan_texts import changed, plan_at
from sqlalchemy import text
from store_places import Place

from data.__main__ import main
from data.store import migrate, open_store

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_url(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a database of one's own without tables, which the settings point at."""
    url = place.new_url()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield url
    place.drop(url)


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    engine = open_store(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return rows


def test_load_makes_the_store_and_loads_the_file(
    own_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The shipped concepts hold the one that the plan names.
    path = plan_at(tmp_path, changed(('concept = "sjukfranvaro"\n', "")))
    assert main(["load", str(path)]) == 0
    assert main(["load", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "Läste in: Plan 2019\nRedan inläst: Plan 2019\n"
    assert printed.err == ""
    assert ask(own_url, "SELECT name FROM organisation") == [("Lilla kommun",)]


def test_load_of_a_broken_file_fails_in_swedish_and_loads_nothing(
    own_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan_at(tmp_path, changed(("decimals = 1\n", ""), ('unit = "norr"', 'unit = "soder"')))
    assert main(["load", str(path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("lilla.toml kan inte läsas in, 2 fel:\n")
    assert "Traceback" not in printed.err
    assert ask(own_url, "SELECT name FROM organisation") == []


def test_load_of_a_file_that_is_not_there_fails_in_swedish(
    own_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(tmp_path / "borta.toml")]) == 1
    assert (
        "borta.toml kan inte läsas in, 1 fel:\n  - filen kan inte öppnas (den finns inte)"
        in capsys.readouterr().err
    )


def run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    here = {"LAGESBILD_DATABASE_URL": url, "PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=HERE,
        env={**os.environ, **here},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_init_without_exempelstad_loads_the_five_plans_only(
    own_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--without-exempelstad"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert [line.split(":")[0] for line in printed.out.splitlines()] == ["Läste in"] * 5
    assert ask(own_url, "SELECT count(*) FROM organisation WHERE simulated") == [(0,)]
    assert ask(own_url, "SELECT count(*) FROM organisation") == [(4,)]


def test_init_again_on_a_full_store_tells_that_it_changes_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = place.new_url("everything")
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    assert main(["init"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert [line.split(":")[0] for line in printed.out.splitlines()] == ["Redan inläst"] * 6
    place.drop(url)


def test_a_fault_ends_the_program_with_status_one_and_an_unknown_command_with_two(tmp_path: Path) -> None:
    done = run(no_database(tmp_path), "init")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Databasen sqlite:///")
    assert run("sqlite://", "förstör").returncode == 2


def no_database(folder: Path) -> str:
    path = folder / "brev.db"
    path.write_text(
        "Hej! Det här är inte någon databas, utan ett brev till förvaltaren. " * 20, encoding="utf-8"
    )
    return f"sqlite:///{path}"


def read_only(folder: Path) -> str:
    path = folder / "bara-lasa.db"
    sqlite3.connect(path).close()
    return f"sqlite:///file:{path}?mode=ro&uri=true"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (lambda folder: "oracel://server/databas", "det är ingen adress till en databas som stöds"),
        (lambda folder: "lagesbild.db", "det är ingen adress till en databas som stöds"),
        (lambda folder: f"sqlite:///{folder}/saknas/lagesbild.db", "kan inte öppnas eller ändras"),
        (read_only, "kan inte öppnas eller ändras"),
        (no_database, "kan inte öppnas eller ändras"),
        (lambda folder: f"sqlite:///{folder}", "kan inte öppnas eller ändras"),
        (
            lambda folder: "postgresql+psycopg://nobody:hemligt@127.0.0.1:9/lagesbild",
            "kan inte öppnas eller ändras",
        ),
    ],
    ids=["unknown scheme", "no address", "no folder", "read only", "no database", "a folder", "no server"],
)
def test_an_unusable_address_is_told_to_the_operator_in_swedish(
    address: object,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert callable(address)
    url = address(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    assert main(["init"]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "LAGESBILD_DATABASE_URL" in error
    assert "Traceback" not in error
    assert "hemligt" not in error


def test_a_password_is_not_told_with_an_address_that_is_not_supported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "postgres://anna:hemligt@server/lagesbild")
    assert main(["init"]) == 1
    error = capsys.readouterr().err
    assert "postgres://anna:***@server/lagesbild" in error
    assert "hemligt" not in error


def test_a_file_that_is_no_database_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = no_database(tmp_path)
    before = (tmp_path / "brev.db").read_bytes()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    assert main(["init"]) == 1
    assert (tmp_path / "brev.db").read_bytes() == before


def test_the_settings_address_is_used_when_none_is_given(own_url: str) -> None:
    engine = open_store()
    migrate(engine)
    assert engine.url.render_as_string(hide_password=False) == own_url
    engine.dispose()
