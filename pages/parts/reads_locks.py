"""Reading the locks with memory, as `reads` does: keyed by the store's version, only to be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from data import queries, queries_history, queries_locks, queries_money
from data.as_of import OFFICE_TIME
from metrics import locking
from metrics.changes import AMOUNTED, MEASURED, tally, with_change, without_secrets
from metrics.lock_grid import above_of
from metrics.lock_words import LockLine, changed_within, later_amounts, later_figures, lock_line
from metrics.locking import Lock
from metrics.office import Office
from metrics.periods import Period
from pages.parts import reads
from pages.parts.reads_history import Changes

EVER = datetime(9999, 1, 1, tzinfo=UTC)
TIMES = ("recorded_at", "withdrawn_at")
SAME_FIGURE = ["unit_id", "indicator_id", "period"]
SAME_AMOUNT = ["unit_id", "account_id", "kind_of_amount", "period", "made_in"]


@dataclass(frozen=True)
class LockedYear:
    """A year's locks, the latest first, and what was changed after they were made, each change once."""

    locks: tuple[LockLine, ...]
    later: Changes | None


def standing(organisation: str) -> tuple[Lock, ...]:
    """Return the locks of an organisation that are in force, the first made first."""
    return _standing(reads.version(), organisation)


@st.cache_resource(max_entries=40, show_spinner=False)
def _standing(data_version: int, organisation: str) -> tuple[Lock, ...]:
    return queries_locks.standing_locks(queries_locks.locks(reads.store(), reads.office_of(organisation).id))


def lock_of(organisation: str, unit_id: int, period: str) -> Lock | None:
    """Return the lock that closes a period of a unit; None where it is open."""
    locks = standing(organisation)
    if not locks:
        return None
    above = above_of(reads.office_of(organisation))
    return locking.lock_of(locks, unit_id, Period.parse(period), above[unit_id])


def year(organisation: str, unit_id: int, number: int) -> LockedYear:
    """Return a year's locks that concern a unit or any below it, opened ones too, and the later changes."""
    return _year(reads.version(), organisation, unit_id, number)


@st.cache_resource(max_entries=100, show_spinner="Hämtar låsen …")
def _year(data_version: int, organisation: str, unit_id: int, number: int) -> LockedYear:
    office = reads.office_of(organisation)
    lines: list[LockLine] = []
    figures: list[pd.DataFrame] = []
    amounts: list[pd.DataFrame] = []
    for row, units in _concerning(office, unit_id, number):
        period, since = Period.parse(row["period"]), row["recorded_at"].to_pydatetime()
        values = changed_within(_changed_figures(office, units, since), period)
        booked = with_change(queries_history.changed_amounts(reads.store(), units, since, EVER), AMOUNTED)
        booked = changed_within(booked, period)
        reported = queries_locks.reported_count(reads.store(), units, period, since)
        lines.append(lock_line(_in_office_time(row), reported=reported, changed=len(values) + len(booked)))
        figures.append(values)
        amounts.append(booked)
    return LockedYear(tuple(reversed(lines)), _later(office, figures, amounts))


def _later(
    office: Office, figures: Sequence[pd.DataFrame], amounts: Sequence[pd.DataFrame]
) -> Changes | None:
    """Return what was changed after the locks; None where nothing was."""
    if not figures:
        return None
    values, booked = _once(figures, SAME_FIGURE), _once(amounts, SAME_AMOUNT)
    if values.empty and booked.empty:
        return None
    accounts = queries_money.accounts(reads.store(), office.id)
    return Changes(
        tally(values, booked),
        tuple(later_figures(values, office)),
        tuple(later_amounts(booked, office, accounts)),
        (),
    )


def _concerning(
    office: Office, unit_id: int, number: int
) -> Iterator[tuple[Mapping[Any, Any], Sequence[int]]]:
    """Yield a year's locks, the first made first, each with the units of those looked at that it concerns."""
    below = office.ancestors_below(unit_id)
    known = queries_locks.locks(reads.store(), office.id)
    for row in known.iloc[::-1].to_dict("records"):
        whole = pd.isna(row["unit_id"])
        locked = below if whole else set(office.ancestors_below(int(row["unit_id"]))) & set(below)
        if Period.parse(row["period"]).year == number and locked:
            yield row, sorted(locked)


def _changed_figures(office: Office, units: Sequence[int], since: datetime) -> pd.DataFrame:
    """Return what has been said of figures since a time, without what is kept from readers."""
    engine, numbers = reads.store(), [subject.id for subject in office.subjects]
    found = with_change(queries_history.changed_figures(engine, units, since, EVER), MEASURED)
    found = found[found["indicator_id"].isin(numbers)]
    secret = queries.secret_figures(engine, units, numbers)
    return without_secrets(found, {**reads.kept_away_today(), **secret})


def _once(changes: Sequence[pd.DataFrame], key: list[str]) -> pd.DataFrame:
    """Return changes that several locks tell of once each: against the first lock's report."""
    told = [each for each in changes if not each.empty]
    return pd.concat(told).drop_duplicates(key, ignore_index=True) if told else changes[0]


def _in_office_time(row: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return a lock's row with its times where the office is."""
    times = {name: row[name] if pd.isna(row[name]) else row[name].tz_convert(OFFICE_TIME) for name in TIMES}
    return {**row, **times}
