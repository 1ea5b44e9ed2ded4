"""Saved scenarios as values, and a scenario that is being typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.money.scale import Scale
from metrics.money.scenarios import Change, compare, left_of, problems
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.written import WrittenError, number_from

ALONE = "Prognosen, utan scenario"
NO_DAY = "Skriv startdagen som 2026-10-01."


@dataclass(frozen=True)
class Saved:
    """A scenario that has been saved, and by whom in which role."""

    id: int
    name: str
    role: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Typed:
    """A change as it stands in its boxes; an empty text is a box that says nothing."""

    account_id: int
    places: str
    starts_on: date | None
    price: str
    amount: str
    text: str = ""


def earliest_start(last_known: Period, today: date) -> date:
    """Return when a change can begin: next month (in December: today), or after the last known one."""
    coming = Period.containing(today, Periodicity.MONTH).shifted(1)
    after = last_known.shifted(1)
    if today.year != after.year:
        return after.first
    return max(after.first, coming.first if coming.year == after.year else today)


def saved(rows: pd.DataFrame, owner: str = "") -> list[Saved]:
    """Return scenarios from a row per change: `scenario_id`, `name`, `role` and the change's own columns.

    `owner` is put after the name where the scenario is another unit's.
    """
    of = f", {owner}" if owner else ""
    each = (mine for _, mine in rows.groupby("scenario_id", sort=False))
    return [
        Saved(
            int(mine["scenario_id"].iloc[0]), mine["name"].iloc[0] + of, mine["role"].iloc[0], _changes(mine)
        )
        for mine in each
    ]


def _changes(rows: pd.DataFrame) -> tuple[Change, ...]:
    return tuple(
        Change(
            account_id=row["account_id"],
            starts_on=row["starts_on"].date(),
            places=row["places"],
            price=row["price"],
            amount=row["amount"],
            text=row["text"],
        )
        for row in rows.to_dict("records")
    )


def change_from(
    typed: Typed, scale: Scale, year: int, last_known_day: date
) -> tuple[Change | None, list[str]]:
    """Return the change, or why there is none, in Swedish. An amount is in the scale's unit."""
    if typed.starts_on is None:
        return None, [NO_DAY]
    try:
        written = ((typed.places, ""), (typed.price, "kr"), (typed.amount, scale.unit))
        places, price, amount = (
            number_from(text, unit=unit) if text.strip() else 0.0 for text, unit in written
        )
    except WrittenError as error:
        return None, [str(error)]
    change = Change(
        account_id=typed.account_id,
        starts_on=typed.starts_on,
        places=places,
        price=price if places else 0.0,
        amount=amount * scale.kronor,
        text=typed.text,
    )
    found = problems(change, year, last_known_day)
    return (None, found) if found else (change, [])


def usual_prices(bridged: pd.DataFrame) -> Mapping[int, float]:
    """Return what a day has cost this year per account, in whole kronor; only where both are known.

    `bridged` has a row per unit and account with `account_id`, `volume` (days) and `amount` (kronor).
    """
    known = bridged.dropna(subset=["volume", "amount"]).groupby("account_id")[["volume", "amount"]].sum()
    priced = known[(known["volume"] > 0) & (known["amount"] < 0)]
    prices = (-priced["amount"] / priced["volume"]).round()
    return dict(zip(prices.index.astype(int), prices.tolist(), strict=True))


def compared(
    forecast: float,
    budget: float | None,
    scenarios: Sequence[tuple[str, Sequence[Change]]],
    year: int,
    last_known_day: date,
) -> pd.DataFrame:
    """Return the forecast alone, and each scenario beside it, as `compare`; no budget, no deviation.

    Of a scenario that has begun only what is left after the last booked day counts.
    """
    against = float("nan") if budget is None else budget
    every = [(ALONE, ()), *scenarios]
    rows = [
        compare(forecast, against, {name: [left_of(each, last_known_day) for each in changes]}, year)
        for name, changes in every
    ]
    return pd.concat(rows, ignore_index=True)
