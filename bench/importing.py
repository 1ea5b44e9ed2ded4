"""Importing: a million long rows by the whole import, a small workbook to its preview, and an undo.

The rows go through all that a person's file goes through: read, recognised, understood, matched, checked,
previewed and let in. The floor is the sqlite3 shell's bare `.import` of the same file into a table of
texts without index, which neither asks nor understands. The workbook is as a person brings it to a store
with Exempelstad.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, func, select

from bench import importing_page, report
from bench.importing_files import (
    BARE,
    EXEMPELSTAD,
    KEYED,
    OFFICE,
    ROWS,
    ROWS_QUICK,
    SHELL_TABLES,
    TODAY,
    long_file,
    make_office,
    workbook,
)
from bench.product import find_chromium, make_store
from bench.report import Bar, Timing
from data.files.reading import read_sheets
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.imports.undoing import undo_import
from data.models import Measurement
from data.models.base import table_of
from data.queries_imports import organisation_named
from data.store import open_store
from metrics.numbers import number

WHOLE = "hela inläsningen, från fil till sparad"
REPETITIONS, OF_WORKBOOK, OF_UNDO = 3, 11, 5
MOST_TO_SHELL, MOST_SECONDS = 6.0, 1.0
TO_UNDO = 10_000
PEAK = """
import resource, sys
from pathlib import Path
from bench.importing import imported
imported(sys.argv[1], Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
Steps = dict[str, list[float]]


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:
    """Import a long file by the product and by the shell, in turn; then undo one, and preview a workbook."""
    long = _measure_long(folder, ROWS_QUICK if quick else ROWS)
    _measure_undo(folder)
    return [*long, *_measure_workbook(folder)]


def imported(url: str, file: Path, steps: Steps | None = None) -> int:
    """Let a file in as the command does, preview and all; return the import's number."""
    engine = open_store(url)
    watch = _Stopwatch({} if steps is None else steps)
    draft = _draft(engine, OFFICE, file.read_bytes(), file.name, watch.begin)
    watch.begin("förhandsvisar", 0.8)
    assert len(draft.preview) == len(draft.understood), "expected every row to be understood"
    watch.begin("skriver", 0.9)
    done = commit(engine, draft, role="Mätning", source=file.name, content_hash="", accepted="Mätning")
    engine.dispose()
    watch.begin("", 1.0)
    assert done.import_id is not None, "expected an import"
    return done.import_id


class _Stopwatch:
    """Times the steps of an import: each lasts until the next begins."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._step, self._began = "läser filen", time.perf_counter()

    def begin(self, step: str, _share: float) -> None:
        """Begin a step, and write down how long the one under way took."""
        now = time.perf_counter()
        self._steps.setdefault(self._step.casefold(), []).append(now - self._began)
        self._step, self._began = step, now


def _draft(
    engine: Engine,
    office: str,
    content: bytes,
    name: str,
    progress: Callable[[str, float], None] | None = None,
) -> Draft:
    found = organisation_named(engine, office)
    assert found is not None, f"expected the organisation {office}"
    draft = read_import(
        engine,
        int(found.id),
        read_sheets(content, name),
        answers={},
        today=TODAY,
        file_name=name,
        progress=progress,
    )
    assert not draft.questions, f"expected no question, got {draft.questions[0].text}"
    return draft


def _measure_long(folder: Path, rows: int) -> list[Bar]:
    shell = shutil.which("sqlite3")
    if shell is None:
        report.heading("Inläsning: mäts inte, programmet sqlite3 saknas (sudo apt install sqlite3)")
        return []
    empty, file = make_office(folder), long_file(folder, rows)
    steps: Steps = {}
    taken: dict[str, list[float]] = {name: [] for name in (WHOLE, *SHELL_TABLES)}
    for _ in range(REPETITIONS):
        taken[WHOLE].append(_by_product(empty, file, rows, steps))
        for name, made_by in SHELL_TABLES.items():
            taken[name].append(_by_shell(shell, folder / "skal.db", file, made_by, rows))
    size = number(file.stat().st_size / 1e6, 0)
    report.heading(
        f"Inläsning av {rows // 1000} tusen långa rader ur CSV, {size} MB ({REPETITIONS} gånger, växelvis)"
    )
    whole, bare, keyed = (Timing(name, taken[name]) for name in (WHOLE, BARE, KEYED))
    report.show(whole)
    for name, seconds in steps.items():
        report.show(Timing(f"  därav {name}", seconds))
    for timing in (bare, keyed):
        report.show(Timing(f"sqlite3 .import, {timing.name}", timing.seconds))
    report.fact("mest minne", f"{number(_peak(empty, file), 0)} MB")
    report.ratio(f"{WHOLE} mot .import i {KEYED}", whole.median / keyed.median)
    return [report.judge(Bar("hela inläsningen mot bara .import", whole.median / bare.median, MOST_TO_SHELL))]


def _by_product(empty: Path, file: Path, rows: int, steps: Steps) -> float:
    with _copied(empty) as url:
        began = time.perf_counter()
        imported(url, file, steps)
        taken = time.perf_counter() - began
        engine = open_store(url)
        with engine.connect() as connection:
            held = connection.scalar(select(func.count()).select_from(table_of(Measurement)))
        engine.dispose()
    assert held == rows, f"expected {rows} figures in the store, got {held}"
    return taken


def _by_shell(shell: str, store: Path, file: Path, made_by: str, rows: int) -> float:
    began = time.perf_counter()
    _ask_shell(shell, store, made_by, ".separator ;", f".import --skip 1 {file.as_posix()} rad")
    taken = time.perf_counter() - began
    held = int(_ask_shell(shell, store, "SELECT count(*) FROM rad"))
    assert held == rows, f"expected {rows} rows, got {held}"
    _remove(store)
    return taken


def _ask_shell(shell: str, store: Path, *commands: str) -> str:
    told = subprocess.run([shell, store, *commands], capture_output=True, text=True, check=True)
    assert not told.stderr, told.stderr
    return told.stdout


def _peak(empty: Path, file: Path) -> float:
    """Return how much memory a process of its own takes for the whole import, in MB."""
    with _copied(empty) as url:
        told = subprocess.run(
            [sys.executable, "-c", PEAK, url, str(file)], capture_output=True, text=True, check=True
        )
    return int(told.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def _measure_undo(folder: Path) -> None:
    """Time taking back an import of corrections in a store that holds what they corrected."""
    folder = folder / "ångra"
    folder.mkdir()
    empty, before = make_office(folder), long_file(folder, TO_UNDO)
    after = folder / "rättad.csv"
    after.write_text(before.read_text("utf-8").replace(";1", ";2"), encoding="utf-8")
    seconds = []
    with _copied(empty) as url:
        imported(url, before)
        for _ in range(OF_UNDO):
            wrong = imported(url, after)
            engine = open_store(url)
            began = time.perf_counter()
            undone = undo_import(engine, wrong, role="Mätning", reason="Mätning")
            seconds.append(time.perf_counter() - began)
            engine.dispose()
            assert undone.restored == TO_UNDO, f"expected {TO_UNDO} figures restored, got {undone}"
    report.heading(f"Ångra en inläsning ({OF_UNDO} gånger)")
    report.show(Timing(f"{TO_UNDO // 1000} tusen rättelser tas tillbaka", seconds))


def _measure_workbook(folder: Path) -> list[Bar]:
    url = make_store(folder)
    engine = open_store(url)
    content = workbook(engine)
    seconds = []
    for repetition in range(-1, OF_WORKBOOK):
        began = time.perf_counter()
        shown = _draft(engine, EXEMPELSTAD, content, "uppföljning.xlsx").preview
        if repetition >= 0:
            seconds.append(time.perf_counter() - began)
    engine.dispose()
    counts = shown["change"].value_counts().to_dict()
    report.heading(f"En arbetsbok till förhandsvisning i Exempelstad ({OF_WORKBOOK} gånger, {counts})")
    timings = [Timing("från fil till färdig förhandsvisning", seconds)]
    if find_chromium():
        timings.append(
            Timing("på sidan, från vald fil till synlig", importing_page.seconds(folder, url, content))
        )
    for timing in timings:
        report.show(timing)
    # a bar is a ratio; here to the second that has been promised
    return [
        report.judge(Bar(f"{timing.name} mot en sekund", timing.median, MOST_SECONDS)) for timing in timings
    ]


@contextmanager
def _copied(store: Path) -> Iterator[str]:
    """Copy a store while the block lasts; yield the copy's address."""
    copy = store.with_name("kopia.db")
    shutil.copyfile(store, copy)
    yield f"sqlite:///{copy.as_posix()}"
    _remove(copy)


def _remove(store: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{store}{end}").unlink(missing_ok=True)
