"""The economy of a unit and a year, ready to be shown: the whole, its rows, its months and its steps."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.books import MONTHS, Books, Seen, seen
from metrics.economy import Standing, standings
from metrics.money import Scale
from metrics.office import Office
from metrics.periods import Period
from metrics.vocabulary import Periodicity

MOST_STEPS = 8
"""More rows than this are drawn as one in a waterfall; the table has them all."""


@dataclass(frozen=True)
class Row:
    """One of the parts of a whole: an account or a unit, by its address code and name."""

    code: str
    name: str
    standing: Standing


@dataclass(frozen=True)
class EconomyView:
    """What the page of the economy shows of a year. `months`: as `month_frame` gives them.

    `accounts` and `units` are the whole's parts, what matters most first; `units` is empty where
    the unit has none below it. `lagging` are names of units that owe a month.
    """

    year: int
    until: int
    whole: Standing
    accounts: tuple[Row, ...]
    units: tuple[Row, ...]
    months: pd.DataFrame
    lagging: tuple[str, ...]
    evenly: bool

    @property
    def last(self) -> Period | None:
        """The last month that is known."""
        return Period(Periodicity.MONTH, self.year, self.whole.months) if self.whole.months else None


def economy_view(
    office: Office,
    books: Books,
    accounts: pd.DataFrame,
    unit_id: int,
    period: Period,
    account_id: int | None = None,
) -> EconomyView | None:
    """Return the economy of a unit (and perhaps one account) in a period's year, as known at its end.

    `accounts`: `id`, `code`, `name`, `position`. None where the books hold nothing of it that year.
    """
    branches = branches_of(office, unit_id)
    chosen = books.of(branches, account_id)
    if period.year not in books.years or not chosen.any():
        return None
    known = seen(books, chosen, period.year, period.last.month)
    if np.isnan(known.budget).all() and np.isnan(known.outcome).all() and np.isnan(known.made).all():
        return None
    names = {place.id: place.name for place in office.places}
    by_account = accounts[accounts["id"].isin(known.lines["account_id"])].sort_values(["position", "id"])
    by_unit = [place for place in office.places if place.id in set(branches.values())]
    (whole,) = standings(known, np.zeros(len(known.lines), dtype=np.int64), [unit_id])
    return EconomyView(
        year=period.year,
        until=period.last.month,
        whole=whole,
        accounts=_rows(
            known,
            known.lines["account_id"],
            zip(by_account["id"], by_account["code"], by_account["name"], strict=True),
        ),
        units=_rows(
            known,
            known.lines["unit_id"].map(branches),
            [(place.id, place.code, place.name) for place in by_unit],
        )
        if len(by_unit) > 1
        else (),
        months=month_frame(known),
        lagging=tuple(names[number] for number in known.lagging),
        evenly=known.evenly,
    )


def branches_of(office: Office, unit_id: int) -> dict[int, int]:
    """Map a unit and everything below it to the part of it they belong to: a child, or the unit itself."""
    branches = {unit_id: unit_id}
    for child in office.children(unit_id):
        branches |= dict.fromkeys(office.ancestors_below(child.id), child.id)
    return branches


def _rows(known: Seen, keys: "pd.Series[int]", named: Iterable[tuple[int, str, str]]) -> tuple[Row, ...]:
    """Return a row per key that has lines, what matters most first."""
    mine = [each for each in named if each[0] in set(keys)]
    place = {number: index for index, (number, _, _) in enumerate(mine)}
    found = standings(known, keys.map(place).to_numpy(dtype=np.int64), list(place))
    rows = [Row(code, name, standing) for (_, code, name), standing in zip(mine, found, strict=True)]
    return tuple(sorted(rows, key=lambda row: _weight(row.standing), reverse=True))


def _weight(standing: Standing) -> float:
    """Return how much a row matters: the size of its deviation for the year, else so far."""
    deviation = standing.deviation if standing.deviation is not None else standing.deviation_to_date
    return abs(deviation or 0.0)


def month_frame(known: Seen) -> pd.DataFrame:
    """Return the year's twelve months in kronor; NaN = not known.

    `period` (code), `budget`, `outcome`, `deviation`, the same accumulated as `budget_sum`,
    `outcome_sum` and `deviation_sum`, and `preliminary`.
    """
    budget = _summed(known.budget)
    outcome = np.where(np.arange(MONTHS) < known.months, _summed(known.outcome), np.nan)
    frame = pd.DataFrame(
        {
            "period": [Period(Periodicity.MONTH, known.year, month).code for month in range(1, MONTHS + 1)],
            "budget": budget,
            "outcome": outcome,
            "deviation": outcome - budget,
            "preliminary": known.preliminary,
        }
    )
    for name in ("budget", "outcome", "deviation"):
        frame[f"{name}_sum"] = frame[name].cumsum()
    return frame


def _summed(months: np.ndarray) -> np.ndarray:
    """Sum lines month by month; NaN where no line has the month."""
    return np.where(np.isnan(months).all(axis=0), np.nan, np.nansum(months, axis=0))


def drawn_months(view: EconomyView, scale: Scale) -> pd.DataFrame:
    """Return the accumulated months as a chart takes them: `period`, `budget`, `outcome`, `preliminary`."""
    frame = view.months
    return pd.DataFrame(
        {
            "period": frame["period"],
            "budget": frame["budget_sum"] / scale.kronor,
            "outcome": frame["outcome_sum"] / scale.kronor,
            "preliminary": frame["preliminary"],
        }
    )


def drawn(amount: float | None, scale: Scale) -> float | None:
    """Return an amount as a chart takes it."""
    return None if amount is None else amount / scale.kronor


def drawn_span(whole: Standing, scale: Scale) -> tuple[float, float, float] | None:
    """Return the statistical forecast's total, lower and upper as a chart takes them."""
    found = (whole.statistical, whole.lower, whole.upper)
    if None in found or whole.closed:
        return None
    total, lower, upper = (amount / scale.kronor for amount in found if amount is not None)
    return total, lower, upper


def steps(rows: Sequence[Row], scale: Scale, noun: str) -> pd.DataFrame:
    """Return the waterfall from budget to where the year ends: `name`, `amount` (+ = surplus).

    The rows that deviate most come first; the rest are one step, `noun` saying what they are.
    """
    deviating = [(row.name, row.standing.deviation) for row in rows if row.standing.deviation is not None]
    shown = [(name, amount / scale.kronor) for name, amount in deviating[:MOST_STEPS]]
    rest = [amount / scale.kronor for _, amount in deviating[MOST_STEPS:]]
    if rest:
        shown.append((f"Övriga {len(rest)} {noun}", math.fsum(rest)))
    return pd.DataFrame(shown, columns=["name", "amount"])
