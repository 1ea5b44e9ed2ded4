"""The books: budget, outcome and forecasts of every unit and account, as arrays of months.

Amounts are kronor, income positive and cost negative. A line is one account of one unit; the
sums that a source prints are no lines. Nothing is missing by accident: a unit that has reported
a month has booked nothing on the accounts it doesn't name, and a unit that hasn't reported has
no month. A line without any word on the year has no budget, which is not a budget of nothing.
"""

import re
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
MONTH = re.compile(r"\d{4}-\d{2}")
YEAR_CODE = 4


@dataclass(frozen=True)
class Books:
    """All lines of an organisation, and their years of months. NaN = nothing is said.

    `lines`: `unit_id`, `account_id`, a row per line. `budget`, `outcome`, `preliminary`:
    line × year × month. `made`: line × year × 13, the forecast of the year made in month 1 to 12,
    or before the year (0). `evenly`: line × year, where the year's budget is known but not all its
    months: those have equal parts of what is left.
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
    at = _places(amounts[amounts["account_id"].isin(leaves)])
    if not (at["month"] > 0).any():
        return None
    lines = at.drop_duplicates("line").sort_values("line")[["unit_id", "account_id"]]
    first_year = int(at["year"].min())
    shape = (len(lines), int(at["year"].max()) - first_year + 1)
    at["year"] -= first_year
    by_month, by_year = at[at["month"] > 0], at[at["month"] == 0]
    outcome = by_month[by_month["kind"] == AmountKind.OUTCOME]
    months = _laid(shape, by_month[by_month["kind"] == AmountKind.BUDGET], "month")
    whole = _laid(shape, by_year[by_year["kind"] == AmountKind.BUDGET], "month")[..., 0]
    evenly = np.isnan(months[..., 1:]).any(axis=2) & ~np.isnan(whole)
    return Books(
        lines=lines.reset_index(drop=True),
        first_year=first_year,
        budget=np.where(evenly[..., None], _completed(months[..., 1:], whole), months[..., 1:]),
        outcome=_laid(shape, outcome, "month")[..., 1:],
        preliminary=_laid(shape, outcome, "month", "preliminary")[..., 1:] == 1,
        made=_laid(shape, by_year[by_year["kind"] == AmountKind.FORECAST], "made"),
        evenly=evenly,
    )


def _places(rows: pd.DataFrame) -> pd.DataFrame:
    """Return where each amount lies: `line`, and `month` and `made` from 1 (0 = the year; before it).

    What is neither a month's nor a year's is left out.
    """
    codes = {code: _month_of(code) for code in pd.unique(rows[["period", "made_in"]].to_numpy().ravel())}
    rows = rows[rows["period"].map(codes) >= 0]
    place = rows.assign(
        line=rows.groupby(["unit_id", "account_id"], sort=False).ngroup(),
        month=rows["period"].map(codes),
        made=rows["made_in"].map(codes).where(rows["made_in"].str[:YEAR_CODE] == rows["year"].astype(str), 0),
    )
    return place.sort_values("made_in", kind="stable")


def _month_of(code: str) -> int:
    """Return a code's month; 0 for a year or no code at all, -1 for any other period."""
    if not MONTH.fullmatch(code):
        return 0 if len(code) in (0, YEAR_CODE) else -1
    return int(code[-2:])


def _laid(shape: tuple[int, int], rows: pd.DataFrame, place: str, name: str = "amount") -> Amounts:
    """Put amounts in line × year × 13: what is of no month lies first."""
    laid = np.full((*shape, MONTHS + 1), np.nan)
    laid[tuple(rows[["line", "year", place]].to_numpy().T.astype(int))] = rows[name].to_numpy(dtype=float)
    return laid


def _completed(months: Amounts, whole: Amounts) -> Amounts:
    """Give the months that a year's budget doesn't name equal parts of what is left of it."""
    unnamed = np.isnan(months)
    left = whole - np.nansum(months, axis=2)
    share = np.divide(left, unnamed.sum(axis=2), out=np.zeros_like(left), where=unnamed.any(axis=2))
    return np.where(unnamed, share[..., None], months)


def outcome_of(books: Books, unit_id: int, account_id: int, year: int) -> list[float]:
    """Return one line's twelve booked months of a year; NaN for what isn't known."""
    mine = books.of([unit_id], account_id)
    if year not in books.years or not mine.any():
        return [float("nan")] * MONTHS
    return [float(amount) for amount in seen(books, mine, year, MONTHS).outcome[0]]


def seen(books: Books, chosen: Flags, year: int, until: int) -> Seen:
    """Return what is known of some lines in a year, after at most `until` months (0 to 12).

    A month counts as known when every unit of the lines has reported it, on any account, or owes
    nothing for it. Raises ValueError for a year that the books don't hold.
    """
    if year not in books.years:
        raise ValueError(f"the books hold {books.years}, not {year}")
    place = year - books.first_year
    lines = books.lines[chosen].reset_index(drop=True)
    own = books.of(lines["unit_id"].unique())
    units = books.lines.loc[own, "unit_id"].to_numpy()
    reported = _by_unit(units, ~np.isnan(books.outcome[own]))
    planned_years: Flags = np.logical_or.reduce(~np.isnan(books.budget), axis=(0, 2))
    delivered = reported | ~_owed(reported, _by_unit(units, ~np.isnan(books.budget[own])), planned_years)
    this = delivered[:, place]
    months = min(_run(np.logical_and.reduce(this)) if reported[:, place].any() else 0, until)
    told = np.flatnonzero(np.logical_or.reduce(reported[:, place], axis=0))
    furthest = min(int(told[-1]) + 1 if told.size else 0, until)
    late = ~this[:, months] if furthest > months else np.zeros(len(this), dtype=bool)
    by_line = delivered[pd.Index(pd.unique(units)).get_indexer(lines["unit_id"])]
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
        preliminary=books.preliminary[own][:, place].any(axis=0) & (np.arange(MONTHS) < months),
        lagging=tuple(pd.unique(units)[late].tolist()),
        evenly=bool(books.evenly[chosen][:, place].any()),
    )


def _by_unit(units: npt.NDArray[np.int64], said: Flags) -> Flags:
    """Return unit × year × month: whether any line of the unit is told of; units in order of appearance."""
    place, names = pd.factorize(units)
    found = np.zeros((len(names), *said.shape[1:]), dtype=bool)
    np.logical_or.at(found, place, said)
    return found


def _owed(reported: Flags, budgeted: Flags, planned_years: Flags) -> Flags:
    """Return unit × year × month: whether the unit is to report it.

    It is if it has booked anything that year or the year before, unless anyone has a budget for the
    year (`planned_years`) and the unit has none for that month or later: it has then ended. A unit
    that books without any budget has not. Nothing is owed for the months before a unit's first.
    """
    ever: Flags = np.logical_or.reduce(reported, axis=2)
    active = ever.copy()
    active[:, 1:] |= ever[:, :-1]
    planned: Flags = np.logical_or.accumulate(budgeted[:, :, ::-1], axis=2)[:, :, ::-1]
    without: Flags = ever & ~np.logical_or.reduce(budgeted, axis=2)
    going_on = planned | (~planned_years | without)[:, :, None]
    return active[:, :, None] & going_on & ~_not_begun(reported)


def _not_begun(reported: Flags) -> Flags:
    """Return unit × year × month: whether it lies before the unit's first month, where nothing was owed."""
    ever: Flags = np.logical_or.accumulate(reported.reshape(len(reported), -1), axis=1)
    return (~ever & ever[:, -1:]).reshape(reported.shape)


def _run(flags: Flags) -> int:
    """Return how many months in a row, from January, are told."""
    return MONTHS if flags.all() else int(np.argmin(flags))


def _begun(history: Amounts, booked: Amounts) -> Amounts:
    """Blank what lies before the year of a line's first amount, or before a month never reported."""
    if not history.shape[1]:
        return history
    months = booked.reshape(len(booked), -1)[:, : history.shape[1]]
    count = np.arange(history.shape[1])
    first = np.where(np.isnan(months).all(axis=1), history.shape[1], np.isnan(months).argmin(axis=1))
    first = np.minimum(first, history.shape[1] - 1) // MONTHS * MONTHS
    gap = np.where(np.isnan(history), count, -1).max(axis=1, initial=-1)
    return np.where(count[None, :] < np.maximum(first, gap + 1)[:, None], np.nan, history)
