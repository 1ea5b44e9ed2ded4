"""The year of reporting in words: states, days, and the sentence that Årshjul opens with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from metrics.change_words import day_words
from metrics.numbers import number
from metrics.periods import Period, PeriodError
from metrics.plan import marks
from metrics.theme import Mark
from metrics.vocabulary import Periodicity
from metrics.words import many, shortened
from metrics.year_wheel.occasions import Occasion, Origin, Owed
from metrics.year_wheel.owed_lines import OwedLine
from metrics.year_wheel.states import AHEAD, OccasionLine, State
from metrics.year_wheel.year_view import YearView

STATE = {
    State.LATE: "försenad",
    State.DUE: "inom 30 dagar",
    State.COMING: "kommer",
    State.DELIVERED_LATE: "lämnad sent",
    State.DELIVERED: "lämnad i tid",
    State.UNREPORTED: "inget rapporterat här",
}
STATES = STATE | {
    State.LATE: "försenade",
    State.DELIVERED_LATE: "lämnade sent",
    State.DELIVERED: "lämnade i tid",
}
"""Of several."""
MARKS = {
    State.LATE: marks.LATE,
    State.DUE: Mark("»", "ink"),
    State.COMING: Mark("›", "no_news"),
    State.DELIVERED_LATE: Mark("◧", "ink"),
    State.DELIVERED: marks.DONE,
    State.UNREPORTED: marks.UNREPORTED,
}
"""Symbols apart in shape without colour, each beside its word."""
RHYTHM = {
    Periodicity.MONTH: "månadsvis",
    Periodicity.QUARTER: "kvartalsvis",
    Periodicity.TERTIAL: "tertialvis",
    Periodicity.HALF_YEAR: "halvårsvis",
    Periodicity.YEAR: "årsvis",
}
RECKONED = "Planen anger ingen dag; räknat som sista arbetsdagen månaden efter."
MONTH_ONLY = "Planen anger månaden; räknat till dess sista arbetsdag."
DAY_NAMED = "Planen anger dagen."
NO_TIME = "ingen tid anges"
OWED = ("redovisning", "redovisningar")
LONGEST_TITLE = 90


def days(count: int) -> str:
    """Say how many days."""
    return many(count, "dag", "dagar")


def short(title: str) -> str:
    """Return a title for the middle of a sentence, cut at a word where it is long."""
    return shortened(" ".join(title.split()).rstrip("."), LONGEST_TITLE)


def when(occasion: Occasion) -> str:
    """Say by which day an occasion is due, within its year."""
    return day_words(occasion.due, year=False)


def how_known(occasion: Occasion) -> str:
    """Say whether the plan names the day, and else how it is reckoned."""
    if occasion.origin == Origin.TOLD:
        return "Planen anger ingen tid; lämnad ändå."
    if occasion.origin == Origin.RECKONED:
        return RECKONED
    return MONTH_ONLY if occasion.names_month else DAY_NAMED


def reckoned_words(occasion: Occasion) -> str:
    """Say, beside a day, what of it is not the plan's own; empty for a day that the plan names."""
    if occasion.origin == Origin.TOLD:
        return "ingen tid i planen"
    if occasion.origin == Origin.RECKONED:
        return "räknat"
    return "planen: månaden" if occasion.names_month else ""


def about_words(occasion: Occasion) -> str:
    """Say what period an occasion tells of, and how often the plan wants it; empty where neither is known."""
    told = [f"om {occasion.about.label}"] if occasion.about else []
    if occasion.rhythm and not occasion.about:
        told.append(f"ska ske {RHYTHM[occasion.rhythm]}")
    return ", ".join(told)


def due_words(due_code: str) -> str:
    """Say a month or a day in words: `juni 2024`, `10 december 2026`."""
    try:
        return Period.parse(due_code).label
    except PeriodError:
        return day_words(date.fromisoformat(due_code))


def owed_words(owed: OwedLine) -> str:
    """Say how often or when something is owed as the plan says it, and to whom; empty where it is silent."""
    often = RHYTHM[owed.rhythm] if owed.rhythm else ""
    due = next((due_words(each.due_code) for each in owed.occasions if each.is_stated), "")
    return ", ".join(filter(None, (often, due, _to(owed).strip())))


def pressing_words(owed: OwedLine) -> str:
    """Say of the most pressing occasion when it was given or is due, and how many more are late."""
    shown = owed.pressing
    if shown is None:
        return ""
    more = len(owed.late) - 1
    also = f"{many(more, 'till är försenad', 'till är försenade')}" if more > 0 else ""
    return "; ".join(filter(None, (_given_or_due(shown), also)))


def _given_or_due(shown: OccasionLine) -> str:
    if shown.delivery:
        return f"{day_words(shown.delivery.delivered_on)}, {shown.delivery.role}"
    late = f"; {days(shown.late_days)} efter" if shown.late_days else ""
    reckoned = reckoned_words(shown)
    return f"senast {day_words(shown.due)}{f' ({reckoned})' if reckoned else ''}{late}"


def state_words(line: OccasionLine, today: date) -> str:
    """Say more of how an occasion stands: how late, how long is left, when given; empty where no more."""
    match line.state:
        case State.LATE:
            return f"{days(line.late_days)} efter"
        case State.DUE:
            left = (line.due - today).days
            return f"om {days(left)}" if left else "i dag"
        case State.DELIVERED | State.DELIVERED_LATE:
            return _delivered(line)
        case _:
            return ""


def _delivered(line: OccasionLine) -> str:
    assert line.delivery is not None  # what is delivered has a delivery
    late = f", {days(line.late_days)} efter" if line.late_days else ""
    same_year = line.delivery.delivered_on.year == line.due.year
    return f"{day_words(line.delivery.delivered_on, year=not same_year)}{late}"


def delivery_words(line: OccasionLine) -> str:
    """Say who told that it was given, and where it is found; empty where it hasn't been."""
    if line.delivery is None:
        return ""
    return ": ".join(filter(None, (line.delivery.role, line.delivery.note)))


def lead(view: YearView) -> str:
    """Say what is late, and what is next and to whom; of a year without any, that the plans give none."""
    told = [_late(view), _earlier(view), _next(view)]
    said = " ".join(filter(None, told)) or _summed(view)
    return said if view.lines else " ".join(filter(None, [_none(view), _earlier(view)]))


def _late(view: YearView) -> str:
    late = [line for line in view.lines if line.state == State.LATE]
    if not late:
        return ""
    first = late[0]
    oldest = "" if len(late) == 1 else ", äldst är"
    link = f"{oldest} " if oldest else ": "
    is_late = "är försenad" if len(late) == 1 else "är försenade"
    return (
        f"{many(len(late), *OWED)} {is_late}{link}«{short(first.title)}»{_to(first)}, "
        f"som skulle ha lämnats senast {when(first)}{_reckoned(first)}."
    )


def _earlier(view: YearView) -> str:
    if not view.is_now or not view.late_before:
        return ""
    if view.late_before == 1:
        return "En redovisning från tidigare år är också försenad."
    return f"{many(view.late_before, *OWED)} från tidigare år är också försenade."


def _next(view: YearView) -> str:
    left = [line for line in view.lines if line.state in AHEAD]
    if not left:
        return ""
    first = left[0]
    same = sum(line.due == first.due for line in left) - 1
    beside = f" och {number(same, 0)} till" if same else ""
    return f"Näst på tur, senast {when(first)}{_reckoned(first)}: «{short(first.title)}»{_to(first)}{beside}."


def _reckoned(line: OccasionLine) -> str:
    return "" if line.is_stated else " (räknat)"


def _to(line: Owed) -> str:
    return f" till {line.recipient}" if line.recipient else ""


def _summed(view: YearView) -> str:
    """Say how a year stands in which nothing is late and nothing is left."""
    given = sum(line.is_delivered for line in view.lines)
    untold = len(view.lines) - given
    every = many(len(view.lines), *OWED)
    if not given:
        return f"{view.year}: {every} enligt planen, inget rapporterat här."
    if not untold:
        return f"{view.year}: {every} enligt planen, alla lämnade."
    return f"{view.year}: {every} enligt planen, {number(given, 0)} lämnade."


def _none(view: YearView) -> str:
    if view.without_time:
        untimed = many(len(view.without_time), *OWED)
        return f"Planen anger ingen tid {view.year}; {untimed} utan tid står längst ned."
    return f"Planen anger ingen redovisning {view.year}."


def counts_words(counts: Mapping[State, int]) -> str:
    """Say how many occasions stand how: `2 försenade, 3 kommer`."""
    return ", ".join(f"{number(counts[state], 0)} {state_of(state, counts[state])}" for state in counts)


def state_of(state: State, count: int) -> str:
    """Say the state of so many occasions."""
    return (STATE if count == 1 else STATES)[state]


class HasState(Protocol):
    """Something due, that stands in one of the states."""

    @property
    def state(self) -> State:
        """How it stands."""


def counted(lines: Sequence[HasState]) -> dict[State, int]:
    """Count occasions by how they stand, the most urgent first; states without any are left out."""
    found = {state: sum(line.state == state for line in lines) for state in STATE}
    return {state: count for state, count in found.items() if count}
