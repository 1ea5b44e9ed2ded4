"""What a plan owes, each thing with all its occasions: how it stands, in a word and on a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.year_wheel.occasions import Owed, Schedule
from metrics.year_wheel.states import AHEAD, OccasionLine, State


@dataclass(frozen=True)
class OwedLine(Owed):
    """What is owed, and the occasions on which it is due, by day; none where no time is known."""

    occasions: tuple[OccasionLine, ...]

    @property
    def late(self) -> tuple[OccasionLine, ...]:
        """The occasions that have passed without its having been given."""
        return self.of_state(State.LATE)

    @property
    def ahead(self) -> tuple[OccasionLine, ...]:
        """The occasions that are still to come."""
        return self.of_state(*AHEAD)

    @property
    def pressing(self) -> OccasionLine | None:
        """The oldest late occasion, else the next, else the last; None without any."""
        return next(iter((*self.late, *self.ahead, *reversed(self.occasions))), None)

    def of_state(self, *wanted: State) -> tuple[OccasionLine, ...]:
        """Return the occasions that stand in any of some ways."""
        return tuple(each for each in self.occasions if each.state in wanted)


def owed_lines(schedules: Iterable[Schedule], every: Iterable[OccasionLine]) -> tuple[OwedLine, ...]:
    """Return all that some plans owe; `every` are all their occasions by day, as `every_line` gives them."""
    found: dict[int, list[OccasionLine]] = {}
    for line in every:
        found.setdefault(line.follow_up_id, []).append(line)
    return tuple(
        OwedLine(**vars(owed), occasions=tuple(found.get(owed.follow_up_id, ())))
        for each in schedules
        for owed in each.owed
    )
