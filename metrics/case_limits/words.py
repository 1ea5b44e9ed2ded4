"""What the page of time limits says of itself: how many are held, what is late, and how to read the table."""

from collections.abc import Iterable, Mapping, Sequence

from metrics.case_limits.cells import DASH, counts_words
from metrics.case_limits.limits_view import LimitsView
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.radar_view import RadarView
from metrics.case_limits.radar_words import month_words
from metrics.cases.deadlines import MEASURE
from metrics.cases.summary import WINDOW_DAYS
from metrics.numbers import number, with_unit
from metrics.periods import Period
from metrics.rows import Row
from metrics.targets import JUDGED
from metrics.vocabulary import DeadlineRule, LimitUnit, Periodicity, Status
from metrics.words import begun, during, listed

DEADLINE = {DeadlineRule.STRICT: "på dagen", DeadlineRule.ROLLED: "nästa vardag"}
REACHED = {
    Status.ON_TARGET: "når målet",
    Status.NEAR_TARGET: "når nästan målet",
    Status.OFF_TARGET: "når inte målet",
}
FEWEST_TO_NAME = 5
"""Cases behind a share, below which it isn't named as the furthest from its target if any other can be."""
ASTERISK = "*"
"""Stands at a figure that something must be known of."""
MEANS = {
    DeadlineRule.STRICT: "fristens sista dag gäller även när den är en helgdag",
    DeadlineRule.ROLLED: "en frist som slutar på en lördag, söndag eller helgdag får hållas nästa vardag",
}
HOW_COUNTED = (
    f"Median och 90 %: ärenden öppnade de senaste {WINDOW_DAYS} dagarna, också de öppna (Kaplan-Meier). "
    "Förlängda ärenden står för sig och ingår inte i de andra kolumnerna."
)


def lead(view: LimitsView, line: LimitLine | None) -> str:
    """Answer whether the limits are held, and what is about to be late, of the kind of a line above all."""
    if not view.lines:
        return without_limits(view)
    said = [held_words(view), furthest_words(view.lines), overdue_words(view.lines)]
    radar = view.radars.get(line.key) if line else None
    return " ".join(filter(None, [*said, ahead_words(line, radar) if line and radar else ""]))


def without_limits(view: LimitsView) -> str:
    """Say that there is no kind of case with a limit here, and what there is instead."""
    if view.followed:
        return "Här finns inga ärenden med tidsgräns."
    told = [row.sentence for row in view.related if row.figure.value is not None]
    return " ".join(["Planen har ingen tidsgräns per ärende att följa.", *told])


def held_words(view: LimitsView) -> str:
    """Say how many of the limits reach their target: those that have a figure and a target."""
    judged = [line for line in view.lines if line.status in JUDGED]
    known = [line for line in view.lines if line.judged.value is not None]
    when = during(view.period)
    if not known:
        limits = f"{_count(len(view.lines))}" if len(view.lines) > 1 else "enda tidsgräns"
        return f"Inget mätvärde är rapporterat {when} för planens {limits}."
    unknown = len(view.lines) - len(known)
    lacking = f"; {number(unknown, 0)} saknar mätvärde" if unknown else ""
    if not judged:
        return f"{_count(len(known))} har mätvärde {when}, men inget mål att hållas mot{lacking}."
    held = sum(line.status == Status.ON_TARGET for line in judged)
    if len(judged) == 1:
        reached = REACHED[judged[0].status]
        return f"Tidsgränsen för {_said(judged[0])} {reached} {when}{lacking}."
    some = f"{number(held, 0) if held else 'Ingen'} av {_count(len(judged))}"
    told = f"Alla {held} tidsgränser" if held == len(judged) else some
    return f"{told} når målet {when}{lacking}."


def furthest_words(lines: Sequence[LimitLine]) -> str:
    """Say which limit is furthest from its target, and by what; empty where none is off."""
    off = [line for line in lines if line.status == Status.OFF_TARGET and line.row and line.row.judgement.gap]
    if not off:
        return ""
    line = max([line for line in off if _cases(line) >= FEWEST_TO_NAME] or off, key=_gap)
    assert line.row is not None  # it has a gap
    counted = counts_words(line.row.figure.numerator, line.row.figure.denominator)
    share = f"{line.judged.text} ({counted})" if counted else line.judged.text
    held_to = f"{share} mot {line.row.target_text}"
    if len(lines) == 1:
        return f"Andelen i tid är {held_to}."
    return f"{'Längst från målet' if len(off) > 1 else 'Når inte målet'}: {_said(line)}, {held_to}."


def overdue_words(lines: Sequence[LimitLine]) -> str:
    """Say how many open cases are past their deadline, and of which kind most are; empty where unknown."""
    known = [line for line in lines if line.open_past.value is not None]
    if not known:
        return ""
    late = sum(int(line.open_past.value or 0) for line in known)
    at_least = len(known) < len(lines)
    if not late:
        return "" if at_least else "Inget öppet ärende har passerat sin frist."
    oldest = max((line for line in known if line.open_past.value), key=lambda line: line.age_in_days)
    cases = "öppet ärende" if late == 1 else "öppna ärenden"
    told = f"{'Minst ' if at_least else ''}{number(late, 0)} {cases} har passerat sin frist"
    age = _oldest(oldest)
    if oldest.open_past.value == late:
        word = "öppet" if late == 1 else "det äldsta"
        return f"{told}: {_said(oldest)}{f', {word} {age}' if age else ''}."
    return f"{told}{f'; det äldsta gäller {_said(oldest)} och är {age}' if age else ''}."


def ahead_words(line: LimitLine, radar: RadarView) -> str:
    """Say how many of those due in the coming month are still open; empty where nothing can be lost.

    Of short limits nothing is said: most of the month's cases haven't been opened yet.
    """
    ahead = radar.ahead
    if not ahead.open_cases or line.rule is None or line.rule.limit_unit != LimitUnit.MONTHS:
        return ""
    counted = f"{number(ahead.open_cases, 0)} av {number(ahead.due, 0)} med frist i {month_words(radar)}"
    return f"{line.name}: {counted} är ännu {'öppet' if ahead.due == 1 else 'öppna'}."


def deadline_words(lines: Iterable[LimitLine]) -> str:
    """Say which of the two shares the office is measured by, and what each of them is."""
    rules = {line.judged_by for line in lines}
    which = "märkt" if len(rules) > 1 else DEADLINE[next(iter(rules), DeadlineRule.STRICT)]
    meant = [f"{begun(DEADLINE[each])}: {MEANS[each]}." for each in DEADLINE]
    return " ".join([f"Måttet som gäller är {which}.", *meant])


def standing_words(view: LimitsView) -> list[str]:
    """Say how the figures of where things stand are made, and as of when if that isn't the chosen period."""
    if not any(line.open_cases.value is not None or line.median.value is not None for line in view.lines):
        return []
    if view.period.periodicity == Periodicity.MONTH:
        return [HOW_COUNTED]
    last_month = Period.containing(view.period.last, Periodicity.MONTH)
    return [f"Median, 90 %, äldsta och öppna ärenden är läget i slutet av {last_month.label}.", HOW_COUNTED]


def figure_notes(lines: Sequence[LimitLine]) -> list[str]:
    """Say what the dashes and the asterisks stand for, once for each reason and for the columns it is of.

    Kinds are named where it isn't all of them.
    """
    reasons: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for line in lines:
        for heading, cell in line.figures.items():
            if cell.note:
                mark = DASH if cell.value is None else ASTERISK
                columns = reasons.setdefault((mark, cell.note), dict.fromkeys(line.figures, ()))
                columns[heading] = (*columns[heading], _said(line))
    return [f"{mark} {_where(columns, len(lines))}: {note}." for (mark, note), columns in reasons.items()]


def _where(columns: Mapping[str, tuple[str, ...]], every: int) -> str:
    """Name the columns, those of the same kinds together: `median; 90 % och öppna (utredning av barn)`."""
    together: dict[tuple[str, ...], list[str]] = {}
    for heading, kinds in columns.items():
        if kinds:
            together.setdefault(kinds, []).append(heading)
    return "; ".join(
        listed(headings) if len(kinds) == every else f"{listed(headings)} ({', '.join(kinds)})"
        for kinds, headings in together.items()
    )


def history_words(row: Row, back: int = 3) -> str:
    """Say a row's period, and its figures of those before, newest first: `kv 1 2026, före: kv 4 2025: 3`.

    The year is said where it isn't the row's own. Why there is no figure is said before that.
    """
    steps = range(1, min(back, len(row.spark) - 1) + 1)
    earlier = [(row.period.shifted(-each), row.spark[-1 - each]) for each in steps]
    told = " · ".join(
        f"{_short(period, row.period.year)}: {number(value, row.subject.decimals)}"
        for period, value in earlier
        if value is not None
    )
    now = ", ".join(filter(None, [row.period.short_label, row.note]))
    return f"{now}, före: {told}" if told else now


def _short(period: Period, year: int) -> str:
    label = period.short_label
    return label.removesuffix(f" {year}") if period.periodicity != Periodicity.YEAR else label


def rule_words(line: LimitLine) -> str:
    """Say a kind's limit, its law, and which deadline it is judged by."""
    if line.rule is None:
        return ""
    law = f" {line.law.rstrip('.')}." if line.law else ""
    day = f"{line.rule.applies_from:%Y-%m-%d}"
    return f"{line.limit_text}, frist {DEADLINE[line.judged_by]}.{law} Gäller ärenden öppnade från {day}."


def _gap(line: LimitLine) -> float:
    return line.row.judgement.gap or 0.0 if line.row else 0.0


def _said(line: LimitLine) -> str:
    """Name a kind within a sentence."""
    return f"{line.name[:1].lower()}{line.name[1:]}"


def _count(limits: int) -> str:
    return f"{number(limits, 0)} {'tidsgräns' if limits == 1 else 'tidsgränser'}"


def _oldest(line: LimitLine) -> str:
    """Say the age of a kind's oldest open case; empty where it isn't known."""
    if line.oldest.value is None or line.rule is None:
        return ""
    return with_unit(line.oldest.value, 0, MEASURE[line.rule.limit_unit])


def _cases(line: LimitLine) -> float:
    return line.row.figure.denominator or 0.0 if line.row else 0.0
