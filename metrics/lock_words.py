"""Locks in words: what a reader is told of each, and of what is lacking before one is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics.change_words import NOTHING_STANDS, ChangeLine, amount_lines, figure_lines
from metrics.changes import AMOUNTED, MEASURED, Change
from metrics.locking import WHOLE_OFFICE, lies_within
from metrics.numbers import number
from metrics.office import Office
from metrics.periods import Period
from metrics.reporting.standing import Standing
from metrics.vocabulary import Periodicity

MOST_NAMES = 3
KEPT = (Change.NEW.value, Change.CHANGED.value, Change.WITHDRAWN.value)


@dataclass(frozen=True)
class LockLine:
    """A lock as a reader sees it: how much had been reported, how much is otherwise now, and its opening.

    `opened_at` is None while the lock is in force.
    """

    id: int
    period: Period
    unit: str
    locked_at: datetime
    reason: str
    role: str
    opened_at: datetime | None
    opened_by: str
    opened_because: str
    reported: int
    changed: int


def changed_within(changes: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return those of some changes (`period` as a code, `change`) that lie in a period and differ."""
    codes = [code for code in changes["period"].unique() if lies_within(Period.parse(code), period)]
    return changes[changes["period"].isin(codes) & changes["change"].isin(KEPT)]


def later_figures(changes: pd.DataFrame, office: Office) -> list[ChangeLine]:
    """Return what was changed among figures as lines, also what came where nothing had been reported."""
    made_equal = _as_changed(changes, MEASURED)
    return _latest_first(figure_lines(changes, office), figure_lines(made_equal, office))


def later_amounts(changes: pd.DataFrame, office: Office, accounts: pd.DataFrame) -> list[ChangeLine]:
    """Return what was changed among amounts as lines, also what came where nothing had been reported."""
    made_equal = _as_changed(changes, AMOUNTED)
    return _latest_first(amount_lines(changes, office, accounts), amount_lines(made_equal, office, accounts))


def _as_changed(changes: pd.DataFrame, content: Sequence[str]) -> pd.DataFrame:
    """Return what is new as if it had been changed from itself."""
    new = changes[changes["change"] == Change.NEW]
    before = {f"{name}_before": new[name] for name in content}
    return new.assign(change=Change.CHANGED.value, **before)


def _latest_first(changed: Iterable[ChangeLine], new: Iterable[ChangeLine]) -> list[ChangeLine]:
    told = [*changed, *(replace(line, before=NOTHING_STANDS, parts="") for line in new)]
    return sorted(told, key=lambda line: line.recorded_at, reverse=True)


def lock_choices(year: int, kind: Periodicity, today: date, closed: Sequence[Period]) -> list[Period]:
    """Return the periods of a kind that have ended and are not `closed` already, the latest first."""
    every = Period(Periodicity.YEAR, year).parts(kind)
    return [each for each in reversed(every) if each.last < today and each not in closed]


def lacking_words(standing: Standing) -> str:
    """Say what hasn't come in of a period that is to be locked, for the middle of a sentence.

    Empty where everything has, and every unit has said that it is ready.
    """
    expected = sum(unit.expected for unit in standing.units)
    missing = sum(unit.missing for unit in standing.units)
    drafts = sum(unit.drafts for unit in standing.units)
    told = []
    if missing:
        told.append(f"{number(missing, 0)} av {number(expected, 0)} väntade värden har inte kommit in")
    if drafts:
        told.append(f"{number(drafts, 0)} är utkast")
    names = [
        unit.place.name for unit in standing.units if unit.expected and len(unit.ready) < standing.months
    ]
    if names:
        told.append(f"{_listed(names)} har inte klarmarkerat")
    return ", ".join(told)


def _listed(names: Sequence[str]) -> str:
    shown, rest = list(names[:MOST_NAMES]), len(names) - MOST_NAMES
    if rest > 0:
        shown.append(f"{rest} till")
    return " och ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def lock_line(row: Mapping[Any, Any], *, reported: int, changed: int) -> LockLine:
    """Return a lock as `queries_locks.locks` gives it (with times where the office is), and its counts."""
    return LockLine(
        id=int(row["id"]),
        period=Period.parse(row["period"]),
        unit=row["unit"] or WHOLE_OFFICE.capitalize(),
        locked_at=row["recorded_at"],
        reason=row["reason"],
        role=row["role"],
        opened_at=None if pd.isna(row["withdrawn_at"]) else row["withdrawn_at"],
        opened_by=row["withdrawn_by"],
        opened_because=row["opened_because"],
        reported=reported,
        changed=changed,
    )
