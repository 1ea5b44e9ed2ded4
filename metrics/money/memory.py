"""How the year's forecasts have moved, and how those of earlier years erred, by the month they were made.

The controller's forecasts are as they were made. The statistical forecast of an earlier month is
made anew from the amounts of that month and those before it, as they stand today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.forecast import recentred, year_ends
from metrics.money.books import MONTHS, Amounts, Books, Flags, Seen, seen
from metrics.money.record import latest_closed, record
from metrics.money.scale import Scale
from metrics.money.standing import Groups, bounds, forecast_after
from metrics.office import Office
from metrics.periods import MONTH_NAMES, Period
from metrics.vocabulary import Periodicity

YEARS = 5
"""The latest closed years that a record is made over."""
CONTROLLER, STATISTICAL = "controller", "statistical"
MADE = ["group", "year", "month", "amount"]


@dataclass(frozen=True)
class Memory:
    """What is remembered of some lines' forecasts. Amounts are kronor.

    `controller` and `statistical`: `year`, `month` (1-12), `amount`, the forecast of the year as
    it stood after that month. `closings`: the latest closed years' outcome, at most five.
    `records`: how they erred in those years, by source, as `record` tells. `course`: this year
    month by month, `month`, `controller`, `statistical`, `lower`, `upper`; NaN where none was made.
    `held`: month -> in how many of those years, and of how many, the interval held the outcome.
    """

    year: int
    until: int
    budget: float | None
    controller: pd.DataFrame
    statistical: pd.DataFrame
    closings: Mapping[int, float]
    records: Mapping[str, pd.DataFrame]
    course: pd.DataFrame
    held: Mapping[int, tuple[int, int]]

    @property
    def years(self) -> int:
        """How many closed years the records are made over."""
        return len(self.closings)

    @property
    def month(self) -> int:
        """The latest month, at most the one seen from, that forecasts are judged for."""
        known = self.records[STATISTICAL]
        judged = known.loc[(known["years"] > 0) & (known["month"] <= self.until), "month"]
        return self.until if judged.empty else int(judged.max())


def memory(books: Books, chosen: Flags, year: int, until: int) -> Memory:
    """Return what is remembered of some lines up to a month of a year; later years are left out."""
    years = _years(books, chosen, year, until)
    one_group = np.zeros(int(chosen.sum()), dtype=np.int64)
    ends = _line_ends(years)
    controller, statistical = _controller(years, ends, one_group, 1), _statistical(ends, one_group, 1)
    budget = years[-1].budget
    closings = latest_closed(_closings(years, one_group, 1)[0], YEARS)
    return Memory(
        year=year,
        until=until,
        budget=None if np.isnan(budget).all() else float(np.nansum(budget)),
        controller=controller.drop(columns="group"),
        statistical=statistical.drop(columns="group"),
        closings=closings,
        records={CONTROLLER: record(controller, closings), STATISTICAL: record(statistical, closings)},
        course=_course(years[-1], controller[controller["spoken"]], statistical),
        held=_held([year for year in years if year.year in closings], statistical, closings),
    )


def unit_records(
    office: Office, books: Books, chosen: Flags, seen_from: tuple[int, int]
) -> list[tuple[str, dict[str, pd.DataFrame]]]:
    """Return each unit's name and its records, by source, as seen from a year and month.

    Empty where the lines are all of one unit.
    """
    units = books.lines.loc[chosen, "unit_id"]
    places = [place for place in office.places if place.id in set(units)]
    if len(places) < 2:
        return []
    count = len(places)
    groups = units.map({place.id: at for at, place in enumerate(places)}).to_numpy(dtype=np.int64)
    years = _years(books, chosen, *seen_from)
    ends = _line_ends(years)
    made = {
        CONTROLLER: _controller(years, ends, groups, count),
        STATISTICAL: _statistical(ends, groups, count),
    }
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


def _line_ends(years: Sequence[Seen]) -> dict[tuple[int, int], Amounts]:
    """Return the statistical forecast of each line, by year and the month after which it is made.

    All years are asked about at once, month by month: the answer after March needs March alone.
    """
    found: dict[tuple[int, int], Amounts] = {}
    for month in range(1, MONTHS):
        told = [year for year in years if year.months >= month]
        if not told:
            break
        histories = _stacked([year.history[:, : _length(year, month)] for year in told])
        budgets = np.concatenate([year.budget for year in told])
        totals = year_ends(histories, months_known=month, budgets=budgets, kind="money")["total"]
        lines = np.nan_to_num(totals.to_numpy()).reshape(len(told), -1)
        found |= {(year.year, month): own for year, own in zip(told, lines, strict=True)}
    return found


def _controller(
    years: Sequence[Seen], ends: Mapping[tuple[int, int], Amounts], groups: Groups, count: int
) -> pd.DataFrame:
    """Return the controller's forecast as it stood after each month, from the first that was made.

    `spoken` tells in which months it was made anew, for some line of the group.
    """
    found = []
    for year in years:
        last = min(year.until, MONTHS - 1)
        for month in range(1, last + 1):
            by_line = ends.get((year.year, min(month, year.months)), np.nan_to_num(year.budget).sum(axis=1))
            stood = forecast_after(year, month, by_line, groups, count)
            spoken = np.bincount(groups, ~np.isnan(year.made[:, month]), count) > 0
            told = np.flatnonzero(~np.isnan(stood))
            found += [(group, year.year, month, stood[group], spoken[group]) for group in told]
    return pd.DataFrame(found, columns=[*MADE, "spoken"]).astype({"spoken": bool})


def _statistical(ends: Mapping[tuple[int, int], Amounts], groups: Groups, count: int) -> pd.DataFrame:
    """Return the statistical forecast of each year after each of its months, lines summed by group."""
    found = []
    for (year, month), lines in ends.items():
        sums = np.bincount(groups, lines, count)
        found += [(group, year, month, total) for group, total in enumerate(sums.tolist())]
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
    totals = dict(zip(course["month"], course[STATISTICAL], strict=True))
    known = range(1, min(year.months, MONTHS - 1) + 1)
    spans = {month: _interval(year, month, float(totals[month])) for month in known}
    nowhere = (np.nan, np.nan)
    course["lower"] = [spans.get(month, nowhere)[0] for month in course["month"]]
    course["upper"] = [spans.get(month, nowhere)[1] for month in course["month"]]
    return course


def _interval(year: Seen, month: int, total: float) -> tuple[float, float]:
    """Return the interval after a month, around what the lines sum to."""
    history = year.history[:, : _length(year, month)]
    whole = np.where(np.isnan(history).all(axis=0), np.nan, np.nansum(history, axis=0))[None]
    budget = np.where(np.isnan(year.budget).all(axis=0), np.nan, np.nansum(year.budget, axis=0))[None]
    direct = year_ends(whole, months_known=month, budgets=budget, kind="money")
    own = recentred(direct, np.array([total]), *bounds(whole, month)).iloc[0]
    return float(own["lower"]), float(own["upper"])


def _held(
    years: Sequence[Seen], statistical: pd.DataFrame, closings: Mapping[int, float]
) -> dict[int, tuple[int, int]]:
    """Return in how many closed years the interval of each month held the outcome, and of how many."""
    totals = statistical.set_index(["year", "month"])["amount"]
    found = {}
    for month in range(1, MONTHS):
        told = [
            lower <= closings[year.year] <= upper
            for year in years
            for lower, upper in [_interval(year, month, totals[year.year, month])]
        ]
        found[month] = (sum(told), len(told))
    return found


def held_words(found: Memory) -> str:
    """Say how often the month's interval has held in the office's own closed years; empty without any."""
    held, count = found.held.get(found.month, (0, 0))
    if not count:
        return ""
    return (
        f"Intervallet i {MONTH_NAMES[found.month - 1]} har hållit bokslutet {held} av {count} avslutade år; "
        "det ska hålla ungefär åtta av tio."
    )


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
