"""What Ekonomi costs before there is a page: its question in stores of unlike size, and its judgements."""

import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from bench import report
from bench.ledger import AMOUNTS, LATEST, make_ledger
from bench.report import Bar, Timing
from data import queries, queries_money
from data.store import open_store
from metrics.money.books import books
from metrics.money.figures import Look, course_figure
from metrics.money.memory import memory, unit_records
from metrics.money.scale import MNKR
from metrics.money.view import economy_view
from metrics.numbers import number
from metrics.office import Chronicle, Office, office
from metrics.theme import LIGHT

REPETITIONS = 11
MANY, MANY_QUICK = 20, 5
MOST = 1.5


def measure(folder: Path, store: str, *, quick: bool = False) -> list[Bar]:
    """Ask the question of a store with one office and of one with many, and judge one; print it."""
    many = MANY_QUICK if quick else MANY
    began = time.perf_counter()
    larger = make_ledger(folder / "kassor.db", organisations=many)
    filled = time.perf_counter() - began
    engines = [open_store(store), open_store(larger)]
    answers = _ask_in_turn(engines, [1, many])
    names = ["i en databas med en verksamhet", f"i en databas med {many} verksamheter"]
    timings = [Timing(name, seconds) for name, seconds in zip(names, answers, strict=True)]
    report.heading(
        f"Ekonomins fråga: en verksamhets {number(AMOUNTS, 0)} belopp ({REPETITIONS} gånger, växelvis)"
    )
    report.fact(f"fylla {many} verksamheter", f"{number(filled, 0)} s")
    for timing in timings:
        report.show(timing)
    bar = report.judge(Bar("störst mot minst", timings[1].median / timings[0].median, MOST))
    _tell_parts(engines[0])
    for engine in engines:
        engine.dispose()
    return [bar]


def _ask_in_turn(engines: list[Engine], offices: list[int]) -> list[list[float]]:
    """Ask each store in turn, of one of its offices after the other; return seconds per store."""
    answers: list[list[float]] = [[] for _ in engines]
    pairs = zip(engines, offices, strict=True)
    units = [[_units(engine, place) for place in range(count)] for engine, count in pairs]
    for repetition in range(-2, REPETITIONS):
        for engine, own, seconds in zip(engines, units, answers, strict=True):
            taken = _ask(engine, own[repetition % len(own)])
            if repetition >= 0:
                seconds.append(taken)
    return answers


def _units(engine: Engine, place: int) -> list[int]:
    """Return the units of the office that was loaded as number `place` from 0."""
    own = queries.organisations(engine)["id"].sort_values().iloc[place]
    return [int(unit) for unit in queries.units(engine, int(own))["id"]]


def _ask(engine: Engine, units: list[int]) -> float:
    began = time.perf_counter()
    frame = queries_money.amounts(engine, units)
    taken = time.perf_counter() - began
    assert len(frame) == AMOUNTS, f"expected {AMOUNTS} amounts, got {len(frame)}"
    return taken


def _tell_parts(engine: Engine) -> None:
    """Print what each step from the store to the page's figures takes, for the whole office."""
    whole = _office(engine)
    root = whole.places[0].id
    accounts = queries_money.accounts(engine, whole.id)
    amounts = queries_money.amounts(engine, [place.id for place in whole.places])
    laid = books(amounts, accounts)
    view = economy_view(whole, laid, accounts, root, LATEST) if laid else None
    assert laid is not None and view is not None, "the ledger has months"
    chosen = laid.of(whole.ancestors_below(root))
    seen_from = LATEST.year, LATEST.last.month
    steps: dict[str, Callable[[], object]] = {
        "lägga upp beloppen (books)": lambda: books(amounts, accounts),
        "räkna året (economy_view)": lambda: economy_view(whole, laid, accounts, root, LATEST),
        "räkna minnet (memory)": lambda: memory(laid, chosen, *seen_from),
        "räkna minnet per enhet (unit_records)": lambda: unit_records(whole, laid, chosen, seen_from),
        "rita årets gång (course_figure)": lambda: course_figure(view, Look(MNKR, LIGHT, "")).to_json(),
    }
    report.heading(f"Vad stegen tar för hela verksamheten, utan sida ({REPETITIONS} gånger)")
    for name, step in steps.items():
        report.show(Timing(name, [_timed(step) for _ in range(REPETITIONS)]))


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _office(engine: Engine) -> Office:
    """Return the first office, as far as its economy needs it: without figures and happenings."""
    organisation = queries.organisations(engine).sort_values("id").iloc[0]
    own, nothing = int(organisation["id"]), pd.DataFrame()
    return office(
        organisation,
        queries.units(engine, own),
        queries.indicators(engine, own),
        queries.targets(engine, own),
        Chronicle(nothing, nothing, nothing),
        known_periods=[LATEST.code],
        plan_spans=[],
    )
