"""A small plan in a store, and changes to make in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plan_texts import CONCEPTS, PLAN, plan_at
from sqlalchemy import Engine, select, text

from data.models import Base
from data.plan_editing.editing import PlanChange, edit_plan
from data.plan_files.content import read_plan_content
from data.plan_files.differences import entry_of
from data.plan_files.entries import PlanFile
from data.plan_files.loading import load_plan
from data.plan_files.reading import read_plan
from metrics.vocabulary import PlanNoun

GIVEN = {"reason": "Beslut i nämnden", "role": "Verksamhetsutvecklare"}
UNCONCERNED = PLAN.replace('concept = "sjukfranvaro"\n', "")
"""The shipped concepts do not hold the one that the small plan names."""
Contents = dict[str, list[tuple[Any, ...]]]


def loaded(engine: Engine, folder: Path, written: str = UNCONCERNED) -> int:
    """Load a plan file and return the number of its plan."""
    read = read_plan(plan_at(folder, written), CONCEPTS)
    with engine.begin() as connection:
        load_plan(connection, read)
    return plan_numbered(engine, read.content.plan.code)


def plan_numbered(engine: Engine, code: str) -> int:
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT id FROM plan WHERE code = :code"), {"code": code})
    assert found is not None
    return int(found)


def standing(engine: Engine, plan_id: int, noun: PlanNoun, code: str) -> dict[str, Any] | None:
    return entry_of(read_plan_content(engine, plan_id), noun, code)


def changed_entry(content: PlanFile, noun: PlanNoun, code: str, /, **fields: Any) -> PlanChange:
    """Return the change that gives some fields of an entry other values."""
    before = entry_of(content, noun, code)
    assert before is not None
    return PlanChange(noun, code, before, {**before, **fields})


def edit(engine: Engine, plan_id: int, noun: PlanNoun, code: str, /, **fields: Any) -> int:
    """Change some fields of an entry as it stands; return the new edition."""
    change = changed_entry(read_plan_content(engine, plan_id), noun, code, **fields)
    return edit_plan(engine, plan_id=plan_id, change=change, given=GIVEN)


def make(
    engine: Engine,
    plan_id: int,
    noun: PlanNoun,
    code: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> int:
    change = PlanChange(noun, code, before, after)
    return edit_plan(engine, plan_id=plan_id, change=change, given=GIVEN)


def without_order(content: PlanFile) -> dict[str, Any]:
    """Return what a plan says, however its entries are ordered, and without its edition."""
    plan = content.model_copy(update={"plan": content.plan.model_copy(update={"edition": 0})})
    return {
        name: sorted(map(repr, value)) if isinstance(value, list) else value for name, value in plan if value
    }


def contents(engine: Engine) -> Contents:
    """Return every row of every table."""
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for name, table in Base.metadata.tables.items()
        }


def ask(engine: Engine, question: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]
