"""Facts put together as one frame, a whole column at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.facts import FROM_TABLES

PRINTED_SUMS = "sheet row column label place period kind cell parts".split()
"""Columns of the sums that stand printed; `parts` are the (row, column) of the figures summed."""
Objects = NDArray[Any]


def facts_frame(sheet: str, count: int, **columns: Any) -> pd.DataFrame:
    """Return a frame of facts. A column given as one text has it in every row; one left out is empty."""
    same: dict[str, Any] = {}
    built = {"sheet": texts([sheet], np.zeros(count, dtype=np.intp))}
    for name in FROM_TABLES[1:]:
        given = columns.get(name, "")
        if name in ("row", "column"):
            built[name] = np.asarray(given, dtype=np.int64)
        elif name == "cell":
            built[name] = pd.Series(given, dtype=getattr(given, "dtype", object))
        elif isinstance(given, str):
            if given not in same:
                same[given] = texts([given], np.zeros(count, dtype=np.intp))
            built[name] = same[given]
        else:
            built[name] = given if isinstance(given, pd.api.extensions.ExtensionArray) else plain_texts(given)
    return pd.DataFrame(built, columns=FROM_TABLES)


def no_facts() -> pd.DataFrame:
    """Return a frame without facts, its columns of the right kinds."""
    return facts_frame("", 0, row=[], column=[], cell=[])


def texts(different: Sequence[str], which: "NDArray[np.intp]") -> Any:
    """Return a column of texts: which of the different ones stands in each row."""
    return pd.array(list(different), dtype="str").take(which)


def plain_texts(values: Sequence[str] | Objects) -> Any:
    """Return texts as a column."""
    return pd.array(list(values), dtype="str")


def sums_frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the printed sums as a frame."""
    columns = {name: pd.Series([row[name] for row in rows], dtype=object) for name in PRINTED_SUMS}
    frame = pd.DataFrame(columns)
    kinds = {name: "int64" if name in ("row", "column") else "str" for name in PRINTED_SUMS}
    return frame.astype({name: kind for name, kind in kinds.items() if name not in ("cell", "parts")})
