"""Reading money with memory, as `reads` does: keyed by the store's version, shared, only to be read."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data import queries, queries_money
from metrics.bridge import bridge as bridge_of
from metrics.money import figures
from metrics.money.books import LEAVES, Books, books
from metrics.money.bridge_items import bridge_items, plans_of_year
from metrics.money.figures import Look
from metrics.money.memory import Memory, unit_records
from metrics.money.memory import memory as memory_of
from metrics.money.printed import ResultTable
from metrics.money.printed_tables import result_tables
from metrics.money.view import EconomyView, economy_view
from metrics.periods import Period
from metrics.vocabulary import Area
from pages.parts import reads

Asked = tuple[str, int, str, int | None]
"""Organisation, unit, period, and account (None = the whole result)."""


@dataclass(frozen=True)
class Money:
    """An organisation's money: its accounts, its books (None without months), and the amounts behind them."""

    accounts: pd.DataFrame
    amounts: pd.DataFrame
    books: Books | None

    @property
    def volume_of(self) -> dict[int, int]:
        """Account -> the indicator that counts what it pays for."""
        counted = self.accounts.dropna(subset="volume_indicator_id")
        return dict(zip(counted["id"], counted["volume_indicator_id"].astype(int), strict=True))

    @property
    def leaves(self) -> pd.DataFrame:
        """The accounts that something is booked on: printed sums are none."""
        return self.accounts[self.accounts["role"].isin([role.value for role in LEAVES])]

    @property
    def with_lines(self) -> pd.DataFrame:
        """The accounts that the books have a line of, in the plan's order."""
        if self.books is None:
            return self.accounts.head(0)
        return self.accounts[self.accounts["id"].isin(self.books.lines["account_id"])]


def money(organisation: str) -> Money:
    """Return an organisation's accounts, amounts and books."""
    return _money(reads.version(), organisation)


@st.cache_resource(max_entries=8, show_spinner="Hämtar beloppen …")
def _money(data_version: int, organisation: str) -> Money:
    whole = reads.office_of(organisation)
    accounts = queries_money.accounts(reads.store(), whole.id)
    amounts = queries_money.amounts(reads.store(), [place.id for place in whole.places])
    return Money(accounts, amounts, books(amounts, accounts))


def economy(organisation: str, unit_id: int, period: str, account_id: int | None) -> EconomyView | None:
    """Return the economy of a unit, and perhaps one account, as known at the end of a period."""
    return _economy(reads.version(), organisation, unit_id, period, account_id)


@st.cache_resource(max_entries=400, show_spinner="Räknar årets prognos …")
def _economy(
    data_version: int, organisation: str, unit_id: int, period: str, account_id: int | None
) -> EconomyView | None:
    known, whole = money(organisation), reads.office_of(organisation)
    if known.books is None:
        return None
    return economy_view(whole, known.books, known.accounts, unit_id, Period.parse(period), account_id)


def memory(organisation: str, unit_id: int, period: str, account_id: int | None) -> Memory:
    """Return what is remembered of a unit's forecasts, and perhaps one account's. The books hold the year."""
    return _memory(reads.version(), organisation, unit_id, period, account_id)


@st.cache_resource(max_entries=400, show_spinner="Räknar tidigare prognoser …")
def _memory(
    data_version: int, organisation: str, unit_id: int, period: str, account_id: int | None
) -> Memory:
    known, seen_from = money(organisation).books, Period.parse(period)
    assert known is not None  # the page has shown the year
    chosen = known.of(reads.office_of(organisation).ancestors_below(unit_id), account_id)
    return memory_of(known, chosen, seen_from.year, seen_from.last.month)


def records_by_unit(
    organisation: str, unit_id: int, period: str, account_id: int | None
) -> list[tuple[str, dict[str, pd.DataFrame]]]:
    """Return how forecasts have erred, by the name of each part of a unit; empty where it has only one."""
    return _records_by_unit(reads.version(), organisation, unit_id, period, account_id)


@st.cache_resource(max_entries=400, show_spinner=False)
def _records_by_unit(
    data_version: int, organisation: str, unit_id: int, period: str, account_id: int | None
) -> list[tuple[str, dict[str, pd.DataFrame]]]:
    known, whole = money(organisation).books, reads.office_of(organisation)
    assert known is not None  # the page has shown the year
    chosen = known.of(whole.ancestors_below(unit_id), account_id)
    seen_from = Period.parse(period)
    return unit_records(whole, known, chosen, (seen_from.year, seen_from.last.month))


def bridge(organisation: str, unit_id: int, period: str, against: str) -> tuple[pd.DataFrame, int]:
    """Return the bridge of what placements cost, by unit and account, and after how many months.

    It is laid for the whole organisation, so that a unit's figures are the same wherever they are seen.
    """
    return _bridge(reads.version(), organisation, unit_id, period, against)


@st.cache_resource(max_entries=400, show_spinner="Delar upp avvikelsen …")
def _bridge(
    data_version: int, organisation: str, unit_id: int, period: str, against: str
) -> tuple[pd.DataFrame, int]:
    known, whole, chosen = money(organisation), reads.office_of(organisation), Period.parse(period)
    assert known.books is not None  # the page has shown the year
    units = [place.id for place in whole.places]
    days = queries.figures(
        reads.store(), units, list(known.volume_of.values()), first_year=chosen.year - 1, last_day=chosen.last
    )
    plans = plans_of_year(whole.targets, chosen.year)
    items, months = bridge_items(
        known.books,
        units,
        known.volume_of,
        days,
        plans,
        year=chosen.year,
        until=chosen.last.month,
        against=against,
    )
    bridged = bridge_of(items)
    return bridged[bridged["unit_id"].isin(list(whole.ancestors_below(unit_id)))], months


def scenarios(unit_id: int, year: int) -> pd.DataFrame:
    """Return the scenarios saved for a unit and year, as `queries_money.scenarios`."""
    return _scenarios(reads.version(), unit_id, year)


@st.cache_resource(max_entries=400, show_spinner=False)
def _scenarios(data_version: int, unit_id: int, year: int) -> pd.DataFrame:
    return queries_money.scenarios(reads.store(), unit_id, year)


def forecast_history(organisation: str, unit_id: int, year: int) -> pd.DataFrame:
    """Return every word on a year's forecasts of a unit and those below, as `queries_money` tells it."""
    return _forecast_history(reads.version(), organisation, unit_id, year)


@st.cache_resource(max_entries=100, show_spinner=False)
def _forecast_history(data_version: int, organisation: str, unit_id: int, year: int) -> pd.DataFrame:
    units = list(reads.office_of(organisation).ancestors_below(unit_id))
    return queries_money.forecast_history(reads.store(), units, year)


def notes(organisation: str, unit_id: int) -> pd.DataFrame:
    """Return the notes on the money of a unit and everything below it, as `queries_money.notes`."""
    return _notes(reads.version(), organisation, unit_id)


@st.cache_resource(max_entries=400, show_spinner=False)
def _notes(data_version: int, organisation: str, unit_id: int) -> pd.DataFrame:
    return queries_money.notes(reads.store(), list(reads.office_of(organisation).ancestors_below(unit_id)))


def printed(organisation: str) -> tuple[tuple[ResultTable, ...], pd.DataFrame]:
    """Return the result tables as an organisation's documents print them, and where those disagree."""
    return _printed(reads.version(), organisation)


@st.cache_resource(max_entries=8, show_spinner="Hämtar tabellerna …")
def _printed(data_version: int, organisation: str) -> tuple[tuple[ResultTable, ...], pd.DataFrame]:
    known, number = money(organisation), reads.office_of(organisation).id
    tables = result_tables(known.amounts, known.accounts, queries.units(reads.store(), number))
    return tables, queries_money.contradictions(reads.store(), number, Area.ECONOMY.value)


def course_figure(asked: Asked, look: Look) -> Any:
    """Return the chart of the year's course, made once per look."""
    return _course_figure(reads.version(), asked, look)


@st.cache_resource(max_entries=400, show_spinner=False)
def _course_figure(data_version: int, asked: Asked, look: Look) -> Any:
    view = economy(*asked)
    assert view is not None  # the page has shown the year
    return figures.course_figure(view, look)


def steps_figure(asked: Asked, look: Look, *, by_unit: bool) -> Any:
    """Return the chart of what the deviation is made of; None where there is none."""
    return _steps_figure(reads.version(), asked, look, by_unit=by_unit)


@st.cache_resource(max_entries=400, show_spinner=False)
def _steps_figure(data_version: int, asked: Asked, look: Look, *, by_unit: bool) -> Any:
    view = economy(*asked)
    assert view is not None  # the page has shown the year
    return figures.steps_figure(view, look, by_unit=by_unit)


def memory_figures(asked: Asked, look: Look) -> tuple[Any, Any]:
    """Return the charts of how this year's forecasts have moved, and how earlier years' erred."""
    return _memory_figures(reads.version(), asked, look)


@st.cache_resource(max_entries=400, show_spinner=False)
def _memory_figures(data_version: int, asked: Asked, look: Look) -> tuple[Any, Any]:
    view, found = economy(*asked), memory(*asked)
    assert view is not None  # the page has shown the year
    return figures.memory_figure(found, view, look), figures.errors_figure(found, look)
