"""A list that was found in a sheet, its columns taken as their different texts: each text is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.facts import Layout
from data.imports.tables.columns_down import Roles
from data.imports.tables.facts_frame import texts
from data.imports.tables.grid import Grid
from data.imports.tables.layouts.context import Context
from data.imports.tables.list_rows import ListRows
from data.imports.tables.years import THE_TABLE

MANY_BLANKS = 0.4
"""The share of rows that leave a text out, for it to be thought to hold until the next."""
Codes = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Different:
    """A column as its different texts, and which of them stands in each row; -1 where nothing does."""

    texts: list[str]
    cells: list[Any]
    codes: Codes

    def mapped(self, values: Sequence[Any]) -> Any:
        """Return a column with a text for each different one, and an empty one where nothing stands."""
        return texts([*values, ""], np.where(self.codes < 0, len(values), self.codes))


@dataclass(frozen=True, eq=False)
class Listed:
    """A list that was found in a sheet: where it begins, and what its columns hold."""

    grid: Grid
    rows: ListRows
    roles: Roles
    context: Context

    def different(self, role: str) -> Different | None:
        """Return the column with a role; None where no column has it."""
        at = self.roles.at(role)
        if at is None:
            return None
        codes, unique = pd.factorize(self.grid.column(at, self.rows.first))
        known = [self.grid.said(cell) for cell in unique]
        blank = np.array([not text for text in known], dtype=bool)
        if blank.any():
            codes = np.where((codes >= 0) & blank[codes], -1, codes)
        filled = self.filled_down(codes) if role in ("period", "label", "place", "year") else codes
        return Different(known, list(unique), filled)

    def filled_down(self, codes: Codes) -> Codes:
        """Let a text hold until the next where many rows leave it out, as in a report with groups."""
        blank = codes < 0
        if not self.stands.any() or blank[0] or blank[self.stands].mean() < MANY_BLANKS:
            return codes
        last = np.maximum.accumulate(np.where(blank, 0, np.arange(len(codes))))
        return np.asarray(codes[last])

    @cached_property
    def stands(self) -> NDArray[np.bool_]:
        """Tell in which rows of the body any figure stands."""
        body = self.grid.filled[self.rows.first :]
        return np.asarray(body[:, self.roles.figures()].any(axis=1))

    @property
    def layout(self) -> Layout:
        """The layout that this is."""
        forced = self.context.forced(self.grid.sheet.name or THE_TABLE)
        if forced in (Layout.LONG, Layout.EXPORT):
            return forced
        if self.roles.at("code") is not None:
            return Layout.EXPORT
        if any(place for _, place in self.roles.named.values()):
            return Layout.UNIT_BY_PERIOD
        return Layout.WIDE if any(label for label, _ in self.roles.named.values()) else Layout.LONG

    @property
    def has_time(self) -> bool:
        """Tell whether a column says the period."""
        return self.roles.at("period") is not None or self.roles.at("month") is not None
