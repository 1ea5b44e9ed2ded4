"""Printed sums of a result table against their rows: income, cost and net.

A printed 0 or an empty row makes no sum: where no row of a sum has an amount, nothing is compared.
"""

import numpy as np
import pandas as pd

from metrics.money.printed import TKR, tkr
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, Odd
from metrics.plausibility.known import numbered
from metrics.vocabulary import AccountRole, FindingLevel

ROLES = tuple(AccountRole)
SLIGHT = 0.01
TABLE = ["unit_id", "kind", "told_of", "made_in"]
SUMS = (AccountRole.INCOME_SUM, AccountRole.COST_SUM, AccountRole.NET)


def printed_sums(amounts: pd.DataFrame, accounts: pd.DataFrame) -> list[Doubt]:
    """Return printed sums that their rows don't make, within a unit's column of amounts.

    `amounts` have `unit_id`, `account_id`, `kind`, `told_of` (the period), `made_in` and `value`, in
    kronor, and may have `coarse`, what the last digit printed is worth (NaN for kronor); `accounts`, by id,
    `name` and `role`. A notice where rounding, to what is printed, to whole tkr or within one per cent, may
    make the difference; else a warning.
    """
    number, first = numbered([amounts[name] for name in TABLE], len(amounts))
    role = amounts["account_id"].map(accounts["role"]).map({each.value: at for at, each in enumerate(ROLES)})
    value = amounts["value"].to_numpy(dtype=np.float64)
    place = number * len(ROLES) + role.to_numpy(dtype=np.int64)
    size = len(first) * len(ROLES)
    told = ~np.isnan(value)
    count = np.bincount(place, told, minlength=size).astype(np.float64).reshape(-1, len(ROLES))
    total = np.bincount(place, np.where(told, value, 0.0), minlength=size).astype(np.float64)
    total = total.reshape(-1, len(ROLES))
    in_tkr = np.bincount(number, told & (value % TKR != 0), minlength=len(first)) == 0
    coarse = np.zeros(len(first))
    if "coarse" in amounts:
        np.maximum.at(coarse, number, amounts["coarse"].fillna(0.0).to_numpy(dtype=np.float64))
    doubts: list[Doubt] = []
    for of in SUMS:
        made, parts = _made(of, total, count)
        sole = (count[:, ROLES.index(of)] == 1) & (parts > 0)
        apart = np.abs(total[:, ROLES.index(of)] - made)
        rounding = np.where(in_tkr, (parts + 1) * TKR / 2, SLIGHT * np.abs(made))
        rounding = np.maximum(rounding, (parts + 1) * coarse / 2)
        off = sole & (apart >= 0.5)
        rows = np.flatnonzero(told & (role == ROLES.index(of)).to_numpy() & off[number])
        slight = (apart <= rounding)[number[rows]]
        doubts += _told(amounts, accounts, rows[~slight], made[number], FindingLevel.WARNING)
        doubts += _told(amounts, accounts, rows[slight], made[number], FindingLevel.NOTICE)
    return doubts


def _made(of: AccountRole, total: Floats, count: Floats) -> tuple[Floats, Floats]:
    """Return what the rows of a sum make in each table, and how many rows that is."""
    at = {role: ROLES.index(role) for role in ROLES}
    if of != AccountRole.NET:
        part = at[AccountRole.INCOME if of == AccountRole.INCOME_SUM else AccountRole.COST]
        return total[:, part], count[:, part]
    sides = [_side(at[AccountRole.INCOME_SUM], at[AccountRole.INCOME], total, count)]
    sides.append(_side(at[AccountRole.COST_SUM], at[AccountRole.COST], total, count))
    (income, of_income), (cost, of_cost) = sides
    return income + cost, np.where((of_income > 0) & (of_cost > 0), of_income + of_cost, 0.0)


def _side(summed: int, part: int, total: Floats, count: Floats) -> tuple[Floats, Floats]:
    """Return a side's printed sum, where there is one, else its rows."""
    printed: Flags = count[:, summed] == 1
    return np.where(printed, total[:, summed], total[:, part]), np.where(printed, 1.0, count[:, part])


def _told(
    amounts: pd.DataFrame, accounts: pd.DataFrame, rows: Ints, made: Floats, level: FindingLevel
) -> list[Doubt]:
    value = amounts["value"].to_numpy()
    account = amounts["account_id"].to_numpy()

    def word(places: Ints) -> str:
        row = int(rows[places[0]])
        printed, parts = float(value[row]), float(made[row])
        said = (
            f"{accounts['name'][account[row]]}: filen skriver {tkr(printed)}, men raderna ger {tkr(parts)}; "
            f"det skiljer {tkr(abs(printed - parts))}."
        )
        if level == FindingLevel.NOTICE:
            return f"{said} Så mycket kan avrundning göra."
        return f"{said} Kontrollera att alla rader är med. {ACCEPT}"

    return Odd(level, "parts-and-total", rows, np.arange(len(rows))).told(amounts.index, word, of="summor")
