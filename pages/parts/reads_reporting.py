"""Reading the reporting with memory, as `reads` does: keyed by the store's version, and only to be read."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data import queries, queries_reporting
from data.as_of import OFFICE_TIME, Kept
from data.settings import Settings
from metrics.earlier_words import kept_from_readers
from metrics.office import Office
from metrics.periods import Period
from metrics.reporting.comments import without_telling
from metrics.reporting.doubted import Known
from metrics.reporting.expected import earliest_looked_at, expected, is_followed, last_day
from metrics.reporting.form import Form
from metrics.reporting.lines import Line, lines
from metrics.reporting.standing import Counts, Standing, counted, reported, standing
from metrics.vocabulary import Periodicity
from pages.parts import reads, reads_locks, reads_plan
from pages.parts.figure_entry.status_table import status_html

YEARS_OF_HISTORY = 3


@st.cache_resource(max_entries=1, show_spinner=False)
def reporting_days() -> int:
    """Return how many days after its end a period's figures are due, by the settings."""
    return Settings.from_environment().reporting_days


def counts(organisation: str, unit_id: int, period: str, today: date) -> Counts:
    """Return how many figures of a unit and those below it are in, drafts and late, in a period's months."""
    figures, _ = _reported(reads.version(), organisation, period, today)
    return counted(figures, reads.office_of(organisation).ancestors_below(unit_id))


def status(organisation: str, unit_id: int, period: str, today: date) -> Standing:
    """Return how far a unit and those below it have come with the months of a period."""
    return _status(reads.version(), organisation, unit_id, period, today)


@st.cache_resource(max_entries=400, show_spinner=False)
def _status(data_version: int, organisation: str, unit_id: int, period: str, today: date) -> Standing:
    office, chosen = reads.office_of(organisation), Period.parse(period)
    figures, deliveries = _reported(data_version, organisation, period, today)
    below = office.ancestors_below(unit_id)
    places = [place for place in office.places if place.id in below]
    return standing(figures, deliveries, places, _owners(organisation), chosen.parts(Periodicity.MONTH))


def status_sheet(address: dict[str, str], unit_id: int, today: date) -> str:
    """Return the table of how far each unit has come by an address, as HTML."""
    return _status_sheet(reads.version(), tuple(address.items()), unit_id, today)


@st.cache_resource(max_entries=100, show_spinner=False)
def _status_sheet(data_version: int, address: tuple[tuple[str, str], ...], unit_id: int, today: date) -> str:
    known = dict(address)
    whole = _status(data_version, known["organisation"], unit_id, known["period"], today)
    return status_html(whole, known, Period.parse(known["period"]).parts(Periodicity.MONTH), today)


@st.cache_resource(max_entries=60, show_spinner=False)
def _reported(
    data_version: int, organisation: str, period: str, today: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the expected figures of a whole organisation with where they stand, and the deliveries."""
    office, months = reads.office_of(organisation), Period.parse(period).parts(Periodicity.MONTH)
    engine = reads.store()
    known = _known(data_version, organisation, earliest_looked_at(months))
    rhythms = {subject.id: subject.periodicity for subject in office.subjects if subject.recipe is None}
    with_history = queries_reporting.units_with_history(engine, office.id, months[-1].last)
    wanted = expected(known, rhythms, office.targets, months, with_history)
    deliveries = queries_reporting.deliveries(engine, office.id, [month.code for month in months])
    ends = [plan.valid_to for plan in reads_plan.plans(organisation)]
    followed = is_followed(office.last_known_day, ends, today)
    figures = reported(wanted, known, deliveries, today=today, days=reporting_days(), followed=followed)
    return figures, _in_office_time(deliveries)


@st.cache_resource(max_entries=20, show_spinner=False)
def _known(data_version: int, organisation: str, first_day: date) -> pd.DataFrame:
    """Return what is known of all figures since a day: the months of a year share the answer."""
    number = reads.office_of(organisation).id
    return queries_reporting.known_figures(reads.store(), number, first_day=first_day, last_day=date.max)


def _in_office_time(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its times of recording as the clock of the office says them."""
    return frame.assign(recorded_at=frame["recorded_at"].dt.tz_convert(OFFICE_TIME))


def _owners(organisation: str) -> dict[int, tuple[str, str]]:
    described = _described(reads.version(), organisation)
    names = zip(described.index, described["name"], described["owner"].fillna(""), strict=True)
    return {int(number): (str(name), str(owner)) for number, name, owner in names}


@st.cache_resource(max_entries=40, show_spinner=False)
def _described(data_version: int, organisation: str) -> pd.DataFrame:
    return queries.indicators(reads.store(), reads.office_of(organisation).id).set_index("id")


def form(organisation: str, unit_id: int, month: str, today: date) -> Form:
    """Return the form of a unit's month: what is expected, and what is known of each figure."""
    return _form(reads.version(), organisation, unit_id, month, today)


@st.cache_resource(max_entries=100, show_spinner="Hämtar siffrorna …")
def _form(data_version: int, organisation: str, unit_id: int, month: str, today: date) -> Form:
    office, chosen = reads.office_of(organisation), Period.parse(month)
    figures, deliveries = _reported(data_version, organisation, month, today)
    whole = _status(data_version, organisation, unit_id, month, today)
    mine = deliveries[deliveries["unit_id"] == unit_id].to_dict("records")
    told: dict[str, Any] = mine[0] if mine else {}
    lock = reads_locks.lock_of(organisation, unit_id, month)
    return Form(
        chosen,
        last_day(chosen, reporting_days()),
        tuple(_lines(office, unit_id, figures[figures["unit_id"] == unit_id])),
        next((unit for unit in whole.units if unit.place.id == unit_id), None),
        revision=int(told.get("revision", 0)),
        state=told.get("state", ""),
        role=told.get("role", ""),
        at=told.get("recorded_at"),
        lock=lock.words if lock else "",
    )


def _lines(office: Office, unit_id: int, wanted: pd.DataFrame) -> list[Line]:
    engine, codes = reads.store(), sorted(wanted["period"].unique())
    numbers = sorted(wanted["indicator_id"].unique().tolist())
    subjects = [subject for subject in office.subjects if subject.id in set(numbers)]
    ends = [Period.parse(code) for code in codes]
    history = queries.figures(
        engine,
        [unit_id],
        numbers,
        first_year=min((period.year for period in ends), default=0) - YEARS_OF_HISTORY,
        last_day=max((period.last for period in ends), default=date.min),
    )
    said = queries_reporting.comments(engine, [unit_id], codes)
    definitions = _described(reads.version(), office.code)["definition"].to_dict()
    return lines(
        subjects,
        wanted,
        _in_office_time(queries_reporting.figures_in_force(engine, unit_id, codes)),
        history,
        definitions,
        zip(said["indicator_id"], said["period"], strict=True),
        kept=kept_now(unit_id, numbers),
    )


def _kept(unit_ids: Collection[int], indicator_ids: Collection[int]) -> Kept:
    """Return the figures of some units that are kept from readers: of too few people, or told as secret."""
    secret = queries.secret_figures(reads.store(), list(unit_ids), list(indicator_ids))
    return {**reads.kept_away_today(), **secret}


def kept_now(unit_id: int, indicator_ids: Collection[int]) -> set[tuple[int, str]]:
    """Return indicator and period of a unit's figures that are kept from readers, with what came just now."""
    kept = _kept([unit_id], indicator_ids)
    return {(indicator, code) for unit, indicator, code in kept if unit == unit_id}


def known_of(organisation: str, unit_id: int) -> Known:
    """Return what the figures that are typed for a unit are held against."""
    return _known_of(reads.version(), organisation, unit_id)


@st.cache_resource(max_entries=100, show_spinner=False)
def _known_of(data_version: int, organisation: str, unit_id: int) -> Known:
    office, engine = reads.office_of(organisation), reads.store()
    measured = [subject.id for subject in office.subjects if subject.recipe is None]
    figures = queries.figures(engine, [unit_id], measured, first_year=reads.FIRST_YEAR, last_day=date.max)
    shown = kept_from_readers(figures, _kept([unit_id], measured))
    return Known(shown, _described(data_version, organisation), queries.units(engine, office.id))


def comments(organisation: str, unit_id: int, indicator_id: int) -> pd.DataFrame:
    """Return the comments in force on an indicator at a unit and those below it, newest period first.

    Those on figures that are kept from readers are without their words, which may tell the number.
    """
    return _comments(reads.version(), organisation, unit_id, indicator_id)


@st.cache_resource(max_entries=400, show_spinner=False)
def _comments(data_version: int, organisation: str, unit_id: int, indicator_id: int) -> pd.DataFrame:
    below = reads.office_of(organisation).ancestors_below(unit_id)
    every = queries_reporting.comments(reads.store(), list(below))
    mine = without_telling(every[every["indicator_id"] == indicator_id], _kept(list(below), [indicator_id]))
    return _in_office_time(mine).iloc[::-1]
