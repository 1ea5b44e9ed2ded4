"""Swedish for the texts that are written inside Streamlit's own JavaScript.

Streamlit has no translation of its built-in texts ("Choose an option", "Page not found"). They are
exchanged in the bundles on their way to the browser, once per process. That costs the browser nothing,
and can't touch a text of ours, as a script watching the page could.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PHRASES_FILE = Path(__file__).with_name("svenska.toml")

# In a key, {} stands for what the bundle computes: ${…} inside a text, a short name inside code.
HOLE = "{}"
_COMPUTED = r"(\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\})"
_NAME = r"([\w$.]+)"

# A single word is also used for names and keys in code, so it is exchanged only where it is text.
_LOOK_BACK = 120
_TEXT_POSITION = re.compile(
    r'(?:label|children|title|placeholder|content|tooltip|alt|"aria-label"|copiedLabel|copyLabel|stateLabel|text)'
    r"[:=]\[?(?:[\w$.!=()&|<>]+\?)?(?:`[^`]*`:)?$"
)
_LAST_CHILD = re.compile(r"\}\),$")
_BROWSER_LANGUAGE = re.compile(r"(?:window\.)?\bnavigator\.language(s?)\b")


@dataclass(frozen=True)
class Phrase:
    """One English text of a bundle, and the Swedish one that takes its place.

    A key with a back-quote is code and is exchanged as it stands; every other key is a whole text.
    """

    english: str
    swedish: str

    @property
    def is_code(self) -> bool:
        """Tell whether the key is a piece of code rather than a text."""
        return "`" in self.english

    def exchange(self, bundle: str) -> tuple[str, int]:
        """Return the bundle with the phrase exchanged, and how many times it was."""
        pieces: list[str] = []
        end = 0
        found = 0
        for start, stop, swedish in self._matches(bundle):
            if self._is_text(bundle, start, stop):
                pieces += [bundle[end:start], swedish]
                end = stop
                found += 1
        return "".join([*pieces, bundle[end:]]), found

    def _matches(self, bundle: str) -> Iterator[tuple[int, int, str]]:
        if HOLE in self.english:
            yield from (
                (match.start(), match.end(), self._fill(match)) for match in self._pattern().finditer(bundle)
            )
            return
        # The search for fixed text is several times faster, and the largest bundle has five million letters.
        english, swedish = self._written(self.english), self._written(self.swedish)
        start = bundle.find(english)
        while start >= 0:
            stop = start + len(english)
            yield start, stop, swedish
            start = bundle.find(english, stop)

    def _written(self, text: str) -> str:
        return text if self.is_code else f"`{text}`"

    def _pattern(self) -> re.Pattern[str]:
        hole = _NAME if self.is_code else _COMPUTED
        return re.compile(self._written(hole.join(re.escape(part) for part in self.english.split(HOLE))))

    def _fill(self, match: re.Match[str]) -> str:
        computed = iter(match.groups())
        parts = re.split(r"(\{\})", self.swedish)
        return self._written("".join(next(computed) if part == HOLE else part for part in parts))

    def _is_text(self, bundle: str, start: int, stop: int) -> bool:
        if self.is_code or " " in self.english:
            return True
        before = bundle[max(0, start - _LOOK_BACK) : start]
        if _TEXT_POSITION.search(before):
            return True
        return bool(_LAST_CHILD.search(before)) and bundle[stop : stop + 1] == "]"


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Return the phrases of every bundle that has some, by the bundle's name before its first dot."""
    with PHRASES_FILE.open("rb") as file:
        tables = tomllib.load(file)
    return {
        bundle: tuple(Phrase(english, swedish) for english, swedish in table.items())
        for bundle, table in tables.items()
    }


def english_texts() -> frozenset[str]:
    """Return the whole texts that no reader should meet, for tests to look for."""
    return frozenset(
        phrase.english
        for table in phrases().values()
        for phrase in table
        if not phrase.is_code and HOLE not in phrase.english
    )


def to_swedish(bundle_name: str, bundle: str) -> str:
    """Return a bundle with its texts in Swedish, and with Swedish as the browser's language.

    Streamlit formats numbers and dates, and its date fields choose their words, by the browser's
    language: half the page would be English for a reader whose browser is.
    """
    for phrase in phrases().get(bundle_name, ()):
        bundle, _ = phrase.exchange(bundle)
    if "navigator.language" not in bundle:
        return bundle
    return _BROWSER_LANGUAGE.sub(
        lambda match: '["sv-SE"]' if match.group(1) else '"sv-SE"',
        bundle,
    )
