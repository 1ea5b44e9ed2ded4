"""The names that an organisation knows, and how two ways of writing one are held against each other."""

import re
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_imports, queries_money
from data.imports.facts import Names
from data.imports.headings.spelling import folded


@dataclass(frozen=True)
class Known:
    """What an organisation has: its indicators, units and accounts as frames, and their other names.

    `aliases` is as in `queries_imports.name_aliases`, `plans` are the titles of its plans.
    """

    organisation_id: int
    code: str
    name: str
    indicators: pd.DataFrame
    units: pd.DataFrame
    accounts: pd.DataFrame
    aliases: pd.DataFrame
    plans: tuple[str, ...]

    def names(self) -> Names:
        """Return every name and code, as the recognition of tables needs them."""
        return Names(
            self.name,
            self._all(self.indicators, "indicator_id"),
            self._all(self.units, "unit_id"),
            self._all(self.accounts, "account_id"),
        )

    def _all(self, nouns: pd.DataFrame, column: str) -> frozenset[str]:
        others = self.aliases.loc[self.aliases[column].notna(), "name"]
        return frozenset([*nouns["code"], *nouns["name"], *others])

    @property
    def roots(self) -> list[int]:
        """The units without one above."""
        return [int(number) for number in self.units.loc[self.units["parent_id"].isna(), "id"]]


def known_names(engine: Engine, organisation_id: int) -> Known:
    """Return what an organisation has. Raises KeyError if there is no such organisation."""
    organisations = queries.organisations(engine).set_index("id")
    mine = organisations.loc[organisation_id]
    indicators = queries.indicators(engine, organisation_id)
    return Known(
        organisation_id,
        str(mine["code"]),
        str(mine["name"]),
        indicators.astype({"derivation": "object"}),
        queries.units(engine, organisation_id),
        queries_money.accounts(engine, organisation_id),
        queries_imports.name_aliases(engine, organisation_id),
        tuple(queries.plans(engine, organisation_id)["title"]),
    )


LEAST_SIGNS = 12
LEAST_SHARE = 0.6
"""A beginning shorter than both says too little."""
LEAST_WORDS, LONG = 3, 24
"""A shorter beginning that ends within a word may be whole: Sjukfrånvaro of Sjukfrånvarodagar."""
OPEN_WORDS = frozenset("i på av med för till från och eller som per vid om under inom hos utan".split())
"""A name doesn't end with one of these, unless it was cut off."""


def is_cut_off(shorter: str, longer: str) -> bool:
    """Tell whether a name is the beginning of another, cut off where no name ends.

    That is in the middle of its third word or later (or far into its second), after a word that another
    must follow, or within brackets. A name that may be whole (`Placerade barn` of `Placerade barn på HVB`)
    may be another one.
    """
    begins, whole = folded(shorter), folded(longer)
    if not begins or len(begins) >= len(whole) or not whole.startswith(begins):
        return False
    if len(begins) < LEAST_SIGNS and len(begins) < LEAST_SHARE * len(whole):
        return False
    written = shorter.rstrip()
    is_long = len(begins.split()) >= LEAST_WORDS or len(begins) >= LONG
    within_word = whole[len(begins)].isalnum() and is_long
    dots = re.search(r"(\.\.\.|…)$", written) is not None
    open_bracket = written.count("(") > written.count(")")
    return within_word or dots or open_bracket or begins.split()[-1] in OPEN_WORDS
