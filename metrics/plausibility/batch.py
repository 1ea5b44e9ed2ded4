"""A file's figures as every rule looks at them: rows, what is known of their series, and the words for it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from metrics.numbers import with_unit
from metrics.plausibility.doubt import Doubt, Flags, Floats, Ints, Odd
from metrics.plausibility.known import Known
from metrics.vocabulary import FindingLevel, Kind
from metrics.words import during

COUNTS = (Kind.FLOW, Kind.STOCK, Kind.YEAR_PLACES)
"""What is counted, and can't be less than nothing."""
SUMMED_OVER_TIME = (Kind.FLOW, Kind.MONEY)
MOST_DECIMALS, TOLD_DECIMALS = 4, 2
"""Decimals that a number is told apart by, and those that are told where a subject has fewer."""


@dataclass(frozen=True)
class Subject:
    """What a series is about: an indicator, or an account and a kind of amount."""

    name: str
    kind: Kind
    unit_of_measure: str
    decimals: int = 0

    def written(self, value: float) -> str:
        """Write a value with the decimals that the subject is shown with, or those it has up to two."""
        decimals = max(self.decimals, min(decimals_of(value), TOLD_DECIMALS))
        return with_unit(value, decimals, self.unit_of_measure)

    def about(self, value: float) -> str:
        """Write a computed value: with the subject's decimals, or two digits where these say too little."""
        enough = next((n for n in range(TOLD_DECIMALS) if abs(value) * 10**n >= 10), TOLD_DECIMALS)
        return with_unit(value, max(self.decimals, enough if value else 0), self.unit_of_measure)


def decimals_of(value: float) -> int:
    """Count the decimals that a number is written with, at most four."""
    return next((n for n in range(MOST_DECIMALS) if round(value, n) == value), MOST_DECIMALS)


@dataclass
class Batch:
    """The figures of a file, and what is known of their series.

    `subjects` tell what each series is about, in the series' order. `open` are the rows that a
    rule may still doubt: what one rule has held up is not doubted again by another.
    """

    index: pd.Index
    known: Known
    subjects: Mapping[int, Subject]
    moment: Callable[[int, int], str] | None = None
    open: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def __post_init__(self) -> None:
        self.open = np.ones(len(self.index), dtype=bool)

    @cached_property
    def entry_of(self) -> Ints:
        """The place among the entries of each row."""
        places = np.zeros(len(self.index), dtype=np.int64)
        mine = np.flatnonzero(self.known.row >= 0)
        places[self.known.row[mine]] = mine
        return places

    @cached_property
    def series_of(self) -> Ints:
        """The series of each row."""
        return self.known.series[self.entry_of]

    def is_of(self, kinds: Collection[Kind]) -> Flags:
        """Tell which series are of some kinds."""
        numbers = [number for number, subject in self.subjects.items() if subject.kind in kinds]
        return np.isin(self.known.subject, numbers)

    def subject(self, series: int) -> Subject:
        """Return what a series is about."""
        return self.subjects[int(self.known.subject[series])]

    @property
    def judged(self) -> Ints:
        """The entries of the file that have a new value, and that no rule has held up."""
        places = np.flatnonzero(self.known.changed)
        return places[self.open[self.known.row[places]]]

    def when(self, entry: int) -> str:
        """Say an entry's period: `i mars 2026`, `under 2025`."""
        series, position = int(self.known.series[entry]), int(self.known.position[entry])
        if self.moment is not None:
            return self.moment(series, position)
        return during(self.known.period(series, position))

    def value(self, entry: int) -> str:
        """Say an entry's value and period: `57 % i mars 2026`."""
        series = int(self.known.series[entry])
        return f"{self.subject(series).written(float(self.known.value[entry]))} {self.when(entry)}"

    def name(self, entry: int) -> str:
        """Return the name of what an entry is about."""
        return self.subject(int(self.known.series[entry])).name

    def doubt(
        self,
        level: FindingLevel,
        rule: str,
        entries: Ints,
        word: Callable[[Ints], str],
        *,
        hold: bool = True,
        weight: Floats | None = None,
    ) -> list[Doubt]:
        """Tell of entries that break a rule, per series, and hold their rows up.

        `word` is given the places in `entries` of one series, in period order, but for the heaviest by
        `weight`, which stands first and is the example.
        """
        rows = self.known.row[entries]
        if hold:
            self.open[rows] = False
        return Odd(level, rule, rows, self.known.series[entries], weight).told(self.index, word)


def of_series(batch: Batch, per_series: Floats, entries: Ints) -> Floats:
    """Return what is known per series, for some entries."""
    found: Floats = per_series[batch.known.series[entries]]
    return found
