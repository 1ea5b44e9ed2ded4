"""What stands in a part of a plan, counted: a parent has what it and its children have, each thing once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from metrics.plan.activity_lines import Standing
from metrics.vocabulary import Status

JUDGED = (Status.ON_TARGET, Status.NEAR_TARGET, Status.OFF_TARGET)
Judged = tuple[int, Status]
Standings = tuple[int, Standing]
Occasion = tuple[int, str]


@dataclass(frozen=True)
class Counts:
    """The indicators, activities and owed accounts of a part of a plan, each by its number.

    `indicators` are with their status, `activities` with how they stand. `late` are the occasions of the
    accounts that have passed without their having been given, by account and due time. What stands in
    several places of the part is there once: these are sets.
    """

    indicators: frozenset[Judged] = frozenset()
    activities: frozenset[Standings] = frozenset()
    accounts: frozenset[int] = frozenset()
    late: frozenset[Occasion] = frozenset()

    def of_status(self, *wanted: Status) -> int:
        """Return how many indicators have any of some statuses."""
        return sum(status in wanted for _, status in self.indicators)

    def standing(self, wanted: Standing) -> int:
        """Return how many activities stand in one way."""
        return sum(standing == wanted for _, standing in self.activities)

    @cached_property
    def judged(self) -> int:
        """How many indicators have both a value and a target to be held against."""
        return self.of_status(*JUDGED)

    @property
    def late_activities(self) -> int:
        """How many activities are late."""
        return self.standing(Standing.LATE)

    @property
    def late_accounts(self) -> int:
        """How many owed accounts are late; one owed every month can be so on several occasions (`late`)."""
        return len({account for account, _ in self.late})

    @property
    def needs_attention(self) -> bool:
        """Whether a target is missed, or something is late."""
        return bool(self.of_status(Status.OFF_TARGET) or self.late_activities or self.late_accounts)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to follow up."""
        return not (self.indicators or self.activities or self.accounts)


def together(parts: Iterable[Counts]) -> Counts:
    """Return what several parts have together, each thing once."""
    every = list(parts)
    return Counts(
        frozenset().union(*(part.indicators for part in every)),
        frozenset().union(*(part.activities for part in every)),
        frozenset().union(*(part.accounts for part in every)),
        frozenset().union(*(part.late for part in every)),
    )
