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
from data.models.organisation import ImportIn
from data.plan_aliases import follow_aliases
from data.plan_derivations import tie_indicators
from data.plan_entries import ActivityEntry, FollowUpEntry, PlanFile
from data.plan_events import follow_events
from data.plan_figures import record_figures
from data.plan_file import PlanFileError, ReadPlan
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


def load_plan(connection: Connection, read: ReadPlan) -> LoadedPlan:
    """Bring the store in step with a plan file, within the caller's transaction."""
    content = read.content
    held = held_plan(connection, read.path.name, read.content_hash)
    if held:
        return held
    _refuse_other_nature(connection, read)
    row = content.organisation.model_dump()
    organisation_id = _synced(connection, Organisation, {}, [row])[content.organisation.code]
    hold(connection, organisation_id, alone=True)
    entry = ImportIn(kind=ImportKind.PLAN, source=read.path.name, content_hash=read.content_hash)
    import_id = start_import(connection, organisation_id, entry)
    left = _load_content(connection, content, organisation_id, import_id)
    return LoadedPlan(organisation_id, content.plan.title, changed=True, left=left)


def _refuse_other_nature(connection: Connection, read: ReadPlan) -> None:
    """An invented office stays invented and a real one real, whatever a later file says."""
    organisation, entry = table_of(Organisation), read.content.organisation
    known = connection.scalar(select(organisation.c.simulated).where(organisation.c.code == entry.code))
    if known is not None and bool(known) != entry.simulated:
        nature = "påhittad (simulated = true)" if known else "verklig (simulated = false)"
        told = f"organisation, simulated: «{entry.code}» är redan inläst som {nature} och kan inte byta slag"
        raise PlanFileError(read.path, [told])


def held_plan(connection: Connection, source: str, content_hash: str) -> LoadedPlan | None:
    """Return the plan that the store has from just this file, or None if it is to be loaded."""
    imports, plan = table_of(Import), table_of(Plan)
    latest = select(plan.c.organisation_id, plan.c.title).join(imports, imports.c.id == plan.c.import_id)
    row = connection.execute(
        latest.where(imports.c.source == source, imports.c.content_hash == content_hash)
    ).first()
    return LoadedPlan(row.organisation_id, row.title, changed=False) if row else None


def _load_content(connection: Connection, content: PlanFile, organisation_id: int, import_id: int) -> str:
    """Bring all of a plan file in; return what is told of the figures that were left as they stand."""
    owned = {"organisation_id": organisation_id}
    units = _synced_tree(connection, Unit, owned, _rows(content.units, leave={"aliases"}))
    indicators = _synced(connection, Indicator, owned, _indicators(content))
    tie_indicators(connection, content, owned, indicators)
    accounts = _synced(connection, Account, owned, _accounts(content, indicators))
    follow_aliases(connection, content, owned, units=units, indicators=indicators, accounts=accounts)
    plan_row = {**content.plan.model_dump(), "import_id": import_id}
    plan_id = _synced(connection, Plan, owned, [plan_row])[content.plan.code]
    _load_plan_content(connection, content, {**owned, "plan_id": plan_id}, units, indicators)
    told = {**owned, "plan_id": plan_id, "import_id": import_id}
    follow_events(connection, content.events, told, units, indicators)
    told_of = {"unit": units, "indicator": indicators, "account": accounts}
    return record_figures(connection, content, {**owned, "import_id": import_id}, told_of)


def _load_plan_content(
    connection: Connection,
    content: PlanFile,
    owned: dict[str, int],
    units: Mapping[str, int],
    indicators: Mapping[str, int],
) -> None:
    for emptied in (table_of(PlanIndicator), table_of(Target)):
        connection.execute(delete(emptied).where(emptied.c.plan_id == owned["plan_id"]))
    objective_rows = _rows(content.objectives, leave={"indicators"})
    objectives = _synced_tree(connection, Objective, owned, objective_rows, prune=True)
    _synced(connection, Activity, owned, _under(objectives, content.activities), prune=True)
    _synced(connection, FollowUp, owned, _under(objectives, content.follow_ups), prune=True)
    _synced(connection, Contradiction, owned, _rows(content.contradictions), prune=True)
    _insert_all(connection, PlanIndicator, owned, _places_in_plan(content, indicators, objectives))
    _insert_all(connection, Target, owned, _targets(content, indicators, units))
    _replace_definition_changes(connection, content, owned["organisation_id"], indicators)


def _indicators(content: PlanFile) -> list[dict[str, Any]]:
    """Return indicators as rows, without what ties them to others."""
    apart = {"objective", "targets", "definition_changes", "derived", "protected", "accompanies", "aliases"}
    return _rows(content.indicators, leave=apart)


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
    main: list[tuple[str | None, str]] = [(entry.objective, entry.code) for entry in content.indicators]
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
    """Sync rows whose `parent` names another row's code, parents first."""
    table = table_of(model)
    flat = [{name: value for name, value in row.items() if name != "parent"} for row in rows]
    ids = _synced(connection, model, owned, [{**row, "parent_id": None} for row in flat], prune=prune)
    for row in rows:
        if row["parent"] is not None:
            parent_id = ids[row["parent"]]
            connection.execute(
                update(table).where(table.c.id == ids[row["code"]]).values(parent_id=parent_id)
            )
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
    there = connection.execute(select(table.c.code, table.c.id).where(*mine))
    ids: dict[str, int] = {row.code: row.id for row in there}
    for row in rows:
        if row["code"] in ids:
            connection.execute(update(table).where(table.c.id == ids[row["code"]]).values(**row))
        else:
            ids[row["code"]] = inserted_id(connection, table, {**owned, **row})
    gone = set(ids) - {row["code"] for row in rows} if prune else set()
    if gone:
        away = (*mine, table.c.code.in_(gone))
        removal = update(table).values(retired=True) if kept else delete(table)
        connection.execute(removal.where(*away))
    return {code: number for code, number in ids.items() if code not in gone}


def _insert_all(connection: Connection, model: type[Base], owned: Row, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table_of(model)), [{**owned, **row} for row in rows])
