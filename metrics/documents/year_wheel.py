"""The section of an extract that tells of a year of reporting: what is due, when, to whom, how it stands."""

from collections.abc import Iterator, Sequence
from datetime import date

from metrics.change_words import day_words
from metrics.documents.material import Material
from metrics.documents.model import Cell, Section, Table
from metrics.documents.words import NOTE, SECTION
from metrics.vocabulary import SectionKind
from metrics.year_wheel import words
from metrics.year_wheel.occasions import Origin, Owed
from metrics.year_wheel.own_rhythm import OwnEntry
from metrics.year_wheel.states import OccasionLine, State
from metrics.year_wheel.year_view import YearView

DUE, WHAT, TO, STATE, WHERE = "Senast", "Vad", "Till vem", "Läge", "Var i planen"
HEADINGS = (DUE, WHAT, TO, STATE, NOTE, WHERE)
NO_RECIPIENT, WHOLE_PLAN, OWN_RHYTHM = "anges inte", "planen som helhet", "Lägesbilds rytm"
OWN = f"«{OWN_RHYTHM}»: det som ska rapporteras i Lägesbild, inte planens."


def year_wheel_section(material: Material) -> Section:
    """Return the year's list by day as the page has it, and last in it what the plans give no time for."""
    view = material.year
    assert view is not None  # only an extract of a year has the section
    rows = (*_dated(view), *_untimed(view))
    table = Table(f"Redovisningar {view.year}", HEADINGS, (False,) * len(HEADINGS), rows)
    meanings = " ".join([*meanings_of(view), *([OWN] if view.own else [])])
    paragraphs = tuple(filter(None, (_standing(view), meanings)))
    return Section(SectionKind.YEAR_WHEEL, SECTION[SectionKind.YEAR_WHEEL], paragraphs, (), (table,))


def meanings_of(view: YearView) -> Iterator[str]:
    """Yield what the words beside the days and states of a year mean, of those that it has."""
    if any(line.origin == Origin.RECKONED for line in view.lines):
        yield "«Räknat»: planen anger ingen dag; räknat som sista arbetsdagen månaden efter."
    if any(line.is_stated and line.names_month for line in view.lines):
        yield "«Planen: månaden»: planen anger månaden; räknat till dess sista arbetsdag."
    if any(line.state == State.UNREPORTED for line in view.lines):
        yield (
            "«Inget rapporterat här»: ingen redovisning är inskriven, "
            "och planens tid är slut eller har inte börjat."
        )


def by_day(own: Sequence[OwnEntry]) -> Iterator[tuple[date, list[OwnEntry]]]:
    """Go through the product's own entries, those of a day together."""
    for due in dict.fromkeys(each.due for each in own):
        yield due, [each for each in own if each.due == due]


def _standing(view: YearView) -> str:
    """Say which plans a year's list is of, and how many of its occasions stand how on the day."""
    counts = words.counts_words(words.counted(view.lines))
    plans = f"{', '.join(view.plans)}. " if view.plans else ""
    return f"{plans}Läget den {day_words(view.today)}{f': {counts}' if counts else ''}."


def _dated(view: YearView) -> list[tuple[Cell, ...]]:
    """Return the occasions and the product's own entries by day; of a day the plans' own stand first."""
    several = len(view.plans) > 1
    found: list[tuple[date, tuple[Cell, ...]]] = [
        *((line.due, _line(line, view.today, several=several)) for line in view.lines),
        *((due, _own(due, entries)) for due, entries in by_day(view.own)),
    ]
    return [row for _, row in sorted(found, key=lambda each: each[0])]


def _line(line: OccasionLine, today: date, *, several: bool) -> tuple[Cell, ...]:
    state = f"{words.MARKS[line.state].symbol} {words.STATE[line.state]}"
    more = words.state_words(line, today)
    notes = (words.reckoned_words(line), words.about_words(line), words.delivery_words(line))
    return (
        Cell(words.when(line), day=line.due),
        Cell(line.title),
        _to(line),
        Cell(f"{state} ({more})" if more else state),
        Cell("; ".join(filter(None, notes))),
        _where(line, several=several),
    )


def _own(due: date, entries: Sequence[OwnEntry]) -> tuple[Cell, ...]:
    day, titles = Cell(day_words(due, year=False), day=due), ", ".join(each.title for each in entries)
    return day, Cell(titles), Cell(""), Cell(""), Cell(""), Cell(OWN_RHYTHM)


def _untimed(view: YearView) -> Iterator[tuple[Cell, ...]]:
    for owed in view.without_time:
        where = _where(owed, several=len(view.plans) > 1)
        yield Cell(words.NO_TIME), Cell(owed.title), _to(owed), Cell(""), Cell(""), where


def _to(owed: Owed) -> Cell:
    return Cell(owed.recipient or NO_RECIPIENT)


def _where(owed: Owed, *, several: bool) -> Cell:
    goal = owed.objective or WHOLE_PLAN
    return Cell(f"{goal} ({owed.plan})" if several else goal)
