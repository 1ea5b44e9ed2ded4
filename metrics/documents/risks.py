"""The section of an extract that tells of a plan's risks: how each is weighed, and what is done about it."""

from metrics.change_words import day_words
from metrics.documents.material import Material, RisksFollowed
from metrics.documents.model import Cell, Section, Table
from metrics.documents.words import SECTION
from metrics.plan.activity_words import STANDING, STANDING_MARKS, state_note
from metrics.plan.undertakings import Undertaking
from metrics.risks.register import RiskLine, by_weight
from metrics.risks.scale import scale_words
from metrics.risks.words import STATES_NO_WEIGHT, UNWEIGHED, change_words
from metrics.vocabulary import SectionKind
from metrics.words import begun
from metrics.year_wheel.owed_lines import OwedLine
from metrics.year_wheel.words import MARKS, NO_TIME, STATE, due_words, owed_words, pressing_words

RISK, LIKELIHOOD, CONSEQUENCE, VALUE, BAND = "Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Nivå"
MOVED, ACTIONS, RESPONSIBLE, NEXT = "Mot förra", "Åtgärder", "Ansvarig", "Nästa uppföljning"
FIRST_WEIGHING = "första bedömningen"
BETWEEN = " · "
"""Several things in one cell."""
NO_ACTIONS = "Planen har inga åtgärder för risken."
NO_FOLLOW_UP = "Planen säger inte när risken ska följas upp."
LEVEL = f"{BAND}, {MOVED.lower()}"
"""One column for two of the page's: on paper there is no room for more."""
HEADINGS = (RISK, LIKELIHOOD, CONSEQUENCE, VALUE, LEVEL, ACTIONS, RESPONSIBLE, NEXT)
IS_NUMBER = tuple(heading in (LIKELIHOOD, CONSEQUENCE, VALUE) for heading in HEADINGS)


def risks_section(material: Material) -> Section:
    """Return the plan's risks as the page lists them: the greatest first, then those nobody has weighed."""
    followed = material.risks
    assert followed is not None  # only an extract of risks has the section
    unweighed = [line for line in followed.lines if line.latest is None]
    lines = [*by_weight(followed.lines), *unweighed]
    table = Table("Risker i planen", HEADINGS, IS_NUMBER, tuple(_row(line, followed) for line in lines))
    paragraphs = (f"{followed.title}. Läget den {day_words(followed.day)}.", scale_words())
    return Section(SectionKind.RISKS, SECTION[SectionKind.RISKS], paragraphs, (), (table,))


def action_aside(action: Undertaking) -> str:
    """Say how an action stands beyond its sign, and who answers for it; empty where nothing is known."""
    return "; ".join(filter(None, (state_note(action), action.responsible)))


def _row(line: RiskLine, followed: RisksFollowed) -> tuple[Cell, ...]:
    return (
        Cell(f"{line.label}: {line.title}"),
        *_weighed(line, is_over=followed.is_over),
        Cell(BETWEEN.join(map(_action, line.actions)) or NO_ACTIONS),
        Cell(begun(line.responsible)),
        _next(line),
    )


def _weighed(line: RiskLine, *, is_over: bool) -> tuple[Cell, ...]:
    """Return a risk's steps and value, and its band with how it has moved."""
    latest = line.latest
    if latest is None:
        unweighed = STATES_NO_WEIGHT if is_over else UNWEIGHED
        return Cell(""), Cell(""), Cell(""), Cell(unweighed)
    figures = (latest.likelihood, latest.consequence, latest.value)
    level = _with_aside(latest.band.word, change_words(line) or FIRST_WEIGHING)
    return *(Cell(str(figure), figure) for figure in figures), Cell(level)


def _action(action: Undertaking) -> str:
    state = f"{STANDING_MARKS[action.standing].symbol} {STANDING[action.standing]}"
    return _with_aside(f"{state}: {action.title}", action_aside(action))


def _with_aside(text: str, aside: str) -> str:
    return f"{text.rstrip('.')} ({aside})" if aside else text


def _next(line: RiskLine) -> Cell:
    """Return when a risk is told of next: what is late, else the day, else what the plan says of it.

    A month is no day: it stays the text that the plan has.
    """
    if late := [owed for owed in line.owed if owed.late]:
        return Cell(BETWEEN.join(map(_owed, late)))
    if ahead := [occasion for owed in line.owed for occasion in owed.ahead]:
        first = min(ahead, key=lambda occasion: occasion.due)
        return Cell(due_words(first.due_code), day=None if first.names_month else first.due)
    return Cell(line.follow_up or BETWEEN.join(map(_owed, line.owed)) or NO_FOLLOW_UP)


def _owed(owed: OwedLine) -> str:
    """Say how an account stands, which it is, and when it was given or is due."""
    state = owed.pressing.state if owed.pressing else None
    sign = f"{MARKS[state].symbol} {STATE[state]}: " if state else ""
    return _with_aside(f"{sign}{owed.title}", pressing_words(owed) or owed_words(owed) or NO_TIME)
