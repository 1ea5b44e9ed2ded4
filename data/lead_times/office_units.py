"""An office's units as files name them: by code or by name, with letters of either size."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine

from data import queries
from data.lead_times.columns import word_of


@dataclass(frozen=True)
class OfficeUnits:
    """The units of an office.

    `codes` says which unit a word stands for. `counts_to` maps a unit's code to those of the unit itself and
    all above it: to whose figures its cases count.
    """

    codes: Mapping[str, str]
    counts_to: Mapping[str, list[str]]

    def in_codes(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return cases with the code of each `unit`; a word that stands for none is left as it is."""
        return cases.assign(unit=cases["unit"].map(lambda word: self.codes.get(word_of(word), word)))


def office_units(engine: Engine, organisation_id: int) -> OfficeUnits:
    """Return an office's units. A name that two of them have stands for neither; codes go before names."""
    units = queries.units(engine, organisation_id).to_dict("records")
    code_of = {row["id"]: row["code"] for row in units}
    parent_of = {row["code"]: code_of.get(row["parent_id"]) for row in units}
    names = Counter(word_of(row["name"]) for row in units)
    by_name = {word_of(row["name"]): row["code"] for row in units if names[word_of(row["name"])] == 1}
    by_code = {word_of(code): code for code in parent_of}
    return OfficeUnits({**by_name, **by_code}, {code: _upwards(code, parent_of) for code in parent_of})


def _upwards(code: str, parent_of: Mapping[str, str | None]) -> list[str]:
    """Return a unit and those above it, nearest first."""
    path = [code]
    while (parent := parent_of[path[-1]]) is not None:
        path.append(parent)
    return path
