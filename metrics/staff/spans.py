"""The named measures of what is told by the month: the period itself, the year so far, twelve months.

They are made in the same way as the indicators that a plan may have declared, so that the figures agree;
no plan has to declare them.
"""

from collections.abc import Mapping
from enum import StrEnum

from metrics.derivation.recipes import Recipe
from metrics.derivation.windows import SUMMED, window_series
from metrics.periods import PER_YEAR
from metrics.subjects import Figure, Subject
from metrics.vocabulary import Derivation, Periodicity

Series = Mapping[str, Figure]


class Span(StrEnum):
    """Which time a measure is over."""

    PERIOD = "period"
    SO_FAR = "so_far"
    TWELVE_MONTHS = "twelve_months"


def spans_of(subject: Subject) -> tuple[Span, ...]:
    """Return the measures an indicator has: of one told by the year they are all the same."""
    return (Span.PERIOD,) if subject.periodicity == Periodicity.YEAR else tuple(Span)


def recipe_of(span: Span, subject: Subject) -> Recipe | None:
    """Return how a measure is made of an indicator's own periods; None of the period itself."""
    if span == Span.PERIOD:
        return None
    if span == Span.SO_FAR:
        return Recipe(by=Derivation.ACCUMULATED, first=(subject.id,))
    rolling = Derivation.ROLLING_SUM if subject.kind in SUMMED else Derivation.ROLLING_MEAN
    return Recipe(by=rolling, first=(subject.id,), span=PER_YEAR[subject.periodicity])


def measured(subject: Subject, series: Series, scale: float) -> dict[Span, Series]:
    """Return the series of every measure, from that of the indicator by its own periods."""
    made: dict[Span, Series] = {}
    for span in spans_of(subject):
        recipe = recipe_of(span, subject)
        made[span] = series if recipe is None else window_series(recipe, series, subject.kind, scale)
    return made
