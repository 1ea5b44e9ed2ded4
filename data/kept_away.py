"""Which figures are kept from readers today: of units with too few people, and those said to be secret."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_history
from data.queries import FIGURE_KEY
from metrics.earlier_words import Key, kept_away
from metrics.subjects import subjects

FIRST_YEAR = 1900


def kept_today(engine: Engine, organisation_id: int, arriving: pd.DataFrame) -> dict[Key, str]:
    """Return unit, indicator and period of the figures that are kept from readers -> the state they show.

    Of the indicators of `arriving`: figures that aren't in the store yet, with the columns of
    `queries.figures`. They are told too, as if they were there; a count of people among them counts only
    where the store has none.
    """
    units, indicators = queries.units(engine, organisation_id), queries.indicators(engine, organisation_id)
    mine = units["id"].tolist()
    asked = arriving["indicator_id"].unique().tolist()
    secret = queries.secret_figures(engine, mine, asked)
    protected = indicators[indicators["id"].isin(asked) & indicators["protected_by_id"].notna()]
    if protected.empty:
        return secret
    guards = protected["protected_by_id"].astype("int64").unique().tolist()
    people = queries.figures(engine, mine, guards, first_year=FIRST_YEAR, last_day=date.max)
    people = _both(people, arriving[arriving["indicator_id"].isin(guards)]).drop_duplicates(list(FIGURE_KEY))
    words = queries_history.every_word(engine, mine, protected["id"].tolist())
    told = _both(words, arriving[arriving["indicator_id"].isin(protected["id"])])
    return {**kept_away(told, told, subjects(protected, {}), _above(units), people), **secret}


def _both(stored: pd.DataFrame, arriving: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of both, with the columns of the first; what is stored stands first."""
    parts = [each for each in (stored, arriving[stored.columns]) if len(each)]
    return pd.concat(parts, ignore_index=True) if parts else stored


def _above(units: pd.DataFrame) -> dict[int, Sequence[int]]:
    """Return for each unit those above it, nearest first."""
    parents = {
        int(unit): int(parent)
        for unit, parent in zip(units["id"], units["parent_id"], strict=True)
        if not pd.isna(parent)
    }
    above: dict[int, Sequence[int]] = {}
    for unit in units["id"]:
        line: list[int] = []
        number = parents.get(int(unit))
        while number is not None and number not in line:
            line.append(number)
            number = parents.get(number)
        above[int(unit)] = line
    return above
