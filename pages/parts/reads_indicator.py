"""Reading one indicator with memory, as `reads` does: keyed by the store's version, only to be read."""

import pandas as pd
import streamlit as st

from data import queries
from metrics.earlier_words import open_words, without_words
from metrics.indicator_view import IndicatorView, indicator_view
from metrics.periods import Period
from metrics.unit_series import needed
from metrics.vocabulary import Periodicity
from pages.parts import reads


def indicator(
    organisation: str, code: str, unit_id: int, period: str, seen_by: Periodicity | None
) -> IndicatorView:
    """Return everything that the page of an indicator shows."""
    return _indicator(reads.version(), organisation, code, unit_id, period, seen_by.value if seen_by else "")


@st.cache_resource(max_entries=400, show_spinner="Hämtar serien …")
def _indicator(
    data_version: int, organisation: str, code: str, unit_id: int, period: str, seen_by: str
) -> IndicatorView:
    whole = reads.office_of(organisation)
    subject = whole.subject(code)
    assert subject is not None  # the page has checked the address
    figures = queries.figures(
        reads.store(),
        whole.units_needed(unit_id),
        list(needed(whole, [subject.id])),
        first_year=reads.FIRST_YEAR,
        last_day=whole.last_known_day,
    )
    periodicity = Periodicity(seen_by) if seen_by else None
    return indicator_view(whole, subject, figures, unit_id, Period.parse(period), periodicity)


def corrections(organisation: str, code: str, unit_id: int, *, every: bool = False) -> pd.DataFrame:
    """Return every word on an indicator's corrected figures, as `queries.history`, without the secret.

    With `every`, also on those that have not been corrected.
    """
    return _corrections(reads.version(), organisation, code, unit_id, every=every)


@st.cache_resource(max_entries=400, show_spinner=False)
def _corrections(
    data_version: int, organisation: str, code: str, unit_id: int, *, every: bool
) -> pd.DataFrame:
    whole = reads.office_of(organisation)
    subject = whole.subject(code)
    assert subject is not None  # the page has checked the address
    below = whole.ancestors_below(unit_id)
    words = queries.history(reads.store(), subject.id, list(below), corrected=not every)
    small = reads.kept_away_today() if subject.protection else {}
    kept = {**small, **queries.secret_figures(reads.store(), list(below), [subject.id])}
    figures = reads.figures_of(organisation, unit_id, whole.last_known_day, (subject.id,))
    return without_words(open_words(words, subject, figures, below, whole.people), subject.id, kept)


def description(organisation: str, code: str) -> pd.Series:
    """Return what is written of an indicator: all columns of the model."""
    return _descriptions(reads.version(), organisation).loc[code]


@st.cache_resource(max_entries=40, show_spinner=False)
def _descriptions(data_version: int, organisation: str) -> pd.DataFrame:
    return queries.indicators(reads.store(), reads.office_of(organisation).id).set_index("code")


def places_in_plans(organisation: str) -> pd.DataFrame:
    """Return where each indicator stands in its plans, as `queries.objective_titles`."""
    return _places_in_plans(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _places_in_plans(data_version: int, organisation: str) -> pd.DataFrame:
    return queries.objective_titles(reads.store(), reads.office_of(organisation).id)
