"""What the product brings with it: the concept codes, the plans, and Exempelstad."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, Table, select

from data.models import Account, Import, Indicator, Rebase, Unit
from data.models.base import table_of
from data.models.event import RebaseIn
from data.models.organisation import ImportIn
from data.plan_file import ReadPlan, hash_of, read_plan
from data.plan_loading import LoadedPlan, held_plan, load_plan
from data.recording import organisation_id_of, record_amounts, record_measurements, start_import
from data.recording_events import add_rebase
from metrics.vocabulary import ImportKind

PLANS = Path(__file__).parent / "plans"
DEMO = Path(__file__).parent / "demo"
CONCEPTS = PLANS / "concepts.toml"
DEMO_PLAN = DEMO / "exempelstad.toml"
DEMO_ORGANISATION = "exempelstad"

ALREADY, NEWLY = "Redan inläst", "Läste in"

Tell = Callable[[str], None]


def concepts() -> dict[str, str]:
    """Return concept code -> Swedish name."""
    return tomllib.loads(CONCEPTS.read_text(encoding="utf-8"))


def plan_paths() -> list[Path]:
    """Return the plan files that come with the product, in order of name."""
    return [path for path in sorted(PLANS.glob("*.toml")) if path != CONCEPTS]


def load_plans(engine: Engine, tell: Tell) -> None:
    """Check every plan file that the store does not hold yet, then load them.

    Raises PlanFileError before anything is written if a file can't be loaded.
    """
    fresh = []
    for path in plan_paths():
        held = _held(engine, path)
        if held:
            tell(f"{ALREADY}: {held.title}")
        else:
            fresh.append(read_plan(path, concepts()))
    for plan in fresh:
        _load_one(engine, plan, tell)


def load_plan_file(engine: Engine, path: Path, tell: Tell) -> None:
    """Load one plan file from anywhere. Raises PlanFileError, and then writes nothing."""
    _load_one(engine, read_plan(path, concepts()), tell)


def _held(engine: Engine, path: Path) -> LoadedPlan | None:
    """Return the plan the store has from this file; a file it has is not read again, so a start is quick."""
    with engine.connect() as connection:
        return held_plan(connection, path.name, hash_of(path.read_bytes()))


def _load_one(engine: Engine, plan: ReadPlan, tell: Tell) -> None:
    with engine.begin() as connection:
        loaded = load_plan(connection, plan)
    tell(f"{NEWLY if loaded.changed else ALREADY}: {loaded.title}")


def load_exempelstad(engine: Engine, tell: Tell) -> None:
    """Load the invented office: its plan, and the simulated figures if they are new.

    The figures are known by the hash of what makes them, so that a second start makes nothing.
    """
    plan = None if _held(engine, DEMO_PLAN) else read_plan(DEMO_PLAN, concepts())
    generator = hash_of(b"".join(path.read_bytes() for path in sorted(DEMO.glob("*.py"))))
    with engine.begin() as connection:
        if plan is not None:
            load_plan(connection, plan)
        organisation_id = organisation_id_of(connection, DEMO_ORGANISATION)
        if _holds_demo(connection, organisation_id, generator):
            tell(f"{ALREADY}: Exempelstads simulerade siffror")
            return
        tell("Räknar fram Exempelstads simulerade siffror …")
        _record_demo(connection, organisation_id, generator)
    tell(f"{NEWLY}: Exempelstads simulerade siffror")


def _holds_demo(connection: Connection, organisation_id: int, generator: str) -> bool:
    imports = table_of(Import)
    held = select(imports.c.id).where(
        imports.c.organisation_id == organisation_id,
        imports.c.kind == ImportKind.DEMO.value,
        imports.c.content_hash == generator,
    )
    return connection.scalar(held.limit(1)) is not None


def _record_demo(connection: Connection, organisation_id: int, generator: str) -> None:
    from data.demo.measurements import deliveries  # not loaded at an ordinary start
    from data.demo.money import amounts

    units = _ids(connection, table_of(Unit), organisation_id)
    indicators = _ids(connection, table_of(Indicator), organisation_id)
    accounts = _ids(connection, table_of(Account), organisation_id)
    for delivery in deliveries():
        entry = ImportIn(
            kind=ImportKind.DEMO,
            source="Simulerade data",
            content_hash=generator,
            recorded_by=delivery.recorded_by,
            note=delivery.note,
        )
        frame = _with_ids(delivery.frame, {"unit": units, "indicator": indicators})
        import_id = start_import(connection, organisation_id, entry)
        record_measurements(connection, organisation_id=organisation_id, import_id=import_id, frame=frame)
    entry = ImportIn(
        kind=ImportKind.DEMO,
        source="Simulerade data",
        content_hash=generator,
        note="Budget, utfall och prognoser",
    )
    frame = _with_ids(amounts(), {"unit": units, "account": accounts})
    import_id = start_import(connection, organisation_id, entry)
    record_amounts(connection, organisation_id=organisation_id, import_id=import_id, frame=frame)
    _decide_new_limits(connection, organisation_id, import_id, units, indicators)


def _decide_new_limits(
    connection: Connection,
    organisation_id: int,
    import_id: int,
    units: dict[str, int],
    indicators: dict[str, int],
) -> None:
    """Make the decisions of Exempelstad that have not been made; one that is taken back stays so."""
    from data.demo.decisions import NEW_LIMITS

    table = table_of(Rebase)
    mine = table.c.organisation_id == organisation_id
    made = {
        tuple(row)
        for row in connection.execute(
            select(table.c.indicator_id, table.c.unit_id, table.c.starts_on).where(mine)
        )
    }
    owned = {"organisation_id": organisation_id, "import_id": import_id}
    for each in NEW_LIMITS:
        place = indicators[each.indicator], units[each.unit]
        if (*place, each.starts_on) not in made:
            decision = RebaseIn(starts_on=each.starts_on, reason=each.reason, role=each.role)
            add_rebase(connection, decision, owned, *place)


def _ids(connection: Connection, table: Table, organisation_id: int) -> dict[str, int]:
    rows = select(table.c.code, table.c.id).where(table.c.organisation_id == organisation_id)
    return {row.code: row.id for row in connection.execute(rows)}


def _with_ids(frame: pd.DataFrame, ids: dict[str, dict[str, int]]) -> pd.DataFrame:
    """Replace code columns by id columns; a code without an id is a fault in the generator."""
    for noun, numbers in ids.items():
        unknown = set(frame[noun]) - set(numbers)
        if unknown:
            raise KeyError(f"{noun}: {sorted(unknown)} are not in the plan file, which has {sorted(numbers)}")
    numbered = frame.assign(**{f"{noun}_id": frame[noun].map(numbers) for noun, numbers in ids.items()})
    return numbered.drop(columns=list(ids))
