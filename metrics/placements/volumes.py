"""How much care a scope had in a period, form by form and together: days, people, moves and prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from metrics.periods import PER_YEAR, Period, is_coarser, latest_within
from metrics.placements.amounts import Series, Tally, tally
from metrics.placements.care_forms import CareForm, MeasuredForm
from metrics.placements.costs import Cost, Ledger, Price, price_of
from metrics.placements.scope import Scope
from metrics.rows import NOTHING
from metrics.subjects import Figure
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Periodicity

DRAWN_YEARS = {Periodicity.MONTH: 2, Periodicity.QUARTER: 3, Periodicity.TERTIAL: 4}
MOST_YEARS = 6
"""How many years back what is drawn goes, by its periods."""


@dataclass(frozen=True)
class FormSeries:
    """One form of a scope over time.

    `days`, `new` and `ended` are by the periods shown, `own_days` and `placed` by the indicators' own.
    """

    measured: MeasuredForm
    days: Series
    own_days: Series
    placed: Series = field(default_factory=dict)
    new: Series = field(default_factory=dict)
    ended: Series = field(default_factory=dict)
    costs: Mapping[str, Cost] = field(default_factory=dict)

    @property
    def form(self) -> CareForm:
        """The form itself."""
        return self.measured.form

    @property
    def ledger(self) -> Ledger:
        """Its days with what they cost."""
        return Ledger(self.own_days, self.measured.days.periodicity, self.costs)


@dataclass(frozen=True)
class FormFigures:
    """One form of a scope in a period. `before` is the same period a year earlier, where it compares.

    `seen_days` and `seen_prices` are of the periods drawn, oldest first (None = not known).
    """

    measured: MeasuredForm
    days: Figure
    days_before: Figure
    placed: Figure
    new: Figure
    ended: Figure
    price: Price
    price_before: Price
    seen_days: tuple[Figure, ...]
    seen_prices: tuple[Price, ...]

    @property
    def form(self) -> CareForm:
        """The form itself."""
        return self.measured.form


@dataclass(frozen=True)
class Volumes:
    """What a scope had of care. The sums are of placements: help beside them is in none of them."""

    scope: Scope
    forms: tuple[FormFigures, ...]
    days: Tally
    days_before: Tally
    placed: Tally
    new: Tally
    ended: Tally
    price: Price
    price_before: Price

    @property
    def placements(self) -> tuple[FormFigures, ...]:
        """The forms that are placements."""
        return tuple(each for each in self.forms if each.form.is_placement)

    @property
    def beside(self) -> tuple[FormFigures, ...]:
        """The forms that are help beside placements."""
        return tuple(each for each in self.forms if not each.form.is_placement)


def period_of(forms: Sequence[MeasuredForm], chosen: Period) -> Period:
    """Return the period that all forms can be shown for: the chosen one, or the latest of the coarsest."""
    shown = chosen.periodicity
    for measured in forms:
        by = measured.days.shown_by(chosen.periodicity)
        shown = by if is_coarser(by, shown) else shown
    return latest_within(chosen.last, shown)


def periods_drawn(period: Period) -> list[Period]:
    """Return the periods of a picture that ends with a period, oldest first."""
    years = DRAWN_YEARS.get(period.periodicity, MOST_YEARS)
    return [period.shifted(-back) for back in reversed(range(years * PER_YEAR[period.periodicity]))]


def series_of_forms(
    scope: Scope, figures: pd.DataFrame, forms: Sequence[MeasuredForm], period: Period
) -> list[FormSeries]:
    """Return the series of the forms that a scope has had anything to do with.

    `figures`, as `queries.figures` gives them, are of these units or more, and of the forms' indicators.
    Without costs: those are added by the caller, who knows the books.
    """
    mine = scope.narrowed(figures)
    shown = {
        subject.id: subject.periodicity if subject is measured.placed else period.periodicity
        for measured in forms
        for subject in measured.subjects
    }
    own = {measured.days.id: measured.days.periodicity for measured in forms}
    series = series_of_unit(scope.office, mine, scope.place.id, shown)
    own_days = series if own.items() <= shown.items() else _own(scope, mine, own)
    return [
        FormSeries(
            measured,
            days=series[measured.days.id],
            own_days=own_days[measured.days.id],
            placed=series.get(measured.placed.id, {}) if measured.placed else {},
            new=series.get(measured.new.id, {}) if measured.new else {},
            ended=series.get(measured.ended.id, {}) if measured.ended else {},
        )
        for measured in forms
        if measured.days.id in series
    ]


def _own(scope: Scope, figures: pd.DataFrame, own: Mapping[int, Periodicity]) -> dict[int, dict[str, Figure]]:
    days = figures[figures["indicator_id"].isin(list(own))]
    return series_of_unit(scope.office, days, scope.place.id, own)


def volumes_of(scope: Scope, series: Sequence[FormSeries], period: Period) -> Volumes:
    """Return what a scope had of care in a period, of the series of its forms."""
    placements = [each for each in series if each.form.is_placement]
    before = period.year_before
    compared = [(each.form, _comparable(scope, each, period)) for each in placements]
    ledgers = [each.ledger for each in placements]
    return Volumes(
        scope,
        tuple(_form(scope, each, period) for each in series),
        days=tally(((each.form, each.days) for each in placements), period.code),
        days_before=tally(compared, before.code),
        placed=_placed(placements, period),
        new=tally(((each.form, each.new) for each in placements), period.code),
        ended=tally(((each.form, each.ended) for each in placements), period.code),
        price=price_of(ledgers, period),
        price_before=price_of(ledgers, before),
    )


def _form(scope: Scope, series: FormSeries, period: Period) -> FormFigures:
    before = period.year_before
    drawn = periods_drawn(period)
    return FormFigures(
        series.measured,
        days=series.days.get(period.code, NOTHING),
        days_before=_comparable(scope, series, period).get(before.code, NOTHING),
        placed=series.placed.get(placed_period(series.measured, period).code, NOTHING),
        new=series.new.get(period.code, NOTHING),
        ended=series.ended.get(period.code, NOTHING),
        price=price_of([series.ledger], period),
        price_before=price_of([series.ledger], before),
        seen_days=tuple(series.days.get(each.code, NOTHING) for each in drawn),
        seen_prices=tuple(price_of([series.ledger], each) for each in drawn),
    )


def placed_period(measured: MeasuredForm, period: Period) -> Period:
    """Return the period whose last day people are counted on: the last month of the period, as a rule."""
    subject = measured.placed or measured.days
    return latest_within(period.last, subject.periodicity)


def _placed(series: Sequence[FormSeries], period: Period) -> Tally:
    """Count the people on the last day, over forms that may be counted by periods of their own."""
    told = [tally([(each.form, each.placed)], placed_period(each.measured, period).code) for each in series]
    lacking = tuple(form for each in told for form in each.lacking)
    if lacking or not told:
        return Tally(None, lacking)
    known = [each.value for each in told if each.value is not None]
    return Tally(sum(known), (), any(each.preliminary for each in told))


def _comparable(scope: Scope, series: FormSeries, period: Period) -> Series:
    """Return a form's days as they compare: figures that meant something else are not there to be seen."""
    changed = scope.office.redefined(series.measured.days.id)
    if any(period.year_before.first < day <= period.last for day in changed):
        return dict.fromkeys(series.days, NOTHING)
    return series.days
