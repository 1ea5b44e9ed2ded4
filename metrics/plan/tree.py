"""A plan's tree: all that a plan holds, standing where the plan says that it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.plan.content import PlanContent
from metrics.plan.tree_nodes import Activity, Node, Objective, node
from metrics.plan.undertakings import (
    ACTIVITY,
    OBJECTIVE,
    Standing,
    Undertaking,
    Word,
    undertakings_of,
    words_on,
)
from metrics.rows import Row
from metrics.vocabulary import Status
from metrics.year_wheel.owed_lines import OwedLine

Lines = Mapping[tuple[str, int], Undertaking]
"""Undertakings by what progress is told of: activities and programme points have numbers of their own."""
MOST_AT_FIRST = 30
"""How many lines of a tree are open at first, at most: about two screens."""


def tree(content: PlanContent, rows: Mapping[int, Row], owed: Iterable[OwedLine]) -> Node:
    """Return a plan as a tree, each level in the document's order.

    `rows` are the judged rows of all the plan's indicators; `owed` all that the plan owes (and perhaps what
    others do). Raises KeyError for an indicator without a row, and for what is owed without a line.
    """
    told = words_on(content.progress, OBJECTIVE)
    objectives = _under(content.objectives, "parent_id")
    activities = _under(content.activities, "objective_id")
    lines = {(line.subject, line.id): line for line in undertakings_of(content)}
    follow_ups = _under(content.follow_ups, "objective_id")
    places = _under(content.places, "objective_id")
    due = {each.follow_up_id: each for each in owed}

    def below(number: int | None, own: Objective | None) -> Node:
        return node(
            own,
            children=[below(row["id"], _objective(row, told, lines)) for row in objectives.get(number, [])],
            indicators=[rows[int(row["indicator_id"])] for row in places.get(number, [])],
            activities=[_activity(row, lines) for row in activities.get(number, [])],
            owed=[due[int(row["id"])] for row in follow_ups.get(number, [])],
        )

    return below(None, None)


def needing_attention(whole: Node) -> Node:
    """Return the tree with only what needs attention: missed targets, and what is late.

    What a branch adds up to is told as before, of all that stands in it.
    """
    kept = (needing_attention(child) for child in whole.children if child.counts.needs_attention)
    return replace(
        whole,
        children=tuple(kept),
        rows=tuple(row for row in whole.rows if row.status == Status.OFF_TARGET),
        beside=(),
        activities=tuple(each for each in whole.activities if each.line.standing == Standing.LATE),
        owed=tuple(each for each in whole.owed if each.late),
    )


def open_at_first(whole: Node) -> frozenset[int]:
    """Return the objectives that are open at first, as long as the whole can be overlooked.

    First those on the way to indicators, then what else has something to follow up: level by level from the
    top, on each level goals before sections, and all that are alike or none.
    """
    shown, opened = len(whole.children), frozenset[int]()
    for is_wanted in (_leads_to_indicators, _leads_to_something):
        level: Sequence[Node] = whole.children
        while level:
            for sections in (False, True):
                alike = [each for each in level if is_wanted(each) and _is_section(each) == sections]
                more = [each for each in alike if _number(each) not in opened]
                shown += sum(_lines(each) for each in more)
                if shown > MOST_AT_FIRST:
                    return opened
                opened |= {_number(each) for each in more}
            level = [child for each in level if _number(each) in opened for child in each.children]
    return opened


def _leads_to_indicators(branch: Node) -> bool:
    return any(child.counts.indicators for child in branch.children)


def _leads_to_something(branch: Node) -> bool:
    return any(not child.counts.is_empty for child in branch.children)


def _lines(branch: Node) -> int:
    """Count about how many lines a node takes when it is opened: a table has two above its own."""
    tables = sum(bool(each) for each in (branch.rows, branch.activities, branch.owed))
    return len(branch.children) + branch.own + 2 * tables


def _number(branch: Node) -> int:
    assert branch.objective is not None  # only the plan itself has none
    return branch.objective.id


def _is_section(branch: Node) -> bool:
    return branch.objective is not None and branch.objective.is_section


def _under(frame: pd.DataFrame, column: str) -> dict[int | None, list[dict[Any, Any]]]:
    """Return the rows of a frame by what they stand under; None is the plan itself."""
    found: dict[int | None, list[dict[Any, Any]]] = {}
    for row in frame.to_dict("records"):
        above = None if pd.isna(row[column]) else int(row[column])
        found.setdefault(above, []).append(row)
    return found


def _objective(row: Mapping[Any, Any], told: Mapping[int, tuple[Word, ...]], lines: Lines) -> Objective:
    own = {name: row[name] for name in Objective.__dataclass_fields__ if name in row}
    number = int(row["id"])
    return Objective(**own, told=next(iter(told.get(number, ())), None), point=lines.get((OBJECTIVE, number)))


def _activity(row: Mapping[Any, Any], lines: Lines) -> Activity:
    line = lines[ACTIVITY, int(row["id"])]
    return Activity(line, row["description"], row["follow_up"], row["source"])
