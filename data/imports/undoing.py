"""Taking an import back: what stood there before stands there again, and both stay in the history."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, Table, insert, select

from data.as_of import latest_word
from data.bulk import insert_frame
from data.entering import checked, transaction
from data.gate import hold, passed
from data.lasting import later_imports, words_of_import
from data.models import Amount, Delivery, Import, Measurement
from data.models.base import Base, now, table_of
from data.models.delivery import ReasonedIn
from data.recording import (
    AMOUNT_KEY,
    AMOUNTED,
    MEASURED,
    MEASUREMENT_KEY,
    NUMBERS,
    RecordingError,
    inserted_id,
    with_days,
)
from metrics.periods import Period
from metrics.vocabulary import DeliveryState, ImportKind, ValueState

NOT_UNDONE = {
    ImportKind.PLAN.value: "är en planfil; rätta filen och läs in den igen",
    ImportKind.DEMO.value: "är påhittade siffror och kan inte ångras",
}
SOURCE = "Ångrad inläsning"


@dataclass(frozen=True)
class Undone:
    """What was taken back: the number of the new import, how many figures went back to an earlier word, how
    many are empty again, and how many had been changed since and were left as they are.
    """  # noqa: D205 - one sentence

    import_id: int
    restored: int
    emptied: int
    left: int


def undo_import(
    engine: Engine, import_id: int, *, role: str, reason: str, organisation_id: int | None = None
) -> Undone:
    """Take back what an import said, where it is still in force.

    What an earlier import says stands there again, if that one isn't undone itself. A month that was
    marked as ready is a draft again when one of its figures goes. A reason is always needed, and it also
    holds for locked periods. Raises RecordingError, and writes nothing, for an import that isn't there, that
    is undone already or that is a plan or invented figures, one that said nothing of figures, one whose
    figures have all been changed since, and for a missing role or reason.
    """
    given = checked(ReasonedIn, {"reason": reason, "role": role})
    with transaction(engine) as connection:
        owner = _owner_of(connection, import_id, organisation_id)
        hold(connection, owner, alone=True)
        entry = _undoable(connection, import_id)
        words = {model: _words(connection, table_of(model), said, import_id) for model, said in SAID}
        _refuse_vain(connection, import_id, words)
        note = f"Ångrade inläsning {import_id} ({entry.source}): {given.reason}"
        values = {"kind": ImportKind.ENTRY.value, "source": SOURCE, "recorded_by": given.role, "note": note}
        owned = {"organisation_id": owner, "recorded_at": now(), "undoes_id": import_id}
        number = inserted_id(connection, table_of(Import), {**values, **owned})
        by = _By(number, owner, given.reason, given.role)
        counts = np.zeros(3, dtype=np.int64)
        for model, said in SAID:
            counts += _take_back(connection, model, said, words[model], by)
        _reopen(connection, words[Measurement], by)
    return Undone(number, *(int(count) for count in counts))


def _owner_of(connection: Connection, import_id: int, organisation_id: int | None) -> int:
    """Return whose import it is, or raise RecordingError if it isn't there or is another's."""
    imports = table_of(Import)
    owner = connection.scalar(select(imports.c.organisation_id).where(imports.c.id == import_id))
    if owner is None or organisation_id not in (None, owner):
        raise RecordingError([f"inläsning {import_id} finns inte"])
    return int(owner)


def _undoable(connection: Connection, import_id: int) -> "Row[tuple[object, ...]]":
    """Return the import, or raise RecordingError with why it can't be undone."""
    imports = table_of(Import)
    row = connection.execute(select(imports).where(imports.c.id == import_id)).one()
    if row.kind in NOT_UNDONE:
        raise RecordingError([f"inläsning {import_id} ({row.source}) {NOT_UNDONE[row.kind]}"])
    if row.undoes_id is not None:
        raise RecordingError([f"inläsning {import_id} är själv en ångring; läs in filen igen i stället"])
    undone_by = connection.scalar(select(imports.c.id).where(imports.c.undoes_id == import_id))
    if undone_by is not None:
        raise RecordingError([f"inläsning {import_id} är redan ångrad (av inläsning {undone_by})"])
    return row


def _words(connection: Connection, table: Table, said: "_Said", import_id: int) -> pd.DataFrame:
    question = words_of_import(table, said.key, said.content, import_id)
    ordered = question.order_by(*[table.c[name] for name in said.key])
    return pd.read_sql_query(ordered, connection)


def _refuse_vain(connection: Connection, import_id: int, words: Mapping[type[Base], pd.DataFrame]) -> None:
    """Refuse to undo what would change nothing: there is nothing, or all of it has been changed since."""
    if all(each.empty for each in words.values()):
        raise RecordingError([f"inläsning {import_id} har inga siffror att ta tillbaka"])
    if any((each["later"] == 0).any() for each in words.values()):
        return
    later = {
        number
        for model, said in SAID
        for number in later_imports(connection, table_of(model), said.key, import_id)
    }
    told = ", ".join(str(number) for number in sorted(later))
    raise RecordingError(
        [f"alla siffror i inläsning {import_id} har ändrats efteråt, av inläsning {told}; ångra det först"]
    )


def _take_back(
    connection: Connection, model: type[Base], said: "_Said", words: pd.DataFrame, by: "_By"
) -> "NDArray[np.int64]":
    """Append the earlier words; return how many were restored, emptied, and left as changed since."""
    table, mine = table_of(model), words[words["later"] == 0]
    there = mine["revision_before"].notna()
    rows = mine[said.key].assign(revision=mine["revision"] + 1, taken_back=~there)
    for name in said.content:
        rows[name] = mine[f"{name}_before"].where(there, said.empty.get(name, mine[name]))
    if len(rows):
        through, problems = passed(connection, by.organisation_id, rows, by.reason)
        if problems:
            raise RecordingError(problems)
        stamped = through.assign(
            organisation_id=by.organisation_id, import_id=by.import_id, recorded_at=now()
        )
        stamped = with_days(stamped) if "period_start" in table.c else stamped
        if "year" in table.c:
            stamped = stamped.assign(year=stamped["period"].astype("str").str[:4].astype("int64"))
        insert_frame(connection, table, stamped)
    return np.array([int(there.sum()), int((~there).sum()), len(words) - len(mine)], dtype=np.int64)


def _reopen(connection: Connection, words: pd.DataFrame, by: "_By") -> None:
    """Make drafts of the months that were ready and whose figures have gone; a quarter is in its last."""
    table, places = table_of(Delivery), words.loc[words["later"] == 0, ["unit_id", "period"]]
    last = {code: Period.parse(code).last for code in pd.unique(places["period"]).tolist()}
    months = places["period"].map({code: f"{day:%Y-%m}" for code, day in last.items()})
    gone = set(zip(places["unit_id"], months, strict=True))
    ready = select(table.c.unit_id, table.c.period, table.c.revision).where(
        table.c.organisation_id == by.organisation_id,
        table.c.state == DeliveryState.DONE.value,
        latest_word(table, ("unit_id", "period"), None),
    )
    owned = {"organisation_id": by.organisation_id, "import_id": by.import_id, "role": by.role}
    rows = [
        {
            **owned,
            "unit_id": row.unit_id,
            "period": row.period,
            "revision": row.revision + 1,
            "state": DeliveryState.DRAFT.value,
            "recorded_at": now(),
        }
        for row in connection.execute(ready)
        if (row.unit_id, row.period) in gone
    ]
    if rows:
        connection.execute(insert(table), rows)


@dataclass(frozen=True)
class _Said:
    """The columns of a table of figures, and what stands in those of a figure that is empty again."""

    key: list[str]
    content: list[str]
    empty: dict[str, object]


@dataclass(frozen=True)
class _By:
    """By which new import something is taken back, why, and in which role."""

    import_id: int
    organisation_id: int
    reason: str
    role: str


SAID: tuple[tuple[type[Base], _Said], ...] = (
    (
        Measurement,
        _Said(
            MEASUREMENT_KEY,
            MEASURED,
            {**dict.fromkeys(NUMBERS, np.nan), "state": ValueState.NOT_YET_REPORTED.value, "comment": ""},
        ),
    ),
    (Amount, _Said(AMOUNT_KEY, AMOUNTED, {})),
)
