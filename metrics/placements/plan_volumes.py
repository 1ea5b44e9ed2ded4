"""Planned volumes: what the year's plan counts on, month by month beside what came, as plans print it.

A plan has no good direction: the deviation says how far from it the year is, and judges nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.numbers import rounded
from metrics.office import Office
from metrics.periods import Period
from metrics.placements.amounts import whole
from metrics.placements.planned import Planned, planned_for
from metrics.placements.scope import Scope
from metrics.rows import NOTHING
from metrics.subjects import Figure, Subject
from metrics.targets import SUMMED_OVER_THE_YEAR
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Basis, Periodicity

MONTHS = 12
EARLIER_YEARS = 2
MEAN_DECIMALS = 1
"""A mean of whole numbers needs one decimal more than they do."""


@dataclass(frozen=True)
class PlanRow:
    """One indicator's year against its plan.

    `earlier` are the years before, oldest first. `months` are January to December, None after the period
    looked at and where the indicator isn't counted by the month. `so_far` is the mean of the year, or its
    sum for what is summed; `planned_so_far` is what the plan has for the same time, None where there is no
    plan.
    """

    subject: Subject
    earlier: tuple[Figure, ...]
    planned: Planned
    months: tuple[Figure | None, ...]
    so_far: Figure
    planned_so_far: float | None

    @property
    def is_summed(self) -> bool:
        """Whether the year is the sum of its months."""
        return self.subject.kind in SUMMED_OVER_THE_YEAR

    @property
    def note(self) -> str:
        """Say how much of the time passed is known; empty where all of it is."""
        passed = [figure for figure in self.months if figure is not None]
        known = sum(whole(figure) is not None for figure in passed)
        return "" if known == len(passed) else f"{known} av {len(passed)} perioder"

    @property
    def decimals(self) -> int:
        """How many decimals the year so far is written with."""
        return self.subject.decimals if self.is_summed else max(self.subject.decimals, MEAN_DECIMALS)

    @property
    def deviation(self) -> float | None:
        """How far the year so far is from its plan, of the numbers as they are written."""
        if self.so_far.value is None or self.planned_so_far is None or not self.planned.is_whole:
            return None
        shown = rounded(self.so_far.value, self.decimals), rounded(self.planned_so_far, self.decimals)
        return rounded(shown[0] - shown[1], self.decimals)


@dataclass(frozen=True)
class PlanTable:
    """A year's planned volumes. `until` is the last month looked at."""

    year: int
    until: int
    rows: tuple[PlanRow, ...]

    @property
    def earlier_years(self) -> tuple[int, ...]:
        """The years before that some row knows anything of."""
        years = range(self.year - EARLIER_YEARS, self.year)
        return tuple(
            year
            for at, year in enumerate(years)
            if any(row.earlier[at].value is not None for row in self.rows)
        )

    def earlier(self, row: PlanRow, year: int) -> Figure:
        """Return a row's figure of an earlier year."""
        return row.earlier[year - self.year + EARLIER_YEARS]


def subjects_with_plans(office: Office, year: int) -> list[Subject]:
    """Return the indicators that a plan counts on in a year, or has a place for, in the plan's order."""
    held = set(_in_year(office.targets, year)["indicator_id"])
    return [subject for subject in office.subjects if subject.id in held]


def _in_year(targets: pd.DataFrame, year: int) -> pd.DataFrame:
    begun, ended = targets["valid_from"].dt.year <= year, targets["valid_to"].dt.year < year
    held: pd.DataFrame = targets[begun & ~ended & Planned.stands_in(targets)]
    return held


def plan_table(scope: Scope, figures: pd.DataFrame, chosen: Period) -> PlanTable:
    """Return the planned volumes of the year that a period ends in, as far as the period goes.

    `figures`, as `queries.figures` gives them, are of the whole office, of `subjects_with_plans`, up to the
    period's end. A row is there if the scope has a plan for it, or figures beside a place without one.
    """
    year, day = chosen.last.year, chosen.last
    subjects = subjects_with_plans(scope.office, year)
    mine = scope.narrowed(figures)
    own = {subject.id: subject.periodicity for subject in subjects}
    by_own = series_of_unit(scope.office, mine, scope.place.id, own)
    by_year = series_of_unit(
        scope.office, mine, scope.place.id, {subject.id: Periodicity.YEAR for subject in subjects}
    )
    targets = _in_year(scope.office.targets, year)
    rows = []
    for subject in subjects:
        planned = planned_for(scope, targets, figures, subject.id, day)
        if planned is not None and (planned.value is not None or subject.id in by_own):
            rows.append(
                _row(subject, planned, by_own.get(subject.id, {}), by_year.get(subject.id, {}), chosen)
            )
    return PlanTable(year, day.month, tuple(rows))


def _row(
    subject: Subject,
    planned: Planned,
    by_own: Mapping[str, Figure],
    by_year: Mapping[str, Figure],
    chosen: Period,
) -> PlanRow:
    year = chosen.last.year
    own_periods = [
        period
        for period in Period(Periodicity.YEAR, year).parts(subject.periodicity)
        if period.last <= chosen.last
    ]
    told = {period.last.month: by_own.get(period.code, NOTHING) for period in own_periods}
    so_far = by_year.get(f"{year}", NOTHING)
    return PlanRow(
        subject,
        earlier=tuple(
            by_year.get(f"{year - back}", NOTHING) for back in reversed(range(1, EARLIER_YEARS + 1))
        ),
        planned=planned,
        months=tuple(told.get(month) for month in range(1, MONTHS + 1)),
        so_far=so_far,
        planned_so_far=_so_far(subject, planned, [each for each in own_periods if _is_known(by_own, each)]),
    )


def _is_known(series: Mapping[str, Figure], period: Period) -> bool:
    return whole(series.get(period.code)) is not None


def _so_far(subject: Subject, planned: Planned, known: list[Period]) -> float | None:
    """Return what a plan has for the periods that are known: a year's sum is shared by days."""
    if planned.value is None or not known:
        return None
    if subject.kind not in SUMMED_OVER_THE_YEAR:
        return planned.value
    if planned.basis == Basis.PERIOD:
        return planned.value * len(known)
    year = Period(Periodicity.YEAR, known[0].year)
    return planned.value * sum(_days(each) for each in known) / _days(year)


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1
