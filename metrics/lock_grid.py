"""A year's periods, locked or open, unit by unit; and the sentence that says it of one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.locking import WHOLE_OFFICE, Lock, lock_of
from metrics.office import Office, Place
from metrics.periods import MONTH_NAMES, Period
from metrics.unit_tree import lines_above
from metrics.vocabulary import Periodicity

SHOWN = tuple(Periodicity)


class Closed(StrEnum):
    """Whether a period is locked, open although it has ended, still running, or yet to come."""

    LOCKED = "locked"
    OPEN = "open"
    RUNNING = "running"
    COMING = "coming"


@dataclass(frozen=True)
class Cell:
    """A unit's period: how it stands, and the lock that closes it."""

    period: Period
    closed: Closed
    lock: Lock | None


@dataclass(frozen=True)
class Line:
    """A unit's year."""

    place: Place
    cells: tuple[Cell, ...]


def periods_of(year: int, kinds: Sequence[Periodicity] = SHOWN) -> list[Period]:
    """Return the periods of a year, kind by kind in order."""
    return [each for kind in kinds for each in Period(Periodicity.YEAR, year).parts(kind)]


def above_of(office: Office) -> Mapping[int, Sequence[int]]:
    """Return unit -> the units above it, nearest first."""
    return lines_above({place.id: place.parent_id for place in office.places})


def grid(office: Office, unit_id: int, locks: Sequence[Lock], year: int, today: date) -> tuple[Line, ...]:
    """Return the year of a unit and each below it, in tree order, as it stands today."""
    above, below = above_of(office), office.ancestors_below(unit_id)
    return tuple(
        Line(place, tuple(cell(place.id, each, locks, above[place.id], today) for each in periods_of(year)))
        for place in office.places
        if place.id in below
    )


def different(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the first line, and those that don't stand as the unit above them does."""
    standings = {line.place.id: [each.closed for each in line.cells] for line in lines}
    first, *below = lines
    return (first, *(line for line in below if standings[line.place.id] != standings[_parent(line)]))


def _parent(line: Line) -> int:
    assert line.place.parent_id is not None  # a line below another has a unit above it
    return line.place.parent_id


def cell(unit_id: int, period: Period, locks: Sequence[Lock], above: Sequence[int], today: date) -> Cell:
    """Return how a unit's period stands; `above` are the units above it."""
    lock = lock_of(locks, unit_id, period, above)
    if lock:
        return Cell(period, Closed.LOCKED, lock)
    if period.last < today:
        return Cell(period, Closed.OPEN, None)
    return Cell(period, Closed.RUNNING if period.first <= today else Closed.COMING, None)


def lock_sentence(line: Line, year: int) -> str:
    """Say which months of a unit's year are locked, which are open, and which is not over."""
    months = [each for each in line.cells if each.period.periodicity == Periodicity.MONTH]
    locked = [each for each in months if each.closed == Closed.LOCKED]
    name = line.place.name
    if not locked:
        return f"Ingen månad {year} är låst för {name}."
    if all(each.lock is not None and each.lock.unit_id is None for each in locked):
        name = WHOLE_OFFICE
    closed = [each.period for each in locked]
    told = f"{_months(closed).capitalize()} {year} är {'låst' if len(closed) == 1 else 'låsta'} för {name}"
    left = " och ".join(filter(None, (_open(months), _running(months))))
    return f"{told}; {left}." if left else f"{told}."


def _open(months: Sequence[Cell]) -> str:
    periods = [each.period for each in months if each.closed == Closed.OPEN]
    return f"{_months(periods)} är {'öppen' if len(periods) == 1 else 'öppna'}" if periods else ""


def _running(months: Sequence[Cell]) -> str:
    periods = [each.period for each in months if each.closed == Closed.RUNNING]
    return f"{_months(periods)} pågår" if periods else ""


def _months(periods: Sequence[Period]) -> str:
    """Name months in order, those that follow on each other as a span: `januari–mars och maj`."""
    spans: list[list[Period]] = []
    for period in periods:
        if spans and spans[-1][-1].shifted(1) == period:
            spans[-1].append(period)
        else:
            spans.append([period])
    names = [_span(span[0], span[-1]) for span in spans]
    return " och ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _span(first: Period, last: Period) -> str:
    names = [MONTH_NAMES[each.index - 1] for each in (first, last)]
    return names[0] if first == last else "–".join(names)
