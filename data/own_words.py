"""What a plan file and simulated figures may write: over their own words, never over what others have said.

A figure that somebody else has changed or undone is left as it stands, and so is what is locked.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data.as_of import latest_word
from data.gate import locked
from data.lasting import lasting, no_later
from data.models import Account, Amount, Import, Indicator, Measurement, Unit
from data.models.base import Base, table_of
from data.recording import AMOUNT_KEY, MEASUREMENT_KEY, NUMBERS
from metrics.periods import Period
from metrics.vocabulary import ImportKind

CHANGED, LOCKED = "changed", "locked"
LEFT = ["unit_id", "indicator_id", "account_id", "period", "kind", "made_in", "why", "differs"]
WHY = {CHANGED: "som någon annan har ändrat", LOCKED: "i en låst period"}
UNDONE = "undone"
FIGURES = (Measurement, MEASUREMENT_KEY, [*NUMBERS, "state"])
AMOUNTS = (Amount, AMOUNT_KEY, ["amount"])


def own(
    connection: Connection, organisation_id: int, frame: pd.DataFrame, brought_as: ImportKind
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures (or amounts, with `account_id`) that may be written, and those that are left.

    Written is what says something new of a figure on which the latest word is of the same kind of import,
    or on which nothing has been said; not in a locked period. Of what is left: `unit_id`, `indicator_id`,
    `account_id`, `period`, `kind` and `made_in` (missing where they don't apply), `why` (changed or locked)
    and `differs`: whether it would have said something else than what stands.
    """
    model, key, content = AMOUNTS if "account_id" in frame else FIGURES
    compared = [name for name in content if name in frame]
    held = _standing(connection, model, key, compared, frame)
    beside = frame[[*key, *compared]].merge(held, on=key, how="left", suffixes=("", "_before"))
    others = (beside["said_by"].notna() & (beside["said_by"] != brought_as.value)).to_numpy()
    places, _ = locked(connection, organisation_id, frame)
    why = np.select([others, places >= 0], [CHANGED, LOCKED], "")
    differs = np.zeros(len(frame), dtype=bool)
    for name in compared:
        after, before = beside[name], beside[f"{name}_before"]
        differs |= ~((after == before) | (after.isna() & before.isna())).to_numpy()
    left = frame[key].assign(why=why, differs=differs)[why != ""]
    return frame[why == ""], left.reindex(columns=LEFT)


def _standing(
    connection: Connection, model: type[Base], key: list[str], content: list[str], frame: pd.DataFrame
) -> pd.DataFrame:
    """Return what stands there of some units and the kind of import that `said_by`; undone, it's nobody's."""
    table, imports = table_of(model), table_of(Import)
    ours = table.c.unit_id.in_(pd.unique(frame["unit_id"]).tolist())
    lasts = (
        select(*[table.c[name] for name in [*key, *content]], imports.c.kind.label("said_by"))
        .join(imports, imports.c.id == table.c.import_id)
        .where(ours, lasting(table), no_later(table, key))
    )
    undone = select(*[table.c[name] for name in key]).where(
        ours, table.c.taken_back, latest_word(table, key, None)
    )
    columns = [*key, *content, "said_by"]
    stands = pd.DataFrame([tuple(row) for row in connection.execute(lasts)], columns=columns)
    nothing = pd.DataFrame([tuple(row) for row in connection.execute(undone)], columns=key)
    if nothing.empty:
        return stands.astype({"unit_id": "int64", key[1]: "int64"})
    return pd.concat([stands, nothing.assign(said_by=UNDONE)], ignore_index=True)


def told_left(connection: Connection, left: Sequence[pd.DataFrame]) -> str:
    """Say how many figures were left as they stand, and one of each; empty where none was.

    Where a figure comes several times, the last word on it is meant.
    """
    frames = [frame for frame in left if len(frame)]
    if not frames:
        return ""
    whole = pd.concat(frames, ignore_index=True)
    last = whole.drop_duplicates(LEFT[:-2], keep="last")
    told = list(_told(connection, last[last["differs"]]))
    return f"Lämnades som de står: {' och '.join(told)}." if told else ""


def _told(connection: Connection, left: pd.DataFrame) -> Iterator[str]:
    for why, words in WHY.items():
        rows = left[left["why"] == why].to_dict("records")
        if rows:
            count = f"{len(rows)} {'siffra' if len(rows) == 1 else 'siffror'}"
            yield f"{count} {words} (till exempel {_name(connection, rows[0])})"


def _name(connection: Connection, row: Mapping[Any, Any]) -> str:
    """Return the name, unit and period of one figure."""
    noun, column = (Indicator, "indicator_id") if pd.isna(row["account_id"]) else (Account, "account_id")
    names = []
    for model, number in ((noun, row[column]), (Unit, row["unit_id"])):
        table = table_of(model)
        names.append(str(connection.scalar(select(table.c.name).where(table.c.id == int(number)))))
    return ", ".join([*names, Period.parse(row["period"]).label])
