"""How the year's forecasts have moved, and how those of earlier years erred, by the month they were made.

The controller's forecasts are as they were made. The statistical forecast of an earlier month is
made anew from the amounts of that month and those before it, as they stand today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.books import MONTHS, Amounts, Books, Flags, Seen, seen
from metrics.economy import Groups, forecast_after, one_sided
from metrics.forecast import recentred, year_ends
from metrics.forecast_memory import latest_closed, record
from metrics.money import Scale
from metrics.office import Office
from metrics.periods import Period
from metrics.vocabulary import Periodicity

YEARS = 5
"""The latest closed years that a record is made over."""
CONTROLLER, STATISTICAL = "controller", "statistical"
MADE = ["group", "year", "month", "amount"]


@dataclass(frozen=True)
class Memory:
    """What is remembered of some lines' forecasts. Amounts are kronor.

    `controller` and `statistical`: `year`, `month` (1-12), `amount`, the forecast of the year as
    it stood after that month. `closings`: the closed years' outcome. `course`: this year month by
    month, `month`, `controller`, `statistical`, `lower`, `upper`; NaN where there was none.
    """

    year: int
    until: int
    budget: float | None
    controller: pd.DataFrame
    statistical: pd.DataFrame
    closings: Mapping[int, float]
    course: pd.DataFrame

    @property
    def years(self) -> int:
        """How many closed years the records are made over."""
        return min(len(self.closings), YEARS)

    @property
    def month(self) -> int:
        """The latest month, at most the one seen from, that forecasts are judged for."""
        known = self.record_of(STATISTICAL)
        judged = known.loc[(known["years"] > 0) & (known["month"] <= self.until), "month"]
        return self.until if judged.empty else int(judged.max())

    def record_of(self, source: str) -> pd.DataFrame:
        """Return how a source's forecasts have erred in the latest closed years, as `record`."""
        made = self.controller if source == CONTROLLER else self.statistical
        return record(made, latest_closed(self.closings, YEARS))


def memory(books: Books, chosen: Flags, year: int, until: int) -> Memory:
    """Return what is remembered of some lines up to a month of a year; later years are left out."""
    years = _years(books, chosen, year, until)
    one_group = np.zeros(int(chosen.sum()), dtype=np.int64)
    controller = _controller(years, one_group, 1)
    statistical = _statistical(years, one_group, 1)
    budget = years[-1].budget
    return Memory(
        year=year,
        until=until,
        budget=None if np.isnan(budget).all() else float(np.nansum(budget)),
        controller=controller.drop(columns="group"),
        statistical=statistical.drop(columns="group"),
        closings=_closings(years, one_group, 1)[0],
        course=_course(years[-1], controller, statistical),
    )


def unit_records(
    office: Office, books: Books, chosen: Flags, branches: Mapping[int, int], year: int
) -> list[tuple[str, dict[str, pd.DataFrame]]]:
    """Return each part's name and its records, by source, of the years before one.

    `branches` map units to the part they belong to. Empty where the lines are all of one part.
    """
    parts = books.lines.loc[chosen, "unit_id"].map(dict(branches))
    places = [place for place in office.places if place.id in set(parts)]
    if len(places) < 2:
        return []
    count = len(places)
    groups = parts.map({place.id: at for at, place in enumerate(places)}).to_numpy(dtype=np.int64)
    years = [seen(books, chosen, each, MONTHS) for each in books.years if each < year]
    made = {CONTROLLER: _controller(years, groups, count), STATISTICAL: _statistical(years, groups, count)}
    closings = [latest_closed(each, YEARS) for each in _closings(years, groups, count)]
    return [
        (
            place.name,
            {source: record(rows[rows["group"] == at], closings[at]) for source, rows in made.items()},
        )
        for at, place in enumerate(places)
    ]


def _years(books: Books, chosen: Flags, year: int, until: int) -> list[Seen]:
    """Return the years up to one, that one as it was known after some of its months."""
    before = [seen(books, chosen, each, MONTHS) for each in books.years if each < year]
    return [*before, seen(books, chosen, year, until)]


def _closings(years: Sequence[Seen], groups: Groups, count: int) -> list[dict[int, float]]:
    """Return each group's outcome of the years that are closed; nothing of a year it had no amount in."""
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for year in years:
        months = year.outcome.shape[1] if year.closed else 0
        booked = np.abs(np.nan_to_num(year.outcome[:, :months])).sum(axis=1)
        for group in np.flatnonzero(np.bincount(groups, booked, count)):
            found[group][year.year] = float(np.nansum(year.outcome[groups == group]))
    return found


def _controller(years: Sequence[Seen], groups: Groups, count: int) -> pd.DataFrame:
    """Return the controller's forecast after each month in which a line of the group was spoken of."""
    found = []
    for year in years:
        for month in range(1, MONTHS + 1):
            spoken = np.bincount(groups, ~np.isnan(year.made[:, month]), count) > 0
            if spoken.any():
                stood = forecast_after(year, month, groups, count)
                found += [(group, year.year, month, stood[group]) for group in np.flatnonzero(spoken)]
    return pd.DataFrame(found, columns=MADE)


def _statistical(years: Sequence[Seen], groups: Groups, count: int) -> pd.DataFrame:
    """Return the statistical forecast of each year after each of its months, lines summed by group."""
    found = []
    for month in range(1, MONTHS):
        told = [year for year in years if year.months >= month]
        if not told:
            break
        histories = _stacked([year.history[:, : _length(year, month)] for year in told])
        budgets = np.concatenate([year.budget for year in told])
        totals = year_ends(histories, months_known=month, budgets=budgets, kind="money")["total"]
        for year, lines in zip(told, np.nan_to_num(totals.to_numpy()).reshape(len(told), -1), strict=True):
            sums = np.bincount(groups, lines, count)
            found += [(group, year.year, month, total) for group, total in enumerate(sums.tolist())]
    return pd.DataFrame(found, columns=MADE)


def _length(year: Seen, month: int) -> int:
    return int(year.history.shape[1]) - year.months + month


def _stacked(histories: Sequence[Amounts]) -> Amounts:
    """Put histories of unlike length on top of each other, all ending in the last column."""
    longest = max(history.shape[1] for history in histories)
    return np.concatenate(
        [
            np.pad(history, ((0, 0), (longest - history.shape[1], 0)), constant_values=np.nan)
            for history in histories
        ]
    )


def _course(year: Seen, controller: pd.DataFrame, statistical: pd.DataFrame) -> pd.DataFrame:
    """Return this year month by month; the interval has the width of the summed series."""
    course = pd.DataFrame({"month": range(1, MONTHS + 1)})
    for name, made in ((CONTROLLER, controller), (STATISTICAL, statistical)):
        mine = made[made["year"] == year.year].set_index("month")["amount"]
        course[name] = course["month"].map(mine).astype(float)
    course[["lower", "upper"]] = np.nan
    whole = np.where(np.isnan(year.history).all(axis=0), np.nan, np.nansum(year.history, axis=0))
    budget = np.where(np.isnan(year.budget).all(axis=0), np.nan, np.nansum(year.budget, axis=0))
    for month in range(1, min(year.months, MONTHS - 1) + 1):
        history = whole[None, : _length(year, month)]
        direct = year_ends(history, months_known=month, budgets=budget[None, :], kind="money")
        total = course.loc[[month - 1], STATISTICAL].to_numpy()
        own = recentred(direct, total, one_sided(history, month)).iloc[0]
        course.loc[month - 1, ["lower", "upper"]] = [own["lower"], own["upper"]]
    return course


def drawn_course(found: Memory, scale: Scale) -> pd.DataFrame:
    """Return this year's course as a chart takes it: `made` (month code) and amounts in the scale's unit."""
    codes = [Period(Periodicity.MONTH, found.year, month).code for month in found.course["month"]]
    return (found.course.drop(columns="month") / scale.kronor).assign(made=codes)


def drawn_errors(found: Memory, scale: Scale) -> pd.DataFrame:
    """Return every closed year's errors as a chart takes them: `source`, `year`, `month`, `error`."""
    made = pd.concat(
        [found.controller.assign(source=CONTROLLER), found.statistical.assign(source=STATISTICAL)]
    )
    error = made["year"].map(dict(found.closings)).astype(float) - made["amount"]
    return made.assign(error=error / scale.kronor)[error.notna()][["source", "year", "month", "error"]]
