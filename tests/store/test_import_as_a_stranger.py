"""`python -m data import` run in a process of its own, by somebody who knows only what its help says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import quirk_office
from import_files import office as office_of
from import_workbooks import as_text, as_xlsx, cells, numbered
from sqlalchemy import MetaData, create_engine, select
from store_places import Place

from data.store import open_store

ROOT = Path(__file__).parents[2]
WHOLE = "Mått;Enhet;jan 2025;feb 2025\nPlacerade barn;Enhet Norr;7;..\nSjukfrånvaro;Enhet Söder;5,3;6,1"
REFUSED = WHOLE.replace("6,1", "hög")
ASKING = WHOLE.replace("Enhet Söder", "Södra")
KEYS = {
    "values": {"indicator", "unit", "period", "value", "state"},
    "findings": {"level", "where", "rule", "message"},
    "questions": {"id", "about", "subject", "text", "where", "choices"},
}


@pytest.fixture
def url(places: dict[str, Place], tmp_path: Path) -> Iterator[str]:
    address = places["sqlite"].new_url("migrated")
    engine = open_store(address)
    office_of(engine, tmp_path, quirk_office.PLAN)
    engine.dispose()
    yield address
    places["sqlite"].drop(address)


def run(url: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "data", "import", *arguments],
        cwd=ROOT,
        env={**os.environ, "LAGESBILD_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def run_json(url: str, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit status and the one JSON object that was printed."""
    done = run(url, *arguments, "--json")
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1
    printed = json.loads(done.stdout)
    assert set(printed) == {*KEYS, "committed"}
    for name, keys in KEYS.items():
        assert all(keys <= set(each) for each in printed[name])
    return done.returncode, printed


def content(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    engine = create_engine(url)
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        rows = {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return rows


def file(folder: Path, written: str, name: str = "fil.csv") -> str:
    path = folder / name
    path.write_bytes(
        as_xlsx({"Blad1": numbered(written)}) if name.endswith("xlsx") else as_text(cells(written))
    )
    return str(path)


@pytest.mark.parametrize("name", ["fil.csv", "fil.xlsx", "fil med mellanslag och åäö.csv"])
def test_a_whole_file_is_committed_with_status_nought(url: str, tmp_path: Path, name: str) -> None:
    status, printed = run_json(url, file(tmp_path, WHOLE, name), "--organisation", "lilla")
    assert (status, printed["committed"], printed["questions"]) == (0, True, [])
    assert [
        (each["indicator"], each["period"], each["value"], each["state"]) for each in printed["values"]
    ] == [
        ("placerade", "2025-01", 7, "final"),
        ("placerade", "2025-02", None, "missing"),
        ("sjuk", "2025-01", 5.3, "final"),
        ("sjuk", "2025-02", 6.1, "final"),
    ]


@pytest.mark.parametrize(
    ("written", "status", "levels", "committed"),
    [
        (WHOLE, 0, {"notice"}, True),
        (REFUSED, 1, {"error", "notice"}, True),
        (ASKING, 1, {"notice"}, False),
        ("Hej;på dig", 1, {"error"}, False),
    ],
)
def test_the_status_tells_whether_anything_was_refused(
    url: str, tmp_path: Path, written: str, status: int, levels: set[str], committed: bool
) -> None:
    got, printed = run_json(url, file(tmp_path, written), "--organisation", "lilla")
    assert (got, printed["committed"]) == (status, committed)
    assert {each["level"] for each in printed["findings"]} <= levels
    assert bool(printed["questions"]) is (written == ASKING)


@pytest.mark.parametrize("name", ["lilla", "LILLA", "Lilla kommun", "lilla KOMMUN", "  lilla  "])
def test_the_organisation_is_named_by_code_or_name_in_any_letters(
    url: str, tmp_path: Path, name: str
) -> None:
    assert run_json(url, file(tmp_path, WHOLE), "--organisation", name)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (["{file}", "--organisation", "Ingenstans"], "organisation"),
        (["{folder}/borta.csv", "--organisation", "lilla"], "file"),
        (["{folder}", "--organisation", "lilla"], "file"),
        (["{folder}/tom.csv", "--organisation", "lilla"], "file"),
        (["{folder}/bild.png", "--organisation", "lilla"], "file"),
        (["{file}", "--organisation", "lilla", "--layout", "ingen"], "layout"),
    ],
)
def test_what_stops_it_is_told_as_json_too(url: str, tmp_path: Path, arguments: list[str], rule: str) -> None:
    path = file(tmp_path, WHOLE)
    (tmp_path / "tom.csv").write_bytes(b"")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    before = content(url)
    status, printed = run_json(url, *(each.format(file=path, folder=tmp_path) for each in arguments))
    assert (status, printed["committed"], printed["values"]) == (1, False, [])
    assert [each["rule"] for each in printed["findings"]] == [rule]
    assert content(url) == before


def test_a_store_that_is_not_there_is_told_as_json_too(tmp_path: Path) -> None:
    status, printed = run_json(
        f"sqlite:///{tmp_path}/ingen.db", file(tmp_path, WHOLE), "--organisation", "lilla"
    )
    assert (status, [each["rule"] for each in printed["findings"]]) == (1, ["store"])


@pytest.mark.parametrize("written", [WHOLE, REFUSED, ASKING])
def test_a_dry_run_changes_nothing_in_the_store(url: str, tmp_path: Path, written: str) -> None:
    before = content(url)
    status, printed = run_json(url, file(tmp_path, written), "--organisation", "lilla", "--dry-run")
    assert (status, printed["committed"]) == (0 if written == WHOLE else 1, False)
    assert content(url) == before
    assert len(printed["values"]) >= 2


def test_an_answer_and_then_the_layouts_memory(url: str, tmp_path: Path) -> None:
    path = file(tmp_path, ASKING)
    status, printed = run_json(url, path, "--organisation", "lilla")
    (question,) = printed["questions"]
    assert status == 1
    answer = f"{question['id']}={question['choices'][0]['answer']}"
    assert run_json(url, path, "--organisation", "lilla", "--answer", answer)[0] == 0
    later = file(tmp_path, ASKING.replace("jan 2025;feb 2025", "mar 2025;apr 2025"), "april.csv")
    status, printed = run_json(url, later, "--organisation", "lilla")
    assert (status, printed["committed"], printed["questions"]) == (0, True, [])


def test_without_json_the_same_is_told_in_swedish(url: str, tmp_path: Path) -> None:
    done = run(url, file(tmp_path, REFUSED), "--organisation", "lilla")
    assert done.returncode == 1
    assert "«hög» är inget tal" in done.stdout
    assert "Inläst, som inläsning" in done.stdout
