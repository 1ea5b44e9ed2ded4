"""Printed sums set against what their parts make, inside a table and between units' tables.

A printed 0 that is a placeholder is neither summed nor checked. A part without an amount leaves
the sum unknown, and nothing is checked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from metrics.money.printed import Check, Column, Line, ResultTable
from metrics.vocabulary import AccountRole

INCOME = (AccountRole.INCOME_SUM, AccountRole.INCOME)
COST = (AccountRole.COST_SUM, AccountRole.COST)
NET = (AccountRole.NET,)
"""The lines that hold the whole of something: its printed sum, or else all of its lines."""
FEWEST_UNITS = 2
"""One unit alone is not the parts of another."""


@dataclass(frozen=True)
class Total:
    """What some parts make, in kronor, and the names of what was summed and of what was left out."""

    amount: float
    parts: tuple[str, ...]
    left_out: tuple[str, ...]


def within(table: ResultTable) -> Iterator[Check]:
    """Check income and cost rows against their sums, and income and cost together against the net."""
    for place in range(len(table.columns)):
        for whole, part in (INCOME, COST):
            yield from _against(table, place, _of(table, part), _of(table, whole))
        income, cost = _whole(table, INCOME, place), _whole(table, COST, place)
        if income and cost:
            yield from _against(table, place, [*income, *cost], _of(table, AccountRole.NET))


def between(
    table: ResultTable, tables: Sequence[ResultTable], parents: Mapping[int, int | None]
) -> Iterator[Check]:
    """Check the tables of the units right below against this one: income, cost and net.

    Every unit below that has a table must have exactly one such column, and there must be two
    units or more; otherwise they are not all the parts, and nothing is checked.
    """
    below: dict[int, list[ResultTable]] = {}
    for each in tables:
        if parents[each.unit_id] == table.unit_id:
            below.setdefault(each.unit_id, []).append(each)
    if len(below) < FEWEST_UNITS:
        return
    for place, column in enumerate(table.columns):
        for roles in (INCOME, COST, NET):
            lines = _whole(table, roles, place)
            printed = lines[0].amount(place) if len(lines) == 1 else None
            total = _of_units(list(below.values()), column, roles)
            if printed is not None and total:
                yield _check(column, lines[0], total, printed, between_units=True)


def _against(table: ResultTable, place: int, parts: Sequence[Line], sums: Sequence[Line]) -> Iterator[Check]:
    total = _total(parts, place)
    for line in sums:
        printed = line.amount(place)
        if printed is not None and total:
            yield _check(table.columns[place], line, total, printed)


def _check(column: Column, line: Line, total: Total, printed: float, *, between_units: bool = False) -> Check:
    return Check(column, line, total.parts, total.left_out, total.amount, printed, between_units)


def _of(table: ResultTable, role: AccountRole) -> list[Line]:
    return [line for line in table.lines if line.role == role]


def _whole(table: ResultTable, roles: Sequence[AccountRole], place: int) -> list[Line]:
    """Return the sum that is printed in a column, the first of several, or else the lines it is made of."""
    sums = _of(table, roles[0])
    printed = [line for line in sums if line.amount(place) is not None]
    return printed[:1] or _of(table, roles[-1]) or sums[:1]


def _total(lines: Sequence[Line], place: int) -> Total | None:
    """Return what some lines make in a column, or None where that isn't known."""
    known = [line for line in lines if not line.placeholders[place]]
    amounts = [line.amounts[place] for line in known]
    summed = [amount for amount in amounts if amount is not None]
    if not summed or len(summed) < len(known):
        return None
    left_out = tuple(line.name for line in lines if line.placeholders[place])
    return Total(sum(summed), tuple(line.name for line in known), left_out)


def _of_units(
    units: Sequence[Sequence[ResultTable]], column: Column, roles: Sequence[AccountRole]
) -> Total | None:
    """Return what the tables of some units make in a column, or None where that isn't known."""
    amount, parts, left_out = 0.0, [], []
    for tables in units:
        found = [
            (table, place) for table in tables for place, own in enumerate(table.columns) if own.meets(column)
        ]
        if len(found) != 1:
            return None
        ((table, place),) = found
        lines = _whole(table, roles, place)
        total = _total(lines, place)
        if total:
            amount += total.amount
            parts.append(table.unit)
        elif lines and all(line.placeholders[place] for line in lines):
            left_out.append(table.unit)
        else:
            return None
    return Total(amount, tuple(parts), tuple(left_out)) if parts else None
