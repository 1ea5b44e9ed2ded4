"""Locking a period, and opening a lock: what was reported is kept, and later changes need a reason."""

from datetime import date

from sqlalchemy import Connection, Engine, select, update

from data.as_of import office_day
from data.entering import checked, entered, strangers, transaction
from data.gate import hold, locks_in_force
from data.models import Organisation, PeriodLock, Unit
from data.models.base import now, table_of
from data.models.delivery import PeriodLockIn, ReasonedIn
from data.recording import RecordingError, inserted_id
from metrics.locking import WHOLE_OFFICE
from metrics.periods import Period


def lock_period(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int | None,
    period: str,
    reason: str,
    role: str,
    today: date | None = None,
) -> int:
    """Lock a period of a unit and those below it, without unit of the whole organisation; return its number.

    Raises RecordingError for what is no period, one that hasn't ended by `today` (without: the office's own
    day), one that is locked already for the same unit, an unknown unit or organisation, and a missing
    reason or role.
    """
    lock = checked(PeriodLockIn, {"period": period, "reason": reason, "role": role})
    locked = Period.parse(lock.period)
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)
        _refuse_strangers(connection, organisation_id, unit_id)
        if locked.last >= (today or office_day()):
            raise RecordingError(
                [f"period: {locked.label} är inte slut än, och kan låsas från dagen efter {locked.last}"]
            )
        _refuse_locked(connection, organisation_id, unit_id, locked)
        note = f"Låst: {locked.label}, {_unit_name(connection, unit_id)}"
        import_id = entered(connection, organisation_id, lock.role, note)
        owned = {"organisation_id": organisation_id, "unit_id": unit_id, "import_id": import_id}
        return inserted_id(
            connection, table_of(PeriodLock), {**lock.model_dump(), **owned, "recorded_at": now()}
        )


def open_lock(engine: Engine, *, lock_id: int, reason: str, role: str) -> None:
    """Open a locked period; the lock stays in the store, with who opened it, when and why.

    Raises RecordingError if no such lock is in force, and for a missing reason or role.
    """
    opening = checked(ReasonedIn, {"reason": reason, "role": role})
    table = table_of(PeriodLock)
    mine = table.c.id == lock_id
    with transaction(engine) as connection:
        in_force = update(table).where(mine, table.c.withdrawn_at.is_(None))
        opened = {"withdrawn_at": now(), "withdrawn_by": opening.role, "opened_because": opening.reason}
        if connection.execute(in_force.values(**opened)).rowcount != 1:
            raise RecordingError([f"lock_id: låset {lock_id} finns inte eller är redan öppnat"])
        lock = connection.execute(select(table).where(mine)).one()
        name = _unit_name(connection, lock.unit_id)
        note = f"Lås öppnat: {Period.parse(lock.period).label}, {name}"
        entered(connection, lock.organisation_id, opening.role, note)


def _refuse_strangers(connection: Connection, organisation_id: int, unit_id: int | None) -> None:
    organisation = table_of(Organisation)
    if connection.scalar(select(organisation.c.id).where(organisation.c.id == organisation_id)) is None:
        raise RecordingError([f"organisation_id: «{organisation_id}» finns inte"])
    if unit_id is not None:
        problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
        if problems:
            raise RecordingError(problems)


def _refuse_locked(connection: Connection, organisation_id: int, unit_id: int | None, period: Period) -> None:
    for lock in locks_in_force(connection, organisation_id):
        if lock.unit_id == unit_id and lock.period == period:
            raise RecordingError([f"period: redan låst. {lock.words}"])


def _unit_name(connection: Connection, unit_id: int | None) -> str:
    unit = table_of(Unit)
    name = connection.scalar(select(unit.c.name).where(unit.c.id == unit_id)) if unit_id is not None else None
    return name or WHOLE_OFFICE
