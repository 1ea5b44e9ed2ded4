"""What stands in the books of a unit's year: the amounts in force, and whether the year is closed."""

from sqlalchemy import ColumnElement, Connection, Table, select

from data.models import Amount
from data.models.base import table_of
from metrics.vocabulary import AmountKind

PLACE = ("unit_id", "account_id", "kind", "period", "made_in")
MONTHS_PER_YEAR = 12


def not_replaced(table: Table) -> ColumnElement[bool]:
    """Return the condition that an amount is the latest word. Answered by the unique key alone."""
    newer = table.alias("newer")
    same = [newer.c[name] == table.c[name] for name in PLACE]
    return ~select(newer.c.id).where(*same, newer.c.revision == table.c.revision + 1).exists()


def standing_months(
    connection: Connection, unit_id: int, account_id: int, kind: str, year: int
) -> dict[str, tuple[tuple[float, bool, str], str]]:
    """Return month -> what stands there: amount (kronor), preliminary and profile; and its comment."""
    table = table_of(Amount)
    place = {"unit_id": unit_id, "account_id": account_id, "kind": kind, "year": year, "made_in": ""}
    mine = [table.c[name] == value for name, value in place.items()]
    columns = [table.c[name] for name in ("period", "amount", "preliminary", "profile", "comment")]
    rows = connection.execute(select(*columns).where(*mine, not_replaced(table)))
    return {row.period: ((row.amount, row.preliminary, row.profile), row.comment) for row in rows}


def is_closed(connection: Connection, unit_id: int, account_id: int, year: int) -> bool:
    """Tell whether a year is closed for an account at a unit.

    It is when the account's outcome for the whole year stands there, or when the unit has outcomes
    for all twelve months of it. What is preliminary closes nothing.
    """
    table = table_of(Amount)
    outcomes = select(table.c.account_id, table.c.period, table.c.preliminary).where(
        table.c.unit_id == unit_id,
        table.c.kind == AmountKind.OUTCOME.value,
        table.c.year == year,
        not_replaced(table),
    )
    rows = connection.execute(outcomes).all()
    if any(row.period == str(year) and row.account_id == account_id and not row.preliminary for row in rows):
        return True
    booked = [row for row in rows if row.period != str(year)]
    return len({row.period for row in booked}) == MONTHS_PER_YEAR and not any(
        row.preliminary for row in booked
    )
