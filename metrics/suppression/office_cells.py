"""An office's figures as cells linked by sums: what a reader could set up equations of.

A cell is a count behind a figure: the figure itself of what is counted, the cases behind a mean or an index,
and of a share its numerator, what is left of the denominator, and the denominator. Figures of a stock over
several periods are means, and are counted as the sum that the mean is of. What has no value, and what tells
of no cases (a share or a mean delivered alone), is no cell; nor is an amount of money, or a figure of a
period that isn't whole: that one is the sum of what is shown, or isn't shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

import pandas as pd

from metrics.numbers import PER_CENT
from metrics.office import Office
from metrics.periods import Period, is_coarser
from metrics.rollup import ADDITIVE_OVER_UNITS
from metrics.subjects import Figure, Subject
from metrics.suppression.cells import Sum
from metrics.unit_series import Series, measured_series
from metrics.veil import FigureKey
from metrics.vocabulary import Kind, Periodicity

DAYS_OF_CARE = ("varddygn-", "kostnad-per-vardygn")
"""What the concepts of indicators begin with that count days of care, or what a day costs."""
SAME = 1e-6
"""Counts closer than this are the same."""
AVERAGED = (Kind.STOCK, Kind.YEAR_PLACES)
COARSER_COSTS, HIGHER_COSTS, BESIDE_COSTS = 1.0, 4.0, 0.1
"""What a figure of a coarser period, of a unit a step up, and one shown beside another is worth.

A year's figure of the whole office is what an audience asks for first, and is given up last.
"""

Shown = Mapping[tuple[int, int], Series]
"""Indicator and unit -> period code -> figure, of all periodicities."""


class Role(StrEnum):
    """What a cell counts, of its figure."""

    VALUE = "value"
    TOP = "top"
    LEFT = "left"
    BOTTOM = "bottom"


Key = tuple[Role, int, int, str]
"""What is counted, and of which indicator, unit and period."""


@dataclass
class Cells:
    """Cells, each with its place, and the sums between them; some stand for what no figure shows.

    `reach` is how uncertain a hidden cell is to be, `times` how many counts it is the sum of, `ends`
    the day its period ends, on which it becomes known. `counted` are those that are at least 1 where their
    figure has a value: what a share or a mean is of. `ties` maps a cell to one that is hidden with it.
    """

    threshold: int
    keys: dict[Key, int] = field(default_factory=dict)
    places: list[FigureKey | None] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    reach: list[float] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    small: list[bool] = field(default_factory=list)
    counted: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    ends: list[date] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    ties: dict[int, int] = field(default_factory=dict)

    def add(
        self,
        value: float,
        times: int,
        ends: date,
        place: FigureKey | None = None,
        cost: float = 0.0,
        *,
        counted: bool = False,
    ) -> int:
        """Add a cell that is the sum of `times` counts; return its number."""
        reach = float(self.threshold * times)
        self.places.append(place)
        self.values.append(float(round(value)) if abs(value - round(value)) < SAME else value)
        self.reach.append(reach)
        self.times.append(times)
        self.small.append(SAME < value < reach - SAME)
        self.counted.append(counted)
        self.cost.append(cost)
        self.ends.append(ends)
        return len(self.values) - 1

    def link(self, total: int, parts: Iterable[int]) -> None:
        """Tell that a cell is the sum of others.

        Where they don't reach up to it, the rest is a cell of its own, which nothing shows by itself; where
        they pass it, the difference is taken to be known.
        """
        known = tuple(parts)
        rest = self.values[total] - sum(self.values[part] for part in known)
        if rest > SAME:
            known = (*known, self.add(rest, self.times[total], self.ends[total]))
        self.sums.append((total, known))


@cache
def period_of(code: str) -> Period:
    """Return the period that a code names."""
    return Period.parse(code)


def every_series(office: Office, figures: pd.DataFrame) -> Shown:
    """Return all measured series of an office that can be counted, as its pages make them, by all periods."""
    wanted = {
        (subject.id, by)
        for subject in office.subjects
        if subject.recipe is None and subject.kind != Kind.MONEY
        for by in Periodicity
        if not is_coarser(subject.periodicity, by) and subject.shown_by(by) == by
    }
    found: dict[tuple[int, int], Series] = {}
    for place in office.places:
        for (number, _), series in measured_series(office, figures, place.id, wanted).items():
            found.setdefault((number, place.id), {}).update(series)
    return found


def counts_of(subject: Subject, figure: Figure) -> Iterator[tuple[Role, float, int]]:
    """Return the counts behind a figure, each with how many of its like it is the sum of."""
    if figure.value is None:
        return
    if subject.kind in ADDITIVE_OVER_UNITS:
        times = figure.parts if subject.kind in AVERAGED else 1
        yield Role.VALUE, figure.value * times, times
    elif subject.kind == Kind.RATIO:
        yield from _of_share(subject, figure)
    elif figure.n is not None:
        yield Role.VALUE, figure.n, 1


def _of_share(subject: Subject, figure: Figure) -> Iterator[tuple[Role, float, int]]:
    """Return the counts of a share; what is left is cases only where the numerator is some of them."""
    if figure.numerator is None or figure.denominator is None:
        return
    yield Role.TOP, figure.numerator, 1
    left = figure.denominator - figure.numerator
    if subject.unit_of_measure == PER_CENT and left > -SAME:
        yield Role.LEFT, max(left, 0.0), 1
    yield Role.BOTTOM, figure.denominator, 1


def is_whole(subject: Subject, code: str, figure: Figure) -> bool:
    """Tell whether nothing of a figure's time is lacking; what is made of periods never shown is a whole."""
    own = period_of(code).periodicity == subject.periodicity
    return own or figure.parts >= figure.expected


def cells_of(office: Office, shown: Shown, subjects: Iterable[Subject], threshold: int) -> Cells:
    """Return the cells of some indicators, of all units and whole periods, without their sums.

    Always in the same order, as a pattern may hang on it.
    """
    cells = Cells(threshold)
    depth = {place.id: place.depth for place in office.places}
    deepest = max(depth.values(), default=0)
    for subject in subjects:
        for unit, steps in depth.items():
            for code, figure in sorted(shown.get((subject.id, unit), {}).items()):
                if not is_whole(subject, code, figure):
                    continue
                coarser = period_of(code).month_count / Period(subject.periodicity, 2000).month_count
                worth = (1 + COARSER_COSTS * (coarser - 1)) * (1 + HIGHER_COSTS * (deepest - steps))
                worth *= 1.0 if subject.accompanies is None else BESIDE_COSTS
                _add_figure(cells, subject, (subject.id, unit, code), figure, worth)
    return cells


def _add_figure(cells: Cells, subject: Subject, place: FigureKey, figure: Figure, worth: float) -> None:
    """Add the cells of a figure: to hide any of them is to hide it, and costs what it is worth."""
    period = period_of(place[2])
    days = (period.last - period.first).days + 1 if counts_days(subject) else 1
    for role, value, times in counts_of(subject, figure):
        counted = role == Role.BOTTOM or (role == Role.VALUE and subject.kind not in ADDITIVE_OVER_UNITS)
        cells.keys[role, *place] = cells.add(value, times * days, period.last, place, worth, counted=counted)


def counts_days(subject: Subject) -> bool:
    """Tell whether an indicator counts days of care, or has them behind it: a day a person."""
    return subject.concept.startswith(DAYS_OF_CARE)
