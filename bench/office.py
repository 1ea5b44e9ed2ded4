"""An office of 60 indicators, all reported by every unit: a full overview at every place in the tree.

It is made as any office comes in: a plan file, read and loaded, and measurements that are recorded.
Every figure is made up by a formula, so that two runs measure the same thing.
"""

import math
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, select

from data.catalogue import concepts
from data.models import Indicator, Unit
from data.models.base import table_of
from data.models.organisation import ImportIn
from data.plan_files.loading import load_plan
from data.plan_files.reading import read_plan
from data.recording import record_measurements, start_import
from data.store import migrate, open_store
from metrics.periods import Period
from metrics.vocabulary import ImportKind, Periodicity

CODE = "matstad"
ROOT = "hela"
LEAVES = tuple(f"enhet-{number}" for number in range(1, 9))
ROWS = 60
LATEST = Period(Periodicity.MONTH, 2026, 10)
MONTHS = 70
AREAS = ("placements", "lead_times", "support", "quality", "staff", "economy")
KINDS = (
    ("flow", "antal", "at_most"),
    ("stock", "antal", "plan"),
    ("ratio", "%", "at_least"),
    ("mean", "dagar", "at_most"),
    ("index", "index", "at_least"),
    ("flow", "antal", "report_only"),
)
SERIES_LEVEL = 40


def make_office(folder: Path) -> str:
    """Make a store that holds the office, in `folder`; return its address."""
    address = f"sqlite:///{(folder / 'office.db').as_posix()}"
    plan = folder / "matstad.toml"
    plan.write_text("\n".join(_plan_lines()), encoding="utf-8")
    engine = open_store(address)
    migrate(engine)
    with engine.begin() as connection:
        organisation_id = load_plan(connection, read_plan(plan, concepts())).organisation_id
        entry = ImportIn(kind=ImportKind.DEMO, source="Mätning")
        import_id = start_import(connection, organisation_id, entry)
    frame = _with_ids(engine, pd.DataFrame(_figures()))
    with engine.begin() as connection:
        record_measurements(connection, organisation_id=organisation_id, import_id=import_id, frame=frame)
    engine.dispose()
    return address


def _plan_lines() -> Iterator[str]:
    yield f'[organisation]\ncode = "{CODE}"\nname = "Mätstad"\nsimulated = true\n'
    yield '[plan]\ncode = "matstad-2026"\ntitle = "Verksamhetsplan 2026 för Mätstad (påhittad)"'
    yield 'document = "Mätning"\nvalid_from = 2021-01-01\nvalid_to = 2026-12-31\n'
    yield f'[[units]]\ncode = "{ROOT}"\nname = "Hela verksamheten"\n'
    for number, leaf in enumerate(LEAVES):
        middle = f"verksamhet-{number // 4 + 1}"
        if number % 4 == 0:
            yield f'[[units]]\ncode = "{middle}"\nname = "{middle.capitalize()}"\nparent = "{ROOT}"\n'
        yield f'[[units]]\ncode = "{leaf}"\nname = "{leaf.capitalize()}"\nparent = "{middle}"\n'
    for place in range(ROWS):
        yield from _indicator_lines(place)


def _indicator_lines(place: int) -> Iterator[str]:
    kind, unit_of_measure, target = KINDS[place % len(KINDS)]
    direction = {"at_most": "down", "at_least": "up"}.get(target, "none")
    yield f'[[indicators]]\ncode = "matt-{place}"\nname = "Ett mått som har nummer {place}"'
    yield f'area = "{AREAS[place * len(AREAS) // ROWS]}"\nkind = "{kind}"\ndirection = "{direction}"'
    yield f'unit_of_measure = "{unit_of_measure}"\ndecimals = {0 if unit_of_measure == "antal" else 1}'
    yield 'periodicity = "month"'
    yield 'definition = "Ett påhittat mått, för att mäta hastighet."\nsource = "Mätning"\ntolerance = 2'
    value = "" if target == "report_only" else f"value = {SERIES_LEVEL}, "
    valid = 'valid_from = 2021-01-01, valid_to = 2026-12-31, words = "Mål"'
    yield f'targets = [{{ kind = "{target}", {value}{valid} }}]\n'


def _figures() -> Iterator[dict[str, object]]:
    """Yield a wave per unit and indicator, with what a roll-up needs: parts, or the number behind a mean."""
    for back in reversed(range(MONTHS)):
        month = LATEST.shifted(-back)
        for step, leaf in enumerate(LEAVES):
            for place in range(ROWS):
                kind = KINDS[place % len(KINDS)][0]
                cases = 80 + step
                share = round(SERIES_LEVEL + 12 * math.sin(back / 3 + place + step))
                value = 100 * share / cases if kind == "ratio" else float(share)
                yield {
                    "unit": leaf,
                    "indicator": f"matt-{place}",
                    "period": month.code,
                    "value": value,
                    "numerator": float(share) if kind == "ratio" else math.nan,
                    "denominator": float(cases) if kind == "ratio" else math.nan,
                    "n": float(cases) if kind in ("mean", "index") else math.nan,
                    "state": "final",
                }


def _with_ids(engine: Engine, frame: pd.DataFrame) -> pd.DataFrame:
    """Replace the codes by the numbers that the store has given them."""
    numbered = frame
    for noun, model in (("unit", Unit), ("indicator", Indicator)):
        table = table_of(model)
        with engine.connect() as connection:
            rows = connection.execute(select(table.c.code, table.c.id))
            numbers = {row.code: row.id for row in rows}
        numbered = numbered.assign(**{f"{noun}_id": numbered[noun].map(numbers)}).drop(columns=noun)
    return numbered
