"""What stands in the books of a unit's year: the amounts in force, and whether the year is closed."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, select

from data.as_of import in_force
from data.models import Account, Amount
from data.models.base import table_of
from metrics.periods import Period
from metrics.vocabulary import AmountKind

PLACE = ("unit_id", "account_id", "kind", "period", "made_in")
MONTHS_PER_YEAR = 12


def not_replaced(table: Table) -> ColumnElement[bool]:
    """Return the condition that an amount is the latest word, and that its import was not undone."""
    return in_force(table, PLACE, None)


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


def standing_accounts(connection: Connection, unit_id: int, month: str) -> dict[int, str]:
    """Return account -> comment of what stands as booked in a unit's month."""
    table = table_of(Amount)
    mine = (table.c.unit_id == unit_id, table.c.kind == AmountKind.OUTCOME.value, table.c.period == month)
    rows = connection.execute(select(table.c.account_id, table.c.comment).where(*mine, not_replaced(table)))
    return {row.account_id: row.comment for row in rows}


def missing_accounts(connection: Connection, unit_id: int, month: str, given: Collection[int]) -> list[str]:
    """Return the names of accounts that a unit's month lacks to be whole, in the plan's order.

    Nothing is lacking of a month that stands there already. Else it is what the unit has booked on in
    the twelve months before, and where there are none, what it has a budget for that year.
    """
    if standing_accounts(connection, unit_id, month):
        return []
    table, account = table_of(Amount), table_of(Account)
    now = Period.parse(month)
    mine = (table.c.unit_id == unit_id, table.c.made_in == "", not_replaced(table), table.c.amount != 0)
    booked = (
        table.c.kind == AmountKind.OUTCOME.value,
        table.c.period.between(now.year_before.code, now.previous.code),
    )
    planned = (table.c.kind == AmountKind.BUDGET.value, table.c.year == now.year)
    for usual in (booked, planned):
        question = (
            select(account.c.id, account.c.name)
            .join(table, table.c.account_id == account.c.id)
            .where(*mine, *usual)
            .group_by(account.c.id, account.c.name, account.c.position)
            .order_by(account.c.position, account.c.id)
        )
        rows = connection.execute(question).all()
        if rows:
            return [row.name for row in rows if row.id not in given]
    return []
