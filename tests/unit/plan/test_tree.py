"""The tree of a plan: everything stands exactly where the plan says, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_trees import TODAY, content, judged, objectives, owed, progress

from metrics.plan.content import PlanContent
from metrics.plan.tree import MOST_AT_FIRST, needing_attention, open_at_first, tree
from metrics.plan.tree_nodes import Node, alone
from metrics.plan.undertakings import Standing
from metrics.rows import Row
from metrics.subjects import Figure
from metrics.vocabulary import Status, ValueState

ON, NEAR, OFF, NO_TARGET, NO_VALUE = Status
SMALL = settings(max_examples=25)
"""Growing a tree takes frames."""


def grown(plan: PlanContent, statuses: dict[int, Status] | None = None, today: date = TODAY) -> Node:
    """Grow a plan's tree; indicators without a status are on target."""
    rows = {
        int(number): judged(int(number), (statuses or {}).get(int(number), ON))
        for number in plan.places["indicator_id"]
    }
    return tree(plan, rows, owed(plan, today))


def by_number(whole: Node) -> dict[int | None, Node]:
    return {each.objective.id if each.objective else None: each for each in whole.walk()}


def numbers(rows: tuple[Row, ...]) -> list[int]:
    return [row.subject.id for row in rows]


@st.composite
def plans(draw: st.DrawFn) -> PlanContent:
    """Draw a plan of up to eight objectives, each under an earlier one or under the plan."""
    count = draw(st.integers(0, 8))
    parents = {number: draw(st.sampled_from([None, *range(1, number)])) for number in range(1, count + 1)}
    anywhere = st.sampled_from([None, *parents])
    return content(
        parents,
        draw(st.lists(st.tuples(st.integers(1, 6), anywhere), unique=True, max_size=10)),
        [
            (number, draw(anywhere), draw(st.sampled_from(["", "ongoing", "late"])))
            for number in range(draw(st.integers(0, 5)))
        ],
        [
            (number, draw(anywhere), draw(st.sampled_from(["", "2019-03", "2019-11"])))
            for number in range(draw(st.integers(0, 5)))
        ],
    )


@SMALL
@given(plans())
def test_everything_stands_where_the_plan_says_and_nothing_is_lost(plan: PlanContent) -> None:
    found = by_number(grown(plan))
    assert len(found) == len(plan.objectives) + 1
    for row in plan.objectives.to_dict("records"):
        above = None if pd.isna(row["parent_id"]) else row["parent_id"]
        assert found[row["id"]] in found[above].children
    standing = [(number, where) for where, each in found.items() for number in numbers(each.rows)]
    assert sorted(standing, key=str) == sorted(_pairs(plan.places, "indicator_id"), key=str)
    doing = [(each.line.id, where) for where, node in found.items() for each in node.activities]
    assert sorted(doing, key=str) == sorted(_pairs(plan.activities, "id"), key=str)
    owing = [(each.follow_up_id, where) for where, node in found.items() for each in node.owed]
    assert sorted(owing, key=str) == sorted(_pairs(plan.follow_ups, "id"), key=str)


def _pairs(frame: pd.DataFrame, name: str) -> list[tuple[int, int | None]]:
    wheres = [None if pd.isna(where) else int(where) for where in frame["objective_id"]]
    return list(zip(frame[name].tolist(), wheres, strict=True))


@SMALL
@given(plans())
def test_a_branch_counts_what_it_and_its_children_have_once_and_keeps_the_order(plan: PlanContent) -> None:
    whole = grown(plan)
    for each in whole.walk():
        below = {number for node in each.walk() for number in numbers(node.rows)}
        assert {number for number, _ in each.counts.indicators} == below
        assert len(each.counts.activities) == sum(len(node.activities) for node in each.walk())
        known = [child.objective.id for child in each.children if child.objective]
        assert known == sorted(known)
    assert len(whole.counts.indicators) == plan.places["indicator_id"].nunique()
    assert len(whole.counts.owed) == len(plan.follow_ups)


@SMALL
@given(plans(), st.sampled_from([OFF, ON]))
def test_what_needs_attention_is_what_is_missed_or_late_and_all_of_it(
    plan: PlanContent, status: Status
) -> None:
    whole = grown(plan, {1: status, 2: OFF})
    kept = needing_attention(whole)
    missed = [row for node in whole.walk() for row in node.rows if row.status == OFF]
    assert sorted(numbers(tuple(missed))) == sorted(
        number for node in kept.walk() for number in numbers(node.rows)
    )
    late = [each for node in whole.walk() for each in node.activities if each.line.standing == Standing.LATE]
    assert len(late) == sum(len(node.activities) for node in kept.walk())
    assert all(node.counts.needs_attention for node in kept.walk() if node.objective)
    assert kept.counts == whole.counts


@SMALL
@given(plans())
def test_what_is_open_at_first_can_be_overlooked_and_reached(plan: PlanContent) -> None:
    whole = grown(plan)
    opened, found = open_at_first(whole), by_number(whole)
    for number in opened:
        parents = [where for where, node in found.items() if found[number] in node.children]
        assert set(parents) <= {None, *opened}
    shown = len(whole.children) + sum(len(found[number].children) for number in opened)
    assert shown <= max(MOST_AT_FIRST, len(whole.children))


def test_an_indicator_under_two_goals_counts_once_in_what_they_have_in_common() -> None:
    found = by_number(grown(content({1: None, 2: 1, 3: 1}, [(7, 2), (7, 3), (8, 3)]), {8: OFF}))
    assert [len(found[number].counts.indicators) for number in (1, 2, 3)] == [2, 1, 2]
    assert found[1].counts.of_status(ON) == 1


def test_what_is_not_shown_is_counted_apart_from_what_lacks() -> None:
    hidden = replace(judged(7, NO_VALUE), figure=Figure(None, ValueState.CONFIDENTIAL))
    plan = content({1: None, 2: 1}, [(7, 2), (8, 2), (7, 1)])
    counts = tree(plan, {7: hidden, 8: judged(8, NO_VALUE)}, ()).counts
    assert (counts.of_status(NO_VALUE), counts.hidden) == (2, {7})


def test_an_indicator_shown_beside_another_is_kept_and_not_counted() -> None:
    plan = content({1: None}, [(1, 1), (2, 1)])
    whole = tree(plan, {1: judged(1, ON), 2: judged(2, NO_TARGET, accompanies=1)}, ())
    (goal,) = whole.children
    assert (numbers(goal.rows), numbers(goal.beside)) == ([1], [2])
    assert goal.counts.indicators == {(1, ON)}


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ([], Standing.ONGOING),  # as the plan says
        ([("activity_id", 5, "done")], Standing.DONE),
        ([("activity_id", 5, "done"), ("activity_id", 5, "late")], Standing.LATE),  # the last told
    ],
)
def test_an_activity_stands_as_was_told_last(told: list[tuple[str, int, str]], standing: Standing) -> None:
    plan = content({1: None}, undertakings=[(5, 1, "ongoing")], told=progress(*told))
    assert [each.line.standing for each in grown(plan).children[0].activities] == [standing]


def test_a_goal_has_the_last_word_told_of_it() -> None:
    told = progress(("objective_id", 1, "ongoing"), ("objective_id", 1, "done"), ("activity_id", 2, "late"))
    first, second = grown(content({1: None, 2: None}, told=told)).children
    assert first.objective is not None and first.objective.told is not None
    assert (first.objective.told.status, first.objective.told.role) == ("done", "Enhetschef")
    assert second.objective is not None and second.objective.told is None


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2019-05-28", date(2019, 5, 28), 0),
        ("2019-05-28", date(2019, 5, 29), 1),
        ("2019-03", date(2019, 6, 1), 1),
        ("", date(2019, 6, 1), 0),  # no time is known
        ("2019-03", date(2026, 1, 1), 0),  # the plan is over, and nothing was ever told
    ],
)
def test_what_is_owed_is_late_when_its_day_has_passed(due: str, today: date, late: int) -> None:
    assert grown(content({1: None}, due=[(1, 1, due)]), today=today).counts.late_owed == late


def test_a_late_programme_point_is_counted_as_such_beside_an_activity_of_the_same_number() -> None:
    told = progress(("objective_id", 1, "late"), ("activity_id", 1, "done"), ("objective_id", 2, "late"))
    plan = content({1: None, 2: None}, undertakings=[(1, 2, "")], told=told)
    kinds = plan.objectives.assign(kind=["programpunkt", "mål"])
    whole = grown(replace(plan, objectives=kinds))
    assert whole.counts.points == {(1, Standing.LATE)}
    assert whole.counts.activities == {(1, Standing.DONE)}
    assert [each.objective.id for each in needing_attention(whole).children if each.objective] == [1]


def test_what_stands_directly_under_the_plan_is_told_apart_from_its_goals() -> None:
    whole = grown(content({1: None}, [(1, 1), (2, None)], [(1, None, "late")]))
    own = alone(whole)
    assert (numbers(whole.rows), own.children, len(own.counts.indicators)) == ([2], (), 1)
    assert own.counts.late_activities == 1


def test_sections_of_text_are_bare_until_something_stands_in_them() -> None:
    plan = content({1: None, 2: 1, 3: None, 4: 3})
    sections = replace(plan, objectives=objectives({1: None, 2: 1, 3: None, 4: 3}, kind="avsnitt"))
    assert [each.is_bare for each in grown(sections).children] == [True, True]
    with_goal = replace(sections, follow_ups=content({}, due=[(1, 4, "")]).follow_ups)
    assert [each.is_bare for each in grown(with_goal).children] == [True, False]
    assert [each.is_bare for each in grown(plan).children] == [False, False]  # goals are never bare


def test_branches_with_indicators_are_opened_before_others_and_large_ones_stay_closed() -> None:
    goals = {1: None, 2: None, 3: 1, 4: 2, 5: None}
    many = dict.fromkeys(range(6, 6 + MOST_AT_FIRST), 5)
    plan = content({**goals, **many}, [(1, 3)], [(1, 4, ""), (2, 6, "")])
    assert open_at_first(grown(plan)) == {1}
    few = content(goals, [(1, 3)], [(1, 4, "")])
    assert open_at_first(grown(few)) == {1, 2}


def test_an_empty_plan_is_a_tree_without_anything() -> None:
    whole = grown(content({}))
    assert (whole.children, whole.counts.is_empty, open_at_first(whole)) == ((), True, frozenset())
