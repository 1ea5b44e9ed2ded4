"""A tree as an indented list, and which of an indicator's targets is opened first."""

from datetime import date

import pytest

from metrics.plan_editing.entries import Branch, indented, target_at, without_branch

YEAR = ("2026-01-01", "2026-12-31")
SPRING, AUTUMN = ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")


@pytest.mark.parametrize(
    ("spans", "day", "place"),
    [
        ([], date(2026, 5, 1), None),
        ([SPRING, AUTUMN], date(2026, 5, 1), 0),
        ([SPRING, AUTUMN], date(2026, 6, 30), 0),
        ([SPRING, AUTUMN], date(2026, 7, 1), 1),
        ([YEAR, SPRING], date(2026, 5, 1), 1),
        ([YEAR, SPRING], date(2026, 9, 1), 0),
        ([SPRING, AUTUMN], date(2027, 1, 1), 1),
        ([SPRING, AUTUMN], date(2025, 1, 1), 0),
    ],
)
def test_the_target_in_force_is_first_else_the_last_begun(spans, day: date, place: int | None) -> None:
    targets = [{"valid_from": first, "valid_to": last} for first, last in spans]
    assert target_at(targets, day) == place


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
