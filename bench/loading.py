"""Bulk loading of one million measurements, against what the sqlite3 shell needs for the same file.

The product reads the file with pandas and records it by its own path, validation and all,
in one transaction. The shell's `.import` writes the same rows to the same table, without asking.
"""

import csv
import re
import shutil
import subprocess
import time
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, func, insert, select, text

from bench import report
from bench.report import Bar, Timing
from data.models import Indicator, Measurement, Organisation, Unit
from data.models.base import now, table_of
from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import
from data.store import migrate, open_store
from metrics.periods import Period
from metrics.vocabulary import ImportKind, Periodicity

ROWS, ROWS_QUICK = 1_000_000, 200_000
UNITS, INDICATORS = 100, 100
REPETITIONS = 3
MOST = 4.0
FIRST_MONTH = Period(Periodicity.MONTH, 2018, 3)
KEY = re.compile(r",\s*CONSTRAINT \w+ UNIQUE \([^)]*\)")
DELIVERED = [
    "unit_id",
    "indicator_id",
    "period",
    "value",
    "numerator",
    "denominator",
    "n",
    "state",
    "comment",
]


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:
    """Load the same measurements by the product and by the shell, in turn, and print it."""
    shell = shutil.which("sqlite3")
    if shell is None:
        report.heading("Massinläsning: mäts inte, programmet sqlite3 saknas (sudo apt install sqlite3)")
        return []
    rows = ROWS_QUICK if quick else ROWS
    delivery, whole = folder / "leverans.csv", folder / "hel.csv"
    empty = folder / "tom.db"
    _make_empty(empty)
    _write_files(delivery, whole, rows)
    ways = {
        "product": Timing("pandas.read_csv och record_measurements", []),
        "shell": Timing("sqlite3 .import, samma tabell med nyckel", []),
        "bare": Timing("sqlite3 .import, samma tabell utan nyckel", []),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(REPETITIONS):
        taken["product"].append(_by_product(_copy(empty, folder), delivery, rows))
        taken["shell"].append(_by_shell(shell, _copy(empty, folder), whole, rows, keyed=True))
        taken["bare"].append(_by_shell(shell, _copy(empty, folder), whole, rows, keyed=False))
    report.heading(f"Massinläsning av {rows // 1000} tusen mätvärden ur CSV ({REPETITIONS} gånger, växelvis)")
    timings = {name: Timing(way.name, taken[name]) for name, way in ways.items()}
    for timing in timings.values():
        report.show(timing)
    against = timings["product"].median
    report.ratio("produkten mot .import utan nyckel", against / timings["bare"].median)
    return [report.judge(Bar("produkten mot .import", against / timings["shell"].median, MOST))]


def _by_product(store: Path, delivery: Path, rows: int) -> float:
    engine = open_store(f"sqlite:///{store.as_posix()}")
    began = time.perf_counter()
    frame = pd.read_csv(
        delivery, dtype={"period": "str", "comment": "str"}, keep_default_na=False, na_values=[]
    )
    with engine.begin() as connection:
        entry = ImportIn(kind=ImportKind.FILE, source=delivery.name)
        import_id = start_import(connection, 1, entry)
        recorded = record_measurements(connection, organisation_id=1, import_id=import_id, frame=frame)
    taken = time.perf_counter() - began
    assert recorded.new == rows, f"expected {rows} new figures, got {recorded}"
    _check_and_remove(engine, store, rows)
    return taken


def _by_shell(shell: str, store: Path, whole: Path, rows: int, *, keyed: bool) -> float:
    engine = open_store(f"sqlite:///{store.as_posix()}")
    if not keyed:
        _remake_without_key(engine)
    engine.dispose()
    began = time.perf_counter()
    told = subprocess.run(
        [shell, store, f".import --csv --skip 1 {whole.as_posix()} measurement"],
        capture_output=True,
        text=True,
        check=True,
    )
    taken = time.perf_counter() - began
    assert not told.stderr, told.stderr
    _check_and_remove(engine, store, rows)
    return taken


def _make_empty(path: Path) -> None:
    """Make a store that holds what the measurements point to, and nothing else."""
    engine = open_store(f"sqlite:///{path.as_posix()}")
    migrate(engine)
    units = [
        {"id": unit, "organisation_id": 1, "code": f"e-{unit}", "name": "Enhet"} for unit in _numbers(UNITS)
    ]
    indicator = {
        "organisation_id": 1,
        "name": "Mått",
        "area": "other",
        "definition": "Mått",
        "unit_of_measure": "antal",
        "decimals": 0,
        "kind": "ratio",
        "direction": "up",
        "periodicity": "month",
        "source_system": "",
        "owner": "",
        "tolerance": 0,
        "source": "Mätning",
    }
    indicators = [{**indicator, "id": place, "code": f"m-{place}"} for place in _numbers(INDICATORS)]
    with engine.begin() as connection:
        organisation = {"id": 1, "code": "o-1", "name": "Organisation", "simulated": True}
        connection.execute(insert(table_of(Organisation)), [organisation])
        connection.execute(insert(table_of(Unit)), [{**unit, "kind": "", "position": 0} for unit in units])
        connection.execute(insert(table_of(Indicator)), indicators)
        # Its own import, so that the shell's rows have one to point to.
        start_import(connection, 1, ImportIn(kind=ImportKind.FILE, source="Mätning"))
    engine.dispose()


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _copy(empty: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(empty, folder / "last.db"))


def _write_files(delivery: Path, whole: Path, rows: int) -> None:
    """Write the same measurements twice: as a unit delivers them, and with every column of the table."""
    columns = table_of(Measurement).c.keys()
    recorded_at = now().strftime("%Y-%m-%d %H:%M:%S.%f")
    months = [FIRST_MONTH.shifted(step) for step in range(-(-rows // (UNITS * INDICATORS)))]
    with delivery.open("w", newline="") as short, whole.open("w", newline="") as long:
        delivered, complete = csv.writer(short), csv.writer(long)
        delivered.writerow(DELIVERED)
        complete.writerow(columns)
        number = 0
        for month in months:
            for unit in _numbers(UNITS):
                for place in _numbers(INDICATORS):
                    number += 1
                    part = (unit * 31 + place * 7 + month.index) % 90
                    row = dict(
                        zip(
                            DELIVERED,
                            (unit, place, month.code, part, part, 100, 100, "final", ""),
                            strict=True,
                        )
                    )
                    delivered.writerow(row.values())
                    row |= {"id": number, "organisation_id": 1, "import_id": 1, "revision": 1}
                    row |= {"period_start": month.first, "period_end": month.last, "recorded_at": recorded_at}
                    complete.writerow([row[name] for name in columns])


def _remake_without_key(engine: Engine) -> None:
    """Make the measurements' table anew, without the unique key that the overview reads by."""
    with engine.begin() as connection:
        made_by = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'measurement'"))
        without_key, found = KEY.subn("", made_by)
        assert found == 1, f"expected one unique key in {made_by}"
        connection.execute(text("DROP TABLE measurement"))
        connection.execute(text(without_key))


def _check_and_remove(engine: Engine, store: Path, rows: int) -> None:
    with engine.connect() as connection:
        held = connection.scalar(select(func.count()).select_from(table_of(Measurement)))
    engine.dispose()
    assert held == rows, f"expected {rows} measurements in the store, got {held}"
    for path in (store, Path(f"{store}-wal"), Path(f"{store}-shm")):
        path.unlink(missing_ok=True)
