"""The units below a unit, each with its sick leave, whether it is low, and how many it employs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.derivation.unit_shares import passes
from metrics.numbers import number
from metrics.office import Place
from metrics.periods import Period, latest_within
from metrics.row_words import value_words
from metrics.staff.desk import Desk
from metrics.staff.sick_leave import Leave
from metrics.staff.spans import Span
from metrics.subjects import Figure, Subject
from metrics.vocabulary import Derivation, ValueState

SPARK_PERIODS = 36


@dataclass(frozen=True)
class Low:
    """Whether a unit's sick leave is low enough: its figure over a longer period, held to the limit.

    `passed` is None where the figure isn't known.
    """

    period: Period
    value_text: str
    passed: bool | None


@dataclass(frozen=True)
class UnitLine:
    """A unit below the page's, at a depth from 0. `is_sum` tells that units below it report.

    `protected` is the number of employees below which nothing is shown, where that hides the period's figure.
    """

    place: Place
    depth: int
    is_sum: bool
    leave: Leave
    low: Low | None
    heads_text: str
    counted: bool
    protected: int | None
    spark: Sequence[float | None]

    @property
    def rise(self) -> float | None:
        """How much the last twelve months' sick leave is above the twelve a year before."""
        measure = self.leave.measures.get(Span.TWELVE_MONTHS)
        return measure.change if measure else None


def unit_lines(desk: Desk, subject: Subject) -> list[UnitLine]:
    """Return a line for each unit below that has ever told of its sick leave, in the tree's order."""
    leaves = {place.id: desk.leave(place, subject) for place in desk.below}
    told = [place for place in desk.below if leaves[place.id].told]
    sums = {place.parent_id for place in told}
    lows = lows_of(desk)
    return [
        _line(desk, place, leaves[place.id], lows.get(place.id), is_sum=place.id in sums) for place in told
    ]


def _line(desk: Desk, place: Place, leave: Leave, low: Low | None, *, is_sum: bool) -> UnitLine:
    guard = leave.subject.protection
    heads = desk.series(place, desk.known.heads) if desk.known.heads else {}
    steady = leave.series.get(Span.TWELVE_MONTHS, leave.series[Span.PERIOD])
    shown = [leave.period.shifted(-back).code for back in reversed(range(SPARK_PERIODS))]
    hidden = leave.measures[Span.PERIOD].figure.state == ValueState.CONFIDENTIAL
    return UnitLine(
        place=place,
        depth=place.depth - desk.place.depth - 1,
        is_sum=is_sum,
        leave=leave,
        low=None if is_sum else low,
        heads_text=heads_text(desk, heads),
        counted=any(figure.value is not None for figure in heads.values()),
        protected=guard.below if hidden and guard else None,
        spark=[steady[code].value if code in steady else None for code in shown],
    )


def heads_text(desk: Desk, heads: dict[str, Figure]) -> str:
    """Write how many a unit employs at the end of the month; `–` where it isn't told."""
    if desk.known.heads is None:
        return "–"
    figure = heads.get(latest_within(desk.month.last, desk.known.heads.periodicity).code)
    if figure is None or figure.value is None:
        return ".." if figure is not None and figure.state == ValueState.CONFIDENTIAL else "–"
    return number(figure.value, desk.known.heads.decimals)


def lows_of(desk: Desk) -> dict[int, Low]:
    """Hold each unit's sick leave to the limit that the plan's share of units is made by, if it has one."""
    share = desk.known.low_leave
    if share is None or share.recipe is None or share.recipe.by != Derivation.SHARE_OF_UNITS:
        return {}
    part, period = desk.office.subject_of(share.recipe.first[0]), desk.period_of(share)
    return {
        unit: Low(
            period,
            value_words(part, figure),
            None if figure.value is None else passes(figure.value, part.decimals, share.recipe, None),
        )
        for (unit, code), figure in desk.lowest(part, share.periodicity).items()
        if code == period.code
    }


def most_risen(lines: Iterable[UnitLine]) -> UnitLine | None:
    """Return the unit whose sick leave has risen most in a year; None where no unit's has."""
    risen = [line for line in lines if not line.is_sum and line.rise is not None and line.rise > 0]
    return max(risen, key=lambda line: line.rise or 0.0, default=None)
