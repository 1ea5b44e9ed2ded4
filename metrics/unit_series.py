"""Every series of a unit: the measured rolled up, the derived made of them, the secret kept away."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from metrics.derivation.derived import combined_series
from metrics.derivation.recipes import Recipe
from metrics.derivation.unit_shares import share_series, unit_figures, without_hidden
from metrics.derivation.windows import window_series
from metrics.hidden_areas import behind
from metrics.office import Office
from metrics.periods import Period, PeriodError
from metrics.protection import shielded
from metrics.rollup import over_time, seen_by, whole_of_unit
from metrics.subjects import Figure, Subject, series_by_indicator
from metrics.vocabulary import Derivation, Periodicity

Series = dict[str, Figure]
MONTHS_PER_YEAR = 12
FIRST_YEAR = 2000
"""Any year: every one of them has the same periods."""


def series_of_unit(
    office: Office, figures: pd.DataFrame, unit_id: int, shown: Mapping[int, Periodicity]
) -> dict[int, Series]:
    """Return one unit's series of the indicators in `shown`, by the periodicity it says.

    `figures`, as `queries.figures` gives them, are those of the unit and everything below it, of the
    indicators that `needed` names; figures of other units are passed by, but for reference figures, which are
    taken from the office's root. An indicator without any figure is left out.
    """
    kitchen = _Kitchen(office, figures, unit_id)
    kitchen.roll_up(shown.items())
    found = {number: kitchen.series(number, periodicity) for number, periodicity in shown.items()}
    return {number: kitchen.as_shown(number, series) for number, series in found.items() if series}


def measured_series(
    office: Office, figures: pd.DataFrame, unit_id: int, wanted: Collection[tuple[int, Periodicity]]
) -> dict[tuple[int, Periodicity], Series]:
    """Return one unit's series of measured indicators, each by a periodicity, as `series_of_unit` makes them.

    An indicator without any figure is left out.
    """
    kitchen = _Kitchen(office, figures, unit_id)
    kitchen.roll_up(wanted)
    found = {each: kitchen.series(*each) for each in wanted}
    return {each: kitchen.as_shown(each[0], series) for each, series in found.items() if series}


def needed(office: Office, indicator_ids: Iterable[int]) -> set[int]:
    """Return the indicators whose figures must be read for some to be shown: their parts, and head counts."""
    measured = {number for each in indicator_ids for number in office.ingredients(each)}
    guards = {office.subject_of(number).protection for number in measured}
    return measured | {guard.by for guard in guards if guard}


def years_behind(office: Office, indicator_id: int) -> int:
    """Return how many years further back an indicator's parts are needed than its own figures."""
    recipe = office.subject_of(indicator_id).recipe
    if recipe is None:
        return 0
    own = office.subject_of(indicator_id).periodicity
    months = (recipe.span or 1) * (Period(own, FIRST_YEAR).month_count if recipe.is_windowed else 1)
    own_years = 0 if recipe.span is None else -(-months // MONTHS_PER_YEAR)
    return own_years + max(years_behind(office, part) for part in recipe.parts)


@dataclass
class _Kitchen:
    """What is known of a unit while its series are made."""

    office: Office
    figures: pd.DataFrame
    unit_id: int
    known: dict[tuple[int, Periodicity], Series] = field(default_factory=dict)

    @cached_property
    def ancestors(self) -> dict[int, list[int]]:
        """The unit and everything below it, each with the units between."""
        return self.office.ancestors_below(self.unit_id)

    @cached_property
    def shown(self) -> pd.DataFrame:
        """All figures, without those of units too small to be shown."""
        return shielded(self.figures, self.office.subjects, self.ancestors, self.office.people)

    @cached_property
    def last_day(self) -> date:
        """The last day that anything is known of: no cohort that must be followed beyond it is told of."""
        codes = self.figures["period"].unique()
        known = (Period.parse(code).last for code in codes)
        return max(self.office.last_known_day, *known, date.min)

    @cached_property
    def own(self) -> pd.DataFrame:
        """The figures that make up the unit's own."""
        return self.shown[self.shown["unit_id"].isin(list(self.ancestors))]

    @cached_property
    def whole(self) -> pd.DataFrame:
        """The unit's figures of what is measured, by each indicator's own periods."""
        return whole_of_unit(self.own, self.ancestors, self.office.kinds, self.office.scales)

    def roll_up(self, shown: Collection[tuple[int, Periodicity]]) -> None:
        """Roll up what is measured, all at once for each periodicity that it is shown or needed by."""
        wanted = set(shown).union(*(self._parts_of(*each) for each in shown))
        for periodicity in Periodicity:
            numbers = [each for each, by in wanted if by == periodicity and self._is_measured(each)]
            if numbers:
                mine = self.whole[self.whole["indicator_id"].isin(numbers)]
                seen = seen_by(mine, periodicity, self.office.kinds, self.office.scales)
                found = series_by_indicator(seen)
                veiled = {number: self._veiled(number, found.get(number, {})) for number in numbers}
                self.known |= {(number, periodicity): series for number, series in veiled.items()}

    def as_shown(self, number: int, series: Series) -> Series:
        """Return a series as the audience may see it."""
        veil = self.office.veil
        return series if veil is None else veil.over_shown(behind(self.office, number), series)

    def _veiled(self, number: int, series: Series) -> Series:
        """Return a measured series without what the audience may not see: all else is made of this."""
        veil = self.office.veil
        return (
            series
            if veil is None
            else veil.over_measured(self.office.subject_of(number), self.unit_id, series)
        )

    def _is_measured(self, number: int) -> bool:
        return self.office.subject_of(number).recipe is None

    def _parts_of(self, number: int, periodicity: Periodicity) -> set[tuple[int, Periodicity]]:
        """Return every part of an indicator, and theirs, with the periodicity it is needed by."""
        recipe = self.office.subject_of(number).recipe
        if recipe is None or recipe.by == Derivation.SHARE_OF_UNITS:
            return set()
        mine = {(part, periodicity) for part in recipe.parts}
        return mine.union(*(self._parts_of(part, by) for part, by in mine))

    def series(self, number: int, periodicity: Periodicity) -> Series:
        """Return a series, making it if it isn't known yet."""
        if (number, periodicity) not in self.known:
            subject = self.office.subject_of(number)
            assert subject.recipe is not None  # what is measured has been rolled up
            self.known[number, periodicity] = self._made(subject, subject.recipe, periodicity)
        return self.known[number, periodicity]

    def _made(self, subject: Subject, recipe: Recipe, periodicity: Periodicity) -> Series:
        scale = self.office.scales[subject.id]
        if recipe.by == Derivation.SHARE_OF_UNITS:
            return self._share_of_units(recipe, periodicity, scale)
        parts = {part: self.series(part, periodicity) for part in recipe.parts}
        if recipe.is_windowed:
            part = self.office.subject_of(recipe.first[0])
            return window_series(recipe, parts[part.id], part.kind, self.office.scales[part.id])
        made = combined_series(recipe, parts, scale, self._unlike(recipe, periodicity))
        if recipe.by == Derivation.COHORT_SHARE:
            return {code: each for code, each in made.items() if Period.parse(code).last <= self.last_day}
        return made

    def _unlike(self, recipe: Recipe, periodicity: Periodicity) -> set[str]:
        """Return the periods in which the parts are known of different months."""
        measured = {number for part in recipe.parts for number in self.office.ingredients(part)}
        mine = self.whole[self.whole["indicator_id"].isin(measured) & self.whole["value"].notna()]
        within = {code: _months_within(code, periodicity) for code in mine["period"].unique()}
        known: dict[str, dict[int, set[str]]] = {}
        for number, code in zip(mine["indicator_id"], mine["period"], strict=True):
            whole, months = within[code]
            known.setdefault(whole, {}).setdefault(number, set()).update(months)
        return {code for code, by in known.items() if len(set(map(frozenset, by.values()))) > 1}

    def _share_of_units(self, recipe: Recipe, periodicity: Periodicity, scale: float) -> Series:
        part = self.office.subject_of(recipe.first[0])
        units = unit_figures(self.own, part, periodicity, self.ancestors, self.office.scales[part.id])
        if self.office.veil is not None:
            units = without_hidden(units, part.id, self.office.veil.hidden)
        return share_series(recipe, units, part.decimals, self._reference(recipe, periodicity), scale)

    def _reference(self, recipe: Recipe, periodicity: Periodicity) -> dict[str, float]:
        """Return the figures from outside, which are the same for every unit: the root tells them."""
        root = self.office.places[0].id
        told = self.shown["indicator_id"].isin(recipe.second) & (self.shown["unit_id"] == root)
        seen = over_time(self.shown[told], periodicity, self.office.kinds, self.office.scales)
        known = seen[seen["value"].notna()]
        return dict(zip(known["period"], known["value"], strict=True))


def _months_within(code: str, periodicity: Periodicity) -> tuple[str, set[str]]:
    """Return the period of a periodicity that a period lies in, and its own months; itself where in none."""
    period = Period.parse(code)
    months = {month.code for month in period.parts(Periodicity.MONTH)}
    try:
        return period.whole(periodicity).code, months
    except PeriodError:
        return code, months
