"""A list's column of states, brought into the cells that it speaks of: preliminary, missing, confidential.

| the value | the state | the cell becomes |
|---|---|---|
| a number | `preliminär` | the number and the word |
| a number | `slutlig`, a word of procedure, or nothing | the number |
| a number | `sekretess` or another word for no value | both, which can't be read and is told |
| nothing | anything but `slutlig` | the word |
"""

from typing import Any

import numpy as np
import pandas as pd

from data.imports.headings.spelling import compared
from data.imports.tables.grid import Mask
from data.imports.tables.layouts.listed import Codes, Listed
from metrics.vocabulary import ValueState

FINAL = frozenset(
    "final slutlig slutligt slutliga slutgiltig definitiv fastställd klar klart godkänd ok".split()
)
WORDS = {
    ValueState.PRELIMINARY: "preliminär",
    ValueState.MISSING: "saknas",
    ValueState.NOT_APPLICABLE: "ej tillämplig",
    ValueState.CONFIDENTIAL: "sekretess",
    ValueState.NOT_YET_REPORTED: "ej rapporterad än",
}
BY_CODE = {compared(state.value): word for state, word in WORDS.items()}
NO_VALUE = frozenset(compared(word) for word in WORDS.values()) - {compared("preliminär")}


def state_word(text: str) -> str:
    """Return a state as it is written in a cell; empty for a final figure."""
    said = compared(text)
    if said in FINAL:
        return ""
    word = BY_CODE.get(said, text.strip())
    return WORDS[ValueState.PRELIMINARY] if compared(word).startswith("prel") else word


def with_states(listed: Listed, at: int, known: Mask) -> tuple[Codes, Any, Codes]:
    """Return the rows of a column of figures that say something, their cells, and where each stands."""
    filled = listed.grid.filled[listed.rows.first :, at] & known
    column, state_at = listed.different("state"), listed.roles.at("state")
    if column is None or state_at is None or listed.roles.roles.get(at) != "value":
        return _as_they_stand(listed, at, np.flatnonzero(filled))
    words = [state_word(text) for text in column.texts]
    says = np.array([*map(bool, words), False], dtype=bool)[column.codes]
    changes = np.array([_changes_a_number(word) for word in words] + [False], dtype=bool)[column.codes]
    rows = np.flatnonzero(filled | (says & known))
    if not (changes & filled).any() and len(rows) == filled.sum():
        return _as_they_stand(listed, at, rows)
    _, cells, columns = _as_they_stand(listed, at, rows)
    written = cells.to_numpy(dtype=object).copy()
    for place in np.flatnonzero(~filled[rows] | changes[rows]):
        word = words[column.codes[rows[place]]]
        number = listed.grid.said(written[place]) if filled[rows[place]] else ""
        written[place] = f"{number} {word}".strip()
        columns[place] = at if number else state_at
    return rows, pd.Series(written, dtype=object), columns


def _as_they_stand(listed: Listed, at: int, rows: Codes) -> tuple[Codes, pd.Series, Codes]:
    return rows, listed.grid.taken(at, listed.rows.first + rows), np.full(len(rows), at, dtype=np.intp)


def _changes_a_number(word: str) -> bool:
    return compared(word) in NO_VALUE or word == WORDS[ValueState.PRELIMINARY]
