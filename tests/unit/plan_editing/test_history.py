"""What an entry was when somebody opened it, whatever has been changed since."""

import json

import pandas as pd
import pytest

from metrics.plan_editing.entries import Branch, indented, without_branch
from metrics.plan_editing.history import edits_since, entry_then, latest_edit
from metrics.vocabulary import PlanNoun

NOW = {"code": "a", "title": "fyra"}


def edits(*rows: tuple[int, str, str, str | None]) -> pd.DataFrame:
    """Return changes: number, noun, code and the title before (None = it was not there), the latest first."""
    every = [
        {"id": number, "noun": noun, "code": code, "before": json.dumps({"title": title}) if title else ""}
        for number, noun, code, title in rows
    ]
    return pd.DataFrame(every, columns=["id", "noun", "code", "before"]).sort_values("id", ascending=False)


CHANGES = edits(
    (3, "activity", "a", None),
    (5, "activity", "a", "ett"),
    (6, "objective", "a", "ett mål"),
    (7, "activity", "b", "en annan"),
    (9, "activity", "a", "två"),
)


@pytest.mark.parametrize(
    ("seen", "title"), [(2, None), (3, "ett"), (4, "ett"), (5, "två"), (8, "två"), (9, "fyra"), (10, "fyra")]
)
def test_an_entry_is_told_as_it_was_when_it_was_opened(seen: int, title: str | None) -> None:
    then = entry_then(CHANGES, PlanNoun.ACTIVITY, "a", seen, NOW)
    assert (then and then["title"]) == title


def test_only_the_entrys_own_changes_count_the_first_made_first() -> None:
    assert list(edits_since(CHANGES, PlanNoun.ACTIVITY, "a", 3)["id"]) == [5, 9]


def test_without_changes_an_entry_is_as_it_stands() -> None:
    nothing = edits()
    assert entry_then(nothing, PlanNoun.ACTIVITY, "a", 0, NOW) == NOW
    assert entry_then(nothing, PlanNoun.ACTIVITY, "a", 0, None) is None
    assert (latest_edit(nothing), latest_edit(CHANGES)) == (0, 9)


TREE = [("a", None, "A"), ("b", None, "B"), ("a1", "a", "A1"), ("a11", "a1", "A11"), ("x", "borta", "X")]


def test_a_tree_is_listed_with_each_below_its_own() -> None:
    assert [(each.code, each.depth) for each in indented(TREE)] == [
        ("a", 0),
        ("a1", 1),
        ("a11", 2),
        ("b", 0),
        ("x", 0),
    ]
    assert indented(TREE)[2] == Branch("a11", "A11", 2, ("a", "a1"))


@pytest.mark.parametrize(
    ("code", "left"), [("a", ["b", "x"]), ("a1", ["a", "b", "x"]), ("b", ["a", "a1", "a11", "x"])]
)
def test_a_branch_can_not_be_moved_to_itself_or_below(code: str, left: list[str]) -> None:
    assert [each.code for each in without_branch(indented(TREE), code)] == left
