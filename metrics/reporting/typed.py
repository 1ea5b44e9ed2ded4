"""What is typed in the form's lines, and what it is read as. What can't be read says why, without a guess."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from metrics.numbers import rounded, unit_word
from metrics.plausibility.doubt import ACCEPT
from metrics.reporting.lines import Line, field_text, typed_words, value_words
from metrics.rollup import scale_of
from metrics.state_words import WITHOUT_VALUE, WORDS
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, Kind, ValueState
from metrics.words import STATE
from metrics.written import WrittenError, number_from

COUNTS = (Kind.FLOW, Kind.STOCK)
LONGEST = 200
"""A field that holds more than this was not typed; the rest is not read."""
NO_PARTS = f"Täljare och nämnare saknas: andelen kan inte räknas samman med andra enheters. {ACCEPT}"
NOT_WHOLE = f"Måttet redovisas i hela tal. {ACCEPT}"
NO_NUMBER_BEHIND = f"Antalet bakom saknas: värdet kan inte räknas samman med andra enheters. {ACCEPT}"


@dataclass(frozen=True)
class Typed:
    """The texts of a line's fields. `state` is a chosen state; `reason` is why a doubtful figure is right."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    n: str = ""
    state: str = ""
    reason: str = ""

    @classmethod
    def of(cls, given: object) -> "Typed":
        """Read what the browser sent of a line; what isn't text is left out, and what is too long is cut."""
        known = given if isinstance(given, Mapping) else {}
        texts = {name: known.get(name) for name in asdict(cls())}
        return cls(**{name: text.strip()[:LONGEST] for name, text in texts.items() if isinstance(text, str)})

    def as_texts(self) -> dict[str, str]:
        """Return the texts by the fields' names."""
        return asdict(self)


@dataclass(frozen=True)
class Reading:
    """What a line says: a value with its parts, or a state; `problem` is why it can't be read.

    `doubts` are what is odd but may be right.
    """

    state: ValueState | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    problem: str = ""
    doubts: tuple[str, ...] = ()


def as_typed(line: Line) -> Typed:
    """Return what a line's fields hold before anybody has typed: what is stored and may be shown."""
    stored = line.stored
    if stored is None or line.hidden:
        return Typed()
    if stored.state not in STATES_WITH_VALUE:
        return Typed(state=stored.state.value)
    whole = stored.numerator is not None and stored.denominator is not None
    computed = line.with_parts and whole
    return Typed(
        value="" if computed else field_text(stored.value, line.subject.decimals),
        numerator=field_text(stored.numerator, 0) if line.with_parts else "",
        denominator=field_text(stored.denominator, 0) if line.with_parts else "",
        n=field_text(stored.n, 0) if line.with_n else "",
    )


def read(line: Line, typed: Typed) -> Reading:
    """Read a line. An empty one says nothing; a state stands alone, with no number beside it."""
    word = " ".join(typed.value.casefold().split())
    chosen = _state(typed.state) or WORDS.get(word)
    numbers = [typed.numerator, typed.denominator, typed.n, "" if word in WORDS else typed.value]
    if chosen is not None:
        if any(numbers):
            return Reading(problem=f"Det står både ett tal och «{STATE[chosen]}». Ta bort det ena.")
        return Reading(chosen)
    if not any(numbers):
        return Reading()
    try:
        reading = _numbers(line, typed)
    except WrittenError as wrong:
        return Reading(problem=str(wrong))
    return _checked(line, reading)


def reading_words(line: Line, reading: Reading) -> str:
    """Say what a line was read as: `5,7 %`, or the state that stands in a value's place."""
    if reading.state is None:
        return ""
    if reading.value is None or (line.with_parts and reading.denominator is not None):
        return value_words(line.subject, reading.value, reading.state)
    return typed_words(line.subject, reading.value)


def _state(text: str) -> ValueState | None:
    return next((state for state in WITHOUT_VALUE if state.value == text), None)


def _numbers(line: Line, typed: Typed) -> Reading:
    """Read the numbers of a line; raises WrittenError, which says in which field."""
    subject = line.subject
    value = _number(typed.value, subject) if typed.value else None
    numerator = _of_field("Täljare", typed.numerator) if line.with_parts else None
    denominator = _of_field("Nämnare", typed.denominator) if line.with_parts else None
    n = _of_field("Antal", typed.n) if line.with_n else None
    return Reading(ValueState.FINAL, value, numerator, denominator, n)


def _number(text: str, subject: Subject) -> float:
    """Read a value, with or without its unit of measure after it."""
    units = {
        subject.unit_of_measure,
        unit_word(subject.unit_of_measure, 2),
        unit_word(subject.unit_of_measure, 1),
    }
    unit = next((each for each in units if each and text.casefold().endswith(each.casefold())), "")
    return number_from(text[: len(text) - len(unit)] if unit else text)


def _of_field(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        return number_from(text)
    except WrittenError as wrong:
        raise WrittenError(f"{name}: {wrong}") from wrong


def _checked(line: Line, reading: Reading) -> Reading:
    if line.with_parts:
        return _share(line.subject, reading)
    if reading.value is None:
        return Reading(problem="Skriv värdet, eller välj ett läge i stället.")
    if line.with_n and reading.n is None:
        return replace(reading, doubts=(NO_NUMBER_BEHIND,))
    if reading.n is not None and reading.n < 0:
        return Reading(problem="Antal: kan inte vara under 0.")
    if line.subject.kind in COUNTS and not line.subject.decimals and reading.value % 1:
        return replace(reading, doubts=(NOT_WHOLE,))
    return reading


def _share(subject: Subject, reading: Reading) -> Reading:
    """Compute a share from its parts; a typed value has to be the same, as it is shown."""
    above, below = reading.numerator, reading.denominator
    if above is None and below is None:
        return replace(reading, doubts=(NO_PARTS,))
    if above is None or below is None:
        return Reading(problem=f"{'Täljaren' if above is None else 'Nämnaren'} saknas.")
    if below < 0:
        return Reading(problem="Nämnaren kan inte vara under 0.")
    if below == 0:
        return Reading(problem=f"Nämnaren är 0: välj «{STATE[ValueState.NOT_APPLICABLE]}» i stället.")
    computed = above / below * scale_of(subject.unit_of_measure)
    if reading.value is not None and not _same(reading.value, computed, subject.decimals):
        typed = value_words(subject, reading.value, ValueState.FINAL)
        made = value_words(subject, computed, ValueState.FINAL)
        parts = f"{_plain(above)} av {_plain(below)}"
        return Reading(problem=f"{parts} är {made}, inte {typed}. Rätta eller töm värdet.")
    return replace(reading, value=computed)


def _same(one: float, other: float, decimals: int) -> bool:
    return rounded(one, decimals) == rounded(other, decimals)


def _plain(value: float) -> str:
    return field_text(value, 0)


def is_as_stored(line: Line, reading: Reading) -> bool:
    """Tell whether a reading says the same as what is stored, as far as fields can show it.

    Of a hidden figure only nothing does: else what it is could be guessed.
    """
    stored = line.stored
    if stored is None or line.hidden:
        return reading.state is None and not reading.problem
    if reading.state is None or reading.problem:
        return False
    if stored.state not in STATES_WITH_VALUE or reading.state not in STATES_WITH_VALUE:
        return stored.state == reading.state
    pairs = [(reading.value, stored.value, line.subject.decimals)]
    if line.with_parts:
        pairs += [(reading.numerator, stored.numerator, 0), (reading.denominator, stored.denominator, 0)]
    if line.with_n:
        pairs.append((reading.n, stored.n, 0))
    return all(field_text(mine, decimals) == field_text(theirs, decimals) for mine, theirs, decimals in pairs)
