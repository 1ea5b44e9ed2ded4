"""Derived indicators: figures that are not measured, but made of other indicators' figures.

| derivation | the figure of a unit and a period |
|---|---|
| `ratio` | what stands first through what stands second |
| `difference` | what stands first less what stands second |
| `rolling_sum`, `rolling_mean`, `accumulated` | over several periods, see `windows` |
| `share_of_units` | units that pass a threshold, of those whose figure is known, see `unit_shares` |
| `cohort_share` | first through second, of the period `span` months before: those who began then |

A side of several indicators is their sum. The parts are rolled up first, each by its own kind, and the
figure is made of what that gives: so it is the same whatever the way to it, and a corrected part shows
at once. Where any part is not known the figure isn't either, and its state is that of the worst part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from metrics.derivation.recipes import Recipe
from metrics.periods import Period
from metrics.subjects import Figure
from metrics.vocabulary import Derivation, ValueState

WORST_FIRST = (
    ValueState.CONFIDENTIAL,
    ValueState.MISSING,
    ValueState.NOT_YET_REPORTED,
    ValueState.NOT_APPLICABLE,
    ValueState.PRELIMINARY,
    ValueState.FINAL,
)

Series = Mapping[str, Figure]


def combined_series(
    recipe: Recipe, parts: Mapping[int, Series], scale: float, unlike: Collection[str] = ()
) -> dict[str, Figure]:
    """Return a ratio, a difference or a cohort's share for every period that any part has, oldest first.

    `parts` are the series of the recipe's indicators for one unit, all by the same periods; `scale` is
    what a quotient is multiplied by. `unlike` are periods in which the parts are known of different
    times. The figure of a ratio carries its two sums. A unit that has never reported one of the parts
    has no such figure. Cohorts' figures may be of periods that have not ended.
    """
    if not all(parts.get(part) for part in recipe.parts):
        return {}
    codes = sorted({code for part in recipe.parts for code in parts.get(part, {})}, key=_first_day)
    made: dict[str, Figure] = {}
    for code in codes:
        first = [parts.get(part, {}).get(code) for part in recipe.first]
        second = [parts.get(part, {}).get(code) for part in recipe.second]
        figure = _figure(recipe, first, second, scale, can_be_put_together=code not in unlike)
        made[_told_for(recipe, code)] = figure
    return made


def _first_day(code: str) -> str:
    return Period.parse(code).first.isoformat()


def cohort_of(recipe: Recipe, period: Period) -> Period:
    """Return the period whose cohort a period's figure speaks of: those who have been followed by then."""
    return period.shifted(-_steps(recipe, period))


def _told_for(recipe: Recipe, code: str) -> str:
    """A cohort's figure is told when it has been followed for all its months, and can't be known before."""
    if recipe.by != Derivation.COHORT_SHARE:
        return code
    period = Period.parse(code)
    return period.shifted(_steps(recipe, period)).code


def _steps(recipe: Recipe, period: Period) -> int:
    """Return how many periods later a cohort has been followed for all its months, rounded up."""
    return -(-(recipe.span or 0) // period.month_count)


def _figure(
    recipe: Recipe,
    first: Sequence[Figure | None],
    second: Sequence[Figure | None],
    scale: float,
    *,
    can_be_put_together: bool,
) -> Figure:
    every = [*first, *second]
    known = [figure for figure in every if figure is not None and figure.value is not None]
    counted = _counted(known)
    if len(known) < len(every):
        return Figure(None, _worst(every), **counted)
    if not can_be_put_together or len({_lacks(figure) for figure in known}) > 1:
        return Figure(None, ValueState.MISSING, **counted)
    left, right = _sum(first), _sum(second)
    state = _worst(every)
    if recipe.by == Derivation.DIFFERENCE:
        return Figure(left - right, state, **counted)
    if right == 0:
        return Figure(None, ValueState.NOT_APPLICABLE, **counted)
    return Figure(scale * left / right, state, numerator=left, denominator=right, **counted)


def _lacks(figure: Figure) -> tuple[int, int] | None:
    """Return how much of its time a figure covers, None for all of it: unlike times aren't put together."""
    return None if figure.parts >= figure.expected else (figure.parts, figure.expected)


def _sum(figures: Iterable[Figure | None]) -> float:
    return sum(figure.value for figure in figures if figure is not None and figure.value is not None)


def _worst(figures: Sequence[Figure | None]) -> ValueState:
    """Return the state of a figure of these: that of the one there is least to say of."""
    states = {ValueState.NOT_YET_REPORTED if figure is None else figure.state for figure in figures}
    return next(state for state in WORST_FIRST if state in states)


def _counted(known: Sequence[Figure]) -> dict[str, int]:
    """Return how whole a figure is: as whole as the part that lacks most."""
    if not known:
        return {}
    periods = max(known, key=lambda figure: figure.expected - figure.parts)
    units = max(known, key=lambda figure: figure.units_expected - figure.units)
    return {
        "parts": periods.parts,
        "expected": periods.expected,
        "units": units.units,
        "units_expected": units.units_expected,
    }
