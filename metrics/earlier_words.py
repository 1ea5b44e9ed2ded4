"""Earlier words on figures, without what is a secret today: it has been one all along."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from metrics.protection import NUMBERS, Ancestors, shielded
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, ValueState

Key = tuple[int, int, str]
"""Unit, indicator and period."""
TOLD = ("comment", "lock_reason")
"""What is written of a word, which may tell its number."""


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
    return without_words(words, subject.id, kept_away(ours, figures, [subject], ancestors, people))


def without_words(words: pd.DataFrame, indicator_id: int, kept: Collection[Key]) -> pd.DataFrame:
    """Return the words on an indicator's figures, those on what is kept away without number and comment."""
    away = {(unit, period) for unit, indicator, period in kept if indicator == indicator_id}
    secret = pd.Series(
        [key in away for key in zip(words["unit_id"], words["period"], strict=True)],
        index=words.index,
        dtype=bool,
    )
    hidden = secret & words["state"].isin(STATES_WITH_VALUE)
    told = words.copy()
    told.loc[hidden, "value"] = float("nan")
    told.loc[hidden, "state"] = ValueState.CONFIDENTIAL.value
    told.loc[hidden, [name for name in TOLD if name in told]] = ""
    return told


def kept_away(
    ours: pd.DataFrame,
    figures: pd.DataFrame,
    subjects: Iterable[Subject],
    ancestors: Ancestors,
    people: pd.DataFrame | None = None,
) -> dict[Key, str]:
    """Return unit, indicator and period of those of our figures that are kept from readers -> shown state.

    `ours` are some rows of `figures`, which with `ancestors` and `people` are as `shielded` takes them.
    """
    shown = shielded(figures, subjects, ancestors, people).loc[ours.index]
    kept = shown[(shown["state"] != ours["state"]) | (shown["state"] == ValueState.CONFIDENTIAL)]
    keys = zip(kept["unit_id"], kept["indicator_id"], kept["period"], strict=True)
    return dict(zip(keys, kept["state"], strict=True))


def kept_from_readers(figures: pd.DataFrame, kept: Mapping[Key, str]) -> pd.DataFrame:
    """Return figures without the numbers of those that are kept away, which have the state they are shown in.

    A figure without a value stays as it is.
    """
    if not kept:
        return figures
    keys = list(zip(figures["unit_id"], figures["indicator_id"], figures["period"], strict=True))
    hidden = pd.Series([key in kept for key in keys], index=figures.index, dtype=bool)
    hidden &= figures["state"].isin(STATES_WITH_VALUE)
    if not hidden.any():
        return figures
    told = figures.copy()
    told.loc[hidden, [name for name in NUMBERS if name in told]] = float("nan")
    told.loc[hidden, "state"] = [kept[key] for key, away in zip(keys, hidden, strict=True) if away]
    return told
