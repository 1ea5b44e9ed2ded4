"""The staff of a unit and a month, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.office import Office, Place
from metrics.periods import Period, latest_within
from metrics.row_words import change_words, value_words
from metrics.rows import NOTHING, Row
from metrics.staff.costs import Cost, costs, written_as_negative
from metrics.staff.desk import Desk
from metrics.staff.engagement import Engagement, engagement
from metrics.staff.indicators import CONCEPTS, StaffIndicators, staff_indicators
from metrics.staff.sick_leave import Leave
from metrics.staff.spans import Span
from metrics.staff.units import UnitLine, unit_lines
from metrics.subjects import Subject
from metrics.targets import stretches_in_force
from metrics.unit_series import needed
from metrics.vocabulary import Area, Periodicity


@dataclass(frozen=True)
class UnitStaff:
    """A unit's turnover of the year and the year before, and its consultants so far this year and last."""

    place: Place
    turnover: str
    turnover_change: str
    cost: Cost | None


@dataclass(frozen=True)
class StaffView:
    """What the page of the staff shows. `month` is the last of the chosen period.

    `leave` has the whole first, then its parts; `rows` are those of all other indicators, by number.
    `target_lines` are the targets of the sick leave over time, as a chart takes them. `uncounted` are the
    names of units whose employees have never been counted, so that they can't be protected.
    """

    place: Place
    chosen: Period
    month: Period
    known: StaffIndicators
    leave: tuple[Leave, ...]
    units: tuple[UnitLine, ...]
    rows: Mapping[int, Row]
    costs: Mapping[Span, Cost]
    costs_are_negative: bool
    engagement: Engagement | None
    by_unit: tuple[UnitStaff, ...]
    target_lines: pd.DataFrame
    uncounted: tuple[str, ...]

    @property
    def whole(self) -> Leave | None:
        """The sick leave of all days; None where the office doesn't follow it."""
        return self.leave[0] if self.leave else None

    def period_of(self, subject: Subject) -> Period:
        """Return the latest of an indicator's own periods that has ended with the month."""
        return latest_within(self.month.last, subject.periodicity)

    def row(self, subject: Subject | None) -> Row | None:
        """Return the row of an indicator that has something to say, None where there is none."""
        row = self.rows.get(subject.id) if subject else None
        return row if row and row.known else None

    @property
    def staffing(self) -> list[Row]:
        """What is known of how many work here."""
        rows = [self.row(subject) for subject in (*self.known.staffing, self.known.heads)]
        return list({row.subject.id: row for row in rows if row}.values())

    @property
    def others(self) -> list[Row]:
        """What else the office follows of its staff."""
        return [row for row in map(self.row, self.known.others) if row]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be said."""
        return not (self.leave or any(row.known for row in self.rows.values()))


def staff_ids(office: Office) -> list[int]:
    """Return the indicators whose figures a view of the staff needs."""
    asked = [each.id for each in office.subjects if each.concept in CONCEPTS or each.area == Area.STAFF]
    return sorted(needed(office, asked))


def staff_view(office: Office, figures: pd.DataFrame, place: Place, chosen: Period) -> StaffView:
    """Gather everything that is to be said of the staff of a unit at the end of a period.

    `figures` are all those of `staff_ids`, up to the period's end, of the unit, everything below it and
    the root.
    """
    known = staff_indicators(office, set(figures["indicator_id"].tolist()))
    desk = Desk(office, figures, place, known, latest_within(chosen.last, Periodicity.MONTH))
    by_unit = (*known.leave[:1], known.heads, known.hme, known.turnover, known.consultants)
    desk.prepare([place, *desk.below], {subject for subject in by_unit if subject})
    desk.prepare([place], {*known.leave[1:], *known.hme_parts})
    leave = tuple(
        each for each in (desk.leave(place, subject) for subject in known.leave) if _concerns(desk, each)
    )
    units = tuple(unit_lines(desk, known.leave[0])) if known.leave else ()
    apart = {subject.id for subject in (*known.leave, known.so_far, known.twelve_months) if subject}
    rows = desk.rows([subject for subject in known.every if subject.id not in apart])
    paid = desk.series(place, known.consultants) if known.consultants else {}
    return StaffView(
        place=place,
        chosen=chosen,
        month=desk.month,
        known=known,
        leave=leave,
        units=units,
        rows=rows,
        costs=costs(known.consultants, paid, desk.period_of(known.consultants)) if known.consultants else {},
        costs_are_negative=written_as_negative(paid),
        engagement=engagement(desk, rows),
        by_unit=tuple(_by_unit(desk)),
        target_lines=_target_lines(desk),
        uncounted=tuple(_uncounted(units)),
    )


def _concerns(desk: Desk, leave: Leave) -> bool:
    """Tell whether sick leave is told of, or aimed at, here: a target for all speaks to the root alone."""
    target = leave.measures[Span.PERIOD].target
    is_root = desk.place.id == desk.office.places[0].id
    return leave.told or (target is not None and (is_root or not target.for_all))


def _by_unit(desk: Desk) -> list[UnitStaff]:
    """Return turnover and consultants of the lowest units that have told of either."""
    lines = [line for line in (_unit_staff(desk, place) for place in desk.below) if line]
    above = {line.place.parent_id for line in lines}
    return [line for line in lines if line.place.id not in above]


def _unit_staff(desk: Desk, place: Place) -> UnitStaff | None:
    turnover, consultants = desk.known.turnover, desk.known.consultants
    left = desk.series(place, turnover) if turnover else {}
    paid = desk.series(place, consultants) if consultants else {}
    if not (left or paid):
        return None
    text, change = "–", ""
    if turnover and left:
        period = desk.period_of(turnover)
        values = {code: figure.value for code, figure in left.items() if figure.value is not None}
        redefined = desk.office.redefined(turnover.id)
        text = value_words(turnover, left.get(period.code, NOTHING))
        change = change_words(turnover, values, period, period.year_before, redefined)
    cost = costs(consultants, paid, desk.period_of(consultants)).get(Span.SO_FAR) if consultants else None
    return UnitStaff(place, text, change, cost)


def _target_lines(desk: Desk) -> pd.DataFrame:
    """Return the targets over time that the steadiest measure of sick leave is judged by."""
    targets, known = desk.office.targets, desk.known
    sole = desk.office.sole_units(desk.place.id, desk.figures)
    end = pd.Timestamp(desk.month.last)
    for subject in (known.twelve_months, *known.leave[:1]):
        if subject is not None:
            mine = targets[targets["indicator_id"] == subject.id]
            found = stretches_in_force(mine, desk.place.id, sole)
            if ((found["valid_from"] <= end) & (found["valid_to"] >= end)).any():
                return found
    return targets.iloc[:0]


def _uncounted(units: tuple[UnitLine, ...]) -> list[str]:
    shown = [line for line in units if not line.is_sum and line.leave.has_value]
    return [line.place.name for line in shown if not line.counted]
