"""Writing many rows at once: a frame goes into a table, through the driver where that is faster."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Connection, Table, bindparam, insert, literal_column, null
from sqlalchemy.engine import Dialect

ROWS_PER_BATCH = 50_000
ROWS_PER_STATEMENT, MOST_PLACES = 100, 30_000
"""SQLite takes 32,766 places for values in a statement."""
MANY, VERY_MANY = 1_000, 100_000
"""From how many rows on what is the same in all is written once, and the conditions aren't checked again."""


def insert_frame(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Insert the rows of a frame, a column each as the table names it; what is missing becomes NULL.

    Columns that the frame doesn't have get the table's own defaults. The rows have been checked: of very
    many, SQLite doesn't check the table's conditions again, which would take half of the time.
    """
    if frame.empty:
        return
    if connection.dialect.positional:
        _through_the_driver(connection, table, frame)
        return
    statement, names = insert(table), list(frame.columns)
    columns = [_plain(frame[name]) for name in names]
    for rows in _batches(columns):
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def expect_many(connection: Connection, rows: int) -> None:
    """Make a transaction that has just begun ready for very many rows whose references have been checked.

    SQLite then doesn't look each of them up again. The connection is closed afterwards, so that nobody
    else gets it.
    """
    if rows >= VERY_MANY and connection.dialect.name == "sqlite":
        connection.detach()
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")


def _through_the_driver(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Hand rows over as tuples, and write what is the same in all of them into the statement."""
    whole = frame.assign(**_defaults(table, frame))
    many = len(whole) >= MANY
    same = {name: whole[name].iloc[0] for name in whole.columns if many and _is_same(whole[name])}
    told = {name: _written(value, table.c[name], connection.dialect) for name, value in same.items()}
    differ = [name for name in whole.columns if name not in same] or [str(whole.columns[0])]
    statement = insert(table).values({name: told[name] for name in told if name not in differ})
    names: dict[str, Any] = {name: bindparam(name) for name in differ}
    compiled = statement.values(names).compile(dialect=connection.dialect)
    order = getattr(compiled, "positiontup", None) or []
    columns = [_for_driver(whole[name], table.c[name], connection.dialect) for name in order]
    with _unchecked(connection, wanted=len(whole) >= VERY_MANY):
        for rows in _batches(columns):
            _insert_rows(connection, str(compiled), rows)


def _insert_rows(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows, many per statement: SQLite prepares anew for each what its conditions hold against."""
    head, _, values = statement.partition(" VALUES ")
    size = min(ROWS_PER_STATEMENT, MOST_PLACES // len(rows[0]))
    whole = len(rows) - len(rows) % size
    if whole:
        together = [tuple(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size)]
        connection.exec_driver_sql(f"{head} VALUES {', '.join([values] * size)}", together)
    if whole < len(rows):
        connection.exec_driver_sql(statement, rows[whole:])


@contextmanager
def _unchecked(connection: Connection, *, wanted: bool) -> Iterator[None]:
    """Let SQLite leave out the conditions of the table meanwhile."""
    if not wanted or connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _is_same(values: "pd.Series[Any]") -> bool:
    first = values.iloc[0]
    if pd.isna(first):
        return bool(values.isna().all())
    return "\0" not in str(first) and bool((values == first).all())


def _written(value: Any, column: "Column[Any]", dialect: Dialect) -> Any:
    """Return a value as a part of the statement, quoted as the database wants it."""
    if pd.isna(value):
        return null()
    kind = column.type.dialect_impl(dialect)
    quoted = kind.literal_processor(dialect)
    plain = _plain(pd.Series([value]))[0]
    return literal_column(quoted(plain) if quoted else repr(plain), kind)


def _defaults(table: Table, frame: pd.DataFrame) -> dict[str, Any]:
    absent = [column for column in table.columns if column.name not in frame and column.default is not None]
    return {column.name: _default_of(column) for column in absent}


def _default_of(column: "Column[Any]") -> Any:
    default: Any = column.default
    return default.arg(None) if default.is_callable else default.arg


def _batches(columns: list[list[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, len(columns[0]), ROWS_PER_BATCH):
        yield list(zip(*[column[start : start + ROWS_PER_BATCH] for column in columns], strict=True))


def _for_driver(values: "pd.Series[Any]", column: "Column[Any]", dialect: Dialect) -> list[Any]:
    """Return a column's values as the driver takes them; each different one is turned over once."""
    turned = column.type.dialect_impl(dialect).bind_processor(dialect)
    if turned is None or pd.api.types.is_numeric_dtype(values):
        return _plain(values)
    codes, different = pd.factorize(values)
    ready = [turned(value) for value in _plain(pd.Series(different))]
    return _taken(ready, codes)


def _plain(values: "pd.Series[Any]") -> list[Any]:
    """Return values as Python's own, None for what is missing."""
    if pd.api.types.is_datetime64_any_dtype(values):
        codes, different = pd.factorize(values)
        return _taken(list(pd.DatetimeIndex(different).to_pydatetime()), codes)
    if pd.api.types.is_numeric_dtype(values):
        if not values.hasnans:
            return list(values.tolist())
        whole = values.astype(object)
        return list(whole.where(whole.notna(), None).tolist())
    codes, different = pd.factorize(values)
    return _taken(list(different), codes)


def _taken(different: list[Any], codes: Any) -> list[Any]:
    """Return the value of each code; -1 stands for what is missing."""
    known = np.empty(len(different) + 1, dtype=object)
    known[:-1] = different
    known[-1] = None
    return list(known[codes])
