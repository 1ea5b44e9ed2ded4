"""Writing checked notes and scenarios, within the caller's transaction. Raises RecordingError."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from data.entering import checked, strangers
from data.models import Account, AmountNote, Scenario, ScenarioChange, Unit
from data.models.base import now, table_of
from data.models.money import AmountNoteIn
from data.models.scenario import ScenarioChangeIn, ScenarioIn
from data.recording import RecordingError, inserted_id
from metrics.money.scenarios import Change
from metrics.vocabulary import AccountRole

PRINTED_SUMS = (AccountRole.INCOME_SUM, AccountRole.COST_SUM, AccountRole.NET)


def add_note(
    connection: Connection,
    note: AmountNoteIn,
    owned: Mapping[str, Any],
    unit_id: int,
    account_id: int | None,
) -> int:
    """Write a note, and return its number; `owned` is organisation and import, and perhaps when."""
    organisation_id = owned["organisation_id"]
    problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
    if account_id is not None:
        problems += strangers(connection, organisation_id, Account, "account_id", [account_id])
    table = table_of(AmountNote)
    about = {"unit_id": unit_id, "account_id": account_id}
    same = {**about, "period": note.period, "text": note.text, "withdrawn_at": None}
    there = select(table.c.id).where(*(table.c[name].is_not_distinct_from(same[name]) for name in same))
    if connection.scalar(there) is not None:
        problems.append(f"text: «{note.text}» för {note.period} finns redan")
    if problems:
        raise RecordingError(problems)
    return inserted_id(connection, table, {"recorded_at": now(), **note.model_dump(), **about, **owned})


def add_scenario(
    connection: Connection,
    scenario: ScenarioIn,
    changes: Sequence[Change],
    owned: Mapping[str, Any],
    unit_id: int,
) -> int:
    """Write a scenario with its changes, and return its number; `owned` as for a note."""
    organisation_id = owned["organisation_id"]
    lines = [_checked_change(place, change, scenario.year) for place, change in enumerate(changes, start=1)]
    if not lines:
        raise RecordingError(["changes: scenariot ändrar ingenting; lägg till minst en ändring"])
    accounts = list(dict.fromkeys(line["account_id"] for line in lines))
    problems = list(misplaced(connection, organisation_id, unit_id, accounts))
    if problems:
        raise RecordingError(problems)
    row = {"recorded_at": now(), **scenario.model_dump(), **owned, "unit_id": unit_id}
    try:
        number = inserted_id(connection, table_of(Scenario), row)
    except IntegrityError as error:
        told = f"name: «{scenario.name}» finns redan för {scenario.year}"
        raise RecordingError([told]) from error
    tied = {"organisation_id": organisation_id, "scenario_id": number}
    connection.execute(insert(table_of(ScenarioChange)), [{**line, **tied} for line in lines])
    return number


def misplaced(
    connection: Connection, organisation_id: int, unit_id: int, account_ids: Sequence[int]
) -> Iterator[str]:
    """A unit or account of somebody else, and an account that is a printed sum."""
    yield from strangers(connection, organisation_id, Unit, "unit_id", [unit_id])
    yield from strangers(connection, organisation_id, Account, "account_id", account_ids)
    account = table_of(Account)
    sums = account.c.id.in_(account_ids), account.c.role.in_([role.value for role in PRINTED_SUMS])
    for name in connection.scalars(select(account.c.name).where(*sums)):
        yield f"account_id: «{name}» är en tryckt summa; skriv beloppet på raderna som summan består av"


def _checked_change(number: int, change: Change, year: int) -> dict[str, Any]:
    """Return a change as a row, or raise RecordingError that says which one is wrong."""
    given = asdict(change)
    try:
        row = checked(ScenarioChangeIn, given).model_dump()
    except RecordingError as error:
        raise RecordingError([f"ändring {number}, {problem}" for problem in error.problems]) from error
    if change.starts_on.year != year:
        told = f"ändring {number}, starts_on: {change.starts_on} ligger inte i {year}"
        raise RecordingError([told])
    return {**row, "account_id": change.account_id, "position": number}
