"""How near the year-end forecast comes, and how often its intervals hold the outcome.

Run by itself: `python -m bench.forecast`; `python -m bench.forecast fit` prints the table of
quantiles that `metrics/forecasting/intervals.py` carries. Errors are compared as the geometric mean
over series of one method's mean absolute error over another's: below 1 is better. Intervals are
judged by quantiles fitted on the other four fifths of the series, on the bundled series by the
quantiles that the product carries. The series and the questions are
those of `bench.forecast_cases`; without a folder of its own the bundled series are used, which
have neither money nor AutoETS's forecasts, so that fewer bars are set.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from bench import forecast_rollup, report
from bench.calibration import FOLDER_SETTING
from bench.forecast_cases import AFTER, HISTORIES, Years, every_case, read, years_of
from bench.report import Bar
from metrics.forecast import year_end, year_ends
from metrics.forecasting.intervals import LEVELS, TABLE, reach
from metrics.forecasting.methods import Months
from metrics.numbers import number

FOLDS = 5
POOLED = ("stock", "last")
"""Models with too few series for quantiles per month: one row serves all."""
MOST_OF_RUN_RATE = {12: 0.62, 24: 0.53, 36: 0.53, 84: 0.53}
MOST_OF_BUNDLED = {12: 0.90, 24: 0.80, 36: 0.80, 84: 0.80}
"""The bundled series have weak seasons and long trends, where the rule of thumb is harder to beat."""
MOST_OF_AUTO_ETS = {24: 0.90, 84: 0.95}
AIM, NEAR, NEAR_BY_KIND = 80.0, 2.0, 10.0
"""The interval's level in per cent, and how many percentage points coverage may be off.

The bundled series are one kind among many, and are judged as a kind.
"""
LEAST_BY_KIND = 200
"""Questions of a kind before its coverage is judged."""
SPEED_SERIES, SPEED_BAR = 1000, 1.0
HEAVY = ("statsforecast", "statsmodels", "sklearn", "scipy", "prophet", "numba", "torch", "darts", "sktime")


def measure(_folder: Path | None = None, *, quick: bool = False) -> list[Bar]:
    """Print accuracy, coverage, speed and what summing does; return the bars."""
    series, folder = read()
    report.heading("Årsprognosens träffsäkerhet: mot tumregeln, AutoETS och sina egna intervall")
    told = (
        f"{len(series)} ur mappen i {FOLDER_SETTING}" if folder else f"{len(series)} medföljande (öppna data)"
    )
    report.fact("serier", told)
    asked = years_of(series[:: 5 if quick else 1], bundled=folder is None)
    found = judged(every_case(asked), carried=folder is None)
    bars: list[Bar] = []
    for history in HISTORIES:
        bars += _history(found[found["history"] == history], history, folder)
    for model, name in (("mean", "utan historik"), ("plan", "utan historik, förra året som budget")):
        _without_history(found[(found["history"] == 0) & (found["model"] == model)], name)
    if folder:
        drift = "samma" if fitted(found) == TABLE.strip().splitlines() else "ANNAN: kör fit"
        report.fact("produktens tabell mot en ny skattning", drift)
        forecast_rollup.show(series)
    bars.append(_speed(asked))
    bars.append(_imports())
    return bars


def judged(found: pd.DataFrame, *, carried: bool = False) -> pd.DataFrame:
    """Add lower, upper, inside, half (width, % of the outcome) and winkler (%).

    The quantiles are those of the other folds' series, or with `carried` the product's own.
    """
    below, above = _carried(found) if carried else _cross_fitted(found)
    ends = [
        found["booked"]
        + found["measure"] * np.maximum(found["centre"] + far * found["scale"], found["floor"])
        for far in (below, above)
    ]
    return _scored(found.assign(lower=np.minimum(*ends), upper=np.maximum(*ends)))


def _cross_fitted(found: pd.DataFrame) -> tuple[Months, Months]:
    names = {name: place for place, name in enumerate(sorted(found["series"].unique()))}
    fold, cell = found["series"].map(names) % FOLDS, _cells(found)
    below, above = np.zeros(len(found)), np.zeros(len(found))
    for left_out in range(FOLDS):
        others = found["error"][fold != left_out].groupby(cell[fold != left_out])
        inside = (fold == left_out).to_numpy()
        below[inside] = cell[inside].map(others.quantile(0.1)).clip(upper=0)
        above[inside] = cell[inside].map(others.quantile(0.9)).clip(lower=0)
    return below, above


def _carried(found: pd.DataFrame) -> tuple[Months, Months]:
    keys = zip(found["model"], found["before"], found["months"], strict=True)
    reaches = np.array([reach(model, before, months, AIM / 100) for model, before, months in keys])
    return reaches[:, 0], reaches[:, 1]


def _scored(found: pd.DataFrame) -> pd.DataFrame:
    actual, size = found["actual"], found["actual"].abs().clip(lower=1e-9)
    slack, width = 1e-9 * size, found["upper"] - found["lower"]
    outside = (found["lower"] - actual).clip(lower=0) + (actual - found["upper"]).clip(lower=0)
    return found.assign(
        inside=outside <= slack,
        half=100 * width / 2 / size,
        winkler=100 * (width + 2 / 0.2 * outside) / size,
        off=100 * (found["total"] - actual).abs() / size,
    )


def _cells(found: pd.DataFrame) -> pd.Series:
    months = found["months"].where(~found["model"].isin(POOLED), 0)
    least = found["before"].clip(upper=12).where(found["model"] == "stock", found["before"])
    return found["model"] + " " + least.astype(str) + " " + months.astype(str)


def fitted(found: pd.DataFrame) -> list[str]:
    """Return the table of quantiles as the product carries it, fitted on all series."""
    rows = found["error"].groupby(_cells(found)).quantile(np.array(LEVELS)).unstack()
    order = sorted(rows.index, key=lambda cell: (cell.split()[0], *map(int, cell.split()[1:])))
    return [" ".join([cell, *(f"{value:.2f}" for value in rows.loc[cell])]) for cell in order]


def relative(found: pd.DataFrame, other: str = "run_rate") -> float:
    """Return the geometric mean over series of the mean absolute error over another column's."""
    errors = pd.DataFrame(
        {
            "own": (found["total"] - found["actual"]).abs(),
            "other": (found[other] - found["actual"]).abs(),
        }
    )
    means = errors.groupby(found["series"]).mean()
    means = means[(means["own"] > 0) & (means["other"] > 0)]
    return float(np.exp(np.log(means["own"] / means["other"]).mean()))


def _history(found: pd.DataFrame, history: int, folder: Path | None) -> list[Bar]:
    """Print one length of history, at the months that have bars; return its bars."""
    chosen = found[found["months"].isin(AFTER)]
    report.heading(f"Högst {history} månader före året: {number(len(chosen), 0)} frågor")
    most = (MOST_OF_RUN_RATE if folder else MOST_OF_BUNDLED)[history]
    bars = [_promised(f"fel mot tumregeln, {history} månader", relative(chosen), most)]
    if folder and history in MOST_OF_AUTO_ETS:
        bars.append(_promised(f"fel mot AutoETS, {history} månader", *_auto_ets(chosen, history, folder)))
    _spread(chosen)
    near = NEAR if folder else NEAR_BY_KIND
    bars.append(_covered(f"täckning, {history} månader", chosen, near))
    for months, rows in chosen.groupby("months"):
        bars.append(_covered(f"täckning efter {months} av 12, {history} månader", rows, near))
    for kind, rows in chosen.groupby("kind"):
        if len(rows) >= LEAST_BY_KIND:
            bars.append(_covered(f"täckning, {kind}, {history} månader", rows, NEAR_BY_KIND))
            report.ratio(f"fel mot tumregeln, {kind}", relative(rows))
    return bars


def _auto_ets(found: pd.DataFrame, history: int, folder: Path) -> tuple[float, float]:
    """Return the ratio to AutoETS on the questions it has answered, and its bar."""
    reference = pd.read_parquet(folder / "forecast_reference.parquet").dropna(subset="AutoETS")
    reference = reference[reference["history_months"] == history]
    keys = {"series_id": "series", "k": "months"}
    columns = ["series", "year", "months", "AutoETS"]
    both = found.merge(reference.rename(columns=keys)[columns], on=columns[:3])
    return relative(both, "AutoETS"), MOST_OF_AUTO_ETS[history]


def _promised(name: str, found: float, most: float) -> Bar:
    return report.judge(Bar(f"{name}: {number(found, 3)} mot {number(most, 2)}", found / most, 1.0))


def _covered(name: str, found: pd.DataFrame, near: float) -> Bar:
    """Judge coverage from both sides: its distance from the level over the distance it may have."""
    share = 100 * float(found["inside"].mean())
    return report.judge(Bar(f"{name}: {number(share, 1)} %", abs(share - AIM) / near, 1.0))


def _spread(found: pd.DataFrame) -> None:
    report.fact("medianfel", f"{number(found['off'].median(), 2)} %")
    report.fact("intervallets halva bredd, median", f"{number(found['half'].median(), 2)} %")
    report.fact("Winkler, median", f"{number(found['winkler'].median(), 1)} %")


def _without_history(found: pd.DataFrame, name: str) -> None:
    report.heading(f"{name.capitalize()}: {number(len(found), 0)} frågor")
    report.ratio("fel mot tumregeln", relative(found))
    _spread(found)
    report.fact("täckning", f"{number(100 * found['inside'].mean(), 1)} %")


def _speed(asked: Years) -> Bar:
    """Judge the seconds for a thousand series with three years and eight months."""
    seen = asked.seen(36, 8)
    chosen = seen[np.arange(SPEED_SERIES) % len(seen)]
    report.heading(f"{number(SPEED_SERIES, 0)} serier med tre år och åtta månader")
    began = time.perf_counter()
    year_ends(chosen, months_known=8)
    together = time.perf_counter() - began
    report.show(report.Timing("alla på en gång", [together]))
    began = time.perf_counter()
    for row in chosen[: SPEED_SERIES // 10]:
        year_end(row, months_known=8)
    report.show(report.Timing("en i taget", [10 * (time.perf_counter() - began)]))
    return report.judge(Bar("sekunder per tusen serier", together / SPEED_BAR, 1.0))


def _imports() -> Bar:
    """Judge that the forecast loads no heavy library, in a process of its own."""
    program = f"import sys, metrics.forecast; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    report.fact("tunga bibliotek som prognosen laddar", ", ".join(loaded) or "inga")
    return report.judge(Bar("tunga bibliotek", float(len(loaded)), 0.0))


if __name__ == "__main__":
    if sys.argv[1:] == ["fit"] and os.environ.get(FOLDER_SETTING):
        print("\n".join(fitted(every_case(years_of(read()[0])))))
    else:
        sys.exit(any(not bar.met for bar in measure()))
