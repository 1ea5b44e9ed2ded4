"""Answers of the store as frames, with the same columns and types whether there are rows or not."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, Engine, Select

EMPTY_TYPES = {"INTEGER": "int64", "FLOAT": "float64", "BOOLEAN": "bool"}


def frame_of(
    engine: Engine, question: "Select[*tuple[object, ...]]", days: Sequence[str] = ()
) -> pd.DataFrame:
    """Ask, and give the answer as a frame; `days` are read as datetime64, also when empty."""
    with engine.connect() as connection:
        frame = _read(connection, question)
    for name in days:
        frame[name] = pd.to_datetime(frame[name], utc=name.endswith("_at"))
    return frame


def _read(connection: Connection, question: "Select[*tuple[object, ...]]") -> pd.DataFrame:
    """Read the answer; one without rows has the types that its columns have in the store."""
    result = connection.execute(question)
    # as plain tuples: pandas asks each row object for names it does not have, at twice the cost
    frame = pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))
    if not frame.empty:
        return frame
    kinds = {column.name: str(column.type) for column in question.selected_columns}
    return frame.astype({name: EMPTY_TYPES.get(kind, "str") for name, kind in kinds.items()})
