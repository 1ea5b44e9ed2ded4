"""Which of the names that an organisation knows stand in a column, a row or a title."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from rapidfuzz import fuzz, process

from data.imports.facts import Names
from data.imports.headings.spelling import folded

NEAR = 90
"""How alike two names must be, of 100, for a column to be thought to hold such names."""
SHORTEST_NEAR = 6
SHORTEST_IN_TITLE = 4
MOST_TRIED = 120
"""Of the different texts in a column, how many are tried."""


class Noun(StrEnum):
    """What a name is the name of."""

    INDICATOR = "indicator"
    UNIT = "unit"
    ACCOUNT = "account"


@dataclass(frozen=True, eq=False)
class NameLists:
    """The known names of each noun, as they are compared."""

    organisation: str
    lists: dict[Noun, frozenset[str]]
    written: dict[str, str]
    _near: dict[tuple[Noun, str], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Names) -> Self:
        """Return the names, made ready to be compared."""
        lists = {
            Noun.INDICATOR: names.indicators,
            Noun.UNIT: names.units,
            Noun.ACCOUNT: names.accounts,
        }
        names_of = {noun: frozenset(filter(None, map(folded, each))) for noun, each in lists.items()}
        written = {folded(name): name for each in lists.values() for name in sorted(each)}
        return cls(folded(names.organisation), names_of, written)

    def has(self, noun: Noun, text: str) -> bool:
        """Tell whether this is exactly one of the names, but for case and punctuation."""
        return folded(text) in self.lists[noun]

    def is_near(self, noun: Noun, text: str) -> bool:
        """Tell whether this is one of the names, the beginning of one, or much like one."""
        asked = folded(text)
        if asked in self.lists[noun]:
            return True
        if len(asked) < SHORTEST_NEAR:
            return False
        key = (noun, asked)
        if key not in self._near:
            begins = len(asked) >= 2 * SHORTEST_NEAR and any(
                each.startswith(asked) for each in self.lists[noun]
            )
            self._near[key] = begins or self._much_like(noun, asked)
        return self._near[key]

    def _much_like(self, noun: Noun, asked: str) -> bool:
        return process.extractOne(asked, self.lists[noun], scorer=fuzz.ratio, score_cutoff=NEAR) is not None

    def share(self, noun: Noun, texts: Iterable[str]) -> float:
        """Return the share of the different texts that are such names, from 0 to 1."""
        tried = list(dict.fromkeys(filter(None, texts)))[:MOST_TRIED]
        if not tried or not self.lists[noun]:
            return 0.0
        return sum(self.is_near(noun, text) for text in tried) / len(tried)

    def in_title(self, noun: Noun, lines: Iterable[str]) -> str:
        """Return the one name that the lines of a title say; empty if none or several.

        A line that is a name goes before one that holds it among other words, and a longer name before
        one that is a part of it.
        """
        lines = list(lines)
        whole = dict.fromkeys(line for line in lines if self.has(noun, line))
        if whole:
            return next(iter(whole)) if len(whole) == 1 else ""
        within = {name for line in lines for name in self._within(noun, line)}
        longest = [name for name in within if not any(name != other and name in other for other in within)]
        return self.written[longest[0]] if len(longest) == 1 else ""

    def _within(self, noun: Noun, line: str) -> list[str]:
        padded = f" {folded(line)} "
        return [
            name
            for name in self.lists[noun]
            if len(name) >= SHORTEST_IN_TITLE and name != self.organisation and f" {name} " in padded
        ]
