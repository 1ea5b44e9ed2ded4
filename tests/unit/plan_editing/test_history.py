"""What an entry was when somebody opened it, whatever has been changed since."""

import json

import pandas as pd
import pytest

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
