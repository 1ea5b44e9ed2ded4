"""What the product brings with it: the concept codes, the plans, and Exempelstad."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from data.demo_loading import record_demo
from data.files.content_hash import hash_of
from data.models import Import
from data.models.base import table_of
from data.plan_files.edits import standing_plan
from data.plan_files.loading import LoadedPlan, held_plan, load_plan
from data.plan_files.reading import ReadPlan, read_plan
from data.recording import organisation_id_of
from metrics.vocabulary import ImportKind

PLANS = Path(__file__).parent / "plans"
DEMO = Path(__file__).parent / "demo"
CONCEPTS = PLANS / "concepts.toml"
DEMO_PLAN = DEMO / "exempelstad.toml"
DEMO_ORGANISATION = "exempelstad"

ALREADY, NEWLY, LEFT = "Redan inläst", "Läste in", "Lämnades"

Tell = Callable[[str], None]


def concepts() -> dict[str, str]:
    """Return concept code -> Swedish name."""
    return tomllib.loads(CONCEPTS.read_text(encoding="utf-8"))


def plan_paths() -> list[Path]:
    """Return the plan files that come with the product, in order of name."""
    return [path for path in sorted(PLANS.glob("*.toml")) if path != CONCEPTS]


def load_plans(engine: Engine, tell: Tell) -> None:
    """Check every plan file that the store does not hold yet, then load them.

    A plan that has been changed on screen is left as it stands. Raises PlanFileError before anything is
    written if a file can't be loaded.
    """
    fresh = []
    for path in plan_paths():
        held = _held(engine, path)
        if held:
            tell(f"{ALREADY}: {held.title}")
        else:
            fresh.append(read_plan(path, concepts()))
    for plan in fresh:
        with engine.connect() as connection:
            edited = _changed_on_screen(connection, plan)
        if edited:
            tell(edited)
        else:
            _load_one(engine, plan, tell)


def _changed_on_screen(connection: Connection, plan: ReadPlan) -> str:
    """Say that a plan has been changed on screen since a file was shipped with it; empty if it hasn't."""
    standing = standing_plan(connection, plan.content.organisation.code, plan.content.plan.code)
    if standing is None or standing.edition in (0, plan.content.plan.edition):
        return ""
    export = f".venv/bin/python -m data export {plan.content.plan.code}"
    return (
        f"{LEFT}: {standing.title} är ändrad på skärmen, så {plan.path.name} lästes inte in. "
        f"Vill du ha med det som är nytt i den, hämta planen med {export}, ändra i den filen och läs in den."
    )


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
    _tell_loaded(tell, f"{NEWLY if loaded.changed else ALREADY}: {loaded.title}", loaded.left)


def _tell_loaded(tell: Tell, line: str, left: str) -> None:
    """Tell what was loaded, and which figures were left as they stand."""
    tell(line)
    if left:
        tell(left)


def load_exempelstad(engine: Engine, tell: Tell) -> None:
    """Load the invented office: its plan, and the simulated figures if they are new.

    The figures are known by the hash of what makes them, so that a second start makes nothing.
    """
    plan = None if _held(engine, DEMO_PLAN) else read_plan(DEMO_PLAN, concepts())
    generator = hash_of(b"".join(path.read_bytes() for path in sorted(DEMO.glob("*.py"))))
    with engine.begin() as connection:
        edited = _changed_on_screen(connection, plan) if plan is not None else ""
        if edited:
            tell(edited)
        elif plan is not None:
            load_plan(connection, plan)
        organisation_id = organisation_id_of(connection, DEMO_ORGANISATION)
        if _holds_demo(connection, organisation_id, generator):
            tell(f"{ALREADY}: Exempelstads simulerade siffror")
            return
        tell("Räknar fram Exempelstads simulerade siffror …")
        left = record_demo(connection, organisation_id, generator)
    _tell_loaded(tell, f"{NEWLY}: Exempelstads simulerade siffror", left)


def _holds_demo(connection: Connection, organisation_id: int, generator: str) -> bool:
    imports = table_of(Import)
    held = select(imports.c.id).where(
        imports.c.organisation_id == organisation_id,
        imports.c.kind == ImportKind.DEMO.value,
        imports.c.content_hash == generator,
    )
    return connection.scalar(held.limit(1)) is not None
