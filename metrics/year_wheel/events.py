"""A year of reporting as events of a calendar: what each is called, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from metrics.year_wheel import words
from metrics.year_wheel.occasions import Occasion, Origin
from metrics.year_wheel.states import OccasionLine
from metrics.year_wheel.year_view import YearView

OWN = "Lägesbilds egen rytm, inte planens."


@dataclass(frozen=True)
class YearEvent:
    """A day of the year: `key` names it within its organisation, the same however its day is moved."""

    key: str
    day: date
    summary: str
    description: str


def events(view: YearView) -> Iterator[YearEvent]:
    """Yield the events of a year: the plans' occasions, and the product's own entries."""
    for line in view.lines:
        told = "\n".join(_described(line, view.today))
        yield YearEvent(key_of(line), line.due, line.title, told)
    for entry in view.own:
        yield YearEvent(f"{entry.code}.{entry.about.code}", entry.due, entry.title, OWN)


def key_of(occasion: Occasion) -> str:
    """Return what an occasion is known by.

    The one that the plan prints is the only one of its kind, and one of a rhythm is known by the period that
    it tells of: both stay the same when their day is moved. What was only told of is known by its day.
    """
    which = {
        Origin.PRINTED: "",
        Origin.RECKONED: occasion.about.code if occasion.about else "",
        Origin.TOLD: occasion.due_code,
    }[occasion.origin]
    return ".".join(filter(None, (occasion.plan_code, occasion.code, which)))


def _described(line: OccasionLine, today: date) -> Iterator[str]:
    """Yield what is told of an occasion, a line each."""
    if line.recipient:
        yield f"Till: {line.recipient}"
    more = words.state_words(line, today)
    yield f"Läge {today.isoformat()}: {words.STATE[line.state]}{f', {more}' if more else ''}"
    if words.delivery_words(line):
        yield f"Lämnad enligt {words.delivery_words(line)}"
    yield words.how_known(line)
    if words.about_words(line):
        yield f"Redovisningen {words.about_words(line)}"
    yield f"Plan: {line.plan}"
    yield f"Källa: {line.source}"
