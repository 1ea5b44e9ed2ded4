"""A doubt: something odd in figures on their way in, and how doubts are brought together.

Doubts of one rule are told per series, so that each can be answered by itself, and never more than
`MOST` of them: what is left is told of together.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.numbers import number
from metrics.vocabulary import FindingLevel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST = 200
"""Doubts of a rule that are worded one by one."""
ACCEPT = "Stämmer det, godta det med ett skäl."


@dataclass(frozen=True)
class Doubt:
    """What is odd, in Swedish: the value, the fault and a way on. `rows` are index labels of the figures.

    An error stops its rows, a warning holds them until it is accepted with a reason, and a notice
    only tells.
    """

    level: FindingLevel
    rule: str
    rows: tuple[int, ...]
    message: str


@dataclass(frozen=True)
class Odd:
    """Rows that break a rule: their places in the file, and the number of the series each belongs to.

    `weight`, where given, tells which row of a group is the example: the heaviest, which then stands first.
    """

    level: FindingLevel
    rule: str
    rows: Ints
    groups: Ints
    weight: Floats | None = None

    def told(self, index: pd.Index, word: Callable[[Ints], str], *, of: str = "serier") -> list[Doubt]:
        """Return a doubt per group, in the groups' order; `word` says it of the places in `rows`."""
        if not len(self.rows):
            return []
        order = np.argsort(self.groups, kind="stable")
        groups = np.split(order, np.flatnonzero(np.diff(self.groups[order])) + 1)
        groups[:MOST] = [self._with_example_first(group) for group in groups[:MOST]]
        doubts = [self._doubt(index, group, word(group)) for group in groups[:MOST]]
        if len(groups) > MOST:
            rest = np.concatenate(groups[MOST:])
            many = number(len(groups) - MOST, 0)
            said = f"Detsamma gäller {number(len(rest), 0)} värden till, i {many} {of}."
            doubts.append(self._doubt(index, rest, said))
        return doubts

    def _with_example_first(self, group: Ints) -> Ints:
        if self.weight is None:
            return group
        heaviest = int(np.argmax(self.weight[group]))
        ordered: Ints = np.r_[group[heaviest], np.delete(group, heaviest)]
        return ordered

    def _doubt(self, index: pd.Index, places: Ints, message: str) -> Doubt:
        return Doubt(self.level, self.rule, tuple(index[self.rows[places]].tolist()), message)


def counted(places: Ints, example: str) -> str:
    """Say an example, and of how many it is one: `57 % i mars 2026` or `3 värden, bland dem 57 % …`."""
    return example if len(places) == 1 else f"{number(len(places), 0)} värden, bland dem {example},"
