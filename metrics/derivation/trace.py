"""Where a derived figure comes from: what it is made of, in words and as the parts' own figures."""

from dataclasses import dataclass, field

import pandas as pd

from metrics.derivation.derived import cohort_of
from metrics.derivation.recipes import Recipe
from metrics.derivation.unit_shares import passes
from metrics.figure_words import figure_note
from metrics.numbers import number, with_unit
from metrics.office import Office, Place
from metrics.periods import Period
from metrics.row_words import value_words
from metrics.rows import NOTHING
from metrics.subjects import Figure, Subject
from metrics.unit_series import Series, series_of_unit
from metrics.vocabulary import Derivation, Periodicity, ThresholdRule

SIDES = {
    Derivation.RATIO: ("Täljare", "Nämnare"),
    Derivation.DIFFERENCE: ("Läggs till", "Dras ifrån"),
    Derivation.COHORT_SHARE: ("Täljare", "Nämnare"),
}
PASSED = {True: "ja", False: "nej", None: "kan inte avgöras"}
MADE_OF = {
    Derivation.RATIO: "{first} genom {second}",
    Derivation.DIFFERENCE: "{first} minus {second}",
    Derivation.ROLLING_SUM: "summan av {first} för de senaste {span} perioderna",
    Derivation.ROLLING_MEAN: "{first} för de senaste {span} perioderna tillsammans",
    Derivation.ACCUMULATED: "{first} från årets början till och med {period}",
    Derivation.SHARE_OF_UNITS: "andelen enheter vars {first} är {threshold}",
    Derivation.COHORT_SHARE: "{first} genom {second}",
}


@dataclass(frozen=True)
class Source:
    """One part behind a figure. `subject` and `place` are what its own page is about."""

    name: str
    role: str
    period: Period
    value_text: str
    note: str
    subject: Subject
    place: Place


@dataclass(frozen=True)
class Trace:
    """How a figure was made: in words, and part by part."""

    words: str
    sources: tuple[Source, ...]


def trace_of(
    office: Office, subject: Subject, figures: pd.DataFrame, unit_id: int, period: Period
) -> Trace | None:
    """Return what is behind a figure of a unit and a period; None of a measured one.

    `figures` are as `series_of_unit` takes them.
    """
    recipe = subject.recipe
    if recipe is None:
        return None
    place = next(place for place in office.places if place.id == unit_id)
    found = _Search(office, figures, place, period)
    match recipe.by:
        case Derivation.SHARE_OF_UNITS:
            sources = found.units(recipe)
        case Derivation.ROLLING_SUM | Derivation.ROLLING_MEAN | Derivation.ACCUMULATED:
            sources = found.window(recipe)
        case _:
            sources = found.sides(recipe)
    return Trace(recipe_words(office, recipe, period), tuple(sources))


@dataclass(frozen=True)
class _Search:
    """Looks up the parts behind a figure of a place and a period."""

    office: Office
    figures: pd.DataFrame
    place: Place
    period: Period
    known: dict[tuple[int, int, Periodicity], Series] = field(default_factory=dict)

    def sides(self, recipe: Recipe) -> list[Source]:
        """The parts of either side, in the period that the figure speaks of."""
        told = cohort_of(recipe, self.period) if recipe.by == Derivation.COHORT_SHARE else self.period
        roles = zip(SIDES[recipe.by], (recipe.first, recipe.second), strict=True)
        return [
            self._source(self.office.subject_of(part), role, told, self.place)
            for role, parts in roles
            for part in parts
        ]

    def window(self, recipe: Recipe) -> list[Source]:
        """The periods that a rolling figure is made of, newest first."""
        part = self.office.subject_of(recipe.first[0])
        length = recipe.span or self.period.index
        return [self._source(part, "", self.period.shifted(-back), self.place) for back in range(length)]

    def units(self, recipe: Recipe) -> list[Source]:
        """The units that were held to the threshold, and whether they passed."""
        part = self.office.subject_of(recipe.first[0])
        below = set(self.office.ancestors_below(self.place.id))
        reporting = set(self.figures.loc[self.figures["indicator_id"] == part.id, "unit_id"]) & below
        lowest = [
            place
            for place in self.office.places
            if place.id in reporting and not self._has_any_below(place, reporting)
        ]
        held_to = self._reference(recipe)
        return [self._judged(part, recipe, place, held_to) for place in lowest]

    def _has_any_below(self, place: Place, reporting: set[int]) -> bool:
        return bool((set(self.office.ancestors_below(place.id)) - {place.id}) & reporting)

    def _reference(self, recipe: Recipe) -> float | None:
        if not recipe.second:
            return None
        root = self.office.places[0]
        return self._figure(self.office.subject_of(recipe.second[0]), self.period, root).value

    def _judged(self, part: Subject, recipe: Recipe, place: Place, reference: float | None) -> Source:
        figure = self._figure(part, self.period, place)
        role = (
            ""
            if figure.value is None
            else f"Klarar: {PASSED[passes(figure.value, part.decimals, recipe, reference)]}"
        )
        return self._told(part, place.name, role, self.period, place, figure)

    def _source(self, part: Subject, role: str, period: Period, place: Place) -> Source:
        return self._told(part, part.name, role, period, place, self._figure(part, period, place))

    def _told(
        self, part: Subject, name: str, role: str, period: Period, place: Place, figure: Figure
    ) -> Source:
        note = figure_note(part, figure, {}, period)
        return Source(name, role, period, _written(part, figure), note, part, place)

    def _figure(self, part: Subject, period: Period, place: Place) -> Figure:
        wanted = part.id, place.id, period.periodicity
        if wanted not in self.known:
            shown = {part.id: period.periodicity}
            made = series_of_unit(self.office, self.figures, place.id, shown)
            self.known[wanted] = made.get(part.id, {})
        return self.known[wanted].get(period.code, NOTHING)


def _written(part: Subject, figure: Figure) -> str:
    """Write a part's figure, a share with what it is a share of."""
    value = value_words(part, figure)
    if figure.numerator is None or figure.denominator is None:
        return value
    return f"{value} ({number(figure.numerator, 0)} av {number(figure.denominator, 0)})"


def recipe_words(office: Office, recipe: Recipe, period: Period) -> str:
    """Say in a sentence or two how a derived figure of a period is made."""
    first, second = (_side_words(office, side) for side in (recipe.first, recipe.second))
    threshold = _threshold(office, recipe, second) if recipe.by == Derivation.SHARE_OF_UNITS else ""
    made = MADE_OF[recipe.by].format(
        first=first, second=second, span=recipe.span, period=period.label, threshold=threshold
    )
    cohort = cohort_words(recipe, period) if recipe.by == Derivation.COHORT_SHARE else ""
    return f"Räknas ut: {made}. {cohort}".strip()


def _side_words(office: Office, parts: tuple[int, ...]) -> str:
    names = [f"«{office.subject_of(part).name}»" for part in parts]
    return f"({' + '.join(names)})" if len(names) > 1 else "".join(names)


def cohort_words(recipe: Recipe, period: Period) -> str:
    """Say which period's cohort a figure speaks of, and that later ones can't be known yet."""
    cohort = cohort_of(recipe, period)
    return (
        f"Talet för {period.label} gäller dem som räknades i {cohort.label}. Senare perioder kan inte vara "
        f"kända än: {recipe.span} månader har inte gått."
    )


def _threshold(office: Office, recipe: Recipe, reference: str) -> str:
    if recipe.threshold_rule == ThresholdRule.AT_LEAST_REFERENCE:
        return f"lika med eller högre än {reference}"
    assert recipe.threshold is not None  # the definition has been checked
    part = office.subject_of(recipe.first[0])
    limit = with_unit(
        recipe.threshold, 0 if recipe.threshold.is_integer() else part.decimals, part.unit_of_measure
    )
    return f"under {limit}" if recipe.threshold_rule == ThresholdRule.BELOW else f"minst {limit}"
