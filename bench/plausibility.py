"""What Rimlighetsvakten is worth: false alarms on true figures, planted faults that are found, and its speed.

Run by itself: `python -m bench.plausibility`. Real monthly series are delivered month by month through
their last year, with different lengths of history before. What is doubted of them as they are is a
false alarm: real figures are taken to be right. Then a tenth of the figures of each delivery get a fault,
another tenth each month, and it is counted how many of them are held up by a warning or an error.

The series are those of the folder that LAGESBILD_BENCH_DATA names (series.parquet, series_meta.csv and
rates.csv), else those of `bench/series`. Only the rows of the timing are drawn, from a fixed seed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from bench import report
from bench.calibration import FOLDER_SETTING
from bench.forecast_cases import BUNDLED
from bench.report import WIDTH, Bar, Timing
from metrics.numbers import number
from metrics.plausibility import Doubt, doubts
from metrics.vocabulary import FindingLevel, Kind

HISTORIES = (6, 12, 24, 36, 0)
"""Months before the last year; 0 is all there are."""
MONTHS = 12
LATER = date(2100, 1, 1)
TENTH = 10
KINDS = {"spend": Kind.MONEY, "stock": Kind.STOCK, "flow": Kind.FLOW, "other": Kind.FLOW}
HELD = (FindingLevel.WARNING, FindingLevel.ERROR)
MOST_FALSE, LEAST_FOUND = 0.5, 80.0
ROWS, ROWS_QUICK, PER_SERIES = 1_000_000, 100_000, 100
REPETITIONS, MOST_SECONDS = 5, 2.5
SEED = 20261122
FIGURES = ["unit_id", "indicator_id", "period", "value", "state"]


@dataclass(frozen=True)
class Series:
    """All figures of the series, oldest first, `age` months before the last; what they are, and where."""

    figures: pd.DataFrame
    indicators: pd.DataFrame
    units: pd.DataFrame


@dataclass(frozen=True)
class Fault:
    """A fault: what it makes of figures with `value`, `before`, `so_far` and `month`, and which it fits.

    `least` is how many per cent must be found with the whole history; None where that is only told.
    """

    name: str
    plant: Callable[[pd.DataFrame], "pd.Series[float]"]
    fits: Callable[[pd.DataFrame], "pd.Series[bool]"]
    least: float | None = LEAST_FOUND


def _large(figures: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which are of series that have twenty or more on the whole, or aren't counts."""
    return (figures["middle"].abs() >= 20) | ~figures["count"]


FAULTS = (
    Fault("1 000 gånger för stort (kr för tkr)", lambda f: f["value"] * 1000, _large),
    Fault("1 000 gånger för litet", lambda f: f["value"] / 1000, _large),
    Fault("10 gånger för stort (57 för 5,7)", lambda f: f["value"] * 10, _large),
    Fault("10 gånger för litet", lambda f: f["value"] / 10, _large),
    Fault("100 gånger för litet (0,84 för 84 %)", lambda f: f["value"] / 100, lambda f: f["share"]),
    Fault("annat tecken", lambda f: -f["value"], lambda f: f["value"].abs() > 0),
    Fault("förra månadens värde", lambda f: f["before"], lambda f: (f["before"] > 0) & (f["fine"]), None),
    Fault("årets summa hittills", lambda f: f["so_far"], lambda f: (f["month"] >= 4) & _large(f), None),
)


def measure(_folder: Path | None = None, *, quick: bool = False) -> list[Bar]:
    """Print false alarms, faults found and speed; return the bars."""
    series = read()
    report.heading("Rimlighetsvakten: riktiga serier, sista året levererat månad för månad")
    report.fact("serier", str(len(series.indicators)))
    bars = [*_false_alarms(series), *_found(series)]
    return [*bars, _speed(ROWS_QUICK if quick else ROWS)]


def read() -> Series:
    """Return the series of the folder, or the bundled ones."""
    named = os.environ.get(FOLDER_SETTING)
    if not named:
        return _as_series(pd.read_csv(BUNDLED).assign(source="medföljande"))
    frame = pd.read_parquet(Path(named) / "series.parquet")
    kinds = pd.read_csv(Path(named) / "series_meta.csv").set_index("series_id")["kind"]
    frame["kind"] = kinds.loc[frame["series_id"]].to_numpy()
    rates = pd.read_csv(Path(named) / "rates.csv")
    rates = rates.assign(value=(100 * rates["num"] / rates["den"]).round(1), kind="ratio", source="rates")
    rates["series_id"] = "andel " + rates["series_id"]
    return _as_series(pd.concat([frame, rates[frame.columns]], ignore_index=True))


def _as_series(frame: pd.DataFrame) -> Series:
    frame = frame.sort_values(["series_id", "period"], ignore_index=True)
    numbers, names = pd.factorize(frame["series_id"], sort=True)
    units, _ = pd.factorize(frame["source"], sort=True)
    figures = frame.assign(unit_id=units + 1, indicator_id=numbers + 1, state="final")
    figures["age"] = figures.groupby("indicator_id").cumcount(ascending=False)
    figures["before"] = figures.groupby("indicator_id")["value"].shift()
    figures["month"] = figures["period"].str[5:].astype(int)
    figures["so_far"] = figures.groupby(["indicator_id", figures["period"].str[:4]])["value"].cumsum()
    figures["count"] = figures["kind"].isin(["flow", "stock", "other"])
    figures["share"] = figures["kind"] == "ratio"
    figures["middle"] = figures.groupby("indicator_id")["value"].transform("median")
    figures["fine"] = figures["value"] % 1 != 0
    of = figures.drop_duplicates("indicator_id").set_index("indicator_id")
    indicators = pd.DataFrame(
        {
            "name": names,
            "kind": [KINDS.get(kind, Kind.RATIO).value for kind in of["kind"]],
            "unit_of_measure": np.where(of["share"], "%", "antal"),
            "decimals": np.where(of["share"], 1, 0),
            "periodicity": "month",
        },
        index=of.index,
    )
    return Series(figures, indicators, pd.DataFrame({"id": figures["unit_id"].unique(), "parent_id": None}))


def _deliveries(series: Series, history: int) -> Iterator[tuple[int, pd.DataFrame, pd.DataFrame]]:
    """Yield each month of the last year, from 0: its figures, and what is in the store before it."""
    age = series.figures["age"]
    for month in range(MONTHS):
        back = MONTHS - 1 - month
        known = (age > back) & ((age < MONTHS + history) if history else True)
        yield month, series.figures[age == back], series.figures.loc[known, FIGURES]


def _doubts(series: Series, delivered: pd.DataFrame, store: pd.DataFrame) -> list[Doubt]:
    return doubts(delivered[FIGURES], store, series.indicators, series.units, LATER)


def _held(found: list[Doubt]) -> set[int]:
    return {row for doubt in found if doubt.level in HELD for row in doubt.rows}


def _false_alarms(series: Series) -> list[Bar]:
    report.heading("Falska larm: figurer som de är, procent av de levererade")
    print(f"  {'':<{WIDTH}}{'varningar':>10}{'upplysningar':>14}")
    bars = []
    for history in HISTORIES:
        held, told, count, rules = 0, 0, 0, dict[str, int]()
        for _, delivered, store in _deliveries(series, history):
            found = _doubts(series, delivered, store)
            held += len(_held(found))
            told += len({row for doubt in found for row in doubt.rows} - _held(found))
            count += len(delivered)
            for doubt in found:
                if doubt.level in HELD:
                    rules[doubt.rule] = rules.get(doubt.rule, 0) + len(doubt.rows)
        bar = Bar(f"falska varningar, {_history(history)}, procent", 100 * held / count, MOST_FALSE)
        bars.append(bar)
        which = ", ".join(f"{rule} {times}" for rule, times in sorted(rules.items()))
        numbers = f"{number(bar.ratio, 2):>8} %{number(100 * told / count, 1):>12} %"
        print(f"  {_history(history):<{WIDTH}}{numbers}  {_verdict(bar)} ({which or 'inga'})")
    first = _doubts(series, series.figures, series.figures.head(0)[FIGURES])
    bar = Bar(
        "falska varningar, första inläsningen, procent",
        100 * len(_held(first)) / len(series.figures),
        MOST_FALSE,
    )
    told = len({row for doubt in first for row in doubt.rows} - _held(first))
    numbers = f"{number(bar.ratio, 2):>8} %{number(100 * told / len(series.figures), 1):>12} %"
    name = f"första inläsningen: alla {number(len(series.figures), 0)} figurer på en gång"
    print(f"  {name:<{WIDTH}}{numbers}  {_verdict(bar)}")
    return [*bars, bar]


def _history(months: int) -> str:
    return f"{months} månader före" if months else "hela historien"


def _found(series: Series) -> list[Bar]:
    report.heading("Planterade fel som stoppas eller hålls upp, procent av de planterade")
    print(f"  {'':<{WIDTH}}" + "".join(f"{months or 'hela':>8}" for months in HISTORIES))
    bars = []
    for fault in FAULTS:
        shares = [_share_found(series, fault, history) for history in HISTORIES]
        print(f"  {fault.name:<{WIDTH}}" + "".join(map(_told, shares)))
        if fault.least is not None and shares[-1] is not None:
            bars.append(Bar(f"missade fel, {fault.name}, procent", 100 - shares[-1], 100 - fault.least))
    return bars


def _told(share: float | None) -> str:
    return f"{'–':>8}" if share is None else f"{number(share, 0):>6} %"


def _share_found(series: Series, fault: Fault, history: int) -> float | None:
    """Return the share of a fault that is held up, in per cent; None where no series may have it."""
    planted = caught = 0
    for month, delivered, store in _deliveries(series, history):
        chosen = fault.fits(delivered) & (delivered["indicator_id"] % TENTH == month % TENTH)
        if not chosen.any():
            continue
        wrong = delivered.assign(value=delivered["value"].where(~chosen, fault.plant(delivered)))
        differs = chosen & (wrong["value"] != delivered["value"])
        held = _held(_doubts(series, wrong, store))
        planted += int(differs.sum())
        caught += len(held & set(delivered.index[differs]))
    return 100 * caught / planted if planted else None


def _speed(rows: int) -> Bar:
    figures, indicators, units = _drawn(rows)
    store = figures[FIGURES].head(0)
    seconds = []
    for _ in range(REPETITIONS):
        began = time.perf_counter()
        doubts(figures, store, indicators, units, LATER)
        seconds.append(time.perf_counter() - began)
    timing = Timing(
        f"{number(rows, 0)} rader i {number(rows / PER_SERIES, 0)} serier, utan historik", seconds
    )
    report.heading("Tid")
    report.show(timing)
    bar = Bar(f"sekunder för {number(rows, 0)} rader", timing.median, MOST_SECONDS)
    report.fact(bar.name, f"{number(bar.ratio, 2)} s  gräns {number(bar.most, 1)} s: {_verdict(bar)}")
    return bar


def _drawn(rows: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Draw an office of 40 indicators at many units: counts, stocks and percentages around their levels."""
    generator = np.random.default_rng(SEED)
    count = rows // PER_SERIES
    indicator = np.repeat(np.arange(count) % 40 + 1, PER_SERIES)
    level = np.repeat(generator.uniform(20, 2000, count), PER_SERIES)
    value = level * (1 + 0.1 * generator.standard_normal(rows))
    shares = indicator > 30
    figures = pd.DataFrame(
        {
            "unit_id": np.repeat(np.arange(count) // 40 + 1, PER_SERIES),
            "indicator_id": indicator,
            "period": np.tile([f"{2010 + m // 12}-{m % 12 + 1:02d}" for m in range(PER_SERIES)], count),
            "value": np.where(shares, np.clip(value / 40, 1, 99).round(1), value.round()),
            "state": "final",
        }
    )
    numbers = np.arange(1, 41)
    indicators = pd.DataFrame(
        {
            "name": [f"Mått {each}" for each in numbers],
            "kind": np.select(
                [numbers > 30, numbers > 20], [Kind.RATIO.value, Kind.STOCK.value], Kind.FLOW.value
            ),
            "unit_of_measure": np.where(numbers > 30, "%", "antal"),
            "decimals": np.where(numbers > 30, 1, 0),
            "periodicity": "month",
        },
        index=numbers,
    )
    last = int(figures["unit_id"].max())
    parents = pd.DataFrame({"id": np.arange(1, last + 1), "parent_id": [None, *[1] * (last - 1)]})
    return figures, indicators, parents


def _verdict(bar: Bar) -> str:
    return "klarad" if bar.met else "MISSAD"


if __name__ == "__main__":
    sys.exit(0 if all(bar.met for bar in measure(quick="--quick" in sys.argv)) else 1)
