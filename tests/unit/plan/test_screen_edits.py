"""What was added or changed on screen is told apart from what the document holds, target by target."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from metrics.plan.screen_edits import ScreenEdit, Trace, Traces, target_key, traces
from metrics.vocabulary import PlanNoun

ADDED, CHANGED = (
    ScreenEdit(date(2026, 1, 1), "Controller", "1"),
    ScreenEdit(date(2026, 1, 2), "Controller", "2"),
)
OLD = {"code": "a", "title": "Som det stod", "source": "Plan, Mål"}
NEW = {"code": "a", "title": "Som det blev", "source": "Plan, Mål"}
NEWEST = {"code": "a", "title": "Sist", "source": "Plan, Mål"}
Change = tuple[dict[str, Any] | None, dict[str, Any] | None, bool]


def made(noun: PlanNoun, *changes: Change) -> Traces:
    """Return the traces of changes of the entry `a`: before, after, whether on screen."""
    rows = [
        {
            "id": number,
            "noun": noun.value,
            "code": "a",
            "before": json.dumps(before) if before else "",
            "after": json.dumps(after) if after else "",
            "reason": str(number),
            "role": "Controller",
            "on_screen": on_screen,
            "day": date(2026, 1, number),
        }
        for number, (before, after, on_screen) in enumerate(changes, 1)
    ]
    return traces(pd.DataFrame(rows[::-1]), {"norr": "Norra enheten"})


@pytest.mark.parametrize(
    ("changes", "added", "changed", "title"),
    [
        ([(None, OLD, False)], None, None, "nu"),
        ([(None, OLD, True)], ADDED, None, "nu"),
        ([(None, OLD, True), (OLD, NEW, True)], ADDED, CHANGED, "nu"),
        ([(OLD, NEW, True)], None, ADDED, "Som det stod"),
        ([(OLD, NEW, True), (NEW, NEWEST, True)], None, CHANGED, "Som det stod"),
        # a file that says something else is the document's own
        ([(OLD, NEW, True), (NEW, NEWEST, False)], None, None, "nu"),
        ([(OLD, None, True), (None, NEW, True)], CHANGED, None, "nu"),
    ],
)
def test_an_entry_is_the_documents_until_the_screen_says_otherwise(
    changes: list[Change], added: ScreenEdit | None, changed: ScreenEdit | None, title: str
) -> None:
    trace = made(PlanNoun.ACTIVITY, *changes).of(PlanNoun.ACTIVITY, "a")
    assert (trace.added, trace.changed, trace.said("title", "nu")) == (added, changed, title)


def target(value: float | None, first: str, last: str, words: str, **more: str) -> dict[str, Any]:
    said = {"kind": "at_least", "valid_from": first, "valid_to": last, "words": words, **more}
    return said if value is None else {**said, "value": value}


def traced(found: Traces, value: float | None, first: str, last: str, words: str, unit: str = "") -> Trace:
    row = {
        "kind": "at_least", "level": "own", "value": float("nan") if value is None else value,
        "valid_from": pd.Timestamp(first), "valid_to": pd.Timestamp(last), "words": words, "unit": unit,
    }  # fmt: skip
    return found.of_target("a", target_key(row))


FIRST, LAST = "2026-01-01", "2026-12-31"
YEAR = (75, FIRST, LAST, "75 %")


def with_targets(*targets: dict[str, Any]) -> dict[str, Any]:
    return {"code": "a", "targets": list(targets)}


def test_the_target_that_was_added_is_told_from_those_that_stood() -> None:
    new = (80, "2027-01-01", "2027-12-31", "80 %")
    before, after = with_targets(target(*YEAR)), with_targets(target(*YEAR), target(*new, unit="norr"))
    found = made(PlanNoun.INDICATOR, (before, after, True))
    assert traced(found, *YEAR) == Trace()
    assert traced(found, *new, unit="Norra enheten").added == ADDED


def test_a_target_with_another_value_is_the_same_target_changed() -> None:
    other = (None, FIRST, LAST, "ska öka")
    found = made(PlanNoun.INDICATOR, (with_targets(target(*YEAR)), with_targets(target(*other)), True))
    trace = traced(found, *other)
    assert (trace.added, trace.changed, trace.said("words", "ska öka")) == (None, ADDED, "75 %")


def test_a_target_that_is_cut_short_leaves_the_rest_of_its_time_to_a_new_one() -> None:
    half, rest = (75, FIRST, "2026-06-30", "75 %"), (80, "2026-07-01", LAST, "80 %")
    changes = with_targets(target(*YEAR)), with_targets(target(*rest), target(*half)), True
    found = made(PlanNoun.INDICATOR, changes)
    assert (traced(found, *half).changed, traced(found, *rest).added) == (ADDED, ADDED)


def test_the_targets_of_an_indicator_added_on_screen_are_too_and_of_a_file_are_not() -> None:
    new = with_targets(target(*YEAR))
    assert traced(made(PlanNoun.INDICATOR, (None, new, True)), *YEAR).added == ADDED
    assert traced(made(PlanNoun.INDICATOR, (None, new, False)), *YEAR) == Trace()
