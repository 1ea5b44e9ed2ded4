"""The section of a report that tells how far a plan's activities have come."""

from metrics.change_words import day_words
from metrics.documents.material import Material, PlanFollowed
from metrics.documents.model import Cell, Section, Table
from metrics.documents.words import SECTION
from metrics.plan.activity_words import (
    SEVERAL_STANDING,
    STANDING,
    STANDING_MARKS,
    lead_sentence,
    state_note,
)
from metrics.plan.undertakings import Standing, Undertaking
from metrics.vocabulary import SectionKind
from metrics.words import begun, many

NO_PLAN = "Ingen inläst plan med aktiviteter gällde under perioden."


def activities_section(material: Material) -> Section:
    """Return the plan's undertakings, those that ask for attention first.

    An audience is told their names, states and days; the office also who answers for them and what was told.
    """
    plan = material.plan
    if plan is None or not plan.undertakings:
        return Section(SectionKind.ACTIVITIES, SECTION[SectionKind.ACTIVITIES], (NO_PLAN,))
    table = _inside(plan) if material.is_inside else _outward(plan)
    paragraphs = (
        f"{plan.title}. Läget den {day_words(plan.day)}: {_counted(plan)}.",
        *((lead_sentence(plan.undertakings, plan.ended_on),) if material.is_inside else ()),
    )
    return Section(SectionKind.ACTIVITIES, SECTION[SectionKind.ACTIVITIES], paragraphs, (), (table,))


def _counted(plan: PlanFollowed) -> str:
    counts = {state: sum(line.standing == state for line in plan.undertakings) for state in Standing}
    told = [many(count, STANDING[state], SEVERAL_STANDING[state]) for state, count in counts.items() if count]
    return "; ".join(told)


def _inside(plan: PlanFollowed) -> Table:
    headings = ("Aktivitet", "Läge", "Börjar", "Slutar", "Ansvarig", "Senast berättat")
    rows = tuple(
        (*_open(line), Cell(begun(line.responsible)), Cell(_told(line))) for line in plan.undertakings
    )
    return Table("Aktiviteter i planen", headings, (False,) * 6, rows)


def _outward(plan: PlanFollowed) -> Table:
    headings = ("Aktivitet", "Läge", "Börjar", "Slutar")
    return Table("Aktiviteter i planen", headings, (False,) * 4, tuple(map(_open, plan.undertakings)))


def _open(line: Undertaking) -> tuple[Cell, Cell, Cell, Cell]:
    """Return what anyone may know of an undertaking."""
    name = line.title if line.kind == "aktivitet" else f"{line.title} ({line.kind})"
    note = state_note(line)
    state = f"{STANDING_MARKS[line.standing].symbol} {STANDING[line.standing]}"
    days = [Cell(day.isoformat() if day else "", day=day) for day in (line.starts, line.ends)]
    return Cell(name), Cell(f"{state} ({note})" if note else state), days[0], days[1]


def _told(line: Undertaking) -> str:
    told = line.latest
    if told is None:
        return ""
    return f"{day_words(told.told_on)}, {told.role}{f': {told.note}' if told.note else ''}"
