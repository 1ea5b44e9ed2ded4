"""What entries on the screen share: checked in Swedish, in one transaction, with an import of their own.

The import lets the store's version rise with the entry. What breaks a rule raises RecordingError,
and then nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from data.as_of import EARLIER_LOOK, moment_of
from data.models.base import Base, now, table_of
from data.models.event import WithdrawalIn
from data.models.organisation import ImportIn
from data.recording import RecordingError, start_import
from data.unwritten import is_double, why_unwritten
from data.validation import problems_in_swedish
from metrics.vocabulary import ImportKind

SOMEONE_ELSE = "någon annan har just sparat samma uppgift; läs in sidan igen och försök en gång till"
Checked = TypeVar("Checked", bound=Base)


def checked(model: type[Checked], given: Mapping[str, Any]) -> Checked:
    """Return what was given as the model, or raise RecordingError with every fault in Swedish."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise RecordingError(problems_in_swedish(error)) from error


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction; a store that can't be written to just now is told of in Swedish.

    Nothing is written by an engine that is bound to an earlier moment.
    """
    if moment_of(engine) is not None:
        raise RecordingError([EARLIER_LOOK])
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError as error:
        raise RecordingError([SOMEONE_ELSE if is_double(error) else why_unwritten(error)]) from error
    except DBAPIError as error:
        raise RecordingError([why_unwritten(error)]) from error


def entered(connection: Connection, organisation_id: int, role: str, note: str) -> int:
    """Write down that something is entered, and in which role; return the import's number."""
    entry = ImportIn(kind=ImportKind.ENTRY, source="Inmatning på skärmen", recorded_by=role, note=note)
    return start_import(connection, organisation_id, entry)


def owned_by(organisation_id: int, import_id: int) -> dict[str, int]:
    """Return what every row of an entry carries: whose it is, and the import that it came with."""
    return {"organisation_id": organisation_id, "import_id": import_id}


def strangers(
    connection: Connection, organisation_id: int, model: type[Base], field: str, numbers: Sequence[int]
) -> Iterator[str]:
    """Yield a problem for each number that is none of the organisation's."""
    table = table_of(model)
    ours = connection.scalars(select(table.c.id).where(table.c.organisation_id == organisation_id)).all()
    yield from (
        f"{field}: «{number}» finns inte i organisationen" for number in numbers if number not in ours
    )


def taken_back(
    engine: Engine, model: type[Base], number: int, role: str, *, note: str, otherwise: str
) -> Row[Any]:
    """Take a row back, and return it; it stays in the store, with who did so and when.

    `note` is what the import says of it. Raises RecordingError if the role is missing, and one that
    tells `otherwise` if no such row is in force.
    """
    by = checked(WithdrawalIn, {"role": role}).role
    table = table_of(model)
    mine = table.c.id == number
    with transaction(engine) as connection:
        in_force = update(table).where(mine, table.c.withdrawn_at.is_(None))
        if connection.execute(in_force.values(withdrawn_at=now(), withdrawn_by=by)).rowcount != 1:
            raise RecordingError([otherwise])
        row = connection.execute(select(table).where(mine)).one()
        entered(connection, row.organisation_id, by, note)
    return row
