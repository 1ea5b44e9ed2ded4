"""The minutes of a meeting as plain texts, made of the same points as the page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.change_words import day_words
from metrics.meeting.points import Point
from metrics.meeting.sitting import Sitting
from metrics.periods import Period

OF_MEETING, BEFORE_MEETING = "Protokoll från ledningsgruppens möte", "Underlag till ledningsgruppens möte"
FILE_NAMES = {OF_MEETING: "protokoll", BEFORE_MEETING: "underlag"}
NOT_SAID = "anges inte"


@dataclass(frozen=True)
class Minutes:
    """A document about a meeting. `facts` are what and when, label and text; `remark` marks invented data.

    `file_name` is without an ending.
    """

    title: str
    organisation: str
    unit: str
    remark: str
    facts: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    file_name: str


def minutes_of(
    sitting: Sitting, points: Sequence[Point], period: Period, *, organisation: str, unit: str, remark: str
) -> Minutes:
    """Return the minutes of a meeting, or the basis of the next where none is started."""
    meeting = sitting.meeting
    title = OF_MEETING if meeting else BEFORE_MEETING
    day = sitting.held_on
    facts = [
        ("Dag", day_words(day)),
        ("Enhet", f"{unit}, {organisation}"),
        ("Period", period.label),
    ]
    if meeting:
        facts += [("Närvarande roller", meeting.present or NOT_SAID), ("Anteckning", meeting.note)]
    if sitting.upcoming:
        facts.append(("Nästa möte", day_words(sitting.upcoming.held_on)))
    told = tuple((label, text) for label, text in facts if text)
    return Minutes(
        title, organisation, unit, remark, told, tuple(points), f"{FILE_NAMES[title]}-{day.isoformat()}"
    )
