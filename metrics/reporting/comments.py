"""What is said of figures, without what would tell of those that are kept from readers."""

from collections.abc import Collection

import pandas as pd

from metrics.earlier_words import Key

WORDS = ["analysis", "planned"]


def without_telling(comments: pd.DataFrame, kept: Collection[Key]) -> pd.DataFrame:
    """Return comments, those on figures that are `kept` with empty words.

    `comments` have `unit_id`, `indicator_id`, `period`, `analysis` and `planned`.
    """
    keys = zip(comments["unit_id"], comments["indicator_id"], comments["period"], strict=True)
    hidden = pd.Series([key in kept for key in keys], index=comments.index, dtype=bool)
    told = comments.copy()
    told.loc[hidden, WORDS] = ""
    return told


def telling(comments: pd.DataFrame) -> pd.DataFrame:
    """Return the comments that say something."""
    return comments[(comments[WORDS] != "").any(axis=1)]
