"""Rimlighetsvakten for money: every rule over a file's amounts.

Amounts are kronor, income positive and cost negative. A forecast is compared with those made before of the
same year, and what is given for whole years with other years and kinds of the same account.
"""

from datetime import date

import numpy as np
import pandas as pd

from metrics.money.printed import KIND_WORDS
from metrics.numbers import number
from metrics.plausibility import accumulation, changes, possible, repetition, size, timing, totals
from metrics.plausibility.account_sums import printed_sums
from metrics.plausibility.batch import Batch, Subject
from metrics.plausibility.doubt import ACCEPT, Doubt, Ints, Odd
from metrics.plausibility.known import known
from metrics.vocabulary import AccountRole, AmountKind, FindingLevel, Kind, Periodicity

KINDS = tuple(AmountKind)
COSTS = (AccountRole.COST, AccountRole.COST_SUM)
INCOMES = (AccountRole.INCOME, AccountRole.INCOME_SUM)
MOSTLY = 0.5
COLUMNS = "unit_id account_id kind year period made_in amount".split()


def doubts_of_amounts(
    amounts: pd.DataFrame,
    history: pd.DataFrame,
    accounts: pd.DataFrame,
    units: pd.DataFrame,
    last_day: date,
) -> list[Doubt]:
    """Return everything odd in amounts on their way in, rule by rule.

    `amounts` and `history` have `unit_id`, `account_id`, `kind` (an AmountKind), `year`, `period` (the year,
    or a month), `made_in` (a forecast's month, else empty) and `amount` (kronor); `amounts` may also have
    `preliminary`. Rows without a known unit or account are passed by. `accounts`, by number: `name`, `role`.
    `units`: `id`, `parent_id`. Raises PeriodError for a period that is none.
    """
    file = _prepared(amounts, accounts)
    if file.empty:
        return []
    store = _prepared(history, accounts)
    subjects = _subjects(accounts)
    batch = Batch(file.index, known(file, store, "about_year"), subjects)
    batch.moment = lambda series, position: _moment(batch, series, position)
    outcomes = (file["kind"] == AmountKind.OUTCOME).to_numpy(dtype=bool)
    provisional = file["preliminary"].to_numpy(dtype=bool)
    monthly = {
        number: Periodicity.MONTH for number in subjects if KINDS[number % len(KINDS)] == AmountKind.OUTCOME
    }
    return [
        *possible.endless(batch, file["amount"].to_numpy(dtype=np.float64)),
        *timing.future_periods(batch, provisional, last_day, outcomes),
        *_signs(batch, file, accounts),
        *accumulation.accumulated(batch),
        *size.wrong_size(batch),
        *_yearly(batch, file, store, accounts),
        *size.other_sign(batch),
        *printed_sums(file, accounts),
        *totals.units_and_whole(batch, units),
        *repetition.repeated_together(batch, outcomes),
        *repetition.repeated(batch, outcomes),
        *_changed_budgets(batch),
        *changes.changed_much_back(batch, last_day),
        *size.outside_own_limits(batch, outcomes),
        *timing.missing_periods(batch, monthly),
        *changes.contradictions(batch),
    ]


def _prepared(amounts: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that can be judged, with the columns that `known` asks for.

    A forecast of a year stands in the month it was made, as one of that year's forecasts.
    """
    able = amounts["unit_id"].notna() & amounts["account_id"].isin(accounts.index)
    file = amounts if able.all() else amounts[able]
    forecast = (file["kind"] == AmountKind.FORECAST) & (file["made_in"] != "")
    forecast &= _is_year(file["period"])
    account = file["account_id"].astype("int64")
    kind = file["kind"].map({kind.value: place for place, kind in enumerate(KINDS)}).astype("int64")
    preliminary = file["preliminary"].astype(bool) if "preliminary" in file else False
    return file.assign(
        unit_id=file["unit_id"].astype("int64"),
        subject_id=account * len(KINDS) + kind,
        value=possible.bounded(file["amount"].to_numpy(dtype=np.float64)),
        about_year=file["year"].where(forecast, 0).astype("int64"),
        told_of=file["period"].astype("str"),
        period=file["period"].where(~forecast, file["made_in"]),
        preliminary=preliminary,
    )


def _is_year(periods: pd.Series) -> "pd.Series[bool]":
    return periods.astype("str").str.len() == len("2026")


def _subjects(accounts: pd.DataFrame) -> dict[int, Subject]:
    return {
        number * len(KINDS) + place: Subject(f"{name} ({KIND_WORDS[kind].lower()})", Kind.MONEY, "kronor")
        for number, name in zip(accounts.index.tolist(), accounts["name"], strict=True)
        for place, kind in enumerate(KINDS)
    }


def _moment(batch: Batch, series: int, position: int) -> str:
    """Say a period: `i mars 2026`, `under 2026`, or `för 2026, gjord i mars 2026` of a forecast."""
    period = batch.known.period(series, position)
    year = int(batch.known.extra[series])
    if year:
        return f"för {year}, gjord i {period.label}"
    return f"{'i' if period.month_count == 1 else 'för'} {period.label}"


def _roles(file: pd.DataFrame, accounts: pd.DataFrame) -> "pd.Series[str]":
    return file["account_id"].map(accounts["role"])


def _signs(batch: Batch, file: pd.DataFrame, accounts: pd.DataFrame) -> list[Doubt]:
    """Return the costs without minus, or income with it, where that is most of the file's."""
    roles, amount = _roles(file, accounts), batch.known.value[batch.entry_of]
    doubts: list[Doubt] = []
    for of, wrong, told in (
        (COSTS, amount > 0, "kostnader står utan minus"),
        (INCOMES, amount < 0, "intäkter står med minus"),
    ):
        mine = roles.isin(of).to_numpy() & (amount != 0)
        rows = np.flatnonzero(mine & wrong & batch.open)
        if not len(rows) or len(rows) <= MOSTLY * mine.sum():
            continue
        entry = int(np.sort(batch.entry_of[rows])[0])
        batch.open[rows] = False
        message = (
            f"{len(rows)} av filens {int(mine.sum())} {told}, bland dem {batch.name(entry)}: "
            f"{batch.value(entry)}. Här är intäkter plus och kostnader minus. Svara om på frågan om tecken, "
            f"eller rätta filen. {ACCEPT}"
        )
        rows = batch.known.row[np.sort(batch.entry_of[rows])]
        doubts.append(Doubt(FindingLevel.WARNING, "sign", tuple(batch.index[rows].tolist()), message))
    return doubts


def _yearly(batch: Batch, file: pd.DataFrame, store: pd.DataFrame, accounts: pd.DataFrame) -> list[Doubt]:
    """Return whole years' amounts about 1 000 times those of the account's other years and kinds."""
    whole = _of_years(file[batch.open])
    if whole.empty:
        return []
    subjects = {
        number: Subject(name, Kind.MONEY, "kronor")
        for number, name in zip(accounts.index.tolist(), accounts["name"], strict=True)
    }
    across = Batch(whole.index, known(whole, _of_years(store)), subjects)
    across.moment = lambda series, position: _year_and_kind(across, series, position)
    doubts = size.wrong_size(across, slips=False)
    held = {row for doubt in doubts for row in doubt.rows}
    batch.open &= ~batch.index.isin(list(held))
    return doubts


def _of_years(amounts: pd.DataFrame) -> pd.DataFrame:
    """Return what is given for whole years, the kinds of a year side by side as if they were its months."""
    years = amounts[_is_year(amounts["told_of"])]
    place = years["subject_id"] % len(KINDS) + 1
    return years.assign(
        subject_id=years["account_id"].astype("int64"),
        period=years["told_of"] + "-" + place.astype("str").str.zfill(2),
    )


def _year_and_kind(batch: Batch, series: int, position: int) -> str:
    period = batch.known.period(series, position)
    return f"i {KIND_WORDS[KINDS[period.index - 1]].lower()} {period.year}"


def _changed_budgets(batch: Batch) -> list[Doubt]:
    """Return budgets that differ from those in force, a warning per unit and year: a decision lies behind."""
    known_ = batch.known
    entries = batch.judged
    budget = known_.subject % len(KINDS) == KINDS.index(AmountKind.BUDGET)
    entries = entries[budget[known_.series[entries]] & ~np.isnan(known_.before[entries])]
    year = known_.year[entries]
    _, groups = np.unique(np.c_[known_.unit[known_.series[entries]], year], axis=0, return_inverse=True)
    batch.open[known_.row[entries]] = False

    def word(places: Ints) -> str:
        return (
            f"Budgeten för {int(year[places[0]])} ändras. {_changed_accounts(batch, entries[places])} "
            "Skriv vilket beslut som ligger bakom."
        )

    odd = Odd(FindingLevel.WARNING, "budget-changed", known_.row[entries], groups.reshape(-1))
    return odd.told(batch.index, word, of="enheter och år")


def _changed_accounts(batch: Batch, entries: Ints) -> str:
    """Say how many accounts' budgets are changed, and the first of them."""
    accounts = len(np.unique(batch.known.subject[batch.known.series[entries]]))
    if accounts == 1:
        return changes.example(batch, entries)
    said = changes.example(batch, entries[:1])
    return f"{number(accounts, 0)} konton ändras, bland dem {said}"
