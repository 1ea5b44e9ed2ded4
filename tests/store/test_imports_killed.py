"""Imports killed at random moments: each is wholly there or wholly absent, and the store is whole."""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from import_files import indicator, office, plan_of, unit
from killed_imports import BEGUN, COMMITTING, PATIENCE, Fate, Launcher, Order, launcher
from sqlalchemy import Engine, text
from store_places import Place

from data.store import migrate, open_store

KILLS = {"sqlite": 200, "postgresql": 30}
LEAST = {"sqlite": 20, "postgresql": 3}
"""So many of the kills are to meet each of: before the write, in it, and after it."""
UNITS, INDICATORS, MONTHS = 5, 5, 12
PLAN = plan_of(
    unit("kontoret", "Kontoret"),
    *[unit(f"e-{number}", f"Enhet {number}", "kontoret") for number in range(UNITS)],
    *[indicator(f"m-{number}", f"Mått {number}") for number in range(INDICATORS)],
)
WRITTEN = {
    "measurement": "SELECT import_id, count(*) FROM measurement GROUP BY 1",
    "layouts": "SELECT import_id, count(*) FROM import_layout GROUP BY 1",
    "findings": "SELECT import_id, count(*) FROM import_finding GROUP BY 1",
}
OF_ONE = """
SELECT i.code, u.code, m.period, m.value FROM measurement m
JOIN unit u ON u.id = m.unit_id JOIN indicator i ON i.id = m.indicator_id WHERE m.import_id = :number
"""
IN_FORCE = "SELECT indicator, unit, period, value FROM v_measurement"
OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
Figures = dict[tuple[str, str, str], float]


@dataclass
class Counted:
    """How many kills met which part of an import, and the imports that are there."""

    before: int = 0
    within: int = 0
    after: int = 0
    present: list[int] = field(default_factory=list)

    @property
    def killed(self) -> int:
        return self.before + self.within + self.after


@pytest.fixture
def engine(place: Place, tmp_path: Path) -> Iterator[Engine]:
    address = place.new_url()
    made = open_store(address)
    migrate(made)
    office(made, tmp_path, PLAN)
    yield made
    made.dispose()
    place.drop(address)


def figures_of(number: int) -> Figures:
    """Return the figures of a file: the same for every file, but with values of its own."""
    months = [f"2019-{month + 1:02d}" for month in range(MONTHS)]
    return {
        (f"m-{place}", f"e-{part}", month): 1000.0 + number + (part * 31 + place * 7 + step * 13) % 41
        for step, month in enumerate(months)
        for part in range(UNITS)
        for place in range(INDICATORS)
    }


def named(figures: Figures) -> Figures:
    """Return figures by the names of indicators and units instead of their codes."""
    return {
        (what.replace("m-", "Mått "), where.replace("e-", "Enhet "), month): value
        for (what, where, month), value in figures.items()
    }


def order_of(folder: Path, number: int) -> list[str]:
    """Write a file with a name that must be asked about, and return the command that lets it in."""
    path, asked = folder / f"fil {number}.csv", f"Avdelning {number}"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Mått", "Enhet", "Period", "Värde"])
        for (what, where, month), value in figures_of(number).items():
            rows.writerow([what, asked if where == "e-0" else where, month, f"{value:.0f}"])
    options = ["--organisation", "lilla", "--accept", "Rättat", "--json"]
    return ["import", str(path), *options, "--answer", f"unit:{asked}=e-0"]


def ask(engine: Engine, question: str, **values: object) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


def figures_in(engine: Engine, question: str, **values: object) -> Figures:
    return {(str(a), str(b), str(c)): float(str(d)) for a, b, c, d in ask(engine, question, **values)}


def written(engine: Engine) -> dict[str, dict[object, object]]:
    """Return for each table how many rows each import has in it."""
    counts = {name: dict(ask(engine, question)) for name, question in WRITTEN.items()}  # type: ignore[arg-type]
    return {"imports": dict(ask(engine, 'SELECT id, 1 FROM "import"')), **counts}  # type: ignore[arg-type]


def assert_whole(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        engine.dispose()
        assert ask(engine, "PRAGMA integrity_check") == [("ok",)]
        assert ask(engine, "PRAGMA foreign_key_check") == []
        return
    until = time.monotonic() + PATIENCE
    while ask(engine, OTHERS) != [(0,)]:
        assert time.monotonic() < until
        time.sleep(0.01)


def judge(engine: Engine, number: int, fate: Fate, counted: Counted) -> None:
    """Hold an import to being wholly there or wholly absent, and count what its kill met."""
    known = set(counted.present)
    now = written(engine)
    assert all(set(imports) <= set(now["imports"]) for imports in now.values())
    fresh = [int(str(each)) for each in now["imports"] if each not in known]
    if not fresh:
        assert fate.status is None
        assert all(set(imports) <= known for imports in now.values())
        counted.before += BEGUN not in fate.marks
        counted.within += BEGUN in fate.marks
        return
    (import_id,) = fresh
    assert COMMITTING in fate.marks
    assert figures_in(engine, OF_ONE, number=import_id) == figures_of(number)
    expected = UNITS * INDICATORS if number else None
    assert (now["layouts"].get(import_id), now["findings"].get(import_id)) == (1, expected)
    counted.present.append(import_id)
    counted.after += fate.status is None
    assert fate.status in (None, 0)


def test_an_import_that_is_killed_is_wholly_there_or_wholly_absent(
    engine: Engine, place: Place, tmp_path: Path
) -> None:
    kind = engine.dialect.name
    chance, counted = np.random.default_rng(2019), Counted()
    counted.present = [int(str(each)) for each in written(engine)["imports"]]
    lasting, writing, ending = 1.0, 0.2, 0.05
    with launcher(engine.url.render_as_string(hide_password=False), tmp_path) as started:
        for number in range(3):
            lasting, writing, ending = _unharmed(engine, started, tmp_path, number, counted)
        moments = [("", lasting), (BEGUN, writing), (COMMITTING, ending), ("", lasting), (BEGUN, writing)]
        number = 3
        while counted.killed < KILLS[kind]:
            after, span = moments[number % len(moments)]
            order = Order(order_of(tmp_path, number), after, chance.uniform(0, span))
            fate = started.run(order)
            assert_whole(engine)
            judge(engine, number, fate, counted)
            number += 1
        assert started.run(Order(order_of(tmp_path, number))).status == 0
    assert figures_in(engine, IN_FORCE) == named(figures_of(number))
    assert min(counted.before, counted.within, counted.after) >= LEAST[kind], counted


def _unharmed(
    engine: Engine, started: Launcher, folder: Path, number: int, counted: Counted
) -> tuple[float, float, float]:
    """Let an import be, and return how long it, its write and what comes after the commit lasted."""
    whole = started.run(Order(order_of(folder, number)))
    judge(engine, number, whole, counted)
    return whole.lasted, whole.since(BEGUN), whole.since(COMMITTING)
