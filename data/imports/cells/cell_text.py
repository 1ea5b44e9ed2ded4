"""What the text of one cell says: a number and what stands around it, a sign, or why there is none.

| written | read as |
|---|---|
| `5,3`, `1 350`, `−65 594`, `(1 200)` | the number, by `metrics.written` |
| `84 %`, `350 st`, `12 tkr` | the number; the unit stands beside, and nothing is scaled |
| `NKI 75`, `Högst 160 vårddygn`, `75 (NKI)` | the number, and a note of what was left out |
| `5,3*`, `5,3 1)`, `5,3¹` | the number; preliminary where the file says that the mark means so |
| `<5`, `färre än 5` | confidential: a small number that is not told |
| `x`, `..`, `saknas`, `tas fram av nämnd` | a state without a number |
| `-`, `.` | a sign that is asked about, unless the layout knows it |
"""

from collections.abc import Mapping
from dataclasses import dataclass

from data.imports.cells.cell_faults import fault_of_text, hidden_small, quoted
from data.imports.cells.cell_words import Bared, bared
from data.imports.cells.decimal_signs import respelled
from data.imports.cells.signs import ZERO, asked_sign, is_error, meaning_of
from data.imports.facts import SKIP
from data.imports.headings.spelling import shown, without_footnote
from metrics.vocabulary import STATES_WITH_VALUE, ValueState
from metrics.words import STATE
from metrics.written import WrittenError, number_from

LONGEST_CELL = 200
AROUND = ("()", "[]", '""', "«»", "””", "''")
WAY_ON = "skriv ett tal, eller lämna cellen tom"


@dataclass(frozen=True)
class Reading:
    """What one cell says; `value` is NaN, and the rest empty, where there is nothing to say."""

    value: float = float("nan")
    state: str = ""
    note: str = ""
    problem: str = ""
    sign: str = ""
    scale_word: str = ""
    unit_word: str = ""
    was_per_cent: bool = False


NOTHING = Reading()
"""An empty cell."""


def read_text(text: str, meanings: Mapping[str, str], decimal: str = "") -> Reading:
    """Read the text of one cell; never raises.

    `meanings` are the layout's: from a sign or word to a `ValueState`, `zero` or `skip`. `decimal` is the
    decimal sign that the whole column has proved to have, empty where it has proved none.
    """
    seen = shown(text).removeprefix("'").strip()
    if not seen:
        return NOTHING
    if len(seen) > LONGEST_CELL:
        return Reading(problem=f"{quoted(seen)} är en text: {WAY_ON}.")
    if is_error(seen):
        return Reading(problem=f"{quoted(seen)} är ett fel i arbetsboken: rätta formeln, eller skriv talet.")
    meaning = meaning_of(seen, meanings)
    if not meaning:
        bare = without_footnote(seen[1:-1] if seen[0] + seen[-1] in AROUND else seen)
        meaning = meaning_of(bare, meanings) if bare else ""
    if meaning:
        return _meant(seen, meaning)
    sign = asked_sign(seen)
    return Reading(sign=sign) if sign else _number(seen, meanings, decimal)


def _meant(seen: str, meaning: str) -> Reading:
    if meaning == SKIP:
        return Reading(note=f"{quoted(seen)} lämnades utanför.")
    if meaning == ZERO:
        return Reading(0.0, ValueState.FINAL.value, f"{quoted(seen)} lästes som 0.")
    if meaning in STATES_WITH_VALUE or meaning not in list(ValueState):
        return Reading(problem=f"{quoted(seen)} är inget tal: {WAY_ON}.")
    return Reading(state=meaning, note=f"{quoted(seen)} lästes som {STATE[ValueState(meaning)]}.")


def _number(seen: str, meanings: Mapping[str, str], decimal: str) -> Reading:
    try:
        return Reading(number_from(respelled(seen, decimal)), ValueState.FINAL.value)
    except WrittenError as wrong:
        first = str(wrong)
    hidden = hidden_small(seen)
    if hidden:
        return Reading(state=hidden, note=f"{quoted(seen)} lästes som sekretess: ett tal för litet att visa.")
    found = bared(seen, meanings)
    try:
        value = number_from(respelled(found.text, decimal))
    except WrittenError as wrong:
        return Reading(problem=fault_of_text(seen) or (first if found.text == seen else str(wrong)))
    state = ValueState.PRELIMINARY if found.preliminary else ValueState.FINAL
    return Reading(
        value, state.value, _note(found), "", "", found.scale_word, found.unit_word, found.was_per_cent
    )


def _note(found: Bared) -> str:
    said = []
    if found.left_out:
        said.append(f"{', '.join(quoted(word) for word in found.left_out)} lämnades utanför talet.")
    if found.unit_word:
        said.append(f"Enheten {quoted(found.unit_word)} står i cellen.")
    if found.preliminary:
        said.append("Talet är preliminärt.")
    return " ".join(said)
