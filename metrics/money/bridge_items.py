"""What the bridge of placements is laid between: the money and the days of each form of care and unit.

An account that counts something has a volume indicator (vårddygn). Against the budget its days
are the plan volume of the year, spread over the months as the account's own budget is, so that
the budgeted price is the same all year. Against last year they are those of the same months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.money.books import MONTHS, Amounts, Books, seen
from metrics.money.scale import Scale
from metrics.vocabulary import STATES_WITH_VALUE, Basis, TargetKind

BUDGET, LAST_YEAR = "", "last_year"


@dataclass(frozen=True)
class Base:
    """What outcome is set against: its name on the screen, and as a sentence says it."""

    name: str
    said: str


BASES = {BUDGET: Base("Budget", "budget"), LAST_YEAR: Base("I fjol", "samma månader i fjol")}
STEPS = {
    "volume_effect": "Volym",
    "mix_effect": "Mix",
    "price_effect": "Pris",
    "unsplit": "Ej fördelat",
}
ITEM = ["unit_id", "account_id", "base_volume", "base_amount", "volume", "amount"]


def bridge_items(
    books: Books,
    unit_ids: Sequence[int],
    volume_of: Mapping[int, int],
    figures: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    year: int,
    until: int,
    against: str = BUDGET,
) -> tuple[pd.DataFrame, int]:
    """Return the items of a bridge, and after how many months they stand.

    `volume_of`: account -> indicator. `figures`: `unit_id`, `indicator_id`, `period` (month),
    `value`, `state`. `targets`: those in force the year, `unit_id`, `indicator_id`, `kind`, `basis`,
    `value`.
    The items: `unit_id`, `account_id`, `base_volume`, `volume` (days; NaN = some month isn't known),
    `base_amount`, `amount` (kronor). An account without budget has a base of nothing.
    """
    chosen = books.of(unit_ids) & books.lines["account_id"].isin(list(volume_of)).to_numpy()
    if year not in books.years or not chosen.any():
        return pd.DataFrame(columns=ITEM), 0
    known = seen(books, chosen, year, until)
    items = known.lines.assign(indicator_id=known.lines["account_id"].map(volume_of))
    items["amount"] = np.nansum(known.outcome[:, : known.months], axis=1)
    items["volume"] = _days(items, figures, year, known.months)
    if against == LAST_YEAR:
        items["base_volume"] = _days(items, figures, year - 1, known.months)
        items["base_amount"] = _last_year(books, chosen, year, known.months)
        items.loc[items["base_amount"] == 0, "base_volume"] = items["base_volume"].fillna(0.0)
    else:
        items["base_volume"] = _planned(items, targets) * _share(known.budget, known.months)
        items["base_amount"] = np.nansum(known.budget[:, : known.months], axis=1)
    moving = items[["amount", "base_amount"]].abs().sum(axis=1) > 0
    return _once_counted(items[moving]), known.months


def _once_counted(items: pd.DataFrame) -> pd.DataFrame:
    """Put accounts that pay for the same days of a unit together under the first of them."""
    together = items.groupby(["unit_id", "indicator_id"], sort=False, as_index=False).agg(
        account_id=("account_id", "first"),
        base_volume=("base_volume", "first"),
        base_amount=("base_amount", lambda each: each.sum(skipna=False)),
        volume=("volume", "first"),
        amount=("amount", "sum"),
    )
    return together[ITEM]


def _planned(items: pd.DataFrame, targets: pd.DataFrame) -> Amounts:
    """Return each item's planned days of the year; a plan for each month is twelve times as much."""
    plans = targets[targets["kind"] == TargetKind.PLAN.value]
    planned = plans.drop_duplicates(["unit_id", "indicator_id"], keep="last")
    mine = items.merge(planned, on=["unit_id", "indicator_id"], how="left")
    by_month = (mine["basis"] == Basis.PERIOD.value).to_numpy()
    return np.asarray(mine["value"].to_numpy(dtype=float) * np.where(by_month, MONTHS, 1))


def _days(items: pd.DataFrame, figures: pd.DataFrame, year: int, months: int) -> Amounts:
    """Return each item's days of a year's first months; NaN where one of them has no value."""
    codes = [f"{year}-{month:02d}" for month in range(1, months + 1)]
    states = [state.value for state in STATES_WITH_VALUE]
    told = figures[figures["period"].isin(codes) & figures["state"].isin(states)]
    summed = told.groupby(["unit_id", "indicator_id"])["value"].agg(["sum", "count"])
    mine = items[["unit_id", "indicator_id"]].join(summed, on=["unit_id", "indicator_id"])
    return np.asarray(mine["sum"].where(mine["count"] == months), dtype=float)


def _last_year(books: Books, chosen: np.ndarray, year: int, months: int) -> Amounts:
    if year - 1 not in books.years:
        return np.full(int(chosen.sum()), np.nan)
    before = seen(books, chosen, year - 1, months)
    unknown = 0.0 if before.months == months else np.nan
    return np.asarray(np.nansum(before.outcome[:, :months], axis=1) + unknown)


def _share(budget: Amounts, months: int) -> Amounts:
    """Return how much of each line's budgeted year lies in its first months; NaN without a budget."""
    whole = np.nansum(budget, axis=1)
    passed = np.nansum(budget[:, :months], axis=1)
    return np.asarray(np.divide(passed, whole, out=np.full(len(whole), np.nan), where=whole != 0))


def plans_of_year(targets: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the targets that hold some day of a year, the newest plan's last, the latest to begin last."""
    begun, ended = targets["valid_from"].dt.year <= year, targets["valid_to"].dt.year < year
    held: pd.DataFrame = targets[begun & ~ended].sort_values(["plan_from", "valid_from"], kind="stable")
    return held


def bridge_steps(whole: pd.Series, scale: Scale) -> pd.DataFrame:
    """Return the whole's parts as a waterfall's steps: `name`, `amount` in the scale's unit."""
    parts = [(name, whole[part] / scale.kronor) for part, name in STEPS.items() if whole[part]]
    return pd.DataFrame(parts, columns=["name", "amount"])
