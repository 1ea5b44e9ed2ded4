"""The nodes of a plan's tree: an objective, and what stands directly under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.plan.counts import Counts, together
from metrics.plan.undertakings import Undertaking, Word
from metrics.rows import Row
from metrics.vocabulary import ObjectiveKind
from metrics.year_wheel.owed_lines import OwedLine


@dataclass(frozen=True)
class Objective:
    """A node's own words, as the document has them; empty is what it does not say.

    `told` is the word in force on how far it has come. `point` is how a programme point stands, None for
    everything else.
    """

    id: int
    code: str
    kind: str
    number: str
    title: str
    description: str
    strategy: str
    expected_result: str
    ways_of_working: str
    follow_up: str
    handling: str
    status: str
    responsible: str
    responsible_board: str
    concerned_boards: str
    responsible_office: str
    concerned_offices: str
    source: str
    told: Word | None = None
    point: Undertaking | None = None

    @property
    def is_section(self) -> bool:
        """Whether it only groups what stands below it."""
        return self.kind == ObjectiveKind.SECTION


@dataclass(frozen=True)
class Activity:
    """An activity: how it stands, and what the plan says of it besides."""

    line: Undertaking
    description: str
    follow_up: str
    source: str


@dataclass(frozen=True)
class Node:
    """An objective with what stands directly under it; without `objective` it is the plan itself.

    `beside` are indicators that are shown beside others and stand nowhere by themselves: they are not
    counted. `counts` are of the whole branch.
    """

    objective: Objective | None
    children: tuple["Node", ...]
    rows: tuple[Row, ...]
    beside: tuple[Row, ...]
    activities: tuple[Activity, ...]
    owed: tuple[OwedLine, ...]
    counts: Counts

    @property
    def own(self) -> int:
        """How many lines of its own the node has, beside those of its children."""
        return len(self.rows) + len(self.activities) + len(self.owed)

    @property
    def is_bare(self) -> bool:
        """Whether the branch is sections of text, with neither a goal nor anything to follow up."""
        is_section = self.objective is not None and self.objective.is_section
        empty = self.counts.is_empty and not self.beside
        return is_section and empty and all(child.is_bare for child in self.children)

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, a parent before its children."""
        yield self
        for child in self.children:
            yield from child.walk()


def alone(branch: Node) -> Node:
    """Return a node without what stands below it, and counted so."""
    return node(
        branch.objective,
        indicators=[*branch.rows, *branch.beside],
        activities=branch.activities,
        owed=branch.owed,
    )


def node(
    objective: Objective | None,
    *,
    children: Sequence[Node] = (),
    indicators: Sequence[Row] = (),
    activities: Sequence[Activity] = (),
    owed: Sequence[OwedLine] = (),
) -> Node:
    """Return a node with what stands under it, counted together with its children."""
    rows = tuple(row for row in indicators if row.subject.accompanies is None)
    point = objective.point if objective else None
    own = Counts(
        indicators=frozenset((row.subject.id, row.status) for row in rows),
        activities=frozenset((each.line.id, each.line.standing) for each in activities),
        points=frozenset([(point.id, point.standing)] if point else []),
        owed=frozenset(each.follow_up_id for each in owed),
        late=frozenset((each.follow_up_id, late.due_code) for each in owed for late in each.late),
        hidden=frozenset(row.subject.id for row in rows if row.is_hidden),
        undecided=frozenset(row.subject.id for row in rows if row.is_undecided),
    )
    return Node(
        objective,
        tuple(children),
        rows,
        tuple(row for row in indicators if row.subject.accompanies is not None),
        tuple(activities),
        tuple(owed),
        together([own, *(child.counts for child in children)]),
    )
