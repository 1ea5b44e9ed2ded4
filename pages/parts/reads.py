"""Reading with memory: here, and in the other `reads_…`, and nowhere else anything is cached.

Every cached answer is keyed by the store's version, the number of imports, so that a correction
shows at once and nothing has to be guessed about time. A page that shows an earlier day has a
version of its own. What is kept is shared by all readers and never copied, so it is only to be read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from data import queries
from data.as_of import Kept, as_it_looked, end_of
from data.kept_away import of_small_units
from data.store import Store, is_current, open_store
from metrics.earlier_words import open_words, without_words
from metrics.happenings import happened_lately
from metrics.indicator_view import IndicatorView, indicator_view
from metrics.office import Chronicle, Office, office
from metrics.overview import figures_needed, judged_rows, overview_rows
from metrics.periods import Period
from metrics.rows import Row
from metrics.talk import Narrowing, Shown, talk_order
from metrics.unit_series import Series, needed, series_of_unit
from metrics.vocabulary import Periodicity, Status
from pages.parts.overview_table import sheet_html

_HELD: ContextVar[int] = ContextVar("the version that a page holds to", default=0)
_DAY: ContextVar[date | None] = ContextVar("the earlier day that a page shows", default=None)
DOCUMENTS = Path(__file__).parents[2].joinpath("docs")
FIRST_YEAR = 1900
"""Before any figure: asks for the whole of a series."""
MOST_IMPORTS = 10**9
"""Versions of earlier days lie above this, a day's beside each other."""


def store() -> Store:
    """Return the engine to read by: bound to the earlier day that the page shows, if it shows one."""
    earlier = _DAY.get()
    if earlier is None:
        return _engine()
    return as_it_looked(_engine(), end_of(earlier), kept_away_today())


@st.cache_resource(show_spinner=False)
def _engine() -> Store:
    """Return the engine, one for the whole server."""
    return open_store()


@st.cache_resource(show_spinner=False, validate=bool)
def is_ready() -> bool:
    """Tell whether the store has this version's schema. Asked until it has, and then no more."""
    return is_current(_engine())


@st.cache_resource(show_spinner=False)
def method_text(name: str) -> str:
    """Return one of the documents that tell the method in words, as Markdown."""
    return DOCUMENTS.joinpath(name).read_text(encoding="utf-8")


def begin(earlier: date | None = None) -> None:
    """Hold to the store's version of this moment until the page has been run: one page, one version.

    With an earlier day the page shows the store as it looked then.
    """
    _DAY.set(earlier)
    _HELD.set(_of_day(queries.data_version(_engine()), earlier))


@contextmanager
def looking_back(earlier: date | None) -> Iterator[None]:
    """Let what is read within be as the store looked at the end of a day; None changes nothing.

    The page holds to the same version within as around it.
    """
    if earlier is None:
        yield
        return
    held = _HELD.set(_of_day(version() % MOST_IMPORTS, earlier))
    shown = _DAY.set(earlier)
    try:
        yield
    finally:
        _DAY.reset(shown)
        _HELD.reset(held)


def day() -> date | None:
    """Return the earlier day that the page shows, None for today."""
    return _DAY.get()


def version() -> int:
    """Return the store's version: the one that the page holds to, else the latest."""
    return _HELD.get() or _of_day(queries.data_version(_engine()), _DAY.get())


def _of_day(imports: int, earlier: date | None) -> int:
    return imports + earlier.toordinal() * MOST_IMPORTS if earlier else imports


def organisations() -> pd.DataFrame:
    """Return the organisations, as `queries.organisations`."""
    return _organisations(version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _organisations(data_version: int) -> pd.DataFrame:
    return queries.organisations(store())


def office_of(code: str) -> Office:
    """Return the office with this code."""
    return _office(version(), code)


@st.cache_resource(max_entries=40, show_spinner="Hämtar verksamheten …")
def _office(data_version: int, code: str) -> Office:
    return _made_office(store(), code)


def _made_office(engine: Store, code: str) -> Office:
    """Put an office together. The counts that protect figures are today's, whatever day is shown."""
    every = queries.organisations(engine)
    organisation = every[every["code"] == code].iloc[0]
    number = int(organisation["id"])
    plans, indicators = queries.plans(engine, number), queries.indicators(engine, number)
    units = queries.units(engine, number)
    guards = indicators["protected_by_id"].dropna().astype(int).unique().tolist()
    every_unit = units["id"].tolist()
    people = queries.figures(_engine(), every_unit, guards, first_year=FIRST_YEAR, last_day=date.max)
    made = office(
        organisation,
        units,
        indicators,
        queries.targets(engine, number),
        Chronicle(
            queries.definition_changes(engine, number),
            queries.rebases(engine, number),
            queries.events(engine, number),
        ),
        derivation_parts=queries.derivation_parts(engine, number),
        known_periods=queries.period_codes(engine, number),
        plan_spans=list(zip(plans["valid_from"], plans["valid_to"], strict=True)),
    )
    return replace(made, people=people)


def kept_away_today() -> Kept:
    """Return the figures that are kept from readers today, of units with too few people."""
    return _kept_away(queries.data_version(_engine()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _kept_away(imports: int) -> Kept:
    """Return the figures of units with too few people today: no earlier word on them is shown either."""
    kept: dict[tuple[int, int, str], str] = {}
    for number in queries.organisations(_engine())["id"]:
        kept |= of_small_units(_engine(), int(number))
    return kept


def overview(organisation: str, unit_id: int, period: str) -> tuple[Row, ...]:
    """Return the overview's rows for a unit and a period."""
    return _overview(version(), organisation, unit_id, period)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman månaden …")
def _overview(data_version: int, organisation: str, unit_id: int, period: str) -> tuple[Row, ...]:
    whole, chosen = office_of(organisation), Period.parse(period)
    units = whole.units_needed(unit_id)
    figures = [
        queries.figures(store(), units, indicators, first_year=start, last_day=chosen.last)
        for start, indicators in figures_needed(whole, chosen).items()
    ]
    return tuple(overview_rows(whole, pd.concat(figures), unit_id, chosen)) if figures else ()


def rows_of(
    organisation: str, unit_id: int, period: str, indicator_ids: tuple[int, ...]
) -> Mapping[int, Row]:
    """Return the rows of some indicators for a unit and a period, also of those shown beside others."""
    return _rows_of(version(), organisation, unit_id, period, indicator_ids)


@st.cache_resource(max_entries=400, show_spinner="Räknar samman …")
def _rows_of(
    data_version: int, organisation: str, unit_id: int, period: str, indicator_ids: tuple[int, ...]
) -> Mapping[int, Row]:
    whole, chosen = office_of(organisation), Period.parse(period)
    figures = _figures(data_version, organisation, unit_id, chosen.last, indicator_ids)
    subjects = [whole.subject_of(number) for number in indicator_ids]
    return judged_rows(whole, figures, unit_id, chosen, subjects)


def series_of(
    organisation: str, unit_id: int, period: str, indicator_ids: tuple[int, ...]
) -> Mapping[int, Series]:
    """Return the series of some indicators by their own periods, up to the end of a period."""
    return _series_of(version(), organisation, unit_id, period, indicator_ids)


@st.cache_resource(max_entries=400, show_spinner="Hämtar serierna …")
def _series_of(
    data_version: int, organisation: str, unit_id: int, period: str, indicator_ids: tuple[int, ...]
) -> Mapping[int, Series]:
    whole = office_of(organisation)
    figures = _figures(data_version, organisation, unit_id, Period.parse(period).last, indicator_ids)
    own = {number: whole.subject_of(number).periodicity for number in indicator_ids}
    return series_of_unit(whole, figures, unit_id, own)


@st.cache_resource(max_entries=400, show_spinner=False)
def _figures(
    data_version: int, organisation: str, unit_id: int, last_day: date, indicator_ids: tuple[int, ...]
) -> pd.DataFrame:
    """Return all that some indicators of a unit need, of all time up to a day."""
    whole = office_of(organisation)
    wanted = sorted(needed(whole, indicator_ids))
    units = whole.units_needed(unit_id)
    return queries.figures(store(), units, wanted, first_year=FIRST_YEAR, last_day=last_day)


def overview_html(address: dict[str, str], unit_id: int, wanted: Narrowing) -> str:
    """Return the overview's tables as HTML, for an address, narrowed to what is wanted."""
    asked = (wanted.status or "", wanted.text, wanted.shown.value)
    return _overview_html(version(), tuple(address.items()), unit_id, asked)


@st.cache_resource(max_entries=400, show_spinner=False)
def _overview_html(
    data_version: int, address: tuple[tuple[str, str], ...], unit_id: int, asked: tuple[str, str, str]
) -> str:
    known = dict(address)
    status, text, shown = asked
    wanted = Narrowing(Status(status) if status else None, text, Shown(shown))
    office, chosen = office_of(known["organisation"]), Period.parse(known["period"])
    rows = overview(known["organisation"], unit_id, known["period"])
    return sheet_html(
        talk_order(wanted.matching(rows), by_signal=wanted.shown != Shown.ALL),
        known,
        happened_lately(office, unit_id, chosen),
    )


def indicator(
    organisation: str, code: str, unit_id: int, period: str, seen_by: Periodicity | None
) -> IndicatorView:
    """Return everything that the page of an indicator shows."""
    return _indicator(version(), organisation, code, unit_id, period, seen_by.value if seen_by else "")


@st.cache_resource(max_entries=400, show_spinner="Hämtar serien …")
def _indicator(
    data_version: int, organisation: str, code: str, unit_id: int, period: str, seen_by: str
) -> IndicatorView:
    whole = office_of(organisation)
    subject = whole.subject(code)
    assert subject is not None  # the page has checked the address
    figures = queries.figures(
        store(),
        whole.units_needed(unit_id),
        list(needed(whole, [subject.id])),
        first_year=FIRST_YEAR,
        last_day=whole.last_known_day,
    )
    periodicity = Periodicity(seen_by) if seen_by else None
    return indicator_view(whole, subject, figures, unit_id, Period.parse(period), periodicity)


def corrections(organisation: str, code: str, unit_id: int, *, every: bool = False) -> pd.DataFrame:
    """Return every word on an indicator's corrected figures, as `queries.history`, without the secret.

    With `every`, also on those that have not been corrected.
    """
    return _corrections(version(), organisation, code, unit_id, every=every)


@st.cache_resource(max_entries=400, show_spinner=False)
def _corrections(
    data_version: int, organisation: str, code: str, unit_id: int, *, every: bool
) -> pd.DataFrame:
    whole = office_of(organisation)
    subject = whole.subject(code)
    assert subject is not None  # the page has checked the address
    below = whole.ancestors_below(unit_id)
    words = queries.history(store(), subject.id, list(below), corrected=not every)
    small = kept_away_today() if subject.protection else {}
    kept = {**small, **queries.secret_figures(store(), list(below), [subject.id])}
    figures = _figures(data_version, organisation, unit_id, whole.last_known_day, (subject.id,))
    return without_words(open_words(words, subject, figures, below, whole.people), subject.id, kept)


def description(organisation: str, code: str) -> pd.Series:
    """Return what is written of an indicator: all columns of the model."""
    return _descriptions(version(), organisation).loc[code]


@st.cache_resource(max_entries=40, show_spinner=False)
def _descriptions(data_version: int, organisation: str) -> pd.DataFrame:
    return queries.indicators(store(), office_of(organisation).id).set_index("code")


def places_in_plans(organisation: str) -> pd.DataFrame:
    """Return where each indicator stands in its plans, as `queries.objective_titles`."""
    return _places_in_plans(version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _places_in_plans(data_version: int, organisation: str) -> pd.DataFrame:
    return queries.objective_titles(store(), office_of(organisation).id)
