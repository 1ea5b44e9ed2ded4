"""The tables of the hour: what page and minutes list under each question."""

from collections.abc import Iterable
from datetime import date

from metrics.meeting.agenda import Turn, Turned
from metrics.meeting.lateness import Late, LateKind
from metrics.meeting.points import Line, Table
from metrics.meeting.sitting import Comparison
from metrics.meeting.threats import Threat
from metrics.receipts.decision_lines import DecisionLine
from metrics.receipts.words import EXPECTED
from metrics.risks.register import RiskLine, Weighing
from metrics.rows import Row
from metrics.signal_words import VARIATION_MARKS, outlook_note, variation_words
from metrics.theme import STATUS_MARKS, Tone
from metrics.vocabulary import ActivityStatus
from metrics.words import ACTIVITY_STATUS, STATUS, many
from metrics.year_wheel.words import days

TONES: dict[Turned, Tone] = {Turned.WORSE: "worse", Turned.CHANGED: "ink", Turned.BETTER: "better"}
KINDS = {LateKind.ACTIVITY: "Aktivitet", LateKind.ACCOUNT: "Redovisning", LateKind.FIGURES: "Siffror"}
NOTHING_TOLD = "inget rapporterat"
MEASURED = ("Indikator", "Värde", "Mål", "Läge")


def changed_table(turns: Iterable[Turn], against: Comparison) -> Table:
    """Return the indicators that have changed since what they are held `against`, and how."""
    lines = (_measured(turn.row, _turn_words(turn), TONES[turn.way]) for turn in turns)
    return Table(f"Ändrat sedan {against.since}", _with("Ändring"), tuple(lines))


def threats_table(threats: Iterable[Threat]) -> Table:
    """Return the targets that are threatened, and why."""
    lines = (_measured(threat.row, _threat_words(threat), "worse") for threat in threats)
    return Table("Hotade mål", _with("Vad som hotar"), tuple(lines))


def risks_table(risks: Iterable[RiskLine]) -> Table:
    """Return the greatest risks of the plans."""
    lines = (
        Line((risk.title, _weight_words(risk.latest), risk.responsible))
        for risk in risks
        if risk.latest is not None
    )
    return Table("De största riskerna", ("Risk", "Riskvärde", "Ansvarig"), tuple(lines))


def late_table(late: Iterable[Late]) -> Table:
    """Return what is late, of whom it is awaited, and since when; a row may hold several late figures."""
    every = tuple(late)
    lines = tuple(
        Line((each.what, _late_words(each), each.who, _day(each.due), each.note), tone="worse")
        for each in every
    )
    headings = ("Vad", "Hur sent", "Väntas av", "Skulle vara klart", "Anmärkning")
    count = sum(each.count for each in every)
    told = f"{many(len(lines), 'rad', 'rader')}, {many(count, 'försening', 'förseningar')}"
    return Table("Sent", headings, lines, told if count != len(lines) else "")


def earlier_table(caption: str, decisions: Iterable[DecisionLine]) -> Table:
    """Return earlier decisions with how far they have come and their receipts."""
    lines = (
        Line(
            (
                line.text,
                _standing_words(line),
                line.responsible,
                _days(line),
                line.receipt_words,
            ),
            tone="worse" if line.is_due or line.status == ActivityStatus.LATE else "ink",
        )
        for line in decisions
    )
    headings = ("Beslut", "Läge", "Ansvarig roll", "Gäller från", "Kvitto")
    return Table(caption, headings, tuple(lines))


def decided_table(decisions: Iterable[DecisionLine]) -> Table:
    """Return the decisions of the meeting: what, who, from when, what is expected, and the follow-up."""
    lines = (
        Line(
            (
                line.text,
                line.responsible,
                _days(line),
                f"{line.indicator} {EXPECTED[line.expected]}".strip(),
            )
        )
        for line in decisions
    )
    headings = ("Beslut", "Ansvarig roll", "Gäller från", "Väntad effekt")
    return Table("Beslut vid mötet", headings, tuple(lines))


def _with(second: str) -> tuple[str, ...]:
    first, *rest = MEASURED
    return (first, second, *rest)


def _measured(row: Row, matter: str, tone: Tone) -> Line:
    value = ", ".join(filter(None, (row.value_text, row.period.short_label, row.note)))
    target = "; ".join(filter(None, (row.target_text, row.target_note)))
    status = f"{STATUS_MARKS[row.status].symbol} {row.status_word}"
    return Line((row.subject.name, matter, value, target, status), row.subject.code, tone)


def _turn_words(turn: Turn) -> str:
    told = []
    if turn.new_signal:
        mark = VARIATION_MARKS[turn.row.signal.variation]
        told.append(f"{mark.symbol} Ny signal: {variation_words(turn.row.signal).lower()}")
    if turn.moved and turn.stood is not None:
        told.append(f"{STATUS[turn.stood]} → {STATUS[turn.row.status].lower()}")
    return ". ".join(told)


def _threat_words(threat: Threat) -> str:
    told = [outlook_note(threat.row.outlook)] if threat.of_year else []
    if threat.concern:
        told.append("▲ Verklig försämring.")
    elif threat.worse:
        told.append("Sämre än perioden före.")
    return " ".join(told) or "Målet nås inte."


def _weight_words(weighing: Weighing) -> str:
    steps = f"sannolikhet {weighing.likelihood}, konsekvens {weighing.consequence}"
    return f"{weighing.value} ({steps})"


def _late_words(late: Late) -> str:
    kind = KINDS[late.kind]
    if late.days is None:
        return f"{kind}, {'sena' if late.count > 1 else 'sen'}"
    return f"{kind}, {days(late.days)} sen"


def _standing_words(line: DecisionLine) -> str:
    status = ACTIVITY_STATUS[ActivityStatus(line.status)] if line.status else NOTHING_TOLD
    told = f"{status}: {line.note}" if line.note else status
    return f"{told.removesuffix('.')}. Ska följas upp nu." if line.is_due else told


def _days(line: DecisionLine) -> str:
    """Say from when a decision applies, and when it is followed up."""
    followed_up = f"följs upp {line.follow_up_on.isoformat()}" if line.follow_up_on else ""
    return ", ".join(filter(None, (line.starts_on.isoformat(), followed_up)))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
