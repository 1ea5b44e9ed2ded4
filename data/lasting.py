"""Lasting words: those of imports that are not undone and undo nothing themselves.

Of every figure the latest lasting word is what stands; where there is none, nothing does.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    ScalarSelect,
    Select,
    Table,
    and_,
    case,
    func,
    select,
    union,
)

from data.models import Import
from data.models.base import table_of


def lasting(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a word was brought by an import that is not undone and undoes nothing."""
    undoing = table_of(Import).alias()
    passing = union(
        select(undoing.c.id).where(undoing.c.undoes_id.is_not(None)),
        select(undoing.c.undoes_id).where(undoing.c.undoes_id.is_not(None)),
    )
    return table.c.import_id.not_in(passing)


def no_later(table: Table, key: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that no lasting word on what `key` names has come after a word."""
    return ~_later(table, key).correlate(table).exists()


def words_of_import(
    table: Table, key: Sequence[str], content: Sequence[str], import_id: int
) -> "Select[*tuple[Any, ...]]":
    """Ask for what an import says, by `key` and `content`, beside the latest lasting word before it.

    That word's content and `revision` have names that end in `_before`, and are missing where there is
    none. `revision` is that of the newest word on the figure, whoever said it; `later` is 1 where a
    lasting word has come since.
    """
    before, after = table.alias("before"), _later(table, key)
    said, newest = table.alias("said"), table.alias("newest")
    latest = select(func.max(said.c.revision)).where(
        *_same(said, table, key), said.c.revision < table.c.revision, lasting(said)
    )
    last = select(func.max(newest.c.revision)).where(*_same(newest, table, key))
    stood = and_(*_same(before, table, key), before.c.revision == _beside(latest, table))
    return (
        select(
            *[table.c[name] for name in (*key, *content)],
            _beside(last, table).label("revision"),
            *[before.c[name].label(f"{name}_before") for name in (*content, "revision")],
            case((after.correlate(table).exists(), 1), else_=0).label("later"),
        )
        .select_from(table.outerjoin(before, stood))
        .where(table.c.import_id == import_id)
    )


def later_imports(connection: Connection, table: Table, key: Sequence[str], import_id: int) -> list[int]:
    """Return the imports whose lasting words came after what an import says, the first made first."""
    later = table.alias("later")
    newer = and_(*_same(later, table, key), later.c.revision > table.c.revision)
    question = select(later.c.import_id).join(table, newer).where(table.c.import_id == import_id)
    return sorted(connection.scalars(question.where(lasting(later)).distinct()))


def _later(table: Table, key: Sequence[str]) -> "Select[Any]":
    later = table.alias("later")
    newer = later.c.revision > table.c.revision
    return select(later.c.id).where(*_same(later, table, key), newer, lasting(later))


def _beside(question: "Select[Any]", table: Table) -> "ScalarSelect[Any]":
    return question.correlate(table).scalar_subquery()


def _same(other: FromClause, table: FromClause, key: Sequence[str]) -> list[ColumnElement[bool]]:
    return [other.c[name] == table.c[name] for name in key]
