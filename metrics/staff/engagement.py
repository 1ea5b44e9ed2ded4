"""Engagement (HME): the index and its parts, and the units held against the whole municipality's result."""

from dataclasses import dataclass

from metrics.derivation.unit_shares import passes
from metrics.numbers import number
from metrics.office import Place
from metrics.periods import Period
from metrics.row_words import change_words, value_words
from metrics.rows import NOTHING, Row
from metrics.staff.desk import Desk, Series
from metrics.staff.indicators import HME, HME_OF_ALL, HME_PARTS, as_the_city
from metrics.subjects import Figure, Subject

NAMES = {
    HME: "HME",
    **dict(zip(HME_PARTS, ("Motivation", "Ledarskap", "Styrning"), strict=True)),
    HME_OF_ALL: "Hela kommunen",
}


@dataclass(frozen=True)
class IndexLine:
    """An index of a year beside the year before."""

    name: str
    now_text: str
    then_text: str
    change_text: str


@dataclass(frozen=True)
class UnitIndex:
    """A unit's index, whether it is at or above the municipality's (None = not known), and its answers."""

    place: Place
    line: IndexLine
    passed: bool | None
    answers_text: str


@dataclass(frozen=True)
class Engagement:
    """The index of a unit and a period. `parts` are its own, `of_all` the whole municipality's.

    `units` are the lowest that report; alone, the unit itself stands there. `share` is the row of those at
    or above the municipality's, where the plan has it as an indicator.
    """

    row: Row
    period: Period
    whole: IndexLine
    parts: tuple[IndexLine, ...]
    of_all: IndexLine | None
    units: tuple[UnitIndex, ...]
    share: Row | None

    @property
    def known(self) -> list[UnitIndex]:
        """The units that could be held against the municipality's result."""
        return [unit for unit in self.units if unit.passed is not None]

    @property
    def passing(self) -> list[UnitIndex]:
        """Those at or above it."""
        return [unit for unit in self.known if unit.passed]


def engagement(desk: Desk, rows: dict[int, Row]) -> Engagement | None:
    """Return the engagement of a unit; None where it has never been told."""
    hme = desk.known.hme
    if hme is None or not any(figure.value is not None for figure in desk.series(desk.place, hme).values()):
        return None
    row, of_all = rows[hme.id], desk.known.hme_of_all
    everyone = desk.series(desk.office.places[0], of_all) if of_all else {}
    reference = everyone.get(row.period.code, NOTHING).value
    share = desk.known.hme_share
    return Engagement(
        row=row,
        period=row.period,
        whole=index_line(hme, desk.series(desk.place, hme), row.period, desk),
        parts=tuple(
            index_line(part, series, row.period, desk)
            for part in desk.known.hme_parts
            if (series := desk.series(desk.place, part))
        ),
        of_all=index_line(of_all, everyone, row.period, desk) if of_all and everyone else None,
        units=tuple(_units(desk, hme, row.period, reference)),
        share=rows[share.id] if share and rows[share.id].known else None,
    )


def index_line(subject: Subject, series: Series, period: Period, desk: Desk) -> IndexLine:
    """Return an index of a period beside that of the year before."""
    values = {code: figure.value for code, figure in series.items() if figure.value is not None}
    before = period.year_before
    return IndexLine(
        name=NAMES.get(subject.concept, subject.name),
        now_text=value_words(subject, series.get(period.code, NOTHING)),
        then_text=value_words(subject, series.get(before.code, NOTHING)),
        change_text=change_words(subject, values, period, before, desk.office.redefined(subject.id)),
    )


def _units(desk: Desk, hme: Subject, period: Period, reference: float | None) -> list[UnitIndex]:
    """Hold the lowest units that report against the municipality's result."""
    reporting = [place for place in (desk.place, *desk.below) if desk.series(place, hme)]
    above = {place.parent_id for place in reporting}
    return [_unit(desk, place, hme, period, reference) for place in reporting if place.id not in above]


def _unit(desk: Desk, place: Place, hme: Subject, period: Period, reference: float | None) -> UnitIndex:
    series = desk.series(place, hme)
    figure = series.get(period.code, NOTHING)
    of_all = desk.known.hme_of_all
    passed = None
    if figure.value is not None and of_all is not None:
        passed = passes(figure.value, hme.decimals, as_the_city(hme, of_all), reference)
    return UnitIndex(place, index_line(hme, series, period, desk), passed, _answers(figure))


def _answers(figure: Figure) -> str:
    return "–" if figure.n is None else number(figure.n, 0)
