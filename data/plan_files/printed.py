"""What plan files have printed of figures and amounts, read back from what they recorded.

The latest word that a plan file said of each, whatever others have said since. Printed are the words of the
plan's own files: those of other plans of the organisation are theirs. The source of a series isn't kept: it
is told as the plan's document. A result table comes with its rows in the order of the accounts and its
columns in that of the years, in tkr if all of it is whole thousands and in kronor otherwise; tables of one
unit with the same source are one. What a file no longer printed stays, for it was recorded; what was left
because others had changed it, or it was locked, was not.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from data.models import Amount, Import, Measurement, Plan
from data.models.base import table_of
from data.plan_files.entries import KRONOR_PER
from data.recording import AMOUNT_KEY, MEASUREMENT_KEY
from metrics.vocabulary import AmountKind, ImportKind

Codes = Mapping[int, str]
ORDER = [kind.value for kind in AmountKind]
TKR = KRONOR_PER["tkr"]


class Printed:
    """What the files of one plan have printed."""

    def __init__(self, connection: Connection, plan: RowMapping) -> None:
        self._connection, self._plan = connection, plan
        self._imports = self._own_imports()

    def series(self, units: Codes, indicators: Codes) -> list[dict[str, Any]]:
        """Return the printed values as a plan file's `series`, of the indicators given (number -> code)."""
        found: dict[tuple[int, int], dict[str, Any]] = {}
        for row in self._words(Measurement, MEASUREMENT_KEY):
            if row["indicator_id"] in indicators:
                values = found.setdefault((row["indicator_id"], row["unit_id"]), {})
                values[row["period"]] = row["state"] if row["value"] is None else row["value"]
        return [
            {
                "indicator": indicators[indicator_id],
                "unit": units[unit_id],
                "values": dict(sorted(values.items())),
                "source": self._plan["document"],
            }
            for (indicator_id, unit_id), values in found.items()
        ]

    def result_tables(self, units: Codes, accounts: Codes) -> list[dict[str, Any]]:
        """Return the printed amounts as a plan file's `result_tables`, of the accounts given in order."""
        found: dict[tuple[int, str], list[RowMapping]] = {}
        for row in self._words(Amount, AMOUNT_KEY):
            if row["account_id"] in accounts:
                found.setdefault((row["unit_id"], row["source"]), []).append(row)
        return [
            {"unit": units[unit_id], "source": source, **_table(rows, accounts)}
            for (unit_id, source), rows in found.items()
        ]

    def _own_imports(self) -> list[int]:
        """Return the imports of plan files that no other plan of the organisation was last loaded from."""
        plan, imports = table_of(Plan), table_of(Import)
        mine = (imports.c.organisation_id == self._plan["organisation_id"], imports.c.kind == ImportKind.PLAN)
        latest = select(plan.c.id, imports.c.source).join(imports, imports.c.id == plan.c.import_id)
        sources = {row.id: row.source for row in self._connection.execute(latest.where(*mine))}
        if self._plan["id"] not in sources:  # made on screen
            return []
        others = {source for number, source in sources.items() if number != self._plan["id"]}
        own = select(imports.c.id).where(*mine, imports.c.source.not_in(others - {sources[self._plan["id"]]}))
        return list(self._connection.scalars(own))

    def _words(self, model: type[Any], key: Sequence[str]) -> list[RowMapping]:
        """Return the plan's latest word on each figure, in the order that it was first said."""
        table: Table = table_of(model)
        said: list[ColumnElement[bool]] = [table.c.import_id.in_(self._imports), ~table.c.taken_back]
        rows = self._connection.execute(select(table).where(*said).order_by(table.c.id)).mappings()
        return list({tuple(row[name] for name in key): row for row in rows}.values())


def _table(rows: Sequence[RowMapping], accounts: Codes) -> dict[str, Any]:
    """Return one result table; a cell that nothing is printed in is an empty text."""
    per = TKR if all(row["amount"] % TKR == 0 for row in rows) else 1
    cells: dict[int, dict[tuple[Any, ...], float]] = {}
    for row in rows:
        cells.setdefault(row["account_id"], {})[_column(row)] = row["amount"] / per
    columns = sorted({column for values in cells.values() for column in values})
    return {
        "printed_in": "tkr" if per == TKR else "kronor",
        "columns": [
            {"year": year, "kind": ORDER[kind], "made_in": made_in, "note": note}
            for year, kind, made_in, note in columns
        ],
        "rows": [
            {"account": code, "values": [cells[number].get(column, "") for column in columns]}
            for number, code in accounts.items()
            if number in cells
        ],
    }


def _column(row: RowMapping) -> tuple[int, int, str, str]:
    return row["year"], ORDER.index(row["kind"]), row["made_in"], row["comment"]
