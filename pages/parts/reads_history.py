"""Reading what has changed with memory, as `reads` does: keyed by the store's version, only to be read."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from data import queries, queries_history, queries_money
from data.as_of import day_of, end_of
from metrics.change_words import ChangeLine, NewsLine, amount_lines, figure_lines, news_lines
from metrics.changes import AMOUNTED, MEASURED, Tally, tally, with_every_change, without_secrets
from pages.parts import reads

Asked = tuple[str, int, date, date]
"""Organisation, unit, and the two days: what had been recorded by the end of each is compared."""


@dataclass(frozen=True)
class Changes:
    """What differs between two days: how much, and line by line."""

    counted: Tally
    figures: tuple[ChangeLine, ...]
    amounts: tuple[ChangeLine, ...]
    news: tuple[NewsLine, ...]


def changes(asked: Asked) -> Changes:
    """Return what differs between two days for a unit and all below it."""
    return _changes(reads.version(), asked)


@st.cache_resource(max_entries=100, show_spinner="Jämför dagarna …")
def _changes(data_version: int, asked: Asked) -> Changes:
    organisation, unit_id, since, until = asked
    whole, engine = reads.office_of(organisation), reads.store()
    units = list(whole.ancestors_below(unit_id))
    between = (units, end_of(since), end_of(until))
    figures = with_every_change(queries_history.changed_figures(engine, *between), MEASURED)
    known = [subject.id for subject in whole.subjects]
    figures = figures[figures["indicator_id"].isin(known)]
    secret = queries.secret_figures(engine, units, known)
    protected = figures["indicator_id"].isin([subject.id for subject in whole.subjects if subject.protection])
    small = reads.kept_away_today() if protected.any() else {}
    figures = without_secrets(figures, {**small, **secret})
    amounts = with_every_change(queries_history.changed_amounts(engine, *between), AMOUNTED)
    accounts = queries_money.accounts(engine, whole.id)
    return Changes(
        tally(figures, amounts),
        figure_lines(figures, whole),
        amount_lines(amounts, whole, accounts),
        news_lines(figures, amounts, whole),
    )


def imports(organisation: str) -> pd.DataFrame:
    """Return all imports of an organisation, as `queries_history.imports_of`."""
    return _imports(reads.version(), organisation)


@st.cache_resource(max_entries=20, show_spinner=False)
def _imports(data_version: int, organisation: str) -> pd.DataFrame:
    return queries_history.imports_of(reads.store(), reads.office_of(organisation).id)


def effects_of_undoing(import_id: int) -> dict[str, int]:
    """Return what undoing an import would do, as `queries_history.effects_of_undoing`."""
    return _effects(reads.version(), import_id)


@st.cache_resource(max_entries=40, show_spinner=False)
def _effects(data_version: int, import_id: int) -> dict[str, int]:
    return queries_history.effects_of_undoing(reads.store(), import_id)


def last_lock(organisation: str) -> date | None:
    """Return the day on which a period was last locked; None where no lock stands."""
    return _last_lock(reads.version(), organisation)


@st.cache_resource(max_entries=20, show_spinner=False)
def _last_lock(data_version: int, organisation: str) -> date | None:
    locked = queries_history.latest_lock(reads.store(), reads.office_of(organisation).id)
    return None if locked is None else day_of(locked)
