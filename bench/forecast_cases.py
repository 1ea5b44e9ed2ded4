"""The questions that the forecast is measured on: years of public series, seen after some months.

Years with 48 months before them, with at most 84, 36, 24, 12 and no months of history. The series come
from the folder that LAGESBILD_BENCH_DATA names (series.parquet, series_meta.csv and
forecast_reference.parquet; the last three complete years, at most, of each series), else from
`bench/series` (every year to 2019: how well a pandemic was foreseen says nothing of a method).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from bench.calibration import FOLDER_SETTING
from metrics.forecasting.expected import Expected, expectations
from metrics.forecasting.methods import Months

BUNDLED = Path(__file__).parent / "series" / "series.csv.gz"
HISTORIES = (12, 24, 36, 84)
AFTER = (3, 6, 8, 10)
EVERY_MONTH = tuple(range(1, 12))
YEARS = 3
LAST_BUNDLED = 2019
MONTHS_BEFORE = 48
KINDS = {"spend": "money", "stock": "stock"}
"""What a series' kind is called in the product; any other is a flow."""


@dataclass(frozen=True)
class Series:
    """One public series: whole calendar years of months without gaps; `first` is the first year."""

    name: str
    kind: str
    first: int
    months: Months


@dataclass(frozen=True)
class Years:
    """Years asked about, a row each: seven years before and the year itself, NaN before it begins."""

    names: list[str]
    kinds: list[str]
    years: list[int]
    months: Months

    def seen(self, history: int, so_far: int) -> Months:
        """Return the years as they look after so many months, with at most so much history."""
        return self.months[:, 84 - history : 84 + so_far]


def read() -> tuple[list[Series], Path | None]:
    """Return the series, and the folder they came from; None is the bundled ones."""
    named = os.environ.get(FOLDER_SETTING)
    if not named:
        return list(_whole(pd.read_csv(BUNDLED))), None
    frame = pd.read_parquet(Path(named) / "series.parquet")
    kinds = pd.read_csv(Path(named) / "series_meta.csv").set_index("series_id")["kind"]
    frame["kind"] = kinds.loc[frame["series_id"]].to_numpy()
    return list(_whole(frame)), Path(named)


def _whole(frame: pd.DataFrame) -> Iterator[Series]:
    """Yield each series' whole calendar years after its last gap."""
    for name, rows in frame.sort_values(["series_id", "period"]).groupby("series_id"):
        month = (rows["period"].str[:4].astype(int) * 12 + rows["period"].str[5:].astype(int) - 1).to_numpy()
        breaks = np.flatnonzero(np.diff(month) != 1)
        begin = int(breaks[-1]) + 1 if breaks.size else 0
        begin += int(-month[begin] % 12)
        values = rows["value"].to_numpy(dtype=np.float64)[begin:]
        whole = values[: len(values) // 12 * 12]
        if len(whole):
            yield Series(str(name), str(rows["kind"].iloc[0]), int(month[begin]) // 12, whole)


def years_of(series: list[Series], *, bundled: bool = False) -> Years:
    """Return the years that are asked about, of a folder's series or the bundled ones."""
    names, kinds, years, rows = [], [], [], []
    for each in series:
        starts = range(len(each.months) - 12, MONTHS_BEFORE - 1, -12)
        old = [start for start in starts if each.first + start // 12 <= LAST_BUNDLED]
        for start in old if bundled else starts[:YEARS]:
            row = np.full(96, np.nan)
            row[max(84 - start, 0) :] = each.months[max(start - 84, 0) : start + 12]
            names.append(each.name)
            kinds.append(each.kind)
            years.append(each.first + start // 12)
            rows.append(row)
    return Years(names, kinds, years, np.array(rows))


def cases(asked: Years, history: int, so_far: int, *, planned: bool = False) -> pd.DataFrame:
    """Return a row per year: what was expected, in which measures, and what came.

    Columns: series, kind, year, history, months, actual, booked, run_rate (booked × 12 / months),
    measure, centre, scale and floor (of the remainder, in measures), error (in scales), model and
    before (months of history used), which say whose measured errors serve. With `planned` last
    year's months serve as the budget.
    """
    seen, kinds = asked.seen(history, so_far), np.array([KINDS.get(kind, "flow") for kind in asked.kinds])
    actual, found = asked.months[:, 84:].sum(axis=1), []
    for kind in np.unique(kinds):
        chosen = np.flatnonzero(kinds == kind)
        budgets = asked.months[chosen, 72:84] if planned else None
        for part in expectations(seen[chosen], budgets, so_far, str(kind)):
            found.append(_rows(chosen[part.rows], part, actual))
    frame = pd.concat(found).sort_index()
    frame["series"], frame["kind"], frame["year"] = asked.names, asked.kinds, asked.years
    frame["history"], frame["months"] = history, so_far
    frame["run_rate"] = frame["booked"] * 12 / so_far
    return frame


def _rows(places: np.ndarray, part: Expected, actual: Months) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "actual": actual[places],
            "total": part.year(),
            "booked": part.booked,
            "measure": part.measure,
            "centre": part.left.centre,
            "scale": part.left.scale,
            "floor": part.floor,
            "error": part.error(actual[places]),
            "model": part.model,
            "before": part.months_before,
        },
        index=places,
    )


def every_case(asked: Years, months: tuple[int, ...] = EVERY_MONTH) -> pd.DataFrame:
    """Return all cases: each length of history, and without history with and without a budget."""
    found = [cases(asked, history, so_far) for history in (*HISTORIES, 0) for so_far in months]
    planned = [cases(asked, 0, so_far, planned=True) for so_far in months]
    found += [frame[frame["model"] == "plan"] for frame in planned]
    return pd.concat(found, ignore_index=True)
