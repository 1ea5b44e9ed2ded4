"""Whose figures: a unit with everything below it, or those of its units that work for one client group."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from metrics.office import Office, Place
from metrics.vocabulary import ClientGroup
from metrics.words import GROUP_NAMES


@dataclass(frozen=True)
class Scope:
    """Some of the units of a place. `name` is what they are called together, empty for all of them."""

    office: Office
    place: Place
    units: frozenset[int]
    name: str = ""

    def narrowed(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Return the figures of these units alone."""
        return figures[figures["unit_id"].isin(self.units)]

    @property
    def home(self) -> Place | None:
        """The one unit that is these and nothing else; None where there is no such unit."""
        below = ((place, self.office.ancestors_below(place.id)) for place in self.office.places)
        return next((place for place, units in below if units.keys() == self.units), None)

    def related(self, one: int, other: int) -> bool:
        """Tell whether two units are the same, or one lies above the other, within the place."""
        above = self.office.ancestors_below(self.place.id)
        return one == other or one in above.get(other, ()) or other in above.get(one, ())


def whole_of(office: Office, place: Place) -> Scope:
    """Return a place with everything below it."""
    return Scope(office, place, frozenset(office.ancestors_below(place.id)))


def by_clients(whole: Scope, reporting: Collection[int]) -> dict[ClientGroup | None, Scope]:
    """Divide a place by whom its units work for, in the order shown; only groups with a reporting unit."""
    parts = {
        clients: Scope(whole.office, whole.place, _working_for(whole, clients), name)
        for clients, name in GROUP_NAMES.items()
    }
    return {clients: part for clients, part in parts.items() if not part.units.isdisjoint(reporting)}


def _working_for(whole: Scope, clients: ClientGroup | None) -> frozenset[int]:
    mine: Iterable[Place] = (place for place in whole.office.places if place.id in whole.units)
    return frozenset(place.id for place in mine if place.clients == clients)
