"""What is said of a plan's undertakings: the page's sentences, and each state by symbol and word."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from metrics.change_words import day_words
from metrics.numbers import number
from metrics.plan import marks
from metrics.plan.undertakings import Standing, Undertaking
from metrics.theme import Mark
from metrics.vocabulary import ActivityStatus
from metrics.words import ACTIVITY_STATUS, listed, many, shortened

STANDING = {
    Standing.LATE: "försenad",
    Standing.OVERDUE: "slutdatum passerat, inget rapporterat",
    Standing.ONGOING: "pågår",
    Standing.NOT_STARTED: "ej påbörjad",
    Standing.UNKNOWN: "inget rapporterat",
    Standing.UNFOLLOWED: "inget rapporterat här",
    Standing.DONE: "klar",
    Standing.STOPPED: "avbruten",
}
SEVERAL_STANDING = STANDING | {
    Standing.LATE: "försenade",
    Standing.NOT_STARTED: "ej påbörjade",
    Standing.DONE: "klara",
    Standing.STOPPED: "avbrutna",
}
"""Of several."""
STANDING_MARKS = {
    Standing.LATE: marks.LATE,
    Standing.OVERDUE: Mark("?", "ink"),
    Standing.ONGOING: Mark("◔", "ink"),
    Standing.NOT_STARTED: Mark("◌", "no_news"),
    Standing.UNKNOWN: marks.UNREPORTED,
    Standing.UNFOLLOWED: Mark("▫", "no_news"),
    Standing.DONE: marks.DONE,
    Standing.STOPPED: Mark("⊘", "no_news"),
}
PRESSING = (Standing.LATE, Standing.OVERDUE)
MOST_NAMES = 3
LONGEST_NAME = 70
SEVERAL = {"aktivitet": "aktiviteter", "investering": "investeringar", "programpunkt": "programpunkter"}
FROM_PLAN = "enligt planen"


def lead_sentence(lines: Sequence[Undertaking], ended_on: date | None = None) -> str:
    """Say how many undertakings a plan has, how many are late and which, and what nobody has told.

    `ended_on` is the last day of a plan whose time is over.
    """
    if not lines:
        return "Planen har inga aktiviteter, projekt eller investeringar."
    late = [line for line in lines if line.standing == Standing.LATE]
    unfollowed = ended_on is not None and not any(line.words for line in lines)
    told = (
        _counted(lines),
        _over(ended_on),
        "" if unfollowed and not late else _late(late, lines),
        _untold(lines, unfollowed=unfollowed),
    )
    return " ".join(filter(None, told))


def _counted(lines: Sequence[Undertaking]) -> str:
    counts = _by_kind(lines)
    parts = [_of_kind(counts[kind], kind) for kind in sorted(counts, key=lambda each: -counts[each])]
    if len(parts) == 1:
        return f"Planen har {parts[0]}."
    return f"Planen har {number(len(lines), 0)} åtaganden: {listed(parts)}."


def _over(ended_on: date | None) -> str:
    return f"Planens tid är över; den gällde till och med den {day_words(ended_on)}." if ended_on else ""


def _of_kind(count: int, kind: str) -> str:
    """Write a number with its noun: `1 aktivitet`, `12 projekt`."""
    return many(count, kind, SEVERAL.get(kind, kind))


def _late(late: Sequence[Undertaking], lines: Sequence[Undertaking]) -> str:
    if late:
        are = "är försenad" if len(late) == 1 else "är försenade"
        return f"{number(len(late), 0)} {are}: {_named(late)}."
    told = sum(bool(line.status) for line in lines)
    return "Ingen av dem är känd som försenad." if told and len(lines) > 1 else ""


def _named(lines: Sequence[Undertaking]) -> str:
    names = [f"«{shortened(line.title, LONGEST_NAME)}»{_should_end(line)}" for line in lines[:MOST_NAMES]]
    rest = len(lines) - MOST_NAMES
    return listed([*names, *([f"{number(rest, 0)} till"] if rest > 0 else [])])


def _should_end(line: Undertaking) -> str:
    return f" (slut {day_words(line.ends)})" if line.ends else ""


def _untold(lines: Sequence[Undertaking], *, unfollowed: bool) -> str:
    """Say how many nobody has reported on, how many of them should have ended, and what the plan says.

    A few are named where others have been reported on. `unfollowed` is a plan whose time is over and that
    nobody has reported on here: what has been done is not known.
    """
    untold = [line for line in lines if not line.words]
    if not untold:
        return ""
    passed = sum(line.standing == Standing.OVERDUE for line in untold)
    told_by_plan = sum(bool(line.printed) for line in untold)
    asides = []
    if passed:
        asides.append(f"{number(passed, 0)} har passerat sitt slutdatum")
    if told_by_plan:
        asides.append(f"för {number(told_by_plan, 0)} visas vad planen själv säger")
    who = _who_is_untold(untold, lines, unfollowed=unfollowed)
    return f"{': '.join(filter(None, (who, ', '.join(asides))))}."


def _who_is_untold(untold: Sequence[Undertaking], lines: Sequence[Undertaking], *, unfollowed: bool) -> str:
    if len(untold) == len(lines):
        return "Inget läge har rapporterats här" if unfollowed else "Inget läge har rapporterats"
    if len(untold) > MOST_NAMES:
        return f"{number(len(untold), 0)} saknar rapport"
    names = [f"«{shortened(line.title, LONGEST_NAME)}»" for line in untold]
    return f"Ingen har rapporterat om {listed(names)}"


def needing_report(lines: Sequence[Undertaking]) -> list[Undertaking]:
    """Return what needs a report: what is late, what has passed its end, and what nobody has told of."""
    return [line for line in lines if line.standing in PRESSING or not line.words]


def state_note(line: Undertaking) -> str:
    """Say, beside a state, that it is only the plan's own word; empty where somebody has reported."""
    if line.words or not line.printed:
        return ""
    if (
        line.standing in (Standing.OVERDUE, Standing.UNFOLLOWED)
        or STANDING[line.standing] != line.printed.casefold()
    ):
        return f"planen säger «{line.printed.casefold()}»"
    return FROM_PLAN


def span_words(line: Undertaking) -> str:
    """Say from when to when: `2019-01-01 – 2019-12-31`, `till 2018-01-31`; empty without dates."""
    if line.starts and line.ends:
        return f"{line.starts.isoformat()} – {line.ends.isoformat()}"
    if line.ends:
        return f"till {line.ends.isoformat()}"
    return f"från {line.starts.isoformat()}" if line.starts else ""


def status_word(status: str) -> str:
    """Return the Swedish word of a reported state."""
    return ACTIVITY_STATUS[ActivityStatus(status)]


def undated_sentence(lines: Sequence[Undertaking]) -> str:
    """Say how many the timeline leaves out because the plan gives no dates; empty where none."""
    undated = [line for line in lines if not line.is_dated]
    if not undated:
        return ""
    counted = listed([_of_kind(count, kind) for kind, count in _by_kind(undated).items()])
    if len(undated) == len(lines):
        return f"Planen ger inga start- eller slutdatum för {counted}, så det finns ingen tidslinje att rita."
    return f"{counted} saknar datum i planen och står bara i tabellen."


def timeline_sentence(lines: Iterable[Undertaking], today: date) -> str:
    """Say what the timeline shows: how many, over which days, and how they stand."""
    dated = [line for line in lines if line.is_dated]
    days = [day for line in dated for day in (line.starts, line.ends) if day]
    states = [
        f"{number(count, 0)} {(STANDING if count == 1 else SEVERAL_STANDING)[state]}"
        for state, count in _by_standing(dated).items()
        if count
    ]
    until = f"Tidslinje från {day_words(min(days))} till {day_words(max(days))}"
    return f"{until}, läget den {day_words(today)}: {'; '.join(states)}."


def _by_kind(lines: Collection[Undertaking]) -> Mapping[str, int]:
    kinds = dict.fromkeys(line.kind for line in lines)
    return {kind: sum(line.kind == kind for line in lines) for kind in kinds}


def _by_standing(lines: Collection[Undertaking]) -> Mapping[Standing, int]:
    return {state: sum(line.standing == state for line in lines) for state in Standing}
