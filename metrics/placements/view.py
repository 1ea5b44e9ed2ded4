"""Everything that is said of a unit's placements in a period, form by form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from metrics.money.books import Books
from metrics.office import Office, Place
from metrics.periods import Period, is_coarser
from metrics.placements.care_forms import MeasuredForm, measured_forms
from metrics.placements.costs import Cost, costs_of
from metrics.placements.scope import Scope, by_clients, whole_of
from metrics.placements.volumes import (
    FormSeries,
    Volumes,
    period_of,
    periods_drawn,
    placed_period,
    series_of_forms,
    volumes_of,
)
from metrics.vocabulary import STATES_WITH_VALUE, ClientGroup, ValueState

LATE_STATES = (ValueState.MISSING.value, ValueState.NOT_YET_REPORTED.value)


@dataclass(frozen=True)
class Source:
    """What placements are told from: an office's figures of its forms, and its books.

    `figures` are as `queries.figures` gives them. `volume_of`: account -> the indicator of the days that
    it pays for.
    """

    office: Office
    figures: pd.DataFrame
    books: Books | None
    volume_of: Mapping[int, int]


@dataclass(frozen=True)
class PlacementsView:
    """What the page of placements shows of forms.

    `whole` is of what was asked for; `groups` divide it by client group, and `units` by the units
    directly below: both are empty where there is nothing to divide. `offered` are the groups that can be
    asked for. `late` names the units that have not reported the period.
    """

    period: Period
    placed_on: Period
    whole: Volumes
    groups: tuple[Volumes, ...]
    units: tuple[tuple[Place, Volumes], ...]
    offered: tuple[ClientGroup, ...]
    late: tuple[str, ...]


def placements_view(
    source: Source, place: Place, chosen: Period, clients: ClientGroup | None = None
) -> PlacementsView | None:
    """Return what is to be said of the forms of a place; None where it has never had any of them.

    A group that the place can't be divided by is passed over: the place is that group, or has none of it.
    """
    forms = measured_forms(source.office.subjects)
    whole = whole_of(source.office, place)
    reporting = set(whole.narrowed(source.figures)["unit_id"].tolist())
    if not forms or not reporting:
        return None
    period = period_of(forms, chosen)
    forms = tuple(each for each in forms if each.days.shown_by(period.periodicity) == period.periodicity)
    parts = by_clients(whole, reporting)
    divided = len(parts) > 1
    offered = tuple(group for group in parts if group) if divided else ()
    wanted = parts[clients] if clients in offered else whole
    groups = tuple(parts.values()) if divided and wanted is whole else ()
    count = _Count(source, forms, period, {})
    return PlacementsView(
        period,
        placed_on=max((placed_period(each, period) for each in forms), key=lambda each: each.month_count),
        whole=count.of(wanted),
        groups=tuple(count.of(group) for group in groups),
        units=_units(count, wanted, reporting),
        offered=offered if len(offered) > 1 else (),
        late=_late(wanted, source.figures, period),
    )


@dataclass(frozen=True)
class _Count:
    """Counts the volumes of scopes; those that are of the same units are counted once."""

    source: Source
    forms: Sequence[MeasuredForm]
    period: Period
    known: dict[frozenset[int], Volumes]

    def of(self, scope: Scope) -> Volumes:
        """Return the volumes of a scope."""
        if scope.units not in self.known:
            series = series_of_forms(scope, self.source.figures, self.forms, self.period)
            priced = [replace(each, costs=self._costs(scope, each)) for each in series]
            self.known[scope.units] = volumes_of(scope, priced, self.period)
        return replace(self.known[scope.units], scope=scope)

    def _costs(self, scope: Scope, series: FormSeries) -> Mapping[str, Cost]:
        """Return what a form cost by month, of the accounts that pay for its days, for the periods drawn."""
        days = series.measured.days.id
        accounts = [account for account, volume in self.source.volume_of.items() if volume == days]
        told = scope.narrowed(self.source.figures)
        units = told.loc[(told["indicator_id"] == days) & (told["value"] > 0), "unit_id"]
        first = min(periods_drawn(self.period)[0], self.period.year_before, key=lambda each: each.first)
        span = (first.year, self.period.last)
        return costs_of(self.source.books, accounts, scope, units.unique().tolist(), span)


def _units(count: _Count, scope: Scope, reporting: Collection[int]) -> tuple[tuple[Place, Volumes], ...]:
    """Return the units directly below that have had any of the forms; empty where they are fewer than two."""
    office = scope.office
    below = [
        (place, scope.units.intersection(office.ancestors_below(place.id)))
        for place in office.children(scope.place.id)
    ]
    found = [
        (place, count.of(Scope(office, place, units)))
        for place, units in below
        if not units.isdisjoint(reporting)
    ]
    return tuple(found) if len(found) > 1 else ()


def _late(scope: Scope, figures: pd.DataFrame, period: Period) -> tuple[str, ...]:
    """Name the units that have told of their days or people before, but not of all of a period."""
    mine = scope.narrowed(figures)
    keys = ["unit_id", "indicator_id", "period"]
    known = mine[mine["state"].isin(STATES_WITH_VALUE)].sort_values("period")
    began = known.drop_duplicates(["unit_id", "indicator_id"])
    told = set(map(tuple, mine.loc[~mine["state"].isin(LATE_STATES), keys].to_numpy().tolist()))
    late = set()
    for unit, indicator, first in began[["unit_id", "indicator_id", "period"]].to_numpy().tolist():
        own = scope.office.subject_of(indicator).periodicity
        codes = () if is_coarser(own, period.periodicity) else (part.code for part in period.parts(own))
        if any(code > first and (unit, indicator, code) not in told for code in codes):
            late.add(unit)
    return tuple(place.name for place in scope.office.places if place.id in late)
