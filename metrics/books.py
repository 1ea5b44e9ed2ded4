"""The books: budget, outcome and forecasts of every unit and account, as arrays of months.

Amounts are kronor, income positive and cost negative. A line is one account of one unit; the
sums that a source prints are no lines. Nothing is missing by accident: a unit that has reported
a month has booked nothing on the accounts it doesn't name, and a unit that hasn't reported has
no month. A line without any word on the year has no budget, which is not a budget of nothing.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.vocabulary import AccountRole, AmountKind

Amounts = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool]
LEAVES = (AccountRole.INCOME, AccountRole.COST)
MONTHS = 12
MONTH_CODE, YEAR_CODE = 7, 4
"""Lengths of the codes `2026-03` and `2026`."""


@dataclass(frozen=True)
class Books:
    """All lines of an organisation, and their years of months. NaN = nothing is said.

    `lines`: `unit_id`, `account_id`, a row per line. `budget`, `outcome`, `preliminary`:
    line × year × month. `made`: line × year × 13, the forecast of the year made in month 1 to 12,
    or before the year (0). `evenly`: line × year, where only the year's budget is known and each
    month has been given a twelfth.
    """

    lines: pd.DataFrame
    first_year: int
    budget: Amounts
    outcome: Amounts
    preliminary: Flags
    made: Amounts
    evenly: Flags

    @property
    def years(self) -> range:
        """Every year that has an amount."""
        return range(self.first_year, self.first_year + self.budget.shape[1])

    def of(self, unit_ids: Collection[int], account_id: int | None = None) -> Flags:
        """Return which lines belong to some units, and perhaps to one account."""
        mine = self.lines["unit_id"].isin(list(unit_ids)).to_numpy()
        return mine if account_id is None else mine & (self.lines["account_id"] == account_id).to_numpy()

    def outcome_of(self, unit_id: int, account_id: int, year: int) -> list[float]:
        """Return one line's twelve booked months of a year; NaN where nothing is booked."""
        mine = self.of([unit_id], account_id)
        if year not in self.years or not mine.any():
            return [math.nan] * MONTHS
        return [float(amount) for amount in self.outcome[mine][0, year - self.first_year]]


@dataclass(frozen=True)
class Seen:
    """What is known of some lines in one year, after `months` of the `until` months asked for.

    `budget` and `outcome`: line × 12; outcome is NaN after the known months. `history`: line ×
    months, oldest first, to the last known month, NaN before the line begins. `made`: line × 13,
    as `Books.made`, with what was made later than asked for left out. `lagging`: units that
    should have reported a month more. `preliminary`: of 12 months, those that may still change.
    """

    lines: pd.DataFrame
    year: int
    until: int
    months: int
    budget: Amounts
    outcome: Amounts
    history: Amounts
    made: Amounts
    preliminary: Flags
    lagging: tuple[int, ...]
    evenly: bool

    @property
    def forecast(self) -> Amounts:
        """Line × 13: the forecast in force after each month; one stands until the next is made."""
        return pd.DataFrame(self.made).ffill(axis=1).to_numpy()

    @property
    def closed(self) -> bool:
        """Whether the whole year is booked, and none of it is preliminary."""
        return self.months == MONTHS and not self.preliminary.any()


def books(amounts: pd.DataFrame, accounts: pd.DataFrame) -> Books | None:
    """Lay out an organisation's amounts; None where no month of any line is known.

    `amounts`: `unit_id`, `account_id`, `kind`, `year`, `period` (code), `made_in` (month code or
    empty), `amount` (kronor), `preliminary`. `accounts`: `id`, `role`.
    """
    leaves = accounts.loc[accounts["role"].isin([role.value for role in LEAVES]), "id"]
    rows = amounts[amounts["account_id"].isin(leaves)]
    by_month = rows["period"].str.len() == MONTH_CODE
    if not by_month.any():
        return None
    first_year, last_year = int(rows["year"].min()), int(rows["year"].max())
    places = rows.groupby(["unit_id", "account_id"], sort=False).ngroup().to_numpy()
    lines = rows[["unit_id", "account_id"]].drop_duplicates().reset_index(drop=True)
    shape = (len(lines), last_year - first_year + 1)
    at = pd.DataFrame(
        {
            "line": places,
            "year": rows["year"].to_numpy() - first_year,
            "month": _month(rows["period"], by_month),
            "made": _month(rows["made_in"], rows["made_in"].str[:YEAR_CODE] == rows["year"].astype(str)),
        }
    )
    kind, amount = rows["kind"].to_numpy(), rows["amount"].to_numpy(dtype=float)
    monthly = by_month.to_numpy()
    budget = _laid(shape, at, amount, (kind == AmountKind.BUDGET) & monthly, "month", MONTHS)
    whole = _laid(shape, at, amount, (kind == AmountKind.BUDGET) & ~monthly, "month", 1)[..., 0]
    evenly = np.isnan(budget).all(axis=2) & ~np.isnan(whole)
    budget[evenly] = whole[evenly, None] / MONTHS
    booked = (kind == AmountKind.OUTCOME) & monthly
    flags = rows["preliminary"].to_numpy(dtype=float)
    return Books(
        lines=lines,
        first_year=first_year,
        budget=budget,
        outcome=_laid(shape, at, amount, booked, "month", MONTHS),
        preliminary=_laid(shape, at, flags, booked, "month", MONTHS) == 1,
        made=_laid(shape, at, amount, kind == AmountKind.FORECAST, "made", MONTHS + 1),
        evenly=evenly,
    )


def _month(codes: pd.Series, has_one: pd.Series) -> npt.NDArray[np.int64]:
    """Return the month of each code, counted from 1; 0 where it has none of the year's."""
    numbers = pd.to_numeric(codes.str[-2:], errors="coerce").fillna(0).to_numpy(dtype=np.int64)
    return np.where(has_one.to_numpy(), numbers, 0)


def _laid(
    shape: tuple[int, int], at: pd.DataFrame, amount: Amounts, chosen: Flags, place: str, length: int
) -> Amounts:
    """Put the chosen amounts in line × year × `length`; months count from 0, forecasts as they are."""
    laid = np.full((*shape, length), np.nan)
    rows = at[chosen]
    slot = rows[place].to_numpy() - (place == "month" and length == MONTHS)
    laid[rows["line"].to_numpy(), rows["year"].to_numpy(), slot] = amount[chosen]
    return laid


def seen(books: Books, chosen: Flags, year: int, until: int) -> Seen:
    """Return what is known of some lines in a year, after at most `until` months (0 to 12).

    A month counts as known when every unit that owes one has reported it: those that have booked
    anything this year or the last. Raises ValueError for a year that the books don't hold.
    """
    if year not in books.years:
        raise ValueError(f"the books hold {books.years}, not {year}")
    place = year - books.first_year
    lines = books.lines[chosen].reset_index(drop=True)
    reported = _reported(lines["unit_id"].to_numpy(), books.outcome[chosen])
    owing: Flags = np.logical_or.reduce(reported[:, max(place - 1, 0) : place + 1], axis=(1, 2))
    reported |= _not_begun(reported)
    own = reported[owing, place]
    known = _run(np.logical_and.reduce(own)) if owing.any() else 0
    months = min(known, until)
    furthest = min(max((_run(each) for each in own), default=0), until)
    late = ~own[:, months] if furthest > months else np.zeros(len(own), dtype=bool)
    by_line = reported[pd.factorize(lines["unit_id"])[0]]
    outcome = np.where(by_line & np.isnan(books.outcome[chosen]), 0.0, books.outcome[chosen])
    this_year = outcome[:, place].copy()
    this_year[:, months:] = np.nan
    made = books.made[chosen][:, place].copy()
    made[:, until + 1 :] = np.nan
    return Seen(
        lines=lines,
        year=year,
        until=until,
        months=months,
        budget=books.budget[chosen][:, place],
        outcome=this_year,
        history=_begun(outcome.reshape(len(lines), -1)[:, : place * MONTHS + months], books.outcome[chosen]),
        made=made,
        preliminary=books.preliminary[chosen][:, place].any(axis=0) & (np.arange(MONTHS) < months),
        lagging=tuple(pd.unique(lines["unit_id"])[owing][late].tolist()),
        evenly=bool(books.evenly[chosen][:, place].any()),
    )


def _reported(units: npt.NDArray[np.int64], outcome: Amounts) -> Flags:
    """Return unit × year × month: whether the unit has booked anything; units in order of appearance."""
    place, names = pd.factorize(units)
    reported = np.zeros((len(names), *outcome.shape[1:]), dtype=bool)
    np.logical_or.at(reported, place, ~np.isnan(outcome))
    return reported


def _not_begun(reported: Flags) -> Flags:
    """Return unit × year × month: whether it lies before the unit's first month, where nothing was owed."""
    ever = np.logical_or.accumulate(reported.reshape(len(reported), -1), axis=1)
    return (~ever & ever[:, -1:]).reshape(reported.shape)


def _run(flags: Flags) -> int:
    """Return how many months in a row, from January, are told."""
    return MONTHS if flags.all() else int(np.argmin(flags))


def _begun(history: Amounts, booked: Amounts) -> Amounts:
    """Blank what lies before the year of a line's first amount, or before a month never reported."""
    months = booked.reshape(len(booked), -1)[:, : history.shape[1]]
    count = np.arange(history.shape[1])
    first = np.where(np.isnan(months).all(axis=1), history.shape[1], np.isnan(months).argmin(axis=1))
    first = np.minimum(first, max(history.shape[1] - 1, 0)) // MONTHS * MONTHS
    gap = np.where(np.isnan(history), count, -1).max(axis=1, initial=-1)
    return np.where(count[None, :] < np.maximum(first, gap + 1)[:, None], np.nan, history)
