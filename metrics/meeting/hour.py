"""The hour put together: what has been read becomes the six points that page and minutes share."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.meeting import words
from metrics.meeting.agenda import lasting, turns
from metrics.meeting.lateness import Late
from metrics.meeting.points import Point, Step, Table, filled
from metrics.meeting.sitting import Sitting
from metrics.meeting.tables import (
    changed_table,
    decided_table,
    earlier_table,
    late_table,
    risks_table,
    threats_table,
)
from metrics.meeting.threats import Risk, threats
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine
from metrics.rows import Row


@dataclass(frozen=True)
class Seen:
    """What the hour is made of.

    `rows` are those of the period and `before` those of `since`, which they are compared with. `corrected`
    says what has been corrected since the last meeting, `money` where the year's money ends; both are empty
    where there is nothing to say. `unknown_ends` counts activities that have ended without a word.
    `decisions` are those that stood before the meeting, `own` those that it has taken.
    """

    sitting: Sitting
    period: Period
    since: Period
    rows: Sequence[Row]
    before: Sequence[Row]
    corrected: str
    money: str
    risks: Sequence[Risk]
    late: Sequence[Late]
    unknown_ends: int
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


def points(seen: Seen) -> tuple[Point, ...]:
    """Return the six points of the hour, in order."""
    return (_changed(seen), _threats(seen), _late(seen), _earlier(seen), _decided(seen), _end(seen))


def _changed(seen: Seen) -> Point:
    found = turns(seen.rows, seen.before)
    sentences = (
        words.changed_sentence(found, seen.rows, seen.since),
        words.lasting_sentence(lasting(seen.rows, seen.before)),
        words.compared_sentence(seen.sitting, seen.since),
        seen.corrected,
    )
    told = words.step_words(len(found), "ändring", "ändringar", "inga ändringar")
    return _point(Step.CHANGED, len(found), told, sentences, [changed_table(found)])


def _threats(seen: Seen) -> Point:
    found = threats(seen.rows)
    sentences = (words.threats_sentence(found, seen.rows, seen.period), seen.money)
    told = words.step_words(len(found), "hotat mål", "hotade mål", "inga hotade mål")
    tables = [threats_table(found), risks_table(seen.risks)]
    return _point(Step.THREATS, len(found), told, sentences, tables)


def _late(seen: Seen) -> Point:
    count = sum(late.count for late in seen.late)
    sentences = (words.late_sentence(seen.late), words.unknown_ends_sentence(seen.unknown_ends))
    told = words.step_words(count, "sen sak", "sena saker", "inget sent")
    return _point(Step.LATE, count, told, sentences, [late_table(seen.late)])


def _earlier(seen: Seen) -> Point:
    count = sum(map(words.is_open, (*seen.latest, *seen.others)))
    told = words.step_words(count, "öppet beslut", "öppna beslut", "inget öppet")
    tables = [
        earlier_table("Beslut från förra mötet", seen.latest),
        earlier_table("Öppna beslut", seen.others),
    ]
    sentence = words.earlier_sentence(seen.latest, seen.others, seen.sitting)
    return _point(Step.EARLIER, count, told, [sentence], tables)


def _decided(seen: Seen) -> Point:
    told = words.step_words(len(seen.own), "nytt beslut", "nya beslut", "inga ännu")
    sentence = words.decided_sentence(seen.own, seen.sitting)
    return _point(Step.DECISIONS, len(seen.own), told, [sentence], [decided_table(seen.own)])


def _end(seen: Seen) -> Point:
    told = "protokoll" if seen.sitting.meeting else "underlag"
    return _point(Step.END, 0, told, [words.next_sentence(seen.sitting)], [])


def _point(step: Step, count: int, told: str, sentences: Sequence[str], tables: Sequence[Table]) -> Point:
    return Point(step, count, told, tuple(filter(None, sentences)), filled(tables))
