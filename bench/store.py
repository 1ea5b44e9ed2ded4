"""The overview's question to stores of different sizes: it must cost the same in all of them.

The stores have the product's own schema, and hold units of 60 indicators with three years
of months each. The rows are written by SQLite directly: ten million through validation
would take minutes, and it is the reading that is measured here.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from bench import report
from bench.report import Bar, Timing
from data.queries import figures
from data.store import migrate, open_store
from metrics.numbers import number
from metrics.overview import window_start
from metrics.periods import Period, latest_within
from metrics.vocabulary import Periodicity

SMALL = 100_000
LARGE, LARGE_QUICK = 10_000_000, 1_000_000
INDICATORS = 60
MONTHS = 60
UNITS_PER_ORGANISATION = 12
CHOSEN = Period(Periodicity.MONTH, 2026, 10)
REPETITIONS = 41
MOST = 1.5
INSERT = """
INSERT INTO measurement (organisation_id, unit_id, indicator_id, import_id, revision, period,
    period_start, period_end, value, numerator, denominator, n, state, comment, recorded_at)
VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?, NULL, NULL, NULL, 'final', '', '2026-11-05 08:00:00.000000')
"""
Row = tuple[int, int, int, str, str, str, float]


@dataclass(frozen=True)
class Filled:
    """A store that has been filled, and how many units its figures are spread over."""

    engine: Engine
    rows: int
    units: int
    build_seconds: float


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:
    """Fill a small and a large store in `folder`, time the question in both, and print it."""
    stores = [fill(folder / f"{rows}.db", rows) for rows in (SMALL, LARGE_QUICK if quick else LARGE)]
    report.heading(f"Översiktens fråga: en enhet, {INDICATORS} indikatorer ({REPETITIONS} gånger, växelvis)")
    for store in stores:
        size = Path(store.engine.url.database or "").stat().st_size / 1e6
        report.fact(
            f"fylla {number(store.rows, 0)} mätvärden", f"{number(store.build_seconds, 0)} s, {size:.0f} MB"
        )
    answers = _ask_in_turn(stores)
    timings = [
        Timing(f"bland {number(store.rows, 0)} mätvärden", seconds)
        for store, seconds in zip(stores, answers, strict=True)
    ]
    for timing in timings:
        report.show(timing)
    for store in stores:
        store.engine.dispose()
    return [report.judge(Bar("störst mot minst", timings[1].median / timings[0].median, MOST))]


def fill(path: Path, rows: int) -> Filled:
    """Make a store with about `rows` measurements, ordered by month as they would have come in."""
    engine = open_store(f"sqlite:///{path.as_posix()}")
    migrate(engine)
    engine.dispose()
    units = max(rows // (INDICATORS * MONTHS), 1)
    began = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-2000000")
        _fill_surroundings(connection, units)
        connection.executemany(INSERT, islice(_rows(units), rows))
        connection.commit()
        connection.execute("PRAGMA journal_mode=WAL")
    return Filled(engine, rows, units, time.perf_counter() - began)


def _fill_surroundings(connection: sqlite3.Connection, units: int) -> None:
    """Write the organisations, units, indicators and the import that the measurements point to."""
    organisations = range(1, _organisation_of(units) + 1)
    connection.executemany(
        "INSERT INTO organisation (id, code, name, simulated) VALUES (?, ?, ?, 1)",
        ((number, f"o-{number}", f"Organisation {number}") for number in organisations),
    )
    connection.executemany(
        "INSERT INTO unit (id, organisation_id, code, name, kind, position) VALUES (?, ?, ?, ?, '', 0)",
        ((unit, _organisation_of(unit), f"e-{unit}", f"Enhet {unit}") for unit in range(1, units + 1)),
    )
    connection.executemany(
        "INSERT INTO indicator (id, organisation_id, code, name, area, definition, unit_of_measure, decimals,"
        " kind, direction, periodicity, source_system, owner, tolerance, source)"
        " VALUES (?, ?, ?, 'Mått', 'other', 'Mått', 'antal', 0, 'flow', 'up', 'month', '', '', 0, 'Mätning')",
        (
            (_indicator(organisation, place), organisation, f"m-{place}")
            for organisation in organisations
            for place in range(INDICATORS)
        ),
    )
    connection.execute(
        "INSERT INTO import (id, organisation_id, kind, source, content_hash, recorded_by, note, recorded_at)"
        " VALUES (1, 1, 'file', 'Mätning', '', '', '', '2026-11-05 08:00:00.000000')"
    )


def _rows(units: int) -> Iterator[Row]:
    """Yield measurements month by month, so that a unit's own lie far apart in the table."""
    latest = latest_within(CHOSEN.last, Periodicity.MONTH)
    for back in reversed(range(MONTHS)):
        month = latest.shifted(-back)
        code, first, last = month.code, month.first.isoformat(), month.last.isoformat()
        for unit in range(1, units + 1):
            organisation = _organisation_of(unit)
            for place in range(INDICATORS):
                value = float((unit * 31 + place * 7 + back) % 97)
                yield organisation, unit, _indicator(organisation, place), code, first, last, value


def _organisation_of(unit: int) -> int:
    return (unit - 1) // UNITS_PER_ORGANISATION + 1


def _indicator(organisation: int, place: int) -> int:
    return (organisation - 1) * INDICATORS + place + 1


def _ask_in_turn(stores: Sequence[Filled]) -> list[list[float]]:
    """Ask each store in turn, about the same unit after the other; return seconds per store."""
    answers: list[list[float]] = [[] for _ in stores]
    for repetition in range(-2, REPETITIONS):
        for store, seconds in zip(stores, answers, strict=True):
            unit = max(repetition, 0) * store.units // REPETITIONS + 1
            taken = _ask(store.engine, unit, CHOSEN.last)
            if repetition >= 0:
                seconds.append(taken)
    return answers


def _ask(engine: Engine, unit: int, last_day: date) -> float:
    indicators = [_indicator(_organisation_of(unit), place) for place in range(INDICATORS)]
    began = time.perf_counter()
    frame = figures(engine, [unit], indicators, first_year=window_start(CHOSEN), last_day=last_day)
    taken = time.perf_counter() - began
    expected = INDICATORS * len([month for month in _months() if month.year >= window_start(CHOSEN)])
    assert len(frame) == expected, f"expected {expected} figures, got {len(frame)}"
    return taken


def _months() -> list[Period]:
    return [CHOSEN.shifted(-back) for back in range(MONTHS)]
