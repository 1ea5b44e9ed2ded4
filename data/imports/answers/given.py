"""The answers that a file is read with: which can be used, and which of them were made use of."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.imports.cells import signs
from data.imports.facts import SKIP, Asked, Finding, Layout
from data.imports.figures import cost_signs, scales, shares
from data.imports.headings.heading_words import time_in
from data.imports.names.subjects import EACH
from data.imports.step import Office
from data.imports.tables.columns_down import ANSWERED, FIGURES, WORDS
from data.models.words import holds_personal, tidied
from metrics.vocabulary import FindingLevel, ValueState

CHOICES: Mapping[str, frozenset[str]] = {
    Asked.LAYOUT.value: frozenset(layout.value for layout in Layout),
    Asked.COLUMN.value: frozenset({*ANSWERED, *FIGURES, *WORDS, SKIP}),
    Asked.STRANGERS.value: frozenset({SKIP, EACH}),
    Asked.SIGN.value: frozenset({*(state.value for state in ValueState), signs.ZERO, SKIP, ",", "."}),
    Asked.SCALE.value: frozenset(scales.SCALES),
    Asked.PER_CENT.value: frozenset({shares.SHARE, shares.AS_IT_IS}),
    Asked.COST_SIGN.value: frozenset({cost_signs.TURN, cost_signs.TURN_ALL, cost_signs.AS_IT_IS}),
}
NOUNS = {Asked.INDICATOR.value: "indicators", Asked.ACCOUNT.value: "accounts", Asked.UNIT.value: "units"}
MOST_TOLD = 60


class Answers(dict[str, str]):
    """Answers by the id of their question, and in `used` the ids of those that have been looked for."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__(given)
        self.used: set[str] = set()

    def get(self, key: str, otherwise: Any = None, /) -> Any:
        """Return the answer to a question, and remember that it was asked for."""
        if key in self:
            self.used.add(key)
        return super().get(key, otherwise)


def usable(answers: Mapping[str, str], office: Office) -> dict[str, str]:
    """Return the answers that are one of the choices of their question."""
    return {key: said for key, said in answers.items() if _is_choice(key, said, office)}


def told_unusable(answers: Mapping[str, str], office: Office) -> Iterator[Finding]:
    """Yield a notice about each answer that is none of the choices: its question is asked as before."""
    for key, said in answers.items():
        if not _is_choice(key, said, office):
            shown = "" if holds_personal(f"{key} {said}") else f" «{_shown(said)}» på «{_shown(key)}»"
            told = f"Svaret{shown} är inget av dem som går att ge, och används inte."
            yield Finding(FindingLevel.NOTICE, "", "answer", told)


def _is_choice(key: str, said: str, office: Office) -> bool:
    about = key.partition(":")[0]
    if not is_writable(key) or not is_writable(said):
        return False
    if about == Asked.YEAR.value:
        words = time_in(said.strip())
        return words is not None and bool(words.year)
    if about in NOUNS:
        return said == SKIP or getattr(office, NOUNS[about]).found(said) is not None
    return about in CHOICES and said in CHOICES[about]


def is_writable(text: str) -> bool:
    """Tell whether a text can be written down: half a sign (a surrogate) can't."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _shown(text: str) -> str:
    return tidied(text.encode("utf-8", "replace").decode())[:MOST_TOLD]
