"""The economy of a unit and a year, ready to be shown: the whole, its rows, its months and its steps."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.money.books import MONTHS, Books, Seen, seen
from metrics.money.scale import Scale
from metrics.money.standing import Standing, standings
from metrics.office import Office
from metrics.periods import Period
from metrics.vocabulary import Periodicity

MOST_STEPS = 8
"""More rows than this are drawn as one in a waterfall; the table has them all."""


@dataclass(frozen=True)
class Row:
    """One of the parts of a whole: an account or a unit, by its address code and name.

    `deviation` and `deviation_to_date` are its part in those of the whole: where the whole has a
    budget, a part without one deviates by all of its own.
    """

    code: str
    name: str
    standing: Standing
    deviation: float | None
    deviation_to_date: float | None


@dataclass(frozen=True)
class EconomyView:
    """What the page of the economy shows of a year. `months`: as `month_frame` gives them.

    `accounts` and `units` are the whole's parts, what matters most first; `units` are those that have
    accounts of their own, none where there is only one. `lagging` are names of units that owe a
    month; `unbudgeted` of those that have booked something and have no budget, while others have.
    """

    year: int
    until: int
    whole: Standing
    accounts: tuple[Row, ...]
    units: tuple[Row, ...]
    months: pd.DataFrame
    lagging: tuple[str, ...]
    unbudgeted: tuple[str, ...]
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
    chosen = books.of(office.ancestors_below(unit_id), account_id)
    if period.year not in books.years or not chosen.any():
        return None
    known = seen(books, chosen, period.year, period.last.month)
    said = (known.budget, known.outcome, known.made)
    if all(np.isnan(each).all() for each in said) and not known.lagging:
        return None
    names = {place.id: place.name for place in office.places}
    by_account = accounts[accounts["id"].isin(known.lines["account_id"])].sort_values(["position", "id"])
    by_unit = [place for place in office.places if place.id in set(known.lines["unit_id"])]
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
            known.lines["unit_id"],
            [(place.id, place.code, place.name) for place in by_unit],
        )
        if len(by_unit) > 1
        else (),
        months=month_frame(known),
        lagging=tuple(names[number] for number in known.lagging),
        unbudgeted=tuple(names[number] for number in _unbudgeted(known)),
        evenly=known.evenly,
    )


def _unbudgeted(known: Seen) -> list[int]:
    """Return the units that have booked something this year and have no budget, where some unit has one."""
    told = pd.DataFrame(
        {
            "budgeted": ~np.isnan(known.budget).all(axis=1),
            "booked": np.nan_to_num(known.outcome).any(axis=1),
        }
    )
    units = told.groupby(known.lines["unit_id"], sort=False).any()
    lacking = units["booked"] & ~units["budgeted"]
    return units.index[lacking].tolist() if units["budgeted"].any() else []


def _rows(known: Seen, keys: "pd.Series[int]", named: Iterable[tuple[int, str, str]]) -> tuple[Row, ...]:
    """Return a row per key that has lines, what matters most first."""
    mine = [each for each in named if each[0] in set(keys)]
    place = {number: index for index, (number, _, _) in enumerate(mine)}
    found = standings(known, keys.map(place).to_numpy(dtype=np.int64), list(place))
    budgeted = not np.isnan(known.budget).all()
    rows = [
        _row((code, name), own, whole_budgeted=budgeted)
        for (_, code, name), own in zip(mine, found, strict=True)
    ]
    return tuple(sorted(rows, key=_weight, reverse=True))


def _row(named: tuple[str, str], standing: Standing, *, whole_budgeted: bool) -> Row:
    if standing.budget is None and whole_budgeted:
        return Row(*named, standing, standing.year_end, standing.outcome)
    return Row(*named, standing, standing.deviation, standing.deviation_to_date)


def _weight(row: Row) -> float:
    """Return how much a row matters: the size of its deviation for the year, else so far."""
    deviation = row.deviation if row.deviation is not None else row.deviation_to_date
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
    deviating = [(row.name, row.deviation) for row in rows if row.deviation is not None]
    shown = [(name, amount / scale.kronor) for name, amount in deviating[:MOST_STEPS]]
    rest = [amount / scale.kronor for _, amount in deviating[MOST_STEPS:]]
    if rest:
        shown.append((f"Övriga {len(rest)} {noun}", math.fsum(rest)))
    return pd.DataFrame(shown, columns=["name", "amount"])
