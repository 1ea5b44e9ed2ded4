"""What the product brings with it: the concept codes, the plans, and Exempelstad."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from data.demo_loading import record_demo, unknown_codes
from data.files.content_hash import hash_of
from data.models import Import
from data.models.base import table_of
from data.plan_files.loading import LoadedPlan, held_plan, load_plan
from data.plan_files.reading import ReadPlan, read_plan
from data.plan_files.refusals import lost_protection
from data.queries_plan_file import standing_plan
from data.recording import organisation_id_of
from metrics.vocabulary import ImportKind

PLANS = Path(__file__).parent / "plans"
DEMO = Path(__file__).parent / "demo"
CONCEPTS = PLANS / "concepts.toml"
DEMO_PLAN = DEMO / "exempelstad.toml"
DEMO_ORGANISATION = "exempelstad"

ALREADY, NEWLY, LEFT = "Redan inläst", "Läste in", "Lämnades"
FIGURES = "Exempelstads simulerade siffror"

Tell = Callable[[str], None]


def concepts() -> dict[str, str]:
    """Return concept code -> Swedish name."""
    return tomllib.loads(CONCEPTS.read_text(encoding="utf-8"))


def plan_paths() -> list[Path]:
    """Return the plan files that come with the product, in order of name."""
    return [path for path in sorted(PLANS.glob("*.toml")) if path != CONCEPTS]


def load_plans(engine: Engine, tell: Tell) -> None:
    """Check every plan file that the store does not hold yet, then load them.

    A plan that has been changed on screen is left as it stands, and so is one whose file would take away the
    protection of another plan. Raises PlanFileError before anything is written if a file can't be loaded.
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
            left = _why_left(connection, plan)
        if left:
            tell(left)
        else:
            _load_one(engine, plan, tell)


def _why_left(connection: Connection, plan: ReadPlan) -> str:
    """Say why a shipped file is not loaded; empty if it can be.

    Its plan has been changed on screen since, or it would take away protection that another plan has.
    """
    standing = standing_plan(connection, plan.content.organisation.code, plan.content.plan.code)
    if standing is None or standing.edition in (0, plan.content.plan.edition):
        lost = "; ".join(lost_protection(connection, plan.content))
        return f"{LEFT}: {plan.path.name} lästes inte in: {lost}." if lost else ""
    export = f".venv/bin/python -m data export {plan.content.plan.code}"
    return (
        f"{LEFT}: {standing.title} är ändrad på skärmen, så {plan.path.name} lästes inte in. "
        f"Vill du ha med det som är nytt i den, hämta planen med {export}, ändra i den filen och läs in den."
    )


def load_plan_file(engine: Engine, path: Path, tell: Tell, *, unprotect: bool = False) -> None:
    """Load one plan file from anywhere. Raises PlanFileError, and then writes nothing.

    With `unprotect` it may take away protection against small counts that another plan has too.
    """
    _load_one(engine, read_plan(path, concepts()), tell, unprotect=unprotect)


def _held(engine: Engine, path: Path) -> LoadedPlan | None:
    """Return the plan the store has from this file; a file it has is not read again, so a start is quick."""
    with engine.connect() as connection:
        return held_plan(connection, path.name, hash_of(path.read_bytes()))


def _load_one(engine: Engine, plan: ReadPlan, tell: Tell, *, unprotect: bool = False) -> None:
    with engine.begin() as connection:
        loaded = load_plan(connection, plan, unprotect=unprotect)
    _tell_loaded(tell, f"{NEWLY if loaded.changed else ALREADY}: {loaded.title}", loaded.left)


def _tell_loaded(tell: Tell, line: str, left: str) -> None:
    """Tell what was loaded, and which figures were left as they stand."""
    tell(line)
    if left:
        tell(left)


def load_exempelstad(engine: Engine, tell: Tell) -> None:
    """Load the invented office: its plan, and the simulated figures if they are new.

    The figures are known by the hash of what makes them, so that a second start makes nothing. They are left
    where the plan was, if they are of what it doesn't have.
    """
    plan = None if _held(engine, DEMO_PLAN) else read_plan(DEMO_PLAN, concepts())
    generator = hash_of(b"".join(path.read_bytes() for path in sorted(DEMO.glob("*.py"))))
    with engine.begin() as connection:
        if plan is not None:
            _load_or_leave(connection, plan, tell)
        organisation_id = organisation_id_of(connection, DEMO_ORGANISATION)
        if _holds_demo(connection, organisation_id, generator):
            tell(f"{ALREADY}: {FIGURES}")
            return
        missing = unknown_codes(connection, organisation_id, plan.content) if plan is not None else []
        if missing:
            tell(f"{LEFT}: {FIGURES}. De behöver koder som planen saknar: {', '.join(missing)}.")
            return
        tell(f"Räknar fram {FIGURES} …")
        left = record_demo(connection, organisation_id, generator)
    _tell_loaded(tell, f"{NEWLY}: {FIGURES}", left)


def _load_or_leave(connection: Connection, plan: ReadPlan, tell: Tell) -> None:
    left = _why_left(connection, plan)
    if left:
        tell(left)
    else:
        load_plan(connection, plan)


def _holds_demo(connection: Connection, organisation_id: int, generator: str) -> bool:
    imports = table_of(Import)
    held = select(imports.c.id).where(
        imports.c.organisation_id == organisation_id,
        imports.c.kind == ImportKind.DEMO.value,
        imports.c.content_hash == generator,
    )
    return connection.scalar(held.limit(1)) is not None
