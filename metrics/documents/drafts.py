"""What is drafted of a report's summary: how it stands, what has truly changed, what threatens the year."""

from collections.abc import Iterable, Sequence

from metrics.change_words import day_words
from metrics.documents.items import beyond_chance, change_said
from metrics.documents.material import Material
from metrics.meeting.threats import threats
from metrics.money.scale import TKR
from metrics.money.words import lead
from metrics.numbers import MINUS, number
from metrics.plan.activity_words import LONGEST_NAME
from metrics.plan.undertakings import Standing, Undertaking
from metrics.row_words import value_words
from metrics.rows import Row
from metrics.signal_words import outlook_words
from metrics.signals import Judged
from metrics.spc import Rule, Variation
from metrics.talk import NONE_JUDGED, SIGNAL_ORDER, changed, count_by_status, known_words, late, matching
from metrics.targets import JUDGED
from metrics.vocabulary import Direction, Status
from metrics.words import begun, listed, many, shortened

MOST_NAMED = 5
"""More of one sort are told as a number."""
UNMOVED = "±0"
NOTHING_TO_TELL = "Det finns inga siffror att sammanfatta för perioden."


def summary(material: Material) -> tuple[str, ...]:
    """Return the drafted paragraphs of a summary; what there is nothing to say of is left out."""
    rows = material.rows
    told = (
        _standing(rows),
        _changed(rows),
        _threatened(rows),
        _money(material),
        _activities(material),
    )
    return tuple(filter(None, told)) or (NOTHING_TO_TELL,)


def _standing(rows: Sequence[Row]) -> str:
    """Say how many targets are met, near and missed, and what lacks figures."""
    counts = count_by_status(rows)
    judged = sum(counts[status] for status in JUDGED)
    if not judged:
        return _unjudged(rows)
    told = [f"{number(counts[Status.ON_TARGET], 0)} av {many(judged, 'bedömt mål', 'bedömda mål')} nås"]
    if counts[Status.NEAR_TARGET]:
        told.append(f"{number(counts[Status.NEAR_TARGET], 0)} är nära")
    if counts[Status.OFF_TARGET]:
        told.append(f"{number(counts[Status.OFF_TARGET], 0)} nås inte")
    near = _named(matching(rows, Status.NEAR_TARGET, ""))
    behind = len(late(rows))
    lacking = "indikator saknar" if behind == 1 else "indikatorer saknar"
    return " ".join(
        filter(
            None,
            (
                f"{listed(told)}.",
                f"Nära målet: {near}." if near else "",
                f"{number(behind, 0)} {lacking} mätvärde för perioden." if behind else "",
            ),
        )
    )


def _unjudged(rows: Sequence[Row]) -> str:
    """Say how many indicators have a figure, where none has a target that it can be judged by."""
    known = any(row.figure.value is not None for row in rows)
    return f"{known_words(rows)} för perioden. {NONE_JUDGED}" if known else ""


def _changed(rows: Sequence[Row]) -> str:
    """Say what has truly changed, the worse first; or that nothing has, where it could be judged."""
    found = changed(rows)
    if not found:
        judged = any(row.signal.variation != Variation.TOO_FEW_POINTS for row in rows)
        return "Ingen indikator har ändrats mer än slumpen förklarar." if judged else ""
    told = []
    for variation in SIGNAL_ORDER:
        mine = [row for row in found if row.signal.variation == variation]
        if mine:
            told.append(f"{begun(beyond_chance(variation))}: {_named(mine, with_change=True)}.")
    return " ".join(told)


def _threatened(rows: Sequence[Row]) -> str:
    """Say which targets of the year are unlikely to be met, together those that are equally so."""
    told: dict[str, list[Row]] = {}
    for each in threats(rows):
        if each.of_year:
            told.setdefault(begun(outlook_words(each.row.outlook)), []).append(each.row)
    return " ".join(f"{words}: {_named(mine)}." for words, mine in told.items())


def _money(material: Material) -> str:
    view = material.economy
    return "" if view is None else f"Ekonomi: {lead(view, TKR)}"


def _activities(material: Material) -> str:
    """Say what is late of the plan, and on which day that is: it need not lie in the report's period."""
    if material.plan is None:
        return ""
    lines = material.plan.undertakings
    pressing = [line for line in lines if line.standing == Standing.LATE]
    if not pressing:
        return ""
    are = "är försenad" if len(pressing) == 1 else "är försenade"
    return (
        f"{number(len(pressing), 0)} av {many(len(lines), 'åtagande', 'åtaganden')} i planen {are} "
        f"den {day_words(material.plan.day)}: "
        f"{listed([*_titles(pressing[:MOST_NAMED]), *_rest(pressing)])}."
    )


def _titles(lines: Iterable[Undertaking]) -> list[str]:
    return [f"«{shortened(line.title, LONGEST_NAME)}»" for line in lines]


def _named(rows: Sequence[Row], *, with_change: bool = False) -> str:
    named = [_with_change(row) if with_change else row.subject.name for row in rows[:MOST_NAMED]]
    return listed([*named, *_rest(rows)])


def _with_change(row: Row) -> str:
    """Name an indicator with its figure, and with how far it has moved where that is what is judged."""
    value = value_words(row.subject, row.figure)
    moved = change_said(row) if _is_judged_by_its_step(row) else ""
    return f"{row.subject.name} ({value}{f', {moved} mot perioden före' if moved else ''})"


def _is_judged_by_its_step(row: Row) -> bool:
    """Tell whether a true change is the step from the period before, and that as it is told.

    A level that stands out, or what several periods say together, may well be worse though the latest step
    is to the better; and so may a step that was judged without its yearly pattern.
    """
    signal, told = row.signal, row.change_text
    if signal.judged != Judged.CHANGE or signal.rule != Rule.OUTSIDE or told in ("", UNMOVED):
        return False
    if row.subject.direction == Direction.NONE:
        return True
    is_better = told.startswith(MINUS) == (row.subject.direction == Direction.DOWN)
    return is_better == (signal.variation == Variation.IMPROVEMENT)


def _rest(every: Sequence[object]) -> list[str]:
    rest = len(every) - MOST_NAMED
    return [f"{number(rest, 0)} till"] if rest > 0 else []
