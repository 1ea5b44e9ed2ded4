"""What the form answers to each line: where it stands, what was read, what is wrong, what is odd.

| word | when |
|---|---|
| saknas | nothing is stored, or only that it has not been reported yet |
| ej sparat | something else than what is stored is typed |
| utkast | what is stored is preliminary |
| klar | what is stored is final, or a state that stands in a value's place |
| rättas | a figure that is final is being changed, or may be: one that is hidden is never told to be equal |
| fel | what is typed can't be read |
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.plausibility.doubt import Doubt
from metrics.reporting.lines import HIDDEN, Line, Stored, value_words
from metrics.reporting.typed import Reading, Typed, is_as_stored, read, reading_words
from metrics.reporting.words import moment_words
from metrics.theme import Mark
from metrics.vocabulary import FindingLevel, ValueState

MISSING, UNSAVED, DRAFT, READY, CORRECTED, WRONG = "saknas", "ej sparat", "utkast", "klar", "rättas", "fel"
MARKS = {
    MISSING: Mark("○", "no_news"),
    UNSAVED: Mark("•", "ink"),
    DRAFT: Mark("≈", "ink"),
    READY: Mark("✓", "better"),
    CORRECTED: Mark("≠", "worse"),
    WRONG: Mark("✕", "worse"),
}
EMPTIED = "Fältet är tomt, men en siffra är sparad. Välj ett läge om den inte finns, eller skriv den igen."
LONGEST_ROLE = 40
PARTS_RULE = "delar"


@dataclass(frozen=True)
class Verdict:
    """What is shown beside a line.

    `told` is the figure as it was read or is stored. `doubts` need a reason, `notices` are only told.
    `changed` tells that it says something else than what is stored, `newer` what somebody else has saved
    since the line was typed in.
    """

    word: str
    told: str
    reading: Reading
    problem: str = ""
    doubts: tuple[Doubt, ...] = ()
    notices: tuple[str, ...] = ()
    changed: bool = False
    newer: str = ""

    @property
    def mark(self) -> Mark:
        """The word's symbol and colour."""
        return MARKS[self.word]


def verdicts(
    lines: Sequence[Line],
    typed: Mapping[str, Typed],
    filled_from: Mapping[str, int],
    doubted: Mapping[str, Sequence[Doubt]],
    today: date,
) -> dict[str, Verdict]:
    """Return what is said of each line, by its key.

    `typed` are the lines that somebody has typed in, `filled_from` the revisions that their fields were
    filled from, and `doubted` what is odd about the figures that could be read.
    """
    return {
        line.key: _of_typed(
            line, typed[line.key], filled_from.get(line.key, line.revision), doubted.get(line.key, ()), today
        )
        if line.key in typed
        else _of_stored(line)
        for line in lines
    }


def _of_stored(line: Line) -> Verdict:
    stored = line.stored
    if stored is None:
        return Verdict(MISSING, "", Reading())
    told = HIDDEN if line.hidden else value_words(line.subject, stored.value, stored.state)
    if stored.state == ValueState.NOT_YET_REPORTED:
        return Verdict(MISSING, told, Reading())
    return Verdict(DRAFT if stored.state == ValueState.PRELIMINARY else READY, told, Reading())


def _of_typed(line: Line, typed: Typed, revision: int, doubts: Sequence[Doubt], today: date) -> Verdict:
    reading = read(line, typed)
    if is_as_stored(line, reading):
        return _of_stored(line)
    newer = _newer(line, today) if line.revision > revision else ""
    if reading.problem:
        return Verdict(WRONG, "", reading, reading.problem, changed=True, newer=newer)
    if reading.state is None:
        return Verdict(WRONG, "", reading, EMPTIED, changed=True, newer=newer)
    final = line.stored is not None and line.stored.state == ValueState.FINAL
    told = reading_words(line, reading)
    stopping = [doubt.message for doubt in doubts if doubt.level == FindingLevel.ERROR]
    if stopping:
        return Verdict(WRONG, told, reading, stopping[0], changed=True, newer=newer)
    own = (Doubt(FindingLevel.WARNING, PARTS_RULE, (), message) for message in reading.doubts)
    return Verdict(
        CORRECTED if final else UNSAVED,
        told,
        reading,
        doubts=(*own, *(doubt for doubt in doubts if doubt.level == FindingLevel.WARNING)),
        notices=tuple(doubt.message for doubt in doubts if doubt.level == FindingLevel.NOTICE),
        changed=True,
        newer=newer,
    )


def _newer(line: Line, today: date) -> str:
    """Say what somebody else has saved: `nu sparat 6,1 % av enhetschef kl. 14.05`."""
    stored = line.stored
    if stored is None:
        return "siffran har tagits tillbaka"
    told = HIDDEN if line.hidden else value_words(line.subject, stored.value, stored.state)
    return f"nu sparat {told} {_by(stored, today)}"


def _by(stored: Stored, today: date) -> str:
    role = stored.role[:LONGEST_ROLE] or "en inläsning"
    return f"av {role} {moment_words(stored.at, today)}"
