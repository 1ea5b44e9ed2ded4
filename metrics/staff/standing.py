"""Where the staff stands beside the sick leave: one line per question, each judged."""

from dataclasses import dataclass

from metrics.numbers import PER_CENT, number, with_unit
from metrics.rows import Row
from metrics.staff.indicators import (
    CONSULTANTS,
    HEADS,
    HME,
    HME_SHARE,
    LOW_LEAVE,
    TURNOVER,
)
from metrics.staff.spans import Span
from metrics.staff.view import StaffView
from metrics.staff.words import spoken
from metrics.subjects import Subject
from metrics.vocabulary import Status, ThresholdRule

NAMES = {
    TURNOVER: "Personalomsättning",
    CONSULTANTS: "Konsulter",
    HME: "HME",
    HME_SHARE: "HME minst kommunens",
    HEADS: "Anställda",
}
SHARES = (LOW_LEAVE, HME_SHARE)


@dataclass(frozen=True)
class Line:
    """One line: what, how much, how much more than a year before, and how that stands to its target.

    `note` is when, and what else must be known of the value.
    """

    subject: Subject
    name: str
    note: str
    value_text: str
    change_text: str
    status: Status
    target_text: str


def lines_of(view: StaffView) -> list[Line]:
    """Return the lines of a view: who is here, who leaves, who is hired, and how they fare.

    Of a single unit no share of units is told.
    """
    several = view.engagement is not None and len(view.engagement.units) > 1
    shares = [view.row(view.known.low_leave)] if view.units else []
    shares += [view.row(view.known.hme_share)] if several else []
    rows = [*view.staffing, view.row(view.known.turnover)]
    lines = [line_of(row) for row in rows if row]
    paid = view.row(view.known.consultants)
    if paid is not None:
        lines.append(_cost_line(view, paid))
    return [*lines, *(line_of(row) for row in (view.row(view.known.hme), *shares) if row)]


def line_of(row: Row) -> Line:
    """Return the line of an indicator."""
    return Line(
        subject=row.subject,
        name=name_of(row.subject),
        note=", ".join(filter(None, [row.period.short_label, _note(row)])),
        value_text=_without_words(row),
        change_text=row.change_year_text,
        status=row.status,
        target_text=_target(row),
    )


def name_of(subject: Subject) -> str:
    """Return what a line is called: shortly, where the concept says what it is."""
    limit = limit_words(subject)
    return f"Enheter {limit}" if limit else NAMES.get(subject.concept, subject.name)


def limit_words(subject: Subject | None) -> str:
    """Say what a unit's sick leave must be for it to count in a share of units: `under 5 %`; else empty."""
    recipe = subject.recipe if subject else None
    if subject is None or subject.concept != LOW_LEAVE or recipe is None or recipe.threshold is None:
        return ""
    under = "under" if recipe.threshold_rule == ThresholdRule.BELOW else "minst"
    return f"{under} {with_unit(recipe.threshold, 0 if recipe.threshold.is_integer() else 1, PER_CENT)}"


def _without_words(row: Row) -> str:
    """Return the value; what is counted stands in the line's name already."""
    if row.figure.value is None or row.subject.unit_of_measure == PER_CENT:
        return row.value_text
    return number(row.figure.value, row.subject.decimals)


def _note(row: Row) -> str:
    figure = row.figure
    known = figure.numerator is not None and figure.denominator is not None
    if row.subject.concept not in SHARES or not known:
        return row.note
    counted = f"{number(figure.numerator, 0)} av {number(figure.denominator, 0)}"
    lacking = figure.units_expected - figure.units
    return f"{counted}, {lacking} okända" if lacking > 0 else counted


def _target(row: Row) -> str:
    return "" if row.status == Status.NO_TARGET else row.target_text


def _cost_line(view: StaffView, row: Row) -> Line:
    """Return what has been paid so far this year; a cost is judged as the year's sum so far."""
    cost = view.costs.get(Span.SO_FAR, view.costs[Span.PERIOD])
    return Line(
        subject=row.subject,
        name=f"{name_of(row.subject)}, {cost.scale.unit}",
        note=spoken(Span.SO_FAR, row.period) + (", prel." if cost.is_preliminary else ""),
        value_text=cost.now_text,
        change_text=cost.change_text,
        status=row.status,
        target_text=_target(row),
    )
