"""Questions about what has changed: words between two moments, imports, and what undoing one would do.

All moments are in UTC. An engine bound to an earlier moment (`as_of`) knows nothing recorded later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Engine, Select, Table, and_, case, func, select

from data.as_of import latest_word, moment_of, office_time, recorded, standing
from data.booked import PLACE
from data.frames import frame_of
from data.gate import locked
from data.lasting import words_of_import
from data.models import Amount, Import, ImportFinding, Measurement, PeriodLock
from data.models.base import table_of
from data.queries import FIGURE_KEY, FIGURE_TYPES
from metrics.vocabulary import ImportKind

MEASURED = ("value", "numerator", "denominator", "n", "state")
BROUGHT = ("kind", "source", "note", "recorded_by")
WHEN = ("", "_before", "_first")


def changed_figures(
    engine: Engine, unit_ids: Sequence[int], since: datetime, until: datetime
) -> pd.DataFrame:
    """Return the figures of some units on which something was recorded after `since` and by `until`.

    One row per unit, indicator and period, the newest word first: `unit_id`, `indicator_id`, `period`,
    `value`, `numerator`, `denominator`, `n`, `state`, `taken_back`, the same with `_before` (missing where
    nothing had been said by `since`) and with `_first` (the first word after `since`; missing where that is
    the newest), `revision`, `comment`, `lock_reason`, `recorded_at` (UTC), `import_id`, and of the import
    `kind`, `source`, `note`, `recorded_by`, `undoes_id` (Int64, NA = none) and `reason`: why a file with
    warnings was let in, empty where it had none.
    """
    table = table_of(Measurement)
    question = _between(table, FIGURE_KEY, (*MEASURED, "taken_back"), since, _known(engine, until))
    asked = frame_of(engine, question.where(table.c.unit_id.in_(unit_ids)), days=["recorded_at"])
    return _typed(asked, list(FIGURE_TYPES))


def changed_amounts(
    engine: Engine, unit_ids: Sequence[int], since: datetime, until: datetime
) -> pd.DataFrame:
    """Return the amounts of some units on which something was recorded after `since` and by `until`.

    As `changed_figures`, by `unit_id`, `account_id`, `kind_of_amount`, `period` and `made_in`, with `amount`
    (kronor), `preliminary` and `role` in place of the measured columns.
    """
    table = table_of(Amount)
    question = _between(table, PLACE, ("amount", "preliminary", "taken_back"), since, _known(engine, until))
    asked = frame_of(engine, question.where(table.c.unit_id.in_(unit_ids)), days=["recorded_at"])
    return _typed(asked, ["amount"])


def _typed(asked: pd.DataFrame, numbers: Sequence[str]) -> pd.DataFrame:
    """Return words between two moments with numbers as such, and no reason as an empty text."""
    types = dict.fromkeys((f"{name}{when}" for name in numbers for when in WHEN), "float64")
    return asked.astype({**types, "undoes_id": "Int64"}).assign(reason=asked["reason"].fillna(""))


def every_word(engine: Engine, unit_ids: Sequence[int], indicator_ids: Sequence[int]) -> pd.DataFrame:
    """Return all that has ever been recorded of some figures, with the columns of `queries.figures`."""
    table = table_of(Measurement)
    names = (*FIGURE_KEY, *MEASURED)
    question = select(*[table.c[name] for name in names]).where(
        table.c.unit_id.in_(unit_ids), table.c.indicator_id.in_(indicator_ids)
    )
    return frame_of(engine, question).astype(FIGURE_TYPES)


def _known(engine: Engine, until: datetime) -> datetime:
    bound = moment_of(engine)
    return min(until, bound) if bound else until


def _between(
    now: Table, key: Sequence[str], content: Sequence[str], since: datetime, until: datetime
) -> "Select[*tuple[Any, ...]]":
    """Ask for the newest words by `until` newer than `since`, beside what stood then and came first after."""
    before, first, imports = now.alias("before"), now.alias("first"), table_of(Import)
    said_then = and_(
        *[before.c[name] == now.c[name] for name in key],
        before.c.revision < now.c.revision,
        latest_word(before, key, since),
    )
    said_first = and_(
        now.c.revision > 1,
        *[first.c[name] == now.c[name] for name in key],
        first.c.revision < now.c.revision,
        first.c.revision == func.coalesce(before.c.revision, 0) + 1,
    )
    reasons = _reasons().subquery("reasons")
    own = [
        "revision",
        "comment",
        "lock_reason",
        "recorded_at",
        "import_id",
        *(["role"] if "role" in now.c else []),
    ]
    places = [now.c[name].label("kind_of_amount" if name == "kind" else name) for name in key]
    return (
        select(
            *places,
            *[now.c[name] for name in (*content, *own)],
            *[before.c[name].label(f"{name}_before") for name in content],
            *[first.c[name].label(f"{name}_first") for name in content],
            *[imports.c[name] for name in (*BROUGHT, "undoes_id")],
            reasons.c.reason,
        )
        .join(imports, imports.c.id == now.c.import_id)
        .join(before, said_then, isouter=True)
        .join(first, said_first, isouter=True)
        .join(reasons, reasons.c.import_id == now.c.import_id, isouter=True)
        .where(now.c.recorded_at > since, latest_word(now, key, until))
        .order_by(now.c.recorded_at.desc(), *[now.c[name] for name in key])
    )


def _reasons() -> "Select[int, str]":
    """Ask why the warnings of each file were accepted: one reason is given for all of them.

    What is entered by hand has its reasons as comments, figure by figure.
    """
    findings, imports = table_of(ImportFinding), table_of(Import)
    return (
        select(findings.c.import_id, func.max(findings.c.reason).label("reason"))
        .join(imports, imports.c.id == findings.c.import_id)
        .where(imports.c.kind == ImportKind.FILE.value, findings.c.reason != "")
        .group_by(findings.c.import_id)
    )


def imports_of(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return an organisation's imports, the newest first.

    `id`, `kind`, `source`, `note`, `recorded_by`, `recorded_at` (UTC), `undoes_id` and `undone_by` (Int64,
    NA = none), and how many words it brought: `new`, `corrected` (figures and amounts) and `withdrawn`.
    """
    table, undoing = table_of(Import), table_of(Import).alias("undoing")
    moment = moment_of(engine)
    names = ("id", *BROUGHT, "recorded_at", "undoes_id")
    question = (
        select(*[table.c[name] for name in names], undoing.c.id.label("undone_by"))
        .join(undoing, and_(undoing.c.undoes_id == table.c.id, recorded(undoing, moment)), isouter=True)
        .where(table.c.organisation_id == organisation_id, recorded(table, moment))
        .order_by(table.c.id.desc())
    )
    frame = frame_of(engine, question, days=["recorded_at"]).astype(
        {"undoes_id": "Int64", "undone_by": "Int64"}
    )
    counted = _counted(engine, organisation_id)
    for name in ("new", "corrected", "withdrawn"):
        frame[name] = frame["id"].map(counted[name]).fillna(0).astype("int64")
    return frame


def _counted(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return how many words each import brought: `new`, `corrected`, `withdrawn`, by import."""
    counts = []
    for table in (table_of(Measurement), table_of(Amount)):
        question = (
            select(
                table.c.import_id,
                _number(table.c.revision == 1).label("new"),
                _number((table.c.revision > 1) & ~table.c.taken_back).label("corrected"),
                _number(table.c.taken_back).label("withdrawn"),
            )
            .where(table.c.organisation_id == organisation_id)
            .group_by(table.c.import_id)
        )
        counts.append(frame_of(engine, question))
    return pd.concat(counts).astype("int64").groupby("import_id").sum()


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def effects_of_undoing(engine: Engine, import_id: int) -> dict[str, int]:
    """Return what undoing an import would do to its words on figures and amounts.

    `back`: an earlier value returns; `away`: there was none, and nothing stands; `later`: another import
    has said something since, which stays. `locked`: how many of `back` and `away` are in locked periods.
    """
    effects = {"back": 0, "away": 0, "later": 0, "locked": 0}
    for table, key in ((table_of(Measurement), FIGURE_KEY), (table_of(Amount), PLACE)):
        words = words_of_import(table, key, (), import_id).subquery()
        gone, stood = words.c.later == 0, words.c.revision_before.is_not(None)
        counted = {"back": gone & stood, "away": gone & ~stood, "later": ~gone}
        question = select(
            words.c.unit_id,
            words.c.period,
            *[_number(condition).label(name) for name, condition in counted.items()],
        ).group_by(words.c.unit_id, words.c.period)
        places = frame_of(engine, question)
        for name in counted:
            effects[name] += int(places[name].sum())
        effects["locked"] += int(places.loc[_closed(engine, import_id, places), ["back", "away"]].sum().sum())
    return effects


def _closed(engine: Engine, import_id: int, places: pd.DataFrame) -> "NDArray[np.bool_]":
    """Tell which units' periods are locked in the organisation of an import."""
    imports = table_of(Import)
    with engine.connect() as connection:
        owner = connection.scalar(select(imports.c.organisation_id).where(imports.c.id == import_id))
        if owner is None or places.empty:
            return np.zeros(len(places), dtype=bool)
        found, _ = locked(connection, owner, places)
    return found >= 0


def latest_lock(engine: Engine, organisation_id: int) -> datetime | None:
    """Return when a period was last locked, of locks that stand, in the office's time; None if none does."""
    table = table_of(PeriodLock)
    question = select(func.max(table.c.recorded_at)).where(
        table.c.organisation_id == organisation_id, standing(table, moment_of(engine))
    )
    with engine.connect() as connection:
        locked: datetime | None = connection.scalar(question)
    return locked and office_time(locked)
