"""Time rules: how long each kind of case may take, by which law or guarantee, and from when.

A kind may have several rules, one after the other; a case is held to the one that applied on the
day it was opened. Of two that begin on the same day the later in the list holds. Rules are data
that an office edits: nothing here knows any law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.cases.deadlines import LIMIT_WORD, days
from metrics.numbers import with_unit
from metrics.vocabulary import DeadlineRule, LimitUnit

UNKNOWN_KIND, BEFORE_THE_FIRST = -1, -2
"""What stands for a rule where there is none: no rule has the kind, or none had begun to apply."""


@dataclass(frozen=True)
class TimeRule:
    """A limit for one kind of case, for those opened from `applies_from` until the kind's next rule.

    `kind` is a code, `name` what the reader sees. `judged_by` says which of the two deadlines the office is
    measured by; both are always counted. `law` is the reference as it is to be printed, or empty.
    """

    kind: str
    name: str
    limit: int
    limit_unit: LimitUnit
    judged_by: DeadlineRule
    applies_from: date
    law: str = ""

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"a limit must be 1 or more, got {self.limit} for {self.kind}")

    @property
    def limit_text(self) -> str:
        """The limit in words: `14 dagar`, `4 månader`."""
        return with_unit(self.limit, 0, LIMIT_WORD[self.limit_unit])


def rule_on(rules: Sequence[TimeRule], kind: str, day: date) -> TimeRule | None:
    """Return the rule of a kind that applies to a case opened on the day.

    Before the kind's first rule it is that one, since a kind must be called something then too; None
    where the kind has no rule.
    """
    of_kind = sorted((rule for rule in rules if rule.kind == kind), key=lambda rule: rule.applies_from)
    begun = [rule for rule in of_kind if rule.applies_from <= day]
    return begun[-1] if begun else next(iter(of_kind), None)


def rule_of_each(kinds: pd.Series, opened: Any, rules: Sequence[TimeRule]) -> NDArray[np.int64]:
    """Return the place in `rules` of the rule that each case is held to.

    UNKNOWN_KIND (-1) where no rule has the kind, BEFORE_THE_FIRST (-2) where the case was opened
    before any applied. A case without an opening day gets the kind's last rule.
    """
    found = np.full(len(kinds), UNKNOWN_KIND, dtype=np.int64)
    numbers, names = pd.factorize(kinds)
    day = days(opened)
    for number, name in enumerate(names):
        places = [place for place, rule in enumerate(rules) if rule.kind == name]
        if not places:
            continue
        places.sort(key=lambda place: rules[place].applies_from)
        starts = np.array([rules[place].applies_from for place in places], dtype="datetime64[D]")
        mine = numbers == number
        # A day that is missing sorts after every other; of two that are alike the last is found.
        latest = np.searchsorted(starts, day[mine], side="right") - 1
        found[mine] = np.where(latest < 0, BEFORE_THE_FIRST, np.array(places)[latest])
    return found
