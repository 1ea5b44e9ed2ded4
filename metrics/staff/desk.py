"""What the staff's figures are looked up by: an office's figures, read once for a unit and all below it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from metrics.derivation.unit_shares import unit_figures
from metrics.office import Office, Place
from metrics.overview import judged_rows
from metrics.periods import Period, latest_within
from metrics.protection import shielded
from metrics.rows import Row
from metrics.staff.indicators import StaffIndicators
from metrics.staff.sick_leave import Aims, Leave, leave_of
from metrics.staff.spans import Span
from metrics.subjects import Figure, Subject, TargetInForce, targets_by_indicator
from metrics.targets import in_force
from metrics.unit_series import needed, series_of_unit
from metrics.vocabulary import STATES_WITH_VALUE, Periodicity, ValueState

Series = dict[str, Figure]


@dataclass
class Desk:
    """An office's figures of its staff, up to a month. Nothing that is a secret leaves it.

    `figures` are those of the page's unit `place`, of everything below it, and of the root.
    """

    office: Office
    figures: pd.DataFrame
    place: Place
    known: StaffIndicators
    month: Period
    made: dict[tuple[int, int], Series] = field(default_factory=dict)
    aims: dict[int, Mapping[int, Sequence[TargetInForce]]] = field(default_factory=dict)

    def period_of(self, subject: Subject) -> Period:
        """Return the latest of an indicator's own periods that has ended with the month."""
        return latest_within(self.month.last, subject.periodicity)

    def series(self, place: Place, subject: Subject) -> Series:
        """Return a unit's series of an indicator, by its own periods."""
        if (place.id, subject.id) not in self.made:
            self.prepare([place], [subject])
        return self.made[place.id, subject.id]

    def prepare(self, places: Iterable[Place], subjects: Collection[Subject]) -> None:
        """Make some units' series of some indicators, all of a unit at once."""
        shown = {subject.id: subject.periodicity for subject in subjects}
        asked = self.figures[self.figures["indicator_id"].isin(needed(self.office, shown))]
        for place in places:
            units = list(self.office.ancestors_below(place.id))
            found = series_of_unit(self.office, asked[asked["unit_id"].isin(units)], place.id, shown)
            self.made |= {(place.id, number): found.get(number, {}) for number in shown}

    @cached_property
    def below(self) -> list[Place]:
        """Every unit below the page's, each before those below it."""
        inside = set(self.office.ancestors_below(self.place.id)) - {self.place.id}
        return [place for place in self.office.places if place.id in inside]

    def lowest(self, subject: Subject, periodicity: Periodicity) -> dict[tuple[int, str], Figure]:
        """Return the figures that a share of units is made of, by unit and period code."""
        ancestors = self.office.ancestors_below(self.place.id)
        asked = self.figures["indicator_id"].isin(needed(self.office, [subject.id]))
        ours = self.figures[asked & self.figures["unit_id"].isin(list(ancestors))]
        shown = shielded(ours, [subject], ancestors, self.office.people)
        scale = self.office.scales[subject.id]
        rows = unit_figures(shown, subject, periodicity, ancestors, scale).to_dict("records")
        return {(row["unit_id"], row["period"]): _bare(row["value"], row["state"]) for row in rows}

    def rows(self, subjects: Sequence[Subject]) -> dict[int, Row]:
        """Return the judged rows of some indicators for the page's unit and the month."""
        return judged_rows(self.office, self.figures, self.place.id, self.month, subjects)

    def leave(self, place: Place, subject: Subject) -> Leave:
        """Return a unit's sick leave in its measures, of all days or of a part of them."""
        scale = self.office.scales[subject.id]
        targets = self._targets(place)
        redefined = self.office.redefined(subject.id)
        aims = {span: Aims(self._aimed_at(subject, span, targets), redefined) for span in Span}
        return leave_of(subject, self.series(place, subject), scale, self.period_of(subject), aims)

    def _aimed_at(
        self, subject: Subject, span: Span, targets: Mapping[int, Sequence[TargetInForce]]
    ) -> Sequence[TargetInForce]:
        """Return what a measure is judged by: the plan's own target for it, else the sick leave's."""
        own = {Span.SO_FAR: self.known.so_far, Span.TWELVE_MONTHS: self.known.twelve_months}.get(span)
        if own is not None and own.id in targets and own.recipe and own.recipe.first == (subject.id,):
            return targets[own.id]
        return targets.get(subject.id, ())

    def _targets(self, place: Place) -> Mapping[int, Sequence[TargetInForce]]:
        """Return the targets of a unit's sick leave, those that the plan has for its measures among them."""
        if place.id not in self.aims:
            asked = [*self.known.leave, self.known.so_far, self.known.twelve_months]
            days = {subject.id: self.period_of(subject).last for subject in asked if subject is not None}
            targets = self.office.targets
            mine = targets[targets["indicator_id"].isin(list(days))]
            below = len(self.office.children(place.id)) > 0
            sole = self.office.sole_units(place.id, self.figures) if below else {}
            self.aims[place.id] = targets_by_indicator(in_force(mine, days, place.id, sole))
        return self.aims[place.id]


def _bare(value: float, state: str) -> Figure:
    return Figure(value if state in STATES_WITH_VALUE else None, ValueState(state))
