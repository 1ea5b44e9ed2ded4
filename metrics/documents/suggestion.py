"""Which indicators a show at a workplace meeting should speak of, and what to talk about at its end.

What has grown worse comes first, then what misses its target, what else has truly changed, what is near its
target, and one thing to celebrate last. Only what has a figure for the period can be shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from metrics.documents.items import beyond_chance
from metrics.periods import Period
from metrics.rows import Row
from metrics.spc import Variation
from metrics.vocabulary import Area, Status
from metrics.words import begun, listed, many, shortened

FEWEST, MOST = 3, 8
"""How many indicators a show has."""
MOST_CHANGED, MOST_MISSED, MOST_NEAR = 3, 2, 2
LONGEST_QUESTION = 200
LONGEST_NAME = 90
"""Signs of an indicator's name in a question."""


class Why(StrEnum):
    """Why an indicator is suggested."""

    CHANGED = "changed"
    NEAR = "near"
    MISSED = "missed"
    KNOWN = "known"
    CELEBRATED = "celebrated"


WORDS = {
    Why.NEAR: "Ligger nära målet",
    Why.MISSED: "Når inte målet",
    Why.KNOWN: "Har ett mätvärde för perioden",
}
CELEBRATED = {True: f"Att fira: en {beyond_chance(Variation.IMPROVEMENT)}", False: "Att fira: målet nås"}
"""By whether it has improved."""
COUNTED = {
    Why.CHANGED: f"visar en {beyond_chance(Variation.CHANGE)}",
    Why.NEAR: "ligger nära målet",
    Why.MISSED: "når inte målet",
    Why.KNOWN: "fyller ut",
    Why.CELEBRATED: "är att fira",
}
NOTHING_STANDS_OUT = "Inget sticker ut, så de första som har mätvärde är valda."
QUESTIONS: tuple[tuple[Callable[[Row], bool], str], ...] = (
    (
        lambda row: row.signal.variation == Variation.CONCERN,
        "{name} har försämrats. Vad tror vi att det beror på, och vad kan vi göra åt det?",
    ),
    (
        lambda row: row.status == Status.OFF_TARGET,
        "{name} når inte målet. Vad kan vi göra för att komma närmare?",
    ),
    (
        lambda row: row.signal.variation == Variation.CHANGE,
        "{name} har ändrats. Vad tror vi att det beror på, och vad betyder det för oss?",
    ),
    (
        lambda row: row.status == Status.NEAR_TARGET,
        "{name} ligger nära målet. Vad skulle få oss att nå det?",
    ),
    (
        lambda row: row.signal.variation == Variation.IMPROVEMENT,
        "{name} har förbättrats. Vad har vi gjort, och hur håller vi i det?",
    ),
)
"""What is asked of the first that it fits, the most pressing first."""
WITHOUT_NEWS = "Vad i siffrorna känner vi igen, och vad förvånar oss?"


@dataclass(frozen=True)
class Suggested:
    """An indicator to show, and why."""

    row: Row
    why: Why

    @property
    def words(self) -> str:
        """Why, in a few words."""
        variation = self.row.signal.variation
        if self.why == Why.CHANGED:
            return begun(beyond_chance(variation))
        if self.why == Why.CELEBRATED:
            return CELEBRATED[variation == Variation.IMPROVEMENT]
        return WORDS[self.why]


def showable(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that can be shown, those with a figure, by area in the order of the meeting."""
    known = [row for row in rows if row.figure.value is not None]
    return sorted(known, key=lambda row: list(Area).index(row.subject.area))


def suggested(rows: Iterable[Row], chosen: Period) -> list[Suggested]:
    """Suggest three to eight indicators in the order in which they are shown; fewer where fewer are known.

    Of those that fit equally, one whose own period ends with the `chosen` one comes before an older figure.
    What is made of several periods, and so says what another indicator says too, is only taken to fill up.
    """
    known = sorted(showable(rows), key=lambda row: (row.period.last != chosen.last, row.subject.is_windowed))
    measured = [row for row in known if not row.subject.is_windowed]
    worse = _varying(measured, Variation.CONCERN)[:MOST_CHANGED]
    changed = _varying(measured, Variation.CHANGE)[: MOST_CHANGED - len(worse)]
    told = [*worse, *changed]
    missed = [row for row in _standing(measured, Status.OFF_TARGET) if row not in told][:MOST_MISSED]
    near = [row for row in _standing(measured, Status.NEAR_TARGET) if row not in told][:MOST_NEAR]
    celebrated = [row for row in _good(measured) if row not in [*told, *missed, *near]][:1]
    chosen_rows = [*told, *missed, *near, *celebrated]
    rest = [row for row in [*_standing(known, Status.OFF_TARGET), *known] if row not in chosen_rows]
    filling = list({row.subject.code: row for row in rest}.values())[: max(FEWEST - len(chosen_rows), 0)]
    return [
        *(Suggested(row, Why.CHANGED) for row in worse),
        *(Suggested(row, Why.MISSED) for row in missed),
        *(Suggested(row, Why.CHANGED) for row in changed),
        *(Suggested(row, Why.NEAR) for row in near),
        *(Suggested(row, _plainly(row)) for row in filling),
        *(Suggested(row, Why.CELEBRATED) for row in celebrated),
    ]


def suggestion_words(found: Sequence[Suggested]) -> str:
    """Say what a suggestion holds: so many have changed, are near their targets, and are to celebrate."""
    if not found:
        return "Det finns inget mätvärde att visa för perioden."
    if all(each.why == Why.KNOWN for each in found):
        return f"Förslag: {many(len(found), 'indikator', 'indikatorer')}. {NOTHING_STANDS_OUT}"
    counts = {why: sum(each.why == why for each in found) for why in COUNTED}
    told = listed([f"{count} {COUNTED[why]}" for why, count in counts.items() if count])
    few = " Inga fler har mätvärde för perioden, så visningen blir kort." if len(found) < FEWEST else ""
    return f"Förslag: {many(len(found), 'indikator', 'indikatorer')}. {told}.{few}"


def question_for(rows: Sequence[Row]) -> str:
    """Draft the question to talk about at the end of a show, from what has changed in it."""
    for fits, asked in QUESTIONS:
        row = next((row for row in rows if fits(row)), None)
        if row is not None:
            return asked.format(name=shortened(row.subject.name, LONGEST_NAME))
    return WITHOUT_NEWS


def _good(rows: Sequence[Row]) -> list[Row]:
    """Return what there is to celebrate: best what has improved and meets its target."""
    improved = _varying(rows, Variation.IMPROVEMENT)
    return [*_standing(improved, Status.ON_TARGET), *improved, *_standing(rows, Status.ON_TARGET)]


def _varying(rows: Iterable[Row], variation: Variation) -> list[Row]:
    return [row for row in rows if row.signal.variation == variation]


def _standing(rows: Iterable[Row], status: Status) -> list[Row]:
    return [row for row in rows if row.status == status]


def _plainly(row: Row) -> Why:
    return Why.MISSED if row.status == Status.OFF_TARGET else Why.KNOWN
