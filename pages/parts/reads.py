"""Reading with memory: here, and in the other `reads_…`, and nowhere else anything is cached.

Every cached answer is keyed by the store's version, the number of imports, so that a correction
shows at once and nothing has to be guessed about time. A page that shows an earlier day has a
version of its own. What is kept is shared by all readers and never copied, so it is only to be read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from data import offices, outward, queries
from data.as_of import Kept, as_it_looked, day_of, end_of
from data.kept_away import of_small_units
from data.settings import Settings
from data.store import Store, is_current, open_store
from metrics.happenings import happened_lately
from metrics.office import Office
from metrics.overview import figures_needed, judged_rows, overview_rows
from metrics.periods import Period
from metrics.rows import Row
from metrics.talk import Narrowing, Shown, talk_order
from metrics.unit_series import Series, needed, series_of_unit
from metrics.veil import FigureKey
from metrics.vocabulary import Lens, Status
from pages.parts import reads_veil
from pages.parts.overview_table import sheet_html

_HELD: ContextVar[int] = ContextVar("the version that a page holds to", default=0)
_MOMENT: ContextVar[datetime | None] = ContextVar("the earlier moment that a page shows", default=None)
_LENS: ContextVar[Lens | None] = ContextVar("for whom a page is shown", default=None)
DOCUMENTS = Path(__file__).parents[2].joinpath("docs")
FIRST_YEAR = 1900
"""Before any figure: asks for the whole of a series."""
MOST_IMPORTS = 10**9
"""Versions of earlier moments, and for an audience, lie above this."""


def store() -> Store:
    """Return the engine to read by: bound to the earlier day that the page shows, if it shows one."""
    moment = _MOMENT.get()
    return as_it_looked(_engine(), moment, kept_away_today()) if moment else _engine()


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


def begin(earlier: date | None = None, seen_by: Lens = Lens.INTERN) -> None:
    """Hold to the store's version of this moment until the page has been run: one page, one version.

    With an earlier day the page shows the store as it looked then. `seen_by` is for whom it is shown: never
    more than what the server may show.
    """
    _MOMENT.set(end_of(earlier) if earlier else None)
    _LENS.set(seen_by)
    _HELD.set(queries.data_version(_engine()))


@contextmanager
def looking_back(earlier: date | datetime | None) -> Iterator[None]:
    """Let what is read within be as the store looked at a moment, or at the end of a day; None: as it is.

    The page holds to the same version within as around it.
    """
    if earlier is None:
        yield
        return
    shown = _MOMENT.set(earlier if isinstance(earlier, datetime) else end_of(earlier))
    try:
        yield
    finally:
        _MOMENT.reset(shown)


@contextmanager
def looking_through(seen_by: Lens) -> Iterator[None]:
    """Let what is read within be what an audience may see: never more than what the server may show."""
    shown = _LENS.set(seen_by)
    try:
        yield
    finally:
        _LENS.reset(shown)


def day() -> date | None:
    """Return the earlier day that the page shows, None for today."""
    moment = _MOMENT.get()
    return day_of(moment) if moment else None


def lens() -> Lens:
    """Return for whom the page is shown: never more than what the server may show now."""
    return (_LENS.get() or Lens.INTERN).at_least(least_lens())


def least_lens() -> Lens:
    """Return the least strict lens that the server shows anything through, by the settings."""
    return Settings.from_environment().least_lens


def version() -> int:
    """Return the version of what is shown: of the store, the moment and the audience.

    The store's is the one that the page holds to, else the latest.
    """
    return _seen(lens())


def _seen(by: Lens) -> int:
    moment = _microseconds(_MOMENT.get())
    return _imports() + MOST_IMPORTS * (moment * len(Lens) + list(Lens).index(by))


def _imports() -> int:
    return _HELD.get() or queries.data_version(_engine())


def _microseconds(moment: datetime | None) -> int:
    return round(moment.timestamp() * 1_000_000) if moment else 0


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
    made = offices.office_of(store(), code, counted_by=_engine())
    return outward.veiled(made, store(), lens(), reads_veil.policy(), now=_engine(), find=_veil)


def _veil(whole: Office, engine: Store) -> frozenset[FigureKey]:
    """Return the figures of an office that no audience may see, as an engine looks at the store."""
    seen = _imports() if engine is _engine() else _seen(Lens.INTERN)
    return reads_veil.hidden_places(seen, whole, engine, _engine())


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


def figures_of(
    organisation: str, unit_id: int, last_day: date, indicator_ids: tuple[int, ...]
) -> pd.DataFrame:
    """Return all that some indicators of a unit need, of all time up to a day: not to be shown as it is."""
    return _figures(version(), organisation, unit_id, last_day, indicator_ids)


@st.cache_resource(max_entries=400, show_spinner=False)
def _figures(
    data_version: int, organisation: str, unit_id: int, last_day: date, indicator_ids: tuple[int, ...]
) -> pd.DataFrame:
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
