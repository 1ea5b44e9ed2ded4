"""Loading a checked plan file into the store: all of it or nothing, and twice changes nothing.

What a plan says of itself (goals, targets, activities) follows the file: what the file
no longer holds is retired or goes away. What has been measured or booked is recorded, never removed, and what
others have changed or locked is left (see `own_words`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, delete, insert, select, update

from data.gate import hold
from data.models import (
    Account,
    Activity,
    Contradiction,
    DefinitionChange,
    FollowUp,
    Import,
    Indicator,
    Objective,
    Organisation,
    Plan,
    PlanIndicator,
    Target,
    Unit,
)
from data.models.base import Base, table_of
from data.models.event import LONGEST_REASON
from data.models.organisation import ImportIn
from data.plan_files.aliases import follow_aliases
from data.plan_files.content import plan_content
from data.plan_files.derivations import tie_indicators
from data.plan_files.differences import differences
from data.plan_files.edits import write_edits
from data.plan_files.entries import ActivityEntry, FollowUpEntry, PlanFile
from data.plan_files.events import follow_events
from data.plan_files.figures import record_figures
from data.plan_files.reading import ReadPlan
from data.plan_files.refusals import refuse_lost_protection, refuse_other_edition, refuse_other_nature
from data.plan_files.sharing import changed_with, other_plans
from data.queries_plan_file import OF_PLAN, standing_plan
from data.recording import inserted_id, start_import
from metrics.vocabulary import ImportKind

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LoadedPlan:
    """Which organisation and plan a file became; `changed` is False if the store already held it.

    `left` tells which figures of the file were not written, because others have changed them or they are
    locked; empty if all were.
    """

    organisation_id: int
    title: str
    changed: bool
    left: str = ""


def load_plan(connection: Connection, read: ReadPlan, *, unprotect: bool = False) -> LoadedPlan:
    """Bring the store in step with a plan file, within the caller's transaction.

    What it changes in a plan that is there is written down, also in others that share it. Raises
    PlanFileError if the plan that stands has been changed on screen another number of times than the file
    says, and if the file would take away or lessen the protection against small counts of an indicator that
    another plan has too, unless `unprotect` says that it may.
    """
    content = read.content
    standing = standing_plan(connection, content.organisation.code, content.plan.code)
    held = held_plan(connection, read.path.name, read.content_hash)
    if held and standing:
        refuse_other_edition(read, standing.edition)
        return held
    refuse_other_nature(connection, read)
    row = content.organisation.model_dump()
    organisation_id = _synced(connection, Organisation, {}, [row])[content.organisation.code]
    hold(connection, organisation_id, alone=True)
    standing = standing_plan(connection, content.organisation.code, content.plan.code)
    if standing:
        refuse_other_edition(read, standing.edition)
    if not unprotect:
        refuse_lost_protection(connection, read)
    before = plan_content(connection, standing.id) if standing else None
    others = other_plans(connection, organisation_id, content.plan.code)
    note = OF_PLAN.format(content.plan.code)
    entry = ImportIn(kind=ImportKind.PLAN, source=read.path.name, content_hash=read.content_hash, note=note)
    import_id = start_import(connection, organisation_id, entry)
    owned = {"organisation_id": organisation_id, "import_id": import_id}
    plan_id, left = load_content(connection, content, owned, {"import_id": import_id})
    told = {**owned, "reason": f"Inläst ur planfilen {read.path.name}"[:LONGEST_REASON], "role": "planfil"}
    if before:
        found = differences(before, plan_content(connection, plan_id))
        write_edits(connection, found, {**told, "plan_id": plan_id})
    changed_with(connection, others, told)
    return LoadedPlan(organisation_id, content.plan.title, changed=True, left=left)


def held_plan(connection: Connection, source: str, content_hash: str) -> LoadedPlan | None:
    """Return the plan that the store has from just this file, or None if it is to be loaded."""
    imports, plan = table_of(Import), table_of(Plan)
    latest = select(plan.c.organisation_id, plan.c.title).join(imports, imports.c.id == plan.c.import_id)
    row = connection.execute(
        latest.where(imports.c.source == source, imports.c.content_hash == content_hash)
    ).first()
    return LoadedPlan(row.organisation_id, row.title, changed=False) if row else None


def load_content(
    connection: Connection, content: PlanFile, owned: Mapping[str, int], of_plan: Row
) -> tuple[int, str]:
    """Bring a checked plan in; return its number, and what is told of the figures left as they stand.

    `owned` is the organisation, which is held alone, and the import; `of_plan` is what the plan's row has
    beside what a file says of it.
    """
    import_id, owned = owned["import_id"], {"organisation_id": owned["organisation_id"]}
    units = _synced_tree(connection, Unit, owned, _rows(content.units, leave={"aliases"}))
    indicators = _synced(connection, Indicator, owned, _indicators(content))
    tie_indicators(connection, content, owned, indicators)
    accounts = _synced(connection, Account, owned, _accounts(content, indicators))
    follow_aliases(connection, content, owned, units=units, indicators=indicators, accounts=accounts)
    plan_row = {**content.plan.model_dump(), **of_plan}
    plan_id = _synced(connection, Plan, owned, [plan_row])[content.plan.code]
    _load_plan_content(connection, content, {**owned, "plan_id": plan_id}, units, indicators)
    told = {**owned, "plan_id": plan_id, "import_id": import_id}
    follow_events(connection, content.events, told, units, indicators)
    told_of = {"unit": units, "indicator": indicators, "account": accounts}
    return plan_id, record_figures(connection, content, {**owned, "import_id": import_id}, told_of)


def _load_plan_content(
    connection: Connection,
    content: PlanFile,
    owned: dict[str, int],
    units: Mapping[str, int],
    indicators: Mapping[str, int],
) -> None:
    objective_rows = _rows(content.objectives, leave={"indicators"})
    objectives = _synced_tree(connection, Objective, owned, objective_rows, prune=True)
    _synced(connection, Activity, owned, _under(objectives, content.activities), prune=True)
    _synced(connection, FollowUp, owned, _under(objectives, content.follow_ups), prune=True)
    _synced(connection, Contradiction, owned, _rows(content.contradictions), prune=True)
    _replace_all(connection, PlanIndicator, owned, _places_in_plan(content, indicators, objectives))
    _replace_all(connection, Target, owned, _targets(content, indicators, units))
    _replace_definition_changes(connection, content, owned["organisation_id"], indicators)


def _indicators(content: PlanFile) -> list[dict[str, Any]]:
    """Return indicators as rows, without what ties them to others."""
    apart = {"objective", "targets", "definition_changes", "derived", "protected", "accompanies", "aliases"}
    return _rows(content.indicators, leave=apart | {"outside"})


def _accounts(content: PlanFile, indicators: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return accounts as rows, each with the number of the indicator that counts what it pays for."""
    counted = [indicators[entry.volume] if entry.volume else None for entry in content.accounts]
    rows = _rows(content.accounts, leave={"volume", "aliases"})
    return [{**row, "volume_indicator_id": indicator} for row, indicator in zip(rows, counted, strict=True)]


def _under(
    objectives: Mapping[str, int], entries: Sequence[ActivityEntry] | Sequence[FollowUpEntry]
) -> list[dict[str, Any]]:
    """Return entries as rows, each with the number of the objective it stands under."""
    places = [objectives[entry.objective] if entry.objective else None for entry in entries]
    rows = _rows(entries, leave={"objective"})
    return [{**row, "objective_id": place} for row, place in zip(rows, places, strict=True)]


def _places_in_plan(
    content: PlanFile, indicators: Mapping[str, int], objectives: Mapping[str, int]
) -> list[dict[str, Any]]:
    main: list[tuple[str | None, str]] = [
        (entry.objective, entry.code) for entry in content.indicators if not entry.outside
    ]
    also: list[tuple[str | None, str]] = [
        (entry.code, code) for entry in content.objectives for code in entry.indicators
    ]
    return [
        {
            "indicator_id": indicators[code],
            "objective_id": objectives[objective] if objective else None,
            "position": position,
        }
        for position, (objective, code) in enumerate(dict.fromkeys(main + also))
    ]


def _targets(
    content: PlanFile, indicators: Mapping[str, int], units: Mapping[str, int]
) -> list[dict[str, Any]]:
    return [
        {
            **target.model_dump(exclude={"unit", "source"}),
            "indicator_id": indicators[indicator.code],
            "unit_id": units[target.unit] if target.unit else None,
            "source": target.source or indicator.source,
        }
        for indicator in content.indicators
        for target in indicator.targets
    ]


def _replace_definition_changes(
    connection: Connection, content: PlanFile, organisation_id: int, indicators: Mapping[str, int]
) -> None:
    ours = [indicators[entry.code] for entry in content.indicators]
    changes = table_of(DefinitionChange)
    connection.execute(delete(changes).where(changes.c.indicator_id.in_(ours)))
    rows = [
        {**change.model_dump(), "indicator_id": indicators[entry.code]}
        for entry in content.indicators
        for change in entry.definition_changes
    ]
    _insert_all(connection, DefinitionChange, {"organisation_id": organisation_id}, rows)


def _rows(entries: Sequence[BaseModel], *, leave: set[str] | None = None) -> list[dict[str, Any]]:
    """Return entries as rows, numbered in the file's order where the table has a position."""
    rows = [entry.model_dump(exclude=leave or set()) for entry in entries]
    return [{**row, "position": number} for number, row in enumerate(rows)]


def _synced_tree(
    connection: Connection, model: type[Base], owned: Row, rows: list[dict[str, Any]], *, prune: bool = False
) -> dict[str, int]:
    """Sync rows whose `parent` names another row's code."""
    table = table_of(model)
    ids = _synced(connection, model, owned, rows, prune=prune)
    mine = [table.c[name] == value for name, value in owned.items()]
    stands = connection.execute(select(table.c.code, table.c.parent_id).where(*mine))
    above = {row.code: row.parent_id for row in stands}
    for row in rows:
        parent_id = ids[row["parent"]] if row["parent"] is not None else None
        if above[row["code"]] != parent_id:
            moved = update(table).where(table.c.id == ids[row["code"]])
            connection.execute(moved.values(parent_id=parent_id))
    return ids


def _synced(
    connection: Connection, model: type[Base], owned: Row, rows: Sequence[Row], *, prune: bool = False
) -> dict[str, int]:
    """Insert new rows, update changed ones, and return code -> id of all that are there.

    `owned` tells which rows of the table are meant, and is written on new ones. With
    `prune`, rows of ours that are not among `rows` are retired, or deleted where the table has no such mark.
    """
    table = table_of(model)
    columns = set(table.c.keys())
    kept = {"retired": False} if "retired" in columns else {}
    rows = [{name: value for name, value in row.items() if name in columns} | kept for row in rows]
    mine = [table.c[name] == value for name, value in owned.items()]
    there = {row["code"]: row for row in connection.execute(select(table).where(*mine)).mappings()}
    ids: dict[str, int] = {code: row["id"] for code, row in there.items()}
    for row in rows:
        stands = there.get(row["code"])
        if stands is None:
            ids[row["code"]] = inserted_id(connection, table, {**owned, **row})
        elif any(stands[name] != value for name, value in row.items()):
            connection.execute(update(table).where(table.c.id == stands["id"]).values(**row))
    gone = set(ids) - {row["code"] for row in rows} if prune else set()
    if gone:
        away = (*mine, table.c.code.in_(gone))
        removal = update(table).values(retired=True) if kept else delete(table)
        connection.execute(removal.where(*away))
    return {code: number for code, number in ids.items() if code not in gone}


def _replace_all(connection: Connection, model: type[Base], owned: Row, rows: Sequence[Row]) -> None:
    """Let a plan have just these rows. Where it has them already they stay, with their numbers."""
    table = table_of(model)
    mine = table.c.plan_id == owned["plan_id"]
    names = list(rows[0]) if rows else []
    stands = connection.execute(select(table).where(mine).order_by(table.c.id)).mappings().all()
    if [[row[name] for name in names] for row in stands] != [[row[name] for name in names] for row in rows]:
        connection.execute(delete(table).where(mine))
        _insert_all(connection, model, owned, rows)


def _insert_all(connection: Connection, model: type[Base], owned: Row, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table_of(model)), [{**owned, **row} for row in rows])
