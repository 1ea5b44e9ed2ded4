"""Which figures are kept from readers today: of units with too few people, and those said to be secret."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_history
from data.queries import FIGURE_KEY
from metrics.earlier_words import Key, kept_away
from metrics.subjects import subjects
from metrics.unit_tree import lines_above

FIRST_YEAR = 1900


def kept_today(engine: Engine, organisation_id: int, arriving: pd.DataFrame) -> dict[Key, str]:
    """Return unit, indicator and period of the figures that are kept from readers -> the state they show.

    Of the indicators of `arriving`: figures that aren't in the store yet, with the columns of
    `queries.figures`. They are told too, as if they were there; a count of people among them counts only
    where the store has none.
    """
    asked = arriving["indicator_id"].unique().tolist()
    mine = queries.units(engine, organisation_id)["id"].tolist()
    small = of_small_units(engine, organisation_id, asked, arriving)
    return {**small, **queries.secret_figures(engine, mine, asked)}


def of_small_units(
    engine: Engine,
    organisation_id: int,
    asked: Sequence[int] | None = None,
    arriving: pd.DataFrame | None = None,
) -> dict[Key, str]:
    """Return the figures of units with too few people, of the indicators asked about (None = all)."""
    units, indicators = queries.units(engine, organisation_id), queries.indicators(engine, organisation_id)
    protected = indicators[indicators["protected_by_id"].notna()]
    if asked is not None:
        protected = protected[protected["id"].isin(asked)]
    if protected.empty:
        return {}
    mine = units["id"].tolist()
    guards = protected["protected_by_id"].astype("int64").unique().tolist()
    people = queries.figures(engine, mine, guards, first_year=FIRST_YEAR, last_day=date.max)
    people = _both(people, arriving, guards).drop_duplicates(list(FIGURE_KEY))
    words = queries_history.every_word(engine, mine, protected["id"].tolist())
    told = _both(words, arriving, protected["id"].tolist())
    return kept_away(told, told, subjects(protected, {}), _above(units), people)


def _both(stored: pd.DataFrame, arriving: pd.DataFrame | None, indicator_ids: Sequence[int]) -> pd.DataFrame:
    """Return what is stored, and after it what arrives of some indicators, with the same columns."""
    if arriving is None:
        return stored
    mine = arriving[arriving["indicator_id"].isin(indicator_ids)]
    parts = [each for each in (stored, mine[stored.columns]) if len(each)]
    return pd.concat(parts, ignore_index=True) if parts else stored


def _above(units: pd.DataFrame) -> dict[int, list[int]]:
    """Return for each unit those above it, nearest first."""
    rows = zip(units["id"], units["parent_id"], strict=True)
    return lines_above({int(unit): None if pd.isna(parent) else int(parent) for unit, parent in rows})
