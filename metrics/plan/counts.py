"""What stands in a part of a plan, counted: a parent has what it and its children have, each thing once."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

from metrics.plan.undertakings import Standing
from metrics.targets import JUDGED
from metrics.vocabulary import Status

JudgedIndicator = tuple[int, Status]
Stands = tuple[int, Standing]
Occasion = tuple[int, str]


@dataclass(frozen=True)
class Counts:
    """The indicators, activities, programme points and owed reports of a part of a plan, each by its number.

    `indicators` are with their status, `activities` and `points` with how they stand. `late` are the
    occasions of what is owed that have passed without its having been given, by number and due time.
    `hidden` are the indicators whose figure isn't shown, and `undecided` those that have one but not all that
    it is judged with, by number: their status says that there is none to judge. What stands in several
    places of the part is there once: these are sets.
    """

    indicators: frozenset[JudgedIndicator] = frozenset()
    activities: frozenset[Stands] = frozenset()
    points: frozenset[Stands] = frozenset()
    owed: frozenset[int] = frozenset()
    late: frozenset[Occasion] = frozenset()
    hidden: frozenset[int] = frozenset()
    undecided: frozenset[int] = frozenset()

    def of_status(self, *wanted: Status) -> int:
        """Return how many indicators have any of some statuses."""
        return sum(status in wanted for _, status in self.indicators)

    @cached_property
    def judged(self) -> int:
        """How many indicators have both a value and a target to be held against."""
        return self.of_status(*JUDGED)

    @property
    def late_activities(self) -> int:
        """How many activities are late."""
        return standing(self.activities, Standing.LATE)

    @property
    def late_points(self) -> int:
        """How many programme points are late."""
        return standing(self.points, Standing.LATE)

    @property
    def late_owed(self) -> int:
        """How much of what is owed is late; what is owed every month can be so several times (`late`)."""
        return len({number for number, _ in self.late})

    @property
    def needs_attention(self) -> bool:
        """Whether a target is missed, or something is late."""
        late = self.late_activities or self.late_points or self.late_owed
        return bool(self.of_status(Status.OFF_TARGET) or late)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to follow up."""
        return not (self.indicators or self.activities or self.points or self.owed)


def standing(undertakings: Iterable[Stands], wanted: Standing) -> int:
    """Return how many of some undertakings stand in one way."""
    return sum(each == wanted for _, each in undertakings)


def together(parts: Iterable[Counts]) -> Counts:
    """Return what several parts have together, each thing once."""
    every = list(parts)
    return Counts(
        **{
            each.name: frozenset().union(*(getattr(part, each.name) for part in every))
            for each in fields(Counts)
        }
    )
