"""An import that meets a fault: a calm message, nothing half written, and nobody's figures overwritten."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from import_files import indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine, event, make_url, text
from store_places import Place

from data.__main__ import main
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.recording import RecordingError
from data.store import migrate, open_store

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2019, 6, 15)
PATIENCE = 30.0
PLACES = 20
PLAN = plan_of(
    unit("kontoret", "Kontoret"),
    *[unit(f"e-{number}", f"Enhet {number}", "kontoret") for number in range(PLACES)],
    indicator("placerade", "Placerade barn"),
)
MONTHS = ("2019-01", "2019-02", "2019-03", "2019-04")
WRITTEN = {
    "import": 'SELECT count(*) FROM "import"',
    "measurement": "SELECT count(*) FROM measurement",
    "import_finding": "SELECT count(*) FROM import_finding",
    "import_layout": "SELECT count(*) FROM import_layout",
}
SMALL_FILES = """
import resource, sys
from data.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
sys.exit(main(sys.argv[1:]))
"""
"""The command where no file may be larger than a small write-ahead log."""
KEYS = {"values", "findings", "questions", "committed"}


@pytest.fixture
def url(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store with a small office, which the settings point at."""
    yield from _store(place, tmp_path, monkeypatch)


@pytest.fixture
def file_url(places: dict[str, Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same in a SQLite file, for what only a file meets."""
    yield from _store(places["sqlite"], tmp_path, monkeypatch)


def _store(place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    address = place.new_url()
    engine = open_store(address)
    migrate(engine)
    office(engine, folder, PLAN)
    engine.dispose()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", address)
    yield address
    place.drop(address)


def written(value: int, months: tuple[str, ...] = MONTHS) -> str:
    """Return a file of every unit and month, each figure near `value`."""
    rows = [f"placerade;e-{number};{month};{value + number}" for month in months for number in range(PLACES)]
    return "\n".join(["Mått;Enhet;Period;Värde", *rows, ""])


def file(folder: Path, text_of_file: str, name: str = "fil.csv") -> Path:
    path = folder / name
    path.write_text(text_of_file, encoding="utf-8")
    return path


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    engine = open_store(url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(question))]
    finally:
        engine.dispose()


def counts(url: str) -> dict[str, object]:
    return {table: ask(url, question)[0][0] for table, question in WRITTEN.items()}


def path_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def command(path: Path, *options: str) -> list[str]:
    return ["import", str(path), "--organisation", "lilla", "--json", *options]


@dataclass(frozen=True)
class Told:
    """What the command told, and with which status it ended."""

    status: int
    printed: dict[str, Any]
    error: str

    @property
    def messages(self) -> str:
        return " ".join(finding["message"] for finding in self.printed["findings"])


def told(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> Told:
    capsys.readouterr()
    status = main(command(path, *options))
    out, error = capsys.readouterr()
    return Told(status, json.loads(out), error)


def assert_stopped(said: Told, *words: str) -> None:
    """A calm stop: status 1, valid JSON that says nothing was committed, and the cause in Swedish."""
    assert (said.status, set(said.printed), said.printed["committed"]) == (1, KEYS, False)
    assert "Traceback" not in said.error
    for word in words:
        assert word in said.messages.casefold()
        assert word in said.error.casefold()


@contextmanager
def on_connecting(do: Callable[[Any], object]) -> Iterator[None]:
    """Do something to each new connection of every engine meanwhile."""

    def connected(connection: Any, _: Any) -> None:
        do(connection)

    event.listen(Engine, "connect", connected)
    try:
        yield
    finally:
        event.remove(Engine, "connect", connected)


# A full disk


def test_a_full_disk_is_told_and_leaves_the_store_as_it_was(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, big = counts(file_url), file(tmp_path, written(100))
    [(pages,)] = ask(file_url, "PRAGMA page_count")
    with on_connecting(lambda connection: connection.execute(f"PRAGMA max_page_count={pages}")):
        said = told(capsys, big)
    assert_stopped(said, "disken är full")
    assert ask(file_url, "PRAGMA integrity_check") == [("ok",)]
    assert counts(file_url) == before
    assert told(capsys, big).status == 0


def test_a_file_that_may_not_grow_is_told_and_leaves_the_store_as_it_was(
    file_url: str, tmp_path: Path
) -> None:
    years = tuple(f"{year}-{month:02d}" for year in range(2009, 2019) for month in range(1, 13))
    before, big = counts(file_url), file(tmp_path, written(100, years))
    ended = subprocess.run(
        [sys.executable, "-c", SMALL_FILES, *command(big)], cwd=ROOT, capture_output=True, text=True
    )
    said = Told(ended.returncode, json.loads(ended.stdout), ended.stderr)
    assert_stopped(said, "disken")
    assert ask(file_url, "PRAGMA integrity_check") == [("ok",)]
    assert counts(file_url) == before


# A store that can't be written to


@pytest.mark.parametrize("how", ["mode=ro", "immutable=1"])
def test_a_store_that_may_only_be_read_can_be_looked_into_but_not_written(
    file_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    before, path = counts(file_url), file(tmp_path, written(100))
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", f"sqlite:///file:{path_of(file_url)}?{how}&uri=true")
    assert told(capsys, path, "--dry-run").status == 0
    assert_stopped(told(capsys, path), "bara läsas")
    assert counts(file_url) == before


def test_a_postgresql_user_that_may_only_read_is_told(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not url.startswith("postgresql"):
        return
    before, path = counts(url), file(tmp_path, written(100))
    with on_connecting(lambda connection: setattr(connection, "read_only", True)):
        assert_stopped(told(capsys, path), "bara läsas")
    assert counts(url) == before


def test_a_store_that_another_holds_too_long_is_told_and_left(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.store.BUSY_TIMEOUT_MS", 50)
    before, path = counts(file_url), file(tmp_path, written(100))
    with closing(sqlite3.connect(path_of(file_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_stopped(told(capsys, path), "någon annan skriver", "vänta")
        other.execute("ROLLBACK")
    assert counts(file_url) == before
    assert told(capsys, path).status == 0


def _of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    "harm",
    [
        _of_another_version,
        lambda path: path.unlink(),
        lambda path: path.write_text("Det här är ingen databas. " * 400, encoding="utf-8"),
        lambda path: path.write_bytes(path.read_bytes()[:3000]),
    ],
    ids=["of another version", "deleted", "a text", "cut off"],
)
def test_a_store_that_cannot_be_used_is_told(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], object]
) -> None:
    harm(path_of(file_url))
    said = told(capsys, file(tmp_path, written(100)))
    assert_stopped(said, "python -m data init")
    assert said.printed["values"] == []


def test_a_store_that_is_deleted_while_the_file_is_read_is_told(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def deleted(*given: Any, **named: Any) -> Draft:
        draft = read_import(*given, **named)
        for end in ("", "-wal", "-shm"):
            Path(f"{path_of(file_url)}{end}").unlink(missing_ok=True)
        return draft

    monkeypatch.setattr("data.imports.command.read_import", deleted)
    said = told(capsys, file(tmp_path, written(100)))
    assert_stopped(said, "python -m data init")


# Files that can't be read, and their names


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "finns inte"), ("", "tom"), ("\n\n;;\n", "inga ifyllda celler"), ("folder", "en mapp")],
)
def test_a_file_that_cannot_be_read_is_told(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, words: str
) -> None:
    path = tmp_path / "fil.csv"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_text(content, encoding="utf-8")
    assert_stopped(told(capsys, path), words)


@pytest.mark.parametrize("made_by", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_has_no_end_is_not_read(
    file_url: str, tmp_path: Path, made_by: Callable[[Path], object]
) -> None:
    path = tmp_path / "fil.csv"
    made_by(path)
    ended = subprocess.run(
        [sys.executable, "-m", "data", *command(path)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert_stopped(Told(ended.returncode, json.loads(ended.stdout), ended.stderr), "ingen vanlig fil")


@pytest.mark.parametrize("meanwhile", [Path.unlink, lambda path: path.write_text("annat", encoding="utf-8")])
def test_what_was_checked_is_what_is_let_in_whatever_becomes_of_the_file(
    file_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Path], object],
) -> None:
    from data.files.content_hash import hash_of

    path = file(tmp_path, written(100))
    read = path.read_bytes()

    def interrupted(*given: Any, **named: Any) -> Draft:
        meanwhile(path)
        return read_import(*given, **named)

    monkeypatch.setattr("data.imports.command.read_import", interrupted)
    assert told(capsys, path).status == 0
    assert ask(file_url, "SELECT max(content_hash) FROM import WHERE kind = 'file'") == [(hash_of(read),)]
    assert counts(file_url)["measurement"] == PLACES * len(MONTHS)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("rad\nbryt\t<b>fet<b>.csv", "rad bryt <b>fet<b>.csv"),
        ("=cmd|' -C calc'!A0.csv", "=cmd|' -C calc'!A0.csv"),
        (f"{'å' * 120}.csv", f"{'å' * 120}.csv"),
    ],
)
def test_a_strange_name_of_a_file_is_kept_on_one_line(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, source: str
) -> None:
    assert told(capsys, file(tmp_path, written(100), name)).status == 0
    assert ask(url, "SELECT source FROM import WHERE kind = 'file'") == [(source,)]


def test_a_name_that_is_no_text_is_kept_as_far_as_it_can_be_read(url: str, tmp_path: Path) -> None:
    path = file(tmp_path, written(100))
    strange = path.rename(tmp_path / os.fsdecode(b"uppf\xf6ljning.csv"))
    ended = subprocess.run(
        [sys.executable, "-m", "data", *command(strange)], cwd=ROOT, capture_output=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")
    [(source,)] = ask(url, "SELECT source FROM import WHERE kind = 'file'")
    assert str(source).startswith("uppf")
    assert str(source).endswith("ljning.csv")


@pytest.mark.parametrize("name", ["19850302-2385.csv", "frånvaro 850302-2385.csv"])
def test_a_name_with_an_identity_number_stops_the_file_and_is_written_nowhere(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = counts(url)
    assert_stopped(told(capsys, file(tmp_path, written(100), name)), "personnummer")
    assert counts(url) == before


# Two at once


@dataclass
class Outcomes:
    """What became of two who let files in at once: who succeeded, and what the others were told."""

    done: list[int] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def drafted(url: str, content: str) -> tuple[Engine, Draft]:
    engine = open_store(url)
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT id FROM organisation"))
    return engine, read_import(engine, int(str(number)), sheets_of(content), answers={}, today=TODAY)


def let_in(engine: Engine, draft: Draft) -> None:
    commit(engine, draft, role="Controller", source="fil.csv", content_hash="h", accepted="Prövat")


def at_once(url: str, contents: list[str]) -> Outcomes:
    """Read all files, and then let all of them in at the same moment, each by a connection of its own."""
    readers = [drafted(url, content) for content in contents]
    barrier, outcomes = threading.Barrier(len(contents)), Outcomes()

    def write(place: int) -> None:
        barrier.wait(PATIENCE)
        try:
            let_in(*readers[place])
            outcomes.done.append(place)
        except RecordingError as error:
            outcomes.told.extend(error.problems)

    threads = [threading.Thread(target=write, args=(place,)) for place in range(len(contents))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert not any(each.is_alive() for each in threads)
    for engine, _ in readers:
        engine.dispose()
    return outcomes


FIRST = written(100)
AT_ONCE = {
    "the same file": [FIRST, FIRST],
    "different figures": [written(100, MONTHS[:2]), written(200, MONTHS[2:])],
    "figures in common": [written(100, MONTHS[:3]), written(200, MONTHS[1:])],
    "two corrections": [written(200), written(300)],
    "four of the same": [written(value) for value in (200, 300, 400, 500)],
}


@pytest.mark.parametrize("case", list(AT_ONCE))
@pytest.mark.parametrize("turn", range(3))
def test_of_two_imports_at_once_each_is_whole_or_told_that_another_was_first(
    url: str, case: str, turn: int
) -> None:
    corrects = case in ("two corrections", "four of the same")
    if corrects:
        engine, draft = drafted(url, FIRST)
        let_in(engine, draft)
        engine.dispose()
    contents = AT_ONCE[case]
    before = counts(url)
    outcomes = at_once(url, contents)
    assert len(outcomes.done) + len(outcomes.told) == len(contents)
    assert len(outcomes.done) == (2 if case == "different figures" else 1)
    assert all("någon annan" in problem for problem in outcomes.told)
    figures = sum(contents[place].count("\n") - 1 for place in outcomes.done)
    after = counts(url)
    assert after["import"] == int(str(before["import"])) + len(outcomes.done)
    assert after["measurement"] == int(str(before["measurement"])) + figures
    [(most, _)] = ask(url, "SELECT max(revision), 0 FROM measurement")
    assert most == (2 if corrects else 1)


def test_a_figure_that_comes_between_the_check_and_the_write_is_not_overwritten(url: str) -> None:
    """The other lets its figures in just before the first asks what its own are to follow."""
    (slow, mine), (quick, theirs) = drafted(url, written(100)), drafted(url, written(200))
    others: list[threading.Thread] = []
    told_other: list[str] = []

    def other() -> None:
        try:
            let_in(quick, theirs)
        except RecordingError as error:
            told_other.extend(error.problems)

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not others and "OVER (PARTITION BY" in statement:
            others.append(threading.Thread(target=other))
            others[0].start()
            others[0].join(1.0)

    event.listen(slow, "before_cursor_execute", before)
    told_mine: list[str] = []
    try:
        let_in(slow, mine)
    except RecordingError as error:
        told_mine.extend(error.problems)
    finally:
        others[0].join(PATIENCE)
        for engine in (slow, quick):
            engine.dispose()
    assert len(told_mine) + len(told_other) == 1
    assert "någon annan" in (told_mine + told_other)[0]
    assert ask(url, "SELECT max(revision) FROM measurement") == [(1,)]
