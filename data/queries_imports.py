"""Questions that an import puts to the store: names, remembered layouts, and what stands there already."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, Engine, Row, func, or_, select, tuple_

from data.as_of import in_force
from data.booked import PLACE, not_replaced
from data.frames import frame_of
from data.models import Amount, Import, ImportFinding, ImportLayout, Measurement, NameAlias, Organisation
from data.models.base import Base, table_of
from data.queries import FIGURE_KEY

FIGURE_TYPES = dict.fromkeys(("value", "numerator", "denominator", "n"), "float64")
NOUNS = ("indicator_id", "unit_id", "account_id")


def name_aliases(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the other names an organisation knows: `name`, and of `indicator_id`, `unit_id` and `account_id`
    (Int64) the one that is meant.
    """  # noqa: D205 - one sentence
    table = table_of(NameAlias)
    question = select(*[table.c[name] for name in ("name", *NOUNS)])
    mine = question.where(table.c.organisation_id == organisation_id).order_by(table.c.id)
    return frame_of(engine, mine).astype(dict.fromkeys(NOUNS, "Int64"))


def remembered_layouts(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the layouts in force, the latest saved first; what an undone import saved is not.

    `fingerprint`, `name`, `answers` (JSON), `revision`, and `content_hash` of the file they are from.
    """
    table, newer, imports = table_of(ImportLayout), table_of(ImportLayout).alias("newer"), table_of(Import)
    undoing = imports.alias("undoing")
    replaced = select(newer.c.id).where(
        newer.c.organisation_id == table.c.organisation_id,
        newer.c.fingerprint == table.c.fingerprint,
        newer.c.revision > table.c.revision,
        ~select(undoing.c.id).where(undoing.c.undoes_id == newer.c.import_id).exists(),
    )
    undone = select(undoing.c.id).where(undoing.c.undoes_id == table.c.import_id)
    names = [table.c[name] for name in ("fingerprint", "name", "answers", "revision")]
    question = (
        select(*names, imports.c.content_hash)
        .join(imports, imports.c.id == table.c.import_id)
        .where(table.c.organisation_id == organisation_id, ~replaced.exists(), ~undone.exists())
    )
    return frame_of(engine, question.order_by(table.c.id.desc()))


def standing_figures(engine: Engine, unit_ids: Sequence[int], indicator_ids: Sequence[int]) -> pd.DataFrame:
    """Return what stands there of some units and indicators, in every period.

    `unit_id`, `indicator_id`, `period`, `value`, `numerator`, `denominator`, `n` (float64), `state`,
    `comment`, `revision`. What was taken back doesn't stand there.
    """
    table, newer = table_of(Measurement), table_of(Measurement).alias("newer")
    same = [newer.c[name] == table.c[name] for name in ("unit_id", "indicator_id", "period")]
    replaced = select(newer.c.id).where(*same, newer.c.revision == table.c.revision + 1).exists()
    names = "unit_id indicator_id period value numerator denominator n state comment revision".split()
    question = select(*[table.c[name] for name in names]).where(
        table.c.unit_id.in_(unit_ids),
        table.c.indicator_id.in_(indicator_ids),
        ~replaced,
        ~table.c.taken_back,
    )
    ordered = question.order_by(table.c.unit_id, table.c.indicator_id, table.c.period)
    return frame_of(engine, ordered).astype(FIGURE_TYPES)


def standing_amounts(engine: Engine, unit_ids: Sequence[int], account_ids: Sequence[int]) -> pd.DataFrame:
    """Return the amounts that stand there of some units and accounts, in kronor.

    `unit_id`, `account_id`, `kind`, `period`, `made_in`, `amount` (float64), `preliminary`, `comment`,
    `revision`.
    """
    table = table_of(Amount)
    names = "unit_id account_id kind period made_in amount preliminary comment revision".split()
    question = select(*[table.c[name] for name in names]).where(
        table.c.unit_id.in_(unit_ids), table.c.account_id.in_(account_ids), not_replaced(table)
    )
    ordered = question.order_by(table.c.unit_id, table.c.account_id, table.c.period)
    return frame_of(engine, ordered).astype({"amount": "float64"})


def version_in(connection: Connection) -> int:
    """Return how many imports there have been, as `queries.data_version`, seen from within a transaction."""
    return connection.scalar(select(func.count()).select_from(table_of(Import))) or 0


def revisions_in_force(
    connection: Connection, model: type[Base], key: Sequence[str], figures: pd.DataFrame
) -> pd.DataFrame:
    """Return `key` and `revision` of what stands there, of the units and nouns (`key[1]`) of some figures.

    Asked within a transaction of writing. What was taken back doesn't stand there.
    """
    table, columns = table_of(model), [*key, "revision"]
    mine = [table.c[name].in_(figures[name].astype("int64").unique().tolist()) for name in key[:2]]
    question = select(*[table.c[name] for name in columns]).where(*mine, in_force(table, key, None))
    return pd.DataFrame([tuple(row) for row in connection.execute(question)], columns=columns)


def places_of_figures(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return at which units which indicators and accounts have figures that stand there.

    `unit_id`, and of `indicator_id` and `account_id` (Int64) the one that is meant.
    """
    found = [
        _places(engine, organisation_id, model, key)
        for model, key in ((Measurement, FIGURE_KEY), (Amount, PLACE))
    ]
    both = pd.concat(found, ignore_index=True).reindex(columns=["unit_id", "indicator_id", "account_id"])
    return both.astype({"unit_id": "int64", "indicator_id": "Int64", "account_id": "Int64"})


def _places(engine: Engine, organisation_id: int, model: type[Base], key: Sequence[str]) -> pd.DataFrame:
    """Return the units and nouns that have a word in force; only where some are undone are all weighed."""
    table, undone = table_of(model), table_of(model).alias("undone")
    columns = [table.c[name] for name in key[:2]]
    doubtful = select(*[undone.c[name] for name in key[:2]]).where(
        undone.c.organisation_id == organisation_id, undone.c.taken_back
    )
    stands = or_(tuple_(*columns).not_in(doubtful), in_force(table, key, None))
    mine = (table.c.organisation_id == organisation_id, ~table.c.taken_back)
    return frame_of(engine, select(*columns).where(*mine, stands).distinct())


def imported_findings(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return what was odd in imported files: `import_id`, `level`, `place`, `rule`, `message`, `reason`."""
    table = table_of(ImportFinding)
    names = "import_id level place rule message reason".split()
    question = select(*[table.c[name] for name in names]).where(table.c.organisation_id == organisation_id)
    return frame_of(engine, question.order_by(table.c.id))


def organisation_named(engine: Engine, name: str) -> "Row[tuple[object, ...]] | None":
    """Return the organisation with this code or name, in capitals or not; None if there is none."""
    table = table_of(Organisation)
    with engine.connect() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    wanted = name.strip().casefold()
    for field in ("code", "name"):
        found = [row for row in rows if str(getattr(row, field)).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    return None
