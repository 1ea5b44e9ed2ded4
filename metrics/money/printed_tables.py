"""Result tables made of stored amounts, as the documents print them, with their sums checked."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from metrics.money.printed import ADDS_UP, KIND_WORDS, SUMS, Column, Line, ResultTable
from metrics.money.printed_checks import between, within
from metrics.vocabulary import AccountRole, AmountKind
from metrics.words import listed

PLACEHOLDER, UNSIGNED = "platshållare", "utan minus"
"""What a document's note says of a 0 that is no amount, and of costs printed without a sign."""
SENTENCES = re.compile(r"(?<=\.)\s+")
CELL = ["unit_id", "account_id", "source", "kind", "year", "made_in"]
"""What names a cell of a table."""


@dataclass(frozen=True)
class Printed:
    """A printed cell: which unit's, on which line and in which column, in kronor, with its note."""

    unit_id: int
    account_id: int
    name: str
    role: AccountRole
    column: Column
    amount: float
    note: str

    @property
    def is_placeholder(self) -> bool:
        """Whether it is a 0 that the note says is no amount."""
        return self.amount == 0 and PLACEHOLDER in self.note.casefold()


def result_tables(
    amounts: pd.DataFrame, accounts: pd.DataFrame, units: pd.DataFrame
) -> tuple[ResultTable, ...]:
    """Make the printed tables of an organisation, units in the order given, with their checks.

    `amounts`, those in force: `unit_id`, `account_id`, `kind`, `year`, `period`, `made_in` (empty
    or NA = not said), `amount` (kronor), `source`, `comment` (the column's note). Only whole years
    with a source are printed; other rows are left out. `accounts`: `id`, `name`, `role`,
    `position`. `units`: `id`, `name`, `parent_id` (NA = root).

    A 0 whose comment speaks of a placeholder is shown, but it is neither summed nor checked.
    Units that share a source are one table where one of them has only sums and each of the others
    is one row of it. Columns stand by year, and within a year as redovisat, budget, prognos, plan.
    Raises ValueError where a cell is printed twice.
    """
    parents = {
        unit_id: None if pd.isna(parent) else int(parent)
        for unit_id, parent in zip(units["id"], units["parent_id"], strict=True)
    }
    names = dict(zip(units["id"], units["name"], strict=True))
    order = {unit_id: place for place, unit_id in enumerate(names)}
    tables = [
        _table(cells, unit_id, names, source)
        for source, printed in _by_source(amounts, accounts).items()
        for unit_id, cells in _apart(sorted(printed, key=lambda cell: order[cell.unit_id]), parents)
    ]
    tables.sort(key=lambda table: order[table.unit_id])
    return tuple(
        replace(table, checks=(*within(table), *between(table, tables, parents))) for table in tables
    )


def _by_source(amounts: pd.DataFrame, accounts: pd.DataFrame) -> dict[str, list[Printed]]:
    """Return what is printed per source, in the order of the accounts."""
    whole = amounts["period"].astype(str) == amounts["year"].astype(str)
    rows = amounts.loc[whole & (amounts["source"].fillna("") != ""), [*CELL, "amount", "comment"]]
    rows = rows.fillna({"made_in": "", "comment": ""})
    twice = rows.loc[rows.duplicated(CELL), CELL]
    if len(twice):
        raise ValueError(f"expected each cell once, but these came twice: {twice.to_dict('records')}")
    lines = accounts[["id", "name", "role", "position"]].rename(columns={"id": "account_id"})
    named = rows.merge(lines, on="account_id", validate="many_to_one")
    found: dict[str, list[Printed]] = {}
    for row in named.sort_values(["position", "account_id"], kind="stable").to_dict("records"):
        found.setdefault(row["source"], []).append(_cell(row))
    return found


def _cell(row: Mapping[Hashable, Any]) -> Printed:
    return Printed(
        int(row["unit_id"]),
        int(row["account_id"]),
        row["name"],
        AccountRole(row["role"]),
        Column(AmountKind(row["kind"]), int(row["year"]), row["made_in"]),
        float(row["amount"]),
        row["comment"],
    )


def _apart(
    cells: Sequence[Printed], parents: Mapping[int, int | None]
) -> Iterable[tuple[int, Sequence[Printed]]]:
    """Return the tables of one source: the unit they are about, and their cells.

    In a joined table the parts stand before the sums, as documents print them.
    """
    by_unit: dict[int, list[Printed]] = {}
    for cell in cells:
        by_unit.setdefault(cell.unit_id, []).append(cell)
    roots = [unit_id for unit_id in by_unit if parents[unit_id] not in by_unit]
    parts = [cell for cell in cells if cell.unit_id not in roots]
    if len(roots) == 1 and parts and _is_one_table(by_unit[roots[0]], parts):
        return [(roots[0], [*parts, *by_unit[roots[0]]])]
    return list(by_unit.items())


def _is_one_table(sums: Sequence[Printed], parts: Sequence[Printed]) -> bool:
    """Whether a unit's sums and its parts' cells are one table: each part is one row of it."""
    lines = {(cell.unit_id, cell.account_id) for cell in parts}
    return (
        all(cell.role in SUMS for cell in sums)
        and not any(cell.role in SUMS for cell in parts)
        and len(lines) == len({cell.unit_id for cell in parts})
    )


def _table(cells: Sequence[Printed], unit_id: int, names: Mapping[int, str], source: str) -> ResultTable:
    """Make a table; another unit's row in it goes by the unit's name."""
    kinds = list(KIND_WORDS)
    columns = tuple(
        sorted(
            {cell.column for cell in cells},
            key=lambda column: (column.year, kinds.index(column.kind), column.made_in),
        )
    )
    rows: dict[tuple[int, int], dict[Column, Printed]] = {}
    for cell in cells:
        rows.setdefault((cell.unit_id, cell.account_id), {})[cell.column] = cell
    lines = tuple(
        _line(row, columns, "" if owner == unit_id else names[owner]) for (owner, _), row in rows.items()
    )
    notes, signs = _notes(cells, columns)
    return ResultTable(unit_id, names[unit_id], source, columns, lines, notes, signs)


def _line(row: Mapping[Column, Printed], columns: Sequence[Column], name: str) -> Line:
    """Make a row, called `name` or else as its account."""
    first = next(iter(row.values()))
    return Line(
        name or first.name,
        first.role,
        tuple(row[column].amount if column in row else None for column in columns),
        tuple(column in row and row[column].is_placeholder for column in columns),
    )


def _notes(cells: Sequence[Printed], columns: Sequence[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the remarks on columns, and what is said of signs.

    What repeats the heading, or tells what the checks tell, is left out.
    """
    told: dict[str, dict[str, None]] = {}
    for column in columns:
        for note in (cell.note for cell in cells if cell.column == column):
            for sentence in filter(None, SENTENCES.split(note)):
                if sentence not in (f"{column.label}.", ADDS_UP):
                    told.setdefault(sentence, {})[column.label] = None
    signs = tuple(sentence for sentence in told if UNSIGNED in sentence)
    notes = (f"{listed(list(labels))}: {text}" for text, labels in told.items() if text not in signs)
    return tuple(notes), signs
