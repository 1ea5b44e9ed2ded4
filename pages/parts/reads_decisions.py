"""Reading decisions with memory, as `reads` does: keyed by the store's version, only to be read."""

from datetime import date

import pandas as pd
import streamlit as st

from data import queries, queries_plan
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine, concerning, decision_lines
from metrics.unit_series import needed
from metrics.vocabulary import Lens
from pages.parts import reads, reads_plan


def decisions(organisation: str, unit_id: int, period: str, today: date) -> tuple[DecisionLine, ...]:
    """Return the standing decisions of a unit and those below it, the newest first, each with its receipt.

    The receipts speak of what is known up to the end of the period.
    """
    below = reads.office_of(organisation).ancestors_below(unit_id)
    every = _decisions(reads.version(), organisation, period, today)
    return tuple(line for line in every if line.unit_id in below)


def on_indicator(
    organisation: str,
    unit_id: int,
    indicator_id: int,
    period: str,
    today: date,
    asked_for: Lens | None = None,
) -> tuple[DecisionLine, ...]:
    """Return the standing decisions on an indicator that concern a unit, the newest first; none for others.

    They are those of the unit itself, of one above it and of one below it. `asked_for` is whom they are for
    where that isn't whom the page is shown for; a server for an audience tells nobody any.
    """
    if (asked_for or reads.lens()).at_least(reads.least_lens()).is_outward:
        return ()
    every = _decisions(reads.version(), organisation, period, today)
    return concerning(every, reads.office_of(organisation), unit_id, indicator_id)


@st.cache_resource(max_entries=100, show_spinner="Hämtar besluten …")
def _decisions(data_version: int, organisation: str, period: str, today: date) -> tuple[DecisionLine, ...]:
    """Return those of the whole organisation: every unit's page takes its own from the same answer."""
    whole, chosen = reads.office_of(organisation), Period.parse(period)
    rows = queries_plan.decisions(reads.store(), whole.id)
    known = {subject.id for subject in whole.subjects}
    aimed = rows[rows["indicator_id"].isin(known)]
    wanted = {
        unit: aimed.loc[aimed["unit_id"] == unit, "indicator_id"].astype(int).tolist()
        for unit in aimed["unit_id"].unique().tolist()
    }
    figures = {unit: _figures(organisation, unit, numbers, chosen) for unit, numbers in wanted.items()}
    told = reads_plan.progress(organisation)
    return decision_lines(whole, rows, told, figures, chosen=chosen, today=today)


def _figures(organisation: str, unit_id: int, indicator_ids: list[int], chosen: Period) -> pd.DataFrame:
    """Return all that some indicators of a unit need, of all time up to the end of a period."""
    whole = reads.office_of(organisation)
    units, wanted = whole.units_needed(unit_id), sorted(needed(whole, indicator_ids))
    return queries.figures(reads.store(), units, wanted, first_year=reads.FIRST_YEAR, last_day=chosen.last)
