"""Earlier words on corrected figures, without what is a secret."""

import pandas as pd

from metrics.protection import Ancestors, shielded
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, ValueState


def open_words(
    words: pd.DataFrame,
    subject: Subject,
    figures: pd.DataFrame,
    ancestors: Ancestors,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the words on an indicator's corrected figures; the secret ones without number and comment.

    `words` are as `queries.history` gives them; `figures`, `ancestors` and `people` as
    `protection.shielded` takes them. A figure that is kept away now has been so all along: no earlier word
    on it is told either.
    """
    ours = figures[figures["indicator_id"] == subject.id]
    shown = shielded(figures, [subject], ancestors, people).loc[ours.index]
    kept = (shown["state"] != ours["state"]) | (shown["state"] == ValueState.CONFIDENTIAL)
    away = set(zip(ours.loc[kept, "unit_id"], ours.loc[kept, "period"], strict=True))
    secret = pd.Series(
        [key in away for key in zip(words["unit_id"], words["period"], strict=True)],
        index=words.index,
        dtype=bool,
    )
    hidden = secret & words["state"].isin(STATES_WITH_VALUE)
    told = words.copy()
    told.loc[hidden, "value"] = float("nan")
    told.loc[hidden, "state"] = ValueState.CONFIDENTIAL.value
    told.loc[hidden, "comment"] = ""
    return told
