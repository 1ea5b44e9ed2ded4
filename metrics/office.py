"""An office: its tree of units, its indicators and its targets, as values to judge by."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from metrics.derivation.recipes import recipes, whole_number
from metrics.periods import Period, PeriodError
from metrics.rollup import scale_of
from metrics.subjects import Subject, subjects
from metrics.veil import Veil
from metrics.vocabulary import ClientGroup, Kind, Periodicity

CHOICES_BY = (Periodicity.MONTH, Periodicity.TERTIAL, Periodicity.YEAR)
MONTHS_FOR_MONTHLY_REVIEW = 12
"""With fewer months of figures than this from before its plan, an office is not followed by month."""


@dataclass(frozen=True)
class Place:
    """A unit in the tree; the root has depth 0. `clients` is whom it works for, None for all or not told."""

    id: int
    code: str
    name: str
    parent_id: int | None
    depth: int
    clients: ClientGroup | None = None


@dataclass(frozen=True)
class Chronicle:
    """What is recorded beside the figures, as the queries give it.

    Changed definitions, decisions on new limits, and what has happened.
    """

    definition_changes: pd.DataFrame
    rebases: pd.DataFrame
    events: pd.DataFrame


@dataclass(frozen=True)
class Office:
    """An organisation as a page needs it. `targets` are all targets, past and future.

    `places` stand in tree order, each before those below it. `periods` are those that can be
    chosen, newest first. `people` are all counts that protect figures, of all time: what is kept
    away must not hang on which period is looked at. `veil` is what the audience may not see, None where
    the office looks at its own figures.
    """

    id: int
    code: str
    name: str
    simulated: bool
    places: tuple[Place, ...]
    subjects: tuple[Subject, ...]
    targets: pd.DataFrame
    chronicle: Chronicle
    periods: tuple[Period, ...]
    followed_by_month: bool
    last_known_day: date
    people: pd.DataFrame = field(default_factory=pd.DataFrame)
    veil: Veil | None = None

    @property
    def kinds(self) -> dict[int, Kind]:
        """Indicator -> kind."""
        return {subject.id: subject.kind for subject in self.subjects}

    @property
    def scales(self) -> dict[int, float]:
        """Indicator -> what its quotient is multiplied by."""
        return {subject.id: scale_of(subject.unit_of_measure) for subject in self.subjects}

    def place(self, code: str | None) -> Place | None:
        """Return the unit with this code, if there is one."""
        return next((place for place in self.places if place.code == code), None)

    def subject(self, code: str | None) -> Subject | None:
        """Return the indicator with this code, if there is one."""
        return next((subject for subject in self.subjects if subject.code == code), None)

    def subject_of(self, indicator_id: int) -> Subject:
        """Return the indicator with this number. Raises KeyError where the office has none."""
        for subject in self.subjects:
            if subject.id == indicator_id:
                return subject
        raise KeyError(f"no indicator {indicator_id} among {sorted(subject.id for subject in self.subjects)}")

    def ingredients(self, indicator_id: int) -> set[int]:
        """Return the measured indicators that one is made of, in the end: itself if it is measured."""
        recipe = self.subject_of(indicator_id).recipe
        if recipe is None:
            return {indicator_id}
        return {number for part in recipe.parts for number in self.ingredients(part)}

    def children(self, unit_id: int) -> list[Place]:
        """Return the units directly below a unit."""
        return [place for place in self.places if place.parent_id == unit_id]

    def ancestors_below(self, unit_id: int) -> dict[int, list[int]]:
        """Map a unit and everything below it to the units between, the unit itself included.

        The keys are the units whose figures make up the unit's own.
        """
        above: dict[int, list[int]] = {unit_id: []}
        for place in self.places:
            if place.parent_id in above:
                above[place.id] = [place.parent_id, *above[place.parent_id]]
        return above

    def units_needed(self, unit_id: int) -> list[int]:
        """Return the units whose figures are read to show one: itself, those below it, and the root.

        The root has what is the same for all, such as a figure from outside.
        """
        return list({*self.ancestors_below(unit_id), self.places[0].id})

    def redefined(self, indicator_id: int) -> list[date]:
        """Return the days on which an indicator's definition changed, or that of what it is made of."""
        changes = self.chronicle.definition_changes
        if changes.empty:
            return []
        meant = {indicator_id, *self.ingredients(indicator_id)}
        known = zip(changes["indicator_id"], changes["changed_on"], strict=True)
        return [day.date() for number, day in known if number in meant]

    def rebased(self, indicator_id: int, unit_ids: Collection[int | None]) -> list[date]:
        """Return the days from which it is decided that limits are made anew, for any of some units."""
        made = self.chronicle.rebases
        if made.empty:
            return []
        decisions = zip(made["indicator_id"], made["unit_id"], made["starts_on"], strict=True)
        return [
            day.date() for indicator, unit, day in decisions if indicator == indicator_id and unit in unit_ids
        ]

    def rebases_of(self, indicator_id: int, unit_id: int) -> pd.DataFrame:
        """Return the decisions on new limits of an indicator and a unit, with reason and role."""
        made = self.chronicle.rebases
        return made[(made["indicator_id"] == indicator_id) & (made["unit_id"] == unit_id)]

    def happened(self, unit_id: int, indicator_id: int | None = None) -> pd.DataFrame:
        """Return the events that concern a unit, one above or one below it, and an indicator (None = any)."""
        near = self.near(unit_id)
        events = self.chronicle.events
        concern = [
            (not units or not near.isdisjoint(units))
            and (indicator_id is None or not indicators or indicator_id in indicators)
            for units, indicators in zip(events["unit_ids"], events["indicator_ids"], strict=True)
        ]
        return events[pd.Series(concern, index=events.index, dtype=bool)]

    def near(self, unit_id: int) -> set[int]:
        """Return a unit, those above it and those below it."""
        return {*self.ancestors_below(unit_id), *self._above(unit_id)}

    def _above(self, unit_id: int) -> list[int]:
        parents = {place.id: place.parent_id for place in self.places}
        above: list[int] = []
        number = parents.get(unit_id)
        while number is not None:
            above.append(number)
            number = parents.get(number)
        return above

    def sole_units(self, unit_id: int, figures: pd.DataFrame) -> dict[int, int]:
        """Map each indicator that only one unit below a unit has to do with to that unit.

        To have to do with an indicator is to have figures of it (or of what it is made of) or a target
        for it. `figures` are those of the unit and everything below it.
        """
        below = set(self.ancestors_below(unit_id)) - {unit_id}
        measured = figures[["indicator_id", "unit_id"]].drop_duplicates()
        made = [
            measured[measured["indicator_id"].isin(self.ingredients(subject.id))].assign(
                indicator_id=subject.id
            )
            for subject in self.subjects
            if subject.recipe
        ]
        concerned = pd.concat([measured, *made, self.targets[["indicator_id", "unit_id"]]])
        units = concerned[concerned["unit_id"].isin(below | {unit_id})].drop_duplicates()
        alone = units.drop_duplicates("indicator_id", keep=False)
        lent = alone[alone["unit_id"].isin(below)]
        return dict(zip(lent["indicator_id"], lent["unit_id"].astype(int), strict=True))

    def choosable(self, period: Period) -> Period:
        """Return the period that can be chosen to see a period: itself, else the newest month within it.

        One that nothing can be chosen for is returned as it is.
        """
        if period in self.periods:
            return period
        months = (each for each in self.periods if each.periodicity == Periodicity.MONTH)
        return next((month for month in months if period.first <= month.first <= period.last), period)

    def period_within(self, period: Period, first: date, last: date) -> Period:
        """Return a period that shares days with a span, else the newest choosable within it, else itself."""
        if period.first <= last and period.last >= first:
            return period
        within = (each for each in self.periods if each.first >= first and each.last <= last)
        return next(within, period)

    def latest_closed(self, today: date) -> Period | None:
        """Return the period a page opens on: the last month with figures that has ended.

        An office that is not followed month by month opens on the newest year that has begun.
        """
        if self.followed_by_month:
            closed = [
                period
                for period in self.periods
                if period.periodicity == Periodicity.MONTH and period.last < today
            ]
        else:
            closed = [
                period
                for period in self.periods
                if period.periodicity == Periodicity.YEAR and period.first <= today
            ]
        return closed[0] if closed else next(iter(self.periods), None)


def office(
    organisation: "pd.Series[Any]",
    units: pd.DataFrame,
    indicators: pd.DataFrame,
    targets: pd.DataFrame,
    chronicle: Chronicle,
    *,
    derivation_parts: pd.DataFrame,
    known_periods: Sequence[str],
    plan_spans: Sequence[tuple[date, date]],
) -> Office:
    """Put an office together from frames as the queries give them.

    `derivation_parts` is what derived indicators are made of; `known_periods` are the codes that
    figures exist for; `plan_spans` the first and last days of its plans.
    """
    known = [Period.parse(code) for code in known_periods]
    return Office(
        id=int(str(organisation["id"])),
        code=str(organisation["code"]),
        name=str(organisation["name"]),
        simulated=bool(organisation["simulated"]),
        places=tuple(_tree(units)),
        subjects=tuple(subjects(indicators, recipes(indicators, derivation_parts))),
        targets=targets,
        chronicle=chronicle,
        periods=tuple(period_choices(known, _years(plan_spans))),
        last_known_day=max((period.last for period in known), default=date.min),
        followed_by_month=_is_followed_by_month(known, plan_spans),
    )


def _is_followed_by_month(known: Iterable[Period], plan_spans: Iterable[tuple[date, date]]) -> bool:
    """Tell whether an office has figures month by month: a year of them, or some since its plan began."""
    months = [period for period in known if period.periodicity == Periodicity.MONTH]
    began = min((pd.Timestamp(first).date() for first, _ in plan_spans), default=date.min)
    return len(months) >= MONTHS_FOR_MONTHLY_REVIEW or any(month.first >= began for month in months)


def _tree(units: pd.DataFrame) -> Iterable[Place]:
    rows = units.assign(clients=units.get("clients")).to_dict("records")

    def below(parent: int | None, depth: int, clients: ClientGroup | None) -> Iterable[Place]:
        for row in rows:
            if whole_number(row["parent_id"]) == parent:
                own = ClientGroup(row["clients"]) if isinstance(row["clients"], str) else clients
                yield Place(row["id"], row["code"], row["name"], parent, depth, own)
                yield from below(row["id"], depth + 1, own)

    return below(None, 0, None)


def _years(spans: Iterable[tuple[date, date]]) -> set[int]:
    return {year for first, last in spans for year in range(first.year, last.year + 1)}


def period_choices(known: Iterable[Period], plan_years: Iterable[int]) -> list[Period]:
    """Return the months with figures, and the tertials and years that they or a plan lie in, newest first.

    A tertial or year that is under way is not offered: its latest month says how it goes, and
    a part of it held against the whole of the one before would mislead.
    """
    found = list(known)
    choices: set[Period] = {Period(Periodicity.YEAR, year) for year in plan_years}
    for period in found:
        for periodicity in CHOICES_BY:
            try:
                choices.add(period.whole(periodicity))
            except PeriodError:
                continue
    latest = max((period.last for period in found), default=date.min)
    ended = {period for period in choices if period.last <= latest}
    under_way = {
        period
        for period in choices
        if period.last > latest and any(part.first >= period.first for part in ended)
    }
    return sorted(choices - under_way, key=lambda period: (period.last, period.month_count), reverse=True)


def period_from(text: str | None, choices: Sequence[Period]) -> Period | None:
    """Return the chosen period that a text names, None for anything else."""
    try:
        period = Period.parse(text or "")
    except PeriodError:
        return None
    return period if period in choices else None
