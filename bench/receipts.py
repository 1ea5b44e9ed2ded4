"""What åtgärdskvittot is worth: how often it is right, wrong, silent or too early, on simulated effects.

A decision begins to apply after 12, 24 or 36 months, and the level moves by a number of standard deviations
(a caseload's drift by half of those of its monthly change). Without any effect it is counted how often a
signal either way is told at any month within 12 and 24: the share of false answers a reader could meet. With
one, what is told after 6 and 12 months: right way, wrong way, none, too early. The seed is fixed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench import report
from bench.report import WIDTH, Bar
from metrics.numbers import number
from metrics.receipts.frozen import LEAST_AFTER, Found, found_after, has_variety
from metrics.signals import Judged, Series, Way, way_of
from metrics.vocabulary import Direction, Kind

SEED = 20261128
SIMULATED, SIMULATED_QUICK = 600, 60
BASELINES = (12, 24, 36)
LOOKS = (6, 12)
WITHIN, IN_ALL = 12, 24
EACH_LOOK = (*range(LEAST_AFTER, WITHIN + 1), *range(WITHIN + 2, IN_ALL + 1, 2))
"""Months after which somebody looks."""
EFFECTS = (-3, -2, -1, 1, 2, 3)
MOST_FALSE, MOST_FALSE_LEANING = 5.0, 10.0
"""Percent within 12 months: of all processes, and of those whose values lean or trend strongly."""
MOST_WRONG = 2.0
LEAST_FOUND, FEW_YEARS_FOUND = 90.0, 60.0
"""Percent of steps of three standard deviations found after 12 months: two years known before, or one."""
LEAST_JUDGED = 0.05

Floats = np.ndarray
Draw = Callable[[np.random.Generator, int, int, int, float], list[Series]]


@dataclass(frozen=True)
class Process:
    """A way to draw series of so many months, which an effect of so many deviations moves from one on.

    `most_false` is the bar, in percent, for what is told of it within 12 months where nothing has changed.
    `is_found` tells whether a step of three deviations is to be found in nearly every series.
    """

    name: str
    draw: Draw
    most_false: float = MOST_FALSE
    is_found: bool = True
    effects: Sequence[int] = EFFECTS


def measure(*, quick: bool = False) -> list[Bar]:
    """Count right, wrong and silent answers for every process and baseline; print the table."""
    simulated = SIMULATED_QUICK if quick else SIMULATED
    report.heading(
        f"Åtgärdskvittot: {simulated} simulerade serier av varje slag (effekt i standardavvikelser)"
    )
    print("  Först falska svar utan effekt; sedan procent rätt håll, fel håll, ingen signal och för tidigt")
    bars: list[Bar] = []
    for place, process in enumerate(processes()):
        for months in BASELINES:
            bars += _measured(process, months, simulated, place)
    return bars


def _measured(process: Process, months: int, simulated: int, place: int) -> list[Bar]:
    name = f"{process.name}, {months} månader före"
    drawn = process.draw(np.random.default_rng([SEED, place, months]), simulated, months, IN_ALL, 0.0)
    judged = [each for each in map(_split(months), drawn) if each is not None]
    if len(judged) < LEAST_JUDGED * simulated:
        print(f"  {name:<{WIDTH}}  bedöms inte: för få tal")
        return []
    told = [[bool(_found(each, look).side) for look in EACH_LOOK] for each in judged]
    false = 100 * sum(any(each[: EACH_LOOK.index(WITHIN) + 1]) for each in told) / len(told)
    false_in_all = 100 * sum(map(any, told)) / len(told)
    bars = [Bar(f"kvitton utan effekt, {name}, procent fel", false, process.most_false)]
    share = number(100 * len(judged) / simulated, 0)
    errors = f"{number(false, 1)} % fel inom {WITHIN} månader, {number(false_in_all, 1)} % inom {IN_ALL}"
    print(f"  {name:<{WIDTH}}{errors} ({share} % bedöms)")
    for effect in process.effects:
        bars += _with_effect(process, name, months, simulated, place, effect)
    return bars


def _with_effect(
    process: Process, name: str, months: int, simulated: int, place: int, effect: int
) -> list[Bar]:
    generator = np.random.default_rng([SEED, place, months, effect + 10])
    drawn = process.draw(generator, simulated, months, max(LOOKS), float(effect))
    judged = [each for each in map(_split(months), drawn) if each is not None]
    way = 1 if effect > 0 else -1
    cells = []
    for look in LOOKS:
        found = [_found(each, look) for each in judged]
        right, wrong = (100 * sum(each.side == side for each in found) / len(found) for side in (way, -way))
        early = 100 * sum(not each.side and each.lacking > 0 for each in found) / len(found)
        silent = 100 - right - wrong - early
        told = "".join(f"{number(share, 0):>5}" for share in (right, wrong, silent, early))
        cells.append(f"{look:>2} månader{told}")
    print(f"    {effect:+d}   {'      '.join(cells)}")
    bars = [Bar(f"kvitton åt fel håll, {name}, effekt {effect:+d}, procent", wrong, MOST_WRONG)]
    if abs(effect) == max(EFFECTS) and process.is_found:
        least = FEW_YEARS_FOUND if months == min(BASELINES) else LEAST_FOUND
        bars.append(Bar(f"kvitton som missar {effect:+d}, {name}, procent", 100 - right, 100 - least))
    return bars


@dataclass(frozen=True)
class _Case:
    """A series parted where the decision begins to apply."""

    before: Series
    way: Way
    after: Sequence[float | None]


def _split(months: int) -> Callable[[Series], _Case | None]:
    def split(series: Series) -> _Case | None:
        before = replace(
            series,
            values=series.values[:months],
            numerators=series.numerators[:months],
            denominators=series.denominators[:months],
        )
        way = way_of(before)
        is_judged = way.judged != Judged.NOTHING and has_variety(before, way)
        return _Case(before, way, series.values[months:]) if is_judged else None

    return split


def _found(case: _Case, look: int) -> Found:
    return found_after(case.before, case.after[:look], way=case.way)


def processes() -> list[Process]:
    """Return the kinds of series that a social services office keeps."""
    return [
        Process("normalfördelad", _leaning(0.0)),
        *(Process(f"antal, i medel {number(mean, 0)}", _counts(mean)) for mean in (12, 100)),
        Process("antal, i medel 3", _counts(3), is_found=False),
        Process("antal, i medel 1", _counts(1), is_found=False),
        *(Process(f"andel 30 % av omkring {size}", _shares(size)) for size in (60, 400)),
        Process("andel 30 % av omkring 15", _shares(15), is_found=False),
        Process("hänger ihop 0,3", _leaning(0.3), is_found=False),
        Process("hänger ihop 0,6", _leaning(0.6), MOST_FALSE_LEANING, is_found=False),
        Process("årsmönster", _seasonal, is_found=False),
        Process("trend som fortsätter", _trending, MOST_FALSE_LEANING, is_found=False, effects=()),
        Process(
            "nivåskifte tre månader före", _shifted_before, MOST_FALSE_LEANING, is_found=False, effects=()
        ),
        Process("bestånd som driver, drift", _caseload(0.0), is_found=False),
        Process("bestånd som driver, steg", _stepping, is_found=False),
        Process("bestånd som minskar, drift", _caseload(-5.0), is_found=False),
    ]


def _means(rows: Floats) -> list[Series]:
    return [Series(row, Kind.MEAN, Direction.UP, decimals=1) for row in (100 + 10 * rows).round(1).tolist()]


def _leaning(lean: float) -> Draw:
    """Return values of which each leans on the one before, with the same spread whatever the lean."""

    def draw(
        generator: np.random.Generator, series: int, before: int, after: int, effect: float
    ) -> list[Series]:
        rows = generator.normal(0, 1, (series, before + after))
        for month in range(1, before + after):
            rows[:, month] = lean * rows[:, month - 1] + math.sqrt(1 - lean**2) * rows[:, month]
        rows[:, before:] += effect
        return _means(rows)

    return draw


def _counts(mean: float) -> Draw:
    """Return counts; no effect takes the mean below 0."""

    def draw(
        generator: np.random.Generator, series: int, before: int, after: int, effect: float
    ) -> list[Series]:
        means = np.full(before + after, float(mean))
        means[before:] = max(mean + effect * math.sqrt(mean), 0.0)
        rows = generator.poisson(means, (series, before + after)).astype(float).tolist()
        return [Series(row, Kind.FLOW, Direction.DOWN) for row in rows]

    return draw


def _shares(size: int) -> Draw:
    """Return shares of about so many; the effect is in the deviations of a share of just so many."""

    def draw(
        generator: np.random.Generator, series: int, before: int, after: int, effect: float
    ) -> list[Series]:
        shares = np.full(before + after, 0.3)
        shares[before:] = min(max(0.3 + effect * math.sqrt(0.21 / size), 0.0), 1.0)
        wholes = np.maximum(generator.poisson(size, (series, before + after)), 1)
        parts = generator.binomial(wholes, shares)
        rows = (100 * parts / wholes).round(1).tolist()
        told = zip(rows, parts.tolist(), wholes.tolist(), strict=True)
        return [
            Series(row, Kind.RATIO, Direction.UP, decimals=1, numerators=top, denominators=bottom)
            for row, top, bottom in told
        ]

    return draw


def _seasonal(
    generator: np.random.Generator, series: int, before: int, after: int, effect: float
) -> list[Series]:
    """Return sums with a yearly pattern of 1.5 deviations, with its peak in a month of its own in each."""
    peaks = generator.integers(0, 12, (series, 1))
    pattern = 1.5 * np.cos(2 * math.pi * (np.arange(before + after) - peaks) / 12)
    rows = pattern + generator.normal(0, 1, (series, before + after))
    rows[:, before:] += effect
    return [Series(row, Kind.FLOW, Direction.UP) for row in (100 + 10 * rows).round().tolist()]


def _trending(
    generator: np.random.Generator, series: int, before: int, after: int, effect: float
) -> list[Series]:
    """Return values that have risen by 0.06 deviations a month all along, and go on doing so."""
    rows = generator.normal(effect, 1, (series, before + after)) + 0.06 * np.arange(before + after)
    return _means(rows)


def _shifted_before(
    generator: np.random.Generator, series: int, before: int, after: int, effect: float
) -> list[Series]:
    """Return values that moved by three deviations three months before, and not since."""
    rows = generator.normal(effect, 1, (series, before + after))
    rows[:, before - 3 :] += 3
    return _means(rows)


def _caseload(drift: float) -> Draw:
    """Return stocks that drift freely, and by so much a month besides, before the day and after it.

    The effect moves each month's change by half its deviations.
    """

    def draw(
        generator: np.random.Generator, series: int, before: int, after: int, effect: float
    ) -> list[Series]:
        steps = generator.normal(drift, 5, (series, before + after))
        steps[:, before:] += 5 * effect / 2
        return _stocks(steps)

    return draw


def _stepping(
    generator: np.random.Generator, series: int, before: int, after: int, effect: float
) -> list[Series]:
    """Return stocks that drift freely; the effect is one step of so many deviations of a month's change."""
    steps = generator.normal(0, 5, (series, before + after))
    steps[:, before] += 5 * effect
    return _stocks(steps)


def _stocks(steps: Floats) -> list[Series]:
    rows = (500 + steps.cumsum(axis=1)).round().tolist()
    return [Series(row, Kind.STOCK, Direction.DOWN) for row in rows]
