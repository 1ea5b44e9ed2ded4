"""Names of a file held against those of an organisation: known, cut off, or not known.

A name is known by its code, its name or another name that the organisation has given it. What is only
close is never taken: it is asked about, the closest first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import pandas as pd
from rapidfuzz import fuzz, process

from data.imports.headings import unit_of_measure_in
from data.imports.headings.spelling import bare, folded
from data.imports.names.known_names import is_cut_off

MOST_CHOICES = 3
MOST_SCORED = 10
FIRST_SIGNS = 4
PART_OF = "varav"
MEASURED = re.compile(r"(?P<name>.+?)(?:, *| *\()(?P<measure>[^,()]{1,14})\)?")


@dataclass(frozen=True)
class Match:
    """What a name was found to be: `id`, or None. Then `several` are those it names equally well.

    `cut_off` tells that the name was known by its beginning only.
    """

    id: int | None = None
    cut_off: bool = False
    several: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The codes, names and other names of one sort of nouns; `id` -> code and name for each."""

    codes: dict[int, str]
    names: dict[int, str]
    exact: dict[str, frozenset[int]]
    written: tuple[tuple[str, int], ...]
    beginning: dict[str, tuple[tuple[str, int], ...]]

    @classmethod
    def of(cls, nouns: pd.DataFrame, aliases: pd.DataFrame, column: str) -> Self:
        """Make the lexicon of `nouns` (`id`, `code`, `name`) and of the aliases that mean one of them."""
        others = aliases.loc[aliases[column].notna(), ["name", column]]
        numbers = [int(number) for number in nouns["id"]]
        written = [
            *zip(nouns["name"], numbers, strict=True),
            *zip(others["name"], [int(number) for number in others[column]], strict=True),
        ]
        exact: dict[str, set[int]] = defaultdict(set)
        for text, number in written:
            exact[bare(text)].add(number)
        for code, number in zip(nouns["code"], numbers, strict=True):
            exact.setdefault(bare(code), {number})
        beginning: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for text, number in written:
            beginning[folded(text)[:FIRST_SIGNS]].append((text, number))
        return cls(
            dict(zip(numbers, nouns["code"], strict=True)),
            dict(zip(numbers, nouns["name"], strict=True)),
            {key: frozenset(ids) for key, ids in exact.items()},
            tuple(written),
            {key: tuple(names) for key, names in beginning.items()},
        )

    def found(self, text: str) -> int | None:
        """Return what the text names for certain, or None."""
        ids = self.exact.get(bare(text), frozenset())
        return next(iter(ids)) if len(ids) == 1 else None

    def match(self, text: str, *, also: Sequence[str] = ()) -> Match:
        """Return what the text names. `also` are other ways to write it, tried after it in order."""
        ways = [way for way in (text, *also) if bare(way)]
        for way in ways:
            ids = self.exact.get(bare(way), frozenset())
            if len(ids) == 1:
                return Match(next(iter(ids)))
            if ids:
                return Match(several=tuple(sorted(ids)))
        for way in ways:
            alike = self.beginning.get(folded(way)[:FIRST_SIGNS], ())
            begun = {number for name, number in alike if is_cut_off(way, name) or is_cut_off(name, way)}
            also_so = {number for name, number in alike if folded(name).startswith(folded(way))}
            if len(begun) == 1 and also_so <= begun:
                return Match(begun.pop(), cut_off=True)
        return Match()

    def closest(self, *ways: str) -> list[tuple[int, float]]:
        """Return those whose names are closest to a text, in any writing, and how close (0-100)."""
        best: dict[int, float] = {}
        names = [folded(name) for name, _ in self.written]
        for way in filter(folded, ways):
            for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
                for _, score, place in process.extract(folded(way), names, scorer=scorer, limit=MOST_SCORED):
                    number = self.written[place][1]
                    best[number] = max(best.get(number, 0.0), float(score))
        ordered = sorted(best, key=lambda number: (-best[number], self.names[number]))
        return [(number, best[number]) for number in ordered[:MOST_CHOICES]]


def other_ways(label: str, parent: str) -> tuple[str, ...]:
    """Return other ways to write a label: without its dash, without varav, and with the row above.

    Last comes the label without the unit of measure that it ends with: `Vårddygn, antal`.
    """
    without_dash = label.lstrip("-–−•· \u00a0")
    words = folded(without_dash).split()
    ways = [without_dash]
    if words and words[0] == PART_OF:
        rest = " ".join(words[1:])
        ways += [f"{parent} {without_dash}", rest, f"{parent} {rest}"] if parent else [rest]
    elif parent:
        ways.append(f"{parent} {without_dash}")
    measured = MEASURED.fullmatch(without_dash)
    if measured and unit_of_measure_in(measured["measure"]):
        ways.append(measured["name"])
    return tuple(ways)


def in_text(lexicon: Lexicon, text: str, numbers: Iterable[int] | None = None) -> set[int]:
    """Return what is named within a text, as whole words, but not a name within a longer one."""
    allowed = set(lexicon.names) if numbers is None else set(numbers)
    padded = f" {folded(text)} "
    there = [
        (folded(name), number)
        for name, number in lexicon.written
        if number in allowed and folded(name) and f" {folded(name)} " in padded
    ]
    return {
        number
        for name, number in there
        if not any(name != longer and f" {name} " in f" {longer} " for longer, _ in there)
    }
