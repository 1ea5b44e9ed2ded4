"""What hiding small counts is worth: random tables under attack, cells kept, and the time it takes.

Counts are drawn from a negative binomial distribution with a fixed seed. The attacker
(`bench.attacker`) shares nothing with the code that hides, takes hidden counts for whole numbers of
at least 1, and calls a cell come too near to when it must lie in an interval that is narrower than
the threshold, or that doesn't get to it for a small cell. Counts of at least 0 leave every interval
as wide or wider. Beside ours stand the two rules people use by hand.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from bench import report
from bench.attacker import Attacker, with_totals
from bench.linked_office import office
from bench.report import Bar, Timing
from metrics.numbers import number
from metrics.suppression.audit import unsafe
from metrics.suppression.cells import two_way
from metrics.suppression.pattern import safe_pattern

Counts = npt.NDArray[np.int_]
Pattern = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """Tables of one kind: rows × columns of counts around a mean, and from what count all is shown."""

    rows: int
    columns: int
    mean: float
    threshold: int
    tables: int
    most_seconds: float

    @property
    def name(self) -> str:
        """The kind in words."""
        size = f"{self.rows} × {self.columns}"
        return f"{size}, medel {number(self.mean, 0)}, gräns {self.threshold}"


KINDS = (
    Kind(4, 3, 8, 5, 1200, 0.1),
    Kind(4, 3, 20, 10, 800, 0.1),
    Kind(5, 12, 8, 5, 100, 0.1),
    Kind(5, 12, 8, 4, 100, 0.1),
    Kind(5, 12, 4, 5, 100, 0.1),
    Kind(5, 12, 20, 5, 100, 0.1),
    Kind(8, 12, 12, 5, 40, 0.3),
    Kind(12, 12, 6, 5, 15, 0.5),
    Kind(12, 12, 30, 5, 15, 0.5),
)
DISPERSION = 2.0
SEED = 20260301
QUICK = 20
"""In a quick measurement one table of so many is drawn."""
MUTATED, ENUMERATED, MOST_FREE = 12, 150, 9
OFFICES, OFFICES_QUICK = 6, 1
OFFICE_MEANS, OFFICE_SECONDS = (12, 25), 0.5
MOST_NEEDLESS = 0.05


@dataclass
class Found:
    """What one kind of tables gave."""

    hidden: int = 0
    small: int = 0
    others: int = 0
    cells: int = 0
    aggregated: int = 0
    near: int = 0
    needless: int = 0
    mutated: int = 0
    naive: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


def measure(*, quick: bool = False) -> list[Bar]:
    """Hide, attack and time; print it all."""
    bars: list[Bar] = []
    for kind in KINDS:
        bars += _kind(kind, max(5, kind.tables // QUICK) if quick else kind.tables)
    return [*bars, _optimum(ENUMERATED // QUICK if quick else ENUMERATED), *_offices(quick=quick)]


def _kind(kind: Kind, tables: int) -> list[Bar]:
    report.heading(f"Röjandekontroll av {tables} tabeller, {kind.name}")
    found = Found()
    for place, table in enumerate(drawn(kind, tables)):
        _one(kind, table, found, mutated=place < MUTATED)
    whole = tables - found.aggregated
    report.show(Timing("processortid för en tabell", found.seconds))
    report.fact("tabeller som måste slås samman", f"{found.aggregated} av {tables}")
    report.fact("celler kvar (hela tabellen dold: 0 %)", _share(found.cells - found.hidden, found.cells))
    report.fact("andra celler dolda, mot de små", _share(found.others, found.small))
    for rule, failed in found.naive.items():
        report.fact(f"tabeller där {rule} röjer en cell", _share(failed, whole))
    report.fact("skyddande celler som kunde visas var för sig", f"{found.needless} av {found.mutated}")
    needless = found.needless / max(found.mutated, 1)
    return [
        report.judge(Bar(f"{kind.name}: celler som röjs", found.near, 0)),
        report.judge(
            Bar(f"{kind.name}: andel umbärliga celler / {MOST_NEEDLESS}", needless / MOST_NEEDLESS, 1)
        ),
        report.judge(
            Bar(
                f"{kind.name}: mediantid mot {number(kind.most_seconds, 1)} s",
                float(np.median(found.seconds)) / kind.most_seconds,
                1,
            )
        ),
    ]


def drawn(kind: Kind, tables: int) -> Iterator[Counts]:
    """Draw tables of a kind, always the same ones."""
    chance = np.random.default_rng([SEED, kind.rows, kind.columns, int(kind.mean), kind.threshold])
    share = DISPERSION / (DISPERSION + kind.mean)
    for _ in range(tables):
        yield chance.negative_binomial(DISPERSION, share, (kind.rows, kind.columns))


def _one(kind: Kind, table: Counts, found: Found, *, mutated: bool) -> None:
    cells = two_way(table.tolist(), kind.threshold)
    began = time.process_time()
    pattern = safe_pattern(cells)
    found.seconds.append(time.process_time() - began)
    found.cells += table.size
    if pattern is None:
        found.aggregated += 1
        found.hidden += table.size
        return
    small = _small(table, kind.threshold)
    found.hidden += int(pattern.sum())
    found.small += int(small.sum())
    found.others += int(pattern.sum() - small.sum())
    found.near += sum(1 for _ in _near(table, pattern, kind.threshold))
    for name, rule in BY_HAND.items():
        by_hand = rule(table, small)
        failed = any(True for _ in _near(table, by_hand.ravel(), kind.threshold))
        found.naive[name] = found.naive.get(name, 0) + failed
    for cell in np.flatnonzero(pattern & ~cells.must) if mutated else ():
        shown = pattern.copy()
        shown[cell] = False
        found.mutated += 1
        found.needless += not any(True for _ in _near(table, shown, kind.threshold))


def _small(table: Counts, threshold: int) -> Pattern:
    return np.asarray((table > 0) & (table < threshold))


def _near(table: Counts, pattern: Pattern, threshold: int) -> Iterable[object]:
    values, sums = with_totals(table)
    attacker = Attacker(values, sums, np.flatnonzero(pattern[: table.size]), least=1)
    return attacker.near(threshold, np.flatnonzero(_small(table, threshold)))


def only_small(_: Counts, small: Pattern) -> Pattern:
    """Hide the small counts and nothing else."""
    return small


def two_in_each(table: Counts, small: Pattern) -> Pattern:
    """Hide the least further counts until no row and no column has a single hidden one."""
    hidden = small.copy()
    while True:
        before = hidden.copy()
        for lines, counts in ((hidden, table), (hidden.T, table.T)):
            for line, own in zip(lines, counts, strict=True):
                free = np.flatnonzero(~line & (own > 0))
                if line.sum() == 1 and len(free):
                    line[free[np.argmin(own[free])]] = True
        if (hidden == before).all():
            return hidden


BY_HAND: dict[str, Callable[[Counts, Pattern], Pattern]] = {
    "«bara små tal»": only_small,
    "«två i varje rad och kolumn»": two_in_each,
}


def _optimum(tables: int) -> Bar:
    """Try every smaller set of cells of small tables."""
    report.heading("Färre celler än de dolda, alla mängder prövade")
    beaten = tried = 0
    for table in drawn(KINDS[0], tables):
        cells = two_way(table.tolist(), KINDS[0].threshold)
        pattern = safe_pattern(cells)
        free = np.flatnonzero(cells.hidable & ~cells.must)
        if pattern is None or len(free) > MOST_FREE:
            continue
        tried += 1
        fewer = int((pattern & ~cells.must).sum()) - 1
        beaten += fewer >= 0 and any(
            not unsafe(cells, cells.must | np.isin(np.arange(cells.size), chosen)).any()
            for chosen in combinations(free, fewer)
        )
    report.fact("tabeller prövade", str(tried))
    return report.judge(Bar("4 × 3: tabeller där färre celler räcker", beaten, 0))


def _offices(*, quick: bool) -> list[Bar]:
    """Hide in whole offices: nine units in three areas, months and all their sums at once."""
    bars: list[Bar] = []
    chance = np.random.default_rng(SEED)
    for mean in OFFICE_MEANS:
        report.heading(f"13 enheter × 22 perioder, medel {mean} i månaden")
        seconds, near, kept, lost = [], 0, [], 0
        for _ in range(OFFICES_QUICK if quick else OFFICES):
            counts = chance.negative_binomial(DISPERSION, DISPERSION / (DISPERSION + mean), (9, 12))
            cells = office(counts, 3)
            began = time.process_time()
            pattern = safe_pattern(cells)
            seconds.append(time.process_time() - began)
            if pattern is None:
                lost += 1
                continue
            kept.append(1 - pattern.mean())
            quantity = cells.quantities[0]
            attacker = Attacker(quantity.values, cells.sums, np.flatnonzero(pattern), least=1)
            near += sum(1 for _ in attacker.near(quantity.reach, np.flatnonzero(quantity.primary)))
        report.show(Timing("processortid för ett kontor", seconds))
        report.fact("kontor som måste slås samman", str(lost))
        report.fact("celler kvar", _share(float(np.mean(kept or [0])), 1))
        name = f"kontor, medel {mean}"
        bars.append(report.judge(Bar(f"{name}: celler som röjs", near, 0)))
        timed = float(np.median(seconds)) / OFFICE_SECONDS
        bars.append(report.judge(Bar(f"{name}: mediantid mot {number(OFFICE_SECONDS, 1)} s", timed, 1)))
    return bars


def _share(part: float, whole: float) -> str:
    return f"{number(100 * part / whole, 1)} %" if whole else "–"
