"""What a plan's files have printed of figures and amounts, as the store holds it.

The latest word that a plan file said of each, whatever others have said since; one that is kept from readers
today is never given out. An amount comes in kronor, and which table it stood in isn't kept: its row is in
the order of the accounts and its columns in that of the years, in tkr if all of it is whole thousands and in
kronor otherwise; tables of one unit with the same source are one. What a file no longer printed stays, for it
was recorded; what was left because others had changed it, or it was locked, was not.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from data.as_of import Kept
from data.plan_files.entries import KRONOR_PER
from data.recording import MEASUREMENT_KEY
from metrics.vocabulary import AmountKind

Codes = Mapping[int, str]
ORDER = [kind.value for kind in AmountKind]
TKR = KRONOR_PER["tkr"]


def printed_series(
    words: Iterable[RowMapping], source: str, units: Codes, indicators: Codes, kept: Kept
) -> list[dict[str, Any]]:
    """Return printed values as a plan file's `series`, of the indicators given (number -> code).

    `kept` are the figures that are kept from readers -> the state that is written instead of their value;
    one with an empty state is left out, so that it stands as it does when the file is loaded again.
    """
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for row in words:
        told = kept.get(tuple(row[name] for name in MEASUREMENT_KEY)) if row["value"] is not None else None
        if row["indicator_id"] in indicators and told != "":
            values = found.setdefault((row["indicator_id"], row["unit_id"]), {})
            values[row["period"]] = told or (row["state"] if row["value"] is None else row["value"])
    return [
        {
            "indicator": indicators[indicator_id],
            "unit": units[unit_id],
            "values": dict(sorted(values.items())),
            "source": source,
        }
        for (indicator_id, unit_id), values in found.items()
    ]


def printed_tables(words: Iterable[RowMapping], units: Codes, accounts: Codes) -> list[dict[str, Any]]:
    """Return printed amounts as a plan file's `result_tables`, of the accounts given in order."""
    found: dict[tuple[int, str], list[RowMapping]] = {}
    for row in words:
        if row["account_id"] in accounts:
            found.setdefault((row["unit_id"], row["source"]), []).append(row)
    return [
        {"unit": units[unit_id], "source": source, **_table(rows, accounts)}
        for (unit_id, source), rows in found.items()
    ]


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
