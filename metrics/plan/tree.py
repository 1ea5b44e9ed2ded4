"""A plan's tree: all that a plan holds, standing where the plan says that it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from metrics.plan.activity_lines import ACTIVITY, ActivityLine, Standing, activity_lines
from metrics.plan.activity_states import latest_words
from metrics.plan.content import PlanContent
from metrics.plan.tree_nodes import Account, Activity, Node, Objective, Told, node
from metrics.rows import Row
from metrics.vocabulary import Status
from metrics.year_wheel.states import OccasionLine

MOST_AT_FIRST = 30
"""How many lines of a tree are open at first, at most: about two screens."""


def tree(
    content: PlanContent, rows: Mapping[int, Row], occasions: Iterable[OccasionLine], today: date
) -> Node:
    """Return a plan as a tree, each level in the document's order.

    `rows` are the judged rows of all the plan's indicators; `occasions` those of its owed
    accounts (and perhaps of other plans'), by day.
    Raises KeyError for an indicator without a row.
    """
    told = _told(latest_words(content.progress, "objective_id"))
    objectives = _under(content.objectives, "parent_id")
    activities = _under(content.activities, "objective_id")
    lines = {line.id: line for line in activity_lines(content, today) if line.subject == ACTIVITY}
    accounts = _under(content.follow_ups, "objective_id")
    places = _under(content.places, "objective_id")
    due: dict[int, list[OccasionLine]] = {}
    for occasion in occasions:
        due.setdefault(occasion.follow_up_id, []).append(occasion)

    def below(number: int | None, own: Objective | None) -> Node:
        return node(
            own,
            children=[below(row["id"], _objective(row, told)) for row in objectives.get(number, [])],
            indicators=[rows[int(row["indicator_id"])] for row in places.get(number, [])],
            activities=[_activity(row, lines) for row in activities.get(number, [])],
            accounts=[_account(row, due.get(row["id"], ())) for row in accounts.get(number, [])],
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
        accounts=tuple(each for each in whole.accounts if each.late),
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
    tables = sum(bool(each) for each in (branch.rows, branch.activities, branch.accounts))
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


def _told(words: pd.DataFrame) -> dict[int, Told]:
    return {int(str(number)): _word(row) for number, row in words.to_dict("index").items()}


def _word(row: Mapping[Any, Any]) -> Told:
    return Told(row["status"], row["told_on"].date(), row["note"], row["role"])


def _objective(row: Mapping[Any, Any], told: Mapping[int, Told]) -> Objective:
    own = {name: row[name] for name in Objective.__dataclass_fields__ if name in row}
    return Objective(**own, told=told.get(row["id"]))


def _activity(row: Mapping[Any, Any], lines: Mapping[int, ActivityLine]) -> Activity:
    return Activity(lines[int(row["id"])], row["description"], row["follow_up"], row["source"])


def _account(row: Mapping[Any, Any], occasions: Sequence[OccasionLine]) -> Account:
    plain = "id title periodicity due recipient source".split()
    return Account(**{name: row[name] for name in plain}, occasions=tuple(occasions))
