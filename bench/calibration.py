"""How well the outlook's probabilities hold: what was said with 70 % is to come true 7 times of 10.

Run by itself: `python -m bench.calibration`; `python -m bench.calibration fit` prints the table
of quantiles that `metrics/year_end.py` carries. The series are read from the folder that the
environment variable LAGESBILD_BENCH_DATA names (series.parquet, series_meta.csv, rates.csv);
without it nothing is measured, and nothing is said to be met or missed.

The questions: the last three complete years (at most) with 48 months before them, after
3, 6, 8 and 10 months, with 12, 24, 36 and at most 84 months of history, each year against seven
targets around last year's outcome. A series is judged by quantiles fitted on the other four
fifths of the series. The probability is that of a ceiling; a floor's is what is left of it.
"""

import math
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench import report
from bench.report import Bar
from metrics.numbers import number
from metrics.outlook import LEAST_DOUBT, MonthlySeries, outlook
from metrics.vocabulary import Kind, TargetKind
from metrics.year_end import (
    LEVELS,
    TABLE,
    Expected,
    Months,
    expect_rate,
    expect_stock,
    expect_sum,
    placed,
    share_below,
)

FOLDER_SETTING = "LAGESBILD_BENCH_DATA"
HISTORIES = (12, 24, 36, 84)
AFTER = (3, 6, 8, 10)
YEARS = 3
MONTHS_BEFORE = 48
TARGETS = (0.85, 0.90, 0.95, 1.0, 1.05, 1.10, 1.20)
RATE_TARGETS = (-0.03, -0.02, -0.01, 0.0, 0.01, 0.02, 0.03)
THINNED_TO = (15, 60, 400, None)
FOLDS = 5
JUDGED_FROM = 200
BINS = 10
MOST_ECE = {12: 0.04, 24: 0.02, 36: 0.02, 84: 0.02}
MOST_BRIER = {12: 0.085, 24: 0.065, 36: 0.065, 84: 0.065}
SPEED_SERIES = 1000
SEED = 20
POOLED = {"ratio": 12, "stock": 12}
"""Models with too few series for quantiles per length of history: the one row serves all.

Rows are named by the least history they serve: those of at most 84 months hold from 48.
"""


@dataclass(frozen=True)
class Case:
    """One year of one series seen after some months: its error over its scale, and its questions.

    `places` holds the targets as errors over scale; None where the months so far passed the ceiling.
    """

    model: str
    group: str
    series: int
    history: int
    months: int
    error: float
    places: Sequence[float | None]
    met: Sequence[bool]


@dataclass(frozen=True)
class Answers:
    """Probabilities, and what happened."""

    stated: Months
    met: Months
    groups: npt.NDArray[np.str_]

    def only(self, group: str) -> "Answers":
        """Return the answers about one group of series."""
        chosen = self.groups == group
        return Answers(self.stated[chosen], self.met[chosen], self.groups[chosen])

    @property
    def brier(self) -> float:
        """The mean squared difference between probability and outcome."""
        return float(((self.stated - self.met) ** 2).mean())

    @property
    def ece(self) -> float:
        """The mean difference between stated and observed per tenth, weighted by questions."""
        return sum(abs(stated - seen) * count for stated, seen, count in self.tenths()) / len(self.met)

    @property
    def worst(self) -> float:
        """The largest difference in a tenth that has enough questions to be judged by itself."""
        return max(abs(stated - seen) for stated, seen, count in self.tenths() if count >= JUDGED_FROM)

    def tenths(self) -> Iterator[tuple[float, float, int]]:
        """Yield each tenth's mean probability, share met and number of questions."""
        place = np.minimum((self.stated * BINS).astype(int), BINS - 1)
        for tenth in range(BINS):
            inside = place == tenth
            if inside.any():
                yield float(self.stated[inside].mean()), float(self.met[inside].mean()), int(inside.sum())


def measure(_folder: Path | None = None, *, quick: bool = False) -> list[Bar]:
    """Print reliability, ECE and Brier per length of history; return the bars, none if not run."""
    named = os.environ.get(FOLDER_SETTING)
    report.heading("Utsiktens träffsäkerhet: sagd sannolikhet mot utfall, skattad på andra serier")
    if not named:
        report.fact("inte körd", f"{FOLDER_SETTING} är inte satt; varken klarad eller missad")
        return []
    folder, bars = Path(named), []
    sums = list(sum_cases(folder, 10 if quick else 1))
    others = (("Kvoter", list(rate_cases(folder))), ("December, bestånd", list(stock_cases(folder))))
    for name, found in (("Årets summa", sums), *others):
        for history in HISTORIES:
            cases = [case for case in found if case.history == history]
            bars += show(
                f"{name}, högst {history} månader före året", cases, history if found is sums else None
            )
    drift = "samma" if fitted(folder) == TABLE.strip().splitlines() else "ANNAN: kör fit"
    report.fact("produktens tabell mot en ny skattning", drift)
    _speed(folder)
    return bars


def show(name: str, cases: Sequence[Case], history: int | None = None) -> list[Bar]:
    """Print one reliability table, and its two bars where there are any."""
    answers = answer(cases)
    report.heading(f"{name}: {number(len(answers.met), 0)} frågor")
    report.fact(
        "största skillnad i en tiondel med minst 200 frågor",
        f"{number(100 * answers.worst, 1)} procentenheter",
    )
    for stated, seen, count in answers.tenths():
        told = f"blev {number(100 * seen, 1)} % av {number(count, 0)}"
        report.fact(f"sagt {number(100 * stated, 1)} %", told)
    for group in sorted({case.group for case in cases}):
        _sums_up(group, answers.only(group))
    _sums_up("alla", answers)
    if history is None:
        return []
    return [
        report.judge(Bar(f"{measure} mot {number(most, 3)}, {history} månader", found / most, 1.0))
        for measure, most, found in (
            ("ECE", MOST_ECE[history], answers.ece),
            ("Brier", MOST_BRIER[history], answers.brier),
        )
    ]


def _sums_up(group: str, answers: Answers) -> None:
    report.fact(f"{group}: ECE och Brier", f"{number(answers.ece, 4)} och {number(answers.brier, 4)}")


def answer(cases: Sequence[Case]) -> Answers:
    """Answer each case's questions by quantiles from the series of the other folds."""
    rows = [fit(case for case in cases if case.series % FOLDS != fold) for fold in range(FOLDS)]
    stated = [
        _chance(rows[case.series % FOLDS][_cell(case)], place) for case in cases for place in case.places
    ]
    met = [float(met) for case in cases for met in case.met]
    groups = [case.group for case in cases for _ in case.met]
    return Answers(np.array(stated), np.array(met), np.array(groups))


def _chance(spread: Sequence[float], place: float | None) -> float:
    if place is None:
        return 0.0
    return min(max(share_below(spread, place), LEAST_DOUBT), 1 - LEAST_DOUBT)


def fit(cases: Iterable[Case]) -> dict[tuple[str, int, int], tuple[float, ...]]:
    """Return the quantiles of errors over scale, per model, length of history and months so far."""
    errors: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    for case in cases:
        errors[_cell(case)].append(case.error)
    return {cell: tuple(np.quantile(found, LEVELS).tolist()) for cell, found in sorted(errors.items())}


def _cell(case: Case) -> tuple[str, int, int]:
    months = 0 if case.model == "stock" else case.months
    history = POOLED.get(case.model, min(case.history, MONTHS_BEFORE))
    return case.model, history, months


def fitted(folder: Path) -> list[str]:
    """Return the table of quantiles as the product carries it, fitted on all series."""
    cases = [*sum_cases(folder), *rate_cases(folder), *stock_cases(folder)]
    return [
        " ".join([*map(str, cell), *(f"{value:.2f}" for value in row)]) for cell, row in fit(cases).items()
    ]


def sum_cases(folder: Path, every: int = 1) -> Iterator[Case]:
    """Yield the questions of the year's sum."""
    for place, (group, months) in enumerate(_series(folder)[::every]):
        for years, year, history, so_far in _seen(months):
            own, actual = year[0, :so_far], float(year.sum())
            found = expect_sum(years[0], own)
            bars = [share * float(years[0, -12:].sum()) for share in TARGETS]
            places = [None if own.sum() > bar else _over(found, bar) for bar in bars]
            met = [actual <= bar for bar in bars]
            yield Case("sum", group, place, history, so_far, _over(found, actual), places, met)


def stock_cases(folder: Path) -> Iterator[Case]:
    """Yield the questions of a stock's value in December."""
    stocks = [months for kind, months in _series(folder) if kind == "stock"]
    for place, months in enumerate(stocks):
        for years, year, history, so_far in _seen(months):
            found = expect_stock(np.concatenate([years[0], year[0, :so_far]]), 12 - so_far)
            bars = [share * float(years[0, -1]) for share in TARGETS]
            actual = float(year[0, -1])
            places, met = [_over(found, bar) for bar in bars], [actual <= bar for bar in bars]
            yield Case("stock", "stock", place, history, so_far, _over(found, actual), places, met)


def rate_cases(folder: Path) -> Iterator[Case]:
    """Yield the questions of ratios, also thinned to the sizes of a municipality."""
    frame = pd.read_csv(folder / "rates.csv").sort_values(["series_id", "period"])
    generator = np.random.default_rng(SEED)
    for place, (_, rows) in enumerate(frame.groupby("series_id")):
        whole = _whole_years(rows["period"], rows[["num", "den"]].to_numpy().T)
        for size in THINNED_TO:
            months = whole
            if size is not None:
                cases = generator.binomial(whole[1].astype(int), min(size / whole[1].mean(), 1.0))
                hits = generator.hypergeometric(
                    whole[0].astype(int), (whole[1] - whole[0]).astype(int), cases
                )
                months = np.array([hits, cases], dtype=float)
            for seen in _seen(months):
                yield _rate_case((f"{size or 'alla'} fall", place), seen)


def _rate_case(of: tuple[str, int], seen: tuple[Months, Months, int, int]) -> Case:
    years, year, history, so_far = seen
    own, after = year[:, :so_far], year[:, so_far:].sum(axis=1, keepdims=True)
    found, left, bounded = expect_rate(years, own)
    last, actual = float(years[0, -12:].sum() / years[1, -12:].sum()), float(year[0].sum() / year[1].sum())
    bars = [last + step for step in RATE_TARGETS]
    needed = [(bar * (own[1].sum() + left) - own[0].sum()) / left for bar in bars]
    places = [_over(found, _logit(share)) for share in needed]
    error = _over(found, float(placed(after[0], after[1], bounded=bounded)[0]))
    return Case("ratio", *of, history, so_far, error, places, [actual <= bar for bar in bars])


def _logit(share: float) -> float:
    if 0 < share < 1:
        return math.log(share / (1 - share))
    return math.inf if share >= 1 else -math.inf


def _over(found: Expected, value: float) -> float:
    return (value - found.centre) / found.scale


def _seen(months: Months) -> Iterator[tuple[Months, Months, int, int]]:
    """Yield history, the year itself, the most months of history, and the months so far."""
    length = months.shape[1]
    for start in range(length - 12, MONTHS_BEFORE - 1, -12)[:YEARS]:
        for history in HISTORIES:
            for so_far in AFTER:
                years = months[:, max(start - history, start % 12) : start]
                yield years, months[:, start : start + 12], history, so_far


def _series(folder: Path) -> list[tuple[str, Months]]:
    """Return the kind and the whole years of every series without gaps."""
    frame = pd.read_parquet(folder / "series.parquet").sort_values(["series_id", "period"])
    kinds = pd.read_csv(folder / "series_meta.csv").set_index("series_id")["kind"]
    return [
        (str(kinds[name]), _whole_years(rows["period"], rows["value"].to_numpy()[None]))
        for name, rows in frame.groupby("series_id")
    ]


def _whole_years(periods: pd.Series, values: Months) -> Months:
    number_of = periods.str[:4].astype(int) * 12 + periods.str[5:].astype(int) - 1
    months = number_of.to_numpy()
    breaks = np.flatnonzero(np.diff(months) != 1)
    begin = int(breaks[-1]) + 1 if breaks.size else 0
    first = begin + int(-months[begin] % 12)
    return values[:, first : first + (len(months) - first) // 12 * 12].astype(float)


def _speed(folder: Path) -> None:
    """Print how long the product takes for a thousand series with three years and eight months."""
    series = [months[0, -48:-4] for _, months in _series(folder) if months.shape[1] >= MONTHS_BEFORE]
    chosen = [MonthlySeries(2026, 8, series[place % len(series)].tolist()) for place in range(SPEED_SERIES)]
    began = time.perf_counter()
    for each in chosen:
        outlook(each, kind=Kind.FLOW, target_kind=TargetKind.AT_MOST, target=1e12)
    report.show(report.Timing(f"{number(SPEED_SERIES, 0)} serier", [time.perf_counter() - began]))


if __name__ == "__main__":
    if sys.argv[1:] == ["fit"] and os.environ.get(FOLDER_SETTING):
        print("\n".join(fitted(Path(os.environ[FOLDER_SETTING]))))
    else:
        sys.exit(any(not bar.met for bar in measure()))
