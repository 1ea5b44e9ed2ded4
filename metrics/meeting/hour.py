"""The hour put together: what has been read becomes the six points that page and minutes share."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.meeting import words
from metrics.meeting.agenda import lasting, turns
from metrics.meeting.lateness import Late, Untold
from metrics.meeting.points import Point, Step, Table, filled
from metrics.meeting.sitting import Comparison, Sitting
from metrics.meeting.tables import (
    changed_table,
    decided_table,
    earlier_table,
    late_table,
    risks_table,
    threats_table,
)
from metrics.meeting.threats import threats
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine
from metrics.risks.register import RiskLine
from metrics.rows import Row


@dataclass(frozen=True)
class Material:
    """What the hour is made of.

    `rows` are those of the period, and `before` those `against` which they are held. `corrected` says what
    has been corrected since the last meeting, `money` where the year's money ends; both are empty where there
    is nothing to say. `untold` is what nobody has told of. `decisions` are those that stood before the
    meeting, `own` those that it has taken.
    """

    sitting: Sitting
    period: Period
    against: Comparison
    rows: Sequence[Row]
    before: Sequence[Row]
    corrected: str
    money: str
    risks: Sequence[RiskLine]
    late: Sequence[Late]
    untold: Untold
    decisions: Sequence[DecisionLine]
    own: Sequence[DecisionLine]

    @property
    def latest(self) -> tuple[DecisionLine, ...]:
        """The decisions of the last meeting, done or not."""
        last = self.sitting.last
        return tuple(line for line in self.decisions if last and line.meeting_id == last.id)

    @property
    def others(self) -> tuple[DecisionLine, ...]:
        """The other decisions that are still open."""
        return tuple(line for line in self.decisions if words.is_open(line) and line not in self.latest)


def points(material: Material) -> tuple[Point, ...]:
    """Return the six points of the hour, in order."""
    made = (_changed, _threats, _late, _earlier, _decided, _end)
    return tuple(point(material) for point in made)


def _changed(material: Material) -> Point:
    found = turns(material.rows, material.before)
    sentences = (
        words.changed_sentence(found, material.rows, material.against),
        words.lasting_sentence(lasting(material.rows, material.before)),
        words.compared_sentence(material.sitting, material.against),
        material.corrected,
    )
    told = words.step_words(len(found), "ändring", "ändringar", "inga ändringar")
    return _point(Step.CHANGED, len(found), told, sentences, [changed_table(found, material.against)])


def _threats(material: Material) -> Point:
    found = threats(material.rows)
    sentences = (words.threats_sentence(found, material.rows, material.period), material.money)
    told = words.step_words(len(found), "hotat mål", "hotade mål", "inga hotade mål")
    tables = [threats_table(found), risks_table(material.risks)]
    return _point(Step.THREATS, len(found), told, sentences, tables)


def _late(material: Material) -> Point:
    """Return what is late; that nothing is so isn't said where a plan is over and nobody knows."""
    count = sum(late.count for late in material.late)
    is_known = bool(material.late) or not material.untold.over
    late = words.late_sentence(material.late) if is_known else ""
    sentences = (late, words.untold_sentence(material.untold))
    told = words.step_words(count, "försening", "förseningar", "inget sent" if is_known else "inget känt")
    return _point(Step.LATE, count, told, sentences, [late_table(material.late)])


def _earlier(material: Material) -> Point:
    count = sum(map(words.is_open, (*material.latest, *material.others)))
    told = words.step_words(count, "öppet beslut", "öppna beslut", "inget öppet")
    tables = [
        earlier_table("Beslut från förra mötet", material.latest),
        earlier_table("Andra öppna beslut" if material.latest else "Öppna beslut", material.others),
    ]
    sentence = words.earlier_sentence(material.latest, material.others, material.sitting)
    return _point(Step.EARLIER, count, told, [sentence], tables)


def _decided(material: Material) -> Point:
    told = words.step_words(len(material.own), "nytt beslut", "nya beslut", "inga ännu")
    sentence = words.decided_sentence(material.own, material.sitting)
    return _point(Step.DECISIONS, len(material.own), told, [sentence], [decided_table(material.own)])


def _end(material: Material) -> Point:
    told = "protokoll" if material.sitting.meeting else "underlag"
    return _point(Step.END, 0, told, [words.next_sentence(material.sitting)], [])


def _point(step: Step, count: int, told: str, sentences: Sequence[str], tables: Sequence[Table]) -> Point:
    return Point(step, count, told, tuple(filter(None, sentences)), filled(tables))
