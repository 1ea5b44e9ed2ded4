"""What is asked of the store to tell a plan as the plan file that would bring it in.

Rows out, for they become entries and not frames. Asked within the caller's transaction: a plan that is to be
changed is read by the one who holds it. Plans are not kept by day, and neither are these answers.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, or_, select

from data.models import Import, Organisation, Plan, PlanEdit
from data.models.base import Base, table_of
from metrics.vocabulary import ImportKind, PlanNoun

OF_PLAN = "Planen «{}»"
"""The note of an import that brought in a file of the plan with this code."""


def rows_of(
    connection: Connection, model: type[Base], *order: str, kept_only: bool = False, **having: int
) -> list[RowMapping]:
    """Return whole rows of a table, those with some numbers; with `kept_only` not those that are retired.

    In an order that ends with their number: they were written in the file's.
    """
    table = table_of(model)
    wanted = [table.c[name] == value for name, value in having.items()]
    if kept_only:
        wanted.append(~table.c.retired)
    question = select(table).where(*wanted).order_by(*[table.c[name] for name in order], table.c.id)
    return list(connection.execute(question).mappings())


def plan_codes(connection: Connection) -> "Sequence[Row[int, str, str]]":
    """Return `id`, `code` and the organisation's code as `office` of every plan, in order of code."""
    plan, office = table_of(Plan), table_of(Organisation)
    question = select(plan.c.id, plan.c.code, office.c.code.label("office")).join(
        office, office.c.id == plan.c.organisation_id
    )
    return connection.execute(question.order_by(plan.c.code, office.c.code)).all()


def standing_plan(connection: Connection, organisation: str, code: str) -> "Row[int, str, int] | None":
    """Return `id`, `title` and `edition` of an organisation's plan by their codes, None if there is none."""
    plan, office = table_of(Plan), table_of(Organisation)
    question = (
        select(plan.c.id, plan.c.title, plan.c.edition)
        .join(office, office.c.id == plan.c.organisation_id)
        .where(office.c.code == organisation, plan.c.code == code)
    )
    return connection.execute(question).one_or_none()


def simulated(connection: Connection, organisation: str) -> bool | None:
    """Tell whether an organisation is invented, None if there is none with the code."""
    office = table_of(Organisation)
    known = connection.scalar(select(office.c.simulated).where(office.c.code == organisation))
    return None if known is None else bool(known)


def latest_edit_of(connection: Connection, plan_id: int, noun: PlanNoun, code: str) -> "Row[Any, Any] | None":
    """Return `role` and `recorded_at` of the latest change of an entry, None if it hasn't been changed."""
    table = table_of(PlanEdit)
    mine = (table.c.plan_id == plan_id, table.c.noun == noun.value, table.c.code == code)
    latest = select(table.c.role, table.c.recorded_at).where(*mine).order_by(table.c.id.desc())
    return connection.execute(latest.limit(1)).first()


def printed_words(
    connection: Connection, plan: RowMapping, model: type[Base], key: Sequence[str]
) -> list[RowMapping]:
    """Return the latest word that a plan's files have said on each figure, in the order it was first said.

    `key` are the columns that name a figure.
    """
    table = table_of(model)
    said = (table.c.import_id.in_(_imports_of(connection, plan)), ~table.c.taken_back)
    rows = connection.execute(select(table).where(*said).order_by(table.c.id)).mappings()
    return list({tuple(row[name] for name in key): row for row in rows}.values())


def _imports_of(connection: Connection, plan: RowMapping) -> list[int]:
    """Return the imports of a plan's files.

    An import says itself of which plan it is. One from before they did is the plan's if no other plan was
    last loaded from a file of that name; where both were, if no other was last loaded by that very import.
    """
    plans, imports = table_of(Plan), table_of(Import)
    mine = (imports.c.organisation_id == plan["organisation_id"], imports.c.kind == ImportKind.PLAN)
    latest = select(plans.c.id, imports.c.id.label("by"), imports.c.source).where(*mine)
    loaded = {
        row.id: row for row in connection.execute(latest.join(imports, imports.c.id == plans.c.import_id))
    }
    named = imports.c.note == OF_PLAN.format(plan["code"])
    own = loaded.pop(plan["id"], None)
    if own is None:  # made on screen
        return []
    others = {row.source for row in loaded.values()} - {own.source}
    unnamed = (imports.c.note == "") & imports.c.source.not_in(others)
    unnamed &= imports.c.id.not_in([row.by for row in loaded.values()])
    return list(connection.scalars(select(imports.c.id).where(*mine, or_(named, unnamed))))
