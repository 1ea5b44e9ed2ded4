"""Sheets written by hand, and what the recognition makes of them, short enough to hold against a table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.files.sheet import Sheet
from data.imports.facts import Names, Table
from data.imports.tables.recognised import recognise

NAMES = Names(
    "Exempelstad",
    frozenset({"Sjukfrånvaro", "SJUK", "Antal anmälningar", "ANM", "Placerade barn", "Antal avslut"}),
    frozenset({"Norr", "Söder", "U1", "U2", "Riket", "Barn- och familjeenheten"}),
    frozenset({"Personal", "Lokaler", "Intäkter", "Summa kostnader", "Netto"}),
)
MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()


def sheet(rows: Sequence[Sequence[Any]], name: str = "", **more: Any) -> Sheet:
    """Return a sheet with the rows, short rows filled up with empty cells."""
    width = max(map(len, rows), default=0)
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    return Sheet(name, pd.DataFrame(cells, dtype=object), **more)


def tables(
    rows: Sequence[Sequence[Any]],
    answers: Mapping[str, str] | None = None,
    *,
    name: str = "",
    file_name: str = "",
    names: Names = NAMES,
    **more: Any,
) -> list[Table]:
    """Return what is recognised in one sheet."""
    return recognise([sheet(rows, name, **more)], names, answers or {}, file_name)


def table(rows: Sequence[Sequence[Any]], answers: Mapping[str, str] | None = None, **more: Any) -> Table:
    """Return the only table in one sheet."""
    (found,) = tables(rows, answers, **more)
    return found


def said(found: Table, *columns: str) -> list[tuple[Any, ...]]:
    """Return the facts, row by row, with the columns asked for."""
    return list(found.facts[list(columns)].itertuples(index=False, name=None))


def told(found: Table) -> list[tuple[str, str, str]]:
    """Return the findings: level, where and rule."""
    return [(finding.level.value, finding.where, finding.rule) for finding in found.findings]


def asked(found: Table) -> list[str]:
    """Return the ids of the questions."""
    return [question.id for question in found.questions]
