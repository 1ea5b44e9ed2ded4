"""Figures that are kept from readers: what the store has of them isn't shown to whoever brings a file."""

from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import Engine

from data.imports.figures.combined import PARTS
from data.kept_away import kept_today
from metrics.earlier_words import Key

KEY = ["unit_id", "indicator_id", "period"]


@dataclass(frozen=True)
class Secrets:
    """The figures that are kept away; a series is kept away where any of its figures is."""

    kept: frozenset[Key] = field(default_factory=frozenset)

    def figures_in(self, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Tell which rows are figures that are kept away."""
        return self._among(frame, KEY, set(self.kept))

    def series_in(self, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Tell which rows are of a unit and an indicator that has any figure that is kept away."""
        return self._among(frame, KEY[:2], {key[:2] for key in self.kept})

    def _among(
        self, frame: pd.DataFrame, columns: list[str], known: set[Key] | set[tuple[int, int]]
    ) -> "pd.Series[bool]":
        if not known:
            return pd.Series(data=False, index=frame.index)
        rows = zip(*[frame[name].astype(object) for name in columns], strict=True)
        return pd.Series([row in known for row in rows], index=frame.index, dtype=bool)


def secrets_of(engine: Engine, organisation_id: int, figures: pd.DataFrame) -> Secrets:
    """Return what is kept away of the figures of a file, and of those in the store beside them."""
    measured = figures.loc[figures["indicator_id"].notna(), [*KEY, "value", *PARTS, "state"]]
    if measured.empty:
        return Secrets()
    types = {**dict.fromkeys(KEY[:2], "int64"), **dict.fromkeys(("value", *PARTS), "float64")}
    return Secrets(frozenset(kept_today(engine, organisation_id, measured.astype(types))))
