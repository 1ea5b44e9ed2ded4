"""What signals are worth: the rules held against two references, their speed, and false alarms.

The references are two sets of published answers to the same series: the R package
NHSRplotthedots (with screening) and the Excel tool of Making Data Count (without). They lie
in the file spc_oracle.json in the folder that LAGESBILD_BENCH_DATA names.

False alarms are counted on simulated series in which nothing has changed: the share whose last
period is called changed, of those that the product judges at all. Beside it stands the share that the
bare rules would have called changed. The seed is fixed: two runs give the same figures.
"""

import json
import math
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench import report
from bench.report import WIDTH, Bar, Timing
from metrics.numbers import number
from metrics.signals import Judged, Series, signal_of
from metrics.spc import LIMIT, Assurance, Rule, Variation, xmr_chart
from metrics.vocabulary import Direction, Kind

DATA = "LAGESBILD_BENCH_DATA"
ORACLE = "spc_oracle.json"
LINES = ("mean", "lower", "upper")
PRECISION = 1e-9
SERIES, MONTHS = 500, 120
REPETITIONS = 7
MOST_SECONDS = 0.5
SIMULATED, SIMULATED_QUICK = 10_000, 300
LENGTHS = (24, 36)
MOST_FALSE = 3.0
LEAST_JUDGED = 0.02
"""A process of which a smaller share of series is judged isn't one that the product charts."""
SEED = 20261122

RULES = {"Above": Rule.OUTSIDE, "Below": Rule.OUTSIDE, "7 Points": Rule.SHIFT, "2 in 3": Rule.TWO_OF_THREE}
RULES |= {"7 Point Trend": Rule.TREND}
BETTER = {"increase": "up", "decrease": "down", "neutral": "none"}
ASSURANCE = {
    None: None,
    "consistent_pass": Assurance.MEETS,
    "consistent_fail": Assurance.FAILS,
    "inconsistent": Assurance.HIT_OR_MISS,
}
VARIATION = {
    "common_cause": Variation.COMMON_CAUSE,
    "special_cause_improvement": Variation.IMPROVEMENT,
    "special_cause_concern": Variation.CONCERN,
    "special_cause_neutral_high": Variation.CHANGE,
    "special_cause_neutral_low": Variation.CHANGE,
}
Value = float | None


def measure(*, quick: bool = False) -> list[Bar]:
    """Hold the rules against the references, time them, and count false alarms; print it all."""
    return [*_references(), _speed(), *_false_alarms(SIMULATED_QUICK if quick else SIMULATED)]


# The references


def _references() -> list[Bar]:
    report.heading("Signalernas regler mot publicerade facit (linjer på 1e-9 när, flaggor, ikoner)")
    folder = os.environ.get(DATA)
    path = Path(folder or ".") / ORACLE
    if not folder or not path.is_file():
        report.fact("facit", f"mättes inte: {DATA} ska peka ut mappen med {ORACLE}")
        return []
    cases = json.loads(path.read_text(encoding="utf-8"))["series"]
    screened = [case for case in cases if case["options"]["screen_outliers"]]
    unscreened = [case for case in cases if not case["options"]["screen_outliers"]]
    return [
        _reproduced("Excelverktyget 2024", cases, "expected_mdc_excel_2024"),
        _reproduced("R-paketet med gallring", screened, "expected"),
        _reproduced("R-paketet utan gallring, linjerna", unscreened, "expected", only=LINES),
    ]


def _reproduced(
    name: str, cases: Sequence[dict[str, Any]], reference: str, only: Sequence[str] | None = None
) -> Bar:
    """Count the series that are reproduced, in every respect or `only` in some.

    Without screening we follow the Excel tool, which counts points beyond a limit as near it and
    shows no icon under 13 points; of the package so used only the lines are ours.
    """
    faults = {
        case["id"]: [fault for fault in _faults(case, reference) if only is None or fault in only]
        for case in cases
    }
    wrong = {series: found for series, found in faults.items() if found}
    report.fact(f"{name}: återgivna serier", f"{len(cases) - len(wrong)} av {len(cases)}")
    for series, found in wrong.items():
        report.fact(f"  {series}", "; ".join(found))
    return Bar(f"{name}: serier som inte återges", len(wrong), 0)


def _faults(case: dict[str, Any], reference: str) -> Iterable[str]:
    """Name what a chart of ours says otherwise than the reference."""
    expected, options = case[reference], case["options"]
    chart = xmr_chart(
        case["values"],
        better=BETTER[options["improvement_direction"]],
        target=options["target"],
        rebase_at=[case["period"].index(day) for day in options["rebase"]],
        fix_after=options["fix_after_n_points"],
        screen_outliers=reference == "expected" and options["screen_outliers"],
    )
    for line in LINES:
        ours = [getattr(point, line) for point in chart.points]
        if not all(_same(*pair) for pair in zip(ours, expected[line], strict=True)):
            yield line
    weightiest = [point.flags[0] if point.flags else None for point in chart.points]
    if weightiest != list(map(_rule, expected["special_cause_type"])):
        yield "flags"
    shown = expected.get("show_limits_and_icons", [True])[-1]
    if chart.variation != (VARIATION[expected["variation"]] if shown else Variation.TOO_FEW_POINTS):
        yield "variation"
    if chart.assurance != (ASSURANCE[expected["assurance"]] if shown else None):
        yield "assurance"


def _same(ours: Value, theirs: Value) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=PRECISION)


def _rule(label: str | None) -> Rule | None:
    found = [rule for beginning, rule in RULES.items() if (label or "").startswith(beginning)]
    return found[0] if found else None


# Speed


def _speed() -> Bar:
    report.heading(f"Regler för {SERIES} serier om {MONTHS} månader ({REPETITIONS} gånger, växelvis)")
    drawn = np.random.default_rng(SEED).normal(100, 10, (SERIES, MONTHS)).round(1)
    series: list[list[float]] = drawn.tolist()
    ways: dict[str, Callable[[list[float]], object]] = {
        "xmr_chart": partial(xmr_chart, better="up", target=95),
        "enkel slinga över punkterna, bara flaggorna": _plain_flags,
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(REPETITIONS):
        for way, judge in ways.items():
            began = time.perf_counter()
            for values in series:
                judge(values)
            seconds[way].append(time.perf_counter() - began)
    product, plain = (Timing(way, taken) for way, taken in seconds.items())
    report.show(product)
    report.show(plain)
    report.ratio("xmr_chart mot slingan", product.median / plain.median)
    alike = sum(_flags(values) == _plain_flags(values) for values in series)
    report.fact("samma flaggor av båda", f"{alike} av {SERIES}")
    bar = Bar(f"sekunder för {SERIES} serier", product.median, MOST_SECONDS)
    report.fact(bar.name, f"{number(bar.ratio, 2)} s  gräns {number(bar.most, 1)} s: {_verdict(bar)}")
    return bar


def _flags(values: list[float]) -> list[set[Rule]]:
    return [set(point.flags) for point in xmr_chart(values).points]


def _plain_flags(values: list[float]) -> list[set[Rule]]:
    """Judge a series without missing months point by point, as one would write it without numpy."""
    count = len(values)
    mean = math.fsum(values) / count
    reach = LIMIT * sum(abs(values[i] - values[i - 1]) for i in range(1, count)) / (count - 1)
    flags: list[set[Rule]] = [set() for _ in values]
    side = [(value > mean) - (value < mean) for value in values]
    step = [0, *((values[i] > values[i - 1]) - (values[i] < values[i - 1]) for i in range(1, count))]
    for i, value in enumerate(values):
        if abs(value - mean) > reach:
            flags[i].add(Rule.OUTSIDE)
        if i >= 6 and side[i] and all(side[i - back] == side[i] for back in range(7)):
            for back in range(7):
                flags[i - back].add(Rule.SHIFT)
        if i >= 6 and step[i] and all(step[i - back] == step[i] for back in range(6)):
            for back in range(7):
                flags[i - back].add(Rule.TREND)
        if i >= 2 and side[i] and side[i] == side[i - 1] == side[i - 2]:
            near = [j for j in (i - 2, i - 1, i) if abs(values[j] - mean) > reach * 2 / 3]
            for j in near if len(near) >= 2 else ():
                flags[j].add(Rule.TWO_OF_THREE)
    return flags


# False alarms


@dataclass(frozen=True)
class Process:
    """A process in which nothing changes, and a way to draw so many series of so many months from it."""

    name: str
    draw: Callable[[np.random.Generator, int, int], Iterable[Series]]


def _false_alarms(simulated: int) -> list[Bar]:
    report.heading(
        f"Falska larm i sista perioden: {simulated} simulerade serier av varje slag, utan någon förändring"
    )
    print(f"  {'':<{WIDTH}}{'larm':>7}{'bedömda':>10}{'bara reglerna':>15}")
    bars = []
    for place, process in enumerate(_processes()):
        for months in LENGTHS:
            generator = np.random.default_rng([SEED, place, months])
            drawn = list(process.draw(generator, simulated, months))
            bars += _alarms(f"{process.name}, {months} månader", drawn)
    return bars


def _alarms(name: str, drawn: Sequence[Series]) -> list[Bar]:
    signals = [signal_of(series) for series in drawn]
    judged = [signal for signal in signals if signal.judged != Judged.NOTHING]
    bare = 100 * sum(bool(xmr_chart(series.values).points[-1].flags) for series in drawn) / len(drawn)
    share = len(judged) / len(signals)
    beside = f"{number(100 * share, 0):>8} %{number(bare, 1):>13} %"
    if share < LEAST_JUDGED:
        print(f"  {name:<{WIDTH}}{'–':>7}{beside}  bedöms inte: för få tal")
        return []
    alarms = 100 * sum(signal.has_changed for signal in judged) / len(judged)
    bar = Bar(f"falska larm, {name}, procent", alarms, MOST_FALSE)
    ways = ", ".join(sorted({signal.judged.value for signal in judged}))
    limit = f"gräns {number(MOST_FALSE, 0)} %: {_verdict(bar)}"
    print(f"  {name:<{WIDTH}}{number(alarms, 1):>5} %{beside}  {limit} ({ways})")
    return [bar]


def _processes() -> list[Process]:
    return [
        Process("stabil, normalfördelad", _normal),
        *(Process(f"antal, i medel {number(mean, 1)}", _counts(mean)) for mean in (0.3, 1, 4, 20)),
        *(Process(f"andel 30 % av omkring {size}", _shares(size)) for size in (15, 60, 400)),
        Process("autokorrelerad, 0,6", _autocorrelated),
        Process("bestånd, 1,5 in och 6 % ut i månaden", _caseload),
        Process("årsmönster, 1,5 standardavvikelser", _seasonal),
        Process("nästan alltid detsamma, 6 eller 7", _nearly_constant),
    ]


def _means(values: np.ndarray) -> Iterable[Series]:
    return (Series(row, Kind.MEAN, Direction.UP, decimals=1) for row in values.round(1).tolist())


def _normal(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
    return _means(generator.normal(100, 10, (series, months)))


def _counts(mean: float) -> Callable[[np.random.Generator, int, int], Iterable[Series]]:
    def draw(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
        rows = generator.poisson(mean, (series, months)).astype(float).tolist()
        return (Series(row, Kind.FLOW, Direction.DOWN) for row in rows)

    return draw


def _shares(size: int) -> Callable[[np.random.Generator, int, int], Iterable[Series]]:
    def draw(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
        wholes = np.maximum(generator.poisson(size, (series, months)), 1)
        parts = generator.binomial(wholes, 0.3)
        rows = (100 * parts / wholes).round(1)
        for row, top, bottom in zip(rows.tolist(), parts.tolist(), wholes.tolist(), strict=True):
            yield Series(row, Kind.RATIO, Direction.UP, decimals=1, numerators=top, denominators=bottom)

    return draw


def _nearly_constant(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
    rows = np.where(generator.random((series, months)) < 0.3, 7.0, 6.0).tolist()
    return (Series(row, Kind.FLOW, Direction.DOWN) for row in rows)


def _autocorrelated(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
    news = generator.normal(0, math.sqrt(1 - 0.6**2), (series, months))
    values = np.empty((series, months))
    values[:, 0] = generator.normal(0, 1, series)
    for month in range(1, months):
        values[:, month] = 0.6 * values[:, month - 1] + news[:, month]
    return _means(100 + 10 * values)


def _caseload(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
    values = np.empty((series, months))
    open_cases = generator.poisson(1.5 / 0.06, series)
    for month in range(months):
        open_cases = open_cases - generator.binomial(open_cases, 0.06) + generator.poisson(1.5, series)
        values[:, month] = open_cases
    return (Series(row, Kind.STOCK, Direction.DOWN) for row in values.tolist())


def _seasonal(generator: np.random.Generator, series: int, months: int) -> Iterable[Series]:
    """Draw series that begin in January, with the peak in a month of its own in each."""
    peaks = generator.integers(0, 12, (series, 1))
    pattern = 1.5 * np.cos(2 * math.pi * (np.arange(months) - peaks) / 12)
    return _means(100 + 10 * (pattern + generator.normal(0, 1, (series, months))))


def _verdict(bar: Bar) -> str:
    return "klarad" if bar.met else "MISSAD"
