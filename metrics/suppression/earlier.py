"""What audiences have been given before: they know it, and what was kept from them stays so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.derivation.derived import cohort_of
from metrics.derivation.recipes import Recipe
from metrics.numbers import rounded
from metrics.office import Office
from metrics.periods import PER_YEAR, Period
from metrics.subjects import Subject
from metrics.suppression.office_cells import Shown, period_of
from metrics.unit_series import Series, series_of_unit
from metrics.veil import FigureKey
from metrics.vocabulary import Derivation, Kind, Periodicity

Publication = Mapping[str, Mapping[str, Mapping[str, float | None]]]
"""Indicator code -> unit code -> period code -> the figure, None for a hidden one."""


@dataclass(frozen=True)
class Earlier:
    """Places whose figures an audience knows as they are, and places whose figures it was refused."""

    told: frozenset[FigureKey] = frozenset()
    held: frozenset[FigureKey] = frozenset()


def earlier(
    office: Office, figures: pd.DataFrame, shown: Shown, published: Sequence[Publication], rounding: int
) -> Earlier:
    """Return what is known from publications.

    A figure is known as it is where the latest that was told of it is what it still would be; one that has
    been corrected is known no more. A derived one tells its parts. A period that had not ended when it was
    refused may be shown when it has.
    """
    told: dict[FigureKey, float] = {}
    held: set[FigureKey] = set()
    for publication in published:
        until = _known_until(publication)
        for subject, unit, code, value in _places(office, publication):
            place = (subject.id, unit, code)
            if value is not None:
                told[place] = value
            elif period_of(code).last <= until.last:
                held.add(place)
    now = _Now(office, figures, shown, {})
    still = [place for place, value in told.items() if now.is_still(place, value, rounding)]
    return Earlier(frozenset(part for place in still for part in _measured(office, place)), frozenset(held))


def _known_until(publication: Publication) -> Period:
    """Return the latest of the finest periods of a publication: it speaks of what was known by then."""
    codes = {code for by_unit in publication.values() for codes in by_unit.values() for code in codes}
    finest = min(map(period_of, codes), key=lambda period: period.month_count, default=None)
    alike = (
        period for period in map(period_of, codes) if finest and period.month_count == finest.month_count
    )
    return max(alike, key=lambda period: period.last, default=Period(Periodicity.YEAR, 1900))


def _places(office: Office, publication: Publication) -> Iterator[tuple[Subject, int, str, float | None]]:
    for indicator, by_unit in publication.items():
        subject = office.subject(indicator)
        for unit, by_period in by_unit.items():
            place = office.place(unit)
            if subject is not None and place is not None:
                yield from ((subject, place.id, code, value) for code, value in by_period.items())


@dataclass(frozen=True)
class _Now:
    """The figures as they are today, the derived ones made when they are asked for."""

    office: Office
    figures: pd.DataFrame
    shown: Shown
    made: dict[tuple[int, int, Periodicity], Series]

    def is_still(self, place: FigureKey, value: float, rounding: int) -> bool:
        """Tell whether a figure would be written as a value that was told, rounded or not."""
        subject = self.office.subject_of(place[0])
        figure = self._series(subject, place).get(place[2])
        if figure is None or figure.value is None:
            return False
        written = {rounded(figure.value, subject.decimals)}
        if rounding > 1 and subject.kind != Kind.MONEY:
            written |= {rounded(figure.value / rounding, 0) * rounding, rounded(figure.value, 0)}
        return rounded(value, subject.decimals) in {rounded(each, subject.decimals) for each in written}

    def _series(self, subject: Subject, place: FigureKey) -> Series:
        number, unit, code = place
        if subject.recipe is None:
            return self.shown.get((number, unit), {})
        by = period_of(code).periodicity
        if (number, unit, by) not in self.made:
            made = series_of_unit(self.office, self.figures, unit, {number: by})
            self.made[number, unit, by] = made.get(number, {})
        return self.made[number, unit, by]


def _measured(office: Office, place: FigureKey) -> Iterator[FigureKey]:
    """Return the measured figures that a figure tells: itself, or what it is made of."""
    number, unit, code = place
    recipe = office.subject_of(number).recipe
    if recipe is None:
        yield place
    elif recipe.by != Derivation.SHARE_OF_UNITS:
        for period in _made_of(recipe, period_of(code)):
            for part in recipe.parts:
                yield from _measured(office, (part, unit, period.code))


def _made_of(recipe: Recipe, period: Period) -> Iterable[Period]:
    """Return the periods whose figures a derived figure of a period is made of."""
    if recipe.by == Derivation.COHORT_SHARE:
        return (cohort_of(recipe, period),)
    if not recipe.is_windowed:
        return (period,)
    length = recipe.span or (period.index if PER_YEAR[period.periodicity] > 1 else 1)
    return period.shifted(1 - length).until(period)
