"""The gate of locked periods: a figure in a locked period is changed only with a reason.

Those who write figures hold the organisation together, and one who locks a period holds it alone: a lock
that is made meanwhile is seen, or waits until the figures stand.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data.as_of import office_time
from data.models import Account, Indicator, Organisation, PeriodLock, Unit
from data.models.base import Base, table_of
from data.models.event import LONGEST_REASON
from data.models.words import one_line
from metrics.locking import WAY_ON, Lock, closing_locks
from metrics.periods import Period
from metrics.unit_tree import lines_above

MOST_NAMES = 3
REASON = one_line(LONGEST_REASON, or_empty=True)


def hold(connection: Connection, organisation_id: int, *, alone: bool = False) -> None:
    """Hold an organisation until the transaction ends: together with others, or alone.

    SQLite has one writer at a time; there the transaction of writing is begun, if it hasn't been.
    """
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        if not getattr(driver, "in_transaction", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    table = table_of(Organisation)
    # what refers to the organisation holds it by its key already, so that nobody waits for oneself
    mine = select(table.c.id).where(table.c.id == organisation_id)
    connection.execute(mine.with_for_update(read=not alone, key_share=not alone))


def locks_in_force(connection: Connection, organisation_id: int) -> list[Lock]:
    """Return the locks of an organisation that have not been opened, the first made first."""
    table, unit = table_of(PeriodLock), table_of(Unit)
    names = "id unit_id period reason role recorded_at".split()
    question = (
        select(*[table.c[name] for name in names], unit.c.name.label("unit"))
        .join(unit, unit.c.id == table.c.unit_id, isouter=True)
        .where(table.c.organisation_id == organisation_id, table.c.withdrawn_at.is_(None))
        .order_by(table.c.recorded_at, table.c.id)
    )
    return [
        Lock(
            id=row.id,
            unit_id=row.unit_id,
            unit=row.unit or "",
            period=Period.parse(row.period),
            reason=row.reason,
            role=row.role,
            locked_at=office_time(row.recorded_at),
        )
        for row in connection.execute(question)
    ]


def units_above(connection: Connection, organisation_id: int) -> dict[int, list[int]]:
    """Return unit -> the units above it, nearest first."""
    unit = table_of(Unit)
    rows = connection.execute(
        select(unit.c.id, unit.c.parent_id).where(unit.c.organisation_id == organisation_id)
    )
    return lines_above({row.id: row.parent_id for row in rows})


def locked(
    connection: Connection, organisation_id: int, figures: pd.DataFrame
) -> tuple[np.ndarray, list[Lock]]:
    """Return for each figure (`unit_id`, `period`) the place of the lock that closes it, and the locks.

    -1 stands for an open period. One question is put where nothing is locked.
    """
    locks = locks_in_force(connection, organisation_id)
    below_units = any(lock.unit_id is not None for lock in locks)
    ancestors = units_above(connection, organisation_id) if below_units else {}
    return closing_locks(figures, locks, ancestors), locks


def passed(
    connection: Connection, organisation_id: int, fresh: pd.DataFrame, reason: str
) -> tuple[pd.DataFrame, list[str]]:
    """Return new and changed figures with their `lock_reason`, and what stops them, in Swedish.

    `fresh` has `unit_id`, `period` and `indicator_id` or `account_id`. The reason is written on those in
    a locked period only; without one they are what stops.
    """
    try:
        told = REASON(reason)
    except ValueError as error:
        return fresh, [f"lock_reason: {error}"]
    if fresh.empty:
        return fresh.assign(lock_reason=""), []
    places, locks = locked(connection, organisation_id, fresh)
    closed = places >= 0
    if closed.any() and not told:
        return fresh, list(_refusals(connection, fresh[closed].assign(lock=places[closed]), locks))
    return fresh.assign(lock_reason=pd.Series(np.where(closed, told, ""), index=fresh.index, dtype="str")), []


def _refusals(connection: Connection, closed: pd.DataFrame, locks: Sequence[Lock]) -> Iterator[str]:
    """Say once for each unit and period what is closed there, by whom and why, and the way on."""
    noun, model = ("account_id", Account) if "account_id" in closed else ("indicator_id", Indicator)
    units = _names(connection, Unit, closed["unit_id"])
    nouns = _names(connection, model, closed[noun])
    for _, rows in closed.groupby(["unit_id", "period"], sort=False):
        unit_id, code, place = rows[["unit_id", "period", "lock"]].iloc[0]
        meant = [nouns[number] for number in pd.unique(rows[noun]).tolist()]
        shown, rest = ", ".join(meant[:MOST_NAMES]), len(meant) - MOST_NAMES
        which = f"{shown} och {rest} till" if rest > 0 else shown
        yield f"{units[unit_id]}, {which}, {Period.parse(code).label}: {locks[place].words}. {WAY_ON}"


def _names(connection: Connection, model: type[Base], numbers: "pd.Series[int]") -> dict[int, str]:
    table = table_of(model)
    asked = pd.unique(numbers).tolist()
    rows = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(asked)))
    return {row.id: row.name for row in rows}
